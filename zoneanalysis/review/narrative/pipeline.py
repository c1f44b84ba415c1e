"""Sentences on the project pipeline (项目推进)."""

from __future__ import annotations

from fractions import Fraction

from zoneanalysis.document.model import Runs
from zoneanalysis.indicators import average
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.runs import runs
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["rate_against_counts", "rates_paragraph", "totals"]


def totals(
    c: Citation, found: dict[str, Observation], events: tuple[Observation, ...] = ()
) -> Runs:
    """Return what the report says of all batches together, and of the events that made them."""
    if not events:
        return _totals(c, found)
    items: Runs = ()
    for each in events:
        if items:
            items += ("、",) if c.language == "zh" else (" and ",)
        items += runs(
            Message(
                "{events} in {period}",
                {
                    "events": c.printed(each),
                    "period": period_name(each.period, c.language, year=True),
                },
            ),
            c.language,
        )
    held = runs(Message("Joint events held: {items}.", {"items": items}), c.language)
    dated = {each.period for each in events}
    rest = _totals(c, found, told=dated.pop() if len(dated) == 1 else None)
    return held + ((" ",) if rest and c.language == "en" else ()) + rest


def _totals(c: Citation, found: dict[str, Observation], *, told: Period | None = None) -> Runs:
    """Return what all batches hold, with the period where it is not *told* already."""
    projects, investment = found.get("batch_projects"), found.get("batch_investment")
    output = found.get("batch_expected_output")
    if projects is None:
        return ()
    parts: dict[str, object] = {
        "period": period_name(projects.period, c.language),
        "projects": c.printed(projects),
    }
    dated = projects.period != told
    if investment is None:
        message = (
            Message("The batches together hold {projects} projects ({period}).", parts)
            if dated
            else Message("The batches together hold {projects} projects.", parts)
        )
        return runs(message, c.language)
    parts["investment"] = c.printed(investment)
    mean = fact(Message("Investment per project"), average, investment, projects)
    message = (
        Message(
            "The batches together hold {projects} projects with a planned investment of "
            "{investment} ({period})",
            parts,
        )
        if dated
        else Message(
            "The batches together hold {projects} projects with a planned investment of "
            "{investment}",
            parts,
        )
    )
    out = runs(message, c.language)
    if mean is not None:
        out += runs(Message(", {mean} per project on average", {"mean": c.fact(mean)}), c.language)
    if output is not None:
        out += runs(
            Message(", and an expected yearly output of {output}", {"output": c.printed(output)}),
            c.language,
        )
    return out + (("。",) if c.language == "zh" else (".",))


def rates_paragraph(c: Citation, stages: tuple[Stage, ...]) -> Runs:
    """Return what each rate stands for in whole projects, and what the counts elsewhere imply."""
    out: Runs = ()
    for stage in stages:
        told = rate_against_counts(c, stage)
        out += ((" ",) if out and told and c.language == "en" else ()) + told
    remark = _advance(c, stages)
    return out + ((" ",) if out and remark and c.language == "en" else ()) + remark


def rate_against_counts(c: Citation, stage: Stage) -> Runs:
    """Return whether whole projects can give the printed rate, and what else the text implies."""
    if stage.rate is None:
        return ()
    parts: dict[str, object] = {
        "rate_name": c.indicator(stage.rate.indicator, start=True),
        "rate": c.printed(stage.rate, style="signed"),
        "base": c.printed(stage.base),
    }
    if stage.counts:
        low, high = stage.counts[0], stage.counts[-1]
        parts["counts"] = str(low) if low == high else f"{low}–{high}"
        out = runs(
            Message("{rate_name} {rate} of {base} stands for {counts} projects.", parts), c.language
        )
    else:
        parts["neighbours"] = tuple(
            run
            for index, (number, rate) in enumerate(stage.neighbours)
            for run in _neighbour(c, index, number, rate, stage.rate.figure.decimals)
        )
        out = runs(
            Message(
                "{rate_name}: no whole number of {base} projects gives {rate}; {neighbours}.", parts
            ),
            c.language,
        )
    if stage.waiting is not None and stage.advanced is not None:
        number, rate = stage.advanced
        parts = {
            "waiting": c.printed(stage.waiting),
            "waiting_name": c.indicator(stage.waiting.indicator),
            "number": number,
            "rate": f"{format_half_up(rate, stage.rate.figure.decimals)}%",
        }
        out += ((" ",) if c.language == "en" else ()) + runs(
            Message(
                "Elsewhere the report counts {waiting} {waiting_name}; that would leave {number} "
                "ahead of them, a rate of {rate}.",
                parts,
            ),
            c.language,
        )
    return out


def _neighbour(c: Citation, index: int, number: int, rate: Fraction, decimals: int) -> Runs:
    lead = ("，" if c.language == "zh" else ", ") if index else ""
    text = f"{format_half_up(rate, max(decimals, 1))}%"
    return (
        lead,
        *runs(Message("{number} gives {rate}", {"number": number, "rate": text}), c.language),
    )


def _advance(c: Citation, stages: tuple[Stage, ...]) -> Runs:
    """Return the remark that the batches are lists of their own, not stages of one list."""
    if len(stages) < 2:
        return ()
    return runs(
        Message(
            "Each batch is a list of its own; a rate says how many projects of that list have "
            "reached the next stage, so the counts of two batches must not be divided by "
            "each other."
        ),
        c.language,
    )
