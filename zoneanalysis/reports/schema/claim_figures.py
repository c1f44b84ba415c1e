"""The figures of a claim: whether they are there, of the kind that is asked for, and alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.relations.given import unlike_in
from zoneanalysis.relations.relation import Relation, Role
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.units import Unit, unit

__all__ = ["check_alike", "check_figure", "parted"]


def _unit_of(row: Row) -> Unit | None:
    """Return the unit of a figure; None where it can't be read, which is told of its own row."""
    try:
        return unit(row["unit_measure"]) if row.sound("unit_measure") else None
    except InputError:
        return None


def check_figure(
    figure: str, role: Role, check: Relation, where: Location, figures: Mapping[str, Row] | None
) -> Iterator[Fault]:
    """Yield that a figure is not there, or measures what does not fit its role."""
    if figures is None:
        return
    if figure not in figures:
        yield Fault(
            "a claim must name figures of figures.csv",
            phrase("{figure}, which is not there", figure=figure),
            where,
            "Correct the id, or add the figure.",
        )
        return
    row = figures[figure]
    own = _unit_of(row)
    if own is not None and not role.takes(own.dimension):
        yield Fault(
            phrase(
                "role {role} of check {check} must be a figure that measures {kind}",
                role=role.name,
                check=check.name,
                kind=" / ".join(role.kind),
            ),
            phrase(
                "{figure} ({printed}, in {unit})",
                figure=figure,
                printed=row["printed"],
                unit=row["unit_measure"],
            ),
            where,
            "Name the right figure, or correct its unit.",
        )


def check_alike(
    row: Row, check: Relation, pairs: Mapping[str, Sequence[str]], figures: Mapping[str, Row]
) -> Iterator[Fault]:
    """Yield that figures of a relation do not share what they must: what they measure, a time."""
    where, do = row.at("inputs"), "Name figures of one quantity, or correct what they are of."
    placed = [
        (role, figures[each])
        for role, ids in {"stated": (row["stated"],), **pairs}.items()
        for each in ids
        if each in figures and role in check.places
    ]
    units = [(role, own) for role, each in placed if (own := _unit_of(each)) is not None]
    fitting = (each for each in units if check.places[each[0]].takes(each[1].dimension))
    if apart := unlike_in(check, fitting):
        must = phrase("the figures of check {check} must measure one thing", check=check.name)
        yield Fault(must, " / ".join(each.symbol for each in apart), where, do)
    cells = [
        (role, {name: cell for name, cell in each.cells.items() if each.sound(name)})
        for role, each in placed
    ]
    for what, found in parted(check, cells):
        yield Fault(
            phrase(
                "the figures of check {check} must be of one {what}",
                check=check.name,
                what=phrase(what),
            ),
            "; ".join(found),
            where,
            do,
        )


def parted(
    check: Relation, placed: Sequence[tuple[str, Mapping[str, str]]]
) -> Iterator[tuple[str, list[str]]]:
    """Yield what figures do not share but must, by their cells, each with its role."""
    for kind in check.like.split():
        column, what, key_of = _LIKE[kind]
        known = [(role, each) for role, each in placed if column in each]
        found = {key: each for _, each in known if (key := key_of(each[column]))}
        if kind == "until":  # whatever ends no later than the stated one
            last = "".join(key_of(each[column]) for role, each in known if role == "stated")
            found = {key: each for key, each in found.items() if last and key >= last}
        if len(found) > 1:
            yield what, [f"{each.get('printed')} ({each[column]})" for each in found.values()]


def _end(cell: str) -> str:
    """Return the month that a period ends with; a year ends with December."""
    last = cell.rpartition("/")[2]
    return last if "-" in last else f"{last}-12"


# What figures may have to share: a column, what it is called, and what of a cell counts. Of what
# stands at a date (a month alone) the year does.
_LIKE: Mapping[str, tuple[str, str, Callable[[str], str]]] = {
    "area": ("ref_area", "area", str),
    "year": ("time_period", "year", lambda cell: _end(cell)[:4]),
    "flow": (
        "time_period",
        "period",
        lambda cell: "" if len(cell) == len("2023-06") else _end(cell),
    ),
    "until": ("time_period", "period", _end),
}
