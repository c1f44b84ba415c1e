"""The lists of packages say the same thing: pyproject.toml, environment.yml, the lock files."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[2]
LOCKS = REPOSITORY / "requirements"
# What conda-forge calls otherwise: without the parts that pull in Qt, or LaTeX and pandoc.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "typst": "typst-py",
}


@pytest.fixture(scope="module")
def project() -> dict:
    """Return the project's metadata."""
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def conda() -> tuple[dict[str, SpecifierSet], dict[str, SpecifierSet]]:
    """Return the packages of environment.yml: from conda-forge, and from PyPI."""
    listed = yaml.safe_load((REPOSITORY / "environment.yml").read_text())["dependencies"]
    own = {}
    for each in (each for each in listed if isinstance(each, str)):
        name, _, version = each.partition(" ")
        own[name] = SpecifierSet(version)
    (by_pip,) = (each["pip"] for each in listed if isinstance(each, dict))
    assert "-e ." in by_pip
    required = [Requirement(each) for each in by_pip if not each.startswith("-")]
    return own, {each.name: each.specifier for each in required}


def wanted(project: dict) -> list[Requirement]:
    """Return what a user of the package and of its notebooks needs, on whichever Python."""
    extras = project["optional-dependencies"]
    needed = map(Requirement, project["dependencies"] + extras["extract"] + extras["lab"])
    return [each for each in needed if not each.marker]


def test_conda_gives_the_same_packages_with_the_same_lower_bounds(project, conda):
    """Each dependency stands in environment.yml under its conda-forge name, and nothing else."""
    own, by_pip = conda
    expected_pip = {each.name: each.specifier for each in wanted(project) if each.name in by_pip}
    expected = {
        CONDA_NAMES.get(each.name, each.name): each.specifier
        for each in wanted(project)
        if each.name not in by_pip
    }
    assert by_pip == expected_pip
    assert {name: own[name] for name in own if name not in {"python", "pip"}} == expected


def test_conda_gives_the_same_pythons(project, conda):
    """The range of Python versions is that of pyproject.toml."""
    assert conda[0]["python"] == SpecifierSet(project["requires-python"])


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Return version and number of hashes of each package in a lock file."""
    entries = re.split(r"\n(?=\S)", (LOCKS / name).read_text())
    found = {}
    for entry in entries:
        if match := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", entry):
            found[canonicalize_name(match[1])] = (match[2], entry.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("reports.lock", ["extract"]),
        ("dev.lock", ["extract", "test", "browser", "lint"]),
        ("docs.lock", ["extract", "docs"]),
        ("bench.lock", ["extract", "test", "browser", "lint", "bench"]),
    ],
)
def test_lock_satisfies_the_metadata_with_hashes(project, lock, extras):
    """Every dependency is locked to a version that it allows, and every entry has a hash."""
    found = locked(lock)
    needed = project["dependencies"] + [
        each for extra in extras for each in project["optional-dependencies"][extra]
    ]
    for requirement in map(Requirement, needed):
        version, _ = found[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement
    assert all(hashes for _, hashes in found.values())


def test_locks_agree_with_each_other():
    """Tests run with the versions that a build of the reports uses."""
    runtime, dev, bench = map(locked, ("reports.lock", "dev.lock", "bench.lock"))
    assert runtime.items() <= dev.items() <= bench.items()


@pytest.mark.parametrize("name", sorted(path.name for path in LOCKS.glob("*.lock")))
def test_lock_names_no_registry_and_no_path(name):
    """A lock file holds versions and hashes only; where they come from is the user's matter."""
    text = (LOCKS / name).read_text()
    assert not re.search(r"https?://|^--|file:|/[a-z]+/", text, flags=re.MULTILINE)


def test_the_citation_names_the_version():
    """CITATION.cff follows the package's one place for its version."""
    from zoneanalysis import __version__

    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text())
    assert citation["version"] == __version__
    assert citation["license"] == "MIT"


def test_what_is_imported_is_locked():
    """A module that the program imports comes with Python or with a locked package."""
    modules = set()
    for path in (REPOSITORY / "zoneanalysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(str(node.module).partition(".")[0])
    foreign = modules - sys.stdlib_module_names - {"zoneanalysis"}
    given, found = packages_distributions(), locked("bench.lock")
    assert {"openpyxl", "xlsxwriter"} <= foreign
    assert not {
        each for each in foreign if found.keys().isdisjoint(map(canonicalize_name, given[each]))
    }
