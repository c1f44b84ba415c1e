"""Zoneanalysis against stock papermill and nbconvert, on the same notebook, in one run.

Run by `make bench`. Each way is timed from a cold start, as a user starts it, several times, in
turn; the median counts. Sizes are those of the files that a reader gets.
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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
NOTEBOOK = REPOSITORY / "notebooks" / "review.ipynb"
REPORTS = ("linfen-2023h1", "lvliang-2023h1")
ROUNDS = 3
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


def call(*command: str | Path, folder: Path) -> None:
    """Run a command in a folder."""
    environment = os.environ | {"ZONEANALYSIS_DATA": str(REPOSITORY / "data")}
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, timeout=300
    )


def ours(formats: str, *reports: str, language: str = "all") -> Callable[[Path], None]:
    """Return a build by zoneanalysis."""

    def run(folder: Path) -> None:
        options = ("--language", language, "--format", formats, "--output", folder)
        call(BIN / "zoneanalysis", "build", *reports, *options, folder=folder)

    return run


def stock(report: str, language: str, folder: Path, *, pdf: bool) -> None:
    """Make one review with papermill's and nbconvert's own commands.

    nbconvert's webpdf wants a browser that playwright downloads; it prints its HTML by Chromium,
    and so does this.
    """
    stem = f"{report}.{language}"
    parameters = ("-p", "report", report, "-p", "language", language)
    executed = f"{stem}.ipynb"
    call(BIN / "papermill", "--no-progress-bar", NOTEBOOK, executed, *parameters, folder=folder)
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


def all_stock(*, pdf: bool) -> Callable[[Path], None]:
    """Return a run that makes every review, as many at once as there are cores."""

    def run(folder: Path) -> None:
        with ThreadPoolExecutor(CORES) as pool:
            made = [
                pool.submit(stock, report, language, folder, pdf=pdf)
                for report in REPORTS
                for language in ("zh", "en")
            ]
            for each in made:
                each.result()

    return run


def main() -> None:
    """Measure and print the comparison."""
    one, every = f"one review ({REPORTS[0]}, zh)", f"{2 * len(REPORTS)} reviews (zh and en)"
    mine, theirs = ("*/review.*.html", "*/review.*.pdf"), ("*.html", "*.pdf")
    pairs = {
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
        )
        pairs[f"{every}, HTML and PDF"] = (
            Way("zoneanalysis", ours("html,pdf", *REPORTS), mine),
            Way("papermill + nbconvert + Chromium", all_stock(pdf=True), theirs),
        )
    else:
        print("No Chromium here: the PDFs are not compared.", file=sys.stderr)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for number in range(1, ROUNDS + 1):
        for what, pair in pairs.items():
            print(f"round {number} of {ROUNDS}: {what}", file=sys.stderr)
            for way in pair:
                way.measure()
        show(pairs, number)


def show(pairs: dict[str, tuple[Way, Way]], rounds: int) -> None:
    """Print what has been measured so far."""
    starts = "1 cold start" if rounds == 1 else f"{rounds} cold starts"
    print(f"\n== {CORES} cores; {NOTEBOOK.name}; median of {starts} (fastest to slowest)")
    for what, pair in pairs.items():
        print(f"\n{what}")
        for way in pair:
            print(f"  {way.name:<34}{way.told()}")
        if not any(way.error for way in pair):
            ratio = pair[1].median / pair[0].median
            print(f"  {ratio:.1f} times as fast", flush=True)


if __name__ == "__main__":
    main()
