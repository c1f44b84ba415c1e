"""Year-to-date levels (累计): single periods out of two of them, and changes of a level."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import (
    ANY,
    LEVEL,
    PRICES,
    WORD,
    WRONG_ONE,
    Case,
    Implied,
    Relation,
    Role,
)

YTD_DIFFERENCE = Relation(
    "ytd_difference",
    "cumulative",
    N_("Single period out of two year-to-date figures"),
    N_("later year-to-date level less earlier year-to-date level = stated level"),
    PRICES,
    Role("stated", LEVEL),
    (Role("later", LEVEL), Role("earlier", LEVEL)),
    (Case("stated = later - earlier"),),
    to_date=True,
    example="""
    Linfen: industrial value added to July and to June of 2023 leave 35.14 for July.

    >>> check_ytd_difference("35.14亿元", "190.16亿元", "155.02亿元").verdict.value
    'consistent'
    """,
)

YTD_MONOTONE = Relation(
    "ytd_monotone",
    "cumulative",
    N_("Year-to-date figures may not fall"),
    N_("later year-to-date level ≥ earlier year-to-date level"),
    PRICES,
    Role("stated", WORD, required=False),
    (Role("later", LEVEL), Role("earlier", LEVEL)),
    (
        Case(
            "later >= earlier",
            implied=Implied(
                "later - earlier", N_("the months between come to {value} ({interval})")
            ),
        ),
    ),
    to_date=True,
    example="""
    >>> result = check_ytd_monotone("190.16亿元", "155.02亿元")
    >>> print(result.verdict.value, "·", result.implied)
    consistent · the months between come to CNY 3.514 billion ([35.13, 35.15])
    """,
)

DIFFERENCE = Relation(
    "difference",
    "cumulative",
    N_("Change of a level"),
    N_("later level less earlier level = stated change"),
    WRONG_ONE,
    Role("stated", ANY),
    (Role("later", ANY), Role("earlier", ANY)),
    (Case("stated = later - earlier"),),
    mixes_rates=True,
    example="""
    >>> check_difference("-3家", "9家", "12家").verdict.value
    'consistent'
    """,
)
