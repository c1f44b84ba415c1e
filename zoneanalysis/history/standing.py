"""How a statement stands against what earlier reports printed (与往期核对)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import POINT

__all__ = ["Crossing", "Place", "Standing", "difference_text"]

Place = tuple[str, str]  # id of the report, id of the figure


class Standing(Enum):
    """The verdicts of a report, and one that only time gives: revised (修订)."""

    CONSISTENT = "consistent"
    WITHIN_ROUNDING = "consistent only within rounding"
    REVISED = "revised"
    INCONSISTENT = "inconsistent"
    IMPOSSIBLE = "impossible"
    NOT_ASSESSABLE = "not assessable"

    @classmethod
    def of(cls, verdict: Verdict) -> Standing:
        """Return the standing of a verdict."""
        return cls(verdict.value)

    @property
    def is_finding(self) -> bool:
        """Whether it says that something can't be as printed; a revision does not."""
        return self in {Standing.INCONSISTENT, Standing.IMPOSSIBLE}

    @property
    def holds(self) -> bool:
        """Whether it says that the statement can be as printed."""
        return self in {Standing.CONSISTENT, Standing.WITHIN_ROUNDING}

    @property
    def label(self) -> Message:
        """Its name for readers."""
        return Message(_REVISED) if self is Standing.REVISED else Verdict(self.value).label


_REVISED = N_("revised")


@dataclass(frozen=True)
class Crossing:
    """One relation between a report and earlier ones, judged.

    Parameters
    ----------
    kind : {"repeat", "base", "cumulated", "change", "statement"}
        A quantity printed again; the base that level and growth imply; year-to-date levels of one
        year; a stated change of a rate; a relation of ``past.csv``.
    standing : Standing
    report : str
        Id of the later report.
    claim : str
        Id of the claim that states it; empty where the figures by themselves imply it.
    places : tuple of Place
        Every figure that takes part, the later report's first.
    arithmetic : str
        The numbers, where they are not those of ``result``.
    said : Message or None
        Why, where it is not what ``result`` says.
    first, latest : Quantity or None
        Of a revision: as first published, and as now published or implied.
    result : CheckResult or None
        What the check said, against the vintage that is most in favour.
    """

    kind: str
    standing: Standing
    report: str
    places: tuple[Place, ...]
    arithmetic: str = ""
    said: Message | None = None
    claim: str = ""
    first: Quantity | None = None
    latest: Quantity | None = None
    result: CheckResult | None = None

    @property
    def numbers(self) -> str:
        """The arithmetic."""
        return self.arithmetic or (self.result.numbers if self.result else "")

    @property
    def reason(self) -> Message:
        """Why this standing."""
        if self.said is not None:
            return self.said
        return self.result.reason if self.result else Message("")

    @property
    def size(self) -> Quantity | None:
        """Of a revision: latest less first, with its interval, in the unit of the first."""
        if self.first is None or self.latest is None:
            return None
        now = self.latest.to(self.first.unit)
        return Quantity(
            now.point - self.first.point, now.interval - self.first.interval, self.first.unit
        )


def difference_text(difference: Quantity | None) -> str:
    """Return a difference with its sign and unit; of percentages in points; empty for None."""
    if difference is None:
        return ""
    exact = difference.interval.width == 0 and difference.point.denominator == 1
    unit = POINT if difference.unit.dimension == "percent" else difference.unit
    return f"{format_half_up(difference.point, 0 if exact else 2, sign=True)}{unit.symbol}"
