"""Periods, areas and status belong to what states them, and hold no further (辖域).

A tree of five levels: the document, the section that a heading opens, the paragraph, the
sentence, the bracket. A figure whose own clause names no period takes that of the nearest level
that states one. A comparison, an aside and a bracket hand nothing on; a past or coming year holds
for its sentence; what opens a sentence holds for the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Source
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.timeroles import is_compared, looks_ahead, opens, stands_for
from zoneanalysis.extraction.timewords import Mention, resolve, so_far
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import firm_headed, place_opened
from zoneanalysis.values.periods import Month, Period

__all__ = ["Scope"]

_WORDS = vocabulary().ties

_EVENT = vocabulary().natures["event"]
_PLAIN = 16  # characters of a heading without a number: 2025年工作安排
_YEAR = 12  # months


@dataclass(slots=True)
class _Node:
    """What one level states, and the clause that states it."""

    period: Period | None = None
    period_at: Clause | None = None
    area: AreaRef | None = None
    area_at: Clause | None = None
    status: str = ""
    other_areas: bool = False  # a sentence of the paragraph was about another area
    other_periods: bool = False
    since: Period | None = None  # what its changes are told from: 与2010年相比,…
    years: Period | None = None  # that it looks back over: 5年增长18.7%
    monthly: bool = False  # its rates are from one month to the next: 一、环比情况
    passing: bool = False  # its period was told behind figures of another: 上半年为73.79亿元


class Scope:
    """The levels that a walk through a report is in.

    Parameters
    ----------
    gazetteer : Gazetteer
    own : Period
        What the report is about.
    now : int
        The year that it calls 今年.
    clauses : sequence of Clause
        Of the whole text.
    """

    def __init__(
        self, gazetteer: Gazetteer, own: Period, now: int, clauses: Sequence[Clause] = ()
    ) -> None:
        self.gazetteer, self.own, self.now = gazetteer, own, now
        self.document = _Node(own, None, gazetteer.default, None, "actual")
        ahead = own.end.year < now and looks_ahead(clauses, now)
        self.under = _Node(Period.ytd(now, _YEAR), status="target") if ahead else _Node()
        self.section, self.paragraph = replace(self.under), _Node()
        self.sentence, self.bracket = _Node(), _Node()
        self.at: Clause | None = None
        self.before: Clause | None = None
        self.plan = False  # under a heading that speaks of the coming months, or
        self.plan_here = False  # behind 下一步, of one paragraph that told figures before it
        self.figured = False  # a clause before, of this paragraph, has a figure
        self.estimated: Period | None = None  # a period whose figures are estimates
        self.foreseen: Period | None = None  # that a heading says so of: 三季度形势预测
        self.past_year = 0  # that opened a sentence of the paragraph
        self.former = _Node()  # the paragraph before that names a period
        self.ruling = _Node()  # the paragraph whose lead rules those under short heads: 五年来,….
        self.listed = _Node()  # the paragraph that announces a list of paragraphs
        self.announces = False  # the last clause ended with a colon
        self.first = -1  # the clause that opens the paragraph
        self.told = False  # a clause before, of this sentence, has a figure
        self.over = self._looked_over(clauses)

    def _looked_over(self, clauses: Sequence[Clause]) -> Period | None:
        """Return the years to its end that a text looks back over, if those alone: 五年来."""
        spans = (
            self.resolve(each)[0]
            for clause in clauses
            for each in clause.mentions
            if each.form in {"lately", "years"} and stands_for(self.gazetteer.text, each) == "frame"
        )
        several = {each for each in spans if each.end == self.own.end and len(each.months) > _YEAR}
        return several.pop() if len(several) == 1 else None

    def enter(self, clause: Clause) -> None:
        """Close the levels that a clause stands outside of."""
        before, self.at = self.at, clause
        if clause.depth:
            return
        self.before = before
        if clause.text.strip():
            self.bracket = _Node()
        if before is None or clause.paragraph != before.paragraph:
            self.former = self.paragraph if self.paragraph.period else self.former
            lasts = self.paragraph.period is not None and len(self.paragraph.period.months) > _YEAR
            said = self.sentence if self.announces and self.sentence.period else self.paragraph
            self.listed = said if self.announces or lasts else self.listed
            led = self.paragraph.period_at
            rules = lasts and led is not None and led.index == self.first and not led.numbers
            self.ruling = self.paragraph if rules else self.ruling
            heads = lasts and not (self.figured or (before is not None and before.numbers))
            told, self.paragraph = self.paragraph if heads else _Node(), _Node()
            self.estimated, self.past_year, self.first = None, 0, clause.index
            self.plan = self.plan and not self.plan_here
            self.plan_here = self.figured = False
            if _WORDS["listed_line"].match(clause.text):  # 五年来,…成绩: ——综合实力…
                told = self.listed
            elif not self.announces:
                self.listed = _Node()
            line = self.gazetteer.text[clause.start :].split("\n", 1)[0]
            self.ruling = _Node() if _WORDS["one_year"].match(line) else self.ruling
            told = told if told.period or not _WORDS["short_head"].match(line) else self.ruling
            self.paragraph.period, self.paragraph.period_at = told.period, told.period_at
            if clause.stop == ":" and (firm := firm_headed(line, self.gazetteer.text)):
                self.section.area, self.section.area_at = firm, clause
            if topic := place_opened(clause, self.gazetteer):
                self.paragraph.area, self.paragraph.area_at = topic, clause
        else:
            self.figured = self.figured or bool(before.numbers)
        if before is None or clause.sentence != before.sentence:
            self._keep_month(before, clause)
            self.sentence = self._going_on(before, clause)
            self.told = False
        else:
            self.told = self.told or bool(before.numbers)
            if before.stop == ";" and self.sentence.passing:
                self.sentence.period, self.sentence.passing = None, False
        self.announces = clause.stop == ":" if clause.text.strip() else self.announces
        words, text = vocabulary().statuses, clause.text[:60].lstrip('"“ ')
        if clause.opening or not clause.numbers:
            if words["estimate"].match(text):
                self.sentence.status = "estimate"
            elif not clause.numbers and (self._ahead(text) or words["aim"].search(text)):
                self.sentence.status = "target"

    def _going_on(self, before: Clause | None, clause: Clause) -> _Node:
        """Return what the sentence before hands on to 其中,…, and its period to 分产业看,…."""
        last = self.sentence
        if before is None or clause.paragraph != before.paragraph:
            return _Node()
        if _WORDS["goes_on"].match(clause.text):
            return last
        at = last.period_at
        cut = at is not None and at.opening and _WORDS["cut_opens"].match(clause.text)
        return _Node(last.period, at) if cut else _Node()

    def _keep_month(self, before: Clause | None, clause: Clause) -> None:
        """Let the month that opens a paragraph be that of the next sentences: 4月份,…。分行业…."""
        at, period = self.sentence.period_at, self.sentence.period
        same = before is not None and before.paragraph == clause.paragraph
        opened = at is not None and at.index == self.first
        month = period is not None and len(period.months) == 1 and period.year == self.own.year
        if same and opened and month and self.figured and self.paragraph.period is None:
            self.paragraph.period, self.paragraph.period_at = period, at

    def _levels(self) -> tuple[tuple[str, _Node], ...]:
        inner = (("bracket", self.bracket),) if self.at is not None and self.at.depth else ()
        outer = ("sentence", "paragraph", "section", "document")
        return (*inner, *((name, getattr(self, name)) for name in outer))

    @property
    def period(self) -> Period:
        """The period of a figure whose own clause names none."""
        return next(node.period for _, node in self._levels() if node.period is not None)

    @property
    def dated(self) -> Source:
        """Where that period stands."""
        level, node = next(each for each in self._levels() if each[1].period is not None)
        return self._source(level, node.period_at, other=self.paragraph.other_periods)

    def _source(self, level: str, stated: Clause | None, *, other: bool) -> Source:
        """Return what a level's statement is worth here.

        The paragraph's is carried; so is that of the report where a sentence of the paragraph
        has spoken of another.
        """
        here = stated is not None and self.at is not None and stated.sentence == self.at.sentence
        far = (level == "paragraph" and not here) or (level in {"section", "document"} and other)
        return Source("carried" if far else "frame", stated.index if stated is not None else -1)

    @property
    def told_here(self) -> bool:
        """Whether that period stands in the same sentence."""
        return self.dated.how == "frame" and self.dated.clause >= 0

    @property
    def names_period(self) -> bool:
        """Whether the paragraph names a period."""
        return bool(self.paragraph.period or self.sentence.period)

    def go_on(self) -> None:
        """Let a paragraph be of the period of the one before, if the longer one: 分部门看,…."""
        former = self.former
        if former.period is not None and len(former.period.months) > len(self.own.months):
            self.paragraph.period, self.paragraph.period_at = former.period, former.period_at

    def resolve(self, mention: Mention) -> tuple[Period, str]:
        """Return the period that a mention means here, and a reason to look at it."""
        yearless = mention.year is None and mention.shift is None
        if mention.form in {"span", "asof"} and yearless and self.past_year and mention.start >= 0:
            held = self.sentence.period
            inside = held is not None and held.year == self.past_year
            whole = (mention.first, mention.last) == (1, 12) and self.own.end.month < 12
            if inside or whole:
                return resolve(mention, Period.parse(str(self.past_year)))
        section, here = self.section.period, self.period
        if mention.form == "span" and yearless and section and section.year != self.own.year:
            return resolve(mention, section)
        if mention.told and section and section.start:
            return resolve(mention, section, here)
        months = here.start is not None and here.year == self.own.year
        if mention.form == "same" and self.told_here and months:
            return resolve(mention, here, here, self.now)  # 1-9月利润…,上年同期…
        return resolve(mention, self.own, here, self.now)

    def state_period(self, text: str, clause: Clause, mention: Mention) -> tuple[Period, str]:
        """Return what a mention means, and let it hold as far as its place in the text says."""
        mention = so_far(text, mention)
        period, reason = self.resolve(mention)
        yearless = mention.form == "span" and mention.year is None and mention.shift is None
        if mention.form == "lately" and len(period.months) > 2 * _YEAR:
            self.paragraph.years = period
        if stands_for(text, mention) == "aside":
            if not (clause.depth or clause.numbers) and is_compared(text, mention, clause.end):
                self.sentence.since = period  # 与2010年相比,…
            return period, reason
        inside = mention.start > clause.start + 1 and not clause.numbers
        because = _WORDS["because"].search(text[: mention.start][-6:])  # 主要是1-2月流感集中
        if inside and (because or (mention.form == "since" and mention.year)):
            return period, reason  # 增速2022年以来连续6个季度居前: of that clause alone
        if vocabulary().headings["looks_over"].search(clause.text) and len(period.months) > _YEAR:
            self.section.period, self.section.period_at = period, clause  # 回望过去五年,…
        elif clause.opening and mention.form == "year" and period == self.own:
            held = self.section.period
            self.section.period = None if held and held.start != self.own.start else held
            self.ruling = _Node()
        base = self.own.year if mention.shift is None or mention.told else self.now
        year = mention.year or base + (mention.shift or 0)
        runs = mention.form == "years" and year <= self.own.year <= mention.until  # “十四五”时期
        other = mention.form != "since" and year != self.own.year and not runs
        if not clause.numbers and year < self.own.year and _EVENT.search(clause.text):
            return period, reason  # 1997年5月撤地设市,现辖…,人口…
        if clause.depth:
            node = self.bracket
        elif other:
            aims = year > self.own.year and _WORDS["aims_at"].search(text[: mention.start][-4:])
            half = mention.year and self.before and self.before.stop == ";"  # 2021年…;2022年…,…
            leads = clause.opening or half or not (self.told and clause.numbers)
            if not (aims or (opens(clause, mention) and leads)):
                self.bracket.period, self.bracket.period_at = period, clause  # 2022年7个(增长5%)
                return period, reason
            far = year > self.own.year + 1 and clause.opening and self.section.status == "target"
            node = self.paragraph if far and not self.names_period else self.sentence
            self.paragraph.other_periods = True
            self.past_year = year if year < self.own.year else 0
        elif not clause.numbers and (mention.first == mention.last > 0 or self._opened(clause)):
            node = self.sentence  # 3月,…: what happened then; 上半年…:一季度开局良好
        elif clause.opening or not clause.numbers or self._narrated or mention.form == "since":
            yearly = self.paragraph.period == self.own and len(self.own.months) == _YEAR
            inner = yearly and yearless and self.figured and not self._opened(clause)
            node = self.sentence if inner else self.paragraph  # 2025年,…152个。一季度…
            self.sentence.period = None
        else:
            node = self.sentence
            at, held = self.paragraph.period_at, self.paragraph.period
            if at is not None and at.sentence == clause.sentence and held and yearless:
                apart = held.end < (period.start or period.end)
                self.paragraph.period = None if apart else held  # 上半年42个,下半年52个
            if node.period_at is clause and node.period != period:
                node.period = None  # 上半年42个、下半年52个: parts hand nothing on
                return period, reason
            node.passing = self.told
        node.period, node.period_at = period, clause
        return period, reason

    def _opened(self, clause: Clause) -> bool:
        """Whether the sentence of a clause has already said what the paragraph is of."""
        at = self.paragraph.period_at
        return at is not None and at.sentence == clause.sentence and at is not clause

    @property
    def _narrated(self) -> bool:
        """Whether a sentence without figures named the paragraph's period: 进入二季度,…."""
        at = self.paragraph.period_at
        earlier = at is not None and self.at is not None and at.sentence < self.at.sentence
        return earlier and not self.told and at is not None and not at.numbers

    @property
    def area(self) -> AreaRef:
        """The area of a figure whose own clause names none."""
        return next(node.area for _, node in self._levels() if node.area is not None)

    @property
    def placed(self) -> Source:
        """Where that area stands."""
        level, node = next(each for each in self._levels() if each[1].area is not None)
        return self._source(level, node.area_at, other=self.paragraph.other_areas)

    def state_area(self, area: AreaRef, clause: Clause) -> None:
        """Let an area hold for its bracket or sentence; zones in a report on them for more."""
        wide = area.kind in {"group", "zone"} and bool(self.gazetteer.zones)
        wide = wide or area.kind == "government"  # 市本级收入…。支出…
        if wide and not clause.depth:
            at, held = self.paragraph.area_at, self.paragraph.area
            several = at is not None and at.sentence == clause.sentence and area != held
            self.paragraph.area = None if several else area  # 国家级高新区…,省级高新区…: no one's
            self.paragraph.area_at = clause
        if not clause.depth and self.told and area.kind in {"city", "county", "province"}:
            before = self.before.stop if self.before is not None else ""
            if before != ";" and "其中" not in clause.text:
                return
        if not clause.depth and area not in {self.document.area, self.gazetteer.own}:
            self.paragraph.other_areas = True
        node = self.bracket if clause.depth else self.sentence
        node.area, node.area_at = area, clause

    # -- status ------------------------------------------------------------------------------

    @property
    def status(self) -> str:
        """Actual, estimate or target, as the nearest level says."""
        told = (self.sentence.period or self.paragraph.period) if self.now > self.own.year else None
        past = told is not None and told.end <= self.own.end  # 去年以来,…, whatever the heading
        told_by = (e for level, e in self._levels() if not (past and level == "section"))
        return next(each.status for each in told_by if each.status)

    def status_of(self, zone: str, roles: set[str], *, target: bool, opening: bool) -> str:
        """Return actual, estimate or target for a figure with that text on its left."""
        words = vocabulary().statuses
        if self.sentence.status == "target" and words["done"].match(zone):
            self.sentence.status = ""  # 全年计划完成120亿元,1-6月完成72亿元
        if opening and re.match(r".{0,10}(?:预计|预测)", zone):
            self.sentence.status = "estimate"
        if ahead := self._ahead(zone):
            self.sentence.status = "target"
        if target or "target" in roles or ahead or words["aim"].search(zone):
            return "target"
        if "estimate" in roles or words["estimate"].search(zone):
            return "estimate"
        expected = self.status == "actual" and self.period in (self.estimated, self.foreseen)
        return "estimate" if expected else self.status

    def _ahead(self, words: str) -> bool:
        """Whether words tell of what is to come after the report's time: not 到2010年."""
        will = vocabulary().statuses["will"].search(words)
        until = will and Month(int(will["year"] or 2200), int(will["month"] or 12))
        return until is not None and until > self.own.end

    # -- headings ----------------------------------------------------------------------------

    def open_section(self, clause: Clause, body: str) -> None:
        """Take the status and period that a heading gives what stands under it."""
        kinds = vocabulary().headings
        plain = clause.stop == "\n" and clause.opening and len(body) <= _PLAIN
        about = self.before and (kinds["review"].search(body) or kinds["aims"].search(body))
        item = kinds["aims_of"].fullmatch(body) if clause.opening and clause.stop == "。" else None
        spans = [m for m in clause.mentions if m.form in {"years", "ahead"}]
        named = [self.resolve(each)[0] for each in spans]  # “十五五”主要目标
        named = [each for each in named if each.end > self.own.end]
        top = vocabulary().marks["top"].match(clause.text.strip()) and len(body) < 40
        if (plain and about) or top:
            review = kinds["review"].search(body)
            seen = vocabulary().statuses["estimate"].search(body)
            told = (self.resolve(m)[0] for m in clause.mentions if seen and m.form == "span")
            self.foreseen = next(told, None)
            self.section = _Node(status="actual") if review else replace(self.under)
            year = next((m.year for m in clause.mentions if m.year and m.form == "year"), 0)
            if (kinds["aims"].search(body) or item) and not review:
                coming = Period.ytd(year or self.own.year + 1, 12)
                ahead = named[0] if named and not year else coming
                self.section = _Node(ahead, clause, status="target")
            elif review and year and year != self.own.year:
                self.section = _Node(Period.ytd(year, 12), clause, status="actual")
            self.section.monthly = kinds["monthly"].search(body) is not None
            self.paragraph, self.sentence, self.ruling = _Node(), _Node(), _Node()
        elif item or (named and clause.opening and kinds["aims"].search(body)):
            coming = Period.ytd(int(item["year"]), 12) if item else named[0]
            self.paragraph = _Node(coming, clause, status="target")  # (8)2016年目标。
        if len(body) < 30:
            plan = bool(kinds["plan"].search(body) and not kinds["review"].search(body))
            inside = plan and not self.plan and clause.stop == "," and self.figured
            self.plan_here = self.plan_here or inside
            self.plan = plan or (self.plan and not kinds["done"].search(body))
