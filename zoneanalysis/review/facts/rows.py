"""What a report says of one indicator in one area and period: a row of a table (数据行)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zoneanalysis.indicators import base_level
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.names import is_bounded
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import PERCENT

__all__ = ["NEAR", "VALUES", "Row", "is_told_with"]

VALUES = {"level", "count", "rate"}
NEAR = 160  # signs between two figures of one passage


def is_told_with(level: Observation, growth: Observation) -> bool:
    """Return whether a bound stands near growth in the text, not in what looks back over years."""
    places = (level.char_start, growth.char_start)
    if not is_bounded(level) or None in places:
        return True
    return abs((places[0] or 0) - (places[1] or 0)) < NEAR


@dataclass(frozen=True)
class Row:
    """What a report says of one indicator in one area and period."""

    indicator: str
    area: str
    period: Period
    figures: tuple[Observation, ...]

    def get(self, *measures: str) -> Observation | None:
        """Return the first figure of one of *measures*."""
        return next((each for each in self.figures if each.measure in measures), None)

    @property
    def values(self) -> tuple[Observation, ...]:
        """Levels, counts and rates, exact ones first; else what is printed without a direction."""
        found = [each for each in self.figures if each.measure in VALUES]
        if not found:
            others = (each for each in self.figures if each.measure == "other")
            found = [e for e in others if e.printed[:1].isdigit() and e.figure.point >= 0][:1]
        return tuple(sorted(found, key=lambda e: (e.status == "target", is_bounded(e))))

    @property
    def is_aim(self) -> bool:
        """Whether all of it is still to be reached."""
        return all(each.status == "target" for each in self.figures)

    @property
    def moved(self) -> bool:
        """Whether it says nothing but by how much something changed."""
        return all(each.measure == "pp_change" for each in self.figures)

    @property
    def value(self) -> Observation | None:
        """The first of its values; not a target where there is anything else."""
        return next(iter(self.values), None)

    @property
    def growth(self) -> Observation | None:
        """Growth on a year earlier in percent (涨了一倍: 100%); no aim, nor of several years."""
        for each in sorted(self.figures, key=is_bounded):
            if each.measure == "yoy" and each.figure.unit.dimension in {"percent", "ratio"}:
                no_rate = len(each.period.months) > 12 or each.status == "target"
                return None if no_rate else replace(each, figure=_in_percent(each.figure))
        return None

    @property
    def others(self) -> tuple[Observation, ...]:
        """Whatever is neither value nor growth: shares, gaps, contributions."""
        told = {each.id for each in (*self.values, self.growth) if each is not None}
        return tuple(each for each in self.figures if each.id not in told)

    def base(self) -> Fact | None:
        """Return the level of a year earlier that level and growth imply."""
        level = self.value
        if level is None or self.growth is None or level.measure != "level":
            return None
        label = Message("Base a year earlier, implied")
        return fact(label, base_level, level, self.growth, basis=self.growth.basis)


def _in_percent(figure: Figure) -> Figure:
    """Return growth in percent, whether printed in %, 成 or 倍."""
    if figure.unit.dimension != "ratio":
        return figure.in_percent()
    point, interval, places = 100 * figure.point, 100 * figure.interval, figure.decimals - 2
    return replace(figure, point=point, interval=interval, unit=PERCENT, decimals=max(0, places))
