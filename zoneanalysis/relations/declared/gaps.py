"""Gaps and changes in percentage points (百分点差距): own less reference, later less earlier."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import GROWTH, POINT, WRONG_ONE, Case, Param, Relation, Role

PP_GAP = Relation(
    "pp_gap",
    N_("Gap in percentage points"),
    N_("own rate less the rate it is compared with = stated gap"),
    WRONG_ONE,
    Role("stated", POINT),
    (Role("own", GROWTH), Role("reference", GROWTH)),
    (Case("stated = own - reference"),),
    example="""
    Lüliang, first half of 2023: 9.9% against the provincial average of 10.4%, "below by 1.5":

    >>> result = check_pp_gap("-1.5", "9.9", "10.4")
    >>> result.verdict.value, result.numbers
    ('inconsistent', '9.9 − 10.4 = −0.5 ≠ −1.5')
    """,
)

PP_CHANGE = Relation(
    "pp_change",
    N_("Change of a rate between two periods"),
    N_("later rate less earlier rate = stated change"),
    WRONG_ONE,
    Role("stated", POINT),
    (
        Role("later", GROWTH),
        Role(
            "earlier",
            GROWTH,
            required=False,
            missing=N_("no figure is given for the earlier rate"),
            implied=N_("the earlier rate would be {value} ({interval})"),
        ),
    ),
    (Case("stated = later - earlier", given=("earlier",)),),
    (Param("earlier_period", (), "", N_("period of the earlier rate where it isn't printed")),),
    example="""
    Linfen: growth of −3.8% to July, "narrowed by 1.8" against −5.6% to June.

    >>> check_pp_change("1.8", "-3.8", "-5.6").verdict.value
    'consistent'
    >>> print(check_pp_change("0.8", "-3.8").implied)
    the earlier rate would be −4.6% ([−4.7, −4.5])
    """,
    call=("stated", "later", "earlier"),
)

GROWTH_GAP = Relation(
    "growth_gap",
    N_("Gap between the growth of two groups"),
    N_("growth of one group less growth of the other = stated gap"),
    WRONG_ONE,
    Role("stated", POINT),
    (Role("own", GROWTH), Role("reference", GROWTH)),
    (Case("stated = own - reference"),),
    example="""
    Income in the countryside grew by 7.6%, in towns by 4.8%, "faster by 2.8 points":

    >>> check_growth_gap("2.8", "7.6", "4.8").verdict.value
    'consistent'
    """,
)
