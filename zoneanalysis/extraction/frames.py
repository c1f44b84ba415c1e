"""What stands between a subject and its number: verbs, direction, comparison (谓词框架).

Read from the number leftwards: 增速比一季度提高|1.3个百分点 gives the direction 提高, the
comparison with 一季度 and the subject 增速. Only as much text as a clause can reasonably hold is
looked at, so that a clause without end costs no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from zoneanalysis.extraction.clauses import MASK
from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.extraction.vocabulary import Direction, vocabulary

__all__ = ["WINDOW", "Comparison", "Frame", "frame_of"]

_WORDS = vocabulary().measures

_SHORT = re.compile(
    r"[^\d一二三四五六七八九十百千万亿]{1,8}"
)  # 上月, 年初: with the direction, a figure's own words
WINDOW = 90  # characters left of a number that may belong to it


@dataclass(frozen=True, slots=True)
class Comparison:
    """With what the figure is compared: text, and the period where it names one."""

    text: str
    mentions: tuple[Mention, ...]
    word: str

    @property
    def mention(self) -> Mention | None:
        """The first period named."""
        return self.mentions[0] if self.mentions else None


@dataclass(slots=True)
class Frame:
    """The reading of what stands left of one number.

    Parameters
    ----------
    subject : str
        What is left when every word with a role is taken off.
    start : int
        Where the printed figure begins: the direction word right before the number, or the number.
    roles : set of str
        yoy, mom, annual, comparable, distribute, estimate, target, verb, reached, lower, upper …
    touches : bool
        Whether the direction word stands right before the number.
    worded : int
        Where the words for a change over years or months begin: 年均增长超9%, 环比上涨4.4%,
        比上月下降2.1%; -1 without.
    """

    subject: str
    start: int
    subject_start: int
    direction: Direction | None = None
    comparison: Comparison | None = None
    mention: Mention | None = None
    roles: set[str] = field(default_factory=set)
    touches: bool = False
    worded: int = -1


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = dict.fromkeys(vocabulary().directions, "direction")
    words.update(vocabulary().tails)
    return words, max(map(len, words))


def frame_of(text: str, origin: int, number_start: int, mentions: Sequence[Mention]) -> Frame:
    """Return the frame of the number that follows *text*.

    Parameters
    ----------
    text : str
        From the beginning of the clause, or the figure before, to the number.
    origin : int
        Where *text* begins in the whole text.
    number_start : int
        Where the number begins there.
    mentions : sequence of Mention
        Periods in the clause.
    """
    words, longest = _lexicon()
    pos = len(text)
    frame = Frame("", number_start, origin)
    touching = True
    by_end = {m.end - origin: m for m in mentions if m.start >= origin and m.end <= number_start}
    while pos > 0:
        if text[pos - 1] == MASK or text[pos - 1] in '“”" ':
            if text[pos - 1] != MASK and text[pos - 1] != " ":
                break
            pos -= 1
            touching = False
            continue
        if pos in by_end and frame.mention is None:
            mention = by_end[pos]
            if _compared(text, mention.start - origin, by_end, origin):
                break
            frame.mention = mention
            pos = mention.start - origin
            touching = False
            continue
        for length in range(min(longest, pos), 0, -1):
            role = words.get(text[pos - length : pos])
            dated = role == "direction" and not by_end.keys().isdisjoint(
                range(pos - length + 1, pos)
            )
            if role and not dated and text[: pos - length][-1:] != "每":
                break  # 2024年|增5.1% is no 年增, 每升 no rise
        else:
            break
        if role == "stop" or (role == "direction" and frame.direction is not None):
            break
        word = text[pos - length : pos]
        if role == "direction":
            found = vocabulary().directions[word]
            if found.kind == "gap" and length == 1 and not _gap_reads(text, pos - 1):
                break
            frame.direction, frame.worded = found, origin + pos - length
            if touching:
                frame.start, frame.touches = origin + pos - length, True
                touching = False
        elif word != "了":
            touching = False
            frame.roles.add(role)
            if role in {"annual", "mom"} and frame.worded >= 0:
                frame.worded = origin + pos - length
        pos -= length
    rest = text[:pos]
    _compare(frame, rest, origin, mentions)
    return frame


def _compared(text: str, pos: int, by_end: dict[int, Mention], origin: int) -> bool:
    """Whether a period is what is compared with: 比一季度和上年同期."""
    while pos > 0:
        if _WORDS["compare"].search(text[max(0, pos - 2) : pos]) and text[pos - 1] not in "由从":
            return True  # not 收入比由2005年的
        if text[pos - 1] in "和、与及":
            pos -= 1
        elif pos in by_end:
            pos = by_end[pos].start - origin
        else:
            return False
    return False


def _gap_reads(text: str, pos: int) -> bool:
    """Whether 高, 低, 多, 少 … right before a number compare: 比全国高0.5, not 较高 or 最低."""
    before = text[:pos]
    return bool(_WORDS["compare"].search(before) or vocabulary().ties["rates_gap"].search(before))


def _compare(frame: Frame, rest: str, origin: int, mentions: Sequence[Mention]) -> None:
    last = None
    if _WORDS["set_beside"].search(rest):  # 与上年的37.05万辆相比|增长11.0%
        return
    for match in _WORDS["compare"].finditer(rest):
        last = match
    frame.subject = rest.replace(MASK, "")
    if last is None or last.start() < len(rest) - 40:
        return
    reference = rest[last.end() :].replace(MASK, "")
    inside = [m for m in mentions if origin + last.end() <= m.start and m.end <= origin + len(rest)]
    if last["plain"] in {"与", "同", "环比"} and not (inside or rest.endswith("相比")):
        return
    if last[0] == "比" and (not reference or reference[0] in "由从"):
        return  # 城乡收入比: a ratio's name
    if last["gap"] and re.search(r"\d(?!\d{0,3}年[^末底初同])", reference):
        return  # 超过2亿元的县区: a threshold
    if last["gap"] and frame.direction is None:
        frame.direction = vocabulary().directions.get(last["gap"])
    frame.comparison = Comparison(reference, tuple(inside), last[0].removeprefix("环"))
    if frame.touches and not last["gap"] and _SHORT.fullmatch(reference):
        frame.worded = origin + last.start()
    frame.subject = rest[: last.start()].replace(MASK, "")
