"""SVG inside a page: harmless, with ids of its own, its text kept as text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document
from zoneanalysis.document.html import HtmlRenderer
from zoneanalysis.document.svg import inline_svg, svg_text
from zoneanalysis.errors import InputError

CHART = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 onload="alert(1)" viewBox="0 0 9 9" width="9pt">
<metadata>made by</metadata><script>alert(1)</script>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>
<defs><path id="a" d="M 1.23456 2.98765"/><clipPath id="clip"><rect width="1"/></clipPath></defs>
<style>text{fill:red;background:url(https://e.org/x)} @import "https://e.org/y.css";</style>
<g id="unused" clip-path="url(#clip)"><use xlink:href="#a" transform="scale(0.015625)"/>
<image href="https://e.org/x.png"/><a href="https://e.org"><text x="1.999">增速 &lt;b&gt; 5%</text
></a>
</g></svg>"""


def test_ids_get_the_prefix_and_references_follow() -> None:
    """Two charts on a page keep their own clip paths and glyphs."""
    svg = inline_svg(CHART, prefix="c7-", label="x")
    assert 'id="c7-a"' in svg
    assert 'href="#c7-a"' in svg
    assert 'clip-path="url(#c7-clip)"' in svg
    assert "unused" not in svg


def test_nothing_runs_and_nothing_loads() -> None:
    """Scripts, handlers, foreign elements and outside references are gone."""
    svg = inline_svg(CHART, prefix="c-", label="x")
    for word in ("script", "onload", "foreignObject", "e.org", "metadata", "DOCTYPE", "alert"):
        assert word not in svg


def test_text_stays_text_and_the_label_is_spoken() -> None:
    """The words of a chart can be searched; a screen reader hears the description."""
    svg = BeautifulSoup(inline_svg(CHART, prefix="c-", label='Say "growth"'), "html.parser").svg
    assert svg is not None
    assert (svg["role"], svg["aria-label"]) == ("img", 'Say "growth"')
    assert "增速 <b> 5%" in svg.get_text()
    assert svg_text(CHART) == "增速 <b> 5%"


def test_coordinates_are_cut_but_scales_are_kept() -> None:
    """Hundredths of a point are enough for a position, not for a factor."""
    svg = inline_svg(CHART, prefix="c-", label="x")
    assert 'd="M1.23 2.98"' in svg
    assert "scale(0.01562)" in svg


@pytest.mark.parametrize("svg", ["", "<svg", "<svg/>", "<html/>", "<svg>&nbsp;</svg>"])
def test_what_is_no_svg_is_refused(svg: str) -> None:
    """A broken chart is an InputError that says so."""
    with pytest.raises(InputError, match="chart"):
        inline_svg(svg, prefix="c-", label="x")


def test_two_charts_of_a_report_share_no_id() -> None:
    """The same chart twice on a page still has unique ids."""
    document = Document((m.Chart(CHART, "one"), m.Chart(CHART, "two")))
    soup = BeautifulSoup(HtmlRenderer().render(document), "html.parser")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)) == 8


def test_a_circle_of_curves_is_a_circle() -> None:
    """What matplotlib draws as eight curves is written as what it is; no other curves are."""
    curve = "C 1 2 1.5 1 {}"
    ends = ("1 1", "2.5 0", "1 -1", "0 -2.5", "-1 -1", "-2.5 0", "-1 1", "0 2.5")
    path = "M 0 2.5 " + " ".join(map(curve.format, ends)) + " z"
    chart = '<svg xmlns="http://www.w3.org/2000/svg"><path d="{}" style="fill:red"/></svg>'
    assert '<circle style="fill:red" r="2.5"/>' in inline_svg(
        chart.format(path), prefix="c", label="l"
    )
    egg = chart.format(path.replace("0 -2.5", "0 -2.0"))
    assert "<circle" not in inline_svg(egg, prefix="c", label="l")


def test_what_matplotlib_writes_too_often_is_written_once() -> None:
    """Groups without a meaning go, rotations by nothing too; repeated styles become a class."""
    text = (
        '<text style="font-size: 8px; fill: red" transform="rotate(-0 1.5 2.5)" x="{x}">{x}</text>'
    )
    chart = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g><g/><g>'
        + text.format(x=1) + text.format(x=2)
        + '</g></g><g id="k"><path style="fill: none" d="M 0 1 L 2 -3 z"/></g></svg>'
    )  # fmt: skip
    assert inline_svg(chart, prefix="c1-", label="l") == (
        '<svg xmlns="http://www.w3.org/2000/svg" id="c1-svg" role="img" aria-label="l">'
        '<g style="font-size:8px;fill:red"><text x="1">1</text><text x="2">2</text></g>'
        '<path style="fill:none" d="M0 1L2 -3z"/></svg>'
    )


def test_style_sheets_of_a_chart_stay_in_the_chart() -> None:
    """A rule for every element of one chart reaches no other and not the page."""
    chart = '<svg xmlns="http://www.w3.org/2000/svg"><style>*{fill:red}</style><g/></svg>'
    assert "<style>:where(#c2-svg){*{fill:red}}</style>" in inline_svg(
        chart, prefix="c2-", label="l"
    )


def test_text_of_another_language_says_so() -> None:
    """A Chinese name in a chart of an English page is read as Chinese; the English one is not."""
    chart = CHART.replace("</svg>", "<text>“云川产值”</text><text>Output</text></svg>")
    svg = BeautifulSoup(inline_svg(chart, prefix="c-", label="x", language="en"), "html.parser")
    spoken = {each.get_text(): each.get("lang") for each in svg.find_all("text")}
    assert spoken["“云川产值”"] == "zh"
    assert spoken["Output"] is None


def test_what_a_chart_says_of_all_yields_to_what_it_says_of_one() -> None:
    """Round ends stay round where a style that several share has become a class."""
    line = '<path d="M 0 0 L 9 0" style="fill: none; stroke-linecap: round"/>'
    chart = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>*{stroke-linecap: butt}</style>'
        f'<g id="a">{line}<text>x</text></g><g id="b">{line}<text>y</text></g></svg>'
    )
    svg = inline_svg(chart, prefix="c-", label="x")
    assert ":where(#c-svg){*{stroke-linecap: butt}}" in svg
    assert svg.count('class="c-0"') == 2
    assert 'd="M0 0H9"' in svg
