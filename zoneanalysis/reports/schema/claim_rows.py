"""The rows of claims.csv and past.csv against the figures and the register of checks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.relations.given import check_param
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.relation import Relation
from zoneanalysis.reports.report import Claim, PastClaim
from zoneanalysis.reports.schema.claim_figures import check_alike, check_figure
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

__all__ = ["check_claims", "claims", "past_claims", "read_pairs", "read_params"]

_FIGURE_ID = re.compile(r"f\d+", re.ASCII)


def read_pairs(text: str) -> dict[str, tuple[str, ...]]:
    """Return the figure ids by role of "role=f001 role=f002".

    Examples
    --------
    >>> read_pairs("part=f010 part=f011 whole=f009")
    {'part': ('f010', 'f011'), 'whole': ('f009',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in text.split():
        role, _, figure = pair.partition("=")
        found[role] = (*found.get(role, ()), figure)
    return found


def read_params(text: str) -> dict[str, str]:
    """Return the parameters of "key=value; key=value"; a part without = has an empty value.

    Examples
    --------
    >>> read_params("complete=no; items=甲|乙")
    {'complete': 'no', 'items': '甲|乙'}
    """
    parts = (part.partition("=") for part in text.split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in parts}


def check_claims(rows: Sequence[Row], figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    """Yield every fault of the claims beyond the form of single cells.

    Parameters
    ----------
    rows : sequence of Row
        Of claims.csv or past.csv.
    figures : mapping
        The rows of figures.csv by id; None where that table can't be read.
    """
    for row in rows:
        if not row.sound("check"):
            continue
        check = CHECKS.get(row["check"])
        if check is None:
            near = difflib.get_close_matches(row["check"], list(CHECKS), n=2, cutoff=0.5)
            named = phrase("Correct its name. Near ones: {names}.", names=", ".join(near))
            yield row.fault(
                phrase("check must be one of: {checks}", checks=", ".join(CHECKS)),
                repr(row["check"]),
                "check",
                named if near else "Correct its name.",
            )
            continue
        if row.sound("stated"):
            yield from _check_stated(row, check, figures)
        if row.sound("inputs"):
            yield from _check_inputs(row, check, figures)
        if row.sound("params"):
            yield from _check_params(row, check)


def _check_stated(row: Row, check: Relation, figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    where = row.at("stated")
    stated, wants_word = row["stated"], "word" in check.stated.kind
    if not stated:
        if check.stated.required:
            kind = "the word of the text" if wants_word else "the id of a figure"
            yield Fault(
                phrase(
                    "stated must be {kind} for check {name}", kind=phrase(kind), name=check.name
                ),
                "an empty cell",
                where,
                "Write what the relation is held against.",
            )
    elif _FIGURE_ID.fullmatch(stated):
        if wants_word:
            yield Fault(
                phrase("stated must be a word for check {name}", name=check.name),
                stated,
                where,
                "Write the word of the text, such as 已达目标; figures go into inputs.",
            )
        else:
            yield from check_figure(stated, check.stated, check, where, figures)
    elif not wants_word:
        yield Fault(
            phrase("stated must be the id of a figure for check {name}", name=check.name),
            repr(stated),
            where,
            "Write the id of the figure that states it, such as f012.",
        )


def _check_inputs(row: Row, check: Relation, figures: Mapping[str, Row] | None) -> Iterator[Fault]:
    where = row.at("inputs")
    pairs = read_pairs(row["inputs"])
    past = read_pairs(row.cells.get("past", ""))
    if past:
        yield from _check_past(row, check, pairs, past)
    names = ", ".join(role.name for role in check.roles)
    for name, ids in pairs.items():
        role = check.role(name)
        if role is None:
            yield _no_role(check, name, where)
            continue
        if len(ids) > 1 and not role.repeats:
            yield Fault(
                phrase("role {role} of check {check} must come once", role=name, check=check.name),
                " ".join(ids),
                where,
                "Keep one figure, or write a claim for each.",
            )
        for figure in ids:
            if figure == row["stated"] and "word" not in check.stated.kind:
                yield Fault(
                    "a claim must not be held against itself",
                    phrase("{figure} as stated and as {role}", figure=figure, role=name),
                    where,
                    "Name the figures that the stated one follows from.",
                )
            else:
                yield from check_figure(figure, role, check, where, figures)
    named = [each for role, ids in pairs.items() if role != "part_growth" for each in ids]
    for twice in sorted({each for each in named if named.count(each) > 1}):
        yield Fault(
            "a relation must name each figure once", twice, where,
            "Name another figure, or leave it out.",
        )  # fmt: skip
    yield from check_alike(row, check, pairs, figures or {})
    given = read_params(";".join(p for p in row["params"].split(";") if "=" in p))
    for role in check.roles:
        if role.required and role.name not in {*pairs, *past, *given}:
            yield Fault(
                phrase("check {check} must have the role {role}", check=check.name, role=role.name),
                row["inputs"] or "no inputs",
                where,
                phrase(
                    "Add {role}=f… with the figure's id. Its roles are: {names}.",
                    role=role.name,
                    names=names,
                ),
            )
    many = [role.name for role in check.roles if role.repeats and role.required]
    counts = {name: len(pairs[name]) for name in many if name in pairs}
    if len(set(counts.values())) > 1:
        yield Fault(
            phrase("{names} must come in pairs, in the same order", names=", ".join(counts)),
            ", ".join(f"{name}: {count}" for name, count in counts.items()),
            where,
            "Name one of each for every part.",
        )
    if not pairs and not read_params(row["params"]) and check.item != "list":
        if not any(role.required for role in check.roles):
            yield Fault(
                phrase("a claim of check {check} must name a figure", check=check.name),
                "no inputs",
                where,
                phrase("Add one of its roles: {names}.", names=names),
            )
    elif check.item == "list" and not pairs and "items" not in read_params(row["params"]):
        yield Fault(
            "a counted list must have items",
            "neither inputs nor items=…",
            where,
            "Write the names into params: items=甲|乙|丙, or the figures as item=f…",
        )


def _no_role(check: Relation, name: str, where: Location) -> Fault:
    return Fault(
        phrase(
            "check {check} must have no other roles than {names}",
            check=check.name,
            names=", ".join(role.name for role in check.roles),
        ),
        repr(name),
        where,
        "Correct the role, or the check.",
    )


def _check_past(
    row: Row,
    check: Relation,
    pairs: Mapping[str, tuple[str, ...]],
    past: Mapping[str, tuple[str, ...]],
) -> Iterator[Fault]:
    """Yield what is wrong with the periods that a row names of earlier reports."""
    where = row.at("past")
    if not pairs and not _FIGURE_ID.fullmatch(row["stated"]):
        yield row.fault(
            "a statement about the past must name a figure of its own report",
            phrase("stated {stated!r}, no inputs", stated=row["stated"]),
            "inputs",
            "Name the figure whose indicator and area are meant.",
        )
    for name, periods in past.items():
        role = check.role(name)
        if role is None:
            yield _no_role(check, name, where)
        elif len(periods) + len(pairs.get(name, ())) > 1 and not role.repeats:
            yield Fault(
                phrase("role {role} of check {check} must come once", role=name, check=check.name),
                " ".join((*pairs.get(name, ()), *periods)),
                where,
                "Keep one figure or period.",
            )
        for period in periods:
            try:
                Period.parse(period)
            except InputError as error:
                yield from error.at(file=row.file, row=row.number, column="past").faults


def _check_params(row: Row, check: Relation) -> Iterator[Fault]:
    where = row.at("params")
    known = {param.name: param for param in check.params}
    for part in row["params"].split(";"):
        if part.strip() and "=" not in part:
            yield Fault(
                "params must be key=value, with ; between them",
                repr(part.strip()),
                where,
                "Write for example: complete=no; items=甲|乙",
            )
    given = [part.partition("=")[0].strip() for part in row["params"].split(";") if part.strip()]
    for twice in sorted({name for name in given if given.count(name) > 1}):
        yield Fault("a parameter must come once", twice, where, "Keep one of its values.")
    pairs = read_params(";".join(part for part in row["params"].split(";") if "=" in part))
    for name, value in pairs.items():
        if any(role.exact and role.name == name for role in check.roles):
            try:
                Figure.parse(value)  # minimum=1亿元: what a name says, and no figure prints
            except InputError as error:
                yield from (replace(each, where=where) for each in error.faults)
        elif name not in known:
            names = ", ".join(known) or phrase("none")
            yield Fault(
                phrase("params of check {check} must be: {names}", check=check.name, names=names),
                repr(name),
                where,
                "Correct its name, or say it in note.",
            )
        elif not value:
            yield Fault(
                phrase("{name} must have a value", name=name), "nothing", where, "Write key=value."
            )
        elif name.endswith("_period") and not known[name].values:
            try:
                Period.parse(value)
            except InputError as error:
                yield from error.at(file=row.file, row=row.number, column="params").faults
    figures = {**read_pairs(row["inputs"]), **read_pairs(row.cells.get("past", ""))}
    for param in check.params:
        value = pairs.get(param.name, param.default)
        if value or not (param.name in pairs or param.period_of in figures):
            try:
                check_param(param, value)
            except InputError as error:
                yield from (replace(each, where=where) for each in error.faults)


def claims(rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Return the claims of rows without faults."""
    return tuple(_claim(row) for row in rows)


def past_claims(rows: Sequence[Row]) -> tuple[PastClaim, ...]:
    """Return the statements about earlier reports of rows without faults."""
    return tuple(
        PastClaim(
            _claim(row),
            {
                role: tuple(Period.parse(each) for each in periods)
                for role, periods in read_pairs(row["past"]).items()
            },
        )
        for row in rows
    )


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["id"],
        check=row["check"],
        stated=row["stated"],
        inputs=read_pairs(row["inputs"]),
        params=read_params(row["params"]),
        section=row["section"],
        note=row["note"],
        reading=row.cells.get("reading", ""),
        doubts=tuple(row.cells.get("doubts", "").split()),
    )
