"""What stands inside a paragraph, a cell, a list item: texts, numbers, links (行内内容).

Plain data; nothing here knows how a run looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from zoneanalysis.errors import InputError

Tone = Literal["neutral", "good", "bad", "warn", "muted"]
VerdictValue = Literal[
    "consistent",
    "consistent only within rounding",
    "inconsistent",
    "impossible",
    "to be confirmed",
    "holds for one reading",
    "not assessable",
]

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")


_listed = cache(get_args)  # of thousands of cells


def one_of(what: str, value: object, allowed: object) -> None:
    """Refuse a value that is none of those that a literal type lists."""
    choices = _listed(allowed)
    if value not in choices:
        raise InputError.single(
            must=f"{what} must be one of {', '.join(map(repr, choices))}",
            came=repr(value),
            do="choose one of them",
        )


def check_anchor(what: str, value: object) -> None:
    """Refuse what is no name of a place in a report."""
    if not isinstance(value, str) or not _ANCHOR.fullmatch(value):
        raise InputError.single(
            must=f"{what} must begin with a letter and hold only letters, digits, _ . : -",
            came=repr(value),
            do="give it such a name, for example 'f001'",
        )


def check_runs(what: str, value: object) -> None:
    """Refuse what is no tuple of runs."""
    if not isinstance(value, tuple) or not all(isinstance(run, Run) for run in value):
        raise InputError.single(
            must=f"{what} must hold a tuple of texts and runs",
            came=repr(value)[:80],
            do="write ('text', Number('12'), …), with a comma after a single text",
        )


@dataclass(frozen=True)
class Strong:
    """Emphasised text (强调)."""

    text: str


@dataclass(frozen=True)
class Provenance:
    """Where a number comes from (数据来源与算法): what a reader opens from a printed number.

    ``inputs`` are ``(label, printed, interval, where)``; ``context`` is the sentence of the source
    as ``(before, mark, after)`` where the user gave the source text. All are text, ready to read.
    """

    id: str
    title: str
    words: str = ""
    numbers: str = ""
    inputs: tuple[tuple[str, str, str, str], ...] = ()
    interval: str = ""
    note: str = ""
    context: tuple[str, str, str] | None = None

    def __post_init__(self) -> None:
        check_anchor("the id of a provenance", self.id)


@dataclass(frozen=True)
class Number:
    """A printed number (数字), with its provenance if it has one."""

    text: str
    provenance: Provenance | None = None
    tone: Tone = "neutral"

    def __post_init__(self) -> None:
        one_of("the tone of a number", self.tone, Tone)


@dataclass(frozen=True)
class Ref:
    """A link to a place in the same report (文内引用); plain text where the anchor is missing."""

    text: str
    anchor: str

    def __post_init__(self) -> None:
        check_anchor("the anchor of a reference", self.anchor)


@dataclass(frozen=True)
class Link:
    """A link to the outside (外部链接): http, https or mailto."""

    text: str
    url: str

    def __post_init__(self) -> None:
        if not re.match(r"(https?://|mailto:)", self.url):
            raise InputError.single(
                must="the address of a link must begin with http://, https:// or mailto:",
                came=repr(self.url),
                do="write the full address, or use Ref for a place in the same report",
            )


@dataclass(frozen=True)
class Code:
    """A command, file name or identifier inside a line (代码)."""

    text: str


@dataclass(frozen=True)
class Verdictmark:
    """The sign and the word of a verdict (核验结论)."""

    verdict: VerdictValue
    text: str

    def __post_init__(self) -> None:
        one_of("a verdict", self.verdict, VerdictValue)


@dataclass(frozen=True)
class InlineFormula:
    """A formula inside a line (行内公式), in TeX, with the same in words as ``alt``."""

    tex: str
    alt: str


Run = str | Strong | Number | Ref | Link | Code | Verdictmark | InlineFormula
Runs = tuple[Run, ...]
