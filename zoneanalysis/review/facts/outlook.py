"""What the rest of the year needs to turn positive or reach a target (下半年测算)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zoneanalysis.forecast import Weights
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.values.figures import Derived, Figure, Quantity

__all__ = ["Need", "latest", "needs"]

ZERO = Figure.of("0", "%", exact=True)
TURNING: dict[int, Message] = {
    10: Message("Growth needed to reach zero by October"),
    12: Message("Growth needed to reach zero by December"),
}


@dataclass(frozen=True)
class Need:
    """Growth that the months behind *known* need so that January to *month* grows by *goal*.

    *known* is the last published year-to-date growth, or the report's own estimate of a later one.
    *growth* rests on what the figures tell of last year's months; its interval covers what they
    leave open, and rounding.
    """

    series: Series
    known: Observation
    month: int
    goal: Observation | None
    growth: Fact

    @property
    def estimated(self) -> bool:
        """Whether it starts from an estimate that may turn out otherwise."""
        return self.known.status == "estimate"


def needs(
    series: Series,
    months: Iterable[int] = (),
    *,
    weights: Weights | None = None,
    grounds: Sequence[Observation] = (),
) -> tuple[Need, ...]:
    """Return the growth needed to turn positive by each month, or to reach the lowest target.

    Of *months* those that the report itself names; the year's end is always one.
    From the last published year-to-date growth on, then from an estimate of later months where the
    report prints one. *weights* are those of last year's months; they count alike without it.
    *grounds* are the figures that the weights come from: sources where months ahead have any.
    """
    if series.level is not None and series.level.figure.point < 0:
        return ()  # growth of a loss says nothing of what is to come
    published = [each for each in series.path if each.status != "estimate"]
    starts = published[-1:]
    if series.path and (not starts or series.path[-1].period.end > starts[0].period.end):
        starts.append(series.path[-1])
    weighed, named = weights or Weights.equal(), sorted({*months, 12})
    return tuple(need for known in starts for need in _from(series, known, named, weighed, grounds))


def latest(needed: Iterable[Need]) -> list[Need]:
    """Return what starts from the last growth that the report tells, expected or published."""
    found = list(needed)
    expected = {(e.series.indicator, e.series.area) for e in found if e.estimated}
    return [e for e in found if e.estimated or (e.series.indicator, e.series.area) not in expected]


def _from(
    series: Series,
    known: Observation,
    months: Sequence[int],
    weights: Weights,
    grounds: Sequence[Observation],
) -> Iterator[Need]:
    """Yield what the months behind one growth rate need."""
    done, point = known.period.end.month, known.figure.point

    def need(month: int, goal: Observation | None, label: Message) -> Iterator[Need]:
        def compute(rate: Quantity, wanted: Quantity = ZERO) -> Derived:
            return weights.needed(rate, wanted, done=done, by=month)

        goals = () if goal is None else (goal,)
        growth = fact(label, compute, known, *goals, key="" if goal else str(month))
        if growth is not None:
            used = dict.fromkeys((*growth.sources, *(grounds if weights.reach > done else ())))
            yield Need(series, known, month, goal, replace(growth, sources=tuple(used)))

    if point < 0:
        for month in months:
            if month > done:
                words = TURNING.get(month, Message("Growth that the remaining months need"))
                yield from need(month, None, words)
    goals = series.target_range
    if goals is not None and done < 12 and goals[0].figure.point > point:
        yield from need(12, goals[0], Message("Growth needed for the target"))
