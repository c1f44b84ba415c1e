"""The HTML report in a real browser: popovers, filter, sorting, narrow screens, no requests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.document.export.notebooks import report
from zoneanalysis.document.export import export_notebook

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the Chinese report on disk."""
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(export_notebook(report("zh"), format="html"))
    return file.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """Return the report, opened; complaints of the browser and requests fail the test."""
    page = browser.new_page(viewport={"width": 1360, "height": 900})
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


def test_without_scripts_everything_is_still_there(browser: Any, address: str) -> None:
    """The page degrades: popovers are native, the table is complete."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("tbody tr").count() > 70
    page.locator("button.n").first.click()
    assert page.locator("#p-f001").is_visible()
    context.close()


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
