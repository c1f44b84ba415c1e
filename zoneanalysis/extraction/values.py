"""Bound and unit of a figure: what stands behind the number, and what its noun implies (单位)."""

from __future__ import annotations

import re

from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.tokens import Number

__all__ = ["value_of"]

_AFTER = re.compile(r"(?:及)?以上|左右|上下|以下|以内|之内")
_MULTIPLES = frozenset({"万", "亿", "万亿"})
_PHYSICAL = re.compile(r"人口|人次|人数|用户|产量|发电|用电|电量|里程|株|件|户|吨|面积")
_MONEY = re.compile(
    r"(?:资金|投资额?|产值|收入|GDP|生产总值|增加值|贷款|存款|余额|税|支出|总额|利润|销售额|零售额"
    r"|金额|货值|总值|成交额|外资|债务|预算)$"
)
_BOUNDS = {
    "以上": "lower",
    "及以上": "lower",
    "左右": "approximate",
    "上下": "approximate",
    "以下": "upper",
    "以内": "upper",
    "之内": "upper",
}


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
    bound = ""
    if number.approximate:
        bound = "approximate" if number.approximate in {"几", "来"} else "lower"
    if after := _AFTER.match(text, number.end):
        bound = _BOUNDS[after[0]]
    elif not bound:
        bound = next((b for b in ("lower", "upper", "approximate") if b in frame.roles), "")
    unit = number.unit
    if reading.pattern == "growth.of_growth":
        unit = "个百分点"
    elif reading.pattern == "index":
        unit = "倍" if name.endswith("比") else "指数"
    elif number.part == "times":
        unit = "倍"
    elif unit in _MULTIPLES and (
        _MONEY.search(name)
        or level_unit.endswith("元")
        or (unit != "万" and not _PHYSICAL.search(name))
    ):
        unit += "元"
    elif unit == "成":
        bound = bound or "approximate"
    return bound, unit
