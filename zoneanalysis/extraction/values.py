"""Bound and unit of a figure: what stands behind the number, and what its noun implies (单位)."""

from __future__ import annotations

import re

from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.words import any_of, words_beside

__all__ = ["value_of"]

_AFTER = re.compile(f"及?({any_of('behind')})")
_MULTIPLES = frozenset({"万", "亿", "万亿"})


def value_of(
    number: Number, frame: Frame, reading: Reading, name: str, text: str, level_unit: str
) -> tuple[str, str]:
    """Return the bound and the unit of a figure.

    Parameters
    ----------
    number, frame, reading
        The readings of the stages before.
    name : str
        The indicator: 到位资金1286.4亿 is in 亿元.
    text : str
        The whole normalised text, for 以上 and 左右 behind the number.
    level_unit : str
        Unit of the level before.
    """
    if number.approximate == "几":  # 两三家: its words give both ends; 超过三分之二
        sides = ("lower", "upper") if number.unit == "%" else ()
        bound = next((side for side in sides if side in frame.roles), "approximate")
    elif after := _AFTER.match(text, number.end):
        bound = words_beside("behind")[after[1]]
    elif vocabulary().numbers["more"].match(text, number.end):
        bound = "lower"
    elif number.approximate:
        bound = "approximate" if number.approximate == "来" else "lower"
    else:
        least = "lower" if number.part == "doubling" else ""  # 翻番: at least twice as much
        bound = next((b for b in ("lower", "upper", "approximate") if b in frame.roles), least)
    unit = number.unit
    if reading.pattern == "growth.of_growth":
        unit = "个百分点"
    elif reading.pattern == "index":
        hundred = vocabulary().numbers["of_hundred"].search(name)
        unit = "倍" if name.endswith(("比", "比值")) and not hundred else "指数"
    elif number.part == "times":
        unit = "倍"
    elif reading.pattern in {"level.change", "level.gap"} and "/" not in unit:
        above, slash, below = level_unit.partition("/")
        if slash and above.lstrip("万亿") == unit.lstrip("万亿"):
            unit = f"{unit}/{below}"  # 3162美元/吨,下跌39美元
    elif unit in _MULTIPLES:
        thing = vocabulary().numbers["thing"].match(text, number.end) is not None
        unit += _counted(unit, name, "" if thing else level_unit, thing=thing)
    elif unit == "成":
        bound = bound or "approximate"
    return bound, unit


def _counted(multiple: str, name: str, level_unit: str, *, thing: bool) -> str:
    """Return what a bare 万 or 亿 counts, from its noun: 人 of 人口, 元 of 投资.

    Nothing where the *thing* that it counts stands behind it: 17万婴幼儿.
    """
    words = vocabulary().numbers
    if counted := words["people"].search(name):
        return "人次" if counted[0] == "人次" else "人"
    if words["money_noun"].search(name) or level_unit.endswith("元"):
        return "元"
    other = bool(level_unit.lstrip("万亿"))  # 外送绿电345亿千瓦时,输出220亿: of what isn't said
    return "" if thing or other or multiple == "万" or words["physical"].search(name) else "元"
