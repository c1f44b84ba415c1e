"""What must hold among the reports of a package before they make series (报告之间的一致)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Report
from zoneanalysis.values.periods import Month, Period

__all__ = ["later_than_data", "same_period_twice", "several_cities"]


def same_period_twice(reports: Iterable[Report]) -> dict[str, tuple[Fault, ...]]:
    """Return the reports about a city and period that another is about too, unmarked."""
    groups: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for each in reports:
        groups[str(each.meta["area"]), str(each.meta["period"])].append(each)
    bad: dict[str, tuple[Fault, ...]] = {}
    for (area, period), group in groups.items():
        marks = [str(each.meta.get("vintage", "")) for each in group]
        if len(group) > 1 and (len(set(marks)) < len(marks) or "" in marks):
            for each in group:
                bad[each.id] = (
                    Fault(
                        "two reports of one city and period must be marked as vintages",
                        f"{', '.join(r.id for r in group)}: {area}, {period}",
                        Location(file=f"reports/{each.id}/report.json", column="vintage"),
                        'Write the month of publication into each, such as "vintage": "2024-08".',
                    ),
                )
    return bad


def several_cities(reports: Iterable[Report]) -> dict[str, tuple[Fault, ...]]:
    """Return the reports whose area's code stands for another city too, such as XX of no code."""
    names: dict[str, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for each in reports:
        code = str(each.meta["area"])
        if code in each.areas:
            names[code][each.areas[code].name_zh].append(each)
    return {
        each.id: (
            Fault(
                "one code must stand for one area in all reports",
                f"{code}: {', '.join(named)}",
                Location(file=f"reports/{each.id}/report.json", column="area"),
                "Give each area a code of its own in areas.csv, and put it into its reports.",
            ),
        )
        for code, named in names.items()
        if len(named) > 1
        for group in named.values()
        for each in group
    }


def later_than_data(reports: Iterable[Report]) -> dict[str, tuple[Fault, ...]]:
    """Return the reports that say to be about a later period than any of their figures."""
    bad: dict[str, tuple[Fault, ...]] = {}
    for each in reports:
        claimed = Period.parse(str(each.meta["period"])).end
        ends: list[Month] = [one.period.end for one in each if one.status != "target"]
        if ends and max(ends) < claimed:
            bad[each.id] = (
                Fault(
                    "a report must hold a figure of the period that it says to be about",
                    phrase(
                        "{period}, but its latest figure is of {last}",
                        period=each.meta["period"],
                        last=max(ends),
                    ),
                    Location(file=f"reports/{each.id}/report.json", column="period"),
                    "Correct the period of the report or those of its figures.",
                ),
            )
    return bad
