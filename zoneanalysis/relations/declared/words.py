"""Direction words against signs and order (由负转正, 收窄, 持平, 翻番, 倍), and rankings (位次)."""

from functools import partial

from zoneanalysis.messages import N_
from zoneanalysis.relations.declared.levels import PERIOD_GROWTH
from zoneanalysis.relations.directions import judge_direction
from zoneanalysis.relations.lists import judge_signs
from zoneanalysis.relations.relation import (
    ANY,
    GROWTH,
    LEVEL,
    WORD,
    WORD_OPEN,
    WRONG_ONE,
    Case,
    Param,
    Relation,
    Role,
)
from zoneanalysis.relations.words import words_of

DIRECTION = Relation(
    "direction",
    N_("Direction word against the signs"),
    N_("what the word says of the figures' signs and order"),
    WORD_OPEN,
    Role("stated", WORD),
    (
        Role("before", ANY, required=False),
        Role("after", ANY, required=False),
        Role("value", ANY, required=False, repeats=True, argument="values"),
        Role("level_before", LEVEL, required=False),
        Role("level_after", LEVEL, required=False),
        Role("earlier_change", ("point",), required=False),
    ),
    item="word",
    vocabulary=words_of("direction"),
    judge=partial(judge_direction, months=PERIOD_GROWTH),
    call=("stated",),
    example="""
    The word is one such as 由负转正, 降幅收窄, 上升, 负增长, 持平, 翻番, 增长1.5倍. Linfen: "turned
    from negative to positive", with growth of −3.8% and −15.1%.

    >>> result = check_direction("由负转正", values=["-3.8%", "-15.1%"])
    >>> result.verdict.value, result.numbers
    ('inconsistent', '−3.8 > 0 ×; −15.1 > 0 ×')
    """,
)

RANKING = Relation(
    "ranking",
    N_("Order of a ranking"),
    N_("each value against the one named before it"),
    WORD_OPEN,
    Role("stated", WORD, required=False),
    (Role("value", ANY, repeats=True, argument="values"),),
    (
        Case("value >= next(value)", when={"order": "desc"}),
        Case("value <= next(value)", when={"order": "asc"}),
    ),
    (Param("order", ("desc", "asc"), "desc", N_("whether the largest stands first")),),
    item="order",
    fewest={"value": (2, N_("fewer than two values are given"))},
    example="""
    Lüliang names four zones in falling order of growth:

    >>> check_ranking(["33.8%", "24.5%", "24%", "21.3%"]).verdict.value
    'consistent'
    """,
)

LIST_SIGN = Relation(
    "list_sign",
    N_("A named one in a list of those that fall or rise"),
    N_("growth of each that is named has the sign that the list says"),
    WORD_OPEN,
    Role("stated", WORD),
    (Role("value", GROWTH, repeats=True, argument="values"),),
    (
        Case("value < 0", when={"word": "falls"}),
        Case("value > 0", when={"word": "rises"}),
    ),
    item="word",
    vocabulary=words_of("list_sign"),
    fewest={"value": (1, N_("no growth is printed of any that is named"))},
    example="""
    A zone is named among those whose indicators fall, and printed with growth of 5.2%:

    >>> check_list_sign(["5.2%"], stated="负增长").verdict.value
    'inconsistent'
    """,
)

SIGN_COUNTS = Relation(
    "sign_counts",
    N_("Risers and fallers of a list"),
    N_("no more values rise, and no more fall, than are said to"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("value", GROWTH, repeats=True, argument="values"),),
    (Case("risen <= rises; fallen <= falls"),),
    (
        Param("rises", (), "", N_("how many are said to rise"), "whole"),
        Param("falls", (), "", N_("how many are said to fall"), "whole"),
        Param(
            "risen",
            (),
            "",
            N_("how many values rise"),
            "list",
        ),
        Param(
            "fallen",
            (),
            "",
            N_("how many values fall"),
            "list",
        ),
    ),
    fewest={"value": (2, N_("fewer than two values are given"))},
    judge=judge_signs,
    scalable=False,
    example="""
    Of three trades two are said to rise and one to fall (两升一降); all are printed with growth:

    >>> check_sign_counts(["5.2%", "3.1%", "0.8%"], rises=2, falls=1).numbers
    '1 × 3 ≤ 2 ×; 1 × 0 ≤ 1'
    """,
)

STAGES = Relation(
    "stages",
    N_("Order of stages"),
    N_("each stage of one set is at most the one before it"),
    WRONG_ONE,
    Role("stated", WORD, required=False),
    (Role("stage", ANY, repeats=True, argument="stages"),),
    (Case("stage >= next(stage)"),),
    (
        Param(
            "soft",
            ("yes", "no"),
            "no",
            N_("whether the order is only usual: credit granted may exceed what was intended"),
        ),
    ),
    fewest={"stage": (2, N_("fewer than two stages are given"))},
    example="""
    签约 ≥ 开工 ≥ 投产 ≥ 达产. Of a soft order (授信 ≤ 意向) a breach is a remark, no finding.

    >>> check_stages(["84个", "60个", "63个"]).verdict.value
    'inconsistent'
    >>> check_stages(["86.23亿元", "99.07亿元"], soft=True).verdict.value
    'not assessable'
    """,
)
