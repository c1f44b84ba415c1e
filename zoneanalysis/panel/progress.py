"""Progress against schedule, growth gaps, contributions of zones (序时进度, 增速差距, 拉动)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.indicators import attainment, pp_gap, yoy_growth
from zoneanalysis.panel.panel import Panel
from zoneanalysis.relations.formula import grounded, parse
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.values.figures import Derived, Figure, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval, hull
from zoneanalysis.values.units import PERCENT, POINT

__all__ = [
    "Progress",
    "contributions",
    "due",
    "growth",
    "progress",
    "target_gap",
    "whole_above",
]

_OF_THE_ZONES = "100 * (now - before) / (before + others)"


def due(panel: Panel, zone: str, indicator: str, month: str) -> Quantity:
    r"""Return how much of a year's target is due at the end of a month, in percent (序时进度).

    The target's own schedule where it has one. Else the point is a twelfth a month, and the
    interval reaches to the share that the year before had by then:

    .. math:: s_m = 100 m / 12 \quad\text{or}\quad s_m = 100 X_m / X_{12}
    """
    at = panel.check_month(month)
    own = panel.schedule(zone, at.year, indicator)
    if own:
        return Quantity(
            Fraction(own[at.month - 1]), Interval.exactly(Fraction(own[at.month - 1])), PERCENT
        )
    even = Fraction(100 * at.month, 12)
    known = [Interval.exactly(even)]
    before = panel.figure(zone, f"{at.year - 1}-{at.month:02d}", indicator, "ytd")
    whole = panel.figure(zone, f"{at.year - 1}-12", indicator, "ytd")
    if before and whole and at.month < 12:
        with contextlib.suppress(NotDerivableError):  # nothing was done in the year before
            known.append(attainment(before, whole).interval)
    return Quantity(even, hull(known), PERCENT)


@dataclass(frozen=True)
class Progress:
    """What of a year's target has been reached, what was due, and the lead in points.

    Parameters
    ----------
    attained : Derived
        In percent, with its arithmetic.
    due, lead : Quantity
        In percent, in percentage points.
    numbers : str
        The arithmetic of the lead.
    """

    achieved: Quantity
    target: Quantity
    attained: Derived
    due: Quantity
    lead: Quantity
    numbers: str


def progress(panel: Panel, zone: str, indicator: str, month: str) -> Progress | None:
    """Return a zone's progress against its target of the year; None without level or target.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> panel = read_panel("yunchuan")
    >>> found = progress(panel, "CN-9901-DZ-DONGHU", "industrial_investment", "2024-05")
    >>> found.due.point
    Fraction(125, 3)
    """
    at = panel.check_month(month)
    achieved = panel.figure(zone, month, indicator, "ytd")
    target = panel.target(zone, at.year, indicator, "ytd")
    if achieved is None or target is None or target.point <= 0:
        return None
    attained = attainment(achieved, target)
    share = due(panel, zone, indicator, month)
    lead = Quantity(attained.point - share.point, attained.interval - share.interval, POINT)
    numbers = f"{attained.numbers} − {format_half_up(share.point, 1)}"
    return Progress(achieved, target, attained, share, lead, numbers)


def growth(panel: Panel, zone: str, indicator: str, month: str) -> Quantity | None:
    """Return the year-to-date growth of a zone, in percent: as printed, else from the levels.

    Levels are used only where the indicator's growth is nominal.
    """
    printed = panel.figure(zone, month, indicator, "ytd_yoy")
    if printed is not None or panel.indicators[indicator].growth_basis != "nominal":
        return printed
    now, before = _both_years(panel, zone, indicator, month)
    if now is None or before is None:
        return None
    try:
        return yoy_growth(now, before)
    except NotDerivableError:
        return None


def target_gap(panel: Panel, zone: str, indicator: str, month: str) -> Quantity | None:
    """Return growth less the growth that is the zone's target of the year, in points."""
    own = growth(panel, zone, indicator, month)
    goal = panel.target(zone, panel.check_month(month).year, indicator, "ytd_yoy")
    return None if own is None or goal is None else pp_gap(own, goal)


def contributions(
    panel: Panel, indicator: str, month: str, group: str | None = None, *, whole: str = ""
) -> dict[str, Quantity]:
    r"""Return how many points of the growth of a whole each zone makes up, in points (拉动).

    .. math:: c_i = 100 \frac{x_i - b_i}{B}, \qquad B = b_i + R_i

    with the level of the year before :math:`b_i` and that of the whole *B*, which without one is
    that of the zones together, :math:`R_i` being all others'. They add to the growth of the zones
    together, or of the whole but for what lies outside them. Nothing where a zone, or the whole,
    lacks one of the two levels, or where growth is at constant prices.

    Parameters
    ----------
    group : str, optional
        All zones that have the indicator if not given.
    whole : str, optional
        An area that the zones lie in, as `whole_above` finds it; else the zones together.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> panel = read_panel("yunchuan")
    >>> of_all = contributions(panel, "industrial_investment", "2024-05")
    >>> of_city = contributions(panel, "industrial_investment", "2024-05", whole="CN-9901")
    >>> [round(float(sum(each.point for each in found.values()))) for found in (of_all, of_city)]
    [16, 7]
    """
    if panel.indicators[indicator].growth_basis != "nominal":
        return {}
    levels: dict[str, tuple[Quantity, Quantity]] = {}
    for zone in panel.members(group or panel.area):
        now, before = _both_years(panel, zone, indicator, month)
        if now is None and before is None:
            continue
        if now is None or before is None:
            return {}
        of = next(iter(levels.values()), (now,))[0].unit
        levels[zone] = (now.to(of), before.to(of))
    if not levels:
        return {}
    of = next(iter(levels.values()))[0].unit
    points = sum((before.point for _, before in levels.values()), Fraction(0))
    base = Quantity(points, _sum(levels), of)
    if whole:
        _, stated = _both_years(panel, whole, indicator, month)
        if stated is None:
            return {}
        base = stated.to(of)
    if base.interval.sign != 1:
        return {}

    (tree,) = parse("100 * (now - before) / whole" if whole else _OF_THE_ZONES)
    (formula,) = grounded(tree, {"now": [0], "before": [1], "whole": [2], "others": [2]}, {})

    def reach(zone: str, now: Quantity, before: Quantity) -> Interval:
        rest = base.interval if whole else _sum(levels, but=zone)
        return range_of(formula, [now.interval, before.interval, rest])

    return {
        zone: Quantity(
            100 * (now.point - before.point) / base.point, reach(zone, now, before), POINT
        )
        for zone, (now, before) in levels.items()
    }


def whole_above(panel: Panel, indicator: str, month: str) -> str:
    """Return the area above all zones (全市) if the panel has its level of both years; else "".

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> whole_above(read_panel("yunchuan"), "industrial_investment", "2024-05")
    'CN-9901'
    """
    above = panel.areas[panel.area].parent
    return above if all(_both_years(panel, above, indicator, month)) else ""


def _both_years(
    panel: Panel, area: str, indicator: str, month: str
) -> tuple[Figure | None, Figure | None]:
    """Return a year-to-date level, and that of the year before."""
    before = str(panel.check_month(month).shifted(-12))
    return tuple(panel.figure(area, each, indicator, "ytd") for each in (month, before))  # type: ignore[return-value]


def _sum(levels: Mapping[str, tuple[Quantity, Quantity]], but: str = "") -> Interval:
    before = (each.interval for zone, (_, each) in levels.items() if zone != but)
    return sum(before, Interval.exactly(0))
