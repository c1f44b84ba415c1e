"""A text as passages to show: paragraphs, headings, page heads; every character kept (段落).

Lines that a page broke are joined for reading, and the break itself is kept as a piece, so that
the page can show the lines as printed. What the extraction leaves out (page numbers, names of
files) is shown dimmed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zoneanalysis.extraction.normalise import Clean, normalise
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.review.sourceview.marks import Mark

__all__ = ["Passage", "Piece", "passages_of"]

PieceKind = Literal["text", "break", "dim", "mark"]
PassageKind = Literal["paragraph", "heading", "subheading", "credit", "pagehead"]

# Begins where a run of blanks begins, so that a long one without a line end costs no more.
_BREAK = re.compile(r"(?<![ \t\u3000\r])[ \t\u3000\r]*\n[\s\ufeff]*")
_BLANKS = " \t\u3000\r\n\v\f\u00a0\ufeff\u200b"
_LONGEST_HEADING = 36
_LATIN_END = re.compile(r"[A-Za-z0-9]$")
_LATIN_START = re.compile(r"[A-Za-z0-9]")
_BRACKETED = re.compile(r"【.*】")
_ENDS = re.compile(r"[。；;！!？?，,、…%％]$")


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage: plain text, a line break of the page, a page head, a mark.

    ``spaced`` says of a break that a blank must stand for it where the lines are joined.
    """

    kind: PieceKind
    text: str
    start: int
    mark: Mark | None = None
    spaced: bool = False


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or a page head, in pieces."""

    kind: PassageKind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its characters, line breaks included."""
        return "".join(piece.text for piece in self.pieces)


def passages_of(
    text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None
) -> tuple[Passage, ...]:
    """Return ``text[start:end]`` as passages, with the marks in their places.

    Parameters
    ----------
    text : str
        The whole source text; offsets count in it.
    marks : sequence of Mark
        In order, within the stretch.
    """
    end = len(text) if end is None else end
    clean = normalise(text, start, end)
    spans = _joined_by_marks(_spans(clean, start, end), marks)
    starts = [mark.start for mark in marks]
    made: list[tuple[bool, tuple[Piece, ...]]] = []
    for first, last, kept in spans:
        inside = marks[bisect_left(starts, first) : bisect_left(starts, last)]
        dropped = _dropped(clean, first, last) if kept else [(first, last)]
        pieces = tuple(_pieces(text, first, last, inside, dropped))
        made.append((kept, pieces))
    bare = [re.sub(r"\s", "", "".join(piece.text for piece in pieces)) for _, pieces in made]
    often = Counter(bare)
    return tuple(
        Passage(_kind(bare[i], pieces, kept=kept, repeats=often[bare[i]] > 1, first=i == 0), pieces)
        for i, (kept, pieces) in enumerate(made)
    )


def _spans(clean: Clean, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the paragraphs of the clean text in the raw text, and what lies between them."""
    place = start
    begin = 0
    for paragraph in clean.text.split("\n"):
        stop = begin + len(paragraph)
        if paragraph:
            first, last = clean.span(begin, stop)
            yield from _between(clean.raw, place, first)
            yield first, last, True
            place = last
        begin = stop + 1
    yield from _between(clean.raw, place, end)


def _between(raw: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for line in re.finditer(r"[^\n]+", raw[start:end]):
        inner = line[0].strip(_BLANKS)
        if inner:
            first = start + line.start() + line[0].index(inner)
            yield first, first + len(inner), False


def _joined_by_marks(
    spans: Iterable[tuple[int, int, bool]], marks: Iterable[Mark]
) -> list[tuple[int, int, bool]]:
    """Return the spans, those joined into one that a mark reaches across."""
    joined: list[tuple[int, int, bool]] = []
    for first, last, kept in sorted([*spans, *((m.start, m.end, True) for m in marks)]):
        if joined and first < joined[-1][1]:
            start, end, before = joined.pop()
            joined.append((start, max(end, last), before or kept))
        else:
            joined.append((first, last, kept))
    return joined


def _dropped(clean: Clean, first: int, last: int) -> list[tuple[int, int]]:
    """Return what the clean text lacks between two places, blanks aside."""
    found = []
    at = clean.at(first)
    place = first
    while place < last:
        offset = min(clean.offsets[at], last) if at < len(clean.text) else last
        gap = clean.raw[place:offset]
        inner = gap.strip(_BLANKS)
        if inner:
            begin = place + gap.index(inner)
            found.append((begin, begin + len(inner)))
        place = max(place, offset + 1)
        at += 1
    return found


def _pieces(
    text: str, first: int, last: int, marks: Sequence[Mark], dropped: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Yield the pieces of a passage; a mark within a dropped stretch stays a mark."""
    cuts: list[tuple[int, int, Mark | None]] = [(mark.start, mark.end, mark) for mark in marks]
    for begin, stop in dropped:
        if not any(begin < mark.end and mark.start < stop for mark in marks):
            cuts.append((begin, stop, None))
    place = first
    for begin, stop, mark in sorted(cuts, key=lambda cut: cut[0]):
        yield from _lines(text, place, begin)
        kind: PieceKind = "mark" if mark else "dim"
        yield Piece(kind, text[begin:stop], begin, mark)
        place = stop
    yield from _lines(text, place, last)


def _lines(text: str, first: int, last: int) -> Iterator[Piece]:
    place = first
    for found in _BREAK.finditer(text, first, last):
        if found.start() > place:
            yield Piece("text", text[place : found.start()], place)
        spaced = bool(
            _LATIN_END.search(text[max(0, found.start() - 1) : found.start()])
            and _LATIN_START.match(text[found.end() : found.end() + 1])
        )
        yield Piece("break", found[0], found.start(), spaced=spaced)
        place = found.end()
    if place < last:
        yield Piece("text", text[place:last], place)


def _kind(
    bare: str, pieces: Sequence[Piece], *, kept: bool, repeats: bool, first: bool
) -> PassageKind:
    """Return what a passage is; *bare* is its text without blanks."""
    if not kept:
        return "pagehead"
    if vocabulary().marks["signed"].match(bare):
        return "credit"
    has_mark = any(piece.kind == "mark" for piece in pieces)
    if has_mark or len(bare) > _LONGEST_HEADING or _ENDS.search(bare):
        return "paragraph"
    if not first and (repeats or vocabulary().marks["page head"].fullmatch(bare)):
        return "pagehead"
    if first or _BRACKETED.fullmatch(bare):
        return "heading"
    return "subheading"
