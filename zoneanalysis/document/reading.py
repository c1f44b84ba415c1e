"""Reading a document: its parts, the places in it, its text without markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from zoneanalysis.document.model import (
    Block,
    BulletList,
    Callout,
    Cards,
    Chart,
    CodeBlock,
    Content,
    Cover,
    Formula,
    Heading,
    InlineFormula,
    PageBreak,
    Paragraph,
    Provenance,
    ProvenanceList,
    Runs,
    Table,
)

_CHINESE = re.compile(
    "[\u2e80-\u9fff](?:[\u2e80-\u9fff、，：（）《》“”0-9% ·.]*[\u2e80-\u9fff）》])?"
)
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_ACCENTED = re.compile("\\w[\u0300-\u036f]+")
_LATIN = re.compile(r"[A-Za-z]{2,}(?:[ '’-][A-Za-z]{2,})+")


def parts(value: object) -> Iterator[Any]:
    """Yield every block, run, card, cell and text of a document or part of it, depth first."""
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
            continue
        yield part
        kind: type = type(part)
        if names := _backwards(kind):
            waiting += [getattr(part, name) for name in names]


@cache
def _backwards(kind: type) -> tuple[str, ...]:
    """Return the names of a class's fields, the last one first; none of what holds no parts."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()


def provenances(value: object) -> dict[str, Provenance]:
    """Return the provenances in a document or part of it by id, each once, in reading order."""
    found: dict[str, Provenance] = {}
    for part in parts(value):
        if isinstance(part, Provenance):
            found.setdefault(part.id, part)
    return found


def anchors(blocks: Iterable[Block]) -> frozenset[str]:
    """Return every name in blocks that a link can lead to."""
    found = set[str]()
    for block in blocks:
        if isinstance(block, (Heading, Table, Chart)):
            found.add(block.anchor)
        if isinstance(block, Table):
            found |= {cell.anchor for row in block.rows for cell in row}
        elif isinstance(block, ProvenanceList):
            found |= {entry.id for entry in block.entries}
    return frozenset(found - {""})


def run_text(runs: Runs) -> str:
    """Return the text of runs without any markup."""
    return "".join(
        run if isinstance(run, str) else run.alt if isinstance(run, InlineFormula) else run.text
        for run in runs
    )


@lru_cache(1 << 14)
def foreign_parts(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of *text*, each with its language where that isn't *language*, else "".

    In English every run of Chinese is foreign; in Chinese two words or more of Latin letters: one
    alone is a name or a unit.
    """
    pattern, other = (_LATIN, "en") if language == "zh" else (_CHINESE, "zh")
    pieces, at = [], 0
    for found in pattern.finditer(text):
        pieces += [(text[at : found.start()], ""), (found[0], other)]
        at = found.end()
    return tuple(piece for piece in (*pieces, (text[at:], "")) if piece[0])


def printable(text: str) -> str:
    """Return *text* without control characters and what is none; each line break is one sign.

    A tab becomes spaces, a letter with an accent of its own one letter, where there is one.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    kept = _BREAKS.sub("\n", text).replace("\t", "    ")
    kept = _ACCENTED.sub(lambda letter: unicodedata.normalize("NFC", letter[0]), kept)
    return "".join(c for c in kept if c == "\n" or not _is_control(c))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"


def plain_text(document: Content) -> str:
    """Return a short text of the document, for terminals: one line a block."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Cover():
                lines += [block.title, block.subtitle]
            case Heading():
                lines.append("#" * block.level + " " + block.text)
            case Paragraph() | Callout():
                lines.append(run_text(block.runs))
            case BulletList():
                lines += ["- " + run_text(item) for item in block.items]
            case Cards():
                lines += [f"{card.label} {card.value.text}" for card in block.cards]
            case Table():
                lines += [block.caption, " | ".join(column.label for column in block.columns)]
                lines += [" | ".join(run_text(cell.runs) for cell in row) for row in block.rows]
            case Chart() | Formula():
                lines.append(f"[{block.alt}]")
            case CodeBlock():
                lines.append(block.text)
            case ProvenanceList():
                lines += [f"{entry.title}: {entry.numbers}" for entry in block.entries]
            case PageBreak():
                lines.append("")
    return "\n".join(line for line in lines if line)
