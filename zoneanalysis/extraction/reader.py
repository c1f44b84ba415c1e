"""The walk through a report: every number meets its frame and its context (读取)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from zoneanalysis.extraction.clauses import MASK, Clause
from zoneanalysis.extraction.context import Carried, Draft
from zoneanalysis.extraction.frames import WINDOW, Frame, frame_of
from zoneanalysis.extraction.measures import Reading, read_measure
from zoneanalysis.extraction.nouns import Noun, coordinate, counted_noun, head_of, noun_of
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.timewords import resolve
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.periods import Period

__all__ = ["read_figures"]

_JOINS = frozenset({"、", "和", "及", "与", "以及", "或", "/", "和同比"})
_RANGES = frozenset({"-", "~", "至", "到", "--"})
_AFTER = re.compile(r"(?:人|元|个|的)?(?P<word>(?:及)?以上|左右|上下|以下|以内|之内|以下)")
_BOUNDS = {"以上": "lower", "及以上": "lower", "左右": "approximate", "上下": "approximate",
           "以下": "upper", "以内": "upper", "之内": "upper"}  # fmt: skip
_SHARE_HEAD = re.compile(r"(?:结构)?(?:比重|占比|比例|比|结构)?$")
_ORDER = re.compile(r"^([一二三])产(?!业)(?:业)?")
_REAL = re.compile(r"增加值|生产总值|GDP")
_HEADING = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.]?|[①-⑳]|-+|[●■◆])")
_ENTITY_TAIL = re.compile(r"(?:增加值|比重|占比)$")


def read_figures(clauses: Iterable[Clause], text: str, gazetteer: Gazetteer, own: Period) -> list[Draft]:
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
    events: list[tuple[int, int, Clause, list[Number]]] = []
    for index, clause in enumerate(clauses):
        groups = list(_groups(clause))
        if not groups:
            events.append((clause.start, index, clause, []))
        for group in groups:
            events.append((group[0].start, index, clause, group))
    for _, index, clause, group in sorted(events, key=lambda event: event[0]):
        if group:
            reader.read(clause, index, group)
        else:
            reader.pass_by(clause)
    reader.drafts.sort(key=lambda draft: draft.number_start)
    return reader.drafts


def _groups(clause: Clause) -> Iterable[list[Number]]:
    """Yield the numbers of a clause, those of one list together."""
    group: list[Number] = []
    for number in clause.numbers:
        if group:
            between = clause.slice(group[-1].end, number.start)
            ratio = number.part == "ratio" and between == ":"
            joined = between in _JOINS or between in _RANGES
            units = {each.unit for each in (*group, number) if each.unit}
            if ratio or (joined and len(units) <= 1 and not group[-1].part):
                if between in _RANGES:
                    number = replace(number, part="range")
                    group[-1] = replace(group[-1], part="range")
                group.append(number)
                continue
            yield from _closed(group)
        group = [number]
    if group:
        yield from _closed(group)


def _closed(group: list[Number]) -> Iterable[list[Number]]:
    """Give the members of a list the unit that is printed once."""
    last = group[-1]
    if last.unit and any(not each.unit for each in group):
        kind = last.kind
        yield [each if each.unit else replace(each, unit=last.unit, kind=kind) for each in group]
    else:
        yield group


class _Reader:
    """Holds the state of one walk."""

    def __init__(self, text: str, gazetteer: Gazetteer, own: Period) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.state = Carried(gazetteer, own)
        self.drafts: list[Draft] = []
        self.groups = 0
        self.previous_end = -1
        self.topic_area = None
        self.entered: int = -1

    def pass_by(self, clause: Clause) -> None:
        """Read a clause without figures: a heading, a period on its own, a topic."""
        state = self.state
        state.enter(clause)
        if clause.depth:
            return
        body = _HEADING.sub("", clause.text.strip())
        for mention in clause.mentions:
            lead = clause.text[: mention.start - clause.start].strip("“\" ,")
            if len(lead) <= 4 and mention.form != "same":  # noqa: PLR2004
                state.take(mention, local=False)
        if len(body) > 60:  # noqa: PLR2004
            state.pending = ""
            return
        noun = noun_of(clause.text[-WINDOW:], max(clause.start, clause.end - WINDOW), clause.mentions, self.gazetteer)
        if noun.area is not None and noun.name == "":
            state.area = noun.area
        heading = _HEADING.match(clause.text.strip())
        if heading and clause.stop in "。\n" and noun.derived and noun.name:
            state.topic = noun.name
            state.subject = noun.name
        if re.search(r"下半年(?:工作)?(?:重点|安排|打算)|下一步", clause.text):
            state.base_status = "actual"
        state.pending = body

    def read(self, clause: Clause, index: int, group: list[Number]) -> None:
        """Read one number or one list of numbers."""
        state = self.state
        if index != self.entered:
            state.enter(clause)
            self.entered = index
        first = group[0]
        begin = max(clause.start, first.start - WINDOW)
        earlier = [n for n in clause.numbers if n.end <= first.start]
        if earlier:
            begin = max(begin, earlier[-1].end)
        zone = clause.slice(begin, first.start)
        cut = len(zone) - len(zone.lstrip("、和及与"))
        frame = frame_of(zone[cut:], begin + cut, first.start, clause.mentions)
        last = state.last
        falling = last is not None and last.measure == "yoy" and last.value < 0
        after = (
            last is not None and last.measure == "yoy" and last.sentence == clause.sentence
            and not earlier and last.pattern != "growth.of_growth" and last.unit == "%"
            and "累计" in last.lead
        )  # fmt: skip
        reading = read_measure(first, frame, falling=falling, after_growth=after, inside=bool(clause.depth))
        if first.kind == "bare" and reading.pattern != "index" and first.part != "ratio":
            return
        noun = noun_of(reading.subject, frame.subject_start, clause.mentions, self.gazetteer)
        self.groups += 1
        names, items, reasons = self._names(clause, group, frame, reading, noun)
        period, late = self._period(clause, frame, noun, reading)
        area = self._area(clause, noun, reading)
        status = state.status_of(zone[-40:], frame.roles, target=noun.target)
        for i, number in enumerate(group):
            draft = self._draft(number, frame if i == 0 else None, frame, reading, names[min(i, len(names) - 1)])
            draft.area, draft.period, draft.status, draft.items = area, period, status, items
            draft.clause, draft.sentence, draft.paragraph = index, clause.sentence, clause.paragraph
            draft.depth, draft.group, draft.lead = clause.depth, self.groups, zone
            draft.reasons += [*reading.reasons, *reasons, *late]
            self._settle(draft, frame, reading, noun)
            self.drafts.append(draft)
            if clause.depth == 0:
                self._carry(draft, noun, reading)

    # -- parts of a reading ------------------------------------------------------------------

    def _names(
        self, clause: Clause, group: list[Number], frame: Frame, reading: Reading, noun: Noun
    ) -> tuple[list[str], tuple[str, ...], list[str]]:
        """Return an indicator for every member, the names listed before a count, and doubts."""
        state, first, count = self.state, group[0], len(group)
        name = _tidy(noun.name)
        reasons: list[str] = []
        items: tuple[str, ...] = ()
        if first.part == "ratio":
            return self._ratio_names(name, count), (), reasons
        if reading.relation == "contribution":
            part = name or _ENTITY_TAIL.sub("", state.subject)
            goal = noun_of(reading.object, 0, (), self.gazetteer).name or reading.object
            return [f"{part}对{goal}增长的拉动"], (), reasons
        if reading.relation == "share" and reading.pattern == "share.of":
            part = name or state.subject
            return [f"{part}占{reading.object}比重"], (), reasons
        if reading.relation == "attainment":
            return [f"{name or state.subject}完成{reading.object}比例"], (), reasons
        behind = ""
        if first.kind in {"count", "level"} and count == 1:
            behind = counted_noun(self.text[first.end : first.end + 40])
        if first.kind == "count":
            listed = re.search(r"([\u4e00-\u9fff“”()]+(?:、[\u4e00-\u9fff“”()]+)+)(?:等)?$", frame.subject)
            if listed:
                items = tuple(listed[1].removesuffix("等").split("、"))
            if behind and not behind.startswith(("左右", "以上", "以下")):
                return [_tidy(behind)], items, reasons
        if not name and behind and not frame.roles & {"verb", "reached"} and first.kind == "level":
            if frame.direction is None and not behind.startswith(("左右", "以上", "以下")):
                return [_tidy(behind)], items, reasons
        if not name:
            last = state.last
            carried = state.subject
            if reading.measure in {"pp_change", "pp_gap"} and last is not None and last.sentence == clause.sentence:
                carried = last.indicator if last.measure != "contribution" else state.subject
            if clause.depth and last is not None:
                carried = last.indicator if not state.subject else state.subject
            if not carried:
                carried, reasons = state.topic, ["nosubject"] if not state.topic else ["topic"]
            if count > 1 and (joined := coordinate(state.pending, count)):
                return joined, items, ["list"]
            return [carried or "?"], items, reasons
        if count > 1 and first.part != "range":
            joined = coordinate(name, count)
            if joined is None and state.pending:
                joined = coordinate(f"{state.pending}", count)
                joined = [each + name for each in joined] if joined else None
            if joined:
                return joined, items, reasons
            reasons.append("list")
        if first.kind == "level" and not head_of(name) and state.last is not None:
            last = state.last
            same = last.sentence == clause.sentence and (tail := head_of(last.base or ""))
            if same and self._last_level_unit == first.unit:
                name += tail
        return [name], items, reasons

    def _ratio_names(self, name: str, count: int) -> list[str]:
        stem = _SHARE_HEAD.sub("", name)
        if stem.startswith("三次产业") and count == 3:  # noqa: PLR2004
            return [f"第{digit}产业{stem[4:]}比重" for digit in "一二三"]
        parts = coordinate(stem, count)
        return [f"{part}比重" for part in parts] if parts else [f"{stem}比重"] * count

    def _period(
        self, clause: Clause, frame: Frame, noun: Noun, reading: Reading
    ) -> tuple[Period, list[str]]:
        state = self.state
        inside = bool(clause.depth)
        mention = frame.mention or noun.mention
        if mention is None and clause.mentions and not inside:
            lead = clause.mentions[0]
            if lead.start - clause.start <= 4 and lead.end <= frame.start and frame.comparison is None:  # noqa: PLR2004
                mention = lead
        if mention is None:
            period, reason = state.period, ""
        else:
            local = inside or mention.form == "same" or mention.shift in {-1, -2, 1} or "from" in frame.roles
            if noun.mention is not None and noun.mention.form == "asof" and mention is not noun.mention:
                state.take(noun.mention, local=False)
            period, reason = state.take(mention, local=local)
        if (
            period.kind == "stock" and reading.measure in {"yoy", "level", "pp_change"}
            and re.search(r"完成|实现|增加值|投资|收入|总额|产量|产值", noun.name + frame.subject + state.subject)
            and not re.search(r"余额|总投资|面积|厂房", noun.name)
        ):  # fmt: skip
            period = Period.ytd(period.end.year, period.end.month)
        return period, [reason] if reason else []

    def _area(self, clause: Clause, noun: Noun, reading: Reading):  # type: ignore[no-untyped-def]
        state = self.state
        if noun.area is not None:
            if clause.depth == 0:
                state.area = noun.area
            return noun.area
        return state.area

    def _draft(
        self, number: Number, own: Frame | None, frame: Frame, reading: Reading, name: str
    ) -> Draft:
        sign = reading.sign
        value = number.value if number.value < 0 else number.value * sign
        start = own.start if own is not None else number.start
        roles = frame.roles
        bound = ""
        if number.approximate:
            bound = "approximate" if number.approximate in {"几", "来"} else "lower"
        after = _AFTER.match(self.text, number.end)
        if after and (after.start("word") == number.end):
            bound = _BOUNDS[after["word"]]
        elif not bound:
            bound = next((b for b in ("lower", "upper", "approximate") if b in roles), "")
        unit = number.unit
        if reading.pattern == "growth.of_growth":
            unit = "个百分点"
        if reading.pattern == "index":
            unit = "指数"
        if unit == "成":
            value, unit = value * 10, "%"
        return Draft(
            start=start, end=number.end, number_start=number.start, value=value, unit=unit,
            kind=number.kind, measure=reading.measure, indicator=name, area=self.state.area,
            period=self.state.period, bound=bound, relation=reading.relation,
            reference=reading.object, pattern=reading.pattern, numeral=number.numeral,
        )  # fmt: skip

    def _settle(self, draft: Draft, frame: Frame, reading: Reading, noun: Noun) -> None:
        """Decide what the measure could not: references, shares in lists, prices' basis."""
        state = self.state
        if draft.unit == "%" and draft.kind == "bare":
            draft.measure, draft.pattern = "share", "share.ratio"
        if draft.measure == "inherit":
            host = state.last
            if noun.derived or host is None or host.measure in {"yoy", "level", "pp_gap", "pp_change"}:
                draft.measure = "yoy"
            else:
                draft.measure = host.measure
            if noun.name == "" and noun.area is None:
                area, _ = self.gazetteer.leading(_reference_text(self.text, draft.start))
                if area is not None:
                    draft.area = area
        if draft.measure == "unclear":
            last = state.last
            if draft.status == "target" or (last is not None and last.measure == "yoy"):
                draft.measure = "yoy"
            else:
                draft.measure = "rate" if noun.name else "yoy"
        if frame.comparison is not None:
            if frame.comparison.mention is not None:
                draft.reference_period, _ = resolve(frame.comparison.mention, state.own, draft.period)
            draft.reference = draft.reference or frame.comparison.text
        if draft.measure == "yoy":
            draft.basis = "constant_price" if _REAL.search(draft.indicator) or "comparable" in frame.roles else "unknown"

    _last_level_unit = ""

    def _carry(self, draft: Draft, noun: Noun, reading: Reading) -> None:
        state = self.state
        state.last = draft
        if draft.measure == "level":
            self._last_level_unit = draft.unit
        if draft.measure in {"level", "yoy", "count", "rate", "other"} and noun.name and reading.relation == "":
            if not (draft.kind == "count" and state.subject and draft.pattern == "count" and head_of(state.subject)):
                state.subject = draft.indicator
        elif reading.pattern in {"share.word", "share.ratio", "points.change", "points.gap"} and noun.name:
            state.subject = draft.indicator
        draft.base = state.subject


def _reference_text(text: str, start: int) -> str:
    """Return the words right before an opening bracket: 低于全市(-10.4%) gives 全市."""
    opened = text.rfind("(", max(0, start - 6), start)
    if opened < 0:
        return ""
    before = text[max(0, opened - 24) : opened]
    found = re.search(r"(?:高于|低于|快于|慢于|比|较|与)([^,;。:]*)$", before)
    return found[1] if found else ""


def _tidy(name: str) -> str:
    """Return an indicator phrase in its usual form: 二产比重 is 第二产业比重."""
    name = name.replace(MASK, "")
    order = _ORDER.match(name)
    if order:
        name = f"第{order[1]}产业{name[order.end() :]}"
    return name


def value_text(value: Decimal) -> str:
    """Return a value with its printed places, never in exponents."""
    return f"{value:f}"
