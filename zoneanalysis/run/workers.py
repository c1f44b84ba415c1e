"""Runs tasks side by side, each in a fresh process forked from one that is already warm.

Importing pandas, matplotlib and the exporters takes longer than making a report. Python's
forkserver imports them once; each task then starts in a fork of it, in milliseconds, and leaves
nothing behind: no open figure, no changed option, no random state. A task that raises, or whose
process is killed, is a :class:`Failure`; the others go on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from zoneanalysis.errors import ZoneAnalysisError

__all__ = [
    "Done",
    "Failure",
    "Progress",
    "Reporter",
    "Task",
    "available_cores",
    "run_tasks",
    "start_warming",
]

Reporter = Callable[[str, int, int], None]

# One thread a process: the cores are used by the tasks, and sums don't depend on their number.
_ENVIRONMENT = {
    "MPLBACKEND": "agg",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Task:
    """A function of a module, by reference, to be called as ``function(*arguments, report)``."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """Where a running task is: a step, and how much of it is done."""

    task: Task
    step: str
    done: int
    total: int


@dataclass(frozen=True)
class Done:
    """A task that returned."""

    task: Task
    value: Any


@dataclass(frozen=True)
class Failure:
    """A task that did not return: ``message`` for the user, ``details`` for who has to mend it."""

    task: Task
    message: str
    details: str = ""
    expected: bool = False


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_ENDING = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}


@contextlib.contextmanager
def _interrupts(*, held: bool) -> Iterator[None]:
    """Hold Ctrl-C and its kin back, or let them through, meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    how = signal.SIG_BLOCK if held else signal.SIG_UNBLOCK
    before = signal.pthread_sigmask(how, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_swap = threading.Lock()


@contextlib.contextmanager
def _fit_to_start(environment: Mapping[str, str]) -> Iterator[None]:
    """Set the environment, and hide the caller's script while a process starts.

    multiprocessing imports ``__main__`` again in each process. The tasks never need it, and a
    script without ``if __name__ == "__main__"`` would run from its start there.
    """
    with _swap:
        main = sys.modules["__main__"]
        before = {key: os.environ.get(key) for key in environment}
        sys.modules["__main__"] = ModuleType("__main__")
        os.environ.update(environment)
        try:
            with _interrupts(held=True):
                yield
        finally:
            sys.modules["__main__"] = main
            for key, value in before.items():
                if value is None:
                    os.environ.pop(key, None)
                else:
                    os.environ[key] = value


def _end_with_parent(connection: Connection) -> None:
    """End this process as soon as nobody reads what it sends."""

    def watch() -> None:
        poll = select.poll()
        poll.register(
            connection.fileno(), 0
        )  # of a pipe without a reader the system tells an error
        poll.poll()
        os._exit(1)

    if hasattr(select, "poll"):  # not on Windows
        threading.Thread(target=watch, daemon=True).start()


def _call(task: Task, connection: Connection) -> None:
    """Run a task in its own process and send what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    _end_with_parent(connection)
    os.environ.update(_ENVIRONMENT)
    os.environ.update(task.environment)

    def report(step: str, done: int, total: int) -> None:
        connection.send(Progress(task, step, done, total))

    result: Done | Failure
    try:
        result = Done(task, task.function(*task.arguments, report))
    except ZoneAnalysisError as error:
        result = Failure(task, str(error), traceback.format_exc(), expected=True)
    except BaseException as error:  # noqa: BLE001 -- the parent reports it
        message = f"{type(error).__name__}: {error}"
        result = Failure(task, message, traceback.format_exc())
    with contextlib.suppress(BrokenPipeError):  # the parent is gone
        connection.send(result)
    connection.close()


def _context(preload: Sequence[str]) -> Any:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(preload))
    return context


def start_warming(preload: Sequence[str]) -> None:
    """Let the warm process begin now, beside what there is to do before `run_tasks`."""
    if _context(preload).get_start_method() == "forkserver":
        from multiprocessing import forkserver

        with _fit_to_start(_ENVIRONMENT):
            forkserver.ensure_running()


def run_tasks(
    tasks: Sequence[Task], *, jobs: int | None = None, preload: Sequence[str] = ()
) -> Generator[Progress | Done | Failure]:
    """Run the tasks and yield what happens: any number of ``Progress``, one end for each task.

    Parameters
    ----------
    tasks
        Their functions, arguments and results are pickled; the first ones start first.
    jobs
        How many at once; as many as there are cores by default.
    preload
        Modules that are imported once, before the first fork.

    Notes
    -----
    Where there is no forkserver (Windows), each process imports for itself: slower, same result.
    Closing the iterator ends the processes that still run.
    """
    context = _context(preload)
    waiting = list(tasks)
    limit = max(1, min(jobs or available_cores(), len(waiting) or 1))
    running: dict[Connection, tuple[Task, Any]] = {}
    # Ctrl-C comes through only while nothing else is done: multiprocessing cleans up in callbacks
    # in which Python drops an exception.
    with _interrupts(held=True):
        try:
            while waiting or running:
                while waiting and len(running) < limit:
                    _start(context, waiting.pop(0), running)
                with _interrupts(held=False):
                    ready = wait(list(running))
                for connection in ready:
                    assert isinstance(connection, Connection)
                    yield _next_event(connection, running)
        finally:
            for connection, (_, process) in running.items():
                process.kill()
                process.join()
                connection.close()


def _start(context: Any, task: Task, running: dict[Connection, tuple[Task, Any]]) -> None:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(task, theirs), daemon=True)
    with _fit_to_start(_ENVIRONMENT):
        process.start()
        running[ours] = (task, process)
    theirs.close()


def _next_event(
    connection: Connection, running: dict[Connection, tuple[Task, Any]]
) -> Progress | Done | Failure:
    """Return what a process says; an end where it says no more."""
    task, process = running[connection]
    event: Progress | Done | Failure
    try:
        event = connection.recv()
    except EOFError:
        process.join()
        event = Failure(task, _how_it_ended(process.exitcode))
    if not isinstance(event, Progress):
        del running[connection]
        connection.close()
        process.join()
    return event


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        hint = "; is the memory full?" if name == "SIGKILL" else ""
        return f"its process was ended by {name}{hint}"
    return f"its process ended without a result (exit code {code})"
