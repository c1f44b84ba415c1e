"""Which areas of a report are its own, and which it is compared with (本地与参照)."""

from __future__ import annotations

from zoneanalysis.reports.report import Report

__all__ = ["about_zones", "has_zones", "home", "is_own", "is_zone"]


def home(report: Report) -> str:
    """Return the code of the city that the report is about."""
    return str(report.meta.get("area", ""))


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


def is_zone(report: Report, code: str) -> bool:
    """Return whether an area is a single zone."""
    return code in report.areas and report.areas[code].kind == "zone"
