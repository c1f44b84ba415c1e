"""Report content between the notebook and the exporters: a tree of blocks, plain data.

A notebook cell displays a :class:`~zoneanalysis.document.document.Document` of them. Nothing here
knows how a block looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from zoneanalysis.document.runs import (
    Code,
    InlineFormula,
    Link,
    Number,
    Provenance,
    Ref,
    Run,
    Runs,
    Strong,
    Tone,
    Verdictmark,
    VerdictValue,
    check_anchor,
    check_runs,
    one_of,
)
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language

__all__ = [
    "MIME_TYPE",
    "VERSION",
    "Align",
    "Block",
    "BulletList",
    "Callout",
    "Card",
    "Cards",
    "Cell",
    "Chart",
    "Code",
    "CodeBlock",
    "Column",
    "Content",
    "Cover",
    "Formula",
    "Heading",
    "InlineFormula",
    "Language",
    "Link",
    "MathRenderer",
    "Number",
    "PageBreak",
    "Paragraph",
    "Provenance",
    "ProvenanceList",
    "Ref",
    "Run",
    "Runs",
    "Strong",
    "Style",
    "Table",
    "Tone",
    "VerdictValue",
    "Verdictmark",
]

MIME_TYPE = "application/vnd.zoneanalysis.document+json"
VERSION = 1

Align = Literal["left", "right", "center"]
Style = Literal["normal", "lead", "note"]


class MathRenderer(Protocol):
    """Turns TeX, and the same in words, into the markup of one output format."""

    def __call__(self, tex: str, alt: str, *, block: bool) -> str:
        """Return the markup; *block* for a formula on a line of its own."""
        ...


@dataclass(frozen=True)
class Cover:
    """Title block (封面); ``meta`` are ``(label, text)``.

    ``brief`` sets it on top of the first page on paper, without a table of contents: for a document
    of a few pages.
    """

    title: str
    subtitle: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    brief: bool = False


@dataclass(frozen=True)
class Heading:
    """Section heading (标题), level 1 (a chapter) to 4; level 1 and 2 stand in the contents.

    ``label`` names the section in small type above a heading that says what it found; the contents
    and the running head have the label.
    """

    level: int
    text: str
    anchor: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise InputError.single(
                must="the level of a heading must be 1, 2, 3 or 4",
                came=repr(self.level),
                do="use 1 for a chapter, 2 for a section",
            )
        if self.anchor:
            check_anchor("the anchor of a heading", self.anchor)


@dataclass(frozen=True)
class Paragraph:
    """Running text (段落)."""

    runs: Runs
    style: Style = "normal"

    def __post_init__(self) -> None:
        check_runs("a paragraph", self.runs)
        one_of("the style of a paragraph", self.style, Style)


@dataclass(frozen=True)
class BulletList:
    """List (列表), one tuple of runs an item."""

    items: tuple[Runs, ...]
    ordered: bool = False

    def __post_init__(self) -> None:
        for item in self.items:
            check_runs("an item of a list", item)


@dataclass(frozen=True)
class Card:
    """Key figure (核心指标) with lines ``(label, number, tone)`` below it."""

    label: str
    value: Number
    detail: tuple[tuple[str, Number, Tone], ...] = ()
    tone: Tone = "neutral"

    def __post_init__(self) -> None:
        one_of("the tone of a card", self.tone, Tone)
        for _, _, tone in self.detail:
            one_of("the tone of a card's line", tone, Tone)


@dataclass(frozen=True)
class Cards:
    """Grid of key figures (指标卡片)."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Column:
    """Column of a table (表列)."""

    label: str
    align: Align = "left"

    def __post_init__(self) -> None:
        one_of("the alignment of a column", self.align, Align)


@dataclass(frozen=True)
class Cell:
    """Cell of a table (单元格); an ``anchor`` makes it a place that :class:`Ref` can name.

    The PDF links a number to the cell whose anchor is the id of the number's provenance.
    """

    runs: Runs
    tone: Tone = "neutral"
    anchor: str = ""

    def __post_init__(self) -> None:
        check_runs("a cell", self.runs)
        one_of("the tone of a cell", self.tone, Tone)
        if self.anchor:
            check_anchor("the anchor of a cell", self.anchor)


@dataclass(frozen=True)
class Table:
    """Table (表格); the first cell of a row is its header.

    ``compact`` sets it small, for long tables; ``interactive`` lets a reader of the HTML sort and
    filter it. ``widths`` are the columns' shares of the page in the PDF (0 = as wide as its text
    needs; none = chosen from the texts). ``across`` rows stand beside each other on paper, in very
    small type.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    compact: bool = False
    interactive: bool = False
    widths: tuple[int, ...] = ()
    across: int = 1
    anchor: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise InputError.single(
                    must=f"every row of a table must have {len(self.columns)} cells",
                    came=f"{len(row)} cells in row {number} of {self.caption!r}",
                    do="give each column a cell, an empty one if need be",
                )
        if self.widths and len(self.widths) != len(self.columns):
            raise InputError.single(
                must=f"a table of {len(self.columns)} columns must have as many widths, or none",
                came=f"{len(self.widths)} widths in {self.caption!r}",
                do="give one width a column",
            )
        if self.anchor:
            check_anchor("the anchor of a table", self.anchor)


@dataclass(frozen=True)
class Chart:
    """Chart (图) as SVG with its text kept as text; ``alt`` says in words what it shows.

    ``narrow`` is the same drawn for a telephone.
    """

    svg: str
    alt: str
    caption: str = ""
    anchor: str = ""
    narrow: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise InputError.single(
                must="a chart must have an alternative text",
                came="an empty one",
                do="say in a sentence what the chart shows",
            )
        if self.anchor:
            check_anchor("the anchor of a chart", self.anchor)


@dataclass(frozen=True)
class Formula:
    """Displayed formula (公式), in TeX, with the same in words as ``alt``."""

    tex: str
    alt: str


@dataclass(frozen=True)
class Callout:
    """Boxed remark (提示)."""

    tone: Tone
    title: str
    runs: Runs

    def __post_init__(self) -> None:
        check_runs("a callout", self.runs)
        one_of("the tone of a callout", self.tone, Tone)


@dataclass(frozen=True)
class CodeBlock:
    """Commands or code on lines of their own (代码块)."""

    text: str


@dataclass(frozen=True)
class ProvenanceList:
    """Printed list of provenances (算法附录): the place that numbers link to on paper."""

    entries: tuple[Provenance, ...]


@dataclass(frozen=True)
class PageBreak:
    """End of the page that is read first (分页): on paper a new one, if this is nearly full."""


Block = (
    Cover
    | Heading
    | Paragraph
    | BulletList
    | Cards
    | Table
    | Chart
    | Formula
    | Callout
    | CodeBlock
    | ProvenanceList
    | PageBreak
)


class Content(Protocol):
    """Blocks in one language, as renderers take them."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in reading order."""
        ...

    @property
    def language(self) -> Language:
        """The language that they are in."""
        ...

    @property
    def anchors(self) -> frozenset[str]:
        """Every name in them that a link can lead to."""
        ...
