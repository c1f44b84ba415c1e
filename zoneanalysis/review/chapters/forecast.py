"""The forecast chapter of a review: fan chart, benchmarks, assumptions (展望一章)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zoneanalysis.document.model import Block, Cell, Chart, Column, Paragraph, Table
from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import COVERAGES, Published, ReportOutlook
from zoneanalysis.messages import Message, in_language
from zoneanalysis.review.charts.fan import Fan, FanMark, plot_fans
from zoneanalysis.review.charts.marks import Kind, Mark, Panel, spoken
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.evidence import NotForecast
from zoneanalysis.review.narrative import forecast as words
from zoneanalysis.review.tables.cells import DASH, headed
from zoneanalysis.review.wording import period_name, short_month, signed, to_month
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["forecast_basis", "forecast_blocks", "not_forecast"]

MOST_PANELS = 2


def not_forecast(c: Citation, left_out: NotForecast) -> Paragraph:
    """Return why an indicator is not forecast."""
    text = Message(
        "{indicator} of {area} is not forecast: its published growth rates do not make "
        "one series ({reason}).",
        {
            "indicator": c.indicator(left_out.indicator, start=True),
            "area": c.area(left_out.area),
            "reason": _reason(c, left_out.reason),
        },
    )
    return Paragraph((c.say(text),), "note")


def _reason(c: Citation, error: InputError | NotDerivableError) -> str:
    """Return why, in a few words; of a faulty input what had to hold and what came."""
    if isinstance(error, NotDerivableError):
        return c.say(error.reason)
    if c.language == "zh":
        return "；".join(in_language(fault.came, "zh") for fault in error.faults)
    return "; ".join(f"{fault.must}, not {fault.came}" for fault in error.faults)


def forecast_blocks(
    c: Citation, outlooks: Sequence[ReportOutlook], title: Message | None = None
) -> tuple[Block, ...]:
    """Return the blocks under their *title*, if any; none where nothing can be forecast."""
    if not outlooks:
        return ()
    known = tuple(outlooks)
    few = max(each.chosen.count for each in known)
    warning = Message(
        "The forecast rests on at most {count} growth rates of each indicator and says only "
        "what those lead one to expect, which is little: it knows of no project, policy or "
        "order book. Brackets hold the 80% interval.",
        {"count": few},
    )
    blocks: list[Block] = [
        *(
            (headed(Message("Forecast to December"), title, "forecast", c.language),)
            if title
            else ()
        ),
        *(Paragraph(words.expectation(c, each)) for each in known),
        _fan_chart(c, known),
    ]
    claims = (*words.turning_claims(c, known), words.reading(c, known))
    blocks += [Paragraph(each) for each in claims if each]
    blocks.append(_benchmarks(c, known))
    said = c.gap.join((c.say(warning), *words.measured(c, known)))
    blocks.append(Paragraph((said,), "note"))
    return tuple(blocks)


def forecast_basis(c: Citation, known: Sequence[ReportOutlook]) -> Paragraph | None:
    """Return what the forecast takes for granted."""
    if not known:
        return None
    lead = c.say("The forecast to December:")
    notes = (lead, *words.rests_on(c, tuple(known)))
    return Paragraph((c.gap.join(notes),), "note")


def _fan_chart(c: Citation, outlooks: tuple[ReportOutlook, ...]) -> Chart:
    year = outlooks[0].chosen.year
    ticks = {
        month: short_month(month)
        if c.language == "en"
        else period_name(Period.single(year, month), "zh")
        for month in range(1, 13)
    }
    names: dict[Kind, str] = {
        "own": c.say("printed"),
        "estimate": c.say("the report's estimate"),
        "implied": c.say("implied by a stated change"),
    }
    fans = tuple(_fan(c, each, names) for each in outlooks[:MOST_PANELS])
    values = spoken(
        tuple(
            Panel(
                fan.title,
                (
                    *(
                        Mark(names[point.kind], f"{point.text}{point.doubt}", point.point)
                        for point in fan.points
                    ),
                    Mark(c.say("median for December"), fan.note, Fraction(fan.median[-1])),
                    *((Mark("", fan.turning_text, Fraction(0)),) if fan.turning_text else ()),
                ),
            )
            for fan in fans
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_fans(
            *axes,
            fans=fans,
            ticks=ticks,
            bands_name=c.say("50, 80 and 95% interval"),
            median_name=c.say("median"),
            names=names,
        ),
        height_mm=43,
        panels=len(fans),
        alt=c.say(
            "Fan charts of year-to-date growth to December {year}. {values}",
            year=year,
            values=values,
        ),
        caption=c.say(
            "Year-to-date growth to December {year} (%): what the published rates lead to expect",
            year=year,
        ),
        anchor="chart-forecast",
    )


def _fan(c: Citation, outlook: ReportOutlook, names: Mapping[Kind, str]) -> Fan:
    made = outlook.chosen
    goals = sorted({each.figure.point for each in outlook.targets})
    targets: tuple[tuple[float, str], ...] = ()
    if goals:
        low, high = format_half_up(goals[0], 0), format_half_up(goals[-1], 0)
        span = low if low == high else f"{low}–{high}"
        name = c.say("target {rate}%", rate=span)
        targets = ((float(goals[-1]), name),)
        if goals[0] != goals[-1]:
            targets = ((float(goals[0]), ""), *targets)
    text, turning = "", made.turning_month
    if turning is not None:
        text = c.say(
            "{month}: {chance}",
            month=period_name(Period.single(made.year, turning), c.language),
            chance=words.worded_chance(made.ytd[turning].above(0.0)),
        )
    table = made.months(first=max(2, made.origin))
    stated = {claim.id: claim.figure_ids for claim in c.report.claims}
    doubted = words.doubt_of(c, made)
    marks = [
        FanMark(
            each.month,
            f"{to_month(made.year, each.month, c.language)} {names[kind]}",
            each.growth.point,
            signed(each.growth, c.language),
            kind,
            c.doubt(*(c.report[name] for name in stated.get(each.source, ()))).strip(),
        )
        for each in (*made.fit.series.observations, *made.fit.series.held)
        if each.year == made.year and each.first == 1
        for kind in (_kind(each),)
    ]
    return Fan(
        title=c.indicator(outlook.indicator, start=True),
        months=tuple(row["month"] for row in table),
        told=tuple(
            (
                to_month(made.year, row["month"], c.language),
                words.with_interval(row["median"], row["low80"], row["high80"], c.language),
            )
            for row in table
        ),
        median=tuple(row["median"] for row in table),
        bands={
            each: (
                tuple(row[f"low{each}"] for row in table),
                tuple(row[f"high{each}"] for row in table),
            )
            for each in COVERAGES
        },
        points=tuple(sorted(marks, key=lambda each: each.month)),
        targets=targets,
        turning=turning,
        turning_text=text,
        note=words.forecast_rate(table[-1]["median"]) + doubted,
    )


def _kind(each: Published) -> Kind:
    return "implied" if each.implied else "estimate" if each.status == "estimate" else "own"


def _benchmarks(c: Citation, outlooks: tuple[ReportOutlook, ...]) -> Table:
    """Return growth of the year by the model and by simple forecasts, an indicator a column."""
    methods: dict[str, str] = {}
    shown: list[dict[str, str]] = []
    for each in outlooks:
        made = each.chosen
        names = {rival.name: rival.words for rival in made.naive} | {"model": Message("model")}
        told: dict[str, str] = {}
        for row in made.year_ends:
            name, values = row["method"], (row["year_end"], row["low80"], row["high80"])
            told[name] = words.with_interval(*values, c.language)
            methods.setdefault(name, c.say(names[name]))
        shown.append(told)
    heads = (c.indicator(each.indicator, start=True) for each in outlooks)
    return Table(
        caption=c.say("Growth of the year by the model and by simple forecasts (80% interval)"),
        columns=(Column(c.say("Method"), "left"), *(Column(head, "right") for head in heads)),
        rows=tuple(
            (Cell((text,)), *(Cell((told.get(name, DASH),)) for told in shown))
            for name, text in methods.items()
        ),
        compact=True,
        anchor="table-benchmarks",
    )
