"""The fan of a forecast: median, 50, 80 and 95% bands, and every published point (扇形图)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from zoneanalysis.review.charts.canvas import Axes, Band, Bar, Item, Line, Marks, Text, round_steps
from zoneanalysis.review.charts.marks import COLOURS, Kind
from zoneanalysis.review.charts.style import (
    BLUE,
    BRICK,
    FONT_SIZE,
    GROUND,
    MUTED,
    OCHRE,
    TEAL,
    tips,
    write_legend,
)

__all__ = ["Fan", "FanMark", "plot_fans"]

_SHADES = {95: 0.13, 80: 0.2, 50: 0.3}


@dataclass(frozen=True)
class FanMark:
    """A published rate; ``label`` says of which months, and how it is known.

    ``doubt`` stands beside it where what it rests on is in doubt.
    """

    month: int
    label: str
    point: Fraction
    text: str
    kind: Kind
    doubt: str = ""


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
    kinds = dict.fromkeys(point.kind for each in fans for point in each.points)
    entries: tuple[tuple[str, Callable[[float, float], Item]], ...] = (
        (median_name, lambda x, y: Line((x - 8, x + 8), (y, y), BLUE, 1.6)),
        (bands_name, lambda x, y: Bar((x - 8, x + 8), (y - 2.8, y + 2.8), BLUE, opacity=0.3)),
        *((names[kind], partial(_sign, kind)) for kind in kinds),
    )
    write_legend(axes[0], entries, size=8)


def _sign(kind: Kind, x: float, y: float, size: float = 5) -> Marks:
    face = "" if kind == "own" else "#ffffff"
    return Marks([x], [y], "o", size, COLOURS[kind], face, 1.3, order=5)


def _fan(ax: Axes, fan: Fan, ticks: Mapping[int, str]) -> None:
    for coverage in sorted(fan.bands, reverse=True):
        low, high = fan.bands[coverage]
        shade = _SHADES.get(coverage, 0.2)
        ax.add(Band(fan.months, low, high, BLUE, shade, order=1))
    told = tips(*((fan.title, month, value) for month, value in fan.told))
    ax.add(Line(fan.months, fan.median, BLUE, 1.6, order=3))
    ax.add(Marks(fan.months, fan.median, "o", 2.6, BLUE, told=told, order=3))
    for each in fan.points:
        mark = _sign(each.kind, each.month, float(each.point), 5.5)
        ax.add(replace(mark, told=tips((fan.title, each.label, f"{each.text}{each.doubt}"))))
        if each.doubt:
            at = (each.month, float(each.point), each.doubt)
            ax.add(Text(*at, "middle", "top", (0, 7), 8, BRICK))  # what is of it, not of zero
    for value, text in fan.targets:
        ax.hline(value, OCHRE, 1.0, dash="4 2")
        hangs, above = ("axes", "data"), (0, -2.5)
        ax.add(
            Text(0.01, value, text, "start", "bottom", above, 8, MUTED, kinds=hangs, order=4)  # type: ignore[arg-type]
        )
    if fan.turning is not None:
        ax.add(Marks([fan.turning], [0], "v", 7, TEAL, order=6))
        text = fan.turning_text
        ax.add(Text(fan.turning, 0, text, "middle", "bottom", (0, -7), 8, TEAL))
    ends = fan.months[-1], fan.median[-1]
    ax.add(Text(*ends, fan.note, shift=(4, 0), size=8.5, bold=True, ground=GROUND))
    first = min([fan.months[0], *(each.month for each in fan.points)])
    ax.xlim = (first - (1.6 if fan.points[:1] and fan.points[0].doubt else 0.5), 12.25)
    step = 3 if first < 9 else 1
    months = [first, *(month for month in range(first + 1 + step // 2, 13) if month % step == 0)]
    ax.xticks({month: ticks[month] for month in months}, MUTED, FONT_SIZE - 1)
    values = [end for band in fan.bands.values() for side in band for end in side]
    values += [float(each.point) for each in fan.points] + [value for value, _ in fan.targets]
    bottom, top = min(values), max(values)
    if fan.turning is not None or min(abs(bottom), abs(top)) <= top - bottom:
        # farther away, zero would make a line of the fan
        bottom, top = min(0.0, bottom), max(0.0, top)
        ax.hline(0)
    span = (top - bottom) or 1.0
    ax.ylim = (bottom - 0.12 * span, top + 0.15 * span)
    steps = round_steps(*ax.ylim, 4)
    ax.yticks(steps, MUTED, 8)
    ax.grid(ys=list(steps))
    ax.title(fan.title)
