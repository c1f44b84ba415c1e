"""What the names of two figures say of one another: whole and part, kinds, averages (名称关系)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of

__all__ = [
    "bare_name",
    "canonical",
    "cover_all",
    "disjoint",
    "fits_whole",
    "is_average",
    "is_kind_of",
    "is_real",
    "is_wider",
    "may_hold",
    "number_said",
    "plain_name",
    "same_ending",
    "same_kind",
    "says",
    "unfilled",
]

_BRACKETS = re.compile(r"\([^()]*\)")

_ENDLESS = 10**16  # more than any class goes up to


@lru_cache(maxsize=65_536)
def canonical(indicator: str) -> str:
    """Return an indicator phrase without what differs from mention to mention.

    Examples
    --------
    >>> canonical("规模以上工业增加值") == canonical("规上工业增加值")
    True
    """
    name = _BRACKETS.sub("", indicator)
    for word, usual in vocabulary().aliases:
        name = name.replace(word, usual)
    return vocabulary().ties["repeated"].sub("", name)


@lru_cache(maxsize=65_536)
def bare_name(name: str) -> str:
    """Return a name without 总, 额, 量 around it: 进出口总额 is 进出口, 进口汽车 is 汽车进口."""
    bare = vocabulary().ties["around"].sub("", canonical(name))
    bare = vocabulary().ties["trade_called"].sub("进出口", bare)
    return vocabulary().ties["trade_first"].sub(r"\g<what>\g<way>", bare)


@lru_cache(maxsize=65_536)
def plain_name(name: str) -> str:
    """Return a name without when and how it is had: 期末总资产 is 资产, 床位保有量 is 床位."""
    return vocabulary().ties["had"].sub("", canonical(name))


def says(role: str, text: str) -> re.Match[str] | None:
    """Return the first word of that role (see ``vocabularies/ties.csv``) in a stretch of text."""
    return vocabulary().ties[role].search(text)


def number_said(words: str | None) -> int:
    """Return the whole number that words count, 0 where they count none.

    Examples
    --------
    >>> number_said("两"), number_said("12"), number_said("")
    (2, 12, 0)
    """
    said = number_of(words or "")
    return 0 if said is None or said.open else int(said.low)


def unfilled(text: str) -> str:
    """Return words without those that say nothing of what a figure is: 累计实现, 据统计."""
    for role in ("aside", "filler"):
        while found := says(role, text):
            text = text[: found.start()] + text[found.end() :]
    return text


def is_average(draft: Draft) -> bool:
    """Whether a figure is an average, a price or a rate, which don't add."""
    told = says("average", draft.lead) or says("extreme", draft.indicator)
    return told is not None or vocabulary().ties["unit_price"].search(draft.indicator) is not None


@cache
def _wholes() -> frozenset[tuple[str, str]]:
    return frozenset((bare_name(part), bare_name(whole)) for part, whole in vocabulary().wholes)


def fits_whole(total: str, stem: str, *parts: str) -> Literal["same", "ending", ""]:
    """Return how the name of a whole goes with what its parts have in common, else with theirs.

    Examples
    --------
    >>> fits_whole("地区生产总值", "增加值"), fits_whole("茶叶产量", "产量")
    ('same', 'ending')
    """
    name, stem = vocabulary().ties["whose"].sub("", canonical(total)), canonical(stem)
    pairs = {(bare_name(each), bare_name(name)) for each in ((stem,) if stem else parts)}
    if pairs & _wholes() or bare_name(name) == bare_name(stem) != "":
        return "same"
    ends = name.endswith(stem) or bare_name(name).endswith(bare_name(stem))
    if stem and (ends or stem.endswith(name)):
        return "ending"
    return "" if stem else "ending"


def same_kind(total: Draft, part: Draft) -> bool:
    """Whether what a part is called can be part of what a whole is called."""
    whole, own = head_of(total.indicator), head_of(part.indicator)
    if own in whole or whole in own or bare_name(own) == bare_name(whole):
        return True
    known = any(own.endswith(a) and whole.endswith(b) for a, b in vocabulary().wholes)
    return known or same_ending(total, part)


def same_ending(total: Draft, part: Draft) -> bool:
    """Whether a part's last word names its whole: 民生支出 of 公共预算支出."""
    whole, own = bare_name(total.indicator), bare_name(part.indicator)
    ends = len(own) > 1 and own[-2:] in whole
    if ends or (head_of(own), head_of(whole)) in vocabulary().wholes:
        return True
    pairs = vocabulary().wholes
    return any(own.endswith(a) and whole.endswith(bare_name(b)) for a, b in pairs)


def is_kind_of(whole: Draft, part: Draft) -> bool:
    """Whether a partition of the vocabulary tells a part of such a whole: 财产险 of 保费收入."""
    name, own = bare_name(whole.indicator), bare_name(part.indicator)
    return any(
        each.of
        and each.of.search(whole.indicator)
        and not _told_apart([name], each.words)
        and any(canonical(word) in own for word in each.words)
        for each in vocabulary().partitions
    )


def may_hold(whole: Draft, part: Draft) -> bool:
    """Whether a whole's name leaves the kind open that its part's tells: 常住人口, 60岁以上人口.

    小麦种植面积 holds no 玉米种植面积.
    """
    name, own = bare_name(whole.indicator), bare_name(part.indicator)
    wide = name != own and vocabulary().ties["wide"].sub("", name) in own
    return wide or is_kind_of(whole, part)


def disjoint(parts: Sequence[Draft]) -> bool:
    """Whether words say that no thing is in two of the parts: places, classes, known partitions."""
    names = [canonical(part.indicator) for part in parts]
    if len({part.area.name for part in parts}) == len(parts) and len(set(names)) == 1:
        return True
    kinds = [found for name in names if (found := says("kind_named", name))]
    if len(kinds) == len(parts) and len({found["head"] for found in kinds}) == 1:
        return len({found["kind"] for found in kinds}) == len(parts)
    return any(_told_apart(names, each.words) for each in vocabulary().partitions)


def cover_all(parts: Sequence[Draft]) -> bool:
    """Whether classes by size leave nothing out: 10亿元以上, 1亿至10亿元 and 1亿元以下."""
    bands = [_band(part.indicator) for part in parts]
    known = sorted(each for each in bands if each is not None)
    whose = {vocabulary().ties["size_band"].split(part.indicator)[0] for part in parts} - {""}
    ends = known[0][0] == 0 and known[-1][1] == _ENDLESS if len(known) == len(parts) else False
    return ends and len(whose) < 2 and all(low[1] == high[0] for low, high in pairwise(known))


def is_wider(name: str, other: str) -> bool:
    """Whether a class by size holds another: 投资10亿元以上项目, 50亿元以上项目."""
    wide, narrow = _band(name), _band(other)
    rest = [vocabulary().ties["size_band"].sub("", each) for each in (name, other)]
    ends = wide and narrow and wide[1] == narrow[1] == _ENDLESS and wide[0] < narrow[0]
    return bool(ends) and rest[0].endswith(rest[1])


def _band(name: str) -> tuple[int, int] | None:
    """Return the sizes from which and up to which a class goes."""
    found = says("size_band", name)
    if found is None:
        return None
    first, scale, second, other, way = found.groups()
    low = _size(first, scale or (other or ""))
    if way is None:
        return low, _size(second, other)
    return (low, _ENDLESS) if way == "以上" else (0, low)


def _size(digits: str, scale: str) -> int:
    worth = 1
    for each in scale:
        worth *= 10 ** {"千": 3, "万": 4, "亿": 8}[each]
    return int(digits or 1) * worth


def _told_apart(names: Sequence[str], words: Sequence[str]) -> bool:
    found = [next((word for word in words if canonical(word) in name), "") for name in names]
    stems = {name.replace(canonical(word), "", 1) for name, word in zip(names, found, strict=True)}
    return all(found) and len(set(found)) == len(names) and len(stems) == 1


def is_real(draft: Draft) -> bool:
    """Whether no levels give a growth rate: it is at constant prices, or a mean over years."""
    mean = "annual" in draft.roles or "年均" in draft.lead
    return mean or draft.basis == "constant_price" or says("real", draft.lead) is not None
