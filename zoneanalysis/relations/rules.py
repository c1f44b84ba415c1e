"""Rules that a user writes (审核公式): formulas over indicators, judged like any relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.relations.dimensions import RATE, Dimension, dimension_of, measured
from zoneanalysis.relations.formula import Compare, Name, Num, Total, names, outside_sums
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.relation import ANY, GROWTH, Case, Relation, Role
from zoneanalysis.relations.results import CheckResult, Term
from zoneanalysis.relations.selection import Selection
from zoneanalysis.relations.words import said, sentence
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.units import Unit, unit

__all__ = ["Rule", "judge_rule"]


@dataclass(frozen=True)
class Rule:
    """A rule; a row of ``rules.csv``."""

    name: str
    formula: str  # as written
    trees: tuple[Compare, ...]  # the formula, read
    selections: Mapping[str, Selection]  # what each name in the formula means
    indicators: Mapping[str, str]  # code of the indicator of each name
    unit: str = ""  # what a difference is shown in; may be empty
    severity: str = "error"  # "error", "warning" or "remark"; only an error makes a finding
    words: str = ""  # what it says, for readers
    row: int = 0

    @cached_property
    def summed(self) -> frozenset[str]:
        """The names that stand in sums only."""
        outside = {each.name for tree in self.trees for each in outside_sums(tree)}
        return frozenset(self.selections) - outside

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name in the formula, as written with its selection, each once."""
        return tuple(dict.fromkeys(each for tree in self.trees for each in names(tree)))

    @cached_property
    def _definition(self) -> tuple[str, tuple[Compare, ...]]:
        if len(self.trees) == 1 and self.trees[0].sign == "=":
            sides = (self.trees[0].left, self.trees[0].right)
            for one, other in (sides, sides[::-1]):
                if isinstance(one, Name) and not one.later and one.name not in names(other):
                    return one.name, (Compare(Name("stated"), "=", other),)
        return "", self.trees

    @property
    def defined(self) -> str:
        """The name that an equation gives by the others; empty where it is no such equation."""
        return self._definition[0]

    @property
    def looks_back(self) -> bool:
        """Whether it may need figures of another report of the place."""
        return any(each.period not in {"", "own", "end"} for each in self.selections.values())

    def relation(self, growth: frozenset[str], shown: Unit | None) -> Relation:
        """Return it as a relation; the names in *growth* are growth, printed in % or in 倍."""

        def role(name: str, as_name: str = "") -> Role:
            kind = GROWTH if name in growth else ANY
            return Role(as_name or name, kind, required=bool(as_name), repeats=True)

        word = Role("stated", ANY, required=False)
        return Relation(
            name=self.name, title=self.name, words=self.words or self.formula,
            not_shown=sentence("figure_open"), mixes_units=True,
            stated=role(self.defined, "stated") if self.defined else word,
            roles=tuple(role(each) for each in self.names if each != self.defined),
            cases=(Case(self.formula, read=self._definition[1], unit=shown),),
        )  # fmt: skip


def judge_rule(
    rule: Rule,
    figures: Mapping[str, Figure | Sequence[Figure]],
    *,
    ids: Mapping[str, tuple[str, ...]] | None = None,
    growth: frozenset[str] = frozenset(),
    fault: Message | None = None,
) -> CheckResult:
    """Return the verdict of a rule on figures; never raises for what they say.

    Figures and their *ids* go by the names in the formula, several by one that is summed; those of
    *growth* are such that 增长1.5倍 is 150%. A *fault* is why they can't be judged, if known.

    Examples
    --------
    >>> from zoneanalysis.relations.formula import parse
    >>> formula = "签约数 >= 开工数"
    >>> rule = Rule("先签约", formula, parse(formula), {}, {})
    >>> number = lambda printed: Figure.parse(printed)
    >>> judge_rule(rule, {"签约数": number("84个"), "开工数": number("90个")}).verdict.value
    'inconsistent'
    """
    many = {n: (f,) if isinstance(f, Figure) else tuple(f) for n, f in figures.items()}
    fault = fault or _fault(rule, many, growth)
    shown = None if fault or rule.defined else _unit_of(rule, many)
    relation = rule.relation(growth, shown)
    roles = {name: "stated" if name == rule.defined else name for name in many}
    named = ids or {}
    terms = [
        Term(roles[name], figure, each)
        for name, found in many.items()
        for figure, each in zip(found, named.get(name) or [""] * len(found), strict=True)
    ]
    terms.sort(key=lambda term: term.role != "stated")
    word = [] if rule.defined else [Term("stated", rule.name)]
    given = Given(relation, (*word, *terms))
    result = given.not_assessable(fault) if fault else judge(given)
    return replace(result, terms=tuple(terms))


def _fault(
    rule: Rule, many: Mapping[str, tuple[Figure, ...]], growth: frozenset[str]
) -> Message | None:
    known: dict[str, Dimension] = {}
    for name in rule.names:
        if not many.get(name):
            return said("not_printed", role=name)
        if len(many[name]) > 1 and name not in rule.summed:
            return said("several", role=name)
        found = [RATE if name in growth else dimension_of(f.unit) for f in many[name]]
        known[name] = found[0]
        for other in found[1:]:
            if not other.like(found[0]):
                return said("unlike", left=str(found[0]), right=str(other))
    lengths = {len(many[n]) for n in rule.summed}
    if len(lengths - {1}) > 1:
        return said("unlike_sums")
    try:
        for tree in rule.trees:
            measured(tree, known)
    except InputError as error:
        return said("unlike_sides", left=error.faults[0].came)
    return None


def _unit_of(rule: Rule, many: Mapping[str, tuple[Figure, ...]]) -> Unit:
    """Return what the sides of a comparison are shown in."""
    if rule.unit:
        return unit(rule.unit)
    sides = [side for tree in rule.trees for side in (tree.left, tree.right)]
    for side in sides:
        only = side.items[0] if isinstance(side, Total) else side
        if isinstance(only, Name):
            return many[only.name][0].unit
        if isinstance(side, Num) and side.symbol:
            return unit(side.symbol)
    units = {name: figures[0].unit for name, figures in many.items()}
    known = {name: dimension_of(each) for name, each in units.items()}
    like = (u for n, u in units.items() if known[n].like(measured(rule.trees[0], known)))
    return next(like, unit(""))
