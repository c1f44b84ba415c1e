"""A derived value together with the figures that it was computed from (推算值)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.values.figures import Bound, Derived, Figure
from zoneanalysis.values.intervals import Interval

__all__ = ["Fact", "fact", "given"]


@dataclass(frozen=True)
class Fact:
    """A derived value, what it is, and its sources.

    ``key`` tells apart values that one formula makes of the same figures, such as by month.
    """

    label: Message
    value: Derived
    sources: tuple[Observation, ...]
    key: str = ""


def given(observation: Observation) -> Figure:
    """Return a figure as it enters a computation: a target is decided, not rounded (目标为定数)."""
    figure = observation.figure
    if observation.status != "target" or figure.bound is not Bound.NONE:
        return figure
    return replace(figure, interval=Interval.exactly(figure.point), exact=True)


def fact(
    label: Message,
    compute: Callable[..., Derived],
    *sources: Observation | None,
    key: str = "",
    **options: object,
) -> Fact | None:
    """Return what *compute* makes of the figures of *sources*; None where it doesn't follow.

    Nor is there a value where a figure is known on one side only, or the units don't go together.
    """
    if any(each is None for each in sources):
        return None
    known = tuple(each for each in sources if each is not None)
    try:
        value = compute(*(given(each) for each in known), **options)
    except (NotDerivableError, UnitMismatchError):
        return None
    if value.interval.width is None:  # a figure is known on one side only: 超, 以上
        return None
    return Fact(label, value, known, key)
