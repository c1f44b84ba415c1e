"""The walk through a report: every number meets its frame and its context (读取)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Carried, Draft
from zoneanalysis.extraction.frames import WINDOW, Frame, frame_of
from zoneanalysis.extraction.lists import Group, groups_of
from zoneanalysis.extraction.measures import Reading, read_measure
from zoneanalysis.extraction.naming import Naming, name_figures
from zoneanalysis.extraction.nouns import Noun, head_of, noun_of
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.spans import Setting, period_of
from zoneanalysis.extraction.timewords import Mention, resolve
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.periods import Month, Period

__all__ = ["read_figures"]

_AFTER = re.compile(r"(?:及)?以上|左右|上下|以下|以内|之内")
_BOUNDS = {
    "以上": "lower",
    "及以上": "lower",
    "左右": "approximate",
    "上下": "approximate",
    "以下": "upper",
    "以内": "upper",
    "之内": "upper",
}
_REAL = re.compile(r"增加值|生产总值|GDP")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]是(?!否)|首先|其次|[(]?[一二三四五六七八九十\d]{1,3}[)]"
    r"|[一二三四五六七八九十\d]{1,3}[、.]|[①-⑳]|-+|[●■◆])+"
)
_TOP_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|【|第[一二三四五六七八九十]{1,2}部分")
_AIMS_HEADING = re.compile(
    r"奋斗目标|预期目标|主要目标|发展目标|目标任务|预算草案|(?:20\d\d|今|明)年.{0,10}(?:工作|任务|重点|安排|打算|思路)"
)
_PLAN = re.compile(r"下半年(?:主要)?(?:工作)?(?:重点|安排|打算|任务)|下一步|工作计划")
_REVIEW = re.compile(r"工作(?:进展|开展|推进|完成)情况|工作进展|主要(?:经济)?指标")
_ENTITY = re.compile(r"项目|开发区|经开区|企业|园区|示范区|县区|行业|部门")
_MULTIPLES = frozenset({"万", "亿", "万亿"})
_PHYSICAL = re.compile(r"人口|人次|人数|用户|产量|发电|用电|电量|里程|株|件|户|吨|面积")
_MONEY = re.compile(
    r"(?:资金|投资额?|产值|收入|GDP|生产总值|增加值|贷款|存款|余额|税|支出|总额|利润|销售额|零售额"
    r"|金额|货值|总值|成交额|外资|债务|预算)$"
)
_SEEN_FROM = re.compile(r"从([\u4e00-\u9fff]{3,14}?)(?:来看|看|方面看|情况看)")
_YEAR_TARGET = re.compile(r"考核目标|目标值|年度目标|全年目标")


def read_figures(
    clauses: Iterable[Clause], text: str, gazetteer: Gazetteer, own: Period
) -> list[Draft]:
    """Return the figures of a report in text order.

    Parameters
    ----------
    clauses : iterable of Clause
    text : str
        The whole normalised text.
    gazetteer : Gazetteer
    own : Period
        What the report is about.
    """
    reader = _Reader(text, gazetteer, own)
    events: list[tuple[int, int, Clause, Group | None]] = []
    for index, clause in enumerate(clauses):
        found = False
        for each in groups_of(clause):
            events.append((each.first.start, index, clause, each))
            found = True
        if not found:
            events.append((clause.start, index, clause, None))
    for _, index, clause, group in sorted(events, key=lambda event: event[0]):
        if group is None:
            reader.pass_by(clause)
        else:
            reader.read(clause, index, group)
    reader.drafts.sort(key=lambda draft: draft.number_start)
    return reader.drafts


class _Reader:
    """Holds the state of one walk."""

    def __init__(self, text: str, gazetteer: Gazetteer, own: Period) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.state = Carried(gazetteer, own)
        self.drafts: list[Draft] = []
        self.groups = 0
        self.entered = -1
        self.group_before: list[Draft] = []

    def pass_by(self, clause: Clause) -> None:
        """Read a clause without figures: a heading, a period on its own, a topic."""
        state = self.state
        state.enter(clause)
        if clause.depth:
            if "目标" in clause.text and clause.stop == ":":
                state.bracket_status, state.bracket_text = "target", clause.text
            return
        body = _HEADING.sub("", clause.text.strip())
        for mention in clause.mentions_within(clause.start, clause.start + 80):
            if self._opens(clause, mention, body):
                state.take(mention, local=mention.shift in {-1, -2})
        if clause.stop == ":":
            state.lead_in = body[-40:]
        elif clause.stop not in ",;":
            state.lead_in = ""
        state.pending = body if len(body) <= 60 else ""
        if body.endswith("中") and len(body) <= 20 and not body.endswith("其中"):
            state.scope = body[:-1]
        if not state.pending:
            return
        begin = clause.end - len(clause.text.rstrip()[-WINDOW:])
        mark = _HEADING.match(clause.text)
        if mark:
            begin = max(begin, clause.start + mark.end())
        if (seen := _SEEN_FROM.fullmatch(body)) and head_of(seen[1]):
            state.subject = seen[1]
        noun = noun_of(
            clause.slice(begin, clause.end),
            begin,
            clause.mentions_within(begin, clause.end),
            self.gazetteer,
        )

        if noun.area is not None and not noun.name:
            state.area = noun.area
        if mark and clause.stop == "。" and len(noun.name) <= 14:
            state.heading = noun.name
        titled = noun.derived or head_of(noun.name)
        if mark and clause.stop in "。\n" and titled and noun.name:
            state.topic = state.subject = noun.name
        self._open_part(clause, body)

    def _open_part(self, clause: Clause, body: str) -> None:
        """Take the status and period that a heading gives what stands under it."""
        state = self.state
        if _TOP_HEADING.match(clause.text.strip()) and len(body) < 40:
            aims = _AIMS_HEADING.search(body)
            state.base_status = state.status = "target" if aims else "actual"
            year = next((m.year for m in clause.mentions if m.year), state.own.year + 1)
            state.section_period = Period.ytd(year, 12) if aims else None
            state.period = state.section_period or state.own
        if len(body) < 30:
            state.plan = bool(_PLAN.search(body)) or (state.plan and not _REVIEW.search(body))

    def _opens(self, clause: Clause, mention: Mention, body: str) -> bool:
        """Whether a period in a clause without figures holds for what follows."""
        lead = clause.slice(clause.start, mention.start).strip('“" ,')
        behind = clause.slice(mention.end, clause.end)
        return (
            len(lead) <= 4
            and mention.form not in {"same", "day"}
            and not body.startswith("除")
            and not behind.startswith(
                ("持平", "相比", "基本持平", "前", "新", "批", "印发", "出台", "制定")
            )
            and not lead.endswith(("与", "比", "较", "同", "和", "力争", "争取", "确保"))
        )

    def read(self, clause: Clause, index: int, group: Group) -> None:
        """Read one number or one list of numbers."""
        state = self.state
        if index != self.entered:
            state.enter(clause)
            self.entered, self.group_before = index, []
            if not clause.depth:
                state.inner_subject, state.inner_area = "", None
        first = group.first
        begin = max(group.begin, first.start - WINDOW)
        zone = clause.slice(begin, first.start)
        cut = len(zone) - len(zone.lstrip("、和及与"))
        near = clause.mentions_within(begin, first.start)
        frame = frame_of(zone[cut:], begin + cut, first.start, near)
        reading = read_measure(
            first,
            frame,
            falling=state.falling,
            after_growth=self._after_growth(clause, group),
            inside=bool(clause.depth),
        )
        known = reading.pattern == "index" or first.part in {"ratio", "times"}
        if first.kind == "bare" and not known:
            return
        if self._of_printed(zone, first):
            reading.measure, reading.relation, reading.pattern = "share", "share", "share.printed"
            reading.subject, reading.object = "", self.group_before[0].indicator
        if "环比" in state.pending and reading.measure == "yoy":
            reading.measure = "other"
        noun = self._noun(clause, frame, reading, near)
        naming = name_figures(group, clause, frame, reading, noun, state, self.text)
        self._continue_from(frame, reading, noun, naming, first)
        setting = Setting(clause, frame, reading, noun, naming, first.unit, zone)
        period, reasons = period_of(self.text, state, setting)
        area = self._area(clause, noun, naming, first)
        status = self._status(clause, zone, frame, noun, naming, first)
        period, status = self._planned(clause, zone, naming, first, period, status)
        self.groups += 1
        made = []
        for i, number in enumerate(group.numbers):
            draft = self._draft(number, frame, reading, naming.names[min(i, len(naming.names) - 1)])
            if i:
                draft.start = number.start
            draft.area, draft.period, draft.status, draft.items = area, period, status, naming.items
            draft.clause, draft.sentence, draft.paragraph = index, clause.sentence, clause.paragraph
            draft.depth, draft.group, draft.lead = clause.depth, self.groups, zone
            draft.counts_zones = naming.counts_zones
            draft.anchored = self._anchored(group, noun, naming)
            draft.among = state.pending == "其中"
            draft.roles, draft.scope = frozenset(frame.roles), state.scope
            draft.reasons += [*reading.reasons, *(naming.reasons or ()), *reasons]
            if naming.areas:
                draft.area = AreaRef(naming.areas[i], "", "county")
            elif (
                naming.items == ()
                and "、" in area.name
                and len(group.numbers) == area.name.count("、") + 1
            ):
                draft.area = self.gazetteer.zone(area.name.split("、")[i])
            elif (
                state.zones_sentence == clause.sentence
                and len(state.zones) == len(group.numbers)
                and "distribute" in frame.roles
            ):
                draft.area = self.gazetteer.zone(state.zones[i], "开发区")
            if number.part == "range":
                draft.bound = draft.bound or ("upper" if i else "lower")
            self._settle(draft, frame, noun, i)
            made.append(draft)
        self.drafts += made
        self.group_before = made
        self._carry(clause, made, noun, reading, naming)

    # -- parts of a reading ------------------------------------------------------------------

    def _anchored(self, group: Group, noun: Noun, naming: Naming) -> bool:
        """Whether the figure's indicator is printed for it, or for the level right before it."""
        if group.first.part or "list" in (naming.reasons or ()) or len(group.numbers) > 1:
            return len(set(naming.names)) == len(group.numbers) and not group.first.part
        if noun.name or naming.items:
            return True
        last = self.state.last
        return (
            last is not None
            and last.anchored
            and last.sentence == self.state.sentence
            and last.measure in {"level", "count"}
        )

    def _after_growth(self, clause: Clause, group: Group) -> bool:
        """Whether 累计增长5.9% was just said of the subject: a 同比 behind it is of the rate."""
        last = self.state.last
        return (
            last is not None
            and last.measure == "yoy"
            and last.sentence == clause.sentence
            and not group.follows
            and last.unit == "%"
            and "累计" in last.lead
        )

    def _of_printed(self, zone: str, first: Number) -> bool:
        """Whether the whole of a share is printed inside it: 占播种面积75.1万公顷的49.3%."""
        before = self.group_before
        return (
            zone == "的"
            and first.kind == "percent"
            and bool(before)
            and "占" in before[0].lead
            and before[0].kind == "level"
        )

    def _noun(
        self, clause: Clause, frame: Frame, reading: Reading, near: Sequence[Mention]
    ) -> Noun:
        subject, begin = reading.subject, frame.subject_start
        fresh = begin == clause.start and self.text[begin - 1 : begin] in {"", "\n", ":", "。"}
        if fresh and (mark := _HEADING.match(subject)):
            subject, begin = subject[mark.end() :], begin + mark.end()
        return noun_of(subject, begin, near, self.gazetteer)

    def _continue_from(
        self, frame: Frame, reading: Reading, noun: Noun, naming: Naming, first: Number
    ) -> None:
        """Let the second half of 由a提升至b be of the kind that the first half is."""
        before = self.group_before
        if "reached" in frame.roles and before and not noun.name and before[0].kind == first.kind:
            naming.names = [draft.indicator for draft in before]
            reading.measure, reading.relation = before[0].measure, ""

    def _area(self, clause: Clause, noun: Noun, naming: Naming, first: Number) -> AreaRef:
        state, gazetteer = self.state, self.gazetteer
        area = noun.area
        if naming.area is not None and naming.area.kind == "entity":
            if clause.depth:
                state.inner_area = naming.area
            return naming.area
        if naming.area is not None:
            narrower = state.area.code.startswith(f"{naming.area.code}-")
            if naming.area == gazetteer.default and narrower and state.area.kind == "group":
                return state.area
            if not clause.depth and naming.counts_zones:
                state.area = naming.area
            return naming.area
        if area is None:
            return state.inner_area if clause.depth and state.inner_area else state.area
        if area == gazetteer.own and gazetteer.zones and first.kind == "count" and not clause.depth:
            area = gazetteer.default
        if area.kind == "county" and naming.items:
            return gazetteer.default
        if not clause.depth:
            state.area = area
        return area

    def _status(
        self, clause: Clause, zone: str, frame: Frame, noun: Noun, naming: Naming, first: Number
    ) -> str:
        state = self.state
        status = state.status_of(
            zone[-40:], frame.roles, target=noun.target, opening=clause.opening
        )
        if naming.counts_zones or naming.items:
            return "actual"
        if clause.depth and state.bracket_status:
            return state.bracket_status
        opened = self.text[max(0, clause.start - 3) : clause.start]
        if clause.depth and opened.endswith(("目标(", "计划(", "任务(")):
            return "target"
        if state.plan and status == "actual" and first.kind == "count":
            entity = _ENTITY.search(naming.names[0]) and first.unit not in {"位", "次", "种"}
            return "actual" if entity else "target"
        return status

    def _planned(
        self, clause: Clause, zone: str, naming: Naming, first: Number, period: Period, status: str
    ) -> tuple[Period, str]:
        """Return period and status of what may be a plan: of the year, or of the coming months."""
        state = self.state
        own = state.own
        ahead = state.plan and not clause.mentions
        if status == "target" and _YEAR_TARGET.search(zone + state.lead_in + state.bracket_text):
            period = Period.ytd(own.year, 12)
        elif status == "target" and ahead and own.end.month < 12:
            period = Period(own.end.shifted(1), Month(own.year, 12))
        elif ahead and first.kind == "count" and _ENTITY.search(naming.names[0]):
            period = Period(None, period.end, "stock")  # what there is when plans are made
        later = period.end.year > own.year
        later = later or (period == Period.ytd(own.year, 12) and own.end.month < 12)
        return period, "target" if status == "actual" and later else status

    def _draft(self, number: Number, frame: Frame, reading: Reading, name: str) -> Draft:
        value = number.value if number.value < 0 else number.value * reading.sign
        bound = ""
        if number.approximate:
            bound = "approximate" if number.approximate in {"几", "来"} else "lower"
        if after := _AFTER.match(self.text, number.end):
            bound = _BOUNDS[after[0]]
        elif not bound:
            bound = next((b for b in ("lower", "upper", "approximate") if b in frame.roles), "")
        unit = number.unit
        if reading.pattern == "growth.of_growth":
            unit = "个百分点"
        elif reading.pattern == "index":
            unit = "倍" if name.endswith("比") else "指数"
        elif number.part == "times":
            unit = "倍"
        elif unit in _MULTIPLES and (
            _MONEY.search(name)
            or self.state.level_unit.endswith("元")
            or (unit != "万" and not _PHYSICAL.search(name))
        ):
            unit += "元"
        elif unit == "成":
            bound = bound or "approximate"
        measure = reading.measure
        if measure in {"count", "level"} and number.unit:
            whole = number.value == number.value.to_integral_value()
            measure = "count" if number.kind == "count" and whole else "level"
        if number.kind == "ratio" and reading.measure == "yoy":
            measure = "yoy"
        return Draft(
            start=frame.start,
            end=number.end,
            number_start=number.start,
            value=value,
            unit=unit,
            kind=number.kind,
            measure=measure,
            indicator=name,
            area=self.state.area,
            period=self.state.period,
            bound=bound,
            relation=reading.relation,
            reference=reading.object,
            pattern=reading.pattern,
            numeral=number.numeral,
            part=number.part,
        )

    def _settle(self, draft: Draft, frame: Frame, noun: Noun, place: int) -> None:
        """Decide what the measure alone could not: bare percentages, references, basis."""
        state, last = self.state, self.state.last
        if draft.part == "ratio":
            draft.measure, draft.pattern, draft.unit = "share", "share.ratio", "%"
        if draft.measure == "inherit":
            draft.measure = "yoy"
            if last is not None and last.measure in {"share", "rate"} and not noun.derived:
                draft.measure = last.measure
            if not noun.name and noun.area is None:
                area, _ = self.gazetteer.leading(_reference_text(self.text, draft.start))
                draft.area = area or draft.area
        if draft.measure == "unclear":
            grows = draft.status == "target" or (last is not None and last.measure == "yoy")
            draft.measure = "yoy" if grows or not noun.name else "rate"
        if frame.comparison is not None:
            if mentions := frame.comparison.mentions:
                named = mentions[min(place, len(mentions) - 1)]
                draft.reference_period, _ = resolve(named, state.own, draft.period)
            draft.reference = draft.reference or frame.comparison.text
        if "from" in frame.roles and frame.mention is None:
            draft.reasons.append("from")
        if draft.measure in {"yoy", "pp_change", "pp_gap"}:
            real = _REAL.search(draft.indicator) or "comparable" in frame.roles
            draft.basis = "constant_price" if real else "unknown"

    def _carry(
        self, clause: Clause, made: list[Draft], noun: Noun, reading: Reading, naming: Naming
    ) -> None:
        """Keep what the next figures of the paragraph may leave out."""
        state, draft = self.state, made[-1]
        if clause.depth:
            if noun.name:
                state.inner_subject = draft.indicator
                state.inner_area = draft.area if draft.area.kind == "entity" else None
            draft.base = state.inner_subject or state.subject
            return
        if "消费价格" in draft.indicator:
            state.price_topic = draft.indicator
        among = self.text.rfind("其中", max(0, made[0].number_start - WINDOW), made[0].number_start)
        parts = "其中" in made[0].lead + state.pending and among != state.whole_at
        if parts and state.last is not None and state.last.measure in {"level", "yoy", "count"}:
            counted = state.last.measure == "count"
            state.whole = state.last.indicator if counted else state.subject
            state.whole_at = among
        if len(naming.items) > 1 and naming.counts_zones:
            state.zones, state.zones_sentence = naming.items, clause.sentence
        state.last, state.names = draft, [each.indicator for each in made]
        if draft.measure == "yoy":
            state.falling = draft.value < 0
        if draft.status == "estimate" and state.status == "estimate":
            state.estimates = draft.period
        before = self.drafts[-1 - len(made)] if len(self.drafts) > len(made) else None
        if (
            draft.unit == "次"
            and before is not None
            and before.unit == "次"
            and (
                before.clause == draft.clause
                and before.period.start
                and draft.period.start
                and before.period.start < draft.period.start
            )
        ):
            state.period = Period(before.period.start, draft.period.end)  # 2022年三次和今年两次
        if draft.kind == "count" and not naming.counts_zones:
            state.counted, state.counted_sentence = draft.indicator, clause.sentence
        if draft.measure == "level":
            state.level_unit = draft.unit
        keeps = draft.measure in {"level", "yoy", "count", "rate", "other"} and not reading.relation
        keeps = keeps or reading.pattern in {"share.word", "points.change", "points.gap"}
        if noun.name and keeps and not naming.counts_zones:
            behind = draft.kind == "count" and noun.name not in draft.indicator
            minor = behind and head_of(state.subject)
            state.subject = state.subject if minor else draft.indicator
        draft.base = state.subject
        if draft.measure in {"level", "count"} and len(made) == 1:
            same = state.said_sentence == clause.sentence
            state.said = [*(state.said if same else ()), draft.indicator][-8:]
            state.said_sentence = clause.sentence
        if draft.measure == "level" and len(made) == 1:
            same = state.levels_sentence == clause.sentence
            state.levels = [*(state.levels if same else ()), draft.indicator][-8:]
            state.levels_sentence = clause.sentence


def _reference_text(text: str, start: int) -> str:
    """Return the words right before an opening bracket: 低于全市(-10.4%) gives 全市."""
    opened = text.rfind("(", max(0, start - 6), start)
    if opened < 0:
        return ""
    before = text[max(0, opened - 24) : opened]
    found = re.search(r"(?:高于|低于|快于|慢于|比|较|与)([^,;。:]*)$", before)
    return found[1] if found else ""
