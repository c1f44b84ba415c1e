"""Steps that follow each other, and parts of a whole: loans, land, plants, powers (构成与转化)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.style import BLUE, GREY, INK, MUTED, OCHRE, PALE, TEAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Composition", "Step", "plot_composition", "plot_steps"]


@dataclass(frozen=True)
class Step:
    """A level, and how much of the step before it makes up."""

    label: str
    value: Fraction
    text: str
    conversion: str = ""


def plot_steps(
    ax: Axes, steps: tuple[Step, ...], *, title: str = "", rows: int | None = None
) -> None:
    """Draw a bar a step, with the conversion between two; leave room for as many as *rows*."""
    longest = max(float(each.value) for each in steps) or 1.0
    y = 0.0
    ticks = []
    for each in steps:
        if each.conversion:
            ax.text(
                0.012 * longest, y - 0.8, each.conversion, va="center", color=MUTED, fontsize=8.5
            )
        ax.barh(y, float(each.value), height=0.72, color=BLUE, linewidth=0)
        ax.text(float(each.value) + 0.012 * longest, y, each.text, va="center", weight="bold")
        ticks.append(y)
        y += 1.6
    ax.set_yticks(ticks, [each.label for each in steps])
    ax.set_ylim(1.6 * ((rows or len(steps)) - 1) + 0.5, -0.5)
    ax.set_xlim(0, longest * 1.25)
    ax.set_xticks([])
    if title:
        ax.set_title(title)


@dataclass(frozen=True)
class Composition:
    """Parts that make up a whole, each with its share and label."""

    label: str
    parts: tuple[tuple[str, Fraction, str], ...]


_SHADES = ((BLUE, "white"), (TEAL, "white"), (OCHRE, INK), (PALE, INK), (GREY, "white"))


def plot_composition(ax: Axes, rows: tuple[Composition, ...], *, title: str = "") -> None:
    """Draw one bar of the same length a row, divided by its parts."""
    for y, row in enumerate(rows):
        total = sum((value for _, value, _ in row.parts), Fraction(0)) or Fraction(1)
        left = 0.0
        for index, (name, value, text) in enumerate(row.parts):
            width = float(100 * value / total)
            colour, ink = _SHADES[index % len(_SHADES)]
            ax.barh(
                y, width, left=left, height=0.66, color=colour, linewidth=0.8, edgecolor="white"
            )
            _part_label(ax, y, left, width, name, text, ink)
            left += width
    ax.set_yticks(range(len(rows)), [row.label for row in rows])
    ax.set_ylim(len(rows) - 0.35, -0.62)
    ax.set_xlim(0, 100)
    ax.set_xticks([])
    if title:
        ax.set_title(title)


def _part_label(
    ax: Axes, y: float, left: float, width: float, name: str, text: str, ink: str
) -> None:
    label = f"{name} {text}".strip()
    if width >= 1.5 * len(label) + 2:
        ax.text(left + width / 2, y, label, ha="center", va="center", color=ink, fontsize=8.5)
    else:
        ax.text(
            left + width / 2,
            y - 0.36,
            label,
            ha="right" if left + width > 90 else "center",
            va="bottom",
            color=MUTED,
            fontsize=8,
        )
