"""Shares, use rates and averages (占比, 使用率, 平均): a part of a whole, a total over a count."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import (
    ANY,
    COUNT,
    GROWTH,
    LEVEL,
    PERCENT,
    WRONG_ONE,
    Case,
    Need,
    Param,
    Relation,
    Role,
)

SHARE = Relation(
    "share",
    N_("Share of a whole"),
    N_("part ÷ whole × 100 = stated share"),
    WRONG_ONE,
    Role("stated", PERCENT),
    (
        Role(
            "part",
            LEVEL,
            required=False,
            missing=N_("no figure is given for the part"),
            implied=N_("the part would be {value} ({interval})"),
        ),
        Role(
            "whole",
            LEVEL,
            required=False,
            missing=N_("no figure is tied to it as its whole"),
            implied=N_("the whole would be {value} ({interval})"),
        ),
    ),
    (
        Case(
            "stated = part / whole * 100",
            given=("part", "whole"),
        ),
    ),
    (
        Param(
            "adjusted",
            ("yes", "no"),
            "no",
            N_("whether the shares were adjusted so that they add to 100"),
        ),
    ),
    call=("stated", "part", "whole"),
    lacking=N_("neither the part nor the whole is printed"),
    example="""
    Linfen: 66.70 of 93.60 (10,000 m² of standard plants) are used, "71.27%".

    >>> result = check_share("71.27", "66.70万平方米", "93.60万平方米")
    >>> result.verdict.value, result.numbers
    ('consistent only within rounding', '66.70 ÷ 93.60 × 100 = 71.2607 ≈ 71.27')
    >>> print(check_share("41.4", part="54.76亿元").implied)
    the whole would be CNY 13.227 billion ([CNY 13.20989 billion, CNY 13.24426 billion])
    """,
)

_COUNTED = Need("count > 0", N_("nothing is counted: the denominator is zero or negative"))
_MEASURED = Need("quantity > 0", N_("the quantity may be zero or negative"))
_MEASURES = ("area", "mass", "volume", "energy", "length", "CNY")

AVERAGE = Relation(
    "average",
    N_("Average of a total"),
    N_("total ÷ count = stated average"),
    WRONG_ONE,
    Role("stated", ANY),
    (
        Role("total", ANY),
        Role("count", COUNT, required=False),
        Role("quantity", _MEASURES, required=False),
        Role("earlier_count", COUNT, required=False),
        Role("per", (*COUNT, *_MEASURES), required=False, exact=True),
    ),
    (
        Case("stated = total / quantity * per", needs=(_MEASURED,), given=("quantity", "per")),
        Case("stated = total / count * per", needs=(_COUNTED,), given=("count", "per")),
        Case(
            "stated = total / ((count + earlier_count) / 2)",
            needs=(_COUNTED,),
            given=("count", "earlier_count"),
        ),
        Case("stated = total / count", needs=(_COUNTED,), given=("count",)),
    ),
    lacking=N_("neither a count nor a quantity is printed"),
    rounded=True,
    call=("stated", "total", "count"),
    example="""
    Linfen: 49 projects signed for 210.57 (100 million yuan) make 4.30 each.

    >>> check_average("4.30亿元", "210.57亿元", 49).verdict.value
    'consistent'

    By land and by a thousand people:

    >>> check_average("393公斤", "24.14万吨", quantity="61.35万亩", per="1亩").verdict.value
    'consistent'
    >>> check_average("6.0张", "9240张", "154.0万人", per="1000人").verdict.value
    'consistent'
    """,
)

PER_UNIT = Relation(
    "per_unit",
    N_("Total for each unit"),
    N_("total ÷ what it is divided by = stated figure, in a unit such as 元/平方米"),
    WRONG_ONE,
    Role("stated", LEVEL),
    (Role("total", LEVEL), Role("base", LEVEL)),
    (
        Case(
            "stated = total / base",
            needs=(Need("base > 0", N_("the base may be zero or negative")),),
        ),
    ),
    mixes_units=True,
    rounded=True,
    example="""
    >>> check_per_unit("6600元/平方米", "21.45亿元", "32.5万平方米").verdict.value
    'consistent'
    """,
)

MULTIPLE = Relation(
    "multiple",
    N_("Multiple of another level"),
    N_("level ÷ other level = stated multiple"),
    WRONG_ONE,
    Role("stated", GROWTH),
    (Role("level", LEVEL), Role("other", LEVEL)),
    (
        Case(
            "stated = level / other * 100",
            needs=(Need("other > 0", N_("the other level may be zero or negative")),),
        ),
    ),
    scalable=False,
    example="""
    Firms of class A pay 58.6 (10,000 yuan) a mu where all pay 21.25, "2.76 times":

    >>> check_multiple("2.76倍", "58.6万元", "21.25万元").verdict.value
    'consistent'
    """,
)
