"""Charts: drawn on an Axes, the same byte for byte, with their text as text and alike in words."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from zoneanalysis.document.advances import advance
from zoneanalysis.document.svg import inline_svg, svg_text
from zoneanalysis.review.charts.batches import Batch, plot_batches
from zoneanalysis.review.charts.canvas import (
    Axes,
    Bar,
    Canvas,
    Item,
    Line,
    Marks,
    Text,
    Whiskers,
    round_steps,
)
from zoneanalysis.review.charts.dots import Dots, Legend, plot_panels
from zoneanalysis.review.charts.fan import Fan, FanMark, plot_fans
from zoneanalysis.review.charts.growth import growth_height, plot_growth
from zoneanalysis.review.charts.heat import Heat, plot_heat
from zoneanalysis.review.charts.history import HistoryPanel, HistoryPoint, plot_history
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.path import PathPanel, PathPoint, plot_paths
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.charts.targets import TargetRow, plot_targets, target_columns
from zoneanalysis.review.charts.verdicts import VERDICT_COLOURS, VerdictRow, plot_verdicts
from zoneanalysis.review.charts.waterfall import plot_waterfall
from zoneanalysis.values.intervals import Interval

F = Fraction
GROWTH = (
    Panel(
        "工业投资",
        (Mark("本市", "−18.8%", F("-18.8")), Mark("全省", "4.2%", F("4.2"), kind="reference")),
    ),
    Panel("增加值", (Mark("推算", "−4.6%", F("-4.6"), Interval(F("-4.7"), F("-4.5")), "implied"),)),
)
FAN = Fan(
    title="投资",
    months=(6, 12),
    told=(("1—6月", "−5.0%"), ("1—12月", "−4.0%（−6.0%～−2.0%）")),
    median=(-5.0, -4.0),
    bands={50: ((-5.0, -6.0), (-5.0, -2.0)), 95: ((-5.0, -30.0), (-5.0, 25.0))},
    points=(FanMark(6, "1—6月 公布", F(-5), "−5%", "own"),),
    targets=(),
    turning=None,
    turning_text="",
    note="",
)
BATCH = Batch("签约\n开工率", F(49), "49个", F(70), "70.7%", None, F(21), "21亿元", doubtful=True)
HISTORY = HistoryPanel("临汾", tuple(HistoryPoint(n, f"{n}", f"{n}.0", F(n)) for n in (1, 2, 3)))
GOAL = TargetRow("甲", F(9), "9%", F(10), "10%", reached=False, group="投资")
MONTHS = {month: f"{month}月" for month in range(1, 13)}
LEGEND = {
    "ticks": MONTHS,
    "bands_name": "",
    "median_name": "",
    "names": {"own": "", "implied": ""},
}
DOTS = Dots(
    "投资",
    (
        Mark(
            "甲市", "−18.8%", F("-18.8"), Interval(F("-18.85"), F("-18.75")), told="−18.8% [a, b]"
        ),
        Mark("乙市", "−39.1%", F("-39.1"), Interval(F("-39.15"), F("-39.05"))),
    ),
    (None, Mark("乙市全市", "−10.4%", F("-10.4"))),
    Mark("全省", "−18.3%", F("-18.3")),
)
SIGNS = Legend("开发区", "可能取值", "全市", "半数", "中位数")
# what each kind of chart draws, and rows that it must say under the pointer
TOLD = (
    (
        partial(plot_panels, (DOTS,), named=True, legend=SIGNS),
        ("投资", "甲市", "−18.8% [a, b]"),
        ("投资", "乙市全市", "−10.4%"),
        ("投资", "乙市", "−39.1%"),
    ),
    (partial(plot_fans, fans=(FAN,), **LEGEND),
     ("投资", "1—12月", "−4.0%（−6.0%～−2.0%）"), ("投资", "1—6月 公布", "−5%")),
    (partial(plot_targets, columns=((GOAL,),), legend=("目标", "达到", "未达")),
     ("投资", "甲", "9%"), ("投资", "甲 目标", "10%")),
    (partial(plot_batches, batches=(BATCH,), titles=("项目", "投资")),
     ("项目", "签约", "49个"), ("项目", "开工率", "70.7%")),
    (partial(plot_history, panels=(HISTORY,)), ("临汾", "1", "1.0"), ("临汾", "3", "3.0")),
    (partial(plot_waterfall, marks=(Mark("甲", "3", F(3)), Mark("乙", "-1", F(-1)))),
     ("甲", "3"), ("乙", "-1")),
    (partial(plot_heat, rows=("甲",), columns=("投资",), cells=((Heat("1", 0.5),),)),
     ("甲", "投资", "1")),
)  # fmt: skip


def on_axes(plot: Callable[..., None], *arguments: object, **named: object) -> Axes:
    """Return an Axes on which *plot* has drawn."""
    ax = Axes(Canvas(400, 150))
    plot(ax, *arguments, **named)
    return ax


def of(kind: type[Item], ax: Axes) -> list:
    """Return what of a kind is drawn on an Axes."""
    return [each for each in ax.items if isinstance(each, kind)]


def width(bar: Bar) -> float:
    """Return how long a bar is, against zero."""
    return bar.xs[1] - bar.xs[0]


def growth_chart():
    """Return a chart with a decline, a reference and an implied value."""
    return drawn(lambda ax: plot_growth(ax, GROWTH), height_mm=growth_height(GROWTH), alt="增速")


def test_text_stays_text() -> None:
    """Labels can be read, searched and spoken: they are text in the SVG, not outlines."""
    text = svg_text(growth_chart().svg)
    for told in ("工业投资", "本市", "−18.8%", "4.2%", "−4.6%"):
        assert told in text


def test_negative_values_carry_a_true_minus() -> None:
    """No chart writes a hyphen for a minus."""
    assert "-18" not in svg_text(growth_chart().svg)


def test_the_font_is_the_packages_own() -> None:
    """Every text asks for the font that HTML and PDF embed."""
    fonts = set(re.findall(r"font(?:-family)?: [^;\"]*?'([^']+)'", growth_chart().svg))
    assert fonts == {"ZoneSansSC"}


def test_no_label_crosses_the_zero_line_on_a_telephone() -> None:
    """Labels stand above their bars there; the line stands beside the bars only."""
    ax = Axes(Canvas(250, 150, narrow=True))
    plot_growth(ax, GROWTH)
    zero = [line for line in of(Line, ax) if list(line.xs) == [0, 0]]
    labels = [text.y for text in of(Text, ax) if text.kinds == ("figure", "data")]
    assert len(zero) == len(of(Bar, ax))
    assert not [1 for line in zero for y in labels if line.ys[0] <= y <= line.ys[1]]


def test_two_drawings_are_equal() -> None:
    """The same data give the same characters, without date or random id."""
    assert growth_chart().svg == growth_chart().svg


def test_another_process_draws_the_same() -> None:
    """A process with another hash seed draws the same characters."""
    code = (
        "from fractions import Fraction as F\n"
        "from zoneanalysis.review.charts.marks import Mark\n"
        "from zoneanalysis.review.charts.style import drawn\n"
        "from zoneanalysis.review.charts.waterfall import plot_waterfall\n"
        "marks = (Mark('甲', '3', F(3)), Mark('乙', '2', F(2)))\n"
        "print(hash(drawn(lambda ax: plot_waterfall(ax, marks), height_mm=30, alt='x').svg) * 0)\n"
        "import hashlib\n"
        "svg = drawn(lambda ax: plot_waterfall(ax, marks), height_mm=30, alt='x').svg\n"
        "print(hashlib.sha256(svg.encode()).hexdigest())\n"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1


def test_nothing_of_the_machine_is_in_the_svg() -> None:
    """No metadata, comment, date or path of the machine comes with a chart."""
    svg = growth_chart().svg
    assert "metadata" not in svg
    assert "<!--" not in svg
    assert "/home" not in svg


def test_bars_go_to_their_side_of_zero() -> None:
    """A decline lies to the left of zero, growth to the right, each as long as its value."""
    ax = on_axes(plot_growth, GROWTH[:1])
    assert sorted(bar.xs for bar in of(Bar, ax)) == [(0, -18.8), (0, 4.2)]


def test_a_whisker_shows_the_interval() -> None:
    """An implied value carries its interval, from end to end."""
    (whisker,) = of(Whiskers, on_axes(plot_growth, GROWTH[1:]))
    ((x, _, before, behind),) = whisker.points
    assert (x - before, x + behind) == pytest.approx((-4.7, -4.5))


def test_all_values_fit_into_the_frame() -> None:
    """Limits leave room on both sides for what is drawn, also where all is negative."""
    for points in ((F(-39), F(-10)), (F(1), F(154)), (F(-90), F(64)), (F(0), F(0))):
        panel = Panel("", tuple(Mark("x", str(p), p) for p in points))
        low, high = on_axes(plot_growth, (panel,)).xlim
        assert low <= min(float(p) for p in points)
        assert high >= max(float(p) for p in points)
        assert low < high


def test_bars_to_be_held_against_each_other_are_never_cut() -> None:
    """Of contributions 0.2, 0.1 and 1.8 the last is nine times the first, and drawn so."""
    panel = Panel("", tuple(Mark("x", str(p), p) for p in (F("0.2"), F("0.1"), F("1.8"))))
    ax = on_axes(partial(plot_growth, to_scale=True), (panel,))
    assert max(bar.xs[1] for bar in of(Bar, ax)) == pytest.approx(1.8)


def test_a_long_label_of_words_stands_on_two_lines_in_a_higher_row() -> None:
    """Nothing of an English name is cut while there is room below it."""
    name = "Contribution of the local economy to growth of GDP"
    long, short = (Panel("", (Mark(label, "1", F(1)),)) for label in (name, "GDP"))
    told = " ".join(text.text for text in of(Text, on_axes(plot_growth, (long,))))
    assert name in told.replace("\n", " ")
    assert growth_height((long,)) > growth_height((short,))


def test_one_long_bar_does_not_squeeze_the_others() -> None:
    """154.5 beside −5.6 and −18.8 is cut, visibly, and keeps its number; the others get room."""
    points = (F("-5.6"), F("-18.8"), F("154.5"))
    ax = on_axes(plot_growth, (Panel("", tuple(Mark("x", str(p), p) for p in points)),))
    assert max(abs(width(bar)) for bar in of(Bar, ax)) < 2 * 18.8
    assert len([line for line in of(Line, ax) if line.colour == "#ffffff"]) == 2
    assert "309/2" in [text.text for text in of(Text, ax)]


def test_reached_and_missed_differ_in_shape() -> None:
    """A missed target has an open dot, a reached one a full one; not colour alone."""
    rows = (
        TargetRow("甲", F(6), "6%", F(5), "5%", reached=True),
        TargetRow("乙", F(2), "2%", F(5), "5%", reached=False),
        TargetRow("丙", None, "", F(5), "5%"),
    )
    ax = on_axes(plot_targets, columns=(rows,), legend=("目标", "达到", "未达"))
    assert [mark.face for mark in of(Marks, ax)] == ["", "#ffffff"]


def test_no_value_is_written_over_a_zones_name() -> None:
    """The name stands clear of the longest text left of a mark, in a narrow panel, too."""
    rows = tuple(
        TargetRow(name, done, text, F(17), "17%", reached=False)
        for name, done, text in (
            ("Lüliang industrial zones", F("-39.1"), "−39.1%"),
            ("Fenyang Xinghuacun EDZ", F("9.9"), "9.9%"),
        )
    )
    axes: list[Axes] = []

    def plot(*both: Axes) -> None:
        plot_targets(*both, columns=(rows, rows), legend=("a", "b", "c"))
        axes.extend(both)

    drawn(plot, height_mm=40, alt="a", panels=2)
    for ax in axes[:2]:  # on a telephone the names stand above
        places = {each.text: each for each in of(Text, ax)}
        for row in rows:
            name, value = (places[each] for each in (row.label, row.achieved_text))
            ends = [ax.place(each.x, each.y, each.kinds)[0] for each in (name, value)]
            assert ends[0] + name.reach()[1] < ends[1] + value.reach()[0]


def test_a_path_marks_what_is_estimated() -> None:
    """Printed points are full; the report's estimates and implied ones are open."""
    panel = PathPanel(
        "投资",
        (
            PathPoint(5, "−27.0%", F(-27), "implied", interval=Interval(F("-27.1"), F("-26.9"))),
            PathPoint(6, "−18.8%", F("-18.8"), "own"),
            PathPoint(7, "−15.1%", F("-15.1"), "estimate"),
        ),
    )
    chart = drawn(
        lambda ax: plot_paths(
            ax,
            panels=(panel,),
            ticks={5: "1—5月", 6: "1—6月", 7: "1—7月"},
            names={"own": "公布", "estimate": "预计", "implied": "推算"},
        ),
        height_mm=50,
        alt="x",
    )
    text = svg_text(chart.svg)
    assert all(word in text for word in ("公布", "预计", "推算", "1—7月", "−27.0%"))


def path(*points: PathPoint) -> Axes:
    """Return an Axes with one path."""
    return on_axes(
        plot_paths,
        panels=(PathPanel("投资", points),),
        ticks={3: "一季度", 6: "1—6月"},
        names={"own": "公布", "reference": "参照"},
    )


def test_no_value_of_a_path_stands_on_the_line_of_zero() -> None:
    """3.8% a little above zero has its label above it, −2% below; growth elsewhere stands aside."""
    rising = PathPoint(3, "3.8%", F("3.8"), "own"), PathPoint(6, "9.9%", F("9.9"), "own")
    beside = PathPoint(6, "10.4%", F("10.4"), "reference", "全省")
    falling = PathPoint(3, "−2%", F(-2), "own"), PathPoint(6, "−9%", F(-9), "own")
    for points, text, upward in (
        ((*rising, beside), "3.8%", "bottom"),
        (falling, "−2%", "top"),
    ):
        ax = path(*points)
        (label,) = [each for each in of(Text, ax) if each.text == text]
        assert (label.across, label.upward) == ("end", upward)
    ax = path(*rising, beside)
    (aside,) = [mark for mark in of(Marks, ax) if mark.shape == "^"]
    (zero,) = [line for line in of(Line, ax) if list(line.ys) == [0, 0]]
    assert aside.xs[0] > 6 and max(zero.xs) < ax.xlim[1]  # no line runs through its name


def test_projects_that_no_rate_is_of_are_drawn_empty() -> None:
    """100 projects, a rate of 55 of them: the other 45 have an outline only."""
    batch = Batch("投产", F(100), "100个", F(80), "80%", F(55))
    whole, rated, done = of(Bar, on_axes(plot_batches, batches=(batch,), titles=("", "")))
    assert (width(whole), whole.fill, bool(whole.edge)) == (100, "#ffffff", True)
    assert (width(rated), width(done)) == (55, 44)


def test_doubt_stands_below_the_rate_that_it_is_of() -> None:
    """Above, it would float on the line of zero."""
    point = FanMark(5, "1—5月 推算", F(-4), "−4%", "implied", "[存疑]")
    fan = replace(FAN, points=(point, *FAN.points))
    (told,) = [each for each in of(Text, on_axes(plot_fans, fans=(fan,), **LEGEND))
               if each.text == "[存疑]"]  # fmt: skip
    assert (told.x, told.upward) == (5, "top") and told.shift[1] > 0


def test_a_target_stands_clear_of_the_line_of_zero() -> None:
    """White around it wider than the line, which runs behind it."""
    row = replace(GOAL, achieved=F(30), achieved_text="30%", reached=True)
    ax = on_axes(plot_targets, columns=((row,),), legend=("目标", "达到", "未达"))
    (told,) = [each for each in of(Text, ax) if each.text == "10%"]
    assert told.ground is not None and told.ground > 2


def test_a_batch_is_filled_as_far_as_its_rate() -> None:
    """Of 84 projects with a rate of 70.7%, 59.4 are dark."""
    batches = (Batch("签约", F(84), "84个", F("70.7"), "70.7%"),)
    ax = on_axes(plot_batches, batches=batches, titles=("", ""))
    assert sorted(map(width, of(Bar, ax))) == pytest.approx([59.388, 84])


def test_a_rate_in_doubt_is_hatched() -> None:
    """What the audit finds cannot be so is drawn as no fact: hatched, not filled."""
    doubtful = Batch("签约", F(84), "84个", F("70.7"), "70.7%", doubtful=True)
    ax = on_axes(plot_batches, batches=(doubtful,), titles=("", ""))
    assert [bar.hatched for bar in of(Bar, ax)] == [False, True]


def test_many_zones_stand_in_two_columns() -> None:
    """Whole indicators stay together, and no zone is lost."""
    rows = tuple(
        TargetRow(f"{group}{n}", F(n), str(n), F(5), "5", group=group)
        for group, count in (("甲", 9), ("乙", 6), ("丙", 2))
        for n in range(count)
    )
    columns = target_columns(rows)
    assert [len(column) for column in columns] == [9, 8]
    assert target_columns(rows[:8]) == (rows[:8],)


def test_contributions_follow_each_other() -> None:
    """Each bar begins where the one before ends: 3, then 3 + 2, then back by 1."""
    marks = tuple(
        Mark(name, text, F(text)) for name, text in (("甲", "3"), ("乙", "2"), ("丙", "-1"))
    )
    ax = on_axes(plot_waterfall, marks)
    assert [bar.xs for bar in of(Bar, ax)] == [(0, 3), (3, 5), (5, 4)]


def test_the_fan_holds_what_it_draws() -> None:
    """The axis of a forecast reaches beyond the widest of its bands."""
    low, high = on_axes(plot_fans, fans=(FAN,), **LEGEND).ylim
    assert low < -30
    assert high > 25


def test_a_doubtful_rate_stands_beside_what_it_may_be() -> None:
    """The printed rate is hatched; what the other figures give is marked below it, in words."""
    batch = Batch(
        "签约", F(50), "50个", F(70), "70%", doubtful=True, implied=(F(72),), implied_text="72%"
    )
    ax = on_axes(plot_batches, batches=(batch,), titles=("项目", ""))
    assert [bar.hatched for bar in of(Bar, ax)] == [False, True]
    (marked,) = [mark for mark in of(Marks, ax) if mark.shape == "^"]
    assert list(marked.xs) == [36.0]
    assert "72%" in [text.text for text in of(Text, ax)]


@pytest.mark.parametrize(
    ("implied", "assumed", "full", "hollow"),
    [
        ((F(72), F(74)), None, [36.5], []),  # a project more: the marks would overlap
        ((F(60), F(74)), None, [30.0, 37.0], []),
        ((F(60), F(72)), F(73), [30.0], [36.5]),
    ],
)
def test_marks_of_rates_do_not_overlap(implied, assumed, full, hollow) -> None:
    """Possible rates that are near share a mark; the one that is assumed keeps its own."""
    batch = Batch(
        "签约", F(50), "50个", F(70), "70%", doubtful=True, implied=implied, assumed=assumed
    )
    ax = on_axes(plot_batches, batches=(batch,), titles=("项目", ""))
    marks = [mark for mark in of(Marks, ax) if mark.shape == "^"]
    assert [x for mark in marks if not mark.face for x in mark.xs] == full
    assert [x for mark in marks if mark.face for x in mark.xs] == hollow


def test_each_verdict_has_its_number_and_word() -> None:
    """A bar of verdicts carries the counts as text, and a legend in words."""
    row = VerdictRow("经济", (("consistent", 3), ("impossible", 1), ("inconsistent", 0)))
    ax = on_axes(plot_verdicts, (row,), names=dict.fromkeys(VERDICT_COLOURS, "词"))
    assert [text.text for text in of(Text, ax)] == ["3", "1", "经济"]
    assert len(ax.canvas.legend) == 2


def test_the_words_hold_the_values() -> None:
    """The alternative text is made of the very labels and values of the marks."""
    words = spoken(GROWTH, "zh")
    assert words == "工业投资：本市 −18.8%，全省 4.2%。增加值：推算 −4.6%。"


@pytest.mark.filterwarnings("error")
def test_a_long_name_leaves_room_for_the_marks() -> None:
    """Sixty signs are cut beside the Axes; the pointer and the CSV have them whole."""
    marks = tuple(Mark(f"云川{n}" + "开发区" * 20, f"{n}%", F(n)) for n in range(3))
    for plot in (
        lambda ax: plot_growth(ax, (Panel("", marks),)),
        lambda ax: plot_waterfall(ax, marks),
        lambda ax: plot_panels((Dots("增速", marks),), ax, named=True, legend=SIGNS),
    ):
        chart = drawn(plot, height_mm=40, alt="a")
        for svg in (chart.svg, chart.narrow):
            assert marks[0].label not in svg_text(svg)
            assert marks[0].label[:14] in svg_text(svg)
        assert marks[0].label in chart.svg


def test_a_mark_says_its_value_under_the_pointer() -> None:
    """One title of a bar; one for each dot of many, in order; none is lost on the way to a page."""
    marks = tuple(Mark(f"云川{n}", f"{40 - n}%", F(40 - n)) for n in range(40))
    dots = Dots("增速", marks)
    bars = (Panel("增速", marks[:2]),)
    plot = partial(plot_panels, (dots,), named=False, legend=SIGNS)
    many = drawn(plot, height_mm=70, alt="a")
    few = drawn(lambda ax: plot_growth(ax, bars), height_mm=30, alt="a")
    for chart, count in ((many, 40), (few, 2)):
        page = inline_svg(chart.svg, prefix="c", label="a")
        titles = re.findall(r"<title>([^<]*)</title>", page)
        assert titles == [f"增速\t{mark.label}\t{mark.text}" for mark in marks[:count]]


@pytest.mark.parametrize(("plot", "rows"), [(plot, rows) for plot, *rows in TOLD])
def test_every_kind_of_chart_says_its_values(plot: Callable[..., None], rows: list[tuple]) -> None:
    """Fan, targets, batches, history, steps, contributions, heat: each mark says what it is."""
    page = inline_svg(drawn(plot, height_mm=40, alt="a").svg, prefix="c", label="a")
    titles = re.findall(r"<title>([^<]*)</title>", page)
    assert [row for row in rows if "\t".join(row) not in titles] == []


def test_a_value_stands_beside_its_own_dot() -> None:
    """−39.1% on the side away from the whole city's hollow dot, which has a value of its own."""
    places = {}

    def plot(ax: Axes) -> None:
        plot_panels((DOTS,), ax, named=True, legend=SIGNS)
        places.update({each.text: (each.x, each.shift[0]) for each in of(Text, ax)})

    chart = drawn(plot, height_mm=40, alt="a")
    own, side = places["−39.1%"]
    assert own < -39 and side < 0  # the whole city is to the right
    assert places["−10.4%"] == (-10.4, -side)
    assert all(
        name in svg_text(chart.svg) for name in ("开发区", "可能取值", "全市", "全省 −18.3%")
    )


def test_the_line_of_all_begins_below_its_name() -> None:
    """Dashes above and below the name look like a line through it."""
    for named in (True, False):
        ax = on_axes(lambda ax, n=named: plot_panels((DOTS,), ax, named=n, legend=SIGNS))
        (line,) = (each for each in of(Line, ax) if each.dash)
        (name,) = (each for each in of(Text, ax) if each.text == "全省 −18.3%")
        assert name.y < min(line.ys) < max(line.ys) == ax.ylim[0]


def test_every_dot_has_its_interval() -> None:
    """One bar with two ends a city, of few; of many, one line with gaps."""
    ax = on_axes(lambda ax: plot_panels((DOTS,), ax, named=True, legend=SIGNS))
    (whiskers,) = of(Whiskers, ax)
    found = sorted(end for x, _, down, up in whiskers.points for end in (x - down, x + up))
    assert found == pytest.approx([-39.15, -39.05, -18.85, -18.75])
    ax = on_axes(lambda ax: plot_panels((DOTS,), ax, named=False, legend=SIGNS))
    ends = [-18.85, -18.75, math.nan, -39.15, -39.05, math.nan]
    assert of(Line, ax)[0].xs == pytest.approx(ends, nan_ok=True)


def test_a_text_is_as_wide_as_the_font_sets_it() -> None:
    """Han as wide as high; digits alike; what the font lacks is guessed."""
    assert advance("增长", 9) == advance("\U000323af" * 2, 9) == 18
    assert advance("1", 9) == advance("7", 9) < advance("1", 9, bold=True)


def test_ticks_stand_at_round_numbers() -> None:
    """At most so many and one, with the places that they need and a true minus."""
    assert list(round_steps(-0.31, 0.3, 4).values()) == ["−0.2", "0.0", "0.2"]
    assert list(round_steps(0, 1, 4)) == [0, 0.5, 1]
    assert list(round_steps(96, 104, 4).values()) == ["96", "98", "100", "102", "104"]
    assert list(round_steps(-1500, 900, 4)) == [-1000, 0]
