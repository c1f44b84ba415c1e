"""What the names of indicators, areas and texts say: of what, of whom, of which trade (名称).

The words are data (``names.csv``).
"""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from functools import cache
from pathlib import Path

from zoneanalysis.reports.report import COMPOSED, Observation, Report
from zoneanalysis.review.facts.areas import home
from zoneanalysis.values.figures import Bound

__all__ = [
    "LINE",
    "against",
    "became",
    "is_beyond",
    "is_bounded",
    "is_firm",
    "is_goal",
    "is_line",
    "is_misfit",
    "is_share",
    "is_survey",
    "is_told",
    "name_words",
    "of_large_firms",
    "of_trade",
    "says_what",
]

LINE = Fraction(50)  # percent: as many purchasing managers tell of more as of less
VALUED = {"level", "count"}  # measures with a unit of their own
LONGEST = 20  # signs of a name that leads


@cache
def name_words() -> dict[str, re.Pattern[str]]:
    """Return the words of ``names.csv`` by kind."""
    path = Path(__file__).parent / "names.csv"
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: re.compile("|".join(patterns)) for kind, patterns in found.items()}


def is_survey(report: Report) -> bool:
    """Return whether a report is on a survey of purchasing managers, with indices against 50%."""
    names = (report.indicator_name(each.indicator, "zh") for each in report)
    return any(map(name_words()["diffusion"].search, names))


def is_line(each: Observation) -> bool:
    """Return whether a percentage is the line itself, that others are said to be above or below."""
    return each.figure.unit.dimension == "percent" and abs(each.figure.point) == LINE


def says_what(report: Report, code: str, ends: str = "") -> bool:
    """Return whether the name of an indicator says what it is of, so that a sentence can open so.

    A name from a list does; one that a text prints and no list has may be half a sentence, or
    only say that something is measured. *ends* asks that it ends like a "measure", or like what
    has a level in "percent".
    """
    if not code.startswith(COMPOSED):
        return report.is_named(code)
    name, words = report.indicator_name(code, "zh"), name_words()
    scrap = any(words[kind].search(name) for kind in ("halting", "clause", "bare"))
    if not report.is_named(code) or scrap:
        return False
    return not ends or (len(name) <= LONGEST and bool(words[ends].search(name)))


def of_large_firms(report: Report, code: str) -> bool:
    """Return whether an indicator is that of firms above designated size (规模以上)."""
    return bool(name_words()["designated"].search(report.indicator_name(code, "zh")))


def is_share(report: Report, code: str) -> bool:
    """Return whether the name of an indicator says that it is a share or another percentage."""
    return bool(name_words()["percent"].search(report.indicator_name(code, "zh")))


def is_told(report: Report, each: Observation) -> bool:
    """Return whether the name of a figure says what it is of, so that a table can list it.

    A reading that is to be confirmed does not.

    A percentage that is neither growth nor a share needs the name of something in percent: the
    textile trade may be below 50%, and the name does not say what of it.
    """
    if each.doubted or is_firm(report, each.ref_area) or is_beyond(report, each):
        return False  # to be confirmed first; a firm's is none of the place's
    if each.measure in VALUED and name_words()["unlike"].search(_with_unit(report, each)):
        return False
    if each.measure == "count" and each.indicator.startswith(COMPOSED):
        alike = (e for e in report.find(indicator=each.indicator) if _counts_again(each, e))
        if any(alike):
            return False  # 幼儿园 of the city, then of its districts: the name says not which
    level = each.measure in {"rate", "pp_gap"} or each.printed[:1].isdigit()
    bare = level and each.measure in {"rate", "pp_gap", "other"} and len(each.period.months) <= 12
    if not (
        bare and each.figure.unit.dimension == "percent" and each.indicator.startswith(COMPOSED)
    ):
        return says_what(report, each.indicator)
    return says_what(report, each.indicator) and is_share(report, each.indicator)


def _with_unit(report: Report, each: Observation) -> str:
    return report.indicator_name(each.indicator, "zh") + each.figure.unit.symbol


def is_misfit(report: Report, each: Observation) -> bool:
    """Return whether a value has the unit of another quantity: 用电量23.43亿千瓦."""
    found = name_words()["misfit"].search(_with_unit(report, each))
    return each.measure in VALUED and bool(found)


def is_firm(report: Report, code: str) -> bool:
    """Return whether an area is a firm, in a report that is mostly on its place."""
    city, named = home(report), name_words()["firm"].search

    def firm(code: str) -> bool:
        return code != city and code in report.areas and bool(named(report.areas[code].name_zh))

    return firm(code) and 2 * sum(firm(each.ref_area) for each in report) < len(report)


def is_goal(report: Report, each: Observation) -> bool:
    """Return whether a figure is to be reached: no count of targets, tasks or measures."""
    listed = name_words()["listed"].search(report.indicator_name(each.indicator, "zh"))
    return each.status == "target" and not (listed and each.measure == "count")


def _counts_again(each: Observation, other: Observation) -> bool:
    """Return whether two counts have all in common but their number, and are no range."""
    same = ("ref_area", "period", "measure", "status")
    alike = all(getattr(each, name) == getattr(other, name) for name in same)
    exact = not (is_bounded(each) or is_bounded(other))
    return alike and exact and each.figure.point != other.figure.point


def is_beyond(report: Report, each: Observation) -> bool:
    """Return whether growth is a fall by more than the whole, of what can't be negative.

    Profit that falls by 120% is a loss; budget revenue does not do so.
    """
    if each.measure != "yoy" or each.figure.unit.dimension != "percent":
        return False
    highest, name = (
        each.figure.in_percent().interval.hi,
        report.indicator_name(each.indicator, "zh"),
    )
    return highest is not None and highest < -100 and not name_words()["signed"].search(name)


def is_bounded(each: Observation) -> bool:
    """Return whether a figure is no value but a bound: 以上, 超."""
    return each.figure.bound is not Bound.NONE


def became(words: str) -> bool:
    """Return whether words between two figures say that the first became the second: 调整为."""
    return bool(name_words()["became"].search(words)) and not set(words) & set("。；;\n")


def against(words: str) -> str:
    """Return what a change is against, by the words before it: 较上年同期; "" without."""
    found = name_words()["against"].search(words)
    return found[0] if found else ""


def of_trade(title: str) -> bool:
    """Return whether the title of a text names one trade, so that it is not of a place's economy.

    Examples
    --------
    >>> of_trade("7月份化肥产业经济运行平稳"), of_trade("云川市工业经济运行情况")
    (True, False)
    """
    return bool(name_words()["trade"].search(title))
