"""How a statement stands against what earlier reports printed (与往期核对)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.series import Key, Point, SeriesIndex
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import POINT

__all__ = [
    "Crossing",
    "Place",
    "Standing",
    "broken_said",
    "difference_text",
    "one_a_report",
    "other_zones",
    "other_zones_said",
    "same_digits",
    "shown_text",
]

Place = tuple[str, str]  # id of the report, id of the figure


class Standing(Enum):
    """The verdicts of a report, and one that only time gives: revised (修订)."""

    CONSISTENT = "consistent"
    WITHIN_ROUNDING = "consistent only within rounding"
    REVISED = "revised"
    INCONSISTENT = "inconsistent"
    IMPOSSIBLE = "impossible"
    NOT_ASSESSABLE = "not assessable"

    @classmethod
    def of(cls, verdict: Verdict) -> Standing:
        """Return the standing of a verdict."""
        return cls(verdict.value)

    @property
    def is_finding(self) -> bool:
        """Whether it says that something can't be as printed; a revision does not."""
        return self in {Standing.INCONSISTENT, Standing.IMPOSSIBLE}

    @property
    def holds(self) -> bool:
        """Whether it says that the statement can be as printed."""
        return self in {Standing.CONSISTENT, Standing.WITHIN_ROUNDING}

    @property
    def label(self) -> Message:
        """Its name for readers."""
        return Message(_REVISED) if self is Standing.REVISED else Verdict(self.value).label


_REVISED = N_("revised")


@dataclass(frozen=True)
class Crossing:
    """One relation between a report and earlier ones, judged.

    Parameters
    ----------
    kind : {"repeat", "base", "cumulated", "change", "statement"}
        A quantity printed again; the base that level and growth imply; year-to-date levels of one
        year; a stated change of a rate; a relation of ``past.csv``.
    report : str
        Id of the later report.
    claim : str
        Id of the claim that states it; empty where the figures by themselves imply it.
    places : tuple of Place
        Every figure that takes part, the later report's first.
    arithmetic : str
        The numbers, where they are not those of ``result``.
    said : Message or None
        Why, where it is not what ``result`` says.
    first, latest : Quantity or None
        Of a revision: as first published, and as now published or implied.
    result : CheckResult or None
        What the check said, against the vintage that is most in favour.
    """

    kind: str
    standing: Standing
    report: str
    places: tuple[Place, ...]
    arithmetic: str = ""
    said: Message | None = None
    claim: str = ""
    first: Quantity | None = None
    latest: Quantity | None = None
    result: CheckResult | None = None

    @property
    def numbers(self) -> str:
        """The arithmetic."""
        return self.arithmetic or (self.result.numbers if self.result else "")

    @property
    def reason(self) -> Message:
        """Why this standing."""
        if self.said is not None:
            return self.said
        return self.result.reason if self.result else Message("")

    @property
    def size(self) -> Quantity | None:
        """Of a revision: latest less first, with its interval, in the unit of the first."""
        if self.first is None or self.latest is None:
            return None
        now = self.latest.to(self.first.unit)
        return Quantity(
            now.point - self.first.point, now.interval - self.first.interval, self.first.unit
        )


def difference_text(difference: Quantity | None, language: str) -> str:
    """Return a difference with its sign and unit; of percentages in points; empty for None.

    Two places, but one of points that need no more: −6.30亿元, −3.7个百分点.
    """
    if difference is None:
        return ""
    exact = difference.interval.width == 0 and difference.point.denominator == 1
    percent = difference.unit.dimension == "percent"
    places = 1 if percent and (10 * difference.point).denominator == 1 else 2
    unit = POINT if percent else difference.unit
    if language == "en" and unit is POINT:
        text = format_half_up(difference.point, places, sign=True)
        return Message("{number} points", {"number": text}).render(language)
    return f"{format_half_up(difference.point, 0 if exact else places, sign=True)}{unit.symbol}"


def same_digits(left: Figure, right: Figure) -> bool:
    """Return whether two printings are the same; of unlike precision, whether both can be right."""
    if (left.unit, left.decimals) != (right.unit, right.decimals):
        return left.to(right.unit).interval.overlaps(right.interval)
    return left.point == right.point


def one_a_report(points: Iterable[Point]) -> list[Point]:
    """Return one point a report, in the order of vintages; none of a report that prints several.

    Several values of one name in one report are of several things (projects, say).
    """
    by_report: dict[str, list[Point]] = defaultdict(list)
    for each in points:
        by_report[each.report.id].append(each)
    return [
        group[0]
        for group in by_report.values()
        if len({(p.observation.figure.point, p.observation.figure.unit) for p in group}) == 1
    ]


def other_zones(index: SeriesIndex, key: Key, earlier: Point, later: Point) -> bool:
    """Return whether the two reports print unlike numbers of zones for the area of a series."""
    if key.indicator == "zone_count":
        return False
    before = index.zones_of(key.area, earlier.report)
    after = index.zones_of(key.area, later.report)
    return before is not None and after is not None and before != after


def other_zones_said(key: Key) -> Message:
    """Return why reports of unlike numbers of zones are not compared."""
    return Message(
        "the reports print unlike numbers of zones for {area}; declare the break in breaks.csv",
        {"area": key.area},
    )


def broken_said(before: str, after: str) -> Message:
    """Return why nothing is compared over a declared break."""
    return Message(
        "a break is declared between the two: {before}, then {after}",
        {"before": before, "after": after},
    )


def shown_text(quantity: Quantity | None) -> str:
    """Return a value with the places that its interval supports, and its unit."""
    if quantity is None:
        return ""
    decimals = quantity.decimals if isinstance(quantity, Figure) else 2
    return f"{format_half_up(quantity.point, decimals)}{quantity.unit.symbol}"
