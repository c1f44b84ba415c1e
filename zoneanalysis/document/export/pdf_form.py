"""A report as PDF/A-2a and PDF/UA-1, set by Typst."""

from __future__ import annotations

import base64
import datetime as dt
import io
import operator
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image

from zoneanalysis.document import model
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.formulas import to_typst
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.html_to_typst import EXTENSIONS, Converter, colour
from zoneanalysis.document.export.paper import PaperForm, with_code_points
from zoneanalysis.document.export.terminal import as_html
from zoneanalysis.document.export.typesetting import (
    NO_DATE,
    TypesettingError,
    compile_pdf,
    compile_png,
    covered,
    fallback_for,
    missing_characters,
    with_row_heads,
)
from zoneanalysis.document.files import TEMPLATES
from zoneanalysis.document.svg import svg_text
from zoneanalysis.document.typst import FontUse, TypstContext, literal, render
from zoneanalysis.messages import Message

REPORT_STYLE = TEMPLATES / "zone" / "report.typ"
_CONTENTS_FROM = 3
_INKS = {
    "red": "brick", "green": "teal", "cyan": "teal", "yellow": "ochre", "blue": "blue",
    "magenta": "blue", "white": "grey",
}  # fmt: skip


class PDFForm(PaperForm):
    """A PDF: no LaTeX, no browser, no font of the system."""

    def _set(self, found: list[it.Item], front: FrontMatter) -> bytes:
        try:
            return self._compiled(found, front)
        except TypesettingError:
            kept = [self._or_text(item, front) for item in found]
            if all(map(operator.is_, kept, found)):
                raise
        return self._compiled(kept, front)

    def _or_text(self, item: it.Item, front: FrontMatter) -> it.Item:
        """Return an item of somebody else's, if it can't be set, as its text with a note."""
        if not isinstance(item, (it.Fragment, it.Picture)):
            return item
        try:
            self._compiled([item], front)
        except TypesettingError as error:
            return self._as_text(item, error, front)
        return item

    def _compiled(self, found: list[it.Item], front: FrontMatter) -> bytes:
        context = TypstContext(language=front.language, anchors=front.anchors)
        context.math = partial(self._math, context)
        pages = _Pages(context, front).markup(found)
        fonts, missing = self._fonts(context.used)
        try:
            return _pdf(pages, context, front, fonts, missing)
        except TypesettingError:
            if not fonts:
                raise
        try:  # joined letters, as Arabic's, in a drawing have no place in PDF/A: then as dots
            for name, data in context.files.items():
                if name.endswith(".svg") and {*svg_text(data.decode())} - covered():
                    context.files[name] = _dots(with_code_points(data.decode(), missing), fonts)
            return _pdf(pages, context, front, fonts, missing)
        except TypesettingError as error:
            self.log.warning("Without other fonts than the report's own: %s", error)
        return _pdf(pages, context, front, [], missing_characters(context.used))

    def _math(self, context: TypstContext, tex: str, alt: str, *, block: bool) -> str:
        used: dict[tuple[FontUse, str], str] = {("text", each): "" for each in tex}
        others = missing_characters(used)
        known = not missing_characters(used, fallback_for(used, self.fallback_fonts))
        markup = to_typst(tex, literal(alt), block=block) if known else None
        if markup is None:
            self.log.warning("This formula can't be set and is shown as TeX: %s", tex)
            return context.code(tex, block=block)
        context.note("".join(others))
        return markup


def _pdf(
    pages: str,
    context: TypstContext,
    front: FrontMatter,
    fonts: Sequence[Path],
    missing: Iterable[str],
) -> bytes:
    """Return the PDF of the markup, with other fonts, and code points for what they lack, too."""
    files = {
        name: with_code_points(data.decode(), missing).encode() if name.endswith(".svg") else data
        for name, data in context.files.items()
    }
    files["report.typ"] = REPORT_STYLE.read_bytes()
    begin = f"#let fallback = {str(bool(fonts)).lower()}\n"
    files["main.typ"] = f"{begin}{with_code_points(pages, missing)}".encode()
    return with_row_heads(compile_pdf(files, front.date, fonts), context.heads)


def _dots(svg: str, fonts: Sequence[Path]) -> bytes:
    """Return a drawing of the same size that holds the SVG as PNG."""
    png = compile_png(svg, fonts)
    wide, high = (f"{each * 0.36:g}pt" for each in Image.open(io.BytesIO(png)).size)
    size = f'width="{wide}" height="{high}"'
    stored = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    space = "http://www.w3.org/2000/svg"
    return f'<svg xmlns="{space}" {size}><image {size} href="{stored}"/></svg>'.encode()


class _Pages:
    """Writes the markup of one report."""

    def __init__(self, context: TypstContext, front: FrontMatter) -> None:
        self.context = context
        self.front = front
        self.title = ""
        self.cover = ""
        self.brief = False
        self.headings = self.shift = 0
        self.converter = Converter(context, self._formula, self._heading)

    def markup(self, found: list[it.Item]) -> str:
        """Return the whole markup: settings, cover or title, contents, body."""
        context, front = self.context, self.front
        parts = []
        for number, item in enumerate(found, 1):
            with context.place(f"item {number}"):
                parts.append(self._item(item))
        with context.place("title"):
            title, running = context.note(front.title), context.text(front.title)
            if front.show_title:
                self.title = context.text(front.title)
            contents = ""
            if self.headings >= _CONTENTS_FROM:
                contents = f"#contents(title: {context.note(context.say(Message('Contents')))});\n"
            head = ""
            if self.cover and self.brief:
                head = self.cover
            elif self.cover:
                head = f"{self.cover}{contents}#pagebreak(weak: true);\n"
            elif self.title:
                date = context.text(front.date.isoformat()) if front.date else ""
                head = f"#title-block(title: [{self.title}], date: [{date}]);\n{contents}"
            else:
                head = contents
        return (
            '#import "/report.typ": *\n'
            f"#show: report.with(language: {literal(front.language)}, title: {title}, "
            f"running: [{running}], date: {_date(front.date)}, "
            f"fallback: fallback)\n{head}{''.join(parts)}"
        )

    def _item(self, item: it.Item) -> str:
        context = self.context
        match item:
            case it.Report(document):
                return self._document(document)
            case it.Fragment(soup, markdown):
                self.shift = self.front.shift if markdown else 0
                return self.converter.convert(soup)
            case it.Code(source):
                return f"{context.code(source, block=True)}\n"
            case it.Picture(data, "image/svg+xml", alt, caption):
                return context.block(model.Chart(data.decode("utf-8"), alt, caption))
            case it.Picture(data, kind, alt, caption):
                picture = context.image(data, EXTENSIONS[kind], alt)
                return f"#chart({picture}, caption: [{context.text(caption)}]);\n"
            case it.Printed(text, stream, coloured):
                tone = {"error": "bad", "stderr": "warn"}.get(stream, "muted")
                code = self._coloured(coloured.rstrip() or text.rstrip())
                return f'#printed(tone: "{tone}")[{code}];\n' if text.strip() else ""
            case it.Raw():
                return ""

    def _coloured(self, text: str) -> str:
        """Return text of a terminal, each stretch in its colour."""
        out = []
        for stretch in BeautifulSoup(as_html(text), "html.parser").find_all(string=True):
            code = f"raw({self.context.note(str(stretch), 'code')})"
            span = stretch.parent
            if own := colour(str(span.get("style", "")) if span else "", "color"):
                code = f"text(fill: {own}, {code})"
            for name in (span and span.get("class")) or ():
                if ink := _INKS.get(name.removeprefix("ansi-").partition("-")[0]):
                    code = f"text(fill: {ink}, {code})" if name.endswith("-fg") else code
                elif name == "ansi-bold":
                    code = f"strong({code})"
            out.append(f"#{code};")
        return "".join(out)

    def _document(self, document: Document) -> str:
        """Return a document; the first cover goes to the front of the report."""
        blocks = document.blocks
        self.headings += sum(isinstance(block, model.Heading) for block in blocks)
        covers = [i for i, block in enumerate(blocks) if isinstance(block, model.Cover)]
        if covers and not self.cover:
            first = covers[0]
            self.brief = blocks[first].brief  # type: ignore[union-attr]
            cover = Document(blocks[first : first + 1], document.language)
            self.cover = render(cover, self.context)
            blocks = blocks[:first] + blocks[first + 1 :]
        return render(Document(blocks, document.language), self.context)

    def _formula(self, tex: str, *, block: bool) -> str:
        return self.context.math(tex, tex, block=block)

    def _heading(self, level: int, text: str, content: str) -> str:
        level -= self.shift
        if level <= 0:
            self.title = content
            return ""
        self.headings += 1
        return self.context.heading(level, content, text.replace(" ", "-"))


def _date(date: dt.date | None) -> str:
    day = date or NO_DATE
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
