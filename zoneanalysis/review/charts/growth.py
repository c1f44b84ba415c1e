"""Growth of the zones beside city, province and target: bars to both sides of zero (增速对比)."""

from __future__ import annotations

from zoneanalysis.review.charts.canvas import Axes, Bar, Line, Text, Whiskers
from zoneanalysis.review.charts.marks import COLOURS, Mark, Panel, ends
from zoneanalysis.review.charts.style import GREY, INK, MUTED, SIGN, label_rows, tips, wrapped

__all__ = ["growth_height", "plot_growth"]

_BAR, _LOW_BAR = 0.62, 0.46  # the second of a row with its label above
_GAP = 0.55
_LINE = 0.7  # of a row, for the second line of its label
_OUTLIER = 5  # of three bars or more, one longer than so many times the next is cut


def growth_height(panels: tuple[Panel, ...]) -> float:
    """Return the height in millimetres that the chart needs."""
    rows = sum(
        sum(1 + _LINE * ("\n" in wrapped(mark.label)) for mark in panel.marks)
        + _GAP
        + (0.95 if panel.title else 0)
        for panel in panels
    )
    return 4 + 5.1 * rows


def plot_growth(ax: Axes, panels: tuple[Panel, ...], *, to_scale: bool = False) -> None:
    """Draw one bar a mark on *ax*, in groups, with label, value and whisker.

    One far longer than the others is cut, unless lengths are to be held against each other.
    """
    marks = [mark for panel in panels for mark in panel.marks]
    low = min(0.0, *(float(mark.point) - ends(mark.interval, mark.point)[0] for mark in marks))
    high = max(0.0, *(float(mark.point) + ends(mark.interval, mark.point)[1] for mark in marks))
    cut = None if to_scale else _cut([abs(float(mark.point)) for mark in marks])
    if cut is not None:
        low, high = max(low, -cut), min(high, cut)
    span = (high - low) or 1.0
    ax.xlim = (low - 0.02 * span, high + (0.17 if high > 0 else 0.02) * span)
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
            label = mark.label if ax.canvas.narrow else wrapped(mark.label)
            more = _LINE * ("\n" in label)
            y += more / 2
            _bar(ax, y, panel.title, mark, span, cut)
            ticks.append((y, label, False))
            y += 1 + more / 2
        y += _GAP
    if not ax.canvas.narrow:  # there each bar has its piece of it, so that it crosses no label
        ax.vline(0, order=3)
    label_rows(ax, ticks, clear=clear)
    ax.ylim = (y - _GAP - 0.4, -0.6)


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
            xs, ys = [step * value, (step + 0.025) * value], [y + _BAR * 0.62, y - _BAR * 0.62]
            ax.add(Line(xs, ys, "#ffffff", 2.2, order=3))
    colour = COLOURS[mark.kind]
    printed = mark.kind in {"own", "reference"}
    half = (_LOW_BAR if ax.canvas.narrow else _BAR) / 2
    told = tips((group, mark.label, mark.text))
    bar = Bar((0, value), (y - half, y + half), colour, hatched=not printed, edge=colour, told=told)
    ax.add(bar)
    if ax.canvas.narrow:
        ax.add(Line((0, 0), (y - half - 0.04, y + half + 0.04), INK, 0.8, order=3))
    left, right = (0.0, 0.0) if broken else ends(mark.interval, mark.point)
    if left or right:
        ax.add(Whiskers([(value, y, left, right)], cap=2, order=4))
    offset = 0.012 * span + (left if value < 0 else right)
    x, across = (value - offset, "end") if value < 0 else (value + offset, "start")
    ink, bold = MUTED if colour == GREY else INK, mark.kind == "own"
    ax.add(Text(x, y, mark.text, across, colour=ink, bold=bold))  # type: ignore[arg-type]
