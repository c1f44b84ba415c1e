"""One quantity printed twice (重复), and unlike things that the same words seem to name (同名异量).

Where one indicator, area, period and measure carry two values, either the report contradicts
itself or a word that tells the two apart was not read. Only where both sentences say the whole of
it themselves, and nothing else, is it a repetition; else each figure is marked, so that nobody
takes a reading for a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, says, unfilled
from zoneanalysis.values.units import unit

__all__ = ["QUALIFIERS", "RULES", "is_headline", "is_rounded", "mark_twins"]


_MEASURES = frozenset({"level", "yoy", "count", "rate"})
_COMPARED = _MEASURES | {"share"}
QUALIFIERS = frozenset({"mom", "annual", "comparable", "real", "nominal"})
_ECHOED = {"level", "count", "yoy", "rate", "share", "other"}
_LONGEST = 50  # characters of a headline
_MOST = 4  # one in so many pairs of characters of its name, at least, is in that of its figure
_PROSE = re.compile("[。;!?]|,.*,")
_SMALL = re.compile("[了已的将 ]")  # words that differ from telling to telling
_STOPS = ",;:"
_TOLD = re.compile(r"\d[\d.]*\d(?!\d*年)")
_WORD = re.compile("[\u4e00-\u9fff]")
_MANY = 100  # things: fewer are counted in the same words for others
_DIGITS = 4  # of neighbours that are told again, too
_WORDS = (4, 10)  # before a figure, and around it, of a sentence that begins again
_CLAUSE, _EXACT = 8, 3  # words of a clause before an amount of so many digits
_KEPT = 60  # characters around a figure that are compared
_TRIED = 6  # figures of a kind
_REACH = 100  # figures below a headline


def repeats(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that one quantity printed twice is the same."""
    zones: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.counts_zones and draft.code == "zone_count":
            zones.setdefault(draft.area.name, []).append(draft)
    groups = [*zones.values()]
    for key, drafts in index.quantities():
        alike = [each for each in drafts if each.unit == drafts[0].unit and not each.counts_zones]
        if key[3] in _MEASURES and alike and (key[3] != "count" or alike[0].unit == "次"):
            groups.append(alike)
    for first, *others in groups:
        for other in others:
            shares = _shares_sentence(index, first) or _shares_sentence(index, other)
            if not shares and _same(index, first, other):
                yield tie("repeat", other, "repeat", other=first)


def _same(index: FigureIndex, first: Draft, again: Draft) -> bool:
    """Whether the words of two figures make them one quantity."""
    both = (first, again)
    if first.group == again.group or len({(e.status, e.depth, index.note_of(e)) for e in both}) > 1:
        return False
    if any(e.limit or e.part or {"nosubject", "list"} & {*e.reasons} for e in both):
        return False
    if first.unit == again.unit == "次":
        return True
    if first.counts_zones and again.counts_zones:
        named = first.items or again.items or says("among", first.lead + again.lead)
        whole = not named and first.code == again.code == "zone_count"
    else:
        name, head = canonical(first.indicator), head_of(first.indicator)
        kinds = {(e.roles & QUALIFIERS, e.pattern, e.scope, e.anchored) for e in both}
        whole = len(kinds) == 1 and first.anchored and first.sentence != again.sentence
        whole = whole and name == canonical(again.indicator)
        whole = whole and 0 < len(head) < len(first.indicator) - 1
    return whole and not any(_says_more(index, each) for each in both)


def _shares_sentence(index: FigureIndex, draft: Draft) -> bool:
    """Whether another thing stands before it, that it may be of: 规上企业用地…,实缴税收….

    What a whole economy has is of no other: 规上工业增加值…;社会消费品零售总额….
    """
    others = [each for each in index.earlier(draft) if each.indicator != draft.indicator]
    both = (draft, *others) if others else ()
    return any(says("of_economy", canonical(each.indicator)) is None for each in both)


def _says_more(index: FigureIndex, draft: Draft) -> bool:
    """Whether a sentence says more of a figure than its name, area and the report's period."""
    opening = index.opening(draft)
    if any(says(role, opening) for role in ("before", "among", "cut", "counted_by")):
        return True
    behind = index.text[draft.end : draft.end + 8]
    if says("counted_by", behind) or behind.startswith("的"):
        return True  # (不含跨区项目); 194.1亿元的时序任务
    name = draft.indicator
    if name not in opening and (told := says("industry_told", index.left(draft))):
        name = told[0]  # 二产 is 第二产业增加值
    before, name, behind = opening.rpartition(name)
    if not (name or draft.kind == "count"):
        return True
    text = re.split("[,;:]", before)[-1] + re.split("[,;:]", behind)[-1]
    text = index.undated(draft, text)
    area, length = index.gazetteer.leading(text)
    text = text[length:] if area is not None else text
    return re.search("[\u4e00-\u9fff]", unfilled(text)) is not None


def mark_twins(drafts: Sequence[Draft], proposals: Iterable[Proposal]) -> None:
    """Give every figure that shares its words with another value the reason ``twin``."""
    linked = {
        frozenset(map(id, proposal.drafts)) for proposal in proposals if proposal.check == "repeat"
    }
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.measure in _COMPARED and "effect" not in draft.reasons:
            key = (
                draft.indicator_code, draft.area.code, str(draft.period), draft.measure,
                draft.status, unit(draft.unit).dimension,
            )  # fmt: skip
            groups.setdefault(key, []).append(draft)
    for first, *others in groups.values():
        apart = [
            each
            for each in others
            if each.value != first.value and frozenset((id(first), id(each))) not in linked
        ]
        for number, draft in enumerate([first, *others] if apart else [], start=0):
            if number:
                draft.twin = number
            if (number or len(apart) == len(others)) and draft.part != "range":
                draft.reasons.append("twin")


def echoes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a headline's figure is the one below it, and what is told in the same words."""
    plain = [each for each in index.drafts if _is_plain(each)]
    printed = Counter((abs(each.value), each.unit) for each in plain)
    kinds: dict[tuple[object, ...], list[Draft]] = {}
    for draft in index.drafts:
        exact = _exactly(index, draft)
        if exact is not None:
            yield _again(draft, exact, "repeat.exact")
    for draft in index.drafts:
        if draft.counted and draft.limit == "lower" and is_headline(index, draft):
            other = _so_called(index, draft)  # 吞吐量超20亿吨, of which 20.2亿吨 is told below
            if other is not None:
                yield _again(draft, other, "repeat.headline")
    for draft in plain:
        heads = is_headline(index, draft)
        other = (_so_called(index, draft) or _below(index, draft)) if heads else None
        alone = printed[abs(draft.value), draft.unit] == 1  # stands below for whatever it is
        if other and (draft.value == other.value or alone):
            yield _again(draft, other, "repeat.headline")
        few = draft.measure == "count" and draft.value < _MANY
        if heads or few or not index.left(draft):
            continue
        kind = (draft.unit, draft.measure, draft.status)
        key = (*kind, draft.area, draft.period.end, _before(index, draft)[-2:])
        alike = kinds.setdefault(key, [])
        for other in alike[: -_TRIED - 1 : -1]:
            if other.sentence != draft.sentence and _is_told_again(index, other, draft):
                yield _again(draft, other, "repeat.words")
                break
        alike.append(draft)


def _exactly(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the level right beside a rounded one that is the same, exactly.

    超过40亿元(40.62亿元); 突破800亿元、达846亿元; 21.3万吨,首次突破20万吨大关.
    """
    if not draft.counted or not draft.bound or draft.status == "target":
        return None
    behind, before = index.following(draft), next(index.earlier(draft), None)
    if behind is not None and behind.sentence == draft.sentence:
        words = index.text[draft.end : behind.number_start]
        passed = says("step", draft.lead) and says("step_to", words) and not behind.limit
        bracket = words == "(" and index.text[behind.end : behind.end + 1] == ")"
        if (bracket or passed) and _is_one_kind(draft, behind):
            return behind
    if before is not None and not before.bound and _is_one_kind(draft, before):
        words, end = index.text[before.end : draft.number_start], index.text[draft.end :][:2]
        return before if says("step_of", words) and says("step_end", end) else None
    return None


def _is_one_kind(draft: Draft, other: Draft) -> bool:
    """Whether two levels are measured alike, and neither is of several."""
    alike = unit(draft.unit).dimension == unit(other.unit).dimension
    named = not unit(draft.unit).is_count or draft.thing == other.thing
    return alike and named and other.counted and other.status != "target"


def _again(draft: Draft, other: Draft, pattern: str) -> Proposal:
    return tie("repeat", draft, pattern, other=other)


def _is_plain(draft: Draft) -> bool:
    known = draft.measure in _ECHOED
    return known and not (not draft.plain or draft.lost or draft.numeral or draft.cell)


def is_headline(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure stands in a short line of its own that is no sentence."""
    begin = index.text.rfind("\n", max(0, draft.start - _LONGEST), draft.start) + 1
    end = index.text.find("\n", draft.end, draft.end + _LONGEST)
    end = end if end >= 0 else draft.end + _LONGEST
    line = index.text[begin or max(0, draft.start - _LONGEST) : end]
    return len(line.strip()) <= _LONGEST and _PROSE.search(line) is None


def _grown(draft: Draft) -> str:
    """Return a figure's name; of growth without what it grew by: 规上工业 of 规上工业增加值."""
    name = canonical(draft.indicator)
    return name.removesuffix("增加值") if draft.measure == "yoy" else name


def _so_called(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the figure below a headline that is the only one of its name, time and place."""
    name = _grown(draft)
    kind = (draft.measure, draft.unit, draft.area, draft.until, draft.status, name)
    alike = [
        e
        for e in index.after(draft, within=_REACH)
        if (e.measure, e.unit, e.area, e.until, e.status, _grown(e)) == kind
        and _is_plain(e)
        and not is_headline(index, e)
        and (e.period == draft.period or not (draft.limit and index.mentions(draft)))
    ]
    alike = [e for e in alike if e.period == draft.period] or alike
    few = len({each.value for each in alike}) == 1 and len(name) > 1 and draft.measure != "count"
    rounded = any(is_rounded(draft, each) for each in alike)
    return alike[0] if few and not rounded else None


def _below(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the first figure below a headline whose words have most in common with its name."""
    name = canonical(draft.indicator)
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    dated = index.mentions(draft)
    kind = (draft.unit, draft.measure, draft.status, draft.value > 0)
    found: dict[int, list[Draft]] = {}
    for each in index.after(draft, within=_REACH):
        alike = (each.unit, each.measure, each.status, each.value > 0) == kind
        told = alike and _is_plain(each) and not is_headline(index, each)
        if told and not (dated and each.period != draft.period):
            words = canonical(index.opening(each)[-_KEPT:] + each.indicator)
            found.setdefault(sum(pair in words for pair in pairs), []).append(each)
    best = max(found, default=0)
    several = [each for alike in found.values() for each in alike]
    rounded = any(is_rounded(draft, each) for each in several)
    added = any(a.value + b.value == draft.value for a, b in combinations(several, 2))
    few = added or len(draft.value.as_tuple().digits) < _EXACT  # 内资52个,外资10个; 9个: what else?
    named = best and best * _MOST >= len(pairs)
    return found[best][0] if named and not (few or rounded) else None


def is_rounded(draft: Draft, other: Draft) -> bool:
    """Whether one of two figures may be the other with fewer places, however it was cut."""
    places = {int(each.value.as_tuple().exponent) for each in (draft, other)}
    return len(places) > 1 and abs(draft.value - other.value) < Decimal(1).scaleb(max(places))


def _before(index: FigureIndex, draft: Draft) -> str:
    return _SMALL.sub("", index.opening(draft)[-_KEPT:])


def _behind(index: FigureIndex, draft: Draft) -> str:
    return _SMALL.sub("", re.split("[。;\n]", index.text[draft.end : draft.end + _KEPT])[0])


def _is_told_again(index: FigureIndex, first: Draft, again: Draft) -> bool:
    """Whether two sentences say the same up to a figure, or with another figure right beside it."""
    if canonical(first.indicator) != canonical(again.indicator):
        return False  # 省级6项,…。完成投资26.4亿元; 县级16项,…。完成投资22.4亿元
    openings = [_before(index, each) for each in (first, again)]
    before = _shared(*(words[::-1] for words in openings))[::-1]
    behind = _shared(*(_behind(index, each) for each in (first, again)))
    begins = before == openings[0] == openings[1]
    fore = (each[-len(before) - 1 :][:1] for each in openings)
    own = begins or {*before} & {*_STOPS} or all(each in _STOPS for each in fore)
    words = [len(_WORD.findall(each)) for each in (before, before + behind)]
    dated = first.period == again.period
    if dated and begins and words[0] >= _WORDS[0] and words[1] >= _WORDS[1]:
        return True
    last = re.split(f"[{_STOPS}]", before)[-1]
    amount = first.counted and len(first.value.as_tuple().digits) >= _EXACT
    if dated and own and amount and len(_WORD.findall(last)) >= _CLAUSE:
        return True
    cut = re.sub(r"^[\d.]+", "", before), re.sub(r"[\d.]+$", "", behind)
    told = "".join(_TOLD.findall("".join(cut))).replace(".", "")
    return bool(own) and len(told) >= _DIGITS and words[1] >= _WORDS[1] and words[0] >= 2


def _shared(one: str, other: str) -> str:
    """Return what two texts begin with."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(mine for mine, _ in pairs)


RULES = (repeats, echoes)
