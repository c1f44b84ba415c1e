"""What a report and its place are called in titles (标题)."""

from __future__ import annotations

import re

from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Report
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, TO_FILL_IN_ZH
from zoneanalysis.review.facts.areas import home, is_nameless
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.wording import FOREIGN, bare_name, half_year_name

__all__ = ["cut", "is_made_up", "named", "place_name", "titled"]

LONGEST = {"zh": 60, "en": 110}  # signs of a title


def titled(report: Report, language: str) -> str:
    """Return the title of the source; of a text without one, what it is about in words."""
    if is_made_up(report, language) and not is_made_up(report):
        return f"“{titled(report, 'zh')}”"  # which nobody has translated
    period, title = report_period(report), named(report.meta.get("title"), language)
    tongue = "zh" if FOREIGN.search(title) else language
    space = " ?" if tongue == "zh" else ""
    return re.sub(f"{space}{re.escape(str(period))}", half_year_name(period, tongue), title)


def is_made_up(report: Report, language: str = "zh") -> bool:
    """Return whether a text has no title in a language: it is called after its place and months."""
    return str(report_period(report)) in named(report.meta.get("title"), language)


def named(value: object, language: str) -> str:
    """Return a title; in English that of a text which nobody has translated is quoted as it is."""
    if isinstance(value, dict):
        own, given = value.get(language) or "", next(iter(value.values()), "")
        value = own if own and not (language == "en" and FOREIGN.search(own)) else given
    text = " ".join(str(value or "").split())
    if TO_FILL_IN in text or text == TO_FILL_IN_ZH:
        return ""
    text = bare_name(cut(text, LONGEST[language]))
    return f"“{text}”" if language == "en" and FOREIGN.search(text) else text


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many signs."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def place_name(report: Report, language: str) -> str:
    """Return what a report is of: its city, or that its text names none."""
    code = home(report)
    if is_nameless(report, code):
        return Message("an area not named").render(language)
    return report.area_name(code, language)
