"""The HTML report in a real browser: popovers, filter, sorting, narrow screens, no requests."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import barriers, chromium
from tests.document.export.notebooks import code, document, notebook, report, shows
from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import export_notebook

pytestmark = pytest.mark.browser
__all__ = ["chromium"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the Chinese report on disk."""
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(export_notebook(report("zh"), format="html"))
    return file.as_uri()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_stands_in_the_way_of_anyone(
    chromium: Any, tmp_path: Path, language: m.Language
) -> None:
    """axe-core finds nothing on a page with every block, in light and dark, wide and narrow."""
    nb = report(language)
    nb.metadata["zoneanalysis"]["stem"] = "review"
    page = export_notebook(nb, format="html").replace(b"<a hidden", b"<a data-a")
    (tmp_path / "page.html").write_bytes(page)
    assert barriers(chromium, (tmp_path / "page.html").as_uri()) == []


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """Return the report, opened; complaints of the browser and requests fail the test."""
    page = chromium.new_page(viewport={"width": 1360, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != address else None)
    page.goto(address)
    yield page
    page.close()
    assert said == []


def test_a_number_opens_its_provenance_by_keyboard(page: Any) -> None:
    """Enter opens it, Escape closes it, and the focus comes back."""
    button = page.locator("button.n").first
    button.focus()
    page.keyboard.press("Enter")
    popover = page.locator("#p-f001")
    assert popover.is_visible()
    assert "61.30 ÷ 55.02" in popover.inner_text()
    page.keyboard.press("Escape")
    assert not popover.is_visible()
    assert page.evaluate("document.activeElement.className").startswith("n")


def test_the_appendix_can_be_filtered_and_sorted(page: Any) -> None:
    """The filter hides rows and counts them; a head sorts by number, then the other way round."""
    figure = page.locator("figure.interactive")
    figure.locator("input[type=search]").fill("f07")
    assert figure.locator("tbody tr:visible").count() == 1
    assert figure.locator("output").inner_text().startswith("1 / 70")
    figure.locator("input[type=search]").fill("")
    head = figure.locator("thead th").nth(2)

    def column() -> list[float]:
        texts = figure.locator("tbody tr td:nth-child(3)").all_inner_texts()
        return [float(text.rstrip("%")) for text in texts]

    assert column() != sorted(column())
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert column() == sorted(column())
    head.locator("button").click()
    assert column() == sorted(column(), reverse=True)


def test_rows_are_found_without_marks_of_tone(chromium: Any, tmp_path: Path) -> None:
    """ü is typed as u or as v, é as e."""
    rows = tuple((m.Cell((name,)),) for name in ("Lüliang", "Linfen", "Nüshan"))
    table = m.Table("Cities", (m.Column("City"),), rows, interactive=True)
    nb = notebook(code("a", document(Document((table,), "en"))))
    (tmp_path / "page.html").write_bytes(export_notebook(nb, format="html"))
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    for typed, found in (("lvliang", "Lüliang"), ("LULIANG", "Lüliang"), ("nüsh", "Nüshan")):
        page.locator("input[type=search]").fill(typed)
        assert page.locator("tbody tr:visible").all_inner_texts() == [found]
    page.close()


def test_a_row_that_a_link_leads_to_is_marked(page: Any) -> None:
    """The address of a row of the appendix draws a line around it, of no other."""
    row = page.locator("figure.interactive tbody tr").nth(1)
    outline = "(each) => getComputedStyle(each).outlineStyle"
    name = row.evaluate("(each) => each.id || each.querySelector('[id]').id")
    assert row.evaluate(outline) == "none"
    page.evaluate("(name) => { location.hash = name }", name)
    assert row.evaluate(outline) == "solid"
    page.evaluate("location.hash = ''")


def test_rows_are_found_by_the_signs_of_verdicts(chromium: Any, tmp_path: Path) -> None:
    """A list of figures has ✓c003 ×c014 and no words: it has the filter as well."""
    rows = (("甲", "✓c003 ×c014"), ("乙", "≈c001"), ("丙", "a"))
    cells = tuple(tuple(m.Cell((text,)) for text in row) for row in rows)
    table = m.Table("核验", (m.Column("数据"), m.Column("勾稽")), cells)
    made = notebook(
        code("show()", document(Document((table,), "zh"))), zoneanalysis={"language": "zh"}
    )
    target = tmp_path / "signs.html"
    target.write_bytes(export_notebook(made, format="html"))
    view = chromium.new_page()
    view.goto(target.as_uri())
    choice = view.locator("figure.table select")
    assert choice.locator("option").all_inner_texts()[1:] == [
        "相符 (1)", "存疑 (1)", "修约内相符 (1)"
    ]  # fmt: skip
    choice.select_option(label="存疑 (1)")
    assert view.locator("tbody tr:visible").all_inner_texts()[0].startswith("甲")
    assert view.locator("tbody tr:visible").count() == 1
    view.close()


def test_rows_are_found_by_their_verdict(page: Any) -> None:
    """One verdict at a time, with its count."""
    figure = page.locator("figure.table:has(select)").first
    choice = figure.locator("select")
    options = choice.locator("option").all_inner_texts()
    assert len(options) > 2
    word, count = options[1].rstrip(")").split(" (")
    choice.select_option(index=1)
    shown = figure.locator("tbody tr:visible")
    assert shown.count() == int(count) < figure.locator("tbody tr").count()
    assert all(word in text for text in shown.all_inner_texts())
    choice.select_option(index=0)
    assert shown.count() == figure.locator("tbody tr").count()


def test_a_number_has_an_address(page: Any, address: str) -> None:
    """Its popover says the address, and a page opened at it shows the popover."""
    page.locator("button.n").first.click()
    assert page.locator("#p-f001 a.link").last.get_attribute("href") == "#p-f001"
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#p-f001'")
    page.locator("#p-f001").wait_for(state="visible")


def test_tables_and_charts_can_be_taken_away(page: Any) -> None:
    """A table as CSV for Excel, a chart as SVG with its font, as PNG, and its values as CSV."""

    def taken(figure: Any, name: str) -> bytes:
        with page.expect_download() as got:
            figure.locator(".take").get_by_text(name, exact=True).click()
        return Path(got.value.path()).read_bytes()

    table = page.locator("figure.table").first
    data = taken(table, "CSV")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == table.locator("tr").count()
    assert len({len(row) for row in rows}) == 1
    chart = page.locator("figure.chart").first
    svg = taken(chart, "SVG").decode()
    assert "@font-face" in svg and "<text" in svg
    assert taken(chart, "PNG").startswith(b"\x89PNG")
    head, *rows = csv.reader(io.StringIO(taken(chart, "CSV").decode("utf-8-sig")))
    assert head == ["项目", "数值"]
    assert [value for _, value in rows] == ["11.4%", "24.9%", "6.3%"]


def test_every_button_has_a_name_of_its_own(page: Any) -> None:
    """Whoever hears the buttons read one after another can tell what each is of."""
    names = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input")]
        .map((e) => e.getAttribute("aria-label") || e.textContent.trim())"""
    )
    assert len(names) == len(set(names)) > 5


def test_numbers_that_look_alike_and_are_of_two_figures_are_told_apart(
    chromium: Any, tmp_path: Path
) -> None:
    """8 zones twice, of figures f001 and f021: the second is named by its code, too."""
    numbers = [m.Number("8", provenance=m.Provenance(f"figure-{n}", "Zones")) for n in ("f1", "f2")]
    document = Document((m.Paragraph((*numbers, numbers[1])),), "en")
    nb = notebook(code("x", shows(document._repr_mimebundle_())))
    (tmp_path / "page.html").write_bytes(export_notebook(nb, format="html", language="en"))
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    names = page.locator("button.n").evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert names == ["8 Zones", "8 Zones (f2)", "8 Zones (f2) · 2"]
    page.close()


def test_the_ring_around_what_has_the_focus_can_be_seen(page: Any) -> None:
    """At least three to one against the page, in light and dark."""
    for scheme, ground in (("light", 1.0), ("dark", 0.0093)):
        page.emulate_media(color_scheme=scheme)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        colour = page.evaluate("getComputedStyle(document.activeElement).outlineColor")
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts
        )
        light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert (max(light, ground) + 0.05) / (min(light, ground) + 0.05) >= 3


def test_charts_bring_their_own_font(page: Any) -> None:
    """A label is as wide as it was drawn for, whatever fonts a system has."""
    assert page.evaluate("[...document.fonts].map((f) => f.family)").count("ZoneSansSC") == 2
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].every((f) => f.status === 'loaded')")


def test_without_scripts_everything_is_still_there(chromium: Any, address: str) -> None:
    """The page degrades: popovers are native, the table is complete."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("tbody tr").count() > 70
    page.locator("button.n").first.click()
    assert page.locator("#p-f001").is_visible()
    context.close()


def test_a_scrollbar_that_takes_room_brings_no_second_one(chromium: Any, address: str) -> None:
    """As on Windows: the cover is as wide as the window, of which the scrollbar takes a part."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--hide-scrollbars"],
    )
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    page.goto(address)
    assert page.evaluate("innerWidth - document.documentElement.clientWidth") > 0
    assert page.evaluate("innerHeight - document.documentElement.clientHeight") == 0
    browser.close()


@pytest.mark.parametrize("width", [320, 400, 800, 1360])
def test_the_page_never_scrolls_sideways(page: Any, width: int) -> None:
    """Wide tables scroll in their own box; contents are beside the text or behind a button."""
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#toc").is_visible() == (width >= 1360)
    if width < 1360:
        page.locator("button.menu").click()
        assert page.locator("#toc").is_visible()
        page.locator("#toc a").last.click()
        assert not page.locator("#toc").is_visible()


def test_on_a_telephone_the_contents_button_makes_way(page: Any) -> None:
    """It covers the ends of lines while one reads on; a little way up it is back."""
    page.set_viewport_size({"width": 375, "height": 800})
    menu = page.locator("button.menu")
    for way, seen in ((600, False), (-50, True), (300, False)):
        page.evaluate(f"scrollBy({{top: {way}, behavior: 'instant'}})")
        page.locator(".menu.away").wait_for(state="detached" if seen else "attached")
        assert menu.is_visible() is seen
    menu.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.set_viewport_size({"width": 800, "height": 800})
    assert menu.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(page: Any, scheme: str) -> None:
    """Every text that is shown has the contrast that WCAG AA asks for, in light and dark."""
    page.emulate_media(color_scheme=scheme)
    faint = page.evaluate(
        """() => {
      const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
      const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => {
        v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const ground = (e) => { for (; e; e = e.parentElement) {
        const c = rgb(getComputedStyle(e).backgroundColor);
        if (c.length < 4 || c[3] === 1) return c; }
        return [255, 255, 255]; };
      const bad = new Set();
      for (const e of document.querySelectorAll("main *, #toc *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        if (!own || e.closest("svg, math, details") || !e.checkVisibility()) continue;
        const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) bad.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
      }
      return [...bad];
    }"""
    )
    assert faint == []


def test_on_paper_nothing_is_left_that_only_a_screen_can_use(page: Any) -> None:
    """Contents button, filter and popovers are not printed; the charts are."""
    page.emulate_media(media="print")
    for selector in (".menu", "#toc", ".filter", ".skip"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator("figure.chart svg").first.is_visible()


def test_a_value_that_many_marks_draw_is_one_row(page: Any) -> None:
    """A marker with a ring and an error bar says its value three times, the CSV once."""
    page.evaluate(
        """() => { const svg = document.querySelector("figure.chart svg");
        svg.append(...[...svg.querySelectorAll("title")].map((e) => e.cloneNode(true))); }"""
    )
    with page.expect_download() as got:
        page.locator("figure.chart").first.locator(".take").get_by_text("CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(Path(got.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 4
