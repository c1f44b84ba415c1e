"""What a report says of earlier ones, as a table: contradictions, then revisions (与往期核对)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zoneanalysis.document.model import Cell, Column, Table, Tone
from zoneanalysis.history import Across, Crossing, Standing
from zoneanalysis.history.outcomes import Came, Outcome
from zoneanalysis.history.standing import difference_text
from zoneanalysis.messages import N_, Message

__all__ = ["KINDS", "crossings_table", "outcomes_table"]

KINDS = {
    "estimate": N_("estimate"),
    "target": N_("target"),
    "promise": N_("promise"),
    "priority": N_("priority"),
    "forecast": N_("forecast"),
}
"""What a statement about the future is called."""

_HEADS = (
    N_("Report"),
    N_("What was said"),
    N_("Of what"),
    N_("What came"),
    N_("Outcome"),
    N_("Difference, or why there is none"),
)


def crossings_table(
    found: Across,
    report_id: str,
    language: str,
    name: Callable[[str, str], str],
    when: Callable[[str], str],
) -> Table | None:
    """Return what disagrees with earlier reports, and what was revised; None where nothing is.

    Parameters
    ----------
    found : Across
    report_id : str
    language : str
    name : callable
        The words for an indicator of an area.
    when : callable
        The words for the period of a report, by its id.
    """
    own = found.of(report_id)
    shown = [each for each in own if each.standing.is_finding]
    shown += [each for each in own if each.standing is Standing.REVISED]
    if not shown:
        return None

    report = next(each for each in found.index.reports if each.id == report_id)
    claims = (*report.claims, *(each.claim for each in report.past))
    words = {each.id: each.stated for each in claims if each.stated and each.stated not in report}

    def row(each: Crossing) -> tuple[Cell, ...]:
        about = found.observation(each.places[0])
        printed: dict[bool, list[str]] = {True: [], False: []}
        for place in each.places:
            text = found.observation(place).printed
            mine = place[0] == report_id
            printed[mine].append(text if mine else f"{text} ({when(place[0])})")
        said = [words[each.claim]] if each.claim in words else []
        size = difference_text(each.size, language)
        numbers = f"{each.numbers} ({size})" if size else each.numbers
        return (
            Cell((name(about.indicator, about.ref_area),)),
            Cell((" · ".join((*said, *printed[True])),)),
            Cell((" · ".join(printed[False]),)),
            Cell(
                (each.standing.label.render(language),),
                "bad" if each.standing.is_finding else "neutral",
            ),
            Cell((numbers,)),
        )

    heads = (
        Message("Of what"),
        Message("This report"),
        Message("Earlier reports"),
        Message("Verdict"),
        Message("Arithmetic"),
    )
    note = Message(
        "A revision is no error: the office has put right, or counts anew, what it published."
    )
    return Table(
        Message("Against earlier reports").render(language),
        tuple(Column(each.render(language)) for each in heads),
        tuple(row(each) for each in shown),
        note.render(language) if any(e.standing is Standing.REVISED for e in shown) else "",
        compact=True,
        anchor="table-crossings",
    )


_TONES: dict[Came, Tone] = {
    Came.HIT: "good",
    Came.COVERED: "good",
    Came.MISSED: "bad",
    Came.OUTSIDE: "bad",
}


def outcomes_table(
    rows: Iterable[Outcome],
    language: str,
    name: Callable[[str, str], str],
    when: Callable[[str], str],
) -> Table:
    """Return what became of what earlier reports said, with names and periods as above."""

    def say(message: Message) -> str:
        return message.render(language)

    return Table(
        caption=say(Message("What became of what earlier reports said")),
        columns=tuple(Column(say(Message(each))) for each in _HEADS),
        rows=tuple(
            (
                Cell((when(row.report),)),
                Cell((f"{say(Message(KINDS[row.kind]))}: {row.said}",)),
                Cell((name(row.indicator, row.area),)),
                Cell((row.printed or "–",)),
                Cell((say(row.came.label),), _TONES.get(row.came, "neutral")),
                Cell((difference_text(row.error, language) or say(row.reason) or "–",)),
            )
            for row in rows
        ),
        note=say(
            Message("Forecasts are made anew from what each report and the ones before it print.")
        ),
        anchor="table-outcomes",
        compact=True,
    )
