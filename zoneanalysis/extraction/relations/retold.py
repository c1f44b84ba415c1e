"""What is told again in other words, one digit off (转述).

Two figures of one kind are one quantity by what they are called, when and where, by the words
before them, or because one stands in a headline. Words alone say this too often: a part has its
whole's name. So such a pair is told only where one digit is written otherwise, and one of the two
values stands nowhere else: figures of two things hardly ever differ so, the less the more digits
they have. Where they are the same nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, is_real, says
from zoneanalysis.extraction.relations.repeats import QUALIFIERS, is_headline, is_rounded
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_TRIED = 60  # figures of a kind
_CONTEXT = 24  # characters of a sentence before a figure
_MANY = 8  # pairs of characters that two contexts share
_EXACT = 4  # digits
_BESIDE = 30  # figures of a sentence


def retold(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a figure told again is the same, where one digit sets the two apart."""
    plain = [each for each in index.drafts if _is_plain(each)]
    printed = Counter((abs(each.value), each.unit) for each in index.drafts)
    kinds: dict[tuple[object, ...], list[Draft]] = {}
    for again in plain:
        what = "level" if again.counted else again.measure.replace("rate", "share")
        alike = kinds.setdefault((again.unit, what, again.value > 0, again.status), [])
        for first in alike[-_TRIED:]:
            alone = [printed[abs(each.value), each.unit] == 1 for each in (first, again)]
            if any(alone) and _is_one_digit_off(first, again):
                headed = alone[0] and is_headline(index, first)
                if _is_one(index, first, again, headed=headed):
                    yield tie("repeat", again, "repeat.retold", other=first)
        alike.append(again)


def _is_plain(draft: Draft) -> bool:
    known = not (draft.limit or draft.lost or draft.numeral or draft.part)
    return known and draft.evidence["indicator"].how != "none"


def _is_one_digit_off(one: Draft, other: Draft) -> bool:
    """Whether two values differ in one digit, and not in the last, as two near things' may.

    年末常住人口40.97万人; 按年平均常住人口40.93万人计算.
    """
    first, second = (f"{abs(each.value):f}" for each in (one, other))
    if len(first) != len(second) or first.find(".") != second.find("."):
        return False
    unlike = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    last = Decimal(1).scaleb(int(one.value.as_tuple().exponent))
    return len(unlike) == 1 and abs(one.value - other.value) >= 10 * last


def _is_one(index: FigureIndex, first: Draft, again: Draft, *, headed: bool) -> bool:
    """Whether words make two figures one quantity, the more the fewer digits they have."""
    both = (first, again)
    if first.sentence == again.sentence or _are_apart(index, first, again):
        return False
    names = [canonical(each.indicator) for each in both]
    named, pairs = _share(names)
    named = named if pairs > 1 or len({*names}) == 1 else Decimal(0)  # 出口; 加工贸易进出口
    words = [_context(index, each) for each in both]
    begun, several = _share(words)
    digits = len(again.value.normalize().as_tuple().digits)
    far = first.paragraph != again.paragraph and first.period == again.period
    alike = begun >= Decimal("0.8") and several >= _MANY
    of_these = [index.text[each.end : each.end + 1] == "的" for each in both]  # 194.1亿元的任务
    few = again.measure == "count" and digits < _EXACT - 1  # 13个行业增加值增长; 15个行业利润增长
    if few or (again.counted and of_these[0] != of_these[1]):
        return False
    if not headed and _name_places(*words) and _name_places(*reversed(words)):
        return False
    if far and alike and _is_within(both):
        return True
    if headed:
        return digits >= _EXACT - 1 or named >= Decimal("0.7")
    if digits >= _EXACT:
        return named >= Decimal("0.5") or begun >= Decimal("0.5")
    return digits == _EXACT - 1 and far and begun >= Decimal("0.3") and _is_within(both)


def _is_within(both: tuple[Draft, Draft]) -> bool:
    """Whether one name is the other with words left out, and none that make a kind: 有机水果."""
    names = (vocabulary().ties["is_all_of"].sub("", canonical(e.indicator)) for e in both)
    short, long = sorted(names, key=len)
    letters = iter(long)
    same = long.startswith(short[:2])
    return same and len(short) > 1 and all(letter in letters for letter in short)


def _name_places(one: str, other: str) -> bool:
    """Whether words name a place that others, much the same, don't: 甲县…, 乙县…."""
    ends = (at for at, letter in enumerate(one) if letter not in other)
    return any(says("place_end", one[: at + 2]) for at in ends)


def _are_apart(index: FigureIndex, first: Draft, again: Draft) -> bool:
    """Whether two figures are of two times or places, or their sentences of two things.

    These tell another quantity with two values: 预算19.4亿元,节约率15.1%; 预算12.2亿元,…15.5%.
    """
    said = [[e.evidence[part].how for e in (first, again)] for part in ("period", "area")]
    dated, placed = {*said[0]} <= {"own", "frame"}, {*said[1]} == {"own"}
    if (dated and first.period != again.period) or (placed and first.area != again.area):
        return True
    one, other = (
        (
            index.note_of(e),
            e.roles & QUALIFIERS,
            is_real(e),
            says("inside_of", index.left(e)) is None,
            says("among", index.opening(e)) is None,
        )
        for e in (first, again)
    )
    if one != other:  # 平均常住人口87.92万人; 常住人口中城镇人口47.92万人
        return True
    beside = (index.sentence(each.sentence)[:_BESIDE] for each in (first, again))
    ours, theirs = ([e for e in each if e is not first and e is not again] for each in beside)
    values = [{(each.value, each.unit) for each in many} for many in (ours, theirs)]
    rest = abs(first.value - again.value), first.unit  # 162个, below 内资152个,外资10个
    told = (again.value, again.unit) in values[0] or (first.value, first.unit) in values[1]
    if told or (first.counted and rest in values[0] | values[1]):
        return True
    return any(
        (one.unit, one.measure) == (other.unit, other.measure)
        and one.value != other.value
        and _share([canonical(one.indicator), canonical(other.indicator)])[0] >= Decimal("0.7")
        and not is_rounded(one, other)
        for one in ours
        for other in theirs
    )


def _context(index: FigureIndex, draft: Draft) -> str:
    words = re.split("[;\n]", index.opening(draft))[-1][-_CONTEXT:]
    return re.sub("[^一-鿿A-Za-z]", "", words)


def _share(words: list[str]) -> tuple[Decimal, int]:
    """Return how much of the shorter one of two texts is in the other, and how many pairs."""
    one, other = (Counter(each[at : at + 2] for at in range(len(each) - 1)) for each in words)
    several = (one & other).total()
    return Decimal(several) / max(1, min(one.total(), other.total())), several


RULES = (retold,)
