"""Comparisons of whole cities, none of which speaks of zones: charts, tables, no empty chapter."""

from __future__ import annotations

import itertools

import pytest

from zoneanalysis.document.model import Chart, Table
from zoneanalysis.document.reading import plain_text
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.comparison import Comparison


def cities(count: int) -> Comparison:
    """Return the comparison of as many invented cities' texts, alike but for their numbers."""
    names = ("".join(each) for each in itertools.product("云临青河南东西", "川江山原", "市"))
    known = DataPackage.find(None).indicators
    reports = []
    for n, place in zip(range(count), names, strict=False):
        text = (
            f"{place}2024年上半年运行情况\n\n2024年上半年，"
            f"全市规上工业增加值{120 + n}.5亿元，增长{n % 9 + n / 10:.1f}%。"
            f"固定资产投资{80 + n}.2亿元，增长{n % 7 + n / 10:.1f}%。"
            f"社会消费品零售总额{60 + n}.4亿元，增长{n % 5 + n / 10:.1f}%。"
        )
        (draft,) = extract(text).reports
        meta = {"title": {"zh": place}, "area": draft.area.code, "period": str(draft.period)}
        reports.append(as_report(draft, place, meta, known))
    return Comparison(tuple(reports), "zh")


@pytest.mark.parametrize("count", [3, 28])
def test_whole_cities_are_drawn(count: int) -> None:
    """Dots of a few, the distribution of many, though no report is on zones."""
    made = cities(count)
    charts = [b for b in made.overview().blocks if isinstance(b, Chart)]
    assert charts
    assert "规上工业增加值" in charts[0].alt


def test_no_table_parts_a_level_from_its_growth() -> None:
    """Both stand in one table, sorted by that growth or beside it."""
    for block in cities(5).economy().blocks:
        if isinstance(block, Table):
            heads = [column.label.split("（")[0].split(" ")[0] for column in block.columns]
            known = [each for each in heads if each not in {"市", "位次"}]
            assert all(known.count(each) == 2 for each in known)


def test_reports_without_relations_have_no_chapter_on_the_audit() -> None:
    """A table of noughts says nothing."""
    made = cities(3)
    assert not made.audit().blocks
    assert "核验" not in plain_text(made.definitions())
