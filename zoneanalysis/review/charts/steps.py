"""Steps that follow each other: loans, plants (转化)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.style import BLUE, MUTED, tips

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Step", "plot_steps"]


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
        told = tips((title, each.label, each.text))
        ax.barh(y, float(each.value), height=0.72, color=BLUE, linewidth=0, gid=told)
        ax.text(float(each.value) + 0.012 * longest, y, each.text, va="center", weight="bold")
        ticks.append(y)
        y += 1.6
    ax.set_yticks(ticks, [each.label for each in steps])
    ax.set_ylim(1.6 * ((rows or len(steps)) - 1) + 0.5, -0.5)
    ax.set_xlim(0, longest * 1.25)
    ax.set_xticks([])
    if title:
        ax.set_title(title)
