"""The fan of a forecast: median, 50, 80 and 95% bands, and every published point (扇形图)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import COLOURS, Kind
from zoneanalysis.review.charts.style import (
    BLUE,
    INK,
    MUTED,
    NO_FRAME,
    OCHRE,
    TEAL,
    legend_columns,
    tips,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Fan", "FanMark", "plot_fans"]

_SHADES = {95: 0.13, 80: 0.2, 50: 0.3}


@dataclass(frozen=True)
class FanMark:
    """A published rate; ``label`` says of which months, and how it is known."""

    month: int
    label: str
    point: Fraction
    text: str
    kind: Kind


@dataclass(frozen=True)
class Fan:
    """One indicator's forecast; ``note`` stands at the end of the median.

    ``told`` are month and value of each of ``months``, in words.
    """

    title: str
    months: tuple[int, ...]
    median: tuple[float, ...]
    bands: Mapping[int, tuple[tuple[float, ...], tuple[float, ...]]]
    points: tuple[FanMark, ...]
    targets: tuple[tuple[float, str], ...]
    turning: int | None
    turning_text: str
    note: str
    told: tuple[tuple[str, str], ...] = ()


def plot_fans(
    *axes: Axes,
    fans: tuple[Fan, ...],
    ticks: Mapping[int, str],
    bands_name: str,
    median_name: str,
    names: Mapping[Kind, str],
) -> None:
    """Draw a fan an Axes, with one legend below all."""
    for ax, each in zip(axes, fans, strict=True):
        _fan(ax, each, ticks)
    ax = axes[0]
    handles = [
        ax.plot([], [], color=BLUE, linewidth=1.6, label=median_name)[0],
        ax.fill_between([], [], [], color=BLUE, alpha=0.3, linewidth=0, label=bands_name),
    ]
    kinds = dict.fromkeys(point.kind for each in fans for point in each.points)
    handles += [
        ax.plot(
            [],
            [],
            linestyle="none",
            marker="o",
            markersize=5,
            color=COLOURS[kind],
            markerfacecolor=COLOURS[kind] if kind == "own" else "white",
            label=names[kind],
        )[0]
        for kind in kinds
    ]
    ax.figure.legend(
        handles=handles,
        loc="outside lower left",
        ncols=legend_columns(ax, [str(each.get_label()) for each in handles]),
        frameon=False,
        handletextpad=0.4,
        columnspacing=1.2,
        fontsize=8,
    )


def _fan(ax: Axes, fan: Fan, ticks: Mapping[int, str]) -> None:
    for coverage in sorted(fan.bands, reverse=True):
        low, high = fan.bands[coverage]
        ax.fill_between(
            fan.months,
            low,
            high,
            color=BLUE,
            alpha=_SHADES.get(coverage, 0.2),
            linewidth=0,
            zorder=1,
        )
    told = tips(*((fan.title, month, value) for month, value in fan.told))
    ax.plot(fan.months, fan.median, color=BLUE, linewidth=1.6, zorder=3)
    ax.plot(fan.months, fan.median, "o", markersize=2.6, color=BLUE, zorder=3, gid=told)
    for each in fan.points:
        colour = COLOURS[each.kind]
        ax.plot(
            [each.month],
            [float(each.point)],
            marker="o",
            markersize=5.5,
            color=colour,
            zorder=5,
            markerfacecolor=colour if each.kind == "own" else "white",
            markeredgewidth=1.3,
            gid=tips((fan.title, each.label, each.text)),
        )
    for value, text in fan.targets:
        ax.axhline(value, color=OCHRE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=2)
        ax.annotate(
            text,
            (0.01, value),
            xycoords=("axes fraction", "data"),
            xytext=(0, 2.5),
            textcoords="offset points",
            ha="left",
            va="bottom",
            fontsize=8,
            color=MUTED,
            zorder=4,
        )
    if fan.turning is not None:
        ax.plot([fan.turning], [0], marker="v", markersize=7, color=TEAL, zorder=6, clip_on=False)
        ax.annotate(
            fan.turning_text,
            (fan.turning, 0),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
            color=TEAL,
        )
    ax.annotate(
        fan.note,
        (fan.months[-1], fan.median[-1]),
        xytext=(4, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        fontsize=8.5,
        weight="bold",
        bbox=NO_FRAME,
    )
    first = min([fan.months[0], *(each.month for each in fan.points)])
    ax.set_xlim(first - 0.5, 12.25)
    step = 3 if first < 9 else 1
    months = [first, *(month for month in range(first + 1 + step // 2, 13) if month % step == 0)]
    ax.set_xticks(months, [ticks[month] for month in months])
    values = [end for band in fan.bands.values() for side in band for end in side]
    values += [float(each.point) for each in fan.points] + [value for value, _ in fan.targets]
    bottom, top = min(values), max(values)
    if fan.turning is not None or min(abs(bottom), abs(top)) <= top - bottom:
        # farther away, zero would make a line of the fan
        bottom, top = min(0.0, bottom), max(0.0, top)
        ax.axhline(0, color=INK, linewidth=0.8, zorder=2)
    span = (top - bottom) or 1.0
    ax.set_ylim(bottom - 0.12 * span, top + 0.15 * span)
    ax.grid(axis="y")
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", labelsize=8, colors=MUTED)
    ax.set_title(fan.title)
