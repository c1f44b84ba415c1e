"""Many cities on one machine: seconds, memory and the parts of the work.

Run by `make bench-scale`. The cities are invented: names and codes of their own, and the figures
of the two real reports changed by a seed, so that every page is a real review: what holds in the
report holds in the city, and what fails there fails. What is built is what `zoneanalysis build`
builds: reviews in both languages as HTML and PDF, comparison, index. The last lines set workers of
Dask on this machine beside as many plain processes.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zoneanalysis.audit import audit
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Report
from zoneanalysis.run.cluster import LOCAL
from zoneanalysis.run.pipeline import COMPARISON, Step, build

DATA = Path(__file__).resolve().parents[1] / "data"
BASES = (
    ("linfen-2023h1", "CN-1410", "临汾", "Linfen"),
    ("lvliang-2023h1", "CN-1411", "吕梁", "Lüliang"),
)
_SPELLED = (
    "Yun Chuan Jiang Lin Shi Hai Song Liu Qing Bai Jin Long Feng Nan Bei Dong Xi An Ning Ping"
)
SYLLABLES = dict(zip("云川江林石海松柳青白金龙凤南北东西安宁平", _SPELLED.split(), strict=True))
FEW = 4  # cities on Dask and beside it
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PSS = re.compile(r"Pss:\s+(\d+)")


def names(most: int) -> list[tuple[str, str]]:
    """Return names of invented cities, in Chinese and English, the same at each run."""
    pairs = list(itertools.permutations(SYLLABLES, 2))
    random.Random(7).shuffle(pairs)
    made = {SYLLABLES[a] + SYLLABLES[b].lower(): f"{a}{b}" for a, b in pairs}
    return [(chinese, english) for english, chinese in made.items()][:most]


@dataclass(frozen=True)
class Change:
    """Other numbers that keep what a report says of them: one size, one shift of each rate.

    Levels grow by one factor, so that shares and sums hold; all rates of an indicator move by the
    same whole points, so that their gaps and changes do.
    """

    size: Decimal
    points: Mapping[str, int]

    @classmethod
    def drawn(cls, chance: random.Random, indicators: Sequence[str]) -> Change:
        """Return one by chance."""
        size = Decimal(chance.randint(30, 300)) / 100
        return cls(size, {each: chance.randint(-9, 20) for each in indicators})

    def of(self, row: dict[str, str]) -> dict[str, str]:
        """Return a figure's row with another value, printed with as many places."""
        found = _NUMBER.search(row["printed"])
        value, digits = Decimal(row["obs_value"]), Decimal(found[0] if found else 0)
        if row["bound"] or not digits:
            return row
        if row["measure"] == "yoy" and row["unit_measure"] == "%":
            value += self.points[row["indicator"]]
            return row | {"printed": f"{value}%", "obs_value": str(value)}
        if row["measure"] == "level" and value > 0:
            value = (value * self.size).quantize(digits)
            printed = row["printed"].replace(str(digits), str(value))
            return row | {"printed": printed, "obs_value": str(value)}
        return row


def other_numbers(draft: DataPackage, report: str, chance: random.Random) -> None:
    """Give a report of *draft*, a data package to spoil, numbers of which holds what held."""
    source, folder = DATA / "reports" / report, draft.root / "reports" / report
    rows, zones = table(source / "figures.csv"), table(source / "zones.csv")
    kept = failing(DataPackage(DATA).read(report))
    while True:
        change = Change.drawn(chance, sorted({row["indicator"] for row in rows}))
        figures = [change.of(row) | {"char_start": ""} for row in rows]  # there is no text
        values = {row["id"]: row["obs_value"] for row in figures}
        write(folder / "figures.csv", figures)
        write(
            folder / "zones.csv",
            [row | {"value": values[row["figures"]]} if row["unit"] else row for row in zones],
        )
        if failing(draft.read(report)) == kept:
            return


def failing(report: Report) -> dict[str, bool]:
    """Return of each relation of a report whether it is a finding."""
    return {each.claim_id: each.verdict.is_finding for each in audit(report)}


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add_city(root: Path, draft: DataPackage, number: int, chinese: str, english: str) -> None:
    """Write a city into the data package: its areas, and one report with changed figures."""
    report, code, own, spelled = BASES[number % len(BASES)]
    here, name = f"CN-{9000 + number}", f"{english.lower()}-2023h1"

    def renamed(text: str) -> str:
        return text.replace(code, here).replace(own, chinese).replace(spelled, english)

    lines = (DATA / "areas.csv").read_text("utf-8").splitlines(keepends=True)
    with (root / "areas.csv").open("a", encoding="utf-8") as file:
        file.writelines(renamed(each) for each in lines if each.startswith(code))
    other_numbers(draft, report, random.Random(number))
    source, folder = draft.root / "reports" / report, root / "reports" / name
    folder.mkdir()
    for file in ("figures.csv", "zones.csv", "claims.csv", "actions.csv"):
        text = renamed((source / file).read_text("utf-8"))
        (folder / file).write_text(text, encoding="utf-8")
    about = json.loads(renamed((source / "report.json").read_text("utf-8")))
    about = {key: each for key, each in about.items() if key not in {"source", "tables"}}
    text = json.dumps({**about, "id": name}, ensure_ascii=False)
    (folder / "report.json").write_text(text, encoding="utf-8")


def make_cities(root: Path, most: int) -> None:
    """Write a data package of that many invented cities, each with a report of one half-year."""
    root.mkdir(parents=True)
    (root / "reports").mkdir()
    for name in ("areas.csv", "indicators.csv", "datapackage.json"):
        shutil.copy(DATA / name, root / name)
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / "data"
        shutil.copytree(DATA, draft)
        for number, (chinese, english) in enumerate(names(most)):
            add_city(root, DataPackage(draft), number, chinese, english)
    package = DataPackage(root)
    package.write_descriptor()
    if faults := package.validate():
        raise SystemExit(f"the generated package is unsound: {faults[0]}")


@dataclass
class Used:
    """What the processes of a group have used: memory at most (shared parts shared), CPU time."""

    megabytes: float = 0.0
    seconds: float = 0.0

    def watch(self, group: int, ended: threading.Event) -> None:
        """Look twice a second; what ends in between is in the time of who waited for it."""
        while not ended.wait(0.5):
            kilobytes = ticks = 0
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    told = (path / "stat").read_text().rpartition(")")[2].split()
                    if int(told[2]) == group:
                        ticks += sum(map(int, told[11:15]))
                        kilobytes += int(_PSS.findall((path / "smaps_rollup").read_text())[0])
                except (OSError, IndexError):
                    continue
            self.megabytes = max(self.megabytes, kilobytes / 1024)
            self.seconds = max(self.seconds, ticks / os.sysconf("SC_CLK_TCK"))


def timed_build(root: Path, output: Path, jobs: int, scheduler: str | None) -> None:
    """Build all that a data package holds; print the stages' seconds and the outcome as JSON."""
    begun = time.perf_counter()
    seen: dict[str, float] = {}

    def note(step: Step) -> None:
        stage = "comparison" if step.name.startswith(COMPARISON) else "reviews"
        seen.setdefault("read", time.perf_counter() - begun)
        seen[stage] = time.perf_counter() - begun

    made = build(data=root, output=output, jobs=jobs, scheduler=scheduler, progress=note)
    seen["all"] = time.perf_counter() - begun
    print(json.dumps({**seen, "failed": len(made.failed)}))


def measure(most: int, jobs: int, scheduler: str | None) -> str:
    """Return a line on the build of that many cities, and on the run after it."""
    with tempfile.TemporaryDirectory() as place:
        root, out = Path(place) / "data", Path(place) / "out"
        make_cities(root, most)
        command = [sys.executable, "-m", "benchmarks.scale", "--jobs", str(jobs)]
        command += ["--build", str(root), str(out)]
        command += ["--scheduler", scheduler] if scheduler else []
        begun = time.perf_counter()
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        used, ended = Used(), threading.Event()
        watch = threading.Thread(target=used.watch, args=(run.pid, ended))
        watch.start()
        told = json.loads(run.communicate()[0])
        seconds = time.perf_counter() - begun
        ended.set()
        watch.join()
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        again = time.perf_counter() - begun
        made = Counter(path.suffix for path in out.rglob("*.*"))
    reviews = 2 * most
    stages = (told["read"], told["reviews"], told["comparison"], told["all"])
    return (
        f"{most:>6}{seconds:>9.1f}{used.seconds:>9.1f}{used.seconds / reviews:>13.2f}"
        f"{used.megabytes:>8.0f}{again:>8.1f}{made['.html']:>6}{made['.pdf']:>6}"
        f"{told['failed']:>8}  {' '.join(f'{each:.1f}' for each in stages)}"
    )


def main() -> None:
    """Print a line for each number of cities."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("cities", type=int, nargs="*", default=[20, 100, 340])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--dask", type=int, nargs="*", default=[1, 2, 4], help="numbers of workers")
    parser.add_argument("--scheduler", help=argparse.SUPPRESS)
    parser.add_argument("--build", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        timed_build(*given.build, given.jobs, given.scheduler)
        return
    print(
        "workers      cities  seconds  CPU (s)  CPU a review      MB   again  HTML   PDF  failed  "
        "seconds until read, reviews, comparison, all"
    )
    for most in given.cities:
        print(f"{given.jobs:>3} processes {measure(most, given.jobs, None)}", flush=True)
    for jobs in given.dask:
        print(f"{jobs:>3} processes {measure(FEW, jobs, None)}", flush=True)
        print(f"{jobs:>3} on Dask   {measure(FEW, jobs, LOCAL)}", flush=True)


if __name__ == "__main__":
    main()
