"""Which figures of an indicator a rule means (取数): ``工业投资[全市; 2023; 同比]``."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from zoneanalysis.messages import phrase
from zoneanalysis.relations.words import refused, words_of
from zoneanalysis.values.periods import Period

__all__ = ["Selection", "meaning", "near", "plain"]

_PARTS = re.compile(r"[;；,，、]")
_QUOTES = '"“”「」'
_PERIOD = re.compile(r"(\d{4}-\d{2}|\.\.)/\d{4}-\d{2}|\d{4}(-\d{2})?", re.ASCII)


def plain(text: str) -> str:
    """Return a name without what doesn't tell names apart: width, case, blanks, quotes.

    Examples
    --------
    >>> plain(" Industrial  Investment") == plain("industrial investment")
    True
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(each for each in text if each not in _QUOTES)
    return " ".join(text.split())


def meaning(kind: str, word: str) -> str | None:
    """Return what a word means: of kind "column", "severity", "measure", "period" and so on.

    Examples
    --------
    >>> meaning("severity", "警告"), meaning("measure", "同比"), meaning("measure", "全市")
    ('warning', 'yoy', None)
    """
    return words_of(f"rule {kind}").get(plain(word))


def near(word: str, known: Mapping[str, object]) -> str:
    """Return a sentence with the names nearest to one that isn't known; empty where none is."""
    found = difflib.get_close_matches(plain(word), list(known), n=3, cutoff=0.5)
    found = found or [each for each in known if word and plain(word) in each][:3]
    return phrase("Did you mean {near}? ", near=", ".join(found)) if found else ""


@dataclass(frozen=True)
class Selection:
    """A name of a formula taken apart; what is empty is not selected."""

    label: str  # of the indicator: its code or one of its names
    area: str = ""  # code or name; "own" is that of the report
    each: str = ""  # kind of area of which all are meant
    # a period, or "own", "end", "to_date", "year", "year_before" for one of the report
    period: str = ""
    # measure, status: as in ``figures.csv``; the measure "own" is whatever is no growth, share or
    # gap
    measure: str = "own"
    status: str = "actual"

    @classmethod
    def of(cls, name: str) -> Selection:
        """Return what a name in a formula selects; raises `InputError` for one thing twice.

        Examples
        --------
        >>> Selection.of("工业投资[全市; 2023-01/2023-06; 同比]")
        Selection(label='工业投资', area='全市', each='', period='2023-01/2023-06', measure='yoy', \
status='actual')
        """
        label, _, inside = name.replace("［", "[").replace("【", "[").partition("[")
        found: dict[str, str] = {}
        for part in _PARTS.split(inside.rstrip("]］】")):
            if word := part.strip():
                kind, value = _kind(word)
                if kind in found or {kind, *found} >= {"area", "each"}:
                    raise refused("selection", name, kind=kind)
                found[kind] = value
        return cls(label.strip().strip(_QUOTES), **found)


def _kind(word: str) -> tuple[str, str]:
    if _PERIOD.fullmatch(word):
        return "period", str(Period.parse(word))
    for kind in ("measure", "status", "period", "area", "each"):
        value = meaning(kind, word)
        if value is not None:
            return kind, value
    return "area", word
