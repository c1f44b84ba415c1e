"""Results of checks: a verdict with all that a reader needs to follow it (核验结果)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from zoneanalysis.messages import N_, Message
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["CheckResult", "Term", "Verdict"]


class Verdict(Enum):
    """What a check finds.

    ``TO_BE_CONFIRMED`` (待核) is no finding: the relation fails, but that the text states it was
    inferred and not read from its words.
    """

    CONSISTENT = "consistent"
    WITHIN_ROUNDING = "consistent only within rounding"
    INCONSISTENT = "inconsistent"
    IMPOSSIBLE = "impossible"
    TO_BE_CONFIRMED = "to be confirmed"
    NOT_ASSESSABLE = "not assessable"

    @property
    def is_finding(self) -> bool:
        """Whether it says that something can't be as printed."""
        return self in {Verdict.INCONSISTENT, Verdict.IMPOSSIBLE}

    @property
    def holds(self) -> bool:
        """Whether it says that the relation can be as printed."""
        return self in {Verdict.CONSISTENT, Verdict.WITHIN_ROUNDING}

    @property
    def label(self) -> Message:
        """Its name for readers, in both languages."""
        return Message(_LABELS[self])


_LABELS = {
    Verdict.CONSISTENT: N_("consistent"),
    Verdict.WITHIN_ROUNDING: N_("consistent only within rounding"),
    Verdict.INCONSISTENT: N_("inconsistent"),
    Verdict.IMPOSSIBLE: N_("impossible"),
    Verdict.TO_BE_CONFIRMED: N_("to be confirmed"),
    Verdict.NOT_ASSESSABLE: N_("not assessable"),
}


@dataclass(frozen=True)
class Term:
    """A figure in its place in a relation.

    Parameters
    ----------
    role : str
        "stated", or the name of a role in the register of checks.
    printed : str
        The characters as printed.
    interval : Interval or None
        What the figure may stand for, in ``unit``; None for a word.
    unit : Unit or None
    figure : str
        Id of the observation; empty for a plain value.
    """

    role: str
    printed: str
    interval: Interval | None = None
    unit: Unit | None = None
    figure: str = ""


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
    nominal : Fraction or None
        What follows from the other figures taken exactly as printed, in ``unit``.
    unit : Unit or None
    slack_used : Fraction or None
        Share of the slack that rounding allows which the relation needs: 0 exact, 1 at the limit,
        more beyond it. None where there is no slack.
    distance : Fraction or None
        How far apart the two intervals lie, in ``unit``; 0 where they meet.
    words : Message
        The formula in words.
    numbers : str
        The formula with the numbers in it, in signs that need no translation.
    reason : Message
        Why this verdict.
    not_shown : Message
        What the finding does not show.
    terms : tuple of Term
        The figures in their places, ``stated`` first.
    figures : tuple of str
        Ids of the observations that took part.
    alternatives : tuple of Message
        What would agree instead.
    implied : Message or None
        What the figures say of one that isn't printed (the whole behind a share, say).
    reading : str
        How sure it is that the text states the relation, see `zoneanalysis.reports.doubts`;
        empty where a person transcribed it.
    doubts : tuple of Message
        What would make an inferred reading certain.
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
    nominal: Fraction | None = None
    unit: Unit | None = None
    slack_used: Fraction | None = None
    distance: Fraction | None = None
    figures: tuple[str, ...] = ()
    alternatives: tuple[Message, ...] = ()
    warning: Message | None = None
    terms: tuple[Term, ...] = ()
    implied: Message | None = None
    reading: str = ""
    doubts: tuple[Message, ...] = ()
