"""From raw characters to text that one grammar can read, with every offset kept (规范化).

Characters that print nothing go, full-width digits and punctuation become half-width, traditional
script becomes simplified where the vocabularies need it, blanks between Chinese characters go, and
a sentence that a page or a column broke is joined again. Every character that is left knows where
it stands in the raw text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zoneanalysis.extraction.tables.lines import table_lines, with_tabs
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["UNSEEN", "Clean", "normalise"]

_BLANKS = frozenset(
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u202f\u205f\u3000\r\v\f"
)
#: Nothing is printed for these: zero-width, direction and variation marks, soft hyphens.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)
# Tags, entities, links and emphasis of HTML and Markdown, which are no part of a name.
_MARKUP = re.compile(
    r"<script\b[^<>\n]{0,80}>[^<\n]{0,200}</script>|</?[A-Za-z][^<>\n]{0,80}>|&(?:[a-z]{2,6}|#\d{2,5});"
    r"|\[(?=[\u4e00-\u9fff]{1,20}\]\(https?:)|(?<=[\u4e00-\u9fff])\]\(https?:[^()\s]{0,200}\)"
    r"|(?<=[\u4e00-\u9fff])[$_*]+(?:#\d{1,2}(?=[\u4e00-\u9fff]))?|[$_*]+(?=[\u4e00-\u9fff])"
)
# With them go the marks of notes: 生产总值[2]1286.4亿元.
_DROPPED = re.compile(rf"{UNSEEN.pattern}|(?<=[\u4e00-\u9fff)%”])\[\d{{1,2}}\]|{_MARKUP.pattern}")
_LATIN = re.compile(r"[A-Za-z0-9.%]")
_ENDS = frozenset("。!?;:…")
# A heading with its text behind it on one line: 八、人口 年末常住人口307.0万人.
_RUN_ON = re.compile(
    "^([ \t\u3000]*[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff、]{2,12})[ \u3000]"
    "(?=[\u4e00-\u9fff]{2})",
    re.MULTILINE,
)
# A number cut at its point or from its unit: 155. / 2亿元, 18.8 / %. Two cells are none.
_BROKEN_NUMBER = re.compile(r"\d\.\n\d+(?![\d.、])|\d\n(?:\.\d|%|亿元|万元|个百分点)", re.ASCII)
_INNER = re.compile("[,;。]")
_SHORTEST_WRAP = 16  # characters; a line of prose that was wrapped has at least as many
_LIST_NUMBER = 4  # characters of 12. at most, which begins an item


@dataclass(frozen=True)
class Clean:
    """Normalised text and the way back.

    Parameters
    ----------
    raw : str
        As it came.
    text : str
        Half-width, joined; paragraphs end with a line feed, cells of a table's row but the last
        with a tab.
    offsets : array of int
        Where each character of ``text`` stands in ``raw``; one more for the end.
    """

    raw: str
    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` begins and ends in the raw text."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as the raw text prints it."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def at(self, raw_offset: int) -> int:
        """Return the first place of ``text`` at or behind an offset of the raw text."""
        return bisect_left(self.offsets, raw_offset, 0, len(self.text))


@cache
def _table() -> dict[int, str]:
    table = {ord(wide): narrow for wide, narrow in vocabulary().punctuation.items()}
    table.update({0xFF10 + i: str(i) for i in range(10)})
    table.update({0xFF21 + i: chr(65 + i) for i in range(26)})
    table.update({0xFF41 + i: chr(97 + i) for i in range(26)})
    table.update({ord(old): new for old, new in vocabulary().traditional.items()})
    return table


def normalise(raw: str, start: int = 0, end: int | None = None) -> Clean:
    r"""Return the normalised text of ``raw[start:end]``; offsets count in all of ``raw``.

    Examples
    --------
    >>> clean = normalise("工业投资 完成５４．７６亿元，\n同比下降18.8％。")
    >>> clean.text
    '工业投资完成54.76亿元,同比下降18.8%。\n'
    >>> clean.offsets[clean.text.index("54")]
    7
    """
    end = len(raw) if end is None else end
    mapped = raw[start:end].translate(_table())
    places: Sequence[int] = range(start, end + 1)
    if unseen := {i for match in _DROPPED.finditer(mapped) for i in range(*match.span())}:
        places = array("l", (start + i for i in range(len(mapped)) if i not in unseen))
        mapped = _DROPPED.sub("", mapped)
    mapped = with_tabs(_RUN_ON.sub(r"\1\n", mapped))
    out: list[str] = []
    offsets = array("l")
    lines = _lines(mapped)
    rows = table_lines(mapped.split("\n")) if "\t" in mapped else set()
    width = _wrap_width(lines)
    previous = ""
    for number, (begin, line) in enumerate(lines):
        row = number in rows
        if not line or (not row and vocabulary().marks["page"].fullmatch(line)):
            continue
        alone = row or number - 1 in rows
        if previous and (alone or not _joins(previous, line, width, first=number == 0)):
            out.append("\n")
            offsets.append(offsets[-1])
        elif previous[-1:].isdigit() and line[0].isdigit():
            out.append(" ")  # a number that the line end divides, or two: nobody can tell
            offsets.append(offsets[-1])
        last = ""
        for i, char in enumerate(mapped[begin : begin + _stretch(mapped, begin)]):
            if char in _BLANKS and not (row and char == "\t"):
                following = mapped[begin + i + 1 : begin + i + 2]
                apart = last and _LATIN.match(last) and following and _LATIN.match(following)
                if not apart or (following == "%" and last.isdigit()):
                    continue
                char = " "
            out.append(char)
            offsets.append(places[begin + i])
            last = char
        previous = line
    if out:
        out.append("\n")
        offsets.append(offsets[-1])
    offsets.append(end)
    return Clean(raw, "".join(out), offsets)


def _lines(mapped: str) -> list[tuple[int, str]]:
    lines, begin = [], 0
    for line in mapped.split("\n"):
        lines.append((begin, "".join(line.split())))
        begin += len(line) + 1
    return lines


def _stretch(mapped: str, begin: int) -> int:
    stop = mapped.find("\n", begin)
    return (len(mapped) if stop < 0 else stop) - begin


def _wrap_width(lines: list[tuple[int, str]]) -> int:
    """Return the width at which the text was wrapped by hand; 0 where it was not."""
    lengths: dict[int, int] = {}
    filled = 0
    for _, line in lines:
        if len(line) >= 18 and line[-1] not in _ENDS:
            lengths[len(line) // 3] = lengths.get(len(line) // 3, 0) + 1
            filled += 1
    if _wrapped(lines):
        return _SHORTEST_WRAP
    if filled < 5:
        return 0
    bucket, count = max(lengths.items(), key=lambda item: (item[1], item[0]))
    return bucket * 3 - 3 if count * 2 >= filled else 0


def _wrapped(lines: list[tuple[int, str]]) -> bool:
    """Whether most lines of prose break off inside a sentence, at whatever width."""
    prose = [line for _, line in lines if len(line) >= _SHORTEST_WRAP and _INNER.search(line)]
    broken = sum(line[-1] not in _ENDS for line in prose)
    return broken >= 4 and broken * 5 >= len(prose) * 3


def _joins(previous: str, line: str, width: int, *, first: bool) -> bool:
    """Whether *line* goes on with the sentence that *previous* began."""
    if (
        not first
        and len(previous) > _LIST_NUMBER
        and _BROKEN_NUMBER.search(f"{previous[-2:]}\n{line[:24]}")
    ):
        return True
    if previous[-1] in _ENDS or first or vocabulary().marks["line"].match(line):
        return False
    if previous[-1] in ",、(" or line[0] in ",、;。)%":
        return True
    if previous[-1] in ")】" or (vocabulary().marks["line"].match(previous) and len(previous) < 24):
        return False
    if width and len(previous) >= width:
        return True
    return any(mark in previous for mark in ",;。") and len(previous) >= 30
