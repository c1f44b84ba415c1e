"""A heat map: zones by indicators, each cell with its value (热力图)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zoneanalysis.review.charts.canvas import Axes, Bar, Text
from zoneanalysis.review.charts.style import BRICK, FONT_SIZE, GREY, INK, MUTED, TEAL, tips

__all__ = ["Heat", "plot_heat"]


@dataclass(frozen=True)
class Heat:
    """A cell: what it prints, and how good that is from 0 to 1; no share without a value."""

    text: str
    share: float | None


def plot_heat(
    *axes: Axes,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: tuple[tuple[Heat, ...], ...],
) -> None:
    """Draw the cells: brick for 0, white for the middle, teal for 1; the value in each.

    Each Axes has as many of the columns, in order.
    """
    across = -(-len(columns) // len(axes))
    for at, ax in enumerate(axes):
        some = slice(at * across, (at + 1) * across)
        _heat(ax, rows, columns[some], [line[some] for line in cells])


def _heat(
    ax: Axes, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Heat]]
) -> None:
    for y, line in enumerate(cells):
        for x, each in enumerate(line):
            if each.share is None:
                ax.add(Text(x, y, each.text, "middle", size=7.5, colour=GREY))
                continue
            pale = 0.5 + (each.share - 0.5) * 0.8  # dark ends would swallow the digits
            told = tips((rows[y], columns[x], each.text))
            ends = (x - 0.48, x + 0.48), (y - 0.46, y + 0.46)
            ax.add(Bar(*ends, _between(pale), told=told, order=1))
            ax.add(Text(x, y, each.text, "middle", size=7.5))
    ax.xlim = (-0.5, len(columns) - 0.5)
    ax.ylim = (len(rows) - 0.5, -0.5)
    ax.yticks(dict(enumerate(rows)), INK, FONT_SIZE)
    ax.xticks(dict(enumerate(columns)), MUTED, 7, top=True)


def _between(share: float) -> str:
    """Return a colour: brick for 0, white for the middle, teal for 1."""
    end, far = (TEAL, 2 * share - 1) if share > 0.5 else (BRICK, 1 - 2 * share)
    parts = (int(end[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 + far * (part - 255)):02x}" for part in parts)
