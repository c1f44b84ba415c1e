"""Pages, words and bytes of reviews in PDF, and how full their emptiest page is.

    python benchmarks/pages.py outputs/*/review.*.pdf

A page is full down to the lowest line of its text; the last page does not count. What a table or
a chart draws below its text is left out, so the share is a little too low.
"""

from __future__ import annotations

import re
import sys
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


def main(paths: list[str]) -> None:
    """Print a line a file."""
    print(f"{'file':48} {'pages':>5} {'words':>7} {'kB':>6} {'emptiest':>9}")
    for path in paths:
        found = measure(Path(path).read_bytes())
        kilobytes = found.size // 1000
        print(f"{path:48} {found.pages:5} {found.words:7} {kilobytes:6} {found.emptiest:9}")


if __name__ == "__main__":
    main(sys.argv[1:])
