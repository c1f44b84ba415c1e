"""The smallest repair (最小修复): exact conflicts, hitting sets by MILP, answers confirmed.

A set of figures is a repair if, with them free and all others within their rounding, every relation
can hold (I. P. Fellegi & D. Holt, *Journal of the American Statistical Association* 71, 1976,
doi:10.1080/01621459.1976.10481472). Conflicts are sets of which at least one member must be wrong.
The smallest set that meets all known conflicts is tried; where it is no repair, the exact proof of
that is a new conflict, until it is one (E. Moreno-Centeno & R. M. Karp, *Operations Research* 61,
2013, doi:10.1287/opre.1120.1139).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from zoneanalysis.checks.claims import RoundingOf, figure_of
from zoneanalysis.checks.rates import attainable, denominators_that_give
from zoneanalysis.formatting import MINUS, format_half_up, round_half_up
from zoneanalysis.intervals import Interval
from zoneanalysis.localise.branching import UndecidedError, solve
from zoneanalysis.localise.hitting import smallest_hitting_set
from zoneanalysis.localise.relations import System, items_of, word_item
from zoneanalysis.localise.repair import Alternative, Change, Cluster, Held, Repair
from zoneanalysis.localise.simplex import Infeasible
from zoneanalysis.localise.slips import slips_within
from zoneanalysis.messages import Message
from zoneanalysis.reports import Claim, Report
from zoneanalysis.results import CheckResult, Verdict

__all__ = ["smallest_repair"]

ALTERNATIVES = 24  # listed at most, a cluster
TRIALS = 400  # sets tried at most, a cluster
SLIPS = 4  # named at most, a change
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

    Parameters
    ----------
    report : Report
    claims : sequence of Claim
    results : sequence of CheckResult
        One for each claim; relations that could not be assessed bind nothing.
    rounding : Rounding, mapping or None
        As in the audit.
    limit : int
        Alternatives listed at most, for each cluster of figures that hang together.
    """
    pairs = [(c, r) for c, r in zip(claims, results, strict=True) if _binds(report, c, r)]
    system = System(report, tuple(c for c, _ in pairs), _adjusted(report, pairs), rounding)
    clusters, notes = [], []
    for group in _components(report, pairs):
        if len(group) > LARGEST and not any(r.verdict.is_finding for _, r in group):
            notes.append(
                Message(
                    "{number} relations hang together; whether they can all hold at once was "
                    "not looked into",
                    {"number": len(group)},
                )
            )
            continue
        cluster = _Search(system, group, limit).run()
        if cluster is not None and (cluster.claims or cluster.joint):
            clusters.append(cluster)
        elif cluster is not None:
            notes.append(
                Message(
                    "whether {number} relations that hang together can all hold at once could "
                    "not be decided",
                    {"number": len(group)},
                )
            )
    return Repair(tuple(clusters), tuple(notes))


def _binds(report: Report, claim: Claim, result: CheckResult) -> bool:
    """Whether a relation says something that can be written down and must hold."""
    if result.verdict is not Verdict.NOT_ASSESSABLE:
        times = claim.check == "direction" and claim.stated.endswith("倍")
        return not times
    if (
        claim.check != "sum"
        or result.recomputed is not None
        or claim.params.get("complete") == "yes"
    ):
        return False
    # parts of a partial list: they may not exceed their total
    ids = claim.inputs.get("part", ())
    known = [report[each].figure for each in (claim.stated, *ids) if each in report]
    dimensions = {figure.unit.dimension for figure in known}
    return (
        len(known) == len(ids) + 1
        and len(ids) > 0
        and len(dimensions) == 1
        and not dimensions & {"percent", "point"}
        and all(figure.interval.lo is not None and figure.interval.lo >= 0 for figure in known)
    )


def _adjusted(report: Report, pairs: Iterable[tuple[Claim, CheckResult]]) -> frozenset[str]:
    found: set[str] = set()
    for claim, _ in pairs:
        if claim.check == "shares_sum" and claim.params.get("complete") == "yes":
            ids = claim.inputs.get("share", ())
            if sum((report[each].figure.point for each in ids), Fraction(0)) == 100:
                found.update(ids)
    return frozenset(found)


Pair = tuple[Claim, CheckResult]


def _components(report: Report, pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return the relations in groups that share no figure and no word."""
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for claim, _ in pairs:
        items = items_of(report, claim)
        for other in items[1:]:
            parent[root(other)] = root(items[0])
    groups: dict[str, list[Pair]] = defaultdict(list)
    for claim, result in pairs:
        items = items_of(report, claim)
        if items:
            groups[root(items[0])].append((claim, result))
    return list(groups.values())


@dataclass
class _Search:
    """The search in one group of relations."""

    system: System
    group: Sequence[Pair]
    limit: int

    def __post_init__(self) -> None:
        self.report = self.system.report
        self.claims = tuple(claim for claim, _ in self.group)
        self.failing = tuple(c for c, r in self.group if r.verdict.is_finding)
        self.holding: dict[str, list[str]] = defaultdict(list)
        self.weights: dict[str, int] = defaultdict(int)
        for claim, result in self.group:
            if not result.verdict.is_finding:
                for item in items_of(self.report, claim):
                    self.holding[item].append(claim.id)
                    self.weights[item] += result.verdict.holds

    def run(self) -> Cluster | None:
        """Return the cluster of repairs, or None where everything holds together."""
        conflicts = [frozenset(items_of(self.report, claim)) for claim in self.failing]
        joint: list[tuple[str, ...]] = []
        if not conflicts:
            try:
                clash = self._clash(frozenset())
            except UndecidedError:
                return Cluster((), (), (), (), complete=False)
            if clash is None:
                return None
            conflicts.append(clash)
            joint.append(self._irreducible())
        found, complete = self._alternatives(conflicts)
        alternatives = tuple(
            Alternative(
                tuple(self._change(item, items) for item in sorted(items)),
                sum(self.weights.get(item, 0) for item in items),
            )
            for items in found
        )
        ordered = tuple(
            sorted(
                alternatives,
                key=lambda a: (
                    a.weight,
                    sum(not change.slips for change in a.changes),
                    sum(self._size(change) for change in a.changes),
                    sorted(a.items),
                ),
            )
        )
        return Cluster(
            claims=tuple(claim.id for claim in self.failing),
            joint=tuple(joint),
            alternatives=ordered,
            held=self._held(ordered, conflicts) if complete else (),
            complete=complete,
        )

    def _size(self, change: Change) -> Fraction:
        """Return how large a change is for what is printed; 1 where that can't be said."""
        if not (change.is_figure and change.values):
            return Fraction(1)
        printed = self.report[change.item].figure.point
        wanted = Fraction(change.values[0].replace(MINUS, "-"))
        return abs(wanted - printed) / abs(printed) if printed else Fraction(1)

    def _alternatives(self, conflicts: list[frozenset[str]]) -> tuple[list[frozenset[str]], bool]:
        """Return the smallest repairs and whether they are all there are."""
        found: list[frozenset[str]] = []
        excluded: list[frozenset[str]] = []
        decided = True
        for _ in range(TRIALS):
            candidate = smallest_hitting_set(conflicts, self.weights, excluded)
            if candidate is None or (found and len(candidate) > len(found[0])):
                return found, decided
            if len(found) == self.limit:
                return found, False
            try:
                clash = self._clash(candidate)
            except UndecidedError:
                decided = False
                excluded.append(candidate)
                continue
            if clash is None:
                found.append(candidate)
                excluded.append(candidate)
            elif not clash:
                return found, decided
            else:
                conflicts.append(clash)
        return found, False

    def _clash(self, freed: frozenset[str]) -> frozenset[str] | None:
        """Return items that clash with *freed* free; None where everything can hold."""
        try:
            solve(self.system.model(freed, self.claims).model)
        except Infeasible as clash:
            return frozenset(each for each in clash.reasons if not each.startswith("claim:"))
        return None

    def _irreducible(self) -> tuple[str, ...]:
        """Return relations that clash, none of which can be left out."""
        kept = list(self.claims)
        for claim in self.claims:
            rest = tuple(each for each in kept if each is not claim)
            try:
                solve(self.system.model(frozenset(), rest).model)
            except Infeasible:
                kept = list(rest)
            except UndecidedError:
                pass
        return tuple(claim.id for claim in kept)

    def _change(self, item: str, freed: frozenset[str]) -> Change:
        if item not in self.report:
            return Change(item, self._words(item))
        observation = self.report[item]
        figure = figure_of(observation, self.system.rounding)
        scale, decimals = figure.unit.scale, figure.decimals
        needed = self._projection(item, freed)
        if needed is not None:
            needed = needed * (1 / scale)
            if figure.exact:
                needed = _whole(needed)
        values = self._single_values(item, needed)
        slips: tuple[str, ...] = ()
        if values:
            needed = None
        elif needed is not None and needed.width is not None:
            slips = slips_within(figure, needed)[:SLIPS]
            values = _middle(needed, decimals)
        return Change(item, observation.printed, needed, figure.unit, decimals, values, slips)

    def _words(self, item: str) -> str:
        for claim in self.claims:
            if word_item(claim) == item:
                return claim.params.get("items") or claim.stated or claim.check
        return item

    def _projection(self, item: str, freed: frozenset[str]) -> Interval | None:
        """Return the range of a freed figure in base units; exact where it stands in no product."""
        encoding = self.system.model(freed, self.claims)
        if item not in encoding.variables:
            return None
        simplex, variable = encoding.model.simplex, encoding.variables[item]
        simplex.solve()
        return Interval(
            simplex.copy().extreme(variable, largest=False),
            simplex.copy().extreme(variable, largest=True),
        )

    def _single_values(self, item: str, needed: Interval | None) -> tuple[str, ...]:
        """Return the nearest rates, or counts, that a whole number of things allows."""
        rates = [c for c in self.claims if c.check == "rate_from_count" and item in c.figure_ids]
        if not rates or any({"numerator", "complement"} & set(c.inputs) for c in rates):
            return ()
        claim, items = rates[0], int(rates[0].params.get("items", "1"))
        rate = figure_of(self.report[claim.stated], self.system.rounding)
        size = int(self.report[claim.inputs["denominator"][0]].figure.point)
        within = needed or Interval.everything()
        if item == claim.stated:
            everything = attainable(Interval(Fraction(0), Fraction(100)), size, items)
            nearest = sorted(
                (v for k in everything if within.contains(v := Fraction(k * 100, size * items))),
                key=lambda value: (abs(value - rate.point), value),
            )[:2]
            return tuple(format_half_up(value, rate.decimals) for value in nearest)
        pairs = denominators_that_give(rate.interval, size, items=items, bound=10 * size)
        fitting = (pair.denominator // items for pair in pairs)
        return tuple(str(n) for n in islice((n for n in fitting if within.contains(n)), 3))

    def _held(
        self, alternatives: Sequence[Alternative], conflicts: Sequence[frozenset[str]]
    ) -> tuple[Held, ...]:
        """Return the figures of failing relations that no smallest repair changes."""
        changed = (
            frozenset().union(*(a.items for a in alternatives)) if alternatives else frozenset()
        )
        suspects: dict[str, None] = {}
        for claim in self.failing:
            suspects.update(dict.fromkeys(items_of(self.report, claim)))
        if not self.failing:
            suspects.update(dict.fromkeys(sorted(conflicts[0])))
        return tuple(
            Held(item, self.report[item].printed, tuple(self.holding.get(item, ())))
            for item in suspects
            if item in self.report and item not in changed and alternatives
        )


def _whole(interval: Interval) -> Interval:
    """Return the whole numbers of an interval; the interval itself where it holds none."""
    lo, hi = interval.lo, interval.hi
    up = None if lo is None else Fraction(-(-lo.numerator // lo.denominator))
    down = None if hi is None else Fraction(hi.numerator // hi.denominator)
    return interval if up is not None and down is not None and up > down else Interval(up, down)


def _middle(needed: Interval, decimals: int) -> tuple[str, ...]:
    """Return the middle of a range as it would be printed, where the range is narrow."""
    if needed.lo is None or needed.hi is None:
        return ()
    middle = (needed.lo + needed.hi) / 2
    if needed.hi - needed.lo > max(Fraction(10, 10**decimals), abs(middle) / 50):
        return ()
    return (format_half_up(round_half_up(middle, decimals), decimals),)
