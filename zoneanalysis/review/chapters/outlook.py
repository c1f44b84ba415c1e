"""What the rest of the year needs and may bring, and what is to be done (展望与重点)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zoneanalysis.document.model import Heading, Table
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review import tables
from zoneanalysis.review.chapters.forecast import forecast_blocks
from zoneanalysis.review.chapters.material import Chapter, Material, paragraphs, there
from zoneanalysis.review.chapters.rest import same
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.outlook import Need, latest
from zoneanalysis.review.narrative import outlook as words
from zoneanalysis.review.narrative import watch as watch_words
from zoneanalysis.review.narrative.management import MOST_AHEAD, targets_ahead, targets_sentence
from zoneanalysis.review.narrative.titles import coming_title, outlook_title, targets_title
from zoneanalysis.review.narrative.zones import MOST_NAMED

__all__ = ["outlook_chapter", "priorities_chapter"]


def outlook_chapter(m: Material) -> Chapter:
    """Return what is needed, what the growth rates lead to expect, what became of earlier ones."""
    c = m.c
    groups: dict[str, list[Need]] = {}
    for need in latest(m.needs):  # the others stand in the table
        groups.setdefault(need.known.id, []).append(need)
    known, notes = m.forecasts
    whole = outlook_title(c, m.needs, known)
    expected = outlook_title(c, (), known)
    beside = expected if str(expected) != str(whole) else None
    ahead = (*forecast_blocks(m.forecast_citation, known, beside), *notes)
    came = m.past.came() if m.past else ()
    if whole is None and came and isinstance(came[0], Heading):  # the chapter says nothing else
        whole, came = Message("{clauses}", {"clauses": came[0].text}), came[1:]
    if whole is None and notes and not came:
        whole = Message("No forecast is made")
    blocks = there(
        *paragraphs(words.need_sentence(c, each) for each in groups.values()),
        tables.need_table(c, m.needs),
        *ahead,
        *(m.past.changed_forecast() if m.past and ahead else ()),
        *came,
    )
    return Chapter("outlook", Message("Outlook"), whole, blocks)


def _tabled(
    c: Citation, ahead: Iterable[Sequence[Observation]], most: int = MOST_AHEAD
) -> Iterator[Table]:
    """Yield the targets of a period that are more than *most*."""
    for targets in ahead:
        if len(targets) > most:
            caption = targets_title(targets, c.language)
            yield tables.figure_list(c, targets, f"table-targets-{targets[0].period.end}", caption)


def priorities_chapter(m: Material) -> Chapter:
    """Return zones to watch and what the report sets out to do."""
    c = m.c
    table = tables.action_table(c, m.report, m.report.actions)
    ahead = targets_ahead(m.report)
    held = {same(e) for family in m.families for row in family.rows for e in row.figures}
    tabled = {period: [e for e in each if same(e) in held] for period, each in ahead.items()}
    apart = {period: [e for e in each if same(e) not in held] for period, each in ahead.items()}
    coming = coming_title(m.report, ahead, c.language)
    told = {each.area for each in m.singles if each.growth}  # by zone, in the chapter on zones
    if coming is None and len(told) <= MOST_NAMED:
        return Chapter("priorities", Message("Priorities"), None, ())
    return Chapter(
        "priorities",
        Message("Priorities") if coming else Message("Zones to watch"),
        coming or watch_words.falling_title(c),
        (
            *paragraphs(watch_words.falling(c)),
            *paragraphs(targets_sentence(c, *e, tabled=True) for e in tabled.items() if e[1]),
            *paragraphs(
                targets_sentence(c, *e) for e in apart.items() if e[1] and not tabled[e[0]]
            ),
            *_tabled(c, (each for period, each in apart.items() if not tabled[period])),
            *_tabled(c, (each for period, each in apart.items() if tabled[period]), most=0),
            *((table,) if table else ()),
        ),
        ("actions",),
    )
