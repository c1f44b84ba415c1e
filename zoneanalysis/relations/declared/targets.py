"""Targets (目标) and progress against the schedule (序时进度): the word against the figures."""

from zoneanalysis.messages import N_
from zoneanalysis.relations.relation import (
    ANY,
    LEVEL,
    PERCENT,
    WORD,
    WORD_OPEN,
    WRONG_ONE,
    Case,
    Implied,
    Param,
    Relation,
    Role,
)
from zoneanalysis.relations.words import words_of

_SIGNS = {"reached": (">=", "<="), "exceeded": (">", "<"), "missed": ("<", ">")}

TARGET_REACHED = Relation(
    "target_reached",
    N_("Target reached"),
    N_("achieved value against the target"),
    WORD_OPEN,
    Role("stated", WORD),
    (Role("achieved", ANY), Role("target", ANY, exact=True)),
    tuple(
        Case(f"achieved {sign} target", when={"word": word, "better": better})
        for word, signs in _SIGNS.items()
        for better, sign in zip(("up", "down"), signs, strict=True)
    ),
    (Param("better", ("up", "down"), "up", N_("whether more or less is better")),),
    item="word",
    vocabulary=words_of("target_reached"),
    example="""
    A target is set, not measured, and so exact: "13%" is 13, not 12.5 to 13.5. Xiaoyi: 24.5%
    against a target of 13%.

    >>> check_target_reached("24.5%", "13%").verdict.value
    'consistent'
    >>> check_target_reached("9.9%", "16%").verdict.value
    'inconsistent'
    """,
)

SCHEDULE = Relation(
    "schedule",
    N_("Progress against the schedule"),
    N_("achieved value against the year's target × share of the year elapsed"),
    WORD_OPEN,
    Role("stated", WORD),
    (Role("achieved", LEVEL), Role("target", LEVEL, exact=True)),
    tuple(
        Case(
            f"achieved {signs[0]} target * elapsed",
            when={"word": word},
            implied=Implied(
                "achieved / target * 100",
                N_("{value} of the target is reached ({interval})"),
                N_("{value} of the target is reached"),
                percent=True,
            ),
        )
        for word, signs in _SIGNS.items()
    ),
    (Param("elapsed", (), "", N_("share of the year elapsed, such as 1/2"), "share"),),
    item="word",
    vocabulary=words_of("schedule"),
    call=("achieved", "target", "elapsed"),
    example="""
    Fangshan: 3.33 of 6 (100 million yuan) by June.

    >>> result = check_schedule("3.33亿元", "6亿元", "1/2")
    >>> print(result.verdict.value, "·", result.numbers)
    consistent · 3.33 ≥ 6 × 1/2 = 3
    """,
)

ATTAINMENT = Relation(
    "attainment",
    N_("Share of a target"),
    N_("achieved value ÷ target × 100 = stated share of the target"),
    WRONG_ONE,
    Role("stated", PERCENT),
    (Role("achieved", LEVEL), Role("target", LEVEL, exact=True)),
    (Case("stated = achieved / target * 100"),),
    example="""
    完成年度目标的32.0%: 9.6 of 30 (100 million yuan).

    >>> check_attainment("32.0%", "9.60亿元", "30亿元").verdict.value
    'consistent'
    """,
)
