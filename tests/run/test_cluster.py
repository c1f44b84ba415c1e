"""Builds on a Dask cluster: the same bytes; a worker that dies costs nothing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.run.pipeline import build
from zoneanalysis.run.verification import checksums

pytestmark = pytest.mark.slow


@pytest.fixture
def built_here(project: Path) -> dict[str, str]:
    """Return the checksums of what plain processes make."""
    build(data=project / "data", output=project / "here", formats=["html"])
    return checksums(project / "here")


def test_a_cluster_of_this_machine_makes_the_same_bytes(project, built_here):
    """All files of all reports, the comparison and the index."""
    output = project / "there"
    outcome = build(data=project / "data", output=output, formats=["html"], scheduler="local")
    assert not outcome.failed
    assert checksums(output) == built_here


def test_a_fault_on_a_worker_is_that_reports(project, write_notebook):
    """It is told as from a process here; the other units are made."""
    write_notebook("review", 'assert report != "yunchuan-2023h1", "no such year"')
    outcome = build(
        data=project / "data", output=project / "out", formats=["html"], scheduler="local"
    )
    (failed,) = outcome.failed
    assert failed.name == "yunchuan-2023h1"
    assert "no such year" in failed.errors[0]


@pytest.fixture
def cluster(tmp_path):
    """Return the address of a scheduler with two workers from the command line, and the workers."""
    program = Path(sys.executable).with_name("dask")
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "True"}

    def start(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [program, *words],
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=tmp_path,
            start_new_session=True,
        )

    started = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    try:
        address = ""
        for line in started[0].stderr:
            if found := re.search(r"tcp://127\.0\.0\.1:\d+", line):
                address = found[0]
                break
        for number in range(2):
            worker = ("worker", address, "--nthreads", "1", "--no-dashboard", "--name", f"{number}")
            started.append(start(*worker))
        yield address, started[1:]
    finally:
        for each in started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")
def test_a_worker_that_is_killed_costs_nothing(project, write_notebook, cluster, tmp_path):
    """Its task is run again on the other worker: the first to begin kills its own worker."""
    address, workers = cluster
    mark, groups = tmp_path / "mark", [each.pid for each in workers]
    write_notebook(
        "review",
        "import os, signal\n"
        "try:\n"
        f"    os.close(os.open({str(mark)!r}, os.O_CREAT | os.O_EXCL))\n"
        f"    group = next(g for g in {groups} if g == os.getpgid(0))\n"
        "    os.killpg(group, signal.SIGKILL)\n"
        "except FileExistsError:\n"
        "    print(language)",
    )
    outcome = build(
        data=project / "data", output=project / "out", formats=["html"], scheduler=address
    )
    assert mark.exists()
    assert not outcome.failed, outcome.failed
    time.sleep(0.2)
    assert sorted(each.poll() is None for each in workers) == [False, True]


def test_a_scheduler_that_does_not_answer_is_said(project, monkeypatch):
    """With what to start; nothing is written."""
    monkeypatch.setattr("zoneanalysis.run.cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(InputError, match="dask scheduler"):
        build(data=project / "data", output=project / "out", scheduler="tcp://127.0.0.1:9")
    shutil.rmtree(project / "out")
