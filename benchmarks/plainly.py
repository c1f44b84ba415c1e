"""Reviews by functions alone, for `make bench`: no notebook is run, no process forked.

python benchmarks/plainly.py linfen-2023h1.zh lvliang-2023h1.en
"""

from __future__ import annotations

import sys
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output

from zoneanalysis.document.export import export_notebook
from zoneanalysis.document.model import MIME_TYPE
from zoneanalysis.review import Review


def main(names: list[str]) -> None:
    """Make each review in the working folder, as HTML and PDF."""
    for name in names:
        report, _, language = name.rpartition(".")
        review = Review.open(report, language=language)
        parts = (review.cover(), review.briefing(), review.body(), review.annex())
        shown = [
            new_output("execute_result", data={MIME_TYPE: part.to_json()}, execution_count=1)
            for part in parts
        ]
        notebook = new_notebook(cells=[new_code_cell(outputs=[each]) for each in shown])
        notebook.metadata["zoneanalysis"] = {"date": "2023-06-30", "language": language}
        Path(f"{name}.html").write_bytes(export_notebook(notebook, format="html"))
        Path(f"{name}.pdf").write_bytes(export_notebook(notebook, format="pdf"))


if __name__ == "__main__":
    main(sys.argv[1:])
