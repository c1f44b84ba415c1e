"""A report as HTML: one self-contained page that needs no network."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from functools import cache
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, Template
from pygments import lex
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Number, String

from zoneanalysis.document import model
from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.form import Form
from zoneanalysis.document.export.formulas import to_mathml
from zoneanalysis.document.export.fragments import data_uri
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.terminal import as_html
from zoneanalysis.document.export.webfont import font_faces
from zoneanalysis.document.files import TEMPLATES, lean, page_script, page_style
from zoneanalysis.document.html import HtmlRenderer
from zoneanalysis.messages import Message

_WORDS = {
    "filter": Message("Filter rows"),
    "rows": Message("rows"),
    "close": Message("Close"),
    "code": Message("Show all code"),
    "all": Message("All verdicts"),
    "sort": Message("Sort by"),
    "link": Message("Link to this number"),
    "row": Message("In the appendix"),
    "cite": Message("Copy citation"),
    "copied": Message("Copied"),
    "verdicts": Message(
        "consistent|consistent within rounding|in doubt|to be confirmed|not assessable"
    ),
    "columns": Message("Group|Item|Value"),
}
_MARKS = ((Keyword, "k"), (String, "s"), (Comment, "c"), (Number, "m"))
_CONTENTS_FROM = 3


def highlight(source: str) -> str:
    """Return Python source as HTML with keywords, strings, comments and numbers marked."""
    out = []
    for kind, text in lex(source.rstrip("\n"), PythonLexer(stripnl=False, ensurenl=False)):
        mark = next((name for token, name in _MARKS if kind in token), "")
        out.append(f'<i class="{mark}">{escape(text)}</i>' if mark else escape(text))
    return "".join(out).rstrip("\n")


@cache
def _shell() -> Template:
    return Environment(loader=FileSystemLoader(TEMPLATES / "zone")).get_template("index.html.j2")  # noqa: S701 -- it says what is escaped


class HTMLForm(Form):
    """One HTML file, no network.

    Code is folded, and left out where a run made the page beside its notebook.
    """

    raw_types = ("text/html", "html")

    def make(self, nb: Any) -> bytes:
        """Return the page of an executed notebook."""
        return lean(_shell().render(resources={"zone": self._page(*self._read(nb))})).encode()

    def _page(self, found: list[it.Item], front: FrontMatter) -> dict[str, Any]:
        renderer = HtmlRenderer(front.language, front.anchors, math=self._math, narrow=True)
        if front.stem:  # the notebook itself lies beside the page, and is linked
            found = [item for item in found if not isinstance(item, it.Code)]
        head = ""
        if front.show_title:
            head = f'<header class="title">{renderer.titled(0, "", escape(front.title))}</header>'
        body = head + "".join(self._item(item, renderer, front) for item in _cover_first(found))
        script = page_script()

        def say(message: Message) -> str:
            return escape(renderer.say(message))

        words = {name: renderer.say(message) for name, message in _WORDS.items()}
        return {
            "language": {"zh": "zh-CN", "en": "en"}[front.language],
            "title": escape(front.title),
            "date": front.date.isoformat() if isinstance(front.date, dt.date) else "",
            "style": page_style(),
            "script": script,
            "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            "body": body,
            "popovers": renderer.popovers(),
            "headings": [
                (level, escape(text), name)
                for level, text, name in renderer.headings
                if level <= 2 and text
            ],
            "with_contents": len(renderer.headings) >= _CONTENTS_FROM,
            "words": escape(json.dumps(words, ensure_ascii=False)),
            "forms": _forms(front, renderer) if front.stem else [],
            "forms_title": say(Message("This report in other forms")),
            "fonts": font_faces(_charts(found)),
            "skip": say(Message("Skip to content")),
            "contents": say(Message("Contents")),
        }

    def _math(self, tex: str, alt: str, *, block: bool) -> str:
        mathml = to_mathml(tex, block=block)
        if mathml is None:
            self.log.warning("This formula can't be set and is shown as TeX: %s", tex)
            return f'<code class="tex">{escape(tex)}</code>'
        return mathml.replace("<math", f'<math alttext="{escape(alt)}"', 1)

    def _item(self, item: it.Item, renderer: HtmlRenderer, front: FrontMatter) -> str:
        match item:
            case it.Report(document):
                return renderer.render(document)
            case it.Fragment():
                return self._fragment(item, renderer, front)
            case it.Code(source):
                word = escape(renderer.say(Message("Code")))
                return (
                    f'<details class="code"><summary>{word}</summary>'
                    f'<pre tabindex="0"><code>{highlight(source)}</code></pre></details>\n'
                )
            case it.Picture(data, "image/svg+xml", alt, caption):
                return renderer.block(model.Chart(data.decode("utf-8"), alt, caption))
            case it.Picture(data, kind, alt, caption):
                below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
                return (
                    f'<figure class="chart"><img src="{data_uri(data, kind)}" '
                    f'alt="{escape(alt)}">{below}</figure>\n'
                )
            case it.Printed(text, stream, coloured):
                shown = as_html(coloured.rstrip()) if coloured else escape(text.rstrip())
                return f'<pre class="printed {stream}">{shown}</pre>\n' if shown else ""
            case it.Raw(text):
                return text

    def _fragment(self, item: it.Fragment, renderer: HtmlRenderer, front: FrontMatter) -> str:
        for span in item.soup.select("span.tex"):
            tex = str(span.get("data-tex", ""))
            block = span.has_attr("data-block")
            mathml = self._math(tex, tex, block=block)
            if block:
                mathml = f'<span class="formula" tabindex="0">{mathml}</span>'
            span.replace_with(BeautifulSoup(mathml, "html.parser"))
        if item.markdown:
            for tag in item.soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
                level = max(0, int(tag.name[1]) - front.shift)
                text = tag.get_text(" ", strip=True)
                heading = renderer.titled(level, text, tag.decode_contents(), _slug(text))
                tag.replace_with(BeautifulSoup(heading, "html.parser"))
        kind = "markdown" if item.markdown else "output"
        return f'<div class="{kind}">{item.soup.decode(formatter="minimal")}</div>\n'


def _charts(found: list[it.Item]) -> list[str]:
    """Return the charts that the items show, as SVG."""
    charts = []
    for item in found:
        if isinstance(item, it.Report):
            charts += [b.svg for b in item.document.blocks if isinstance(b, model.Chart)]
        elif isinstance(item, it.Picture) and item.kind == "image/svg+xml":
            charts.append(item.data.decode("utf-8"))
    return charts


def _forms(front: FrontMatter, renderer: HtmlRenderer) -> list[tuple[str, str, str, bool]]:
    """Return the other forms of a report: address, name, its language, whether it is this page.

    A run shows those that are there (:mod:`zoneanalysis.run.links`).
    """
    stem, language = front.stem, front.language
    above = "" if stem.partition("-")[0] == "comparison" else "../"
    data, source = renderer.say(Message("Data")), renderer.say(Message("Source text"))
    cities = renderer.say(Message("Comparison"))
    texts = renderer.say(Message("Comparison of texts"))
    return [
        (f"{stem}.zh.html", "中文", "zh-CN", language == "zh"),
        (f"{stem}.en.html", "English", "en", language == "en"),
        (f"{stem}.{language}.pdf", "PDF", "", False),
        (f"{stem}.{language}.docx", "DOCX", "", False),
        (f"{stem}.{language}.xlsx", data, "", False),
        (f"{stem}.{language}.ipynb", renderer.say(Message("Code")), "", False),
        (f"source.{language}.html", source, "", False),
        (f"../comparison.{language}.html", cities, "", False),
        (f"../comparison-texts.{language}.html", texts, "", False),
        (f"{above}index.html", renderer.say(Message("All reports")), "", False),
    ]


def _cover_first(found: list[it.Item]) -> list[it.Item]:
    """Return the items with the code that stands before the cover put after it."""
    for index, item in enumerate(found):
        if isinstance(item, it.Report) and any(
            isinstance(block, model.Cover) for block in item.document.blocks
        ):
            code = [item for item in found[:index] if isinstance(item, it.Code)]
            before = [item for item in found[:index] if not isinstance(item, it.Code)]
            return [*before, item, *code, *found[index + 1 :]]
    return found


def _slug(text: str) -> str:
    """Return the id that Jupyter gives a heading, so that links in notebooks keep working."""
    return escape(text.replace(" ", "-"))
