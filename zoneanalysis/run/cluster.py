"""Runs tasks on a Dask cluster: the same work, elsewhere (集群).

A task's inputs travel with it, packed once; what it makes comes back as bytes and is put where a
task of this machine would have put it. On a worker each task has a process of its own, as here
(:mod:`zoneanalysis.run.workers`), so the bytes are the same. A task whose worker dies is run again
on another; one that has cost several workers is a failure, and the others go on.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import multiprocessing
import tempfile
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zoneanalysis.errors import InputError
from zoneanalysis.run.workers import Done, Failure, Progress, Task, available_cores, run_tasks

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["LOCAL", "run_on_cluster"]

LOCAL = "local"
_SECONDS_TO_CONNECT = 30


def run_on_cluster(
    tasks: Sequence[Task],
    scheduler: str,
    *,
    program: str,
    jobs: int | None = None,
    preload: Sequence[str] = (),
) -> Generator[Progress | Done | Failure]:
    """Run the tasks on a cluster and yield one end for each, in the order in which they end.

    Parameters
    ----------
    tasks
        Their first argument is the folder to be made; paths among the others, and in their
        environment, are inputs.
    scheduler
        Address of a Dask scheduler, tcp://host:8786, or ``local`` for workers on this machine.
    program
        A fingerprint of this program; a worker with another one makes nothing.
    jobs
        Workers of a local cluster; as many as there are cores if None.
    preload
        Modules that a worker imports once.

    Raises
    ------
    InputError
        Where Dask is not installed, or no scheduler answers.
    """
    packed, moved = _packed(tasks)
    with _client(scheduler, jobs) as client:
        from distributed import as_completed

        inputs = client.scatter(packed, broadcast=True)
        pairs = list(zip(moved, tasks, strict=True))
        families = [list(each) for _, each in groupby(pairs, lambda p: p[0].kin or p[0].name)]
        if len(families) < len(client.nthreads()):
            families = [[pair] for pair in pairs]
        futures = {}
        for each in families:
            sent = [task for task, _ in each]
            future = client.submit(_remote, sent, inputs, program, tuple(preload), pure=False)
            futures[future] = [original for _, original in each]
        try:
            for future in as_completed(futures, loop=client.loop):
                if future.status != "finished":
                    message = f"the cluster could not run it: {future.exception()}"
                    yield from (Failure(task, message) for task in futures[future])
                    continue
                for task, (end, files) in zip(futures[future], future.result(), strict=True):
                    if isinstance(end, Done):
                        _put(files, task.arguments[0])
                    yield replace(end, task=task)
        finally:
            client.cancel(list(futures), force=True)


@contextlib.contextmanager
def _client(scheduler: str, jobs: int | None) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError.single(
            must="a build on a cluster needs Dask",
            came="no package distributed",
            do="Install it: pip install 'zoneanalysis[cluster]', here and on every worker.",
        ) from None
    with contextlib.ExitStack() as stack:
        address: Any = scheduler
        if scheduler == LOCAL:
            address = stack.enter_context(
                LocalCluster(
                    n_workers=jobs or available_cores(),
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs="ERROR",
                )
            )
        try:
            client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError.single(
                must="the scheduler must be one of Dask that answers, or local",
                came=f"{scheduler} ({type(error).__name__})",
                do="Start one with `dask scheduler`, and workers with `dask worker ADDRESS`.",
            ) from None
        yield stack.enter_context(client)


@dataclass(frozen=True)
class _Packed:
    """A path of a task's inputs: its name in the archive that travels."""

    name: str

    def below(self, root: Path) -> Path:
        return root / self.name


def _packed(tasks: Sequence[Task]) -> tuple[bytes, list[Task]]:
    """Return all inputs of the tasks as an archive, and the tasks with names in it for paths."""
    known: dict[Path, _Packed] = {}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:

        def pack(value: object) -> object:
            path = value if isinstance(value, Path) else None
            if path is None:
                return value
            if path not in known:
                known[path] = _Packed(f"{len(known)}/{path.name}")
                for each in [path, *sorted(path.rglob("*"))]:
                    if each.is_file():
                        inner = each.relative_to(path).as_posix() if each != path else ""
                        file.write(each, f"{known[path].name}/{inner}".rstrip("/"))
            return known[path]

        moved = [
            replace(
                task,
                arguments=(None, *map(pack, task.arguments[1:])),
                environment={
                    k: cast(str, pack(Path(v))) if Path(v).is_absolute() else v
                    for k, v in task.environment.items()
                },
            )
            for task in tasks
        ]
    return archive.getvalue(), moved


def _remote(
    tasks: Sequence[Task], packed: bytes, program: str, preload: Sequence[str]
) -> list[tuple[Done | Failure, Mapping[str, bytes]]]:
    """Run tasks on a worker; return of each its end and the files that it made, by name."""
    from zoneanalysis.run.plan import program as own_program

    if own_program() != program:
        text = "a worker runs another zoneanalysis, or other versions of its libraries"
        message = f"{text}; install the same there"
        return [(Failure(task, message, expected=True), {}) for task in tasks]
    # Dask's nanny starts workers that Python would not let start processes.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined] # noqa: SLF001
    root = Path(_unpacked(hashlib.sha256(packed).hexdigest(), packed).name)

    def here(value: object) -> Any:
        return value.below(root) if isinstance(value, _Packed) else value

    with tempfile.TemporaryDirectory(prefix="zoneanalysis-") as place:
        folders = {task.name: Path(place) / str(number) for number, task in enumerate(tasks)}
        local = [
            replace(
                task,
                arguments=(folders[task.name], *map(here, task.arguments[1:])),
                environment={key: str(here(value)) for key, value in task.environment.items()},
            )
            for task in tasks
        ]
        ends = {
            end.task.name: end
            for end in run_tasks(local, jobs=1, preload=preload)
            if not isinstance(end, Progress)
        }
        return [(replace(ends[task.name], task=task), _files(folders[task.name])) for task in tasks]


def _files(folder: Path) -> dict[str, bytes]:
    made = [each for each in folder.rglob("*") if each.is_file()]
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in made}


@lru_cache(maxsize=2)
def _unpacked(digest: str, packed: bytes) -> tempfile.TemporaryDirectory[str]:  # noqa: ARG001
    """Return a folder of a worker with a build's inputs; it goes when two others have come."""
    folder = tempfile.TemporaryDirectory(prefix="zoneanalysis-inputs-")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder.name)
    return folder


def _put(files: Mapping[str, bytes], folder: Path) -> None:
    """Write what came back into the folder that the task was to make."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
