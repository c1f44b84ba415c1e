"""What changed from one report to another (两期对照)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zoneanalysis.indicators.growth import yoy_growth
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Break, Observation, Report
from zoneanalysis.reports.series import Key, SeriesIndex
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import POINT

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Change", "Changes", "changes"]

_Slot = tuple[str, int, int]
_POINTS = {"yoy", "share", "rate"}


@dataclass(frozen=True)
class Change:
    """One quantity in two reports.

    Parameters
    ----------
    status : str
        "actual", "estimate" or "target".
    before, after : Observation or None
        None where the report doesn't print it.
    change : Quantity or None
        Growth in percent of levels and counts, points of rates; None where not comparable.
    why_not : Message or None
        Why there is no change.
    """

    key: Key
    status: str
    before: Observation | None
    after: Observation | None
    change: Quantity | None = None
    why_not: Message | None = None


@dataclass(frozen=True)
class Changes:
    """Two reports side by side, in the text order of the later one, then what it leaves out."""

    before: Report = field(repr=False)
    after: Report = field(repr=False)
    rows: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.rows)

    @property
    def new(self) -> tuple[Change, ...]:
        """What only the later report prints."""
        return tuple(row for row in self.rows if row.before is None)

    @property
    def gone(self) -> tuple[Change, ...]:
        """What only the earlier report prints."""
        return tuple(row for row in self.rows if row.after is None)

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Return a data frame with a row for each quantity.

        Columns: indicator, area, measure, period (of the later), status, the ids of the two
        reports (what each prints), change (text with sign and unit), low, high (numbers, of the
        change), note.
        """
        import pandas as pd

        return pd.DataFrame.from_records([self._record(row, language) for row in self.rows])

    def _record(self, row: Change, language: str) -> dict[str, object]:
        report = self.after if row.after else self.before
        printed = row.after or row.before
        ends = (None, None) if row.change is None else _ends(row.change)
        return {
            "indicator": report.indicator_name(row.key.indicator, language),
            "area": self._area(row, language),
            "measure": row.key.measure,
            "period": str(printed.period) if printed is not None else "",
            "status": row.status,
            self.before.id: row.before.printed if row.before else "",
            self.after.id: row.after.printed if row.after else "",
            "change": _text(row.change),
            "low": ends[0],
            "high": ends[1],
            "note": row.why_not.render(language) if row.why_not else "",
        }

    def _area(self, row: Change, language: str) -> str:
        """Return the area; of two cities that of each, as the figures name them."""
        reports = (self.before, self.after)
        names = dict.fromkeys(
            report.area_name(each.ref_area, language)
            for report, each in zip(reports, (row.before, row.after), strict=True)
            if each is not None
        )
        return " / ".join(names)


def changes(before: Report, after: Report, *, breaks: tuple[Break, ...] = ()) -> Changes:
    """Return what two reports print of the same quantities, and how they differ.

    Figures match by area, indicator, measure, basis and status, and by where their period lies
    from the end of the report's own: the half-year of one with the half-year of the other. Levels
    that run over unlike months are shown side by side without a change.

    Parameters
    ----------
    before, after : Report
        Of one city at two times, or of two cities; areas match by code, a report's own city and
        its groups by their place.
    breaks : tuple of Break
        As declared; no change is given over one.
    """
    index = SeriesIndex((before, after), breaks, {**before.areas, **after.areas})
    then, now = _placed(index, before, after), _placed(index, after, after)
    rows = []
    for place in dict.fromkeys((*now, *then)):
        first, second = then.get(place, []), now.get(place, [])
        for number in range(max(len(first), len(second))):
            left = first[number] if number < len(first) else None
            right = second[number] if number < len(second) else None
            rows.append(_change(index, place, left, right, many=len(first) != len(second)))
    return Changes(before, after, tuple(rows))


def _placed(
    index: SeriesIndex, report: Report, named: Report
) -> dict[tuple[Key, str, _Slot], list[Observation]]:
    """Return a report's figures by what they are of; its own city stands under *named*'s."""
    own, other = str(report.meta["area"]), str(named.meta["area"])
    end = Period.parse(str(report.meta["period"])).end
    found: dict[tuple[Key, str, _Slot], list[Observation]] = defaultdict(list)
    for each in report:
        key = index.key_of(report, each)
        if own != other and (key.area == own or key.area.startswith(f"{own}-")):
            area = other + key.area.removeprefix(own)
            key = Key(area, key.indicator, key.measure, key.basis, key.dimension)
        shape = "year" if each.period.is_ytd else each.period.kind
        length = 0 if each.period.is_ytd else len(each.period.months)
        slot = (shape, each.period.end.index - end.index, length)
        found[key, each.status, slot].append(each)
    return found


def _change(
    index: SeriesIndex,
    place: tuple[Key, str, _Slot],
    left: Observation | None,
    right: Observation | None,
    *,
    many: bool,
) -> Change:
    key, status, _ = place
    if left is None or right is None:
        return Change(key, status, left, right)
    reason = None
    broken = index.break_between(key, left.period, right.period)
    alike = left.period.end.month == right.period.end.month or left.period.kind == "stock"
    if many:
        reason = Message(_SEVERAL)
    elif broken is not None:
        reason = Message(
            "a break is declared between the two: {before}, then {after}",
            {"before": broken.before, "after": broken.after},
        )
    elif key.measure in {"level", "count", "other"} and not alike:
        reason = Message(_MONTHS)
    if reason is not None:
        return Change(key, status, left, right, None, reason)
    return Change(key, status, left, right, *_moved(key, left, right))


_SEVERAL = N_("one name stands for several things")
_MONTHS = N_("the two run over unlike months")
_ZERO = N_("the earlier value may be zero or negative")


def _moved(
    key: Key, left: Observation, right: Observation
) -> tuple[Quantity | None, Message | None]:
    now = right.figure.to(left.figure.unit)
    if key.measure in _POINTS:
        return (
            Quantity(now.point - left.figure.point, now.interval - left.figure.interval, POINT),
            None,
        )
    if key.measure in {"level", "count"}:
        if left.figure.interval.sign != 1:
            return None, Message(_ZERO)
        return yoy_growth(right.figure, left.figure), None
    unit = left.figure.unit
    return Quantity(now.point - left.figure.point, now.interval - left.figure.interval, unit), None


def _ends(change: Quantity) -> tuple[float | None, float | None]:
    lo, hi = change.interval.lo, change.interval.hi
    return (None if lo is None else float(lo)), (None if hi is None else float(hi))


def _text(change: Quantity | None) -> str:
    if change is None:
        return ""
    return f"{format_half_up(change.point, 1, sign=True)}{change.unit.symbol}"
