"""Plants and loans as a chart (要素保障图)."""

from __future__ import annotations

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.steps import Step, plot_steps
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.resources import Land, Loans
from zoneanalysis.review.pictures.words import say
from zoneanalysis.review.wording import largest, number_text, signed, unit_name

__all__ = ["land_and_loans_chart"]


def land_and_loans_chart(c: Citation, land: Land, loans: Loans) -> Chart | None:
    """Return plants built and used beside the steps from loan to investment."""
    panels: list[tuple[str, tuple[Step, ...]]] = []
    if land.built is not None and land.used is not None:
        use = land.computed_use
        conversion = f"↓ {signed(use.value, c.language)}" if use else ""
        panels.append(
            (
                say(
                    c,
                    Message(
                        "Standard plants ({unit})",
                        {"unit": unit_name(land.built.figure, c.language)},
                    ),
                ),
                (
                    Step(
                        say(c, Message("built")),
                        land.built.figure.point,
                        number_text(land.built.figure, c.language),
                    ),
                    Step(
                        say(c, Message("in use")),
                        land.used.figure.point,
                        number_text(land.used.figure, c.language),
                        conversion,
                    ),
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
        for each in loans.steps:
            granted = loans.granted if each.indicator == "credit_granted" else None
            conversion = f"↓ {signed(granted.value, c.language)}" if granted else ""
            steps.append(
                Step(
                    say(c, short[each.indicator]),
                    each.figure.point,
                    number_text(each.figure, c.language, beside=unit_of),
                    conversion,
                )
            )
        unit = unit_name(loans.steps[0].figure if unit_of is None else unit_of, c.language)
        panels.append((say(c, Message("Loans ({unit})", {"unit": unit})), tuple(steps)))
    if not panels:
        return None
    values = spoken(
        tuple(
            Panel(
                title,
                tuple(
                    Mark(each.label, f"{each.text} {each.conversion}".strip(), each.value)
                    for each in steps
                ),
            )
            for title, steps in panels
        ),
        c.language,
    )

    most = max(len(steps) for _, steps in panels)

    def plot(*axes: object) -> None:
        for ax, (title, steps) in zip(axes, panels, strict=True):
            plot_steps(ax, steps, title=title, rows=most)  # type: ignore[arg-type]

    return drawn(
        plot,
        height_mm=36 if len(loans.steps) > 2 else 28,
        panels=len(panels),
        alt=values,
        caption=say(c, Message("Use of plants, and loans intended, granted and invested"))
        if len(panels) > 1
        else panels[0][0],
        anchor="chart-resources",
    )
