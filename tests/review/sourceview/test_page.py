"""The page: marks by verdict, what they open, nothing but escaped text. 云川市 is invented."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from zoneanalysis.audit import audit
from zoneanalysis.errors import InputError
from zoneanalysis.reports.report import Claim
from zoneanalysis.review.sourceview import Reading, source_view
from zoneanalysis.values.periods import Period

CLASSES = {"suspect", "involved", "rounding", "consistent", "open", "unchecked"}


def soup_of(view):
    """Return the page of a view, parsed."""
    return BeautifulSoup(view.html(), "html.parser")


@pytest.fixture
def soup(yunchuan):
    """Return the page of the invented report, in Chinese."""
    return soup_of(source_view(yunchuan.report(), yunchuan.text))


def state(mark):
    """Return the state of a mark: the one class that names it."""
    (name,) = CLASSES & set(mark["class"])
    return name


def test_suspects_are_told_from_what_is_merely_involved(soup):
    """By hand: −18.8 − (−10.4) = −8.4 holds; 70.7% of 84 can't be; −10.4 is not positive.

    由负转正 would hold with another word; with another −10.4 the gap of 8.4 would not.
    """
    found = {mark["id"]: state(mark) for mark in soup.select("article .m")}
    assert found == {
        "f-f001": "unchecked",
        "f-f002": "open",
        "f-f003": "involved",
        "f-f004": "involved",
        "f-f005": "consistent",
        "f-f006": "unchecked",
        "f-c3": "suspect",  # the word 由负转正
        "f-f007": "suspect",
        "f-f008": "suspect",
        "f-f009": "open",
        "f-f010": "unchecked",
    }


def test_a_mark_shows_what_is_printed_and_says_its_verdict(soup):
    """Colour is never alone: a word for who hears the page, a sign for who sees it."""
    mark = soup.select_one("#f-f008")
    assert mark.name == "button"
    assert mark.get_text() == "70.7%"
    assert mark["aria-label"] == "70.7%：存疑"
    assert '.m.suspect::after{content:"!"' in soup.style.string


def test_a_mark_opens_its_own_details_without_a_script(soup):
    """A native popover; the script names it and adds a button that closes it."""
    for mark in soup.select("article .m"):
        assert soup.find(id=mark["popovertarget"]).has_attr("popover")


def test_what_a_figure_opens(soup, yunchuan):
    """Indicator, area, value, interval, kind, place; the period is that of the whole page."""
    text = soup.select_one("#p-f005").get_text(" ", strip=True)
    for wanted in ("工业投资", "云川市", "[−8.45, −8.35]", "差距", "f005"):
        assert wanted in text
    assert "2024年" not in text and "2024年1—6月" in soup.select_one(".top").get_text()
    later = replace(yunchuan.observation(yunchuan.rows[4]), period=Period.parse("2024-07"))
    rows = [*yunchuan.rows[:4], later, *yunchuan.rows[5:]]
    other = soup_of(source_view(yunchuan.report(rows), yunchuan.text))
    assert "2024年7月" in other.select_one("#p-f005").get_text()


def test_a_relation_stands_once_and_all_its_figures_lead_there(soup, yunchuan):
    """Formula, numbers and figures, however many of them open it."""
    assert len(soup.select(".check")) == len(yunchuan.claims)
    relation = soup.select_one("#r-c1")
    assert "−18.8 − (−10.4) = −8.4" in relation.get_text()
    assert [a.get_text() for a in relation.select(".tied a")] == [
        "8.4个百分点",
        "下降18.8%",
        "-10.4%",
    ]
    for figure in ("f003", "f004", "f005"):
        assert soup.select_one(f'#p-{figure} a.r[href="#r-c1"]').get_text() == "相符 · 百分点差距"


def test_why_a_figure_is_not_checked(soup):
    """A figure in no relation says so, calmly; the reason, which others share, stands once."""
    links = soup.select("#p-f006 .r")
    assert [each.get_text() for each in links] == ["未核验"] and not soup.select("#p-f006 .verdict")
    assert "核" in soup.select_one(links[0]["href"]).get_text()
    reasons = [each.get_text() for each in soup.select(".legend .why")]
    assert len(reasons) == len(set(reasons))


def test_the_gravest_relation_comes_first(soup):
    """A figure in several relations shows first what is wrong."""
    verdicts = [each.get_text().split(" · ")[0] for each in soup.select("#p-f003 .r")]
    assert verdicts == ["存疑", "相符"]


def test_a_word_that_a_relation_states_is_marked_in_the_text(soup):
    """由负转正 stands in red, and opens the relation that it is part of."""
    assert soup.select_one("#f-c3").get_text() == "由负转正"
    opened = soup.select_one("#p-c3 .r")["href"]
    assert "−10.4 > 0" in soup.select_one(opened).get_text()


def test_counts_are_of_figures(soup):
    """Ten figures, each counted once, suspects apart from the involved; the word is none."""
    chips = {each.input["id"][2:]: each.b.get_text() for each in soup.select(".chip")}
    doubt = chips.pop("suspect")  # by cause, in the words of the review
    assert doubt == soup.select_one(".side h2").get_text() and doubt.startswith("存疑")
    assert chips == {"involved": "2", "consistent": "1", "open": "2", "unchecked": "3"}


def test_every_button_has_a_name_of_its_own(soup):
    """Whoever hears the page can tell which figure a button opens or closes."""
    names = [each["aria-label"] for each in soup.select("button")]
    assert len(names) > 10 and len(set(names)) == len(names)


def test_what_is_involved_is_calmer_than_a_finding(soup):
    """Only what may be wrong is outlined in red."""
    rule = re.search(r"\.m\.involved\{[^}]*\}", soup.style.string)[0]
    assert "--bad" not in rule


def test_findings_are_listed_in_text_order_with_links(soup):
    """Counted by cause; each leads to the places in the text."""
    assert soup.select_one(".side h2").get_text() == "存疑2处"
    listed = [each.select_one(".what").get_text() for each in soup.select(".findings li")]
    assert listed == ["方向用词与正负号", "个数比率"]
    targets = {a["href"][1:] for a in soup.select(".findings a")}
    assert targets == {"f-f003", "f-f004", "f-c3", "f-f007", "f-f008"}
    assert all(soup.find(id=target) for target in targets)


def test_relations_that_one_change_would_mend_are_one_place(yunchuan):
    """−18.8 − (−10.4) is −8.4, not the 9.4 that stands there twice: one of three is wrong."""
    text = yunchuan.text.replace("8.4个", "9.4个").replace("占全市41.4%", "低于全市9.4个百分点")
    rows = list(yunchuan.rows)
    rows[4] = ("f005", "9.4个百分点", "-9.4", "个百分点", "industrial_investment", "pp_gap")
    rows[8] = yunchuan.observation(
        ("f009", "9.4个百分点", "-9.4", "个百分点", "industrial_investment", "pp_gap"),
        text,
        char_start=text.rindex("9.4个"),
    )
    inputs = {"own": ("f003",), "reference": ("f004",)}
    claims = [Claim(f"c{n}", "pp_gap", each, inputs) for n, each in ((1, "f005"), (2, "f009"))]
    page = soup_of(source_view(yunchuan.report(rows, claims, text), text))
    assert page.select_one(".side h2").get_text() == "存疑1处"
    assert len(page.select(".findings li")) == 1
    assert len(page.select(".findings .numbers")) == 2
    states = {mark["id"]: state(mark) for mark in page.select(".m")}
    assert (states["f-f003"], states["f-f004"]) == ("suspect", "suspect")
    assert (states["f-f005"], states["f-f009"]) == ("involved", "involved")


def test_previous_and_next_suspect_are_links(soup):
    """From 84 one goes back to the word and on to the rate; the last has none after it."""
    around = soup.select("#p-f007 .pv-nav a")
    assert [a["href"] for a in around] == ["#f-c3", "#f-f008"]
    assert [a["rel"] for a in soup.select("#p-f008 .pv-nav a")] == [["prev"]]


def test_a_report_without_findings_says_so(yunchuan):
    """No list of nothing, no steps to nowhere."""
    page = soup_of(source_view(yunchuan.report(claims=yunchuan.claims[:1]), yunchuan.text))
    assert "未发现存疑" in page.select_one(".side").get_text()
    assert not page.select(".findings, .step, .pv-nav a, .keys")


def test_without_an_audit_one_is_made_and_another_reports_is_refused(yunchuan):
    """The audit passed is used; that of another report is no audit of this one."""
    made = yunchuan.report()
    assert source_view(made, yunchuan.text).html() == (
        source_view(made, yunchuan.text, audit(made)).html()
    )
    with pytest.raises(InputError, match="the audit of other"):
        source_view(made, yunchuan.text, audit(replace(made, id="other")))


def test_english(yunchuan):
    """All words around the text are English; the text stays what it is."""
    page = soup_of(source_view(yunchuan.report(), yunchuan.text, language="en"))
    assert page.html["lang"] == "en"
    assert page.article["lang"] == "zh-CN"
    assert page.h1.get_text() == "Zones of Yunchuan"
    words = page.select_one(".bar").get_text() + page.select_one(".legend").get_text()
    assert not re.search(r"[\u4e00-\u9fff]", words)
    assert "in doubt" in words
    with pytest.raises(InputError, match="must be one of zh, en; came: 'fr'"):
        source_view(yunchuan.report(), yunchuan.text, language="fr")


def test_what_is_chinese_in_an_english_page_says_so(yunchuan):
    """Whoever hears the page hears the printed words in their own language."""
    page = soup_of(source_view(yunchuan.report(), yunchuan.text, language="en"))
    told = [
        text
        for text in page.body.find_all(string=re.compile("[\u4e00-\u9fff]"))
        if not any(each.get("lang", "").startswith("zh") for each in text.parents)
        and text.parent.name not in {"script", "style"}
    ]
    assert told == []
    assert page.select_one('#r-c1 .tied li:nth-child(2) [lang^="zh"]').get_text() == "下降"


def test_chinese_has_no_english_left(yunchuan):
    """Every word of the Chinese page is in the catalogue."""
    page = soup_of(source_view(yunchuan.report(), yunchuan.text))
    for part in (".bar", ".legend", ".top", "#p-f006 .facts"):
        found = re.findall(r"[A-Za-z]{3,}", page.select_one(part).get_text(" "))
        assert set(found) <= {"SHA", "Esc"}, part


def test_the_wrong_text_is_refused_with_what_stands_there(yunchuan):
    """Nothing is marked in a text that doesn't print it; the first faults name the places."""
    with pytest.raises(InputError) as caught:
        source_view(yunchuan.report(), "另一份文稿。" + yunchuan.text).html()
    first = caught.value.faults[0]
    assert "f001" in first.must and "9家" in first.must
    assert first.where.offset == yunchuan.text.index("9家")
    assert len(caught.value.faults) == 5


def test_a_figure_without_a_place_is_listed_below_the_text(yunchuan):
    """Nothing of a report is left out."""
    lost = yunchuan.observation(yunchuan.rows[0], char_start=None)
    page = soup_of(source_view(yunchuan.report([lost, *yunchuan.rows[1:]]), yunchuan.text))
    assert not page.find(id="f-f001")
    assert "9家" in page.select_one(".unplaced").get_text()


def test_two_figures_at_one_place_share_a_mark(yunchuan):
    """One number that states two figures opens both."""
    second = yunchuan.observation(("f011", "84个", "84", "个", "other", "count"))
    page = soup_of(source_view(yunchuan.report([*yunchuan.rows, second]), yunchuan.text))
    assert len(page.select("#p-f007 .facts")) == 2
    assert len(page.select("article .m")) == 11


def test_only_its_own_part_of_a_text_with_two_reports_is_shown(yunchuan):
    """The span in report.json says where the report stands."""
    other = "另一市开发区\n\n另一市的文字。\n\n"
    text = other + yunchuan.text
    moved = yunchuan.report(text=text, source={"span": [len(other), len(text)]})
    shown = soup_of(source_view(moved, text)).article.get_text()
    assert "另一市" not in shown
    assert "54.76亿元" in shown


def test_how_the_extraction_read_a_figure(yunchuan):
    """The rule, how sure it is, and why a human should look."""
    reading = Reading("yoy.down", "0.7", ("同比说的是增速",))
    made = source_view(yunchuan.report(), yunchuan.text, readings={"f003": reading})
    page = soup_of(made)
    text = page.select_one("#p-f003").get_text(" ")
    for wanted in ("yoy.down", "0.7", "同比说的是增速"):
        assert wanted in text
    assert '.look::before{content:"请人工复核"}' in page.style.string


class TestSafety:
    """Whatever stands in a text or in data is text, and the page needs no network."""

    EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}</style>"

    def test_markup_in_the_text_is_shown_and_not_run(self, yunchuan):
        """Tags in the source are characters."""
        text = f"云川市{self.EVIL}完成9家。"
        made = yunchuan.report(yunchuan.rows[:1], (), text)
        page = soup_of(source_view(made, text))
        assert self.EVIL in page.article.get_text()
        assert len(page.find_all("script")) == 1
        assert not page.find_all("img")

    def test_markup_in_data_is_shown_and_not_run(self, yunchuan):
        """Ids, notes, titles, names of indicators, reasons: all escaped, in the style too."""
        evil = yunchuan.observation(
            (f"f1{self.EVIL}", "9家", "9", "家", self.EVIL, "count"),
            note=f"注{self.EVIL}",
            ref_area=self.EVIL,
            section=self.EVIL,
        )
        made = yunchuan.report(
            [evil, *yunchuan.rows[1:3]],
            [Claim(self.EVIL, "repeat", evil.id, {"other": ("f002",)}, note=self.EVIL)],
            title=self.EVIL,
            publisher={"zh": self.EVIL},
            source={"sha256": self.EVIL},
        )
        readings = {evil.id: Reading(self.EVIL, self.EVIL, (self.EVIL,))}
        page = soup_of(source_view(made, yunchuan.text, readings=readings))
        assert len(page.find_all("script")) == 1
        assert len(page.find_all("style")) == 1
        assert not page.find_all("img")
        assert page.h1.get_text() == self.EVIL
        assert not [
            tag for tag in page.find_all(True) if any(a.startswith("on") for a in tag.attrs)
        ]

    def test_no_network_and_no_other_script(self, yunchuan):
        """The policy allows the one script by its hash; nothing is fetched from anywhere."""
        html = source_view(yunchuan.report(), yunchuan.text).html()
        policy = BeautifulSoup(html, "html.parser").find("meta", {"http-equiv": True})["content"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha")
        assert not re.search(r"https?://|url\(|@import|\ssrc=", html)

    def test_ids_are_unique_and_every_link_arrives(self, soup):
        """No id twice, no link to nowhere."""
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        for link in soup.select("a[href^='#']"):
            assert soup.find(id=link["href"][1:])

    def test_the_same_input_gives_the_same_bytes(self, yunchuan):
        """Nothing of a moment, a machine or an address in memory is in the page."""
        first, second = (source_view(yunchuan.report(), yunchuan.text).html() for _ in range(2))
        assert first == second
        assert "object at 0x" not in first


def test_in_a_notebook_the_page_stands_in_a_frame_of_its_own(yunchuan):
    """Its style can't reach the notebook's; the text is not in the view's repr."""
    view = source_view(yunchuan.report(), yunchuan.text)
    frame = BeautifulSoup(view._repr_html_(), "html.parser").iframe
    assert frame["srcdoc"] == view.html()
    assert frame["sandbox"] == ["allow-scripts"]
    assert "54.76" not in repr(view)


def test_a_figure_that_a_line_end_divides_is_one_mark(yunchuan):
    """Wrapped by hand, 下降1 / 8.8% is one figure; it opens under what it says in one piece."""
    text = yunchuan.text.replace("下降18.8%", "下降1\n8.8%")
    third = yunchuan.observation(yunchuan.rows[2], char_start=text.index("下降1"))
    rows = [yunchuan.observation(row, text) for row in yunchuan.rows]
    page = soup_of(source_view(yunchuan.report([*rows[:2], third, *rows[3:]], text=text), text))
    mark = page.select_one("#f-f003")
    assert mark.decode_contents() == '下降1<br class="lb"/>8.8%'
    assert mark["aria-label"].startswith("下降18.8%")


def test_what_a_relation_does_not_show_is_told_where_it_fails(soup):
    """A relation that holds has nobody to excuse; the page says nothing twice."""
    for check in soup.select(".check"):
        fails = "bad" in check["class"] or "warn" in check["class"]
        assert fails or not check.select(".note"), check.get_text()
    assert soup.select(".check.bad .note")
    for facts in soup.select(".pv .facts"):
        told = [each.get_text() for each in facts.select("li")]
        assert not told or told[0] not in told[1:2]
