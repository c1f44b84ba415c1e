"""Puts finished files and folders in their place, whole or not at all (落盘). Loses nobody's own.

Everything is made in a stage, a folder that no reader looks at, and renamed into place when it is
complete. A killed run leaves a stage behind; the next run removes it, and brings a folder back
that had been moved away for another.
"""

from __future__ import annotations

import contextlib
import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from zoneanalysis.errors import InputError, Location

try:
    import fcntl
except ImportError:  # Windows: no lock; two runs at once are the user's care there
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "carry_over",
    "check_folder",
    "make_stage",
    "place_file",
    "put_aside",
    "settle",
    "stage_beside",
    "swap",
]

_REPLACED = "replaced"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of renameat2(2)


@contextlib.contextmanager
def make_stage(place: Path, prefix: str, output: Path) -> Iterator[Path]:
    """Make a stage in ``place``, for folders of ``output``; clear what killed runs left there.

    Whoever calls this keeps other runs out.
    """
    for abandoned in place.glob(f"{glob.escape(prefix)}*"):
        for folder in abandoned.glob(f"{_REPLACED}/*"):
            if not os.path.lexists(output / folder.name):
                folder.rename(output / folder.name)
        shutil.rmtree(abandoned, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    stage.chmod(0o755)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def stage_beside(target: Path) -> Iterator[Path]:
    """Make a stage beside the folder ``target``; wait while another run writes there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        if fcntl is not None:
            handle = os.open(target.parent, os.O_RDONLY)
            held.callback(os.close, handle)
            with contextlib.suppress(OSError):  # some network drives can't lock
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield held.enter_context(make_stage(target.parent, ".zoneanalysis-", target.parent))


def settle(*files: Path) -> None:
    """Have files on the disk before they get their names: a power cut leaves no empty ones.

    A build does without for its pages: one that isn't what the record says is made again.
    """
    for each in files:
        handle = os.open(each, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def place_file(content: str | bytes, target: Path, stage: Path, *, settled: bool = True) -> bool:
    """Write a file by way of the stage, settled; return whether that changed it."""
    data = content.encode() if isinstance(content, str) else content
    if target.is_file() and target.read_bytes() == data:
        return False
    handle, name = tempfile.mkstemp(dir=stage)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o644)
    if settled:
        settle(Path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(name).replace(target)
    return True


def put_aside(path: Path) -> Path:
    """Rename what stands at ``path`` to a free name beside it: ``index.aside.html``."""
    path.rename(free := _free(path))
    return free


def _free(path: Path) -> Path:
    number, free = 1, path
    while os.path.lexists(free):
        free = path.with_name(f"{path.stem}.aside{'' if number == 1 else number}{path.suffix}")
        number += 1
    return free


def check_folder(target: Path) -> None:
    """Refuse to replace what is no folder.

    Raises
    ------
    InputError
        Where ``target`` is a file, a link, or anything else that is no folder.
    """
    if os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
        raise InputError.single(
            must="the place of a folder must be a folder, or free",
            came="a link" if target.is_symlink() else "something else of that name",
            where=Location(file=str(target)),
            do="Move it away, or write to another place.",
        )


def carry_over(old: Path, made: Path, is_ours: Callable[[str, Path], bool]) -> list[Path]:
    """Take along into the folder ``made`` what its forerunner ``old`` holds of others'.

    ``is_ours`` is asked of each plain file, with its name relative to the folder; what it says no
    to comes along, as do links, pipes and empty folders. Where one's name is taken, it gets
    another; returned are these names, relative to the folder.
    """
    aside: list[Path] = []

    def carry(folder: Path, to: Path) -> None:
        for path in sorted(folder.iterdir()):
            target = to / path.name
            own_folder = path.is_dir() and not path.is_symlink()
            if own_folder and (target.is_dir() or not os.path.lexists(target)):
                if not any(path.iterdir()):
                    target.mkdir(parents=True, exist_ok=True)
                carry(path, target)
                continue
            plain = path.is_file() and not path.is_symlink()
            if plain and is_ours(path.relative_to(old).as_posix(), path):
                continue
            if (free := _free(target)) != target:
                aside.append(free.relative_to(made))
            free.parent.mkdir(parents=True, exist_ok=True)
            if own_folder:
                shutil.copytree(path, free, symlinks=True, copy_function=_link)
            else:
                _link(path, free)

    carry(old, made)
    return aside


def _link(path: str | Path, to: str | Path) -> None:
    """Give a file, a link or a pipe a second name; copy it where the file system has none."""
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def swap(made: Path, target: Path, stage: Path) -> Path | None:
    """Put the folder ``made`` in the place of ``target``; return where the old one now is, if any.

    On Linux the two change places in one step. Elsewhere ``target`` is missing for a moment; a
    run that is killed then is followed by one that brings the old folder back.

    Raises
    ------
    InputError
        Where ``target`` is no folder, or one that can't be moved.
    """
    check_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        made.rename(target)
        return None
    if _exchange(made, target):
        return made
    old = stage / _REPLACED / target.name
    old.parent.mkdir(exist_ok=True)
    try:
        target.rename(old)
    except OSError as error:
        raise InputError.single(
            must="the folder to be written must be one that can be replaced",
            came=error.strerror or str(error),
            where=Location(file=str(target)),
            do="Write to another place.",
        ) from error
    try:
        made.rename(target)
    except BaseException:
        old.rename(target)
        raise
    return old


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system can't."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    sys.audit("os.rename", str(one), str(other), -1, -1)
    names = os.fsencode(one), os.fsencode(other)
    return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
