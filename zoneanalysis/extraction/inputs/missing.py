"""What to say where a library for a format is not installed."""

from __future__ import annotations

from zoneanalysis.errors import InputError, Location

__all__ = ["library_missing"]


def library_missing(library: str, what: str, where: Location) -> InputError:
    """Return the error for an optional library that isn't there."""
    return InputError.single(
        must=f"reading {what} needs the library {library}",
        came="an installation without it",
        where=where,
        do='Run `pip install "zoneanalysis[extract]"`, or save it as plain text in UTF-8.',
    )
