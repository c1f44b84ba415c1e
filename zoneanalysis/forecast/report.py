"""The outlook of a report: which rates it prints, what they lead to expect (报告展望)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast.basis import PRICES
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.outlook import Forecast, Need, forecast
from zoneanalysis.forecast.publications import EstimateReading, read_estimates
from zoneanalysis.indicators.growth import earlier_rate
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = [
    "ReportOutlook",
    "forecastable",
    "growth_series",
    "report_outlook",
    "report_outlooks",
]

FEW = 3
"""Estimates that must have come due before their error is known."""


@dataclass(frozen=True, repr=False)
class ReportOutlook:
    """The outlook of one indicator of one area.

    ``held`` is the forecast from published values alone (None where the year has estimates only),
    ``used`` that from the estimates too (the same where there are none), ``chosen`` the one of the
    two that was asked for. ``estimates`` are the official ones against ``held``; ``targets`` growth
    wanted for the year, of the area itself, else of its zones; ``needs`` are for turning positive
    by each month, where growth is negative, and for each target; ``turning`` are the months ahead
    in which the report expects that (预计10月转正).
    """

    indicator: str
    ref_area: str
    held: Forecast | None
    used: Forecast
    chosen: Forecast
    estimates: tuple[EstimateReading, ...]
    targets: tuple[Observation, ...]
    needs: tuple[Need, ...]
    turning: tuple[int, ...]

    def __repr__(self) -> str:
        return f"<ReportOutlook {self.indicator}, {self.ref_area}: {self.chosen!r}>"

    def _repr_html_(self) -> str:
        return self.chosen._repr_html_()


def growth_series(
    report: Report, indicator: str, ref_area: str, *, use_estimates: bool = False
) -> GrowthSeries:
    """Return what a report says about the growth of one indicator of one area.

    Printed rates, and the earlier rates that a stated change implies (收窄0.8个百分点) where the
    claim names their period.

    Raises
    ------
    InputError, NotDerivableError
        See `GrowthSeries.build`.
    """
    about = {"indicator": indicator, "ref_area": ref_area}
    rates = {
        each.id: each
        for each in report.find(**about, measure="yoy")
        if each.figure.unit.dimension == "percent"  # 增长1.2倍 is no rate in percent
    }
    published = [
        Published.of(each.period, each.figure, status=each.status, source=each.id)
        for each in rates.values()
        if each.status != "target" and each.period.months and each.figure.interval.width is not None
    ]
    for claim, later, period in _changes(report):
        if later.id in rates:
            rate = earlier_rate(later.figure, report[claim.stated].figure)
            widths = (each.interval.width or Fraction(0) for each in rate.inputs)
            published.append(Published.of(
                period, rate, status=later.status, source=claim.id, implied=True,
                variance=sum((width * width for width in widths), Fraction(0)) / 12,
            ))  # fmt: skip
    levels: defaultdict[str, dict[Period, Figure]] = defaultdict(dict)
    for each in report.find(**about, measure="level"):
        if each.period.months:
            levels[each.status][each.period] = each.figure
    name = f"{report.indicator_name(indicator, 'en')}, {report.area_name(ref_area, 'en')}"
    series = GrowthSeries.build(
        name,
        published,
        levels=levels["actual"],
        estimated_levels=levels["estimate"],
        use_estimates=use_estimates,
        estimate_variance=past_variance(report) or Fraction(0),
    )
    if series.levels and any(each.basis == "constant_price" for each in rates.values()):
        return replace(series, notes=(*series.notes, Message(PRICES)))
    return series


def past_variance(report: Report) -> Fraction | None:
    """Return the mean square of what earlier official estimates were off; None of too few."""
    off = report.estimates_off
    return sum((each * each for each in off), Fraction(0)) / len(off) if len(off) >= FEW else None


def _changes(report: Report) -> Iterator[tuple[Claim, Observation, Period]]:
    """Yield stated changes that name the earlier period, with the later rate (收窄0.8个百分点)."""
    for claim in report.claims:
        later, period = claim.inputs.get("later", ("",))[0], claim.params.get("earlier_period")
        if claim.check == "pp_change" and period is not None and later in report:
            yield claim, report[later], Period.parse(period)


def report_outlook(
    report: Report, indicator: str, ref_area: str, *, use_estimates: bool = False
) -> ReportOutlook:
    """Return the outlook of one indicator of one area; estimates are held out or used.

    They are used with the error that they had before, where `Report.estimates_off` tells it, and
    where without them a single rate is left; then they are also held out to be compared.

    Raises
    ------
    InputError
        Where the report prints no growth of it.
    """
    if (indicator, ref_area) not in (pairs := _pairs(report)):
        raise InputError.single(
            must="the report must print year-to-date growth of the indicator and area",
            came=f"{indicator}, {ref_area or 'any area'}",
            do="It does for: " + ("; ".join(f"{i}, {a}" for i, a in pairs) or "none") + ".",
        )
    used = forecast(growth_series(report, indicator, ref_area, use_estimates=True))
    try:
        series = growth_series(report, indicator, ref_area)
        held = None if series.year < used.year else forecast(series) if series.held else used
    except NotDerivableError:
        held = None
    weighed = past_variance(report) is not None or (held is not None and _alone(held, used))
    chosen = used if use_estimates or weighed or held is None else held
    targets = _targets(report, indicator, ref_area, chosen.year)
    own = {each.id for each in report.find(indicator=indicator, ref_area=ref_area)}
    said = (e.turning_month for e in report.claims if own.intersection(e.inputs.get("before", ())))
    turning = tuple(each for each in said if each and chosen.origin < each <= 12)
    return ReportOutlook(
        indicator,
        ref_area,
        held,
        used,
        chosen,
        () if held is None else read_estimates(held),
        targets,
        chosen.needs(each.figure for each in targets),
        turning,
    )


def _alone(held: Forecast, used: Forecast) -> bool:
    """Return whether estimates of months before December stand beside a single published rate."""
    return held.count == 1 < used.count and used.fit.series.observations[-1].month < 12


def report_outlooks(
    report: Report, *, indicator: str | None = None, use_estimates: bool = False
) -> tuple[ReportOutlook, ...]:
    """Return the outlooks of a report: every indicator and area with two rates or more.

    With *indicator*, every area of that indicator, with one rate too.

    Raises
    ------
    InputError
        Where the report prints no growth of *indicator*.
    """
    pairs = forecastable(report)
    if indicator is not None:
        pairs = tuple(pair for pair in _pairs(report) if pair[0] == indicator) or ((indicator, ""),)
    return tuple(
        report_outlook(report, each, area, use_estimates=use_estimates) for each, area in pairs
    )


def forecastable(report: Report) -> tuple[tuple[str, str], ...]:
    """Return indicator and area of every series with two rates or more, in text order."""
    return tuple(pair for pair, count in _pairs(report).items() if count > 1)


def _pairs(report: Report) -> dict[tuple[str, str], int]:
    """Return indicator and area of every growth rate of a span of months, and how many there are.

    Counted are different periods, with those that a stated change implies.
    """
    periods: dict[tuple[str, str], set[Period]] = {}
    for each in report.find(measure="yoy"):
        if each.status != "target" and each.period.months and each.period.end.month > 1:
            periods.setdefault((each.indicator, each.ref_area), set()).add(each.period)
    for _, later, period in _changes(report):
        periods.get((later.indicator, later.ref_area), set()).add(period)
    return {pair: len(found) for pair, found in periods.items()}


def _targets(report: Report, indicator: str, ref_area: str, year: int) -> tuple[Observation, ...]:
    found = [
        each
        for each in report.find(indicator=indicator, measure="yoy", status="target")
        if each.period.year == year and each.period.end.month == 12
    ]
    own = tuple(each for each in found if each.ref_area == ref_area)
    city, mark, _ = ref_area.partition("-DZ")
    zones = tuple(each for each in found if mark and each.ref_area.startswith(f"{city}{mark}"))
    return own or zones
