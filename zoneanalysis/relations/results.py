"""Results of checks: a verdict with all that a reader needs to follow it (核验结果)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property, partial
from html import escape
from operator import attrgetter
from typing import Any, NamedTuple, cast

from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["ALLOWED", "SIGNS", "CheckResult", "Story", "Term", "Verdict"]


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
    ONE_READING = "holds for one reading"
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
        """Its name for readers: one of five words (相符、修约内相符、存疑、待核、无法核验).

        What contradicts itself and what no whole number gives are both in doubt; a word of which
        one reading holds is to be confirmed. The reason beside it says which.
        """
        return Message(_LABELS.get(self, self.value))


_LABELS = {  # those of the others are their values
    Verdict.WITHIN_ROUNDING: N_("consistent within rounding"),
    Verdict.INCONSISTENT: N_("in doubt"),
    Verdict.IMPOSSIBLE: N_("in doubt"),
    Verdict.ONE_READING: Verdict.TO_BE_CONFIRMED.value,
}


class Term(NamedTuple):
    """A figure, or a word, in its place in a relation."""

    role: str  # "stated", or the name of a role in the register of checks
    held: Figure | str
    figure: str = ""  # id of the observation; empty for a plain value

    @property
    def printed(self) -> str:
        """The characters as printed."""
        return self.held if isinstance(self.held, str) else self.held.printed


@dataclass(frozen=True)
class Story:
    """What a result says beyond its verdict; made when it is first read."""

    words: Message  # the formula in words
    numbers: str  # the formula with the numbers in it, in signs that need no translation
    reason: Message  # why this verdict
    not_shown: Message  # what the finding does not show
    # share of the slack that rounding allows which the relation needs: 0 exact, 1 at the limit,
    # more beyond it. None where there is no slack
    slack_used: Fraction | None = None
    # how far apart the two intervals lie, in the unit of the result; 0 where they meet
    distance: Fraction | None = None
    alternatives: tuple[Message, ...] = ()  # what would agree instead
    # what the figures say of one that isn't printed (the whole behind a share, say)
    implied: Message | None = None
    warning: Message | None = None  # A remark that changes no verdict (a unit slip is likely, say)
    # stated, recomputed: what is printed, and what follows from the other figures, both in ``unit``
    stated: Interval | None = None
    recomputed: Interval | None = None
    # what follows from the other figures taken exactly as printed, in ``unit``
    nominal: Fraction | None = None
    unit: Unit | None = None


@dataclass(frozen=True, repr=False)
class CheckResult:
    """The outcome of one check on one relation."""

    check: str  # its name in the register
    verdict: Verdict
    claim_id: str = ""  # the relation; empty for a check on plain values
    terms: tuple[Term, ...] = field(default=(), repr=False)  # the stated one first
    # how sure it is that the text states the relation, see `zoneanalysis.reports.doubts`; empty
    # where a person transcribed it
    reading: str = ""
    doubts: tuple[Message, ...] = ()  # what would make an inferred reading certain
    # the story, or what makes it
    tell: Callable[[], Story] | Story = field(kw_only=True, repr=False, compare=False)

    def __repr__(self) -> str:
        name = " ".join(filter(None, (self.claim_id, self.check)))
        numbers = f" · {self.numbers}" if self.numbers else ""
        return f"<CheckResult {name}: {self.verdict.value}{numbers}>"

    def _repr_html_(self) -> str:
        said = [self.numbers, str(self.reason), *map(str, self.alternatives)]
        lines = "<br>".join(escape(each) for each in said if each)
        return f"<p><b>{escape(self.check)}: {escape(self.verdict.value)}</b><br>{lines}</p>"

    def changed(self, verdict: Verdict, **parts: object) -> CheckResult:
        """Return the result under a verdict, with parts of its story otherwise.

        A reason may have the gaps {verdict} and {reason}: what they were before.
        """
        return replace(self, verdict=verdict, tell=partial(_changed, self, parts))

    @cached_property
    def story(self) -> Story:
        """All that explains the verdict."""
        return self.tell if isinstance(self.tell, Story) else self.tell()

    # what its story says, see there
    words = cast("Message", property(attrgetter("story.words")))
    numbers = cast("str", property(attrgetter("story.numbers")))
    reason = cast("Message", property(attrgetter("story.reason")))
    not_shown = cast("Message", property(attrgetter("story.not_shown")))
    slack_used = cast("Fraction | None", property(attrgetter("story.slack_used")))
    distance = cast("Fraction | None", property(attrgetter("story.distance")))
    alternatives = cast("tuple[Message, ...]", property(attrgetter("story.alternatives")))
    implied = cast("Message | None", property(attrgetter("story.implied")))
    warning = cast("Message | None", property(attrgetter("story.warning")))
    stated = cast("Interval | None", property(attrgetter("story.stated")))
    recomputed = cast("Interval | None", property(attrgetter("story.recomputed")))
    nominal = cast("Fraction | None", property(attrgetter("story.nominal")))
    unit = cast("Unit | None", property(attrgetter("story.unit")))

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the observations that took part."""
        return tuple(dict.fromkeys(each.figure for each in self.terms if each.figure))


def _changed(result: CheckResult, parts: dict[str, Any]) -> Story:
    if why := parts.get("reason"):
        told = {"verdict": result.verdict.label, "reason": result.reason, **why.args}
        parts = {**parts, "reason": Message(why.template, told)}
    return replace(result.story, **parts)


# What the left side less the right one may be.
ALLOWED: Mapping[str, Interval] = {
    ">": Interval(Fraction(0), None, lo_open=True),
    ">=": Interval(Fraction(0), None),
    "<": Interval(None, Fraction(0), hi_open=True),
    "<=": Interval(None, Fraction(0)),
    "=": Interval(Fraction(0), Fraction(0)),
}
SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "=": "="}
