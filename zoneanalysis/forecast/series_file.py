"""One's own series: a CSV with period, growth or level, decimals as printed (自备数据)."""

from __future__ import annotations

import csv
import io

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["parse_series"]

COLUMNS = ("period", "ytd_growth", "level", "status")
_DO = "Columns: period, then ytd_growth or level or both, and status (actual or estimate)."


def parse_series(
    text: str, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    r"""Return the series of a CSV: period, year-to-date growth or level, decimals as printed.

    A period is ``2023-06`` or ``2023-01/2023-06`` for the year to June, ``2023-07/2023-07`` for
    a single month. Growth is in percent; its printed places give its precision. Levels of two
    years give growth; levels of last year give the weights.

    Parameters
    ----------
    text : str
        The file's content.
    name : str
        Of the series, for messages.
    file : str, optional
        Its name, for errors.
    use_estimates : bool
        Whether rows with status ``estimate`` are used, or held out.

    Raises
    ------
    InputError
        With every fault of the file: unknown columns, bad numbers, periods out of order or
        twice, contradictory values.
    NotDerivableError
        Where there is nothing to forecast from.

    Examples
    --------
    >>> series = parse_series("period,ytd_growth\n2023-03,3.82\n2023-06,9.9\n")
    >>> [one.month for one in series.observations]
    [3, 6]
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    header = [each.strip() for each in reader.fieldnames or ()]
    reader.fieldnames = header
    twice = [each for each in dict.fromkeys(header) if header.count(each) > 1]
    if twice:
        raise InputError.single(
            must="a column must stand once in the first line",
            came=f"{', '.join(twice)} more than once",
            where=Location(file, 1),
            do="Keep the right one, or make two files.",
        )
    unknown = [each for each in header if each not in COLUMNS]
    if unknown or "period" not in header or not {"ytd_growth", "level"} & set(header):
        raise InputError.single(
            must="the first line must name period and ytd_growth or level",
            came=", ".join(header) or "nothing",
            where=Location(file, 1),
            do=_DO,
        )
    faults: list[Fault] = []
    published: list[Published] = []
    levels: dict[str, dict[Period, Figure]] = {"actual": {}, "estimate": {}}
    last: Period | None = None
    for row in reader:
        try:
            period = _period(row)
            _in_order(period, last)
            last = period
            status = _status(row)
            published += _growth(row, period, status, reader.line_num)
            if (row.get("level") or "").strip():
                levels[status][period] = _figure(row, "level", "亿元")
        except InputError as error:
            faults += error.at(file=file, row=reader.line_num).faults
    if faults:
        raise InputError(faults)
    try:
        return GrowthSeries.build(
            name,
            published,
            levels=levels["actual"],
            estimated_levels=levels["estimate"],
            use_estimates=use_estimates,
        )
    except InputError as error:
        raise error.at(file=file) from None


def _period(row: dict[str, str | None]) -> Period:
    if None in row:
        raise InputError.single(
            must="a row must not have more cells than the first line", came="more", do=_DO
        )
    text = (row.get("period") or "").strip()
    try:
        period = Period.parse(text)
    except InputError as error:
        raise error.at(column="period") from None
    if period.kind == "stock":
        period = Period.ytd(period.year, period.end.month)
    return period


def _in_order(period: Period, last: Period | None) -> None:
    if last is None or (last.end, -len(last.months)) < (period.end, -len(period.months)):
        return
    if period == last:
        raise InputError.single(
            must="a period must stand in one row",
            came=f"{period} twice",
            where=Location(column="period"),
            do="Keep the value that is right.",
        )
    raise InputError.single(
        must="periods must run forward in time",
        came=f"{period} after {last}",
        where=Location(column="period"),
        do="Sort the rows by the last month of their period.",
    )


def _status(row: dict[str, str | None]) -> str:
    """Return the row's status, that of its growth and of its level."""
    status = (row.get("status") or "").strip() or "actual"
    if status not in ("actual", "estimate"):
        raise InputError.single(
            must="a status must be actual or estimate",
            came=repr(status),
            where=Location(column="status"),
            do="Leave it empty for a published value; a target is none.",
        )
    return status


def _growth(row: dict[str, str | None], period: Period, status: str, line: int) -> list[Published]:
    if not (row.get("ytd_growth") or "").strip():
        if not (row.get("level") or "").strip():
            raise InputError.single(
                must="a row must have growth or a level",
                came=f"neither for {period}",
                do="Fill one in, or take the row out.",
            )
        return []
    growth = _figure(row, "ytd_growth", "%")
    return [Published.of(period, growth, status=status, source=f"row {line}")]


def _figure(row: dict[str, str | None], column: str, symbol: str) -> Figure:
    try:
        return Figure.of((row.get(column) or "").strip(), symbol)
    except InputError as error:
        raise error.at(column=column) from None
