"""What a count of things before 合计 adds up across sentences: 三大产业合计完成399.7亿元 (合计)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, canonical, says
from zoneanalysis.extraction.relations.names import is_average
from zoneanalysis.extraction.relations.parts import Block

__all__ = ["counted_together"]

_LONGEST = 30  # figures that are looked back over


def counted_together(index: FigureIndex) -> Iterator[Block]:
    """Yield what 三大产业合计 and 四者合计 add up: as many levels right before it as they count.

    They are of one kind (产值), each of another thing, and no other level of the unit stands among
    them; the parts of a part would.
    """
    for total in index.drafts:
        if total.measure not in COUNTED or total.depth or total.bound or is_average(total):
            continue
        found = says("counted_together", index.left(total))
        if found is None:
            continue
        number = _number(found["number"])
        before = (e for e in index.before(total, within=_LONGEST) if e.paragraph == total.paragraph)
        alike = (e for e in before if e.measure in COUNTED and e.unit == total.unit)
        levels = (each for each in alike if not is_average(each))
        parts = list(islice(levels, number))[::-1]
        if len(parts) == number > 1 and _of_one_kind(index, total, parts):
            yield Block(total, tuple(parts), "sum.counted")


def _of_one_kind(index: FigureIndex, total: Draft, parts: list[Draft]) -> bool:
    """Whether parts are alike but for whom they are of."""
    told = {(canonical(each.indicator), each.area.name) for each in parts}
    heads = {head_of(each.indicator) for each in parts}
    plain = all(
        (each.status, each.period, each.depth, each.bound)
        == (total.status, total.period, total.depth, "")
        for each in parts
    )
    nested = any(says("among", index.left(each)) for each in parts[1:])
    return plain and not nested and len(told) == len(parts) and len(heads) == 1


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(unicodedata.numeric(words.replace("两", "二")))
