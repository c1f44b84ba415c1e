"""Where the Axes of a chart stand, so that every text of it is on the picture (版面).

A text hangs at a place of its Axes and reaches so many points to each side of it, however large the
Axes are: each is measured once, and the largest Axes follow that leave room for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zoneanalysis.review.charts.canvas import Axes, Canvas, Text

__all__ = ["lay_out"]

PAD = 3.6  # points around each Axes and legend, beside what its texts need
_KEPT = 0.98  # of the width: type is set a little wider elsewhere than it is measured here
_HALVINGS = 12


class Reach(NamedTuple):
    """A text beside an Axes: where it hangs, from 0 to 1, and points to both sides of that."""

    at: float
    before: float
    behind: float


def lay_out(canvas: Canvas, rows: Sequence[Sequence[Axes]], ratios: Sequence[float]) -> None:
    """Place *rows* of Axes, with columns in these *ratios*, between the legends of a canvas."""
    above, below = canvas.room
    reaches = [[_reaches(ax) for ax in row] for row in rows]
    columns = [[each for row in reaches for each in row[at][0]] for at in range(len(ratios))]
    lines = [[each for ax in row for each in ax[1]] for row in reaches]
    across = _spans(columns, ratios, 0.0, _KEPT * canvas.width)
    down = _spans(lines, [1.0] * len(lines), above, canvas.height - below)
    for row, heights in zip(rows, down, strict=True):
        for ax, widths in zip(row, across, strict=True):
            ax.across, ax.down = widths, heights


def _spans(
    parts: Sequence[Sequence[Reach]], ratios: Sequence[float], start: float, end: float
) -> list[tuple[float, float]]:
    """Return from where to where each Axes stands, as large in these *ratios* as there is room."""
    large = (end - start) / sum(ratios)
    small = large / 4  # at least, however long a text is
    for _ in range(_HALVINGS):
        middle = (small + large) / 2
        needed = sum(
            sum(_margins(reaches, ratio * middle)) + ratio * middle
            for reaches, ratio in zip(parts, ratios, strict=True)
        )
        small, large = (middle, large) if needed <= end - start else (small, middle)
    spans = []
    for reaches, ratio in zip(parts, ratios, strict=True):
        before, behind = _margins(reaches, ratio * small)
        spans.append((start + before, start + before + ratio * small))
        start = spans[-1][1] + behind
    return spans


def _margins(reaches: Iterable[Reach], size: float) -> tuple[float, float]:
    """Return the points beside an Axes of that *size* that its texts need, on both sides."""
    before = behind = 0.0
    for each in reaches:
        before = max(before, each.before - each.at * size)
        behind = max(behind, each.behind - (1 - each.at) * size)
    return before + PAD, behind + PAD


def _reaches(ax: Axes) -> tuple[list[Reach], list[Reach]]:
    """Return how far the texts of an Axes reach, to the right and downward."""
    across, down = [], []
    for text in (each for each in ax.items if isinstance(each, Text) and each.text):
        at, upward = ax.share(text.x, text.y, text.kinds)
        left, right, top, bottom = text.reach()
        if text.kinds[0] != "figure":
            across.append(Reach(at, -left, right))
        down.append(Reach(1 - upward, -top, bottom))
    return across, down
