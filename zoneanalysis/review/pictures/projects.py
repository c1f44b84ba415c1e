"""Batches, rates and signed projects as charts (项目图)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.indicators import share
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.batches import Batch, RateCount, plot_batches, plot_rate_counts
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.steps import Composition, plot_composition
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.facts.resources import Promotion
from zoneanalysis.review.pictures.words import say
from zoneanalysis.review.wording import amount, largest, number_text, signed, unit_name
from zoneanalysis.values.formatting import format_half_up

__all__ = ["batch_chart", "parts_chart", "promotion_chart", "rate_chart"]

MOST_RATES = 3


def batch_chart(c: Citation, stages: Sequence[Stage]) -> Chart | None:
    """Return projects of each batch with the part that has gone on, and their investment."""
    if not stages:
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
        say(c, Message("Projects (dark: gone on; hatched: in doubt)")),
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
        height_mm=11 + 9.5 * len(shown),
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


def rate_chart(c: Citation, stages: Sequence[Stage]) -> Chart | None:
    """Return each printed rate on a line with the rates that whole projects can give."""
    rates = []
    for each in stages:
        if each.rate is None or not each.neighbours:
            continue
        total = int(each.base.figure.point)
        decimals = max(each.rate.figure.decimals, 1)
        advanced = each.advanced
        numbers = dict(each.neighbours)
        implied = None
        if advanced is not None and each.waiting is not None:
            note = say(
                c,
                Message(
                    "{waiting} waiting leave {number}: {rate}%",
                    {
                        "waiting": number_text(each.waiting.figure, c.language),
                        "number": advanced[0],
                        "rate": format_half_up(advanced[1], decimals),
                    },
                ),
            )
            implied = (advanced[1], note)
        name = c.indicator(each.rate.indicator, start=True)
        rates.append(
            RateCount(
                say(c, Message("{rate_name} of {total}", {"rate_name": name, "total": total})),
                each.rate.figure.point,
                say(c, Message("printed {rate}", {"rate": signed(each.rate.figure, c.language)})),
                tuple(
                    (value, f"{number}/{total}\n{format_half_up(value, decimals)}%")
                    for number, value in sorted(numbers.items())
                ),
                bool(each.counts),
                implied,
            )
        )
    shown = tuple(rates[:MOST_RATES])
    if not shown:
        return None
    values = spoken(
        tuple(
            Panel(
                each.label,
                (
                    Mark("", each.printed_text, each.printed),
                    *(Mark("", text.replace("\n", " = "), value) for value, text in each.possible),
                    *((Mark("", each.implied[1], each.implied[0]),) if each.implied else ()),
                ),
            )
            for each in shown
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_rate_counts(*axes, rates=shown),
        height_mm=37,
        panels=len(shown),
        alt=say(
            c,
            Message(
                "Printed rates beside those that whole projects give. {values}", {"values": values}
            ),
        ),
        caption=say(c, Message("Printed rates and the rates that whole projects can give")),
        anchor="chart-rates",
    )


def _part_text(
    c: Citation, part: Observation, whole: Observation, printed: Observation | None
) -> str:
    """Return a part with its share: as printed where it is, else as the two figures bear it."""
    computed = fact(Message("share"), share, part, whole)
    known = printed.figure if printed is not None else computed.value if computed else None
    text = amount(part.figure, c.language)
    if known is None:
        return text
    rate = signed(known, c.language)
    return f"{text}（{rate}）" if c.language == "zh" else f"{text} ({rate})"


def promotion_chart(c: Citation, p: Promotion) -> Chart | None:
    """Return the part of large projects in number and investment."""
    rows = []
    pairs = (
        (
            Message("Projects"),
            p.large_projects,
            p.projects,
            p.other_projects,
            p.large_projects_share,
        ),
        (
            Message("Investment"),
            p.large_investment,
            p.investment,
            p.other_investment,
            p.large_investment_share,
        ),
    )
    large, small = say(c, Message("CNY 100 million or more")), say(c, Message("smaller"))
    for label, part, whole, rest, printed in pairs:
        if part is not None and whole is not None and rest is not None:
            total = whole.figure.point
            if rest.value.point < 0 or total <= 0:
                continue
            rows.append(
                Composition(
                    say(c, label),
                    (
                        (large, part.figure.point, _part_text(c, part, whole, printed)),
                        (small, rest.value.point, amount(rest.value, c.language)),
                    ),
                )
            )
    return _composition(
        c,
        rows,
        say(c, Message("Signed projects: the part of large ones")),
        "chart-promotion",
    )


def parts_chart(
    c: Citation, whole: Observation, parts: Sequence[Observation], anchor: str
) -> Chart | None:
    """Return what a printed total is made of."""
    total = sum((each.figure.point for each in parts), Fraction(0))
    if total <= 0:
        return None
    row = Composition(
        "",
        tuple(
            (
                c.indicator(each.indicator, start=True),
                each.figure.point,
                amount(each.figure, c.language),
            )
            for each in parts
        ),
    )
    return _composition(
        c,
        [row],
        f"{c.indicator(whole.indicator, start=True)} ({amount(whole.figure, c.language)})",
        anchor,
    )


def _composition(c: Citation, rows: list[Composition], caption: str, anchor: str) -> Chart | None:
    if not rows:
        return None
    shown = tuple(rows)
    values = spoken(
        tuple(
            Panel(row.label, tuple(Mark(name, text, value) for name, value, text in row.parts))
            for row in shown
        ),
        c.language,
    )
    return drawn(
        lambda ax: plot_composition(ax, shown),
        height_mm=6 + 9 * len(shown),
        alt=f"{caption}. {values}" if c.language == "en" else f"{caption}。{values}",
        caption=caption,
        anchor=anchor,
    )
