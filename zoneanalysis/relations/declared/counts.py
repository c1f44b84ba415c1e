"""Rates of counted things (开工率, 投产率, 达产率) that no whole number of projects may give."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import COUNT, PERCENT, Param, Relation, Role
from zoneanalysis.relations.whole import judge_rate

SAME_SET = N_("one set of projects at one date")  # what may be assumed, in the catalogue

RATE_FROM_COUNT = Relation(
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
