"""How well the audit finds planted errors, how often the repair is right, and how fast it is.

    python -m benchmarks.audit [--reports 1000] [--repairs 150] [--only errors|repair|speed]

(a) One digit, one sign or one unit changed at a time in every figure of every relation that holds,
in the reports of ``data/`` and in generated ones (see audit_reports). A second, plain
implementation (audit_oracle) says which changes stay within the slack of rounding.
(b) One figure of a whole report changed beyond the slack: is it what the smallest repair names?
(c) Relations judged a second on one core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarks.audit_oracle import JUDGES, can_hold
from benchmarks.audit_reports import make_report
from zoneanalysis.audit import audit
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.tables import check_table
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Claim, Report
from zoneanalysis.values.figures import Bound, Figure

ROOT = Path(__file__).resolve().parents[1]
OTHER_UNIT = {"亿元": "万元", "万元": "亿元", "亩": "公顷", "万平方米": "平方米"}
# Where a change makes the formula senseless (a base or a count that may be zero or less), these
# checks say "not assessable" and why, although no values could make the relation hold.
OPEN_BY_KIND = {
    "share",
    "rate_from_count",
    "growth_from_levels",
    "growth_from_parts",
    "growth_from_change",
    "contribution",
    "average",
}
FINDINGS = {"inconsistent", "impossible"}


@dataclass(frozen=True)
class Relation:
    """A relation as the cells of a table: check, printed cells by role, parameters."""

    check: str
    cells: Mapping[str, tuple[str, ...]]
    params: Mapping[str, str]

    def key(self) -> tuple[object, ...]:
        """Relations with one key go into one table."""
        shape = tuple((role, len(cells)) for role, cells in self.cells.items())
        return self.check, shape, tuple(sorted(self.params.items()))


def relations(report: Report) -> Iterator[Relation]:
    """Yield the relations of a report that hold, as cells."""
    for claim, result in zip(report.claims, audit(report).results, strict=False):
        partial = claim.check == "sum" and claim.params.get("complete") == "no"
        if not (result.verdict.holds or partial) or claim.params.get("named"):
            continue
        if claim.check not in JUDGES:
            continue
        figures = [report[each].figure for each in claim.figure_ids if each in report]
        if any(figure.bound is not Bound.NONE for figure in figures):
            continue
        cells = {
            role: tuple(_cell(report, each) for each in ids) for role, ids in claim.inputs.items()
        }
        params = dict(claim.params)
        if claim.stated in report:
            cells = {"stated": (_cell(report, claim.stated),), **cells}
        elif claim.stated:
            params["stated"] = claim.stated
        if claim.check == "schedule" and "elapsed" not in params:
            params["elapsed"] = str(report[claim.inputs["achieved"][0]].period.elapsed)
        if claim.check == "list_count":
            cells.pop("item", None)
        yield Relation(claim.check, cells, params)


def _cell(report: Report, name: str) -> str:
    figure = report[name].figure
    counted = figure.unit.is_count and figure.unit.scale == 1
    return figure.number + ("个" if counted else figure.unit.symbol)


def judged(batch: list[Relation]) -> list[str]:
    """Return the verdicts of relations of one key, through the table function."""
    frame, params = table_of(batch)
    return check_table(batch[0].check, frame, **params)["verdict"].tolist()


def table_of(batch: list[Relation]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return relations of one key as a table and its parameters."""
    rows = [
        {
            role if len(cells) == 1 and not _repeats(each.check, role) else f"{role}_{i}": cell
            for role, cells in each.cells.items()
            for i, cell in enumerate(cells, 1)
        }
        for each in batch
    ]
    frame, params = pd.DataFrame(rows), dict(batch[0].params)
    if "stated" in params:
        frame["stated"] = params.pop("stated")
    names = params.pop("items", "")
    for i, name in enumerate(names.split("|") if names else (), 1):
        frame[f"item_{i}"] = name
    for unused in ("earlier_period", "better"):
        params.pop(unused, None)
    return frame, params


def _repeats(check: str, role: str) -> bool:
    known = CHECKS[check].role(role)
    return known is not None and known.repeats


def changes(cell: str, source: random.Random) -> Iterator[tuple[str, str]]:
    """Yield ("digit" | "sign" | "unit", changed cell): each digit once, the sign, the unit."""
    number = cell.rstrip("%个百分点亿万元亩公顷平方米")
    symbol = cell[len(number) :]
    for i, old in enumerate(number):
        if old.isdigit():
            new = source.choice([digit for digit in "0123456789" if digit != old])
            yield "digit", number[:i] + new + number[i + 1 :] + symbol
    if symbol in {"%", "个百分点"} and any(c in "123456789" for c in number):
        yield "sign", (number[1:] if number.startswith("-") else f"-{number}") + symbol
    if symbol in OTHER_UNIT and any(c in "123456789" for c in number):
        yield "unit", number + OTHER_UNIT[symbol]


def planted(relation: Relation, source: random.Random) -> Iterator[tuple[str, Relation]]:
    """Yield the relation with one change at a time in each of its figures."""
    for role, cells in relation.cells.items():
        for i, cell in enumerate(cells):
            for kind, changed in changes(cell, source):
                swapped = (*cells[:i], changed, *cells[i + 1 :])
                yield kind, replace(relation, cells={**relation.cells, role: swapped})


def possible(relation: Relation) -> bool | None:
    """Return whether the oracle lets a relation stand; None where it makes no sense to ask."""
    try:
        return can_hold(relation.check, relation.cells, relation.params)
    except ZeroDivisionError:
        return None


def bench_errors(reports: Iterable[Report]) -> bool:
    """Print the table of planted errors; return whether nothing was missed or wrongly alarmed."""
    source = random.Random("planted errors")
    unchanged: dict[tuple[object, ...], list[Relation]] = defaultdict(list)
    altered: dict[tuple[object, ...], list[tuple[str, Relation]]] = defaultdict(list)
    for report in reports:
        for relation in relations(report):
            unchanged[relation.key()].append(relation)
            for kind, changed in planted(relation, source):
                altered[changed.key()].append((kind, changed))
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for batch in unchanged.values():
        for verdict in judged(batch):
            rows[batch[0].check]["unchanged"] += 1
            rows[batch[0].check]["false alarms"] += verdict in FINDINGS
    odd = []
    opened: Counter[tuple[str, str]] = Counter()
    for pairs in altered.values():
        for (kind, relation), verdict in zip(pairs, judged([r for _, r in pairs]), strict=True):
            row, can = rows[relation.check], possible(relation)
            if can is None:
                row["undefined"] += 1
            elif verdict == "not assessable" and relation.check != "sum":
                row["open, can hold" if can else "open, cannot hold"] += 1
                if not can:
                    opened[kind, relation.check] += 1
            elif can:
                row["within"] += 1
                row["wrongly found"] += verdict in FINDINGS
            else:
                row["beyond"] += 1
                row[f"{kind} beyond"] += 1
                row["detected"] += verdict in FINDINGS
                if verdict not in FINDINGS:
                    odd.append((kind, relation, verdict))
    columns = ["unchanged", "false alarms", "beyond", "detected", "within", "wrongly found",
               "undefined", "open, can hold", "open, cannot hold", "digit beyond",
               "sign beyond", "unit beyond"]  # fmt: skip
    table = pd.DataFrame({check: rows[check] for check in CHECKS if check in rows}).T
    table = table.reindex(columns=columns).fillna(0).astype(int)
    table.loc["total"] = table.sum()
    print(table.to_string(), "\n")
    for (kind, check), number in opened.most_common():
        print(f"not assessable although it cannot hold: {check}, {kind} changed: {number}")
    for kind, relation, verdict in odd[:5]:
        print("missed:", kind, relation, verdict)
    total = table.loc["total"]
    return bool(
        total["false alarms"] == 0
        and total["wrongly found"] == 0
        and total["beyond"] == total["detected"]
        and {check for _, check in opened} <= OPEN_BY_KIND
    )


def bench_repair(number: int) -> None:
    """Print how often the planted figure is what the smallest repair names."""
    source = random.Random("repair")
    outcome: Counter[str] = Counter()
    spent, incomplete = 0.0, 0
    for seed in range(number):
        report = make_report(10_000 + seed)
        tied = [row.figure for row in audit(report).coverage if row.is_tied]
        name = source.choice(tied)
        wrong = _with_wrong(report, name, source)
        found = audit(wrong)
        if not found.findings:
            outcome["not detectable alone"] += 1
        start = time.perf_counter()
        repair = found.repair
        spent += time.perf_counter() - start
        outcome[_judged(name, repair.clusters)] += 1
        incomplete += not all(cluster.complete for cluster in repair.clusters)
    for label, count in outcome.most_common():
        print(f"  {label}: {count} of {number}")
    print(f"  search not completed: {incomplete} of {number}")
    print(f"  {spent / number * 1000:.0f} ms a report\n")


def _with_wrong(report: Report, name: str, source: random.Random) -> Report:
    observations = []
    for each in report:
        if each.id == name:
            cell = each.figure.number + each.figure.unit.symbol
            digits = [c for kind, c in changes(cell, source) if kind == "digit"]
            text = source.choice(digits).removesuffix(each.figure.unit.symbol)
            each = replace(each, figure=Figure.of(Decimal(text), each.figure.unit.symbol))
        observations.append(each)
    return replace(report, observations=tuple(observations))


def _judged(name: str, clusters: Iterable[object]) -> str:
    alternatives = [a for cluster in clusters for a in cluster.alternatives]  # type: ignore[attr-defined]
    if not alternatives:
        return "within the slack: nothing to repair"
    if not any(name in a.items for a in alternatives):
        return "another figure named"
    if len(alternatives) == 1:
        return "the planted figure, and it alone"
    first = alternatives[0].items == frozenset({name})
    return "the planted figure first of several" if first else "the planted figure among several"


def bench_speed() -> None:
    """Print relations judged a second of processor time: verdicts in tables, and whole audits.

    What explains a verdict is made when it is read: audits are timed without and with that.
    """
    pool = [relation for seed in range(60) for relation in relations(make_report(seed))]
    print("verdicts of tables, cells as text (one core):")
    for size in (35, 350, 3_500, 35_000, 350_000):
        batches: dict[tuple[object, ...], list[Relation]] = defaultdict(list)
        for i in range(size):
            relation = pool[i * 7919 % len(pool)]
            batches[relation.key()].append(relation)
        frames = [(batch[0], table_of(batch)) for batch in batches.values()]
        start = time.process_time()
        for relation, (frame, params) in frames:
            check_table(relation.check, frame, **params)
        spent = time.process_time() - start
        print(f"  {size:>7} relations: {spent:8.3f} s, {size / spent:>10,.0f} a second")
    print("whole audits (the best of some), and with every sentence and number read:")
    for copies in (1, 10, 100):
        report = joined([make_report(seed, f"r{seed}-") for seed in range(copies)])
        size, rounds = len(report.claims), [_timed(report) for _ in range(max(60 // copies, 3))]
        alone, told = (min(times) for times in zip(*rounds, strict=True))
        print(f"  {size:>7} relations: {alone:8.3f} s, {size / alone:>10,.0f} a second; "
              f"all read {told:8.3f} s, {size / told:>10,.0f} a second")  # fmt: skip


def _timed(report: Report) -> tuple[float, float]:
    """Return the seconds that an audit takes, and with everything that it says read."""
    start = time.process_time()
    results = audit(report).results
    done = time.process_time() - start
    for each in results:
        for said in (each.words, each.reason, each.not_shown, *each.alternatives):
            said.render("zh")
    return done, time.process_time() - start


def joined(reports: list[Report]) -> Report:
    """Return one report with the figures and relations of several."""
    claims: list[Claim] = [claim for report in reports for claim in report.claims]
    observations = [each for report in reports for each in report]
    return replace(reports[0], observations=tuple(observations), claims=tuple(claims))


def main() -> int:
    """Run what is asked for; 1 where an error was missed or a true relation called wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--repairs", type=int, default=150)
    parser.add_argument("--only", choices=["errors", "repair", "speed"])
    chosen = parser.parse_args()
    sound = True
    if chosen.only in {None, "errors"}:
        package = DataPackage(ROOT / "data")
        for title, reports in (
            ("the reports in data/", [package.read(name) for name in package.reports()]),
            (f"{chosen.reports} generated reports", map(make_report, range(chosen.reports))),
        ):
            print(f"planted errors, {title}:")
            sound = bench_errors(reports) and sound
    if chosen.only in {None, "repair"}:
        print(f"smallest repair, {chosen.repairs} generated reports with one wrong digit:")
        bench_repair(chosen.repairs)
    if chosen.only in {None, "speed"}:
        bench_speed()
    return 0 if sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
