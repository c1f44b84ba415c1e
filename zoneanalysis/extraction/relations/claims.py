"""What words claim of the figures beside them, in whatever order these are told (断言).

A row of ``vocabularies/claims.csv`` names a relation, what its stated figure is, the words that
claim it, and by what own words its other figures are known: an earlier level, a change, an aim.
They are looked for in the claim's sentence, and in those right beside it. As words may fit several
figures, a reading is kept only where it holds, or where it alone is a slip of the pen away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_average, is_real, says
from zoneanalysis.extraction.relations.rivals import read_alone
from zoneanalysis.extraction.vocabulary import Claim, vocabulary
from zoneanalysis.values.units import unit

__all__ = ["claimed"]

_REACH = 12  # figures around a claim
_BESIDE = {"earlier"}  # those that may stand in the sentence beside a claim's
_EACH = 2  # figures that may play one role


def claimed(index: FigureIndex, tied: set[int]) -> Iterator[Proposal]:
    """Propose what words claim of a figure that nothing else is told of; *tied*: the others."""
    for stated in index.drafts:
        if id(stated) in tied or stated.limit or stated.lost or stated.pattern == "compared":
            continue
        words, near = f"{index.left(stated)}#{index.right(stated)}", _near(index, stated)
        for claim in vocabulary().claims:
            told = claim.said.search(words) if _STATED[claim.stated](stated) else None
            if told is not None:
                found = [*_readings(index, stated, near, claim)]
                if what := told.groupdict().get("what"):
                    found = [e for e in found if _is_of_each(index, e.inputs[1][1], what)]
                yield from read_alone(found, digit=True)
                if found:
                    break


def _near(index: FigureIndex, stated: Draft) -> list[Draft]:
    """Return the figures of a claim's sentence, then of those beside it, the nearest first."""
    around = (*index.before(stated, within=_REACH), *index.after(stated, within=_REACH))
    near = [e for e in around if e.paragraph == stated.paragraph and not e.limit and not e.lost]
    near = [e for e in near if abs(e.sentence - stated.sentence) < 2]
    return sorted(
        near, key=lambda e: (abs(e.sentence - stated.sentence), index.distance(e, stated))
    )


def _readings(
    index: FigureIndex, stated: Draft, near: Sequence[Draft], claim: Claim
) -> Iterator[Proposal]:
    """Yield a claim with each choice of figures that may play its roles."""
    kinds = [kind for _, kind in claim.roles]
    near = [e for e in near if not _parted(index, e, stated)]
    if not _BESIDE & {*kinds}:
        near = [e for e in near if e.sentence == stated.sentence]
    places = [[e for e in near if _ROLES[kind](index, stated, e)][:_EACH] for kind in kinds]
    seen: set[frozenset[int]] = set()
    for chosen in product(*places):
        if claim.check in {"difference", "share", "multiple"} and kinds[0] != "change":
            chosen = tuple(sorted(chosen, key=_worth, reverse=_rises(claim, stated)))
        key = frozenset(map(id, chosen))
        if key not in seen and len(key) == len(kinds) and _are_alike(index, claim, stated, chosen):
            seen.add(key)
            yield _of(claim, index, stated, chosen)


def _is_of_each(index: FigureIndex, count: Draft, what: str) -> bool:
    """Whether a count is of what 户均 divides by: as its unit says, or the noun around it."""
    words = count.unit + index.own(count, behind=True) + count.indicator
    return what in words or says("counted_as", what + count.unit) is not None


def _parted(index: FigureIndex, one: Draft, other: Draft) -> bool:
    first, last = sorted((one, other), key=lambda each: each.number_start)
    told = says("far_off", index.left(one)) if one.pattern != "compared" else None
    return ";" in index.between(first, last) or told is not None


def _of(claim: Claim, index: FigureIndex, stated: Draft, chosen: Sequence[Draft]) -> Proposal:
    roles = [role for role, _ in claim.roles]
    params: tuple[tuple[str, str], ...] = ()
    if claim.check == "average":
        land = says("each_measure", index.left(stated))
        of = unit(chosen[1].unit)
        if not of.is_count:
            roles[1] = "quantity"
            per = land[1] if land else chosen[1].unit.lstrip("万亿")
            params = (("per", f"1{per}"),)
    pairs = tuple(zip(roles, chosen, strict=True))
    return Proposal(claim.check, stated, pairs, params, f"claim.{claim.check}")


def _rises(claim: Claim, stated: Draft) -> bool:
    """Whether the greater of two figures comes first in a claim's roles."""
    return claim.check == "multiple" or (claim.check == "difference" and stated.value > 0)


def _worth(draft: Draft) -> Fraction:
    return Fraction(draft.value) * unit(draft.unit).scale


def _kind(draft: Draft) -> tuple[str, str]:
    """Return what a figure measures, and of counted things which."""
    own = unit(draft.unit)
    return own.dimension, draft.unit.lstrip("十百千万亿") if own.is_count else ""


def _are_alike(index: FigureIndex, claim: Claim, stated: Draft, chosen: Sequence[Draft]) -> bool:
    """Whether figures may go together: measured alike, of one thing, with no other between."""
    roles = {kind: each for (_, kind), each in zip(claim.roles, chosen, strict=True)}
    told = [*chosen, stated] if claim.check == "difference" else chosen
    behind = max(each.end for each in chosen) <= stated.start
    if claim.check == "contribution_from_rate":
        near = [e for e in index.above(stated) if _ROLES["grown"](index, stated, e)]
        return index.distance(stated, chosen[0]) == 1 and near == [chosen[1]]
    if claim.check == "average" and _worth(chosen[0]) <= _worth(stated):
        return False  # 承保41.6万亩,亩均保额1000元、费率4%,亩保费40元
    if claim.check in {"average", "per_unit"}:
        return chosen[0].start > stated.end and not _crossed(
            index, stated, chosen
        )  # 10家合计319.2亿元,…其余9家平均21.9亿元
    places = {(len(index.group(e)), index.at(e)) for e in (stated, *chosen)}
    if len({*map(_kind, told)}) > 1 or len(places) > 1:
        return False  # each of a list by its own: 分别减少15起、6人,下降21.1%和23.1%
    if claim.check == "attainment" and not behind:
        return False  # 计划710公顷,完成率90.5%,为什么推出688公顷?
    if claim.check == "share" and "level" in roles:
        return _is_rate_of(index, stated, chosen)
    if not (roles.keys() & {"change", "earlier"}):
        apart = any(e.depth or says("several", index.left(e)) for e in chosen)
        if claim.check in {"difference", "multiple"} and (apart or not behind):
            return False
        if claim.check == "multiple" and not _are_named(index, stated, *chosen):
            return False
    elif not _is_of_time(index, claim, stated, roles):
        return False
    free = roles.keys() & {"aim", "any", "moved"}
    return not _crossed(index, stated, chosen) and bool(free or _is_one(*chosen))


def _are_named(index: FigureIndex, stated: Draft, level: Draft, other: Draft) -> bool:
    """Whether two levels are those that 城镇是农村的2.4倍 names, or it names none of them."""
    told = says("one_is_times", index.left(stated))
    names = ((level, told["level"]), (other, told["other"])) if told else ()
    plain = not (says("real", index.left(stated)) or says("up_to", index.left(stated)))
    return plain and all(e.indicator.startswith(name) for e, name in names)


def _is_of_time(
    index: FigureIndex, claim: Claim, stated: Draft, roles: Mapping[str, Draft]
) -> bool:
    """Whether a change or growth is over the time between two levels, and of what they are of."""
    base, change = roles.get("earlier"), roles.get("change")
    yearly = stated.measure == "yoy"
    if yearly and change is not None and stated.value * change.value < 0:
        return False  # 同比减亏1821万元,亏损额下降43.0%
    moved = base is not None and "from" in base.roles
    if base is not None and yearly and not moved and base.until.month != stated.until.month:
        return False  # 4月为55.9亿元…同比下降5.4%
    if claim.check == "difference" and (moved or any(e.depth for e in roles.values())):
        return False
    first = next(iter(roles.values()))
    if says("joined", index.left(first)) or says("among", index.left(first)):
        return False  # 工业51个、服务业33个,比去年同期增加14个
    other = change if base is None else base
    if other is not None and not moved:
        own = other.evidence["indicator"].how == "own"
        if own and canonical(other.indicator) != canonical(first.indicator):
            return False  # 利润总额…增长14.3%,…上年净利润7.31亿元
    if says("resampled", first.indicator) or says("other_prices", index.text[stated.end :][:16]):
        return False
    here = first.end <= stated.start
    if claim.stated == "growth" and not (here and _is_one(stated, first)):
        return False
    return not any(says("short", index.left(e)) for e in (*roles.values(), stated))


def _crossed(index: FigureIndex, stated: Draft, chosen: Sequence[Draft]) -> bool:
    """Whether another growth stands between a claim and a figure that it is of."""
    told = [stated, *chosen]
    here = sorted((e for e in told if e.sentence == stated.sentence), key=lambda e: e.number_start)
    inside = takewhile(lambda e: e is not here[0], index.before(here[-1], within=2 * _REACH))
    kinds = {_kind(e) for e in told}
    return any(_kind(e) in kinds and all(e is not one for one in told) for e in inside)


def _is_one(first: Draft, second: Draft) -> bool:
    """Whether one of two figures is called as the other is, or isn't named."""
    short, long = sorted((bare_name(e.indicator) for e in (first, second)), key=len)
    beside = "level.change" in {first.pattern, second.pattern} and first.sentence == second.sentence
    return beside or len(short) < 2 or short in long


def _is_rate_of(index: FigureIndex, stated: Draft, chosen: Sequence[Draft]) -> bool:
    """Whether a rate stands right behind two counts, the only ones of their kind there."""
    near = (*reversed([*index.before(stated)]), *index.after(stated))
    alike = [e for e in near if e.sentence == stated.sentence and e.depth <= stated.depth]
    alike = [e for e in alike if _kind(e) == _kind(chosen[0])]
    part, whole = chosen
    beside = alike == [whole, part] and index.preceding(stated) is part
    some = says("some_of", index.left(whole)) or says("due", index.left(whole))
    return (
        beside and not some and _shares(index, stated, part) and not _shares(index, stated, whole)
    )


def _shares(index: FigureIndex, stated: Draft, part: Draft) -> bool:
    """Whether a rate is called after its part: 优良中等路率, 合格率 of 检出合格1893批次."""
    words, own = index.own(stated).partition("率")[0], index.own(part, behind=True)
    return any(word in own for word in words[-2:])


def _is_level(draft: Draft) -> bool:
    """Whether a figure is a level, one that something moved from or is compared with, too."""
    told = draft.counted or draft.pattern == "compared" or "from" in draft.roles
    apart = is_average(draft) or draft.pattern in {"level.change", "level.gap"}
    return told and draft.kind in {"level", "count"} and not apart


def _is_earlier(index: FigureIndex, stated: Draft, draft: Draft) -> bool:
    """Whether a figure is the level of a time before that of what is claimed."""
    if draft.until < stated.until:
        return True
    return "from" in draft.roles or is_base(index, draft)


def _is_aim(index: FigureIndex, draft: Draft) -> bool:
    words = index.own(draft, behind=True)
    return draft.status == "target" or says("aim_word", words) is not None


def _is_defined(draft: Draft) -> bool:
    """Whether a rate's name says of what it is: 产销率 is of no two levels that stand before it."""
    return any(each.rate.search(draft.indicator) for each in vocabulary().ratios)


def _divides(stated: Draft, draft: Draft) -> bool:
    """Whether a figure is measured as what a price is of, where its unit says so: 元/公斤."""
    per = unit(stated.unit).dimension.partition("/")[2]
    return not per or unit(draft.unit).dimension == per


def _makes(stated: Draft, draft: Draft) -> bool:
    """Whether a figure is measured as the sum of which an average is taken."""
    whole = unit(stated.unit).dimension.partition("/")[0]
    return (
        _is_level(draft)
        and unit(draft.unit).dimension == whole
        and (whole != "count" or _kind(stated) == _kind(draft))
    )


_STATED: Mapping[str, Callable[[Draft], bool]] = {
    "growth": lambda e: (
        e.unit in {"%", "倍"}
        and e.pattern.startswith("growth.")
        and not is_real(e)
        and not e.roles & {"mom", "annual"}
    ),
    "change": lambda e: e.pattern == "level.change",
    "level": lambda e: e.kind in {"level", "count"} and e.pattern not in {"price", "level.change"},
    "percent": lambda e: e.unit == "%" and not _is_defined(e),
    "pull": lambda e: e.measure == "contribution",
    "times": lambda e: e.pattern == "multiple",
    "price": lambda e: "/" in e.unit,
    "mean": lambda e: e.kind in {"level", "count"} and is_average(e),
}
_ROLES: Mapping[str, Callable[[FigureIndex, Draft, Draft], bool]] = {
    "level": lambda index, stated, e: _is_level(e) and not _is_earlier(index, stated, e),
    "any": lambda _, __, e: _is_level(e),
    "earlier": lambda index, stated, e: _is_level(e) and _is_earlier(index, stated, e),
    "change": lambda _, __, e: e.pattern == "level.change",
    "moved": lambda index, _, e: (
        e.pattern == "level.change"
        or (_is_level(e) and says("fresh_by", index.left(e)) is not None)
    ),
    "contributed": lambda _, __, e: e.unit == "%" and says("hundred", e.indicator) is not None,
    "grown": lambda _, __, e: e.measure == "yoy" and e.unit == "%" and e.plain,
    "aim": lambda index, _, e: _is_level(e) and _is_aim(index, e),
    "done": lambda index, _, e: _is_level(e) and not _is_aim(index, e),
    "total": lambda index, stated, e: _makes(stated, e) and not is_base(index, e),
    "each": lambda _, stated, e: _is_level(e) and not _makes(stated, e) and _divides(stated, e),
}
