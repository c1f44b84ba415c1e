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
from zoneanalysis.document.export import ZoneHTMLExporter
from zoneanalysis.errors import InputError

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


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"cells": [', "broken.ipynb: a notebook must be"),
        ("[1]", "no notebook"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}', "missing"),
        (nbformat.writes(notebook(text("# t"), zoneanalysis={"date": "soon"})), "'soon'"),
    ],
)
def test_what_is_wrong_with_a_notebook_is_said_without_a_traceback(
    tmp_path: Path, content: str, words: str
) -> None:
    """The command ends with the words of the fault, and with its own exit code."""
    (tmp_path / "broken.ipynb").write_text(content)
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "zone-html", str(tmp_path / "broken.ipynb")],
        check=False, capture_output=True, text=True, cwd=REPO,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_another_program_gets_the_error_itself(tmp_path: Path) -> None:
    """Only the command ends."""
    (tmp_path / "broken.ipynb").write_text("[1]")
    with pytest.raises(InputError, match=r"broken\.ipynb"):
        ZoneHTMLExporter().from_filename(str(tmp_path / "broken.ipynb"))
