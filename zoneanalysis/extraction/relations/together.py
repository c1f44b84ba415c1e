"""What a count of things before 合计 adds up across sentences: 三大产业合计完成399.7亿元 (合计)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, canonical, says
from zoneanalysis.extraction.relations.names import is_average
from zoneanalysis.extraction.relations.parts import Block

__all__ = ["counted_together"]

_LONGEST = 30  # figures that are looked back over


def counted_together(index: FigureIndex) -> Iterator[Block]:
    """Yield what 三大产业合计, 两区合计 and A、B两类企业合计 add up.

    Where things are named before they are counted, they are the parts. Else they are the levels of
    the sentences before it, of one kind (产值) and each of another thing: exactly as many.
    """
    for total in index.drafts:
        if total.measure not in COUNTED or total.depth or total.bound or is_average(total):
            continue
        found = says("counted_together", index.left(total))
        if found is None:
            continue
        before = (e for e in index.before(total, within=_LONGEST) if e.paragraph == total.paragraph)
        alike = (e for e in before if e.measure in COUNTED and e.unit == total.unit)
        levels = [each for each in alike if not is_average(each) and not each.depth]
        number, names = _number(found["number"]), found["names"]
        names = re.sub("^.*(?:是|为|有)", "", names or "")
        parts = _named(levels, re.split("[、和及与]", names)) if names else levels[:number]
        whole = names or not _others(index, levels[number:], parts[::-1])
        if len(parts) == number > 1 and whole and _of_one_kind(index, total, parts[::-1]):
            yield Block(total, tuple(parts[::-1]), "sum.counted")


def _named(levels: Sequence[Draft], names: Sequence[str]) -> list[Draft]:
    """Return the last level of each name; none where one has none."""
    found = [
        next((e for e in levels if e.indicator.startswith(name) or e.area.name == name), None)
        for name in reversed(names)
    ]
    return [each for each in found if each is not None] if None not in found else []


def _others(index: FigureIndex, rest: Sequence[Draft], parts: Sequence[Draft]) -> bool:
    """Whether more levels stand in the sentences of parts, but for a whole before 其中."""
    sentences = {each.sentence for each in parts}
    more = [each for each in rest if each.sentence in sentences]
    return bool(more) and not says("among", index.left(parts[0]))


def _of_one_kind(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts and their total are alike but for whom they are of."""
    told = {(canonical(each.indicator), each.area.name) for each in parts}
    heads = {head_of(each.indicator) for each in parts}
    alike = not (own := head_of(total.indicator)) or {own} == heads
    plain = all(
        (each.status, each.period, each.bound) == (total.status, total.period, "") for each in parts
    )
    nested = any(says("among", index.left(each)) for each in parts[1:])
    return plain and alike and not nested and len(told) == len(parts) and len(heads) == 1


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(unicodedata.numeric(words.replace("两", "二")))
