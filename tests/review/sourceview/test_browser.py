"""The page in a real browser: by mouse, by keyboard, without a script, small and in a frame."""

import pytest

from tests.browser import barriers, chromium
from zoneanalysis.review.sourceview import source_view

pytestmark = pytest.mark.browser
__all__ = ["chromium"]


@pytest.fixture
def opened(chromium, yunchuan, tmp_path):
    """Return a function that opens the page; at the end nothing may have gone wrong in it."""
    file = tmp_path / "source.zh.html"
    file.write_text(source_view(yunchuan.report(), yunchuan.text).html(), encoding="utf-8")
    contexts, messages = [], []

    def open_page(*, width=1400, height=900, fragment="", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda each: messages.append(each.url) if "http" in each.url else None)
        page.goto(f"{file.as_uri()}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert messages == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_stands_in_the_way_of_anyone(chromium, yunchuan, tmp_path, language):
    """axe-core finds nothing, in light and dark, wide and narrow."""
    file = tmp_path / "source.html"
    view = source_view(yunchuan.report(), yunchuan.text, language=language)
    file.write_text(view.html(), encoding="utf-8")
    assert barriers(chromium, file.as_uri()) == []


def is_open(page, name):
    """Say whether the details of a figure are open."""
    return page.locator(f"#p-{name}").evaluate("each => each.matches(':popover-open')")


@pytest.mark.parametrize("javascript", [True, False])
def test_click_opens_and_escape_closes(opened, javascript):
    """With and without a script."""
    page = opened(java_script_enabled=javascript)
    page.click("#f-f005")
    assert page.locator("#p-f005").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#p-f005").is_visible()


def test_a_figure_shows_its_relations_where_it_opens(opened):
    """Each in full, without the figure itself; opened again, still once."""
    page = opened()
    for _ in range(2):
        page.click("#f-f003")
        assert page.locator("#p-f003 .check .numbers").count() == 2
        assert page.locator('#p-f003 .tied a[href="#f-f003"]').count() == 0
        page.keyboard.press("Escape")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_a_figure_shows_why_it_is_not_checked_and_a_button_that_closes_it(opened):
    """Both stand once in the page; opened again, the figure has each once."""
    page = opened()
    for _ in range(2):
        page.click("#f-f006")
        named = page.get_by_role("dialog", name=page.locator("#f-f006").get_attribute("aria-label"))
        assert "核" in named.locator(".why").inner_text()
        button = page.get_by_role("button", name="关闭 f006", exact=True)
        button.click()
        assert not is_open(page, "f006")


def test_without_a_script_a_figure_leads_to_its_relations(opened):
    """By an ordinary link, to where the relation stands."""
    page = opened(java_script_enabled=False)
    page.click("#f-f005")
    page.locator("#p-f005 a.r").click()
    assert page.url.endswith("#r-c1")
    assert 0 <= page.locator("#r-c1").bounding_box()["y"] < 900


def test_by_keyboard_alone(opened):
    """The first tab stop skips to the text; Enter opens a figure; Tab goes into its details."""
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#f-f003")
    page.keyboard.press("Enter")
    assert is_open(page, "f003")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#p-f003')")


def test_n_and_p_go_through_the_suspects(opened):
    """Forwards from the top, back again; each closes the one before."""
    page = opened()
    for wanted in ("c3", "f007", "f008"):
        page.keyboard.press("n")
        assert is_open(page, wanted)
        assert page.locator(".pv:popover-open").count() == 1
    page.keyboard.press("p")
    assert is_open(page, "f007")


def test_a_link_with_the_name_of_a_figure_opens_it(opened):
    """source.zh.html#f-f005, say from the review."""
    page = opened(fragment="#f-f005")
    assert is_open(page, "f005")


def test_details_do_not_hide_the_figure_that_opened_them(opened):
    """Beside the text on a wide window; below it on a telephone."""
    for width, height in ((1400, 900), (1000, 700), (400, 800)):
        page = opened(width=width, height=height)
        page.click("#f-f009")
        page.wait_for_timeout(200)
        mark = page.locator("#f-f009").bounding_box()
        details = page.locator("#p-f009").bounding_box()
        apart_sideways = mark["x"] + mark["width"] <= details["x"]
        apart_upwards = mark["y"] + mark["height"] <= details["y"]
        assert apart_sideways or apart_upwards, (width, mark, details)
        assert details["y"] >= 0 and details["y"] + details["height"] <= height + 1


def test_no_window_scrolls_sideways(opened):
    """Down to 320 pixels."""
    for width in (320, 400, 800, 1280):
        page = opened(width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_verdict_can_be_taken_out_of_the_text(opened):
    """Its figures then look like the text around them, and their signs are gone."""
    page = opened()
    style = "each => [getComputedStyle(each).fontWeight, getComputedStyle(each,'::after').content]"
    assert page.locator("#f-f007").evaluate(style)[0] == "600"
    page.locator("label.s-suspect").click()
    assert page.locator("#f-f007").evaluate(style) == ["400", "none"]
    assert page.locator("#f-f005").evaluate(style)[1] != "none"


def test_lines_as_printed(opened):
    """Joined at first; broken where the page broke them on demand."""
    page = opened()
    paragraph = page.locator("article p").first
    joined = paragraph.inner_text()
    page.check("#lines")
    assert joined.count("\n") == 0
    assert paragraph.inner_text().count("\n") >= 1


def test_copied_text_is_the_text(opened, yunchuan):
    """Signs are drawn, not written: what a reader copies holds none of them."""
    page = opened()
    text = page.locator("article p").first.inner_text()
    assert "工业投资共54.76亿元,同比下降18.8%,低于全市(-10.4%)8.4个百分点;" in text


def test_in_the_frame_of_a_notebook(chromium, yunchuan):
    """Figures open and links between them work inside the frame."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    view = source_view(yunchuan.report(), yunchuan.text)
    page.set_content(f"<body><h1>Notebook</h1>{view._repr_html_()}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("#f-f005").click()
    frame.locator("#p-f005 .tied a").first.click()
    assert frame.locator("#p-f003").is_visible()
    assert not frame.locator("#p-f005").is_visible()
    assert page.locator("h1").is_visible()
    context.close()


def test_on_paper_the_findings_follow_the_text(opened):
    """Printed: no popovers, no controls; signs and the list of findings stay."""
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".findings").is_visible()
    assert page.locator("#r-c1 .numbers").is_visible()
    assert not page.locator(".toggle").is_visible()
    text = page.locator("article").bounding_box()
    side = page.locator(".side").bounding_box()
    assert side["y"] >= text["y"] + text["height"]


def test_an_open_figure_is_lit_up_with_what_it_is_tied_to(opened):
    """The one outlined, the others dashed; both go out with it."""
    page = opened()
    page.click("#f-f003")
    page.wait_for_selector("#f-f003.shown")
    style = "each => getComputedStyle(each).outlineStyle"
    assert page.locator("#f-f003").evaluate(style) == "solid"
    beside, links = page.locator(".m.beside"), page.locator("#p-f003 .tied a")
    tied = {each.get_attribute("href") for each in links.all()}
    assert beside.count() == len(tied) > 0
    assert beside.first.evaluate(style) == "dashed"
    page.keyboard.press("Escape")
    page.wait_for_selector("#f-f003:not(.shown)")
    assert page.locator(".m.beside").count() == 0
