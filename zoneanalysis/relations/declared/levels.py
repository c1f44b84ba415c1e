"""Year-to-date levels (累计): single periods out of two of them, and changes of a level."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.declared.growth import BASE, SHRUNK
from zoneanalysis.relations.relation import (
    ANY,
    GROWTH,
    LEVEL,
    PRICES,
    WORD,
    WRONG_ONE,
    Case,
    Implied,
    Need,
    Relation,
    Role,
)

_BASES = "later / (1 + later_growth / 100) - earlier / (1 + earlier_growth / 100)"

PERIOD_GROWTH = Relation(
    "period_growth",
    N_("Growth of a single period"),
    N_("difference of two year-to-date levels ÷ difference of their bases × 100 − 100 = growth"),
    PRICES,
    Role("stated", GROWTH),
    (
        Role("later", LEVEL),
        Role("earlier", LEVEL),
        Role("later_growth", GROWTH),
        Role("earlier_growth", GROWTH),
    ),
    (
        Case(
            f"stated = (later - earlier) / ({_BASES}) * 100 - 100",
            needs=(
                Need("1 + later_growth / 100 > 0", SHRUNK),
                Need("1 + earlier_growth / 100 > 0", SHRUNK),
                Need(f"{_BASES} > 0", BASE),
            ),
        ),
    ),
    bases=True,
    scalable=False,
    to_date=True,
    example="""
    Investment of Linfen's zones to July and to June with its growth: July alone grew by some 2%.

    >>> result = check_period_growth("2.4", "69.35亿元", "54.76亿元", "-15.1", "-18.8")
    >>> result.verdict.value
    'consistent'
    >>> check_period_growth("-15.1", "69.35亿元", "54.76亿元", "-15.1", "-18.8").verdict.value
    'inconsistent'
    """,
)

YTD_DIFFERENCE = Relation(
    "ytd_difference",
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
    >>> print(result.implied)
    the months between come to CNY 3.514 billion ([CNY 3.513 billion, CNY 3.515 billion])
    """,
)

DIFFERENCE = Relation(
    "difference",
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
