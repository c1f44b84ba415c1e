"""Achieved against target, zone by zone: a tick for the target, a dot for what came (目标对照)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.review.charts.canvas import Axes, Bar, Line, Marks, Text
from zoneanalysis.review.charts.style import (
    BRICK,
    GREY,
    GROUND,
    INK,
    MUTED,
    OCHRE,
    SIGN,
    TEAL,
    label_rows,
    tips,
    write_legend,
)

__all__ = ["TargetRow", "plot_targets", "target_columns", "target_rows_height"]

_FEW = 16  # rows that stand in one column
CLEAR = 2.5  # points of white around a target, which may stand on the line of zero
_BESIDE = 7  # points from a mark to its text


@dataclass(frozen=True)
class TargetRow:
    """What one zone wanted and what it reached, in one unit.

    Rows of one ``group`` stand under its name. ``target_high`` is there where the row stands for
    zones with different targets.
    """

    label: str
    achieved: Fraction | None
    achieved_text: str
    target: Fraction
    target_text: str
    reached: bool | None = None
    target_high: Fraction | None = None
    group: str = ""


def target_rows_height(columns: tuple[tuple[TargetRow, ...], ...]) -> float:
    """Return the height in millimetres that the chart needs."""
    return 9 + 3.9 * max(len(column) + len({row.group for row in column}) for column in columns)


def target_columns(rows: tuple[TargetRow, ...]) -> tuple[tuple[TargetRow, ...], ...]:
    """Return the rows in one column, or in two where they are many: whole groups, about even."""
    groups = {name: [row for row in rows if row.group == name] for name in _names(rows)}
    if len(rows) <= _FEW:
        return (rows,)
    if len(groups) < 2:
        half = (len(rows) + 1) // 2
        return (rows,) if half < _FEW else (rows[:half], rows[half:])
    first: list[TargetRow] = []
    second: list[TargetRow] = []
    for group in sorted(groups.values(), key=len, reverse=True):
        (first if len(first) <= len(second) else second).extend(group)
    return tuple(first), tuple(second)


def _names(rows: tuple[TargetRow, ...]) -> list[str]:
    return list(dict.fromkeys(row.group for row in rows))


def plot_targets(
    *axes: Axes, columns: tuple[tuple[TargetRow, ...], ...], legend: tuple[str, str, str]
) -> None:
    """Draw one line a row, a column an Axes; *legend* names target, reached and missed."""
    most = max(len(column) + len(_names(column)) for column in columns)
    for ax, rows in zip(axes, columns, strict=True):
        _column(ax, rows, most, legend[0], alone=len(columns) == 1)
    _legend(axes[0], legend)


def _ahead(row: TargetRow) -> bool:
    return row.achieved is not None and row.achieved >= row.target


def _column(ax: Axes, rows: tuple[TargetRow, ...], most: int, target: str, *, alone: bool) -> None:
    values = [float(row.target) for row in rows] + [
        float(value)
        for row in rows
        for value in (row.achieved, row.target_high)
        if value is not None
    ]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    # what a text needs that stands to the left of its mark, however near that is to the labels
    clear = max(
        (
            _BESIDE + SIGN * len(row.target_text if _ahead(row) else row.achieved_text)
            for row in rows
            if row.achieved is not None
            and min(row.achieved, row.target) - low < span * (0.1 if alone else 0.4)
        ),
        default=0.0,
    )
    ax.xlim = (low - 0.05 * span, high + 0.14 * span)
    ax.vline(0, GREY, 0.6, order=1)
    ticks: list[tuple[float, str, bool]] = []
    for group in _names(rows):
        if group:
            ticks.append((float(len(ticks)), group, True))
        for row in rows:
            if row.group == group:
                y = float(len(ticks))
                ticks.append((y, row.label, False))
                _row(ax, y, row, target)
    label_rows(ax, ticks, clear=clear, alone=alone)
    ax.ylim = (most - 0.4, -0.6)


def _legend(ax: Axes, names: tuple[str, str, str]) -> None:
    goal, reached, missed = names
    entries = (
        (goal, lambda x, y: Line((x, x), (y - 4.5, y + 4.5), width=2)),
        (reached, lambda x, y: Marks([x], [y], "o", 6.5, TEAL, edge=1.4)),
        (missed, lambda x, y: Marks([x], [y], "o", 6.5, BRICK, "none", edge=1.4)),
    )
    write_legend(ax, entries, top=True)


def _row(ax: Axes, y: float, row: TargetRow, target: str) -> None:
    aim = tips((row.group, f"{row.label} {target}", row.target_text))
    goal = float(row.target)
    top = goal if row.target_high is None else float(row.target_high)
    half = 0.2 if ax.canvas.narrow else 0.3  # clear of the names above the rows
    ends = (y - half, y + half)
    for end in dict.fromkeys((goal, top)):
        ax.add(Line([end, end], ends, width=2, order=4, told=aim if end == top else ()))
    if top != goal:
        ax.add(Bar((goal, top), ends, OCHRE, opacity=0.3, order=1))
    if row.achieved is None:
        _beside(ax, (top, y), row.target_text, right=True, small=True)
        return
    value = float(row.achieved)
    colour = GREY if row.reached is None else TEAL if row.reached else BRICK
    ax.add(Line([goal, value], [y, y], colour, 2.2, cap="butt"))
    face, told = (
        "#ffffff" if row.reached is False else "",
        tips((row.group, row.label, row.achieved_text)),
    )
    ax.add(Marks([value], [y], "o", 7, colour, face, 1.5, told=told, order=5))
    ahead = _ahead(row)
    _beside(ax, (max(value, top) if ahead else value, y), row.achieved_text, right=ahead)
    _beside(ax, (goal if ahead else top, y), row.target_text, right=not ahead, small=True)


def _beside(
    ax: Axes, at: tuple[float, float], text: str, *, right: bool, small: bool = False
) -> None:
    """Write *text* to the right or to the left of a point, clear of its mark."""
    offset = 4 if small else _BESIDE
    ax.add(
        Text(
            *at,
            text,
            "start" if right else "end",
            shift=(offset if right else -offset, 0),
            size=8 if small else 9,
            colour=MUTED if small else INK,
            bold=not small,
            ground=CLEAR if small else GROUND,
        )
    )
