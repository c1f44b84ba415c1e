"""Sentences on cities side by side, and on where their definitions part (城市对照)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import (
    Run,
    Runs,
    Verdictmark,
)
from zoneanalysis.indicators import Ranked
from zoneanalysis.messages import Message
from zoneanalysis.relations import check_sum
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation, Cities, runs
from zoneanalysis.review.facts.areas import home
from zoneanalysis.review.facts.economy import economic_series
from zoneanalysis.review.facts.pairs import Matched, matched, shared_counts
from zoneanalysis.review.facts.pipeline import stages
from zoneanalysis.review.wording import in_list, period_name

__all__ = [
    "base_differences",
    "groups",
    "growth_sentence",
    "period_differences",
    "reference_differences",
    "scope_differences",
    "shared_counts_of",
    "shared_sentence",
]

# Events that the whole province holds at once, so that every city counts the same ones.
COMMON_EVENTS = ("batch_events",)


def groups(cities: Cities, row: Matched) -> str:
    """Return what the areas of a row cover, as the first report calls it."""
    return next(cities.group(number, code) for number, code in enumerate(row.areas) if code)


def growth_sentence(cities: Cities, row: Matched) -> Runs:
    """Return growth of one indicator in each city."""
    items: Runs = ()
    for city, c, each in zip(cities.names, cities.citations, row.observations, strict=True):
        if each is None:
            continue
        if items:
            items += ("，",) if cities.language == "zh" else (", ",)
        items += (f"{city} ", c.printed(each, style="words"))
    name = cities.citations[0].indicator(row.indicator, start=True)
    head = runs(
        Message(
            "{indicator} of {group}, growth on a year earlier: {items}.",
            {"indicator": name, "group": groups(cities, row), "items": items},
        ),
        cities.language,
    )
    for tied in _tied(row.ranks()):
        shared = Message("Within their rounding the order is open.")
        if len(tied) < len(row.known):
            names = in_list([cities.names[number] for number in tied], cities.language)
            shared = Message(
                "Within their rounding the order of {names} is open.", {"names": names}
            )
        head += (("" if cities.language == "zh" else " ") + cities.say(shared),)
    return head


def _tied(places: Sequence[Ranked]) -> list[list[int]]:
    """Return the groups that rounding can't put in order, by the numbers of their reports."""
    found: list[tuple[int, list[int]]] = []
    for place in sorted(places, key=lambda each: (each.best, each.worst)):
        if found and place.best <= found[-1][0]:
            last, members = found.pop()
            found.append((max(last, place.worst), [*members, int(place.name)]))
        else:
            found.append((place.worst, [int(place.name)]))
    return [sorted(members) for _, members in found if len(members) > 1]


def shared_counts_of(
    cities: Cities,
) -> list[tuple[Citation, Observation, Citation, tuple[Observation, ...]]]:
    """Return counts of common events that two reports divide differently."""
    by_report = {c.report.id: c for c in cities.citations}
    return [
        (
            by_report[each.whole_report.id],
            each.whole,
            by_report[each.part_report.id],
            each.parts,
        )
        for each in shared_counts(cities.reports, COMMON_EVENTS)
    ]


def shared_sentence(
    cities: Cities, c: Citation, whole: Observation, d: Citation, parts: tuple[Observation, ...]
) -> Runs:
    """Return whether a count in one report agrees with its parts in another."""
    result = check_sum(whole.figure, [each.figure for each in parts], complete=True)
    items: list[Run] = []
    for each in parts:
        if items:
            items.append(" + ")
        period = period_name(each.period, cities.language, year=True)
        items += [d.printed(each), f"（{period}）" if cities.language == "zh" else f" ({period})"]
    return runs(
        Message(
            "{indicator}: {whole} in the report of {city}, {parts} in that of {other}: {verdict}.",
            {
                "indicator": c.indicator(whole.indicator, start=True),
                "whole": c.printed(whole),
                "city": c.report.area_name(home(c.report), cities.language),
                "parts": tuple(items),
                "other": d.report.area_name(home(d.report), cities.language),
                "verdict": Verdictmark(result.verdict.value, cities.say(result.verdict.label)),
            },
        ),
        cities.language,
    )


def scope_differences(cities: Cities) -> list[str]:
    """Return which zones the figures cover, with their number where a report prints it."""
    rows: dict[tuple[str, ...], list[Matched]] = {}
    for row in matched(cities.reports):
        rows.setdefault(row.areas, []).append(row)
    out = []
    for areas, group in rows.items():
        covered = []
        for number, (city, code) in enumerate(zip(cities.names, areas, strict=True)):
            if code:
                c = cities.citations[number]
                count = c.report.find(indicator="zone_count", ref_area=code)
                text = f"{city}{'' if cities.language == 'zh' else ' '}{cities.group(number, code)}"
                if count:
                    printed = c.printed(count[0]).text
                    text += f"（{printed}）" if cities.language == "zh" else f" ({printed})"
                covered.append(text)
        names = [cities.citations[0].indicator(each.indicator) for each in group]
        out.append(
            cities.say(
                Message(
                    "Zones covered ({groups}): {indicators}.",
                    {
                        "groups": ("，" if cities.language == "zh" else ", ").join(covered),
                        "indicators": in_list(list(dict.fromkeys(names)), cities.language),
                    },
                )
            )
        )
    return out


def period_differences(cities: Cities) -> list[str]:
    """Return which figures stand for different periods."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in matched(cities.reports):
        if row.same_period:
            continue
        key = tuple(
            "" if each is None else period_name(each.period, cities.language, year=True)
            for each in row.observations
        )
        name = cities.citations[0].indicator(row.indicator)
        names = groups.setdefault(key, [])
        if name not in names:
            names.append(name)
    out = []
    for key, names in groups.items():
        spans = [
            f"{city} {period}" for city, period in zip(cities.names, key, strict=True) if period
        ]
        out.append(
            cities.say(
                Message(
                    "Different periods ({periods}): {indicators}.",
                    {
                        "periods": ("，" if cities.language == "zh" else ", ").join(spans),
                        "indicators": in_list(names, cities.language),
                    },
                )
            )
        )
    return out


def reference_differences(cities: Cities) -> list[str]:
    """Return what each report compares its zones with."""
    out = []
    for city, report, c in zip(cities.names, cities.reports, cities.citations, strict=True):
        names = {
            c.report.area_name(each.ref_area, cities.language): None
            for series in economic_series(report)
            for each in series.references
        }
        if names:
            text = Message(
                "The report of {city} compares its zones with: {names}.",
                {"city": city, "names": in_list(list(names), cities.language)},
            )
        else:
            text = Message(
                "The report of {city} prints no growth of the city or the province beside its "
                "zones.",
                {"city": city},
            )
        out.append(cities.say(text))
    return out


def base_differences(cities: Cities) -> list[str]:
    """Return which rates are taken of a part of their batch."""
    out = []
    for city, report, c in zip(cities.names, cities.reports, cities.citations, strict=True):
        out += [
            cities.say(
                Message(
                    "{city} takes the {rate_name} of {base} ({count}), not of the whole batch "
                    "({whole}).",
                    {
                        "city": city,
                        "rate_name": c.indicator(stage.rate.indicator),
                        "base": c.indicator(stage.rated.indicator),
                        "count": c.printed(stage.rated).text,
                        "whole": c.printed(stage.projects).text,
                    },
                )
            )
            for stage in stages(report)
            if stage.rated is not None and stage.rate is not None
        ]
    return out
