"""The walk through a report: every number meets its frame and its context (读取)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.compared import (
    a_year_before,
    is_joined,
    is_known,
    is_monthly,
    led_from,
    limits_counted,
    of_printed,
    outside_bracket,
    read_alike_aim,
    read_compared,
    read_moved,
    read_multiple,
    read_of_aim,
    reference_text,
    set_against,
)
from zoneanalysis.extraction.context import Draft, Source
from zoneanalysis.extraction.discourse import Discourse, trade_of
from zoneanalysis.extraction.frames import WINDOW, Frame, frame_of
from zoneanalysis.extraction.lists import Group, groups_of
from zoneanalysis.extraction.measures import Reading, read_measure
from zoneanalysis.extraction.naming import Naming, is_anchored, name_figures, named_at
from zoneanalysis.extraction.nouns import Noun, noun_of
from zoneanalysis.extraction.passing import HEADING, pass_by
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.scope import Scope
from zoneanalysis.extraction.spans import (
    Setting,
    of_each_time,
    period_of,
    periods_of_list,
    span_of_both,
)
from zoneanalysis.extraction.standing import status_of
from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.values import value_of
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import firm_told, is_listed, place_beside
from zoneanalysis.values.periods import Period

__all__ = ["read_figures"]

_HELD, _JOINED = frozenset({"rate", "share"}), frozenset("、和与及")
_TOLD = frozenset({"level", "yoy", "count", "other"})  # what may be said of a whole before 其中
_LEVELLED = re.compile(r".*(?:持平|不变)[、和]")  # 医疗类与去年持平、交通类上涨…


def read_figures(
    clauses: Sequence[Clause], text: str, gazetteer: Gazetteer, own: Period, now: int
) -> list[Draft]:
    """Return the figures of a report in text order.

    Parameters
    ----------
    clauses : sequence of Clause
    text : str
        The whole normalised text.
    gazetteer : Gazetteer
    own : Period
        What the report is about.
    now : int
        The year that it calls 今年.
    """
    reader = _Reader(text, Scope(gazetteer, own, now, clauses))
    events: list[tuple[int, int, Clause, Group | None]] = []
    for index, clause in enumerate(clauses):
        found, mark = False, HEADING.match(clause.text)
        for each in groups_of(clause):
            if mark and each.numbers[-1].end <= clause.start + mark.end():
                continue  # 8、2023年计划
            events.append((each.first.start, index, clause, each))
            found = True
        if not found:
            events.append((clause.start, index, clause, None))
    for _, index, clause, group in sorted(events, key=lambda event: event[0]):
        reader.enter(clause)
        if group is None:
            pass_by(clause, reader.talk, reader.scope, text)
        else:
            reader.read(clause, index, group)
    reader.drafts.sort(key=lambda draft: draft.number_start)
    return reader.drafts


class _Reader:
    """One walk: what is stated where, what was spoken of, and the figures so far."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.gazetteer = scope.gazetteer
        title = text.lstrip("\n").split("\n", 1)[0]
        self.talk = Discourse("" if "。" in title else title, trade_of(title, text))
        self.drafts: list[Draft] = []
        self.groups = 0
        self.begun, self.entered = 0, -1

    def enter(self, clause: Clause) -> None:
        """Go into a clause, once."""
        if clause.index == self.entered:
            return
        self.entered, self.talk.before = clause.index, []
        self.scope.enter(clause)
        before = self.scope.before
        if not clause.depth and before is not None and before.stop == ";":
            self.talk.at_head = True
        self.talk.enter(clause)
        if not clause.depth and clause.numbers:
            self.talk.inner_subject, self.talk.inner_area = "", None

    def read(self, clause: Clause, index: int, group: Group) -> None:
        """Read one number or one list of numbers."""
        talk, scope = self.talk, self.scope
        first = group.first
        begin = max(group.begin, first.start - WINDOW)
        joined = clause.slice(begin, begin + 1) in _JOINED  # 高于全省的5.1%|和全国的4.9%
        if talk.before and talk.before[-1].pattern == "compared" and not joined:
            begin = max(self.begun, first.start - WINDOW)  # 比上年同期的5.4%高0.7个百分点
        self.begun = begin
        zone = clause.slice(begin, first.start)
        if levelled := _LEVELLED.match(zone):
            begin, zone = begin + levelled.end(), zone[levelled.end() :]
        beside = vocabulary().ties["set_beside"].match(self.text, first.end)
        kept = zone if beside else vocabulary().nouns["of_before"].sub("", zone, count=1)
        cut = len(zone) - len(kept)
        near = clause.mentions_within(begin, first.start)
        frame = frame_of(zone[cut:], begin + cut, first.start, near)
        reading = read_measure(
            first,
            frame,
            falling=talk.falling,
            after_growth=talk.after_growth(clause, group),
            inside=bool(clause.depth),
        )
        if not is_known(first, frame, reading, talk) and first.kind == "bare":
            return
        if of_printed(zone, first, talk):
            reading.measure, reading.relation, reading.pattern = "share", "share", "share.printed"
            reading.subject, reading.object = "", talk.before[0].indicator
        read_of_aim(zone, first, reading, talk, self.text)
        read_alike_aim(zone, reading, talk)
        read_multiple(zone, reading, talk)
        read_moved(zone, frame, reading, talk)
        told = "环比" in talk.pending or (scope.section.monthly and "同比" not in zone)
        if reading.measure == "yoy" and (told or is_monthly(frame, reading, near, talk, index)):
            reading.measure = "other"
        if limits_counted(zone, first, talk):
            return
        earlier = read_compared(zone, frame, reading, first, talk, self.text, beside=bool(beside))
        noun = self._noun(clause, frame, reading, near)
        self._parallel(clause, noun, first)
        naming = name_figures(group, clause, frame, reading, noun, talk, self.gazetteer, self.text)
        self._continue_from(frame, reading, noun, naming, first)
        setting = Setting(clause, frame, reading, noun, naming, first.unit, zone)
        period, dated, reasons = period_of(self.text, scope, talk, setting)
        if is_joined(zone, reading, clause.mentions_within(begin, first.start), talk):
            period, dated = talk.before[-1].period, talk.before[-1].evidence["period"]
        if earlier is not None:
            period, dated = a_year_before(earlier, talk, scope), Source("own", clause.index)
        held = reading.pattern == "compared"
        area, placed = self._area(clause, noun, naming, first, held=held)
        led = led_from(first, frame, talk)
        area = led.area if led else area  # 全省收入比由2.24缩小至2.20
        named = named_at(clause, noun, naming, first, talk)
        period, status = status_of(self.text, scope, talk, setting, first, period)
        dates = periods_of_list(clause, scope, begin, len(group.numbers))
        dated = of_each_time(clause, naming, talk, zone, dates) or dated
        self.groups += 1
        made = []
        for i, number in enumerate(group.numbers):
            draft = self._draft(number, frame, reading, naming.names[min(i, len(naming.names) - 1)])
            if i:
                draft.start = number.start
            draft.area, draft.status, draft.items = area, status, naming.items
            draft.period = dates[i] if dates else period
            draft.clause, draft.sentence, draft.paragraph = index, clause.sentence, clause.paragraph
            draft.depth, draft.group, draft.lead = clause.depth, self.groups, zone
            draft.counts_zones = naming.counts_zones
            draft.anchored = is_anchored(group, noun, naming, talk)
            draft.evidence = {"indicator": named, "area": placed, "period": dated}
            draft.among = talk.pending == "其中"
            draft.roles, draft.scope = frozenset(frame.roles), talk.within
            draft.reasons += [*reading.reasons, *(naming.reasons or ()), *reasons]
            draft.reasons += [number.doubt] if number.doubt else []
            if naming.areas:
                draft.area = naming.areas[i]
            elif (
                naming.items == ()
                and "、" in area.name
                and len(group.numbers) == area.name.count("、") + 1
            ):
                draft.area = self.gazetteer.zone(area.name.split("、")[i])
            elif (
                talk.zones_sentence == clause.sentence
                and len(talk.zones) == len(group.numbers)
                and "distribute" in frame.roles
            ):
                draft.area = self.gazetteer.zone(talk.zones[i], "开发区")
            if number.part == "range":
                draft.bound = draft.bound or ("upper" if i else "lower")
            self._settle(draft, frame, noun, i)
            made.append(draft)
        self.drafts += made
        talk.before = made
        self._carry(clause, made, noun, reading, naming)

    # -- parts of a reading ------------------------------------------------------------------

    def _parallel(self, clause: Clause, noun: Noun, first: Number) -> None:
        """Let the next area of …其中…;青岭县2.4亿元 have what the clause beside it began with."""
        talk = self.talk
        bare = noun.area is not None and not noun.name and first.kind in {"level", "count"}
        if not (talk.at_head and bare) or clause.depth or talk.head_sentence != clause.sentence:
            return
        if "其中" in self.text[talk.head_at : first.start]:
            talk.subject = "" if talk.head == "?" else talk.head
            talk.counted = talk.subject if first.kind == "count" else talk.counted

    def _noun(
        self, clause: Clause, frame: Frame, reading: Reading, near: Sequence[Mention]
    ) -> Noun:
        subject, begin = reading.subject, frame.subject_start
        fresh = begin == clause.start and self.text[begin - 1 : begin] in {"", "\n", ":", "。"}
        if fresh and (mark := HEADING.match(subject)):
            subject, begin = subject[mark.end() :], begin + mark.end()
        noun = noun_of(subject, begin, near, self.gazetteer)
        noun.area = firm_told(noun.area, self.text, begin, self.scope.area)
        if reading.pattern == "rate.permille" and noun.derived:
            noun.name += noun.derived  # 自然增长率 is a rate's name
        return noun

    def _continue_from(
        self, frame: Frame, reading: Reading, noun: Noun, naming: Naming, first: Number
    ) -> None:
        """Let the second half of 由a提升至b be of the kind that the first half is."""
        before = self.talk.before
        goes_on = "reached" in frame.roles and not noun.name and reading.relation != "share"
        if goes_on and before and before[0].kind == first.kind:
            naming.names, reading.relation = [draft.indicator for draft in before], ""
            reading.measure = before[0].measure
        moved = self.talk.last if first.kind == "percent" and not noun.name else None
        if moved is not None and moved.measure == "pp_change" and "reached" in frame.roles:
            of_share = vocabulary().ties["share"].search(moved.indicator)
            if of_share is not None:  # 占比提升1.1个百分点至48.2%
                reading.measure, reading.relation, reading.pattern = "share", "share", "share.word"
                naming.names = [moved.indicator]

    def _area(
        self, clause: Clause, noun: Noun, naming: Naming, first: Number, *, held: bool
    ) -> tuple[AreaRef, Source]:
        """Return the area of a figure, and where it stands; one held against hands nothing on."""
        before = self.scope.placed
        if held and noun.area is not None:
            return noun.area, Source("own", clause.index)
        area = self._area_of(clause, noun, naming, first)
        return area, Source("own", clause.index) if noun.area or naming.area else before

    def _area_of(self, clause: Clause, noun: Noun, naming: Naming, first: Number) -> AreaRef:
        scope, talk, gazetteer = self.scope, self.talk, self.gazetteer
        area = noun.area
        if naming.area is not None and naming.area.kind == "entity":
            talk.inner_area = naming.area if clause.depth else talk.inner_area
            return naming.area
        if naming.area is not None:
            narrower = scope.area.code.startswith(f"{naming.area.code}-")
            if naming.area == gazetteer.default and narrower and scope.area.kind == "group":
                return scope.area
            if not clause.depth and naming.counts_zones:
                scope.state_area(naming.area, clause)
            return naming.area
        last = talk.last
        spoken = max(talk.spoken, scope.placed.clause)
        goes_on = last is not None and last.group == self.groups and spoken <= last.clause
        goes_on = goes_on and last is not None and last.pattern != "compared"
        if area is None and not (noun.name or clause.depth) and goes_on and last:
            return last.area
        if area is None and clause.depth:
            talk.inner_area = place_beside(self.text, clause, gazetteer) or talk.inner_area
        if area is None and scope.area.kind == "government" and first.kind == "count":
            return gazetteer.default  # 自治区本级支出…。办理建议31件
        if area is None:
            return (talk.inner_area if clause.depth else None) or scope.area
        if area == gazetteer.own and gazetteer.zones and first.kind == "count" and not clause.depth:
            area = gazetteer.default
        if first.kind == "count" and is_listed(area, noun.raw, naming.items):
            return gazetteer.default
        if not clause.depth:
            scope.state_area(area, clause)
        return area

    def _draft(self, number: Number, frame: Frame, reading: Reading, name: str) -> Draft:
        value = number.value if number.value < 0 else number.value * reading.sign
        bound, unit = value_of(number, frame, reading, name, self.text, self.talk.level_unit)
        measure = reading.measure
        if reading.pattern == "level.change" and number.kind == "bare" and self.talk.standing:
            unit = self.talk.standing.unit  # 收入比为2.05,比上年缩小0.04
        if measure in {"count", "level"} and number.unit:
            whole = number.value == number.value.to_integral_value()
            measure = "count" if number.kind == "count" and whole else "level"
        if number.kind == "ratio" and reading.measure == "yoy":
            measure = "yoy"
        years = measure == "other" and number.kind == "percent" and frame.worded >= 0
        return Draft(
            start=frame.worded if years else frame.start,  # 年均增长超9% is no level of 9%
            end=number.end,
            number_start=number.start,
            value=value,
            unit=unit,
            kind=number.kind,
            measure=measure,
            indicator=name,
            area=self.scope.area,
            period=self.scope.period,
            bound=bound,
            relation=reading.relation,
            reference=reading.object,
            pattern=reading.pattern,
            numeral=number.numeral,
            part=number.part,
            lost=number.lost,
        )

    def _settle(self, draft: Draft, frame: Frame, noun: Noun, place: int) -> None:
        """Decide what the measure alone could not: bare percentages, references, basis."""
        last = self.talk.last
        if draft.part == "ratio":
            draft.measure, draft.pattern, draft.unit = "share", "share.ratio", "%"
        rate = vocabulary().measures["rate"].search(draft.indicator)
        if draft.measure == "inherit":
            draft.measure = "rate" if rate and not self.talk.standing else "yoy"
            if (held := self.talk.standing) and held.measure in _HELD and not noun.derived:
                draft.measure = held.measure
            outside = outside_bracket(self.text, draft.start)
            if not (noun.name or noun.area or self.talk.inner_area):
                area, _ = self.gazetteer.leading(reference_text(outside))
                draft.area = area or draft.area
            if draft.measure == "yoy" and vocabulary().ties["falls_by"].search(outside):
                draft.value = -abs(draft.value)  # 降幅比1-8月(13.4%)收窄
        if draft.measure == "unclear":
            grows = draft.status == "target" or (last is not None and last.measure == "yoy")
            named = noun.name or vocabulary().ties["stands_at"].search(draft.lead)  # 达到60%以上
            draft.measure = "rate" if rate or (named and not grows) else "yoy"
            again = last is not None and last.sentence == self.talk.sentence and not noun.name
            if again and last and last.measure in _HELD and last.pattern != "compared":
                draft.measure = last.measure  # 城镇化率为62.47%,上年末为61.65%
            elif again and last and last.pattern == "level.change" and last.value < 0:
                draft.value = -abs(draft.value)  # 减少27份、65.9%
        set_against(draft, frame, self.scope, place)
        if "from" in frame.roles and frame.mention is None:
            draft.reasons.append("from")
        if draft.measure in {"yoy", "pp_change", "pp_gap"}:
            real = vocabulary().measures["real"].search(f"{draft.indicator}\n{draft.lead}")
            draft.basis = "constant_price" if real or "comparable" in frame.roles else "unknown"

    def _carry(
        self, clause: Clause, made: list[Draft], noun: Noun, reading: Reading, naming: Naming
    ) -> None:
        """Keep what the next figures of the paragraph may leave out."""
        talk, draft = self.talk, made[-1]
        if not clause.depth and talk.at_head:
            talk.head, talk.head_at, talk.at_head = made[0].indicator, made[0].start, False
            talk.head_sentence = clause.sentence
        if clause.depth:
            if noun.name or not talk.subject:
                talk.inner_subject = draft.indicator
            if noun.name:
                talk.inner_area = draft.area if draft.area.kind == "entity" else None
            draft.base = talk.inner_subject or talk.subject
            return
        among = self.text.rfind("其中", max(0, made[0].number_start - WINDOW), made[0].number_start)
        parts = "其中" in made[0].lead + talk.pending and among not in {-1, talk.whole_at}
        if parts and talk.last is not None and talk.last.measure in _TOLD:
            counted = talk.last.measure == "count"
            talk.whole = talk.last.indicator if counted else talk.subject
            talk.whole_at = among
        if len(naming.items) > 1 and naming.counts_zones:
            talk.zones, talk.zones_sentence = naming.items, clause.sentence
        if draft.status == "estimate" and self.scope.status == "estimate":
            self.scope.estimated = draft.period
        span_of_both(draft, talk, self.scope)
        talk.drafts += made
        if draft.kind == "count" and not naming.counts_zones:
            talk.counted, talk.counted_sentence = naming.of or draft.indicator, clause.sentence
        if draft.measure == "level" or draft.pattern == "price":
            talk.level_unit = draft.unit
        keeps = draft.measure in {"level", "yoy", "count", "rate", "other"} and not reading.relation
        keeps = keeps or reading.pattern in {"share.word", "points.change", "points.gap"}
        keeps = keeps and reading.pattern != "compared"
        if keeps and not naming.counts_zones:
            talk.speak_of(draft, noun.name)
        draft.base = talk.subject
