"""Zoneanalysis against stock papermill and nbconvert, on the same notebook, in one run.

Run by `make bench`. Each way is timed from a cold start, as a user starts it, several times, in
turn; the median counts. Sizes are those of the files that a reader gets. Beside them stands the
floor, a script that calls the same functions without any notebook; and once, because the stock way
takes minutes, forty reviews of invented cities.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.scale import make_cities
from zoneanalysis.reports import DataPackage

REPOSITORY = Path(__file__).resolve().parent.parent
NOTEBOOK = REPOSITORY / "notebooks" / "review.ipynb"
REPORTS = ("linfen-2023h1", "lvliang-2023h1")
ROUNDS = 3
PLAINLY = REPOSITORY / "benchmarks" / "plainly.py"
MANY = 20  # cities, of two reviews each
CORES = len(os.sched_getaffinity(0))
BIN = Path(sys.executable).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Way:
    """One way to the files: a name, what it runs, and what came of it."""

    name: str
    run: Callable[[Path], None]
    files: tuple[str, ...]
    seconds: list[float] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    error: str = ""

    @property
    def median(self) -> float:
        """Seconds, the median of all rounds."""
        return statistics.median(self.seconds)

    def told(self) -> str:
        """Return time and sizes, or why there are none."""
        if self.error:
            return f"failed: {self.error}"
        span = f"({min(self.seconds):.1f} to {max(self.seconds):.1f})"
        sizes = ", ".join(f"{name} {size / 1024:.0f} KB" for name, size in self.sizes.items())
        return f"{self.median:6.2f} s {span:<15} {sizes}"

    def measure(self) -> None:
        """Run once in an empty folder, and keep the time and the sizes."""
        if self.error:
            return
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            try:
                self.run(Path(folder))
            except (subprocess.SubprocessError, OSError) as error:
                stderr = getattr(error, "stderr", b"") or b""
                self.error = (stderr.decode().strip().splitlines() or [str(error)])[-1][:160]
                return
            self.seconds.append(time.perf_counter() - begun)
            for pattern in self.files:
                for path in sorted(Path(folder).glob(pattern)):
                    name = path.relative_to(folder).as_posix()
                    self.sizes[name] = path.stat().st_size


def call(*command: str | Path, folder: Path, data: Path = REPOSITORY / "data") -> None:
    """Run a command in a folder."""
    environment = os.environ | {"ZONEANALYSIS_DATA": str(data)}
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, timeout=900
    )


def ours(
    formats: str, *reports: str, language: str = "all", data: Path = REPOSITORY / "data"
) -> Callable[[Path], None]:
    """Return a build by zoneanalysis."""

    def run(folder: Path) -> None:
        options = ("--language", language, "--format", formats, "--output", folder)
        call(BIN / "zoneanalysis", "build", *reports, *options, folder=folder, data=data)

    return run


def floor(*reports: str, languages: Sequence[str]) -> Callable[[Path], None]:
    """Return a run of scripts that make reviews as HTML and PDF, as many at once as cores."""

    def run(folder: Path) -> None:
        wanted = [f"{report}.{language}" for report in reports for language in languages]
        with ThreadPoolExecutor(CORES) as pool:
            made = [
                pool.submit(call, sys.executable, PLAINLY, *wanted[n::CORES], folder=folder)
                for n in range(min(CORES, len(wanted)))
            ]
            for each in made:
                each.result()

    return run


def stock(
    report: str, language: str, folder: Path, *, pdf: bool, data: Path = REPOSITORY / "data"
) -> None:
    """Make one review with papermill's and nbconvert's own commands.

    nbconvert's webpdf wants a browser that playwright downloads; it prints its HTML by Chromium,
    and so does this.
    """
    stem = f"{report}.{language}"
    parameters = ("-p", "report", report, "-p", "language", language)
    executed = f"{stem}.ipynb"
    run = (BIN / "papermill", "--no-progress-bar", NOTEBOOK, executed, *parameters)
    call(*run, folder=folder, data=data)
    call(BIN / "jupyter-nbconvert", "--to", "html", executed, folder=folder)
    if pdf:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
        page = (folder / f"{stem}.html").as_uri()
        profile = f"--user-data-dir={folder / stem}"
        target = f"--print-to-pdf={folder / stem}.pdf"
        call(str(CHROMIUM), *options, profile, target, page, folder=folder)


def one_stock(*, pdf: bool) -> Callable[[Path], None]:
    """Return a run that makes one review in one language."""
    return lambda folder: stock(REPORTS[0], "zh", folder, pdf=pdf)


def all_stock(
    *, pdf: bool, reports: Sequence[str] = REPORTS, data: Path = REPOSITORY / "data"
) -> Callable[[Path], None]:
    """Return a run that makes every review, as many at once as there are cores."""

    def run(folder: Path) -> None:
        with ThreadPoolExecutor(CORES) as pool:
            made = [
                pool.submit(stock, report, language, folder, pdf=pdf, data=data)
                for report in reports
                for language in ("zh", "en")
            ]
            for each in made:
                each.result()

    return run


def main() -> None:
    """Measure and print the comparison."""
    one, every = f"one review ({REPORTS[0]}, zh)", f"{2 * len(REPORTS)} reviews (zh and en)"
    mine, theirs = ("*/review.*.html", "*/review.*.pdf"), ("*.html", "*.pdf")
    pairs: dict[str, tuple[Way, ...]] = {
        f"{one}, HTML": (
            Way("zoneanalysis", ours("html", REPORTS[0], language="zh"), mine),
            Way("papermill + nbconvert", one_stock(pdf=False), theirs),
        ),
        f"{every}, HTML": (
            Way("zoneanalysis", ours("html", *REPORTS), mine),
            Way("papermill + nbconvert", all_stock(pdf=False), theirs),
        ),
    }
    if CHROMIUM:
        pairs[f"{one}, HTML and PDF"] = (
            Way("zoneanalysis", ours("html,pdf", REPORTS[0], language="zh"), mine),
            Way("papermill + nbconvert + Chromium", one_stock(pdf=True), theirs),
            Way("plain functions", floor(REPORTS[0], languages=["zh"]), theirs),
        )
        pairs[f"{every}, HTML and PDF"] = (
            Way("zoneanalysis", ours("html,pdf", *REPORTS), mine),
            Way("papermill + nbconvert + Chromium", all_stock(pdf=True), theirs),
            Way("plain functions", floor(*REPORTS, languages=["zh", "en"]), theirs),
        )
    else:
        print("No Chromium here: the PDFs are not compared.", file=sys.stderr)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for number in range(1, ROUNDS + 1):
        for what, ways in pairs.items():
            print(f"round {number} of {ROUNDS}: {what}", file=sys.stderr)
            for way in ways:
                way.measure()
        show(pairs, number)
    if CHROMIUM:
        many()


def many() -> None:
    """Measure and print forty reviews, once."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        make_cities(data, MANY)
        reports = DataPackage(data).reports()
        ways = (
            Way("zoneanalysis", ours("html,pdf", *reports, data=data), ()),
            Way(
                "papermill + nbconvert + Chromium",
                all_stock(pdf=True, reports=reports, data=data),
                (),
            ),
        )
        for way in ways:
            way.measure()
        show({f"{2 * MANY} reviews (zh and en), HTML and PDF": ways}, 1)


def show(pairs: Mapping[str, Sequence[Way]], rounds: int) -> None:
    """Print what has been measured so far."""
    starts = "1 cold start" if rounds == 1 else f"{rounds} cold starts"
    print(f"\n== {CORES} cores; {NOTEBOOK.name}; median of {starts} (fastest to slowest)")
    for what, ways in pairs.items():
        print(f"\n{what}")
        for way in ways:
            print(f"  {way.name:<34}{way.told()}")
        if any(way.error for way in ways):
            continue
        own, stock_way, *plain = (way.median for way in ways)
        print(f"  {stock_way / own:.1f} times as fast", flush=True)
        if plain:
            print(f"  {own / plain[0]:.2f} times the floor", flush=True)


if __name__ == "__main__":
    main()
