"""The register of checks: name, roles, parameters and meaning of each (核验登记表). Plain data.

The columns of ``claims.csv``, the extraction and the audit all read this one table. A check's
function is named by module and attribute, so that this module imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zoneanalysis.errors import InputError
from zoneanalysis.messages import N_, Message

__all__ = ["CHECKS", "WORD", "CheckSpec", "Param", "Role", "spec"]

# What may stand in a role: dimensions of units (see `zoneanalysis.values.units`), or these groups.
PERCENT = ("percent",)
POINT = ("point", "percent")  # a gap is printed in 个百分点, now and then in %
COUNT = ("count", "one")
LEVEL = ("level",)  # anything but percent and points
ANY = ("any",)
WORD = ("word",)


@dataclass(frozen=True)
class Role:
    """A place in a relation that a figure takes.

    Parameters
    ----------
    name : str
        As written before the equals sign in ``claims.csv``.
    kind : tuple of str
        Dimensions of unit that fit: "percent", "point", "count", "one", "level", "any", or
        "word" where a word is stated and no figure.
    required : bool
    repeats : bool
        Whether several figures may take it.
    meaning : str
        English catalogue key.
    """

    name: str
    kind: tuple[str, ...]
    required: bool = True
    repeats: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class Param:
    """A parameter of a relation; ``values`` is empty where any text may stand."""

    name: str
    values: tuple[str, ...] = ()
    default: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class CheckSpec:
    """A check as the register lists it.

    Parameters
    ----------
    name : str
    family : str
        Checks of a family share a module and a page of the manual.
    title, words, not_shown : str
        English catalogue keys: its name, its formula in words, what a finding leaves open.
    stated : Role
    roles : tuple of Role
    params : tuple of Param
    """

    name: str
    family: str
    title: str
    words: str
    not_shown: str
    stated: Role
    roles: tuple[Role, ...]
    params: tuple[Param, ...] = ()

    @property
    def function(self) -> str:
        """Name of its function on plain values, exported by the package."""
        return f"check_{self.name}"

    def role(self, name: str) -> Role | None:
        """Return the role of that name, or None."""
        return next((each for each in self.roles if each.name == name), None)

    def message(self, part: str) -> Message:
        """Return "title", "words" or "not_shown" as a message."""
        return Message(
            {"title": self.title, "words": self.words, "not_shown": self.not_shown}[part]
        )


_COMPLETE = Param("complete", ("yes", "no"), "no", N_("whether the list is complete"))
_WRONG_ONE = N_("It does not show which of the figures is wrong.")
_WORD_OPEN = N_("It does not show whether the word or a figure is wrong.")
_PRICES = N_(
    "It does not show which figure is wrong, nor whether the base was revised after it was "
    "first published."
)

_SPECS = (
    CheckSpec(
        "pp_gap",
        "gaps",
        N_("Gap in percentage points"),
        N_("own rate less the rate it is compared with = stated gap"),
        _WRONG_ONE,
        Role("stated", POINT),
        (Role("own", PERCENT), Role("reference", PERCENT)),
    ),
    CheckSpec(
        "pp_change",
        "gaps",
        N_("Change of a rate between two periods"),
        N_("later rate less earlier rate = stated change"),
        _WRONG_ONE,
        Role("stated", POINT),
        (Role("later", PERCENT), Role("earlier", PERCENT, required=False)),
        (Param("earlier_period", (), "", N_("period of the earlier rate where it isn't printed")),),
    ),
    CheckSpec(
        "sum",
        "sums",
        N_("Sum of parts"),
        N_("sum of the parts = total"),
        _WRONG_ONE,
        Role("stated", ANY),
        (Role("part", ANY, repeats=True),),
        (
            _COMPLETE,
            Param("named", (), "", N_("parts named without a number, one each, separated by |")),
        ),
    ),
    CheckSpec(
        "share",
        "shares",
        N_("Share of a whole"),
        N_("part ÷ whole × 100 = stated share"),
        _WRONG_ONE,
        Role("stated", PERCENT),
        (Role("part", LEVEL, required=False), Role("whole", LEVEL, required=False)),
        (
            Param(
                "adjusted",
                ("yes", "no"),
                "no",
                N_("whether the shares were adjusted so that they add to 100"),
            ),
        ),
    ),
    CheckSpec(
        "shares_sum",
        "shares",
        N_("Shares of one whole"),
        N_("sum of the shares = 100"),
        _WRONG_ONE,
        Role("stated", WORD, required=False),
        (Role("share", PERCENT, repeats=True),),
        (_COMPLETE,),
    ),
    CheckSpec(
        "rate_from_count",
        "rates",
        N_("Rate of a count of whole things"),
        N_("a whole number ÷ denominator × 100 = stated rate"),
        N_(
            "It does not show whether the rate or the count is wrong, nor whether the rate was "
            "taken of another set of projects, weighted by investment, or averaged over zones."
        ),
        Role("stated", PERCENT),
        (
            Role("denominator", COUNT),
            Role("numerator", COUNT, required=False),
            Role("complement", COUNT, required=False),
        ),
        (Param("items", (), "1", N_("how many yes-or-no items each counted thing has")),),
    ),
    CheckSpec(
        "growth_from_levels",
        "growth",
        N_("Growth from two levels"),
        N_("current level ÷ base level × 100 − 100 = stated growth"),
        _PRICES,
        Role("stated", PERCENT),
        (Role("current", LEVEL), Role("base", LEVEL)),
    ),
    CheckSpec(
        "growth_from_parts",
        "growth",
        N_("Growth of a whole from its parts"),
        N_("sum of the parts ÷ sum of the parts' base levels × 100 − 100 = stated growth"),
        _PRICES,
        Role("stated", PERCENT),
        (
            Role("part_level", LEVEL, repeats=True),
            Role("part_growth", PERCENT, repeats=True),
        ),
        (_COMPLETE,),
    ),
    CheckSpec(
        "growth_from_change",
        "growth",
        N_("Growth from a level and its change"),
        N_("change ÷ (current level − change) × 100 = stated growth"),
        _PRICES,
        Role("stated", PERCENT),
        (Role("current", LEVEL), Role("change", LEVEL, repeats=True)),
    ),
    CheckSpec(
        "growth_from_index",
        "growth",
        N_("Growth from an index"),
        N_("index − 100 = stated growth"),
        _WRONG_ONE,
        Role("stated", PERCENT),
        (Role("index", ANY),),
    ),
    CheckSpec(
        "contribution",
        "growth",
        N_("Contribution to growth"),
        N_("growth of the part × its share of the whole in the base period = stated contribution"),
        _PRICES,
        Role("stated", POINT),
        (
            Role("part_growth", PERCENT),
            Role("share", PERCENT, required=False),
            Role("part_level", LEVEL, required=False),
            Role("whole_level", LEVEL, required=False),
            Role("whole_growth", PERCENT, required=False),
        ),
        (
            Param(
                "share_period",
                ("base", "current"),
                "current",
                N_("whether the share is that of the base period or of the current one"),
            ),
        ),
    ),
    CheckSpec(
        "ytd_difference",
        "cumulative",
        N_("Single period out of two year-to-date figures"),
        N_("later year-to-date level less earlier year-to-date level = stated level"),
        _PRICES,
        Role("stated", LEVEL),
        (Role("later", LEVEL), Role("earlier", LEVEL)),
    ),
    CheckSpec(
        "ytd_monotone",
        "cumulative",
        N_("Year-to-date figures may not fall"),
        N_("later year-to-date level ≥ earlier year-to-date level"),
        _PRICES,
        Role("stated", WORD, required=False),
        (Role("later", LEVEL), Role("earlier", LEVEL)),
    ),
    CheckSpec(
        "difference",
        "cumulative",
        N_("Change of a level"),
        N_("later level less earlier level = stated change"),
        _WRONG_ONE,
        Role("stated", ANY),
        (Role("later", ANY), Role("earlier", ANY)),
    ),
    CheckSpec(
        "target_reached",
        "targets",
        N_("Target reached"),
        N_("achieved value against the target"),
        _WORD_OPEN,
        Role("stated", WORD),
        (Role("achieved", ANY), Role("target", ANY)),
        (Param("better", ("up", "down"), "up", N_("whether more or less is better")),),
    ),
    CheckSpec(
        "schedule",
        "targets",
        N_("Progress against the schedule"),
        N_("achieved value against the year's target × share of the year elapsed"),
        _WORD_OPEN,
        Role("stated", WORD),
        (Role("achieved", LEVEL), Role("target", LEVEL)),
        (Param("elapsed", (), "", N_("share of the year elapsed, such as 1/2")),),
    ),
    CheckSpec(
        "list_count",
        "lists",
        N_("Count of a named list"),
        N_("number of things named = stated count"),
        N_("It does not show whether the count is wrong or a name is missing."),
        Role("stated", COUNT),
        (Role("item", ANY, required=False, repeats=True),),
        (
            Param("items", (), "", N_("the names, separated by |")),
            Param("complete", ("yes", "no"), "yes", N_("whether the list is complete")),
        ),
    ),
    CheckSpec(
        "direction",
        "words",
        N_("Direction word against the signs"),
        N_("what the word says of the figures' signs and order"),
        _WORD_OPEN,
        Role("stated", WORD),
        (
            Role("before", ANY, required=False),
            Role("after", ANY, required=False),
            Role("value", ANY, required=False, repeats=True),
        ),
    ),
    CheckSpec(
        "ranking",
        "words",
        N_("Order of a ranking"),
        N_("each value against the one named before it"),
        _WORD_OPEN,
        Role("stated", WORD, required=False),
        (Role("value", ANY, repeats=True),),
        (Param("order", ("desc", "asc"), "desc", N_("whether the largest stands first")),),
    ),
    CheckSpec(
        "repeat",
        "repeats",
        N_("One quantity printed more than once"),
        N_("figure = the same quantity where it is printed again"),
        N_("It does not show which of the statements is wrong, nor whether one was revised."),
        Role("stated", ANY),
        (Role("other", ANY, repeats=True),),
    ),
    CheckSpec(
        "average",
        "averages",
        N_("Average of a total"),
        N_("total ÷ count = stated average"),
        _WRONG_ONE,
        Role("stated", ANY),
        (Role("total", ANY), Role("count", ANY)),
    ),
)

CHECKS: Mapping[str, CheckSpec] = MappingProxyType({each.name: each for each in _SPECS})


def spec(name: str) -> CheckSpec:
    """Return the check of that name.

    Raises
    ------
    InputError
        Where there is none.

    Examples
    --------
    >>> [role.name for role in spec("pp_gap").roles]
    ['own', 'reference']
    """
    try:
        return CHECKS[name]
    except KeyError:
        raise InputError.single(
            must=f"a check must be one of {', '.join(CHECKS)}",
            came=repr(name),
            do="See docs/methods/audit.md for what each of them compares.",
        ) from None


def by_family() -> Iterator[tuple[str, tuple[CheckSpec, ...]]]:
    """Yield each family with its checks, in the order of the register."""
    for family in dict.fromkeys(each.family for each in _SPECS):
        yield family, tuple(each for each in _SPECS if each.family == family)
