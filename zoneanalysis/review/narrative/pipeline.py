"""Sentences on the project pipeline (项目推进)."""

from __future__ import annotations

from zoneanalysis.document.model import Ref, Runs
from zoneanalysis.indicators import average
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.wording import in_list, period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["rates_paragraph", "totals"]


def totals(
    c: Citation, found: dict[str, Observation], events: tuple[Observation, ...] = ()
) -> Runs:
    """Return what the report says of all batches together, and of the events that made them."""
    if not events:
        return _totals(c, found)
    items = (
        c.runs(
            "{events} in {period}",
            events=c.printed(each),
            period=period_name(each.period, c.language, year=True),
        )
        for each in events
    )
    held = c.runs("Joint events held: {items}.", items=c.row(items, "、"))
    dated = {each.period for each in events}
    rest = _totals(c, found, told=dated.pop() if len(dated) == 1 else None)
    return c.sentences((held, rest))


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
        return c.runs(message)
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
    out = c.runs(message)
    if mean is not None:
        out += c.runs(", {mean} per project on average", mean=c.fact(mean))
    if output is not None:
        out += c.runs(", and an expected yearly output of {output}", output=c.printed(output))
    return (*out, c.sign("。"))


def rates_paragraph(c: Citation, stages: tuple[Stage, ...]) -> Runs:
    """Return what each rate stands for in whole projects; of those that none gives, which."""
    items = [_whole(c, each) for each in stages]
    misfit = [e.rate for e in stages if e.rate is not None and not e.counts]
    if misfit:
        parts: dict[str, object] = {
            "rates": in_list([c.indicator(each.indicator) for each in misfit], c.language),
            "place": Ref(c.say("Audit of the printed figures"), "audit"),
            "of": (),
        }
        for stage in stages:
            if stage.rate in misfit and stage.rate is not None and stage.rated is not None:
                named = {"rate": c.indicator(stage.rate.indicator), "rated": c.printed(stage.rated)}
                only = Message(" (the {rate} out of {rated} industry projects only)", named)
                parts["of"] = c.runs(only)
        told = Message(
            "Of its batch no whole number of projects gives {rates}{of}; see {place}.", parts
        )
        if len(misfit) > 1:
            told = Message(
                "Of their batches no whole numbers of projects give {rates}{of}; see {place}.",
                parts,
            )
        items.append(c.runs(told))
    items += [_assumed(c, stages), _advance(c, stages)]
    return c.sentences(items)


def _whole(c: Citation, stage: Stage) -> Runs:
    """Return for how many whole projects the printed rate stands; nothing where none give it."""
    if stage.rate is None or not stage.counts:
        return ()
    low, high = stage.counts[0], stage.counts[-1]
    parts: dict[str, object] = {
        "rate_name": c.indicator(stage.rate.indicator, start=True),
        "rate": c.printed(stage.rate, style="signed"),
        "base": c.printed(stage.base),
        "counts": str(low) if low == high else f"{low}–{high}",
    }
    return c.runs("{rate_name} {rate} of {base} stands for {counts} projects.", **parts)


def _assumed(c: Citation, stages: tuple[Stage, ...]) -> Runs:
    """Return what rates follow if those named as waiting are of the batch, which no text says."""
    items: list[Runs] = []
    for each in stages:
        if each.rate is None or each.waiting is None or each.advanced is None:
            continue
        parts = {
            "waiting_name": c.indicator(each.waiting.indicator),
            "waiting": c.printed(each.waiting),
            "name": c.indicator(each.rate.indicator),
            "rate": f"{format_half_up(each.advanced[1], each.rate.figure.decimals)}%",
        }
        items.append(c.runs("{waiting} {waiting_name} make the {name} {rate}", **parts))
    if not items:
        return ()
    return c.runs(
        "If those counted elsewhere are of the same batch at the same date, which the text does "
        "not say: {items}.",
        items=c.row(items, "；"),
    )


def _advance(c: Citation, stages: tuple[Stage, ...]) -> Runs:
    """Return the remark that the batches are lists of their own, not stages of one list."""
    if len(stages) < 2:
        return ()
    return c.runs(
        "Each batch is a list of its own; a rate says how many projects of that list have "
        "reached the next stage, so the counts of two batches must not be divided by "
        "each other."
    )
