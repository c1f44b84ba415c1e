"""The pipeline and what the rest of the year needs as tables (项目与测算表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Cell, Runs, Table
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.outlook import Need
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.narrative.outlook import months_left, need_decimals
from zoneanalysis.review.tables.cells import cell, columns, filled, printed_cell, series_name
from zoneanalysis.review.wording import (
    as_sentence,
    in_list,
    largest,
    period_name,
    range_text,
    unit_name,
)
from zoneanalysis.values.periods import Period

__all__ = ["need_table", "stage_table"]


def stage_table(c: Citation, stages: Sequence[Stage]) -> Table | None:
    """Return count, investment, mean, rate and the counts that the rate implies."""
    if not stages:
        return None
    invested = [each.investment for each in stages if each.investment is not None]
    unit_of = largest((each.figure for each in invested), c.language)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    rows = []
    for each in stages:
        ends = list(dict.fromkeys(str(n) for n in (each.counts[:1] + each.counts[-1:])))
        rated: Runs = (" / ", c.printed(each.rated)) if each.rated is not None else ()
        rate: Runs = ()
        if each.rate:
            doubt = c.say(" [in doubt]") if c.finding(each.rate) else ""
            name = c.indicator(each.rate.indicator, start=True)
            rate = (f"{name} ", c.printed(each.rate, style="signed"), doubt)
        name = c.say(each.name) if each.name else c.indicator(each.projects.indicator, start=True)
        rows.append(
            (
                Cell((name,)),
                cell(c.printed(each.projects), *rated),
                printed_cell(c, each.investment, "number", unit_of),
                cell(c.fact(each.mean, style="number", beside=unit_of) if each.mean else None),
                cell(*rate),
                cell("–".join(ends) or None),
                printed_cell(c, each.waiting),
            )
        )
    table = Table(
        caption=c.say("Project pipeline"),
        columns=columns(
            c,
            Message("Batch"),
            (Message("Projects"), "right"),
            (Message("Investment ({unit})", {"unit": unit}), "right"),
            (Message("Per project ({unit})", {"unit": unit}), "right"),
            Message("Rate"),
            (Message("Whole projects that give it"), "right"),
            (Message("Named as waiting"), "right"),
        ),
        rows=tuple(rows),
        compact=True,
        widths=(4, 4, 4, 4, 5, 4, 7),
        anchor="table-pipeline",
    )
    return filled(table)


def need_table(c: Citation, needs: Sequence[Need]) -> Table | None:
    """Return the growth that the remaining months need."""
    if not needs:
        return None
    rows = []
    group = [each.series for each in needs]
    for each in needs:
        end = period_name(Period.ytd(each.known.period.year, each.month), c.language)
        goal: Runs = (
            (c.say("zero for {end}", end=end),)
            if each.goal is None
            else c.runs("lowest target of {goal}", goal=c.printed(each.goal, style="signed"))
        )
        rows.append(
            (
                Cell((series_name(c, each.series, group),)),
                cell(
                    f"{period_name(each.known.period, c.language)} ",
                    c.printed(each.known, style="signed"),
                    c.say(" (estimate)") if each.estimated else None,
                ),
                Cell(goal),
                Cell((period_name(months_left(each), c.language),)),
                cell(c.fact(each.growth, style="signed", decimals=need_decimals(each))),
                Cell(
                    (range_text(each.growth.value, c.language, decimals=need_decimals(each)),),
                    "muted",
                ),
            )
        )
    return Table(
        caption=c.say("Growth that the remaining months need"),
        columns=columns(
            c,
            Message("Indicator"),
            Message("Starting from"),
            Message("Goal"),
            Message("Months left"),
            (Message("Growth needed"), "right"),
            (Message("Range"), "right"),
        ),
        rows=tuple(rows),
        compact=True,
        widths=(24, 28, 24, 18, 12, 0),
        note=_on_what(c, needs),
        anchor="table-needs",
    )


def _on_what(c: Citation, needs: Sequence[Need]) -> str:
    """Return what the ranges rest on, once for all indicators that rest on the same."""
    told: dict[str, list[str]] = {}
    for each in needs:
        note = each.growth.value.note
        if note is not None:
            told.setdefault(as_sentence(c.say(note), c.language), []).append(
                c.indicator(each.series.indicator, start=True)
            )
    if len(told) == 1:
        return next(iter(told))
    colon = c.sign("：")
    return c.gap.join(
        f"{in_list(list(dict.fromkeys(names)), c.language)}{colon}{text}"
        for text, names in told.items()
    )
