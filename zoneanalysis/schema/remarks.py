"""What a row may hold and still deserves a second look (提示). Never a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from zoneanalysis.errors import Fault, Location
from zoneanalysis.periods import Period
from zoneanalysis.reports import Indicator
from zoneanalysis.schema.rows import Row

__all__ = ["remark_on_claims", "remark_on_figures"]

# A growth rate beyond this is real now and then (a small base) and more often a slip.
_LARGE_GROWTH = 1000


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
    for number, row in enumerate(rows, start=1):
        yield from _remark_on_value(row, file)
        own = Period.parse(row["time_period"])
        if abs(own.year - period.year) > 1:
            yield Fault(
                f"a figure is usually of {period.year}, or a year from it",
                f"{row['id']} is of {own}",
                Location(file, row.number, "time_period"),
                "Check the year.",
            )
        indicator = indicators.get(row["indicator"])
        expected = indicator.growth_basis if indicator else ""
        if row["measure"] == "yoy" and expected and row["basis"] not in {expected, "unknown"}:
            yield Fault(
                f"growth of {row['indicator']} is usually {expected}",
                f"{row['id']} is {row['basis']}",
                Location(file, row.number, "basis"),
                "Check whether the text says so.",
            )
        if row["measure"] == "level" and row["basis"] == "constant_price":
            yield Fault(
                "a level is usually nominal",
                f"{row['id']} is constant_price",
                Location(file, row.number, "basis"),
                "Check whether the text gives the level at constant prices.",
            )
        if row["id"] != f"f{number:03d}":
            yield Fault(
                "figures are usually numbered without a gap from f001",
                f"{row['id']} as figure {number}",
                Location(file, row.number, "id"),
                "Number them again once the report is complete, with the ids in the other tables.",
            )
            return


def _remark_on_value(row: Row, file: str) -> Iterator[Fault]:
    value = Fraction(row["obs_value"])
    where = Location(file, row.number, "obs_value")
    measure, printed = row["measure"], row["printed"]
    percent = row["unit_measure"] == "%"
    if measure in {"share", "rate"} and percent and not 0 <= value <= 100:
        yield Fault(
            f"a {measure} is usually between 0 and 100%",
            printed,
            where,
            "Check the value; growth is yoy, and a use rate above 100% is a finding.",
        )
    if measure == "yoy" and percent and abs(value) > _LARGE_GROWTH:
        yield Fault(
            f"growth is usually below {_LARGE_GROWTH}%",
            printed,
            where,
            "Check the point; a very small base makes it real.",
        )
    if measure == "yoy" and percent and value < -100 and row["basis"] == "nominal":
        yield Fault("a level can't fall by more than 100%", printed, where, "Check the value.")
    if measure in {"level", "count"} and value < 0:
        yield Fault(
            f"a {measure} is usually not negative",
            printed,
            where,
            "A change of level is measure other; losses are negative levels.",
        )


def remark_on_claims(rows: Sequence[Row], file: str) -> Iterator[Fault]:
    """Yield claims that say the same thing twice."""
    first: dict[tuple[str, ...], str] = {}
    for row in rows:
        same = (row["check"], row["stated"], " ".join(sorted(row["inputs"].split())), row["params"])
        if same in first:
            yield Fault(
                "a claim usually comes once",
                f"{row['id']} repeats {first[same]}",
                Location(file, row.number, "id"),
                "Delete one of the two.",
            )
        first.setdefault(same, row["id"])
