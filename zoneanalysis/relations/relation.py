"""What a relation between printed figures is made of (关系): one declaration says all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.formula import Compare
from zoneanalysis.relations.grammar import comparisons

__all__ = ["Case", "Implied", "Need", "Param", "Relation", "Role"]

# What may stand in a role: dimensions of units (see `zoneanalysis.values.units`), or these groups.
PERCENT = ("percent",)
GROWTH = ("percent", "ratio")  # growth is printed in %, or as 增长1.5倍, which is 150%
ANY = ("any",)
WORD = ("word",)
RATES = frozenset({"percent", "point"})

WRONG_ONE = N_("It does not show which of the figures is wrong.")
NOT_SHOWN = {
    "figure": WRONG_ONE,
    "word": N_("It does not show whether the word or a figure is wrong."),
    "prices": N_(
        "It does not show which figure is wrong, nor whether the base was revised after it was "
        "first published."
    ),
}


@dataclass(frozen=True)
class Role:
    """A place in a relation that a figure takes.

    Parameters
    ----------
    kind : tuple of str
        Dimensions of unit that fit: "percent", "count", "level", "any" …, or "word".
    argument : str
        What the function on plain values calls it, where not by its name.
    missing, implied : str
        English catalogue keys: that it isn't printed, and what it would be by the others.
    exact : bool
        Whether it is set, not measured: a target of 13% is 13.
    fewest, few : int, str
        How many figures it needs at least, and what to say of fewer.
    """

    name: str
    kind: tuple[str, ...]
    required: bool = True
    repeats: bool = False
    argument: str = ""
    missing: str = ""
    implied: str = ""
    exact: bool = False
    fewest: int = 0
    few: str = ""

    def takes(self, dimension: str) -> bool:
        """Return whether a unit of that dimension fits."""
        if "any" in self.kind or dimension in self.kind:
            return True
        return "level" in self.kind and dimension not in RATES

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
    """A parameter of a relation; ``values`` is empty where any text may stand.

    ``number`` says what it is in a formula: "names" (how many there are), "list" (they
    are shown), "share" (a fraction up to 1), "whole"; ``unset`` what the function on plain values
    takes where it isn't given.
    """

    name: str
    values: tuple[str, ...] = ()
    default: str = ""
    meaning: str = ""
    number: str = ""
    unset: object = None

    def __post_init__(self) -> None:
        if self.unset is None:
            unset = () if self.number == "names" else self.default
            switch = set(self.values) == {"yes", "no"}
            object.__setattr__(self, "unset", self.default == "yes" if switch else unset)


@dataclass(frozen=True)
class Need:
    """What must surely hold for a formula to make sense; where it may not, the reason."""

    formula: str
    reason: str

    @cached_property
    def tree(self) -> Compare:
        """The formula, read."""
        (tree,) = comparisons(self.formula)
        return tree


@dataclass(frozen=True)
class Implied:
    """What the figures of a relation say of something that isn't printed.

    ``template`` is a catalogue key with {value} and {interval}, ``exact`` one without the latter,
    for where rounding leaves no range; it is a rate (``percent``) or has the first figure's unit.
    """

    formula: str
    template: str
    exact: str = ""
    percent: bool = False


@dataclass(frozen=True)
class Case:
    """A formula, and when it is the one to judge by.

    Parameters
    ----------
    formula : str
        An equation or bound of the stated figure, or conditions joined by ``;``.
    given : tuple of str
        Roles that need not be there, but must for this case.
    when : mapping
        Values of parameters.
    open : str
        Why nothing can be judged by it, although it can be computed; catalogue key.
    levels : bool
        Whether it says something of levels only, so that rates leave it open.
    words : str
        The formula in words, where it isn't that of the relation.
    """

    formula: str
    given: tuple[str, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    open: str = ""
    implied: Implied | None = None
    levels: bool = False
    words: str = ""

    @cached_property
    def trees(self) -> tuple[Compare, ...]:
        """The formula, read."""
        return comparisons(self.formula)


# Of any relation: what the text doesn't print and whoever transcribed it took for granted.
ASSUMED = Param("assumed", (), "", N_("what is assumed of the figures"))

Judge = Callable[["Relation", Any], Any]  # from what is given to a result


@dataclass(frozen=True)
class Relation:
    """A relation between printed figures: all that the readers need to know of it.

    Parameters
    ----------
    title, words, not_shown : str
        English catalogue keys: its name, its formula in words, what a finding leaves open.
    cases : tuple of Case
        The first whose roles are given and whose parameters fit is the one to judge by.
    example : str
        A running example, for the help of its function.
    bases : bool
        Whether it holds levels against growth, which may be on another basis.
    scalable : bool
        Whether a shift of the decimal point is worth looking for.
    mixes_rates, mixes_units : bool
        Whether percent and points, or unlike units, may stand beside one another.
    rounded : bool
        Whether the stated figure is rounded even where it counts whole things.
    like : bool
        Whether all its figures must be of one year and one area.
    to_date : bool
        Whether its later and earlier figures must be year-to-date levels of one year.
    item : str
        What else than a figure may be wrong: a "word", an "order", a "list".
    vocabulary : mapping of str to str
        For a word that is stated: the meaning that cases name.
    call : tuple of str
        Arguments of the function that may stand without their name, in order; where empty, the
        stated figure and the roles that must be there.
    lacking : str
        What to say where none of the cases can be used; catalogue key.
    judge : callable or None
        Instead of the formula, where a relation is more than one.
    """

    name: str
    title: str
    words: str
    not_shown: str
    stated: Role
    roles: tuple[Role, ...]
    cases: tuple[Case, ...] = ()
    params: tuple[Param, ...] = ()
    example: str = ""
    bases: bool = False
    scalable: bool = True
    mixes_rates: bool = False
    mixes_units: bool = False
    rounded: bool = False
    like: bool = False
    to_date: bool = False
    item: str = ""
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    call: tuple[str, ...] = ()
    lacking: str = ""
    judge: Judge | None = None

    @property
    def function(self) -> str:
        """Name of its function on plain values, exported by the package."""
        return f"check_{self.name}"

    @property
    def states_word(self) -> bool:
        """Whether a word is stated and no figure."""
        return self.stated.kind == WORD

    @cached_property
    def places(self) -> Mapping[str, Role]:
        """Its roles by name, the stated one first."""
        return {each.name: each for each in (self.stated, *self.roles)}

    def role(self, name: str) -> Role | None:
        """Return the role of that name, or None; "stated" is none of them."""
        return None if name == "stated" else self.places.get(name)

    def message(self, part: str) -> Message:
        """Return "title", "words" or "not_shown" as a message."""
        return Message(getattr(self, part))
