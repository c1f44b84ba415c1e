"""Which areas of a report are its own, and which it is compared with (本地与参照)."""

from __future__ import annotations

from zoneanalysis.reports.report import NAMELESS, UNNAMED, Report

__all__ = [
    "NAMELESS",
    "UNNAMED",
    "about_zones",
    "has_zones",
    "home",
    "is_apart",
    "is_nameless",
    "is_own",
    "is_zone",
    "told_of",
]


def home(report: Report) -> str:
    """Return the code of the city that the report is about."""
    return str(report.meta.get("area", ""))


def told_of(report: Report) -> str:
    """Return the area that the report's main figures are of: its city.

    That of the zones together where they have figures and the city has none.
    """
    city = home(report)
    if any(each.ref_area == city for each in report):
        return city
    areas = (report.areas[e.ref_area] for e in report if e.ref_area in report.areas)
    return next((e.code for e in areas if e.kind == "group" and is_own(report, e.code)), city)


def is_nameless(report: Report, code: str) -> bool:
    """Return whether an area is one that its text does not name."""
    return code.startswith(NAMELESS) and report.area_name(code, "zh") in {code, UNNAMED}


def is_own(report: Report, code: str) -> bool:
    """Return whether an area lies in the report's city and is not the city itself."""
    city = home(report)
    seen: set[str] = set()
    while code in report.areas and code not in seen and code != city:
        seen.add(code)
        code = report.areas[code].parent
    return bool(seen) and code == city


def has_zones(report: Report) -> bool:
    """Return whether the report says anything of zones in its area, not of the area alone.

    Groups of zones have codes with ``-DZ``; firms and districts have none.
    """
    codes = {each.ref_area for each in report}
    return any(is_own(report, e) and ("-DZ" in e or is_zone(report, e)) for e in codes)


def about_zones(report: Report) -> bool:
    """Return whether a report speaks of the zones in its area at least as often as of itself."""
    zones = sum("-DZ" in each.ref_area or is_zone(report, each.ref_area) for each in report)
    return 2 * zones >= len(report)


def is_apart(report: Report, code: str) -> bool:
    """Return whether an area is neither the report's city nor all of its zones together."""
    known = report.areas.get(code)
    whole = known is not None and known.kind == "group" and known.parent == home(report)
    return not whole and code not in {home(report), told_of(report)}


def is_zone(report: Report, code: str) -> bool:
    """Return whether an area is a single zone."""
    return code in report.areas and report.areas[code].kind == "zone"
