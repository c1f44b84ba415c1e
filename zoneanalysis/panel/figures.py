"""A panel's values as the figures of a report (台账取数)."""

from __future__ import annotations

from zoneanalysis.panel.panel import Panel
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["as_report"]

# What a panel's measure is in a report, and the months that it covers.
_MEASURES = {
    "ytd": ("level", "{year}-01/{month}"),
    "ytd_yoy": ("yoy", "{year}-01/{month}"),
    "month": ("level", "{month}/{month}"),
    "month_yoy": ("yoy", "{month}/{month}"),
    "stock": ("level", "{month}"),
    "rate": ("rate", "{month}"),
}


def as_report(panel: Panel, month: str = "") -> Report:
    """Return the values of a month, or of all, as a report on the panel's zones.

    A figure's id is ``r`` and its row in ``panel.csv``. What is preliminary counts as actual.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> june = as_report(read_panel("yunchuan"), "2024-06")
    >>> len(june), june.meta["period"], june["r2520"].figure.printed
    (166, '2024-01/2024-06', '14.1%')
    """
    frame, found = panel.tables["panel"], []
    columns = ("zone", "month", "indicator", "measure", "value", "unit", "status")
    for number, row in enumerate(zip(*(frame[each] for each in columns), strict=True), start=2):
        zone, when, indicator, kind, value, symbol, status = row
        if month not in {"", when}:
            continue
        measure, span = _MEASURES[kind]
        figure = Figure.of(value, symbol, printed=f"{value}{symbol}")
        known = panel.indicators.get(indicator)
        found.append(
            Observation(
                f"r{number}", figure, indicator, zone,
                Period.parse(span.format(year=when[:4], month=when)),
                "count" if measure == "level" and figure.unit.is_count else measure,
                status="estimate" if status == "estimate" else "actual",
                basis=(known.growth_basis if known and measure == "yoy" else "") or "unknown",
            )
        )  # fmt: skip
    if month:
        period = f"{month[:4]}-01/{month}"
    else:
        months = panel.months or str(panel.meta["period"]).split("/")
        period = f"{months[0]}/{months[-1]}"
    meta = {"area": panel.area, "period": period}
    return Report(
        f"panels/{panel.id}", meta, tuple(found), indicators=panel.indicators, areas=panel.areas
    )
