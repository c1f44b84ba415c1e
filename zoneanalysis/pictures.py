"""The charts of a review, from its facts: marks, captions and alternative texts (图)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.charts.batches import Batch, RateCount, plot_batches, plot_rate_counts
from zoneanalysis.charts.growth import growth_height, plot_growth
from zoneanalysis.charts.marks import Kind, Mark, Panel, spoken
from zoneanalysis.charts.path import PathPanel, PathPoint, plot_paths
from zoneanalysis.charts.steps import Composition, Step, plot_composition, plot_steps
from zoneanalysis.charts.style import drawn
from zoneanalysis.charts.targets import TargetRow, plot_targets, target_rows_height
from zoneanalysis.charts.verdicts import VERDICT_COLOURS, VerdictRow, plot_verdicts
from zoneanalysis.citation import Citation
from zoneanalysis.document.model import Chart
from zoneanalysis.facts.economy import Series
from zoneanalysis.facts.pipeline import Stage
from zoneanalysis.facts.resources import Land, Loans, Promotion
from zoneanalysis.facts.targets import ZoneTarget
from zoneanalysis.figures import Quantity
from zoneanalysis.formatting import format_half_up
from zoneanalysis.messages import Message
from zoneanalysis.periods import Period
from zoneanalysis.reports import Observation
from zoneanalysis.results import CheckResult, Verdict
from zoneanalysis.wording import amount, largest, number_text, period_name, signed, unit_name

__all__ = [
    "batch_chart",
    "growth_chart",
    "land_and_loans_chart",
    "parts_chart",
    "path_chart",
    "promotion_chart",
    "rate_chart",
    "target_chart",
    "verdict_chart",
]

MOST_RATES = 3


def _say(c: Citation, template: Message) -> str:
    return template.render(c.language)


def _mark(c: Citation, label: str, each: Observation, kind: Kind) -> Mark:
    return Mark(label, signed(each.figure, c.language), each.figure.point, kind=kind)


def growth_chart(c: Citation, group: Sequence[Series]) -> Chart | None:
    """Return growth of every series beside city and province; None where there is none."""
    compared = [each for each in group if each.growth is not None]
    if not compared:
        return None
    with_reference = [each for each in compared if each.references]
    panels = []
    for series in with_reference or compared:
        growth = series.growth
        if growth is None:
            continue
        own = [_mark(c, c.area(series.area), growth, "own")]
        others = [
            _mark(c, c.area(each.ref_area), each, "reference") for each in series.references
        ]
        panels.append(Panel(c.indicator(series.indicator, start=True), tuple(own + others)))
    grouped = tuple(panels)
    period = period_name(compared[0].period, c.language, year=True)
    return drawn(
        lambda ax: plot_growth(ax, grouped),
        height_mm=growth_height(grouped),
        alt=_say(c, Message("Bars of growth on a year earlier, {period}. {values}",
                            {"period": period, "values": spoken(grouped, c.language)})),
        caption=_say(c, Message("Growth on a year earlier, {period} (%)", {"period": period})),
        anchor="chart-growth",
    )


def path_chart(c: Citation, group: Sequence[Series]) -> Chart | None:
    """Return year-to-date growth through the year, of up to three series with two points."""
    panels = []
    for series in group:
        points = [
            PathPoint(
                each.period.end.month,
                signed(each.figure, c.language),
                each.figure.point,
                "estimate" if each.status == "estimate" else "own",
            )
            for each in series.path
        ]
        points += [
            PathPoint(
                period.end.month,
                signed(rate.value, c.language, decimals=1),
                rate.value.point,
                "implied",
                interval=rate.value.interval,
            )
            for period, rate in series.earlier()
        ]
        if len(points) > 1:
            points.sort(key=lambda each: each.month)
            panels.append(PathPanel(c.indicator(series.indicator, start=True), tuple(points)))
    shown = tuple(panels[:3])
    if not shown:
        return None
    year = group[0].period.year
    months = sorted({point.month for panel in shown for point in panel.points})
    ticks = {month: period_name(Period.ytd(year, month), c.language) for month in months}
    if c.language == "en":
        ticks = {month: f"Jan–{_SHORT[month - 1]}" for month in months}
    names: dict[Kind, str] = {
        "own": _say(c, Message("printed")),
        "estimate": _say(c, Message("the report's estimate")),
        "implied": _say(c, Message("implied by a stated change")),
    }
    values = spoken(
        tuple(
            Panel(
                panel.title,
                tuple(
                    Mark(f"{ticks[point.month]} ({names[point.kind]})", point.text, point.point)
                    for point in panel.points
                ),
            )
            for panel in shown
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_paths(*axes, panels=shown, ticks=ticks, names=names),
        height_mm=52,
        panels=len(shown),
        alt=_say(c, Message("Year-to-date growth through {year}. {values}",
                            {"year": year, "values": values})),
        caption=_say(c, Message("Year-to-date growth on a year earlier, {year} (%)", {"year": year})),
        anchor="chart-path",
    )


_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def target_chart(
    c: Citation, pairs: Sequence[ZoneTarget], group: Sequence[Series]
) -> Chart | None:
    """Return growth against target, zone by zone, and of the zones together."""
    rows = []
    several = len({each.indicator for each in pairs}) > 1 or bool(group)
    for each in pairs:
        if each.target.figure.unit.dimension != "percent":
            continue
        name = c.area(each.area)
        label = f"{name} · {c.indicator(each.indicator, start=True)}" if several else name
        rows.append(
            TargetRow(
                label,
                each.achieved.figure.point,
                signed(each.achieved.figure, c.language),
                each.target.figure.point,
                signed(each.target.figure, c.language),
                each.reached,
            )
        )
    for series in group:
        goals, growth = series.target_range, series.growth
        if goals is None or growth is None or goals[0].ref_area == series.area:
            continue
        low, high = goals
        span = signed(low.figure, c.language)
        if high.figure.point != low.figure.point:
            span += ("～" if c.language == "zh" else "–") + signed(high.figure, c.language)
        below = growth.figure.point < low.figure.point
        above = growth.figure.point >= high.figure.point
        rows.append(
            TargetRow(
                f"{c.area(series.area)} · {c.indicator(series.indicator, start=True)}",
                growth.figure.point,
                signed(growth.figure, c.language),
                low.figure.point,
                span,
                False if below else True if above else None,
                high.figure.point,
            )
        )
    shown = tuple(rows)
    if not shown:
        return None
    legend = (
        _say(c, Message("target for the year")),
        _say(c, Message("at or above it")),
        _say(c, Message("below it")),
    )
    values = spoken(
        (
            Panel(
                "",
                tuple(
                    Mark(row.label, f"{row.achieved_text} ({legend[0]} {row.target_text})",
                         row.achieved or Fraction(0))
                    for row in shown
                ),
            ),
        ),
        c.language,
    )
    return drawn(
        lambda ax: plot_targets(ax, shown, legend=legend),
        height_mm=target_rows_height(shown),
        alt=_say(c, Message("Growth reached beside the target of each zone. {values}",
                            {"values": values})),
        caption=_say(c, Message("Growth reached against the target for the year (%)")),
        anchor="chart-targets",
    )


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
            rate_text = (
                f"{c.indicator(each.rate.indicator, start=True)} {signed(each.rate.figure, c.language)}"
            )
        batches.append(
            Batch(
                _batch_name(c, each),
                each.projects.figure.point,
                amount(each.projects.figure, c.language),
                each.rate.figure.point if each.rate else None,
                rate_text,
                each.rated.figure.point if each.rated else None,
                each.investment.figure.point if each.investment else None,
                number_text(each.investment.figure, c.language, beside=unit_of)
                if each.investment
                else "",
            )
        )
    shown = tuple(batches)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    titles = (
        _say(c, Message("Projects; dark: reached the next stage")),
        _say(c, Message("Planned investment ({unit})", {"unit": unit})),
    )
    values = spoken(
        (
            Panel(
                "",
                tuple(
                    Mark(
                        each.label,
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
        height_mm=12 + 10.5 * len(shown),
        panels=2 if invested else 1,
        ratios=(3, 2) if invested else None,
        alt=_say(c, Message("Projects, investment and rate of each batch. {values}",
                            {"values": values})),
        caption=_say(c, Message("The three batches: projects, progress and investment")),
        anchor="chart-batches",
    )


def _batch_name(c: Citation, stage: Stage) -> str:
    return _say(c, stage.name) if stage.name else c.indicator(stage.projects.indicator, start=True)


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
            note = _say(c, Message("{waiting} waiting leave {number}: {rate}%", {
                "waiting": number_text(each.waiting.figure, c.language),
                "number": advanced[0],
                "rate": format_half_up(advanced[1], decimals),
            }))
            implied = (advanced[1], note)
        name = c.indicator(each.rate.indicator, start=True)
        rates.append(
            RateCount(
                _say(c, Message("{rate_name} of {total}", {"rate_name": name, "total": total})),
                each.rate.figure.point,
                _say(c, Message("printed {rate}", {"rate": signed(each.rate.figure, c.language)})),
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
        alt=_say(c, Message("Printed rates beside those that whole projects give. {values}",
                            {"values": values})),
        caption=_say(c, Message("Printed rates and the rates that whole projects can give")),
        anchor="chart-rates",
    )


def _part_text(c: Citation, value: Quantity, total: Fraction) -> str:
    share = format_half_up(100 * value.point / total, 1) if total else "0"
    text = amount(value, c.language)
    return f"{text}（{share}%）" if c.language == "zh" else f"{text} ({share}%)"


def promotion_chart(c: Citation, p: Promotion) -> Chart | None:
    """Return the part of large projects in number and investment."""
    rows = []
    pairs = (
        (Message("Projects"), p.large_projects, p.projects, p.other_projects),
        (Message("Investment"), p.large_investment, p.investment, p.other_investment),
    )
    large, small = _say(c, Message("CNY 100 million or more")), _say(c, Message("smaller"))
    for label, part, whole, rest in pairs:
        if part is not None and whole is not None and rest is not None:
            total = whole.figure.point
            if rest.value.point < 0 or total <= 0:
                continue
            rows.append(
                Composition(
                    _say(c, label),
                    (
                        (large, part.figure.point, _part_text(c, part.figure, total)),
                        (small, rest.value.point, amount(rest.value, c.language)),
                    ),
                )
            )
    return _composition(
        c,
        rows,
        _say(c, Message("Signed projects: the part of large ones")),
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
        c, [row], f"{c.indicator(whole.indicator, start=True)} ({amount(whole.figure, c.language)})",
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


def land_and_loans_chart(c: Citation, land: Land, loans: Loans) -> Chart | None:
    """Return plants built and used beside the steps from loan to investment."""
    panels: list[tuple[str, tuple[Step, ...]]] = []
    if land.built is not None and land.used is not None:
        use = land.computed_use
        conversion = f"↓ {signed(use.value, c.language, decimals=2)}" if use else ""
        panels.append(
            (
                _say(c, Message("Standard plants ({unit})", {
                    "unit": unit_name(land.built.figure, c.language)})),
                (
                    Step(_say(c, Message("built")), land.built.figure.point,
                         number_text(land.built.figure, c.language)),
                    Step(_say(c, Message("in use")), land.used.figure.point,
                         number_text(land.used.figure, c.language), conversion),
                ),
            )
        )
    if len(loans.steps) > 1:
        short = {
            "loan_intentions": Message("intended"),
            "credit_granted": Message("granted"),
            "loan_investment_completed": Message("invested"),
        }
        steps = []
        unit_of = largest(each.figure for each in loans.steps)
        for each, part in zip(loans.steps, loans.conversions(), strict=True):
            conversion = f"↓ {signed(part.value, c.language, decimals=1)}" if part else ""
            steps.append(
                Step(_say(c, short[each.indicator]), each.figure.point,
                     number_text(each.figure, c.language, beside=unit_of), conversion)
            )
        unit = unit_name(loans.steps[0].figure if unit_of is None else unit_of, c.language)
        panels.append((_say(c, Message("From loan to investment ({unit})", {"unit": unit})),
                       tuple(steps)))
    if not panels:
        return None
    values = spoken(
        tuple(
            Panel(title, tuple(
                Mark(each.label, f"{each.text} {each.conversion}".strip(), each.value)
                for each in steps
            ))
            for title, steps in panels
        ),
        c.language,
    )

    def plot(*axes: object) -> None:
        for ax, (title, steps) in zip(axes, panels, strict=True):
            plot_steps(ax, steps, title=title)  # type: ignore[arg-type]

    return drawn(
        plot,
        height_mm=44 if len(loans.steps) > 2 else 34,
        panels=len(panels),
        alt=values,
        caption=_say(c, Message("Use of plants, and from loan intended to investment completed"))
        if len(panels) > 1
        else panels[0][0],
        anchor="chart-resources",
    )


def verdict_chart(
    c: Citation,
    by_section: Sequence[tuple[str, Sequence[CheckResult]]],
    *,
    caption: Message | None = None,
) -> Chart | None:
    """Return how many relations of each section got which verdict."""
    rows = []
    for name, results in by_section:
        counts = Counter(each.verdict.value for each in results)
        if counts:
            rows.append(VerdictRow(name, tuple((v, counts[v]) for v in VERDICT_COLOURS)))
    if not rows:
        return None
    shown = tuple(rows)
    names = {each.value: _say(c, each.label) for each in Verdict}
    values = spoken(
        tuple(
            Panel(row.label, tuple(
                Mark(names[verdict], str(n), Fraction(n)) for verdict, n in row.counts if n
            ))
            for row in shown
        ),
        c.language,
    )
    return drawn(
        lambda ax: plot_verdicts(ax, shown, names=names),
        height_mm=10 + 7.2 * len(shown),
        alt=_say(c, Message("Relations by section and verdict. {values}", {"values": values})),
        caption=_say(
            c, caption or Message("Relations judged, by section and verdict (number)")
        ),
        anchor="chart-verdicts",
    )
