"""Scores by the office's scheme, with the arithmetic (考核评分)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.indicators import attainment, ranking
from zoneanalysis.panel.ledger import RATES, rate_of
from zoneanalysis.panel.panel import Panel, last_day
from zoneanalysis.panel.progress import progress, target_gap
from zoneanalysis.panel.registers import overdue
from zoneanalysis.panel.standing import Last, last_places, places
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval, hull
from zoneanalysis.values.units import PERCENT, unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COUNTS",
    "Item",
    "Score",
    "ZoneScore",
    "items",
    "scorecard",
    "sensitivity",
    "value_of",
]

POINTS = unit("分")
_LARGE = Fraction(1)  # 亿元


@dataclass(frozen=True)
class Item:
    """An item of the scheme; a row of ``scheme.csv``."""

    id: str
    zones: str
    indicator: str
    measure: str
    weight: Fraction
    rule: str
    lower: Fraction | None
    upper: Fraction | None
    step: Fraction
    cap: Fraction
    warn_below: Fraction | None
    letter_after: int
    talk_after: int
    note: str


@dataclass(frozen=True)
class Score:
    """What a zone gets for an item.

    Parameters
    ----------
    value : Quantity or None
        What is scored; None where it isn't known, and then nothing is counted and anything up to
        the item's weight is possible.
    points : Interval
        The score that the value's interval allows.
    point : Fraction
        The score of the value itself.
    numbers : str
        The arithmetic.
    """

    item: Item
    value: Quantity | None
    point: Fraction
    points: Interval
    numbers: str


@dataclass(frozen=True)
class ZoneScore:
    """A zone's total, with its scores and its place.

    ``place`` is the rank of the total itself, ``best`` and ``worst`` what its interval allows.
    """

    zone: str
    scores: tuple[Score, ...]
    total: Quantity
    place: int
    best: int
    worst: int
    last: Last


def items(panel: Panel) -> tuple[Item, ...]:
    """Return the items of the panel's scheme in their order."""

    def exact(text: str) -> Fraction | None:
        return Fraction(text) if text else None

    return tuple(
        Item(
            row["id"],
            row["zones"],
            row["indicator"],
            row["measure"],
            Fraction(row["weight"]),
            row["rule"],
            exact(row["lower"]),
            exact(row["upper"]),
            exact(row["step"]) or Fraction(0),
            exact(row["cap"]) or Fraction(0),
            exact(row["warn_below"]),
            int(row["letter_after"] or 0),
            int(row["talk_after"] or 0),
            row["note"],
        )
        for row in panel.tables["scheme"].to_dict("records")
    )


def _large_signings(panel: Panel, zone: str, day: str) -> int:
    frame = panel.tables["projects"]
    own = frame[
        (frame["zone"] == zone)
        & (frame["batch"] == "signed")
        & (frame["signed"] >= day[:4])
        & (frame["signed"] <= day)
    ]
    worth = (
        Figure.of(*each).to(unit("亿元")) for each in zip(own["planned"], own["unit"], strict=True)
    )
    return sum(each.point >= _LARGE for each in worth)


def _overdue(panel: Panel, zone: str, day: str) -> int:
    return int((overdue(panel, day)["zone"] == zone).sum())


# What is counted out of the ledgers at the end of a day, by code of the indicator.
COUNTS: Mapping[str, Callable[[Panel, str, str], int]] = {
    "signed_large_projects": _large_signings,
    "overdue_tasks": _overdue,
}


def value_of(panel: Panel, item: Item, zone: str, month: str) -> Quantity | None:
    """Return the value that an item scores, of one zone at the end of a month.

    A level stands in the unit of its indicator, whatever the panel keeps it in: bounds, thresholds
    and ranks are set in that one.
    """
    code = item.indicator
    if item.measure == "count":
        counted = COUNTS[code](panel, zone, last_day(month))
        return Figure.of(counted, panel.indicators[code].unit)
    if item.measure == "rate" and code in RATES:
        return rate_of(panel, zone, code, month)
    if item.measure == "gap":
        return target_gap(panel, zone, code, month)
    if item.measure == "progress":
        found = progress(panel, zone, code, month)
        return found.lead if found else None
    if item.measure == "attainment":
        reached = panel.figure(zone, month, code, "ytd")
        goal = panel.target(zone, int(month[:4]), code, "ytd")
        return attainment(reached, goal) if reached and goal and goal.point > 0 else None
    value, wanted = panel.figure(zone, month, code, item.measure), panel.indicators[code].unit
    if value is None or not wanted or wanted == value.unit.symbol or value.unit == PERCENT:
        return value
    return value.to(unit(wanted))


def _shown(value: Fraction) -> str:
    shown = format_half_up(value, 2)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _text(value: Fraction) -> str:
    return f"({_shown(value)})" if value < 0 else _shown(value)


def _missing(item: Item) -> Score:
    top = item.weight if item.rule in {"linear", "rank"} else item.cap
    side = -1 if item.rule == "deduction" else 1
    possible = hull([Interval.exactly(0), Interval.exactly(side * top)])
    return Score(item, None, Fraction(0), possible, "—")


def _linear(item: Item, value: Quantity) -> Score:
    assert item.lower is not None
    assert item.upper is not None
    lower, upper, weight = item.lower, item.upper, item.weight

    def score(at: Fraction) -> Fraction:
        share = (at - lower) / (upper - lower)
        return weight * min(max(share, Fraction(0)), Fraction(1))

    rises = upper > lower
    low, high = value.interval.lo, value.interval.hi
    ends = (
        score(low) if low is not None else Fraction(0) if rises else weight,
        score(high) if high is not None else weight if rises else Fraction(0),
    )
    point = score(value.point)
    ratio = f"({_text(value.point)} − {_text(lower)}) ÷ ({_text(upper)} − {_text(lower)})"
    sign = "=" if 0 < point < weight else "→"
    shown = f"{_text(weight)} × {ratio} {sign} {_text(point)}"
    return Score(item, value, point, Interval(min(ends), max(ends)), shown)


def _by_rank(item: Item, values: Mapping[str, Quantity]) -> dict[str, Score]:
    """Return full points for the first, *step* less for each rank further down, 0 at least."""

    def score(rank: int) -> Fraction:
        return max(Fraction(0), item.weight - item.step * (rank - 1))

    exact = places({zone: value.point for zone, value in values.items()})
    return {
        each.name: Score(
            item,
            values[each.name],
            score(exact[each.name]),
            Interval(
                score(max(each.worst - _ties(each.name, values), exact[each.name])),
                score(min(each.best, exact[each.name])),
            ),
            f"{_text(item.weight)} − {_text(item.step)} × ({exact[each.name]} − 1)"
            f" = {_text(score(exact[each.name]))}",
        )
        for each in ranking(values)
    }


def _ties(zone: str, values: Mapping[str, Quantity]) -> int:
    """Return how many others have exactly the same value: those share the better rank."""
    own = values[zone].interval
    return sum(
        own.width == 0 and other.interval == own for name, other in values.items() if name != zone
    )


def _per_unit(item: Item, value: Quantity) -> Score:
    side = -1 if item.rule == "deduction" else 1

    def score(at: Fraction) -> Fraction:
        return min(item.cap, max(Fraction(0), (at - (item.lower or 0)) * item.step))

    low, high = value.interval.lo, value.interval.hi
    ends = [Fraction(0) if low is None else score(low), item.cap if high is None else score(high)]
    point = side * score(value.point)
    above = _text(value.point)
    if item.lower:
        above = f"({above} − {_text(item.lower)})"
    return Score(
        item,
        value,
        point,
        hull(Interval.exactly(side * each) for each in ends),
        f"{'−' if side < 0 else '+'}{_text(item.step)} × {above}"
        f" (≤ {_text(item.cap)}) = {_shown(point)}",
    )


def _scores(panel: Panel, item: Item, month: str) -> dict[str, Score]:
    zones = panel.members(item.zones)
    known = {
        zone: value for zone in zones if (value := value_of(panel, item, zone, month)) is not None
    }
    missing = {zone: _missing(item) for zone in zones if zone not in known}
    if item.rule == "rank":
        return _by_rank(item, known) | missing
    rule = _linear if item.rule == "linear" else _per_unit
    return {zone: rule(item, value) for zone, value in known.items()} | missing


def scorecard(
    panel: Panel, month: str, *, zones: Iterable[str] | None = None
) -> tuple[ZoneScore, ...]:
    r"""Return every zone's score by the scheme at the end of a month, best first.

    .. math:: S = \sum_i w_i \min(1, \max(0, (x_i - l_i)/(u_i - l_i)))
              + \sum (w - s(\text{rank} - 1)) + \text{bonus} - \text{deduction}

    Parameters
    ----------
    month : str
        Year-to-date values to this month; ledgers at its last day.
    zones : iterable of str, optional
        Only these are ranked; rules by rank still compare all zones of their group.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = scorecard(read_panel("yunchuan"), "2024-06")
    >>> found[0].place, found[0].total.unit.symbol
    (1, '分')
    """
    panel.check_month(month)
    by_zone: dict[str, list[Score]] = {zone: [] for zone in zones or panel.zones}
    for item in items(panel):
        for zone, score in _scores(panel, item, month).items():
            if zone in by_zone:
                by_zone[zone].append(score)
    totals = {
        zone: Quantity(
            sum((each.point for each in scores), Fraction(0)),
            sum((each.points for each in scores), Interval.exactly(0)),
            POINTS,
        )
        for zone, scores in by_zone.items()
        if scores
    }
    exact = places({zone: total.point for zone, total in totals.items()})
    ranked = ranking(totals)
    return tuple(
        ZoneScore(
            each.name,
            tuple(by_zone[each.name]),
            totals[each.name],
            exact[each.name],
            each.best,
            each.worst,
            last_places(each, len(ranked)),
        )
        for each in ranked
    )


def sensitivity(
    card: tuple[ZoneScore, ...],
    *,
    spread: Fraction = Fraction(1, 5),
    draws: int = 20_000,
    last: int = 3,
    seed: int = 0,
) -> pd.DataFrame:
    """Return how often each zone is among the last when weights and rounded values move (敏感性).

    Each draw multiplies every item's weight by a factor between 1 − *spread* and 1 + *spread*,
    brings the weights of each zone back to their sum, and takes every score somewhere in its
    interval. A guide to how firm the ranking is, not a verdict.

    Returns
    -------
    pandas.DataFrame
        By zone: ``last`` (share of draws among the last *last*), ``rank_low`` and ``rank_high``
        (5th and 95th percentile of the rank).
    """
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    names = sorted({score.item.id for each in card for score in each.scores})
    moved_by = rng.uniform(1 - float(spread), 1 + float(spread), (len(names), draws))
    factors = dict(zip(names, moved_by, strict=True))
    totals = np.empty((len(card), draws))
    for row, each in enumerate(card):
        weight = sum(float(score.item.weight) for score in each.scores)
        moved = sum(float(score.item.weight) * factors[score.item.id] for score in each.scores)
        scale = np.where(moved > 0, weight / np.where(moved > 0, moved, 1), 1.0)
        total = np.zeros(draws)
        for score in each.scores:
            low, high = float(score.points.lo or 0), float(score.points.hi or 0)
            drawn = rng.uniform(low, high, draws) if high > low else np.full(draws, low)
            total += drawn * (factors[score.item.id] * scale if score.item.weight else 1.0)
        totals[row] = total
    ranks = 1 + (totals[None, :, :] > totals[:, None, :]).sum(axis=1)
    return pd.DataFrame(
        {
            "last": ((ranks > len(card) - last) & (len(card) > last)).mean(axis=1),
            "rank_low": np.percentile(ranks, 5, axis=1, method="nearest"),
            "rank_high": np.percentile(ranks, 95, axis=1, method="nearest"),
        },
        index=pd.Index([each.zone for each in card], name="zone"),
    )
