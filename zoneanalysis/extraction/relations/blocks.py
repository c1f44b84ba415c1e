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
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.cuts import cuts
from zoneanalysis.extraction.relations.declared import declared
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels
from zoneanalysis.extraction.relations.names import (
    canonical,
    cover_all,
    disjoint,
    is_average,
    same_ending,
    same_kind,
    says,
)
from zoneanalysis.extraction.relations.partitions import is_partition, partitions
from zoneanalysis.extraction.relations.parts import (
    MOST_PARTS,
    closes,
    ends_so,
    exceeds,
    is_rest,
    of_one_time,
)
from zoneanalysis.extraction.relations.rows import told_apart
from zoneanalysis.extraction.relations.times import spans_of_one, states
from zoneanalysis.extraction.relations.together import (
    all_kinds,
    counted,
    listed_out,
    shared_out,
    totals,
)

__all__ = ["blocks_of"]

_LONGEST_BRACKET = 300
# Digits of a whole that overlapping parts miss by more than a slip: of three hundred random lists
# that exceed their whole of five digits one slip explained one.
_EXACT = 5
_SIDE = 24  # characters behind a count that say on which side of a limit it is


def blocks_of(index: FigureIndex) -> list[Block]:
    """Return every whole with its parts, each set of parts once."""
    readers = (
        partitions, declared, _cues, _brackets, _counted, _did, totals, counted, listed_out,
        shared_out, all_kinds, states, cuts, spans_of_one, told_apart,
    )  # fmt: skip
    unique: dict[tuple[int, frozenset[int]], Block] = {}
    for block in (block for read in readers for block in read(index)):
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
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        drafts = [each for each in index.sentence(number) if not each.depth]
        opens: list[tuple[int, str]] = []
        for i, draft in enumerate(drafts):
            lead = index.left(draft)
            cue = next((role for role in ("division", "among", "within") if says(role, lead)), "")
            if cue and (not i or re.search(r"[\u4e00-\u9fff]", lead)):  # no comma alone
                opens.append((i, cue))
        ends = [*(i for i, _ in opens[1:]), len(drafts)]
        for at, ((i, cue), end) in enumerate(zip(opens, ends, strict=False)):
            first, region = drafts[i], drafts[i : min(end, i + MOST_PARTS)]
            if at == 0 or ";" in index.left(first) or cue == "division":
                yield from _columns(index, region, cue)
                continue
            # behind a nested 其中 figures of its unit may belong to the outer list again
            inner = [each for each in region if each.unit != first.unit or each is first]
            yield from _columns(index, inner, cue)


def _columns(index: FigureIndex, region: Sequence[Draft], cue: str) -> Iterator[Block]:
    """Yield a block for each unit of a list of parts: counts, amounts."""
    columns: list[Block] = []
    anew = (at for at, e in enumerate(region) if at and says("anew", index.left(e)))
    region = region[: next(anew, None)]
    for unit in dict.fromkeys(each.unit for each in region if each.counted):
        parts = [
            each
            for each in region
            if each.unit == unit
            and each.counted
            and not (each.limit or is_average(each) or _of_several(index, each))
        ]
        total, doubts = _host(index, region[0], parts) if parts else (None, ())
        if total is None:
            continue
        told = [p for p in parts if of_one_time(p, total)]
        inside = says("within", index.left(region[0]))
        parts = [p for p in told if inside or same_kind(total, p) or p is told[0]]
        between = told[: told.index(parts[-1]) + 1] if parts else []
        whole = between == parts  # 自筹资金…,国内贷款…,其他资金…
        whole = whole and not any(parts and _is_apart(each, parts) for each in region)
        rest = bool(parts) and _is_rest(index, Block(total, tuple(parts), ""))
        listed = rest or says("list", index.left(region[0]))
        if total.sentence == region[0].sentence:
            near = parts if not listed else [p for p in parts if _is_as(index, p, parts[0], total)]
            apart = (parts.index(p) for p in near if listed or _beside(index, p, parts[0]))
            parts = parts[: next(apart, None)]
        columns.append(Block(total, tuple(parts), "sum.among", complete=whole, doubts=doubts))
    yield from _settled(index, columns, cue)


def _of_several(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure adds up others of its list: 两项合计; 其余各税合计 is one of them."""
    own = index.left(draft)
    return says("several", own) is not None and says("rest", own) is None


def _is_apart(draft: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a change stands as a part of its own among levels: A 17个、B减少4个、其他3个."""
    inside = parts[0].number_start < draft.number_start < parts[-1].number_start
    own = draft.unit == parts[0].unit and draft.indicator not in {p.indicator for p in parts}
    return inside and own and not draft.counted


def _beside(index: FigureIndex, part: Draft, first: Draft) -> bool:
    """Whether a figure behind a semicolon stands beside the whole: 固话,其中城市固话;移动."""
    return ";" in index.between(first, part) and not disjoint((first, part))


def _is_as(index: FigureIndex, part: Draft, first: Draft, total: Draft) -> bool:
    """Whether a figure has a share as the whole has: 工业…,占56.9%,其中高技术…;服务业…,占40.8%."""
    shares = [getattr(index.following(e), "measure", "") == "share" for e in (total, first, part)]
    return ";" in index.between(first, part) and shares == [True, False, True]


def _settled(index: FigureIndex, columns: Sequence[Block], cue: str) -> Iterator[Block]:
    """Yield the columns of a list with what is known of their being whole."""
    said = any(_all_named(index, block) for block in columns)
    for column in columns:
        if not column.complete:
            continue  # a figure of the list is left out
        block = replace(column, complete=False)
        others = (each for each in columns if each is not column)
        divided = cue == "division" and not _goes_on(index, block)
        all_told = said or divided or _is_rest(index, block) or cover_all(block.parts)
        if len(block.parts) > 1 and all_told:
            last = index.preceding(block.parts[0])
            doubts = () if last is block.total else block.doubts  # 其中 stands right behind it
            yield replace(block, complete=True, doubts=doubts)
        elif len(block.parts) > 1 and any(_proves(index, other, block) for other in others):
            yield replace(block, complete=True, pattern="sum.proved")
        elif len(block.parts) == 1 or (disjoint(block.parts) and not _may_exceed(block)):
            yield block
        else:
            digits = len(block.total.value.as_tuple().digits)
            exact = digits >= _EXACT and not (_may_exceed(block) or _cut_twice(index, block))
            if exact and exceeds(block.total, block.parts):
                yield replace(block, complete=True, pattern="sum.exceeds")
            yield from (replace(block, parts=(part,)) for part in block.parts)


def _is_rest(index: FigureIndex, block: Block) -> bool:
    """Whether the last part is what is left of the whole, and not of a larger one before it.

    In 16项目标中15项完成,其中4项超额完成,其余1项未完成 it is what is left of the 16, in
    完成投资32亿元,占总投资的62.7%,…,剩余19亿元 of what all is to be.
    """
    behind = index.following(block.total)
    if (
        behind is not None
        and behind.measure == "share"
        and says("left", index.left(block.parts[-1]))
    ):
        return False
    larger = (e for e in index.earlier(block.total) if e.value > block.total.value)
    nested = any(levels(larger, block.total, "unit", "measure"))
    return is_rest(index, block) and not nested


def _may_exceed(block: Block) -> bool:
    """Whether parts are by rule a little more than their whole: 工业 holds services, 二产 none."""
    return says("second_industry", block.total.indicator) is not None


def _cut_twice(index: FigureIndex, block: Block) -> bool:
    """Whether semicolons part groups of parts: 一般债务…,专项债务…;政府债券…,其他形式…."""
    groups = "".join("," if ";" not in index.left(e) else ";" for e in block.parts[1:])
    return "," in groups and ";" in groups


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
    inside = says("within", index.left(cue))
    opens = not any(True for _ in index.earlier(cue))
    apart = opens and says("goes_on", index.opening(cue)) is not None  # a paragraph of its own
    for each in index.before(cue, within=10):
        near = each.paragraph == cue.paragraph and each.sentence == cue.sentence - 1
        ended = apart and cue.paragraph - each.paragraph == 1 and cue.sentence - each.sentence == 2
        if each.sentence != cue.sentence and not (opens and (near or ended)):
            break
        if each.measure == first.measure == "count" and each.unit != first.unit and not each.depth:
            break  # 100家企业,收回问卷94份,其中61家
        fits = bool(levels((each,), first, "thing")) and of_one_time(first, each)
        other = is_average(each) or _only_more(index, each) or says("aim_before", index.left(each))
        if not fits or other:
            continue
        if inside:
            if ends_so(each, inside["what"]):
                return each, ()
            continue
        ends = any(same_ending(each, e) for e in (first, parts[-1]))
        if same_kind(each, first) and (each.sentence == cue.sentence or ends):
            return each, ()
        nearest = nearest or each
    return nearest, ("whole_named",)


def _only_more(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure is what was added to the level before it: 酒店7家,新增1家,其中…."""
    words = index.left(draft).strip(",;、 ")
    told = says("fresh", words) or says("more", words)
    alone = told is not None and told[0] == words
    return alone and any(each.unit == draft.unit for each in index.earlier(draft))


# -- parts in brackets, counts of a count, totals -------------------------------------------------


def _brackets(index: FigureIndex) -> Iterator[Block]:
    """Yield what a bracket right behind a figure sets out: 奖牌252枚(金牌88枚、银牌84枚)."""
    for total in levels(index.drafts):
        opened = re.match(r"[^,;。()]{0,6}\(", index.text[total.end : total.end + 8])
        if not opened or is_average(total):
            continue
        close = index.text.find(")", total.end, total.end + _LONGEST_BRACKET)
        kind = (total.unit, total.status, total.period)
        parts = tuple(
            each
            for each in index.after(total, within=8)
            if each.depth
            and each.end <= close
            and each.counted
            and (each.unit, each.status, each.period) == kind
        )
        if len(parts) > 1 and is_partition(total, parts):
            yield Block(total, parts, "sum.bracket")


def _did(index: FigureIndex) -> Iterator[Block]:
    """Yield those of a count that its own words say did something: 96个重点项目开工91个."""
    for total in levels(index.drafts):
        part = index.following(total)
        if part is None or (part.unit, part.kind, part.status) != (
            total.unit, "count", total.status,
        ):  # fmt: skip
            continue
        alone = index.right(part)[:1] in {*",;。、)", ""}  # not 18个项目竣工26个单体
        words = index.between(total, part)
        told = (alone and says("did_of", words)) or (
            says("out_of", words) and words.endswith("中") and says("did_verb", index.right(part))
        )  # 21个断面中20个达到优良
        if told and part.plain and total.kind == "count":
            yield Block(total, (part,), "sum.did", complete=False)


def _goes_on_listing(index: FigureIndex, draft: Draft) -> bool:
    """Whether a count opens its sentence, behind the names of some that it counts."""
    return says("names_open", index.opening(draft)) is not None


def _go_on(index: FigureIndex, first: Draft, second: Draft) -> bool:
    """Whether nothing is told between two counts but names: not …高于50%;订单指数中,8个…."""
    told = re.split("[,;。]", index.between(first, second))[1:]
    if says("among", told[0]) and "。" in index.between(first, second):
        told = told[-1:]  # …高于50%,其中化学原料…。烟草业等6个行业低于50%
    return len(told) == 1 and (not told[0] or says("names_open", told[0]) is not None)


def _are_sides(sides: Sequence[re.Match[str] | None]) -> bool:
    """Whether one count is above what the other is below: 14个行业高于50%…6个行业低于50%."""
    told = [each for each in sides if each]
    ways = {each["over"] is None for each in told}
    return len(ways) == len(sides) and len({each["than"] for each in told}) == 1


def _counted(index: FigureIndex) -> Iterator[Block]:
    """Yield the groups of a count: 26个项目中6个…,其余20个…; 13个税种中6个增长,7个下降."""
    for total in index.drafts:
        if total.measure != "count" or total.depth or not says("inside", index.right(total)):
            continue
        near = [e for e in index.after(total, within=6) if e.paragraph == total.paragraph]
        near = [e for e in near if e.sentence == total.sentence or _goes_on_listing(index, e)]
        alike = (e for e in near if (e.measure, e.unit, e.depth) == ("count", total.unit, 0))
        parts = [*takewhile(lambda e: not says("among", index.left(e)), alike)]
        sides = [says("side", index.text[e.end : e.end + _SIDE]) for e in parts]
        if len(parts) == 2 and _are_sides(sides) and _go_on(index, *parts):
            yield Block(total, tuple(parts), "sum.sides", complete=False)
        parts = [e for e in parts if e.sentence == total.sentence]
        block = Block(total, tuple(parts), "sum.counts")
        around = [index.left(each)[-16:] + index.right(each)[:16] for each in parts]
        if len(parts) > 1 and is_rest(index, block):
            yield block
        elif len(parts) == 2 and any(
            says("up", one) and says("down", two) and not says("down", one)
            for one, two in (around, around[::-1])
        ):
            yield replace(block, doubts=("whole",))
