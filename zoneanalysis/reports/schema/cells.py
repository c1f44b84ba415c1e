"""One cell: what it may hold, and what a spreadsheet or an input method made of it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from functools import partial

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.schema.columns import Column
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import unit

__all__ = ["cell_fault", "shown"]

# What a spreadsheet makes of 2023-06, 1-6 or 2023-01/2023-06 when it takes them for dates.
_MANGLED_DATE = re.compile(
    r"\d{4}/\d{1,2}(/\d{1,2})?"
    r"|\d{1,2}/\d{1,2}(/\d{2,4})?"
    r"|\d{4}-\d{1,2}-\d{1,2}( \d{2}:\d{2}(:\d{2})?)?"
    r"|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[- ]\d{2,4}"
    r"|\d{1,2}[- ](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*([- ]\d{2,4})?"
    r"|(\d{4}年)?\d{1,2}月(\d{1,2}日)?"
    r"|4[0-9]{4}(\.0)?",
    re.ASCII | re.IGNORECASE,
)
_SPREADSHEET_ERROR = re.compile(r"#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|#+)")
_SCIENTIFIC = re.compile(r"-?\d+(\.\d+)?[eE][+-]?\d+", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_FORMULA = re.compile(r"\s*([=@]|[+-](?![\d.]))")
_FREE = ("text", "printed")
_DATED = (
    "The spreadsheet took it for a date; set the column to 'Text' before opening the file, and "
    "write it again."
)
_SHORTENED = (
    "The spreadsheet shortened the number and dropped digits; take them from the source: set the "
    "column to 'Text' before opening the file, and write it again."
)

_FaultMaker = Callable[..., Fault]


def shown(text: str, longest: int = 40) -> str:
    """Return *text* quoted for a fault, cut where it is long."""
    return repr(text) if len(text) <= longest else f"{text[:longest]!r}… ({len(text)} characters)"


def cell_fault(text: str, column: Column, where: Location) -> Fault | None:
    """Return the fault of a cell, the most telling one where it has several; None if it is fine."""
    fault = partial(_fault, text, column, where)
    if text == "" and not column.required:
        return None
    if not text.strip():
        blanks = phrase("a cell of {count} blanks", count=len(text))
        came = "an empty cell" if text == "" else blanks
        if column.required:
            return fault(
                "not be empty",
                phrase("It holds: {description}", description=phrase(column.description)),
                came=came,
            )
        return fault("hold a value or nothing at all", "Remove the blanks.", came=came)
    checks = (
        (_spoilt, _too_long, _mangled)
        if column.kind in _FREE
        else (_spoilt, _too_long, _full_width, _blanks, _mangled, _kind, _pattern)
    )
    for check in checks:
        found = check(text, column, fault)
        if found is not None:
            return found
    return None


def _fault(text: str, column: Column, where: Location, must: str, do: str, came: str = "") -> Fault:
    return Fault(
        phrase("{name} must {must}", name=column.name, must=phrase(must)),
        came or shown(text),
        where,
        do,
    )


def _spoilt(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    """Return the fault of a formula, a spreadsheet's error value, an invisible character."""
    if _FORMULA.match(text) and column.kind != "printed":
        return fault(
            "hold a value, not a formula",
            "Type the value itself; the program never computes a cell, and a spreadsheet would.",
        )
    if _SPREADSHEET_ERROR.fullmatch(text.strip()):
        return fault("hold a value, not a spreadsheet's error", "Type the value again.")
    for index, character in enumerate("" if text.isprintable() else text):
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"}:
            name = unicodedata.name(character, "a control character")
            return fault(
                "hold visible characters only",
                "Delete the character; it usually comes along with a copy from a web page.",
                came=phrase(
                    "U+{code:04X} ({name}) at character {at} of {text}",
                    code=ord(character),
                    name=name,
                    at=index + 1,
                    text=shown(text),
                ),
            )
    return None


def _too_long(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    if len(text) > column.longest:
        return fault(
            phrase("have at most {longest} characters", longest=column.longest),
            "Shorten it; say it in your own words rather than copying the source.",
        )
    return None


def _full_width(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    if text.isascii():
        return None
    half = "".join(
        unicodedata.normalize("NFKC", each) if "\uff01" <= each <= "\uff5e" else each
        for each in text
    )
    # 台（套） is a unit whose brackets may be full-width; nothing else the program reads is.
    if half != text and column.kind != "unit":
        return fault(
            "be written in half-width characters",
            phrase("Switch the input method off and type {half}", half=half),
        )
    if column.kind == "unit" and any("０" <= each <= "９" for each in text):
        return fault("hold no digits", "Write the unit alone, such as 亿元.")
    return None


def _blanks(text: str, _column: Column, fault: _FaultMaker) -> Fault | None:
    if text != text.strip():
        return fault(
            "have no blanks before or after it", phrase("Write {wanted}", wanted=text.strip())
        )
    return None


def _mangled(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    """Say what a spreadsheet did to the cell, where one can tell."""
    right = column.pattern and re.fullmatch(column.pattern, text, re.ASCII)
    if column.kind in {"period", "code", "ids"} and not right and _MANGLED_DATE.fullmatch(text):
        return fault(
            "be written as its schema says, and not as a spreadsheet's date",
            phrase(
                "{dated} {description}",
                dated=phrase(_DATED),
                description=phrase(column.description),
            ),
        )
    if column.kind == "printed":
        if _SCIENTIFIC.fullmatch(text):
            return fault("hold the characters as printed", _SHORTENED)
        if _MANGLED_DATE.fullmatch(text) and re.search("[A-Za-z]|:", text):
            return fault("hold the characters as printed, and not a spreadsheet's date", _DATED)
    if column.kind in {"decimal", "integer"}:
        if _SCIENTIFIC.fullmatch(text):
            return fault("be a plain number", _SHORTENED)
        if _GROUPED.fullmatch(text):
            return fault(
                "have no thousands separators",
                phrase("Write {wanted}", wanted=text.replace(",", "")),
            )
        if not right and _MANGLED_DATE.fullmatch(text):
            return fault("be a number", "The spreadsheet took it for a date; write it again.")
    if column.kind == "integer" and re.fullmatch(r"\d+\.0+", text, re.ASCII):
        return fault(
            "be a whole number", phrase("Write {wanted}", wanted=text.split(".", maxsplit=1)[0])
        )
    return None


def _kind(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    if column.values and text not in column.values:
        near = difflib.get_close_matches(text.lower(), column.values, n=1)
        told = phrase(column.description)
        return fault(
            phrase("be one of: {values}", values=", ".join(column.values)),
            phrase("Did you mean {near}? {description}", near=near[0], description=told)
            if near
            else told,
        )
    try:
        if column.kind == "period":
            Period.parse(text)
        elif column.kind == "unit":
            unit(text)
    except InputError as error:
        first = error.faults[0]
        must = phrase("{name}: {must}", name=column.name, must=phrase(first.must))
        return Fault(must, first.came, fault("", "").where, first.do)
    return None


def _pattern(text: str, column: Column, fault: _FaultMaker) -> Fault | None:
    if column.pattern and not re.fullmatch(column.pattern, text, re.ASCII):
        if column.kind == "decimal":
            below = re.fullmatch(r"-\d+(\.\d+)?", text, re.ASCII)
            return fault("not be negative" if below else "be a plain number", column.description)
        return fault(phrase("look like {pattern}", pattern=column.pattern), column.description)
    return None
