"""Words that claim something: 由负转正, 收窄, 已达目标, 达序时进度, 位居前列 (表述词)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, ordered, tie
from zoneanalysis.extraction.relations.names import canonical, number_said, says, unfilled
from zoneanalysis.extraction.timewords import resolve
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.relations.words import words_of
from zoneanalysis.values.periods import Month

__all__ = ["RULES"]

_PLACES = {"位", "名"}
_TOLD = 40  # figures behind a count, among which a list may go on
_LISTED = 40  # characters before a list that say what it is in the order of
_RANKS = (("from", "was"), ("to", "at"))  # before and now


def directions(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what 收窄 and 由负转正 say of the figures before them."""
    for draft in index.drafts:
        if draft.measure != "pp_change" or "收窄" not in draft.lead + draft.printed:
            continue
        if draft.reference_period is not None:
            later = index.same(draft, measure="yoy")
            earlier = index.same(draft, measure="yoy", period=draft.reference_period)
            if later and earlier:
                yield tie("direction", "收窄", "word.narrow", before=earlier[0], after=later[0])
    for clause in index.clauses:
        for word in vocabulary().ties["turns"].finditer(clause.text) if not clause.depth else ():
            if says("wished", clause.text[: word.start()]):
                continue
            pairs = _pairs(index, clause)
            if "月转正" in word[0]:
                for after in [after for _, after in pairs] or _falling(index, clause):
                    yield tie("direction", word[0], "word.turn", before=after)
                continue
            subject = _subject(index, clause, word.start())
            for before, after in pairs:
                if _is_another(index, subject, after) or _is_later(clause, word.start(), after):
                    continue  # 甲园区下降6.7%,乙园区由负转正: said of another
                more = _more(index, word[0], before, after)
                inputs = (("before", before), ("after", after), *more)
                yield Proposal("direction", word[0], inputs, (), "word.turn")


def _is_another(index: FigureIndex, subject: str, after: Draft) -> bool:
    """Whether a turn is said of another place, or of another quantity: 民间投资由负转正."""
    name = vocabulary().ties["rate_end"].sub("", canonical(subject))
    if says("place_end", subject):
        return subject not in index.left(after)
    other = says("among", subject) or head_of(name)
    return len(name) > 1 and name not in canonical(after.indicator) and bool(other)


def _is_later(clause: Clause, at: int, after: Draft) -> bool:
    """Whether a clause says a turn of another time: 一季度降幅收窄至2.8%,上半年由负转正."""
    named = [each for each in clause.mentions if each.end <= clause.start + at and each.last]
    return bool(named) and resolve(named[-1], after.period)[0].end != after.period.end


def _subject(index: FigureIndex, clause: Clause, end: int) -> str:
    """Return what a clause names before a word of it, but for times and what says nothing."""
    words = clause.text[:end]
    for mention in clause.mentions:
        words = words.replace(index.text[mention.start : mention.end], "")
    return unfilled(re.split("[,;:]", words)[-1])


def _falling(index: FigureIndex, clause: Clause) -> list[Draft]:
    """Return the fall that stands last before a clause, in its sentence: 下降6.4%,预计10月转正."""
    before = [e for e in index.sentence(clause.sentence) if e.number_start < clause.start]
    last = [e for e in before if e.measure == "yoy" and not e.depth][-1:]
    return [e for e in last if e.period.is_ytd and e.status == "actual" and e.value < 0]


def _more(
    index: FigureIndex, word: str, before: Draft, after: Draft
) -> Iterator[tuple[str, Draft]]:
    """Yield what a word can also be held against: both levels, or the change before."""
    meaning = words_of("direction").get(word, "")
    if meaning.startswith("turns"):
        told = [index.same(each, measure="level")[:1] for each in (before, after)]
        if all(told):
            yield from zip(("level_before", "level_after"), (e[0] for e in told), strict=True)
    elif meaning == "improves":
        for draft in index.same(after, measure="pp_change"):
            named = draft.reference_period
            if named is not None and named.end < before.until:
                yield "earlier_change", draft
                return


def _pairs(index: FigureIndex, clause: Clause) -> list[tuple[Draft, Draft]]:
    """Return growth of two year-to-date periods for each indicator of the paragraph.

    Behind rates of single months, 4月下降18.2%,6月增长13.7%,由降转升, it is said of these.
    """
    series: dict[tuple[str, str], dict[Month, Draft]] = {}
    for draft in index.paragraph(clause.paragraph):
        if draft.measure == "yoy" and not draft.depth and draft.number_start < clause.start:
            if draft.period.is_ytd:
                key = (canonical(draft.indicator), draft.area.name)
                series.setdefault(key, {})[draft.until] = draft
            elif draft.sentence == clause.sentence:
                series.clear()
    last = ([rates[end] for end in sorted(rates)][-2:] for rates in series.values())
    return [(pair[0], pair[1]) for pair in last if len(pair) == 2]


def targets(index: FigureIndex) -> Iterator[Proposal]:
    """Propose achieved figures against their targets, with the word that the text uses."""
    aims: dict[tuple[str, str, str, int], list[Draft]] = {}
    for draft in index.drafts:
        if draft.status == "target" and draft.limit != "upper":
            aims.setdefault(_kind(draft), []).append(draft)
    for draft in index.drafts:
        if draft.status != "actual" or draft.measure not in {"yoy", "level"} or draft.depth:
            continue
        aim = _aim(draft, aims.get(_kind(draft), ()))
        if aim is None:
            continue
        behind = index.text[draft.end : draft.end + 16].split("。", maxsplit=1)[0]
        if draft.measure == "level" and (word := says("schedule", behind)):
            yield tie("schedule", word[0], "word.schedule", achieved=draft, target=aim)
        elif draft.measure == "yoy":
            before = index.text[max(0, draft.start - 120) : draft.start]
            if word := says("aim_reached", before):
                said = word["verb"] + "目标"
                yield tie("target_reached", said, "word.target", achieved=draft, target=aim)


def _kind(draft: Draft) -> tuple[str, str, str, int]:
    """Return what a target and what was achieved must have in common."""
    return draft.measure, draft.unit, canonical(draft.indicator), draft.period.year


def _aim(draft: Draft, aims: Sequence[Draft]) -> Draft | None:
    end = bisect_left(aims, draft.number_start, key=lambda aim: aim.number_start)
    near = aims[max(0, end - 60) : end]
    fits = [aim for aim in near if aim.area.name == draft.area.name]
    if not fits and draft.area.kind == "zone":
        place = vocabulary().ties["zone_end"].sub("", draft.area.name)
        fits = [aim for aim in near if place in aim.area.name]
        fits = fits or [aim for aim in near if aim.area.name.startswith(("其余", "其他"))]
    return fits[-1] if fits else None


def rankings(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what 均位居全省前列 says of the rates before it."""
    for clause in index.clauses:
        word = says("ranked", clause.text) if not clause.depth else None
        if word is None:
            continue
        begin = clause.start + word.start()
        near = [e for e in index.sentence(clause.sentence) if e.number_start < begin]
        before = [e for e in near if e.measure in {"rate", "yoy"} and not e.depth]
        for draft in before if word[0].startswith(("均", "都")) else before[-1:]:
            yield ordered(word[0], "word.rank", (draft,))
    yield from _in_order(index)
    yield from _moved(index)


def _moved(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the places between two ranks: 由第7位升至第3位,前移4位; 居第2位,比第5位上升3位."""
    for draft in index.drafts:
        told = says("rank_moved", index.opening(draft)) if draft.unit in _PLACES else None
        if told is None or not draft.plain:
            continue
        ranks = [number_said(told[one] or told[other]) for one, other in _RANKS]
        if told["down"] and draft.value > 0:
            ranks.reverse()  # 后移2位, of no sign
        pair = zip(("later", "earlier"), ranks, strict=True)
        params = tuple((role, f"{each}{draft.unit}") for role, each in pair if each)
        if len(params) == len(ranks):
            yield Proposal("difference", draft, (), params, "rank.moved")


def _in_order(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the order of a list that says it: 从高到低依次为甲县8.1%、乙县7.4%、丙县6.9%."""
    for first in index.drafts:
        found = says("in_order", words := index.left(first))
        if not (found or says("ranks_behind", index.sentence_text(first))):
            continue
        members = _members(index, first)
        last = None if found else says("ranks_behind", index.right(members[-1]))
        if last and number_said(last["number"]) == len(members):
            yield ordered("", "word.ranks", members)  # 甲县8.1%,乙县7.4%,…,依次居第一至第三位
        rate = says("ordered_by_rate", index.opening(first)[-_LISTED:]) is not None
        if found is None or ((first.unit == "%") != rate and not found["led"]):
            continue  # 按产值从大到小依次为甲园增长8.1%、乙园增长9.2%
        behind = index.after(first, within=30)
        number = number_said(found["number"] or found["some"])
        if number:  # 增速前三名:甲县…,乙县…,丙县…; 三大门类增速由高到低依次是…
            values = [first, *islice(behind, number - 1)]
            values = values if {e.sentence for e in values} == {first.sentence} else [first]
        else:
            values = members
        lead = index.preceding(first) if found["led"] else None
        values = [lead, *values] if lead else values
        falls = (lead or says("falls_by", words)) and all(each.value < 0 for each in values)
        alike = {(e.unit, e.depth, e.limit) for e in values} == {(first.unit, first.depth, "")}
        if alike and len(values) > 2:
            yield ordered(found[0], "word.order", values, rising=bool(found["asc"]) != bool(falls))


def told_out(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that as many are told with a figure as are counted.

    4个行业超过30%,从高到低为甲(38.3%)、乙…; 3种产品产量:甲…;乙…;丙…; 甲、乙、丙3类分别增长….
    """
    for count in index.drafts:
        if count.measure != "count" or not count.plain or count.numeral:
            continue
        behind = [e for e in index.after(count, within=_TOLD) if e.sentence == count.sentence]
        plain = [each for each in behind if not each.depth]
        kinds = says("kinds_told", index.right(count))
        if kinds:
            heads = [e for e in plain if e is behind[0] or ";" in index.left(e)]
            items = heads if all(each.counted for each in heads) else []
        elif group := next((e for e in plain[:3] if len(index.group(e)) > 1), None):
            each = [*index.group(group)]
            names = re.split("[,;:。]", index.left(count))[-1].split("、")
            kinds_of = says("kinds_counted", count.unit + index.right(count))
            listed = kinds_of and says("one_by_one", index.left(each[0])) and "等" not in names[-1]
            items = each if listed and len(names) == len(each) else []
        else:
            items = _in_list(index, count, behind)
        some = kinds is not None and kinds["some"] is not None and len(items) <= count.value
        if len(items) > 1 and not some and not any(each.limit for each in items):
            placed = items[0].evidence["area"].how == "own"
            params = (("items", "|".join(e.area.name if placed else e.indicator for e in items)),)
            yield tie("list_count", count, "list.told", item=items, params=params)


def _in_list(index: FigureIndex, count: Draft, behind: Sequence[Draft]) -> list[Draft]:
    """Return the list behind a count that its words put in order or set out to its end."""
    at = next((k for k, e in enumerate(behind) if says("list_opens", index.left(e))), len(behind))
    items = list(behind[at : at + 1])
    if not items or any(each.measure == "count" for each in behind[:at]):
        return []
    for each in behind[at + 1 :]:
        if each.depth > items[0].depth:
            continue
        if each.unit != items[0].unit or not says("list_goes_on", index.left(each)):
            break
        items.append(each)
    some = says("list_of_some", index.between(count, items[0]))
    ends = says("list_ends", index.text[items[-1].end : items[-1].end + 3])
    return items if ends and not some else []


def _members(index: FigureIndex, first: Draft) -> list[Draft]:
    """Return the figures of a list that begins with one, those told beside each left out.

    甲型33.3万台(占62%),乙型18.0万台(占33%),丙型2.6万台: its members are told in one manner.
    """
    values, kind = [first], (first.unit, first.measure)
    for each in index.after(first, within=30):
        words = index.left(each).lstrip(")")
        if each.sentence != first.sentence:
            break
        if each.depth > first.depth or (each.unit, each.measure) != kind:
            continue
        marks = {*"、和及"} if index.left(values[-1])[:1] == "、" else {*"、和及,;"}
        if words[:1] not in marks or says("no_member", words):
            break
        verbs = (says("member_verb", index.left(e)) for e in (first, each))
        if len({found[0] if found else "" for found in verbs}) > 1:
            break
        values.append(each)
    return values


def thresholds(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 5.1%,低于5.5%的控制目标 lies on that side of what is called a limit.

    Also what alone was told before 连续7个月稳定在52%以上, and each of a list: 3类增速均高于20%,
    分别增长22.0%、23.3%、25.5%.
    """
    for limit in index.drafts:
        words, first = index.left(limit), index.following(limit)
        found = says("set_above", words)
        told = [e for e in index.earlier(limit) if e.unit == limit.unit and e.plain]
        values: list[Draft] = []
        if limit.limit == "lower" and says("held_above", words):
            values = [e for e in told if e.measure != "yoy" and e.status == limit.status]
            values = values if len(told) == 1 else []
        elif limit.unit == "%" and says("threshold", index.text[limit.end : limit.end + 16]):
            known = says("threshold_lead", words) and len({e.measure == "yoy" for e in told}) == 1
            values = told[:1] if known else []  # else of which: 占比95.0%,提高1.2%,高于90%的目标
        elif limit.unit == "%" and found and first and first.sentence == limit.sentence:
            apiece = index.group(first) if says("each_then", index.left(first)) else ()
            values = _members(index, first) if says("in_order", index.left(first)) else [*apiece]
            count = next(index.before(limit, within=1), limit).value
            whole_list = count == len(values) or says("all_of_them", words)
            values = values if whole_list and len(values) > 1 else []
        elif limit.limit and told and told[0] is index.preceding(limit):
            last, between = told[0], index.between(told[0], limit)
            passed = says("passed", between) and says("passed_mark", index.right(limit))
            own = last.measure == limit.measure and not says("fresh", index.left(last))
            whole = own and not says("of_month", index.opening(last))
            values = told[: bool((passed or says("passed_first", between)) and whole)]
        every = [] if values else _every_one(index, limit, found)
        values = values or every
        plain = all(e.unit == limit.unit and e.plain and e.value > 0 for e in values)
        for each in values if plain and limit.value > 0 and not limit.depth else ():
            if limit.limit and len(values) == 1:
                yield tie("repeat", limit, "repeat.held", other=each)
            elif (found or limit.limit or says("all_past", words)) and not says("falls_by", words):
                under = says("all_below", words + limit.printed + index.right(limit)[:3])
                below = under or limit.limit == "upper" or (found and found["below"])
                pattern = "word.every" if every else "word.above"
                yield ordered(found[0] if found else "", pattern, (each, limit), rising=below)


def _every_one(index: FigureIndex, limit: Draft, above: re.Match[str] | None) -> list[Draft]:
    """Return those of which all lie beyond a limit, told right before it or behind it.

    甲、乙、丙三大行业分别增长12.6%、14.3%和13.8%,增速均超过12%; 都在20%以上:甲41.2%,乙26.7%. They
    are all that its sentence tells on that side in its unit, as many as are said.
    """
    said = says("all_past", re.split("[,;:。]", index.left(limit))[-1])
    others = said is not None and says("rest", said[0])  # 其他行业增速均在12%以下
    if said is None or others or not (above or limit.limit or says("all_below", said[0])):
        return []
    here = [e for e in index.sentence(limit.sentence) if e.unit == limit.unit and e is not limit]
    here = [e for e in here if e.plain and "from" not in e.roles]
    sides = [[e for e in here if e.start < limit.start], [e for e in here if e.start > limit.start]]
    number = number_said(said["number"])
    opened = says("list_mark_open", index.right(limit)) is not None
    for side in sides[::-1] if opened else sides[:1]:
        kinds = {(e.measure, e.period, e.status) for e in side}
        several = number in {0, len(side)}
        alike = len(kinds) == 1 and not any(says("compared", index.left(e)) for e in side)
        alike = alike and not any(says("no_member", index.left(e)) for e in side[1:])
        if several and alike and len(side) > 1:
            return side
    return []


RULES = (directions, targets, rankings, thresholds, told_out)
