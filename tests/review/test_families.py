"""What families of indicators, targets and needs say of years other than the reported one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.review.yunchuan import CITY, NINE, _row, yunchuan
from zoneanalysis.document.model import Paragraph, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports.report import Indicator, Observation, Report
from zoneanalysis.review.review import Review
from zoneanalysis.review.wording import change_words, signed

NAMES = {
    "built": "施工产值", "fixed": "固定资产投资", "homes": "住宅销售额", "shops": "商业用房投资",
    "roads": "基础设施投资", "plants": "工业投资", "shares": "民间投资", "steel": "钢材产量",
}  # fmt: skip


def growth(name: str, percent: str, period: str = NINE, status: str = "actual") -> Observation:
    """Return growth of an indicator of the city itself."""
    section, code = "economic_output", f"g-{name}-{period[:4]}-{len(period)}"
    return _row(code, f"{percent}%", percent, "%", name, CITY, period, "yoy", section, status)


def of_the_city(*rows: Observation) -> Report:
    """Return a report on the city itself, which speaks of no zones."""
    base = yunchuan()
    return replace(
        base,
        observations=rows,
        claims=(),
        actions=(),
        zones=(),
        areas={code: base.areas[code] for code in (CITY, "CN-99")},
        indicators={code: Indicator(code, name, name) for code, name in NAMES.items()},
    )


def told(report: Report) -> str:
    """Return the text of all chapters in Chinese."""
    review = Review(report, "zh")
    return "\n".join(plain_text(each) for each in (review.briefing(), review.body()))


EIGHT = [growth(name, f"{n + 2}.5") for n, name in enumerate(NAMES)]


def test_what_leads_a_family_is_its_chief_indicator_not_the_first_of_the_text() -> None:
    """施工产值 stands first in the text; a page on investment is headed by 固定资产投资."""
    text = told(of_the_city(*EIGHT))
    assert "固定资产投资增长3.5%，7项指标全部增长" in text
    assert "施工产值增幅最小（2.5%）" in text


def test_growth_of_five_years_is_no_growth_on_a_year_earlier() -> None:
    """这五年…增长25% stands with its years, and in no heading, count or chart of one year."""
    five = growth("steel", "87.6", "2027-01/2031-09")
    text = told(of_the_city(*EIGHT[:-1], five))
    assert text.count("87.6%") == 1
    assert "2027年1月—2031年9月" in text


@pytest.mark.parametrize(("year", "held"), [("2031", True), ("2032", False)])
def test_a_result_is_held_against_the_targets_of_its_own_year(year: str, held: bool) -> None:
    """Growth of 3.5% misses this year's target of 60%, and says nothing of the next year's."""
    text = told(of_the_city(*EIGHT, growth("fixed", "60", year, "target")))
    assert ("增速低于自身全年目标：固定资产投资3.5%（目标60%）" in text) is held
    assert ("全年目标" in text.partition("2032年全年目标")[0]) is held
    assert "任何一个开发区" not in text


def test_many_targets_of_the_coming_year_are_told_in_a_few_and_stand_in_tables() -> None:
    """Seventy targets in one sentence are read by nobody."""
    goals = [growth(name, f"{n + 31}", "2032", "target") for n, name in enumerate(NAMES)]
    more = _row("m1", "77个", "77", "个", "roads", CITY, "2032", "count", "context", "target")
    document = Review(of_the_city(*EIGHT, *goals, more), "zh").chapters["priorities"]
    sentence = next(run_text(b.runs) for b in document.blocks if isinstance(b, Paragraph))
    assert "全部9项见前列各表" in sentence
    assert "77" not in sentence
    assert "77" in told(of_the_city(*EIGHT, *goals, more))


def test_needs_say_that_months_weighed_alike_and_show_ends_outward() -> None:
    """What rests on equal months says so in the sentence; an end is never rounded inward."""
    fall = [growth("fixed", "-18.37"), *EIGHT[:1], *EIGHT[2:]]
    document = Review(of_the_city(*fall), "zh").chapters["outlook"]
    assert "按上年各月等权测算" in plain_text(document)
    table = next(b for b in document.blocks if isinstance(b, Table))
    shown = run_text(table.rows[0][-1].runs).strip("[]").split(", ")
    assert float(shown[0]) <= 3 * 18.365 <= 3 * 18.375 <= float(shown[1])


def test_english_sentences_on_growth_have_a_verb_and_agree_in_number() -> None:
    """One of seven falls, two fall: the heading holds for any number; a sentence has its verb."""
    fall = growth("built", "-2.5")
    review = Review(of_the_city(fall, *EIGHT[1:]), "en")
    text = plain_text(review.body())
    assert "1 of 7 indicators down" in text
    assert "was up 3.5% on a year earlier." in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [("下降30%以上", "≤−30%"), ("压减30%以上", "≤−30%"), ("下降近30%", "≥−30%")],
)
def test_a_fall_by_so_much_or_more_is_never_told_as_one_by_so_much_or_less(
    words: str, shown: str
) -> None:
    """The bound is of the words, not of the signed value: 30%以上 turns round with the sign."""
    text = f"云川市2024年上半年经济运行情况\n上半年,全市入企检查次数同比{words}。\n"
    meta = {"area": CITY, "period": "2024-01/2024-06"}
    report = as_report(extract(text).reports[0], "yunchuan-2024h1", meta)
    figure = next(each.figure for each in report if each.measure == "yoy")
    assert signed(figure, "zh") == shown
    assert ("30% or less" in str(change_words(figure))) is (shown == "≥−30%")


def test_one_relation_is_no_relations() -> None:
    """English counts one relation without an s."""
    base = yunchuan()
    one = replace(base, claims=base.claims[:1])
    assert "with one relation stated or implied" in plain_text(Review(one, "en").briefing())
