"""The smallest repair (最小修复): exact conflicts, hitting sets, answers confirmed.

A set of figures is a repair if, with them free and all others within their rounding, every relation
can hold (I. P. Fellegi & D. Holt, *Journal of the American Statistical Association* 71, 1976,
doi:10.1080/01621459.1976.10481472). Conflicts are sets of which at least one member must be wrong.
The smallest set that meets all known conflicts is tried; where it is no repair, the exact proof of
that is a new conflict, until it is one (E. Moreno-Centeno & R. M. Karp, *Operations Research* 61,
2013, doi:10.1287/opre.1120.1139).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from math import ceil, floor

from zoneanalysis.audit.claims import RoundingOf
from zoneanalysis.audit.repair.branching import UndecidedError, solve
from zoneanalysis.audit.repair.constrain import COUNTS_UP_TO, GAP, Encoding, System
from zoneanalysis.audit.repair.hitting import smallest_hitting_set
from zoneanalysis.audit.repair.items import adjusted_shares, items_of, word_item
from zoneanalysis.audit.repair.repair import Alternative, Change, Cluster, Held, Repair
from zoneanalysis.audit.repair.simplex import Infeasible
from zoneanalysis.relations.ranges import grouped
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.slips import slips_within
from zoneanalysis.relations.whole import denominators_that_give
from zoneanalysis.relations.words import said
from zoneanalysis.reports.report import Claim, Report
from zoneanalysis.values.formatting import MINUS, format_half_up, round_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["smallest_repair"]

ALTERNATIVES = 24  # listed at most, a cluster
WORK = 600_000  # terms computed and relations written down at most, a cluster
TRIALS = 400  # sets tried at most, a cluster
SLIPS = 4  # named at most, a change
EXAMPLES = 3  # of many values that would do
LARGEST = 400  # relations in one cluster at most


def smallest_repair(
    report: Report,
    claims: Sequence[Claim],
    results: Sequence[CheckResult],
    *,
    rounding: RoundingOf | None = None,
    limit: int = ALTERNATIVES,
) -> Repair:
    """Return the smallest sets of figures whose change makes all relations of a report hold.

    There is a result for each claim; relations that could not be assessed bind nothing. At most
    *limit* alternatives are listed, a cluster; 0 counts the changes that it takes and lists none.
    """
    pairs = [
        (claim, result)
        for claim, result in zip(claims, results, strict=True)
        if claim.is_sure and result.verdict not in {Verdict.NOT_ASSESSABLE, Verdict.TO_BE_CONFIRMED}
    ]
    bound = tuple(c for c, _ in pairs)
    system = System(report, bound, adjusted_shares(report, bound), rounding)
    clusters, notes = [], []
    for places in grouped([items_of(report, claim) for claim in bound]):
        group, number = [pairs[i] for i in sorted(places)], len(places)
        if not items_of(report, group[0][0]):  # of one relation, which binds nothing
            continue
        if number > LARGEST and not any(r.verdict.is_finding for _, r in group):
            notes.append(said("not_looked_into", number=number))
            continue
        search = _Search(system, group, limit)
        cluster = search.run()
        if search.stopped:
            notes.append(said("not_to_the_end", number=number))
        if cluster is not None and (cluster.claims or cluster.joint):
            clusters.append(cluster)
        elif cluster is not None:
            notes.append(said("undecided", number=number))
    return Repair(tuple(clusters), tuple(notes), relations=len(pairs))


@dataclass
class _Search:
    """The search in one group of relations."""

    system: System
    group: Sequence[tuple[Claim, CheckResult]]
    limit: int

    def __post_init__(self) -> None:
        self.work, self.stopped = [WORK], False
        self.report = self.system.report
        self.claims = tuple(claim for claim, _ in self.group)
        self.failing = tuple(c for c, r in self.group if r.verdict.is_finding)
        self.sound = tuple(c for c, r in self.group if not r.verdict.is_finding)
        holding = (claim for claim, result in self.group if result.verdict.holds)
        self.weights = Counter(chain.from_iterable(items_of(self.report, c) for c in holding))

    def run(self) -> Cluster | None:
        """Return the cluster of repairs, or None where everything holds together."""
        joint: tuple[str, ...] = ()
        try:
            joint = self._joint()
        except UndecidedError:
            if not self.failing:
                return Cluster((), (), (), (), complete=False)
        if not self.failing and not joint:
            return None
        sets = (joint,) if joint else ()
        cluster = Cluster(tuple(c.id for c in self.failing), sets, (), (), complete=False)
        try:  # whether the model, too, finds every failing relation to fail by itself
            if any(self._clash(frozenset(), (each,)) is None for each in self.failing):
                return cluster
        except UndecidedError:
            return cluster
        conflicts = [frozenset(items_of(self.report, claim)) for claim in self.failing]
        if joint:
            conflicts.append(
                frozenset(i for c in self.claims if c.id in joint for i in items_of(self.report, c))
            )
        found, least, complete = self._alternatives(conflicts)
        if not self.limit:
            return replace(cluster, least=least)
        alternatives = []
        for items in found:
            encodings = [self.system.model(items, self.claims, gap) for gap in (GAP, Fraction(0))]
            changes = tuple(self._change(item, encodings) for item in sorted(items))
            weight = sum(self.weights[item] for item in items)
            alternatives.append(Alternative(changes, weight))
        alternatives.sort(key=self._unlikely)
        held = self._held(alternatives, conflicts) if complete else ()
        return replace(
            cluster, alternatives=tuple(alternatives), held=held, complete=complete, least=least
        )

    def _unlikely(self, each: Alternative) -> tuple[object, ...]:
        """Return what alternatives are ordered by, the likeliest first."""
        slips = sum(not change.slips for change in each.changes)
        return each.weight, slips, sum(map(self._size, each.changes)), sorted(each.items)

    def _joint(self) -> tuple[str, ...]:
        """Return relations that hold one by one but clash, none of which can be left out.

        A relation that its own check lets pass is never a clash by itself: where the model takes
        it more strictly than the check does, it is left aside.
        """
        while self._clash(frozenset(), self.sound) is not None:
            kept = self.sound
            for claim in self.sound:
                rest = tuple(each for each in kept if each is not claim)
                with suppress(UndecidedError):
                    if self._clash(frozenset(), rest) is not None:
                        kept = rest
            if len(kept) > 1:
                return tuple(claim.id for claim in kept)
            self.sound = tuple(each for each in self.sound if each not in kept)
            self.claims = tuple(each for each in self.claims if each not in kept)
        return ()

    def _size(self, change: Change) -> Fraction:
        """Return how large a change is for what is printed; 1 where that can't be said."""
        if not (change.is_figure and change.values):
            return Fraction(1)
        printed = self.report[change.item].figure.point
        wanted = Fraction(change.values[0].replace(MINUS, "-"))
        return abs(wanted - printed) / abs(printed) if printed else Fraction(1)

    def _alternatives(
        self, conflicts: list[frozenset[str]]
    ) -> tuple[list[frozenset[str]], int, bool]:
        """Return the smallest repairs, how many changes it takes at least, and if all are there."""
        found: list[frozenset[str]] = []
        undecided: list[frozenset[str]] = []
        least = 1
        for _ in range(TRIALS):
            tried = (*found, *undecided)
            try:
                candidate = smallest_hitting_set(conflicts, self.weights, tried, self.work)
            except UndecidedError:
                self.stopped = True
                break
            if candidate is None or (found and len(candidate) > len(found[0])):
                return found, least, not undecided
            if not found:
                least = min(map(len, (candidate, *undecided)))
            elif len(found) >= self.limit:
                break
            try:
                clash = self._clash(candidate, self.claims)
            except UndecidedError:
                self.stopped = self.work[0] < 0
                if self.stopped:
                    break
                undecided.append(candidate)
                continue
            if clash is None:
                found.append(candidate)
            elif items := frozenset(each for each in clash if not each.startswith("claim:")):
                conflicts.append(items)
            else:
                break
        return found, least, False

    def _clash(self, freed: frozenset[str], claims: tuple[Claim, ...]) -> frozenset[str] | None:
        """Return items and relations that clash with *freed* free; None where all can hold."""
        self.work[0] -= len(claims)
        if self.work[0] < 0:
            raise UndecidedError
        try:
            solve(self.system.model(freed, claims, work=self.work).model)
        except Infeasible as clash:
            return clash.reasons
        return None

    def _change(self, item: str, encodings: Sequence[Encoding]) -> Change:
        if item not in self.report:
            claim = next(each for each in self.claims if word_item(each) == item)
            return Change(item, claim.params.get("items") or claim.stated or claim.check)
        observation = self.report[item]
        figure = self.system.figure(item)
        scale, decimals = figure.unit.scale, figure.decimals
        needed = self._projection(item, encodings)
        if needed is not None:
            needed = needed * (1 / scale)
            if figure.exact:
                needed = _whole(needed)
        change = Change(item, observation.printed, needed, figure.unit, decimals)
        if values := self._single_values(item, needed):
            forced = needed is not None and needed.width == 0
            return replace(change, needed=None, values=values, examples=not forced)
        if needed is None or needed.width is None:
            return change
        slips = slips_within(figure, needed)[:SLIPS]
        return replace(change, values=_middle(needed, decimals), slips=slips)

    def _projection(self, item: str, encodings: Sequence[Encoding]) -> Interval | None:
        """Return the range of a freed figure in base units; exact where it stands in no product."""
        ends = []
        for encoding in encodings:
            if item not in encoding.variables:
                return None
            simplex, at = encoding.model.simplex, encoding.variables[item]
            simplex.solve()
            low, high = (simplex.copy().extreme(at, largest=side) for side in (False, True))
            ends.append((low, high))
        strict, closed = ends
        if self.report[item].figure.exact:  # a strict side moves it by one
            return Interval(*strict)
        return Interval(*closed, lo_open=strict[0] != closed[0], hi_open=strict[1] != closed[1])

    def _single_values(self, item: str, needed: Interval | None) -> tuple[str, ...]:
        """Return rates, or counts, that a whole number of things allows, the nearest first."""
        own = [c for c in self.claims if c.check == "rate_from_count" and item in c.figure_ids]
        if not own or any({"numerator", "complement"} & set(claim.inputs) for claim in own):
            return ()
        claim = own[0]
        items = int(claim.params.get("items", "1"))
        rate = self.system.figure(claim.stated)
        size = int(self.report[claim.inputs["denominator"][0]].figure.point)
        within = needed or Interval.everything()
        if item == claim.stated:
            values = {Fraction(k * 100, size * items) for k in range(size * items + 1)}
            printed, decimals, most = rate.point, rate.decimals, 2
        else:
            bound = COUNTS_UP_TO * size
            pairs = denominators_that_give(rate.interval, size, items=items, bound=bound)
            values = {Fraction(count // items) for _, count in pairs}
            printed, decimals, most = Fraction(size), 0, EXAMPLES
        near = sorted(filter(within.contains, values), key=lambda v: (abs(v - printed), v))
        return tuple(format_half_up(value, decimals) for value in near[:most])

    def _held(
        self, alternatives: Sequence[Alternative], conflicts: Sequence[frozenset[str]]
    ) -> tuple[Held, ...]:
        """Return the figures of failing relations that no smallest repair changes."""
        changed = frozenset(item for each in alternatives for item in each.items)
        suspects = [item for claim in self.failing for item in items_of(self.report, claim)]
        return tuple(
            self._why_held(item)
            for item in dict.fromkeys(suspects if self.failing else sorted(conflicts[0]))
            if item in self.report and item not in changed and alternatives
        )

    def _why_held(self, item: str) -> Held:
        """Return what a proof says of changing one figure alone."""
        printed, freed = self.report[item].printed, frozenset({item})
        own = tuple(c for c in self.failing if item in items_of(self.report, c))
        try:
            mended = tuple(c for c in own if self._clash(freed, (c,)) is None)
            if own and not mended:
                return Held(item, printed, (), mends=False)
            clash = self._clash(freed, (*mended, *self.sound)) or frozenset()
            holding = {
                c.id
                for c in self.sound
                if item in c.figure_ids and clash and self._clash(freed, (*mended, c)) is not None
            }
        except UndecidedError:
            return Held(item, printed, ())
        if not holding:  # none of them alone: those of the proof together
            holding = {c.id for c in self.sound if f"claim:{c.id}" in clash}
        return Held(item, printed, tuple(c.id for c in self.sound if c.id in holding))


def _whole(interval: Interval) -> Interval:
    """Return the whole numbers of an interval; the interval itself where it holds none."""
    up = None if interval.lo is None else Fraction(ceil(interval.lo))
    down = None if interval.hi is None else Fraction(floor(interval.hi))
    return interval if up is not None and down is not None and up > down else Interval(up, down)


def _middle(needed: Interval, decimals: int) -> tuple[str, ...]:
    """Return the middle of a range as it would be printed, where the range is narrow."""
    if needed.lo is None or needed.hi is None:
        return ()
    middle = (needed.lo + needed.hi) / 2
    if needed.hi - needed.lo > max(Fraction(10, 10**decimals), abs(middle) / 50):
        return ()
    return (format_half_up(round_half_up(middle, decimals), decimals),)
