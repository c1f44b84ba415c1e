"""What a row may hold and still deserves a second look (提示). Never a fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.relations.directions import TIMES
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.reports.report import Indicator
from zoneanalysis.reports.schema.claim_rows import read_pairs
from zoneanalysis.reports.schema.printed import hints_at_bound
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.periods import Period

__all__ = ["remark_on_claims", "remark_on_figures"]

# A growth rate beyond this is real now and then (a small base) and more often a slip.
_LARGE_GROWTH = 1000
# Measures that compare with something that the row does not name.
_OF_SOMETHING_ELSE = {"pp_gap", "pp_change", "share", "other"}
# Indicators of single things, of which one area may have several.
_MANY_IN_ONE_PLACE = {"named_project_investment"}
# Check: what its figures usually have in common, and whether they follow one another.
_COMPARISONS: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "pp_gap": (("indicator", "time_period"), False),
    "pp_change": (("indicator", "ref_area"), True),
    "ytd_monotone": (("indicator", "ref_area"), True),
    "ytd_difference": (("indicator", "ref_area"), True),
    "target_reached": (("indicator", "measure"), False),
    "schedule": (("indicator", "measure", "ref_area"), False),
}


def remark_on_figures(
    rows: Sequence[Row], file: str, period: Period, indicators: Mapping[str, Indicator]
) -> Iterator[Fault]:
    """Yield what is allowed but unusual in sound rows of figures.csv."""
    if not rows:
        yield Fault(
            "a report should hold figures",
            "only the header",
            Location(file=file),
            "Add a row for every printed statistic, in text order.",
        )
    yield from _two_values(rows)
    for row in rows:
        yield from _remark_on_value(row)
        yield from _remark_on_basis(row, indicators.get(row["indicator"]))
        own = Period.parse(row["time_period"])
        if abs(own.year - period.year) > 1:
            yield row.fault(
                phrase("a figure is usually of {year}, or a year from it", year=period.year),
                phrase("{id} is of {own}", id=row["id"], own=own),
                "time_period",
                "Check the year.",
            )
    misnumbered = next(
        (row for number, row in enumerate(rows, start=1) if row["id"] != f"f{number:03d}"), None
    )
    if misnumbered is not None:
        yield misnumbered.fault(
            "figures are usually numbered without a gap from f001",
            phrase(
                "{id} as figure {number}", id=misnumbered["id"], number=rows.index(misnumbered) + 1
            ),
            "id",
            "Number them again once the report is complete, with the ids in the other tables.",
        )


def _remark_on_basis(row: Row, indicator: Indicator | None) -> Iterator[Fault]:
    where = row.at("basis")
    expected = indicator.growth_basis if indicator else ""
    if row["measure"] == "yoy" and expected and row["basis"] not in {expected, "unknown"}:
        yield Fault(
            phrase(
                "growth of {indicator} is usually {expected}",
                indicator=row["indicator"],
                expected=expected,
            ),
            phrase("{id} is {basis}", id=row["id"], basis=row["basis"]),
            where,
            "Check whether the text says so.",
        )
    if row["measure"] == "level" and row["basis"] == "constant_price":
        yield Fault(
            "a level is usually nominal",
            phrase("{id} is {basis}", id=row["id"], basis=row["basis"]),
            where,
            "Check whether the text gives the level at constant prices.",
        )


def _remark_on_value(row: Row) -> Iterator[Fault]:
    value = Fraction(row["obs_value"])
    where = row.at("obs_value")
    measure, printed = row["measure"], row["printed"]
    percent = row["unit_measure"] == "%"
    if hints_at_bound(printed) and not row["bound"]:
        yield row.fault(
            "a figure with 以上, 超, 近, 约, 余 or 左右 usually has a bound",
            phrase("{id} is printed as {printed}", id=row["id"], printed=printed),
            "bound",
            "Write lower, upper or approximate.",
        )
    if measure in {"share", "rate"} and percent and not 0 <= value <= 100:
        yield Fault(
            phrase("a {measure} is usually between 0 and 100%", measure=measure),
            printed,
            where,
            "Check the value; growth is yoy, and a use rate above 100% is a finding.",
        )
    if measure == "yoy" and percent and abs(value) > _LARGE_GROWTH:
        yield Fault(
            phrase("growth is usually below {most}%", most=_LARGE_GROWTH),
            printed,
            where,
            "Check the point; a very small base makes it real.",
        )
    if measure == "yoy" and percent and value < -100 and row["basis"] == "nominal":
        yield Fault("a level can't fall by more than 100%", printed, where, "Check the value.")
    if measure in {"level", "count"} and value < 0:
        yield Fault(
            phrase("a {measure} is usually not negative", measure=measure),
            printed,
            where,
            "A change of level is measure other; losses are negative levels.",
        )


def _two_values(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield quantities that two rows give unlike values."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if row["measure"] in _OF_SOMETHING_ELSE or row["indicator"] in _MANY_IN_ONE_PLACE:
            continue
        same = tuple(
            row[name] for name in ("indicator", "ref_area", "time_period", "measure", "obs_status")
        )
        other = first.setdefault(same, row)
        if Fraction(other["obs_value"]) != Fraction(row["obs_value"]):
            yield row.fault(
                "a quantity usually has one value in a report",
                phrase(
                    "{id} ({printed}) and {other} ({its})",
                    id=row["id"],
                    printed=row["printed"],
                    other=other["id"],
                    its=other["printed"],
                ),
                "obs_value",
                "Check indicator, area, period and measure of both; if the report itself "
                "contradicts itself, add a claim of check repeat.",
            )


def remark_on_claims(rows: Sequence[Row], figures: Mapping[str, Row]) -> Iterator[Fault]:
    """Yield claims that say the same thing twice, or that compare unlike things."""
    first: dict[tuple[str, ...], str] = {}
    for row in rows:
        same = (
            row["check"],
            row["stated"],
            " ".join(sorted(row["inputs"].split())),
            row["params"],
        )
        if same in first:
            yield row.fault(
                "a claim usually comes once",
                phrase("{id} repeats {first}", id=row["id"], first=first[same]),
                "id",
                "Delete one of the two.",
            )
        first.setdefault(same, row["id"])
        yield from _unknown_word(row)
        yield from _unlike(row, figures)


def _unknown_word(row: Row) -> Iterator[Fault]:
    """Yield a stated word that its check does not know, and will therefore not judge."""
    relation, word = CHECKS[row["check"]], row["stated"]
    known = relation.vocabulary
    if word and known and not relation.meaning(word) and not TIMES.fullmatch(word):
        near = difflib.get_close_matches(word, known, n=1) or list(known)[:3]
        yield row.fault(
            phrase("a word of check {name} is usually one that it knows", name=relation.name),
            word,
            "stated",
            phrase(
                "Check its spelling (近似: {near}); what is unknown is not judged.",
                near="、".join(near),
            ),
        )


def _unlike(row: Row, figures: Mapping[str, Row]) -> Iterator[Fault]:
    """Yield what a comparison of two figures usually has in common and this one has not."""
    equal, order = _COMPARISONS.get(row["check"], ((), False))
    pairs = read_pairs(row["inputs"])
    named = [figures[ids[0]] for ids in pairs.values() if len(ids) == 1 and ids[0] in figures]
    where = row.at("inputs")
    for column in equal:
        values = {each[column] for each in named}
        if len(values) > 1:
            yield Fault(
                phrase(
                    "a claim of check {check} usually compares figures of one {column}",
                    check=row["check"],
                    column=column,
                ),
                phrase("{id} has {names}", id=row["id"], names=", ".join(sorted(values))),
                where,
                "Check the ids of its figures.",
            )
    if order and len(named) == 2 and "later" in pairs and "earlier" in pairs:
        later, earlier = (figures[pairs[role][0]]["time_period"] for role in ("later", "earlier"))
        if Period.parse(later).end <= Period.parse(earlier).end:
            yield Fault(
                "the later figure is usually of a later period",
                phrase(
                    "{id} has {later} after {earlier}", id=row["id"], later=later, earlier=earlier
                ),
                where,
                "Exchange the two, or check their periods.",
            )
