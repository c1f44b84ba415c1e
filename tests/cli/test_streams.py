"""Streams that can't be used, and signals: a plain word and an exit code of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = f"{sys.executable} -m zoneanalysis"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in the repository; the exit code is that of the first of a pipe."""
    line = f"{line}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(
        ["bash", "-c", line], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_no_fault_of_the_program():
    """The system's own words, and the exit code of what can't be used."""
    ended = shell(f"{COMMAND} list > /dev/full")
    assert ended.returncode == 2
    assert "No space left" in ended.stderr
    assert "fault of the program" not in ended.stderr


def test_a_reader_that_leaves_is_no_finding():
    """The exit code 1 would say that there are findings."""
    ended = shell(f"{COMMAND} audit linfen-2023h1 | head -1 > /dev/null")
    assert ended.returncode == 141
    assert ended.stderr == ""


@pytest.mark.parametrize(
    ("line", "code"), [("list >&-", 0), ("list 2>&-", 0), ("extract - --explain <&-", 2)]
)
def test_streams_may_come_closed(line, code):
    """As from a scheduler: nothing is written into a file that got a stream's number."""
    ended = shell(f"{COMMAND} {line}")
    assert ended.returncode == code
    assert "fault of the program" not in ended.stderr


def test_a_name_that_is_too_long_is_the_systems_word():
    """No traceback, no advice to report it."""
    ended = shell(f"{COMMAND} extract --explain {'a' * 300}.txt")
    assert ended.returncode == 2
    assert "too long" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_build_that_is_ended_takes_its_workers_along(tmp_path, number):
    """And, where the signal can be caught, its stage; the next build clears what is left."""
    words = [sys.executable, "-m", "zoneanalysis", "build", "linfen-2023h1", "--output", tmp_path]
    build = subprocess.Popen(
        words,
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Under nohup a hangup is ignored, as asked: here it is not asked.
        preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
    )
    while not list(tmp_path.glob(".cache/stage-*/made")):
        assert build.poll() is None
        time.sleep(0.05)
    build.send_signal(number)
    build.communicate()  # returns when the last process has closed its standard error
    assert build.returncode in {128 + number, -number}
    with pytest.raises(ProcessLookupError):
        _wait_for_the_group(build.pid)
    if number != signal.SIGKILL:
        assert not list(tmp_path.glob(".cache/stage-*"))


def _wait_for_the_group(group: int) -> None:
    """Return once two minutes have passed; raise as soon as no process of a group is left."""
    for _ in range(1200):
        os.killpg(group, 0)
        time.sleep(0.1)
