"""Cities side by side as tables, a city a row (城市对照表)."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import Cell, Column, Run, Table, Verdictmark
from zoneanalysis.document.reading import run_text
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.document.widths import text_width
from zoneanalysis.indicators import Ranked, ranking
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.pairs import RANKED, RATES, Matched
from zoneanalysis.review.facts.pipeline import BATCHES
from zoneanalysis.review.facts.resources import land, promotion
from zoneanalysis.review.narrative.cities import by_group, column_name, counted_alike
from zoneanalysis.review.tables.cells import DASH
from zoneanalysis.review.wording import BASES, amount, in_list, number_text, period_name, unit_name
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["matched_tables", "means_table", "verdicts_table"]

_ACROSS = 4  # measures in a table
_BARE = 6  # where no rank stands beside any
_BESIDE = 3  # times that a table of many cities may stand beside itself on paper
_CITY = 3  # more than its text, so that no name breaks where the columns are many
_WORD = re.compile(r"[^\s\u2e80-\uffef]+")  # what a line does not break
PAGE_WIDTH = 99  # digits of the smallest type across the page


def _table(
    cities: Cities,
    caption: str,
    heads: Sequence[Column],
    body: Sequence[tuple[Cell, ...]],
    anchor: str,
    note: str = "",
) -> Table:
    """Return a table of cities, to be searched where they are many.

    Many stand as often beside each other on paper as the page is wide.
    """
    columns = (Column(cities.say(cities.place)), *heads)
    widths: tuple[int, ...] = ()
    for lines in (3,) if cities.many or len(heads) > _ACROSS else (1, 2, 3):  # of a head
        widths = tuple(
            2
            + max(
                math.ceil(text_width(column.label) / lines),
                *map(text_width, _WORD.findall(column.label)),
                *(text_width(run_text(row[at].runs)) for row in body),
            )
            for at, column in enumerate(columns)
        )
        if sum(widths) <= PAGE_WIDTH:
            break
    wide = not cities.many and len(heads) > _ACROSS
    widths = (widths[0] + wide * _CITY, *widths[1:])
    return Table(
        caption,
        columns,
        tuple(body),
        note,
        compact=True,
        interactive=cities.many,
        widths=widths,
        across=min(_BESIDE, max(1, PAGE_WIDTH // sum(widths))) if cities.many else 1,
        anchor=anchor,
    )


def matched_tables(cities: Cities, rows: Sequence[Matched], anchor: str) -> Iterator[Table]:
    """Yield what reports print of the same things: a row a city, rates with their ranks.

    A table has a few measures; its cities are in the order of the first that has one.
    """
    colon = cities.sign("：")
    number = 0
    for group, held in by_group(cities, rows).items():
        for some in _portions(held, _ACROSS if len(cities.reports) >= RANKED else _BARE):
            number += 1
            codes = dict.fromkeys(row.indicator for row in some)
            names = [cities.indicator(code, start=not i) for i, code in enumerate(codes)]
            yield _matched_table(
                cities,
                some,
                f"{group[:1].upper()}{group[1:]}{colon}{in_list(names, cities.language)}",
                anchor if number == 1 else f"{anchor}-{number}",
            )


def _portions(rows: Sequence[Matched], most: int) -> Iterator[list[Matched]]:
    """Yield the rows of each table: no rate without the projects that it is of, or its level."""
    pairs = {projects: rate for projects, _, rate, *_ in BATCHES}
    units: list[list[Matched]] = []
    for row in rows:
        if units and row.indicator in {(before := units[-1][-1].indicator), pairs.get(before)}:
            units[-1].append(row)
        else:
            units.append([row])
    across = math.ceil(len(rows) / math.ceil(len(rows) / most))  # no table of one left over
    most = across if len(units) == len(rows) else most
    some: list[Matched] = []
    for unit in units:
        if some and len(some) + len(unit) > most:
            yield some
            some = []
        some = [*some, *unit]
    yield some


def _matched_table(cities: Cities, some: Sequence[Matched], caption: str, anchor: str) -> Table:
    places = [{int(place.name): place for place in row.ranks} for row in some]
    first = next((each for each in places if each), {})
    places = [each if _says_more(each) else {} for each in places]
    order = [*first, *(n for n in range(len(cities.reports)) if n not in first)]
    order = order if len(cities.reports) >= RANKED else sorted(order)  # alike in every table
    order = [n for n in order if any(row.observations[n] is not None for row in some)]
    foot, units = _Footnotes(cities), [_unit(cities, row) for row in some]
    body = []
    for n in order:
        cells = [Cell((cities.names[n],))]
        for row, ranks, unit in zip(some, places, units, strict=True):
            cells.append(_value(cities, n, row, foot, unit))
            if ranks:
                cells.append(Cell((_rank(ranks.get(n)),)))
        body.append(tuple(cells))
    heads: list[Column] = []
    for row, ranks, unit in zip(some, places, units, strict=True):
        name = column_name(cities, row)
        if unit is not None:
            counted = unit_name(unit, cities.language)
            name += cities.bracketed(counted)
        heads.append(Column(name, "right"))
        foot.column(heads[-1].label, row.period)
        if ranks:
            heads.append(Column(cities.say("Rank"), "right"))
    note = foot.note(
        ranked=any(places),
        levels=any(row.measure not in RATES for row in some),
        shared=any(place.shared for ranks in places for place in ranks.values()),
    )
    return _table(cities, caption, heads, body, anchor, note)


def _says_more(places: Mapping[int, Ranked]) -> bool:
    """Return whether places say more than the values: of a few cities at least, not all at one."""
    return len(places) >= RANKED and len({each.best for each in places.values()}) > 1


class _Footnotes:
    """Letters for what differs from a column's, and what signs of verdicts mean."""

    def __init__(self, cities: Cities) -> None:
        self.cities = cities
        self.letters: dict[str, str] = {}
        self.marks: dict[Verdictmark, None] = {}
        self.own: dict[str, dict[str, None]] = {}  # columns by the period that most figures have

    def column(self, name: str, period: Period) -> None:
        """Note the period of a column."""
        own = period_name(period, self.cities.language, year=True)
        self.own.setdefault(own, {})[name] = None

    def letter(self, period: Period, basis: str = "") -> str:
        """Return the letter, in brackets, of a period and of a basis of prices that differs."""
        name = period_name(period, self.cities.language, year=True)
        if basis:
            comma = self.cities.sign("，")
            name = f"{name}{comma}{self.cities.say(Message(BASES[basis]))}"
        free = string.ascii_lowercase[min(len(self.letters), 25)]
        return f"[{self.letters.setdefault(name, free)}]"

    def note(self, *, ranked: bool, levels: bool = False, shared: bool = False) -> str:
        """Return what stands below a table: *ranked*, with *levels*, with *shared* ranks."""
        cities = self.cities
        notes = []
        if levels and ranked:
            notes.append(Message("Levels and counts are not ranked: the places differ in size."))
        if shared:
            notes.append(Message("Those that rounding can't tell apart share a rank."))
        if self.letters:
            notes.append(
                Message("Values with a letter are of another period or basis and are not ranked.")
                if ranked
                else Message(
                    "Values with a letter are of another period or basis and are "
                    "not to be compared with the others."
                )
            )
        told = [cities.say("the period of each report")]
        if cities.one_period:
            chief, *rest = sorted(self.own, key=lambda period: -len(self.own[period]))
            told = [chief]
            told += [f"{in_list(list(self.own[e]), cities.language)} {e}" for e in rest]
        if len(told) > 1 or self.letters or not cities.one_period:
            told += [f"[{letter}] {name}" for name, letter in self.letters.items()]
            text = cities.sign("；").join(told)
            notes.append(Message("Figures are of: {text}.", {"text": text}))
        for mark in self.marks:
            parts = {"sign": VERDICT_SIGNS[mark.verdict][0], "verdict": mark.text}
            meaning = Message(
                "“{sign}” marks figures that the audit finds {verdict}, see that report's review.",
                parts,
            )
            if ranked:
                meaning = Message(
                    "“{sign}” marks figures that the audit finds {verdict}; they are not ranked, "
                    "see that report's review.",
                    parts,
                )
            notes.append(meaning)
        return cities.gap.join(cities.say(each) for each in notes)


def _unit(cities: Cities, row: Matched) -> Figure | None:
    """Return the figure in whose unit a column counts money; None where Chinese prints several."""
    figures = [each.figure for each in row.observations if each is not None]
    alike = cities.language == "en" or len({each.unit for each in figures}) == 1
    if not alike or row.measure != "level" or any(e.unit.dimension != "CNY" for e in figures):
        return None
    return max(figures, key=lambda e: abs(e.point) * e.unit.scale)


def _value(
    cities: Cities, number: int, row: Matched, foot: _Footnotes, unit: Figure | None
) -> Cell:
    each = row.observations[number]
    if each is None:
        return Cell((DASH,), "muted")
    c = cities.citations[number]
    printed = c.printed(each, style="signed" if each.measure in RATES else "amount")
    printed = replace(printed, text=counted_alike(cities, row.known, each, printed.text))
    if unit is not None:  # stands in the head of the column
        bare = number_text(each.figure, c.language, beside=unit)
        printed = replace(printed, text=printed.text.replace(amount(each.figure, c.language), bare))
    runs: list[Run] = [printed if cities.opens(each.measure) else printed.text]
    other = each.basis if each.basis not in {"unknown", row.basis} else ""
    if other or (each.period != row.period and not cities.is_own(c.report, each.period)):
        runs.append(f" {foot.letter(each.period, other)}")
    mark = c.finding(each)
    if mark is not None:
        foot.marks[mark] = None
        runs += [" ", Verdictmark(mark.verdict, "")]
    return Cell(tuple(runs))


def _rank(place: Ranked | None) -> str:
    if place is None:
        return DASH
    return str(place.best) if not place.shared else f"{place.best}–{place.worst}"


def means_table(cities: Cities) -> Table | None:
    """Return means that make cities of different size comparable; ranked within one period."""
    found: list[tuple[Message, list[Fact | None], bool]] = [
        (
            Message("Investment per signed project"),
            [promotion(report).mean for report in cities.reports],
            True,
        ),
        (Message("Area per parcel"), [land(report).mean for report in cities.reports], False),
    ]  # whether more is better: a large parcel is neither
    heads: list[Column] = []
    columns: list[list[Cell]] = []
    first: dict[int, Ranked] = {}
    foot, shared, any_ranked = _Footnotes(cities), False, False
    for label, facts, ordered in found:
        known = [each for each in facts if each is not None]
        if len(known) < 2:
            continue
        most = Counter(_period(each) for each in known).most_common(1)[0][0]
        values = {
            str(n): each.value
            for n, each in enumerate(facts)
            if each is not None and _period(each) == most
        }
        ranked = ranking(values) if ordered and len(values) > 1 else ()
        places = {int(place.name): place for place in ranked}
        places = places if _says_more(places) else {}
        first = first or places
        shared |= any(place.shared for place in places.values())
        any_ranked |= bool(places)
        heads.append(Column(cities.say(label), "right"))
        foot.column(heads[-1].label, most)
        columns.append([_mean(cities, n, fact, most, foot) for n, fact in enumerate(facts)])
        if places:
            heads.append(Column(cities.say("Rank"), "right"))
            columns.append([Cell((_rank(places.get(n)),)) for n in range(len(facts))])
    if not columns:
        return None
    body = [
        (Cell((cities.names[n],)), *(column[n] for column in columns))
        for n in [*first, *(n for n in range(len(cities.reports)) if n not in first)]
        if any(column[n].runs != (DASH,) for column in columns)
    ]
    caption = cities.say("Means, from the figures above")
    return _table(
        cities, caption, heads, body, "table-means", foot.note(ranked=any_ranked, shared=shared)
    )


def _period(fact: Fact) -> Period:
    """Return the period that a mean is of: that of its first figure."""
    return fact.sources[0].period


def _mean(cities: Cities, number: int, fact: Fact | None, most: Period, foot: _Footnotes) -> Cell:
    if fact is None:
        return Cell((DASH,), "muted")
    shown = cities.citations[number].fact(fact)
    runs: list[Run] = [shown if cities.opens("mean") else shown.text]
    if _period(fact) != most and not cities.is_own(cities.reports[number], _period(fact)):
        runs.append(f" {foot.letter(_period(fact))}")
    return Cell(tuple(runs))


def verdicts_table(cities: Cities, audits: Sequence[Audit]) -> Table:
    """Return how many places each report leaves in doubt, and its relations by verdict."""
    counts = [Counter(cities.say(result.verdict.label) for result in each) for each in audits]
    words = dict.fromkeys(cities.say(verdict.label) for verdict in Verdict)
    used = [word for word in words if any(each[word] for each in counts)]
    places = cities.say("In doubt, by cause (places)")
    tied = cities.say("figures tied by a check / all figures")
    doubt = cities.say(Verdict.INCONSISTENT.label)  # which the places count by cause
    named = [cities.say("{verdict} (relations)", verdict=e) if e == doubt else e
             for e in used]  # fmt: skip
    heads = [Column(name, "right") for name in (places, *named, tied)]
    body = [
        (
            Cell((name,)),
            Cell((str(each.causes) if each.is_judged else DASH,)),
            *(Cell((str(own[word]),)) for word in used),
            Cell((f"{each.tied} / {len(each.report)}",)),
        )
        for name, each, own in zip(cities.names, audits, counts, strict=True)
    ]
    caption = cities.say("Verdicts by report")
    return _table(cities, caption, heads, body, "table-verdicts")
