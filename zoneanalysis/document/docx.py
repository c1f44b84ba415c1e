"""Documents as DOCX, for Word and WPS: named styles, native tables, captions that count."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from zoneanalysis.document import model, reading
from zoneanalysis.document.docx_lines import DocxLines
from zoneanalysis.document.docx_styles import BLUE, GREY, HAIR, TEXT_WIDTH, TINTS, TONES, element
from zoneanalysis.document.rendering import cards_across, stays
from zoneanalysis.document.widths import text_width, word_widths
from zoneanalysis.messages import Message

__all__ = ["DocxRenderer"]

_EMU = 635  # in a twentieth of a point
_LONG_VALUE = 11  # digits of a key figure that fit its card in large type


@dataclass
class DocxRenderer(DocxLines):
    """Renders blocks into one DOCX file; ``picture`` turns an SVG into PNG."""

    picture: Callable[[str], bytes] = field(kw_only=True)

    def _cover(self, block: model.Cover) -> None:
        self._add("Title", (block.title,))
        if block.subtitle:
            self._add("Subtitle", (block.subtitle,))
        if block.meta:
            self._add("Cover Details")
            for label, text in block.meta:
                self._words(f"{label}\u00a0", colour=GREY)
                self._words(f"{text}\u2003")

    def _heading(self, block: model.Heading) -> None:
        close = []
        if block.label:
            self._add("Section Label", (block.label,))
            close = [element("spacing", before="40")]  # no gap below the label
        self._add(f"Heading {block.level}", (), *close)
        self._bookmark(block.anchor)
        self._words(block.text)

    def _paragraph(self, block: model.Paragraph) -> None:
        style = {"normal": "Body Text", "lead": "Lead", "note": "Note"}[block.style]
        self._add(style, block.runs)

    def _bullet_list(self, block: model.BulletList) -> None:
        number = self._restarted() if block.ordered else ""
        for item in block.items:
            self._add("List Number" if block.ordered else "List Bullet")
            if number:
                places = element("numPr", element("ilvl", val="0"), element("numId", val=number))
                self._line.get_or_add_pPr().append(places)
            for run in item:
                self.run(run)

    def _restarted(self) -> str:
        """Return the id of a numbering that begins at 1 again."""
        from docx.oxml.ns import qn

        own = self.file.styles["List Number"].element.find(f".//{qn('w:numId')}")
        numbering = self.file.part.numbering_part.element
        old = next(n for n in numbering.num_lst if str(n.numId) == own.get(qn("w:val")))
        new = numbering.add_num(old.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(new.numId)

    def _cards(self, block: model.Cards) -> None:
        across = cards_across(block)
        width = TEXT_WIDTH // across
        right = element("tabs", element("tab", val="right", pos=str(width - 240)))
        rows = []
        for start in range(0, len(block.cards), across):
            cells = []
            for card in block.cards[start : start + across]:
                edge = element("top", val="single", sz="18", space="0", color=TONES[card.tone])
                cell = self._cell(width, element("tcBorders", edge))
                with self._inside(cell):
                    self._add("Card Label", (card.label,))
                    self._sign(card.tone)
                    long = text_width(card.value.text) > _LONG_VALUE
                    self._add("Card Value Long" if long else "Card Value", (card.value,))
                    for label, number, tone in card.detail:
                        self._add("Card Line", (), right.__copy__())
                        self._words(label, colour=GREY)
                        self._line.append(element("r", element("tab")))
                        self._sign(tone, before=True)
                        self._number(number)
                cells.append(cell)
            while len(cells) < across:
                with self._inside(cell := self._cell(width)):
                    self._add("Card Line")
                cells.append(cell)
            rows.append(element("tr", element("trPr", element("cantSplit")), *cells))
        self._grid([width] * across, rows, self.say(Message("Key figures")))
        self._add("Table Gap")

    def _cell(self, width: int, *properties: Any) -> Any:
        return element("tc", element("tcPr", element("tcW", w=str(width), type="dxa"), *properties))

    def _grid(self, widths: Sequence[int], rows: Sequence[Any], title: str) -> None:
        """Add a table of rows with the lines and margins of all tables."""
        lines = [
            element(side, val="single", sz=size, space="0", color=colour)
            for side, size, colour in (
                ("top", "8", BLUE), ("bottom", "8", BLUE), ("insideH", "2", HAIR),
            )
        ]  # fmt: skip
        margins = [element(side, w="90", type="dxa") for side in ("left", "right")]
        properties = element(
            "tblPr",
            element("tblW", w=str(sum(widths)), type="dxa"),
            element("tblBorders", *lines),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *margins),
            element("tblLook", val="0020", firstRow="1", firstColumn="1"),
            element("tblCaption", val=reading.printable(title)),
        )
        columns = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
        self._place(element("tbl", properties, columns, *rows))

    def render(self, blocks: Sequence[model.Block]) -> None:
        """Add blocks, those that belong to what stands below them on its page."""
        for at, block in enumerate(blocks):
            self.block(block)
            if stays(blocks, at):
                self._line.get_or_add_pPr().keepNext_val = True

    def _table(self, block: model.Table) -> None:
        across, empty = block.across, (model.Cell(()),) * len(block.columns)
        shares, fit = word_widths(block)
        columns = block.columns * across
        widths = [TEXT_WIDTH * share // (sum(shares) * across or 1) for share in shares] * across
        self._caption(self.table_number(), block.caption, block.anchor, element("keepNext"))
        small = "" if fit and not block.compact else " Small"
        blue = element("shd", val="clear", color="auto", fill="F3F6F9")
        head = []
        for column, width in zip(columns, widths, strict=True):
            with self._inside(cell := self._cell(width, blue.__copy__())):
                self._add(f"Table Text{small}", (), element("keepNext"), _align(column))
                self._words(column.label, bold=True, colour=BLUE)
            head.append(cell)
        kept = element("trPr", element("cantSplit"), element("tblHeader"))
        rows = [element("tr", kept, *head)]
        filled = [*block.rows, *[empty] * (-len(block.rows) % across)]
        for start in range(0, len(filled), across):  # as on paper, read row by row
            cells = []
            row = [cell for each in filled[start : start + across] for cell in each]
            for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
                shade = TINTS[cell.tone] if cell.tone in ("good", "bad", "warn") else ""
                fill = [element("shd", val="clear", color="auto", fill=shade)] if shade else []
                with self._inside(made := self._cell(widths[at], *fill)):
                    self._add(f"Table Text{small}", (), _align(column))
                    self._bookmark(cell.anchor)
                    for run in cell.runs:
                        self.run(run)
                    self._sign(cell.tone)
                cells.append(made)
            rows.append(element("tr", element("trPr", element("cantSplit")), *cells))
        self._grid(widths, rows, block.caption)
        self._add("Note" if block.note else "Table Gap", (block.note,))

    def _caption(self, number: str, caption: str, anchor: str, *shape: Any) -> None:
        """Add a caption whose number the office program counts."""
        word, digits, rest = re.split(r"(\d+)", number, maxsplit=1)
        self._add("Caption", (), *shape)
        self._bookmark(anchor)
        self._words(word, colour=BLUE)
        self._field(f"SEQ {word.strip()} \\* ARABIC", digits)
        self._words(f"{rest}\u2002{caption}")

    def _chart(self, block: model.Chart) -> None:
        self.embed(self.picture(block.svg), block.alt)
        if block.caption:
            self._caption(self.figure_number(), block.caption, block.anchor)

    def embed(self, picture: bytes, alt: str) -> None:
        """Add a picture across the page, or as wide as it is, with its text in words."""
        from docx.shared import Emu

        shape = self.file.part.new_pic_inline(io.BytesIO(picture), None, None)
        wide, high = shape.extent.cx, shape.extent.cy
        if wide > TEXT_WIDTH * _EMU:
            wide, high = Emu(TEXT_WIDTH * _EMU), Emu(high * TEXT_WIDTH * _EMU // wide)
        for size in (shape.extent, shape.graphic.graphicData.pic.spPr):
            size.cx, size.cy = wide, high
        shape.docPr.set("descr", reading.printable(alt))
        self._add("Chart")
        self._line.append(element("r", element("drawing", shape)))

    def _callout(self, block: model.Callout) -> None:
        def box() -> tuple[Any, Any]:
            edge = element("left", val="single", sz="24", space="8", color=TONES[block.tone])
            fill = element("shd", val="clear", color="auto", fill=TINTS[block.tone])
            return element("pBdr", edge), fill

        self._add("Callout Title", (), *box())
        self._sign(block.tone, before=True)
        self._words(block.title, colour=TONES[block.tone])
        self._add("Callout", block.runs, *box())
        self._add("Note")

    def _code_block(self, block: model.CodeBlock) -> None:
        fill = element("shd", val="clear", color="auto", fill="F3F6F9")
        self._add("Code Block", (block.text,), fill)

    def _provenance_list(self, block: model.ProvenanceList) -> None:
        for entry in block.entries:
            self._add("Provenance Title")
            self._bookmark(entry.id)
            self._words(entry.title)
            for text in (entry.words, entry.numbers):
                if text:
                    self._add("Provenance", (text,))
            if entry.interval:
                label = self.say(Message("Possible values"))
                self._add("Provenance", (f"{label} ", model.Strong(entry.interval)))
            for label, printed, interval, where in entry.inputs:
                self._add("Provenance", (f"{label} ", model.Strong(printed)))
                self._words("".join(f" {each}" for each in (interval, where) if each), colour=GREY)
            if entry.context:
                before, mark, after = entry.context
                self._add("Provenance", (before, model.Strong(mark), after))
            if entry.note:
                self._add("Provenance", (entry.note,))

    def _page_break(self) -> None:
        """Leave the pages to the office program, whose fonts and margins are not ours."""


def _align(column: model.Column) -> Any:
    return element("jc", val=column.align)
