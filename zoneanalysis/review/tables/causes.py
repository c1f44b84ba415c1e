"""What is in doubt by its cause, and what would agree instead, as a table (存疑原因)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from math import ceil

from zoneanalysis.audit.core import Audit
from zoneanalysis.audit.repair import Change, Cluster
from zoneanalysis.document.model import Cell, Strong, Table
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import given
from zoneanalysis.review.narrative.audit import Gathered, relation, reviewers_notes, said
from zoneanalysis.review.narrative.findings import on_assumption
from zoneanalysis.review.tables.cells import DASH, columns, ids_cell
from zoneanalysis.values.formatting import format_half_up

__all__ = ["causes_table", "lines"]

MOST_ALTERNATIVES = 3
FAR = Fraction(1, 10)  # of a count: what lies farther off is no likely slip


def causes_table(c: Citation, found: Audit, findings: Sequence[Gathered]) -> Table | None:
    """Return what is in doubt, a row a place: what fails, the arithmetic, what could be otherwise.

    Relations that one change would mend stand in one row. Of the smallest repairs the likeliest
    are shown, and of a count no value that lies far from the printed one.
    """
    notes = reviewers_notes(found, findings)
    left, rows = list(findings), []
    for cluster in found.repair.clusters:
        names = {*cluster.claims, *(name for joint in cluster.joint for name in joint)}
        failing = [each for each in left if names.intersection(each.claims)]
        left = [each for each in left if each not in failing]
        alone = len(failing) == cluster.least and not cluster.joint
        for part in [[each] for each in failing] if alone else [failing]:
            claims = tuple(n for each in part for n in each.claims) if alone else tuple(names)
            results = tuple(found[name] for name in sorted(claims))
            rows.append(_cause(c, found, results, part, notes, cluster))
    rows += [_cause(c, found, each.results, [each], notes) for each in left]
    if not rows:
        return None
    return Table(
        caption=c.say("In doubt, by cause: {what}", what=found.repair.sentence),
        columns=columns(
            c,
            Message("In doubt"),
            Message("Arithmetic"),
            Message("What would agree (any one)"),
            Message("Id"),
        ),
        rows=tuple(rows),
        note=" ".join(said(c, c.say(note)) for note in found.repair.notes),
        compact=True,
        widths=(9, 12, 20, 3),
        anchor="table-findings",
    )


def _cause(
    c: Citation,
    found: Audit,
    results: Sequence[CheckResult],
    failing: Sequence[Gathered],
    notes: dict[str, tuple[Message, ...]],
    cluster: Cluster | None = None,
) -> tuple[Cell, ...]:
    semicolon = c.sign("；")
    told = dict.fromkeys(run_text(relation(c, found.claims, each)) for each in results)
    numbers = dict.fromkeys(each for group in failing for each in group.numbers)
    own = {figure for each in results for figure in each.figures}
    areas = {c.report[each].ref_area for each in own if each in c.report}
    within = areas.pop() if len(areas) == 1 else ""  # which the first cell names
    changes = _changes(c, cluster, own, within) if cluster is not None else ()
    remarks = [message for each in failing for message in each.warnings]
    agree = [*changes] or [lines(c, [m for each in failing for m in each.alternatives])]
    agree += [on_assumption(c, found, [each]) for each in failing]
    agree.append(lines(c, remarks))
    agree += [c.say(note) for each in failing for note in notes.get(each.claims[0], ())]
    return (
        Cell((Strong(semicolon.join(told)),)),
        Cell((said(c, semicolon.join(numbers)) or DASH,)),
        Cell((semicolon.join(filter(None, agree)) or DASH,)),
        ids_cell(tuple(each.claim_id for each in results)),
    )


def _changes(c: Citation, cluster: Cluster, own: Collection[str], within: str) -> tuple[str, ...]:
    """Return what the likeliest repairs make of *own* figures and of words, each once."""
    least = min((each.weight for each in cluster.alternatives), default=0)
    likeliest = [each for each in cluster.alternatives if each.weight == least]
    changes = dict.fromkeys(change for each in likeliest for change in each.changes)
    texts = [_change(c, each, within) for each in changes if each.item in own or not each.is_figure]
    return tuple(filter(None, texts))[:MOST_ALTERNATIVES]


def _change(c: Citation, change: Change, within: str) -> str:
    """Return what would have to be instead of what is printed; nothing where that lies far off."""
    if not change.is_figure or change.item not in c.report:
        return said(c, c.say(change.text))
    own = c.report[change.item]
    symbol, given = change.unit.symbol if change.unit else "", own.figure.point
    near = [
        each.replace("−", "-")
        for each in sorted(change.values, key=lambda e: Fraction(e.replace("−", "-")))
        if change.needed is not None
        or each in change.slips
        or abs(Fraction(each.replace("−", "-")) - given) <= FAR * abs(given)
    ]
    parts: dict[str, object] = {
        "figure": c.title(own, short=True, within=within),
        "printed": said(c, own.printed),
    }
    if near:
        apart = all(each.startswith("-") for each in near) and "-" not in own.printed
        shown = [
            f"{each.lstrip('-') if apart else each.replace('-', '−')}{symbol}" for each in near
        ]
        parts["values"] = c.say(" or ").join(said(c, each) for each in shown)
        return c.say("{figure}: {values}, not {printed}", **parts)
    if change.needed is None or change.values:
        return ""
    low, high = (_end(c, own, change, way) for way in (1, -1))
    parts |= {"low": low, "high": high}
    if low and high:
        return c.say("{figure}: {low} to {high}, not {printed}", **parts)
    if low or high:
        more = Message("{figure}: {low} or above, not {printed}", parts)
        less = Message("{figure}: {high} or below, not {printed}", parts)
        return c.say(more if low else less)
    return ""


def _end(c: Citation, own: Observation, change: Change, way: int) -> str:
    """Return the least value (*way* 1) or the greatest (−1), as printed, that may be meant.

    Of the true values that a printed one stands for some have to lie in what is needed.
    """
    assert change.needed is not None
    end, outside = (
        (change.needed.lo, change.needed.lo_open)
        if way > 0
        else (change.needed.hi, change.needed.hi_open)
    )
    if end is None:
        return ""
    step = Fraction(1, 10**change.decimals)
    reach = Fraction(0) if given(own).exact else step / 2
    units = ceil(way * (end - way * reach) / step)
    if outside and units * step * way + way * reach == end:
        units += 1
    symbol = change.unit.symbol if change.unit else ""
    return said(c, f"{format_half_up(way * units * step, change.decimals)}{symbol}")


def lines(c: Citation, messages: Iterable[Message | None]) -> str:
    """Return messages behind one another, each once."""
    texts = [said(c, c.say(each)) for each in messages if each]
    return c.sign("；").join(dict.fromkeys(texts))
