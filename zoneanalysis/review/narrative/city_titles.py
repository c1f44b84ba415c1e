"""Headings on cities side by side that say what was found (对照标题)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.audit.core import Audit
from zoneanalysis.indicators import Ranked
from zoneanalysis.messages import Message
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.pairs import Matched
from zoneanalysis.review.facts.resources import promotion
from zoneanalysis.review.wording import in_list, signed

__all__ = [
    "audit_title",
    "ends",
    "means_title",
    "middle_words",
    "order_title",
    "projects_title",
    "repeats_title",
]

_NAMED = 6  # cities that a title can name
_MEANS = 3  # cities whose mean it tells one by one
_TIED = 2  # cities at one place that it names
ALIKE = Fraction(1, 100)  # of the most: means that are no further apart lead nobody


def order_title(cities: Cities, rows: Sequence[Matched], place: int = 0) -> Message | None:
    """Return who is first and last in the rate of the row at *place* of those with an order.

    Of two cities both are named; of many, how many grew and what stands in the middle.
    """
    ordered = [row for row in rows if row.ranks]
    if len(ordered) <= place:
        return None
    row = ordered[place]
    first, last = row.ranks[0], row.ranks[-1]
    told: dict[str, object] = {
        "indicator": cities.indicator(row.indicator, start=row.measure != "yoy"),
        "cities": cities.counted(len(row.ranks)),
        **ends(cities, row.ranks),
        "middle": middle_words([signed(n.quantity, cities.language) for n in row.middle]),
        "highest": signed(first.quantity, cities.language),
        "lowest": signed(last.quantity, cities.language),
        "rose": sum(each.quantity.point > 0 for each in row.ranks),
    }
    growth = row.measure == "yoy"
    if told["highest"] == told["lowest"] and len(row.ranks) > 2:
        if growth:
            return Message("Growth of {indicator}: {highest} in each of {cities}", told)
        return Message("{indicator}: {highest} in each of {cities}", told)
    if len(row.ranks) == 2:
        if growth:
            return Message("Growth of {indicator}: {first} {highest}, {last} {lowest}", told)
        return Message("{indicator}: {first} {highest}, {last} {lowest}", told)
    if cities.many and growth and not told["rose"]:
        return Message("No growth of {indicator} in {cities}, {middle} in the middle", told)
    if cities.many and growth:
        return Message("Growth of {indicator} in {rose} of {cities}, {middle} in the middle", told)
    if growth:
        return Message(
            "Growth of {indicator} from {lowest} in {last} to {highest} in {first}", told
        )
    return Message("{indicator} from {lowest} in {last} to {highest} in {first}", told)


def ends(cities: Cities, ranks: Sequence[Ranked]) -> dict[str, object]:
    """Return the city at the first place and at the last, or how many may stand there."""
    firsts = [each for each in ranks if each.best == 1]
    lasts = [each for each in ranks if each.worst == len(ranks)]
    told = (("first", firsts, ranks[0]), ("last", lasts, ranks[-1]))
    few = len(ranks) == 2  # both are named with their values
    return {
        key: cities.names[int(end.name)]
        if few
        else in_list([cities.names[int(each.name)] for each in held], cities.language)
        if len(held) <= _TIED
        else cities.counted(len(held))
        for key, held, end in told
    }


def middle_words(values: Sequence[object]) -> object:
    """Return the value in the middle, or between which two the middle lies (中位数所在)."""
    low, high = values[0], values[-1]
    return Message("{low} to {high}", {"low": low, "high": high}) if len(values) > 1 else low


def projects_title(cities: Cities, rows: Sequence[Matched]) -> Message | None:
    """Return how many of the printed rates of projects are in doubt, else their order."""
    rates = [row for row in rows if row.measure == "rate"]
    doubtful = sum(len(row.doubtful) for row in rates)
    if not doubtful:
        return order_title(cities, rates)
    told = {"doubtful": doubtful, "count": sum(len(row.known) for row in rates)}
    if doubtful == told["count"] > 1:
        return Message("All {count} rates of projects in doubt", told)
    return Message("{doubtful} of {count} rates of projects in doubt", told)


def means_title(cities: Cities) -> Message | None:
    """Return the investment a signed project, by city or from the least to the most.

    Of the period that most are of: others have no rank beside them.
    """
    facts = [promotion(report).mean for report in cities.reports]
    known: list[tuple[int, Fact]] = [(n, each) for n, each in enumerate(facts) if each is not None]
    if len(known) < 2:
        return None
    periods = Counter(each.sources[0].period for _, each in known)
    most, count = periods.most_common(1)[0]
    if count < 2:
        return Message("Signed projects are of different periods and do not compare")
    known = [each for each in known if each[1].sources[0].period == most]
    known.sort(key=lambda each: -each[1].value.point)
    shown = [(cities.names[n], cities.citations[n].fact(each).text) for n, each in known]
    if len(known) <= _MEANS:
        items = cities.sign("，").join(f"{name}{cities.gap}{text}" for name, text in shown)
        return Message("Investment per signed project: {items}", {"items": items})
    told: dict[str, object] = {"most": shown[0][1], "least": shown[-1][1]}
    if told["most"] == told["least"]:
        told["cities"] = cities.counted(len(shown))
        return Message("Investment per signed project: {most} in each of {cities}", told)
    if known[0][1].value.point - known[-1][1].value.point <= known[0][1].value.point * ALIKE:
        told["cities"] = cities.counted(len(shown))
        return Message("Investment per signed project: {least} to {most} in {cities}", told)
    for key, text in (("first", shown[0][1]), ("last", shown[-1][1])):
        held = [name for name, each in shown if each == text]
        several = cities.counted(len(held))
        told[key] = held[0] if len(held) == 1 else several
    return Message(
        "Investment per signed project from {least} in {last} to {most} in {first}", told
    )


def audit_title(cities: Cities, audits: Sequence[Audit]) -> Message:
    """Return how many places each report leaves in doubt; of several, all and the most."""
    places = [each.causes for each in audits]
    judged = sum(each.is_judged for each in audits)
    if not judged:
        return Message("No relation in any report can be judged")
    if not any(places):
        told: dict[str, object] = {"judged": judged, "all": len(audits)}
        if judged < len(audits):
            return Message(
                "Nothing in doubt in {judged} of {all} reports; the others can't be judged", told
            )
        return Message("No report leaves anything in doubt")
    if len(places) <= _NAMED:
        zh = cities.language == "zh"
        items = cities.sign("，").join(
            f"{name}{count}处" if zh else f"{name} {count}"
            for name, count, each in zip(cities.names, places, audits, strict=True)
            if each.is_judged
        )
        return Message("Statements in doubt: {items}", {"items": items})
    most = max(places)
    alike = places.count(most)
    told = {"count": sum(places), "most": most, "alike": cities.counted(alike)}
    if alike == len(places):
        return Message("{count} statements in doubt in all, {most} in each of {alike}", told)
    if alike > 1:
        return Message("{count} statements in doubt in all, at most {most}: in {alike}", told)
    return Message(
        "{count} statements in doubt in all, {most} in {city} alone",
        {**told, "city": cities.names[places.index(most)]},
    )


def repeats_title(found: int, unlike: int) -> Message | None:
    """Return how many statements recur, and how many numbers stand for unlike things."""
    if not found and not unlike:
        return None
    told = Message("{count} statements recur", {"count": found})
    if found < 2:
        told = Message("One statement recurs") if found else Message("No statement recurs")
    if not unlike:
        return told
    parts = {"told": told, "count": unlike}
    return Message("{told}; numbers that stand for unlike things: {count}", parts)
