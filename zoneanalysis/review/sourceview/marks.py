"""Marks in a text: where figures stand, and the state of each by its verdict (标记)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zoneanalysis.audit import Audit
from zoneanalysis.document.model import Tone
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Observation
from zoneanalysis.reports.schema.source import printed_end

__all__ = ["INVOLVED", "STATES", "SUSPECT", "Mark", "State", "marks_of", "state_of"]

_SHOWN_FAULTS = 5
_NEAR = 240  # characters between a word and a figure that it speaks of


@dataclass(frozen=True)
class State:
    """How a figure is marked: a class of the page, a sign, a tone and words."""

    name: str
    sign: str
    tone: Tone
    label: Message
    meaning: Message


def _of_verdict(name: str, verdict: Verdict, meaning: str) -> State:
    sign, tone = VERDICT_SIGNS[verdict.value]
    return State(name, sign, tone, verdict.label, Message(meaning))


STATES: dict[Verdict | None, State] = {
    Verdict.IMPOSSIBLE: _of_verdict(
        "impossible",
        Verdict.IMPOSSIBLE,
        N_("No whole number, or no value at all, gives what is printed."),
    ),
    Verdict.INCONSISTENT: _of_verdict(
        "inconsistent",
        Verdict.INCONSISTENT,
        N_("The figures of a relation contradict each other even within their rounding."),
    ),
    Verdict.TO_BE_CONFIRMED: _of_verdict(
        "unsure",
        Verdict.TO_BE_CONFIRMED,
        N_("The figures would contradict each other, if the text says what was read from it."),
    ),
    Verdict.ONE_READING: State(
        "twofold",
        *VERDICT_SIGNS[Verdict.ONE_READING.value],
        Message("to be confirmed (two readings)"),
        Message("The word has two readings; the figures bear out one of them."),
    ),
    Verdict.WITHIN_ROUNDING: _of_verdict(
        "rounding",
        Verdict.WITHIN_ROUNDING,
        N_("The relation holds only thanks to the rounding of what is printed."),
    ),
    Verdict.CONSISTENT: _of_verdict(
        "consistent", Verdict.CONSISTENT, N_("The other figures give what is printed.")
    ),
    Verdict.NOT_ASSESSABLE: _of_verdict(
        "open",
        Verdict.NOT_ASSESSABLE,
        N_("Something that the relation needs is not printed. This is no finding."),
    ),
    None: State(
        "unchecked",
        "○",
        "muted",
        Message("not checked"),
        Message("The text prints nothing that the figure could be held against."),
    ),
}
"""How each verdict is marked, the gravest first; None for a figure that no check looked at."""

SUSPECT = State(
    "suspect",
    "!",
    "bad",
    Message("in doubt"),
    Message("May be what is wrong: if it were different, the relation could hold."),
)
INVOLVED = State(
    "involved",
    "□",
    "muted",
    Message("involved"),
    Message("Stands in a relation that fails; the smallest repair leaves it as it is."),
)


def state_of(verdict: Verdict | None, *, suspect: bool) -> State:
    """Return the state of a figure or word by its gravest verdict, and whether it is a suspect."""
    if suspect:
        return SUSPECT
    return INVOLVED if verdict is not None and verdict.is_finding else STATES[verdict]


@dataclass(frozen=True)
class Mark:
    """A stretch of the text: the figures that stand there, or a word that relations state.

    ``claims`` are ids of the relations whose stated word stands there.
    """

    start: int
    end: int
    observations: tuple[Observation, ...] = ()
    claims: tuple[str, ...] = ()


def marks_of(audited: Audit, text: str, start: int = 0, end: int | None = None) -> tuple[Mark, ...]:
    """Return the marks of a report in its text, in order; figures without a place give none.

    Figures that overlap (one number that states two) share a mark. A word that a relation states
    (由负转正) is marked where it stands near the figures of the relation, in ``text[start:end]``.

    Raises
    ------
    InputError
        If a figure isn't printed where the report says: then this is another text.
    """
    report = audited.report
    placed = sorted(
        (each for each in report if each.char_start is not None),
        key=lambda each: (each.char_start or 0, -len(each.printed)),
    )
    _check_places(placed, text, report.id)
    marks: list[Mark] = []
    for each in placed:
        first = each.char_start or 0
        last = printed_end(text, first, each.printed) or first
        if marks and first < marks[-1].end:
            before = marks.pop()
            marks.append(Mark(before.start, max(before.end, last), (*before.observations, each)))
        else:
            marks.append(Mark(first, last, (each,)))
    words = _words_of(audited, text, start, len(text) if end is None else end, marks)
    return tuple(sorted([*marks, *words], key=lambda mark: mark.start))


def _words_of(
    audited: Audit, text: str, start: int, end: int, taken: Sequence[Mark]
) -> Iterator[Mark]:
    """Yield the words that relations state, each where it stands nearest to their figures."""
    claims: dict[tuple[int, str], list[str]] = {}
    free: dict[str, list[int]] = {}
    for claim in audited.claims:
        if not claim.stated or claim.stated in audited.report:
            continue
        if claim.stated not in free:
            free[claim.stated] = list(_free_places(claim.stated, text, start, end, taken))
        places = free[claim.stated]
        figures = [
            audited.report[each].char_start for each in claim.figure_ids if each in audited.report
        ]
        near = [
            (abs(place - figure), place)
            for place in places
            for figure in figures
            if figure is not None and abs(place - figure) <= _NEAR
        ]
        if near:
            claims.setdefault((min(near)[1], claim.stated), []).append(claim.id)
    reach = 0
    for (place, word), ids in sorted(claims.items()):
        if place >= reach:
            reach = place + len(word)
            yield Mark(place, reach, claims=tuple(ids))


def _free_places(
    word: str, text: str, start: int, end: int, taken: Sequence[Mark]
) -> Iterator[int]:
    """Yield where a word stands outside every figure."""
    ends = [mark.end for mark in taken]
    place = text.find(word, start, end)
    while place >= 0:
        after = bisect_right(ends, place)  # the first mark that ends behind the word's beginning
        if after == len(taken) or taken[after].start >= place + len(word):
            yield place
        place = text.find(word, place + len(word), end)


def _check_places(placed: Iterable[Observation], text: str, report_id: str) -> None:
    wrong = [
        each for each in placed if printed_end(text, each.char_start or 0, each.printed) is None
    ]
    if wrong:
        raise InputError(
            Fault(
                must=f"the text must print figure {each.id} of {report_id} where the report says "
                f"({each.printed})",
                came=repr(text[each.char_start or 0 :][: len(each.printed)]),
                where=Location(offset=each.char_start),
                do="Pass the text that the report was taken from, unchanged"
                + (f"; {len(wrong)} figures stand elsewhere." if len(wrong) > 1 else "."),
            )
            for each in wrong[:_SHOWN_FAULTS]
        )
