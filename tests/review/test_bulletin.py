"""A bulletin of any area: rows that can be read, chapters by family, names that are its own."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.browser import barriers, chromium
from tests.document.export.notebooks import code, document, notebook
from zoneanalysis.document.export import export_notebook
from zoneanalysis.document.reading import plain_text
from zoneanalysis.reports.report import Area, Report
from zoneanalysis.review.review import Review
from zoneanalysis.values.figures import Figure

sys.path.insert(0, str(Path(__file__).parent))
from yunchuan import CITY, yunchuan

__all__ = ["chromium"]


def bulletin(**more: object) -> Report:
    """Return a report on a city alone, of more indicators than are told one by one."""
    base = yunchuan()
    rate = base["f003"]
    names = [f"x_{n}" for n in range(8)]
    known = {
        each: replace(base.indicators["industrial_output"], code=each, name_zh=f"产量{each[2:]}")
        for each in names
    }
    figures = [
        replace(rate, id=f"g{n}", indicator=each, ref_area=CITY) for n, each in enumerate(names)
    ]
    given = {"observations": tuple(figures), "claims": (), "actions": (), **more}
    return replace(base, indicators={**base.indicators, **known}, **given)


def test_values_of_one_name_are_quoted_and_changes_say_their_direction() -> None:
    """A list under one name is quoted value by value; a fall by 2 points is told as such."""
    report = bulletin()
    rate = report["g0"]
    counts = [
        replace(rate, id=f"h{n}", measure="count", figure=Figure.of(text, "人"))
        for n, text in enumerate(("300", "200"))
    ]
    fell = replace(
        rate, id="h9", indicator="x_1", measure="pp_change", figure=Figure.of("-2", "个百分点")
    )
    counted = [replace(each, indicator="x_9") for each in counts]
    known = {**report.indicators, "x_9": replace(report.indicators["x_1"], name_zh="在园幼儿")}
    review = Review(replace(report, observations=(*report, *counted, fell), indicators=known), "zh")
    text = plain_text(review.body())
    assert "在园幼儿" not in text
    assert all(f"“在园幼儿” {n}人" in plain_text(review.annex()) for n in (300, 200))
    assert "增速回落2个百分点" in text
    assert "原文另列" not in text


def test_firms_make_no_report_one_on_zones() -> None:
    """A firm's figures are quoted under its name; the title is that of a city."""
    firm = Area(f"{CITY}-X1", "甲公司", "Firm A", "group", CITY)
    report = bulletin()
    own = replace(report["g0"], id="h0", ref_area=firm.code)
    report = replace(report, observations=(*report, own), areas={**report.areas, firm.code: firm})
    review = Review(report, "zh")
    assert "开发区" not in review.title
    assert "zones" not in review.chapters
    assert "甲公司 | “产量0” 4.2%" in plain_text(review.annex())


def test_an_area_that_the_text_does_not_name_is_called_by_its_title() -> None:
    """《…》评估 instead of a review of 未指明."""
    report = bulletin()
    meta = {**report.meta, "area": "XX", "title": {"zh": "全市运行分析", "en": "Analysis"}}
    nowhere = Area("XX", "未指明", "未指明", "city")
    report = replace(report, meta=meta, areas={**report.areas, "XX": nowhere})
    assert Review(report, "zh").title.startswith("《全市运行分析》评估")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_stands_in_the_way_of_anyone(chromium: Any, tmp_path: Path, language: str) -> None:
    """axe-core finds nothing on a bulletin, whose names have no English: marked as Chinese."""
    review = Review(bulletin(), language)
    cells = [code("cover", document(review.cover()))]
    cells += [code(name, document(each)) for name, each in review.chapters.items()]
    nb = notebook(*cells, zoneanalysis={"language": language, "stem": "review"})
    (tmp_path / "page.html").write_bytes(export_notebook(nb, format="html"))
    assert barriers(chromium, (tmp_path / "page.html").as_uri()) == []
