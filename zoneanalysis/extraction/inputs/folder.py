"""A folder of documents: each read or refused by itself, none stopping the others (批量)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.document import SourceText, read_document
from zoneanalysis.messages import Message

__all__ = ["FolderItem", "files_in", "read_files", "summary_of"]

_TEMPORARY = ("~$", ".")
_SYSTEM = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class FolderItem:
    """One file of several: its text, or why it can't be used.

    ``number`` counts from 1 to ``total``, for whoever shows progress.
    """

    path: Path
    number: int
    total: int
    document: SourceText | None = None
    error: InputError | None = None


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and its subfolders, by name; hidden and lock files left out.

    Raises
    ------
    InputError
        If there is no such folder, or no file in it.
    """
    where = Location(file=str(folder))
    if not folder.is_dir():
        raise InputError.single(
            must="a folder of reports must be there",
            came="a file" if folder.exists() else "no such folder",
            where=where,
            do="See whether the name is right.",
        )
    files = tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(_TEMPORARY) for part in path.relative_to(folder).parts)
        and path.name.lower() not in _SYSTEM
    )
    if not files:
        raise InputError.single(
            must="a folder of reports must hold at least one file",
            came="an empty folder",
            where=where,
            do="Put texts, HTML, .docx or PDF files into it.",
        )
    return files


def read_files(files: Iterable[Path]) -> Iterator[FolderItem]:
    """Yield each file with its text or its error, as soon as it is read."""
    listed = tuple(files)
    for number, path in enumerate(listed, 1):
        try:
            document = read_document(path)
        except InputError as error:
            yield FolderItem(path, number, len(listed), error=error)
        else:
            yield FolderItem(path, number, len(listed), document)


def summary_of(items: Iterable[FolderItem]) -> Message:
    """Return how many files were read and how many not."""
    listed = tuple(items)
    read = sum(item.error is None for item in listed)
    return Message(
        "{read} of {total} files read, {failed} not",
        {"read": read, "total": len(listed), "failed": len(listed) - read},
    )
