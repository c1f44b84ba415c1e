"""Chinese that stands in signs and arithmetic, for readers of English (算式与用词的英文).

Checks write their arithmetic once, with names, units and words as the report prints them. In an
English review names become those of the list of areas, amounts are counted as English counts, and
words of official reports are explained beside the original; what is left is quoted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from zoneanalysis.errors import ZoneAnalysisError
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.wording import amount, in_list, interval_beside, period_name
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import known_unit

__all__ = [
    "Names",
    "base_in_english",
    "glossed",
    "in_english",
    "made_in_english",
    "meaning_of",
    "names_of",
]

Names = Mapping[str, Sequence[tuple[int, str, str]]]


@cache
def _words(role: str) -> dict[str, str]:
    """Return the English of words by role.

    The roles: gloss, way (before an amount), end and per (units), base (against what: 比年初), made
    (before what was built).
    """
    text = Path(__file__).with_suffix(".csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["chinese"]: row["english"] for row in rows if row["role"] == role}


_GLOSSED = re.compile(
    "|".join(
        f"(?<!“){word}" for word in sorted(_words("gloss"), key=len, reverse=True) if len(word) > 1
    )
)
_EXPECTED = re.compile(r"预计(\d{1,2})月转正")
_UNITS = r"万亿元|亿元|万元|元|万平方米|平方米|个百分点|亩|[个家次宗项期份名人件位种]"
_WAYS = "|".join(sorted(_words("way"), key=len, reverse=True))
_BASES = "|".join(sorted(_words("base"), key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?:(?:[比较](?P<base>{_BASES})|同比)(?={_WAYS})"
    rf"|(?P<over>[高低]于)(?P<of>{_BASES}|[A-Z][A-Za-z ]+?)"
    r"(?P<rate>的?(?:平均)?(?:增[幅速]|涨幅))?)?"
    rf"(?P<way>{_WAYS})?"
    r"(?P<number>[-−]?\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<unit>[\u4e00-\u9fff]{1,7}|[%％])"
)
_PER = re.compile(rf"[/／](?P<per>{'|'.join(sorted(_words('per'), key=len, reverse=True))})")
_BARE = re.compile(rf"(?P<end>[\])]) ?(?P<unit>{_UNITS})")
_WITH_RANGE = re.compile(  # 13.5亿元 ([13.2, 13.8]): one unit for both
    rf"(?P<number>[-−]?\d+(?:\.\d+)?)(?P<unit>{_UNITS})(?P<gap> \(|（)(?P<open>[\[(])"
    r"(?P<lo>[-−]?\d+(?:\.\d+)?), (?P<hi>[-−]?\d+(?:\.\d+)?)(?P<close>[\])])"
)
_UNKNOWN = re.compile(r"(“[^”]*”)|([\u4e00-\u9fff]+)")
_SORTS = re.compile(
    "(经济(技术)?|高新(技术)?(产业)?|生态文化旅游)?(开发区|示范区)$|经开区$|高新区$"
)


def glossed(word: str, language: str) -> str:
    """Return a word of the report in quotation marks; in English with what it means."""
    meaning = meaning_of(word) if language == "en" else ""
    return f"“{word}” ({meaning})" if meaning else f"“{word}”"


def meaning_of(word: str) -> str:
    """Return what a word of official reports means; "" where no list has it."""
    expected = _EXPECTED.fullmatch(word)
    if expected is not None and 1 <= int(expected[1]) <= 12:
        month = period_name(Period.single(2000, int(expected[1])), "en")
        return str(Message("growth expected by {month}", {"month": month}))
    return _words("gloss").get(word, "")


def in_english(names: Names, text: str) -> str:
    """Return *text* with names of areas, amounts and words of the report in English."""
    if text.isascii():
        return text
    begins = {text[at : at + 2] for at in range(len(text))}
    for _, chinese, english in sorted(each for two in begins for each in names.get(two, ())):
        text = text.replace(chinese, english)
    text = _WITH_RANGE.sub(_ranged, text)
    text = _TOKEN.sub(_amount, text)
    text = _BARE.sub(
        lambda match: f"{match['end']} {_words('end').get(match['unit'], '')}".rstrip(), text
    )
    text = _PER.sub(lambda match: f"/{_words('per')[match['per']]}", text)
    text = _EXPECTED.sub(lambda match: glossed(match[0], "en"), text)
    text = _GLOSSED.sub(
        lambda match: glossed(match[0], "en") + " " * match.string[match.end() :][:1].isdigit(),
        text,
    )
    for word in (each for each in _words("gloss") if len(each) == 1):
        text = re.sub(rf"(?<![\u4e00-\u9fff]){word}(?![\u4e00-\u9fff])", glossed(word, "en"), text)
    text = text.replace("、", ", ").replace("，", ", ").replace("；", "; ")
    return _UNKNOWN.sub(lambda match: match[1] or f"“{match[2]}”", text)


def base_in_english(words: str) -> str:
    """Return what a change is against, such as 上月, in English; "" where no list has it."""
    return _words("base").get(words, "")


def made_in_english(words: str) -> str:
    """Return verbs of what was made, such as 新建和改建, in English."""
    found = re.findall("|".join(_words("made")), words)
    return in_list([_words("made")[each] for each in found], "en")


def _moved(match: re.Match[str], moved: str) -> str:
    """Return an amount behind its way, with what it is against: up CNY 20 million on …."""
    against = match["base"] or match["of"] or ""  # 高于China: names are English by now
    base = "a year earlier" if match[0].startswith("同比") else _words("base").get(against, against)
    base += "'s growth" if match["rate"] else ""
    way = _words("way").get(match["over"] or match["way"], "")
    if not base:
        return f"{way} {moved}".lstrip()
    if way.endswith(" by"):  # 高出
        return f"{way.removesuffix(' by')} {base} by {moved}"
    return f"{way} {moved} on {base}"


def _amount(match: re.Match[str]) -> str:
    if match["unit"] in "%％":
        return _moved(match, f"{match['number']}%")
    for end in range(len(match["unit"]), 0, -1):  # 0.04万人以上
        symbol, rest = match["unit"][:end], match["unit"][end:]
        if known_unit(symbol):
            number = match["number"].replace(",", "").replace("−", "-")
            counted = amount(Figure.of(number, symbol), "en")
            if rest[:1] == "多" and known_unit(rest[1:]):  # 2万多家
                counted, rest = f"more than {counted}", ""
            return f"{_moved(match, counted)}{rest}"
    return match[0]


def _ranged(match: re.Match[str]) -> str:
    """Return an amount with its interval, both in the unit that the amount takes in English."""
    number, lo, hi = (match[each].replace("−", "-") for each in ("number", "lo", "hi"))
    try:
        value = Figure.of(number, match["unit"])
    except ZoneAnalysisError:
        return match[0]
    interval = Interval(
        Fraction(lo), Fraction(hi), lo_open=match["open"] == "(", hi_open=match["close"] == ")"
    )
    return f"{amount(value, 'en')}{match['gap']}{interval_beside(value, interval, 'en')}"


def names_of(report: Report) -> Names:
    """Return the names of a report's areas by their first two signs, each with its rank.

    The longest come first, so that none cuts another.
    """
    found: dict[str, str] = {}
    for area in report.areas.values():
        english = area.short("en")
        for chinese in (area.name_zh, area.short_zh):
            if len(chinese) > 1 and english and chinese not in {"全市", "全省"}:
                found.setdefault(chinese, english)
    for area in report.areas.values():
        bare = _SORTS.sub("", area.name_zh)
        if area.kind == "zone" and len(bare) > 1:
            found.setdefault(bare, area.short("en"))
    for members in (each.members for each in report.areas.values()):
        names = [report.areas[each] for each in members if each in report.areas]
        joined = "、".join(each.short("zh") for each in names)
        if len(names) > 1:
            found.setdefault(joined, in_list([each.short("en") for each in names], "en"))
    begun: dict[str, list[tuple[int, str, str]]] = {}
    ordered = sorted(found.items(), key=lambda pair: -len(pair[0]))
    for rank, (chinese, english) in enumerate(ordered):
        begun.setdefault(chinese[:2], []).append((rank, chinese, english))
    return begun
