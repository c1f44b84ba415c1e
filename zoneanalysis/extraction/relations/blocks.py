"""Wholes with their parts, as the words of a text set them out (总分结构).

Whether parts are all that there are is never asked of the sum. It is known where the words say so:
parts that are all by their meaning (三次产业), a whole that names them before it counts them, 其余
for the last of them, 分为. It is proved where another column of the same list comes to its whole:
in 23个,210亿元,其中14个,150亿元;9个,60亿元 the counts hold the amounts, and the amounts the counts.
All else is partial, and only bounds follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.cuts import cuts
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, canonical, says
from zoneanalysis.extraction.relations.names import (
    cover_all,
    disjoint,
    is_average,
    same_ending,
    same_kind,
)
from zoneanalysis.extraction.relations.partitions import is_partition, partitions
from zoneanalysis.extraction.relations.parts import (
    MOST_PARTS,
    Block,
    closes,
    exceeds,
    is_rest,
    of_one_time,
)
from zoneanalysis.extraction.relations.stages import states
from zoneanalysis.extraction.relations.times import each_time, spans_of_one
from zoneanalysis.extraction.relations.together import (
    all_kinds,
    counted_out,
    counted_places,
    counted_together,
    listed_places,
    shared_out,
    totals,
)

__all__ = ["blocks_of"]

_LONGEST_BRACKET = 300
_EXACT = 5  # digits


def blocks_of(index: FigureIndex) -> list[Block]:
    """Return every whole with its parts, each set of parts once."""
    found = [*partitions(index), *_cues(index), *_brackets(index), *_counted(index)]
    found += [
        *totals(index),
        *counted_together(index),
        *counted_out(index),
        *shared_out(index),
        *counted_places(index),
        *all_kinds(index),
        *listed_places(index),
        *states(index),
        *each_time(index),
        *cuts(index),
        *spans_of_one(index),
    ]
    unique: dict[tuple[int, frozenset[int]], Block] = {}
    for block in found:
        key = (id(block.total), frozenset(map(id, block.parts)))
        if key not in unique or (block.complete and not unique[key].complete):
            unique[key] = block
    by_total: dict[int, list[frozenset[int]]] = {}
    for (total, parts), block in unique.items():
        if not block.doubts:
            by_total.setdefault(total, []).append(parts)
    return [
        block
        for (total, parts), block in unique.items()
        if block.complete or not any(parts < other for other in by_total.get(total, ()))
    ]


# -- parts that a word announces ------------------------------------------------------------------


def _cues(index: FigureIndex) -> Iterator[Block]:
    """Yield what 其中 and 分为 set out in each sentence."""
    sentences = dict.fromkeys(draft.sentence for draft in index.drafts)
    for number in sentences:
        drafts = [each for each in index.sentence(number) if not each.depth]
        opens: list[tuple[int, str]] = []
        for i, draft in enumerate(drafts):
            lead = index.left(draft)
            if i and _attached(lead):
                continue
            if says("division", lead):
                opens.append((i, "division"))
            elif says("among", lead):
                opens.append((i, "among"))
        for number_of_cue, (i, cue) in enumerate(opens):
            end = opens[number_of_cue + 1][0] if number_of_cue + 1 < len(opens) else len(drafts)
            nested = number_of_cue > 0 and ";" not in index.left(drafts[i]) and cue == "among"
            region = drafts[i : min(end, i + MOST_PARTS)]
            if nested:
                region = [each for each in region if not _outer(each, drafts[i])]
            yield from _columns(index, region, cue)
            if nested:
                outer = opens[number_of_cue - 1][0]
                later = [e for e in drafts[i : i + MOST_PARTS] if _behind_stop(index, e, drafts[i])]
                if later:
                    yield from _columns(index, [*drafts[outer:i], *later], cue)


def _attached(lead: str) -> bool:
    """Whether nothing but a comma parts a figure from the one before it."""
    return not re.search(r"[\u4e00-\u9fff]", lead)


def _outer(each: Draft, first: Draft) -> bool:
    """Whether a figure after a nested 其中 may belong to the outer list again."""
    return each.unit == first.unit and each is not first


def _behind_stop(index: FigureIndex, each: Draft, first: Draft) -> bool:
    return ";" in index.between(first, each)


def _columns(index: FigureIndex, region: Sequence[Draft], cue: str) -> Iterator[Block]:
    """Yield a block for each unit of a list of parts: counts, amounts."""
    columns: list[Block] = []
    for unit in dict.fromkeys(each.unit for each in region if each.measure in COUNTED):
        parts = [
            each
            for each in region
            if each.unit == unit
            and each.measure in COUNTED
            and each.limit == ""
            and not is_average(each)
            and not says("several", index.left(each))
        ]
        if not parts:
            continue
        total, doubts = _host(index, region[0], parts)
        if total is None:
            continue
        told = parts = [p for p in parts if of_one_time(p, total)]
        parts = [p for p in parts if same_kind(total, p) or p is parts[0]]
        between = [p for p in told if parts and p.number_start < parts[-1].number_start]
        whole = all(p in parts for p in between)  # 自筹资金…,国内贷款…,其他资金…
        whole = whole and not any(parts and _is_apart(each, parts) for each in region)
        if total.sentence == region[0].sentence and not says("list", index.left(region[0])):
            apart = (at for at, p in enumerate(parts) if _beside(index, p, parts[0]))
            parts = parts[: next(apart, None)]
        if parts:
            columns.append(Block(total, tuple(parts), "sum.among", complete=whole, doubts=doubts))
    yield from _settled(index, columns, cue)


def _is_apart(draft: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a change stands as a part of its own among levels: A 17个、B减少4个、其他3个."""
    inside = parts[0].number_start < draft.number_start < parts[-1].number_start
    own = draft.unit == parts[0].unit and draft.indicator not in {p.indicator for p in parts}
    return inside and own and draft.measure not in COUNTED


def _beside(index: FigureIndex, part: Draft, first: Draft) -> bool:
    """Whether a figure behind a semicolon stands beside the whole: 固话,其中城市固话;移动."""
    return ";" in index.between(first, part) and not disjoint((first, part))


def _settled(index: FigureIndex, columns: Sequence[Block], cue: str) -> Iterator[Block]:
    """Yield the columns of a list with what is known of their being whole."""
    said = any(_all_named(index, block) for block in columns)
    for column in columns:
        others = [each for each in columns if each is not column]
        block = replace(column, complete=False)
        if not column.complete:
            continue  # a figure of the list is left out
        divided = cue == "division" and not _goes_on(index, block)
        all_told = said or divided or is_rest(index, block) or cover_all(block.parts)
        if len(block.parts) > 1 and all_told:
            last = next(index.before(block.parts[0], within=1), None)
            doubts = () if last is block.total else block.doubts  # 其中 stands right behind it
            yield replace(block, complete=True, doubts=doubts)
        elif len(block.parts) > 1 and any(_proves(index, other, block) for other in others):
            yield replace(block, complete=True, pattern="sum.proved")
        elif len(block.parts) == 1 or disjoint(block.parts):
            yield block
        else:
            if _is_told_exactly(block) and exceeds(block.total, block.parts):
                yield replace(block, complete=True, pattern="sum.exceeds")
            for part in block.parts:
                yield replace(block, parts=(part,))


def _is_told_exactly(block: Block) -> bool:
    """Whether a whole is told to so many digits that overlapping parts miss it by more than a slip.

    Of three hundred random lists that exceed their whole of five digits one slip explained one.
    """
    return len(block.total.value.as_tuple().digits) >= _EXACT


def _goes_on(index: FigureIndex, block: Block) -> bool:
    """Whether more parts are told without figures: 车购税补助9.6亿元,其余由县区自筹."""
    behind = re.split("[;。]", index.right(block.parts[-1]), maxsplit=1)[0]
    return says("rest", behind) is not None or says("leading", behind[:4]) is not None


def _proves(index: FigureIndex, other: Block, block: Block) -> bool:
    """Whether another column of the same list comes to its whole, told beside this one's.

    In 38.6亿元,占26个项目总投资的40.5%。其中… what the counts come to is of another amount.
    """
    second = max(other.total, block.total, key=lambda each: each.number_start)
    beside = not says("of_whole", index.left(second))
    return beside and len(other.parts) == len(block.parts) and closes(other.total, other.parts)


def _all_named(index: FigureIndex, block: Block) -> bool:
    """Whether the whole names its parts before it counts them: 签约、在谈、拟引进项目共30个."""
    names = [each for each in re.split("[、和及与]|以及", index.left(block.total)) if each]
    if len(names) != len(block.parts) or len(names) < 2:
        return False
    heads = [canonical(part.indicator)[:2] for part in block.parts]
    return all(head in name for head, name in zip(heads, names, strict=True))


def _host(
    index: FigureIndex, cue: Draft, parts: Sequence[Draft]
) -> tuple[Draft | None, tuple[str, ...]]:
    """Return the nearest figure of the parts' unit before 其中, and what is doubtful of it."""
    first, nearest = parts[0], None
    opens = not any(True for _ in index.earlier(cue))
    for each in index.before(cue, within=10):
        near = each.sentence == cue.sentence or (
            opens and each.sentence == cue.sentence - 1 and each.paragraph == cue.paragraph
        )
        if not near:
            break
        fits = (
            each.unit.lstrip("万亿") == first.unit.lstrip("万亿")
            and each.measure in COUNTED
            and not each.depth
            and each.limit == ""
            and of_one_time(first, each)
            and not says("aim_before", index.left(each))
            and not is_average(each)
            and not _only_more(index, each)
        )
        if each.measure == first.measure == "count" and each.unit != first.unit and not each.depth:
            break  # 100家企业,收回问卷94份,其中61家
        if not fits:
            continue
        ends = any(same_ending(each, e) for e in (first, parts[-1]))
        named = each.sentence == cue.sentence or ends
        if same_kind(each, first) and named:
            return each, ()
        nearest = nearest or each
    return nearest, ("whole_named",)


def _only_more(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure is what was added to the level before it: 酒店7家,新增1家,其中…."""
    words = index.left(draft).strip(",;、 ")
    told = says("fresh", words) or says("more", words)
    return (
        told is not None
        and told[0] == words
        and any(each.unit == draft.unit for each in index.earlier(draft))
    )


# -- parts in brackets, counts of a count, totals -------------------------------------------------


def _brackets(index: FigureIndex) -> Iterator[Block]:
    """Yield what a bracket right behind a figure sets out: 奖牌252枚(金牌88枚、银牌84枚)."""
    for total in index.drafts:
        if total.measure not in COUNTED or total.depth or total.limit or is_average(total):
            continue
        opened = re.match(r"[^,;。()]{0,6}\(", index.text[total.end : total.end + 8])
        if not opened:
            continue
        close = index.text.find(")", total.end, total.end + _LONGEST_BRACKET)
        parts = tuple(
            each
            for each in index.after(total, within=8)
            if each.depth
            and each.end <= close
            and each.unit == total.unit
            and each.measure in COUNTED
            and each.status == total.status
            and each.period == total.period
        )
        if not parts:
            continue
        partial = says("among", index.text[total.end : parts[0].number_start])
        if partial and len(parts) == 1:
            yield Block(total, parts, "sum.bracket", complete=False)
        elif len(parts) > 1 and not partial and is_partition(total, parts):
            yield Block(total, parts, "sum.bracket")


def _counted(index: FigureIndex) -> Iterator[Block]:
    """Yield the groups of a count: 26个项目中6个…,其余20个…; 13个税种中6个增长,7个下降."""
    for total in index.drafts:
        if total.measure != "count" or total.depth or not says("inside", index.right(total)):
            continue
        parts = [
            each
            for each in index.after(total, within=6)
            if each.sentence == total.sentence
            and not each.depth
            and each.measure == "count"
            and each.unit == total.unit
        ]
        if len(parts) < 2:
            continue
        block = Block(total, tuple(parts), "sum.counts")
        around = [index.left(each)[-16:] + index.right(each)[:16] for each in parts]
        if is_rest(index, block):
            yield block
        elif len(parts) == 2 and any(
            says("up", one) and says("down", two) and not says("down", one)
            for one, two in (around, around[::-1])
        ):
            yield replace(block, doubts=("whole",))
