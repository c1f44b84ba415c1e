"""Rows on their way from a workbook to a table, each cell with the place that it came from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from zoneanalysis.errors import Fault, Location
from zoneanalysis.panel.excel.opening import Place
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.columns import Table

__all__ = ["Names", "Reading", "Record", "unread"]


@dataclass
class Record:
    """A row of a table: its cells as text, and where each stood that its sheet has a column of."""

    cells: dict[str, str]
    places: dict[str, Place]
    row: Place

    def origin(self, book: str, table: Table) -> str:
        """Return the cell of its first amount, else its first cell, in a workbook (来源单元格)."""
        amounts = [column.name for column in table.columns
                   if column.required and column.kind == "decimal"]  # fmt: skip
        return self.places.get(next(iter(amounts), ""), self.row).seen_from(book)


@dataclass
class Reading:
    """What was understood of a workbook, and what was not.

    Parameters
    ----------
    records : dict
        Rows by table.
    understood : list of str
        One line for each sheet or column, to be shown before anything is written.
    aside : list of str
        What was left aside on purpose: footnotes, columns of ranks, other sheets.
    faults : list of Fault
        Each cell that could not be read.
    formulas : int
        Values that a formula had computed.
    replaced : list of str
        Each row that takes the place of another: its cells before and after.
    """

    records: dict[str, list[Record]] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    formulas: int = 0
    replaced: list[str] = field(default_factory=list)

    def add(self, table: str, record: Record) -> None:
        """Add a row to a table."""
        self.records.setdefault(table, []).append(record)


class Names:
    """Codes of areas and indicators by every name that a workbook may use.

    ``own`` are the codes of the panel's own areas.
    """

    def __init__(
        self,
        areas: Mapping[str, Area],
        indicators: Mapping[str, Indicator],
        own: Container[str] = (),
    ) -> None:
        from zoneanalysis.panel.excel.words import plain

        named: dict[str, list[str]] = {}
        for code, area in areas.items():
            for name in {code, area.name_zh, area.name_en, area.short_zh, area.short_en} - {""}:
                named.setdefault(plain(name), []).append(code)
        # 全市 is the short name of every city: of several, the panel's own one, else none
        self.areas: dict[str, str] = {}
        for name, codes in named.items():
            likely = codes if len(codes) == 1 else [code for code in codes if code in own]
            if len(likely) == 1:
                self.areas[name] = likely[0]
        self.indicators: dict[str, str] = {}
        for code, indicator in indicators.items():
            for name in (code, indicator.name_zh, indicator.name_en, *indicator.aliases):
                self.indicators.setdefault(plain(name), code)

    def indicator_in(self, text: str) -> str:
        """Return the indicator whose name stands in a text, the longest name first."""
        found = [name for name in self.indicators if name in text]
        return self.indicators[max(found, key=len)] if found else ""

    def near(self, name: str) -> Iterator[str]:
        """Yield names of areas like one that isn't known."""
        import difflib

        yield from difflib.get_close_matches(name, self.areas, n=2, cutoff=0.5)


def unread(file: str, place: Place | str, why: str, do: str) -> Fault:
    """Return the fault of a cell that can't be read."""
    return Fault("a cell must be understood to be imported", why, Location(f"{file}, {place}"), do)
