"""What every rendering of a document shares: which method a block or run goes to, and numbering."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from zoneanalysis.document import model, reading
from zoneanalysis.messages import Message

T = TypeVar("T")
_FEW_LINES = 12  # of commands that stay with the words below them
_LEAD = 200  # signs of a paragraph between the two that stays with the table


@dataclass
class Renderer(ABC, Generic[T]):
    """Renders blocks and runs (渲染), each kind by a method of its own; numbers figures and tables.

    ``anchors`` are the places that a reference may lead to.
    """

    language: model.Language = "zh"
    anchors: frozenset[str] = frozenset()
    figures: int = 0
    tables: int = 0

    def say(self, message: Message) -> str:
        """Return a message in the language of the document."""
        return message.render(self.language)

    def figure_number(self) -> str:
        """Return what stands before the caption of the next figure: 图1, Figure 1."""
        self.figures += 1
        return self.say(Message("Figure {number}", {"number": self.figures}))

    def table_number(self) -> str:
        """Return what stands before the caption of the next table: 表1, Table 1."""
        self.tables += 1
        return self.say(Message("Table {number}", {"number": self.tables}))

    def block(self, block: model.Block) -> T:
        """Render a block."""
        match block:
            case model.Cover():
                return self._cover(block)
            case model.Heading():
                return self._heading(block)
            case model.Paragraph():
                return self._paragraph(block)
            case model.BulletList():
                return self._bullet_list(block)
            case model.Cards():
                return self._cards(block)
            case model.Table():
                return self._table(block)
            case model.Chart():
                return self._chart(block)
            case model.Formula():
                return self._formula(block)
            case model.Callout():
                return self._callout(block)
            case model.CodeBlock():
                return self._code_block(block)
            case model.ProvenanceList():
                return self._provenance_list(block)
            case model.PageBreak():
                return self._page_break()

    def run(self, run: model.Run) -> T:
        """Render a run; a reference to a place that isn't there as its text."""
        match run:
            case str():
                return self._text(run)
            case model.Strong():
                return self._strong(run)
            case model.Number():
                return self._number(run)
            case model.Ref():
                return self._ref(run) if run.anchor in self.anchors else self._text(run.text)
            case model.Link():
                return self._link(run)
            case model.Code():
                return self._code(run)
            case model.InlineFormula():
                return self._formula(run)
            case model.Verdictmark():
                return self._verdict(run)

    @abstractmethod
    def _text(self, text: str) -> T:
        """Render plain text."""

    @abstractmethod
    def _strong(self, run: model.Strong) -> T:
        """Render emphasised text."""

    @abstractmethod
    def _number(self, run: model.Number) -> T:
        """Render a number, leading to its provenance if that is to be had."""

    @abstractmethod
    def _ref(self, run: model.Ref) -> T:
        """Render a link to a place that is there."""

    @abstractmethod
    def _link(self, run: model.Link) -> T:
        """Render a link to the outside."""

    @abstractmethod
    def _code(self, run: model.Code) -> T:
        """Render code inside a line."""

    @abstractmethod
    def _verdict(self, run: model.Verdictmark) -> T:
        """Render the sign and word of a verdict."""

    @abstractmethod
    def _formula(self, formula: model.Formula | model.InlineFormula) -> T:
        """Render a formula, displayed or inside a line."""

    @abstractmethod
    def _cover(self, block: model.Cover) -> T:
        """Render the title block."""

    @abstractmethod
    def _heading(self, block: model.Heading) -> T:
        """Render a heading."""

    @abstractmethod
    def _paragraph(self, block: model.Paragraph) -> T:
        """Render running text."""

    @abstractmethod
    def _bullet_list(self, block: model.BulletList) -> T:
        """Render a list."""

    @abstractmethod
    def _cards(self, block: model.Cards) -> T:
        """Render key figures."""

    @abstractmethod
    def _table(self, block: model.Table) -> T:
        """Render a table."""

    @abstractmethod
    def _chart(self, block: model.Chart) -> T:
        """Render a chart."""

    @abstractmethod
    def _callout(self, block: model.Callout) -> T:
        """Render a boxed remark."""

    @abstractmethod
    def _code_block(self, block: model.CodeBlock) -> T:
        """Render code on lines of its own."""

    @abstractmethod
    def _provenance_list(self, block: model.ProvenanceList) -> T:
        """Render the provenances that numbers lead to on paper."""

    @abstractmethod
    def _page_break(self) -> T:
        """Begin a new page on paper."""


def cards_across(block: model.Cards) -> int:
    """Return how many cards stand beside each other: two or three."""
    return min(len(block.cards), 2) if len(block.cards) in (1, 2, 4) else 3


def stays(blocks: Sequence[model.Block], at: int) -> bool:
    """Return whether a block stays on the page of what stands below it.

    A sentence between a heading and its table does, and so do words before and after commands and
    the table before those, which would else be all that a page holds.
    """
    block, kinds = blocks[at], [type(each) for each in blocks[at + 1 : at + 4]]
    match block:
        case model.Paragraph() if kinds[:1] == [model.CodeBlock]:
            return True
        case model.Paragraph():
            headed = at > 0 and isinstance(blocks[at - 1], model.Heading)
            short = len(reading.run_text(block.runs)) < _LEAD
            return headed and short and kinds[:1] == [model.Table]
        case model.CodeBlock():
            return kinds[:1] == [model.Paragraph] and block.text.count("\n") < _FEW_LINES
        case model.Table():
            return kinds == [model.Heading, model.Paragraph, model.CodeBlock]
    return False
