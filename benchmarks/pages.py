"""Pages, words and bytes of reviews in PDF, how full their emptiest page is; before and after.

    python -m benchmarks.pages outputs/*/review.*.pdf
    python -m benchmarks.pages --base COMMIT linfen-2023h1 lvliang-2023h1

The second builds the reports as they stand and as they were in a commit, with the packages that are
installed, and sets both side by side, with the size of the HTML and the seconds of the build.

A page is full down to the lowest line of its text; the last page does not count. What a table or
a chart draws below its text is left out, so the share is a little too low.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

FOOT = 45  # points from the lower edge: the number of the page
MARGINS = 120  # points above and below the text


@dataclass(frozen=True)
class Pages:
    """What a reader of one PDF holds in hand."""

    pages: int
    words: int
    size: int
    emptiest: float
    last: float


def measure(pdf: bytes) -> Pages:
    """Return pages, words (a Chinese character is one), bytes, and how full the pages are.

    The emptiest page is one before the last.

    Examples
    --------
    >>> from pathlib import Path
    >>> [measure(each.read_bytes()).pages for each in Path("nowhere").glob("*.pdf")]
    []
    """
    reader = PdfReader(BytesIO(pdf))
    shares, words = [], 0
    for page in reader.pages:
        lowest = [float(page.mediabox.height)]

        def note(text: str, *place: Any, lowest: list[float] = lowest) -> None:
            if text.strip():
                lowest.append(float(place[0][5] if not place[1][5] else place[1][5]))

        text = page.extract_text(visitor_text=note)
        words += len(re.findall("[\u4e00-\u9fff]|[A-Za-z0-9.,%−]+", text))
        height = float(page.mediabox.height)
        body = [y for y in lowest if y > FOOT]
        shares.append((height - min(body)) / (height - MARGINS))
    emptiest, last = round(min(shares[:-1] or [1.0]), 2), round(shares[-1], 2)
    return Pages(len(shares), words, len(pdf), emptiest, last)


def built(root: Path, place: Path, reports: Sequence[str]) -> float:
    """Build reports by the program in *root* into *place*; return the seconds that it took."""
    command = [sys.executable, "-m", "zoneanalysis", "build", *reports, "--output", str(place)]
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def compared(base: str, reports: Sequence[str]) -> None:
    """Print what the reviews of reports were at a commit, and what they are."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        tree, before, after = (Path(folder) / name for name in ("tree", "before", "after"))
        git = ["git", "-C", str(root), "worktree"]
        subprocess.run([*git, "add", "-q", "--detach", str(tree), base], check=True)
        try:
            seconds = built(tree, before, reports), built(root, after, reports)
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
        print(
            f"{'':38} {'pages':>9} {'words':>13} {'PDF, kB':>11} {'HTML, kB':>11} {'emptiest':>12}"
        )
        for path in sorted(after.glob("*/review.*.pdf")):
            name = path.relative_to(after)
            pairs = [
                (each.pages, each.words, each.size // 1000, html, each.emptiest)
                for place in (before, after)
                for each in [measure((place / name).read_bytes())]
                for html in [(place / name).with_suffix(".html").stat().st_size // 1000]
            ]
            cells = [f"{old} → {new}" for old, new in zip(*pairs, strict=True)]
            widths = (9, 13, 11, 11, 12)
            line = " ".join(f"{c:>{w}}" for c, w in zip(cells, widths, strict=True))
            print(f"{name!s:38} {line}")
        print(f"seconds of the build: {seconds[0]:.1f} → {seconds[1]:.1f}")


def main() -> None:
    """Print a line a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("what", nargs="+", help="PDFs; with --base, reports")
    parser.add_argument("--base", help="a commit to build the reports from, too")
    given = parser.parse_args()
    if given.base:
        compared(given.base, given.what)
        return
    print(f"{'file':48} {'pages':>5} {'words':>7} {'kB':>6} {'emptiest':>9}")
    for path in given.what:
        found = measure(Path(path).read_bytes())
        kilobytes = found.size // 1000
        print(f"{path:48} {found.pages:5} {found.words:7} {kilobytes:6} {found.emptiest:9}")


if __name__ == "__main__":
    main()
