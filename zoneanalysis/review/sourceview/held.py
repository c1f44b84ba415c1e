"""A draft as a page: each figure marked by how the record bears it out (文稿核对视图)."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from zoneanalysis.document.files import TEMPLATES
from zoneanalysis.history.hold import HeldDraft, Holding
from zoneanalysis.messages import Language, Message
from zoneanalysis.reports.schema.source import printed_end

__all__ = ["HOLDING_SIGNS", "held_page"]

HOLDING_SIGNS: dict[Holding, tuple[str, str]] = {
    Holding.STANDS: ("✓", "good"),
    Holding.ROUNDED: ("≈", "good"),
    Holding.FOLLOWS: ("=", "good"),
    Holding.DISAGREES: ("≠", "bad"),
    Holding.UNCONFIRMED: ("?", "warn"),
    Holding.ABSENT: ("○", "muted"),
}
"""Sign and tone of each holding."""


@dataclass(frozen=True)
class _Piece:
    text: str
    row: int = 0
    tone: str = ""
    sign: str = ""
    title: str = ""


def held_page(held: HeldDraft, title: str, language: Language = "zh") -> str:
    """Return the page: text with marks, table, and what the draft contradicts of itself.

    One file without script or network; every text is escaped by the template.
    """
    loader = jinja2.FileSystemLoader(TEMPLATES / "sourceview")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    told = held.records(language)
    rows = [
        {
            "number": number,
            "printed": row.observation.printed,
            "label": row.holding.label.render(language),
            "sign": HOLDING_SIGNS[row.holding][0],
            "tone": HOLDING_SIGNS[row.holding][1],
            "size": record["difference"],
            "reason": record["reason"],
            "numbers": record["numbers"],
            "where": record["where"],
        }
        for number, (row, record) in enumerate(zip(held.rows, told, strict=True), start=1)
    ]
    findings = [
        f"{result.numbers} · {result.reason.render(language)}"
        for each in held.audits
        for result in each.findings
    ]
    heads = ("Printed", "Against the record", "By how much", "Why", "Where")
    return made.get_template("held.html.j2").render(
        language=language,
        title=title,
        kicker=Message("Draft against the record").render(language),
        inside=Message("Inside the draft").render(language),
        style=Markup((TEMPLATES / "sourceview" / "source.css").read_text("utf-8")),  # noqa: S704
        counts=[(each.label.render(language), n) for each, n in held.counts.items()],
        lines=_lines(held, language),
        heads=[_HEADS[each].render(language) for each in heads],
        rows=rows,
        findings=findings,
    )


_HEADS = {
    "Printed": Message("Printed"),
    "Against the record": Message("Against the record"),
    "By how much": Message("By how much"),
    "Why": Message("Why"),
    "Where": Message("Where in the record"),
}


def _lines(held: HeldDraft, language: Language) -> list[list[_Piece]]:
    """Return the text line by line, cut where figures begin and end."""
    pieces: list[_Piece] = []
    done = 0
    order = sorted(enumerate(held.rows, start=1), key=lambda e: e[1].observation.char_start or 0)
    for number, row in order:
        start = row.observation.char_start
        if start is None or start < done:
            continue
        end = printed_end(held.text, start, row.observation.printed)
        if end is None:
            continue
        sign, tone = HOLDING_SIGNS[row.holding]
        title = f"{row.holding.label.render(language)}: {row.reason.render(language)}"
        pieces += [
            _Piece(held.text[done:start]),
            _Piece(held.text[start:end], number, tone, sign, title),
        ]
        done = end
    pieces.append(_Piece(held.text[done:]))
    lines: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.row:
            lines[-1].append(piece)
            continue
        for at, part in enumerate(piece.text.split("\n")):
            if at:
                lines.append([])
            lines[-1].append(_Piece(part))
    return lines
