"""Signs that stand beside colours, so that no meaning hangs on colour alone; kept words."""

from __future__ import annotations

from zoneanalysis.document.model import Tone, VerdictValue
from zoneanalysis.messages import Message

VERDICT_SIGNS: dict[VerdictValue, tuple[str, Tone]] = {
    "consistent": ("✓", "good"),
    "consistent only within rounding": ("≈", "warn"),
    "inconsistent": ("×", "bad"),
    "impossible": ("×", "bad"),
    "to be confirmed": ("?", "warn"),
    "holds for one reading": ("?", "warn"),
    "not assessable": ("–", "muted"),
}
"""Sign and tone of each verdict (核验结论)."""

TONE_SIGNS: dict[Tone, tuple[str, Message]] = {
    "good": ("▲", Message("good")),
    "bad": ("▼", Message("bad")),
    "warn": ("!", Message("attention")),
}
"""Sign of each tone that has one, none of them a verdict's, and the word a screen reader says."""

_END = r"(?:\d+年)?[−+]?[\d.,]*\d[%月]?"
RANGE = rf"{_END}(?:[—–～]| to ){_END}|[\[(]{_END}, {_END}[\])]"
"""Two ends that no line parts: 1—6月, 15.4%～16.7%, 28% to 42%, [4.440, 5.638] (区间不拆行)."""

VALUE = rf"（?(?:{RANGE}|[−+]?\d[\d.,]*(?:[%‰]|个百分点|[万亿]*[\u4e00-\u9fff]{{1,2}})?)†?）?"
"""A number with unit and brackets, that no line of a Chinese heading parts (数值与单位不拆行)."""

PERIOD = r"\d+年(?:度|[上下]半年|\d+(?:[—–-]\d+)?月|第?[一二三四1-4]季度)?"
"""A period that a line break in a title must not split (年份不拆行)."""
