"""One's own series: a CSV or a sheet with period, growth or level, as printed (自备数据)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import pairwise
from zipfile import BadZipFile

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["parse_series", "read_series"]

_DO = "Columns: period, then ytd_growth (累计同比), month_growth (当月同比) or level (累计值)."
_BLANK = frozenset({"", "-", "–", "—", "--", "…", "...", "NA", "N/A", "nan", "无"})
_UNIT = re.compile(r"[(（\[].*?[)）\]]|[\s_%％]")
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.])?(?:(?P<first>\d{1,2})[-~—至–](?=\d{1,2}月))?(?P<month>\d{1,2})"
    r"(?:月|[-/.]\d{1,2}(?: .*)?)?"
)
READ = N_("read as: {columns}")
PASSED = N_("rows without a figure, passed over: {count}")
OTHER_BASIS = N_("rows set aside, because their rates are not against the year before: {rows}")
TURNED = N_("the file runs backwards in time, and was turned round")


def read_series(
    raw: bytes, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    """Return the series of a file: CSV in UTF-8 or GB18030, or the first sheet of an XLSX.

    See `parse_series` for what it may hold.

    Raises
    ------
    InputError, NotDerivableError
        See `parse_series`; and where the file is neither text nor a workbook.
    """
    if raw.startswith(b"PK"):
        rows = _sheet(raw, file)
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = raw.decode("gb18030")
            except UnicodeDecodeError:
                raise InputError.single(
                    must="the file must be text in UTF-8 or GB18030, or a workbook (.xlsx)",
                    came="other bytes",
                    where=Location(file),
                    do="In the spreadsheet, save as CSV UTF-8.",
                ) from None
        rows = list(csv.reader(io.StringIO(text), skipinitialspace=True))
    return _series(rows, name=name, file=file, use_estimates=use_estimates)


def parse_series(
    text: str, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    r"""Return the series of a CSV: period, growth or level, decimals as printed.

    A period is ``2023-06``, ``2023/6``, ``2023年6月`` or ``2023-01/2023-06`` for the year to June;
    ``2023-07/2023-07`` is a single month. Growth is in percent, with or without the sign; its
    printed places give its precision. Levels of two years give growth; levels of last year give
    the weights. Heads may be Chinese (时间, 累计同比, 当月同比, 累计值, 状态, 口径). The wide
    layout of the statistics bureau, months as columns and indicators as rows, is read too. Rates on
    another basis (两年平均, 环比) are set aside. What was understood is in the series' notes.

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
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True))
    return _series(rows, name=name, file=file, use_estimates=use_estimates)


def _sheet(raw: bytes, file: str | None) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise InputError.single(
            must="the workbook must be readable",
            came=str(error),
            where=Location(file),
            do="Open it in a spreadsheet and save it again as .xlsx.",
        ) from None
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m}" if isinstance(value, date) else str(value)


def _words(name: str) -> dict[str, str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return dict(list(csv.reader(text.splitlines()))[1:])


def _column(head: str) -> str | None:
    """Return what a head means: itself, or the end of it ("工业增加值_累计增长(%)")."""
    heads = _words("heads.csv")
    bare = re.sub(r"[(（\[].*?[)）\]]|[\s%％]", "", head)
    return heads.get(bare) or heads.get(bare.rpartition("_")[2]) or heads.get(_UNIT.sub("", head))


def _series(
    rows: Sequence[Sequence[str]], *, name: str, file: str | None, use_estimates: bool
) -> GrowthSeries:
    stripped = [(n, [c.strip() for c in row]) for n, row in enumerate(rows, start=1)]
    table = [(n, row) for n, row in stripped if any(row)]
    line, header = table[0] if table else (1, [])
    if len(header) > 1 and all(_MONTH.fullmatch(each) for each in header[1:] if each):
        header, body = _turned(table)
    else:
        body = [(number, list(row)) for number, row in table[1:]]
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
    known = {"ytd_growth", "month_growth", "level", "month_level"} & set(columns)
    if None in columns or "period" not in columns or not known:
        raise InputError.single(
            must="the first line must name period and ytd_growth, month_growth or level",
            came=", ".join(header) or "nothing",
            where=Location(file, line),
            do=_DO,
        )
    notes = [Message(READ, {"columns": ", ".join(
        h if h == c else f"{h} = {c}" for h, c in zip(header, columns, strict=True))})]  # fmt: skip
    return _built([c or "" for c in columns], body, notes, name, file, use_estimates=use_estimates)


def _turned(
    table: Sequence[tuple[int, list[str]]],
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return head and rows of a table whose months are columns; rows of other words are left."""
    months = table[0][1][1:]
    kept = [row for _, row in table[1:] if row and _column(row[0]) not in (None, "period")]
    body = [
        (table[0][0], [month, *(row[i] if i < len(row) else "" for row in kept)])
        for i, month in enumerate(months, start=1)
        if month
    ]
    return ["period", *(row[0] for row in kept)], body


def _built(
    columns: Sequence[str],
    body: list[tuple[int, list[str]]],
    notes: list[Message],
    name: str,
    file: str | None,
    *,
    use_estimates: bool,
) -> GrowthSeries:
    faults: list[Fault] = []
    published: list[Published] = []
    levels: dict[str, dict[Period, Figure]] = {"actual": {}, "estimate": {}}
    found: list[tuple[int, Period, dict[str, str]]] = []
    blank, aside = 0, []
    for line, cells in body:
        try:
            if any(cells[len(columns) :]):
                raise InputError.single(
                    must="a row must not have more cells than the first line", came="more", do=_DO
                )
            row = dict(zip(columns, cells, strict=False))
            values = {k: v for k, v in row.items() if v not in _BLANK}
            if not {"ytd_growth", "month_growth", "level", "month_level"} & set(values):
                blank += 1
                continue
            if not _usable(row.get("basis", "")):
                aside.append(line)
                continue
            found.append((line, _period(row.get("period", "")), values))
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


def _take(
    period: Period, values: dict[str, str], line: int, levels: dict[str, dict[Period, Figure]]
) -> list[Published]:
    """Return the rates of a row; its levels are put to those of its status."""
    status = _status(values.get("status", ""))
    for column, span in (("level", period), ("month_level", _single(period))):
        if column in values:
            levels[status][span] = _figure(values, column, "亿元")
    return [
        Published.of(span, _figure(values, column, "%"), status=status, source=f"row {line}")
        for column, span in (("ytd_growth", period), ("month_growth", _single(period)))
        if column in values
    ]


def _usable(basis: str) -> bool:
    usable = _words("bases.csv").get(basis)
    if usable is None:
        raise InputError.single(
            must="a basis must be one that is known",
            came=repr(basis),
            where=Location(column="basis"),
            do="Write 同比, or 两年平均 or 环比 for rates to be set aside.",
        )
    return usable == "1"


def _period(text: str) -> Period:
    match = _MONTH.fullmatch(text)
    try:
        if match is None:
            period = Period.parse(text)
        elif match["first"] and match["first"] != "1":
            year, first, last = (int(match[part]) for part in ("year", "first", "month"))
            period = Period.parse(f"{year}-{first:02d}/{year}-{last:02d}")
        else:
            period = Period.parse(f"{match['year']}-{int(match['month']):02d}")
    except InputError as error:
        raise error.at(column="period") from None
    return Period.ytd(period.year, period.end.month) if period.kind == "stock" else period


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


def _status(text: str) -> str:
    """Return the row's status, that of its growth and of its level."""
    status = {"": "actual", "预计": "estimate", "实际": "actual"}.get(text, text)
    if status not in ("actual", "estimate"):
        raise InputError.single(
            must="a status must be actual or estimate",
            came=repr(text),
            where=Location(column="status"),
            do="Leave it empty for a published value; a target is none.",
        )
    return status


def _figure(values: dict[str, str], column: str, symbol: str) -> Figure:
    try:
        return Figure.of(values[column].rstrip("%％").strip(), symbol)
    except InputError as error:
        raise error.at(column=column) from None
