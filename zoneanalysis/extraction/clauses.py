"""Paragraphs, sentences, clauses and parentheses of a normalised text (分句).

A parenthesis that holds figures is a clause of its own, and the clause around it is read as if
the parenthesis were not there: in 低于全市(-10.4%)28.7个百分点 the gap follows 全市 directly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.extraction.tokens import Number

__all__ = ["Clause", "clauses_of"]

MASK = "\x01"
_STOPS = frozenset(",;。!?:\n")
_SENTENCE_STOPS = frozenset("。!?\n")
_NAMED = re.compile("(?:^|[;。\n])[\u4e00-\u9fff]{2,12}:$", re.MULTILINE)
_ASIDE = re.compile(
    r"[(](?:[^()]{0,12}下同|(?:以下)?简称[^()]{0,30}|[^()\n]*[,;:][^()\n]*)[)]|[(]与[^()\d\n]{2,16}[)](?=[为达]?\d)"
)


@dataclass(slots=True)
class Clause:
    """A stretch between two punctuation marks, with what stands in it.

    Parameters
    ----------
    start, end : int
        In the normalised text.
    text : str
        Same length as the stretch; parentheses with figures are masked.
    depth : int
        0 outside parentheses, 1 inside.
    sentence, paragraph : int
        Counters over the whole text.
    stop : str
        The mark behind it.
    index : int
        Its place among all clauses.
    """

    start: int
    end: int
    text: str
    depth: int
    sentence: int
    paragraph: int
    stop: str = ""
    opening: bool = False
    index: int = 0
    numbers: list[Number] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def mentions_within(self, start: int, end: int) -> list[Mention]:
        """Return the periods that lie between two places of the whole text."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_right(self.mentions, end, key=lambda mention: mention.end)
        return self.mentions[first:last]

    def slice(self, start: int, end: int) -> str:
        """Return the clause's text between two places of the whole text."""
        return self.text[start - self.start : end - self.start]


def clauses_of(
    text: str, numbers: Sequence[Number], mentions: Sequence[Mention]
) -> Iterator[Clause]:
    """Yield the clauses of *text* in order; a parenthesis comes before the rest of its host."""
    held = _positions(text, numbers)
    inner = list(_parentheses(text, numbers))
    masked = _ASIDE.sub(lambda found: MASK * len(found[0]), _mask(text, inner))
    sentence = paragraph = 0
    spans = sorted(
        [(start, end, 0, stop) for start, end, stop in _cut(masked, 0, len(masked), held)]
        + [
            (start, end, 1, stop)
            for first, last in inner
            for start, end, stop in _cut(text, first, last, held)
        ],
        key=lambda span: (span[1], -span[2]),
    )
    by_clause: list[Clause] = []
    opening = True
    for start, end, depth, stop in spans:
        source = masked if depth == 0 else text
        at = len(by_clause)
        clause = Clause(
            start, end, source[start:end], depth, sentence, paragraph, stop, opening, at
        )
        by_clause.append(clause)
        if depth == 0:
            opening = stop in _SENTENCE_STOPS
            sentence += stop in _SENTENCE_STOPS
            paragraph += stop == "\n"
    _distribute(by_clause, numbers, mentions, inner)
    yield from by_clause


def _positions(text: str, numbers: Sequence[Number]) -> set[int]:
    """Return the places inside numbers and ratios where a comma or colon is no stop."""
    inside: set[int] = set()
    for number in numbers:
        stretch = range(number.start, number.end + (number.part == "ratio"))
        inside.update(i for i in stretch if text[i] in ",:")
        if text[number.start - 1] == ":" and (
            number.part == "times" or _NAMED.search(text, max(0, number.start - 14), number.start)
        ):
            inside.add(number.start - 1)  # 医护比1:1.2; 年末结余:5.4亿元
    for first, second in pairwise(numbers):
        if second.part != "ratio" or second.start != first.end + 1:
            inside.discard(first.end)
    inside.update(n.end for n in numbers if n.part == "times" and text[n.end :].startswith(":1"))
    return inside  # 收入比4.2:1


def _parentheses(text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, int]]:
    """Yield the inside of every outermost pair of brackets that holds a figure."""
    stack: list[int] = []
    at = 0
    for i, char in enumerate(text):
        if char == "(":
            stack.append(i)
        elif char == ")" and stack:
            begin = stack.pop()
            if stack:
                continue
            while at < len(numbers) and numbers[at].start < begin:
                at += 1
            if at < len(numbers) and numbers[at].end <= i:
                yield begin + 1, i
        elif char == "\n" or len(stack) > 8:
            stack.clear()


def _mask(text: str, inner: Sequence[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in inner:
        pieces += [text[last : start - 1], MASK * (end - start + 2)]
        last = end + 1
    return "".join([*pieces, text[last:]])


def _cut(text: str, start: int, end: int, held: set[int]) -> Iterator[tuple[int, int, str]]:
    begin = start
    for i in range(start, end):
        if text[i] in _STOPS and i not in held:
            yield begin, i, text[i]
            begin = i + 1
    if begin < end:
        yield begin, end, ""


def _distribute(
    clauses: Sequence[Clause],
    numbers: Sequence[Number],
    mentions: Sequence[Mention],
    inner: Sequence[tuple[int, int]],
) -> None:
    """Put numbers and mentions into the clause that they stand in."""
    for depth in (0, 1):
        mine = sorted((c for c in clauses if c.depth == depth), key=lambda c: c.start)
        for kind, items in (("numbers", numbers), ("mentions", mentions)):
            at = hole = 0
            for item in items:
                while hole < len(inner) and inner[hole][1] < item.end:
                    hole += 1
                inside = hole < len(inner) and inner[hole][0] <= item.start
                if inside != bool(depth):
                    continue
                while at < len(mine) and mine[at].end < item.end:
                    at += 1
                if at < len(mine) and mine[at].start <= item.start:
                    getattr(mine[at], kind).append(item)
