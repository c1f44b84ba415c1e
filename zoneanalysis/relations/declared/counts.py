"""Rates of counted things (开工率, 投产率, 达产率) that no whole number of projects may give."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import (
    COUNT,
    LEVEL,
    PERCENT,
    WORD,
    WRONG_ONE,
    Case,
    Param,
    Relation,
    Role,
)
from zoneanalysis.relations.whole import judge_rate

SAME_SET = N_("one set of projects at one date")  # what may be assumed, in the catalogue

RATE_FROM_COUNT = Relation(
    "rate_from_count",
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
    (),
    (Param("items", (), "1", N_("how many yes-or-no items each counted thing has"), "whole"),),
    scalable=False,
    judge=judge_rate,
    more={"counts": (), "bound": None},
    example="""
    N. J. L. Brown & J. A. J. Heathers, "The GRIM Test", *Social Psychological and Personality
    Science* 8(4), 2017, doi:10.1177/1948550616673876. ``counts`` are other counts of the text;
    denominators that also agree with one of them are named; ``bound`` is the largest denominator
    to look at. Linfen: 84 projects signed, "70.7% started", 24 not started.

    >>> result = check_rate_from_count("70.7", 84, complement=24)
    >>> result.verdict.value, result.numbers
    ('inconsistent', '(84 − 24) ÷ 84 × 100 = 71.429 ≠ 70.7')
    >>> print(result.implied)
    no whole number out of 84 gives 70.7%
    >>> print(result.alternatives[0])
    58 of 82 gives 70.7% and leaves the other count of the text, 24
    """,
)

EACH_AT_LEAST_ONE = Relation(
    "each_at_least_one",
    N_("At least one each"),
    N_("what is counted ≥ those that have at least one each"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("total", COUNT), Role("groups", COUNT)),
    (Case("total >= groups"),),
    example="""
    Two parcels can't have been sold in three zones:

    >>> check_each_at_least_one("2宗", "3个").verdict.value
    'inconsistent'
    """,
)

TIMES_IN_PERIOD = Relation(
    "times_in_period",
    N_("How many in a period"),
    N_("number of times ≤ months × times a month"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("count", COUNT),),
    (Case("count <= months * each"),),
    (
        Param("months", (), "", N_("months of the period"), "whole"),
        Param("each", (), "1", N_("times in a month"), "whole"),
    ),
    example="""
    Nine monthly bulletins (按月通报) in six months are too many:

    >>> check_times_in_period("9期", months=6).verdict.value
    'inconsistent'
    """,
)

NTH_TIME = Relation(
    "nth_time",
    N_("The n-th time"),
    N_("times before + 1 = stated number of the time"),
    WRONG_ONE,
    Role("stated", COUNT),
    (Role("earlier", COUNT, repeats=True),),
    (Case("stated = sum(earlier) + 1"),),
    fewest={"earlier": (1, N_("no earlier time is printed"))},
    example="""
    After two events and one more the next is the fourth:

    >>> check_nth_time("3次", ["2次", "1次"]).verdict.value
    'inconsistent'
    """,
)

MINIMUM_SIZE = Relation(
    "minimum_size",
    N_("Worth of those above a size"),
    N_("number × minimum ≤ their total, and the rest at most number × minimum"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (
        Role("total", LEVEL),
        Role("count", COUNT),
        Role("minimum", LEVEL, exact=True),
        Role("whole_total", LEVEL, required=False),
        Role("whole_count", COUNT, required=False),
    ),
    (
        Case(
            "total >= count * minimum; whole_total - total <= (whole_count - count) * minimum",
            given=("whole_total", "whole_count"),
        ),
        Case("total >= count * minimum"),
    ),
    example="""
    亿元以上项目12个 can't be worth 10 in all; of 20 worth 40 the other 8 can't be worth 20:

    >>> check_minimum_size("10.00亿元", 12, "1亿元").verdict.value
    'inconsistent'
    >>> result = check_minimum_size(
    ...     "20.00亿元", 12, "1亿元", whole_total="40.00亿元", whole_count=20
    ... )
    >>> result.verdict.value
    'inconsistent'
    """,
)
