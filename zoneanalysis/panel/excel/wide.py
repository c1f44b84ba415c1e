"""Month tables as offices keep them: zones down, months or indicators across (宽表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zoneanalysis.panel.excel.cells import UnreadableError, is_blank, number_text
from zoneanalysis.panel.excel.layout import Layout, tables_of, zones_across
from zoneanalysis.panel.excel.opening import Book, Cell, Sheet
from zoneanalysis.panel.excel.records import Names, Reading, Record, unread
from zoneanalysis.panel.excel.slots import Slots, Words, measure_of
from zoneanalysis.panel.excel.words import plain, words
from zoneanalysis.panel.panel import members
from zoneanalysis.reports.report import Area, Indicator

__all__ = ["read_wide"]

_SAY = "Say so in the head of the column, in the row or in the title above the table."
_KNOWN = "Use a name of indicators.csv and words such as 累计, 当月, 同比（%）, or take it out."


def read_wide(
    book: Book,
    sheet: Sheet,
    names: Names,
    areas: Mapping[str, Area],
    indicators: Mapping[str, Indicator],
    into: Reading,
    *,
    year: str = "",
) -> None:
    """Read tables of zones by months, or by indicators, into records of the panel.

    What a value is comes from the words of its column's head, its row's labels, the line above its
    rows, the title above the table and the sheet's name, in this order. What these leave open, and
    a head or label of which a part isn't understood, is named, never guessed.
    """
    told = Words(names)
    if zones_across(sheet, names):
        why, do = "zones stand across", "Put zones down, and months or indicators across."
        into.faults.append(unread(book.name, f"sheet {sheet.name}", why, do))
        return
    parts = tables_of(sheet, told)
    if not parts:
        into.aside.append(f"sheet {sheet.name}: no zone is named in it")
    for part, layout in parts:
        _Table(book, part, layout, told, areas, indicators, into, year).read()


@dataclass
class _Table:
    """A table on its way into records."""

    book: Book
    sheet: Sheet
    layout: Layout
    told: Words
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    into: Reading
    year: str
    block: list[str] = field(default_factory=list)  # zones since the last total
    every: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)  # labels of totals so far
    unread: dict[tuple[int, str, str], list[int]] = field(default_factory=dict)

    def read(self) -> None:
        """Add its values, and name what can't be read."""
        say, layout = self.told.say, self.layout
        around = say(layout.title, title=True).over(say(self.sheet.name, title=True))
        around = around.over(Slots(year=self.year))
        labels, columns = self._split()
        described: dict[int, int] = {}
        above, line_above = Slots(), ""
        for number, zone, line in self._rows(columns):
            if not zone:
                if line_above:
                    self.into.aside.append(line_above)
                label = str(line[layout.zones].value)
                line_above = f"{self.sheet.place(number, layout.zones)}: {plain(label)[:40]}"
                above = say(label, title=True)
                continue
            here = [say(str(line[at].value)) for at in labels if at in line]
            values = {at: line[at] for at in columns if at in line and not is_blank(line[at])}
            unclear = " ".join(each.rest for each in here if each.rest)
            if unclear and values:
                self._name(number, labels[0], f"{unclear!r} is not understood", _KNOWN)
                continue
            for at, cell in values.items():
                near = say(layout.heads.get(at, ""))
                for each in here:
                    near = near.over(each)
                if above.says and line_above:
                    self.into.understood.append(f"{line_above}: for the rows below")
                    line_above = ""
                if above.against(near):
                    why = "the head says something else than the line above these rows"
                    self._name(number, at, why, "Make a table of its own of them, with its head.")
                elif self._add(number, at, cell, zone, near, near.over(above).over(around)):
                    described[at] = described.get(at, 0) + 1
        if line_above:
            self.into.aside.append(line_above)
        for at, count in described.items():
            self._describe(at, count, say(layout.heads.get(at, "")).over(around))
        for (at, why, do), rows in self.unread.items():
            place = self.sheet.places(rows, at)
            self.into.faults.append(unread(self.book.name, place, why, do))

    def _rows(self, columns: Sequence[int]) -> Iterator[tuple[int, str, Mapping[int, Cell]]]:
        """Yield each row with its zone, and with none a line above others; name the rest."""
        zone = ""
        for number, line in self.sheet.rows.items():
            if number < self.layout.first:
                continue
            filled = [at for at in columns if at in line and not is_blank(line[at])]
            if self.layout.zones in line:
                label = plain(line[self.layout.zones].value)
                zone = self._zone(label)
                if not zone and filled:
                    near = "、".join(self.told.names.near(label))
                    do = f"Near ones: {near}." if near else "Name the zone as in areas.csv."
                    why = f"{label[:40]!r} is no zone, group or total that is known"
                    if label.lower() in words("total"):
                        why = f"{label[:40]!r} stands below {len(self.every)} zones, of no group"
                        do = "Give the group its members in areas.csv, or leave the row out."
                    self._name(number, self.layout.zones, why, do)
                    continue
                if not zone and label.lower() in words("total"):
                    continue
            elif filled and not zone:
                self._name(number, filled[0], "a row without a zone", "Name the zone in its row.")
                continue
            if zone or self.layout.zones in line:
                yield number, zone, line

    def _zone(self, label: str) -> str:
        """Return the area of a row; a total is the group of the zones that it sums.

        小计 sums those since the last total, another word those above, but where it comes again.
        """
        if label in self.told.names.areas:
            zone = self.told.names.areas[label]
            self.block.append(zone)
            self.every.append(zone)
            return zone
        word = label.lower()
        if word not in words("total"):
            return ""
        part, whole = self._group(self.block), self._group(self.every)
        again = word in self.totals
        self.block = []
        self.totals.append(word)
        if words("total")[word]:
            return part
        return whole if not again else part if whole in {"", part} else ""

    def _group(self, zones: Sequence[str]) -> str:
        groups = (code for code, area in self.areas.items() if area.kind == "group")
        every = set(zones)
        return next((c for c in groups if every and set(members(c, self.areas)) == every), "")

    def _split(self) -> tuple[list[int], list[int]]:
        """Return the columns of labels, and those of values that can be read.

        Columns of ranks and notes are neither. A head of which a part isn't understood, and a
        second column of zones, are named.
        """
        labels: list[int] = []
        columns: list[int] = []
        say, areas = self.told.say, self.told.names.areas
        rows = self.sheet.rows
        for at in sorted({column for _, column in self.sheet.cells if column > self.layout.zones}):
            head = self.layout.heads.get(at, "")
            if any(word in plain(head).lower() for word in words("skip")):
                continue
            below = {
                number: str(line[at].value)
                for number, line in rows.items()
                if number >= self.layout.first and at in line and not is_blank(line[at])
            }
            if not below:
                continue
            top = self.layout.tops.get(at, min(below))
            if any(plain(text) in areas for text in below.values()):
                why, do = "a second column of zones", "Put the two tables below each other."
                self._name(min(below), at, why, do)
                break
            if all(say(t).says and not plain(t).lstrip("-")[:1].isdigit() for t in below.values()):
                labels.append(at)
            elif say(head).rest:
                why = f"{say(head).rest!r} of {head!r} is not understood, {len(below)} values"
                self._name(top, at, why, _KNOWN)
            else:
                columns.append(at)
        return labels, columns

    def _name(self, row: int, column: int, why: str, do: str) -> None:
        self.unread.setdefault((column, why, do), []).append(row)

    def _describe(self, at: int, count: int, said: Slots) -> None:
        from openpyxl.utils import get_column_letter

        column = get_column_letter(at)
        said = _dated(said)
        measure = measure_of(said, self.indicators)
        unit = "%" if _is_share(measure) else said.unit
        self.into.understood.append(
            f"sheet {self.sheet.name}, column {column} ({self.layout.heads.get(at, '')}): "
            f"{said.indicator or 'indicator by row'}, {measure or 'by row'}, "
            f"{said.year or '?'}-{said.month or '?'}, {unit or '% or by cell'}, "
            f"{count} values"
        )

    def _add(self, row: int, at: int, cell: Cell, zone: str, near: Slots, said: Slots) -> bool:
        """Add the record of a cell; return whether it could be read."""
        said = _dated(said)
        measure = measure_of(said, self.indicators)
        asked = (
            ("which indicator it is", said.indicator),
            ("whether it is year-to-date (累计) or of the month (当月)", measure),
            ("of which year", said.year),
            ("of which month", said.month),
        )
        lacking = " or ".join(what for what, found in asked if not found)
        if lacking:
            self._name(row, at, f"head, row and title don't say {lacking}", _SAY)
            return False
        try:
            number = number_text(cell)
        except UnreadableError as error:
            do = "Correct the cell; for a value that there isn't, leave it empty."
            self._name(row, at, str(error), do)
            return False
        share = _is_share(measure)
        unit = number.unit or ("%" if share else said.unit)
        why = ""
        if share and near.unit not in {"", "%"}:
            why = f"a rate or growth in {near.unit}"
        elif not unit:
            why = "neither head, title nor cell names the unit"
        elif share and not number.unit and said.unit != "%" and _is_fraction(cell):
            why = f"{cell.value} may be {cell.value}% or {cell.value * 100:g}%: no sign says which"
        if why:
            do = "Write the unit into the head, such as 同比（%）, or show the cells as percent."
            self._name(row, at, why, do)
            return False
        self.into.formulas += cell.formula
        cells = {
            "zone": zone,
            "month": f"{said.year}-{said.month}",
            "indicator": said.indicator,
            "measure": measure,
            "value": number.text,
            "unit": unit,
            "status": "actual",
            "note": "formula" if cell.formula else "",
        }
        place = self.sheet.place(row, at)
        self.into.add("panel", Record(cells, dict.fromkeys(cells, place), place))
        return True


def _dated(said: Slots) -> Slots:
    """Return what is said with the year that it then is of: 上年同期 is a year before."""
    if not said.year or not said.before:
        return said
    return replace(said, year=str(int(said.year) - int(said.before)))


def _is_share(measure: str) -> bool:
    return measure == "rate" or measure.endswith("_yoy")


def _is_fraction(cell: Cell) -> bool:
    """Return whether a number without any sign of percent could be a fraction: 0.056."""
    return isinstance(cell.value, float) and 0 < abs(cell.value) < 1
