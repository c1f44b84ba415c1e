"""An audit in numbers, and in a sentence (核验小结)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zoneanalysis.messages import Message
from zoneanalysis.relations.results import Verdict

__all__ = ["Summary"]


@dataclass(frozen=True)
class Summary:
    """An audit in numbers.

    Parameters
    ----------
    relations : int
        How many relations were looked at.
    verdicts : mapping of Verdict to int
        How many got each verdict; every verdict is a key.
    by_section : mapping of str to mapping of Verdict to int
        The same by section of the report.
    figures, tied : int
        How many figures there are, and how many at least one check could judge.
    joint : int
        How many sets of relations hold one by one but can't hold together.
    soft : int
        How many of a user's rules don't hold that only warn.
    """

    relations: int
    verdicts: Mapping[Verdict, int]
    by_section: Mapping[str, Mapping[Verdict, int]]
    figures: int
    tied: int
    joint: int = 0
    soft: int = 0

    @property
    def findings(self) -> int:
        """How many relations, or sets of relations taken together, can't be as printed."""
        alone = sum(number for verdict, number in self.verdicts.items() if verdict.is_finding)
        return alone + self.joint

    @property
    def sentence(self) -> Message:
        """The summary in a sentence."""
        said = self._relations
        if self.joint:
            said = Message(
                "{summary}; {number} sets of relations hold one by one but not together",
                {"summary": said, "number": self.joint},
            )
        if self.soft:
            said = Message(
                "{summary}; {rules}",
                {
                    "summary": said,
                    "rules": Message(
                        "{number} rules that only warn do not hold", {"number": self.soft}
                    ),
                },
            )
        if doubtful := self.verdicts[Verdict.TO_BE_CONFIRMED] - self.soft:
            said = Message(
                "{summary}; {number} to be confirmed, because it is not certain that the text "
                "states them",
                {"summary": said, "number": doubtful},
            )
        if twofold := self.verdicts[Verdict.ONE_READING]:
            said = Message(
                "{summary}; {number} to be confirmed, because the word has two readings and only "
                "one of them holds",
                {"summary": said, "number": twofold},
            )
        return said

    @property
    def _relations(self) -> Message:
        if not self.relations:
            return Message(
                "no relation between its {figures} figures was found, so nothing was checked",
                {"figures": self.figures},
            )
        return Message(
            "{relations} relations: {consistent} consistent, {rounding} within rounding, "
            "{doubt} in doubt, {open} not assessable; "
            "{tied} of {figures} figures are tied by at least one check, {untied} by none",
            {
                "relations": self.relations,
                "consistent": self.verdicts[Verdict.CONSISTENT],
                "rounding": self.verdicts[Verdict.WITHIN_ROUNDING],
                "doubt": self.verdicts[Verdict.INCONSISTENT] + self.verdicts[Verdict.IMPOSSIBLE],
                "open": self.verdicts[Verdict.NOT_ASSESSABLE],
                "tied": self.tied,
                "figures": self.figures,
                "untied": self.figures - self.tied,
            },
        )
