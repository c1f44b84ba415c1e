"""Relations across reports on generated cities: what is found, what is accused, how long it takes.

Cities are true by construction: exact levels that grow, each printed number rounded half up on its
own. Revisions are planted as offices make them: the level of a year before is put right, printed
anew or only implied by growth, and statements about the earlier rate follow the revised one.
Contradictions are planted into some; any other finding is a false alarm.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

from zoneanalysis.audit import audit
from zoneanalysis.history import across
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Claim, Indicator, Observation, PastClaim, Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up, round_half_up
from zoneanalysis.values.periods import Period

INDICATORS = ("investment", "trade", "revenue", "output", "sales")
KNOWN = {
    each: Indicator(each, each, each, unit="亿元", growth_basis="nominal") for each in INDICATORS
}
KINDS = ("change", "difference", "word", "halves", "cumulated")
FIRST = 2004
AREA = ("code", "gb2260", "name_zh", "name_en", "short_zh", "short_en", "kind", "parent", "members")
INDICATOR = ("code", "name_zh", "name_en", "definition_zh", "definition_en", "unit", "direction",
             "growth_basis", "aliases")  # fmt: skip
FIGURE = ("id", "printed", "char_start", "section", "indicator", "ref_area", "time_period",
          "measure", "obs_value", "unit_measure", "obs_status", "basis", "bound",
          "note")  # fmt: skip
CLAIM = ("id", "check", "stated", "inputs", "params", "section", "note")


@dataclass
class City:
    """A city's reports with what was planted: places of contradictions, number of revisions."""

    reports: list[Report] = field(default_factory=list)
    planted: dict[tuple[str, str], str] = field(default_factory=dict)
    revisions: set[tuple[str, str]] = field(default_factory=set)


def _half_years(count: int) -> list[Period]:
    return [Period.ytd(FIRST + n // 2, 12 if n % 2 else 6) for n in range(count)]


def make_city(code: str, count: int, source: random.Random, *, plant: bool) -> City:
    """Return a city with *count* half-year and yearly reports."""
    city = City()
    true = _levels(count, source)
    counts = _counts(count, source)
    published = dict(true)
    for number, period in enumerate(_half_years(count)):
        report_id = f"{code.lower()}-{number:02d}"
        made = _Printed(report_id, code, period)
        for each in INDICATORS:
            before = period.previous_year()
            revised = (each, before) in published and source.random() < 0.06
            if revised:
                shift = source.choice((-1, 1)) * Fraction(source.randint(10, 30), 1000)
                published[each, before] *= 1 + shift
            _print_indicator(made, each, published, period, source, revised=revised)
            if revised:
                city.revisions.add((report_id, each))
        made.number(counts[number], counts[number - 2] if number > 1 else None)
        report = made.report()
        if plant and source.random() < 0.3:
            report = _contradict(report, made, source, city)
        city.reports.append(report)
    return city


def _levels(count: int, source: random.Random) -> dict[tuple[str, Period], Fraction]:
    found = {}
    for each in INDICATORS:
        halves: list[Fraction] = []
        for number in range(count):
            grown = 1 + Fraction(source.randint(-150, 250), 1000)
            base = halves[number - 2] if number > 1 else Fraction(source.randint(4000, 90000), 100)
            halves.append(base * grown)
        for number, period in enumerate(_half_years(count)):
            own = halves[number]
            found[each, period] = own + halves[number - 1] if number % 2 else own
    return found


def _counts(count: int, source: random.Random) -> list[int]:
    return [source.randint(30, 150) * (1 + number % 2) for number in range(count)]


class _Printed:
    """A report under construction."""

    def __init__(self, report_id: str, area: str, period: Period) -> None:
        self.id, self.area, self.period = report_id, area, period
        self.figures: list[Observation] = []
        self.claims: list[Claim] = []
        self.past: list[PastClaim] = []
        self.places: dict[tuple[str, str], str] = {}

    def print(
        self, name: str, value: Fraction, places: int, symbol: str, measure: str, period: Period
    ) -> str:
        figure_id = f"f{len(self.figures) + 1:03d}"
        text = format_half_up(value, places, minus="-")
        figure = Figure.of(Decimal(text), symbol, printed=text + symbol)
        basis = "nominal" if measure in {"level", "yoy", "pp_change"} else "unknown"
        self.figures.append(
            Observation(figure_id, figure, name, self.area, period, measure, basis=basis)
        )
        return figure_id

    def number(self, now: int, before: int | None) -> None:
        """Print a count and by how many it differs from a year before."""
        count = self.print("projects", Fraction(now), 0, "个", "count", self.period)
        if before is not None:
            change = self.print("projects", Fraction(now - before), 0, "个", "other", self.period)
            claim = Claim(f"p{len(self.past) + 1:02d}", "difference", change, {"later": (count,)})
            self.past.append(PastClaim(claim, {"earlier": (self.period.previous_year(),)}))
            self.places["difference", ""] = change

    def report(self) -> Report:
        meta = {"area": self.area, "period": str(self.period)}
        return Report(
            self.id, meta, tuple(self.figures), tuple(self.claims), past=tuple(self.past),
            indicators=KNOWN,
        )  # fmt: skip


def _print_indicator(
    made: _Printed,
    name: str,
    published: dict[tuple[str, Period], Fraction],
    period: Period,
    source: random.Random,
    *,
    revised: bool,
) -> None:
    """Print level, growth, its change, and what words say of them."""
    level = published[name, period]
    made.places["level", name] = made.print(name, level, 2, "亿元", "level", period)
    before = period.previous_year()
    if (name, before) not in published:
        return
    growth = (level / published[name, before] - 1) * 100
    rate = made.print(name, growth, 1, "%", "yoy", period)
    if revised and source.random() < 0.5:
        made.print(name, published[name, before], 2, "亿元", "level", before)
    earlier = before.previous_year()
    if (name, earlier) in published:
        then = (published[name, before] / published[name, earlier] - 1) * 100
        change = made.print(name, growth - then, 1, "个百分点", "pp_change", period)
        made.claims.append(
            Claim(
                f"c{len(made.claims) + 1:03d}", "pp_change", change, {"later": (rate,)},
                {"earlier_period": str(before)},
            )
        )  # fmt: skip
        made.places["change", name] = change
        if round_half_up(then, 1) < 0 < round_half_up(growth, 1) and not revised:
            claim = Claim(f"p{len(made.past) + 1:02d}", "direction", "由负转正", {"after": (rate,)})
            made.past.append(PastClaim(claim, {"before": (before,)}))
        elif round_half_up(then, 1) > 0 and round_half_up(growth, 1) > 0:
            made.places["word", name] = rate
    if period.end.month == 12:
        half = Period.ytd(period.year, 6)
        second = level - published[name, half]
        span = Period.parse(f"{period.year}-07/{period.year}-12")
        part = made.print(name, second, 2, "亿元", "level", span)
        claim = Claim(
            f"p{len(made.past) + 1:02d}", "sum", made.places["level", name], {"part": (part,)},
            {"complete": "yes"},
        )  # fmt: skip
        made.past.append(PastClaim(claim, {"part": (half,)}))
        made.places["halves", name] = part


def _contradict(report: Report, made: _Printed, source: random.Random, city: City) -> Report:
    """Plant one contradiction where nothing was revised; the report unchanged where none fits."""
    wanted = source.choice(KINDS)
    key = "level" if wanted == "cumulated" else wanted
    fits = [
        name
        for kind, name in made.places
        if kind == key and (report.id, name) not in city.revisions
    ]
    if not fits or (wanted == "cumulated" and made.period.end.month != 12):
        return report
    name = source.choice(fits)
    figure = made.places[key, name]
    if wanted == "word":
        claim = Claim("p99", "direction", "由负转正", {"after": (figure,)})
        city.planted[report.id, "p99"] = wanted
        before = made.period.previous_year()
        return replace(report, past=(*report.past, PastClaim(claim, {"before": (before,)})))
    old = report[figure].figure
    if wanted == "cumulated":
        half = next(e for e in city.reports[-1] if (e.indicator, e.measure) == (name, "level"))
        value = half.figure.point * Fraction(source.randint(80, 98), 100)
    else:
        step = {"change": (5, 30, 10), "difference": (1, 9, 1), "halves": (50, 900, 100)}[wanted]
        moved = Fraction(source.randint(*step[:2]), step[2]) * source.choice((-1, 1))
        value = old.point + moved
    text = format_half_up(value, old.decimals, minus="-")
    changed = Figure.of(Decimal(text), old.unit.symbol, printed=text + old.unit.symbol)
    city.planted[report.id, figure] = wanted
    return replace(
        report,
        observations=tuple(
            replace(each, figure=changed) if each.id == figure else each for each in report
        ),
    )


def score(cities: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """Return what was planted and what came of it, over cities with 2 to 40 half-years."""
    source = random.Random(seed)
    planted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for number in range(cities):
        count = source.randint(2, 40)
        city = make_city(f"CN-{number:04d}", count, source, plant=number % 2 == 0)
        index = SeriesIndex.build(city.reports)
        found = across(index)
        hit = set()
        for each in found.findings:
            told = {(report, figure) for report, figure in each.places if report == each.report}
            told |= {(each.report, each.claim)}
            causes = [city.planted[place] for place in told if place in city.planted]
            # a misprinted level of one report is also what a later one is held against
            causes += [city.planted[place] for place in each.places if place in city.planted]
            hit |= {place for place in (*told, *each.places) if place in city.planted}
            got["false alarms"] += not causes
        for place, kind in city.planted.items():
            planted[kind] += 1
            got[kind] += place in hit
        said = {
            (each.report, found.observation(each.places[0]).indicator)
            for each in found.revisions
            if each.kind in {"base", "repeat"}
        }
        planted["revision"] += len(city.revisions)
        got["revision"] += len(city.revisions & said)
        got["relations"] += len(found)
    return planted, got


def write(root: Path, reports: Sequence[Report]) -> None:
    """Write reports as a data package, as an office's own files would be."""
    root.mkdir()
    (root / "datapackage.json").write_text('{"resources": []}\n', encoding="utf-8")
    _table(root / "areas.csv", AREA, [
        (code, "", f"第{n}市", f"City {n}", f"第{n}市", f"City {n}", "city", "", "")
        for n, code in enumerate(dict.fromkeys(str(each.meta["area"]) for each in reports))
    ])  # fmt: skip
    _table(root / "indicators.csv", INDICATOR, [
        (code, name, code, name, code, symbol, "up", basis, "")
        for code, name, symbol, basis in (
            *((each, f"指标{n}", "亿元", "nominal") for n, each in enumerate(INDICATORS)),
            ("projects", "项目数", "个", ""),
        )
    ])  # fmt: skip
    for each in reports:
        folder = root / "reports" / each.id
        folder.mkdir(parents=True)
        about = {"zh": "生成", "en": "Generated"}
        source = {"sha256": "0" * 64, "encoding": "utf-8", "bytes": 9999, "characters": 9999}
        meta = {"id": each.id, "title": about, "publisher": about, **each.meta, "language": "zh",
                "rounding": "unknown", "licence": about, "source": source}  # fmt: skip
        (folder / "report.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        _table(folder / "figures.csv", FIGURE, [
            (f.id, f.printed, 40 * n, "economic_output", f.indicator, f.ref_area, f.period,
             f.measure, f.figure.number, f.figure.unit.symbol, "actual", f.basis, "", "")
            for n, f in enumerate(each)
        ])  # fmt: skip
        _table(folder / "claims.csv", CLAIM, map(_claim, each.claims))
        _table(folder / "past.csv", (*CLAIM[:4], "past", *CLAIM[4:]), [
            (*_claim(one.claim)[:4],
             " ".join(f"{r}={p}" for r, ps in one.periods.items() for p in ps),
             *_claim(one.claim)[4:])
            for one in each.past
        ])  # fmt: skip
        _table(folder / "actions.csv", ("id", "section", "tag", "zh", "en", "figures"), ())
        _table(folder / "zones.csv", ("ref_area", "item", "value", "unit", "figures", "note"), ())


def _claim(claim: Claim) -> tuple[str, ...]:
    inputs = " ".join(f"{role}={each}" for role, ids in claim.inputs.items() for each in ids)
    params = "; ".join(f"{name}={value}" for name, value in claim.params.items())
    return claim.id, claim.check, claim.stated, inputs, params, "economic_output", ""


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((columns, *rows))


def _run(root: Path) -> tuple[float, float, int, int]:
    """Return the seconds to read and to judge, the relations, and the kilobytes of a package."""
    begun = time.process_time()
    index = SeriesIndex.of(DataPackage(root))
    read = time.process_time()
    if index.unusable:
        raise SystemExit(str(next(iter(index.unusable.items()))))
    relations = len(across(index)) + sum(len(audit(each)) for each in index.reports)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return read - begun, time.process_time() - read, relations, kilobytes


def timing(cities: int, half_years: int, seed: int) -> tuple[float, float, int, int]:
    """Return seconds of two cores to read and to judge, relations, megabytes of both together."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(2, get_context("spawn")) as pool,
    ):
        roots = [Path(folder) / name for name in ("a", "b")]
        for start, root in enumerate(roots):
            made = (
                make_city(f"CN-{n:04d}", half_years, random.Random(seed + n), plant=True)
                for n in range(start, cities, 2)
            )
            write(root, [each for city in made for each in city.reports])
        parts = list(pool.map(_run, roots))
    reading, judging, relations, kilobytes = zip(*parts, strict=True)
    return max(reading), max(judging), sum(relations), sum(kilobytes) // 1024


def main(seed: int = 20240630, cities: int = 200) -> None:
    """Print what is found and how long it takes."""
    planted, got = score(cities, seed)
    print(f"{cities} cities, 2 to 40 half-years each, seed {seed}: {got['relations']} relations")
    for kind in (*KINDS, "revision"):
        print(f"  {kind:<12} planted {planted[kind]:>5}  found {got[kind]:>5}")
    print(f"  false alarms {got['false alarms']}")
    print("340 cities, read from disk, related and audited; CPU seconds of each of two cores:")
    for half_years in (5, 10, 20):
        reading, judging, relations, megabytes = timing(340, half_years, seed)
        print(
            f"  {half_years:>2} half-years: {reading + judging:6.1f} s (reading {reading:.1f}), "
            f"{relations} relations, {2000 * (reading + judging) / (340 * half_years):.2f} ms a "
            f"report, {megabytes} MB"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
