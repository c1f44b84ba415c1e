"""Parts that a sentence says there are, before their figures: 水泵分为甲泵和其他两类 (先分后述)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Block, FigureIndex
from zoneanalysis.extraction.relations.names import is_average, number_said
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["declared"]

_SHORTEST = 2  # characters of the name of what is divided


def declared(index: FigureIndex) -> Iterator[Block]:
    """Yield each measure of what a sentence divides, with that of every part that it names.

    Each must have it once, of one area and time, and the sentence must say how many parts there
    are: in 水泵分为甲泵、乙泵两类 they are 水泵出口量, 甲泵出口量 and 乙泵出口量.
    """
    adds = (each for each in index.drafts if each.counted and each.plain and not is_average(each))
    told = sorted(adds, key=lambda each: each.indicator)
    for text, _, _ in index.sentences():
        for found in vocabulary().ties["declares"].finditer(text):
            names = vocabulary().ties["declared_joins"].split(found["names"])
            if number_said(found["count"]) != len(set(names)):
                continue
            parts = [_measures(told, name) for name in names]
            what = found["what"]
            wholes = [_measures(told, what[at:]) for at in range(len(what) - _SHORTEST + 1)]
            for measure in parts[0]:
                total = next((whole[measure] for whole in wholes if measure in whole), None)
                if total and all(measure in part for part in parts):
                    yield Block(total, tuple(part[measure] for part in parts), "sum.declared")


def _measures(told: Sequence[Draft], name: str) -> Mapping[tuple[str, ...], Draft]:
    """Return what is printed once of a name, by measure, area and time: 出口量, 进口额.

    *told*: in the order of their indicators.
    """
    held: dict[tuple[str, ...], list[Draft]] = {}
    for at in range(bisect_left(told, name, key=lambda each: each.indicator), len(told)):
        draft = told[at]
        if not draft.indicator.startswith(name):
            break
        key = (draft.indicator[len(name) :], draft.area.name, str(draft.period), draft.status)
        held.setdefault((*key, draft.thing), []).append(draft)
    return {key: each[0] for key, each in held.items() if len(each) == 1}
