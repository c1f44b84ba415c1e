"""The rows of the smaller tables: indicators, areas, breaks, actions, facts by zone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TypeVar

from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Action, Area, Break, Indicator, ZoneFact
from zoneanalysis.reports.schema.figure_rows import unknown_codes
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.periods import Month, Period

__all__ = [
    "actions",
    "area_row",
    "areas",
    "breaks",
    "check_actions",
    "check_areas",
    "check_breaks",
    "check_zones",
    "indicator_row",
    "indicators",
    "zone_facts",
]


def check_areas(rows: Sequence[Row], others: Mapping[str, Area] | None = None) -> Iterator[Fault]:
    """Yield parents and members that are no areas, and areas that contain themselves.

    ``others`` are areas of another list, which the rows may name too.
    """
    known = {row["code"]: row for row in rows if row.sound("code")}
    codes = ({**(others or {}), **known}, "areas.csv")
    for row in rows:
        yield from unknown_codes(row, {"parent": codes, "members": codes})
        line = [row["code"]]
        while (above := known.get(line[-1])) is not None and above["parent"]:
            if above["parent"] in line:
                yield row.fault(
                    "an area must not lie within itself",
                    " in ".join([*line, above["parent"]]),
                    "parent",
                    "Correct the parent.",
                )
                break
            line.append(above["parent"])


def check_breaks(
    rows: Sequence[Row], indicators: Collection[str], areas: Collection[str]
) -> Iterator[Fault]:
    """Yield breaks of unknown areas or indicators, and months that are none."""
    codes = (dict.fromkeys(indicators), "indicators.csv")
    lists = {"area": (dict.fromkeys(areas), "areas.csv"), "indicator": codes}
    for row in rows:
        renamed = {"before": codes, "after": codes} if row["kind"] == "renamed" else {}
        yield from unknown_codes(row, {**lists, **renamed})
        if row.sound("since"):
            try:
                Period.parse(row["since"])
            except InputError as error:
                yield from error.at(file=row.file, row=row.number, column="since").faults


def check_actions(rows: Sequence[Row], figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    """Yield actions that rest on figures which are not there."""
    for row in rows:
        yield from _check_ids(row, figures)


def check_zones(
    rows: Sequence[Row], figures: Mapping[str, Row] | None, known: Mapping[str, Area] | None
) -> Iterator[Fault]:
    """Yield facts about unknown zones, without a figure that is there, or unlike that figure."""
    for row in rows:
        yield from _check_ids(row, figures)
        yield from unknown_codes(row, {"ref_area": (known, "areas.csv")})
        if figures is None or not row.sound("value", "unit", "figures"):
            continue
        if not row["value"] or row["value"] in {"yes", "no"}:
            if row["unit"]:
                yield row.fault(
                    "a fact without a number must have no unit",
                    row["unit"],
                    "unit",
                    "Leave the unit empty.",
                )
            continue
        named = [figures[each] for each in row["figures"].split() if each in figures]
        if named and all(
            (each["obs_value"], each["unit_measure"]) != (row["value"], row["unit"])
            for each in named
        ):
            shown = ", ".join(
                f"{each['id']} = {each['obs_value']} {each['unit_measure']}" for each in named
            )
            yield row.fault(
                "value and unit must be those of a figure that the row names",
                phrase(
                    "{value} {unit}, where {shown}",
                    value=row["value"],
                    unit=row["unit"],
                    shown=shown,
                ),
                "value",
                "Copy obs_value and unit_measure from figures.csv.",
            )


def _check_ids(row: Row, figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    if figures is not None and row.sound("figures"):
        for figure in row["figures"].split():
            if figure not in figures:
                yield row.fault(
                    "figures must name ids of figures.csv",
                    phrase("{figure}, which is not there", figure=figure),
                    "figures",
                    "Correct the id, or add the figure.",
                )


T = TypeVar("T")


def _made(kind: type[T], row: Row, **more: object) -> T:
    """Return an object of the cells that bear its fields' names, and of *more*."""
    cells = {each.name: row[each.name] for each in fields(kind) if each.name not in more}  # type: ignore[arg-type]
    return kind(**cells, **more)


def indicators(rows: Sequence[Row]) -> dict[str, Indicator]:
    """Return the indicators by code."""
    return {
        row["code"]: _made(
            Indicator,
            row,
            definition=row["definition_en"],
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for row in rows
    }


def area_row(area: Area) -> dict[str, str]:
    """Return an area as a row of ``areas.csv``."""
    return {**asdict(area), "members": " ".join(area.members)}


def indicator_row(indicator: Indicator) -> dict[str, str]:
    """Return an indicator as a row of ``indicators.csv``."""
    cells = asdict(indicator) | {"aliases": "|".join(indicator.aliases)}
    return {**cells, "definition_en": cells.pop("definition")}


def areas(rows: Sequence[Row]) -> dict[str, Area]:
    """Return the areas by code."""
    return {row["code"]: _made(Area, row, members=tuple(row["members"].split())) for row in rows}


def breaks(rows: Sequence[Row]) -> tuple[Break, ...]:
    """Return the breaks in their order."""
    return tuple(_made(Break, r, since=Month(*map(int, r["since"].split("-")))) for r in rows)


def actions(rows: Sequence[Row]) -> tuple[Action, ...]:
    """Return the actions in their order."""
    return tuple(_made(Action, row, figures=tuple(row["figures"].split())) for row in rows)


def zone_facts(rows: Sequence[Row]) -> tuple[ZoneFact, ...]:
    """Return the facts by zone in their order."""
    return tuple(_made(ZoneFact, row, figures=tuple(row["figures"].split())) for row in rows)
