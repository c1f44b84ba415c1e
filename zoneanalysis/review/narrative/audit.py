"""Sentences on what the audit found (数据核验)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import Runs, Verdictmark
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.register import title_of
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.english import glossed, in_english
from zoneanalysis.review.facts.names import is_share
from zoneanalysis.review.narrative.management import told
from zoneanalysis.review.wording import in_list

__all__ = [
    "Gathered",
    "audit_title",
    "counts_sentence",
    "doubt_title",
    "gathered",
    "limits",
    "places_in_doubt",
    "relation",
    "reviewers_notes",
    "said",
    "stated_verdicts",
    "subject_name",
    "unsupported",
]

MOST_NAMED = 4  # indicators that a heading names


@dataclass(frozen=True)
class Gathered:
    """Results of one check on one stated figure with the same verdict; never empty."""

    results: tuple[CheckResult, ...]

    @property
    def check(self) -> str:
        """Name of the check."""
        return self.results[0].check

    @property
    def verdict(self) -> Verdict:
        """The verdict that all of them have."""
        return self.results[0].verdict

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the relations, in the order of the report."""
        return tuple(each.claim_id for each in self.results)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The arithmetic of each, each once."""
        return tuple(dict.fromkeys(each.numbers for each in self.results if each.numbers))

    @property
    def alternatives(self) -> tuple[Message, ...]:
        """What would agree instead, what rests on more figures first."""
        return tuple(
            dict.fromkeys(each for result in reversed(self.results) for each in result.alternatives)
        )

    @property
    def warnings(self) -> tuple[Message, ...]:
        """Remarks that change no verdict."""
        return tuple(each.warning for each in self.results if each.warning is not None)

    @property
    def explained(self) -> tuple[Message, ...]:
        """Why, and what follows for figures that are not printed."""
        return tuple(
            message
            for each in self.results
            for message in (each.reason, each.implied)
            if message is not None
        )


def said(c: Citation, text: str) -> str:
    """Return arithmetic or a sentence of a check for the reader's language.

    Of a long sum the first and the last terms; checks.csv has them all.
    """
    text = _LONG_SUM.sub(lambda found: _shortened(c, found[0]), text)
    text = _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", text)
    return in_english(c.names, text) if c.language == "en" else text


_LONG_SUM = re.compile(r"(?:[^+=≈≠<>≤≥?;；，。]+ \+ ){12,}[^+=≈≠<>≤≥?;；，。]+")


_LONG_NUMBER = re.compile(r"(?<![\d.])\d{11,}")


def _shortened(c: Citation, total: str) -> str:
    terms = total.split(" + ")
    dropped = terms[3:-2]
    if any(re.search(r"\)[^(]*\(|^[^(]*\)|\([^)]*$", each) for each in dropped):  # not one sum
        return total
    told = c.say("… ({count} terms)", count=len(terms))
    return " + ".join((*terms[:3], told, *terms[-2:]))


def relation(c: Citation, claims: Sequence[Claim], result: CheckResult) -> Runs:
    """Return what a relation is about: the stated figure with what it is, or the word."""
    claim = next((each for each in claims if each.id == result.claim_id), None)
    if claim is not None and claim.stated in c.report:
        return _of_figure(c, claim, c.report[claim.stated])
    subject = next((c.report[each] for each in result.figures if each in c.report), None)
    parts: dict[str, object] = {
        "word": glossed(claim.stated, c.language) if claim is not None else "",
        "title": c.say(title_of(result.check)),
    }
    if subject is None:
        return c.runs("{title}", **parts)
    parts["subject"] = subject_name(c, subject)
    if claim is not None and claim.stated:
        return c.runs("{subject}: {word}", **parts)
    return c.runs("{subject}: {title}", **parts)


def subject_name(c: Citation, each: Observation) -> str:
    """Return area and indicator; a noun that ends one and begins the other stands once."""
    area, indicator = c.area(each.ref_area), c.indicator(each.indicator)
    if each.ref_area == c.common_area:
        return c.indicator(each.indicator, start=True)
    if c.language == "en":
        return f"{area}, {indicator}"
    for length in range(min(len(area), len(indicator)), 1, -1):
        if area.endswith(indicator[:length]):
            return area + indicator[length:]
    return area + indicator


def _of_figure(c: Citation, claim: Claim, stated: Observation) -> Runs:
    """Return the stated figure with what it is: level, growth, share, gap, change."""
    parts: dict[str, object] = {"subject": subject_name(c, stated)}
    value = stated.figure.point
    if stated.measure == "share":
        parts["printed"] = c.printed(stated)
        if is_share(c.report, stated.indicator):  # 比重 needs no 占比
            return c.runs("{subject} {printed}", **parts)
        return c.runs("{subject}, share {printed}", **parts)
    if stated.measure == "yoy" and stated.figure.unit.dimension == "percent":
        parts["printed"] = c.printed(stated, style="words")
        return c.runs("{subject}, {printed} on a year earlier", **parts)
    if stated.measure == "pp_gap":
        reference = next(
            (c.report[each] for each in claim.inputs.get("reference", ()) if each in c.report), None
        )
        parts["points"] = c.printed(stated, style="points")
        if reference is not None:
            parts["name"] = c.reference(reference, stated.indicator)
            message = (
                Message("{subject}, growth {points} below {name}", parts)
                if value < 0
                else Message("{subject}, growth {points} above {name}", parts)
            )
            return c.runs(message)
    if stated.measure == "pp_change":
        parts["points"] = c.printed(stated, style="points")
        known = {each.measure for each in c.report.find(indicator=stated.indicator)}
        if is_share(c.report, stated.indicator) or known & {"rate", "share"}:
            # a rate or an index itself moved, and no growth of it
            parts["word"] = Message(
                _MOVED[value < 0], {"points": c.printed(stated, style="points").text}
            )
            return c.runs("{subject}: {word}", **parts)
        message = (
            Message("{subject}, growth rate lower by {points}", parts)
            if value < 0
            else Message("{subject}, growth rate higher by {points}", parts)
        )
        return c.runs(message)
    if stated.measure == "count" and stated.ref_area == c.common_area:
        return told(c, stated)
    parts["printed"] = c.printed(stated)
    return c.runs("{subject} {printed}", **parts)


_MOVED = (N_("up by {points}"), N_("down by {points}"))


def gathered(
    report: Report, claims: Iterable[Claim], results: Iterable[CheckResult]
) -> tuple[Gathered, ...]:
    """Return results with those of one check on one stated figure together, nothing lost.

    A rate is often checked against its count and again against those that are still waiting.
    Results with different verdicts stay apart.
    """
    stated = {each.id: each.stated for each in claims}
    groups: dict[tuple[str, str, Verdict], list[CheckResult]] = {}
    for result in results:
        figure = stated.get(result.claim_id, "")
        key = figure if figure in report else f"claim {result.claim_id}"
        groups.setdefault((result.check, key, result.verdict), []).append(result)
    return tuple(Gathered(tuple(group)) for group in groups.values())


def stated_verdicts(found: Audit) -> dict[str, Verdict]:
    """Return the verdict against each figure that cannot be as printed, by its id."""
    verdicts: dict[str, Verdict] = {}
    stated = {each.id: each.stated for each in found.claims}
    for result in found.findings:
        figure = stated.get(result.claim_id, "")
        if figure in found.report:
            verdicts.setdefault(figure, result.verdict)
    return verdicts


def unsupported(found: Audit) -> dict[str, Verdict]:
    """Return the verdict on what rests on a figure, for those that no relation bears out.

    Where a gap can't be that of its two rates, and nothing else speaks for one of these, the rate
    itself may be what is wrong. Where a word doesn't fit, the doubt is on the word.
    """
    borne_out = {name for each in found.results if each.verdict.holds for name in each.figures}
    numbers = {each.id for each in found.claims if not each.stated or each.stated in found.report}
    failing = (each for each in found.findings if each.claim_id in numbers)
    doubted = ((name, each.verdict) for each in failing for name in each.figures)
    return {name: verdict for name, verdict in doubted if name not in borne_out}


def counts_sentence(c: Citation, results: Sequence[CheckResult]) -> Runs:
    """Return how many relations there are, and how many of each verdict."""
    if not results:
        return c.runs(
            "The report prints {figures} figures; this program read no relation between them "
            "from its words.",
            figures=len(c.report),
        )
    counts = Counter(c.say(each.verdict.label) for each in results)
    items: Runs = ()
    for verdict in Verdict:
        label = c.say(verdict.label)
        if number := counts.pop(label, 0):
            comma = (c.sign("，"),) if items else ()
            items += (*comma, Verdictmark(verdict.value, label), f" {number}")
    parts = {"figures": len(c.report), "relations": len(results), "items": items}
    if len(results) == 1:
        alone = "The report prints {figures} figures, with one relation stated or implied: {items}."
        return c.runs(Message(alone, parts))
    return c.runs(
        "The report prints {figures} figures, between which {relations} relations are stated "
        "or implied: {items}.",
        **parts,
    )


def open_title(opened: int, unjudged: int) -> Message:
    """Return how many relations are to be explained, and how many can't be judged."""
    counts = {"open": opened, "unjudged": unjudged}
    if not unjudged:
        return Message("relations within rounding only or to be confirmed: {open}", counts)
    if not opened:
        return Message("relations not assessable, each with what is lacking: {unjudged}", counts)
    return Message(
        "relations within rounding only or to be confirmed: {open}; not assessable: {unjudged}",
        counts,
    )


def audit_title(found: Audit, against: int = 0) -> Message:
    """Return how many places are in doubt, how many relations hold, what others contradict."""
    title = _own_title(found)
    if not against:
        return title
    told = Message("{count} statements contradict earlier reports", {"count": against})
    return Message("{title}; {doubt}", {"title": title, "doubt": told})


def _own_title(found: Audit) -> Message:
    counts = Counter(each.verdict for each in found.results)
    held = counts[Verdict.CONSISTENT] + counts[Verdict.WITHIN_ROUNDING]
    parts: dict[str, object] = {
        "held": held,
        "all": len(found.results),
        "failing": counts[Verdict.INCONSISTENT] + counts[Verdict.IMPOSSIBLE],
        "doubt": places_in_doubt(found.causes),
    }
    if not found.results:
        return Message("no relation between the figures read from the words")
    if not found.is_judged:
        return _unjudged(found)
    if not found.causes:
        tied = found.summary().tied
        parts |= {"tied": tied, "left": len(found.report) - tied}
        if parts["left"]:
            return Message(
                "nothing in doubt in the {tied} figures that relations tie; the other {left} are "
                "unchecked",
                parts,
            )
        return Message("nothing in doubt; {held} of {all} relations consistent", parts)
    told = Message("{doubt}; {all} relations: {held} consistent, {failing} in doubt", parts)
    if confirm := counts[Verdict.TO_BE_CONFIRMED] + counts[Verdict.ONE_READING]:
        told = Message("{told}, {count} to confirm", {"told": told, "count": confirm})
    if unjudged := counts[Verdict.NOT_ASSESSABLE]:
        told = Message("{told}, {count} not assessable", {"told": told, "count": unjudged})
    return told


def _unjudged(found: Audit) -> Message:
    """Return that no relation can be judged, which says neither that they hold nor that not."""
    parts = {"all": len(found.results)}
    if any(each.verdict is not Verdict.NOT_ASSESSABLE for each in found.results):
        return Message("relations to be confirmed or not assessable: {all}; none is judged", parts)
    return Message("relations not assessable: {all}; none is judged", parts)


def places_in_doubt(count: int) -> Message:
    """Return how many places are in doubt (存疑)."""
    if count == 1:
        return Message("one statement in doubt")
    return Message("{count} statements in doubt", {"count": count})


def doubt_title(c: Citation, found: Audit, findings: Iterable[Gathered]) -> Message:
    """Return how many places are in doubt, and what they are of: the first ones of many."""
    claims, names = {each.id: each for each in found.claims}, dict[str, None]()
    for each in findings:
        claim = claims.get(each.claims[0])
        own = (claim.stated,) if claim is not None else ()
        figures = [name for name in (*own, *each.results[0].figures) if name in c.report]
        names |= dict.fromkeys(c.indicator(c.report[name].indicator) for name in figures[:1])
    parts = {"doubt": places_in_doubt(found.causes), "names": in_list([*names], c.language)}
    if len(names) > MOST_NAMED:
        parts["names"] = in_list([*names][: MOST_NAMED - 1], c.language)
        return Message("{doubt}, in {names} and others", parts)
    return Message("{doubt}, in {names}", parts) if names else places_in_doubt(found.causes)


def limits(c: Citation, found: Iterable[Gathered]) -> tuple[str, ...]:
    """Return what the findings do not show, each sentence once."""
    return tuple(dict.fromkeys(c.say(each.not_shown) for group in found for each in group.results))


def reviewers_notes(found: Audit, shown: Iterable[Gathered]) -> dict[str, tuple[Message, ...]]:
    """Return what reviewers noted on findings, by the first relation of each group."""
    notes: dict[str, tuple[Message, ...]] = {}
    for group in shown:
        reviews = (found.review(each) for each in group.results)
        notes[group.claims[0]] = tuple(
            Message(
                "{label} ({by}): {note}",
                {"label": review.label, "note": review.note, "by": review.by},
            )
            for review in reviews
            if review is not None
        )
    return notes
