"""The comparison of cities: only what can be compared, with what sets it apart."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.document.export.notebooks import code, document, notebook
from zoneanalysis.audit import audit
from zoneanalysis.audit.remarks import remarks_across
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import export_notebook
from zoneanalysis.document.model import Chart, Number, Paragraph, Table, Verdictmark
from zoneanalysis.document.reading import parts, plain_text, run_text
from zoneanalysis.document.svg import svg_text
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Report
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.comparison import Comparison
from zoneanalysis.review.facts.pairs import comparable, matched
from zoneanalysis.review.narrative.cities import groups, growth_sentence, listed
from zoneanalysis.review.narrative.city_titles import audit_title, means_title
from zoneanalysis.review.review import Review
from zoneanalysis.review.tables.cities import PAGE_WIDTH
from zoneanalysis.values.figures import Figure

sys.path.insert(0, str(Path(__file__).parent))
from yunchuan import yunchuan

REPO = Path(__file__).parents[2]
SECTIONS = (
    "cover",
    "overview",
    "economy",
    "pipeline",
    "resources",
    "audit",
    "repeats",
    "definitions",
)
BOTH = ("linfen-2023h1", "lvliang-2023h1")


@pytest.fixture(scope="module")
def package() -> DataPackage:
    """Return the data package of the repository."""
    return DataPackage.find(REPO / "data")


@pytest.fixture(scope="module")
def english(package: DataPackage) -> Comparison:
    """Return both reports side by side, in English."""
    return Comparison(tuple(package.read(each) for each in BOTH), "en")


def columns(document: Document, name: str) -> dict[str, list[str]]:
    """Return the cells of the columns of that name, and of the columns behind them, by city."""
    found: dict[str, list[str]] = {}
    for table in (block for block in document.blocks if isinstance(block, Table)):
        for at, column in enumerate(table.columns):
            if column.label == name:
                for row in table.rows:
                    cells = [run_text(each.runs) for each in row[at : at + 2]]
                    found.setdefault(run_text(row[0].runs), []).extend(cells)
    return found


def test_cities_are_rows_in_order_of_their_rates(package: DataPackage) -> None:
    """The highest growth first, each with its ranks: rounding leaves neighbours open."""
    made = Comparison(invented(package, 3), "en")
    found = columns(made.economy(), "Industrial investment · growth on a year earlier")
    assert [f"{name} {' '.join(cells)}" for name, cells in found.items()] == [
        "Yunchuan2 −4.8% 1–2",
        "Yunchuan1 −4.9% 1–3",
        "Yunchuan0 −5.0% 2–3",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_cities_have_no_ranks(package: DataPackage, language: str) -> None:
    """First and second of two say nothing that the values do not; no note speaks of ranks."""
    made = Comparison(tuple(package.read(each) for each in BOTH), language)
    tables = [b for name in SECTIONS for b in getattr(made, name)().blocks if isinstance(b, Table)]
    assert not {"Rank", "位次"} & {column.label for table in tables for column in table.columns}
    assert not re.search("rank|位次", plain_text(made.economy()) + plain_text(made.pipeline()))
    assert len([b for b in made.economy().blocks if isinstance(b, Table)]) == 1


def test_levels_are_not_ranked(package: DataPackage) -> None:
    """Cities differ in size, so that levels have no rank beside them."""
    ranked = []
    for block in Comparison(invented(package, 3), "en").economy().blocks:
        if isinstance(block, Table):
            labels = [column.label for column in block.columns]
            ranked += [labels[at - 1] for at, label in enumerate(labels) if label == "Rank"]
    assert ranked and all("growth" in label or "share" in label for label in ranked)


def test_one_rate_in_all_cities_has_no_rank_and_no_ends(package: DataPackage) -> None:
    """从3市70.7%到3市70.7% says nothing; nor does a column of 1–3."""
    made = Comparison(invented(package, 3), "zh").pipeline()
    assert made.blocks[0].text == "开工率：3市均为70.7%"
    labels = {c.label for b in made.blocks if isinstance(b, Table) for c in b.columns}
    assert "开工率" in labels and "位次" not in labels


def test_counts_of_one_column_have_one_measure_word(package: DataPackage) -> None:
    """One report counts zones in 家, the other in 个."""
    made = Comparison(tuple(package.read(each) for each in BOTH), "zh")
    found = columns(made.economy(), "开发区数")
    assert {cells[0][-1] for cells in found.values()} == {"家"}
    told = plain_text(made.definitions())
    assert "工业类开发区（9家），吕梁市工业（综合）类开发区（8家）" in told


def test_the_sign_of_an_unprinted_date_is_explained_where_it_stands(package: DataPackage) -> None:
    """Below the table that has it, not in a paragraph of its own behind another table."""
    blocks = Comparison(tuple(package.read(each) for each in BOTH), "zh").resources().blocks
    signed = next(b for b in blocks if isinstance(b, Table))
    assert "†" in run_text(signed.rows[0][1].runs) and "† 原文未印日期" in signed.note
    assert not any(isinstance(b, Paragraph) for b in blocks)


def test_two_cities_stand_in_one_order_in_every_table(english: Comparison) -> None:
    """Ranks order the rows of three; of two a reader looks for the first in the same place."""
    sections = (english.economy(), english.pipeline(), english.resources(), english.audit())
    tables = [b for each in sections for b in each.blocks if isinstance(b, Table)]
    assert {tuple(run_text(row[0].runs) for row in t.rows) for t in tables} == {
        ("Linfen", "Lüliang")
    }
    assert not [b for b in english.audit().blocks if isinstance(b, Chart)]  # the table says it


def test_a_line_says_whose_report_prints_it(package: DataPackage) -> None:
    """One report prints the province's growth; against it stands the other city as well."""
    one = Comparison(tuple(package.read(each) for each in BOTH), "en").overview()
    [chart] = [b for b in one.blocks if isinstance(b, Chart)]
    assert chart.caption.endswith("zones; dashed line: as printed by Lüliang")
    base = package.read(BOTH[1])
    lower = tuple(
        replace(e, figure=Figure.parse("3.1%")) if e.measure == "yoy" and e.figure.point > 9 else e
        for e in base
    )
    both = (base, replace(base, id="again", observations=lower))
    [chart] = [b for b in Comparison(both, "en").overview().blocks if isinstance(b, Chart)]
    assert "dashed" not in chart.caption


def test_rates_of_different_months_are_not_ranked(english: Comparison) -> None:
    """Start rates at the end of July and of June stand side by side, the second with a note."""
    found = columns(english.pipeline(), "Start rate")
    assert found["Linfen"][0] == "70.7% "
    assert found["Lüliang"][0].startswith("86.66% [")
    table = next(b for b in english.pipeline().blocks if isinstance(b, Table))
    assert "end of July" in table.note and "end of June 2023" in table.note
    assert "not to be compared with the others" in table.note
    assert "Rank" not in [column.label for column in table.columns]


def test_means_of_unlike_periods_are_not_ranked(english: Comparison) -> None:
    """Projects signed in half a year and in five months; and large parcels are no better."""
    table = next(b for b in english.resources().blocks if getattr(b, "anchor", "") == "table-means")
    assert [column.label for column in table.columns][1:] == [
        "Investment per signed project",
        "Area per parcel",
    ]
    assert [run_text(row[1].runs) for row in table.rows][1].endswith(" [a]")
    assert "January–May 2023" in table.note


def test_what_is_in_doubt_and_of_another_basis_has_no_rank(package: DataPackage) -> None:
    """Growth at constant prices is not set against growth at current prices, nor a figure in doubt.

    Of twelve cities one says constant prices, another's rate is in doubt: ten are ranked.
    """
    cities = list(invented(package, 12))
    growth = next(e for e in cities[0] if e.measure == "yoy" and e.status == "actual")
    key = (growth.indicator, growth.ref_area.removeprefix("CN-9000"))

    def at(basis: str, report: Report) -> Report:
        same = [
            replace(e, basis=basis)
            if e.measure == "yoy" and (e.indicator, e.ref_area[7:]) == key
            else e
            for e in report
        ]
        return replace(report, observations=tuple(same))

    cities = [at("nominal" if n else "constant_price", each) for n, each in enumerate(cities)]
    doubtful = [{e.id for e in report} if n == 1 else set() for n, report in enumerate(cities)]
    row = next(
        r for r in matched(cities, (), doubtful) if r.indicator == key[0] and r.measure == "yoy"
    )
    assert {int(place.name) for place in row.ranks} == set(range(2, 12))


def test_headings_say_what_was_found(english: Comparison) -> None:
    """The section is a small label; places in doubt are counted by cause."""
    heads = [getattr(english, name)().blocks[0] for name in SECTIONS[1:]]
    assert [each.label for each in heads][:2] == ["Side by side", "Economic output"]
    assert all(each.label and each.text != each.label for each in heads)
    assert heads[0].text == "Growth of industrial value added: Lüliang 9.9%, Linfen −5.6%"
    assert heads[2].text == "All 6 rates of projects in doubt"
    assert heads[4].text == "Statements in doubt: Linfen 4, Lüliang 4"


def test_no_id_stands_in_the_body(english: Comparison) -> None:
    """Neither a report's nor a figure's."""
    text = " ".join(plain_text(getattr(english, name)()) for name in SECTIONS)
    assert re.findall(r"\w+-2023h1|\bf0\d\d\b|\bc0\d\d\b", text) == []


def test_what_many_print_alike_is_one_statement(package: DataPackage) -> None:
    """Twelve reports, of which each prints the province's growth: no pair is told for itself."""
    base = package.read(BOTH[1])
    cities = invented(package, 12)
    province = tuple(e for e in base if e.ref_area.startswith("CN-14-") and e.measure == "yoy")
    reports = tuple(
        replace(r, observations=(*r.observations, *province), areas={**base.areas, **r.areas})
        for r in cities
    )
    lines = plain_text(Comparison(reports, "zh").repeats()).splitlines()
    told = [line for line in lines if "全省" in line or "山西省" in line]
    assert len(told) == len(province) == 3
    assert all("等12市" in line for line in told)


def test_counts_of_zones_say_which_zones(english: Comparison) -> None:
    """9 and 8 are the industrial zones; Linfen has 12 zones in all."""
    found = columns(english.economy(), "Number of development zones")
    assert (found["Linfen"][0], found["Lüliang"][0]) == ("9", "8")
    [table] = [b for b in english.economy().blocks if isinstance(b, Table)]
    assert table.caption == (  # investment is told once: its level and its growth
        "Industrial zones and industrial (comprehensive) zones: Number of development zones, "
        "industrial value added and industrial investment"
    )
    text = plain_text(english.definitions())
    assert "Linfen industrial zones (9)" in text
    assert "Lüliang industrial (comprehensive) zones (8)" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_dots_of_growth_are_in_order_and_say_what_they_cover(
    package: DataPackage, language: str
) -> None:
    """The highest first; growth covers the industrial zones alone, and the chart says so."""
    made = Comparison(tuple(package.read(each) for each in BOTH), language)
    chart = next(b for b in made.overview().blocks if isinstance(b, Chart))
    names = {
        "zh": ("工业类开发区", "吕梁市", "临汾市"),
        "en": ("industrial zones", "Lüliang", "Linfen"),
    }
    group, first, second = names[language]
    assert group in chart.caption
    assert chart.alt.index(f"{first} 9.9%") < chart.alt.index(f"{second} −5.6%")


def invented(package: DataPackage, count: int) -> tuple[Report, ...]:
    """Return as many cities with the figures of one report, growth a little different in each."""
    base = package.read(BOTH[0])
    home = "CN-1410"
    made = []
    for number in range(count):
        code = f"CN-9{number:03d}"
        areas = {
            key.replace(home, code): replace(
                area,
                code=area.code.replace(home, code),
                name_zh=area.name_zh.replace("临汾", f"云川{number}"),
                name_en=area.name_en.replace("Linfen", f"Yunchuan{number}"),
                short_en=area.short_en.replace("Linfen", f"Yunchuan{number}"),
                parent=area.parent.replace(home, code) if area.parent else area.parent,
            )
            for key, area in base.areas.items()
        }
        growth = f"{number / 10 - 5:.1f}"
        figures = tuple(
            replace(
                each,
                ref_area=each.ref_area.replace(home, code),
                figure=Figure.of(growth, "%", printed=f"增长{growth}%")
                if each.measure == "yoy" and each.status == "actual"
                else each.figure,
            )
            for each in base
        )
        meta = {**base.meta, "area": code}
        made.append(
            replace(base, id=f"c{number}", meta=meta, observations=figures, claims=(), areas=areas)
        )
    return tuple(made)


@pytest.mark.parametrize(("count", "many"), [(12, False), (40, True)])
def test_many_cities_are_named_in_a_row_each_or_shown_as_a_distribution(
    package: DataPackage, count: int, many: bool
) -> None:
    """Twelve rows with their provenances; forty to be searched, plain, the ends named above."""
    made = Comparison(invented(package, count), "zh")
    table = next(b for b in made.economy().blocks if isinstance(b, Table))
    assert len(table.rows) == count
    assert table.interactive is many
    linked = [p for p in parts(table.rows) if isinstance(p, Number) and p.provenance]
    assert bool(linked) is not many
    chart = next(b for b in made.overview().blocks if isinstance(b, Chart))
    named = [name for name in made._cities.names if name in svg_text(chart.svg)]
    assert len(named) == (6 if many else count)
    text = plain_text(made.overview())
    assert f"{count}市" in text and f"云川{count - 1}市" in text
    low, high = f"−{50 - count // 2 + 1}", f"−{50 - count // 2}"
    low, high = (f"{each[:-1]}.{each[-1]}%" for each in (low, high))
    assert f"居中{low}～{high}，" in text  # of an even number no one city is in the middle
    assert (f"{low} / {high}" in svg_text(chart.svg)) is many
    assert f"{count}市" in plain_text(made.cover())
    assert len(plain_text(made.definitions())) < 2500
    assert (table.across > 1) is many  # a page of paper holds as many columns of cities as fit
    assert sum(table.widths) * table.across <= PAGE_WIDTH
    # all have the same rates of projects: no chart shows one value
    assert not [b for b in made.pipeline().blocks if isinstance(b, Chart)]


def test_money_is_counted_in_the_unit_that_the_head_of_its_column_says(
    package: DataPackage,
) -> None:
    """CNY billion above 15.502 and 35.773; in Chinese 亿元 above 155.02 and 357.73."""
    for language, head, values in (
        ("en", "Industrial value added (CNY billion)", ["15.502", "35.773"]),
        ("zh", "规上工业增加值（亿元）", ["155.02", "357.73"]),
    ):
        made = Comparison(tuple(package.read(each) for each in BOTH), language)
        found = columns(made.economy(), head)
        assert sorted(cells[0].strip() for cells in found.values()) == values


def test_a_page_on_many_cities_is_light(package: DataPackage) -> None:
    """At most 250 kB of HTML; of forty cities what has an order, of twelve all, some plain."""
    for count in (12, 40):
        made = Comparison(invented(package, count), "en")
        cells = [code(each, document(getattr(made, each)())) for each in SECTIONS]
        page = export_notebook(notebook(*cells, zoneanalysis={"language": "en"}), format="html")
        assert len(page) < 250_000
    [shown] = [b for b in made.pipeline().blocks if isinstance(b, Table)]
    assert "projects" not in " ".join(column.label for column in shown.columns)
    assert "stands in the review of each" in plain_text(made.pipeline())


def test_every_sentence_of_a_chinese_comparison_is_chinese(package: DataPackage) -> None:
    """A sentence that the catalogue does not have would stand there in English."""
    made = Comparison(tuple(package.read(each) for each in BOTH), "zh")
    text = " ".join(plain_text(getattr(made, name)()) for name in SECTIONS)
    assert re.findall(r"(?:\b[a-z]+ ){3}\S*", text) == []
    many = Comparison(invented(package, 40), "zh")
    assert [made.cover().blocks[0].brief, many.cover().blocks[0].brief] == [True, True]


def test_long_rows_of_cities_say_how_many_there_are(package: DataPackage) -> None:
    """The first few names, and the number of all; 等另165市 read as if it were others."""
    cities = Comparison(invented(package, 9), "zh")._cities
    assert listed(cities, cities.names) == f"{'、'.join(cities.names[:5])}等9市"


def test_impossible_rates_carry_their_verdict(english: Comparison) -> None:
    """No whole number of projects gives any of the six rates, so each is marked and explained."""
    tables = [b for b in english.pipeline().blocks if isinstance(b, Table)]
    marks = [
        run.verdict
        for table in tables
        for row in table.rows
        for each in row
        for run in each.runs
        if isinstance(run, Verdictmark)
    ]
    assert marks == ["impossible"] * 6
    assert "the audit finds in doubt" in tables[0].note


def test_means_have_the_digits_of_the_reviews(english: Comparison, package: DataPackage) -> None:
    """1259.77 mu on 11 parcels are 114.52 mu each, here and in the review of the city."""
    assert "114.52 mu" in plain_text(english.resources())
    assert "114.52 mu" in plain_text(
        Review(package.read("linfen-2023h1"), "en").chapters["resources"]
    )


def test_five_events_are_three_and_two(english: Comparison) -> None:
    """Linfen counts five joint events, Lüliang three of the year before and two: they agree."""
    text = plain_text(english.repeats())
    assert "5 in the report of Linfen, 3 (the year 2022) + 2 (January–June 2023)" in text
    assert "consistent" in text


def test_one_figure_for_unlike_things_is_remarked(english: Comparison) -> None:
    """47.03亿元 is a project's investment in one report and a city's in the other."""
    text = plain_text(english.repeats())
    assert "CNY 4.703 billion stands for unlike things" in text
    assert text.startswith("# One statement recurs; numbers that stand for unlike things: 1")


def test_zones_without_an_english_name_have_their_own_and_no_mark(package: DataPackage) -> None:
    """As a text's review leaves them: the comparison says what they cover, not what is open."""
    report = package.read("linfen-2023h1")
    code = next(each for each, area in report.areas.items() if area.kind == "group")
    own = replace(
        report.areas[code],
        name_zh="临汾市工业类开发区",
        parent="x",
        name_en="临汾市工业类开发区 (to be filled in)",
    )
    known = {**report.areas, code: own}
    for language in ("zh", "en"):
        cities = Cities((replace(report, areas=known), package.read("lvliang-2023h1")), language)
        assert cities.group(0, code) == "工业类开发区"


def test_definitions_that_part_are_said(english: Comparison) -> None:
    """Different periods, different references, a different base of the full-capacity rate."""
    text = plain_text(english.definitions())
    assert "Linfen end of July 2023, Lüliang end of June 2023" in text
    assert "The report of Linfen prints no growth of the city" in text
    assert "Industrial zones of Shanxi and Eco-cultural tourism zones of Shanxi" in text
    assert "industry projects (55), not of the whole batch (100)" in text


def test_only_spans_that_begin_together_are_compared(package: DataPackage) -> None:
    """Linfen's five events since 2022 do not stand beside Lüliang's two since January 2023."""
    pairs = matched([package.read(each) for each in BOTH])
    assert all(len({each.period.start for each in pair.known}) == 1 for pair in pairs)
    events = next(pair for pair in pairs if pair.indicator == "batch_events")
    assert [each.printed for each in events.known] == ["两次", "2次"]


def test_a_third_city_joins(package: DataPackage) -> None:
    """Three reports stand side by side, a dash where one prints nothing."""
    reports = (*(package.read(each) for each in BOTH), yunchuan())
    made = Comparison(reports, "zh")
    text = "\n".join(plain_text(getattr(made, name)()) for name in SECTIONS)
    assert "云川市" in text
    assert "—" in text


def test_reports_with_nothing_in_common_have_no_chapter_and_no_page(package: DataPackage) -> None:
    """Where nothing can be compared, no heading stands over nothing."""
    empty = yunchuan(without=["economic_output", "zones", "pipeline", "actions"])
    made = Comparison((package.read(BOTH[0]), empty), "en")
    assert not made.economy().blocks
    assert not comparable(made.reports)
    assert comparable([package.read(each) for each in BOTH])


def test_reports_without_zones_are_compared_by_all_that_they_print() -> None:
    """No zones in the title, no name of what no text names, and one table of all sections."""
    head = "2024年运行情况\n\n2024年，"
    texts = (
        f"云川市{head}地区生产总值120.5亿元，增长5.2%。常住人口81.2万人。\n",
        f"{head}我市地区生产总值98.4亿元，增长4.1%。常住人口64.3万人。\n",
    )
    reports = []
    for text in texts:
        (draft,) = extract(text).reports
        meta = {
            "title": {"zh": text.split("\n")[0]},
            "area": draft.area.code,
            "period": str(draft.period),
        }
        reports.append(as_report(draft, "invented", meta))
    assert comparable(reports)
    made = Comparison(tuple(reports), "zh")
    cover = plain_text(made.cover())
    assert "开发区" not in cover
    assert "未指明" not in cover
    table = plain_text(made.economy())
    assert all(each in table for each in ("120.5", "98.4", "81.2", "64.3"))


def test_rates_of_unlike_periods_are_told_with_them() -> None:
    """A quarter beside a half-year, in the first lines too; and no zones, so no reference."""
    reports = []
    for place, months in (("云川市", "一季度"), ("临江市", "上半年")):
        text = f"{place}2024年{months}运行情况\n\n2024年{months}，地区生产总值120.5亿元，增长5.2%。"
        (draft,) = extract(text).reports
        meta = {"title": {"zh": place}, "area": draft.area.code, "period": str(draft.period)}
        reports.append(as_report(draft, place, meta))
    made = Comparison(tuple(reports), "zh")
    page = plain_text(made.overview())
    assert "云川市2024年一季度 增长5.2%，临江市2024年上半年 增长5.2%。" in page
    assert "作为参照" not in plain_text(made.definitions())


def test_names_to_be_filled_in_carry_no_such_mark() -> None:
    """Groups of zones that a program read in two cities are one kind, in English too."""
    reports = []
    for place in ("云川市", "临江市"):
        head = f"{place}开发区2024年上半年运行情况\n\n2024年上半年，全市6个工业类开发区"
        (draft,) = extract(f"{head}规上工业增加值120.5亿元，增长5.2%。").reports
        meta = {"title": {"zh": place}, "area": draft.area.code, "period": str(draft.period)}
        reports.append(as_report(draft, place, meta))
    cities = Cities(tuple(reports), "en")
    row = next(each for each in matched(reports) if each.measure == "yoy")
    assert "filled in" not in plain_text(Comparison(tuple(reports), "en").overview())
    assert groups(cities, row) == "工业类开发区"


@pytest.mark.parametrize("reports", [[], ["linfen-2023h1"], ["linfen-2023h1", "linfen-2023h1"]])
def test_fewer_than_two_reports_are_refused(reports: list[str]) -> None:
    """A comparison of one report, or of one with itself, is refused with what to do."""
    with pytest.raises(InputError, match="at least two reports"):
        Comparison.open(reports, data=str(REPO / "data"))


def test_a_language_must_be_known() -> None:
    """Another language than Chinese and English is refused."""
    with pytest.raises(InputError, match="language"):
        Comparison.open(list(BOTH), language="de", data=str(REPO / "data"))


def test_of_many_cities_places_in_doubt_are_counted_alike(package: DataPackage) -> None:
    """By cause, as in a review: more than thirty rows, among them the four places of Linfen."""
    own = package.read(BOTH[0])
    made = Comparison((own, *invented(package, 40))).audit()
    table = next(each for each in made.blocks if isinstance(each, Table))
    places = [run_text(row[1].runs) for row in table.rows]
    assert places == [str(audit(own).causes), *["—"] * 40]
    assert "存疑4处" in made.blocks[0].text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_a_single_city_has_the_most(package: DataPackage, language: str) -> None:
    """Of ends and places in doubt that cities share it is said how many share them."""
    one = invented(package, 8)
    alike = tuple(replace(each, observations=one[0].observations) for each in one)
    alike = tuple(
        replace(
            report,
            observations=tuple(
                replace(each, ref_area=each.ref_area.replace("CN-9000", report.meta["area"]))
                for each in report
            ),
        )
        for report in alike
    )
    cities = Cities(alike, language)
    found = [audit(package.read(BOTH[0]))] * 8
    told = audit_title(cities, found).render(language)
    means = means_title(cities)
    assert means is not None
    texts = [told, means.render(language)]
    texts += [
        "".join(getattr(each, "text", each) for each in growth_sentence(cities, row))
        for row in matched(alike)
        if row.measure == "yoy"
    ]
    assert not any(name in text for name in cities.names for text in texts)
    assert ("8市各" if language == "zh" else "in each of 8 cities") in told
    few = [*found[:3], *(audit(each) for each in one[3:])]
    assert ("3市各" if language == "zh" else "in 3 cities") in audit_title(cities, few).render(
        language
    )


def test_a_reference_that_may_be_what_is_wrong_carries_the_sign_of_doubt() -> None:
    """The province's rate is drawn beside the cities' with the sign that its review shows."""
    blocks = Comparison.open(BOTH, data=str(REPO / "data")).overview().blocks
    assert any("10.4%[存疑]" in each.alt for each in blocks if isinstance(each, Chart))


def test_a_mean_of_another_period_heads_no_section(package: DataPackage) -> None:
    """January–June is not held against January–May: the table below has letters, and no ranks."""
    for language, said in (
        ("zh", "签约项目时期不同，不能直接比较"),
        ("en", "Signed projects are of different periods and do not compare"),
    ):
        title = means_title(Cities(tuple(package.read(each) for each in BOTH), language))
        assert title is not None and title.render(language) == said


def test_one_indicator_of_two_cities_is_no_unlike_thing() -> None:
    """Two cities may print one rate by chance; one for a project and for a city is told."""
    base = yunchuan()
    first = replace(next(iter(base)), figure=Figure.parse("86.41亿元"), measure="level")
    second, third = replace(first, ref_area="CN-9902"), replace(first, indicator="start_rate")
    one, *others = (replace(base, id=n, observations=(each,)) for n, each in
                    zip("abc", (first, second, third), strict=True))  # fmt: skip
    assert [len(remarks_across([one, each])) for each in others] == [0, 1]


def test_a_rate_stands_in_one_table_with_the_number_of_projects_that_it_is_of(
    english: Comparison,
) -> None:
    """The commissioning rate is of the start batch."""
    tables = [b for b in english.pipeline().blocks if isinstance(b, Table)]
    heads = [[column.label for column in each.columns] for each in tables]
    assert any({"Start batch: projects", "Commissioning rate"} <= set(each) for each in heads)
    assert len(heads) == 1
