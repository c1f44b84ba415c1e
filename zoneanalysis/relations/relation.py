"""What a relation between printed figures is made of (关系): one declaration says all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zoneanalysis.messages import N_
from zoneanalysis.relations.formula import Compare, comparisons
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.units import Unit

__all__ = ["Case", "Implied", "Param", "Relation", "Role"]

# What may stand in a role: dimensions of units (see `zoneanalysis.values.units`), or these groups.
GROWTH = ("percent", "ratio")  # growth is printed in %, or as 增长1.5倍, which is 150%
ANY = ("any",)
WORD = ("word",)
RATES = frozenset({"percent", "point"})


@dataclass(frozen=True)
class Role:
    """A place in a relation that a figure takes."""

    name: str
    # dimensions of unit that fit: "percent", "count", "level", "any" …, or "word"
    kind: tuple[str, ...]
    required: bool = True
    repeats: bool = False
    argument: str = ""  # what the function on plain values calls it, where not by its name
    exact: bool = False  # whether it is set, not measured: a target of 13% is 13
    rounded: bool = False  # whether it is rounded even where it counts whole things: an average
    fewest: int = 0  # fewest, few: how many figures it needs at least, and what to say of fewer
    few: str = ""

    def takes(self, dimension: str) -> bool:
        """Return whether a unit of that dimension fits."""
        level = "level" in self.kind and dimension not in RATES
        return level or "any" in self.kind or dimension in self.kind

    @property
    def called(self) -> str:
        """What the function on plain values calls it."""
        return self.argument or self.name

    @property
    def symbol(self) -> str:
        """The unit of a bare number in this role."""
        return {"point": "个百分点", "percent": "%", "count": "个"}.get(self.kind[0], "")


@dataclass(frozen=True)
class Param:
    """A parameter of a relation."""

    name: str
    values: tuple[str, ...] = ()  # empty where any text may stand
    default: str = ""
    meaning: str = ""
    # what it is in a formula: "names" (how many there are), "list" (they are shown), "share" (a
    # fraction up to 1), "whole"; the last two are needed
    number: str = ""
    period_of: str = ""  # the role whose period says it where it isn't given
    unset: str = ""  # what the function on plain values takes for none, if not the default
    counts: str = ""  # the role whose figures are counted where it isn't given, of one sign if any
    sign: int = 0

    @property
    def argument(self) -> object:
        """What the function on plain values takes where it isn't given."""
        if set(self.values) == {"yes", "no"}:
            return self.default == "yes"
        return () if self.number == "names" else self.unset or self.default


@dataclass(frozen=True)
class Implied:
    """What the figures of a relation say of something that isn't printed."""

    formula: str
    template: str  # catalogue key with {value} and {interval}
    exact: str = ""  # one without the latter, for where rounding leaves no range
    # it is a rate, or has the unit and the places of the figure in the role ``like``, or the first
    # one's unit and the most places
    percent: bool = False
    like: str = ""


@dataclass(frozen=True)
class Case:
    """A formula, and when it is the one to judge by."""

    formula: str  # an equation or bound of the stated figure, or conditions joined by ``;``
    given: tuple[str, ...] = ()  # roles that need not be there, but must for this case
    # values of parameters
    when: Mapping[str, str] = field(default_factory=dict)
    # what must surely hold for it to make sense, and the reason where it may not
    needs: Mapping[str, str] = field(default_factory=dict)
    open: str = ""  # why nothing can be judged by it, although it can be computed; catalogue key
    implied: Implied | None = None
    levels: bool = False  # whether it says something of levels only, so that rates leave it open
    words: str = ""  # the formula in words, where it isn't that of the relation
    read: tuple[Compare, ...] = ()  # the formula, where it is read already
    unit: Unit | None = None  # what its sides are shown in, where they are shown

    @cached_property
    def trees(self) -> tuple[Compare, ...]:
        """The formula, read."""
        return self.read or (comparisons(self.formula) if self.formula else ())


# Of any relation: what the text doesn't print and whoever transcribed it took for granted.
ASSUMED = Param("assumed", (), "", N_("what is assumed of the figures"))

Judge = Callable[[Any], CheckResult]  # from what is given


@dataclass(frozen=True)
class Relation:
    """A relation between printed figures: all that the readers need to know of it."""

    name: str
    # title, words, not_shown: English catalogue keys: its name, its formula in words, what a
    # finding leaves open
    title: str
    words: str
    not_shown: str
    stated: Role
    roles: tuple[Role, ...]
    # the first whose roles are given and whose parameters fit is the one to judge by
    cases: tuple[Case, ...] = ()
    params: tuple[Param, ...] = ()
    example: str = ""  # a running example, for the help of its function
    bases: bool = False  # whether it holds levels against growth, which may be on another basis
    scalable: bool = True  # whether a shift of the decimal point is worth looking for
    # mixes_rates, mixes_units: whether percent and points, or unlike units, may stand beside one
    # another
    mixes_rates: bool = False
    mixes_units: bool = False
    like: str = ""  # what its figures must share: "area", "year" …, see ``declared/README.md``
    # whether its later and earlier figures must be year-to-date levels of one year
    to_date: bool = False
    item: str = ""  # what else than a figure may be wrong: a "word", an "order", a "list"
    # for a word that is stated: the meaning that cases name
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    # what each meaning demands: of single values, and the first of the others that can be held
    demands: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # arguments of the function that may stand without their name, in order; where empty, the stated
    # figure and the roles that must be there
    call: tuple[str, ...] = ()
    lacking: str = ""  # what to say where none of the cases can be used; catalogue key
    judge: Judge | None = None  # instead of the formula, where a relation is more than one

    @property
    def states_word(self) -> bool:
        """Whether a word is stated and no figure."""
        return self.stated.kind == WORD

    @cached_property
    def places(self) -> Mapping[str, Role]:
        """Its roles by name, the stated one first."""
        return {each.name: each for each in (self.stated, *self.roles)}

    def param(self, name: str) -> Param | None:
        """Return the parameter of that name, or None."""
        return next((each for each in self.params if each.name == name), None)

    def role(self, name: str) -> Role | None:
        """Return the role of that name, or None; "stated" is none of them."""
        return None if name == "stated" else self.places.get(name)

    def meaning(self, word: str) -> str:
        """Return what a word means by the vocabulary, where … ends what begins so; or nothing."""
        for known, meaning in self.vocabulary.items():
            if word == known or (known.endswith("…") and word.startswith(known[:-1])):
                return meaning
        return ""
