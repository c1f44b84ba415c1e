"""Growth (同比增速) from levels, parts, changes and indices, and contributions to it (拉动)."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.declared.sums import COMPLETE
from zoneanalysis.relations.relation import (
    GROWTH,
    LEVEL,
    PERCENT,
    POINT,
    PRICES,
    WORD,
    WRONG_ONE,
    Case,
    Need,
    Param,
    Relation,
    Role,
)

BASE = N_("the base may be zero or negative within its rounding")
SHRUNK = N_("a part may have shrunk to nothing within its rounding")
_GREW = Need("1 + part_growth / 100 > 0", SHRUNK)

GROWTH_FROM_LEVELS = Relation(
    "growth_from_levels",
    N_("Growth from two levels"),
    N_("current level ÷ base level × 100 − 100 = stated growth"),
    PRICES,
    Role("stated", GROWTH),
    (Role("current", LEVEL), Role("base", LEVEL)),
    (Case("stated = current / base * 100 - 100", needs=(Need("base > 0", BASE),)),),
    bases=True,
    scalable=False,
    example="""
    Real and comparable growth can't be judged by nominal levels; with an unknown basis only
    agreement can be found.

    >>> check_growth_from_levels("12.5", "90", "80").verdict.value
    'consistent'
    >>> check_growth_from_levels("9.9", "110", "80", basis="constant_price").verdict.value
    'not assessable'
    """,
)

ANNUAL_GROWTH = Relation(
    "annual_growth",
    N_("Average growth a year"),
    N_("base level × (1 + average growth a year ÷ 100) to the power of the years = level reached"),
    PRICES,
    Role("stated", LEVEL),
    (Role("base", LEVEL), Role("growth", GROWTH)),
    tuple(
        Case(
            "stated = base" + " * (1 + growth / 100)" * years,
            when={"years": str(years)},
            needs=(Need("1 + growth / 100 > 0", SHRUNK), Need("base > 0", BASE)),
        )
        for years in range(2, 21)
    ),
    (Param("years", tuple(map(str, range(2, 21))), "5", N_("years between the two levels")),),
    bases=True,
    scalable=False,
    example="""
    From 312.46 to 446.28 (100 million yuan) in five years is 7.4% a year, not 8.6% (which a fifth
    of the whole growth would be):

    >>> check_annual_growth("446.28亿元", "312.46亿元", "7.4", years="5").verdict.value
    'consistent only within rounding'
    >>> check_annual_growth("446.28亿元", "312.46亿元", "8.6", years="5").verdict.value
    'inconsistent'
    """,
)

_OF_PARTS = "stated = sum(part_level) / sum(part_level / (1 + part_growth / 100)) * 100 - 100"
_KNOWN = (Need("part_level >= 0", N_("a part's level may be negative")), _GREW)

GROWTH_FROM_PARTS = Relation(
    "growth_from_parts",
    N_("Growth of a whole from its parts"),
    N_("sum of the parts ÷ sum of the parts' base levels × 100 − 100 = stated growth"),
    PRICES,
    Role("stated", GROWTH),
    (
        Role("part_level", LEVEL, repeats=True, argument="levels"),
        Role("part_growth", GROWTH, repeats=True, argument="growths"),
        Role("whole_level", LEVEL, required=False),
    ),
    (
        Case(
            "stated <= whole_level / sum(part_level / (1 + part_growth / 100)) * 100 - 100",
            given=("whole_level",),
            when={"complete": "no"},
            needs=_KNOWN,
            words=N_("the parts' base levels together ≤ the whole's"),
        ),
        Case(_OF_PARTS, when={"complete": "yes"}, needs=_KNOWN),
        Case(
            _OF_PARTS,
            needs=_KNOWN,
            open=N_(
                "the list of parts is not complete (其中, 等), so the whole may grow otherwise"
            ),
        ),
    ),
    (COMPLETE,),
    bases=True,
    scalable=False,
    fewest={"part_level": (2, N_("fewer than two parts are given"))},
    example="""
    >>> check_growth_from_parts(
    ...     "5.0", ["60亿元", "40亿元"], ["9.1", "-0.6"], complete=True
    ... ).verdict.value
    'consistent'

    Of parts that are not all there are, none of which is in another, the whole's base level is no
    less than theirs:

    >>> check_growth_from_parts(
    ...     "9.0", ["60亿元", "40亿元"], ["5.0", "5.0"], whole_level="102亿元"
    ... ).verdict.value
    'inconsistent'
    """,
)

GROWTH_FROM_CHANGE = Relation(
    "growth_from_change",
    N_("Growth from a level and its change"),
    N_("change ÷ (current level − change) × 100 = stated growth"),
    PRICES,
    Role("stated", GROWTH),
    (Role("current", LEVEL), Role("change", LEVEL, repeats=True)),
    (
        Case(
            "stated = sum(change) / (current - sum(change)) * 100",
            needs=(
                Need("current - sum(change) > 0", BASE),
                Need("current > 0", N_("the level may be zero or negative")),
            ),
        ),
    ),
    bases=True,
    scalable=False,
    example="""
    >>> check_growth_from_change("12.5", "90亿元", "10亿元").numbers
    '10 ÷ (90 − 10) × 100 = 12.5'
    """,
)

GROWTH_FROM_INDEX = Relation(
    "growth_from_index",
    N_("Growth from an index"),
    N_("index − 100 = stated growth"),
    WRONG_ONE,
    Role("stated", GROWTH),
    (Role("index", ("one", "percent", "index")),),
    (Case("stated = index - 100"),),
    scalable=False,
    example="""
    >>> check_growth_from_index("-20.2", "79.8").verdict.value
    'consistent'
    """,
)

_ROSE = Need("1 + whole_growth / 100 > 0", SHRUNK)

CONTRIBUTION = Relation(
    "contribution",
    N_("Contribution to growth"),
    N_("growth of the part × its share of the whole in the base period = stated contribution"),
    PRICES,
    Role("stated", POINT),
    (
        Role("part_growth", GROWTH),
        Role("share", PERCENT, required=False),
        Role("part_level", LEVEL, required=False),
        Role("whole_level", LEVEL, required=False),
        Role("whole_growth", GROWTH, required=False),
    ),
    (
        Case("stated = part_growth * share / 100", given=("share",), when={"share_period": "base"}),
        Case(
            "stated = (share - share / (1 + part_growth / 100)) / (100 / (1 + whole_growth / 100))"
            " * 100",
            given=("share", "whole_growth"),
            needs=(_GREW, _ROSE),
        ),
        Case(
            "stated = (part_level - part_level / (1 + part_growth / 100)) / "
            "(whole_level / (1 + whole_growth / 100)) * 100",
            given=("part_level", "whole_level", "whole_growth"),
            needs=(
                Need("whole_level > 0", N_("the whole may be zero within its rounding")),
                _GREW,
                _ROSE,
            ),
        ),
    ),
    (
        Param(
            "share_period",
            ("base", "current"),
            "current",
            N_("whether the share is that of the base period or of the current one"),
        ),
    ),
    bases=True,
    scalable=False,
    more={"share_period": "base"},
    lacking=N_(
        "the base period's share of the part does not follow: neither is it printed, nor the "
        "current share or both levels with the growth of the whole"
    ),
    example="""
    Base share = current share × (1 + whole growth) ÷ (1 + part growth), all as fractions (OECD,
    *Understanding National Accounts*, 2014, ch. 1). A tenth of last year's total grew by 12%:

    >>> check_contribution("1.2", "12.0", share="10.0").verdict.value
    'consistent'
    """,
)

_REST = N_("the list is not complete, and what is not printed may be negative")

CONTRIBUTIONS_SUM = Relation(
    "contributions_sum",
    N_("Contributions to growth"),
    N_("sum of the contributions = growth of the whole"),
    WRONG_ONE,
    Role("stated", GROWTH),
    (Role("contribution", POINT, repeats=True, argument="contributions"),),
    (
        Case("stated = sum(contribution)", when={"complete": "yes"}),
        Case("stated = sum(contribution)", open=_REST),
    ),
    (COMPLETE,),
    fewest={"contribution": (1, N_("no part is given"))},
    example="""
    拉动: 0.3 and 2.1 and 2.6 percentage points make growth of 5.0%.

    >>> check_contributions_sum("5.0%", ["0.3", "2.1", "2.6"], complete=True).verdict.value
    'consistent'
    """,
)

CONTRIBUTION_RATES_SUM = Relation(
    "contribution_rates_sum",
    N_("Rates of contribution"),
    N_("sum of the rates of contribution = 100"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("rate", PERCENT, repeats=True, argument="rates"),),
    (
        Case("100 = sum(rate)", when={"complete": "yes"}),
        Case("100 = sum(rate)", open=_REST),
    ),
    (COMPLETE,),
    scalable=False,
    fewest={"rate": (2, N_("fewer than two rates are given"))},
    example="""
    贡献率 may be negative, and add to 100 all the same.

    >>> check_contribution_rates_sum(["-4.1%", "38.7%", "65.4%"], complete=True).verdict.value
    'consistent'
    """,
)

CONTRIBUTION_FROM_RATE = Relation(
    "contribution_from_rate",
    N_("Contribution from its rate"),
    N_("rate of contribution × growth of the whole ÷ 100 = stated contribution"),
    WRONG_ONE,
    Role("stated", POINT),
    (Role("rate", PERCENT), Role("whole_growth", GROWTH)),
    (Case("stated = rate * whole_growth / 100"),),
    scalable=False,
    example="""
    贡献率 50.0% of growth by 6.0% is 拉动 3.0 points, whatever the prices:

    >>> check_contribution_from_rate("3.6", "50.0%", "6.0%").verdict.value
    'inconsistent'
    """,
)
