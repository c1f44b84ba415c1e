"""A report of 云川市 (Yunchuan), a city invented for these tests, with every section optional.

Nine months, one indicator that no real report here has, two zones with targets, one batch of
projects whose rate holds, and nothing on land, plants, loans or reform.
"""

from __future__ import annotations

from collections.abc import Iterable

from zoneanalysis.reports.report import (
    Action,
    Area,
    Claim,
    Indicator,
    Observation,
    Report,
    ZoneFact,
)
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

CITY, ZONES, NORTH, SOUTH = "CN-9901", "CN-9901-DZ", "CN-9901-DZ-NORTH", "CN-9901-DZ-SOUTH"
NINE = "2031-01/2031-09"

AREAS = {
    each.code: each
    for each in (
        Area("CN-99", "虚省", "Xu", "province"),
        Area(CITY, "云川市", "Yunchuan", "city", "CN-99", short_zh="全市", short_en="Yunchuan"),
        Area(
            ZONES,
            "云川市开发区",
            "Zones of Yunchuan",
            "group",
            CITY,
            short_zh="全市开发区",
            short_en="Yunchuan zones",
        ),
        Area(NORTH, "北山经开区", "Beishan", "zone", ZONES),
        Area(SOUTH, "南江高新区", "Nanjiang", "zone", ZONES),
    )
}
INDICATORS = {
    each.code: each
    for each in (
        Indicator(
            "industrial_output", "规上工业总产值", "Industrial output", growth_basis="nominal"
        ),
        Indicator("zone_count", "开发区数", "Number of development zones"),
        Indicator("batch_signed_projects", "“签约一批”项目数", "Signing batch: projects"),
        Indicator("start_rate", "开工率", "Start rate"),
        Indicator("projects_not_started", "已签约未开工项目数", "Projects signed but not started"),
    )
}


def _row(name, printed, value, symbol, indicator, area, period, measure, section, status="actual"):
    return Observation(
        name,
        Figure.of(value, symbol, printed=printed),
        indicator,
        area,
        Period.parse(period),
        measure,
        section,
        status,
        "nominal",
    )


OBSERVATIONS = (
    _row("f001", "4个", "4", "个", "zone_count", ZONES, "2031-09", "count", "economic_output"),
    _row(
        "f002",
        "86.4亿元",
        "86.4",
        "亿元",
        "industrial_output",
        ZONES,
        NINE,
        "level",
        "economic_output",
    ),
    _row(
        "f003", "增长4.2%", "4.2", "%", "industrial_output", ZONES, NINE, "yoy", "economic_output"
    ),
    _row("f004", "3.5%", "3.5", "%", "industrial_output", CITY, NINE, "yoy", "economic_output"),
    _row(
        "f005",
        "0.7个百分点",
        "0.7",
        "个百分点",
        "industrial_output",
        ZONES,
        NINE,
        "pp_gap",
        "economic_output",
    ),
    _row("f006", "6.1%", "6.1", "%", "industrial_output", NORTH, NINE, "yoy", "zones"),
    _row("f007", "5%", "5", "%", "industrial_output", NORTH, "2031", "yoy", "zones", "target"),
    _row("f008", "-2.3%", "-2.3", "%", "industrial_output", SOUTH, NINE, "yoy", "zones"),
    _row("f009", "4%", "4", "%", "industrial_output", SOUTH, "2031", "yoy", "zones", "target"),
    _row(
        "f010",
        "30个",
        "30",
        "个",
        "batch_signed_projects",
        ZONES,
        "2031-01/2031-09",
        "count",
        "pipeline",
    ),
    _row("f011", "60%", "60", "%", "start_rate", ZONES, "2031-09", "rate", "pipeline"),
    _row("f012", "12个", "12", "个", "projects_not_started", ZONES, "2031-09", "count", "actions"),
)
CLAIMS = (
    Claim(
        "c001",
        "pp_gap",
        "f005",
        {"own": ("f003",), "reference": ("f004",)},
        section="economic_output",
    ),
    Claim(
        "c002",
        "target_reached",
        "已达目标",
        {"achieved": ("f006",), "target": ("f007",)},
        section="zones",
    ),
    Claim(
        "c003",
        "target_reached",
        "已达目标",
        {"achieved": ("f008",), "target": ("f009",)},
        section="zones",
    ),
    Claim(
        "c004",
        "rate_from_count",
        "f011",
        {"denominator": ("f010",), "complement": ("f012",)},
        section="pipeline",
    ),
)


def yunchuan(*, without: Iterable[str] = ()) -> Report:
    """Return the report, without the sections named and what rests on them."""
    left_out = set(without)
    kept = tuple(each for each in OBSERVATIONS if each.section not in left_out)
    ids = {each.id for each in kept}
    claims = tuple(
        claim
        for claim in CLAIMS
        if all(name in ids for names in claim.inputs.values() for name in names)
    )
    return Report(
        "yunchuan-2031q3",
        {"area": CITY, "period": NINE, "title": {"zh": "云川市虚构报告", "en": "Invented"}},
        kept,
        claims,
        (Action("a01", "actions", "pipeline", "推动12个项目开工", "Start 12 projects", ("f012",)),),
        (ZoneFact(SOUTH, "main_indicators_falling", "yes"),),
        INDICATORS,
        AREAS,
    )
