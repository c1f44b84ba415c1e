"""Which period a figure is of: printed near it, or carried; a flow, a stock or a total so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft, Source
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.naming import Naming
from zoneanalysis.extraction.nouns import Noun
from zoneanalysis.extraction.scope import Scope
from zoneanalysis.extraction.timeroles import is_compared
from zoneanalysis.extraction.timewords import Mention, mentions_of, so_far
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Month, Period

__all__ = ["Setting", "of_each_time", "period_of", "periods_of_list", "span_of_both"]

_JOINS = {"、", "和", "与", "及"}
_WORDS = vocabulary().natures

_NAME = 4  # characters of a name that says more than 产值
_YEAR = 12
_NEAR = 8  # characters between a period and the figure that it may belong to
_EACH = 40  # characters of 2019年至2023年各年依次为, and more
_LEAD = 4  # characters before a period that opens a clause


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure with all that was read of it before its period is known.

    Parameters
    ----------
    clause : Clause
    frame : Frame
    reading : Reading
    noun : Noun
    naming : Naming
    unit : str
    zone : str
        The text left of the number.
    """

    clause: Clause
    frame: Frame
    reading: Reading
    noun: Noun
    naming: Naming
    unit: str
    zone: str


def period_of(
    text: str, scope: Scope, talk: Discourse, setting: Setting
) -> tuple[Period, Source, list[str]]:
    """Return the period of a figure, where it stands, and why a human should look at it.

    Parameters
    ----------
    text : str
        The whole normalised text.
    scope : Scope
        Takes note of a period that holds for what follows.
    talk : Discourse
    setting : Setting
    """
    clause, frame, noun = setting.clause, setting.frame, setting.noun
    mention = frame.mention or noun.mention or _inner_mention(clause, frame)
    mention = mention and so_far(text, mention)
    aim = setting.reading.relation == "attainment" and mention is not None
    inside = mention is not None and mention.start > clause.start + _LEAD and scope.told_here
    inside = inside and scope.period.end.year == scope.now
    if mention is not None and (
        is_compared(text, mention, frame.start)
        or (inside and (mention.form, mention.year, mention.shift) == ("year", None, 0))
        or (aim and _WORDS["aim_of"].match(text, mention.end))  # 完成全年目标任务的60.7%
    ):
        mention = None
    period, reason, source = scope.period, "", scope.dated
    if mention is not None:
        reached = text[mention.start - 1] in "到至" and text.startswith("的", mention.end)
        local = "from" in frame.roles or reached or setting.reading.pattern == "compared"
        local = local or _WORDS["aim_of"].match(text, mention.end) is not None
        if noun.mention not in (None, mention) and noun.mention.form == "asof":
            scope.state_period(text, clause, noun.mention)
        period, reason = scope.resolve(mention)
        words = vocabulary().statuses
        foreseen = words["foreseen"].search(text, mention.start - 4, mention.start)
        hoped = words["estimate"].search(text, mention.end, max(mention.end, frame.start))
        if mention.form == "year" and (foreseen or (hoped and period == scope.own)):
            period = Period.ytd(period.end.year, _YEAR)  # 预计2024年…: the whole year
        if not local:
            scope.state_period(text, clause, mention)
        source = Source("own", clause.index)
    elif clause.depth and (outer := _before_bracket(text, clause)) is not None:
        period, reason = scope.resolve(outer)
        source = Source("own", clause.index)
    elif moved := _moved_alike(talk, setting):
        period, source = moved.period, Source("frame", moved.clause)
    period, reading = _span(period, scope, talk, setting), setting.reading
    summed = "累计" in setting.zone and any(each.period == scope.over for each in talk.drafts)
    over = scope.over if summed or "annual" in frame.roles else None
    if over is not None and len(period.months) <= _YEAR and source.how != "own":
        period, source = over, Source("carried")
    if reading.measure == "yoy" and not (frame.roles & {"yoy", "mom"} or frame.comparison):
        if scope.paragraph.years and source == Source("frame"):
            period = scope.paragraph.years  # 收入5年增长18.7%。…民营经济增长31.6%
        if len(period.months) > _YEAR:
            reading.measure = "other"
    return period, source, [reason] if reason else []


def periods_of_list(clause: Clause, scope: Scope, begin: int, count: int) -> list[Period] | None:
    """Return the periods of a list of figures that as many periods lead: 2022和2023年."""
    told = clause.mentions_within(begin, clause.end)[:count]
    before = clause.slice(clause.start, told[0].start) if told else ""
    if told and told[0].form != "same" and vocabulary().ties["compares"].search(before):
        return None  # 比上年和1-2月分别快2.1个和0.7个百分点
    years = scope.period.months if count > 1 and scope.period.start else ()
    if len(years) == _YEAR * count and "分别" in clause.slice(begin, clause.end):
        return [Period.ytd(years[_YEAR * i].year, _YEAR) for i in range(count)]
    if each := _each_time(clause, scope, begin, count) or _led_by_times(clause, scope, begin):
        return each[:count]
    joins = {clause.slice(m.end, n.start) for m, n in pairwise(told)}
    if count < 2 or len(told) != count or not joins <= _JOINS:
        return None
    same = told[-1].form == "same"
    alike = (replace(each, form="same") if same else each for each in told)
    return [scope.resolve(each)[0] for each in alike]


def of_each_time(
    clause: Clause, naming: Naming, talk: Discourse, zone: str, dates: Sequence[Period] | None
) -> Source | None:
    """Name what 各月依次为… is of after what was told in all; return where its times stand."""
    said = vocabulary().ties["each_time"].search(zone)
    if not dates or said is None:
        return None
    stem = vocabulary().ties["each_stem"]
    what = vocabulary().ties["rate_end"].sub("", said["what"] or "").lstrip("的")
    what = stem.sub("", what.removeprefix("各"))
    other = len(what) >= _NAME and what not in talk.subject  # 四个季度住宅投资
    naming.names = [what if other else stem.sub("", talk.subject or naming.names[0])]
    return Source("own", clause.index)


def span_of_both(draft: Draft, talk: Discourse, scope: Scope) -> None:
    """Let two counts of events date what follows: 2022年三次和今年两次."""
    before = talk.last
    if before is None or not draft.unit == before.unit == "次" or before.clause != draft.clause:
        return
    first, second = before.period.start, draft.period.start
    if first and second and first < second:
        scope.paragraph.period = Period(first, draft.period.end)
        scope.sentence.period = None


def _each_time(clause: Clause, scope: Scope, begin: int, count: int) -> list[Period]:
    """Return the months or quarters of 1-6月各月依次为…, 一、二、三季度分别为…; else nothing."""
    if count < 2:
        return []
    at = bisect_left(clause.numbers, begin, key=lambda number: number.start)
    first = clause.numbers[at].start if at < len(clause.numbers) else begin
    near = clause.slice(max(clause.start, first - _EACH), first)
    if apart := vocabulary().ties["months_apart"].search(near):  # 6、7月分别下降5.6%和4.7%
        named = clause.mentions_within(clause.start, first)
        end = (scope.resolve(named[-1])[0] if named else scope.period).end
        told = [int(each) for each in re.findall(r"\d+", apart["months"])]
        each = (Month(end.year - (month > told[-1]), month) for month in told)
        return [Period(month, month) for month in each] if len(told) == count else []
    said = vocabulary().ties["each_time"].search(near)
    if said is None:
        return []
    step = 3 if "季" in said[0] else _YEAR if "年" in said[0] else 1
    spans = (scope.resolve(m)[0] for m in clause.mentions_within(clause.start, first))
    for whole in (*spans, scope.period, scope.own):
        months = whole.months if whole.start else ()
        if len(months) == step * count:
            return [Period(months[i * step], months[i * step + step - 1]) for i in range(count)]
    return []


def _led_by_times(clause: Clause, scope: Scope, begin: int) -> list[Period]:
    """Return the periods from a figure on of 1-5月、1-6月,工业分别增长5.9%、增长5.7%."""
    led, figures = scope.before, [each.start for each in clause.numbers]
    if led is None or led.numbers or led.sentence != clause.sentence or "分别" not in clause.text:
        return []
    joins = {led.slice(m.end, n.start) for m, n in pairwise(led.mentions)}
    bare = led.mentions and led.mentions[-1].end == led.end  # not 2024年、2025年实现零事故
    if len(figures) < 2 or len(led.mentions) != len(figures) or not (bare and joins <= _JOINS):
        return []
    return [scope.resolve(each)[0] for each in led.mentions[bisect_left(figures, begin) :]]


def _inner_mention(clause: Clause, frame: Frame) -> Mention | None:
    """Return a period that stands near the subject: 主要领导全年外出招商12次."""
    inside = [
        m for m in clause.mentions_within(frame.subject_start, frame.start) if m.form != "same"
    ]
    if not inside or frame.comparison is not None:
        return None
    opens = inside[0].start - clause.start <= _LEAD
    return inside[0] if opens or frame.start - inside[0].end <= _NEAR else None


def _moved_alike(talk: Discourse, setting: Setting) -> Draft | None:
    """Return the end of a move that dates this one: 从2020年的3亿元增到5亿元,支出从2亿元…."""
    last, frame = talk.last, setting.frame
    here = last is not None and last.sentence == talk.sentence and not setting.noun.name
    if last and here and "reached" in last.roles and last.evidence["period"].how == "own":
        return last  # 由2020年的2亿元增至2024年的3亿元,增长50%
    for end in ("from", "reached"):
        told = [d for d in talk.drafts if d.sentence == talk.sentence and end in d.roles]
        if end in frame.roles and told and told[0].evidence["period"].how == "own":
            return told[0]
    return None


def _before_bracket(text: str, clause: Clause) -> Mention | None:
    """Return the period right before a bracket: 较第一季度(-31%)."""
    if text[clause.start - 1 : clause.start] != "(":
        return None
    before = text[max(0, clause.start - 13) : clause.start - 1]
    found = mentions_of(before)
    return found[-1] if found and found[-1].end == len(before) else None


def _span(period: Period, scope: Scope, talk: Discourse, setting: Setting) -> Period:
    """Return the period as a stock, a flow or a total so far, as the indicator asks."""
    measure, naming, zone = setting.reading.measure, setting.naming, setting.zone
    stock = Period(None, period.end, "stock")
    settled = not naming.finished and not _WORDS["timed"].search(zone)
    if naming.counts_zones and settled and period.end >= scope.own.end:
        return stock
    if measure == "rate" and _WORDS["stock_rate"].search(naming.names[0]):
        return stock
    in_total = vocabulary().nouns["in_total"].fullmatch(setting.noun.name)
    if _in_use(talk, setting.noun) or (measure == "count" and in_total):
        return stock  # 新增31家,总数达到214家
    whole = period.kind == "stock" or "累计" in zone
    if (
        measure in {"level", "count"}
        and whole
        and _WORDS["ever"].search(zone)
        and "完成" not in zone
        and not (scope.told_here and period.start and _WORDS["came"].search(zone))
        and not (period.start and len(period.months) > _YEAR)  # 五年来,累计新增…
    ):
        return Period(None, period.end)
    has = _WORDS["reaches"].search(zone) and (not scope.names_period or _WORDS["has"].search(zone))
    if measure == "count" and has:
        return stock
    if period.start is not None and len(period.months) > _YEAR:
        edge = _edge(period.start.year - 1, period.end, setting)
        period = edge or period
    if measure == "count" and (carried := _sibling(period, talk, setting)) is not None:
        return carried
    moved = setting.reading.pattern == "level.change"
    if period.kind == "stock" and (moved or measure in {"yoy", "level", "pp_change"}):
        words = setting.noun.name or talk.subject
        natures = vocabulary().natures
        if natures["flow"].search(words) and not natures["stock"].search(setting.noun.name):
            return Period.ytd(period.end.year, period.end.month)
    return period


def _edge(before: int, end: Month, setting: Setting) -> Period | None:
    """Return when a level stood that several years moved: their end, or the year before them."""
    reading, zone, frame = setting.reading, setting.zone, setting.frame
    if reading.pattern.startswith("growth") or reading.measure in {"yoy", "pp_change", "pp_gap"}:
        return None
    if "from" in frame.roles:
        own = frame.mention
        dated = own is not None and setting.clause.slice(own.start - 1, own.start) in {"从", "由"}
        return None if dated else Period.ytd(before, _YEAR)
    through = _WORDS["through"].search(zone) or "annual" in frame.roles
    came = "累计" in zone or _WORDS["came"].search(zone)
    moved = "reached" in frame.roles or (_WORDS["now_is"].search(zone) and not came)
    stood = reading.measure in {"rate", "share"} or reading.pattern in {"price", "index"}
    held = _WORDS["holds"].search(setting.noun.name) and not _WORDS["added"].search(zone)
    stood = stood or bool(held)
    return Period.ytd(end.year, end.month) if moved or (stood and not through) else None


def _in_use(talk: Discourse, noun: Noun) -> bool:
    """Whether it is what is in use of a total so far: 累计建成…,使用…."""
    last = talk.last
    return (
        last is not None
        and last.period.start is None
        and last.period.kind == "flow"
        and last.sentence == talk.sentence
        and _WORDS["in_use"].fullmatch(noun.name) is not None
    )


def _sibling(period: Period, talk: Discourse, setting: Setting) -> Period | None:
    """Return the period of the count before, where this one is of the same kind and sentence."""
    last = talk.last
    if last is None or last.sentence != talk.sentence or last.unit != setting.unit:
        return None
    alike = last.period.end == period.end and not last.counts_zones
    named = setting.noun.mention or setting.frame.mention
    return last.period if alike and not named else None
