"""Parts that a text sets out: under bullets, by places, by what is and is not done (列示).

What is set out is mostly all there is, but no word says so. So such a reading is kept where it
holds, or where one slip of the pen makes it hold, of a whole told to four digits: see `rows`. Of
what is done and what is not done the words say that nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    FigureIndex,
    Proposal,
    levels,
    ordered,
    tie,
)
from zoneanalysis.extraction.relations.names import is_average, number_said, says
from zoneanalysis.extraction.relations.parts import MOST_PARTS
from zoneanalysis.extraction.relations.rivals import HOLDS, may_be_meant, read_alone, verdict_of
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES", "kept"]

_EXACT = 4  # digits of a whole that figures which don't belong together hardly come to
_SAID = 3  # the same of parts that stand on lines of their own, or are as many as are counted
_LEAD = 40  # characters before parts that set them out
_REACH = 12  # figures between parts and their whole
_LINES = 2  # that part a whole from the first of its parts: a heading between them begins anew
_WHOLES = 3  # levels before the parts that may be their whole, told to so many digits; else one


def kept(index: FigureIndex, parts: Sequence[Draft], digits: int) -> Iterator[Proposal]:
    """Yield the sum of parts for the level before them that they come to, or one alone may mean."""
    near = levels(index.before(parts[0], within=_REACH), parts[0], "unit", "status")
    most = max(each.value for each in parts)
    near = [e for e in near if index.text.count("\n", e.end, parts[0].start) < _LINES]
    wholes = [e for e in near if not is_average(e) and e.value > most and e.plain]
    found: list[Proposal] = []
    for at, whole in enumerate(wholes[:_WHOLES]):
        told = max(len(e.value.as_tuple().digits) for e in (whole, *parts))
        if told >= (max(digits, _EXACT) if at else digits):
            found.append(tie("sum", whole, "sum.announced", part=parts, params=COMPLETE))
    yield from read_alone(found)


def bulleted(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the sum of what stands behind bullets, each on a line or all in a sentence.

    1.防洪28.6亿元; 2.灌区17.4亿元; or 其中:①网络购物8420件;②餐饮5136件.
    """
    run: list[Draft] = []
    mark = ""
    for paragraph in dict.fromkeys(e.paragraph for e in index.drafts):
        first = index.paragraph(paragraph)[0]
        found = says("bullet", index.opening(first))
        kind = found.lastgroup if found else ""
        goes_on = bool(run) and kind == mark and first.paragraph == run[-1].paragraph + 1
        if not goes_on and len(run) > 1:
            yield from _columns(index, [index.paragraph(e.paragraph) for e in run])
        run, mark = ([*run, first] if goes_on else [first]) if kind else [], kind or ""
    if len(run) > 1:
        yield from _columns(index, [index.paragraph(e.paragraph) for e in run])
    for number in dict.fromkeys(e.sentence for e in index.drafts):
        rows: list[list[Draft]] = []
        for each in index.sentence(number):
            if says("bullet_inside", index.left(each)):
                rows.append([each])
            elif rows:
                rows[-1].append(each)
        yield from _columns(index, rows, _EXACT)


def _columns(
    index: FigureIndex, rows: Sequence[Sequence[Draft]], digits: int = _SAID
) -> Iterator[Proposal]:
    """Yield the sums of the first level of each unit that stands in every row."""
    units = [list(dict.fromkeys(e.unit for e in row if e.counted and e.plain)) for row in rows]
    if not 1 < len(rows) <= MOST_PARTS:
        return
    for unit in units[0]:
        if all(unit in each for each in units):
            told = (
                next(e for e in row if e.unit == unit and e.counted and e.plain) for row in rows
            )
            yield from kept(index, [*told], digits)


def by_places(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the sum of as many as are counted, or as a cut by places tells: 分县区看:甲…、乙…."""
    for first in index.drafts:
        words = index.opening(first)[-_LEAD:]
        found = says("parted_by", words) if first.counted and first.plain else None
        if found is None:
            continue
        here = [e for e in index.sentence(first.sentence) if e.start >= first.start]
        parts = [e for e in here if e.unit == first.unit and e.counted and e.plain]
        number = number_said(found["number"])
        told = number == len(parts) if number else len(parts) > 1
        leads = [index.left(each) for each in parts[1:]]
        some = any(says(role, e) for e in leads for role in ("among", "several"))
        some = some or says("leading", found.string + index.right(parts[-1])) is not None
        if told and not some:
            yield from kept(index, parts, _SAID if number else _EXACT)


def gathered(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what 合计 adds up behind its parts, and what as many parts as are counted make.

    三者相加,全市发电277.6亿千瓦时: all the levels of its unit before it, or as many as are said;
    三大园区纳税36.0亿元。甲园16.8亿元…: those behind a level, as many as it counts, or to the rest.
    """
    for number in dict.fromkeys(e.paragraph for e in index.drafts):
        told = [e for e in index.paragraph(number) if e.plain and not is_average(e)]
        kinds: dict[tuple[str, str], list[Draft]] = {}
        for each in told:
            if each.counted:
                kinds.setdefault((each.unit, each.status), []).append(each)
        for at, total, alike in ((*e, k) for k in kinds.values() for e in enumerate(k)):
            if len(index.group(total)) > 1:
                continue
            found = says("adds_up", index.left(total))
            if found:
                before = alike[:at]
                number = number_said(found["number"])
                here = [e for e in before if e.sentence == total.sentence]
                parts = before if number == at else here
                apiece = any(says("apiece", index.left(e)) for e in parts)
                if not apiece and number in {0, len(parts)}:
                    yield from _made(total, parts, 2)
            place = says("all_place", index.own(total)) is not None
            words = "" if place else index.left(total) + index.right(total)
            for number in map(number_said, vocabulary().ties["few_counted"].findall(words)):
                yield from _made(total, alike[at + 1 : at + 1 + number], number)


def _made(total: Draft, parts: Sequence[Draft], fewest: int) -> Iterator[Proposal]:
    """Yield the sum of parts told to enough digits that holds, or that one slip explains."""
    digits = max(len(e.value.as_tuple().digits) for e in (total, *parts))
    found = tie("sum", total, "sum.announced", part=parts, params=COMPLETE)
    larger = all(0 < e.value < total.value for e in parts)
    if len(parts) >= fewest and larger and digits >= _SAID and may_be_meant(found, digit=True):
        yield found


def complements(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what is and what is not done as all there is: 通过109所,未通过的19所."""
    for other in index.drafts:
        found = says("not_so", _around(index, other)) if other.counted and other.plain else None
        next_to = index.following(other)
        more = next_to and next_to.unit == other.unit and says("joined", index.left(next_to))
        if found is None or more or index.left(other).endswith("中"):
            continue  # 其余指标中2项未完成; 成立2件、不成立4件、撤回1件
        near = [e for e in index.above(other, within=6) if e.unit == other.unit and e.counted]
        stem = re.compile(f"(?<![未不没]){re.escape(found['verb'])}")
        part = next((at for at, e in enumerate(near[:2]) if stem.search(_around(index, e))), None)
        here = [e for e in index.earlier(other) if e.unit == other.unit and e.counted]
        alike = part is not None and near[part].area == other.area
        if (
            part is not None
            and alike
            and near[part].plain
            and _of_one(index, near[part], other, found["verb"])
        ):
            ends = range(part + 1, max(part + 1, len(here)) + 1)
            made = [[*kept(index, [*near[:end][::-1], other], 1)] for end in ends]
            yield from next((e for e in made if e and verdict_of(e[0]) in HOLDS), made[0])
        elif len(here) > 1 and says("state_not", _around(index, other)):
            yield from kept(index, [*here[::-1], other], _SAID)


def _of_one(index: FigureIndex, part: Draft, other: Draft, verb: str) -> bool:
    """Whether what is and what is not done is the same: no 可研批复 and 环评批复, 投资 and 收入."""
    sides = (_around(index, each).split("#") for each in (part, other))
    said = (before if verb in before else behind for before, behind in sides)
    told = (vocabulary().ties["so_filler"].sub("", words) for words in said)
    mine, theirs = (words.replace(verb, "") for words in told)
    return not mine or not theirs or mine == theirs


def first_of_list(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 最高的甲镇21860元 is above each that its sentence tells behind it."""
    for top in index.drafts:
        words = index.own(top) if top.plain and top.value > 0 else ""
        found = says("end_called", words) or says("end_behind", index.right(top))
        if not words or found is None or says("at_end_among", found.string):
            continue
        near = [e for e in index.after(top, within=_REACH) if e.sentence == top.sentence]
        others = [e for e in near if (e.unit, e.measure) == (top.unit, top.measure) and e.plain]
        apart = any(
            says(r, index.left(e))
            for r in ("apart_member", "compared", "share_said")
            for e in others
        )
        low = found.groupdict().get("end") is not None
        if len(others) > 1 and not apart and found.string.count("最") < 2:
            other = (min if low else max)(others, key=lambda each: each.value)
            if not says("end_of_all", index.between(top, other)):  # 增速最高的…;降幅最大的…
                yield ordered("", "word.extreme", (top, other), rising=low)


def _around(index: FigureIndex, draft: Draft) -> str:
    """Return the words of a figure's own part of its clause, before it and behind it."""
    return f"{index.own(draft)}#{re.split('[,;:、()]', index.right(draft))[0]}"


RULES = (bulleted, by_places, gathered, complements, first_of_list)
