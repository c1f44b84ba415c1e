"""A library that isn't installed: said with what to install, and no fault of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata

import docx
import pytest

from tests.cli.conftest import REPOSITORY
from zoneanalysis.errors import InputError, lacking_library
from zoneanalysis.run import cluster

HIDING = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == LIBRARY:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hidden())
"""


@pytest.mark.parametrize(
    ("library", "command", "package"),
    [
        ("rich", "list", "rich"),
        ("typst", "build linfen-2023h1 --output {0}/out", "typst"),
        ("docx", "extract {0}/a.docx --explain", "python-docx"),
        ("openpyxl", "template {0}/t.xlsx", "openpyxl"),
    ],
)
def test_a_command_says_what_to_install(tmp_path, library, command, package):
    """By the name that pip knows, though the module has another."""
    (tmp_path / "sitecustomize.py").write_text(HIDING.replace("LIBRARY", repr(library)))
    docx.Document().save(str(tmp_path / "a.docx"))
    done = subprocess.run(
        [sys.executable, "-m", "zoneanalysis", *command.format(tmp_path).split()],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"pip install {package}`" in done.stderr
    assert "fault of the program" not in done.stderr
    assert "Traceback" not in done.stderr


def test_all_that_are_lacking_are_named_at_once(monkeypatch):
    """Not one at each further run; extras are nobody's need here."""
    there = metadata.version

    def version(name: str) -> str:
        if name in {"python-docx", "typst", "distributed"}:
            raise metadata.PackageNotFoundError(name)
        return there(name)

    monkeypatch.setattr(metadata, "version", version)
    told = lacking_library(ModuleNotFoundError(name="docx"))
    assert told is not None
    assert "pip install python-docx typst`" in str(told)


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError(name="zoneanalysis.gone"), ImportError(name="docx"), KeyError()]
)
def test_what_is_the_programs_own_fault_stays_it(error):
    """A module of its own, a name that a library has no more."""
    assert lacking_library(error) is None


def test_a_build_on_a_cluster_without_dask(monkeypatch):
    """The way out is said: the extra, here and on the workers."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'zoneanalysis\[cluster\]'"):
        list(cluster.run_on_cluster([], "local", program="", preload=()))
