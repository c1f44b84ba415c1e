"""One's own series: a CSV or a sheet with period, growth or level, as printed (自备数据)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from unicodedata import normalize
from zipfile import BadZipFile

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["parse_series", "read_series"]

_DO = "Columns: period, then ytd_growth (累计同比), month_growth (当月同比) or level (累计值)."
_VALUES = frozenset({"ytd_growth", "month_growth", "level", "month_level"})
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.])?(?:(?P<first>\d{1,2})[-~—至–](?=\d{1,2}月))?(?P<month>\d{1,2})"
    r"(?:月份?|[-/.]\d{1,2}(?: .*)?)?"
)
_SHOWN = re.compile(r"(?:#,##)?0(\.0+)?(%)?(?:[_;].*)?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
READ = N_("read as: {columns}")
UNREAD = N_("columns passed over: {columns}")
PASSED = N_("rows without a figure, passed over: {count}")
OTHER_BASIS = N_("rows set aside, because their rates are not against the year before: {rows}")
TURNED = N_("the file runs backwards in time, and was turned round")


def read_series(
    raw: bytes, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    """Return the series of a file: CSV as a spreadsheet saves it, or the first sheet of an XLSX.

    CSV is in UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs. A cell of a sheet counts as
    it is shown: 0.038 in the format 0.0% is 3.8%. See `parse_series` for what the file may hold.

    Raises
    ------
    InputError, NotDerivableError
        See `parse_series`; and where the file is neither text nor a workbook.
    """
    rows = _sheet(raw, file) if raw.startswith(b"PK") else _lines(raw, file)
    table = [(n, [normalize("NFKC", c).strip() for c in row]) for n, row in enumerate(rows, 1)]
    return _series([(n, r) for n, r in table if any(r)], name, file, use_estimates=use_estimates)


def parse_series(
    text: str, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    r"""Return the series of a CSV: period, growth or level, decimals as printed.

    A period is ``2023-06``, ``2023/6``, ``2023年6月`` or ``2023-01/2023-06`` for the year to June;
    ``2023-07/2023-07`` is a single month. Growth is in percent, with or without the sign; its
    printed places give its precision. Levels of two years give growth; levels of last year give
    the weights. Heads may be Chinese (时间, 累计同比, 当月同比, 累计值, 状态, 口径). The wide
    layout of the statistics bureau, months as columns and indicators as rows, is read too; lines
    above the heads are passed over. Rates on another basis (两年平均, 环比) are set aside. What was
    understood is in the series' notes.

    Parameters
    ----------
    text : str
        The file's content.
    name : str
        Of the series, for messages.
    file : str, optional
        Its name, for errors.
    use_estimates : bool
        Whether rows with status ``estimate`` (预计) are used, or held out.

    Raises
    ------
    InputError
        With every fault of the file: unknown columns, bad numbers, periods out of order or
        twice, contradictory values.
    NotDerivableError
        Where there is nothing to forecast from.

    Examples
    --------
    >>> series = parse_series("时间,累计同比(%)\n2023年3月,3.82\n2023/6,9.9%\n")
    >>> [(one.month, float(one.growth.point)) for one in series.observations]
    [(3, 3.82), (6, 9.9)]
    """
    return read_series(text.encode(), name=name, file=file, use_estimates=use_estimates)


def _lines(raw: bytes, file: str | None) -> list[list[str]]:
    text, faults = table_text(raw, file or "") if raw.strip() else ("", ())
    try:
        if text is not None:
            text = text if "," in text else text.replace("，", ",")
            lines = io.StringIO(text.removeprefix("\ufeff"), newline=None)
            return list(csv.reader(lines, skipinitialspace=True, strict=True))
        came = faults[0].came
    except csv.Error as error:
        came = str(error)
    raise InputError.single(
        must="the file must be a table as text in UTF-8 or GB18030, or a workbook (.xlsx)",
        came=came,
        where=Location(file),
        do="In the spreadsheet, save as CSV UTF-8.",
    )


def _sheet(raw: bytes, file: str | None) -> list[list[str]]:
    """Return the cells, as they are shown, of the first sheet that has any."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = ([[_cell(c) for c in row] for row in s.iter_rows()] for s in book.worksheets)
        return next((rows for rows in sheets if any(map(any, rows))), [])
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise InputError.single(
            must="the workbook must be readable",
            came=str(error),
            where=Location(file),
            do="Open it in a spreadsheet and save it again as .xlsx.",
        ) from None


def _cell(cell: object) -> str:
    value = getattr(cell, "value", None)
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    shown = _SHOWN.fullmatch(getattr(cell, "number_format", None) or "")
    if isinstance(value, int | float) and shown and (shown[1] or shown[2]):
        exact = Fraction(Decimal(str(value))) * (100 if shown[2] else 1)
        return format_half_up(exact, len(shown[1] or ".") - 1, minus="-")
    return "" if value is None else str(value)


@cache
def _words(kind: str) -> dict[str, str]:
    text = files(__package__).joinpath("words.csv").read_text(encoding="utf-8")
    return {word: meaning for k, word, meaning in csv.reader(text.splitlines()) if k == kind}


def _column(head: str) -> str | None:
    """Return what a head means: itself, or the longest word at its end (工业增加值_累计增长(%))."""
    bare = re.sub(r"[(\[].*?[)\]]|[\s%]", "", head)
    if any(word in bare for word, usable in _words("basis").items() if usable == "0"):
        return None
    ends = [
        word
        for word in _words("head")
        if bare.endswith((f"_{word}", f":{word}") if len(word) < 4 or word.isascii() else word)
    ]
    ends += [bare] if bare in _words("head") else []
    return _words("head")[max(ends, key=len)] if ends else None


def _is_wide(row: Sequence[str]) -> bool:
    return any(row[1:]) and all(_MONTH.fullmatch(each) for each in row[1:] if each)


def _series(
    table: Sequence[tuple[int, list[str]]], name: str, file: str | None, *, use_estimates: bool
) -> GrowthSeries:
    """Return the series of a table: its heads are found, then its rows are read."""
    line, header, body = 1, ["nothing"], table
    for at, (number, row) in enumerate(table):
        named = {_column(each) for each in row}
        if _is_wide(row) or ("period" in named and named & _VALUES):
            line, header, body = number, row, table[at + 1 :]
            break
    if _is_wide(header):
        rows = [row for _, row in body if _column(row[0]) not in (None, "period")]
        body = [
            (line, [month, *(row[i] if i < len(row) else "" for row in rows)])
            for i, month in enumerate(header[1:], start=1)
            if month
        ]
        header = ["period", *(row[0] for row in rows)]
    columns = [_column(each) for each in header]
    for each in dict.fromkeys(columns):
        if each is not None and columns.count(each) > 1:
            raise InputError.single(
                must="a column must stand once in the first line",
                came=f"{', '.join(h for h, c in zip(header, columns, strict=True) if c == each)}"
                f": {each} more than once",
                where=Location(file, line),
                do="Keep the right one, or make two files.",
            )
    if "period" not in columns or not _VALUES & set(columns):
        raise InputError.single(
            must="the first line must name period and ytd_growth, month_growth or level",
            came=", ".join(table[0][1]) if table else "nothing",
            where=Location(file, table[0][0] if table else 1),
            do=_DO,
        )
    pairs = list(zip(header, columns, strict=True))
    notes = [Message(READ, {"columns": ", ".join(
        h if h == c else f"{h} = {c}" for h, c in pairs if c)})]  # fmt: skip
    if unread := [h for h, c in pairs if h and not c]:
        notes.append(Message(UNREAD, {"columns": ", ".join(unread)}))
    published, levels = _rows(columns, body, notes, file)
    try:
        series = GrowthSeries.build(
            name,
            published,
            levels=levels["actual"],
            estimated_levels=levels["estimate"],
            use_estimates=use_estimates,
        )
    except InputError as error:
        raise error.at(file=file) from None
    return replace(series, notes=(*notes, *series.notes))


def _rows(
    columns: Sequence[str | None],
    body: Sequence[tuple[int, list[str]]],
    notes: list[Message],
    file: str | None,
) -> tuple[list[Published], dict[str, dict[Period, Figure]]]:
    """Return rates and levels of the rows; what was passed over is noted, faults come together."""
    faults: list[Fault] = []
    published: list[Published] = []
    levels: dict[str, dict[Period, Figure]] = {"actual": {}, "estimate": {}}
    found: list[tuple[int, Period, dict[str, str]]] = []
    blank, aside = 0, []
    for line, cells in body:
        try:
            row = {c: v for c, v in zip(columns, cells, strict=False) if c}
            values = {c: v for c, v in row.items() if v not in _words("blank")}
            if any(cells[len(columns) :]):
                raise InputError.single(
                    must="a row must not have more cells than the first line", came="more", do=_DO
                )
            if not _VALUES & set(values):
                blank += 1
            elif _word("basis", row, "同比, or 两年平均 or 环比 for rates to be set aside") == "0":
                aside.append(line)
            else:
                found.append((line, _period(row["period"]), values))
        except InputError as error:
            faults += error.at(file=file, row=line).faults
    ends = [period.end for _, period, _ in found]
    if len(ends) > 1 and all(a > b for a, b in pairwise(ends)):
        notes.append(Message(TURNED))
        found.reverse()
    last: Period | None = None
    for line, period, values in found:
        try:
            _in_order(period, last)
            last = period
            published += _take(period, values, line, levels)
        except InputError as error:
            faults += error.at(file=file, row=line).faults
    if faults:
        raise InputError(faults)
    if blank:
        notes.append(Message(PASSED, {"count": blank}))
    if aside:
        notes.append(Message(OTHER_BASIS, {"rows": ", ".join(map(str, aside))}))
    return published, levels


def _word(column: str, row: dict[str, str], do: str) -> str:
    """Return what a row's word in a column of words means; an empty cell is the usual."""
    text = row.get(column, "")
    if text not in _words(column):
        raise InputError.single(
            must=f"a {column} must be one that is known",
            came=repr(text),
            where=Location(column=column),
            do=f"Write {do}.",
        )
    return _words(column)[text]


def _period(text: str) -> Period:
    match = _MONTH.fullmatch(text)
    year, word = text[:4], text[4:].removeprefix("年")
    try:
        if match is None and re.fullmatch(r"\d{4}", year) and word in _words("span"):
            period = Period.parse(f"{year}-{int(_words('span')[word]):02d}")
        elif match is None:
            period = Period.parse(text)
        elif match["first"] and match["first"] != "1":
            year, first, last = match["year"], int(match["first"]), int(match["month"])
            period = Period.parse(f"{year}-{first:02d}/{year}-{last:02d}")
        else:
            period = Period.parse(f"{match['year']}-{int(match['month']):02d}")
    except InputError as error:
        raise error.at(column="period") from None
    return Period.ytd(period.year, period.end.month) if period.kind == "stock" else period


def _take(
    period: Period, values: dict[str, str], line: int, levels: dict[str, dict[Period, Figure]]
) -> list[Published]:
    """Return the rates of a row; its levels are put to those of its status."""
    status = _word("status", values, "actual or estimate, or nothing for a published value")
    for column, span in (("level", period), ("month_level", _single(period))):
        if column in values:
            levels[status][span] = _figure(values, column, "亿元")
    return [
        Published.of(span, _figure(values, column, "%"), status=status, source=f"row {line}")
        for column, span in (("ytd_growth", period), ("month_growth", _single(period)))
        if column in values
    ]


def _single(period: Period) -> Period:
    """Return the last month of a year to date: what growth or level of the month is of."""
    return Period.single(period.year, period.end.month) if period.is_ytd else period


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


def _figure(values: dict[str, str], column: str, symbol: str) -> Figure:
    text = re.sub("^–", "-", values[column].rstrip("%").strip())
    try:
        return Figure.of(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text, symbol)
    except InputError as error:
        raise error.at(column=column) from None
