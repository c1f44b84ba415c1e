"""Sums (合计与其中): parts against their total, shares against 100, names against their count."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.lists import judge_list
from zoneanalysis.relations.relation import (
    ANY,
    COUNT,
    PERCENT,
    POINT,
    WORD,
    WRONG_ONE,
    Case,
    Implied,
    Need,
    Param,
    Relation,
    Role,
)

COMPLETE = Param("complete", ("yes", "no"), "no", N_("whether the list is complete"))
_PARTIAL = N_("the list of parts is not complete (其中, 等), so it need not add up")

SUM = Relation(
    "sum",
    N_("Sum of parts"),
    N_("sum of the parts = total"),
    WRONG_ONE,
    Role("stated", ANY),
    (Role("part", ANY, repeats=True, argument="parts"),),
    (
        Case("stated = sum(part) + named", when={"complete": "yes"}),
        Case(
            "sum(part) <= stated",
            when={"complete": "no"},
            needs=(Need("part >= 0", _PARTIAL),),
            levels=True,
            implied=Implied(
                "stated - sum(part)",
                N_("the parts that are not printed come to {value} ({interval})"),
                N_("the parts that are not printed come to {value}"),
            ),
            words=N_("parts that can't be negative ≤ total"),
        ),
    ),
    (
        COMPLETE,
        Param(
            "named", (), "", N_("parts named without a number, with vertical bars between"), "names"
        ),
    ),
    mixes_rates=True,
    fewest={"part": (1, N_("no part is given"))},
    example="""
    Linfen: powers handed down by the province, the city and the counties.

    >>> check_sum("3827", ["217", "2691", "919"], complete=True).verdict.value
    'consistent'
    >>> check_sum("49", ["42"]).numbers
    '42 ≤ 49'
    >>> check_sum("12家", ["11家"], complete=True, named=["吉县示范区"]).numbers
    '11 + 1 (吉县示范区) = 12'
    """,
)

SHARES_SUM = Relation(
    "shares_sum",
    N_("Shares of one whole"),
    N_("sum of the shares = 100"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("share", PERCENT, repeats=True, argument="shares"),),
    (
        Case("100 = sum(share)", when={"complete": "yes"}),
        Case("sum(share) <= 100", when={"complete": "no"}),
    ),
    (COMPLETE,),
    scalable=False,
    fewest={"share": (2, N_("fewer than two shares are given"))},
    example="""
    Rounded shares need not add to exactly 100; n of them may miss it by n half units. Shares that
    do add to exactly 100 may have been adjusted (largest remainder; Balinski & Young, *Fair
    Representation*, 1982), which the result of each single share then allows for.

    >>> check_shares_sum(["33.3", "33.3", "33.3"], complete=True).verdict.value
    'consistent only within rounding'
    """,
)

SHARE_CHANGES_SUM = Relation(
    "share_changes_sum",
    N_("Changes of the shares of one whole"),
    N_("sum of the changes of the shares = 0"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("change", POINT, repeats=True, argument="changes"),),
    (
        Case("0 = sum(change)", when={"complete": "yes"}),
        Case(
            "0 = sum(change)",
            open=N_("the list of shares is not complete, and another may have changed"),
        ),
    ),
    (COMPLETE,),
    scalable=False,
    fewest={"change": (2, N_("fewer than two changes are given"))},
    example="""
    What one industry's share gains the others lose, to within n half units of n rounded changes:

    >>> check_share_changes_sum(["3.0", "-1.2", "-1.5"], complete=True).verdict.value
    'inconsistent'
    """,
)

LIST_COUNT = Relation(
    "list_count",
    N_("Count of a named list"),
    N_("number of things named = stated count"),
    N_("It does not show whether the count is wrong or a name is missing."),
    Role("stated", COUNT),
    (Role("item", ANY, required=False, repeats=True, argument="figures"),),
    (
        Case("stated = items", when={"complete": "yes"}),
        Case("items <= stated", when={"complete": "no"}),
    ),
    (
        Param("items", (), "", N_("the names, with vertical bars between"), "list"),
        Param("complete", ("yes", "no"), "yes", N_("whether the list is complete")),
    ),
    scalable=False,
    item="list",
    judge=judge_list,
    call=("stated", "items"),
    example="""
    Linfen: six zones named, "6家".

    >>> names = ["洪洞", "襄汾", "曲沃", "尧都", "古县", "霍州"]
    >>> check_list_count("6家", names).numbers
    '洪洞 + 襄汾 + 曲沃 + 尧都 + 古县 + 霍州 = 6'
    """,
)
