"""Reports on 云川市 that are odd in one way each: long, empty, large, negative, many (怪例)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.review.yunchuan import CITY, NINE, ZONES, _row, yunchuan
from zoneanalysis.reports.report import Area, Indicator, Observation, Report

__all__ = ["ODD"]


def _kept(report: Report, wanted: Callable[[Observation], bool]) -> Report:
    kept = tuple(each for each in report if wanted(each))
    ids = {each.id for each in kept}
    claims = tuple(
        claim
        for claim in report.claims
        if all(name in ids for names in claim.inputs.values() for name in names)
    )
    return replace(report, observations=kept, claims=claims, actions=(), zones=())


def _more(report: Report, *rows: Observation, **changes: object) -> Report:
    return replace(report, observations=(*report, *rows), **changes)  # type: ignore[arg-type]


def long_title() -> Report:
    """Return a report whose title and city have two hundred signs."""
    report = yunchuan()
    city = replace(report.areas[CITY], name_zh="云川" * 100, name_en="Yunchuan " * 22)
    title = {"zh": "关于开发区运行情况的报告" * 17, "en": "A report on development zones " * 7}
    return replace(report, meta={**report.meta, "title": title}, areas={**report.areas, CITY: city})


def one_zone() -> Report:
    """Return a report that says something of one zone only."""
    return _kept(yunchuan(), lambda each: each.ref_area.endswith("NORTH"))


def sixty_zones() -> Report:
    """Return a report with targets and growth of sixty zones."""
    report = yunchuan()
    areas, rows = dict(report.areas), []
    for n in range(60):
        code = f"{ZONES}-Z{n:02d}"
        areas[code] = Area(code, f"第{n + 1}经济开发区", f"Zone {n + 1}", "zone", ZONES)
        growth = f"{n / 4 - 5:.1f}"
        rows.append(
            _row(
                f"g{n:02d}",
                f"{growth}%",
                growth,
                "%",
                "industrial_output",
                code,
                NINE,
                "yoy",
                "zones",
            )
        )
        rows.append(
            _row(
                f"t{n:02d}",
                "5%",
                "5",
                "%",
                "industrial_output",
                code,
                "2031",
                "yoy",
                "zones",
                "target",
            )
        )
    return _more(report, *rows, areas=areas)


def no_targets() -> Report:
    """Return a report without any target."""
    return _kept(yunchuan(), lambda each: each.status != "target")


def no_growth() -> Report:
    """Return a report that prints levels and counts alone."""
    return _kept(yunchuan(), lambda each: each.measure in {"level", "count"})


def only_rates() -> Report:
    """Return a report that prints rates alone."""
    return _kept(yunchuan(), lambda each: each.measure in {"yoy", "rate", "pp_gap"})


def markup() -> Report:
    """Return a report whose names hold markup of every kind that a page is made of."""
    report = yunchuan()
    bad = '<script>alert(1)</script> & #[x] $y$ {z} "q" \\n *b* `c`'
    name = Indicator("industrial_output", bad, bad)
    areas = {
        code: replace(area, name_zh=f"{bad}区", name_en=bad, short_zh="", short_en="")
        if area.kind == "zone"
        else area
        for code, area in report.areas.items()
    }
    return replace(report, areas=areas, indicators={**report.indicators, "industrial_output": name})


def huge() -> Report:
    """Return a report with a figure of 10^15."""
    row = _row(
        "h001", "1000000000000000元", "1000000000000000", "元", "huge", ZONES, NINE, "level",
        "economic_output",
    )  # fmt: skip
    return _more(
        yunchuan(),
        row,
        indicators={**yunchuan().indicators, "huge": Indicator("huge", "总资产", "Assets")},
    )


def negative() -> Report:
    """Return a report with a loss: a level below zero, and its growth."""
    rows = (
        _row("n001", "-3.2亿元", "-3.2", "亿元", "profit", ZONES, NINE, "level", "economic_output"),
        _row("n002", "下降15%", "-15", "%", "profit", ZONES, NINE, "yoy", "economic_output"),
    )
    profit = Indicator("profit", "利润总额", "Profit", growth_basis="nominal")
    return _more(yunchuan(), *rows, indicators={**yunchuan().indicators, "profit": profit})


ODD: dict[str, Callable[[], Report]] = {
    each.__name__: each
    for each in (
        long_title,
        one_zone,
        sixty_zones,
        no_targets,
        no_growth,
        only_rates,
        markup,
        huge,
        negative,
    )
}
