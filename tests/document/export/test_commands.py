"""The exporters as Jupyter finds and calls them."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter

from tests.document.export.notebooks import notebook, text

REPO = Path(__file__).parents[3]


def test_entry_points_name_the_exporters() -> None:
    """`--to zone-html` and `--to zone-pdf` lead to classes that nbconvert accepts."""
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["nbconvert.exporters"]
    assert set(points) == {"zone-docx", "zone-html", "zone-pdf"}
    for target in points.values():
        module, _, name = target.partition(":")
        cls = getattr(importlib.import_module(module), name)
        assert get_exporter(f"{module}.{name}") is cls


@pytest.mark.parametrize(("name", "extension", "start"), [
    ("ZoneHTMLExporter", ".html", b"<!doctype html>"), ("ZonePDFExporter", ".pdf", b"%PDF-"),
])  # fmt: skip
def test_nbconvert_writes_the_report_beside_the_notebook(
    tmp_path: Path, name: str, extension: str, start: bytes
) -> None:
    """`jupyter nbconvert --to …` makes one file, with traits set on the command line."""
    file = tmp_path / "half year.ipynb"
    nbformat.write(notebook(text("# 标题\n\ntext")), file)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", f"zoneanalysis.document.export.{name}",
         f"--{name}.language=en", str(file)],
        check=True, capture_output=True, cwd=REPO,
    )  # fmt: skip
    assert {path.name for path in tmp_path.iterdir()} == {
        "half year.ipynb",
        f"half year{extension}",
    }
    body = (tmp_path / f"half year{extension}").read_bytes()
    assert body.startswith(start)
    assert b'lang="en"' in body or b"/Lang" in body
