"""Batches, rates and signed projects as charts (项目图)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.review.charts.batches import Batch, plot_batches
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.pictures.words import say
from zoneanalysis.review.wording import amount, largest, number_text, signed, unit_name

__all__ = ["batch_chart"]


def batch_chart(c: Citation, stages: Sequence[Stage]) -> Chart | None:
    """Return projects of each batch with the part that has gone on, and their investment."""
    if len(stages) < 2:
        return None
    batches = []
    invested = [each.investment.figure for each in stages if each.investment is not None]
    unit_of = largest(invested)
    for each in stages:
        rate_text = ""
        if each.rate is not None:
            rate_text = signed(each.rate.figure, c.language)
        batches.append(
            Batch(
                _batch_label(c, each),
                each.projects.figure.point,
                amount(each.projects.figure, c.language),
                each.rate.figure.point if each.rate else None,
                rate_text,
                each.rated.figure.point if each.rated else None,
                each.investment.figure.point if each.investment else None,
                number_text(each.investment.figure, c.language, beside=unit_of)
                if each.investment
                else "",
                doubtful=each.rate is not None and c.finding(each.rate) is not None,
            )
        )
    shown = tuple(batches)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    titles = (
        say(c, Message("Projects (hatched: in doubt)")),
        say(c, Message("Investment ({unit})", {"unit": unit})),
    )
    values = spoken(
        (
            Panel(
                "",
                tuple(
                    Mark(
                        each.label.replace("\n", "，" if c.language == "zh" else ", "),
                        " ".join(
                            part
                            for part in (
                                each.count_text,
                                f"{each.investment_text} {unit}".strip() if each.investment else "",
                                each.rate_text,
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
        height_mm=10 + 8 * len(shown),
        panels=2 if invested else 1,
        ratios=(4, 3) if invested else None,
        alt=say(
            c, Message("Projects, investment and rate of each batch. {values}", {"values": values})
        ),
        caption=say(c, Message("The three batches: projects, progress and investment")),
        anchor="chart-batches",
    )


def _batch_label(c: Citation, stage: Stage) -> str:
    """Return the batch, and below it the rate that its bar shows."""
    name = _batch_name(c, stage)
    return f"{name}\n{c.indicator(stage.rate.indicator)}" if stage.rate is not None else name


def _batch_name(c: Citation, stage: Stage) -> str:
    return say(c, stage.name) if stage.name else c.indicator(stage.projects.indicator, start=True)
