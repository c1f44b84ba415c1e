"""A report of the invented city 云川市: its text, and the report as data."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from zoneanalysis.reports.report import Area, Claim, Indicator, Observation, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

TEXT = (
    "云川市开发区\n\n【上半年工作进展】\n\n"
    "一、经济运行。上半年,全市9家工业类开发区工业投资共54.76亿元,同比下降18.8%,低于全\n"
    "市(-10.4%)8.4个百分点;预计全年增长2%,主要指标由负转正。累计签约项目84个,开工率70.7%,占全市41.4%。\n"
    "— 12 —\n"
    "二、项目。项目库的名单、分类和口径均按新的目录执行,平台的名称统一写作GDP\nDATA,有平台3个。\n\n"
    "云川市开发区\n\n(供稿:云川市商务局)\n"
)
ROWS = (  # id, printed, signed value, unit, indicator, measure
    ("f001", "9家", "9", "家", "zone_count", "count"),
    ("f002", "54.76亿元", "54.76", "亿元", "industrial_investment", "level"),
    ("f003", "下降18.8%", "-18.8", "%", "industrial_investment", "yoy"),
    ("f004", "-10.4%", "-10.4", "%", "investment_of_the_city", "yoy"),
    ("f005", "8.4个百分点", "-8.4", "个百分点", "industrial_investment", "pp_gap"),
    ("f006", "增长2%", "2", "%", "outlook", "yoy"),
    ("f007", "84个", "84", "个", "projects_signed", "count"),
    ("f008", "70.7%", "70.7", "%", "start_rate", "rate"),
    ("f009", "41.4%", "41.4", "%", "industrial_investment", "share"),
    ("f010", "3个", "3", "个", "platforms", "count"),
)
CLAIMS = (
    Claim("c1", "pp_gap", "f005", {"own": ("f003",), "reference": ("f004",)}),
    Claim("c2", "rate_from_count", "f008", {"denominator": ("f007",)}),
    Claim("c3", "direction", "由负转正", {"before": ("f003",), "after": ("f004",)}),
    Claim("c4", "share", "f009", {"part": ("f002",)}),
)


def observation(row, text=TEXT, **changes):
    """Return the observation of a row, placed where its characters first stand in the text."""
    name, printed, value, unit, indicator, measure = row
    made = Observation(
        name,
        Figure.of(value, unit, printed=printed),
        indicator,
        "CN-99",
        Period.parse("2024-01/2024-06"),
        measure,
        char_start=text.index(printed) if printed in text else None,
    )
    return replace(made, **changes)


def report(rows=ROWS, claims=CLAIMS, text=TEXT, **meta):
    """Return the report as data."""
    return Report(
        "yunchuan-2024h1",
        {
            "title": {"zh": "云川市开发区上半年", "en": "Zones of Yunchuan"},
            "period": "2024-01/2024-06",
        }
        | meta,
        tuple(row if isinstance(row, Observation) else observation(row, text) for row in rows),
        tuple(claims),
        indicators={
            "industrial_investment": Indicator("industrial_investment", "工业投资", "Investment")
        },
        areas={"CN-99": Area("CN-99", "云川市", "Yunchuan")},
    )


@pytest.fixture
def yunchuan():
    """Return the invented city: its text, its report, and what makes others like it."""
    return SimpleNamespace(
        text=TEXT, rows=ROWS, claims=CLAIMS, report=report, observation=observation
    )
