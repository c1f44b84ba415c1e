"""One quantity printed more than once (重复表述): in one report or in several."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import ANY, Case, Relation, Role
from zoneanalysis.relations.repeats import judge_repeat

REPEAT = Relation(
    "repeat",
    N_("One quantity printed more than once"),
    N_("figure = the same quantity where it is printed again"),
    N_("It does not show which of the statements is wrong, nor whether one was revised."),
    Role("stated", ANY),
    (Role("other", ANY, repeats=True, argument="others"),),
    (Case("stated = other"),),
    fewest={"other": (1, N_("it is printed only once"))},
    like=True,
    judge=judge_repeat,
    example="""
    >>> check_repeat("1.2万亿元", ["11962亿元"]).verdict.value
    'consistent'
    >>> check_repeat("54.76亿元", ["54.67亿元"]).verdict.value
    'inconsistent'
    """,
)
