"""The bulletin and the scorecard as documents, and as a build places them."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace

import openpyxl
import pytest

from zoneanalysis.document.model import Cards, Chart, Heading, Table
from zoneanalysis.document.reading import plain_text
from zoneanalysis.document.workbook import tables_workbook
from zoneanalysis.errors import InputError
from zoneanalysis.panel import Panel, alerts, rate_standings, scorecard, stuck
from zoneanalysis.review.dispatch import Bulletin, Scorecard
from zoneanalysis.review.review import Review
from zoneanalysis.run.pipeline import build

from .conftest import DATA

BULLETIN = ("cover", "summary", "ranking", "indicators", "warnings", "projects", "tasks", "notes")
SCORECARD = ("cover", "summary", "items", "arithmetic")


def rows(document, anchor: str) -> list[list[str]]:
    """Return the cells of a table as text."""
    (table,) = [b for b in document.blocks if isinstance(b, Table) and b.anchor == anchor]
    return [
        ["".join(run if isinstance(run, str) else run.text for run in cell.runs) for cell in row]
        for row in table.rows
    ]


@pytest.mark.parametrize("kind", [Bulletin, Scorecard])
def test_every_section_is_written_in_the_language_asked_for(yunchuan, kind):
    """No English word in Chinese pages but codes; no Chinese in English but names."""
    sections = BULLETIN if kind is Bulletin else SCORECARD
    for section in sections:
        words = plain_text(getattr(kind(yunchuan, "2024-05", "zh"), section)())
        assert words.strip()
        assert re.findall(r"[A-Za-z]{4,}", words.replace("scheme.csv", "")) == []
        english = plain_text(getattr(kind(yunchuan, "2024-05", "en"), section)())
        assert not re.search(r"[一-鿿]", english)


def test_the_ranking_shows_places_arrows_and_projects(yunchuan):
    """Against the standings of both months."""
    shown = rows(Bulletin(yunchuan, "2024-05", "en").ranking(), "table-ranking")
    now = rate_standings(yunchuan, "2024-05")
    before = {each.zone: each.place for each in rate_standings(yunchuan, "2024-04")}
    for row, each in zip(shown, now, strict=True):
        moved = before[each.zone] - each.place
        assert row[1].split()[0] == str(each.place)
        assert row[2] == ("→" if moved == 0 else f"{'↑' if moved > 0 else '↓'}{abs(moved)}")
        assert f"({each.rates['start_rate'].reached}/{each.rates['start_rate'].of})" in row[3]
        assert row[-1] == {"yes": "yes", "could be": "could be", "no": ""}[each.last]


def test_warnings_name_value_threshold_and_what_follows(yunchuan):
    """One row an alert, in its order."""
    shown = rows(Bulletin(yunchuan, "2024-05", "en").warnings(), "table-warnings")
    assert [row[-1] for row in shown] == [
        {"talk": "formal talk", "letter": "letter of warning", "open": "to be confirmed"}.get(
            each.level, each.level
        )
        for each in alerts(yunchuan, "2024-05")
    ]
    assert shown[0][2:5] == ["−13.2 < −8", "15", "letter after 2, talk after 3"]


def test_levels_stand_in_one_unit_that_the_table_names(yunchuan):
    """A zone's 万元 beside 亿元 of the others; in English in billions."""
    frame = yunchuan.tables["panel"].copy()
    own = (frame["zone"] == "CN-9901-DZ-BEISHAN") & (frame["indicator"] == "industrial_investment")
    levels = own & (frame["measure"] == "ytd")
    frame.loc[levels, "value"] = (frame.loc[levels, "value"].astype(float) * 10_000).map(
        "{:.0f}".format
    )
    frame.loc[levels, "unit"] = "万元"
    projects = yunchuan.tables["projects"].copy()
    projects.loc[projects["name"] == "海纳精密铸件项目", ["planned", "unit"]] = "27500", "万元"
    tables = {**yunchuan.tables, "panel": frame, "projects": projects}
    mixed = Panel("mixed", yunchuan.meta, tables, yunchuan.indicators, yunchuan.areas)
    for language, unit, level in (("zh", "亿元", "8.42"), ("en", "CNY billion", "0.842")):
        page = Bulletin(mixed, "2024-05", language)
        anchor = "table-industrial-investment"
        (table,) = [b for b in page.indicators().blocks if getattr(b, "anchor", "") == anchor]
        assert unit in table.caption
        assert rows(page.indicators(), anchor)[0][1] == level
        assert rows(page.projects(), "table-stuck")[0][5] == ("2.75" if language == "zh" else "275")
    assert scorecard(mixed, "2024-05")[0].total == scorecard(yunchuan, "2024-05")[0].total


def test_worked_out_numbers_say_how(yunchuan):
    """完成率 with its arithmetic, 拉动 with its interval, each once."""
    document = Bulletin(yunchuan, "2024-05", "zh").indicators()
    tables = [block for block in document.blocks if isinstance(block, Table)]
    runs = [run for t in tables for row in t.rows for cell in row for run in cell.runs]
    told = {run.provenance.id: run.provenance for run in runs if getattr(run, "provenance", None)}
    assert len(told) == sum(bool(getattr(run, "provenance", None)) for run in runs)
    assert sum(each.startswith(("attained-", "part-")) for each in told) == 25
    attained = told["attained-industrial-investment-cn-9901-dz-beishan"]
    assert attained.numbers.startswith("8.42 ÷ 20.1")
    assert told["part-industrial-investment-cn-9901-dz-beishan"].interval == "1.1～1.3"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_says_where_every_printed_value_stands(yunchuan, language):
    """File and row of levels, growth, targets and planned investment, as the file has them."""
    page = Bulletin(yunchuan, "2024-05", language)
    documents = [
        page.indicators(),
        page.projects(),
        Scorecard(yunchuan, "2024-05", language).items(),
    ]
    raw = tables_workbook(documents, language=language, date="2024-05-31")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    *sheets, sources = book.worksheets
    known = {(row[0], row[1]): row[4] or "" for row in sources.iter_rows(3, values_only=True)}
    lines = {
        name: (DATA / "panels" / "yunchuan" / f"{name}.csv").read_text("utf-8").splitlines()
        for name in ("panel", "targets", "projects")
    }
    seen = set()
    for words in known.values():
        for file, row in re.findall(r"(\w+)\.csv(?:, row |，第)(\d+)", words):
            value = re.search(r"[-\d.]+", words)[0]
            assert f",{value}," in lines[file][int(row) - 1]
            seen.add(file)
    assert seen == set(lines)
    for sheet in sheets[:-2]:  # but ranks of waiting days, which are counted
        for cell in (cell for row in sheet.iter_rows(3) for cell in row):
            assert (
                cell.data_type != "n"
                or cell.value is None
                or ((sheet.title, cell.coordinate) in known)
            ), (sheet.title, cell.coordinate)


def test_headings_say_what_was_found(yunchuan, small):
    """Counted here anew; the section's name stands above as a small label."""
    page = Bulletin(yunchuan, "2024-05", "en")
    told = {
        heading.label: heading.text
        for section in BULLETIN[1:-1]
        for heading in getattr(page, section)().blocks
        if isinstance(heading, Heading)
    }
    first = [each.zone for each in rate_standings(yunchuan, "2024-05") if each.best == 1]
    assert len(first) > 1
    assert told["Ranking by the four rates"] == (
        "First place by the four rates is open between "
        f"{', '.join(map(page.name, first[:-1]))} and {page.name(first[-1])}"
    )
    called = {each.zone for each in alerts(yunchuan, "2024-05") if each.level == "talk"}
    assert told["Warnings and talks"] == f"Zones due a formal talk: {len(called)}; due a letter: 0"
    assert told["Projects that wait"].startswith(
        f"Projects that wait: {len(stuck(yunchuan, page.day))}"
    )
    assert told["Tasks overdue"].startswith(f"Tasks overdue: {len(page.overdue)}; the oldest")
    fell = small(panel=["ZZ-1-A,2024-05,investment,ytd_yoy,-2,%,actual",
                        "ZZ-1-B,2024-05,investment,ytd_yoy,3,%,actual"])  # fmt: skip
    (heading,) = [
        b for b in Bulletin(fell, "2024-05", "zh").summary().blocks if isinstance(b, Heading)
    ]
    assert heading.label == "本月要点" and heading.text.endswith("：2个开发区中1个下降")
    alone = small(panel=["ZZ-1-A,2024-05,investment,ytd_yoy,-2,%,actual"])
    (plain,) = [
        b for b in Bulletin(alone, "2024-05", "zh").summary().blocks if isinstance(b, Heading)
    ]
    assert (plain.text, plain.label) == ("本月要点", "")


def test_a_column_without_values_and_a_zone_twice_are_not_there(yunchuan):
    """规上工业增加值 has no target of its level; a zone alone is its own group."""
    shown = rows(Bulletin(yunchuan, "2024-05", "zh").indicators(), "table-industrial-value-added")
    assert {len(row) for row in shown} == {4}
    scheme = yunchuan.tables["scheme"].replace("CN-9901-DZ-TOUR", "CN-9901-DZ-YUNHAI")
    frame = yunchuan.tables["panel"]
    others = (frame["indicator"] == "fixed_asset_investment") & (
        frame["zone"] != "CN-9901-DZ-YUNHAI"
    )
    tables = {**yunchuan.tables, "scheme": scheme, "panel": frame[~others]}
    panel = Panel("alone", yunchuan.meta, tables, yunchuan.indicators, yunchuan.areas)
    page = Bulletin(panel, "2024-05", "zh").indicators()
    assert [row[0] for row in rows(page, "table-fixed-asset-investment")] == ["云海"]


def test_the_zones_that_a_sum_or_a_share_is_of_are_said(yunchuan):
    """A group, with how many have the indicator; the city above them; or how many they are."""
    page = Bulletin(yunchuan, "2024-05", "zh")
    shown = rows(page.indicators(), "table-fixed-asset-investment")
    assert [row[0] for row in shown[-2:]] == ["全市开发区（11个中列3个）", "全市"]
    assert rows(page.indicators(), "table-industrial-investment")[-2][0] == "工业类开发区"
    said = plain_text(page.summary())
    assert "云海拉动全市增长1.4个百分点" in said
    assert "全部开发区" not in said
    frame = yunchuan.tables["panel"]
    tables = {**yunchuan.tables, "panel": frame[frame["zone"] != "CN-9901"]}
    alone = Bulletin(
        Panel("alone", yunchuan.meta, tables, yunchuan.indicators, yunchuan.areas), "2024-05", "zh"
    )
    said = plain_text(alone.summary())
    assert "南江拉动工业类开发区增长10.5个百分点" in said
    assert "云海拉动这3个开发区合计增长9.3个百分点" in said


def test_contributions_are_drawn_up_to_the_growth_of_the_city(yunchuan):
    """Bars of the zones, the others and the city; none of three zones."""
    charts = [b for b in Bulletin(yunchuan, "2024-05", "en").indicators().blocks
              if isinstance(b, Chart) and b.anchor.startswith("chart-parts-")]  # fmt: skip
    assert [each.anchor for each in charts] == ["chart-parts-industrial-investment"]
    found = re.findall(r"(\w[\w ]*) ([+−]?[\d.]+)[,.]", charts[0].alt.partition(". ")[2])
    bars = {name: float(value.replace("−", "-")) for name, value in found}
    assert len(bars) == 10
    assert bars["Yunchuan"] == 7.6
    assert sum(bars.values()) - 7.6 == pytest.approx(7.6, abs=0.5)


def test_letters_and_talks_count_zones_and_each_once(yunchuan):
    """By the gravest that follows, the same on the card, in the sentence and above the table."""
    page = Bulletin(yunchuan, "2024-05", "en")
    (cards,) = [b for b in page.summary().blocks if isinstance(b, Cards)]
    (card,) = [each for each in cards.cards if each.label == "Zones with a talk or letter"]
    called = {each.zone for each in alerts(yunchuan, "2024-05") if each.level == "talk"}
    assert card.value.text == str(len(called)) == "2"
    assert [number.text for _, number, _ in card.detail] == ["2", "0"]
    assert "To be called in for a formal talk: Xiling and Baisha." in plain_text(page.summary())
    lead = plain_text(page.warnings())
    assert "thresholds: 10. " in lead
    assert "formal talk 2 (Xiling and Baisha); reminder 3 (Beishan, Heishi and Wotian)" in lead
    assert "to be confirmed 1 (Longquan)" in lead


def test_chinese_that_has_no_english_is_explained(yunchuan):
    """Where the panel has no words for it; else nothing is said."""
    said = "stand as the office's ledgers have them"
    assert said not in plain_text(Bulletin(yunchuan, "2024-05", "en").notes())
    tables = {**yunchuan.tables, "english": yunchuan.tables["english"].iloc[:9]}
    panel = Panel("few", yunchuan.meta, tables, yunchuan.indicators, yunchuan.areas)
    assert said in plain_text(Bulletin(panel, "2024-05", "en").notes())
    assert said not in plain_text(Bulletin(panel, "2024-05", "zh").notes())


def test_a_task_has_an_office_and_a_project_a_person(yunchuan):
    """责任单位 of the one, 责任人 of the other, as the ledgers' heads are."""
    page = Bulletin(yunchuan, "2024-05", "zh")
    heads = [[column.label for column in block.columns]
             for section in (page.projects(), page.tasks())
             for block in section.blocks if isinstance(block, Table)]  # fmt: skip
    assert heads[0][-1] == "责任人"
    assert heads[1][4] == "责任单位"


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        (["-3.0", "-1.5"], "：2个开发区均下降；B降幅最小，下降1.5%。"),
        (["-3.0"], "：A下降3.0%。"),
        (["3.0"], "：A增长3.0%。"),
        (["3.0", "-1.5"], "：2个开发区中1个下降（B）；A增速最高，增长3.0%。"),
        (["3.0", "1.5"], "：2个开发区均未下降；A增速最高，增长3.0%。"),
    ],
)
def test_growth_is_told_as_what_it_is(small, rates, said):
    """One zone, all of them falling, some, none."""
    rows = [
        f"ZZ-1-{'ABCD'[at]},2024-05,investment,ytd_yoy,{rate},%,actual"
        for at, rate in enumerate(rates)
    ]
    assert said in plain_text(Bulletin(small(panel=rows), "2024-05", "zh").summary())


def levels(month: str, *values: str) -> list[str]:
    """Return the levels of as many zones in a month."""
    return [f"ZZ-1-{zone},{month},investment,ytd,{value},亿元,actual"
            for zone, value in zip("ABCD", values, strict=False)]  # fmt: skip


def test_levels_alone_make_a_bulletin_and_none_out_of_a_loss(small):
    """Growth is worked out of both years; from a negative base there is none."""
    panel = small(panel=levels("2023-05", "5.0", "4.0", "-2.0", "3.0")
                  + levels("2024-05", "6.0", "3.0", "-3.1", "3.6"))  # fmt: skip
    page = Bulletin(panel, "2024-05", "zh")
    assert [row[2] for row in rows(page.indicators(), "table-investment")] == [
        "+20.0", "−25.0", "—", "+20.0",
    ]  # fmt: skip
    said = plain_text(page.summary())
    assert "3个开发区中1个下降（B）；A、D增速最高，增长20.0%" in said
    assert "约谈" not in said
    assert "逾期" not in said


def test_equal_growth_and_equal_contributions_have_no_first(small):
    """All grew alike; none contributed most."""
    panel = small(panel=levels("2023-05", *["5.0"] * 4) + levels("2024-05", *["5.5"] * 4))
    said = plain_text(Bulletin(panel, "2024-05", "zh").summary())
    assert "4个开发区均增长10.0%。" in said
    assert "最" not in said


def test_ranks_are_compared_with_a_month_that_is_named(yunchuan, small):
    """And with none where the panel's last month before is a year ago."""
    page = Bulletin(yunchuan, "2024-05", "zh")
    (table,) = [b for b in page.ranking().blocks if isinstance(b, Table)]
    assert "较2024年4月" in table.caption
    rates = [f"ZZ-1-{zone},{month},start_rate,rate,50.0,%,actual"
             for zone in "ABCD" for month in ("2023-05", "2024-05")]  # fmt: skip
    (table,) = [b for b in Bulletin(small(panel=rates), "2024-05", "zh").ranking().blocks
                if isinstance(b, Table)]  # fmt: skip
    assert table.caption == "各开发区四率"
    assert "升降" not in {column.label for column in table.columns}
    assert "修约" in table.note


@pytest.mark.parametrize(
    ("language", "label", "leads"), [("zh", "结果", "居首"), ("en", "Result", "leads with")]
)
def test_the_heading_of_a_scorecard_names_who_leads(yunchuan, language, label, leads):
    """With the points that the table below shows; where ranges overlap, between whom it is open."""
    page = Scorecard(yunchuan, "2024-05", language)
    heading = page.summary().blocks[0]
    first = [each for each in scorecard(yunchuan, "2024-05") if each.best == 1]
    assert heading.label == label
    assert all(page.name(each.zone) in heading.text for each in first)
    assert (leads in heading.text) is (len(first) == 1)


def test_a_scorecard_is_open_between_equals(yunchuan):
    """Where two may be first, the heading names both and no leader."""
    page = Scorecard(yunchuan, "2024-05", "en")
    page.__dict__["card"] = [replace(each, best=1) for each in page.card[:2]]
    text = page.summary().blocks[0].text
    assert text.startswith("First place is open")
    assert all(page.name(each.zone) in text for each in page.card)


def test_a_scorecard_without_a_scheme_is_refused(small):
    """With where the scheme goes."""
    with pytest.raises(InputError, match=r"scheme\.csv"):
        Scorecard(small(panel=levels("2024-05", "5.0")), "2024-05")


def test_many_tasks_and_many_zones_stay_readable(yunchuan):
    """The oldest tasks of many; items across where more zones stand down than a page is wide."""
    tasks = yunchuan.tables["tasks"]
    late = tasks.iloc[[0] * 60].assign(id=[f"x{at}" for at in range(60)], done="")
    page = Bulletin(
        Panel("late", yunchuan.meta, {**yunchuan.tables, "tasks": late}, yunchuan.indicators,
              yunchuan.areas), "2024-05", "zh",
    )  # fmt: skip
    assert [row[0] for row in rows(page.tasks(), "table-tasks")] == [f"x{at}" for at in range(40)]
    assert "60项中最早的40项" in plain_text(page.tasks())
    area = next(each for each in yunchuan.areas.values() if each.kind == "zone")
    more = {f"{area.code}-{at}": replace(area, code=f"{area.code}-{at}", short_zh=f"区{at}")
            for at in range(20)}  # fmt: skip
    group = yunchuan.areas["CN-9901-DZ"]
    areas = {**yunchuan.areas, **more, group.code: replace(group, members=tuple(more))}
    scheme = yunchuan.tables["scheme"]
    tables = {**yunchuan.tables, "scheme": scheme[scheme["zones"] == group.code]}
    card = Scorecard(
        Panel("many", yunchuan.meta, tables, yunchuan.indicators, areas), "2024-05", "zh"
    )
    assert len(rows(card.items(), "table-items")) == 20
    (items,) = [b for b in card.items().blocks if isinstance(b, Table)]
    assert items.columns[0].label == "开发区"
    many = Panel(
        "many", yunchuan.meta, yunchuan.tables,
        yunchuan.indicators,
        {**areas, group.code: replace(group, members=(*yunchuan.zones, *more))},
    )  # fmt: skip
    (chart,) = [b for b in Scorecard(many, "2024-05", "zh").items().blocks if isinstance(b, Chart)]
    assert chart.caption.startswith("得分前15位与后15位")


def test_a_panel_without_a_scheme_or_ledgers_has_a_bulletin(yunchuan):
    """Its indicators, and no ranking, warnings, projects or tasks."""
    empty = {name: frame.iloc[:0] for name, frame in yunchuan.tables.items() if name != "panel"}
    frame = yunchuan.tables["panel"]
    tables = {**empty, "panel": frame[frame["measure"] != "rate"]}
    page = Bulletin(
        Panel("bare", yunchuan.meta, tables, yunchuan.indicators, yunchuan.areas), "2024-05"
    )
    assert len(rows(page.indicators(), "table-industrial-investment")) == 10
    for section in ("ranking", "warnings", "projects", "tasks"):
        assert getattr(page, section)().blocks == ()


def test_the_scorecard_shows_every_score_with_its_arithmetic(yunchuan):
    """Points add to the total."""
    page = Scorecard(yunchuan, "2024-06", "zh")
    lines = rows(page.arithmetic(), "table-arithmetic")
    for each in scorecard(yunchuan, "2024-06"):
        own = [line for line in lines if line[0] == yunchuan.name(each.zone, "zh")]
        assert len(own) == len(each.scores)
        total = sum(float(line[3].replace("−", "-")) for line in own)
        assert total == pytest.approx(float(each.total.point), abs=0.03)


def test_the_map_says_in_words_what_it_shows(yunchuan):
    """Every zone, every value."""
    chart = next(
        b for b in Bulletin(yunchuan, "2024-05", "zh").indicators().blocks if isinstance(b, Chart)
    )
    assert all(yunchuan.name(zone, "zh") in chart.alt for zone in yunchuan.zones)
    assert "−15.8" in chart.alt


def test_an_unknown_month_or_language_is_refused(yunchuan):
    """With the months that there are."""
    with pytest.raises(InputError, match="2023-02 to 2024-12"):
        Bulletin(yunchuan, "2025-01")
    with pytest.raises(InputError, match="zh, en"):
        Bulletin(yunchuan, "2024-05", "de")


def test_a_build_keeps_the_other_pages_of_a_panel(tmp_path):
    """First the bulletin, then the scorecard: both are there and on the index page."""
    for page in ("bulletin 2024-05", "scorecard 2024-06"):
        outcome = build(
            panels={"yunchuan": [page]},
            data=DATA,
            output=tmp_path,
            languages=("zh",),
            formats=("html",),
            jobs=1,
        )
        assert not outcome.failed
    names = {path.name for path in (tmp_path / "yunchuan").glob("*.html")}
    assert names == {"bulletin-2024-05.zh.html", "scorecard-2024-06.zh.html"}
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f"yunchuan/{name}" in index for name in names)
    again = build(
        panels={"yunchuan": ["bulletin 2024-05"]},
        data=DATA,
        output=tmp_path,
        languages=("zh",),
        formats=("html",),
    )
    assert [each.status for each in again.built] == ["unchanged"]
    lost = build(panels={"yunchuan": ["bulletin 2031-01"]}, data=DATA, output=tmp_path)
    assert "2023-02 to 2024-12" in lost.failed[0].errors[0]


def test_a_review_takes_its_zones_from_the_panel_and_reconciles_the_report():
    """Where the data package has a panel on them; without one there is no such section."""
    review = Review.open("yunchuan-2024h1", data=str(DATA / "lessons" / "planted-panel"))
    document = review.chapters["monthly"]
    shown = rows(document, "table-reconciliation")
    assert [row[2:4] for row in shown if row[4] != "相符"] == [["72.42亿元", "62.42亿元"]]
    assert len(shown) == 7
    assert len(rows(document, "table-industrial-investment")) == 10
    assert len(rows(document, "table-ranking")) == 11
    found = "同有的7项数据中，1项不符：工业类开发区 工业投资"
    assert found in plain_text(document)
    assert found in plain_text(review.chapters["summary"])
    assert "开发区开发区" not in plain_text(review.cover())
    assert "monthly" not in Review.open("linfen-2023h1", data=str(DATA)).chapters


def test_a_review_is_written_where_the_panel_lacks_its_month(tmp_path):
    """Then without a section on it, and the panel's period doesn't matter."""
    shutil.copytree(DATA / "lessons" / "planted-panel", tmp_path / "data")
    path = tmp_path / "data" / "panels" / "yunchuan" / "panel.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ",2024-06," not in line), encoding="utf-8")
    review = Review.open("yunchuan-2024h1", data=str(tmp_path / "data"))
    assert "monthly" not in review.chapters
