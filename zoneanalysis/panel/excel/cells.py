"""One cell of a workbook as the text of a table: numbers, percents, days, months (单元格)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.panel.excel.opening import Cell
from zoneanalysis.panel.excel.words import plain, words
from zoneanalysis.values.units import known_units

__all__ = ["Read", "UnreadableError", "day_text", "is_blank", "month_text", "number_text"]

_NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(\D.*)?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?|(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?|(\d{4})(\d{2})")


class UnreadableError(ValueError):
    """A cell that can't be read as what it should be; says why."""


@dataclass(frozen=True)
class Read:
    """A number as text with its places, and the unit that the cell itself shows."""

    text: str
    unit: str = ""


def is_blank(cell: Cell | None) -> bool:
    """Return whether a cell holds nothing, or a sign for nothing (—, 未公布)."""
    if cell is None:
        return True
    return isinstance(cell.value, str) and plain(cell.value).lower() in words("blank")


def number_text(cell: Cell) -> Read:
    """Return a cell's number as printed.

    A number keeps every digit that is stored, and at least the places that its format shows. A
    format with % multiplies by 100, as the spreadsheet does when it shows it, unless it stands in
    quotation marks; text is read as it stands, in full width, with separators, % or a unit behind.

    Examples
    --------
    >>> number_text(Cell(0.056, "0.0%"))
    Read(text='5.6', unit='%')
    >>> number_text(Cell("１，２３４．５０亿元"))
    Read(text='1234.50', unit='亿元')
    """
    value = cell.value
    if isinstance(value, (bool, dt.date, dt.time, dt.timedelta)):
        raise UnreadableError(f"{value} is no number")
    if isinstance(value, (int, float)):
        number = Decimal(f"{value:.15g}")
        percent = "%" in cell.format
        if "%" in re.sub(r'"[^"]*"', "", cell.format):
            number *= 100
        places = max(_places(cell.format), _own_places(number))
        return Read(f"{number:.{places}f}", "%" if percent else "")
    text = plain(value).replace("−", "-").replace("，", ",").lstrip("'")
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise UnreadableError(f"{str(value)[:40]!r} is no number")
    sign, whole, places_, rest = match.groups()
    unit = (rest or "").strip()
    if unit and unit not in known_units():
        raise UnreadableError(f"{str(value)[:40]!r} is a number with something behind it")
    lead = "-" if sign == "-" else ""
    return Read(f"{lead}{whole.replace(',', '')}{places_ or ''}", unit)


def _places(format_: str) -> int:
    shown = re.search(r"0\.(0+)", format_.split(";", maxsplit=1)[0])
    return len(shown[1]) if shown else 0


def _own_places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def day_text(cell: Cell) -> str:
    """Return a cell's day as YYYY-MM-DD: a date, a serial number shown as one, or text.

    Examples
    --------
    >>> day_text(Cell("2024年5月3日")), day_text(Cell("2024.5.3")), day_text(Cell("20240503"))
    ('2024-05-03', '2024-05-03', '2024-05-03')
    """
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 30_000 < value < 60_000:
        return (dt.date(1899, 12, 30) + dt.timedelta(days=int(value))).isoformat()
    match = _DAY.fullmatch(plain(value))
    if match is None:
        raise UnreadableError(f"{str(value)[:40]!r} is no day of year, month and day")
    year, month, day = (int(each) for each in match.groups() if each)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise UnreadableError(f"{str(value)[:40]!r} is no day of the calendar") from None


def month_text(cell: Cell) -> str:
    """Return a cell's month as YYYY-MM."""
    value = cell.value
    if isinstance(value, (dt.datetime, dt.date)):
        return f"{value.year:04d}-{value.month:02d}"
    if isinstance(value, float) and str(value).endswith(".1"):
        raise UnreadableError(f"{value} is January, or October whose 0 the spreadsheet dropped")
    match = _MONTH.fullmatch(plain(value))
    if match is None:
        raise UnreadableError(f"{str(value)[:40]!r} is no month of a year")
    year, month = (int(each) for each in match.groups() if each)
    if not 1 <= month <= 12:
        raise UnreadableError(f"{str(value)[:40]!r} is no month of a year")
    return f"{year:04d}-{month:02d}"
