"""Figures in the places of a formula (代入): which case applies, and what stands where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.formula import Compare, Num, grounded, names
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.relation import GROWTH, RATES, Case, Relation
from zoneanalysis.relations.results import CheckResult, Story, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["Placed", "case_of", "fault_of", "ground", "param", "whole_param", "worth_of"]


@dataclass(frozen=True)
class Placed:
    """Figures in a row, by role, with their values in base units."""

    relation: Relation
    given: Given
    figures: tuple[Figure, ...]  # the stated one first, where a figure is stated
    places: Mapping[str, Sequence[int]]  # of each role, in ``figures``
    points: list[Any]  # as printed, in base units
    boxes: list[Interval]  # within their rounding
    stated: Figure | None = None
    worths: tuple[Fraction, ...] = ()  # of the units of the figures, in base units

    @classmethod
    def of(cls, relation: Relation, given: Given) -> Placed:
        """Return the figures of a relation in a row; raises where they measure unlike things."""
        figures, places = [], defaultdict[str, list[int]](list)
        for place, (name, figure) in enumerate(given.figures):
            if name == "stated" and relation.rounded and figure.exact:
                figure = replace(figure, exact=False).with_rounding(figure.rounding)
            figures.append(figure)
            places[name].append(place)
        stated = figures[0] if "stated" in places else None
        _refuse_unlike(relation, given)
        held = [relation.places[name] for name, _ in given.figures]
        worths = tuple(
            worth_of(figure.unit, growth=role.kind == GROWTH)
            for role, figure in zip(held, figures, strict=True)
        )
        points = [f.point if w == 1 else f.point * w for f, w in zip(figures, worths, strict=True)]
        boxes = [
            Interval.exactly(point) if role.exact else f.interval if w == 1 else f.interval * w
            for role, f, w, point in zip(held, figures, worths, points, strict=True)
        ]
        return cls(relation, given, tuple(figures), places, points, boxes, stated, worths)

    def ground(self, trees: Sequence[Compare]) -> list[Compare]:
        """Return comparisons with the places of the figures in them."""
        return ground(self.relation, self.given, trees, self.places)

    def result(self, verdict: Verdict, tell: Callable[[], Story] | Story) -> CheckResult:
        """Return a verdict on the relation, with what makes its story."""
        return CheckResult(self.relation.name, verdict, places=self.given.places(), tell=tell)


def worth_of(unit: Unit, *, growth: bool) -> Fraction:
    """Return the worth of a unit in base units; growth by 1.5倍 is 150 percent."""
    return unit.scale * 100 if growth and unit.dimension == "ratio" else unit.scale


def _refuse_unlike(relation: Relation, given: Given) -> None:
    """Raise `UnitMismatchError` where figures that must measure one thing measure several."""
    if relation.mixes_units:
        return
    firsts: dict[str, Unit] = {}
    apart = relation.name == "direction"  # its levels are not of the kind of its rates
    for name, figure in given.figures:
        kind, own = relation.places[name].kind[0], figure.unit
        if kind not in {"level", "any"}:
            continue
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
            return said("not_printed", role=role.name)
        if len(figures) > 1 and not role.repeats:
            return said("several", role=role.name)
    if not given.stated and relation.stated.required:
        word = relation.states_word
        return said("no_word") if word else said("no_figure")
    lengths = {len(given.inputs[r.name]) for r in relation.roles if r.repeats and r.required}
    if len(lengths) > 1:
        return said("lone_part")
    for name, figure in given.figures:
        if name not in places:
            return said("no_role", check=relation.name, role=name)
        if not places[name].takes(figure.unit.dimension):
            return said("wrong_kind", printed=figure.printed, role=name)
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
    known = [each for each in relation.params if each.number]
    used = {name for tree in trees for name in names(tree)} if known else set()
    numbers = tuple(
        (each.name, _number(each.name, each.number, param(relation, given, each.name)))
        for each in known
        if each.name in used
    )
    return [each for tree in trees for each in _ground(tree, shape, numbers)]


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
        said = {n: word if n == "word" else param(relation, given, n) for n in case.when}
        if all(role in given.inputs for role in case.given) and all(
            said[name] == value or (value == "*" and said[name])
            for name, value in case.when.items()
        ):
            return case
    return None


def param(relation: Relation, given: Given, name: str) -> str:
    """Return a parameter as given, what it counts, or its default."""
    own = next((each for each in relation.params if each.name == name), None)
    value = given.params.get(name)
    if own is not None and own.counts and not value:
        figures = given.inputs.get(own.counts, ())
        return str(sum(own.sign in {0, each.interval.sign} for each in figures))
    return value if value is not None else own.default if own else ""
