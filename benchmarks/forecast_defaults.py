"""Choose the default parameters of the year-to-date model, by cross-validation.

    python -m benchmarks.forecast_defaults          prints the choice, KINDS, FADE and SOFT

The parameters of three kinds of series are moved (L-BFGS, differences) to the best mean log score
of next month's and December's year-to-date growth, on every eighth series of the learning half of
M3 and on eleven Chinese national series, each group counting half: from one rate and from a
report's three in June, from a report's and this year's in September, from this year's in March and
June, from two years' in March and July, from three years' in June.

How much wider than learnt the scales must be, and how strongly far growth is drawn back, is chosen
on what was not learnt from: the series fall into three parts (blocks of M3, Chinese series by what
they are of), the parameters are learnt on two and scored on the third, in turn. Then they are
learnt on all. All series of a pattern are conditioned at once: the same model as the filter's, by
linear algebra (a test holds them together).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit, logsumexp

from benchmarks.forecast_data import Printed, cases, chinese_series, m3_series
from zoneanalysis.forecast.defaults import Kind
from zoneanalysis.forecast.fitting import base_levels, level
from zoneanalysis.forecast.model import state
from zoneanalysis.forecast.weights import weights_of

Floats = NDArray[np.float64]
PATTERNS = (
    ("1 rate", 6), ("report", 6), ("report", 9), ("this year", 3), ("this year", 6),
    ("this year", 9), ("earlier years", 3), ("earlier years", 7), ("three years", 6),
)  # fmt: skip
LOG_SCALES = np.linspace(np.log(0.12), np.log(300.0), 27)
PARTS, WIDER, SOFTER = 3, (1.0, 1.25, 1.5, 2.0, 2.5), (15.0, 25.0, 36.0, 60.0, 100.0, np.inf)
CHINA: list[str] = []
EVALUATIONS, SPREAD = 560, 1.5
SHRINK = 0.0005
"""Of the squared distance from the start, so that what the series don't say stays put."""


@dataclass(frozen=True)
class Task:
    """Forecasts of one pattern for many series; rows are series × rows × months."""

    seen: Floats
    rates: Floats
    errors: Floats
    wanted: Floats
    shifts: Floats
    bases: Floats
    rests: Floats
    ages: Floats
    first: Floats
    counts: Floats


def tasks(series: Sequence[Printed], share: float) -> Iterator[Task]:
    """Yield one task a pattern; the forecasts of a group count *share* in all."""
    for known, origin in PATTERNS:
        found = [
            _parts(case)
            for one in series
            for case in cases(
                one, years=1 if one.levels else None, known=(known,), origins=(origin,)
            )
        ]
        if found:
            whole = {name: np.stack([part[name] for part in found]) for name in found[0]}
            yield Task(**whole, counts=np.full(len(found), share / len(found)))


def _parts(case) -> dict[str, Floats]:  # type: ignore[no-untyped-def]
    """Return rows, rates and rests of a case, as the fit builds them."""
    series = case.series
    begin, last, origin = series.observations[0].year, series.year, series.origin
    weights = {year: weights_of(series, year) for year in range(begin, last + 1)}
    if case.weights is not None:
        weights[last] = case.weights
    first, bases = base_levels(series.observations, weights)
    rows, rates, errors = [], [], []
    for each in series.observations:
        row, base = level(first, bases[each.year], each.year - begin, each.first, each.month)
        rows.append(row)
        rates.append(base * (100 + float(each.growth.point)) - 100)
        errors.append(base**2 * float(each.variance))
    now, usual = (
        float(series.observations[-1].growth.point),
        level(first, bases[last], 0, 1, origin)[1],
    )
    wanted, shifts, ratios, rests = [], [], [], []
    for month in (origin + 1, 12):
        done = bases[last][:origin].sum() / bases[last][:month].sum()
        row, base = level(first, bases[last], last - begin, origin + 1, month)
        part = done / (1 - done) * base / usual
        wanted.append(row + part * rows[-1])
        shifts.append(-part * rates[-1])
        ratios.append(base)
        rests.append(max((case.outcome[month] - done * now) / (1 - done), -99.5))
    ages = [float(last - o.year) for o in series.observations]
    parts = {"seen": rows, "rates": rates, "errors": errors, "wanted": wanted, "shifts": shifts,
             "bases": ratios, "rests": rests, "ages": ages, "first": first}  # fmt: skip
    return {name: np.asarray(values, dtype=float) for name, values in parts.items()}


def log_scores(kinds: Sequence[Kind], fade: float, task: Task, soft: float = np.inf) -> Floats:
    """Return the mean log density of the rests that came, one a series; see `defaults.SOFT`."""
    logs, means, sds = [], [], []
    for kind in kinds:
        joint = state(kind, task.first)
        crossed = joint @ task.seen.transpose(0, 2, 1)
        spread, typical = task.seen @ crossed, np.exp(2 * kind.log_scale)
        count = task.rates.shape[1]
        square = np.full(len(task.rates), typical)
        for _ in range(2):
            noisy = spread + np.eye(count) * (task.errors / square[:, None])[:, :, None]
            root = np.linalg.cholesky(noisy)
            both = np.concatenate(
                [task.rates[:, :, None], (task.wanted @ crossed).transpose(0, 2, 1)], axis=2
            )
            solved = np.linalg.solve(root, both)
            apart = solved[:, :, 0] ** 2
            square = np.maximum((apart.sum(1) + 0.6 * typical) / (count + 0.6),
                                np.exp(2 * LOG_SCALES[0]))  # fmt: skip
        kept = fade**task.ages
        log_det = 2 * np.log(np.diagonal(root, axis1=1, axis2=2))
        prior = -0.5 * ((LOG_SCALES - kind.log_scale) / kind.log_scale_sd) ** 2
        logs.append(
            np.log(kind.share) + prior - logsumexp(prior) - kept.sum(1)[:, None] * LOG_SCALES
            - 0.5 * (apart * kept).sum(1)[:, None] / np.exp(2 * LOG_SCALES)
            - 0.5 * (log_det * kept).sum(1)[:, None]
        )  # fmt: skip
        mean = task.shifts + np.einsum("nkw,nk->nw", solved[:, :, 1:], solved[:, :, 0])
        variance = ((task.wanted @ joint) * task.wanted).sum(2) - (solved[:, :, 1:] ** 2).sum(1)
        growth = (100 + mean) / task.bases - 100
        means.append(growth if np.isinf(soft) else soft * np.arcsinh(growth / soft))
        sds.append(np.sqrt(np.maximum(variance, 1e-9)) / task.bases)
    chance = np.stack(logs, axis=1)
    chance = chance - logsumexp(chance, axis=(1, 2), keepdims=True)
    wide = np.stack(sds, axis=1)[:, :, None] * np.exp(LOG_SCALES)[:, None]
    apart = (task.rests[:, None, None] - np.stack(means, axis=1)[:, :, None]) / wide
    density = chance[..., None] - 0.5 * apart**2 - np.log(wide) - 0.5 * np.log(2 * np.pi)
    return np.asarray(logsumexp(density, axis=(1, 2)).mean(axis=1))


def packed(kinds: Sequence[Kind], fade: float) -> Floats:
    """Return parameters as numbers on the whole line."""
    rows = [
        [np.log(k.share), logit(k.damping), np.log(k.swing), logit(k.pull), np.log(k.noise),
         logit(k.base_effect), np.log(k.mean_variance), k.log_scale, np.log(k.log_scale_sd)]
        for k in kinds
    ]  # fmt: skip
    return np.array([*np.ravel(rows), logit(fade)])


def unpacked(values: Floats, names: Sequence[str]) -> tuple[list[Kind], float]:
    """Return the kinds and the fade that the numbers stand for."""
    rows = values[:-1].reshape(len(names), 9)
    shares = np.exp(rows[:, 0] - logsumexp(rows[:, 0]))
    kinds = [
        Kind(name, float(share), float(expit(r[1])), float(np.exp(r[2])), float(expit(r[3])),
             float(np.exp(r[4])), float(expit(r[5])), float(np.exp(r[6])), float(r[7]),
             float(np.exp(r[8])))
        for name, share, r in zip(names, shares, rows, strict=True)
    ]  # fmt: skip
    return kinds, float(expit(values[-1]))


START = (
    Kind("smooth", 0.5, 0.97, 0.5, 0.95, 0.01, 0.9, 0.3, 1.3, 0.7),
    Kind("noisy", 0.25, 0.95, 0.5, 0.7, 40.0, 0.7, 2.0, 1.0, 0.7),
    Kind("swinging", 0.25, 0.95, 7.0, 0.95, 1.0, 0.95, 0.5, 1.0, 0.7),
)


def total(kinds: Sequence[Kind], fade: float, learning: Sequence[Task], soft: float) -> float:
    """Return the mean log score of forecasts, each pattern and group counting alike."""
    scores = sum((log_scores(kinds, fade, task, soft) * task.counts).sum() for task in learning)
    return float(scores) / len(PATTERNS)


def learnt(learning: Sequence[Task], evaluations: int) -> tuple[list[Kind], float]:
    """Return the kinds and the fade with the best log score."""
    names, start = [kind.name for kind in START], packed(START, 0.7)

    def loss(values: Floats) -> float:
        if np.abs(values - start).max() > 6:
            return 1e6
        away = SHRINK * float(((values - start) ** 2).sum())
        return away - total(*unpacked(values, names), learning, 100.0)

    found = minimize(loss, start, method="L-BFGS-B", options={"maxfun": evaluations, "eps": 1e-4})
    return unpacked(found.x, names)


def wider(kinds: Sequence[Kind], by: float) -> list[Kind]:
    """Return the kinds with the spread of their scales times *by*."""
    return [replace(kind, log_scale_sd=kind.log_scale_sd * by) for kind in kinds]


def part_of(one: Printed) -> int:
    """Return which of three parts a series belongs to; what is of one thing stays together."""
    if one.group == "M3":
        return int(one.name[1:]) // 40 % PARTS
    return CHINA.index(one.name) % PARTS


def groups() -> tuple[list[Printed], list[Printed]]:
    """Return the series that are learnt from: every eighth of M3's learning half, and China."""
    chinese = chinese_series()
    CHINA[:] = sorted(one.name for one in chinese)
    return [one for one in m3_series() if one.half == 0][::8], chinese


def learnt_without(
    part: int, both: Sequence[Sequence[Printed]], evaluations: int
) -> tuple[list[Kind], float]:
    """Return the kinds and the fade that the other parts of both groups teach."""
    ours = [[one for one in group if part_of(one) != part] for group in both]
    return learnt([task for group in ours for task in tasks(group, 0.5)], evaluations)


def main() -> None:
    """Choose and print the defaults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--evaluations", type=int, default=EVALUATIONS)
    evaluations = parser.parse_args().evaluations
    both = groups()
    scores = dict.fromkeys(product(WIDER, SOFTER), 0.0)
    for part in range(PARTS):
        kinds, fade = learnt_without(part, both, evaluations)
        theirs = [[one for one in group if part_of(one) == part] for group in both]
        unseen = [task for group in theirs for task in tasks(group, 0.5)]
        for by, soft in scores:
            scores[by, soft] += total(wider(kinds, by), fade, unseen, soft) / PARTS
        print(f"part {part}:", *kinds, f"fade {fade:.2f}", sep="\n  ", flush=True)
    for (by, soft), score in scores.items():
        print(f"scales {by:g} times as spread, soft {soft:g}: {score:.4f}", flush=True)
    by, soft = max(scores, key=lambda each: scores[each])
    everything = [task for group in both for task in tasks(group, 0.5)]
    kinds, fade = learnt(everything, evaluations)
    for each in wider(kinds, by):
        numbers = [getattr(each, name) for name in Kind.__dataclass_fields__ if name != "name"]
        print(f'Kind("{each.name}", ' + ", ".join(f"{number:.3f}" for number in numbers) + "),")
    score = total(wider(kinds, by), fade, everything, soft)
    print(f"FADE = {fade:.2f}; SOFT = {soft:g}; {score:.4f} on what was learnt from")


if __name__ == "__main__":
    main()
