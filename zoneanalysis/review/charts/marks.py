"""What charts draw: a value with the label that a reader sees, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zoneanalysis.review.charts.style import BLUE, GREY, INK, OCHRE, TEAL
from zoneanalysis.values.intervals import Interval

__all__ = ["COLOURS", "Kind", "Mark", "Panel", "ends", "spoken"]

Kind = Literal["own", "reference", "estimate", "implied", "target"]

COLOURS: dict[Kind, str] = {
    "own": BLUE,
    "reference": GREY,
    "estimate": TEAL,
    "implied": OCHRE,
    "target": INK,
}


@dataclass(frozen=True)
class Mark:
    """One value of a chart.

    Parameters
    ----------
    label : str
        What it is.
    text : str
        The value as the page prints it.
    point : Fraction
        The value.
    interval : Interval or None
        Drawn as a whisker where given.
    told : str
        What the pointer and the chart's CSV say of the value, where that is more than ``text``.
    kind : str
        "own" (printed, of the area itself), "reference", "estimate" (the office's), "implied"
        (computed from others), "target".
    """

    label: str
    text: str
    point: Fraction
    interval: Interval | None = None
    kind: Kind = "own"
    told: str = ""


@dataclass(frozen=True)
class Panel:
    """Marks under one title."""

    title: str
    marks: tuple[Mark, ...]


def ends(interval: Interval | None, point: Fraction) -> tuple[float, float]:
    """Return the lengths of a whisker to the left and to the right of *point*."""
    if interval is None or interval.lo is None or interval.hi is None:
        return 0.0, 0.0
    return float(point - interval.lo), float(interval.hi - point)


def spoken(panels: tuple[Panel, ...], language: str) -> str:
    """Return the values of *panels* in words, for a chart's alternative text."""
    comma, colon, stop = ("，", "：", "。") if language == "zh" else (", ", ": ", ". ")
    parts = [
        f"{panel.title}{colon if panel.title else ''}"
        + comma.join(f"{mark.label} {mark.text}" for mark in panel.marks)
        for panel in panels
    ]
    return stop.join(parts) + stop.strip()
