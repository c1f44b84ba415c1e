"""When a report is about: its period, from head, title, date and first sentences.

The year of publication, a plan (十三五), the year of a comparison and that of a target are told
apart from the year reported; where several are possible the report says which (主题时期).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zoneanalysis.extraction.blocks import Block, kind_at
from zoneanalysis.extraction.timewords import HANZI, Mention, names_action
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.periods import Month, Period

__all__ = ["About", "period_of_text"]

_WORDS = vocabulary().ties

_DIGITS = "一二三四五六七八九十"
_DATE = re.compile(
    rf"(?P<year>(?:19|20)\d\d|[一二][〇○零{_DIGITS}]{{3}})"
    rf"(?:年(?P<month>\d{{1,2}}|[{_DIGITS}]{{1,2}})月(?:(?P<day>\d{{1,2}}|[{_DIGITS}]{{1,3}})日|[)]?$)"
    r"|(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)\d{1,2}(?!\d))",
    re.MULTILINE,
)
_MONTH = re.compile(r"[(]?20\d\d年\d{1,2}月[)]?")
_ISSUE = re.compile(r"20\d\d(?=年第\d+[期号]|\]第?\d+[期号])")
_OPENING = re.compile(r"[,。;:!?\n](?:[一二三四五六七八九十]+[是、])?[^,。;:!?\n]{0,6}$")
_FIRST = 160  # characters in which the first sentences stand
_HEAD = 300  # characters in which a text says the year that it is of
_NEAR = 12  # characters before what opens a text
_AMOUNT = re.compile(r"\d(?:%|[亿万家个项户件])")
_JOINED_YEAR = re.compile(r"20\d\d年?[、和与至到]$")
_DIVIDES = re.compile(r"\d[^\d()]{0,4}\($")  # 94个(上半年42个: of the figure before it
_YEAR = 12
_PAIR = 2
_LATE = 3  # the last month in which most texts look back on the year before
_CLEAR = 0.6  # of the weight of the first candidate: a second one with so much is named
_LOOKS_BACK = N_("a work report looks back a year")
_COMPARED = N_("the year is inferred: the printed years are told as past")
_PUBLISHED = N_("the year is that of publication")
_AHEAD = N_("the year is one that the text looks forward to")
_PLAN = N_("the year is that of a plan period")
_SEVERAL = N_("the text speaks of several years alike ({years}): pass the period to choose another")


@dataclass(frozen=True, slots=True)
class About:
    """The period of a report and the year that it calls 今年.

    Parameters
    ----------
    period : Period or None
    now : int
    reasons : tuple of str or Message
        Why a human should look.
    """

    period: Period | None
    now: int = 0
    reasons: tuple[str | Message, ...] = ()


def period_of_text(text: str, mentions: Sequence[Mention], blocks: Sequence[Block]) -> About:
    """Return the period that a text is about.

    Parameters
    ----------
    text : str
        Normalised.
    mentions : sequence of Mention
        Every period named, those of dates and titles too.
    blocks : sequence of Block
    """
    dates = list(_dates(text, blocks))
    published = dates[0][1] if dates else None
    issues = list(_ISSUE.finditer(text, 0, _HEAD))
    title = "\n".join(text[b.start : b.end] for b in blocks if b.kind == "title")
    titled = [m for m in mentions if kind_at(blocks, m.start) == "title"]
    free = [m for m in mentions if kind_at(blocks, m.start) == "body"]
    free = [m for m in free if not (_in_name(text, m.start) or names_action(text, m))]
    looks_back = bool(_WORDS["work_report"].search(title))
    passed = [*(each for each, _ in dates), *issues]
    titled = [m for m in titled if not any(d.start() <= m.start < d.end() for d in passed)]
    years = [m.year for m in titled if m.year and m.form not in {"since", "years"}]
    reviewed = next((m.year for m in free if m.form == "year" and m.year), 0)
    if reviewed and reviewed + 1 in years and all(_is_month(text, m) for m in titled if m.year):
        years = []  # 2020年8月 over 2019年,…: when it came out
    last = any(_looks_back(text, m) for m in titled) and not years
    if looks_back:
        stated = max(years, default=published.year if published else 0)
        heads = [m.year for m in [*titled, *free] if m.year and m.year < (stated or 9999)]
        reviewed = stated - 1 if stated else min(heads, default=0)
        if not reviewed:
            return About(None)
        return About(_whole(reviewed), reviewed + 1, (_LOOKS_BACK,))
    parts = any(m.form == "span" and 0 < m.last < 12 for m in titled)  # 上半年工作总结
    if years and _WORDS["reviewed"].search(title) and not parts:
        return About(_whole(min(years)), min(years) + 1)
    counted = (m for m in free if m.form == "day" and _WORDS["moment"].match(text, m.end))
    year = next((m.year or 0 for m in counted), 0) or max(years, default=0)
    reasons: list[str | Message] = []
    spans = _months(text, titled, free, year)
    if not year:
        year, reasons = _year(text, free, published, months=bool(spans), last=last)
    if not year and issues:
        year, reasons = int(issues[0][0]), [_PUBLISHED]
    if not year:
        return About(None)
    spans = _months(text, titled, free, year)
    period = Period(Month(year, spans[0]), Month(year, spans[1])) if spans else _whole(year)
    ahead = _WORDS["ahead_title"].search(title) is not None  # 15个项目2024年将开工
    if published and published < period.end and published.year == year and not (years and ahead):
        period = _until(text, titled, free, period, published, titled_year=bool(years))
    soon = published is not None and published.year == period.end.year + 1 and published.month <= 3
    return About(period, period.end.year + (soon or last), tuple(reasons))


def _until(
    text: str,
    titled: Sequence[Mention],
    free: Sequence[Mention],
    period: Period,
    published: Month,
    *,
    titled_year: bool,
) -> Period:
    """Return what a text tells of that came out before its period ends: the year before, or less.

    Where the months of its title lie ahead (调高全年目标), those that its figures have count.
    """
    year = published.year
    done = None if titled_year else _months(text, titled, free, year, published.month - 1)
    if done and published.month > _LATE:
        return Period(Month(year, done[0]), Month(year, done[1]))
    reviews = any(m.year == year - 1 and _role(text, m) == "frame" for m in free)
    whole = any((m.first, m.last) == (1, _YEAR) for m in [*titled, *free])
    told = any(m.shift == 0 for m in free) or not whole
    if reviews or not (titled_year or (told and period == _whole(year))):
        return period.previous_year()
    return Period(period.start, published)


def _whole(year: int) -> Period:
    return Period(Month(year, 1), Month(year, 12))


def _dates(text: str, blocks: Sequence[Block]) -> Iterator[tuple[re.Match[str], Month]]:
    """Yield where and when a text says that it came out: its dates, then what signs its title."""
    title = next((b.start for b in blocks if b.kind == "title"), -1)
    for kind in ("date", "title"):
        for block in (b for b in blocks if b.kind == kind):
            date = _DATE.search(text, block.start, block.end)
            signs = date and (kind == "date" or date["day"] or date["mark"] or block.start > title)
            if date and signs and 1 <= (month := _numeral(date["month"] or date["m"])) <= _YEAR:
                yield date, Month(_numeral(date["year"]), month)


def _numeral(digits: str) -> int:
    """Return the number that digits of either script write: 2016, 二〇一六, 十一."""
    return int(digits.replace("十", "1" if digits[1:] else "10").translate(HANZI))


def _in_name(text: str, place: int) -> bool:
    """Whether a place lies in the title of a document: 《2025年计划》."""
    opened = text.rfind("《", max(0, place - 30), place)
    return opened >= 0 and "》" not in text[opened:place]


def _is_month(text: str, mention: Mention) -> bool:
    """Whether a line of the title is a month and nothing more."""
    return text[mention.start - 1 : mention.start] in {"", "\n"} and bool(
        _MONTH.fullmatch(text[mention.start :].split("\n", 1)[0])
    )


def _looks_back(text: str, mention: Mention) -> bool:
    """Whether a title tells what last year was: 云川市去年采购规模26亿元; not 工业投资超去年."""
    then = mention.shift == -1 and not mention.year and mention.form in {"year", "span"}
    before = text[max(0, mention.start - 2) : mention.start]
    return then and _role(text, mention) == "frame" and not _WORDS["than_title"].search(before)


def _role(text: str, mention: Mention) -> str:
    """Return what a period in prose does: frame, compared (with), ahead, or plan."""
    before = text[max(0, mention.start - 3) : mention.start]
    if mention.form == "years" and not mention.last:
        return "plan"
    behind = text[mention.end : mention.end + 16]
    aim = mention.form == "year" and _WORDS["aim_year"].match(behind)
    listed = _JOINED_YEAR.search(text[max(0, mention.start - 10) : mention.start])
    if listed and _WORDS["before_ahead"].search(text[: mention.start - len(listed[0])][-4:]):
        return "ahead"  # 预计2031年、2032年
    if aim or _WORDS["before_ahead"].search(before) or text[mention.start] in "到至":
        return "ahead"
    compared = _WORDS["before_compared"].search(before) or _WORDS["behind_compared"].match(behind)
    return "compared" if compared or mention.form in {"since", "same"} else "frame"


def _is_aim(text: str, mention: Mention) -> bool:
    """Whether a year is one to come: 力争到2027年; 增至2010年的 is none."""
    before = text[max(0, mention.start - 3) : mention.start]
    aim = mention.form == "year" and _WORDS["aim_year"].match(text, mention.end)
    return bool(aim or _WORDS["aims_at"].search(before)) or text[mention.start] in "到至"


def _opens(text: str, mention: Mention) -> bool:
    return bool(_OPENING.search("\n" + text[max(0, mention.start - 10) : mention.start]))


def _year(
    text: str, mentions: Sequence[Mention], published: Month | None, *, months: bool, last: bool
) -> tuple[int, list[str | Message]]:
    """Return the year that a text without a year in its title is about, and reasons to look."""
    weights: Counter[int] = Counter()
    this_year = 0
    for mention in mentions:
        role = _role(text, mention)
        if role == "frame" and mention.year:
            weight = 2 + 3 * (mention.start < _HEAD) if _opens(text, mention) else 1
            weights[max(mention.year, mention.until)] += weight
        elif mention.shift == 0 or (
            role == "frame" and mention.form == "span" and not mention.year
        ):
            this_year += 1
    others = {m.year for m in mentions if m.year and m.form != "day" and weights[m.year]}
    if others and not this_year:  # what happened on a day is of no figure's year
        weights = Counter({y: weight for y, weight in weights.items() if y in others})
    told = [
        m.year
        for m in mentions
        if m.year and _role(text, m) not in {"plan", "ahead"} and not _is_aim(text, m)
    ]
    mean = any(m.form == "mean" and m.until == _PAIR for m in mentions)
    base = min((m.year for m in mentions if m.year and _role(text, m) == "compared"), default=0)
    if mean and base and max(weights, default=0) < base + _PAIR and not published:
        return base + _PAIR, [_COMPARED]  # 比2019年同期增长8%,两年平均增长4%
    if weights:
        most = max(weights.values())
        year = max(y for y, weight in weights.items() if weight * 3 >= most)
        now = _told_as_now(mentions) >= weights[year]
        if now and not (published or _heads(text, mentions, year)):
            return 0, []  # 今年…: the years that it prints are others
        since = any(m.shift == 0 for m in mentions)
        later = since and max(told, default=0) > year and this_year > weights[year]
        if (later or _is_past(text, mentions, year)) and not published:
            return max(told) + any(m.shift == 0 for m in mentions), [_COMPARED]
        if published and year < published.year and this_year > weights[year]:
            return published.year, [_PUBLISHED]
        if published and year < published.year - 1 and weights[published.year - 1]:
            year = published.year - 1
        rivals = [y for y, w in weights.items() if y != year and w >= _CLEAR * weights[year]]
        return year, [_several(year, *rivals)] if rivals and weights[year] > 2 else []
    if published:
        before = last or (published.month == 1 and not months)
        return published.year - before, [_PUBLISHED]
    compared = [
        m.year + (m.form != "since" or any(x.shift == 0 for x in mentions))
        for m in mentions
        if m.year and _role(text, m) == "compared"
    ]
    if compared:
        first = min(m.start for m in mentions if m.year and _role(text, m) == "compared")
        far = len(compared) == 1 and text[first - 1] in "从由" and _told_as_now(mentions)
        return (0, []) if far else (max(compared), [_COMPARED])  # 从2008年的6.7%逐年下降
    plans = [m.until for m in mentions if m.form == "years" and m.until]
    ahead = [m.year for m in mentions if m.year]
    if plans or not ahead:
        return max(plans, default=0), [_PLAN] if plans else []
    return max(ahead), [_several(*ahead)] if len(set(ahead)) > 1 else [_AHEAD]


def _told_as_now(mentions: Sequence[Mention]) -> int:
    """Return how often a text calls its year 今年, or the one before 去年."""
    return sum(m.shift in {0, -1} and not m.year and m.form != "same" for m in mentions)


def _heads(text: str, mentions: Sequence[Mention], year: int) -> bool:
    """Whether a year is told near the head or with its months: not 直追2008年的最高水平."""
    own = [m for m in mentions if m.year == year]
    near = (m for m in own if m.start < _HEAD or m.first < m.last)
    free = (m for m in near if m.form != "year" or text[m.end : m.end + 1] != "的")
    return any(_role(text, m) == "frame" for m in free)


def _is_past(text: str, mentions: Sequence[Mention], year: int) -> bool:
    """Whether the year of a text that tells 今年 from 去年 is told as one gone by: 2010年也一样."""
    own = [m for m in mentions if m.year == year]
    this = [m for m in mentions if m.shift == 0 and m.form != "since"]
    months = {(m.first, m.last) for m in this if m.form == "span"}
    said = any(
        m.start < _FIRST or _role(text, m) == "ahead" or (m.first, m.last) in months for m in own
    )
    whole = (m for m in own if m.form == "year" and len(this) >= len(own))
    if any(_role(text, m) == "compared" for m in whole) and this[0].start < _HEAD:
        return True  # 今年上半年…,均比2010年有所提升
    apart = (m for m in mentions if m.shift == -1 and m.form != "same")
    last = any(text[m.start - 1 : m.start] not in {"比", "较"} for m in apart)
    return last and not said and len(this) > len(own)


def _several(*years: int) -> Message:
    """Return which years a text speaks of alike."""
    return Message(_SEVERAL, {"years": ", ".join(map(str, sorted(set(years))))})


def _months(
    text: str, titled: Sequence[Mention], mentions: Sequence[Mention], year: int, until: int = 12
) -> tuple[int, int] | None:
    """Return the months that a text is about: the title's, else those that most figures have."""
    titled, mentions = ([m for m in each if m.last <= until] for each in (titled, mentions))
    named = [m for m in titled if m.form == "span" and m.last]
    subject = [m for m in named if text[m.end : m.end + 1] not in {"", "\n", ")"}]  # (2024年5月)
    if len(named) == 1 and (named[0].first == 1 or subject):
        apart = named[0].first > 1 and named[0].year is None and any(m.year for m in titled)
        told = apart and _year_first(text, mentions, year)  # 2016年外贸回升,四季度提速
        return None if told else (named[0].first, named[0].last)
    spans: Counter[tuple[int, int]] = Counter()
    for m in [*titled, *mentions]:
        dated = m.form == "span" and m.shift in {None, 0} and m.year in {None, year}
        dated = dated and not _DIVIDES.search(text[: m.start][-8:])
        if dated and m.first == 1 and (_role(text, m) == "frame" or m in titled):
            spans[m.first, m.last] += 5 if m.start < 60 else 1
    if spans:
        if not titled and _year_first(text, mentions, year):
            return None
        return max(spans, key=lambda span: (spans[span], span[1]))
    months = [m for m in mentions if m.start < _FIRST and m.form == "span" and m.shift in {None, 0}]
    months = [m for m in months if text[m.start - 1 : m.start] != "("]  # 2015学年初(9月)
    single = next((m for m in months if m.first == m.last and m.year in {None, year}), None)
    whole = (m for m in mentions if m.form == "year" and m.year == year and _opens(text, m))
    if single and any(m.start < single.start and _role(text, m) == "frame" for m in whole):
        return None  # 2022年进出口…。12月份进出口…: the year is told first
    if single and _role(text, single) == "frame":
        return single.first, single.last
    ends = (m for m in mentions if m.start < _NEAR and m.form == "asof" and m.year == year)
    end = next(ends, None)  # 截至2015年8月底,累计完成总收入…
    return (1, end.last) if end and _WORDS["so_far"].match(text, end.end) else None


def _year_first(text: str, mentions: Sequence[Mention], year: int) -> bool:
    """Whether amounts of the whole year stand before any months: 2024年工业投资完成151亿元."""
    for mention, later in zip(mentions, [*mentions[1:], None], strict=True):
        if mention.form == "span":
            return False
        this = mention.year == year or (mention.year is None and mention.shift == 0)
        if mention.form == "year" and this and _opens(text, mention):
            stop = min(
                later.start if later else len(text), text.find("。", mention.end) % (len(text) + 1)
            )
            return _AMOUNT.search(text, mention.end, stop) is not None
    return False
