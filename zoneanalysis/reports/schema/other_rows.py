"""The rows of the smaller tables: indicators, areas, breaks, actions, facts by zone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.reports.report import Action, Area, Break, Indicator, ZoneFact
from zoneanalysis.reports.schema.figure_rows import unknown_code
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.periods import Month, Period

__all__ = [
    "actions",
    "areas",
    "breaks",
    "check_actions",
    "check_areas",
    "check_breaks",
    "check_zones",
    "indicators",
    "zone_facts",
]


def check_areas(
    rows: Sequence[Row], file: str, others: Mapping[str, Area] | None = None
) -> Iterator[Fault]:
    """Yield parents and members that are no areas, and areas that contain themselves.

    ``others`` are areas of another list, which the rows may name too.
    """
    known = {row["code"]: row for row in rows if row.sound("code")}
    codes = {**(others or {}), **known}
    for row in rows:
        if row.sound("parent") and row["parent"] and row["parent"] not in codes:
            yield unknown_code(
                row["parent"], codes, "parent", "areas.csv", Location(file, row.number, "parent")
            )
        if row.sound("members"):
            for member in row["members"].split():
                if member not in codes:
                    yield unknown_code(
                        member, codes, "members", "areas.csv", Location(file, row.number, "members")
                    )
        line = [row["code"]]
        while (above := known.get(line[-1])) is not None and above["parent"]:
            if above["parent"] in line:
                yield Fault(
                    "an area must not lie within itself",
                    " in ".join([*line, above["parent"]]),
                    Location(file, row.number, "parent"),
                    "Correct the parent.",
                )
                break
            line.append(above["parent"])


def check_breaks(
    rows: Sequence[Row], file: str, indicators: Collection[str], areas: Collection[str]
) -> Iterator[Fault]:
    """Yield breaks of unknown areas or indicators, and months that are none."""
    for row in rows:
        if row.sound("area") and row["area"] not in areas:
            known = dict.fromkeys(areas)
            where = Location(file, row.number, "area")
            yield unknown_code(row["area"], known, "area", "areas.csv", where)
        codes = [("indicator", row["indicator"])]
        if row["kind"] == "renamed":
            codes += [("before", row["before"]), ("after", row["after"])]
        for column, code in codes:
            if row.sound(column) and code and code not in indicators:
                known = dict.fromkeys(indicators)
                where = Location(file, row.number, column)
                yield unknown_code(code, known, column, "indicators.csv", where)
        if row.sound("since"):
            try:
                Period.parse(row["since"])
            except InputError as error:
                yield from error.at(file=file, row=row.number, column="since").faults


def breaks(rows: Sequence[Row]) -> tuple[Break, ...]:
    """Return the breaks in their order."""
    return tuple(
        Break(
            row["area"],
            row["indicator"],
            Month(*map(int, row["since"].split("-"))),
            row["kind"],
            row["before"],
            row["after"],
            row["note"],
        )
        for row in rows
    )


def check_actions(
    rows: Sequence[Row], file: str, figures: Mapping[str, Row] | None
) -> Iterator[Fault]:
    """Yield actions that rest on figures which are not there."""
    for row in rows:
        yield from _check_ids(row, file, figures)


def check_zones(
    rows: Sequence[Row],
    file: str,
    figures: Mapping[str, Row] | None,
    known: Mapping[str, Area] | None,
) -> Iterator[Fault]:
    """Yield facts about unknown zones, without a figure that is there, or unlike that figure."""
    for row in rows:
        yield from _check_ids(row, file, figures)
        if known is not None and row.sound("ref_area") and row["ref_area"] not in known:
            yield unknown_code(
                row["ref_area"],
                known,
                "ref_area",
                "areas.csv",
                Location(file, row.number, "ref_area"),
            )
        if figures is None or not row.sound("value", "unit", "figures"):
            continue
        if not row["value"] or row["value"] in {"yes", "no"}:
            if row["unit"]:
                yield Fault(
                    "a fact without a number must have no unit",
                    row["unit"],
                    Location(file, row.number, "unit"),
                    "Leave the unit empty.",
                )
            continue
        named = [figures[each] for each in row["figures"].split() if each in figures]
        if named and all(
            (each["obs_value"], each["unit_measure"]) != (row["value"], row["unit"])
            for each in named
        ):
            shown = ", ".join(
                f"{each['id']} is {each['obs_value']} {each['unit_measure']}" for each in named
            )
            yield Fault(
                "value and unit must be those of a figure that the row names",
                f"{row['value']} {row['unit']}, where {shown}",
                Location(file, row.number, "value"),
                "Copy obs_value and unit_measure from figures.csv.",
            )


def _check_ids(row: Row, file: str, figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    if figures is not None and row.sound("figures"):
        for figure in row["figures"].split():
            if figure not in figures:
                yield Fault(
                    "figures must name ids of figures.csv",
                    f"{figure}, which is not there",
                    Location(file, row.number, "figures"),
                    "Correct the id, or add the figure.",
                )


def indicators(rows: Sequence[Row]) -> dict[str, Indicator]:
    """Return the indicators by code."""
    return {
        row["code"]: Indicator(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            definition=row["definition_en"],
            unit=row["unit"],
            direction=row["direction"],
            growth_basis=row["growth_basis"],
            definition_zh=row["definition_zh"],
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for row in rows
    }


def areas(rows: Sequence[Row]) -> dict[str, Area]:
    """Return the areas by code."""
    return {
        row["code"]: Area(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            kind=row["kind"],
            parent=row["parent"],
            gb2260=row["gb2260"],
            short_zh=row["short_zh"],
            short_en=row["short_en"],
            members=tuple(row["members"].split()),
        )
        for row in rows
    }


def actions(rows: Sequence[Row]) -> tuple[Action, ...]:
    """Return the actions in their order."""
    return tuple(
        Action(
            row["id"],
            row["section"],
            row["tag"],
            row["zh"],
            row["en"],
            tuple(row["figures"].split()),
        )
        for row in rows
    )


def zone_facts(rows: Sequence[Row]) -> tuple[ZoneFact, ...]:
    """Return the facts by zone in their order."""
    return tuple(
        ZoneFact(
            row["ref_area"],
            row["item"],
            row["value"],
            row["unit"],
            tuple(row["figures"].split()),
            row["note"],
        )
        for row in rows
    )
