"""Half-year reports of invented zones, true by construction, from a seed.

True values are exact fractions; every printed figure is one of them rounded half up on its own, as
an office does it. So every relation holds, and any finding on an unchanged report is a false alarm.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["make_report"]

HALF_YEAR, SEVEN_MONTHS, JULY = "2024-01/2024-06", "2024-01/2024-07", "2024-07/2024-07"


@dataclass
class _Draft:
    """A report under construction."""

    source: random.Random
    prefix: str
    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def between(self, low: float, high: float, places: int = 4) -> Fraction:
        """Return a random exact value."""
        scale = 10**places
        return Fraction(self.source.randint(int(low * scale), int(high * scale)), scale)

    def print(
        self,
        value: Fraction | int,
        places: int,
        symbol: str,
        *,
        measure: str = "level",
        period: str = HALF_YEAR,
        basis: str = "nominal",
        status: str = "actual",
    ) -> str:
        """Print a true value and return the id of its figure."""
        name = f"{self.prefix}f{len(self.observations) + 1:03d}"
        text = format_half_up(value, places, minus="-")
        self.observations.append(
            Observation(
                id=name,
                figure=Figure.of(Decimal(text), symbol, printed=text + symbol),
                indicator=name,
                ref_area="CN-9901-DZ",
                period=Period.parse(period),
                measure=measure,
                basis=basis,
                status=status,
                char_start=20 * len(self.observations),
            )
        )
        return name

    def rate(self, value: Fraction, places: int = 1, **more: str) -> str:
        """Print a rate of growth."""
        return self.print(value, places, "%", measure="yoy", **more)

    def claim(
        self, check: str, stated: str, params: Mapping[str, str] | None = None, /, **roles: str
    ) -> None:
        """State a relation."""
        inputs = {role: tuple(ids.split()) for role, ids in roles.items()}
        name = f"{self.prefix}c{len(self.claims) + 1:03d}"
        self.claims.append(Claim(name, check, stated, inputs, params or {}))


def make_report(seed: int, prefix: str = "") -> Report:
    """Return the report of one seed: some 75 figures, 41 relations of all families."""
    draft = _Draft(random.Random(seed), prefix)
    for write in (_value_added, _investment, _batches, _land, _parts, _targets, _rest):
        write(draft)
    return Report(
        id=f"seed-{seed}",
        meta={},
        observations=tuple(draft.observations),
        claims=tuple(draft.claims),
    )


def _value_added(d: _Draft) -> None:
    """Growth against city, province and first quarter, and the level to July."""
    own, city, zones = (d.between(-20, 25) for _ in range(3))
    first = own + d.between(-9, 9)
    rate = d.rate(own, basis="constant_price")
    for other in (city, zones):
        reference = d.rate(other, basis="constant_price")
        gap = d.print(own - other, 1, "个百分点", measure="pp_gap")
        d.claim("pp_gap", gap, own=rate, reference=reference)
    earlier = d.rate(first, d.source.choice([1, 2]), period="2024-01/2024-03")
    change = d.print(own - first, d.source.choice([1, 2]), "个百分点", measure="pp_change")
    d.claim("pp_change", change, later=rate, earlier=earlier)
    if abs(own - first) > Fraction(1, 5):
        d.claim("direction", "上升" if own > first else "回落", before=earlier, after=rate)
    level, july = d.between(40, 900), d.between(4, 120)
    six = d.print(level, 2, "亿元")
    seven = d.print(level + july, 2, "亿元", period=SEVEN_MONTHS)
    single = d.print(july, 2, "亿元", period=JULY)
    d.claim("ytd_difference", single, later=seven, earlier=six)
    d.claim("ytd_monotone", "", later=seven, earlier=six)


def _investment(d: _Draft) -> None:
    """Level, base, growth, share of the city."""
    now, then = d.between(20, 200), d.between(20, 200)
    whole = now * d.between(1.2, 6)
    level, base = d.print(now, 2, "亿元"), d.print(then, 2, "亿元", period="2023-01/2023-06")
    growth = d.rate((now / then - 1) * 100)
    d.claim("growth_from_levels", growth, current=level, base=base)
    total = d.print(whole, 2, "亿元")
    share = d.print(now / whole * 100, 1, "%", measure="share")
    d.claim("share", share, part=level, whole=total)
    more = d.print(now - then, 2, "亿元")
    d.claim("difference", more, later=level, earlier=base)
    d.claim("growth_from_change", growth, current=level, change=more)
    again = d.print(now, 1, "亿元")
    d.claim("repeat", again, other=level)
    sign = "正增长" if now > then else "负增长"
    if abs(now / then - 1) > Fraction(1, 500):
        d.claim("direction", sign, value=growth)


def _batches(d: _Draft) -> None:
    """Three batches of projects: counts, investment, rates, averages."""
    counts = [d.source.randint(12, 140) for _ in range(3)]
    money = [count * d.between(1, 6) for count in counts]
    named = [d.print(count, 0, "个", measure="count") for count in counts]
    total = d.print(sum(counts), 0, "个", measure="count")
    d.claim("sum", total, {"complete": "yes"}, part=" ".join(named))
    amounts = [d.print(each, 2, "亿元") for each in money]
    invested = d.print(sum(money, Fraction(0)), 2, "亿元")
    d.claim("sum", invested, {"complete": "yes"}, part=" ".join(amounts))
    d.claim("sum", total, {"complete": "no"}, part=named[0])
    for count, name in zip(counts, named, strict=True):
        done = d.source.randint(1, count)
        rate = d.print(Fraction(done * 100, count), d.source.choice([1, 2]), "%", measure="rate")
        kind = d.source.choice(["plain", "rest", "done"])
        if kind == "rest":
            rest = d.print(count - done, 0, "个", measure="count")
            d.claim("rate_from_count", rate, denominator=name, complement=rest)
        elif kind == "done":
            number = d.print(done, 0, "个", measure="count")
            d.claim("rate_from_count", rate, denominator=name, numerator=number)
        else:
            d.claim("rate_from_count", rate, denominator=name)
    mean = d.print(sum(money, Fraction(0)) / sum(counts), 2, "亿元")
    d.claim("average", mean, total=invested, count=total)


def _land(d: _Draft) -> None:
    """Areas of zones, standard plants in use, shares of one whole."""
    areas = [d.between(80, 900) for _ in range(4)]
    named = [d.print(area, 2, "亩") for area in areas]
    total = d.print(sum(areas, Fraction(0)), 2, "亩")
    d.claim("sum", total, {"complete": "yes"}, part=" ".join(named))
    built, used = d.between(60, 200), d.between(5, 60)
    plants, use = d.print(built, 2, "万平方米"), d.print(used, 2, "万平方米")
    rate = d.print(used / built * 100, 2, "%", measure="share")
    d.claim("share", rate, part=use, whole=plants)
    whole = sum(areas, Fraction(0))
    shares = [d.print(area / whole * 100, 1, "%", measure="share") for area in areas]
    d.claim("shares_sum", "", {"complete": "yes"}, share=" ".join(shares))
    for area, share in zip(named[:2], shares[:2], strict=True):
        d.claim("share", share, part=area, whole=total)


def _parts(d: _Draft) -> None:
    """Growth of a whole from its parts, and what a part contributes."""
    bases = [d.between(20, 300) for _ in range(3)]
    growths = [d.between(-25, 40) for _ in range(3)]
    levels = [base * (1 + growth / 100) for base, growth in zip(bases, growths, strict=True)]
    names = [d.print(level, 1, "亿元") for level in levels]
    rates = [d.rate(growth) for growth in growths]
    growth = (sum(levels, Fraction(0)) / sum(bases, Fraction(0)) - 1) * 100
    whole = d.rate(growth)
    d.claim(
        "growth_from_parts", whole, {"complete": "yes"},
        part_level=" ".join(names), part_growth=" ".join(rates),
    )  # fmt: skip
    weight = bases[0] / sum(bases, Fraction(0)) * 100
    share = d.print(weight, 1, "%", measure="share")
    pull = d.print(growths[0] * weight / 100, 1, "个百分点", measure="contribution")
    d.claim("contribution", pull, {"share_period": "base"}, part_growth=rates[0], share=share)
    total = d.print(sum(levels, Fraction(0)), 1, "亿元")
    pull_2 = d.print(
        (levels[1] - bases[1]) / sum(bases, Fraction(0)) * 100, 1, "个百分点",
        measure="contribution",
    )  # fmt: skip
    d.claim(
        "contribution", pull_2,
        part_growth=rates[1], part_level=names[1], whole_level=total, whole_growth=whole,
    )  # fmt: skip


def _targets(d: _Draft) -> None:
    """Targets of four zones, one schedule, and their ranking."""
    achieved = sorted((d.between(14, 45) for _ in range(4)), reverse=True)
    rates = [d.rate(each) for each in achieved]
    d.claim("ranking", "", value=" ".join(rates))
    for rate, value in zip(rates[:2], achieved[:2], strict=True):
        target = d.print(
            int(value) - d.source.randint(0, 6), 0, "%", measure="yoy", status="target"
        )
        d.claim("target_reached", "已达目标", achieved=rate, target=target)
    goal = d.source.randint(4, 60)
    done = goal * d.between(0.52, 0.9)
    target = d.print(goal, 0, "亿元", status="target")
    d.claim("schedule", "达序时进度", achieved=d.print(done, 2, "亿元"), target=target)
    count = d.print(4, 0, "个", measure="count")
    d.claim("list_count", count, {"items": "甲|乙|丙|丁"})


def _rest(d: _Draft) -> None:
    """Write an index, a decline that narrows and a turn."""
    index = d.between(80, 130)
    level = d.print(index, 1, "", measure="other")
    d.claim("growth_from_index", d.rate(index - 100), index=level)
    before, after = -d.between(8, 30), -d.between(1, 7)
    first, last = d.rate(before, period="2024-01/2024-05"), d.rate(after)
    d.claim("direction", "降幅收窄", before=first, after=last)
    narrowed = d.print(after - before, 1, "个百分点", measure="pp_change")
    d.claim("pp_change", narrowed, later=last, earlier=first)
    negative, positive = d.rate(-d.between(1, 9)), d.rate(d.between(1, 9))
    d.claim("direction", "由负转正", before=negative, after=positive)
