"""What may be wrong in a relation: its figures, a word, an order, a list (可疑项)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zoneanalysis.reports.report import Claim, Report

__all__ = ["adjusted_shares", "items_of", "word_item"]


def word_item(claim: Claim) -> str | None:
    """Return the name of the word or list that a relation rests on, if it does.

    Relations of one check and section that state one word, and whose notes say the same of it,
    rest on one printed word; without a note each has a word of its own.
    """
    if claim.check in {"direction", "target_reached", "schedule"}:
        shared = f"{claim.check}:{claim.section}:{claim.note}" if claim.note else claim.id
        return f"word:{shared}:{claim.stated}"
    if claim.check == "ranking":
        return f"order:{claim.id}"
    if claim.check == "list_count" and claim.params.get("items"):
        return f"list:{claim.id}"
    return None


def items_of(report: Report, claim: Claim) -> tuple[str, ...]:
    """Return what may be wrong in a relation: its figures, and the word or list if there is one."""
    figures = tuple(each for each in claim.figure_ids if each in report)
    if claim.check == "list_count":
        figures = figures[:1] if claim.stated in report else ()
    word = word_item(claim)
    return figures if word is None else (*figures, word)


def adjusted_shares(report: Report, claims: Iterable[Claim]) -> frozenset[str]:
    """Return the ids of shares that add to exactly 100 and so may have been made to."""
    found: set[str] = set()
    for claim in claims:
        if claim.check == "shares_sum" and claim.params.get("complete") == "yes":
            ids = [each for each in claim.inputs.get("share", ()) if each in report]
            if sum((report[each].figure.point for each in ids), Fraction(0)) == 100:
                found.update(ids)
    return frozenset(found)
