"""What a relation is given (给定值), and where it stands in the formula that fits (代入)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message, phrase
from zoneanalysis.relations.formula import Compare, Num, grounded, names
from zoneanalysis.relations.relation import ANY, GROWTH, RATES, Case, Param, Relation, Role
from zoneanalysis.relations.results import CheckResult, Story, Term, Verdict
from zoneanalysis.relations.words import refused, said
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["BASES", "Given", "Value", "as_figure", "check_param", "from_call", "param_text",
           "unlike_in", "unprinted_in", "worth_of"]  # fmt: skip

# What a check on plain values takes for a figure: "70.7", "70.7%", 84, Decimal("70.7"), a Figure.
Value = Figure | str | int | Decimal
# What a growth rate may be measured on. Levels in reports are nominal (current prices).
BASES = ("nominal", "constant_price", "comparable", "unknown")


@dataclass
class Given:
    """The figures of a relation by role, and in a row as they stand in its formula."""

    relation: Relation
    # what stands where, with its id: the stated one first
    terms: tuple[Term, ...] = ()
    # as in ``claims.csv``; what is left out is as the relation says
    params: Mapping[str, str] = field(default_factory=dict)
    basis: str = "nominal"  # of growth, one of `BASES`
    counts: tuple[int, ...] = ()  # other counts of the text, for rates that their count can't give

    @cached_property
    def inputs(self) -> Mapping[str, tuple[Figure, ...]]:
        """Every figure by role, as it is printed."""
        held = [figure for _, figure in self.pairs]
        return {role: tuple([held[i] for i in at]) for role, at in self.places.items()}

    @cached_property
    def pairs(self) -> list[tuple[str, Figure]]:
        """Every figure with its role, the stated one first."""
        return [(role, held) for role, held, _ in self.terms if not isinstance(held, str)]

    @property
    def word(self) -> str:
        """The stated word; empty where there is none."""
        held = self.terms[0].held if self.terms else ""
        return held if isinstance(held, str) else ""

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The places of each role in the row."""
        found: dict[str, list[int]] = {}
        for place, (role, _) in enumerate(self.pairs):
            found.setdefault(role, []).append(place)
        return found

    @cached_property
    def figures(self) -> list[Figure]:
        """The row: what is set is as printed, an average of whole things is rounded."""
        return [_held(self.relation.places[role], figure) for role, figure in self.pairs]

    @cached_property
    def worths(self) -> tuple[Fraction, ...]:
        """The worth of each figure's unit in base units."""
        grows = (GROWTH,) if self.relation.mixes_units else (GROWTH, ANY)
        roles = self.relation.places
        return tuple(worth_of(f.unit, growth=roles[n].kind in grows) for n, f in self.pairs)

    @cached_property
    def points(self) -> list[Fraction]:
        """The row as printed, in base units."""
        pairs = zip(self.figures, self.worths, strict=True)
        return [f.point if worth == 1 else f.point * worth for f, worth in pairs]

    @cached_property
    def boxes(self) -> list[Interval]:
        """The row within its rounding, in base units."""
        pairs = zip(self.figures, self.worths, strict=True)
        return [f.interval if worth == 1 else f.interval * worth for f, worth in pairs]

    @cached_property
    def fault(self) -> Message | None:
        """What keeps the figures from being judged as they are placed, if anything."""
        relation, places = self.relation, self.relation.places
        for role in relation.roles:
            figures = self.inputs.get(role.name, ())
            if len(figures) < role.fewest:
                return Message(role.few)
            if role.required and not figures:
                return said("not_printed", role=role.name)
            if len(figures) > 1 and not role.repeats:
                return said("several", role=role.name)
        if relation.stated.required and not (self.word or "stated" in self.inputs):
            return said("no_word" if relation.states_word else "no_figure")
        lengths = {len(self.inputs[r.name]) for r in relation.roles if r.repeats and r.required}
        if len(lengths) > 1:
            return said("lone_part")
        for name, figure in self.pairs:
            if not places[name].takes(figure.unit.dimension):
                return said("wrong_kind", printed=figure.printed, role=name)
        apart = unlike_in(relation, ((name, figure.unit) for name, figure in self.pairs))
        return said("unlike", left=apart[0].symbol, right=apart[1].symbol) if apart else None

    @cached_property
    def case(self) -> Case | None:
        """The first case whose roles are given and whose parameters fit."""
        word = self.relation.meaning(self.word)
        for case in self.relation.cases:
            own = {name: word if name == "word" else self.param(name) for name in case.when}
            if own == case.when and self.inputs.keys() >= set(case.given):
                return case
        return None

    def param(self, name: str) -> str:
        """Return a parameter as given, what it counts, or its default."""
        own, value = self.relation.param(name), self.params.get(name)
        if own is not None and own.counts and not value:
            figures = self.inputs.get(own.counts, ())
            return str(sum(own.sign in {0, each.interval.sign} for each in figures))
        return value if value is not None else own.default if own else ""

    def check(self) -> None:
        """Raise `InputError` where a parameter can't be as it is."""
        for param in self.relation.params:
            check_param(param, self.params.get(param.name, param.default))

    def whole(self, name: str) -> int:
        """Return a parameter that is a whole number from 1."""
        param = self.relation.param(name)
        assert param is not None
        return int(_number(param, self.param(name)).value)

    def ground(
        self, trees: Sequence[Compare], places: Mapping[str, Sequence[int]] | None = None
    ) -> list[Compare]:
        """Return comparisons with the places of the figures in them, those of the row or others."""
        at = self.places if places is None else places
        shape = tuple((name, slots[0], len(slots)) for name, slots in at.items() if slots)
        known = [each for each in self.relation.params if each.number]
        used = {name for tree in trees for name in names(tree)} if known else set()
        numbers = tuple(
            (each.name, _number(each, self.param(each.name))) for each in known if each.name in used
        )
        return [each for tree in trees for each in _ground(tree, shape, numbers)]

    def result(self, verdict: Verdict, tell: Callable[[], Story] | Story) -> CheckResult:
        """Return a verdict on the relation, with what makes its story."""
        return CheckResult(self.relation.name, verdict, terms=self.terms, tell=tell)

    def not_assessable(self, reason: Message, implied: Message | None = None) -> CheckResult:
        """Return that nothing can be decided, with the reason."""
        (figure,) = self.inputs.get("stated", (None,))
        story = Story(
            Message(self.relation.words), "", reason, said("nothing_shown"),
            implied=implied,
            stated=figure.interval if figure else None,
            unit=figure.unit if figure else None,
        )  # fmt: skip
        return self.result(Verdict.NOT_ASSESSABLE, story)


def _held(role: Role, figure: Figure) -> Figure:
    if role.exact:
        return replace(figure, exact=True, interval=Interval.exactly(figure.point))
    if role.rounded and figure.exact:
        return replace(figure, exact=False).with_rounding(figure.rounding)
    return figure


def unlike_in(relation: Relation, units: Iterable[tuple[str, Unit]]) -> tuple[Unit, Unit] | None:
    """Return two units, of those by role, that measure what may not stand side by side, if any."""
    firsts: dict[str, Unit] = {}
    apart = relation.name == "direction"  # its levels are not of the kind of its rates
    for name, own in units if not relation.mixes_units else ():
        kind = relation.places[name].kind[0]
        if kind not in {"level", "any"}:
            continue
        first = firsts.setdefault(kind if apart else "", own)
        both = {own.dimension, first.dimension}
        mixed = both == {*GROWTH} if kind == "any" else False
        mixed |= relation.mixes_rates and both == RATES
        if len(both) > 1 and not mixed:
            return own, first
    return None


def as_figure(value: Value, symbol: str = "", rounding: Rounding = Rounding.UNKNOWN) -> Figure:
    """Return *value* as a figure; a bare number takes the unit *symbol*.

    Raises `InputError` for a float (its trailing zeros are lost) or text without a number.

    Examples
    --------
    >>> as_figure("70.7", "%").interval == as_figure("70.7%").interval
    True
    """
    if isinstance(value, Figure):
        return value
    if isinstance(value, float | bool) or not isinstance(value, str | int | Decimal):
        raise refused("figure", f"{type(value).__name__} {value!r}")
    if isinstance(value, int):
        return Figure.of(value, symbol, rounding=rounding, exact=symbol != "%" or None)
    text = str(value).strip().replace(MINUS, "-")
    number = text.lstrip("+-").replace(".", "", 1)
    if number.isascii() and number.isdigit():
        return Figure.of(text.lstrip("+"), symbol, printed=str(value), rounding=rounding)
    return Figure.parse(text, rounding=rounding)


def from_call(relation: Relation, arguments: Mapping[str, Any]) -> Given:
    """Return what the function of a relation on plain values was called with.

    Raises `InputError` for what is no printed figure, or no value that a parameter can take.
    """
    rounding = arguments.get("rounding", Rounding.UNKNOWN)
    stated = arguments.get("stated")
    if not relation.states_word and stated is not None:
        stated = as_figure(stated, relation.stated.symbol, rounding)
    terms = [Term("stated", stated)] if stated else []
    for role in relation.roles:
        symbol = role.symbol
        if relation.name == "sum" and isinstance(stated, Figure):  # bare parts are of its unit
            symbol = stated.unit.symbol
        value = arguments.get(role.called)
        one = isinstance(value, int | Figure | Decimal) or not role.repeats
        if one or (isinstance(value, str) and role.name == "change"):
            value = () if value is None else (value,)
        if isinstance(value, str):
            raise refused("several_figures", repr(value))
        terms += [Term(role.name, as_figure(each, symbol, rounding)) for each in value or ()]
    params = {p.name: param_text(arguments[p.name]) for p in relation.params if p.name in arguments}
    basis = arguments.get("basis", "nominal")
    if basis not in BASES:
        raise refused("basis", repr(basis), bases=", ".join(BASES))
    counts = tuple(arguments.get("counts", ()))
    given = Given(relation, tuple(terms), params, basis, counts)
    given.check()
    return given


def unprinted_in(entry: Relation, params: Mapping[str, str]) -> tuple[dict[str, str], list[Term]]:
    """Return parameters, and the figures that some stand for: minimum=1亿元, said by 亿元以上."""
    terms = []
    for role in [each.name for each in entry.roles if each.name in params]:
        params = {**params}
        with suppress(InputError):
            terms.append(Term(role, as_figure(params.pop(role))))
    return {**params}, terms


def param_text(value: object) -> str:
    """Return a parameter as ``claims.csv`` writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int) or not isinstance(value, Iterable):
        return str(value)
    names = [str(each) for each in value]
    return "|".join(names) + "|" * (len(names) == 1)


def check_param(param: Param, value: str) -> None:
    """Raise `InputError` where a parameter can't take a value; none is an empty one."""
    if param.values and value not in param.values:
        values = ", ".join(param.values)
        raise refused("param", repr(value), name=param.name, values=values,
                      meaning=phrase(param.meaning))  # fmt: skip
    if param.number in {"share", "whole"}:
        _number(param, value)


def worth_of(unit: Unit, *, growth: bool) -> Fraction:
    """Return the worth of a unit in base units; growth by 1.5倍 is 150 percent."""
    return unit.scale * 100 if growth and unit.dimension == "ratio" else unit.scale


@lru_cache(maxsize=2048)
def _ground(
    tree: Compare, shape: tuple[tuple[str, int, int], ...], numbers: tuple[tuple[str, Num], ...]
) -> list[Compare]:
    places = {name: range(start, start + many) for name, start, many in shape}
    return grounded(tree, places, dict(numbers))


@lru_cache(maxsize=1024)
def _number(param: Param, text: str) -> Num:
    kind = param.number
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
    if value <= 0 or (value > 1 if kind == "share" else value.denominator > 1):
        came = repr(text) if text else phrase("nothing")
        raise refused(kind, came, name=param.name, meaning=phrase(param.meaning))
    return Num(value)
