"""Verdicts of an audit by section, one bar a section (核验概览)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.style import (
    BRICK,
    GREY,
    INK,
    OCHRE,
    PALE,
    TEAL,
    is_narrow,
    label_rows,
    legend_columns,
    tips,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["VERDICT_COLOURS", "VerdictRow", "plot_verdicts"]

VERDICT_COLOURS: dict[str, tuple[str, str]] = {
    "consistent": (TEAL, "white"),
    "consistent only within rounding": (OCHRE, INK),
    "inconsistent": (BRICK, "white"),
    "impossible": ("#5e1a14", "white"),
    "to be confirmed": (GREY, "white"),
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
    from matplotlib.patches import Patch

    high = 0.6 if is_narrow(ax) else 0.74
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
            ax.barh(
                y, number, left=left, height=high, color=colour, edgecolor="white", linewidth=0.8,
                gid=told,
            )  # fmt: skip
            ax.text(
                left + number / 2,
                y,
                str(number),
                ha="center",
                va="center",
                color=ink,
                fontsize=8.5,
                weight="bold",
            )
            left += number
    label_rows(ax, [(float(y), row.label, False) for y, row in enumerate(rows)])
    ax.set_ylim(len(rows) - 0.45, -0.55)
    ax.set_xlim(0, longest * 1.03)
    ax.set_xticks([])
    order = [verdict for verdict in VERDICT_COLOURS if verdict in used]
    handles = [
        Patch(
            facecolor=VERDICT_COLOURS[verdict][0],
            label=names[verdict],
            edgecolor=GREY,
            linewidth=0.3,
        )
        for verdict in order
    ]
    labels = [names[verdict] for verdict in order]
    ax.figure.legend(
        handles=handles,
        loc="outside upper left",
        ncols=legend_columns(ax, labels),
        frameon=False,
        handlelength=0.9,
        handleheight=0.9,
        handletextpad=0.4,
        columnspacing=1.1,
        borderaxespad=0,
        fontsize=8.5,
    )
