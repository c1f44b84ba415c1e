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


def told(*texts: str) -> Comparison:
    """Return the comparison of texts as they are read."""
    known = DataPackage.find(None).indicators
    reports = []
    for n, text in enumerate(texts):
        (draft,) = extract(text).reports
        meta = {"title": {"zh": text[:6]}, "area": draft.area.code, "period": str(draft.period)}
        reports.append(as_report(draft, f"t{n}", meta, known))
    return Comparison(tuple(reports), "zh")


def bulletin(place: str, output: str, trade: str, growth: str) -> str:
    """Return a text on a place that calls its output and its trade so."""
    return (
        f"{place}2024年上半年运行情况\n\n2024年上半年，{place}{output}5120.5亿元，"
        f"同比增长{growth}%。{trade}812.4亿元，同比增长{growth}%。"
    )


@pytest.mark.parametrize(
    ("places", "head", "whole", "every"),
    [
        (("山西省", "山东省"), "省", "全省", "各省"),
        (("云川市", "临江市"), "市", "全市", "各市"),
        (("山西省", "云川市"), "地区", "各地", "各地"),
    ],
)
def test_places_are_called_what_they_are(
    places: tuple[str, str], head: str, whole: str, every: str
) -> None:
    """Provinces are no cities; of several kinds they are places."""
    first, second = (
        bulletin(each, "生产总值", "进出口总值", g) for each, g in zip(places, "46", strict=True)
    )
    made = told(first, second)
    table = next(b for b in made.economy().blocks if isinstance(b, Table))
    assert table.columns[0].label == head
    assert table.caption.startswith(f"{whole}：")
    chart = next(b for b in made.overview().blocks if isinstance(b, Chart))
    assert chart.caption.startswith(f"{every}同比增速（%）：{whole}")


def test_one_thing_under_two_names_is_compared() -> None:
    """地区生产总值 is 生产总值, 外贸进出口 is 进出口总值; exports in tons are not those in yuan."""
    first = bulletin("云川市", "地区生产总值", "外贸进出口", "4.6") + "出口额12.5亿元，增长3%。"
    second = bulletin("临江市", "生产总值", "进出口总值", "5.2") + "出口量15.5万吨，增长4%。"
    made = told(first, second)
    text = plain_text(made.economy())
    assert "生产总值" in text and "进出口" in text
    assert "出口额" not in text and "出口量" not in text
