"""Parts and their whole that stand in rows: a column proves the others, or words part them (行列).

Sentences tell a table row by row: 甲38.6亿元,占41.1%;乙36.2亿元,占38.5%;丙19.2亿元,占20.4%. That
the rows are all there are is proved by a column beside the one that is judged: shares that make
100, levels that come to their total, other shares of the same whole. Or words part a thing into all
its kinds wherever they stand (沿海, 内河). The whole is the level of the kind that was told last
before the rows. As no word says which it is, such a reading is kept only where it holds, or where
one slip of the pen makes it hold: figures told to four digits that don't belong together hardly do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    Block,
    FigureIndex,
    Proposal,
    levels,
    tie,
)
from zoneanalysis.extraction.relations.names import canonical, disjoint, is_average, says
from zoneanalysis.extraction.relations.parts import closes, half, of_one_time
from zoneanalysis.extraction.relations.rivals import HOLDS, may_be_meant, verdict_of
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = ["RULES", "of_last", "told_apart"]

_REACH = 12  # figures from the first row back to the whole
_EXACT = 4  # digits of a whole to which figures that don't belong together hardly come
_PROVES = 3  # digits of a whole that proves another column
_LONGEST = 12  # rows
_SHARE = "share"
_LISTED = 4  # parts of a list that one share is told of


@dataclass(frozen=True, slots=True)
class _Row:
    """A level that opens a row, and what stands behind it by unit: other levels, a share."""

    first: Draft
    beside: dict[str, Draft]


def rows(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the sums and shares of rows that another column of theirs proves to be all."""
    for number in dict.fromkeys(each.paragraph for each in index.drafts):
        told = [each for each in index.paragraph(number) if each.plain]
        for unit in dict.fromkeys(each.unit for each in told if each.counted):
            listed = _rows(index, told, unit)
            for begin in range(len(listed)):
                for end in range(begin + 2, min(begin + _LONGEST, len(listed)) + 1):
                    yield from _proved(index, listed[begin:end])
                yield from _of_one_whole(index, listed[begin:])


def _rows(index: FigureIndex, told: Sequence[Draft], unit: str) -> list[_Row]:
    """Return the rows that levels of a unit open; what 其中 sets out of one is no row."""
    found: list[_Row] = []
    for each in told:
        words = index.left(each)
        among = bool(found) and (says("among", words) or says("several", words))
        if each.counted and each.unit == unit and not (is_average(each) or among):
            found.append(_Row(each, {}))
        elif found and (each.counted or each.measure == _SHARE) and not is_average(each):
            key = each.unit if each.counted else _SHARE
            found[-1].beside.setdefault(key, each)
    return found


def _proved(index: FigureIndex, listed: Sequence[_Row]) -> Iterator[Proposal]:
    """Yield what rows that are all there are make: a column is judged where another proves it."""
    parts = [row.first for row in listed]
    total = _whole(index, parts)
    if total is None or len({(e.period, e.status) for e in parts}) > 1:
        return
    keys = set.intersection(*(set(row.beside) for row in listed))
    came = _come_to(total, parts)
    for key in sorted(keys):
        column = [row.beside[key] for row in listed]
        if key != _SHARE and came:
            yield from _beside(index, total, column)
        elif key != _SHARE:
            other = _whole(index, column)
            if other is not None and _are_beside(index, total, other) and _come_to(other, column):
                yield from _kept(tie("sum", total, "sum.rows", params=COMPLETE, part=parts), 0)
        elif not came and _makes_all(column):
            yield from _kept(tie("sum", total, "sum.rows", params=COMPLETE, part=parts))


def _come_to(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts come to a total that few other numbers come to: not 7 and 12 to 19."""
    return len(total.value.as_tuple().digits) >= _PROVES and closes(total, parts)


def _makes_all(shares: Sequence[Draft]) -> bool:
    slack = sum((half(each) for each in shares), Decimal(0))
    return abs(sum((each.value for each in shares), Decimal(0)) - 100) <= slack


def _beside(index: FigureIndex, total: Draft, column: Sequence[Draft]) -> Iterator[Proposal]:
    """Yield the sum of a column beside one that comes to its total."""
    other = _whole(index, column)
    if other is not None and _are_beside(index, total, other):
        yield from _kept(tie("sum", other, "sum.rows", params=COMPLETE, part=column), 0)


def _are_beside(index: FigureIndex, total: Draft, other: Draft) -> bool:
    return total.sentence == other.sentence and index.distance(total, other) <= 2


def _of_one_whole(index: FigureIndex, listed: Sequence[_Row]) -> Iterator[Proposal]:
    """Yield the one share of several in rows that isn't of the whole that the others are of."""
    pairs = [(row.first, row.beside[_SHARE]) for row in listed if _SHARE in row.beside][:_LONGEST]
    if len(pairs) < 3:
        return
    first = pairs[0][0]
    for whole in levels(index.before(first, within=_REACH), first, "thing", "status"):
        if is_average(whole) or is_base(index, whole) or not of_one_time(first, whole):
            continue
        tied = [tie("share", s, "share.rows", part=p, whole=whole) for p, s in pairs]
        others = (each for each in tied if verdict_of(each) not in HOLDS)
        if len([*islice(others, 2)]) < 2:  # of all but one
            for each in tied:
                yield from _kept(each, 0)
            return


def of_last(index: FigureIndex, told: Proposal) -> Proposal:
    """Return a share of no printed whole as one of the level right before its part.

    床位22986张,医院占17641张,比重为76.7%: one of no share itself, that tells no other kind. Behind
    a list that comes to it, or is a slip away, it is what the list divides: 客车…,货车…,货车比重….
    """
    share, (_, part) = told.drafts[0], told.inputs[0]
    near = [e for e in index.earlier(part) if e.unit == part.unit and e.counted]
    beside = (e for e in index.sentence(share.sentence) if e.measure == _SHARE and e is not share)
    alone = part.sentence == share.sentence and len(index.group(part)) == 1
    these = part.numeral and not index.left(part).strip(",;、")  # 分别为…万人次,三家占64.3%
    if len(told.inputs) > 1 or not alone or any(beside) or these:
        return told  # 企业12.6亿元,政府2.1亿元,占14.3%,高校3.8亿元,占23.2%: of another whole
    shares = [e.start for e in index.earlier(part) if e.measure == _SHARE]
    meant: list[Proposal] = []
    for number, whole in enumerate(near[:_LISTED]):
        listed = [*near[:number][::-1], part]
        words = index.own(whole, behind=True)
        shared = max(shares, default=0) > whole.start or ";" in index.between(whole, part)
        named = share.reference[:2] in words  # 48个开工…,占开工项目的56.3%
        alike = levels((whole,), part, "unit", "area", "status") and of_one_time(part, whole)
        apart = is_average(whole) or is_base(index, whole) or disjoint((whole, part))
        joined = says("joined", index.left(listed[0])) or whole.value <= part.value
        joined = (
            joined
            or vocabulary().ties["latter_told"].search(index.between(part, share)) is not None
        )
        joined = joined or says("cut", index.opening(whole)) is not None  # 按活动,…,占1.3%
        if not alike or not named or shared or apart or joined:
            continue
        found = replace(told, inputs=(*told.inputs, ("whole", whole)), pattern="share.rows")
        whole_of = tie("sum", whole, "", part=listed, params=COMPLETE)
        if may_be_meant(found) and (not number or may_be_meant(whole_of)):
            meant.append(found)
    return next((e for e in meant if verdict_of(e) in HOLDS), (*meant, told)[0])


def in_words(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a share in words of the two levels right before it: 46.8亿元,…30.9亿元,超过六成.

    Or growth in words of a level and what it moved from: 由124.8增加到159.4亿元,多了两成多.
    """
    for draft in index.drafts:
        told = draft.unit == "成" or (draft.unit == "%" and not draft.printed[-1:].strip("%"))
        told = told or "分之" in draft.printed
        near = [e for e in index.earlier(draft) if e.counted and not e.limit][:2]
        if not told or not draft.limit or draft.depth or not near:
            continue
        words = index.left(draft)
        if says("share_in_words", words) and (draft.unit != "%" or says("share_said", words)):
            name = vocabulary().ties["share_said"].split(words)[0].strip(",、")
            called = [e for e in index.earlier(draft) if e.counted and name in index.own(e)]
            if len(name) < 2 or says("limit_word", name):
                called = near
            for each in [e for e in called if not e.limit][:1]:  # 投诉…件、咨询…件,投诉占比逾六成
                part = Proposal("share", draft, (("part", each),))
                found = of_last(index, part)
                yield from [found] if found is not part else []
        elif says("growth_in_words", words) and index.moved(near[-1], near[0]):
            found = tie("growth_from_levels", draft, "growth.base", current=near[0], base=near[-1])
            yield from [found] if may_be_meant(found) else []


def _whole(index: FigureIndex, parts: Sequence[Draft]) -> Draft | None:
    """Return the last level of the parts' kind that was told before them."""
    first = parts[0]
    for each in index.before(first, within=_REACH):
        alike = levels((each,), first, "thing", "status") and not is_average(each)
        if alike and of_one_time(first, each) and not is_base(index, each):
            return each if each.paragraph >= first.paragraph - 1 else None
    return None


def spoken(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the sum of levels that a partition's words stand before, each before one.

    To one digit more where the whole isn't called what the partition is of.
    """
    for total, parts, partition in _told_apart(index):
        named = partition.of is None or partition.of.search(total.indicator)
        found = tie("sum", total, "sum.spoken", params=COMPLETE, part=parts)
        yield from _kept(found, _EXACT if named else _EXACT + 1)


def told_apart(index: FigureIndex) -> Iterator[Block]:
    """Yield what a partition's words part wherever they stand, and the parts come to: proved."""
    for total, parts, partition in _told_apart(index):
        if closes(total, parts):
            yield Block(total, tuple(parts), "sum.spoken", words=partition.words)


def _told_apart(index: FigureIndex) -> Iterator[tuple[Draft, list[Draft], Partition]]:
    for number in dict.fromkeys(each.paragraph for each in index.drafts):
        told = [e for e in index.paragraph(number) if e.plain and e.counted and not is_average(e)]
        words = "".join(canonical(index.left(each)) for each in told)
        for partition in vocabulary().partitions:
            if not all(canonical(word) in words for word in partition.words):
                continue
            for parts in _parted(index, told, partition):
                total = _whole(index, parts)
                alike = len({(e.period, e.status, e.thing) for e in parts}) == 1
                if total is not None and alike and _may_be_of(index, total, partition):
                    yield total, parts, partition


def _parted(
    index: FigureIndex, told: Sequence[Draft], partition: Partition
) -> Iterator[list[Draft]]:
    """Yield each set of levels before which all words of a partition stand."""
    found: dict[str, Draft] = {}
    for each in told:
        words = canonical(index.left(each))
        inside = {word: words.rfind(canonical(word)) for word in partition.words}
        word = max(inside, key=lambda one: inside[one])
        last = next(iter(found.values()), each)
        if inside[word] < 0 or (each.unit != last.unit and word in found):
            continue
        if word in found or each.unit != last.unit:
            found = {}
        found[word] = each
        if len(found) == len(partition.words):
            yield [*found.values()]
            found = {}


def _may_be_of(index: FigureIndex, total: Draft, partition: Partition) -> bool:
    """Whether a level may be what a partition parts: it is none of the kinds itself."""
    words = canonical(index.left(total)) + total.indicator
    other = partition.not_of is not None and partition.not_of.search(words) is not None
    return not other and not any(canonical(word) in words for word in partition.words)


def _kept(proposal: Proposal, digits: int = _EXACT) -> Iterator[Proposal]:
    """Yield a relation told to enough digits that holds, or that one slip explains."""
    total = proposal.stated
    assert isinstance(total, Draft)
    if len(total.value.as_tuple().digits) < digits:
        return
    parts = [draft for _, draft in proposal.inputs]
    added, slack = sum(e.value for e in parts), sum(half(e) for e in (total, *parts))
    told = proposal.check == "sum" and any(
        part.value > total.value or abs(added - 2 * part.value - total.value) <= slack
        for part in parts
    )  # what is one part of another's rest; 10亿元以上5个,不足10亿元21个;按来源,央企4个
    if may_be_meant(proposal) and not (told and verdict_of(proposal) not in HOLDS):
        yield proposal


def shares_closed(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the shares of a sentence that says they are all make 100, or are a slip off.

    甲占47.3%,乙19.6%,丙33.1%,三部分即为全部; 商务客(48.6%),亲子客(33.1%),剩下的18.3%为散客.
    """
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        told = [e for e in index.sentence(number) if e.unit == "%" and not e.limit]
        told = [e for e in told if not e.pattern.startswith("growth")]
        if any(e.roles & {"from", "reached"} for e in told) or len({e.reference for e in told}) > 2:
            continue  # 占投资比重从17.9%提升到35.5%,占税收比重从…
        words = index.sentence_text(told[0]) if len(told) > 2 else ""
        said = says("closed_by", words) and not says("among", words)
        found = tie("shares_sum", "", "shares.closed", share=told, params=COMPLETE)
        if words and says("share_said", words) and said and _is_near(told):
            yield found


def _is_near(shares: Sequence[Draft]) -> bool:
    """Whether shares make 100, or would but for one digit of one of them."""
    values, slack = [e.value for e in shares], sum((half(e) for e in shares), Decimal(0))
    off = 100 - sum(values, Decimal(0))
    return abs(off) <= slack or any(_is_digit_off(each, off, slack) for each in values)


def _is_digit_off(value: Decimal, off: Decimal, slack: Decimal) -> bool:
    """Whether one digit of a number written otherwise makes it about so much more."""
    digits = f"{value:f}"
    return any(
        abs(Decimal(digits[:at] + new + digits[at + 1 :]) - value - off) <= slack
        for at, old in enumerate(digits)
        for new in ("0123456789" if old != "." else "")
    )


RULES = (rows, in_words, spoken, shares_closed)
