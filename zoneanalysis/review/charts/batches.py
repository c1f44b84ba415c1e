"""The three batches 签约, 开工, 投产: projects, investment, progress (项目推进)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from zoneanalysis.review.charts.canvas import Axes, Bar, Marks, Text, Told
from zoneanalysis.review.charts.style import (
    BLUE,
    BRICK,
    FONT_SIZE,
    GREY,
    GROUND,
    INK,
    PALE,
    TEAL,
    label_rows,
    tips,
)

__all__ = ["Batch", "plot_batches"]

_NEAR = 0.045  # of the longest bar: the width of a mark


@dataclass(frozen=True)
class Batch:
    """Projects of one batch and the share of them that went on to the next stage.

    ``doubtful`` where the audit finds that the rate can't be as printed: it is hatched, no fact,
    and ``implied`` are the rates, in percent, that whole projects give instead, ``assumed`` is the
    one that other figures give on an assumption.
    ``rated`` is the number that the rate is of, where that is not the whole batch.
    """

    label: str
    count: Fraction
    count_text: str
    rate: Fraction | None = None
    rate_text: str = ""
    rated: Fraction | None = None
    investment: Fraction | None = None
    investment_text: str = ""
    doubtful: bool = False
    implied: tuple[Fraction, ...] = ()
    implied_text: str = ""
    assumed: Fraction | None = None


def plot_batches(*axes: Axes, batches: tuple[Batch, ...], titles: tuple[str, str]) -> None:
    """Draw projects on the first Axes (filled as far as the rate goes), investment on a second."""
    ax = axes[0]
    longest = max(float(each.count) for each in batches) or 1.0
    for y, each in enumerate(batches):
        name, _, rated = each.label.partition("\n")
        told = tips((titles[0], name, each.count_text))
        base = each.count if each.rated is None else each.rated
        if each.rated is not None:  # the rest of the batch, of which the rate says nothing
            ax.add(replace(_bar(y, float(each.count), "#ffffff", told), edge=GREY, width=0.7))
            told = tips((titles[0], rated or name, each.count_text))
        ax.add(_bar(y, float(base), PALE, told))
        if each.rate is not None:
            done = float(base * each.rate / 100)
            bar = _bar(y, done, BLUE, tips((titles[0], rated or name, each.rate_text)))
            if each.doubtful:
                bar.hatched, bar.edge, bar.width = True, BRICK, 0
            ax.add(bar)
            _rate(ax, y, each.rate_text, done, longest, doubtful=each.doubtful)
            _implied(ax, y, each, float(base), _NEAR * longest)
        ax.add(Text(float(each.count) + 0.015 * longest, y, each.count_text))
    ax.xlim = (0, longest * 1.35)
    ax.title(titles[0])
    _rows(ax, [each.label for each in batches])
    if len(axes) > 1:
        _investment(axes[1], batches, titles[1])


def _bar(y: float, length: float, colour: str, told: Told) -> Bar:
    return Bar((0, length), (y - 0.3, y + 0.3), colour, told=told, order=1)


def _rate(
    ax: Axes, y: float, text: str, done: float, longest: float, *, doubtful: bool = False
) -> None:
    """Write the rate into its part of the bar, or behind it where that is too short."""
    inside = done >= 0.055 * longest * len(text)
    ax.add(
        Text(
            done / 2 if inside else done + 0.012 * longest,
            y,
            text,
            "middle" if inside else "start",
            size=8.5,
            colour=BRICK if doubtful else "#ffffff" if inside else INK,
            bold=True,
            ground=1.5 if doubtful and inside else None,
        )
    )


def _implied(ax: Axes, y: float, each: Batch, base: float, near: float) -> None:
    """Mark the rates that are possible below the hatched one, and write them behind.

    Those nearer than *near* to each other share a mark in their midst, which covers them.
    """
    groups: list[list[float]] = []
    for end in sorted(base * float(rate) / 100 for rate in each.implied):
        if groups and end - groups[-1][0] < near:
            groups[-1].append(end)
        else:
            groups.append([end])
    ends = [sum(group) / len(group) for group in groups]
    hollow = [] if each.assumed is None else [base * float(each.assumed) / 100]
    full = [end for end in ends if all(abs(end - other) >= near for other in hollow)]
    for order, marked, face in ((5, full, ""), (6, hollow, "#ffffff")):
        if marked:
            ax.add(Marks(marked, [y + 0.42] * len(marked), "^", 5, TEAL, face, order=order))
    if far := max((*full, *hollow), default=0.0):
        text = each.implied_text
        ax.add(Text(far, y + 0.42, text, shift=(6, 1), size=8, colour=TEAL, ground=GROUND))


def _investment(ax: Axes, batches: tuple[Batch, ...], title: str) -> None:
    longest = max(float(each.investment or 0) for each in batches) or 1.0
    for y, each in enumerate(batches):
        if each.investment is not None:
            told = tips((title, each.label.partition("\n")[0], each.investment_text))
            ax.add(_bar(y, float(each.investment), TEAL, told))
            ax.add(Text(float(each.investment) + 0.02 * longest, y, each.investment_text))
    ax.xlim = (0, longest * 1.45)
    ax.title(title, FONT_SIZE - 0.5)
    _rows(ax, [each.label.partition("\n")[0] if ax.canvas.narrow else "" for each in batches])


def _rows(ax: Axes, labels: list[str]) -> None:
    label_rows(ax, [(float(y), label, False) for y, label in enumerate(labels)], up=0.4)
    ax.ylim = (len(labels) - 0.4, -0.65 if ax.canvas.narrow else -0.5)
