"""Growth of the zones beside city, province and target: bars to both sides of zero (增速对比)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import COLOURS, Mark, Panel, ends
from zoneanalysis.review.charts.style import GREY, INK, MUTED, SIGN, is_narrow, label_rows, tips

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["growth_height", "plot_growth"]

_BAR, _LOW_BAR = 0.62, 0.46  # the second of a row with its label above
_GAP = 0.55
_OUTLIER = 5  # of three bars or more, one longer than so many times the next is cut


def growth_height(panels: tuple[Panel, ...]) -> float:
    """Return the height in millimetres that the chart needs."""
    rows = sum(len(panel.marks) + _GAP + (0.95 if panel.title else 0) for panel in panels)
    return 4 + 5.1 * rows


def plot_growth(ax: Axes, panels: tuple[Panel, ...]) -> None:
    """Draw one bar a mark on *ax*, in groups, with label, value and whisker."""
    marks = [mark for panel in panels for mark in panel.marks]
    low = min(0.0, *(float(mark.point) - ends(mark.interval, mark.point)[0] for mark in marks))
    high = max(0.0, *(float(mark.point) + ends(mark.interval, mark.point)[1] for mark in marks))
    cut = _cut([abs(float(mark.point)) for mark in marks])
    if cut is not None:
        low, high = max(low, -cut), min(high, cut)
    span = (high - low) or 1.0
    ax.set_xlim(low - 0.02 * span, high + (0.17 if high > 0 else 0.02) * span)
    # a value left of its bar stands between that and the labels
    beyond = [mark for mark in marks if mark.point < 0 and float(mark.point) < low + 0.3 * span]
    clear = SIGN * max((len(mark.text) + 1 for mark in beyond), default=0)
    y = 0.0
    ticks: list[tuple[float, str, bool]] = []
    for panel in panels:
        if panel.title:
            ticks.append((y, panel.title, True))
            y += 0.95
        for mark in panel.marks:
            _bar(ax, y, panel.title, mark, span, cut)
            ticks.append((y, mark.label, False))
            y += 1
        y += _GAP
    ax.axvline(0, color=INK, linewidth=0.8, zorder=3)
    label_rows(ax, ticks, clear=clear)
    ax.set_ylim(y - _GAP - 0.4, -0.6)
    ax.set_xticks([])


def _cut(lengths: list[float]) -> float | None:
    """Return where the longest bar is cut so that the others can be told apart; None if none is."""
    longest, *others = sorted(lengths, reverse=True)
    if len(others) < 2 or not others[0] or longest <= _OUTLIER * others[0]:
        return None
    return 1.7 * others[0]


def _bar(ax: Axes, y: float, group: str, mark: Mark, span: float, cut: float | None = None) -> None:
    value = float(mark.point)
    broken = cut is not None and abs(value) > cut
    if broken and cut is not None:
        value = cut if value > 0 else -cut
        for step in (0.78, 0.81):  # two strokes across the bar: it goes on
            ax.plot(
                [step * value, (step + 0.025) * value],
                [y + _BAR * 0.62, y - _BAR * 0.62],
                color="white",
                linewidth=2.2,
                zorder=3,
            )
    colour = COLOURS[mark.kind]
    printed = mark.kind in {"own", "reference"}
    ax.barh(
        y,
        value,
        height=_LOW_BAR if is_narrow(ax) else _BAR,
        zorder=2,
        linewidth=0.9,
        color=colour if printed else "none",
        edgecolor=colour,
        hatch=None if printed else "/////",
        gid=tips((group, mark.label, mark.text)),
    )
    left, right = (0.0, 0.0) if broken else ends(mark.interval, mark.point)
    if left or right:
        ax.errorbar(value, y, xerr=[[left], [right]], color=INK, linewidth=0.9, capsize=2, zorder=4)
    offset = 0.012 * span + (left if value < 0 else right)
    ax.text(
        value - offset if value < 0 else value + offset,
        y,
        mark.text,
        ha="right" if value < 0 else "left",
        va="center",
        color=MUTED if colour == GREY else INK,
        weight="bold" if mark.kind == "own" else "normal",
    )
