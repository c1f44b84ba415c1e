"""Batches, rates and signed projects as charts (项目图)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.review.charts.batches import Batch, plot_batches
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.wording import amount, largest, number_text, signed, unit_name
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.formatting import format_half_up

__all__ = ["batch_chart"]


def _in_one(value: Quantity, unit_of: Quantity | None) -> Fraction:
    """Return a value in the unit that the bars stand in."""
    alike = unit_of is not None and unit_of.unit.dimension == value.unit.dimension
    return value.to(unit_of.unit).point if unit_of is not None and alike else value.point


def batch_chart(c: Citation, stages: Sequence[Stage]) -> Chart | None:
    """Return projects of each batch with the part that has gone on, and their investment."""
    if len(stages) < 2:
        return None
    batches = []
    invested = [each.investment.figure for each in stages if each.investment is not None]
    unit_of = largest(invested, c.language)
    for each in stages:
        doubtful = each.rate is not None and c.finding(each.rate) is not None
        rate_text = ""
        if each.rate is not None:
            rate_text = signed(each.rate.figure, c.language)
        batches.append(
            Batch(
                _batch_label(c, each),
                each.projects.figure.point,
                _counted(c, each),
                each.rate.figure.point if each.rate else None,
                rate_text,
                each.rated.figure.point if each.rated else None,
                _in_one(each.investment.figure, unit_of) if each.investment else None,
                number_text(each.investment.figure, c.language, beside=unit_of)
                if each.investment
                else "",
                doubtful,
                *_implied(c, each),
                each.advanced[1] if doubtful and each.advanced is not None else None,
            )
        )
    shown = tuple(batches)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    titles = (c.say("Projects"), c.say("Investment ({unit})", unit=unit))
    values = spoken(
        (
            Panel(
                "",
                tuple(
                    Mark(
                        each.label.replace("\n", c.sign("，")),
                        " ".join(
                            part
                            for part in (
                                each.count_text,
                                f"{each.investment_text} {unit}".strip() if each.investment else "",
                                each.rate_text,
                                each.implied_text,
                            )
                            if part
                        ),
                        each.count,
                    )
                    for each in shown
                ),
            ),
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_batches(*axes, batches=shown, titles=titles),
        height_mm=10 + 10 * len(shown),
        tall=1.2 * ABOVE,
        panels=2 if invested else 1,
        ratios=(5, 4) if invested else None,
        alt=c.say("Projects, investment and rate of each batch. {values}", values=values),
        caption=_caption(c, stages, invested=bool(invested)),
        anchor="chart-batches",
    )


def _caption(c: Citation, stages: Sequence[Stage], *, invested: bool) -> str:
    """Return what the chart shows, and what its marks mean where it has any."""
    named = (
        Message("Batches of projects: number, rate and investment")
        if invested
        else Message("Batches of projects: number and rate")
    )
    doubted = [each for each in stages if each.rate is not None and c.finding(each.rate)]
    if not doubted:
        return c.say(named)
    notes = [Message("hatched: in doubt"), Message("▲ by whole projects")]
    if any(each.rated is not None for each in stages):
        notes.append(Message("empty: not counted in the rate"))
    if any(each.advanced is not None for each in doubted):
        notes.append(Message("△ by those counted as waiting, if of the same batch and date"))
    told = c.sign("；").join(c.say(each) for each in notes)
    return c.say("{named} ({told})", named=c.say(named), told=told)


def _counted(c: Citation, stage: Stage) -> str:
    """Return the projects of a batch, and how many of them the rate is of."""
    count = amount(stage.projects.figure, c.language)
    if stage.rated is None:
        return count
    parts = {"count": count, "rated": amount(stage.rated.figure, c.language)}
    return c.say("{count}, industry projects {rated}", **parts)


def _implied(c: Citation, stage: Stage) -> tuple[tuple[Fraction, ...], str]:
    """Return the rates that a doubtful one may be: by whole projects, by those named as waiting.

    The last rests on what the text does not say: that they are of the batch, at its date.
    """
    if stage.rate is None or c.finding(stage.rate) is None:
        return (), ""
    places = stage.rate.figure.decimals
    rates = tuple(rate for _, rate in stage.neighbours)
    texts = [f"{format_half_up(rate, places)}%" for rate in rates]
    either = c.say(" or ").join(texts)
    if stage.advanced is not None:
        either += (
            f"{'，' if c.language == 'zh' else ', '}△{format_half_up(stage.advanced[1], places)}%"
        )
    return rates, either


def _batch_label(c: Citation, stage: Stage) -> str:
    """Return the batch, and below it the rate that its bar shows."""
    name = _batch_name(c, stage)
    return f"{name}\n{c.indicator(stage.rate.indicator)}" if stage.rate is not None else name


def _batch_name(c: Citation, stage: Stage) -> str:
    return c.say(stage.name) if stage.name else c.indicator(stage.projects.indicator, start=True)
