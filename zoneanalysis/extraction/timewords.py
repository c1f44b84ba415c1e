"""Periods in the text and what month range each means (时期)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Month, Period

__all__ = ["HANZI", "Mention", "mentions_of", "names_action", "resolve", "so_far", "undated"]

_NTH = {digit: i for i, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_NTH |= {str(n): n for n in _NTH.values()}
_SO_FAR = re.compile(r"(?:(?!当月|单月|本月)[^\d。;:(]){0,40}?累计(?:完成|实现)")
HANZI = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a period, before anyone knows the year.

    Parameters
    ----------
    start, end : int
        In the normalised text.
    year : int or None
        As printed.
    shift : int or None
        Years from the year of writing: 去年 is -1.
    first, last : int
        Months; 0 where none is named. Of 同月 and 同季 the last is how many they have.
    form : str
        span, asof (截至), since (以来), year, same (同期), years, lately, mean (两年平均), ahead
        (今后五年), now, month (本月), day.
    until : int
        Last year of a range of years; how many years of 近三年, 今后五年; 0 else.
    told : bool
        Whether the shift is from the year told of: 上年 in 2022's report on 2021 is 2020.
    """

    start: int
    end: int
    year: int | None = None
    shift: int | None = None
    first: int = 0
    last: int = 0
    form: str = "span"
    until: int = 0
    told: bool = False


_REPUBLIC = re.compile(
    r"民国|新台币|(?<![\d.])1[01]\d年(?:度|底|全年|[上下]半年|第?[一二三四1-4]季|\d{1,2}(?:[至到~-]\d{1,2})?月)"
)
_YEAR = 12
_PLAN = 5  # years, from 2021, 2026, …: what 未来五年 means in the first of them
_FOUNDED = 1911  # 民国 counts from the year after


@cache
def _pattern(*, republic: bool = False) -> re.Pattern[str]:
    parts = "|".join(sorted(vocabulary().periods, key=lambda word: -len(word)))
    relative = sorted((word for word in vocabulary().years if word.endswith("年")), key=len)[::-1]
    year = (
        r"(?:(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}"
        + (r"|(?:民国|(?<![隔历]))(?:1[01]|[6-9])\d(?!年[来间])" if republic else "")
        + r")年度?"
        rf"|(?P<relative>{'|'.join(relative)})度?)"
    )
    months = (
        r"(?P<m1>1[0-2]|[1-9])月?份?[-~至到](?P<m2>1[0-2]|[1-9])月(?:份|底|末)?"
        r"|(?P<d1>1[0-2]|[1-9])月\d{1,2}日?[-~至到](?:\d{1,2}月)?\d{1,2}日"
        r"|(?P<m>1[0-2]|0?[1-9])月(?P<edge>份|底|末|初|[上中下]旬|\d{1,2}[日号]|\d{1,2}(?=,))?"
        rf"|(?P<part>{parts})"
        r"|(?P<whole>全年)|(?P<same>同(?:期末|[期月季]|一?时[点期]))|(?P<edge2>[年]?[底末初])(?![端级步])"
    )
    return re.compile(
        r"(?<!\d)(?P<listed>(?:19|20)\d\d)(?=(?:(?:、|和|与|及)(?:19|20)\d\d)+年)"
        r"|(?P<y1>(?:19|20)\d\d)(?:年(?P<from>1[0-2]|0?[1-9])月份?|年?)[-~至到](?P<y2>(?:19|20)\d\d)年"
        r"(?(from)(?P<to>1[0-2]|0?[1-9])月(?:份|底|末)?)(?:的?(?P<yn>[二两三四五六七八九十2-9])年[间来]|间|期间)?"
        r"|[“\"]?(?P<plan>十[一二三四五]?|九)五[”\"]?(?:规划)?(?P<planedge>期?末|以来|时期|期间|前(?P<first>[一二两三四])年)"
        r"|[“\"](?P<plan2>十[一二三四五]?|九)五[”\"](?:规划)?(?P<planedge2>期?末|以来|时期|期间)?"
        r"|(?P<month>本月|(?<![月份])当月|(?<=[,。;\n])上个?月(?![底末初]))"
        r"|(?P<now>目前|当前|截至(?:目前|当前)|现在)"
        r"|(?:今后|未来|往后)(?P<ahead>[二两三四五六七八九十]|[2-9]|10)年"
        r"|(?P<years>(?:过去的?|最近|近|这)(?P<n>[二两三四五六七八九十]|[2-9]|10)年(?:来|间)?"
        r"|(?<![\d.第二三四五十])(?P<n2>[二两三四五六七八九十]|[2-9]|10)年(?:来|间|(?=累计|合计|(?:增|提|年均|平均))))"
        r"|(?=[0-9今本去上前明截到至首一二三四下全同年第民])(?P<asof>截至|截止到?|(?<![\u4e00-\u9fff])[到至])?(?<![\d.第])"
        rf"(?:{year})?(?:{months})?(?P<since>以来)?",
        re.ASCII,
    )


def mentions_of(text: str) -> list[Mention]:
    """Return every period that *text* names, in order.

    Examples
    --------
    >>> [(m.first, m.last, m.form) for m in mentions_of("截至7月底,1-6月,上半年,同期")]
    [(0, 7, 'asof'), (1, 6, 'span'), (1, 6, 'span'), (0, 0, 'same')]
    >>> [m.year for m in mentions_of("民国113年营业额,较112年成长")]
    [2024, 2023]
    """
    found = []
    for match in _pattern(republic=_REPUBLIC.search(text) is not None).finditer(text):
        mention = _mention(match)
        if mention is not None:
            found.append(mention)
    return found


def _mention(match: re.Match[str]) -> Mention | None:  # noqa: C901
    start, end = match.span()
    if end - start < 2:
        return None
    if match["listed"]:
        return Mention(start, end, int(match["listed"]), form="year")
    if match["y1"]:
        begin, until = int(match["y1"]), int(match["y2"])
        begin += until - begin == _NTH.get(
            match["yn"], 0
        )  # 2018年至2023年五年间: from the end of 2018
        first, last = int(match["from"] or 0), int(match["to"] or 0)
        return Mention(start, end, begin, None, first, last, "years", until)
    if plan := match["plan"] or match["plan2"]:
        begin = int(vocabulary().years.get(f"{plan}五", "0"))
        if match["first"]:
            return Mention(start, end, begin, form="years", until=begin + _NTH[match["first"]] - 1)
        edge = match["planedge"] or match["planedge2"] or ""
        if edge == "以来":
            return Mention(start, end, begin, first=1, form="since")
        if edge.endswith("末"):
            return Mention(start, end, begin + 4, form="asof", last=12)
        return Mention(start, end, begin, form="years", until=begin + 4)
    if match["month"]:
        return Mention(start, end, form="month")
    if match["now"]:
        return Mention(start, end, form="now")
    if count := match["ahead"] or match["n"] or match["n2"]:
        years = _NTH[count]
        mean = match["n2"] and match.string.startswith(("平均", "年均"), end)
        form = "ahead" if match["ahead"] else "mean" if mean else "lately"
        return Mention(start, end, form=form, until=years)
    year = int(match["year"].removeprefix("民国").translate(HANZI)) if match["year"] else None
    year = year + _FOUNDED if year and year < 1000 else year
    shift = int(vocabulary().years[match["relative"]]) if match["relative"] else None
    base = Mention(start, end, year, shift, told=(match["relative"] or "").startswith("上"))
    asof = match["asof"] or ""
    since = bool(match["since"])
    edge = match["edge"] or match["edge2"] or ""
    bare = year is None and shift is None and edge[:1] != "年"
    if match["edge2"] and bare:
        return None
    if match["same"]:
        return replace(base, form="same", last={"月": 1, "季": 3}.get(match["same"][1], 0))
    if match["m1"]:
        first, last = int(match["m1"]), int(match["m2"])
        if first > last:
            return None
        return replace(base, first=first, last=last)
    if match["d1"]:
        return replace(base, first=int(match["d1"]), last=int(match["d1"]))
    if match["part"]:
        meaning = vocabulary().periods[match["part"]]
        if meaning.startswith("asof-"):
            return replace(base, last=int(meaning[5:]), form="asof")
        first, last = (int(each) for each in meaning.split("-"))
        return replace(base, first=first, last=last)
    if match["whole"]:
        return replace(base, first=1, last=12)
    if match["m"]:
        month = int(match["m"])
        if edge[:1].isdigit():
            return replace(base, form="day")
        if since:
            return replace(base, first=month, form="since")
        if asof == "截至" or asof.startswith("截止") or edge in {"底", "末"}:
            return replace(base, last=month, form="asof")
        return replace(base, first=month, last=month)
    if edge.removeprefix("年") in {"底", "末"}:
        return replace(base, last=12, form="asof")
    if edge.removeprefix("年") == "初":
        return replace(base, first=1, form="since")
    if since:
        return replace(base, first=1, form="since")
    if year is not None or shift is not None:
        return replace(base, form="year")
    return None


def resolve(
    mention: Mention, own: Period, current: Period | None = None, now: int = 0
) -> tuple[Period, str]:
    """Return the period that a mention means, and a reason to look at it where one is.

    Parameters
    ----------
    mention : Mention
    own : Period
        What the whole report is about; gives the year and the length of a bare year's span.
    current : Period, optional
        The period carried so far; 同期 means the same months a year before it.
    now : int, optional
        The year that 今年 means, where that isn't the report's own: a work report looks back.
    """
    current = current or own
    written = own.year if mention.told or not now else now
    base = own.year if mention.shift is None else written + mention.shift
    year = mention.year if mention.year is not None else base
    if mention.form == "same":
        named = mention.year is not None or mention.shift is not None
        stands = current.start is None and current.end.year == own.end.year  # 5月末…,上年同期余额
        alike = mention.last == len(current.months) > 0  # 12月…,上年同月
        same = (own if named and not (stands or alike) else current).previous_year()
        behind = 12 * (year - same.year) if named and mention.shift != 0 else 0
        start = same.start.shifted(behind) if same.start else None
        return Period(start, same.end.shifted(behind), same.kind), ""
    if mention.form == "day":
        return current, ""
    if mention.form == "now":
        return Period(None, own.end, "stock"), ""
    if mention.form == "month":
        monthly = len(own.months) == 1  # 6、7月…,本月较6月: the report's own
        last = (current if len(current.months) == 1 and not monthly else own).end
        return Period(last, last), ""
    if mention.form == "mean" and current.start and len(current.months) < _YEAR:
        return current, ""  # 前三季度…,两年平均增长5.1%: of those months of each year
    if mention.form in {"lately", "mean"}:
        first = Month(own.year - max(mention.until, 1) + 1, 1)
        return Period(first, Month(own.year, 12)), "the text does not print which years"
    if mention.form == "ahead":
        plan = mention.until == _PLAN and own.end.year % _PLAN == 1
        first = Month(own.end.year, 1) if plan else own.end.shifted(1)
        return Period(first, Month(own.end.year + mention.until - plan, 12)), ""
    if mention.form == "years":
        first = Month(year, mention.first or 1)
        return Period(first, max(first, Month(max(mention.until, year), mention.last or 12))), ""
    if mention.form == "asof":
        if mention.year is None and mention.shift is None:
            year = own.year
        return Period(None, Month(year, mention.last or 12), "stock"), ""
    if mention.form == "since":
        start = Month(year, mention.first or 1)
        if start == own.start:
            return own, ""
        end = max(own.end, current.end)
        return (Period(start, end), "") if start <= end else (own, "the period lies ahead")
    if mention.form == "year":
        if year == own.year and own.end.month != 12:
            return own, ""
        return Period(Month(year, 1), Month(year, 12)), ""
    return Period(Month(year, mention.first), Month(year, mention.last)), ""


def names_action(text: str, mention: Mention) -> bool:
    """Whether a period stands in the name of an action or campaign, and dates nothing.

    Examples
    --------
    >>> text = "接连发起一季度良好开局、暑期攻势等行动"
    >>> [names_action(text, each) for each in mentions_of(text)]
    [True]
    """
    words, before = vocabulary().ties, text[max(0, mention.start - 4) : mention.start]
    return bool(words["acted_on"].search(before) and words["action"].match(text, mention.end))


def undated(text: str, mentions: Sequence[Mention]) -> str:
    """Return the word that says when and prints no date, where nothing beside it does; else "".

    Examples
    --------
    >>> undated("目前,蓄水2.4亿方", mentions_of("目前,蓄水2.4亿方"))
    '目前'
    >>> undated("截至目前,3月末蓄水2.4亿方", mentions_of("截至目前,3月末蓄水2.4亿方"))
    ''
    """
    if not mentions or any(each.form not in {"now", "since"} for each in mentions):
        return ""
    first = mentions[0]
    word = text[first.start : first.end]
    since = (first.shift, first.year) == (0, None) and word.endswith("以来") and "月" not in word
    return word if first.form == "now" or since else ""


def so_far(text: str, mention: Mention) -> Mention:
    """Return a month with those before it where 累计 adds them all: 4月,收入累计完成2.4亿元.

    Examples
    --------
    >>> text = "4月,一般公共预算收入累计完成2.4亿元"
    >>> (month,) = mentions_of(text)
    >>> so_far(text, month).first
    1
    """
    month = mention.form == "span" and mention.first == mention.last
    return replace(mention, first=1) if month and _SO_FAR.match(text, mention.end) else mention
