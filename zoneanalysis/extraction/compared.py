"""What a figure is held against: its whole, its aim, itself at another time (比较对象)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.scope import Scope
from zoneanalysis.extraction.timewords import Mention, resolve
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Period

__all__ = [
    "a_year_before",
    "is_joined",
    "is_known",
    "is_monthly",
    "led_from",
    "limits_counted",
    "of_printed",
    "outside_bracket",
    "read_alike_aim",
    "read_compared",
    "read_moved",
    "read_multiple",
    "read_of_aim",
    "reference_text",
    "set_against",
]

_WORDS = vocabulary().ties

_RATES = frozenset({"yoy", "rate", "share"})
_ATTAINED = ("attainment", "rate.attainment")
_BARE = frozenset({"index", "ratio.times"})  # 收入比2.05, of no unit
_MOVES = tuple(word for word in vocabulary().directions if len(word) > 1)


def of_printed(zone: str, first: Number, talk: Discourse) -> bool:
    """Whether the whole of a share is printed inside it: 占播种面积75.1万公顷的49.3%."""
    before = talk.before
    return (
        zone == "的"
        and first.kind == "percent"
        and bool(before)
        and "占" in before[0].lead
        and before[0].kind in {"level", "count"}
    )


def read_of_aim(zone: str, first: Number, reading: Reading, talk: Discourse, text: str) -> None:
    """Read a target and the share of it beside its word: 完成年计划8000万美元的60.75%."""
    before, aim = talk.before, _WORDS["aim_before"]
    behind = bool(before) and _WORDS["attain"].search(before[0].lead) and _WORDS["aim"].match(zone)
    if first.kind in {"level", "count"} and aim.search(zone):
        if re.match(r"的\d", text[first.end :][:2]):
            reading.subject = ""
    elif not before or first.kind != "percent":
        return
    elif (zone == "的" and aim.search(before[0].lead)) or (behind and reading.measure == "unclear"):
        aim_of = before[0].lead + zone.removesuffix("的")  # 完成全年32亿元引资任务的57.5%
        reading.measure, reading.relation, reading.pattern = "rate", "attainment", "attained"
        reading.subject, reading.object = "", _WORDS["toward_aim"].sub("", aim_of)


def read_alike_aim(zone: str, reading: Reading, talk: Discourse) -> None:
    """Read a share of the aim that the one beside it is of: …达计划的120%;…8亿元,达87%."""
    last, bare = talk.last, reading.pattern == "percent.bare"
    if not (bare and last and last.kind == "level" and _WORDS["comes_to"].fullmatch(zone)):
        return
    told = (d for d in talk.drafts if d.relation == "attainment" and d.sentence == last.sentence)
    alike = next(told, None)
    if alike is not None and last.sentence == talk.sentence:
        reading.measure, reading.relation, reading.pattern = "rate", *_ATTAINED
        reading.subject, reading.object = "", alike.reference


def read_multiple(zone: str, reading: Reading, talk: Discourse) -> None:
    """Read so many percent of a level as a multiple: 恢复到2019年同期125.0万人次的96.4%."""
    inside = zone == "的" and bool(talk.before) and talk.before[0].kind in {"level", "count"}
    told = (
        _WORDS["is_times"].search(talk.before[0].lead)
        if inside
        else _WORDS["percent_of"].search(zone)
    )
    if told and reading.pattern in {"percent.bare", "percent.equals"}:
        reading.measure, reading.pattern, reading.subject = "other", "multiple", ""


def read_moved(zone: str, frame: Frame, reading: Reading, talk: Discourse) -> None:
    """Make a change of what is more or less than at another time: 比去年同期多开36列."""
    against = frame.comparison
    than = against is not None and against.mention and against.word in {"比", "较"}
    last = talk.last
    moved = last is not None and last.sentence == talk.sentence and "reached" in last.roles
    fewer = moved and _WORDS["so_many_less"].fullmatch(zone)  # 由2493万元降到2344万元,少支出149万元
    if fewer:
        reading.subject = ""
    if not (than or fewer or "同比" in zone) or "reached" in frame.roles:
        return  # 同比多盈利0.7亿元
    if reading.pattern in {"level", "count", "level.gap"}:
        signs = [sign for role, sign in (("more", 1), ("less", -1)) if _WORDS[role].search(zone)]
        if signs:
            reading.measure, reading.pattern, reading.sign = "other", "level.change", signs[0]


def led_from(first: Number, frame: Frame, talk: Discourse) -> Draft | None:
    """Return the index that moved to a number: 收入比由2.04缩小至2.00."""
    last = talk.before[-1] if talk.before and "reached" in frame.roles else None
    known = first.kind == "bare" and last is not None and last.pattern in _BARE
    return last if known else None


def is_known(first: Number, frame: Frame, reading: Reading, talk: Discourse) -> bool:
    """Whether a number without a unit is an index: named one, or what or by how much one moved."""
    if last := led_from(first, frame, talk):
        reading.pattern, reading.measure, reading.subject = "index", "other", last.indicator
    held = talk.standing
    if held is not None and held.sentence == talk.sentence and held.pattern in _BARE:
        if frame.mention and not frame.subject and "verb" in frame.roles:  # ,上年为2.09
            reading.pattern, reading.measure, reading.subject = "index", "other", held.indicator
        if reading.pattern == "level.change" and frame.touches:
            return True
    return reading.pattern == "index" or first.part in {"ratio", "times"}


def limits_counted(zone: str, first: Number, talk: Discourse) -> bool:
    """Whether a number says which things were just counted: 有6个总投资超过8亿元."""
    before = talk.before
    counted = bool(before) and before[-1].kind == "count" and first.kind in {"level", "count"}
    return (
        counted
        and bool(_WORDS["limit"].fullmatch(zone))
        and bool(_WORDS["counted_among"].search(before[-1].lead))
    )


def read_compared(
    zone: str,
    frame: Frame,
    reading: Reading,
    first: Number,
    talk: Discourse,
    text: str,
    *,
    beside: bool,
) -> Mention | None:
    """Return the period of a value that the figure before is compared with: 比上年同期的74.1%.

    Its measure and its name are those of the figure before, where it is one of another time.
    ``beside``: 相比 stands behind it, 与2010年的394.6万人相比.
    """
    last, against = talk.stood(first.kind) or talk.standing, frame.comparison
    told = last is not None and last.measure in _RATES and last.kind == first.kind == "percent"
    of_rate = _WORDS["rate_behind"].match(text, first.end)
    whole = zone.endswith("的") or of_rate
    fell = told and last and last.value < 0 and _WORDS["narrower"].match(text, first.end)
    sign = -1 if fell else 1  # 下降8.6%,比前三季度的11.2%收窄
    mention = against.mention if against else None
    known = reading.pattern == "gap.percent" or (
        reading.pattern == "percent.bare" and of_rate and mention is not None
    )  # 较去年同期33.5%的增速回落9.8个百分点
    if reading.pattern == "gap.percent" and _WORDS["threshold"].search(text[first.end :][:16]):
        reading.measure = last.measure if told and last else "rate"  # 5.1%,低于5.5%的控制目标
        reading.pattern, reading.sign = "compared", 1
        return None
    if against and told and last and whole and known:
        reading.measure, reading.pattern, reading.sign = last.measure, "compared", sign
        then = against.mention
        if frame.mention is not None and frame.mention.form == "same":
            frame.mention = None
        alone = then is not None and text[then.start : then.end] == against.text  # 高于一季度的2.0%
        dated = then is not None and (alone or then.year is not None or then.shift is not None)
        reading.subject = "" if dated else _WORDS["then_too"].sub("", against.text)
        return then if dated else None  # 增速高于云山省同期的2.0%: the province's own
    if mention and whole and reading.pattern == "level.gap":  # 远高于去年的220万吨
        reading.pattern, reading.sign = "compared", 1
        return mention
    if against is None or frame.direction:
        return None
    behind = text[first.end : first.end + 4]
    moves = against.word in {"比", "较"} and behind.startswith(_MOVES)
    if not (zone.endswith(("的", "之")) and against.mention) and not moves and not beside:
        return None
    units = [each.unit.partition("/")[0] for each in (last or first, first)]  # 每吨3786元
    bare = reading.pattern in _BARE and last is not None and last.pattern == reading.pattern
    if last is not None and last.kind == first.kind and (units[0] == units[1] or bare):
        reading.measure = last.measure if against.mention else "other"  # 较预算数305.0亿元超收…
        reading.sign = sign
    elif against.mention and moves and (len(frame.subject) > 1 or _just_told(last, talk)):
        reading.pattern = "compared"  # 财政收入比上年同期的12.5亿元增长8.0%,达13.5亿元
        return against.mention
    elif not beside:
        return None
    timed = against.mention or _WORDS["short"].match(against.text)
    reading.subject = "" if timed else against.text
    reading.pattern = "compared"
    return against.mention


def _just_told(last: Draft | None, talk: Discourse) -> bool:
    """Whether what moved stands before in the sentence: 较5月…下降1.2%,较去年同期的…下降0.4%."""
    return last is not None and last.sentence == talk.sentence and last.measure == "yoy"


def a_year_before(earlier: Mention, talk: Discourse, scope: Scope) -> Period:
    """Return the period of what a figure is compared with: 同期 is its own a year before."""
    standing = talk.standing
    if standing is not None and standing.sentence == talk.sentence:
        if (earlier.form, earlier.shift) == ("year", -1) and standing.period.start:
            return standing.period.previous_year()  # 二季度5万台,比去年的4万台增长25%
        if scope.told_here:
            return scope.resolve(earlier)[0]  # 6月份销售额…,较去年同期的…
    if earlier.form != "same" or standing is None:
        return scope.resolve(earlier)[0]
    if len(standing.period.months) == 1 < len(scope.own.months) and earlier.shift == -1:
        return standing.period.previous_year()  # 6月…,较去年同期的…: of June
    return resolve(earlier, scope.own, standing.period, scope.now)[0]


def is_joined(zone: str, reading: Reading, named: Sequence[Mention], talk: Discourse) -> bool:
    """Whether growth is of the level that it is joined to: 2022年为302.4亿元、增长1.9%."""
    before = talk.before
    level = bool(before) and before[-1].kind == "level" and before[-1].pattern != "compared"
    return level and zone.startswith("、") and reading.measure == "yoy" and not named


def is_monthly(
    frame: Frame, reading: Reading, named: Sequence[Mention], talk: Discourse, index: int
) -> bool:
    """Whether growth that only a month leads is monthly as the one before: 环比涨0.2%,2月为0.1%."""
    told = frame.comparison or frame.roles & {"yoy", "annual"} or reading.subject
    single = bool(named) and named[-1].form == "span" and named[-1].first == named[-1].last
    last = talk.drafts[-1] if talk.drafts and single and not told else None
    return last is not None and last.clause + 1 == index and "mom" in last.roles


def outside_bracket(text: str, start: int) -> str:
    """Return the words of a clause right before a bracket that a figure opens."""
    opened = text.rfind("(", max(0, start - 6), start)
    return re.split("[,;。:]", text[max(0, opened - 24) : max(0, opened)])[-1]


def reference_text(before: str) -> str:
    """Return what the words before a bracket compare with: 低于全市(-10.4%) gives 全市."""
    found = _WORDS["against"].search(before)
    return re.split(r"\)[、和及与]", found[1])[-1] if found else ""  # 全国(6.0%)、全省(


def set_against(draft: Draft, frame: Frame, scope: Scope, place: int) -> None:
    """Set what a figure is told against: a time of its clause's own, or what opens its sentence.

    Growth over several years, 比2019年增长13.1%, is no annual rate.
    """
    then = None
    if frame.comparison is not None:
        told = frame.comparison.mentions
        if mentions := [m for m in told if m.form != "same" or m.shift is not None] or told:
            named = mentions[min(place, len(mentions) - 1)]
            then, _ = resolve(named, scope.own, draft.period, scope.now)
            if named.shift is not None and then.end >= draft.period.end:  # of a year reviewed
                then, _ = resolve(named, scope.own, draft.period)
        draft.reference = draft.reference or frame.comparison.text
    elif draft.pattern == "level.change" and "yoy" in frame.roles:
        draft.reference_period = draft.period.previous_year()
    elif not (draft.depth or frame.roles & {"yoy", "mom", "annual"}):
        moved = draft.pattern == "level.change" or draft.measure in {"yoy", "pp_change"}
        then = scope.sentence.since if moved else None  # 与2010年相比,…
    if then is not None:
        draft.reference_period = then
        if draft.measure == "yoy" and then.end.shifted(12) < draft.period.end:
            draft.measure = "other"
            draft.start = draft.start if place or frame.worded < 0 else frame.worded
