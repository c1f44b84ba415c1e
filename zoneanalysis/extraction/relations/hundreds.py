"""Shares that make 100, and changes of shares that make 0 (占比合计)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COMPLETE, PARTIAL, FigureIndex, Proposal
from zoneanalysis.extraction.relations.names import canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of

__all__ = ["RULES", "shares_of_all"]

_OF_ONE = {
    "share": ("shares_sum", "share"),
    "rate": ("contribution_rates_sum", "rate"),
    "change": ("share_changes_sum", "change"),
}
_REACH = 12  # figures from a share to the last beside it


def shares_of_one(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that shares, and contribution rates, of all parts make 100, changes of shares 0."""
    seen: set[int] = set()
    for draft in index.drafts:
        kind = _kind(draft)
        if id(draft) in seen or draft.depth or not kind:
            continue
        same = (draft.sentence, draft.unit, draft.measure, draft.period, draft.area)
        near = (draft, *index.after(draft, within=_REACH))
        members = [
            each
            for each in near
            if (each.sentence, each.unit, each.measure, each.period, each.area) == same
            and each.plain
            and each.reference_period in {None, draft.reference_period}
        ]
        named = canonical(draft.indicator)
        for partition in vocabulary().partitions:
            other = partition.of or (partition.not_of and partition.not_of.search(named))
            parts = [] if other else _all_of(members, partition.words)
            if parts:
                seen.update(map(id, parts))
                if kind != "change" or _of_one_whole(named, partition.words):
                    check, role = _OF_ONE[kind]
                    inputs = tuple((role, each) for each in parts)
                    yield Proposal(check, "", inputs, COMPLETE, "shares.all")
                break


def shares_of_kinds(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the shares of 四类用地占比依次为… are no more than 100 in all."""
    for draft in index.drafts:
        shares = index.group(draft)
        if draft is not shares[0] or len(shares) < 3 or draft.unit != "%":
            continue
        found = says("of_kinds", index.left(draft))
        said = number_of(found["number"]) if found else None
        if said is not None and said.low == len(shares) and all(e.plain for e in shares):
            yield Proposal.of(
                "shares_sum", "", "shares.kinds", share=shares, params=PARTIAL, doubts=("whole",)
            )


def shares_to_rest(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that shares of which the last is of 其他 or 其余 make 100.

    甲区…、乙区…,其余县区…,分别占全市的45.6%、29.9%和24.5%; 甲占60.8%;乙占24.7%;其他占14.5%.
    """
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        told = [e for e in index.sentence(number) if not e.depth]
        shares = [e for e in told if e.unit == "%" and e.part != "ratio"]
        shares = [e for e in shares if e.measure == "share" or says("rest_bare", index.left(e))]
        if len(shares) < 2 or len({e.reference for e in shares} - {""}) > 1:
            continue
        among = [e for e in told if e.counted]
        listed = len(index.group(shares[0])) == len(shares) == len(among)
        gaps = [index.text[a.end : b.start] for a, b in pairwise(shares)]
        last = index.left(among[-1]) if listed else gaps[-1]
        alone = all(len(index.group(each)) == 1 for each in shares)
        alone = alone and len({";" in words for words in gaps}) == 1
        alone = alone and not any(says(role, "".join(gaps)) for role in ("among", "several"))
        plain = not any(e.limit or "from" in e.roles or e.pattern == "compared" for e in shares)
        found = says("rest_of_all", last) or _other(last, [index.left(e) for e in shares[:-1]])
        two = len(shares) == 2 and says("rest_of_two", last) is None  # 工业占60%,其他占15%
        if (listed or alone) and plain and found and not two:
            yield Proposal.of("shares_sum", "", "shares.rest", share=shares, params=COMPLETE)


def _other(last: str, before: Sequence[str]) -> re.Match[str] | None:
    """Return the kind that 其他贸易占 leaves over: all that was told before is of it, too."""
    kind = says("other_kind", last)
    own = [words.rpartition("占")[0] for words in before]
    return kind if kind and all(words.endswith(kind["kind"]) for words in own) else None


def shares_of_all(index: FigureIndex, told: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose that the shares of all parts of a whole make 100, however the parts are called."""
    shares: dict[tuple[int, int], Draft] = {}
    for each in told:
        inputs = dict(each.inputs)
        if isinstance(each.stated, Draft) and not each.doubts:
            shares[id(inputs.get("whole")), id(inputs.get("part"))] = each.stated
    for block in index.divided:
        found = [shares.get((id(block.total), id(part))) for part in block.parts]
        printed = [each for each in found if each is not None and not each.limit]
        if block.complete and not block.doubts and len(printed) == len(block.parts) > 1:
            yield Proposal.of("shares_sum", "", "shares.parts", share=printed, params=COMPLETE)


def _kind(draft: Draft) -> str:
    """Return what a figure says of a part: its share, the share's change, its rate of growth."""
    if draft.measure == "pp_change":
        return "change" if says("share", draft.indicator) else ""
    if draft.unit == "%" and says("hundred", draft.indicator):
        return "rate"
    return "share" if draft.unit == "%" and draft.measure == "share" else ""


def _of_one_whole(name: str, words: Sequence[str]) -> bool:
    """Whether the parts share one whole: 第一产业增加值占…, not 城镇居民食品支出占消费支出."""
    bare = re.sub("|".join(map(re.escape, map(canonical, words))), "", name, count=1)
    found = says("share", bare)
    own, of, whole = bare[: found.start() if found else None].partition("占")
    held = [each for part, each in vocabulary().wholes if part == own]
    return not own or (whole.endswith(tuple(held)) if of and held else bool(held))


def _all_of(members: Sequence[Draft], words: Sequence[str]) -> list[Draft]:
    """Return one figure for each word, their names alike but for it; none where one is missing."""
    found: dict[str, Draft] = {}
    stems: set[str] = set()
    for each in members:
        name = canonical(each.indicator)
        word = next((word for word in words if canonical(word) in name), None)
        if word is not None and word not in found:
            found[word] = each
            stem = name.replace(canonical(word), "", 1)
            stems.add(vocabulary().ties["aged"].sub("", stem) if "岁" in word else stem)
    return list(found.values()) if len(found) == len(words) and len(stems) == 1 else []


RULES = (shares_of_kinds, shares_to_rest, shares_of_one)
