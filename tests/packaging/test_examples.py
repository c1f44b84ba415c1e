"""Every example in a docstring, in the README and in the guides is run."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
from pathlib import Path

import pytest

import zoneanalysis

REPOSITORY = Path(__file__).resolve().parents[2]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(zoneanalysis.__path__, "zoneanalysis.")
    if not module.name.endswith((".__main__", ".warm"))
)
PAGES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md"))
    if ">>> " in path.read_text(encoding="utf-8")
)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize("name", ["zoneanalysis", *MODULES])
def test_examples_of_a_module(name):
    """What a docstring shows is what comes out."""
    assert doctest.testmod(importlib.import_module(name), optionflags=OPTIONS).failed == 0


@pytest.mark.parametrize("name", PAGES)
def test_examples_of_a_page(name):
    """What the README and the guides show is what comes out."""
    path = os.fspath(REPOSITORY / name)
    text = re.sub(r"(?m)^```.*$", "", Path(path).read_text(encoding="utf-8"))
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(doctest.DocTestParser().get_doctest(text, {}, name, path, 0))
    assert runner.tries > 0
    assert runner.failures == 0


def test_python_in_the_readme_runs(tmp_path):
    """The blocks marked python, one after the other, as a reader would paste them."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?s)```python\n(.*?)```", text)
    assert blocks
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block.replace("outputs", str(tmp_path)), "README.md", "exec"), space)
