"""Coverage (覆盖率): for every figure the checks that it took part in, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.report import Observation, Report

__all__ = ["Coverage", "coverage_of"]


@dataclass(frozen=True)
class Coverage:
    """One figure of a report with the checks that it took part in.

    Parameters
    ----------
    figure : str
        Id of the observation.
    checks : tuple of (claim id, check, verdict)
    reason : Message or None
        Why nothing ties the figure: it stands in no relation, or in none that can be judged.
    """

    figure: str
    printed: str
    section: str
    checks: tuple[tuple[str, str, Verdict], ...]
    reason: Message | None

    @property
    def is_tied(self) -> bool:
        """Whether at least one check could judge a relation of it."""
        return any(verdict is not Verdict.NOT_ASSESSABLE for _, _, verdict in self.checks)

    @property
    def worst(self) -> Verdict | None:
        """The gravest verdict on a relation of it; None where it stands in none."""
        order = list(_GRAVITY)
        verdicts = [verdict for _, _, verdict in self.checks]
        return max(verdicts, key=order.index) if verdicts else None


_GRAVITY = (
    Verdict.NOT_ASSESSABLE,
    Verdict.CONSISTENT,
    Verdict.WITHIN_ROUNDING,
    Verdict.ONE_READING,
    Verdict.TO_BE_CONFIRMED,
    Verdict.INCONSISTENT,
    Verdict.IMPOSSIBLE,
)


def coverage_of(report: Report, results: Iterable[CheckResult]) -> tuple[Coverage, ...]:
    """Return the coverage of every figure of *report*, in text order."""
    checks: dict[str, list[tuple[str, str, Verdict]]] = {each.id: [] for each in report}
    reasons: dict[str, Message] = {}
    for result in results:
        for figure in result.figures:
            if figure in checks:
                checks[figure].append((result.claim_id, result.check, result.verdict))
                reasons.setdefault(figure, result.reason)
    rows = []
    for each in report:
        row = Coverage(each.id, each.printed, each.section, tuple(checks[each.id]), None)
        if not row.is_tied:
            reason = (
                Message(
                    "not checked, because no relation of it can be judged: {reason}",
                    {"reason": reasons[each.id]},
                )
                if checks[each.id]
                else _why_alone(each)
            )
            row = Coverage(row.figure, row.printed, row.section, row.checks, reason)
        rows.append(row)
    return tuple(rows)


def _why_alone(observation: Observation) -> Message:
    """Return why a figure that stands in no relation can't be checked."""
    if observation.status == "target":
        return Message("not checked, because the text prints nothing achieved for this target")
    return {
        "yoy": Message("not checked, because the level of the year before is not printed"),
        "share": Message("not checked, because neither the part nor the whole is printed"),
        "rate": Message("not checked, because the text does not say what the rate is taken of"),
        "pp_gap": Message("not checked, because the rate it is compared with is not printed"),
        "pp_change": Message("not checked, because the rate of the other period is not printed"),
        "contribution": Message(
            "not checked, because the weight of the part in the base period is not printed"
        ),
        "count": Message("not checked, because the text neither splits nor repeats this count"),
        "level": Message(
            "not checked, because the text neither splits this level nor compares it with another"
        ),
    }.get(
        observation.measure,
        Message("not checked, because the text prints nothing that it follows from"),
    )
