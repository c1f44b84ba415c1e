"""A half-year review's zones out of the panel, and the printed report held against it (对账)."""

from __future__ import annotations

from zoneanalysis.document.model import Block, Cell, Number, Verdictmark
from zoneanalysis.messages import Message
from zoneanalysis.panel import Panel
from zoneanalysis.panel.auditing import matches, reconcile
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.dispatch.bulletin import Bulletin
from zoneanalysis.values.periods import Period

__all__ = ["agreement", "monthly_blocks"]


def agreement(panel: Panel, report: Report, language: str) -> Message | None:
    """Return how many printed figures differ from the panel; None where it has none of them."""
    judged = reconcile(panel, report)
    told: dict[str, object] = {"count": len(judged)}
    odd = judged[[not Verdict(each).holds for each in judged["verdict"]]]
    if judged.empty:
        return None
    if odd.empty:
        return Message("Printed figures that the panel also holds: {count}; all agree", told)
    names = [
        f"{panel.name(zone, language)} {panel.name(code, language)}"
        for zone, code in zip(odd["zone"], odd["indicator"], strict=True)
    ]
    told |= {"odd": len(odd), "names": ("、" if language == "zh" else ", ").join(names)}
    return Message(
        "Printed figures that the panel also holds: {count}; {odd} differ from it: {names}", told
    )


def monthly_blocks(panel: Panel, c: Citation) -> list[Block]:
    """Return what the panel says of each zone at the report's end, and where the two differ."""
    report, language = c.report, c.language
    month = str(Period.parse(str(report.meta["period"])).end)
    page = Bulletin(panel, month, language)
    judged = reconcile(panel, report, language="zh" if language == "zh" else "en")
    rows = []
    kept = zip(matches(panel, report), judged["verdict"], judged["measure"], strict=True)
    for (printed, own), verdict, measure in kept:
        found = Verdict(verdict)
        text = f"{own.number}{own.unit.symbol}" if language == "zh" else own.number
        rows.append(
            (
                page.name(printed.indicator),
                page.name(printed.ref_area),
                Cell((Number(printed.printed, c.provenance(printed)),)),
                page.value(text, printed.ref_area, printed.indicator, measure),
                Cell((Verdictmark(found.value, page.say(found.label)),)),
            )
        )
    table = page.table(
        page.say("Printed figures against the panel, at the end of {day}", day=page.day),
        [
            (page.say("Indicator"), "left"),
            (page.say("Area"), "left"),
            (page.say("Printed"), "right"),
            (page.say("Panel"), "right"),
            (page.say("Verdict"), "left"),
        ],
        rows,
        compact=True,
        anchor="table-reconciliation",
    )
    shown = [*page.indicators().blocks[1:], *page.ranking().blocks[1:]]
    return [*([table] if table else []), *shown]
