"""Sentences on cities side by side, and on where their definitions part (城市对照)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Run, Runs, Verdictmark
from zoneanalysis.indicators import Ranked
from zoneanalysis.messages import Message
from zoneanalysis.relations import check_sum
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.facts.areas import has_zones, home, is_own
from zoneanalysis.review.facts.economy import economic_series, report_period
from zoneanalysis.review.facts.pairs import Matched, SharedCount, matched, shared_counts
from zoneanalysis.review.facts.pipeline import stages
from zoneanalysis.review.narrative.city_titles import ends, middle_words
from zoneanalysis.review.wording import bare_name, in_list, period_name

__all__ = [
    "base_differences",
    "by_group",
    "column_name",
    "counted_alike",
    "groups",
    "growth_sentence",
    "listed",
    "period_differences",
    "reference_differences",
    "scope_differences",
    "shared_sentences",
]

# Events that the whole province holds at once, so that every city counts the same ones.
COMMON_EVENTS = ("batch_events",)
_NAMES = 2  # of one kind of zones
_LISTED = 6  # cities that a sentence names
_TOLD = 3  # cities whose growth it tells one by one


def groups(cities: Cities, row: Matched) -> str:
    """Return what the areas of a row cover, as the reports call it: by two names at most."""
    named = dict.fromkeys(cities.group(n, code) for n, code in enumerate(row.areas) if code)
    return in_list(list(named)[:_NAMES], cities.language)


def column_name(cities: Cities, row: Matched) -> str:
    """Return what a column of cities shows: indicator and measure."""
    name = cities.indicator(row.indicator, start=True)
    kind = {"yoy": Message("growth on a year earlier"), "share": Message("share")}.get(row.measure)
    return f"{name} · {cities.say(kind)}" if kind else name


def counted_alike(
    cities: Cities, known: Sequence[Observation], each: Observation, text: str
) -> str:
    """Return a count with the measure word of the first, where reports use several (9家, 8个)."""
    word, first = each.figure.unit, known[0].figure.unit
    if cities.language == "en" or not word.dimension == first.dimension == "count":
        return text
    return text.replace(word.symbol, first.symbol)


def by_group(cities: Cities, rows: Sequence[Matched]) -> dict[str, list[Matched]]:
    """Return the rows by the zones that they cover."""
    found: dict[str, list[Matched]] = {}
    for row in rows:
        found.setdefault(groups(cities, row), []).append(row)
    return found


def listed(cities: Cities, names: Sequence[str]) -> str:
    """Return names of cities in a row; of many the first few, and how many there are."""
    if len(names) <= _LISTED:
        return in_list(names, cities.language)
    more = Message(
        "{names} and others ({total} in all)",
        {
            "names": cities.sign("、").join(names[: _LISTED - 1]),
            "total": cities.counted(len(names)),
        },
    )
    return cities.say(more)


def growth_sentence(cities: Cities, row: Matched) -> Runs:
    """Return growth of one indicator: in each city, or from the highest to the lowest of many."""
    name = cities.indicator(row.indicator, start=True)
    told: dict[str, object] = {"indicator": name, "group": groups(cities, row)}
    if len(row.known) > _TOLD:
        return _range_sentence(cities, row, told)
    items = []
    for city, c, each in zip(cities.names, cities.citations, row.observations, strict=True):
        if each is None:
            continue
        period = cities.bracketed(period_name(each.period, cities.language, year=True))
        told_by = row.same_period or cities.is_own(c.report, each.period)
        items.append((f"{city} ", c.printed(each, style="words"), "" if told_by else period))
    head = cities.runs(
        "{indicator} of {group}, growth on a year earlier: {items}.",
        **told,
        items=cities.row(items, "，"),
    )
    for tied in _tied(row.ranks):
        shared = Message("Within their rounding the order is open.")
        if len(tied) < len(row.known):
            names = in_list([cities.names[number] for number in tied], cities.language)
            shared = Message(
                "Within their rounding the order of {names} is open.", {"names": names}
            )
        head += (cities.gap + cities.say(shared),)
    return head


def _range_sentence(cities: Cities, row: Matched, told: dict[str, object]) -> Runs:
    places = [int(place.name) for place in row.ranks]
    if not places:
        return ()

    def printed(number: int) -> Run:
        each = row.observations[number]
        assert each is not None
        return cities.citations[number].printed(each, style="signed")

    known = [each for n in places if (each := row.observations[n]) is not None]
    fell = sum(each.figure.point < 0 for each in known)
    return cities.runs(
        "{indicator} of {group}, growth on a year earlier in {cities}: from {highest} "
        "({first}) to {lowest} ({last}), {middle} in the middle; {fell}.",
        **told,
        **ends(cities, row.ranks),
        cities=cities.counted(len(places)),
        highest=printed(places[0]),
        lowest=printed(places[-1]),
        middle=middle_words([printed(int(place.name)) for place in row.middle]),
        fell=Message("{cities} fell", {"cities": cities.counted(fell)})
        if fell
        else Message("none fell"),
    )


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


def shared_sentences(cities: Cities) -> list[Runs]:
    """Return whether a count of common events agrees with its parts in other reports.

    Reports that print the same are told together.
    """
    found: dict[tuple[object, ...], list[SharedCount]] = {}
    for each in shared_counts(cities.reports, COMMON_EVENTS):
        parts = tuple((part.printed, str(part.period)) for part in each.parts)
        found.setdefault((each.whole.indicator, each.whole.printed, parts), []).append(each)
    return [_shared_sentence(cities, each) for each in found.values()]


def _shared_sentence(cities: Cities, same: Sequence[SharedCount]) -> Runs:
    one = same[0]
    result = check_sum(one.whole.figure, [each.figure for each in one.parts], complete=True)
    number = {report.id: n for n, report in enumerate(cities.reports)}
    whole, other = (
        list(dict.fromkeys(number[each.id] for each in reports))
        for reports in ([e.whole_report for e in same], [e.part_report for e in same])
    )
    c, d = cities.citations[whole[0]], cities.citations[other[0]]
    items: list[Run] = []
    for each in one.parts:
        if items:
            items.append(" + ")
        period = period_name(each.period, cities.language, year=True)
        items += [d.printed(each), cities.bracketed(period)]
    return cities.runs(
        "{indicator}: {whole} in the report of {city}, {parts} in that of {other}: {verdict}.",
        indicator=c.indicator(one.whole.indicator, start=True),
        whole=c.printed(one.whole),
        city=_of(cities, whole),
        parts=tuple(items),
        other=_of(cities, other),
        verdict=Verdictmark(result.verdict.value, cities.say(result.verdict.label)),
    )


def _of(cities: Cities, numbers: Sequence[int]) -> str:
    return listed(cities, [cities.names[number] for number in numbers])


def scope_differences(cities: Cities) -> list[str]:
    """Return which zones the figures cover where that parts, with their number where printed."""
    rows: dict[tuple[tuple[str, tuple[int, ...]], ...], list[str]] = {}
    sizes: list[Observation] = []
    for row in matched(cities.reports):
        covered: dict[str, list[int]] = {}
        areas = [(number, code) for number, code in enumerate(row.areas) if code]
        if len({cities.group(number, code) for number, code in areas}) > 1:
            for number, code in areas:
                covered.setdefault(_covered(cities, number, code, sizes), []).append(number)
            key = tuple((name, tuple(numbers)) for name, numbers in covered.items())
            rows.setdefault(key, []).append(cities.indicator(row.indicator))
    merged: dict[str, dict[str, None]] = {}
    for key, names in rows.items():
        if len(cities.reports) > _LISTED:  # which of many print one indicator is no difference
            kinds = dict.fromkeys(name for name, _ in key)
            told = in_list(list(kinds), cities.language)
        else:
            told = cities.sign("，").join(
                f"{cities.names[number]}{cities.gap}{name}" for name, held in key for number in held
            )
        merged.setdefault(told, {}).update(dict.fromkeys(names))
    return [
        cities.say(
            "Zones covered ({groups}): {indicators}.",
            groups=told,
            indicators=in_list(list(names), cities.language),
        )
        for told, names in merged.items()
    ]


def _covered(cities: Cities, number: int, code: str, sizes: list[Observation]) -> str:
    """Return which zones a figure covers; with their number where the cities are few.

    *sizes* are the numbers told before, whose measure word it takes.
    """
    c, name = cities.citations[number], cities.group(number, code)
    count = c.report.find(indicator="zone_count", ref_area=code)
    if not count or len(cities.reports) > _LISTED:
        return name
    sizes.append(count[0])
    printed = counted_alike(cities, sizes, count[0], c.printed(count[0]).text)
    return name + cities.bracketed(printed)


def period_differences(cities: Cities) -> list[str]:
    """Return in one sentence which figures stand for different periods; nothing where none do."""
    groups: dict[str, dict[str, None]] = {}
    for row in matched(cities.reports):
        told = zip(cities.reports, row.observations, strict=True)
        if row.same_period or all(e is None or cities.is_own(own, e.period) for own, e in told):
            continue  # which the names say
        periods: dict[str, list[int]] = {}
        for number, each in enumerate(row.observations):
            if each is not None:
                name = period_name(each.period, cities.language, year=True)
                periods.setdefault(name, []).append(number)
        spans = cities.sign("，").join(
            f"{_of(cities, numbers)} {period}" for period, numbers in periods.items()
        )
        name = cities.indicator(row.indicator)
        groups.setdefault(spans, {})[name] = None
    if not groups:
        return []
    items = cities.sign("；").join(
        cities.say("{indicators} ({periods})", indicators=told, periods=spans)
        for spans, names in groups.items()
        for told in (in_list(list(names), cities.language),)
    )
    return [cities.say("Different periods: {items}.", items=items)]


def reference_differences(cities: Cities) -> list[str]:
    """Return what each report on zones compares them with: by its gaps, else by what it prints."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, report in enumerate(cities.reports):
        if not has_zones(report):
            continue
        series = (*economic_series(report), *economic_series(report, zones=True))
        grown = report.find(measure="yoy", period=report_period(report), status="actual")
        beside = [e for e in grown if not (e.doubted or is_own(report, e.ref_area))]
        named = [each for one in series for each in one.references] or beside
        names = {_kind(cities, report, each.ref_area): None for each in named}
        found.setdefault(tuple(names), []).append(number)
    out = []
    for kinds, numbers in found.items():
        told = {"city": _of(cities, numbers), "names": in_list(list(kinds), cities.language)}
        text = (
            Message("The report of {city} compares its zones with: {names}.", told)
            if kinds
            else Message(
                "The report of {city} prints no growth of the city or the province beside its "
                "zones.",
                told,
            )
        )
        out.append(cities.say(text))
    return out


def _kind(cities: Cities, report: Report, code: str) -> str:
    """Return an area that zones are compared with, the same for all cities where it is theirs."""
    if code == home(report) and len(cities.reports) > _LISTED:
        return cities.say(cities.whole_place)
    return bare_name(report.area_name(code, cities.language))


def base_differences(cities: Cities) -> list[str]:
    """Return which rates are taken of a part of their batch; cities of one base together."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, (report, c) in enumerate(zip(cities.reports, cities.citations, strict=True)):
        for stage in stages(report):
            if stage.rated is not None and stage.rate is not None:
                key = (
                    c.indicator(stage.rate.indicator),
                    c.indicator(stage.rated.indicator),
                    c.printed(stage.rated).text,
                    c.printed(stage.projects).text,
                )
                found.setdefault(key, []).append(number)
    if len(found) > _LISTED:  # which count each city prints is no difference
        merged: dict[tuple[str, ...], list[int]] = {}
        for (rate, base, *_), numbers in found.items():
            merged.setdefault((rate, base), []).extend(numbers)
        found = merged
    out = []
    for (rate, base, *counts), numbers in found.items():
        told = {"rate_name": rate, "base": base, "city": _of(cities, numbers)}
        text = "In {city} the {rate_name} is taken of {base}, not of the whole batch."
        if counts:
            told |= {"count": counts[0], "whole": counts[1]}
            text = (
                "In {city} the {rate_name} is taken of {base} ({count}), not of the whole batch "
                "({whole})."
            )
        out.append(cities.say(Message(text, told)))
    return out
