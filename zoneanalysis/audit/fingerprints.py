"""Fingerprints: names of findings that stay the same from run to run (核验编号)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from zoneanalysis.reports.report import Claim, Report

__all__ = ["fingerprints"]


def fingerprints(report: Report, claims: Iterable[Claim]) -> dict[str, str]:
    """Return a fingerprint for each claim by its id.

    It is made of what the relation says: the check, its parameters, and for each figure the
    indicator, area, period, measure and printed characters. Ids, offsets, sections and notes don't
    enter, so rows may be renumbered or moved; a figure that is corrected makes another finding. Of
    relations that say the very same, the second gets "-2" behind it.
    """
    seen: Counter[str] = Counter()
    found = {}
    for claim in claims:
        content = [
            report.id,
            claim.check,
            _described(report, claim.stated),
            sorted(
                (role, [_described(report, i) for i in ids]) for role, ids in claim.inputs.items()
            ),
            sorted(claim.params.items()),
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        seen[name] += 1
        found[claim.id] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return found


def _described(report: Report, name: str) -> list[str]:
    if name not in report:
        return [name]
    each = report[name]
    return [
        each.indicator,
        each.ref_area,
        str(each.period),
        each.measure,
        each.status,
        each.printed,
    ]
