"""Extraction from files, standard input and folders (文件)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.api import Extraction, extract
from zoneanalysis.extraction.inputs.source import LARGEST, Source, read_source, too_large
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area

__all__ = ["FileResult", "extract_bytes", "extract_file", "extract_folder", "read_file"]

_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".csv"})


@dataclass(frozen=True)
class FileResult:
    """What came of one file of a folder: an extraction, or the error that says why not."""

    path: Path
    extraction: Extraction | None = None
    source: Source | None = None
    error: InputError | None = None


def read_file(path: str | Path) -> Source:
    """Return a file's text.

    Raises
    ------
    InputError
        Where it can't be read, is too large, or is no report.
    """
    file = Path(path)
    where = Location(file=str(file))
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise too_large(size, where)
        raw = file.read_bytes()
    except OSError as error:
        raise InputError.single(
            must="the file must be readable",
            came=error.strerror or str(error),
            do="Check the path.",
            where=where,
        ) from None
    return read_source(raw, str(file))


def extract_file(
    path: str | Path,
    area: str | None = None,
    period: str | None = None,
    *,
    areas: Mapping[str, Area] | None = None,
) -> Extraction:
    """Return the reports that a file holds: plain text, HTML, DOCX, PDF, XLSX or CSV."""
    return extract(read_file(path).text, area, period, areas=areas, source=str(path))


def extract_bytes(
    raw: bytes,
    area: str | None = None,
    period: str | None = None,
    *,
    areas: Mapping[str, Area] | None = None,
    name: str = "standard input",
) -> Extraction:
    """Return the reports that some bytes hold, such as those of standard input."""
    return extract(read_source(raw, name).text, area, period, areas=areas, source=name)


def extract_folder(
    folder: str | Path,
    area: str | None = None,
    period: str | None = None,
    *,
    areas: Mapping[str, Area] | None = None,
    progress: Callable[[int, int, Path], None] | None = None,
) -> Iterator[FileResult]:
    """Yield what came of every file of a folder, in order; a bad one stops nothing.

    Parameters
    ----------
    progress : callable, optional
        Called before each file with its number, how many there are, and its path.
    """
    files = sorted(
        p for p in Path(folder).iterdir() if p.is_file() and p.suffix.lower() in _SUFFIXES
    )
    if not files:
        raise InputError.single(
            must=phrase(
                "the folder must hold a file that ends with {names}",
                names=", ".join(sorted(_SUFFIXES)),
            ),
            came="none",
            do="Choose the folder with the reports.",
            where=Location(file=str(folder)),
        )
    for number, path in enumerate(files, start=1):
        if progress is not None:
            progress(number, len(files), path)
        try:
            source = read_file(path)
            found = extract(source.text, area, period, areas=areas, source=str(path))
            yield FileResult(path, found, source)
        except InputError as error:
            yield FileResult(path, error=error)
