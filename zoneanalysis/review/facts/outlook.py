"""What the rest of the year needs to turn positive or reach a target (下半年测算)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zoneanalysis.forecast import Weights, need_across
from zoneanalysis.indicators import required_growth
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.facts.derived import Fact, fact, given
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.values.figures import Derived, Figure, Quantity
from zoneanalysis.values.intervals import Interval

__all__ = ["Need", "needs"]

TURNING: dict[int, Message] = {
    10: Message("Growth needed to reach zero by October"),
    12: Message("Growth needed to reach zero by December"),
}


@dataclass(frozen=True)
class Need:
    """Growth that the months behind *known* need so that January to *month* grows by *goal*.

    *known* is the last published year-to-date growth, or the report's own estimate of a later one.
    *growth* is that of equal months, from the least to the most that any reading of last year's
    months and the rounding of what is printed allow: *across*. *depends* is whether the report's
    own figures say that these months did not weigh alike.
    """

    series: Series
    known: Observation
    month: int
    goal: Observation | None
    growth: Fact
    across: Interval
    depends: bool

    @property
    def estimated(self) -> bool:
        """Whether it starts from an estimate that may turn out otherwise."""
        return self.known.status == "estimate"


def needs(
    series: Series, months: Iterable[int] = (), *, weights: Sequence[Weights] = ()
) -> tuple[Need, ...]:
    """Return the growth needed to turn positive by each month, or to reach the lowest target.

    Of *months* those that the report itself names; the year's end is always one.
    From the last published year-to-date growth on, then from an estimate of later months where the
    report prints one. Months weigh alike; *weights* are other readings of last year's months.
    """
    published = [each for each in series.path if each.status != "estimate"]
    starts = published[-1:]
    if series.path and (not starts or series.path[-1].period.end > starts[0].period.end):
        starts.append(series.path[-1])
    readings = (Weights.equal(), *weights)
    return tuple(
        need for known in starts for need in _from(series, known, sorted({*months, 12}), readings)
    )


def _from(
    series: Series, known: Observation, months: Sequence[int], weights: Sequence[Weights]
) -> tuple[Need, ...]:
    """Return what the months behind one growth rate need."""
    done = known.period.end.month
    point = known.figure.point
    found: list[Need] = []

    def add(month: int, goal: Observation | None, wanted: Quantity, growth: Fact | None) -> None:
        if growth is not None:
            across = need_across(weights, known.figure, wanted, done=done, by=month)
            depends = across != growth.value.interval
            whole = replace(growth, value=replace(growth.value, interval=across))
            found.append(Need(series, known, month, goal, whole, across, depends))

    if point < 0:
        zero = Figure.of("0", "%", exact=True)
        for month in months:
            if month > done:
                words = TURNING.get(month, Message("Growth that the remaining months need"))
                add(month, None, zero, fact(words, _to(zero, done, month), known, key=str(month)))
    goals = series.target_range
    if goals is not None and done < 12:
        goal = goals[0]
        if goal.figure.point > point:
            words = Message("Growth needed for the target")
            add(12, goal, given(goal), fact(words, _against(done), known, goal))
    return tuple(found)


def _to(goal: Figure, done: int, total: int) -> Callable[[Quantity], Derived]:
    def compute(known: Quantity) -> Derived:
        return required_growth(known, goal, months_done=done, months_total=total)

    return compute


def _against(done: int) -> Callable[[Quantity, Quantity], Derived]:
    def compute(known: Quantity, goal: Quantity) -> Derived:
        return required_growth(known, goal, months_done=done, months_total=12)

    return compute
