"""From number, frame and context to measure and sign (度量与符号)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["Reading", "read_measure"]

_WORDS = vocabulary().measures

_ABBREVIATED = re.compile(r"\([A-Za-z]{2,6}\)$")  # 价格指数(PPI)


@dataclass(slots=True)
class Reading:
    """What a number measures.

    Parameters
    ----------
    measure : str
        As in ``figures.csv``.
    sign : int
    subject : str
        What is left of the frame's subject.
    relation : str
        share, contribution, attainment, or "".
    object : str
        The whole of a share, what a contribution moves.
    pattern : str
        Name of the rule.
    reasons : tuple of str
    """

    measure: str
    sign: int
    subject: str
    relation: str = ""
    object: str = ""
    pattern: str = ""
    derived: str = ""
    reasons: tuple[str, ...] = ()


def read_measure(
    number: Number, frame: Frame, *, falling: bool, after_growth: bool, inside: bool
) -> Reading:
    """Return the reading of a number in its frame.

    Parameters
    ----------
    number : Number
    frame : Frame
    falling : bool
        Whether the growth that was last said of the subject is negative.
    after_growth : bool
        Whether the subject has a growth rate in this sentence already, with nothing said since.
    inside : bool
        Whether the number stands in a parenthesis.
    """
    subject = _ABBREVIATED.sub("", frame.subject)
    better = frame.direction is not None and _WORDS["better"].fullmatch(frame.direction.word)
    if better and frame.direction is not None and _WORDS["fall_wanted"].search(subject):
        frame.direction = replace(frame.direction, sign=-1)
        better = None
    found = _read(number, frame, subject, falling=falling, after_growth=after_growth, inside=inside)
    found.reasons += ("better",) if better else ()
    return found


def _read(
    number: Number, frame: Frame, subject: str, *, falling: bool, after_growth: bool, inside: bool
) -> Reading:
    """Return the reading of a number of a *subject*, as :func:`read_measure` does."""
    if number.kind == "point":
        return _points(frame, subject, falling=falling)
    if number.unit == "/10万" and frame.direction is not None:  # 13.5/10万,比上年下降2.1/10万
        return Reading("other", frame.direction.sign, subject, pattern="level.change")
    if number.unit in {"‰", "/10万"} and frame.direction is None:
        return Reading("rate", 1, subject, pattern="rate.permille")
    if number.kind == "percent" and number.unit != "成":
        return _percent(frame, subject, after_growth=after_growth, inside=inside)
    if number.kind == "ratio":
        if frame.direction and frame.direction.kind == "change" and "reached" not in frame.roles:
            return Reading(_growth(frame), frame.direction.sign, subject, pattern="growth.times")
        if number.part == "doubling":
            return Reading("yoy", 1, subject, pattern="growth.doubling")
        return Reading("other", 1, subject, pattern="multiple")
    if number.unit == "成" and frame.direction and frame.direction.kind == "change":
        return Reading(_growth(frame), frame.direction.sign, subject, pattern="growth.tenths")
    if number.unit == "成" and ("占" in subject or _WORDS["growth"].search(subject[-12:])):
        return _percent(frame, subject, after_growth=after_growth, inside=inside)
    if number.unit == "成":
        return Reading("share", 1, subject, pattern="share.tenths", reasons=("numeral",))
    return _level(number, frame, subject)


def _growth(frame: Frame) -> str:
    short = frame.comparison is not None and _WORDS["short"].match(frame.comparison.text)
    years = frame.mention is not None and frame.mention.form in {"lately", "mean", "years", "ahead"}
    cut = frame.direction is not None and _WORDS["once"].fullmatch(frame.direction.word)
    once = cut and frame.subject and not (frame.comparison or "yoy" in frame.roles)
    return "other" if {"mom", "annual"} & frame.roles or short or years or once else "yoy"


def _points(frame: Frame, subject: str, *, falling: bool) -> Reading:
    match = _WORDS["contributes"].match(subject)
    if match:
        down = any(_WORDS["drags"].fullmatch(match[each] or "") for each in ("side", "verb"))
        sign = -1 if down or (frame.direction and frame.direction.sign < 0) else 1
        return Reading(
            "contribution", sign, match["part"], "contribution", match["object"], "contribution"
        )
    direction, comparison = frame.direction, frame.comparison
    sign = direction.sign if direction else 1
    width = subject
    if direction is not None and direction.kind in {"narrow", "widen"}:
        grows = direction.kind == "widen"
        down = bool(_WORDS["falling"].search(width)) or (
            falling and not _WORDS["rising"].search(width)
        )
        if _WORDS["rising"].search(width) and falling and "增速" in width and "降幅" not in width:
            down = True  # 增速…收窄 said of a growth rate below zero
        if "差距" in width or "缺口" in width:
            down = False
        sign = (-1 if grows else 1) if down else (1 if grows else -1)
    elif (
        direction is not None
        and _WORDS["falling"].search(width)
        and not _WORDS["rising"].search(width)
    ):
        sign = -sign  # 降幅…提高 is a fall
    if comparison is None:
        if direction is None:
            return Reading(
                "pp_change", sign, subject, pattern="points.bare", reasons=("nodirection",)
            )
        return Reading("pp_change", sign, subject, pattern="points.change")
    if direction is None:  # 比上月微动0.1个百分点: which way isn't read
        return Reading("other", sign, subject, pattern="points.bare", reasons=("nodirection",))
    timed = comparison.mention is not None or _WORDS["short"].match(comparison.text)
    if timed or comparison.text in {"", "上期", "预期"}:
        gap = direction is not None and direction.kind == "gap" and comparison.mention is None
        return Reading("pp_gap" if gap else "pp_change", sign, subject, pattern="points.change")
    return Reading("pp_gap", sign, subject, object=comparison.text, pattern="points.gap")


def _percent(frame: Frame, subject: str, *, after_growth: bool, inside: bool) -> Reading:
    direction = frame.direction
    reached = "reached" in frame.roles
    sign = 1
    attains = _WORDS["attains"].search(subject)
    if attains and direction is None:
        return Reading(
            "rate", 1, subject[: attains.start()], "attainment", attains["of"], "rate.attainment"
        )
    share = _WORDS["share"].match(subject)
    within = _WORDS["share_in"].match(share["part"] if share else subject)
    called = within and _WORDS["share_word"].search(subject) and (reached or not direction)
    if not share and ("share" in frame.roles or called):
        part, whole = within.group("part", "whole") if within else (subject, "")
        return Reading("share", 1, part, "share", whole, "share.of")
    if share and (share["kind"] or share["whole"] or "share" in frame.roles):
        if direction is None or reached:
            part, whole = (within or share).group("part", "whole")
            return Reading("share", 1, part, "share", whole, "share.of")
        return Reading(
            "other", direction.sign, subject, pattern="share.moved", reasons=("percentofshare",)
        )
    moves = direction is not None and (
        not reached or (frame.touches and direction.kind == "change")
    )
    if moves and direction is not None and direction.kind in {"change", "widen", "narrow"}:
        if after_growth and not subject and not frame.roles & {"mom", "annual"}:
            return Reading(
                "pp_change",
                direction.sign,
                subject,
                pattern="growth.of_growth",
                reasons=("growthofgrowth",),
            )
        if _WORDS["rate"].search(subject) or _WORDS["share_word"].search(subject):
            return Reading(
                _growth(frame),
                direction.sign,
                subject,
                pattern="growth.of_rate",
                reasons=("growthofrate",),
            )
        sign = {"narrow": -1, "widen": 1}.get(direction.kind, direction.sign)  # 顺差收窄5.0%
        return Reading(_growth(frame), sign, subject, pattern="growth.direction")
    if direction is not None and direction.kind == "gap" and not reached:
        return Reading(
            "pp_gap", direction.sign, subject, pattern="gap.percent", reasons=("gappercent",)
        )
    if _WORDS["share_word"].search(subject):
        return Reading("share", 1, subject, "share", "", "share.word")
    derived = _WORDS["growth"].search(subject[-12:])
    if (
        derived and not _WORDS["rate"].search(subject.removesuffix("增长率"))
    ) or "yoy" in frame.roles:
        sign = -1 if _WORDS["falling"].search(subject[-12:]) else 1
        return Reading(_growth(frame), sign, subject, pattern="growth.noun")
    if _WORDS["equals"].search(subject + "的") and subject.endswith("的"):
        return Reading("other", 1, subject, pattern="percent.equals")
    if _WORDS["rate"].search(subject):
        return Reading("rate", 1, subject, pattern="rate.word")
    if _WORDS["index"].search(subject):
        return Reading("other", 1, subject, pattern="index.percent")
    if inside:
        return Reading("inherit", 1, subject, pattern="parenthesis")
    return Reading("unclear", 1, subject, pattern="percent.bare", reasons=("bare",))


def _level(number: Number, frame: Frame, subject: str) -> Reading:
    direction = frame.direction
    match = _WORDS["contributes"].match(subject)
    grown = number.kind == "count" and "particle" in frame.roles and not frame.touches
    kinds = direction is not None and _WORDS["kinds"].fullmatch(direction.word + number.unit)
    if direction is not None and (kinds or (grown and direction.kind == "change")):
        return Reading("count", 1, f"{direction.word}的", pattern="count")  # 产值增长的397家
    if direction is not None and grown and direction.kind == "gap":
        return Reading("count", 1, subject, pattern="count")  # 低于全市平均的9个
    if direction is not None and "reached" not in frame.roles:
        against = frame.comparison
        if direction.kind == "gap" and not frame.touches and against and against.text:
            return Reading("other", direction.sign, subject, pattern="level.gap")  # 低于限额1.5亿元
        if direction.kind == "gap" and not frame.touches:
            return Reading(
                "count" if number.kind == "count" else "level", 1, subject, pattern="level"
            )
        if direction.kind == "gap":
            return Reading("other", direction.sign, subject, pattern="level.gap")
        sign = -1 if direction.kind == "narrow" else direction.sign  # 差距缩小1.5分
        return Reading("other", sign, subject, pattern="level.change")
    if match and match["verb"] == "影响":
        return Reading("other", 1, subject, pattern="level.effect", reasons=("effect",))
    if number.kind == "count" and not _WORDS["per_head"].search(subject):
        fractional = number.value != number.value.to_integral_value()
        return Reading("level" if fractional else "count", 1, subject, pattern="count")
    if number.kind == "index":
        return Reading("other", 1, subject, pattern="index.points")
    if number.part == "times":
        return Reading("other", 1, subject.removesuffix("1:"), pattern="ratio.times")
    if number.kind == "bare" and (found := _WORDS["index"].search(subject)):
        return Reading("other", 1, subject[: found.end("name")], pattern="index")
    if (
        "/" in number.unit
        or _WORDS["per_head"].search(subject)
        or _WORDS["price"].search(subject)
        or _WORDS["intensity"].search(subject)
    ):
        return Reading("other", 1, subject, pattern="price")
    moved = match and match["verb"] in {"带动", "拉动"}  # 带动进出口415亿元 is not all of it
    return Reading("level", 1, subject, pattern="level", reasons=("effect",) if moved else ())
