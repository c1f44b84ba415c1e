"""What a period does where it stands: it dates, is compared with, opens a clause (时期的作用)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.timewords import Mention, names_action
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["is_compared", "looks_ahead", "opens", "stands_for"]

_WORDS = vocabulary().ties

_LEAD = 4  # characters before a period that opens a clause
_WHOLE = 60  # clauses: a report that looks back says so in as many


def stands_for(text: str, mention: Mention) -> str:
    """Return what a period does where it stands: "frame", or "aside" for a comparison and the like.

    Parameters
    ----------
    text : str
        The whole normalised text.
    mention : Mention
    """
    before = text[max(0, mention.start - 6) : mention.start]
    if mention.form == "years" and text[mention.end - 1] in '划五”"':
        return "aside"  # “十四五”规划: a name
    behind = text[mention.end : mention.end + 28]
    dated = mention.year is not None or mention.shift is not None
    alone = dated and behind[:1] == ","  # 上年同期,全市…; no 同比
    aside = mention.form in {"day", "mean"} or (mention.form == "same" and not alone)
    if _WORDS["seen_at"].match(behind):
        return "frame"  # 从5月单月情况看,…
    aside = aside or names_action(text, mention)
    told = _WORDS["compares"].search(before) or _WORDS["told_of"].match(behind)
    return "aside" if aside or told else "frame"


def is_compared(text: str, mention: Mention, figure: int) -> bool:
    """Whether a period is what the figure at a place is compared with: 与“十五”期末相比增加一倍."""
    before = text[max(0, mention.start - 3) : mention.start].rstrip('“"')
    if _WORDS["against_year"].search(text[max(0, mention.start - 4) : mention.start]):
        return True
    between = text[mention.end : figure]
    return _WORDS["compared_with"].search(before) is not None and "相比" in between


def opens(clause: Clause, mention: Mention) -> bool:
    """Whether a period opens its clause."""
    lead = len(clause.slice(clause.start, mention.start).strip('“" ,'))
    alone = mention.end == clause.end and mention.form in {"year", "span", "lately"}
    return lead <= (2 * _LEAD if alone else _LEAD)


def looks_ahead(clauses: Sequence[Clause], now: int) -> bool:
    """Whether all of a report on last year is its plan: it names no time but the coming year.

    It was cut off from what it looks back on; a short one may just not say when that was.
    """
    named = [mention for clause in clauses for mention in clause.mentions]
    back = vocabulary().headings["review"]
    return (
        len(clauses) > _WHOLE
        and all(mention.year == now for mention in named)
        and not any(back.search(clause.text) for clause in clauses)
    )
