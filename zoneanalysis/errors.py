"""Errors that say what must hold, what came, where it stands and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zoneanalysis.messages import Message, in_language, phrase

__all__ = [
    "Fault",
    "InputError",
    "Location",
    "NotDerivableError",
    "UnitMismatchError",
    "ZoneAnalysisError",
    "lacking_library",
]


class ZoneAnalysisError(Exception):
    """Base of every error that zoneanalysis raises on purpose."""


@dataclass(frozen=True, order=True)
class Location:
    """Where a fault stands: file, row (1 = first line of the file), column name, text offset."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    offset: int | None = None

    def __str__(self) -> str:
        return self.render()

    def render(self, language: str = "en") -> str:
        """Return the place in words of *language*."""
        parts = [self.file or ""]
        if self.row is not None:
            parts.append(phrase("row {row}", row=self.row).render(language))
        if self.column is not None:
            parts.append(phrase("column {column}", column=self.column).render(language))
        if self.offset is not None:
            parts.append(phrase("character {offset}", offset=self.offset).render(language))
        return ("，" if language == "zh" else ", ").join(part for part in parts if part)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input, with the way out of it."""

    must: str
    came: str
    where: Location
    do: str

    def __str__(self) -> str:
        return self.render()

    def render(self, language: str = "en") -> str:
        """Return place, what must hold, what came and what to do, in one line of *language*."""
        parts = {key: in_language(getattr(self, key), language) for key in ("must", "came", "do")}
        told = phrase("{must}; came: {came}. {do}", **parts)
        place = self.where.render(language)
        whole = phrase("{place}: {fault}", place=place, fault=told) if place else told
        return whole.render(language)


class InputError(ZoneAnalysisError):
    """An input that can't be used; holds every fault that was found, not only the first.

    Parameters
    ----------
    faults : iterable of Fault
        At least one.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.render())

    def render(self, language: str = "en") -> str:
        """Return the faults, a line each, in *language*."""
        return "\n".join(fault.render(language) for fault in self.faults)

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Fault, ...]]]:
        """Let the error cross from one process to another whole."""
        return type(self), (self.faults,)

    @classmethod
    def single(cls, *, must: str, came: str, do: str, where: Location | None = None) -> InputError:
        """Return the error for one fault."""
        return cls([Fault(must=must, came=came, where=where or Location(), do=do)])

    def at(
        self,
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        offset: int | None = None,
    ) -> InputError:
        """Return the same error with the missing parts of each place filled in."""

        def placed(where: Location) -> Location:
            return Location(
                file=where.file if where.file is not None else file,
                row=where.row if where.row is not None else row,
                column=where.column if where.column is not None else column,
                offset=where.offset if where.offset is not None else offset,
            )

        return InputError(Fault(f.must, f.came, placed(f.where), f.do) for f in self.faults)


class UnitMismatchError(ZoneAnalysisError):
    """An operation on two quantities whose units don't go together; names both."""

    def __init__(self, left: str, right: str, operation: str) -> None:
        self.left = left
        self.right = right
        self.operation = operation
        super().__init__(f"{operation} needs like units; came {left} and {right}")

    def __reduce__(self) -> tuple[type[UnitMismatchError], tuple[str, str, str]]:
        return type(self), (self.left, self.right, self.operation)


class NotDerivableError(ZoneAnalysisError):
    """A quantity that doesn't follow from what is known; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))

    def __reduce__(self) -> tuple[type[NotDerivableError], tuple[Message]]:
        return type(self), (self.reason,)


def lacking_library(error: BaseException) -> InputError | None:
    """Return what to install where an error says that a library isn't there; else None.

    Examples
    --------
    >>> print(lacking_library(ModuleNotFoundError(name="xyz")))
    the library xyz must be installed; came: none of that name. Run `pip install xyz`.
    """
    name = str(getattr(error, "name", "") or "").partition(".")[0]
    if not isinstance(error, ModuleNotFoundError) or name in {"", "zoneanalysis"}:
        return None
    from importlib import metadata  # an error's way out may take its time; every start may not

    wanted = [*_not_installed()] or metadata.packages_distributions().get(name, [name])
    return InputError.single(
        must=phrase("the library {name} must be installed", name=name),
        came="none of that name",
        do=phrase("Run `pip install {names}`.", names=" ".join(wanted)),
    )


def _not_installed() -> Iterator[str]:
    """Yield the libraries that this program needs, extras apart, and that are not installed."""
    from importlib import metadata

    for each in metadata.requires("zoneanalysis") or ():
        found = re.match(r"[\w.-]+", each)
        if found and "extra ==" not in each:
            try:
                metadata.version(found[0])
            except metadata.PackageNotFoundError:
                yield found[0]
