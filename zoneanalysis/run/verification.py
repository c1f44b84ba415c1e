"""Holds a rebuild against the committed checksums, byte for byte (复现核对)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location, ZoneAnalysisError
from zoneanalysis.placing import place_file
from zoneanalysis.reports import DataPackage
from zoneanalysis.run.pipeline import Outcome, Step, build
from zoneanalysis.run.publishing import CACHE, file_sha256

__all__ = ["SUMS", "Comparison", "checksums", "committed_sums", "verify", "write_sums"]

SUMS = "SHA256SUMS"
_NOT_MADE = {SUMS, "README.md"}
_OVER_ALL = {"charts"}  # the comparison's; a report's own stand in its folder
_HEADER = """\
# SHA-256 of every file of a complete build, for `sha256sum -c` and `zoneanalysis verify`.
# Made with the versions of requirements/reports.lock on Linux x86_64. Other processors may round
# the last digit of a forecast or of a curve in a chart differently; figures and verdicts are exact.
"""


@dataclass(frozen=True)
class Comparison:
    """How a rebuild compares with the committed checksums; names relative to the outputs."""

    same: tuple[str, ...]
    different: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every file is there with the same bytes, and no other."""
        return not (self.different or self.missing or self.extra)

    @property
    def new_reports(self) -> dict[str, tuple[str, ...]]:
        """Folders of which the checksums know no file, with the files made in them."""
        known = {name.split("/")[0] for name in (*self.same, *self.different, *self.missing)}
        found: dict[str, list[str]] = {}
        for name in self.extra:
            folder, inside, _ = name.partition("/")
            if inside and folder not in known | _OVER_ALL:
                found.setdefault(folder, []).append(name)
        return {folder: tuple(files) for folder, files in found.items()}

    @property
    def over_all(self) -> tuple[str, ...]:
        """The files with other bytes, or made now only, that tell of all reports at once."""
        return tuple(
            name
            for name in (*self.different, *self.extra)
            if name.split("/")[0] in _OVER_ALL or "/" not in name
        )


def checksums(output: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that a build made in ``output``, by name."""
    return {
        name: file_sha256(path)
        for path in sorted(output.rglob("*"))
        if path.is_file()
        and (name := path.relative_to(output).as_posix()) not in _NOT_MADE
        and not name.startswith(f"{CACHE}/")
    }


def committed_sums(path: Path) -> dict[str, str]:
    """Return the checksums of the file ``path``, by name.

    Raises
    ------
    InputError
        If the file is missing or a line isn't ``<64 hexadecimal digits>  <name>``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputError.single(
            must="the checksums to verify against must stand in the outputs folder",
            came="no such file",
            where=Location(file=str(path)),
            do="`zoneanalysis verify --update` writes them from a fresh build",
        ) from None
    sums = {}
    for row, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64:
            raise InputError.single(
                must="a line must hold a SHA-256, two blanks and a file name",
                came=line[:80],
                where=Location(file=str(path), row=row),
                do="restore the file from the repository",
            )
        sums[name] = digest
    return sums


def write_sums(sums: Mapping[str, str], path: Path) -> None:
    """Write checksums in the format of ``sha256sum``."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sums-") as stage:
        place_file(_HEADER + "".join(lines), path, Path(stage))


def sums_file(data: Path | None) -> Path:
    """Return where the checksums of a project stand: outputs/SHA256SUMS beside its data."""
    return DataPackage.find(data).root.resolve().parent / "outputs" / SUMS


def rebuilt_sums(
    data: Path | None, jobs: int | None, progress: Callable[[Step], None] | None
) -> dict[str, str]:
    """Return the checksums of a complete build in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="zoneanalysis-verify-") as folder:
        outcome: Outcome = build(
            data=data, output=Path(folder) / "outputs", jobs=jobs, progress=progress
        )
        if outcome.failed:
            reasons = "; ".join(f"{each.name}: {each.errors[0]}" for each in outcome.failed)
            raise ZoneAnalysisError(f"the rebuild failed: {reasons}")
        return checksums(Path(folder) / "outputs")


def verify(
    *,
    data: Path | None = None,
    jobs: int | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Comparison:
    """Rebuild everything and return how it compares with ``outputs/SHA256SUMS``."""
    expected = committed_sums(sums_file(data))
    made = rebuilt_sums(data, jobs, progress)
    both = sorted(expected.keys() & made.keys())
    return Comparison(
        same=tuple(name for name in both if expected[name] == made[name]),
        different=tuple(name for name in both if expected[name] != made[name]),
        missing=tuple(sorted(expected.keys() - made.keys())),
        extra=tuple(sorted(made.keys() - expected.keys())),
    )
