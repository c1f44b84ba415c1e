"""A sample of what notebooks hold anywhere: shown, or said to be missing, in HTML and in PDF."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_output, new_raw_cell
from pypdf import PdfReader

from tests.document.export.notebooks import PNG, code, notebook, shows, text
from zoneanalysis.document.export import ZoneHTMLExporter, ZonePDFExporter
from zoneanalysis.document.export.terminal import settled

MISSING = "can't be shown here"
SVG = '<svg width="40" height="20"><text x="1" y="15">drawn</text></svg>'
BROKEN = PNG[:60] + "A" * 40
SIZE = 'width="9" height="9"'
FAR = f'href="https://example.org/x.png" {SIZE}'
TORN = f'xlink:href="data:image/png;base64,{BROKEN}" {SIZE}'
NEAR = f'href="data:image/png;base64,{PNG}" {SIZE}'


def printed(*pieces: str, name: str = "stdout") -> Any:
    """Return a code cell that printed these pieces."""
    return code("f()", *[new_output("stream", name=name, text=piece) for piece in pieces])


def displayed(kinds: dict[str, Any]) -> Any:
    """Return a code cell whose output has these kinds."""
    return code("f()", shows(kinds))


def raw(source: str, **metadata: str) -> Any:
    """Return a raw cell."""
    return new_raw_cell(source, metadata=metadata)


WIDGET = "application/vnd.jupyter.widget-view+json"
PLOTLY = "application/vnd.plotly.v1+json"
STYLED = pd.DataFrame({"a": [1.5, 2.5]}).style.background_gradient(cmap="Blues").to_html()
# name: cell, words that HTML and PDF show, words that neither may show
SAMPLE = {
    "emoji": (text("launched \U0001f600 now"), ["launched\U0001f600now"], ["[U+"]),
    "rare Han": (text("地名䣝与𰻞都在"), ["地名䣝与", "都在"], []),
    "other scripts": (text("then ไทย हिन्दी ไทย"), ["then", "ไ"], ["[U+"]),
    "Hebrew and Korean": (text("אב 한국어"), ["한국어"], ["[U+"]),
    "Traditional Han": (
        text("# 臺灣**經濟**\n\n深水埗\n\n`發展`"), ["臺灣經濟", "深水埗", "發展"], ["[U+"],
    ),
    "Vietnamese and Japanese": (text("Việt Nam 働く"), ["ViệtNam", "働く"], ["[U+"]),
    "a keycap": (text("launched 1\ufe0f\u20e3 now 臺"), ["launched1", "now臺"], []),
    "emoji printed": (printed("\U0001f680 done\n"), ["done"], []),
    "emoji in a chart": (
        displayed({"image/svg+xml": SVG.replace("drawn", "drawn \U0001f600")}), ["drawn"], [],
    ),
    "broken PNG": (displayed({"image/png": BROKEN}), [MISSING], []),
    "broken PNG with a text": (
        displayed({"image/png": BROKEN, "text/plain": "a map"}), [MISSING, "a map"], [],
    ),
    "no PNG at all": (displayed({"image/png": "%%%"}), [MISSING], []),
    "SVG without namespace": (displayed({"image/svg+xml": SVG}), ["drawn"], [MISSING]),
    "SVG with a linked picture": (
        displayed({"image/svg+xml": SVG.replace("<text", f"<image {FAR}/><text")}),
        ["drawn", "image not included: https://example.org/x.png"], [MISSING],
    ),
    "SVG with a broken picture, in HTML": (
        displayed({"text/html": SVG.replace("<text", f"<image {TORN}/><text")}),
        ["drawn", "image not included: data:image/png"], [MISSING],
    ),
    "SVG with pictures of its own": (
        displayed({"image/svg+xml": SVG.replace("<text", f"<image {NEAR}/><text")}),
        ["drawn"], [MISSING, "not included"],
    ),
    "no SVG at all": (displayed({"image/svg+xml": "<svg><g></svg>"}), [MISSING], []),
    "broken image in markdown": (
        text(f"before ![chart](data:image/png;base64,{BROKEN}) after"), ["before", "after"], [],
    ),
    "raw text": (raw("plain raw cell"), ["plain raw cell"], [MISSING]),
    "raw LaTeX": (raw("\\pagebreak", raw_mimetype="text/latex"), [MISSING, "\\pagebreak"], []),
    "iframe": (
        displayed({"text/html": '<iframe src="https://example.org/map"></iframe>'}),
        [MISSING, "https://example.org/map"], [],
    ),
    "video": (displayed({"text/html": "<video src='a'>none</video>"}), [MISSING, "none"], []),
    "canvas": (text("<canvas>a drawing</canvas>"), [MISSING, "a drawing"], []),
    "Plotly": (
        displayed({PLOTLY: {"data": []}, "text/html": "<div></div><script>x()</script>"}),
        [MISSING, "plotly"], ["x()"],
    ),
    "widget": (
        displayed({WIDGET: {"model_id": "1"}, "text/plain": "IntSlider(value=7)"}),
        [MISSING, "IntSlider(value=7)"], [],
    ),
    "JavaScript": (
        displayed({"application/javascript": "alert(1)", "text/plain": "<Javascript object>"}),
        [MISSING, "<Javascript object>"], ["alert(1)"],
    ),
    "JSON": (displayed({"application/json": {"answer": 42}}), ["answer", "42"], [MISSING]),
    "lines of text": (displayed({"text/plain": "first\nsecond"}), ["first", "second"], []),
    "nothing": (displayed({}), [], [MISSING]),
    "progress": (printed("  1%\r", " 50%\r", "100%\n", "ready\n"), ["100%", "ready"], ["50%"]),
    "terminal commands": (
        printed("\x1b]0;title\x07\x1b]8;;http://a.b\x1b\\link\x1b]8;;\x1b\\\n"),
        ["link"], ["title", "a.b"],
    ),
    "colours": (
        printed("\x1b[1;31mred\x1b[0m and \x1b[38;5;28mgreen\x1b[0m\x1b[2K\n"),
        ["red", "and", "green"], ["[1;31m"],
    ),
    "an error": (
        code("", new_output("error", ename="E", evalue="v", traceback=["\x1b[0;31mE\x1b[0m: v"])),
        ["E: v"], [],
    ),
    "a gradient": (displayed({"text/html": STYLED}), ["1.5", "2.5"], ["background-color"]),
}  # fmt: skip


def words_of(exporter: type, nb: Any) -> str:
    """Return what a reader of the page sees, without blanks."""
    body, _ = exporter().from_notebook_node(nb)
    if exporter is ZoneHTMLExporter:
        soup = BeautifulSoup(body, "lxml")
        for tag in soup.find_all(["style", "script"]):
            tag.decompose()
        shown = soup.main.get_text()
    else:
        shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return "".join(shown.replace("\u200b", "").split())


def drawing_of(nb: Any) -> str:
    """Return the drawing commands of the first page of a PDF."""
    body, _ = ZonePDFExporter().from_notebook_node(nb)
    return PdfReader(io.BytesIO(body)).pages[0].get_contents().get_data().decode("latin-1")


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize("exporter", [ZoneHTMLExporter, ZonePDFExporter])
def test_each_is_shown_or_said_to_be_missing(name, exporter):
    """Nothing that a cell holds loses the build, and nothing of it disappears without a word."""
    cell, wanted, unwanted = SAMPLE[name]
    shown = words_of(exporter, notebook(text("# Title"), cell, zoneanalysis={"language": "en"}))
    for words in wanted:
        assert "".join(words.split()) in shown
    for words in unwanted:
        assert "".join(words.split()) not in shown


def test_what_the_fonts_lack_is_a_code_point_in_print():
    """Each time, in text and in what was printed; the page in HTML has the character itself."""
    nb = notebook(text("a \U00030ede b \U00030ede"), printed("ᚠ"))
    shown = words_of(ZonePDFExporter, nb)
    assert shown.count("[U+30EDE]") == 2
    assert "[U+16A0]" in shown
    assert "\U00030ede" in words_of(ZoneHTMLExporter, nb)


def test_colours_of_a_terminal_are_colours_of_the_page():
    """In HTML as classes that know light and dark, in PDF as ink."""
    nb = notebook(SAMPLE["colours"][0])
    page, _ = ZoneHTMLExporter().from_notebook_node(nb)
    assert 'class="ansi-red-intense-fg ansi-bold"' in page
    assert drawing_of(nb) != drawing_of(notebook(printed("red and green\n")))


def test_gradients_of_pandas_are_fills_of_cells():
    """What a style sheet says of a cell by its id is drawn behind it: 8/255, 48/255, 107/255."""
    assert "0.03137255 0.1882353 0.41960785" in drawing_of(notebook(SAMPLE["a gradient"][0]))


def test_long_lines_end_on_the_page():
    """600 characters without a space are broken, in text, in what was printed and in a table."""
    long = "abcdefghij" * 60
    table = f"<table><tr><td>{long}</td></tr></table>"
    nb = notebook(text(long), printed(long), displayed({"text/html": table}))
    assert words_of(ZonePDFExporter, nb).count(long) == 3


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("a\r\nb\r\n", "a\nb\n"),
        ("long line\rshort", "short"),
        ("all 1%\npart 9%\x1b[A\rall 2%\n\rpart 5%\nready", "all 2%\npart 5%\nready"),
        ("got 1\n\x1b[1A\x1b[2Kgot 2\n", "got 2\n"),
        ("a\nb\x1b[9Ac\x1b[999999999Bd", "ac\nbd"),
        ("abc\x08\x08X", "aX"),
        ("\x07bell\x00", "bell"),
        ("\x1b(Bplain\x1b=", "plain"),
    ],
)
def test_the_last_state_of_a_terminal(written, last):
    """Carriage returns, backspaces and control characters leave what one would see."""
    assert settled(written) == last


def test_joined_letters_in_a_drawing_take_no_font_from_the_page():
    """PDF/A has no place for them there: the drawing is set as a picture."""
    drawn = displayed({"image/svg+xml": SVG.replace("drawn", "ة")})
    shown = words_of(ZonePDFExporter, notebook(text("한국어 العربية"), drawn))
    assert "한국어" in shown and "[U+" not in shown
    assert b"/Image" in ZonePDFExporter().from_notebook_node(notebook(drawn))[0]
