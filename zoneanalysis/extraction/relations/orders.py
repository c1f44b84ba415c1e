"""Figures that words put in order: 由…升至…, 高于去年的…, 位居第一…排名第二 (高低次序)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import (
    PARTIAL,
    FigureIndex,
    Proposal,
    ordered,
    sole,
    tie,
)
from zoneanalysis.extraction.relations.names import canonical, number_said, says
from zoneanalysis.extraction.relations.parts import exceeds
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.relations.words import words_of

__all__ = ["RULES"]

_RATES = ("yoy", "rate", "share")
_WAYS = ("rises", "falls", "widens", "narrows")
_WORDS = sorted((w for w, way in words_of("direction").items() if way in _WAYS), key=len)
_MOVED = {"growth.direction", "growth.of_rate", "level.change", "level.gap", "points.change"}
_PAIR = 2  # parts of a partition that are held against each other
_NEAR = 2  # sentences: its own and the one before
_NAME = 3  # characters that a name must have more of, to stand for a longer one that ends so
_BEHIND = 10  # characters of 的水平 behind a figure
_MEAN = 24  # characters of 均高于全区平均水平 behind one


def moved(index: FigureIndex) -> Iterator[Proposal]:
    """Propose which way something went: 由5.4%上调至5.5%, 67只增加到126只, 先升至…,再降至….

    Also where the earlier figure is the last of its name: 2009年采购3.4亿元,…2010年升至5.6亿元.
    """
    reached: set[int] = set()
    for later in index.drafts:
        group = index.group(later)
        told = _move(index, later) if later is group[0] and not later.depth else None
        if told is None:
            continue
        word, beside = told
        base = index.preceding(later)
        pairs: list[tuple[Draft, Draft]] = []
        if base is not None and _leads(index, base, beside, reached):
            bases = index.group(base)
            listed = (*group, *index.after(group[-1], within=len(bases) - len(group)))
            if base is bases[-1] and all(index.left(e) in {"、", "和"} for e in listed[1:]):
                pairs = list(zip(bases, listed, strict=True)) if len(bases) == len(listed) else []
        elif len(group) == 1 and (last := _last_of_name(index, later, word)) is not None:
            pairs = [(last, later)]
        pairs = [pair for pair in pairs if _is_same_kind(index, *pair)]
        reached.update(id(each) for _, each in pairs)
        for earlier, each in pairs:
            yield tie("direction", word, "word.moved", before=earlier, after=each)


def _move(index: FigureIndex, later: Draft) -> tuple[str, str] | None:
    """Return the word that says which way a figure was come to, and what stands before it."""
    words = index.undated(later, index.left(later))
    end = says("moved_to", words)
    if end is None:
        return None
    before = words[: end.start()]
    word = next((word for word in reversed(_WORDS) if before.endswith(word)), None)
    return (word, before.removesuffix(word)) if word else None


def _leads(index: FigureIndex, base: Draft, beside: str, reached: set[int]) -> bool:
    """Whether words make a figure the one that was moved from: from it, touching, or goes on."""
    if not says("moved_beside", beside):
        return False
    begun = says("moved_from", index.left(index.group(base)[0]))
    on = id(base) in reached and says("moved_on", beside)
    return bool(begun or not beside or on)


def _last_of_name(index: FigureIndex, later: Draft, word: str) -> Draft | None:
    """Return the last figure of a name before a later one, of a time right before its own."""
    if says("moved_since", index.left(later)):
        return None  # 较5月上升至, 由年初的…
    name = canonical(later.indicator)
    kind = (later.thing, later.area, "")
    near = [e for e in index.above(later) if (e.thing, e.area, e.limit) == kind and not e.depth]
    near = [e for e in near if e.pattern not in _MOVED or e.measure == "yoy"]
    told = [e for e in near if _is_called(e, later, name)]
    last = next(iter(told), None)
    owners = {canonical(each.indicator) for each in told}
    if last is None or len(owners) > 1 or last.until != max(each.until for each in told):
        return None
    if len({e.value for e in told if e.until == last.until}) > 1:
        return None
    years = later.until.year - last.until.year
    spans = [len(each.period.months) for each in (last, later)]
    flows = all(each.counted and each.period.start for each in (last, later))
    beside = last.until.shifted(spans[1]) == later.until
    if not last.until < later.until or (flows and spans[0] != spans[1]):
        return None
    near_by = beside if says("moved_back", word) or last.sentence != later.sentence else years < 2
    known = all(e.evidence["indicator"].how != "none" for e in (last, later))
    return last if near_by and known else None


def _is_called(draft: Draft, later: Draft, name: str) -> bool:
    """Whether a figure has a later one's name, or in its sentence a longer one that ends so."""
    own = canonical(draft.indicator)
    beside = draft.sentence == later.sentence and len(name) > _NAME
    return own == name or (beside and own.endswith(name))


def _is_same_kind(index: FigureIndex, first: Draft, second: Draft) -> bool:
    """Whether two figures can be told apart by their size: neither is below zero nor a move."""
    alike = first.thing == second.thing and first.unit not in {"位", "名"}
    plain = all(e.plain and e.value > 0 and not e.lost for e in (first, second))
    growth = (first.measure, second.measure) == ("yoy", "yoy")
    moves = any(e.pattern in _MOVED for e in (first, second)) and not growth
    ratio = any(e.pattern.startswith(("ratio", "share.ratio")) for e in (first, second))
    ratio = ratio and not all(index.text.startswith(":1", e.end) for e in (first, second))
    words = index.left(index.group(first)[0])
    falls = says("falls_by", words) or says("moved_below", words)
    falls = falls or says("turned_scale", words) or says("turned_scale", index.left(second))
    return alike and plain and not (moves or ratio or falls)


def set_above(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 增速高于一季度的2.0%, 远高于去年的220万吨 is above it: the one right before it.

    The other one is of another place or time, or of what words name; of falls it isn't sure which
    way 高于 goes. 高于限额1.5亿元 may be by so much.
    """
    for other in index.drafts:
        found = says("set_above", words := index.left(other))
        if found is None or len(index.group(other)) > 1 or says("among", words):
            continue  # 326座,其中低于死水位的41座
        level = other.unit != "%" and (words.endswith("的") or _is_a_level(index, other))
        if level and other.measure == "count":
            continue  # 低于全市平均的4个
        told = (e for e in index.earlier(other) if not _is_set_against(index, e))
        own = next((e for e in told if not level or e.thing == other.thing), None)
        if own is None or not (level or (other.pattern == "compared" and own.measure in _RATES)):
            continue
        if not (own.plain and other.plain) or own.pattern in _MOVED - {"growth.direction"}:
            continue
        alike = canonical(own.indicator) == canonical(other.indicator) and own.unit == other.unit
        alike = alike and (level or own.measure == other.measure)
        apart = (own.area, own.period) != (other.area, other.period) or (level and other.reference)
        below = min(own.value, other.value if level else own.value) < 0
        falls = below or says("falls_by", words) or says("turned_scale", index.left(own) + words)
        if alike and apart and not falls and len(index.group(own)) == 1:
            yield ordered(found[0], "word.above", (own, other), rising=found["below"])


def _is_set_against(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure is one that another is compared with."""
    told = says("set_by_words", index.left(draft))
    return told is not None or draft.pattern in {"compared", "level.gap"}


def _is_a_level(index: FigureIndex, other: Draft) -> bool:
    """Whether a figure that another is set above is a level and no gap: 高于去年220万吨的水平."""
    return says("level_behind", index.text[other.end : other.end + _BEHIND]) is not None


def ranked(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 以38%位居第一,…以24%排名第二 stand in that order, and are no more than 100%."""
    runs: list[list[Draft]] = []
    for draft in index.drafts:
        rank = _rank(index, draft)
        if rank == 1:
            runs.append([draft])
        elif rank and runs and rank == len(runs[-1]) + 1 and _goes_on(runs[-1][-1], draft):
            runs[-1].append(draft)
    for run in runs:
        if len(run) > 1:
            yield tie("ranking", "", "word.ranks", value=run)
            if run[0].unit == "%" and says("market_part", index.sentence_text(run[0])):
                yield tie("shares_sum", "", "shares.ranked", share=run, params=PARTIAL)


def _rank(index: FigureIndex, draft: Draft) -> int:
    """Return the rank that words behind a figure give it: 以24%的份额排名第二; 0 for none."""
    if not draft.plain or draft.value <= 0 or not says("ranked_by", index.left(draft)):
        return 0
    told = says("ranked_at", index.right(draft))
    return (number_said(told["rank"]) or 1) if told else 0


def _goes_on(last: Draft, draft: Draft) -> bool:
    """Whether a figure goes on with a list of ranks."""
    near = draft.sentence - last.sentence < 2 and draft.paragraph == last.paragraph
    kinds = {(e.unit, e.measure, e.period) for e in (last, draft)}
    return near and len(kinds) == 1


def ends(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a range begins with its lower end, where it doesn't: 60亿~50亿元."""
    for low in index.drafts:
        high = index.following(low)
        if high is None or high.sentence != low.sentence or low.thing != high.thing:
            continue
        between = index.between(low, high)
        least = low.bound == "lower" and says("at_least", index.left(low))
        limits = least and high.bound == "upper" and says("at_most", between)
        span = high in index.group(low) and says("range_mark", between) and low.counted
        words = index.left(low)
        turned = says("moved_from", words) or says("range_any", index.right(high))
        turned = turned or says("range_below", words)  # 亏损3亿元-2.4亿元
        if not (limits or span) or turned or min(low.value, high.value) <= 0:
            continue
        if not (low.depth or high.depth) and exceeds(high, [low]):
            yield ordered("", "word.range", (low, high), rising=True)


def extremes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 3月1.4亿元,为今年以来单月最高 is no less than the months told before it."""
    for top in index.drafts:
        found = says("at_end_since", index.right(top)) if top.plain and top.value > 0 else None
        if found is None or says("at_end_among", found["since"]) or top.period.start is None:
            continue
        year = re.search(r"\d{4}", found["since"])
        since = int(year[0]) + 1 if year else top.until.year
        kind = (top.area, top.thing, top.measure, len(top.period.months))
        for other in index.above(top):
            alike = kind == (other.area, other.thing, other.measure, len(other.period.months))
            named = canonical(other.indicator) == canonical(top.indicator) and other.plain
            known = all(e.evidence["indicator"].how != "none" for e in (top, other))
            within = other.until < top.until and other.until.year >= since
            if alike and named and known and within and top.sentence - other.sentence < _NEAR:
                yield ordered("", "word.extreme", (top, other), rising=found["low"])


def named_faster(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 农村居民收入增速快于城镇 holds of the growth of both, told before it."""
    for clause in index.clauses:
        found = says("named_faster", clause.text) if not clause.depth else None
        if found is None or says("wished", clause.text):
            continue
        told = [e for e in index.paragraph(clause.paragraph) if e.number_start < clause.start]
        told = [e for e in told if clause.sentence - e.sentence < _NEAR and e.measure == "yoy"]
        for partition in vocabulary().partitions:
            pair = [w for side in ("one", "other") for w in partition.words if w in found[side]]
            if len(pair) != _PAIR or {*pair} != {*partition.words}:
                continue
            end = found["one"].replace(pair[0], "")[-2:]
            rates = [_rate_of(told, word, end) for word in pair]
            values = [each for each in rates if each is not None and each.plain]
            kinds = {(e.area, e.period, _stem(e, w)) for e, w in zip(values, pair, strict=False)}
            if len(values) == _PAIR and len(kinds) == 1:
                yield ordered(found["way"], "word.faster", values, rising=found["slower"])


def risen(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what was added is no more than what it came to; only said where it is.

    增加11个、达到25个; 新增12项和44项,累计分别达到64项和288项; 达到25个,增加11个.
    """
    for first in index.drafts:
        group = index.group(first)
        last = index.following(group[-1]) if first is group[0] else None
        if last is None or last.sentence != first.sentence:
            continue
        come = says("reaches", index.left(last)) and says("fresh_by", index.left(first))
        more = says("come_by", index.left(last)) and last.value > 0
        for each, other in zip(group, index.group(last), strict=False) if come or more else ():
            level, change = (other, each) if come else (each, other)
            alike = level.counted and (level.thing, level.area) == (change.thing, change.area)
            plain = level.plain and change.plain and not says("signed", level.indicator)
            plain = plain and not says("moved_below", index.left(level))  # 上年为亏损320万元
            ended = index.right(level)[:1] in {*",;。、和", ""}
            if alike and plain and ended and exceeds(level, [change]):
                yield tie("sum", level, "sum.risen", part=change, params=PARTIAL)


def apiece(index: FigureIndex) -> Iterator[Proposal]:
    """Propose order and number of 增速居前的3个行业由高到低依次是甲、乙、丙,分别增长9%、8%和7%.

    What they are in the order of is what they have: neither 按产值由大到小 of rates nor of profit.
    """
    for first in index.drafts:
        group = index.group(first)
        many = first is group[0] and len(group) > 1
        told = says("named_apiece", index.opening(first)) if many else None
        last = re.split("[和及与]", told["last"]) if told else []
        if told is None or len(group) - told["names"].count("、") not in {1, len(last)}:
            continue
        count = next((e for e in index.earlier(first) if e.measure == "count"), None)
        if count and told["count"] and index.text.startswith(told["count"], count.start):
            yield tie("list_count", count, "list.told", item=group)
        by = says("order_of", told["by"])
        of = [each.lastgroup for each in vocabulary().ties["order_of"].finditer(told["of"])]
        falls = all(each.value < 0 for each in group)
        if by and by.lastgroup in of[-1:] and falls == (by.lastgroup == "falls"):
            yield ordered("", "word.order", group, rising=bool(told["asc"]) != falls)


def about_mean(index: FigureIndex) -> Iterator[Proposal]:
    """Propose which side of a mean is told: 均高于平均水平(7.5%);丙县增长5.0%,低于平均水平."""
    mean = None
    for last in index.drafts:
        found = says("beside_mean", index.text[last.end : last.end + _MEAN])
        mean = index.following(last) if found and found["told"] else mean
        if found is None or mean is None or not _alike(last, mean):
            continue
        for each in index.group(last):
            if each.plain and not mean.limit and min(each.value, mean.value) > 0:
                yield ordered(found["way"], "word.above", (each, mean), rising=found["below"])


def trends(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 4月、5月、6月分别为65%、74%、78%,逐月走高 and 降幅逐步收窄:1-2月…,1-4月… do so.

    Of growth only where it is said of rates, and of nothing else where it is.
    """
    for draft in index.drafts:
        words, group = index.undated(draft, index.left(draft)), index.group(draft)
        found = says("trend", index.text[draft.end : draft.end + _MEAN])
        if found and found.start() == 1 and found.string[0] == ",":
            run = _in_turn(index, group) or _series(draft, index.earlier(draft))[::-1]
        elif (found := says("trend", words)) and says("trend_opens", words[found.end() :]):
            run = _series(draft, index.after(draft))
        else:
            continue
        times = number_said(found["times"])
        run = run[-1 - times :] if times else run
        falls = all(each.value < 0 for each in run)
        growth = draft.measure == "yoy" or says("trend_rate", draft.indicator) is not None
        alike = growth == bool(found["rate"]) and falls == bool(found["falls"])
        if len(run) > 1 and alike and all(each.plain for each in run):
            yield ordered(found[0], "word.order", run, rising=bool(found["up"]) != falls)


def _in_turn(index: FigureIndex, group: Sequence[Draft]) -> list[Draft]:
    """Return a list that has one figure of one thing for each time that leads it: 2-5月分别为."""
    told = says("each_in_turn", index.left(group[0]))
    if told is None or not all(_alike(group[0], e) and e.area == group[0].area for e in group):
        return []
    number = number_said(told["number"]) or int(told["last"]) - int(told["first"]) + 1
    return [*group] if number == len(group) else []


def _series(first: Draft, others: Iterator[Draft]) -> list[Draft]:
    """Return a figure and those beside it of the same thing, each of a time further off."""
    run = [first]
    for each in others:
        spans = {0 if e.period.is_ytd else len(e.period.months) for e in (first, each)}
        ends = (run[-1].until, each.until)
        earlier, later = ends[::-1] if each.start < first.start else ends
        if not (_alike(first, each) and len(spans) == 1 and earlier < later):
            break
        run.append(each)
    return run


def _alike(first: Draft, each: Draft) -> bool:
    """Whether two figures of a sentence are of one kind and quantity."""
    kinds = {(e.sentence, e.unit, e.measure, canonical(e.indicator)) for e in (first, each)}
    return len(kinds) == 1


def _rate_of(told: Sequence[Draft], word: str, end: str) -> Draft | None:
    """Return the one growth told of what a word of a partition and the end of a name say."""
    return sole([e for e in told if word in e.indicator and end in e.indicator])


def _stem(draft: Draft, word: str) -> str:
    return canonical(draft.indicator).replace(canonical(word), "", 1)


RULES = (
    moved, set_above, ranked, ends, extremes, named_faster, risen, apiece, about_mean, trends,
)  # fmt: skip
