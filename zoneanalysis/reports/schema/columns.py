"""What a table is: a CSV file with columns, of which each says what its cells may hold (表与列)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "Table"]

Kind = Literal["text", "code", "printed", "decimal", "integer", "period", "unit", "ids", "pairs"]


@dataclass(frozen=True)
class Column:
    """A column: its name, what its cells mean, and what they may hold.

    Parameters
    ----------
    description : str
        One sentence; goes into the table schema.
    kind : str
        ``text`` is free; every other kind is read by the program and so must be half-width,
        without blanks around it and untouched by a spreadsheet.
    required : bool
        Whether an empty cell is a fault.
    pattern : str
        Regular expression for the whole cell.
    values : tuple of str
        Every word that the cell may hold.
    longest : int
        Most characters; a longer cell is a paste by mistake, or a sentence of the source.
    refers_to : str
        ``table.column`` whose cells it names.
    may_lack : bool
        Whether a table may do without the column; its cells are empty then.
    """

    name: str
    description: str
    kind: Kind = "code"
    required: bool = True
    pattern: str = ""
    values: tuple[str, ...] = ()
    longest: int = 200
    refers_to: str = ""
    may_lack: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the package: one CSV file in UTF-8, comma, one header row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    required: bool = True

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def usual(self) -> tuple[str, ...]:
        """The names of the columns that no table may lack."""
        return tuple(column.name for column in self.columns if not column.may_lack)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
