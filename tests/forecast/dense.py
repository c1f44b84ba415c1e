"""The year-to-date model by brute force: one big normal distribution, conditioned by hand.

Written for the tests, from the equations alone: no recursion, no state, no cumulator. Growth of
every month is a sum of independent normals (mean, level steps, noise); a year-to-date rate is a
row of weights; conditioning is the textbook formula with a dense covariance.
"""

from __future__ import annotations

import numpy as np


def joint(kind, months):
    """Return the covariance of monthly growth, from its independent sources."""
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
    # what levels gain for a while: a first value a year before and one step a month, each of which
    # is the base of growth twelve months later
    for start in range(-12, months):
        age = np.arange(-12, months) - start
        value = np.where(age >= 0, kind.pull ** np.maximum(age, 0.0), 0.0)
        path = value[12:] - kind.base_effect * value[:-12]
        step = 1.0 if start == -12 else 1 - kind.pull**2
        sources.append((path, kind.swing * step))
    return sum(variance * np.outer(path, path) for path, variance in sources)


def rows(spans, weights):
    """Return the weights that give the growth of each span (first, last; counted from 0)."""
    found = np.zeros((len(spans), len(weights)))
    for row, (first, last) in enumerate(spans):
        part = np.array(weights[first : last + 1], dtype=float)
        found[row, first : last + 1] = part / part.sum()
    return found


def condition(covariance, seen, values, variances):
    """Return mean and covariance of the months given *seen* rows with noise, and log density."""
    spread = seen @ covariance @ seen.T + np.diag(variances)
    gain = covariance @ seen.T @ np.linalg.inv(spread)
    log_density = -0.5 * (
        values @ np.linalg.inv(spread) @ values
        + np.linalg.slogdet(spread)[1]
        + len(values) * np.log(2 * np.pi)
    )
    return gain @ values, covariance - gain @ seen @ covariance, log_density
