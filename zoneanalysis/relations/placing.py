"""Figures in the places of a formula (代入): which case applies, and what stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.formula import Compare, Num, grounded, names
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.relation import GROWTH, RATES, Case, Relation
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = [
    "Placed",
    "alike",
    "case_of",
    "fault_of",
    "ground",
    "param",
    "whole_param",
    "worth_of_growth",
]


@dataclass(frozen=True)
class Placed:
    """Figures in a row, by role, with their values in base units.

    Parameters
    ----------
    figures : tuple of Figure
        The stated one first, where a figure is stated.
    places : mapping of role to places in ``figures``
    points, boxes : list
        Values as printed and within their rounding, in base units.
    worth : Fraction
        Of the unit of the stated figure, in base units.
    """

    figures: tuple[Figure, ...]
    places: Mapping[str, Sequence[int]]
    points: list[Any]
    boxes: list[Interval]
    stated: Figure | None
    worth: Fraction = Fraction(1)

    @classmethod
    def of(cls, relation: Relation, given: Given) -> Placed:
        """Return the figures of a relation in a row; raises where they measure unlike things."""
        figures: list[Figure] = []
        places: dict[str, Sequence[int]] = {}
        stated = given.stated if isinstance(given.stated, Figure) else None
        if stated is not None:
            if relation.rounded and stated.exact:
                stated = replace(stated, exact=False)
                stated = stated.with_rounding(stated.rounding)
            figures.append(stated)
            places["stated"] = (0,)
        for name, many in given.inputs.items():
            places[name] = range(len(figures), len(figures) + len(many))
            figures += many
        alike(relation, places, [each.unit for each in figures])
        points, boxes = [], []
        roles = relation.places
        exact = {i for name, at in places.items() if roles[name].exact for i in at}
        worths = [each.unit.scale for each in figures]
        for name, at in places.items():
            if roles[name].kind == GROWTH:
                for i in at:
                    worths[i] = worth_of_growth(figures[i].unit)
        for i, figure in enumerate(figures):
            scale = worths[i]
            points.append(figure.point if scale == 1 else figure.point * scale)
            if i in exact:
                boxes.append(Interval.exactly(points[-1]))
            else:
                box = figure.interval
                boxes.append(box if scale == 1 else box * scale)
        worth = worths[0] if stated else Fraction(1)
        return cls(tuple(figures), places, points, boxes, stated, worth)


def worth_of_growth(unit: Unit) -> Fraction:
    """Return the worth of a unit of growth in percent: 增长1.5倍 is growth by 150%."""
    return unit.scale * 100 if unit.dimension == "ratio" else unit.scale


def alike(relation: Relation, places: Mapping[str, Sequence[int]], units: Sequence[Unit]) -> None:
    """Raise `UnitMismatchError` where figures that must measure one thing measure several."""
    if relation.mixes_units:
        return
    firsts: dict[str, Unit] = {}
    roles = relation.places
    apart = relation.name == "direction"  # its levels are not of the kind of its rates
    for name, at in places.items():
        kind = roles[name].kind[0]
        if kind not in {"level", "any"}:
            continue
        for i in at:
            own = units[i]
            first = firsts.setdefault(kind if apart else "", own)
            if own.dimension != first.dimension and not (
                relation.mixes_rates and {own.dimension, first.dimension} == RATES
            ):
                raise UnitMismatchError(own.symbol, first.symbol, "a comparison")


def fault_of(relation: Relation, given: Given) -> Message | None:
    """Return what keeps figures from being judged as they are placed, if anything."""
    places = relation.places
    for role in relation.roles:
        figures = given.inputs.get(role.name, ())
        if len(figures) < role.fewest:
            return Message(role.few)
        if role.required and not figures:
            return Message("the figure for {role} is not printed", {"role": role.name})
        if len(figures) > 1 and not role.repeats:
            return Message("several figures are given for {role}", {"role": role.name})
    if not given.stated and relation.stated.required:
        word = relation.states_word
        return Message("no word is stated") if word else Message("no figure is stated")
    lengths = {len(given.inputs[r.name]) for r in relation.roles if r.repeats and r.required}
    if len(lengths) > 1:
        return Message("a part is printed without its level or its growth")
    placed = [("stated", given.stated)] if isinstance(given.stated, Figure) else []
    for name, figure in (*placed, *((n, f) for n, many in given.inputs.items() for f in many)):
        if name not in places:
            return Message("{check} has no role {role}", {"check": relation.name, "role": name})
        assert isinstance(figure, Figure)
        if not places[name].takes(figure.unit.dimension):
            return Message(
                "{printed} can't stand for {role}: its unit is of the wrong kind",
                {"printed": figure.printed, "role": name},
            )
    return None


@lru_cache(maxsize=2048)
def _ground(
    tree: Compare, shape: tuple[tuple[str, int, int], ...], numbers: tuple[tuple[str, Num], ...]
) -> list[Compare]:
    places = {name: range(start, start + many) for name, start, many in shape}
    return grounded(tree, places, dict(numbers))


def ground(
    relation: Relation, given: Given, trees: Sequence[Compare], places: Mapping[str, Sequence[int]]
) -> list[Compare]:
    """Return comparisons with the places of their figures in them."""
    shape = tuple((name, at[0], len(at)) for name, at in places.items() if at)
    numbers = _numbers(relation, given, trees)
    return [each for tree in trees for each in _ground(tree, shape, numbers)]


def _numbers(
    relation: Relation, given: Given, trees: Sequence[Compare]
) -> tuple[tuple[str, Num], ...]:
    if not any(each.number for each in relation.params):
        return ()
    used = {name for tree in trees for name in names(tree)}
    return tuple(
        (each.name, _number(each.name, each.number, param(relation, given, each.name)))
        for each in relation.params
        if each.number and each.name in used
    )


@lru_cache(maxsize=1024)
def _number(name: str, kind: str, text: str) -> Num:
    if kind in {"names", "list"}:
        if text.isdigit():
            return Num(int(text), f"1 × {text}")
        found = [part.strip() for part in text.split("|") if part.strip()]
        shown = found if kind == "list" else [f"1 ({each})" for each in found]
        return Num(len(found), " + ".join(shown))
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if value <= 0 or (kind == "share" and value > 1) or (kind == "whole" and value.denominator > 1):
        wanted = f"{name} must be a whole number from 1"
        if kind == "share":
            wanted = "the share of the year elapsed must be a fraction above 0 and up to 1"
        raise InputError.single(
            must=wanted,
            came=repr(text),
            do='Write for instance "1/2".' if kind == "share" else "Leave it out for 1.",
        )
    return Num(value)


def whole_param(relation: Relation, given: Given, name: str) -> int:
    """Return a parameter that is a whole number from 1."""
    return int(_number(name, "whole", param(relation, given, name)).value)


def case_of(relation: Relation, given: Given) -> Case | None:
    """Return the first case whose roles are given and whose parameters fit."""
    word = relation.vocabulary.get(given.word) if relation.vocabulary else None
    for case in relation.cases:
        if all(role in given.inputs for role in case.given) and all(
            (word if name == "word" else param(relation, given, name)) == value
            for name, value in case.when.items()
        ):
            return case
    return None


def param(relation: Relation, given: Given, name: str) -> str:
    """Return a parameter as given, or its default."""
    value = given.params.get(name)
    if value is not None:
        return value
    return next((each.default for each in relation.params if each.name == name), "")
