"""One's own series: a CSV or a sheet with period, growth or level, as printed (自备数据)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise, zip_longest
from unicodedata import normalize
from zipfile import BadZipFile

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.schema.decoding import shown, table_text
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["read_series"]

_DO = "Columns: period, then ytd_growth (累计同比), month_growth (当月同比) or level (累计值)."
_VALUES = frozenset({"ytd_growth", "month_growth", "level", "month_level"})
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.])?(?:(?P<first>\d{1,2})月?[-~—至–](?=\d{1,2}月))?(?P<month>\d{1,2})"
    r"(?:月份?(?:\d{1,2}日)?|[-/.]\d{1,2}(?: .*)?)?"
)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
READ = N_("read as: {columns}")
UNREAD = N_("columns passed over: {columns}")
PASSED = N_("rows without a figure, passed over: {count}")
OTHER_BASIS = N_("rows set aside, because their rates are not against the year before: {rows}")
TURNED = N_("the file runs backwards in time, and was turned round")

Table = Sequence[tuple[int, Sequence[str]]]


def read_series(
    raw: bytes | str, *, name: str = "series", file: str | None = None, use_estimates: bool = False
) -> GrowthSeries:
    r"""Return the series of a CSV as a spreadsheet saves it, or of the first sheet of an XLSX.

    A period is ``2023-06``, ``2023/6``, ``2023年6月`` or ``2023-01/2023-06`` for the year to June;
    ``2023-07/2023-07`` is a single month. Growth is in percent, with or without the sign; its
    printed places give its precision. Levels of two years give growth; levels of last year give
    the weights. Heads may be Chinese (时间, 累计同比, 当月同比, 累计值, 状态, 口径). The wide
    layout of the statistics bureau, months as columns and indicators as rows, is read too; lines
    above the heads are passed over. Rates on another basis (两年平均, 环比) are set aside. What was
    understood is in the series' notes. A cell of a sheet counts as it is shown: 0.038 in the format
    0.0% is 3.8%.

    *raw* is a workbook or a table in UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs;
    *name* that of the series, for messages, *file* that of the file, for errors. *use_estimates*
    tells whether rows with status ``estimate`` (预计) are used, or held out.

    Raises
    ------
    InputError
        With every fault of the file: what is neither text nor a workbook, unknown columns, bad
        numbers, periods out of order or twice, contradictory values.
    NotDerivableError
        Where there is nothing to forecast from.

    Examples
    --------
    >>> series = read_series("时间,累计同比(%)\n2023年3月,3.82\n2023/6,9.9%\n")
    >>> [(one.month, float(one.growth.point)) for one in series.observations]
    [(3, 3.82), (6, 9.9)]
    """
    try:
        cells = _cells(raw.encode() if isinstance(raw, str) else raw)
        table = [(n, [normalize("NFKC", c).strip() for c in row]) for n, row in enumerate(cells, 1)]
        columns, body, notes = _columns([(n, row) for n, row in table if any(row)])
        published, levels = _rows(columns, body, notes)
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


def _cells(raw: bytes) -> list[list[str]]:
    """Return the cells of a text, or as they are shown of the first sheet that has any."""
    from openpyxl import load_workbook

    try:
        if raw.startswith(b"PK"):
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            sheets = (
                [[shown(cell.value, cell.number_format) for cell in row] for row in sheet]
                for sheet in book.worksheets
            )
            return next((rows for rows in sheets if any(map(any, rows))), [])
        text, faults = table_text(raw, "") if raw.strip() else ("", ())
        if text is not None:
            lines = io.StringIO(text if "," in text else text.replace("，", ","), newline=None)
            return list(csv.reader(lines, skipinitialspace=True, strict=True))
        came = faults[0].came
    except (BadZipFile, KeyError, OSError, ValueError, csv.Error) as error:
        came = str(error)
    raise InputError.single(
        must="the file must be a table as text in UTF-8 or GB18030, or a workbook (.xlsx)",
        came=came,
        do="Open it in a spreadsheet, and save it as CSV UTF-8 or again as .xlsx.",
    )


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
        or bare == word
    ]
    return _words("head")[max(ends, key=len)] if ends else None


def _is_wide(row: Sequence[str]) -> bool:
    return any(row[1:]) and all(_MONTH.fullmatch(each) for each in row[1:] if each)


def _columns(table: Table) -> tuple[list[str | None], Table, list[Message]]:
    """Return what the columns mean, the rows below their heads, and both in words."""
    line, heads, body = table[0][0] if table else 1, ["nothing"], table
    for at, (number, row) in enumerate(table):
        named = {_column(each) for each in row}
        if _is_wide(row) or ("period" in named and named & _VALUES):
            line, heads, body = number, list(row), table[at + 1 :]
            break
    if _is_wide(heads):
        rows = [row for _, row in body if any(row[1:]) and _column(row[0]) != "period"]
        (_, *names), *months = zip_longest(heads, *rows, fillvalue="")
        heads, body = ["period", *names], [(line, row) for row in months if row[0]]
    columns = [_column(each) for each in heads]
    pairs = list(zip(heads, columns, strict=True))
    twice = [f"{h}: {c} more than once" for h, c in pairs if c and columns.count(c) > 1]
    if twice or "period" not in columns or not _VALUES & set(columns):
        raise InputError.single(
            must="the first line must name period and ytd_growth, month_growth or level, each once",
            came=", ".join(twice or (table[0][1] if table else ["nothing"])),
            where=Location(row=line),
            do=_DO,
        )
    read = (h if h == c else f"{h} = {c}" for h, c in pairs if c)
    notes = [Message(READ, {"columns": ", ".join(read)})]
    if unread := [h for h, c in pairs if h and not c]:
        notes.append(Message(UNREAD, {"columns": ", ".join(unread)}))
    return columns, body, notes


def _rows(
    columns: Sequence[str | None], body: Table, notes: list[Message]
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
            elif _word("basis", row) == "0":
                aside.append(line)
            else:
                found.append((line, _period(row["period"]), values))
        except InputError as error:
            faults += error.at(row=line).faults
    ends = [period.end for _, period, _ in found]
    if len(ends) > 1 and all(a > b for a, b in pairwise(ends)):
        notes.append(Message(TURNED))
        found.reverse()
    last: Period | None = None
    for line, period, values in found:
        try:
            if last and (last.end, -len(last.months)) >= (period.end, -len(period.months)):
                raise InputError.single(
                    must="periods must run forward in time, each in one row",
                    came=f"{period} after {last}",
                    where=Location(column="period"),
                    do="Sort the rows by the last month of their period; keep the right value.",
                )
            last = period
            status = _word("status", values)
            for column in filter(_VALUES.__contains__, values):
                both = period.end.month == 2 and re.search("/|1月?[-~—至–]", values["period"])
                single = column.startswith("month") and period.is_ytd and not both
                span = Period.single(period.year, period.end.month) if single else period
                if column.endswith("level"):
                    levels[status][span] = _figure(values, column, "亿元")
                else:
                    rate = _figure(values, column, "%")
                    published.append(Published.of(span, rate, status=status, source=f"row {line}"))
        except InputError as error:
            faults += error.at(row=line).faults
    if faults:
        raise InputError(faults)
    if blank:
        notes.append(Message(PASSED, {"count": blank}))
    if aside:
        notes.append(Message(OTHER_BASIS, {"rows": ", ".join(map(str, aside))}))
    return published, levels


def _word(column: str, row: dict[str, str]) -> str:
    """Return what a row's word in a column of words means; an empty cell is the usual."""
    text = row.get(column, "")
    if text not in _words(column):
        raise InputError.single(
            must=f"a {column} must be one that is known",
            came=repr(text),
            where=Location(column=column),
            do=f"Write one of {', '.join(filter(None, _words(column)))}, or nothing.",
        )
    return _words(column)[text]


def _period(text: str) -> Period:
    match, year = _MONTH.fullmatch(text), text[:4]
    word = _words("span").get(text[4:].removeprefix("年"))
    try:
        if match or word:
            first, last = (match["first"], match["month"]) if match else (1, word)
            return Period.parse(f"{year}-{int(first or 1):02d}/{year}-{int(last or 0):02d}")
        return Period.parse(text)
    except InputError as error:
        raise error.at(column="period") from None


def _figure(values: dict[str, str], column: str, symbol: str) -> Figure:
    text = re.sub("^–", "-", values[column].rstrip("%").strip())
    try:
        return Figure.of(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text, symbol)
    except InputError as error:
        raise error.at(column=column) from None
