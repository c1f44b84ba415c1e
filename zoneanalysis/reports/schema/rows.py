"""Text to rows: the shape of a table before any meaning (表格结构)."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.schema.cells import cell_fault
from zoneanalysis.reports.schema.columns import Table
from zoneanalysis.reports.schema.counts import ends_cut
from zoneanalysis.reports.schema.decoding import table_text

__all__ = ["Row", "csv_text", "read_rows"]

_DELIMITERS = {"|": "vertical bars", "，": "full-width commas"}


@dataclass(frozen=True)
class Row:
    """A row as read: where it stands, its cells, and which of them are already faulty.

    Parameters
    ----------
    number : int
        Row as a spreadsheet counts: the header is row 1.
    cells : mapping
        Column name to text.
    faulty : frozenset of str
        Columns that a later check must leave alone, because the cell can't be read.
    file : str
        Name of its file, for faults.
    """

    number: int
    cells: Mapping[str, str]
    faulty: frozenset[str] = frozenset()
    file: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def sound(self, *columns: str) -> bool:
        """Return whether every one of *columns* could be read."""
        return not self.faulty.intersection(columns)

    def fault(self, must: str, came: str, column: str, do: str) -> Fault:
        """Return the fault of one of its cells."""
        return Fault(must, came, self.at(column), do)

    def at(self, column: str) -> Location:
        """Return where one of its cells stands."""
        return Location(self.file, self.number, column)


def read_rows(
    raw: bytes, file: str, table: Table
) -> tuple[tuple[Row, ...] | None, tuple[Fault, ...]]:
    """Return the rows of a table's file and every fault of their shape and cells.

    Rows with a faulty cell are kept and name it in ``faulty``; in a row of another width than the
    header every cell is. None comes back in the place of the rows where the file can't be read as
    this table at all; a check that looks up ids in it has then nothing to say.
    """
    text, faults = table_text(raw, file)
    if text is None:
        return None, faults
    found = [*faults, *ends_cut(text, file)]
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), strict=True):
            records.append(record)  # noqa: PERF402 - what was read before an error is counted
    except csv.Error as error:
        found.append(_unreadable(error, Location(file=file, row=len(records) + 1)))
        return None, tuple(found)
    header, *body = records
    stop, header_faults = _check_header(header, file, table)
    found.extend(header_faults)
    if stop:
        return None, tuple(found)
    rows = []
    fine: set[tuple[str, str]] = set()  # a long table says the same few things again and again
    for number, record in enumerate(body, start=2):
        row, row_faults = _read_row(number, header, record, file, table, fine)
        found.extend(row_faults)
        if row is not None:
            rows.append(row)
    found.extend(_duplicates(rows, table))
    return tuple(rows), tuple(found)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as the text of a table: comma, line feed, quotes where needed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _unreadable(error: csv.Error, where: Location) -> Fault:
    if "field limit" in str(error):
        return Fault(
            phrase("a cell must have at most {most} characters", most=csv.field_size_limit()),
            "a longer one",
            where,
            "A quotation mark is probably never closed; otherwise shorten the cell.",
        )
    return Fault(
        "quotation marks must come in pairs around a whole cell",
        str(error),
        where,
        'Write a quotation mark inside a cell twice ("") and put the cell in quotes.',
    )


def _check_header(header: list[str], file: str, table: Table) -> tuple[bool, list[Fault]]:
    """Return whether the rows can't be read with this header, and its faults."""
    where = Location(file=file, row=1)
    expected = ",".join(table.header)
    joined = ",".join(header)
    if not joined.strip():
        return True, [
            Fault(
                "the first line must be the header",
                "an empty line",
                where,
                phrase("Delete the line, or write: {expected}", expected=expected),
            )
        ]
    if len(header) <= 2:
        for delimiter, name in _DELIMITERS.items():
            parts = [part.strip() for part in joined.split(delimiter)]
            if len(set(parts) & set(table.header)) > 1:
                return True, [
                    Fault(
                        "cells must be separated by commas",
                        phrase("{name} between them", name=phrase(name)),
                        where,
                        "Export the file again as CSV with commas (in Excel: 'CSV UTF-8').",
                    )
                ]
    optional = {column.name for column in table.columns if column.may_lack}
    missing = [name for name in table.header if name not in header and name not in optional]
    extra = [name for name in header if name not in table.header]
    twice = sorted({name for name in header if header.count(name) > 1})
    faults = []
    for name in missing:
        near = difflib.get_close_matches(name, extra, n=1, cutoff=0.4)
        hint = phrase("Rename {near!r}", near=near[0]) if near else phrase("Add it")
        faults.append(
            Fault(
                phrase("{table} must have the column {name}", table=table.name, name=name),
                "no such column",
                Location(file=file, row=1, column=name),
                phrase("{hint}; the header is: {expected}", hint=hint, expected=expected),
            )
        )
    faults.extend(
        Fault(
            phrase("{table} must have no other columns than its schema names", table=table.name),
            phrase("column {name!r}", name=name) if name.strip() else "a column without a name",
            Location(file=file, row=1, column=name or None),
            phrase(
                "Remove it (a remark goes into note); the header is: {expected}", expected=expected
            ),
        )
        for name in extra
    )
    faults.extend(
        Fault(
            "a column must come once",
            phrase("column {name} {count} times", name=name, count=header.count(name)),
            Location(file=file, row=1, column=name),
            "Remove the one that is too many.",
        )
        for name in twice
        if name in table.header
    )
    if not faults and header != [name for name in table.header if name in header]:
        faults.append(
            Fault(
                "columns must stand in the order of the schema",
                joined,
                where,
                phrase("Order them: {expected}", expected=expected),
            )
        )
    return bool(missing or twice), faults


def _read_row(
    number: int,
    header: list[str],
    record: list[str],
    file: str,
    table: Table,
    fine: set[tuple[str, str]],
) -> tuple[Row | None, list[Fault]]:
    if len(record) != len(header):
        cells_ = phrase("{count} cells: {text!r}", count=len(record), text=",".join(record)[:60])
        came = cells_ if record else "an empty line"
        do = (
            "Delete the line."
            if not any(record)
            else "Put a cell that holds a comma in quotation marks; keep every empty cell's comma."
        )
        padded = dict(zip(header, [*record, *[""] * len(header)], strict=False))
        unread = Row(number, padded, frozenset(header), file) if any(record) else None
        return unread, [
            Fault(
                phrase("a row must have {count} cells as the header has", count=len(header)),
                came,
                Location(file=file, row=number),
                do,
            )
        ]
    if not any(cell.strip() for cell in record):
        return None, [
            Fault(
                "a row must hold something",
                "only empty cells",
                Location(file=file, row=number),
                "Delete the row.",
            )
        ]
    cells = dict.fromkeys(table.header, "") | dict(zip(header, record, strict=True))
    faults, faulty = [], set()
    for column in table.columns:
        cell = (column.name, cells[column.name])
        if cell in fine:
            continue
        fault = cell_fault(cell[1], column, Location(file, number, column.name))
        if fault is None:
            fine.add(cell)
        else:
            faults.append(fault)
            faulty.add(column.name)
    return Row(number, cells, frozenset(faulty), file), faults


def _duplicates(rows: list[Row], table: Table) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in table.key)
        if row.sound(*table.key) and first.setdefault(key, row.number) != row.number:
            yield row.fault(
                phrase("{key} must name one row only", key=", ".join(table.key)),
                phrase("{key} again, as in row {first}", key=", ".join(key), first=first[key]),
                table.key[-1],
                "Give the row an id of its own, or delete it if it is the same.",
            )
