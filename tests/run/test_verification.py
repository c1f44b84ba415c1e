"""Holding a rebuild against committed checksums."""

from __future__ import annotations

import subprocess

import pytest

from zoneanalysis.errors import InputError, ZoneAnalysisError
from zoneanalysis.run.pipeline import build
from zoneanalysis.run.verification import (
    committed_sums,
    rebuilt_sums,
    sums_file,
    verify,
    write_sums,
)


@pytest.fixture
def sums(project):
    """Write the checksums of a rebuild; return their file."""
    path = sums_file(project / "data")
    path.parent.mkdir()
    write_sums(rebuilt_sums(project / "data", None, None), path)
    return path


def test_a_rebuild_of_the_same_is_the_same(project, sums):
    """Every file is there with the same bytes, and no other."""
    found = verify(data=project / "data")
    assert found.holds
    assert set(found.same) == set(committed_sums(sums))


def test_every_difference_is_named(project, sums):
    """Other bytes, a file that no longer comes, one that is new."""
    lines = sums.read_text().splitlines(keepends=True)
    listed = [number for number, line in enumerate(lines) if not line.startswith("#")]
    changed, gone = listed[0], listed[1]
    lines[changed] = "0" * 64 + lines[changed][64:]
    lines[gone] = lines[gone].replace("  ", "  old-")
    sums.write_text("".join(lines))
    found = verify(data=project / "data")
    name = lines[gone][66:].strip()
    assert not found.holds
    assert found.different == (lines[changed][66:].strip(),)
    assert found.missing == (name,)
    assert found.extra == (name.removeprefix("old-"),)


def test_the_file_is_one_that_sha256sum_reads(project, sums):
    """`sha256sum -c` says the same of a build in the outputs folder."""
    build(data=project / "data", output=sums.parent)
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", sums.name], cwd=sums.parent, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize("content", [None, "no checksum\n", "abc  review.html\n"])
def test_checksums_that_cannot_be_read_are_named(project, content):
    """A missing file, a line that is none: what must hold and what to do."""
    path = sums_file(project / "data")
    if content is not None:
        path.parent.mkdir()
        path.write_text(content)
    with pytest.raises(InputError, match="SHA256SUMS"):
        verify(data=project / "data")


def test_a_rebuild_that_fails_is_no_difference(project, sums, write_notebook):
    """It is an error with its reason."""
    write_notebook("review", "1 / 0")
    with pytest.raises(ZoneAnalysisError, match="ZeroDivisionError"):
        verify(data=project / "data")
