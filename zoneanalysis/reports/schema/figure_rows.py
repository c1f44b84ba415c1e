"""The rows of figures.csv against each other and against the lists of indicators and areas."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area, Indicator, Observation
from zoneanalysis.reports.schema.printed import disagreements
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import unit

__all__ = ["MEASURE_DIMENSIONS", "check_figures", "observations", "unknown_code", "unknown_codes"]

#: Dimensions of unit that a measure may have; None: that of the indicator's own unit.
MEASURE_DIMENSIONS: Mapping[str, tuple[str, ...] | None] = {
    "level": None,
    "count": None,
    "yoy": ("percent", "ratio"),
    "share": ("percent", "ratio", "one"),
    "rate": ("percent",),
    "pp_gap": ("point", "percent"),
    "pp_change": ("point", "percent"),
    "contribution": ("point", "percent"),
}
_EXAMPLE_UNITS = {"percent": "%", "point": "个百分点", "ratio": "倍", "one": "–"}


Lookups = Mapping[str, tuple[Mapping[str, object] | None, str]]
"""By column: the codes that its cells may name, and the file that lists them."""


@lru_cache(maxsize=1000)
def _near(code: str, known: tuple[str, ...]) -> list[str]:
    return difflib.get_close_matches(code, known, n=3, cutoff=0.5)


def unknown_code(
    code: str, known: Mapping[str, object], column: str, listing: str, where: Location
) -> Fault:
    """Return the fault of a code that a list does not hold, with the nearest ones."""
    near = _near(code, tuple(known))
    return Fault(
        phrase("{column} must be a code of {listing}", column=column, listing=listing),
        repr(code),
        where,
        phrase(
            "Correct the code, or add a row for it to {listing}. Near ones: {names}.",
            listing=listing,
            names=", ".join(near),
        )
        if near
        else phrase("Correct the code, or add a row for it to {listing}.", listing=listing),
    )


def unknown_codes(row: Row, lists: Lookups) -> Iterator[Fault]:
    """Yield the codes in a row that the list of their column does not hold.

    Codes are not looked up in a list that is None, because it couldn't be read.
    """
    for column, (known, listing) in lists.items():
        if known is not None and row.sound(column):
            for code in row[column].split():
                if code not in known:
                    yield unknown_code(code, known, column, listing, row.at(column))


def check_figures(
    rows: Sequence[Row],
    indicators: Mapping[str, Indicator] | None,
    areas: Mapping[str, Area] | None,
) -> Iterator[Fault]:
    """Yield every fault of the rows beyond the form of single cells."""
    lists = {"ref_area": (areas, "areas.csv"), "indicator": (indicators, "indicators.csv")}
    end = 0
    for row in rows:
        if row.sound("printed", "obs_value", "unit_measure", "measure"):
            for column, must, came, do in disagreements(
                row["printed"], row["obs_value"], row["unit_measure"], row["measure"]
            ):
                yield row.fault(must, came, column, do)
        yield from unknown_codes(row, lists)
        indicator = (indicators or {}).get(row["indicator"])
        if indicator is not None and row.sound("indicator", "measure", "unit_measure"):
            yield from _check_unit(row, indicator)
        if row.sound("char_start", "printed") and row["char_start"]:
            start = int(row["char_start"])
            if start < end:
                yield row.fault(
                    "figures must stand in text order and not overlap",
                    phrase(
                        "{id} begins at {start}, the one before it ends at {end}",
                        id=row["id"],
                        start=start,
                        end=end,
                    ),
                    "char_start",
                    "Sort the rows by char_start and number them again, or correct the offset.",
                )
            end = max(end, start + len(row["printed"]))


def _check_unit(row: Row, indicator: Indicator) -> Iterator[Fault]:
    measure = row["measure"]
    if measure == "other":
        return
    came = unit(row["unit_measure"])
    allowed = MEASURE_DIMENSIONS[measure]
    own = unit(indicator.unit)
    where = row.at("unit_measure")
    if allowed is None:
        if own.dimension != came.dimension and came.dimension != "one":
            yield Fault(
                phrase(
                    "a {measure} of {code} must be in {own} or a unit of the same kind",
                    measure=measure,
                    code=indicator.code,
                    own=own,
                ),
                phrase(
                    "{came} ({kind}, not {wanted})",
                    came=came,
                    kind=came.dimension,
                    wanted=own.dimension,
                ),
                where,
                "Correct the unit, the measure or the indicator.",
            )
    elif came.dimension not in allowed:
        names = " / ".join(_EXAMPLE_UNITS[each] for each in allowed)
        yield Fault(
            phrase("measure {measure} must be in {names}", measure=measure, names=names),
            f"{came}",
            where,
            "Correct the unit, or the measure (a gap in points is pp_gap or pp_change, a growth "
            "rate is yoy).",
        )
    elif measure == "rate" and own.dimension != "percent":
        yield row.fault(
            phrase(
                "a rate must be one of an indicator in %, and {code} is in {own}",
                code=indicator.code,
                own=own,
            ),
            phrase("{printed} as {measure}", printed=row["printed"], measure=measure),
            "measure",
            "Write share for a part of the indicator's total and yoy for its growth, or use the "
            "indicator of the rate.",
        )


def observations(rows: Sequence[Row], rounding: Rounding) -> tuple[Observation, ...]:
    """Return the figures of rows without faults."""
    return tuple(
        Observation(
            id=row["id"],
            figure=Figure.of(
                row["obs_value"],
                row["unit_measure"],
                printed=row["printed"],
                bound=Bound.signed(row["bound"], row["obs_value"]),
                rounding=rounding,
            ),
            indicator=row["indicator"],
            ref_area=row["ref_area"],
            period=Period.parse(row["time_period"]),
            measure=row["measure"],
            section=row["section"],
            status=row["obs_status"],
            basis=row["basis"],
            char_start=int(row["char_start"]) if row["char_start"] else None,
            note=row["note"],
        )
        for row in rows
    )
