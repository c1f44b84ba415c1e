"""Verdicts of an audit by section, one bar a section (核验概览)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from zoneanalysis.review.charts.canvas import Axes, Bar, Text
from zoneanalysis.review.charts.style import (
    BRICK,
    GREY,
    INK,
    OCHRE,
    PALE,
    TEAL,
    label_rows,
    tips,
    write_legend,
)

__all__ = ["VERDICT_COLOURS", "VerdictRow", "plot_verdicts"]

VERDICT_COLOURS: dict[str, tuple[str, str]] = {
    "consistent": (TEAL, "#ffffff"),
    "consistent only within rounding": (OCHRE, INK),
    "inconsistent": (BRICK, "#ffffff"),
    "impossible": ("#5e1a14", "#ffffff"),
    "to be confirmed": (GREY, "#ffffff"),
    "holds for one reading": (GREY, INK),
    "not assessable": (PALE, INK),
}


@dataclass(frozen=True)
class VerdictRow:
    """How many relations of one section got each verdict."""

    label: str
    counts: tuple[tuple[str, int], ...]


def plot_verdicts(ax: Axes, rows: tuple[VerdictRow, ...], *, names: dict[str, str]) -> None:
    """Draw a stacked bar a section; *names* are the verdicts in the reader's language."""
    half = 0.3 if ax.canvas.narrow else 0.37
    longest = max((sum(n for _, n in row.counts) for row in rows), default=1) or 1
    used: dict[str, None] = {}
    for y, row in enumerate(rows):
        left = 0
        for verdict, number in row.counts:
            if not number:
                continue
            used[verdict] = None
            colour, ink = VERDICT_COLOURS[verdict]
            told = tips((row.label, names[verdict], str(number)))
            ends, high = (left, left + number), (y - half, y + half)
            ax.add(Bar(ends, high, colour, edge="#ffffff", width=0.8, told=told, order=1))
            at, text = left + number / 2, str(number)
            ax.add(Text(at, y, text, "middle", size=8.5, colour=ink, bold=True))
            left += number
    label_rows(ax, [(float(y), row.label, False) for y, row in enumerate(rows)], alone=True)
    ax.ylim = (len(rows) - 0.45, -0.55)
    ax.xlim = (0, longest * 1.03)
    entries = [
        (names[verdict], partial(_swatch, colour))
        for verdict, (colour, _) in VERDICT_COLOURS.items()
        if verdict in used
    ]
    write_legend(ax, entries, top=True, handle=7.7)


def _swatch(colour: str, x: float, y: float) -> Bar:
    return Bar((x - 3.8, x + 3.8), (y - 3.8, y + 3.8), colour, edge=GREY, width=0.3)
