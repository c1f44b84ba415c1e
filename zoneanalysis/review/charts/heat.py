"""A heat map: zones by indicators, each cell with its value (热力图)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.style import BRICK, GREY, INK, TEAL, tips

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    colours = LinearSegmentedColormap.from_list("heat", [BRICK, "#ffffff", TEAL])
    for y, line in enumerate(cells):
        for x, each in enumerate(line):
            if each.share is None:
                ax.text(x, y, each.text, ha="center", va="center", color=GREY, fontsize=7.5)
                continue
            pale = 0.5 + (each.share - 0.5) * 0.8  # dark ends would swallow the digits
            told = tips((rows[y], columns[x], each.text))
            corner = (x - 0.48, y - 0.46)
            ax.add_patch(Rectangle(corner, 0.96, 0.92, color=colours(pale), lw=0, gid=told))
            ax.text(x, y, each.text, ha="center", va="center", color=INK, fontsize=7.5)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_yticks(range(len(rows)), list(rows))
    ax.set_xticks(range(len(columns)), list(columns))
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", labelsize=7)
