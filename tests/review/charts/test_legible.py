"""Every text of every chart can be read: of reviews, comparisons, bulletins; on a telephone."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction as F
from functools import partial
from pathlib import Path

import pytest

from tests.review.charts.legible import illegible
from tests.review.odd import ODD
from tests.review.test_comparison import BOTH, SECTIONS, invented
from tests.review.test_families import EIGHT, growth, of_the_city
from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Chart
from zoneanalysis.reports import DataPackage
from zoneanalysis.review import Comparison, Review
from zoneanalysis.review.charts.batches import Batch, plot_batches
from zoneanalysis.review.charts.fan import Fan, FanMark, plot_fans
from zoneanalysis.review.charts.growth import plot_growth
from zoneanalysis.review.charts.marks import Mark, Panel
from zoneanalysis.review.charts.path import PathPanel, PathPoint, plot_paths
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.charts.targets import TargetRow, plot_targets
from zoneanalysis.review.dispatch import Bulletin

DATA = Path(__file__).parents[3] / "data"
LESSON = DATA / "lessons" / "four-reports"


def faults(charts: Iterable[Chart]) -> list[tuple[str, str]]:
    """Return what can't be read, by the chart's anchor."""
    drawings = [(each.anchor, svg) for each in charts for svg in (each.svg, each.narrow)]
    return [(anchor, fault) for anchor, svg in drawings for fault in illegible(svg)]


def charts(*documents: Document) -> list[Chart]:
    """Return the charts of documents."""
    return [block for each in documents for block in each.blocks if isinstance(block, Chart)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("report", BOTH)
def test_charts_of_both_cities(report: str, language: str) -> None:
    """Targets, paths, batches, forecasts."""
    review = Review(DataPackage(DATA).read(report), language)
    made = charts(review.briefing(), review.body(), review.annex())
    assert len(made) > 2
    assert faults(made) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(ODD))
def test_charts_of_odd_reports(name: str, language: str) -> None:
    """Sixty zones, names of two hundred signs, markup, losses."""
    review = Review(ODD[name](), language)
    assert faults(charts(*review.chapters.values())) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_of_an_unknown_bulletin(language: str) -> None:
    """Bars of growth of a city without zones, one a fall of many places."""
    report = of_the_city(*EIGHT[:-1], growth("steel", "-3.9011"))
    made = charts(*Review(report, language).chapters.values())
    assert made
    assert faults(made) == []


@pytest.mark.parametrize(("count", "language"), [(2, "zh"), (2, "en"), (12, "en"), (40, "zh")])
def test_charts_of_cities_side_by_side(count: int, language: str) -> None:
    """Named dots, and the distribution of many."""
    package = DataPackage(DATA)
    reports = tuple(map(package.read, BOTH)) if count == 2 else invented(package, count)
    made = Comparison(reports, language)
    found = charts(*(getattr(made, name)() for name in SECTIONS))
    assert found
    assert faults(found) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_over_the_years_and_of_a_month(language: str) -> None:
    """Small multiples of four reports; ranking and heat map of a panel's bulletin."""
    review = Review.open("yunchuan-2024", language=language, data=str(LESSON))
    page = Bulletin.open("yunchuan", "2024-05", language=language, data=str(DATA))
    documents = (page.summary(), page.ranking(), page.indicators(), page.warnings())
    made = charts(*review.chapters.values(), *documents)
    assert len(made) > 3
    assert faults(made) == []


def plain(*marks: tuple[str, str]) -> Panel:
    """Return bars with a name and a percentage each."""
    return Panel("", tuple(Mark(name, f"{value}%", F(value)) for name, value in marks))


def path(*own: str, beside: tuple[str, ...]) -> PathPanel:
    """Return growth through the year, with growth elsewhere at its end."""
    last = len(own)
    points = [PathPoint(n, f"{each}%", F(each), "own") for n, each in enumerate(own, start=1)]
    points += [PathPoint(last, f"{e}%", F(e), "reference", label="全省开发区") for e in beside]
    return PathPanel("工业投资", tuple(points))


MONTHS = {month: f"1—{month}月" for month in range(1, 13)}
FAN = Fan(
    title="投资", months=(6, 12), median=(7.0, 9.0), bands={95: ((7.0, 2.0), (7.0, 30.0))},
    points=(FanMark(5, "", F(6), "6%", "own"), FanMark(6, "", F(7), "7%", "own")),
    targets=((9.0, "目标9%"),), turning=None, turning_text="", note="9.0%",
)  # fmt: skip
PATHS = {"ticks": MONTHS, "names": {"own": "公布", "reference": "参照地区"}}
GOALS = tuple(
    TargetRow(name, F(done), f"{done}%", F("13"), "13%", reached=False, target_high=F(16))
    for name, done in (("甲县经济技术开发区", "0.9"), ("乙县", "-39.1"), ("丙县", "11.9"))
)
BATCH = Batch(
    "投产一批\n达产率", F(100), "100个", F("91.13"), "91.13%", rated=F(55),
    doubtful=True, implied=(F("90.91"), F("92.73")), implied_text="按整数个数为90.91%或92.73%",
)  # fmt: skip
CROWDED = {
    "a short bar to the left": partial(
        plot_growth, panels=(plain(("万元地区生产总值能耗", "-3.9011"), ("旅游收入", "35")),)
    ),
    "a value on the way of its line": partial(
        plot_paths, panels=(path("-31", "-39.1", beside=("-18.3", "-10.4")),), **PATHS
    ),
    "names of near values": partial(
        plot_paths, panels=(path("3.8", "9.9", beside=("9.8", "10", "10.2")),), **PATHS
    ),
    "values beside the zero line": partial(plot_targets, columns=(GOALS,), legend=("a", "b", "c")),
    "a possible rate beside the base": partial(plot_batches, batches=(BATCH,), titles=("", "")),
    "months beside each other": partial(
        plot_fans, fans=(FAN, FAN), ticks=MONTHS, bands_name="区间", median_name="中位数",
        names={"own": "公布"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CROWDED)
def test_crowded_charts(name: str) -> None:
    """What stood over each other once, drawn of plain values."""
    panels = 2 if name == "months beside each other" else 1
    assert faults([drawn(CROWDED[name], height_mm=46, alt="a", panels=panels)]) == []


def test_the_check_sees_what_cannot_be_read() -> None:
    """A text beyond the edge, over another, over a mark, across a line: each is told."""
    text = '<text style="font-size: 9px; text-anchor: {}" x="{}" y="20">增长</text>'
    mark = '<use x="40" y="17"/>'
    line = '<path d="M 30 17 L 60 18" style="fill: none"/>'
    ground = '<path d="M 30 10 L 60 10 L 60 25 L 30 25 z" style="fill: #ffffff"/>'
    own = text.format("start", 35)
    for parts, told in (
        (text.format("start", 90), ["'增长' is cut"]),
        (text.format("end", 15), ["'增长' is cut"]),
        (own + text.format("middle", 50), ["'增长' over '增长'"]),
        (own + mark, ["'增长' over a mark"]),
        (own + line, ["'增长' over a line"]),
        (own + line + ground, ["'增长' over a line"]),
        (line + ground + own, []),
        (own, []),
    ):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">{parts}</svg>'
        assert illegible(svg) == told
