"""Many relations of one kind judged at once, by exact whole numbers (成列核验): the second reader.

The verdicts are those of the judge; no float takes part. What a column can't decide (a formula in
which many figures stand several times, a base that may be zero) is left to the judge, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.arrays import (
    SAFE,
    Exact,
    Flags,
    Span,
    chosen,
    difference_sign,
)
from zoneanalysis.relations.cells import Column
from zoneanalysis.relations.directions import conditions_of, meaning_of
from zoneanalysis.relations.formula import (
    Compare,
    Node,
    Num,
    Op,
    Total,
    Var,
    evaluate,
    variables,
)
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.grammar import parse
from zoneanalysis.relations.placing import case_of, ground, whole_param
from zoneanalysis.relations.ranges import CORNERS, addends_of, atoms_of, blocks_of, replaced, walk
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.units import PERCENT

__all__ = ["ASK", "VERDICTS", "judge_columns"]

VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
CONSISTENT, WITHIN, INCONSISTENT, IMPOSSIBLE, OPEN = (
    VERDICTS.index(each)
    for each in (
        Verdict.CONSISTENT,
        Verdict.WITHIN_ROUNDING,
        Verdict.INCONSISTENT,
        Verdict.IMPOSSIBLE,
        Verdict.NOT_ASSESSABLE,
    )
)
# Instead of a verdict: the row is left to the judge.
ASK = -1

Codes = npt.NDArray[np.int8]


def judge_columns(
    relation: Relation, columns: Mapping[str, Sequence[Column]], given: Given
) -> Codes | None:
    """Return the verdict of each row as an index into `VERDICTS`, or `ASK`; None for all to ask.

    Parameters
    ----------
    relation : Relation
    columns : mapping of role to columns
        "stated" among them, where a figure is stated; as many for a role as figures stand for it.
        Their units go together.
    given : Given
        The word that is stated in every row, and the parameters.
    """
    if relation.name == "rate_from_count":
        return _rate(relation, columns, given)
    table = _Table.of(relation, columns)
    if relation.name == "repeat":
        return _repeat(table, columns)
    if relation.name == "direction":
        return _direction(relation, columns, given, table)
    case = case_of(relation, given)
    if case is None or case.open or (relation.bases and given.basis != "nominal"):
        return None
    for need in case.needs:
        for each in ground(relation, given, (need.tree,), table.places):
            if not table.surely(each):
                return None
    trees = ground(relation, given, case.trees, table.places)
    if trees[0].sign == "=" and "stated" in columns:
        return table.equation(trees[0], columns["stated"][0])
    if trees[0].sign == "=":
        assert isinstance(trees[0].left, Num)
        shares = next(iter(columns.values()))[0]
        whole = Column.constant(int(trees[0].left.value), len(table), shares)
        whole = replace(whole, unit=PERCENT)
        return table.equation(trees[0], whole)
    return table.conditions(trees)


@dataclass(frozen=True)
class _Table:
    """Columns in a row, by role, as intervals in base units."""

    places: Mapping[str, Sequence[int]]
    spans: list[Span]
    refused: list[Flags]

    @classmethod
    def of(cls, relation: Relation, columns: Mapping[str, Sequence[Column]]) -> _Table:
        roles = relation.places
        places: dict[str, Sequence[int]] = {}
        spans: list[Span] = []
        for name, many in columns.items():
            places[name] = range(len(spans), len(spans) + len(many))
            spans += [each.exactly().span() if roles[name].exact else each.span() for each in many]
        return cls(places, spans, [])

    def __len__(self) -> int:
        return len(self.spans[0].point.num)

    def surely(self, tree: Compare) -> bool:
        """Note the rows in which a need may not be met; False where that can't be said."""
        gap = self.range_of(Op("-", tree.left, tree.right))
        if gap is None:
            return False
        low = gap.lo.num
        missed = low < 0 if tree.sign == ">=" else (low < 0) | ((low == 0) & ~_flags(gap.lo_open))
        self.refused.append(missed | gap.bad)
        return True

    def asked(self, codes: Codes, span: Span) -> Codes:
        """Leave to the judge the rows that nothing can be said of here."""
        for refused in (*self.refused, span.bad):
            codes[np.broadcast_to(np.asarray(refused, dtype=bool), codes.shape)] = ASK
        return codes

    def range_of(self, node: Node) -> Span | None:
        """Return the exact range of an expression; None where it takes too many corners."""
        match node:
            case Var():
                return self.spans[node.index]
            case Num():
                return Span.exactly(Exact.of(node.value, len(self)))
            case Total():
                return self._sum_of(tuple((1, item) for item in node.items))
            case Op(sign=sign, left=left, right=right):
                if not variables(left) & variables(right):
                    pair = [
                        each.value if isinstance(each, Num) else self.range_of(each)
                        for each in (left, right)
                    ]
                    return None if None in pair else evaluate(Op(sign, Var(0), Var(1)), pair)
                if sign in "+-":
                    return self._sum_of(((1, left), (1 if sign == "+" else -1, right)))
                if len(atoms_of(node)) <= CORNERS:
                    return self._corners(node)
                return self._quotient(left, right) if sign == "/" else None
        return None

    def _sum_of(self, terms: tuple[tuple[Any, Node], ...]) -> Span | None:
        total: Span | None = None
        for block in blocks_of(terms):
            node: Node = Total(tuple(Op("*", Num(terms[i][0]), terms[i][1]) for i in block))
            one = len(block) == 1
            part = self.range_of(terms[block[0]][1]) if one else self._corners(node)
            if part is None:
                return None
            part = part * terms[block[0]][0] if one else part
            total = part if total is None else total + part
        return total

    def _divisors(self, node: Node) -> Flags:
        """Return the rows in which a divisor may be zero or less."""
        bad: Flags = False
        for each in walk(node):
            if isinstance(each, Op) and each.sign == "/" and not isinstance(each.right, Num):
                below = self.range_of(each.right)
                bad = bad | (True if below is None else (below.lo.num <= 0) | below.bad)
        return bad

    def _corners(self, node: Node) -> Span | None:
        atoms = atoms_of(node)
        spans = [self.range_of(atom) for atom in atoms]
        if len(atoms) > CORNERS or None in spans:
            return None
        bad = self._divisors(node)
        slots: list[int] = []
        for atom in atoms:
            own = atom.index if isinstance(atom, Var) else len(self.spans) + len(slots)
            slots.append(own)
            node = node if isinstance(atom, Var) else replaced(node, atom, own)
        boxes = [(s.lo, s.hi, s.point) for s in spans if s is not None]
        values: dict[int, Any] = {}

        def at(corner: Sequence[Exact]) -> Span:
            values.update(zip(slots, map(Span.exactly, corner), strict=True))
            return evaluate(node, values)  # type: ignore[arg-type,no-any-return]

        low: Exact | None = None
        high: Exact | None = None
        for corner in product(*((lo, hi) for lo, hi, _ in boxes)):
            found = at(corner)
            bad = bad | found.bad
            value = found.point
            low = value if low is None else chosen(difference_sign(low, value) <= 0, low, value)
            high = value if high is None else chosen(difference_sign(high, value) >= 0, high, value)
        assert low is not None
        assert high is not None
        point = at([point for *_, point in boxes])
        return Span(point.point, low, high, bad=bad | point.bad)

    def _quotient(self, top: Node, bottom: Node) -> Span | None:
        """Return the range of a quotient of sums that share figures, by Dinkelbach's iteration."""
        below = self.range_of(bottom)
        if below is None:
            return None
        bad = (below.lo.num <= 0) | below.bad
        above = list(addends_of(top))
        terms = (*above, *addends_of(bottom))
        blocks: list[list[tuple[Exact, Exact]]] = []
        for block in blocks_of(terms):
            slots = sorted(frozenset().union(*(variables(terms[i][1]) for i in block)))
            if len(slots) > CORNERS:
                return None
            pairs = []
            for corner in product(*((self.spans[s].lo, self.spans[s].hi) for s in slots)):
                values = dict(zip(slots, map(Span.exactly, corner), strict=True))
                sides: list[Any] = [0, 0]
                for i in block:
                    part = evaluate(terms[i][1], values) * terms[i][0]  # type: ignore[arg-type]
                    sides[i >= len(above)] = part + sides[i >= len(above)]
                    bad = bad | part.bad
                pairs.append(tuple(self._plain(side) for side in sides))
            blocks.append(pairs)  # type: ignore[arg-type]
        nominal = [evaluate(side, self.spans) for side in (top, bottom)]
        bad = bad | nominal[0].bad | nominal[1].bad | (nominal[1].point.num <= 0)
        point = self._over(nominal[0].point, nominal[1].point, bad)
        low, high = (self._extreme(blocks, point, bad, upper=upper) for upper in (False, True))
        return Span(point, low, high, bad=bad)

    def _plain(self, side: Any) -> Exact:
        return side.point if isinstance(side, Span) else Exact.of(side, len(self))

    def _over(self, top: Exact, bottom: Exact, bad: Flags) -> Exact:
        safe = Exact(np.where(bad, 1, bottom.num), bottom.den, max(1, bottom.top), bottom.bottom)
        return top / safe

    def _extreme(
        self, blocks: list[list[tuple[Exact, Exact]]], value: Exact, bad: Flags, *, upper: bool
    ) -> Exact:
        """Return the extreme of Σ top ÷ Σ bottom, one corner chosen in each block of each row."""
        while True:
            tops: Exact | None = None
            bottoms: Exact | None = None
            for pairs in blocks:
                best, gain = pairs[0], pairs[0][0] - value * pairs[0][1]
                for pair in pairs[1:]:
                    other = pair[0] - value * pair[1]
                    order = difference_sign(gain, other)
                    keep = order >= 0 if upper else order <= 0
                    gain = chosen(keep, gain, other)
                    best = (chosen(keep, best[0], pair[0]), chosen(keep, best[1], pair[1]))
                tops = best[0] if tops is None else tops + best[0]
                bottoms = best[1] if bottoms is None else bottoms + best[1]
            assert tops is not None
            assert bottoms is not None
            found = self._over(tops, bottoms, bad)
            if not np.any((difference_sign(found, value) != 0) & ~_flags(bad)):
                return found
            value = found

    def equation(self, tree: Compare, stated: Column) -> Codes | None:
        """Return verdicts on a stated column by what the others give for it."""
        found = self.range_of(tree.right)
        if found is None:
            return None
        own, printing = stated.span(), stated.span(printing=True)
        above, below = difference_sign(found.lo, own.hi), difference_sign(found.hi, own.lo)
        meets = (above < 0) | ((above == 0) & ~_flags(found.lo_open | own.hi_open))
        meets &= (below > 0) | ((below == 0) & ~_flags(found.hi_open | own.lo_open))
        low = difference_sign(found.point, printing.lo)
        high = difference_sign(found.point, printing.hi)
        printed = (low > 0) | ((low == 0) & ~_flags(printing.lo_open))
        printed &= (high < 0) | ((high == 0) & ~_flags(printing.hi_open))
        codes = np.where(meets, np.where(printed, CONSISTENT, WITHIN), INCONSISTENT)
        return self.asked(codes.astype(np.int8), found)

    def conditions(self, trees: Sequence[Compare]) -> Codes | None:
        """Return verdicts on conditions: each must hold, can hold, or can't."""
        rows = len(self)
        failed, missed = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool)
        whole: Span | None = None
        for tree in trees:
            gap = self.range_of(Op("-", tree.left, tree.right))
            if gap is None:
                return None
            point, lo, hi = (each.num for each in (gap.point, gap.lo, gap.hi))
            strict = tree.sign in "<>"
            low = (lo < 0) | ((lo == 0) & ~_flags(gap.lo_open) & (not strict))
            high = (hi > 0) | ((hi == 0) & ~_flags(gap.hi_open) & (not strict))
            if tree.sign == "=":
                can, holds = low & high, point == 0
            elif tree.sign.startswith(">"):
                can, holds = high, point > 0 if strict else point >= 0
            else:
                can, holds = low, point < 0 if strict else point <= 0
            failed |= ~np.asarray(can, dtype=bool)
            missed |= ~np.asarray(holds, dtype=bool)
            whole = gap if whole is None else replace(whole, bad=whole.bad | gap.bad)
        assert whole is not None
        codes = np.where(failed, INCONSISTENT, np.where(missed, WITHIN, CONSISTENT))
        return self.asked(codes.astype(np.int8), whole)


def _flags(value: Flags) -> Any:
    return np.asarray(value, dtype=bool)


def _repeat(table: _Table, columns: Mapping[str, Sequence[Column]]) -> Codes | None:
    if len(columns["other"]) != 1:
        return None
    first, other = columns["stated"][0], columns["other"][0]
    codes = table.equation(Compare(Var(0), "=", Var(1)), first)
    assert codes is not None
    back = _Table({}, [other.span(), first.exactly().span()], []).equation(
        Compare(Var(0), "=", Var(1)), other
    )
    assert back is not None
    codes[(codes == WITHIN) & (back == CONSISTENT) & (other.half != 0)] = CONSISTENT
    places = [each.unit.scale / each.scale for each in (first, other)]
    ratio = places[0] / places[1]
    alike = first.half * ratio.numerator == other.half * ratio.denominator
    codes[(codes == WITHIN) & _flags(alike)] = INCONSISTENT
    return codes


def _direction(
    relation: Relation, columns: Mapping[str, Sequence[Column]], given: Given, table: _Table
) -> Codes | None:
    meaning = meaning_of(given.word, relation.vocabulary)
    if meaning is None or meaning in {"forecast", "doubles", "quadruples"}:
        return None

    def codes(meaning: str) -> Codes | None:
        wanted = conditions_of(meaning, given.inputs)
        if not wanted:
            return None
        trees = ground(relation, given, parse("; ".join(wanted)), table.places)  # type: ignore[arg-type]
        return table.conditions(trees)

    if meaning not in {"narrows", "widens"} or not {"before", "after"} <= set(columns):
        return codes(meaning)
    if "value" in columns:
        return None
    # 收窄 and 扩大 are of a decline or of an increase, row by row
    roles = ("before", "after") if meaning == "narrows" else ("after", "before")
    first, second = (columns[role][0].point for role in roles)
    decline = np.where(first != 0, first, second) < 0
    falling, rising = codes(f"decline {meaning}"), codes(f"increase {meaning}")
    assert falling is not None
    assert rising is not None
    return np.where(decline, falling, rising).astype(np.int8)


def _rate(
    relation: Relation, columns: Mapping[str, Sequence[Column]], given: Given
) -> Codes | None:
    stated, size = columns["stated"][0], columns["denominator"][0]
    others = {role: columns[role][0] for role in ("numerator", "complement") if role in columns}
    items = whole_param(relation, given, "items")
    if stated.unit.scale != 1 or (stated.reach + 1) * (size.reach + 1) * items * 4 >= SAFE:
        return None
    ask = size.half != 0
    for column in others.values():
        ask = ask | (column.half != 0)
    count = np.where(ask, 1, size.point // size.scale)
    counts = {role: column.point // column.scale for role, column in others.items()}
    low, high, low_open, high_open = stated.ends()
    whole, scaled = 100 * stated.scale, count * items
    first = -((-low * scaled) // whole)
    first = np.maximum(first + (low_open & (first * whole == low * scaled)), 0)
    last = (high * scaled) // whole
    last = np.minimum(last - (high_open & (last * whole == high * scaled)), scaled)
    unfit = count <= 0
    too_many = np.zeros(len(stated), dtype=bool)
    for number in counts.values():
        unfit = unfit | (number < 0)
        too_many = too_many | (number > count)
    over, under = np.maximum(first, 0) * 100, scaled
    if counts:
        known = counts["numerator"] if "numerator" in counts else count - counts["complement"]
        over, under = known * 100, count
    under = np.where(under > 0, under, 1)
    exact = Exact(over, under, int(np.max(np.abs(over))) + 1, int(np.max(under)))
    table = _Table({}, [Span.exactly(exact)], [])
    codes = table.equation(Compare(Var(0), "=", Var(0)), stated)
    assert codes is not None
    if len(counts) == 2:
        codes[counts["numerator"] + counts["complement"] != count] = INCONSISTENT
    if not counts:
        codes[(high - low) * scaled >= whole] = OPEN
        codes[first > last] = IMPOSSIBLE
    codes[too_many] = INCONSISTENT
    codes[unfit] = OPEN
    codes[np.asarray(ask, dtype=bool)] = ASK
    return codes
