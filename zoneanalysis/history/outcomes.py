"""What became of what a report said: estimates, promises, targets, the forecast (兑现情况)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast.report import ReportOutlook, report_outlooks
from zoneanalysis.history.known import as_known
from zoneanalysis.history.standing import Place, broken_said, difference_text
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.reports.series import Point, SeriesIndex, vintage_of
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.formatting import format_half_up, round_half_up
from zoneanalysis.values.periods import Period

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.forecast import Forecast

__all__ = ["ENOUGH", "Came", "Outcome", "Outcomes", "outcomes"]

# Forecasts that must have come due before their calibration is told.
ENOUGH = 20
COVERAGES = (0.5, 0.8, 0.95)


class Came(Enum):
    """What became of a statement about the future."""

    HIT = N_("hit")
    MISSED = N_("missed")
    COVERED = N_("inside the 80% interval")
    OUTSIDE = N_("outside the 80% interval")
    OPEN = N_("not known")

    @property
    def label(self) -> Message:
        """Its name for readers."""
        return Message(self.value)


@dataclass(frozen=True)
class Outcome:
    """One statement about the future, and what came.

    Parameters
    ----------
    kind : {"estimate", "target", "promise", "priority", "forecast"}
    report : str
        Id of the report that said it, or whose figures the forecast used.
    indicator, area, period : str
        What it was about.
    said : str
        As printed; for a forecast its median and 80% interval.
    printed : str
        What a later report prints; empty where none does.
    places : tuple of Place
        What was said and what came, where they are printed.
    error : Quantity or None
        What came less what was said.
    covered : mapping of float to bool
        For a forecast: whether each central interval holds what came.
    rates : tuple of Fraction
        Of growth: what was said, from and to (for a forecast the 80% interval), and what came;
        percent.
    """

    kind: str
    report: str
    indicator: str
    area: str
    period: str
    said: str
    came: Came
    printed: str = ""
    places: tuple[Place, ...] = ()
    error: Quantity | None = None
    reason: Message = field(default_factory=lambda: Message(""))
    covered: Mapping[float, bool] = field(default_factory=dict)
    rates: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Outcomes:
    """What became of all that the reports of an index said."""

    index: SeriesIndex = field(repr=False)
    rows: tuple[Outcome, ...]

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.rows)

    def of(self, report_id: str) -> tuple[Outcome, ...]:
        """Return what became of what one report said."""
        return tuple(row for row in self.rows if row.report == report_id)

    @cached_property
    def _due(self) -> list[Mapping[float, bool]]:
        return [row.covered for row in self.rows if row.covered]

    @property
    def calibration(self) -> Mapping[float, Fraction] | None:
        """Share of outcomes inside each interval of the forecast; None below twenty of them."""
        if len(self._due) < ENOUGH:
            return None
        held = {level: sum(each[level] for each in self._due) for level in COVERAGES}
        return {level: Fraction(count, len(self._due)) for level, count in held.items()}

    @property
    def calibration_said(self) -> Message:
        """The same in words: over all cities and periods of the index, or from when on."""
        found = self.calibration
        if found is None:
            return Message(
                "forecasts that came due: {due}; how often the intervals held is told from "
                "{enough} on",
                {"due": len(self._due), "enough": ENOUGH},
            )
        shares = ", ".join(f"{level:.0%}: {float(share):.0%}" for level, share in found.items())
        cities = len({self.index.line(row.area)[-1] for row in self.rows if row.covered})
        return Message(
            "Share of outcomes inside each interval, {due} forecasts of {cities} cities: {shares}",
            {"due": len(self._due), "cities": cities, "shares": shares},
        )

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Return a data frame with a row for each statement about the future."""
        import pandas as pd

        names = {each.id: each for each in self.index.reports}
        return pd.DataFrame.from_records(
            [
                {
                    "report": row.report,
                    "kind": row.kind,
                    "indicator": names[row.report].indicator_name(row.indicator, language),
                    "area": names[row.report].area_name(row.area, language),
                    "period": row.period,
                    "said": row.said,
                    "came": row.printed,
                    "outcome": row.came.label.render(language),
                    "error": difference_text(row.error, language),
                    "reason": row.reason.render(language),
                    "figures": " ".join(f"{report}:{figure}" for report, figure in row.places),
                }
                for row in self.rows
            ]
        )


def outcomes(index: SeriesIndex, *, forecasts: bool = True) -> Outcomes:
    """Return what became of estimates, targets, promises, priorities and forecasts.

    Each is held against what the first later report prints of the same quantity and period; over a
    declared break nothing is. The forecast of a report is made anew from what that report and the
    ones before it print, nothing later.

    Parameters
    ----------
    forecasts : bool
        Whether the program's own forecast is made for each report (seconds each).
    """
    rows: list[Outcome] = []
    for city in index.cities:
        own = index.city(city)
        for report in own.reports:
            rows += _stated(own, report)
            if forecasts and vintage_of(report) < vintage_of(own.reports[-1]):
                rows += _forecasts(own, report)
    return Outcomes(index, tuple(rows))


def _later(index: SeriesIndex, report: Report, each: Observation, period: Period) -> Point | None:
    """Return what the first later report prints, as it came, of a figure's quantity."""
    key = index.key_of(report, each)
    mine = vintage_of(report)
    points = [p for p in index.at(key, period) if vintage_of(p.report) > mine]
    if not points and each.status == "target":  # a target names no prices
        points = [
            p
            for other in index.keys_of(key.area, key.indicator, key.measure)
            for p in index.points[other]
            if p.period == period
            and p.observation.status == "actual"
            and vintage_of(p.report) > mine
        ]
    return points[0] if points else None


def _stated(index: SeriesIndex, report: Report) -> Iterator[Outcome]:
    told: dict[str, Outcome] = {}
    for each in report:
        if each.status in {"estimate", "target"}:
            told[each.id] = _figure(index, report, each)
    yield from told.values()
    for claim in report.claims:
        month = claim.turning_month
        if claim.check == "direction" and month is not None:
            yield from _promise(index, report, claim, month)
    for action in report.actions:
        for figure in action.figures:
            if figure in told:
                row = told[figure]
                yield Outcome(
                    "priority",
                    row.report,
                    row.indicator,
                    row.area,
                    row.period,
                    action.zh,
                    row.came,
                    row.printed,
                    row.places,
                    row.error,
                    row.reason,
                )


def _figure(index: SeriesIndex, report: Report, each: Observation) -> Outcome:
    """Return what became of an estimate or a target."""
    about = (each.status, report.id, each.indicator, each.ref_area, str(each.period), each.printed)
    came = _later(index, report, each, each.period)
    if came is None:
        reason = Message("no later report that can be used prints it")
        return Outcome(*about, Came.OPEN, places=((report.id, each.id),), reason=reason)
    places = ((report.id, each.id), came.place)
    printed = came.observation.printed
    own = Period.parse(str(report.meta["period"]))
    broken = index.break_between(came.key, own, came.period)
    if broken is not None:
        reason = broken_said(broken.before, broken.after)
        return Outcome(*about, Came.OPEN, printed, places, reason=reason)
    record = came.observation.figure.to(each.figure.unit)
    error = Quantity(
        record.point - each.figure.point, record.interval - each.figure.interval, each.figure.unit
    )
    said = each.figure.point
    rates = (said, said, record.point) if each.figure.unit.dimension == "percent" else ()
    if each.status == "estimate":
        rounded = round_half_up(record.point, each.figure.decimals)
        hit = rounded == said or each.figure.interval.contains(record.point)
        reason = Message("what came rounds to what was estimated") if hit else Message("")
        came_true = Came.HIT if hit else Came.MISSED
        return Outcome(*about, came_true, printed, places, error, reason, rates=rates)
    indicator = report.indicators.get(each.indicator)
    down = indicator is not None and indicator.direction == "down"
    reached = record.point <= said if down else record.point >= said
    came_true = Came.HIT if reached else Came.MISSED
    return Outcome(*about, came_true, printed, places, error, rates=rates)


def _promise(index: SeriesIndex, report: Report, claim: Claim, month: int) -> Iterator[Outcome]:
    """Yield what became of 预计10月转正: of year-to-date growth in that month, else in December."""
    for name in claim.inputs.get("before", ()):
        each = report[name]
        wanted = Period.ytd(each.period.year, month)
        about = ("promise", report.id, each.indicator, each.ref_area, str(wanted), claim.stated)
        place = (report.id, name)
        came = _later(index, report, each, wanted)
        if came is None:
            ends = (Period.ytd(each.period.year, later) for later in range(month + 1, 13))
            known = (_later(index, report, each, period) for period in ends)
            came = next((point for point in known if point is not None), None)
        if came is None:
            reason = Message("no later report that can be used prints it")
            yield Outcome(*about, Came.OPEN, places=(place,), reason=reason)
            continue
        sign = came.observation.figure.interval.sign
        printed, places = came.observation.printed, (place, came.place)
        exact = came.period == wanted
        said = {"period": came.period, "printed": printed}
        if sign == 1 and exact:
            yield Outcome(*about, Came.HIT, printed, places)
        elif sign == 1:
            reason = Message("{printed} in {period}; the month itself is not printed", said)
            yield Outcome(*about, Came.OPEN, printed, places, reason=reason)
        else:
            reason = Message("{printed} in {period}", said)
            if not exact:
                reason = Message("{printed} in {period}; the month itself is not printed", said)
            yield Outcome(*about, Came.MISSED, printed, places, reason=reason)


def _forecasts(index: SeriesIndex, report: Report) -> Iterator[Outcome]:
    made: tuple[ReportOutlook, ...] = ()
    for known in (as_known(index, report), report):
        with suppress(InputError, NotDerivableError):
            made = report_outlooks(known)
            break
    for each in made:
        chosen, indicator, area = each.chosen, each.indicator, each.ref_area
        for month in sorted(chosen.ytd):
            period = Period.ytd(chosen.year, month)
            rates = [
                p
                for key in index.keys_of(area, indicator, "yoy")
                for p in index.points[key]
                if p.period == period
                and p.observation.status == "actual"
                and vintage_of(p.report) > vintage_of(report)
            ]
            if month <= chosen.origin or not rates:
                continue
            yield _forecast(index, report, chosen, month, rates[0])


def _forecast(
    index: SeriesIndex, report: Report, chosen: Forecast, month: int, came: Point
) -> Outcome:
    distribution = chosen.ytd[month]
    spans = {level: distribution.interval(level) for level in COVERAGES}
    low, high = spans[0.8]
    value = came.observation.figure.point
    median = Fraction(format_half_up(Fraction(distribution.median), 1, minus="-"))
    about = (
        "forecast",
        report.id,
        came.observation.indicator,
        came.observation.ref_area,
        str(came.period),
        f"{format_half_up(median, 1)}% [{low:.1f}, {high:.1f}]".replace("-", "−"),
    )
    own = Period.parse(str(report.meta["period"]))
    broken = index.break_between(came.key, own, came.period)
    if broken is not None:
        reason = broken_said(broken.before, broken.after)
        return Outcome(*about, Came.OPEN, came.observation.printed, (came.place,), reason=reason)
    covered = {level: ends[0] <= float(value) <= ends[1] for level, ends in spans.items()}
    error = Quantity(
        value - median, came.observation.figure.interval - median, came.observation.figure.unit
    )
    return Outcome(
        *about,
        Came.COVERED if covered[0.8] else Came.OUTSIDE,
        came.observation.printed,
        (came.place,),
        error,
        covered=covered,
        rates=(Fraction(low), Fraction(high), value),
    )
