"""Quantities that several reports print, and whether they agree (跨报告重复的数据)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.audit.remarks import Printed, repeats_across
from zoneanalysis.document.model import Runs, Verdictmark
from zoneanalysis.history import Standing
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.series import vintage_of
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.narrative.cities import listed
from zoneanalysis.review.wording import in_list, period_name

__all__ = ["repeated_figures"]


def repeated_figures(cities: Cities) -> Iterator[Runs]:
    """Yield each quantity that several reports print: what they print, and whether it agrees.

    What a later report prints otherwise than an earlier one is a revision.
    """
    groups: dict[tuple[str, ...], list[tuple[CheckResult, tuple[Printed, Printed]]]] = {}
    for result, pair in repeats_across(cities.reports):
        first = pair[0][1]
        key = (first.indicator, first.ref_area, str(first.period), first.measure)
        groups.setdefault(key, []).append((result, pair))
    names = {r.id: name for r, name in zip(cities.reports, cities.names, strict=True)}
    colon = cities.sign("：")
    for found in groups.values():
        printed: dict[str, dict[str, None]] = {}
        for report, each in (one for _, pair in found for one in pair):
            text = re.sub(r"^-(?=\d)", "−", each.printed)
            printed.setdefault(text, {})[names[report.id]] = None
        report, known = found[0][1][0]
        c = cities.citations[cities.reports.index(report)]
        about = Message(
            "{indicator} of {area}, {period}: {printed}",
            {
                "indicator": c.indicator(known.indicator, start=True),
                "area": report.area_name(known.ref_area, cities.language),
                "period": period_name(known.period, cities.language, year=True),
                "printed": in_list(
                    [
                        text + cities.bracketed(listed(cities, list(held)))
                        for text, held in printed.items()
                    ],
                    cities.language,
                ),
            },
        )
        parted = [each for each in found if not each[0].verdict.holds]
        vintages = {vintage_of(r) for _, pair in parted for r, _ in pair}
        told = f"{cities.say(about)}{colon}"
        if len(vintages) > 1:
            yield (told + cities.say(Standing.REVISED.label),)
        else:
            verdict = (parted or found)[0][0].verdict
            yield (told, Verdictmark(verdict.value, cities.say(verdict.label)))
