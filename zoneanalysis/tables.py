"""The tables of a review, from its facts (表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoneanalysis.citation import Citation, figure_anchor, runs
from zoneanalysis.document.model import (
    Align,
    Cell,
    Column,
    Run,
    Runs,
    Table,
    Tone,
    Verdictmark,
)
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.facts.derived import fact
from zoneanalysis.facts.economy import Series
from zoneanalysis.facts.outlook import Need
from zoneanalysis.facts.pipeline import Stage
from zoneanalysis.facts.targets import ZoneTarget
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.narrative.audit import relation
from zoneanalysis.narrative.outlook import months_left
from zoneanalysis.periods import Period
from zoneanalysis.reports import Action, Claim, Observation, Report
from zoneanalysis.results import CheckResult
from zoneanalysis.wording import interval_text, largest, period_name, unit_name

__all__ = [
    "action_table",
    "economy_table",
    "figure_list",
    "figure_table",
    "need_table",
    "result_table",
    "stage_table",
    "target_table",
]

DASH = "—"


def _say(c: Citation, message: Message) -> str:
    return message.render(c.language)


def _columns(c: Citation, *labels: tuple[Message, Align]) -> tuple[Column, ...]:
    return tuple(Column(_say(c, label), align) for label, align in labels)


def _cell(*content: Run | None, tone: Tone = "neutral") -> Cell:
    known: Runs = tuple(each for each in content if each is not None)
    return Cell(known or (DASH,), tone if known else "muted")


def economy_table(c: Citation, group: Sequence[Series]) -> Table | None:
    """Return level, growth, references, target and implied base of each series."""
    if not group:
        return None
    rows = []
    unit_of = largest(each.level.figure for each in group if each.level is not None)
    with_reference = any(each.references for each in group)
    with_target = any(each.target_range for each in group)
    for series in group:
        level, growth = series.level, series.growth
        base = series.base()
        row = [
            Cell((f"{c.indicator(series.indicator, start=True)} · {c.area(series.area)}",)),
            _cell(c.printed(level, style="number", beside=unit_of) if level else None),
            _cell(c.printed(growth, style="signed") if growth else None),
        ]
        if with_reference:
            row.append(_references(c, series))
        if with_target:
            row.append(_target(c, series))
        guide: tuple[str, ...] = ()
        if base is not None and base.value.indicative:
            guide = ("*",)
        row.append(_cell(c.fact(base, style="number", beside=unit_of) if base else None, *guide))
        rows.append(tuple(row))
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    labels: list[tuple[Message, Align]] = [
        (Message("Indicator"), "left"),
        (Message("Level ({unit})", {"unit": unit}), "right"),
        (Message("Growth"), "right"),
    ]
    if with_reference:
        labels.append((Message("Elsewhere (gap in points)"), "left"))
    if with_target:
        labels.append((Message("Target"), "right"))
    labels.append((Message("Base a year earlier, implied"), "right"))
    indicative = any((base := each.base()) and base.value.indicative for each in group)
    return Table(
        caption=_say(
            c,
            Message("Economic output, {period}",
                    {"period": period_name(group[0].period, c.language, year=True)}),
        ),
        columns=_columns(c, *labels),
        rows=tuple(rows),
        note=_say(c, Message("* A guide only: constant-price growth on a level at current prices."))
        if indicative
        else "",
        anchor="table-economy",
    )


def _references(c: Citation, series: Series) -> Cell:
    growth = series.growth
    content: list[Run] = []
    if growth is not None:
        for each in series.references:
            gap = fact(Message("Gap to the reference"), pp_gap, growth, each)
            if gap is None:
                continue
            places = max(growth.figure.decimals, each.figure.decimals)
            if content:
                content.append("；" if c.language == "zh" else "; ")
            content += [
                f"{c.area(each.ref_area)} ",
                c.printed(each, style="signed"),
                "（" if c.language == "zh" else " (",
                c.fact(gap, style="signed", decimals=places),
                "）" if c.language == "zh" else ")",
            ]
    return _cell(*content)


def _target(c: Citation, series: Series) -> Cell:
    goals = series.target_range
    if goals is None:
        return _cell()
    low, high = goals
    content: list[Run] = [c.printed(low, style="signed")]
    if high.figure.point != low.figure.point:
        content += ["～" if c.language == "zh" else "–", c.printed(high, style="signed")]
    return _cell(*content)


def target_table(c: Citation, pairs: Sequence[ZoneTarget]) -> Table | None:
    """Return what each zone reached, its target and the distance."""
    if not pairs:
        return None
    rows = []
    for each in pairs:
        reached = each.reached
        tone: Tone = "neutral" if reached is None else "good" if reached else "bad"
        percent = each.target.figure.unit.dimension == "percent"
        if percent:
            words = {
                True: Message("at or above target"),
                False: Message("below target"),
                None: Message("open within rounding"),
            }[reached]
        else:
            words = {
                True: Message("on schedule"),
                False: Message("behind schedule"),
                None: Message("open within rounding"),
            }[reached]
        rows.append(
            (
                Cell((c.area(each.area),)),
                Cell((c.indicator(each.indicator, start=True),)),
                _cell(c.printed(each.target, style="signed" if percent else "amount")),
                _cell(c.printed(each.achieved, style="signed" if percent else "amount")),
                _cell(
                    c.fact(each.distance, style="signed", decimals=_places(each))
                    if each.distance
                    else None
                ),
                Cell((_say(c, words),), tone),
            )
        )
    return Table(
        caption=_say(c, Message("Zones against their targets for the year")),
        columns=_columns(
            c,
            (Message("Zone"), "left"),
            (Message("Indicator"), "left"),
            (Message("Target"), "right"),
            (Message("Reached"), "right"),
            (Message("Distance (points)"), "right"),
            (Message("State"), "left"),
        ),
        rows=tuple(rows),
        note=_say(
            c,
            Message(
                "Growth targets are for the year; half a year's growth shows the pace, not the "
                "result. For levels the distance is attainment less the share of the year elapsed."
            ),
        ),
        anchor="table-targets",
    )


def _places(each: ZoneTarget) -> int:
    if each.target.figure.unit.dimension != "percent":
        return 1
    return max(each.target.figure.decimals, each.achieved.figure.decimals)


def stage_table(c: Citation, stages: Sequence[Stage]) -> Table | None:
    """Return count, investment, mean, rate and the counts that the rate implies."""
    if not stages:
        return None
    invested = [each.investment for each in stages if each.investment is not None]
    unit_of = largest(each.figure for each in invested)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    rows = []
    for each in stages:
        counts = each.counts
        if each.rate is None:
            implied = _cell()
        elif counts:
            span = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
            implied = _cell(span, tone="good")
        else:
            implied = Cell((_say(c, Message("none")),), "bad")
        waiting = each.waiting
        row = [
            Cell(
                (
                    _say(c, each.name)
                    if each.name
                    else c.indicator(each.projects.indicator, start=True),
                )
            ),
            _cell(
                c.printed(each.projects),
                *((" / ", c.printed(each.rated)) if each.rated is not None else ()),
            ),
        ]
        if invested:
            row += [
                _cell(
                    c.printed(each.investment, style="number", beside=unit_of)
                    if each.investment
                    else None
                ),
                _cell(c.fact(each.mean, style="number", beside=unit_of) if each.mean else None),
            ]
        row += [
            _cell(
                *(
                    (
                        f"{c.indicator(each.rate.indicator, start=True)} ",
                        c.printed(each.rate, style="signed"),
                    )
                    if each.rate
                    else ()
                )
            ),
            implied,
            _cell(c.printed(waiting) if waiting is not None else None),
        ]
        rows.append(tuple(row))
    labels: list[tuple[Message, Align]] = [
        (Message("Batch"), "left"),
        (Message("Projects"), "right"),
    ]
    if invested:
        labels += [
            (Message("Investment ({unit})", {"unit": unit}), "right"),
            (Message("A project"), "right"),
        ]
    labels += [
        (Message("Rate"), "left"),
        (Message("Whole projects that give it"), "right"),
        (Message("Named as waiting"), "right"),
    ]
    return Table(
        caption=_say(c, Message("Project pipeline")),
        columns=_columns(c, *labels),
        rows=tuple(rows),
        widths=(4, 4, 4, 3, 5, 4, 5) if invested else (4, 4, 5, 4, 5),
        anchor="table-pipeline",
    )


def need_table(c: Citation, needs: Sequence[Need]) -> Table | None:
    """Return the growth that the remaining months need."""
    if not needs:
        return None
    rows = []
    for each in needs:
        end = period_name(Period.ytd(each.known.period.year, each.month), c.language)
        goal: Runs = (
            (_say(c, Message("zero growth for {end}", {"end": end})),)
            if each.goal is None
            else runs(
                Message("lowest target of {goal}", {"goal": c.printed(each.goal, style="signed")}),
                c.language,
            )
        )
        rows.append(
            (
                Cell((f"{c.indicator(each.series.indicator, start=True)} · "
                      f"{c.area(each.series.area)}",)),
                _cell(
                    f"{period_name(each.known.period, c.language)} ",
                    c.printed(each.known, style="signed"),
                ),
                Cell(goal),
                Cell((period_name(months_left(each), c.language),)),
                _cell(c.fact(each.growth, style="signed", decimals=1)),
                Cell((interval_text(each.growth.value.interval),), "muted"),
            )
        )
    return Table(
        caption=_say(c, Message("Growth that the remaining months need")),
        columns=_columns(
            c,
            (Message("Indicator"), "left"),
            (Message("Last known"), "left"),
            (Message("Goal"), "left"),
            (Message("Months left"), "left"),
            (Message("Growth needed (%)"), "right"),
            (Message("Interval"), "right"),
        ),
        rows=tuple(rows),
        note=_say(
            c,
            Message(
                "Months weigh alike, because the report does not say how the year before was "
                "spread; the interval holds the rounding of the printed rates only."
            ),
        ),
        anchor="table-needs",
    )


def figure_list(
    c: Citation, observations: Sequence[Observation], caption: Message, anchor: str
) -> Table | None:
    """Return figures one by one: what each is, and its value."""
    if not observations:
        return None
    return Table(
        caption=_say(c, caption),
        columns=_columns(
            c,
            (Message("Indicator"), "left"),
            (Message("Area"), "left"),
            (Message("Period"), "left"),
            (Message("Value"), "right"),
        ),
        rows=tuple(
            (
                Cell((c.indicator(each.indicator, start=True),)),
                Cell((c.area(each.ref_area),)),
                Cell((period_name(each.period, c.language),)),
                _cell(c.printed(each)),
            )
            for each in observations
        ),
        compact=True,
        anchor=anchor,
    )


def result_table(
    c: Citation,
    claims: Sequence[Claim],
    results: Sequence[CheckResult],
    caption: Message,
    anchor: str,
    *,
    repairs: bool = False,
    reasons: bool = False,
) -> Table | None:
    """Return results of checks with their arithmetic; *repairs* and *reasons* add a column."""
    if not results:
        return None
    rows = []
    for each in results:
        row = [
            Cell(relation(c, claims, each)),
            Cell((each.numbers or DASH,)),
            Cell((Verdictmark(each.verdict.value, _say(c, each.verdict.label)),)),
        ]
        if repairs:
            row.append(Cell((_lines(c, (*each.alternatives, each.warning)) or DASH,)))
        if reasons:
            row.append(Cell((_lines(c, (each.reason, each.implied)) or DASH,)))
        rows.append(tuple(row))
    labels: list[tuple[Message, Align]] = [
        (Message("Relation"), "left"),
        (Message("Arithmetic"), "left"),
        (Message("Verdict"), "left"),
    ]
    widths = [5, 6, 3]
    if repairs:
        labels.append((Message("What would agree"), "left"))
        widths = [4, 5, 2, 5]
    if reasons:
        labels.append((Message("Reason, and what follows"), "left"))
        widths = [4, 3, 2, 5]
    return Table(
        caption=_say(c, caption),
        columns=_columns(c, *labels),
        rows=tuple(rows),
        compact=True,
        widths=tuple(widths),
        anchor=anchor,
    )


def _lines(c: Citation, messages: Iterable[Message | None]) -> str:
    texts = [each.render(c.language) for each in messages if each]
    return ("；" if c.language == "zh" else "; ").join(dict.fromkeys(texts))


def figure_table(
    c: Citation,
    results: Sequence[CheckResult],
    unchecked: dict[str, Message],
) -> Table:
    """Return every figure with where it stands, its checks, or why there is none."""
    by_figure: dict[str, list[CheckResult]] = {}
    for result in results:
        for each in result.figures:
            by_figure.setdefault(each, []).append(result)
    rows = []
    for each in c.report:
        verdicts: list[Run] = []
        for result in by_figure.get(each.id, ()):
            if verdicts:
                verdicts.append(" ")
            sign, _ = VERDICT_SIGNS[result.verdict.value]
            verdicts.append(f"{sign}{result.claim_id}")
        if not verdicts and each.id in unchecked:
            verdicts.append(_say(c, unchecked[each.id]))
        rows.append(
            (
                Cell((each.id,), anchor=figure_anchor(each.id)),
                Cell((each.printed,)),
                Cell((c.title(each),)),
                Cell((DASH if each.char_start is None else str(each.char_start),)),
                Cell(tuple(verdicts) or (DASH,), "neutral" if each.id in by_figure else "muted"),
            )
        )
    return Table(
        caption=_say(c, Message("Every figure, where it stands and how it was checked")),
        columns=_columns(
            c,
            (Message("Id"), "left"),
            (Message("Printed"), "left"),
            (Message("Indicator · area · period · measure"), "left"),
            (Message("Character"), "right"),
            (Message("Checks"), "left"),
        ),
        rows=tuple(rows),
        note=_say(
            c,
            Message(
                "✓ consistent, ≈ consistent only within rounding, ≠ inconsistent, × impossible, "
                "– not assessable; the number is that of the relation in claims.csv. Character: "
                "position in the source text, counted from 0."
            ),
        ),
        compact=True,
        interactive=True,
        widths=(5, 10, 30, 5, 22),
        anchor="table-figures",
    )


def action_table(c: Citation, report: Report, actions: Sequence[Action]) -> Table | None:
    """Return the second half's priorities beside the figures that they rest on."""
    if not actions:
        return None
    rows = []
    for each in actions:
        numbers: list[Run] = []
        for name in each.figures:
            if name not in report:
                continue
            if numbers:
                numbers.append("、" if c.language == "zh" else ", ")
            figure = report[name]
            style = "signed" if figure.measure == "yoy" else "amount"
            numbers += [f"{c.indicator(figure.indicator, start=True)} ", c.printed(figure, style=style)]
        rows.append(
            (
                Cell((each.zh if c.language == "zh" else each.en,)),
                Cell(tuple(numbers) or (DASH,), "neutral" if numbers else "muted"),
            )
        )
    return Table(
        caption=_say(c, Message("Priorities and the figures that they rest on")),
        columns=_columns(c, (Message("Priority"), "left"), (Message("Figures"), "left")),
        rows=tuple(rows),
        compact=True,
        widths=(3, 3),
        anchor="table-actions",
    )

