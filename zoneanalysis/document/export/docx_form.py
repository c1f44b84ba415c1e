"""A report that an office edits in Word or WPS."""

from __future__ import annotations

from zoneanalysis.document import model
from zoneanalysis.document.docx import DocxRenderer
from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.fragments import as_png, drawing, from_data_uri
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.html_to_blocks import blocks_of
from zoneanalysis.document.export.linear_math import to_line
from zoneanalysis.document.export.paper import PaperForm, with_code_points
from zoneanalysis.document.export.typesetting import NO_DATE, TypesettingError, compile_png
from zoneanalysis.document.svg import svg_text

__all__ = ["DOCXForm"]


class DOCXForm(PaperForm):
    """An Office document: named styles, native tables, charts as PNG."""

    def _set(self, found: list[it.Item], front: FrontMatter) -> bytes:
        renderer = DocxRenderer(
            language=front.language, anchors=front.anchors, picture=self._picture, math=to_line
        )
        if front.show_title:
            renderer.block(model.Cover(front.title, brief=True))
        for item in found:
            try:
                self._item(item, renderer, front)
            except TypesettingError as error:
                self._item(self._as_text(item, error, front), renderer, front)
        return renderer.finished(front.title, str(front.date or NO_DATE))

    def _item(self, item: it.Item, renderer: DocxRenderer, front: FrontMatter) -> None:
        match item:
            case it.Report(document):
                blocks = list(document.blocks)
            case it.Fragment(soup, markdown):
                blocks = list(blocks_of(soup, front.shift if markdown else 0))
                for image in soup.find_all(["img", "svg"]):
                    if image.name == "svg" and not image.find_parent("svg"):
                        renderer.embed(self._picture(drawing(image)), str(image["aria-label"]))
                    elif picture := from_data_uri(str(image.get("src", ""))):
                        renderer.embed(self._office(*picture), str(image.get("alt", "")))
            case it.Picture(data, "image/svg+xml", alt, caption):
                blocks = [model.Chart(data.decode("utf-8"), alt, caption)]
            case it.Picture(data, kind, alt, caption):
                renderer.embed(self._office(data, kind), alt)
                blocks = [model.Paragraph((caption,), "note")] if caption else []
            case it.Code(text) | it.Printed(text):
                blocks = [model.CodeBlock(text.rstrip())] if text.strip() else []
            case it.Raw():
                blocks = []
        renderer.render(blocks)

    def _office(self, data: bytes, kind: str) -> bytes:
        """Return an image of a kind that office programs know."""
        if kind == "image/svg+xml":
            return self._picture(data.decode())
        return as_png(data) if kind == "image/webp" else data

    def _picture(self, svg: str) -> bytes:
        """Return a chart as PNG in the report's own font."""
        used = {("text", character): "a chart" for character in svg_text(svg)}
        fonts, missing = self._fonts(used)  # type: ignore[arg-type]
        return compile_png(with_code_points(svg, missing), fonts)
