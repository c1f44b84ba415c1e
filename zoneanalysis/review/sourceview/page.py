"""The page as HTML: one self-contained file, every text escaped by the template (页面)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from zoneanalysis._version import __version__
from zoneanalysis.audit import Audit
from zoneanalysis.document.files import TEMPLATES, lean
from zoneanalysis.document.reading import foreign_parts
from zoneanalysis.messages import N_, Language, Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.narrative.audit import audit_title, places_in_doubt
from zoneanalysis.review.sourceview.details import CheckDetail, Details, FigureDetail, Reading
from zoneanalysis.review.sourceview.marks import INVOLVED, STATES, SUSPECT, Mark, State, marks_of
from zoneanalysis.review.sourceview.passages import passages_of
from zoneanalysis.review.wording import bare_name

__all__ = ["page"]

_STATES = (SUSPECT, INVOLVED, *STATES.values())
_WORDS = {
    "view": N_("Source view"),
    "skip": N_("Skip to the text"),
    "forms": N_("This report in other forms"),
    "review": N_("Review"),
    "index": N_("All reports"),
    "filter": N_("Show figures by what was found of them"),
    "lines": N_("Lines as printed"),
    "previous": N_("Previous in doubt"),
    "next": N_("Next in doubt"),
    "finding": N_("in doubt"),
    "unplaced": N_("Figures without a place in the text"),
    "relations": N_("Relations between the figures"),
    "together": N_("These hold one by one, but not together."),
    "none": N_("No finding"),
    "unsure": N_("To be confirmed"),
    "confirm": N_(
        "These relations fail, but it was only inferred that the text states "
        "them. Write confirmed or rejected into the column reading of claims.csv."
    ),
    "how": N_("How to read"),
    "opens": N_(
        "Open any figure to see what it means and how it was checked. Dashed "
        "frames then mark the figures tied to it."
    ),
    "gravest": N_("A figure in several relations shows its gravest verdict."),
    "shortcuts": N_("Keys: n next in doubt, p previous, Esc close."),
    "sentence": N_("The audit in a sentence"),
    "share": N_("This page holds the source text: share it only where you may share that."),
    "close": N_("Close"),
    "look": N_("Please look here"),
    "which": N_("A finding says that figures contradict each other, not which of them is wrong."),
}
"""What the page says, by the name that the template uses."""
_ROWS = (N_("Possible values"), N_("Place"), N_("Note"))


@dataclass(frozen=True)
class _Shown:
    """A mark as the page shows it, with the suspects before and after it.

    ``name`` is what its button is called: what is printed, and the state; no two are called alike.
    """

    anchor: str
    mark: Mark
    figures: tuple[FigureDetail, ...]
    name: str
    before: str = ""
    after: str = ""

    @property
    def state(self) -> State:
        """The gravest state of its figures."""
        return _gravest(self.figures)


def _plain(name: str) -> str:
    """Return an id as a link may hold it."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name) or "x"


def _gravest(figures: Iterable[FigureDetail]) -> State:
    return min((each.state for each in figures), key=_STATES.index)


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "sourceview"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["marked"] = _marked
    return made


@jinja2.pass_context
def _marked(context: Mapping[str, Any], text: str) -> Markup:
    """Return a text, escaped, with the parts in another language than the page's marked as such."""
    foreign = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        foreign.format(language, part) if language else part
        for part, language in foreign_parts(text, context["language"])
    )


def page(audited: Audit, text: str, language: Language, readings: Mapping[str, Reading]) -> str:
    """Return the page of an audited report in its text.

    Raises
    ------
    InputError
        If the text doesn't print the figures where the report says.
    """
    report = audited.report
    marks = marks_of(audited, text, *_span(report, text))
    details = Details(audited, language, readings)
    relations = details.relations()
    shown = _shown(marks, details, text)
    anchors = {each.id: one.anchor for one in shown for each in one.mark.observations}
    unplaced = [details.figure(each) for each in report if each.char_start is None]
    start, end = _stretch(report, text, marks)
    passages = passages_of(text, marks, start, end)
    counts = Counter(
        each.state.name for one in shown if one.mark.observations for each in one.figures
    )
    counts.update(each.state.name for each in unplaced)
    script = (TEMPLATES / "sourceview" / "source.js").read_text(encoding="utf-8")
    return lean(
        _environment()
        .get_template("page.html.j2")
        .render(
            words={
                **{name: Message(text).render(language) for name, text in _WORDS.items()},
                "rows": [Message(text).render(language) for text in _ROWS],
            },
            language=language,
            title=_named(report.meta.get("title"), language) or report.id,
            about=details.about(),
            publisher=_named(report.meta.get("publisher"), language),
            digest=str(_mapping(report.meta.get("source")).get("sha256", "")),
            characters=details.say(Message("{count} characters", {"count": end - start})),
            passages=passages,
            has_breaks=any(piece.kind == "break" for each in passages for piece in each.pieces),
            shown=shown,
            by_start={one.mark.start: one for one in shown},
            anchors=anchors,
            words_at={claim: one.anchor for one in shown for claim in one.mark.claims},
            relations=relations,
            sections=_sections(relations),
            reasons=_reasons([*unplaced, *(each for one in shown for each in one.figures)]),
            unplaced=unplaced,
            figures=details.say(Message("{count} figures", {"count": len(report)})),
            states=[(state, counts[state.name]) for state in _STATES if counts[state.name]],
            doubtful=details.doubtful(),
            doubts=details.say(
                places_in_doubt(audited.causes) if audited.is_judged else audit_title(audited)
            ),
            places=lambda count: details.say(places_in_doubt(count)),
            unsure=[
                details.check(each) for each in sorted(audited.to_be_confirmed, key=details.place)
            ],
            summary=details.say(audited.summary().sentence),
            remarks=[details.say(each.text) for each in audited.remarks],
            style=Markup(_style() + _hidden(shown)),  # noqa: S704 - our own, see there
            script=Markup(script),  # noqa: S704 - our own file
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            version=__version__,
        )
    )


@cache
def _style() -> str:
    """Return the style of the reports, for its palette and popovers, and that of this page."""
    files = (TEMPLATES / "zone" / "zone.css", TEMPLATES / "sourceview" / "source.css")
    return "".join(path.read_text(encoding="utf-8").replace("\n", "") for path in files)


def _hidden(shown: Iterable[_Shown]) -> str:
    """Return rules that take a state out of the text."""
    return "".join(
        f"body:has(#v-{name}:not(:checked)) .m.{name}{{all:unset;cursor:pointer}}"
        f"body:has(#v-{name}:not(:checked)) .m.{name}::after{{content:none}}"
        for name in dict.fromkeys(one.state.name for one in shown)
    )


def _shown(marks: Iterable[Mark], details: Details, text: str) -> list[_Shown]:
    names: Counter[str] = Counter()
    shown: list[_Shown] = []
    for mark in marks:
        if mark.observations:
            figures = tuple(details.figure(each) for each in mark.observations)
        else:
            figures = (details.word(text[mark.start : mark.end], mark.claims),)
        name = _plain(figures[0].id)
        names[name] += 1
        anchor = f"f-{name}" if names[name] == 1 else f"f-{name}--{names[name]}"
        printed = text[mark.start : mark.end].replace("\n", "")
        state = _gravest(figures).label
        called = details.say(Message("{printed}: {state}", {"printed": printed, "state": state}))
        names[called] += 1
        called += f" ({names[called]})" if names[called] > 1 else ""
        shown.append(_Shown(anchor, mark, figures, called))
    return _between_suspects(shown)


def _sections(relations: Iterable[CheckDetail]) -> dict[str, str]:
    """Return the name of the section of each relation, by the relation's id."""
    names: Counter[str] = Counter()
    found: dict[str, str] = {}
    for each in relations:
        name = _plain(each.claim)
        names[name] += 1
        found[each.claim] = f"r-{name}" if names[name] == 1 else f"r-{name}--{names[name]}"
    return found


def _reasons(figures: Iterable[FigureDetail]) -> dict[str, str]:
    """Return the place of each reason why a figure is not checked, which many share."""
    found = dict.fromkeys(each.why for each in figures if each.why)
    return {why: f"w-{number}" for number, why in enumerate(found, 1)}


def _between_suspects(shown: Iterable[_Shown]) -> list[_Shown]:
    """Return the marks, each with the suspect before it and the one after it."""
    listed = list(shown)
    before: list[str] = []
    last = ""
    for one in listed:
        before.append(last)
        last = one.anchor if one.state is SUSPECT else last
    found: list[_Shown] = []
    following = ""
    for one, previous in zip(reversed(listed), reversed(before), strict=True):
        found.append(replace(one, before=previous, after=following))
        following = one.anchor if one.state is SUSPECT else following
    return found[::-1]


def _span(report: Report, text: str) -> tuple[int, int]:
    """Return which part of the text report.json says is the report's own, else all."""
    span = _mapping(report.meta.get("source")).get("span")
    if not isinstance(span, (list, tuple)) or len(span) != 2:
        return 0, len(text)
    return max(0, int(span[0])), min(len(text), int(span[1]))


def _stretch(report: Report, text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """Return the part of the text to show: the report's own, and every mark."""
    start, end = _span(report, text)
    if marks:
        start, end = min(start, marks[0].start), max(end, marks[-1].end)
    return start, end


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _named(value: object, language: Language) -> str:
    """Return a text of report.json that may be there in both languages; "" not yet filled in."""
    if isinstance(value, Mapping):
        value = value.get(language) or next(iter(value.values()), "")
    return bare_name(str(value or ""))
