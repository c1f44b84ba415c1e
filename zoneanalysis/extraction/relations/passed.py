"""Marks that a level is said to have passed, and which way words say that it went (越过与升降)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = ["RULES"]


def past_marks(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what passed a mark is above it: 存款站上300亿元台阶。…存款余额218.4亿元.

    Both are of one time and called alike, and one digit of one of them sets them apart.
    """
    for mark in index.drafts:
        if mark.limit != "lower" or not mark.counted or mark.depth or mark.status == "target":
            continue
        name, kind = bare_name(mark.indicator), unit(mark.unit).dimension
        for each in index.paragraph(mark.paragraph) if len(name) > 1 else ():
            own = bare_name(each.indicator)
            alike = each.counted and each.plain and unit(each.unit).dimension == kind
            alike = alike and each.thing[-1:] == mark.thing[-1:] and each.status == mark.status
            told = own.endswith(name) or name.endswith(own)
            timed = (each.until, each.area) == (mark.until, mark.area)
            if alike and told and len(own) > 1 and timed and not says("among", index.left(each)):
                order = (("order", "desc"),)
                if _worth(each) < _worth(mark):
                    yield tie("ranking", "", "word.above", value=(each, mark), params=order)


def _worth(draft: Draft) -> Decimal:
    scale = unit(draft.unit).scale
    return draft.value * scale.numerator / scale.denominator


def turned_words(index: FigureIndex) -> Iterator[Proposal]:
    """Propose which way words say that a level went, told with the one before it.

    低保对象规模继续下降。2021年末8436户,2022年末8912户; 天然气消费量增加,达到…,上年同期….
    """
    for later in index.drafts:
        told = [e for e in index.paragraph(later.paragraph) if e is not later]
        alike = [e for e in told if _is_before(e, later)]
        if not (later.counted or later.unit == "%") or not later.plain or len(alike) != 1:
            continue
        begin = index.text.rfind("\n", 0, later.start) + 1
        words = index.text[begin : max(later.start, alike[0].start)]
        for found in vocabulary().ties["went_so"].finditer(words):
            subject, name = found["what"], canonical(later.indicator)
            if any(subject[at : at + 2] in name for at in range(len(subject) - 1)):
                order = (("order", "desc" if found["up"] else "asc"),)
                yield tie("ranking", found[0], "word.went", value=(later, *alike), params=order)
                break


def _is_before(earlier: Draft, later: Draft) -> bool:
    """Whether a level is the same of the time a year before, or moved from."""
    kind = (later.unit, later.area, canonical(later.indicator), later.measure)
    alike = (earlier.unit, earlier.area, canonical(earlier.indicator), earlier.measure) == kind
    year = earlier.period == later.period.previous_year()
    return alike and year and earlier.plain


RULES = (past_marks, turned_words)
