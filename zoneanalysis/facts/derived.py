"""A derived value together with the figures that it was computed from (推算值)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.figures import Derived
from zoneanalysis.messages import Message
from zoneanalysis.reports import Observation

__all__ = ["Fact", "fact"]


@dataclass(frozen=True)
class Fact:
    """A derived value, what it is, and its sources."""

    label: Message
    value: Derived
    sources: tuple[Observation, ...]


def fact(
    label: Message, compute: Callable[..., Derived], *sources: Observation | None, **options: object
) -> Fact | None:
    """Return what *compute* makes of the figures of *sources*; None where it doesn't follow.

    Nor is there a value where a figure is known on one side only, or the units don't go together.
    """
    if any(each is None for each in sources):
        return None
    known = tuple(each for each in sources if each is not None)
    try:
        value = compute(*(each.figure for each in known), **options)
    except (NotDerivableError, UnitMismatchError):
        return None
    if value.interval.width is None:  # a figure is known on one side only: 超, 以上
        return None
    return Fact(label, value, known)
