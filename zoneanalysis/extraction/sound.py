"""What is read but can't be written: figures that the data package would refuse (可写性).

Names lose what can't be seen and what a spreadsheet would compute, and are cut to the length that
a list of indicators takes. A figure without a unit, or whose value the printed characters don't
bear out, is left out and said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import replace

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.normalise import UNSEEN, Clean
from zoneanalysis.extraction.places import NAMELESS
from zoneanalysis.reports.schema.figure_rows import MEASURE_DIMENSIONS
from zoneanalysis.reports.schema.printed import disagreements
from zoneanalysis.values.units import unit

__all__ = ["LONGEST_NAME", "cut", "plain", "printed_form", "set_apart", "sound_drafts"]

LONGEST_NAME = 60  # characters of an indicator or area
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_COMPUTED = "=@+- \t"  # a cell that begins so is a formula to a spreadsheet


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    r"""Return a name as a table can hold it.

    Examples
    --------
    >>> plain("税收\u00ad收入"), plain("=1+1%"), plain("甲" * 70, 4)
    ('税收收入', '1+1%', '甲甲甲…')
    """
    seen = "".join(each for each in text if unicodedata.category(each) not in _UNPRINTABLE)
    return cut(seen.lstrip(_COMPUTED).strip(), longest) or NAMELESS


def cut(text: str, longest: int) -> str:
    """Return a text that is no longer than allowed."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def printed_form(printed: str) -> str:
    """Return a printed token without line ends, blanks and what prints nothing."""
    return UNSEEN.sub("", "".join(printed.split()))


def sound_drafts(drafts: Iterable[Draft], clean: Clean) -> tuple[list[Draft], list[str]]:
    """Return the figures that can be written, with their printed tokens, and what is left out.

    Parameters
    ----------
    drafts : iterable of Draft
        In text order; names, printed tokens and places are set.
    clean : Clean
    """
    kept: list[Draft] = []
    said: list[str] = []
    for draft in drafts:
        draft.indicator = plain(draft.indicator)
        draft.area = replace(draft.area, name=plain(draft.area.name))
        _place(draft, clean)
        if not draft.unit:
            said.append(f"{printed_form(draft.printed)}: its unit isn't printed")
            continue
        found = _against(draft)
        if "obs_value" in found and draft.start < draft.number_start:
            draft.start = draft.number_start  # 增幅收窄: the word before it doesn't give the sign
            _place(draft, clean)
            found = _against(draft)
        if found:
            said.append(f"{printed_form(draft.printed)}: {next(iter(found.values()))}")
            continue
        allowed = MEASURE_DIMENSIONS.get(draft.measure)
        if allowed is not None and unit(draft.unit).dimension not in allowed:
            draft.measure = "other"
        kept.append(draft)
    return kept, said


def set_apart(drafts: Iterable[Draft], tied: Container[str], clean: Clean) -> None:
    """Take what a level came from, where no date is printed, for none of the period, in place.

    Its words begin with that: 从1829.3亿元 (提高到2245.9亿元). What a relation has *tied* stays.
    """
    for draft in drafts:
        if "from" in draft.reasons and draft.id not in tied:
            draft.measure = "other"
            draft.start -= clean.text[draft.start - 1 : draft.start] in {"从", "由"}
            _place(draft, clean)


def _place(draft: Draft, clean: Clean) -> None:
    draft.printed = clean.printed(draft.start, draft.end)
    draft.char_start = clean.span(draft.start, draft.end)[0]


def _against(draft: Draft) -> dict[str, str]:
    """Return what the printed characters have against a figure, by column."""
    printed = printed_form(draft.printed)
    faults = disagreements(printed, f"{draft.value:f}", draft.unit, draft.measure)
    return {column: must for column, must, _, _ in faults}
