"""Tasks side by side, each in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zoneanalysis.document.export.typesetting import compile_pdf
from zoneanalysis.errors import ZoneAnalysisError
from zoneanalysis.run import workers
from zoneanalysis.run.workers import Done, Failure, Progress, Task, run_tasks


def double(number: int, report) -> int:
    """Report once and return twice the number."""
    report("doubling", 1, 2)
    return 2 * number


def refuse(report) -> None:
    """Raise an error of the library."""
    raise ZoneAnalysisError("this can't be used")


def break_down(report) -> None:
    """Raise an error that nobody expected."""
    raise RuntimeError("a bug")


def lack(report) -> None:
    """Need a library that isn't there."""
    raise ModuleNotFoundError("No module named 'cartography'", name="cartography")


def be_killed(report) -> None:
    """End as the kernel ends a process when memory is full."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave(report) -> None:
    """End the process without a word."""
    os._exit(3)


def named(name: str, function, *arguments) -> Task:
    """Return a task that finds this module."""
    return Task(name, function, arguments)


def test_results_come_with_their_tasks():
    """Each task ends once; progress comes before."""
    events = list(run_tasks([named(str(n), double, n) for n in (1, 2, 3)], jobs=2))
    assert {e.task.name: e.value for e in events if isinstance(e, Done)} == {"1": 2, "2": 4, "3": 6}
    assert sum(isinstance(event, Progress) for event in events) == 3


@pytest.mark.parametrize(
    ("function", "words", "expected"),
    [
        (refuse, "this can't be used", True),
        (break_down, "RuntimeError: a bug", False),
        (lack, "pip install cartography", True),
        (be_killed, "SIGKILL", False),
        (leave, "exit code 3", False),
    ],
)
def test_one_failure_stops_no_other(function, words, expected):
    """Whether it raises or its process is killed; the message says which."""
    tasks = [named("bad", function), named("good", double, 4)]
    ends = {e.task.name: e for e in run_tasks(tasks, jobs=1) if not isinstance(e, Progress)}
    assert ends["good"].value == 8
    assert isinstance(ends["bad"], Failure)
    assert words in ends["bad"].message
    assert ends["bad"].expected is expected


def test_no_task_is_no_work():
    """Nothing to do ends at once."""
    assert list(run_tasks([])) == []


def test_a_script_without_main_guard_runs_once(tmp_path: Path):
    """Processes start without the caller's script, which Python would run again in each."""
    script = tmp_path / "script.py"
    script.write_text(
        "import operator\n"
        "from zoneanalysis.run.workers import Task, run_tasks\n"
        "print('run')\n"
        "(end,) = run_tasks([Task('t', max, ([1, 5],))])\n"
        "print(end)\n"
    )
    shown = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert shown.count("run\n") == 1


def own_process(report) -> int:
    """Return the process that this runs in."""
    return os.getpid()


@pytest.mark.parametrize(("kin", "processes"), [("city", 1), ("", 3)])
def test_only_kin_shares_a_process(kin, processes):
    """What names its kin leaves nothing behind; anything else has a process to itself."""
    tasks = [Task(str(n), own_process, kin=kin) for n in range(3)]
    ends = [e for e in run_tasks(tasks, jobs=1) if isinstance(e, Done)]
    assert len({end.value for end in ends}) == processes


def test_kin_goes_to_as_many_processes_as_are_free():
    """One report alone is made on all cores."""
    tasks = [Task(str(n), own_process, kin="city") for n in range(2)]
    ends = [e for e in run_tasks(tasks, jobs=2) if isinstance(e, Done)]
    assert len({end.value for end in ends}) == 2


@pytest.mark.parametrize("function", [refuse, break_down, be_killed, leave])
def test_a_failure_costs_its_kin_nothing(function):
    """A process in which something failed does no more; another takes over."""
    before, after = (Task(name, own_process, kin="city") for name in ("before", "after"))
    tasks = [before, Task("bad", function, kin="city"), after]
    ends = {e.task.name: e for e in run_tasks(tasks, jobs=1) if not isinstance(e, Progress)}
    assert isinstance(ends["bad"], Failure)
    assert ends["before"].value != ends["after"].value


def swell(report) -> int:
    """Take more memory than a process should, give it back, and return who did."""
    return len(b"x" * workers._MOST) and os.getpid()


def test_a_process_that_took_much_memory_does_no_more():
    """What it had still to do goes to another, though it is kin."""
    tasks = [Task(str(number), swell, kin="one") for number in range(3)]
    ends = [end for end in run_tasks(tasks, jobs=1) if isinstance(end, Done)]
    assert len({end.value for end in ends}) == len(tasks)


def typeset(report) -> int:
    """Return how long a page is as PDF."""
    page = b'#set document(title: "x")\n#set text(lang: "en")\n= x'
    return len(compile_pdf({"main.typ": page}, None))


def test_what_ran_the_typesetter_is_not_what_is_forked():
    """Its threads are gone in a fork, which waits for them for ever."""
    own = typeset(None)
    (end,) = run_tasks([Task("page", typeset)])
    assert isinstance(end, Done)
    assert end.value == own


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Linux counts threads there")
def test_the_warm_process_has_no_threads_and_no_more_than_it_needs():
    """Neither the typesetter nor a library of sums has begun one before the first fork.

    An allocator's own, which pyarrow brings where it is installed, minds forks.
    """
    code = """
import os, sys, zoneanalysis.run.warm
from pathlib import Path
threads = {each.read_text().strip() for each in Path("/proc/self/task").glob("*/comm")
           if each.parent.name != str(os.getpid())}
print(*threads - {"jemalloc_bg_thd"}, *{"zoneanalysis.extraction"} & {*sys.modules})
"""
    environment = os.environ | workers._ENVIRONMENT
    command = (sys.executable, "-c", code)
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
