"""Lines of a DOCX: paragraphs in named styles, with runs, links, fields and bookmarks (段落与行).

Every text is set as text by python-docx and lxml, so no text of a user can become markup.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from zoneanalysis.document import model, reading
from zoneanalysis.document.archive import settled
from zoneanalysis.document.docx_styles import BLUE, TONES, element, new_file
from zoneanalysis.document.rendering import Renderer
from zoneanalysis.document.signs import TONE_SIGNS, VERDICT_SIGNS

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["DocxLines"]


@dataclass
class DocxLines(Renderer[None]):
    """Writes paragraphs, and the runs in them, into one DOCX file.

    ``math`` turns TeX into pieces of a line, each with its look, or None.
    """

    math: Callable[[str], Sequence[tuple[str, str]] | None] = field(kw_only=True)
    _names: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, str] = field(default_factory=dict)

    @cached_property
    def file(self) -> Document:
        """The file, with the styles of the report."""
        return new_file(self.language)

    @cached_property
    def _place(self) -> Callable[[Any], None]:
        end = self.file.element.body.sectPr
        return cast("Callable[[Any], None]", end.addprevious)

    @contextmanager
    def _inside(self, container: Any) -> Iterator[None]:
        """Put the paragraphs that follow into a cell of a table."""
        before, self._place = self._place, container.append
        yield
        self._place = before

    def finished(self, title: str, date: str) -> bytes:
        """Return the file: *title* over the pages, their number below, dated as the report."""
        from docx.oxml.ns import qn

        section = self.file.sections[0]
        section.header.paragraphs[0].text = reading.printable(title)
        section.footer.is_linked_to_previous = False
        self._line = section.footer.part.element.find(qn("w:p"))
        self._field("PAGE", "1")
        self._text(" / ")
        self._field("NUMPAGES", "1")
        about = self.file.core_properties
        about.title, about.author, about.comments = (
            reading.printable(title)[:255],
            "zoneanalysis",
            "",
        )
        about.last_modified_by, about.revision = "zoneanalysis", 1
        about.language = {"zh": "zh-CN", "en": "en-GB"}[self.language]
        written = io.BytesIO()
        self.file.save(written)
        return settled(written.getvalue(), date)

    # --- paragraphs and what stands in them

    def _add(self, style: str, runs: model.Runs = (), *shape: Any) -> None:
        """Add a paragraph in a style; *shape* are properties in the order of the schema."""
        if style not in self._styles:
            self._styles[style] = self.file.styles[style].style_id
        properties = element("pPr", element("pStyle", val=self._styles[style]), *shape)
        self._line = element("p", properties)
        self._place(self._line)
        for run in runs:
            self.run(run)

    def _words(
        self, text: str, *, bold: bool = False, colour: str = "", font: str = "", look: str = ""
    ) -> None:
        """Add text to the line, with what sets it apart from the line's style.

        *look* is "italic", "subscript" or "superscript".
        """
        from docx.oxml.ns import qn

        shape = element("rPr")
        if font:
            shape.append(element("rFonts", ascii=font, hAnsi=font))
        if bold:
            shape.extend((element("b"), element("bCs")))
        if look == "italic":
            shape.append(element("i"))
        if colour:
            shape.append(element("color", val=colour))
        if look.endswith("script"):
            shape.append(element("vertAlign", val=look))
        run = element("r", shape)
        for number, piece in enumerate(reading.printable(text).split("\n")):
            if number:
                run.append(element("br"))
            run.append(words := element("t"))
            words.text = piece
            words.set(qn("xml:space"), "preserve")
        self._line.append(run)

    def _text(self, text: str) -> None:
        self._words(text)

    def _strong(self, run: model.Strong) -> None:
        self._words(run.text, bold=True)

    def _number(self, run: model.Number) -> None:
        def shown() -> None:
            self._words(run.text, colour=TONES[run.tone] if run.tone != "neutral" else "")
            self._sign(run.tone)

        if run.provenance and run.provenance.id in self.anchors:
            with self._inside_link(anchor=self._name(run.provenance.id)):
                shown()
        else:
            shown()

    def _ref(self, run: model.Ref) -> None:
        with self._inside_link(anchor=self._name(run.anchor)):
            self._words(run.text, colour=BLUE)

    def _link(self, run: model.Link) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        target = self.file.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        with self._inside_link() as xml:
            self._words(run.text, colour=BLUE)
            xml.set(f"{{{xml.nsmap['r']}}}id", target)

    def _code(self, run: model.Code) -> None:
        self._words(run.text, font="Consolas")

    def _verdict(self, run: model.Verdictmark) -> None:
        sign, tone = VERDICT_SIGNS[run.verdict]
        self._words(f"{sign}\u00a0{run.text}", bold=True, colour=TONES[tone])

    def _formula(self, formula: model.Formula | model.InlineFormula) -> None:
        if isinstance(formula, model.Formula):
            self._add("Formula")
        for text, look in self.math(formula.tex) or [(formula.alt, "")]:
            self._words(text, look=look)

    def _sign(self, tone: model.Tone, *, before: bool = False) -> None:
        if tone in TONE_SIGNS:
            sign = TONE_SIGNS[tone][0]
            text = f"{sign}\u00a0" if before else f"\u00a0{sign}"
            self._words(text, bold=True, colour=TONES[tone])

    @contextmanager
    def _inside_link(self, anchor: str = "") -> Iterator[Any]:
        """Make the runs added inside a link."""
        line, link = self._line, element("hyperlink", **({"anchor": anchor} if anchor else {}))
        line.append(link)
        self._line = link
        yield link
        self._line = line

    def _field(self, code: str, shown: str) -> None:
        """Add a field that the office program counts, with what it shows until then."""
        run = element("r", element("t"))
        run[0].text = shown
        self._line.append(element("fldSimple", run, instr=f" {code} "))

    def _name(self, anchor: str) -> str:
        """Return the bookmark of an anchor: letters, digits and _, at most 40 of them."""
        return self._names.setdefault(
            anchor, f"{re.sub(r'[^A-Za-z0-9_]', '_', anchor)[:32]}_{len(self._names)}"
        )

    def _bookmark(self, anchor: str) -> None:
        """Make this point of the line a place that a link can lead to, once."""
        if anchor and anchor not in self._bookmarked:
            self._bookmarked.add(anchor)
            number = str(len(self._bookmarked))
            start = element("bookmarkStart", id=number, name=self._name(anchor))
            self._line.extend((start, element("bookmarkEnd", id=number)))

    @cached_property
    def _bookmarked(self) -> set[str]:
        return set()
