"""What an argument means that may be a report's id or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from zoneanalysis.commands.parameters import package_of
from zoneanalysis.errors import InputError, Location
from zoneanalysis.reports import Report

__all__ = ["read_text", "reports_of"]


def read_text(path: str) -> str:
    """Return the content of a text file in UTF-8; ``-`` is standard input."""
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        came = error.strerror or str(error)
    except UnicodeDecodeError:
        came = "bytes that are not UTF-8"
    raise InputError.single(
        must="the file must be readable text in UTF-8",
        came=came,
        where=Location(file=path),
        do="check the path; in a spreadsheet, save as CSV UTF-8",
    )


def reports_of(
    context: click.Context, name: str
) -> Iterator[tuple[Report, Sequence[Mapping[str, str]]]]:
    """Yield the report of that id, with what reviewers noted on it."""
    package = package_of(context)
    yield package.read(name), package.reviews(name)
