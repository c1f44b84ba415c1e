"""What family an indicator is of, by its name, and what leads each (指标归类).

The families and the words that show them are data (``families.csv``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from zoneanalysis.reports.report import Report
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.names import name_words

__all__ = [
    "SURVEY",
    "chief_first",
    "family_of",
    "is_chief",
    "is_price",
    "leads",
    "leads_all",
    "may_be_wanted",
    "vocabulary",
]

SURVEY = "survey"  # key of the family of indices of surveys


@cache
def vocabulary() -> tuple[tuple[str, str, str, re.Pattern[str], str], ...]:
    """Return the families: key, name in Chinese and English, what shows and what leads it."""
    path = Path(__file__).parent / "families.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["key"], row["label_zh"], row["label_en"], re.compile(row["pattern"]), row["leads"])
            for row in csv.DictReader(file)
        )


def family_of(name: str) -> str:
    """Return the key of the family that a name shows; empty where it shows none."""
    for key, _, _, pattern, _ in vocabulary():
        if pattern.search(name):
            return key
    return ""


def may_be_wanted(report: Report, code: str) -> bool:
    """Return whether growth of an indicator may be aimed at: not of a price or of losses."""
    name = report.indicator_name(code, "zh")
    return family_of(name) not in {"prices", SURVEY} and not name_words()["unwanted"].search(name)


def is_price(report: Report, code: str) -> bool:
    """Return whether an indicator is a price, which rises (上涨) and does not grow."""
    return family_of(report.indicator_name(code, "zh")) == "prices"


@cache
def leads() -> re.Pattern[str]:
    """Return what leads its family (主要指标): GDP, value added of industry, total investment."""
    return re.compile("|".join(each[4] for each in vocabulary() if each[4]))


def leads_all(name: str) -> bool:
    """Return whether a name is that of the economy as a whole: GDP."""
    return any(re.search(lead, name) for key, _, _, _, lead in vocabulary() if key == "overall")


def chief_first(report: Report, group: Sequence[Series]) -> tuple[Series, ...]:
    """Return series with those first, in each area, whose indicator leads its family.

    A review thus leads with value added of industry, whatever the text takes up first.
    """
    areas = list(dict.fromkeys(each.area for each in group))

    def place(each: Series) -> tuple[int, bool]:
        return areas.index(each.area), not is_chief(report, each.indicator)

    return tuple(sorted(group, key=place))


def is_chief(report: Report, code: str) -> bool:
    """Return whether an indicator leads its family."""
    return bool(leads().search(report.indicator_name(code, "zh")))
