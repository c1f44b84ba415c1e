"""Marks that a level is said to have passed, and which way words say that it went (越过与升降)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, ordered
from zoneanalysis.extraction.relations.names import bare_name, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = ["RULES"]

_MOVED = {"from", "reached"}  # 突破万亿元大关,由9400亿元增至1.05万亿元,增量1124亿元


def past_marks(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what passed a mark is above it: 存款站上300亿元台阶。…存款218.4亿元.

    Both are of one time, and each is called the same in its own words.
    """
    for mark in index.drafts:
        if mark.limit != "lower" or not mark.counted or mark.depth or mark.status == "target":
            continue
        if not says("steps_over", index.left(mark)):
            continue  # 1000多个
        alike = [e for e in _beside(index, mark) if _is_alike(index, e, mark)]
        if len(alike) == 1 and not alike[0].roles & _MOVED:
            yield ordered("", "word.above", (*alike, mark))


def _beside(index: FigureIndex, draft: Draft) -> list[Draft]:
    """Return the figures of a figure's paragraph that stand near it, in their order."""
    near = (*reversed([*index.before(draft)]), *index.after(draft))
    return [each for each in near if each.paragraph == draft.paragraph]


def _is_alike(index: FigureIndex, each: Draft, mark: Draft) -> bool:
    """Whether a level is of the kind, name and time of what passed a mark."""
    names = {bare_name(e.indicator) for e in (each, mark)}
    own = all(bare_name(e.indicator)[-2:] in index.left(e) for e in (each, mark))
    kinds = {
        (unit(e.unit).dimension, e.thing[-1:], e.status, e.until, e.area) for e in (each, mark)
    }
    told = own and len(names) == 1 and len(max(names)) > 1
    some = says("among", index.left(each)) or says("fresh", index.left(each))
    return each.counted and each.plain and told and len(kinds) == 1 and not some


def turned_words(index: FigureIndex) -> Iterator[Proposal]:
    """Propose which way words say that a level went, told with the one before it.

    低保对象规模继续下降。2021年末8436户,2022年末8912户; 天然气消费量增加,达到…,上年同期….
    """
    for later in index.drafts:
        alike = [e for e in _beside(index, later) if _is_before(e, later)]
        if not (later.counted or later.unit == "%") or not later.plain or len(alike) != 1:
            continue
        begin = index.text.rfind("\n", 0, later.start) + 1
        words = index.text[begin : max(later.start, alike[0].start)]
        for found in vocabulary().ties["went_so"].finditer(words):
            subject, name = canonical(found["what"]), canonical(later.indicator)
            of_rate = says("rate_called", subject) and later.unit != "%"  # 增加值增速回落
            if not of_rate and (subject in name or name in subject):
                yield ordered(found[0], "word.went", (later, *alike), rising=not found["up"])
                break


def _is_before(earlier: Draft, later: Draft) -> bool:
    """Whether a level is the same of the time a year before."""
    kind = (later.unit, later.area, canonical(later.indicator), later.measure)
    alike = (earlier.unit, earlier.area, canonical(earlier.indicator), earlier.measure) == kind
    year = earlier.period == later.period.previous_year()
    return alike and year and earlier.plain


RULES = (past_marks, turned_words)
