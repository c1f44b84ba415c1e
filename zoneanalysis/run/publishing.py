"""The output folder of builds: its stage, and the records of what was made.

A record of checksums tells the next run what it can keep, and which files are its own to replace.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location, ZoneAnalysisError
from zoneanalysis.placing import make_stage, place_file

try:
    import fcntl
except ImportError:  # Windows: no lock; two builds at once are the user's care there
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "CACHE",
    "Record",
    "file_sha256",
    "fingerprint",
    "open_stage",
    "read_records",
    "withdraw",
    "write_records",
]

CACHE = ".cache"
_STAGE = "stage-"


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(parts: Iterable[str]) -> str:
    """Return one SHA-256 over several texts; each counts, and so does their order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8))
        digest.update(data)
    return digest.hexdigest()


@dataclass(frozen=True)
class Record:
    """What one unit of work made: the fingerprint of all that went in, the files that came out.

    ``files`` maps paths relative to the output folder to their SHA-256.
    """

    key: str
    files: Mapping[str, str]

    def holds(self, output: Path, wanted: Iterable[str] = ()) -> bool:
        """Return whether every file stands unchanged in ``output``, the wanted ones among them."""
        if not set(wanted) <= set(self.files):
            return False
        return all(
            (output / name).is_file() and file_sha256(output / name) == digest
            for name, digest in self.files.items()
        )


def read_records(output: Path) -> dict[str, Record]:
    """Return the records of the last runs by unit; none where they can't be read."""
    try:
        data = json.loads((output / CACHE / "records.json").read_text(encoding="utf-8"))
        return {unit: Record(each["key"], each["files"]) for unit, each in data.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def withdraw(output: Path, records: dict[str, Record], owner: str) -> None:
    """Remove what earlier runs made for *owner*, and its records; what was changed since stays."""
    for unit in [each for each in records if each.split()[0] == owner]:
        for name, digest in records.pop(unit).files.items():
            if (output / name).is_file() and file_sha256(output / name) == digest:
                (output / name).unlink()


def write_records(output: Path, records: Mapping[str, Record], stage: Path) -> None:
    """Write the records of all units."""
    data = {unit: {"key": each.key, "files": each.files} for unit, each in records.items()}
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    place_file(text + "\n", output / CACHE / "records.json", stage)


@contextlib.contextmanager
def open_stage(output: Path) -> Iterator[Path]:
    """Make a stage in ``output``, keep other builds out, clear what killed builds left.

    Raises
    ------
    InputError
        If ``output`` can't be written to.
    ZoneAnalysisError
        If another build writes there now.
    """
    cache = output / CACHE
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = (cache / "lock").open("w")
    except OSError as error:
        raise InputError.single(
            must="the output folder must be a folder that can be written to",
            came=error.strerror or str(error),
            where=Location(file=str(output)),
            do="choose another with --output",
        ) from error
    with lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ZoneAnalysisError(
                    f"another build writes to {output} now; wait for it or choose another --output"
                ) from None
        with make_stage(cache, _STAGE, output) as stage:
            yield stage
