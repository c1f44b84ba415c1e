"""People and trade (人口, 进出口): natural growth, urban share, balance of exports and imports."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.declared.growth import BASE, SHRUNK
from zoneanalysis.relations.relation import (
    GROWTH,
    LEVEL,
    PERCENT,
    PRICES,
    WRONG_ONE,
    Case,
    Need,
    Relation,
    Role,
)

NATURAL_GROWTH = Relation(
    "natural_growth",
    N_("Natural growth of the population"),
    N_("birth rate less death rate = natural growth"),
    WRONG_ONE,
    Role("stated", PERCENT),
    (Role("births", PERCENT), Role("deaths", PERCENT)),
    (Case("stated = births - deaths"),),
    example="""
    >>> check_natural_growth("-1.48‰", "6.39‰", "7.87‰").verdict.value
    'consistent'
    """,
)

TRADE_BALANCE = Relation(
    "trade_balance",
    N_("Balance of trade"),
    N_("exports less imports = stated balance"),
    WRONG_ONE,
    Role("stated", LEVEL),
    (Role("exports", LEVEL), Role("imports", LEVEL)),
    (Case("stated = exports - imports"),),
    example="""
    >>> check_trade_balance("5.3亿元", "12.4亿元", "7.1亿元").verdict.value
    'consistent'
    """,
)

BALANCE_GROWTH = Relation(
    "balance_growth",
    N_("Growth of the balance of trade"),
    N_("(exports − imports) ÷ (base exports − base imports) × 100 − 100 = stated growth"),
    PRICES,
    Role("stated", GROWTH),
    (
        Role("exports", LEVEL),
        Role("imports", LEVEL),
        Role("exports_growth", GROWTH),
        Role("imports_growth", GROWTH),
    ),
    (
        Case(
            "stated = (exports - imports) / (exports / (1 + exports_growth / 100)"
            " - imports / (1 + imports_growth / 100)) * 100 - 100",
            needs=(
                Need("1 + exports_growth / 100 > 0", SHRUNK),
                Need("1 + imports_growth / 100 > 0", SHRUNK),
                Need(
                    "exports / (1 + exports_growth / 100)"
                    " - imports / (1 + imports_growth / 100) > 0",
                    BASE,
                ),
            ),
        ),
    ),
    bases=True,
    scalable=False,
    example="""
    Exports rose from 10 to 12 and imports from 6 to 7.2: the surplus rose by a fifth, too.

    >>> check_balance_growth("20.0", "12.00亿元", "7.20亿元", "20.0", "20.0").verdict.value
    'consistent'
    """,
)

URBAN_SHARE = Relation(
    "urban_share",
    N_("Urban share of the population"),
    N_("urban population ÷ population × 100 = stated share"),
    WRONG_ONE,
    Role("stated", PERCENT),
    (
        Role("urban", LEVEL),
        Role("population", LEVEL, required=False),
        Role("rural", LEVEL, required=False),
    ),
    (
        Case("stated = urban / population * 100", given=("population",)),
        Case("stated = urban / (urban + rural) * 100", given=("rural",)),
    ),
    lacking=N_("neither the whole population nor the rural one is printed"),
    example="""
    城镇化率: 218.4 of 388.1 (10,000 people) live in towns.

    >>> check_urban_share("56.27%", "218.40万人", population="388.10万人").verdict.value
    'consistent'
    >>> check_urban_share("56.28%", "218.40万人", rural="169.70万人").numbers
    '218.40 ÷ (218.40 + 169.70) × 100 = 56.2742 ≈ 56.28'
    """,
)
