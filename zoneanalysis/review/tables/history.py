"""What a report says of earlier ones, as a table: contradictions, then revisions (与往期核对)."""

from __future__ import annotations

from collections.abc import Callable

from zoneanalysis.document.model import Cell, Column, Table
from zoneanalysis.history import Across, Crossing, Standing
from zoneanalysis.history.standing import difference_text
from zoneanalysis.messages import Message

__all__ = ["crossings_table"]


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
