"""Users' rules: the guide's ten examples, what is refused, and what can't be decided."""

import csv
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.relations.formula import parse
from zoneanalysis.relations.results import Verdict
from zoneanalysis.relations.rules import Rule, judge_rule
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Area, Observation, Report
from zoneanalysis.reports.rules import Lexicon, read_rules
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "own-rules.md"
INDICATORS = DataPackage.find(GUIDE.parents[2]).indicators
AREAS = {
    each.code: each
    for each in (
        Area("CN-99", "云山省", "Yunshan", "province", "", "", "全省", "Yunshan"),
        Area("CN-9901", "云川市", "Yunchuan", "city", "CN-99", "", "全市", "Yunchuan"),
        Area("CN-9902", "云海市", "Yunhai", "city", "CN-99", "", "全市", "Yunhai"),
        Area("CN-9901-E", "东山开发区", "Dongshan", "zone", "CN-9901"),
        Area("CN-9901-W", "西河开发区", "Xihe", "zone", "CN-9901"),
    )
}


def block(name, guide=GUIDE):
    """Return the code block or table of the guide that stands behind a mark."""
    text = guide.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")[2]
    if text.startswith("```"):
        return text.partition("\n")[2].partition("```")[0]
    return text.partition("\n\n")[0]


def report_of(rows, name="yunchuan-2024h1", period="2024-01/2024-06"):
    """Return a report of 云川市 with rows of indicator, area, period, measure, status, printed."""
    lexicon = Lexicon(INDICATORS, AREAS)
    observations = [
        Observation(
            id=f"f{i:03d}",
            figure=Figure.parse(printed),
            indicator=lexicon.indicator(indicator),
            ref_area=next(a.code for a in AREAS.values() if area in (a.name_zh, a.code)),
            period=Period.parse(when),
            measure=measure,
            status=status,
            section="economic_output",
        )
        for i, (indicator, area, when, measure, status, printed) in enumerate(rows, 1)
    ]
    meta = {"area": "CN-9901", "period": period}
    return Report(name, meta, tuple(observations), indicators=INDICATORS, areas=AREAS)


def ruled(text):
    """Return what is read of a file of rules."""
    return read_rules(text.encode(), "rules.csv", INDICATORS, AREAS)


def judged(report, *formulas):
    """Return the results of formulas on a report."""
    text = "name,formula\n" + "".join(f'rule {i},"{f}"\n' for i, f in enumerate(formulas))
    found = ruled(text)
    assert not found.faults
    return audit(replace(report, rules=found.rules)).results


ROWS = list(csv.reader(io.StringIO(block("figures"))))[1:]
LAST_YEAR = [["工业投资", "云川市", "2023-01/2023-06", "level", "actual", "55.1亿元"]]


@pytest.fixture
def report():
    """Return the report of the guide, with the one of the year before."""
    earlier = report_of(LAST_YEAR, "yunchuan-2023h1", "2023-01/2023-06")
    return replace(report_of(ROWS), earlier=(earlier,))


def test_the_ten_examples_of_the_guide(report):
    """Verdicts as the guide says, which was worked out by hand."""
    found = ruled(block("rules"))
    assert found.faults == ()
    assert len(found.rules) == 10
    audited = audit(replace(report, rules=found.rules))
    said = [re.split(r" *\| *", line)[1:3] for line in block("verdicts").splitlines()[2:]]
    assert [[r.check, r.verdict.value] for r in audited.results] == said
    assert [r.check for r in audited.findings] == ["分区项目"]
    assert len(audited.remarks) == len(audited.warnings) == 2
    assert not audited.to_be_confirmed
    assert all(r.stated is not None and r.recomputed is not None for r in audited.results)


def test_the_guide_in_chinese_shows_the_same(report):
    """The same report, the same rules, the same verdicts in the readers' words."""
    guide = GUIDE.parent / "zh" / "own-rules.md"
    for name in ("figures", "rules"):
        assert block(name, guide) == block(name)
    audited = audit(replace(report, rules=ruled(block("rules")).rules))
    said = [re.split(r" *\| *", line)[1:3] for line in block("verdicts", guide).splitlines()[2:]]
    assert [[r.check, r.verdict.label.render("zh")] for r in audited.results] == said


def test_rules_stand_in_every_form_of_the_audit(report):
    """CSV, JSON, Markdown, SARIF; out of the repair, counted once."""
    audited = audit(replace(report, rules=ruled(block("rules")).rules))
    assert "亩均投资" in audited.to_csv("zh")
    assert "亩均投资" in audited.to_json("zh")
    assert "亩均投资" in audited.to_markdown("en")
    assert '"id": "分区项目"' in audited.to_sarif("zh")
    assert audited.repair.clusters == ()  # a rule's finding is no conflict of the text's relations
    assert audited.summary().findings == 1
    (note,) = audited.repair.notes
    assert "rules of one's own that do not hold (1)" in str(note)


REFUSED = [
    ("授信金额 >= 签约项目数", "formula", "亿元 >= 个"),
    ("开工率 = 签约项目数 / 签约项目数", "formula", "% = a plain number"),
    ("签约项目数 >= (贷款意向金额", "formula", "\n" + " " * 27 + "^"),
    ("授信金额 / 0 >= 贷款意向金额", "formula", "/ 0"),
    ("授信金额 >= 100", "formula", "亿元 >= a plain number"),
    ("授信额 >= 贷款意向金额", "formula", "授信额, of none"),
    ("授信金额[全镇] >= 贷款意向金额", "formula", "全镇"),
    ("授信金额", "formula", "no comparison"),
    ("1 >= 0", "formula", "no indicator"),
    ("授信金额 >= next(贷款意向金额)", "formula", "next(…) at character 9"),
    ("授信金额 => 贷款意向金额", "formula", "'>' at character 7"),
    ("授信金额 / (贷款意向金额 - 贷款意向金额) >= 1", "formula", "/ 0"),
    ("授信金额 / (2亿元 * 0) >= 1", "formula", "/ 0"),
]


@pytest.mark.parametrize(("formula", "column", "came"), REFUSED)
def test_a_rule_that_is_wrong_is_refused_at_its_place(formula, column, came):
    """File, row and column are named, and the other rules are there."""
    found = ruled(f"name,formula\n好,授信金额 <= 贷款意向金额\n坏,{formula}\n")
    (fault,) = found.faults
    assert (fault.where.file, fault.where.row, fault.where.column) == ("rules.csv", 3, column)
    assert came in fault.came
    assert [rule.name for rule in found.rules] == ["好"]


def test_what_stands_side_by_side_is_said_as_it_is():
    """Of two names no number lacks a unit; of a name and a number one does."""
    told = {"签约项目数": "Compare like with like", "100": "needs its unit"}
    for other, do in told.items():
        (fault,) = ruled(f"name,formula\nx,授信金额 >= {other}\n").faults
        assert do in fault.do


def test_full_width_signs_are_read():
    """As an input method writes them."""
    formulas = ("（授信金额）＋贷款意向金额 ＞＝ １００亿元", "授信金额＜＝贷款意向金额")
    found = ruled("name,formula\n" + "".join(f"{each},{each}\n" for each in formulas))
    assert [tree.sign for rule in found.rules for tree in rule.trees] == [">=", "<="]


def test_a_divisor_of_many_brackets_is_read_at_once():
    """Thirty sums multiplied are no billion terms; that they are not zero is seen all the same."""
    sums = " * ".join(f"(签约项目数[{year}] + 1个)" for year in range(2000, 2030))
    assert ruled(f"name,formula\nx,授信金额 / ({sums}) >= 0\n").faults == ()
    nothing = ruled(f"name,formula\nx,授信金额 / ({sums} * 0) >= 0\n").faults
    assert [fault.came for fault in nothing] == ["/ 0"]


@pytest.mark.parametrize("name", ["红\x1b[31m字", "零\u200b宽", "", "长" * 81])
def test_a_name_is_short_and_visible(name):
    """It goes into tables and onto terminals."""
    (fault,) = ruled(f"name,formula\n{name},授信金额 <= 贷款意向金额\n").faults
    assert (fault.where.row, fault.where.column) == (2, "name")


def test_near_names_are_named():
    """A slip of the pen is set right."""
    (fault,) = ruled("name,formula\nx,授信金 >= 0\n").faults
    assert "授信金额" in fault.do


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("share,授信金额 >= 0,,", "name"),  # a check of the program
        ("a,授信金额 >= 0,,", "name"),
        ("b,授信金额 >= 0,个,", "unit"),
        ("b,授信金额 >= 0,亿两,", "unit"),
        ("b,授信金额 >= 0,,fatal", "severity"),
        (",授信金额 >= 0,,", "name"),
    ],
)
def test_other_cells_are_checked_as_well(row, column):
    """Name, unit and severity."""
    (fault,) = ruled(f"name,formula,unit,severity\nA,授信金额 >= 0,,\n{row}\n").faults
    assert (fault.where.row, fault.where.column) == (3, column)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_of_an_office_is_read(encoding):
    """What Excel and old programs write."""
    raw = "名称,公式\r\n甲,授信金额 ≤ 贷款意向金额\r\n".encode(encoding)
    found = read_rules(raw, "rules.csv", INDICATORS, AREAS)
    assert (len(found.rules), found.faults) == (1, ())


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"name,formula\n"])
def test_an_empty_file_has_no_rules(raw):
    """No rules, no crash; that is said, and what there is instead."""
    found = read_rules(raw, "rules.csv", INDICATORS, AREAS)
    assert found.rules == ()
    (fault,) = found.faults
    assert fault.came == ("only the header" if raw.strip() else "an empty file")


def test_ten_thousand_rules(report):
    """All are read; a thousand of them are judged."""
    text = "name,formula\n" + "".join(f"n{i},授信金额 >= {i}亿元\n" for i in range(10_000))
    found = ruled(text)
    assert len(found.rules) == 10_000
    verdicts = [r.verdict for r in audit(replace(report, rules=found.rules[:1000])).results]
    assert verdicts.count(Verdict.CONSISTENT) == 100  # 0 to 99 of 99.07
    assert verdicts.count(Verdict.INCONSISTENT) == 900


def test_what_is_not_printed_is_not_assessable(report):
    """No data is never a pass."""
    (result,) = judged(report, "通报期数 >= 指标调度会次数")
    assert result.verdict is Verdict.NOT_ASSESSABLE
    assert "is not printed" in str(result.reason)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ({"甲": "84个"}, "the figure for 乙 is not printed"),
        ({"甲": "84个", "乙": ["3个", "4个"]}, "several figures are given for 乙"),
    ],
)
def test_a_rule_on_plain_figures_never_raises_for_what_they_lack(printed, reason):
    """A row of a table with a blank cell, or with two figures in one, leaves the rule open."""
    rule = Rule("甲先于乙", "甲 >= 乙", parse("甲 >= 乙"), {}, {})
    figures = {
        name: Figure.parse(each) if isinstance(each, str) else [*map(Figure.parse, each)]
        for name, each in printed.items()
    }
    result = judge_rule(rule, figures)
    assert (result.verdict, str(result.reason)) == (Verdict.NOT_ASSESSABLE, reason)


def test_a_number_below_zero_is_written_as_one():
    """Not as what is taken off nothing: 增速 ≥ −5 is an ordinary rule."""
    formula = "甲 * -2 >= -3 * 甲 - -5亿元"
    result = judge_rule(Rule("甲", formula, parse(formula), {}, {}), {"甲": Figure.parse("7亿元")})
    assert result.numbers == "7 × (−2) = −14 ≥ −3 × 7 − (−5亿元) = −16"


def test_two_areas_that_fit_are_ambiguous():
    """Nothing is chosen that the rule does not say."""
    rows = [row for row in ROWS if row[1] != "云川市"]
    (result,) = judged(report_of(rows), "工业投资 >= 30亿元")
    assert result.verdict is Verdict.NOT_ASSESSABLE
    assert "several figures fit" in str(result.reason)


def test_two_figures_that_fit_are_ambiguous():
    """Two values under one description are not one."""
    again = [["授信金额", "云川市", "2024-01/2024-06", "level", "actual", "12.00亿元"]]
    *_, result = judged(report_of(ROWS + again), "授信金额 >= 30亿元")
    assert "several figures fit" in str(result.reason)


def test_a_sum_over_zones_wants_all_of_them():
    """A part that is not printed leaves the sum open."""
    rows = [row for row in ROWS if row[1] != "西河开发区"]
    (result,) = judged(report_of(rows), "工业投资 = sum(工业投资[各开发区])")
    assert result.verdict is Verdict.NOT_ASSESSABLE


def test_names_without_an_area_are_of_one_area():
    """Unlike areas are never compared by default."""
    rows = [
        ["授信金额", "东山开发区", "2024-01/2024-06", "level", "actual", "12.00亿元"],
        ["贷款意向金额", "西河开发区", "2024-01/2024-06", "level", "actual", "11.00亿元"],
    ]
    (result,) = judged(report_of(rows), "授信金额 <= 贷款意向金额")
    assert result.verdict is Verdict.NOT_ASSESSABLE


def test_names_without_a_period_are_of_one_period():
    """Unlike periods are never compared by default."""
    rows = [
        ["授信金额", "云川市", "../2024-06", "level", "actual", "12.00亿元"],
        ["贷款意向金额", "云川市", "2024-01/2024-06", "level", "actual", "11.00亿元"],
    ]
    (result,) = judged(report_of(rows), "授信金额 <= 贷款意向金额")
    assert result.verdict is Verdict.NOT_ASSESSABLE


def test_growth_at_constant_prices_is_not_held_against_levels():
    """Nominal levels say nothing of real growth."""
    rows = [
        ["规上工业增加值", "云川市", "2024-01/2024-06", "level", "actual", "100.00亿元"],
        ["规上工业增加值", "云川市", "2023-01/2023-06", "level", "actual", "50.00亿元"],
        ["规上工业增加值", "云川市", "2024-01/2024-06", "yoy", "actual", "增长3.0%"],
    ]
    name = "规上工业增加值"
    (result,) = judged(report_of(rows), f"{name}[同比] = {name} / {name}[上年同期] * 100 - 100")
    assert result.verdict is Verdict.NOT_ASSESSABLE


def test_a_divisor_that_may_be_zero_leaves_it_open():
    """With the reason."""
    rows = [
        ["授信金额", "云川市", "2024-01/2024-06", "level", "actual", "12.0亿元"],
        ["贷款意向金额", "云川市", "2024-01/2024-06", "level", "actual", "12.0亿元"],
    ]
    (result,) = judged(report_of(rows), "授信金额 / (贷款意向金额 - 授信金额) >= 1")
    assert result.verdict is Verdict.NOT_ASSESSABLE
    assert "may be zero" in str(result.reason)


def test_a_figure_that_stands_twice_costs_no_precision(report):
    """Twice a figure less itself is the figure."""
    (result,) = judged(report, "授信金额 * 2 - 授信金额 = 授信金额")
    assert result.verdict is Verdict.CONSISTENT


def test_a_percentage_of_growth_printed_as_a_multiple():
    """增长1.5倍 is 150%."""
    rows = [
        ["工业投资", "云川市", "2024-01/2024-06", "level", "actual", "25.0亿元"],
        ["工业投资", "云川市", "2023-01/2023-06", "level", "actual", "10.0亿元"],
        ["工业投资", "云川市", "2024-01/2024-06", "yoy", "actual", "增长1.5倍"],
    ]
    formula = "工业投资[同比] = 工业投资 / 工业投资[上年同期] * 100 - 100"
    (result,) = judged(report_of(rows), formula)
    assert result.verdict is Verdict.CONSISTENT


def test_a_figure_times_itself_is_enclosed():
    """100 × 5.03 × 4.97 is 2499.91, though neither end of 5.0 gives it."""
    formula = "100 * 甲 * (10 - 甲) = 丙"
    figures = {"甲": Figure.parse("5.0"), "丙": Figure.parse("2499.90")}
    result = judge_rule(Rule("r", formula, parse(formula), {}, {}), figures)
    assert result.verdict is Verdict.WITHIN_ROUNDING


def test_a_sum_of_many_names_is_read():
    """They stand side by side, not inside one another."""
    names = [f"数{i}" for i in range(150)]
    for formula in (f"合计 = sum({', '.join(names)})", f"合计 = {' + '.join(names)}"):
        rule = Rule("r", formula, parse(formula), {}, {})
        figures = dict.fromkeys(names, Figure.parse("1个")) | {"合计": Figure.parse("150个")}
        assert judge_rule(rule, figures).verdict is Verdict.CONSISTENT


@pytest.mark.parametrize("damage", [b'"', b"\0", b"\xff"])
def test_a_row_that_cannot_be_read_costs_itself_alone(damage):
    """The row is named; the rules before and behind it are there, and what is wrong with them."""
    rows = ["name,formula", "a,授信金额 >= 0", "b,", "c,授信金额 >= 1亿元", "d,不存在 >= 0", ""]
    raw = "\n".join(rows).encode().replace(b"b,", b"b," + damage + "授信金额 >= 0".encode())
    found = read_rules(raw, "rules.csv", INDICATORS, AREAS)
    assert [rule.name for rule in found.rules] == ["a", "c"]
    assert sorted(fault.where.row for fault in found.faults) == [3, 5]


def test_a_formula_as_long_as_a_book_is_refused_in_a_line():
    """What is shown of it is its beginning."""
    (fault,) = ruled(f"name,formula\na,{'授信金额 + ' * 5000}0 >= 0\n").faults
    assert len(fault.came) < 200


def test_a_difference_is_shown_in_the_unit_of_its_figures(report):
    """99.07 less 86.23 is 12.84 of 亿元, not of 元."""
    rules = (
        "授信金额 - 贷款意向金额 >= 10亿元",
        "授信金额 - 贷款意向金额 >= 贷款意向金额 - 授信金额",
    )
    for result in judged(report, *rules):
        assert result.unit.symbol == "亿元"
        assert "12.84" in result.numbers


def test_rules_of_a_data_package(tmp_path):
    """Read with each report, checked by ``validate``; a faulty one costs no report."""
    shutil.copytree(GUIDE.parents[2] / "data", tmp_path / "data")
    text = "名称,公式\n甲,授信金额 <= 贷款意向金额\n乙,授信额 >= 0\n"
    (tmp_path / "data" / "rules.csv").write_bytes(text.encode("gb18030"))
    package = DataPackage(tmp_path / "data")
    *_, result = audit(package.read("linfen-2023h1")).results
    assert (result.check, result.verdict) == ("甲", Verdict.CONSISTENT)
    (fault,) = package.validate(reports=["linfen-2023h1"])
    assert (fault.where.file, fault.where.row) == ("data/rules.csv", 3)
