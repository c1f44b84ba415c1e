"""Runs tasks side by side in processes forked from one that is already warm.

Importing matplotlib and the exporters takes longer than making a report. Python's
forkserver imports them once; a task then starts in a fork of it, in milliseconds, and leaves
nothing behind: no open figure, no changed option, no random state. Tasks that are known to leave
nothing behind name their kin and share a process, which computes once what they have in common.
A task that raises, or whose process is killed, is a :class:`Failure`; the others go on.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import select
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from zoneanalysis.errors import ZoneAnalysisError, lacking_library

__all__ = [
    "WARM",
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
WARM = ("zoneanalysis.run.warm",)
"""What a build imports once, before its processes are forked."""

# One thread a process: the cores are used by the tasks, and sums don't depend on their number.
_ENVIRONMENT = {
    "MPLBACKEND": "agg",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Task:
    """A function of a module, by reference, to be called as ``function(*arguments, report)``.

    A task without ``kin`` has a process to itself. Tasks of one kin go to one process, one after
    another, as long as the other processes have others to do; it may go on with another kin.
    """

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    kin: str = ""


@dataclass(frozen=True)
class Progress:
    """Where a running task is: a step, and how much of it is done."""

    task: Task
    step: str
    done: int
    total: int


@dataclass(frozen=True)
class Done:
    """A task that returned; ``full`` where its process has taken much memory, and does no more."""

    task: Task
    value: Any
    full: bool = False


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


_OBJECTS = 1_000_000  # between two searches for garbage, of which there is little before the end
_MOST = 900 << 20  # bytes that a process takes before it ends: of ten PDFs, 25 MB stay each
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


def _serve(connection: Connection) -> None:
    """Run tasks in their own process as they come, and send what comes of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    _end_with_parent(connection)
    os.environ.update(_ENVIRONMENT)
    gc.set_threshold(_OBJECTS)
    with contextlib.suppress(
        EOFError, BrokenPipeError
    ):  # nothing more to do, or the parent is gone
        more = True
        while more:
            for task in connection.recv():
                os.environ.update(task.environment)
                connection.send(end := _end_of(task, connection))
                # a failure may have left anything behind
                more = isinstance(end, Done) and not end.full
                if not more:
                    break


def _end_of(task: Task, connection: Connection) -> Done | Failure:
    def report(step: str, done: int, total: int) -> None:
        connection.send(Progress(task, step, done, total))

    try:
        return Done(task, task.function(*task.arguments, report), _taken() > _MOST)
    except BaseException as error:  # noqa: BLE001 -- the parent reports it
        lacking = lacking_library(error)
        known = isinstance(error, ZoneAnalysisError) or lacking is not None
        message = str(lacking or error) if known else f"{type(error).__name__}: {error}"
        return Failure(task, message, traceback.format_exc(), expected=known)


def _taken() -> int:
    """Return the most memory that this process has taken, in bytes; 0 where that isn't told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak << 10


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
    waiting = deque(tasks)
    limit = max(1, min(jobs or available_cores(), len(waiting) or 1))
    running: dict[Connection, _Process] = {}
    # Ctrl-C comes through only while nothing else is done: multiprocessing cleans up in callbacks
    # in which Python drops an exception.
    with _interrupts(held=True):
        try:
            while waiting or running:
                while waiting and len(running) < limit:
                    process = _Process.start(context)
                    running[process.connection] = process
                    process.give(_next_tasks(waiting, limit))
                with _interrupts(held=False):
                    ready = wait(list(running))
                for connection in ready:
                    assert isinstance(connection, Connection)
                    process = running[connection]
                    event = process.next_event()
                    more = process.goes_on(event)
                    if more and not process.tasks and waiting and waiting[0].kin:
                        process.give(_next_tasks(waiting, limit))
                    if not (more and process.tasks):
                        waiting.extendleft(reversed(process.tasks))
                        del running[connection]
                        process.end()
                    yield event
        finally:
            for process in running.values():
                process.process.kill()
                process.end()


def _next_tasks(waiting: deque[Task], limit: int) -> list[Task]:
    """Take the tasks for a process that is free: all of a kin, if others have kin of their own."""
    given = [waiting.popleft()]
    kin = given[0].kin
    if kin and len({each.kin or each.name for each in waiting} | {kin}) >= limit:
        while waiting and waiting[0].kin == kin:
            given.append(waiting.popleft())
    return given


@dataclass
class _Process:
    """A process that runs tasks, and those that it still has to end."""

    process: Any
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)

    @classmethod
    def start(cls, context: Any) -> _Process:
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _fit_to_start(_ENVIRONMENT):
            process.start()
        theirs.close()
        return cls(process, ours)

    def give(self, tasks: Sequence[Task]) -> None:
        """Let the process run tasks; one that is gone by now is told as its event."""
        self.tasks.extend(tasks)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(tasks)

    def next_event(self) -> Progress | Done | Failure:
        """Return what the process says; an end where it says no more."""
        try:
            event: Progress | Done | Failure = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            event = Failure(self.tasks[0], _how_it_ended(self.process.exitcode))
        if not isinstance(event, Progress):
            self.tasks.popleft()
        return event

    def goes_on(self, event: Progress | Done | Failure) -> bool:
        """Return whether the process may do more after an event."""
        if isinstance(event, Progress):
            return True
        return bool(event.task.kin) and isinstance(event, Done) and not event.full

    def end(self) -> None:
        """Let the process end, and wait for it."""
        self.connection.close()
        self.process.join()


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        hint = "; is the memory full?" if name == "SIGKILL" else ""
        return f"its process was ended by {name}{hint}"
    return f"its process ended without a result (exit code {code})"
