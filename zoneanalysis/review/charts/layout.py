"""Where the Axes of a chart stand, so that every text of it is on the picture (版面).

A text hangs at a place of its Axes and reaches so many points to each side of it, however large the
Axes are: each is measured once, and the largest Axes follow that leave room for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.text import Annotation, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure

__all__ = ["lay_out"]

PAD = 3.6  # points around each Axes and legend, beside what its texts need
_KEPT = 0.98  # of the width: type is set a little wider elsewhere than it is measured here
_HALVINGS = 12


class Reach(NamedTuple):
    """A text beside an Axes: where it hangs, from 0 to 1, and points to both sides of that."""

    at: float
    before: float
    behind: float


def lay_out(
    figure: Figure,
    rows: Sequence[Sequence[Axes]],
    ratios: Sequence[float],
    renderer: RendererBase,
) -> None:
    """Place *rows* of Axes, with columns in these *ratios*, between the legends of *figure*."""
    width, height = figure.bbox.size
    low, high = 0.0, float(height)
    for legend in figure.legends:
        box = legend.get_window_extent(renderer)
        if box.y0 + box.y1 < height:
            low = max(low, box.y1)
        else:
            high = min(high, box.y0)
    reaches = [[_reaches(ax, renderer) for ax in row] for row in rows]
    columns = [[each for row in reaches for each in row[at][0]] for at in range(len(ratios))]
    lines = [[each for ax in row for each in ax[1]] for row in reversed(reaches)]
    across = _spans(columns, ratios, 0.0, _KEPT * width)
    down = _spans(lines, [1.0] * len(lines), low, high)
    for row, (bottom, top) in zip(reversed(rows), down, strict=True):
        for ax, (left, right) in zip(row, across, strict=True):
            size = ((right - left) / width, (top - bottom) / height)
            ax.set_position((left / width, bottom / height, *size))


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


def _reaches(ax: Axes, renderer: RendererBase) -> tuple[list[Reach], list[Reach]]:
    """Return how far the texts of an Axes reach, across and upward."""
    texts = [(each, *_hangs(ax, each)) for each in ax.get_children() if isinstance(each, Text)]
    texts += [(each, "data", "axes fraction") for each in ax.get_xticklabels()]
    texts += [(each, "axes fraction", "data") for each in ax.get_yticklabels()]
    across, upward = [], []
    for text, *kinds in texts:
        if not text.get_text() or not text.get_in_layout():
            continue
        at = text.xy if isinstance(text, Annotation) else text.get_position()
        shares = ax.transLimits.transform(at)
        places = [at[i] if kind == "axes fraction" else shares[i] for i, kind in enumerate(kinds)]
        x, y = ax.transAxes.transform(places)
        box = text.get_window_extent(renderer)
        if kinds[0] != "figure fraction":
            across.append(Reach(places[0], x - box.x0, box.x1 - x))
        upward.append(Reach(places[1], y - box.y0, box.y1 - y))
    return across, upward


def _hangs(ax: Axes, text: Text) -> tuple[str, str]:
    """Return of what the two numbers of a text's place are shares: of the data or of the Axes."""
    if isinstance(text, Annotation):
        kinds = text.xycoords
        return (kinds, kinds) if isinstance(kinds, str) else kinds  # type: ignore[return-value]
    kind = "data" if text.get_transform() is ax.transData else "axes fraction"
    return kind, kind
