"""Results of checks: a verdict with all that a reader needs to follow it (核验结果)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from zoneanalysis.intervals import Interval
from zoneanalysis.messages import Message
from zoneanalysis.units import Unit

__all__ = ["CheckResult", "Verdict"]


class Verdict(Enum):
    """What a check finds."""

    CONSISTENT = "consistent"
    WITHIN_ROUNDING = "consistent only within rounding"
    INCONSISTENT = "inconsistent"
    IMPOSSIBLE = "impossible"
    NOT_ASSESSABLE = "not assessable"

    @property
    def is_finding(self) -> bool:
        """Whether it says that something can't be as printed."""
        return self in {Verdict.INCONSISTENT, Verdict.IMPOSSIBLE}


@dataclass(frozen=True)
class CheckResult:
    """The outcome of one check on one relation.

    Parameters
    ----------
    check : str
        Name of the check in the register.
    claim_id : str
        The relation; empty for a check on plain values.
    verdict : Verdict
    stated, recomputed : Interval or None
        What is printed, and what follows from the other figures, both in ``unit``.
    unit : Unit or None
    slack_used : Fraction or None
        Share of the slack that rounding allows which the relation needs: 0 exact, 1 at the limit.
    distance : Fraction or None
        How far apart the two intervals lie, in ``unit``; 0 where they meet.
    words : Message
        The formula in words.
    numbers : str
        The formula with the numbers in it.
    reason : Message
        Why this verdict.
    not_shown : Message
        What the finding does not show.
    figures : tuple of str
        Ids of the observations that took part.
    alternatives : tuple of Message
        What would agree instead.
    warning : Message or None
        A remark that changes no verdict (a unit slip is likely, say).
    """

    check: str
    verdict: Verdict
    words: Message
    numbers: str
    reason: Message
    not_shown: Message
    claim_id: str = ""
    stated: Interval | None = None
    recomputed: Interval | None = None
    unit: Unit | None = None
    slack_used: Fraction | None = None
    distance: Fraction | None = None
    figures: tuple[str, ...] = ()
    alternatives: tuple[Message, ...] = ()
    warning: Message | None = None
