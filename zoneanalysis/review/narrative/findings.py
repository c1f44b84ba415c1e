"""What the audit found, in a sentence each, for the page that is read first (引用前请核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import Runs, Strong
from zoneanalysis.document.reading import run_text
from zoneanalysis.indicators import earlier_rate
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Claim, Observation
from zoneanalysis.review.bounds import unsigned
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.english import glossed
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.economy import Series, compared_with
from zoneanalysis.review.facts.pipeline import stages
from zoneanalysis.review.narrative.audit import Gathered, relation, said, subject_name
from zoneanalysis.review.wording import amount, in_list, number_text, period_name, signed
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["finding_runs", "misfits", "on_assumption", "open_readings"]


def _assumed(c: Citation, audited: Audit, found: Gathered) -> Iterator[tuple[str, str, str]]:
    """Yield what a stated figure would be on an assumption that no text states: on which, value."""
    claims = {each.id: each for each in audited.claims}
    stated = {claims[each].stated for each in found.claims if each in claims}
    for each in audited.results:
        claim = claims.get(each.claim_id)
        if claim is None or claim.stated not in stated or each.nominal is None:
            continue
        assumed = claim.params.get("assumed", "")
        if assumed and each.verdict is Verdict.NOT_ASSESSABLE and claim.stated in c.report:
            own = c.report[claim.stated]
            value = f"{format_half_up(each.nominal, own.figure.decimals)}{own.figure.unit.symbol}"
            yield assumed, c.indicator(own.indicator), value


def on_assumption(c: Citation, audited: Audit, found: Iterable[Gathered]) -> str:
    """Return what else stated figures would be on an assumption that the text does not state."""
    told: dict[str, list[str]] = {}
    groups = list(found)
    for each in groups:
        for assumed, name, value in _assumed(c, audited, each):
            told.setdefault(assumed, []).append(f"{name}{c.gap}{value}" if groups[1:] else value)
    parts = (
        Message(
            "{values} if {assumed} (not stated)",
            {"assumed": Message(assumed), "values": in_list(values, c.language)},
        )
        for assumed, values in told.items()
    )
    return c.sign("；").join(said(c, c.say(e)) for e in parts)


def misfits(c: Citation, audited: Audit, found: Sequence[Gathered]) -> Runs:
    """Return in one sentence rates that no whole numbers give, with the totals they are of."""
    heads: list[str] = []
    totals: list[str] = []
    claims = {each.id: each for each in audited.claims}
    rated = {each.rated.id for each in stages(c.report) if each.rated is not None}
    for each in found:
        claim = claims[each.claims[0]]
        heads.append(run_text(relation(c, audited.claims, each.results[0])))
        for name in claim.inputs.get("denominator", ()):
            if name in c.report:
                count = amount(c.report[name].figure, c.language)
                part = Message("{rated} industry projects", {"rated": count})
                totals.append(c.say(part) if name in rated else count)
    parts: dict[str, object] = {"totals": in_list(totals, c.language)}
    reason = c.say(
        "of the projects of each batch ({totals}) no whole number gives its rate", **parts
    )
    more = on_assumption(c, audited, found)
    colon, semicolon = map(c.sign, "：；")
    told = f"{reason}{semicolon}{more}" if more else reason
    return (Strong(in_list(heads, c.language)), colon, told)


def finding_runs(c: Citation, audited: Audit, found: Gathered) -> Runs:
    """Return one finding: what it is about, and the arithmetic or the reason against it."""
    first, claims = found.results[0], audited.claims
    claim = next((each for each in claims if each.id == first.claim_id), None)
    subject = next((c.report[each] for each in first.figures if each in c.report), None)
    worded = claim is not None and claim.stated and claim.stated not in c.report
    fell = _fell_first(c, claim) if claim is not None and worded else None
    if worded and subject is not None:  # the reason names the word
        head = subject_name(c, subject)
    else:
        head = run_text(relation(c, claims, first))
    short = not worded and found.verdict is Verdict.INCONSISTENT  # 9.9 − 10.4 = −0.5 ≠ −1.5
    reasons = dict.fromkeys(
        said(c, each.numbers if short else c.say(each.reason)) for each in found.results
    )
    if fell is not None and found.verdict is Verdict.INCONSISTENT:
        reasons = {fell: None}
    reasons |= dict.fromkeys(filter(None, [on_assumption(c, audited, [found])]))
    colon, semicolon = map(c.sign, "：；")
    return (Strong(head), colon, semicolon.join(reasons))


def _figures(c: Citation, claim: Claim, *roles: str) -> list[Observation]:
    """Return the figure in each of the roles, those that there are."""
    found = [claim.inputs.get(role, ()) for role in roles]
    return [c.report[names[0]] for names in found if names and names[0] in c.report]


def _fell_first(c: Citation, claim: Claim) -> str | None:
    """Return in words that a rate which is said to improve step by step fell before it rose.

    The earliest rate is computed from the last one and the change that is stated against it.
    """
    figures = _figures(c, claim, "before", "after", "earlier_change")
    if len(figures) < 3:
        return None
    before, after, change = figures
    earlier, since = earlier_rate(after.figure, change.figure), compared_with(c.report, change)
    if since is None or before.figure.point >= earlier.point:
        return None
    parts = {
        "word": glossed(claim.stated, c.language),
        "earlier": period_name(since, c.language),
        "earlier_rate": signed(earlier, c.language),
        "later": period_name(after.period, c.language),
        "later_rate": signed(after.figure, c.language),
        "change": number_text(unsigned(change.figure), c.language),
        "between": period_name(before.period, c.language),
        "rate": signed(before.figure, c.language),
    }
    told = Message(
        "{word}: growth fell from {earlier_rate} in {earlier} ({later_rate} for {later} less the "
        "stated {change} points) to {rate} in {between}",
        parts,
    )
    return c.say(told)


def _implied(c: Citation, found: Sequence[Fact | None]) -> Runs:
    """Return growth of single months as other figures imply it, with what is a guide only."""
    items = (
        (
            f"{c.indicator(each.sources[0].indicator)}{c.gap}",
            c.fact(each, style="range"),
            *(c.runs(", a guide only") if each.value.indicative else ()),
        )
        for each in filter(None, found)
    )
    told = c.row(items, "；")
    return (c.sign("："), *told) if told else ()


def open_readings(c: Citation, audited: Audit, group: Sequence[Series]) -> tuple[Runs, ...]:
    """Return each word that holds by one of its two readings: what each of them comes to."""
    alone = {each.indicator: each.month_growth() for each in group}
    claims = {each.id: each for each in audited.claims}
    found: dict[tuple[str, Period, Period], list[Observation]] = {}
    for each in audited.results:
        claim = claims.get(each.claim_id)
        if claim is None or each.verdict is not Verdict.ONE_READING:
            continue
        figures = _figures(c, claim, "before", "after")
        if len(figures) == 2:
            key = (claim.stated, figures[0].period, figures[1].period)
            found.setdefault(key, []).append(figures[1])
    out = []
    for (word, known, later), held in found.items():
        parts: dict[str, object] = {
            "later": period_name(later, c.language),
            "months": period_name(Period(known.end.shifted(1), later.end), c.language),
            "rates": in_list(
                [f"{c.indicator(e.indicator)}{c.gap}{signed(e.figure, c.language)}" for e in held],
                c.language,
            ),
        }
        head = Message("{word}, to be confirmed", {"word": glossed(word, c.language)})
        told = Message(
            "growth of {later} does not bear it out ({rates}); that implied for {months} alone "
            "does{items}",
            parts | {"items": _implied(c, [alone.get(each.indicator) for each in held])},
        )
        colon = c.sign("：")
        out.append((Strong(c.say(head)), colon, *c.runs(told)))
    return tuple(out)
