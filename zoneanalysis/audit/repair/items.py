"""What may be wrong in a relation: its figures, a word, an order, a list (可疑项)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from zoneanalysis.relations.register import CHECKS
from zoneanalysis.reports.report import Claim, Report

__all__ = ["adjusted_shares", "items_of", "word_item"]

_MOST = 8  # shares that follow one another


def word_item(claim: Claim) -> str | None:
    """Return the name of the word or list that a relation rests on, if it does.

    Relations of one check and section that state one word, and whose notes say the same of it,
    rest on one printed word; without a note each has a word of its own.
    """
    item = CHECKS[claim.check].item if claim.check in CHECKS else ""
    if item == "word":
        shared = f"{claim.check}:{claim.section}:{claim.note}" if claim.note else claim.id
        return f"word:{shared}:{claim.stated}"
    listed = item != "list" or claim.params.get("items")
    return f"{item}:{claim.id}" if item and listed else None


def items_of(report: Report, claim: Claim) -> tuple[str, ...]:
    """Return what may be wrong in a relation: its figures, and the word or list if there is one."""
    figures = tuple(each for each in claim.figure_ids if each in report)
    if claim.check == "list_count":
        figures = figures[:1] if claim.stated in report else ()
    word = word_item(claim)
    return figures if word is None else (*figures, word)


def adjusted_shares(report: Report, claims: Iterable[Claim]) -> frozenset[str]:
    """Return the ids of shares that add to exactly 100 and so may have been made to.

    They are told to be all, or follow one another as shares of one whole.
    """
    found: set[str] = set()
    shares: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim in claims:
        if claim.check == "shares_sum" and claim.params.get("complete") == "yes":
            ids = [each for each in claim.inputs.get("share", ()) if each in report]
            found.update(ids if _make_100(report, ids) else ())
        elif claim.check == "share" and claim.stated in report and claim.inputs.get("whole"):
            shares[tuple(claim.inputs["whole"])].append(claim.stated)
    for told in shares.values():
        for start in range(len(told)):
            for end in range(start + 2, min(start + _MOST, len(told)) + 1):
                found.update(told[start:end] if _make_100(report, told[start:end]) else ())
    return frozenset(found)


def _make_100(report: Report, ids: Sequence[str]) -> bool:
    return sum((report[each].figure.point for each in ids), Fraction(0)) == 100
