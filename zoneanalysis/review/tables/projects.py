"""The pipeline and what the rest of the year needs as tables (项目与测算表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import (
    Cell,
    Runs,
    Table,
)
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.outlook import Need
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.narrative.outlook import months_left, need_decimals
from zoneanalysis.review.runs import runs
from zoneanalysis.review.tables.cells import cell, columns, filled, say
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
        counts = each.counts
        implied = cell()
        if counts:
            implied = cell(str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}")
        waiting = each.waiting
        row = [
            Cell(
                (
                    say(c, each.name)
                    if each.name
                    else c.indicator(each.projects.indicator, start=True),
                )
            ),
            cell(
                c.printed(each.projects),
                *((" / ", c.printed(each.rated)) if each.rated is not None else ()),
            ),
        ]
        row += [
            cell(
                c.printed(each.investment, style="number", beside=unit_of)
                if each.investment
                else None
            ),
            cell(c.fact(each.mean, style="number", beside=unit_of) if each.mean else None),
        ]
        row += [
            cell(
                *(
                    (
                        f"{c.indicator(each.rate.indicator, start=True)} ",
                        c.printed(each.rate, style="signed"),
                        say(c, Message(" [in doubt]")) if c.finding(each.rate) else "",
                    )
                    if each.rate
                    else ()
                )
            ),
            implied,
            cell(c.printed(waiting) if waiting is not None else None),
        ]
        rows.append(tuple(row))
    table = Table(
        caption=say(c, Message("Project pipeline")),
        columns=columns(
            c,
            (Message("Batch"), "left"),
            (Message("Projects"), "right"),
            (Message("Investment ({unit})", {"unit": unit}), "right"),
            (Message("Per project ({unit})", {"unit": unit}), "right"),
            (Message("Rate"), "left"),
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
    areas = {each.series.area for each in needs}
    for each in needs:
        end = period_name(Period.ytd(each.known.period.year, each.month), c.language)
        goal: Runs = (
            (say(c, Message("zero for {end}", {"end": end})),)
            if each.goal is None
            else runs(
                Message("lowest target of {goal}", {"goal": c.printed(each.goal, style="signed")}),
                c.language,
            )
        )
        rows.append(
            (
                Cell(
                    (
                        c.indicator(each.series.indicator, start=True)
                        if len(areas) == 1
                        else f"{c.indicator(each.series.indicator, start=True)} · "
                        f"{c.area(each.series.area)}",
                    )
                ),
                cell(
                    f"{period_name(each.known.period, c.language)} ",
                    c.printed(each.known, style="signed"),
                    say(c, Message(" (estimate)")) if each.estimated else None,
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
        caption=say(c, Message("Growth that the remaining months need")),
        columns=columns(
            c,
            (Message("Indicator"), "left"),
            (Message("Starting from"), "left"),
            (Message("Goal"), "left"),
            (Message("Months left"), "left"),
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
            told.setdefault(as_sentence(say(c, note), c.language), []).append(
                c.indicator(each.series.indicator, start=True)
            )
    if len(told) == 1:
        return next(iter(told))
    colon, gap = ("：", "") if c.language == "zh" else (": ", " ")
    return gap.join(
        f"{in_list(list(dict.fromkeys(names)), c.language)}{colon}{text}"
        for text, names in told.items()
    )
