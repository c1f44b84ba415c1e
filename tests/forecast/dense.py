"""The year-to-date model by brute force: one big normal distribution, conditioned by hand.

Written for the tests, from the equations alone: no recursion, no state, no cumulator. Growth of
every month is a sum of independent normals (mean, level steps, noise); a year-to-date rate is a
row of weights; conditioning is the textbook formula with a dense covariance.
"""

from __future__ import annotations

import numpy as np


def joint(kind, months):
    """Return mean and covariance of monthly growth, from its independent sources."""
    sources = []
    sources.append((np.ones(months), kind.mean_variance))
    # level: a first value and one step a month
    for start in range(months):
        path = np.zeros(months)
        path[start:] = kind.damping ** np.arange(months - start)
        sources.append((path, 1.0 if start == 0 else 1 - kind.damping**2))
    # noise of every month since twelve before the first, which returns with the other sign
    for when in range(-12, months):
        path = np.zeros(months)
        if when >= 0:
            path[when] += 1
        if 0 <= when + 12 < months:
            path[when + 12] -= kind.base_effect
        sources.append((path, kind.noise))
    covariance = sum(variance * np.outer(path, path) for path, variance in sources)
    return np.full(months, kind.mean), covariance


def rows(spans, weights):
    """Return the weights that give the growth of each span (first, last; counted from 0)."""
    found = np.zeros((len(spans), len(weights)))
    for row, (first, last) in enumerate(spans):
        part = np.array(weights[first : last + 1], dtype=float)
        found[row, first : last + 1] = part / part.sum()
    return found


def condition(mean, covariance, seen, values, variances, wanted):
    """Return mean and covariance of *wanted* rows given *seen* rows with noise, and log density."""
    spread = seen @ covariance @ seen.T + np.diag(variances)
    apart = values - seen @ mean
    gain = wanted @ covariance @ seen.T @ np.linalg.inv(spread)
    centre = wanted @ mean + gain @ apart
    rest = wanted @ covariance @ wanted.T - gain @ seen @ covariance @ wanted.T
    log_density = -0.5 * (
        apart @ np.linalg.inv(spread) @ apart
        + np.linalg.slogdet(spread)[1]
        + len(values) * np.log(2 * np.pi)
    )
    return centre, rest, log_density
