"""Month tables as offices keep them: zones down, months or indicators across (宽表)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zoneanalysis.panel.excel.cells import UnreadableError, is_blank, number_text
from zoneanalysis.panel.excel.opening import Book, Cell, Sheet
from zoneanalysis.panel.excel.records import Names, Reading, Record, unread
from zoneanalysis.panel.excel.words import plain, words
from zoneanalysis.panel.panel import members
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.values.units import known_units

__all__ = ["read_wide"]

_YEAR = re.compile(r"(\d{4})年|(\d{4})(?=[-./]\d{1,2})")
_SPAN = re.compile(r"1(?:月)?[-—–~至](?:\d{4}年)?(\d{1,2})月")
_ISO = re.compile(r"\d{4}[-./年](\d{1,2})")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
_TOLD = re.compile(r"单位[:：]?([^\s,，;；)）]+)")


@dataclass(frozen=True)
class Slots:
    """What a head, a label or a title says of the values under it."""

    indicator: str = ""
    scope: str = ""
    kind: str = ""
    year: str = ""
    month: str = ""
    unit: str = ""

    def over(self, other: Slots) -> Slots:
        """Return these slots, the empty ones filled from others that stand further away."""
        filled = {
            name: getattr(self, name) or getattr(other, name) for name in self.__dataclass_fields__
        }
        return Slots(**filled)


def _slots(text: str, names: Names) -> Slots:
    """Return what a text says: only its words count, never the numbers below."""
    said = plain(text)
    lower = said.lower()
    scope = next((value for word, value in words("scope").items() if word in lower), "")
    kind = next((value for word, value in words("kind").items() if word in lower), "")
    year = _YEAR.search(said)
    month = ""
    span = _SPAN.search(said)
    named = next((value for word, value in words("span").items() if word in said), "")
    single = _MONTH.search(said) or _ISO.search(said)
    if span or named:
        month, scope = (span[1] if span else named), scope or "ytd"
    elif single:
        month = single[1]
    units = [each for each in re.findall(r"\(([^()]+)\)", said) if each in known_units()]
    told = _TOLD.search(said)
    if told and told[1] in known_units():
        units.append(told[1])
    return Slots(
        indicator=names.indicator_in(said),
        scope=scope,
        kind=kind,
        year=next((each for each in year.groups() if each), "") if year else "",
        month=f"{int(month):02d}" if month and 1 <= int(month) <= 12 else "",
        unit=units[0] if units else said if said in known_units() else "",
    )


@dataclass(frozen=True)
class _Layout:
    """Where a table stands in a sheet."""

    zones: int  # the column of the zones
    first: int  # the first row with a zone
    heads: Mapping[int, str]  # by column: all that stands above it
    title: str


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
    """Read a table of zones by months, or by indicators, into records of the panel.

    What a value is comes from the words of its column's head, its row's labels, the title above
    the table and the sheet's name, in this order. What these don't say is named, never guessed.
    """
    layout = _layout(sheet, names)
    if layout is None:
        into.aside.append(f"sheet {sheet.name}: no zone is named in it")
        return
    around = _slots(layout.title, names).over(_slots(sheet.name, names)).over(Slots(year=year))
    labels, columns = _split(sheet, layout, names)
    described: dict[int, int] = {}
    block: list[str] = []
    zone, carried = "", Slots()
    for number, line in sheet.rows.items():
        if number < layout.first:
            continue
        values = {at: line[at] for at in columns if at in line and not is_blank(line[at])}
        if layout.zones in line:
            carried = Slots()
            label = plain(line[layout.zones].value)
            zone = _zone(label, names, block, areas)
            if zone and not _is_total(label):
                block.append(zone)
            if not zone and not values:
                into.aside.append(f"{sheet.place(number, layout.zones)}: {label[:40]}")
                continue
            if not zone:
                near = "、".join(names.near(label))
                do = f"Near ones: {near}." if near else "Name the zone as in areas.csv."
                why = f"{label[:40]!r} is no zone, group or total that is known"
                place = sheet.place(number, layout.zones)
                into.faults.append(unread(book.name, place, why, do))
                continue
        elif values and not zone:
            place = sheet.place(number, min(values))
            why, do = "a row without a zone", "Name the zone in its row."
            into.faults.append(unread(book.name, place, why, do))
            continue
        told = " ".join(str(line[at].value) for at in labels if at in line)
        carried = _slots(told, names).over(carried) if told else carried
        for at, cell in values.items():
            place = sheet.place(number, at)
            said = _slots(layout.heads.get(at, ""), names).over(carried).over(around)
            record = _record(book, cell, place, zone, said, indicators, into)
            if record is not None:
                into.add("panel", record)
                described[at] = described.get(at, 0) + 1
    for at, count in described.items():
        head = layout.heads.get(at, "")
        said = _slots(head, names).over(around)
        into.understood.append(
            f"sheet {sheet.name}, column {sheet.place(1, at).split()[-1][:-1]} ({head}): "
            f"{said.indicator or 'indicator by row'}, {_measure(said, indicators) or 'by row'}, "
            f"{said.year or '?'}-{said.month or '?'}, {said.unit or '% or by cell'}, "
            f"{count} values"
        )


def _layout(sheet: Sheet, names: Names) -> _Layout | None:
    """Find the column with the most zones, and what stands above it."""
    rows = sheet.rows
    hits: dict[int, list[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and plain(cell.value) in names.areas:
            hits.setdefault(column, []).append(row)
    if not hits:
        return None
    zones = max(hits, key=lambda column: (len(hits[column]), -column))
    first = min(row for row in hits[zones] if len(rows[row]) > 1 or row > min(hits[zones]))
    for number in sorted((each for each in rows if each < first), reverse=True):
        if zones in rows[number] and any(map(_is_amount, rows[number].values())):
            first = number  # a zone by a name that isn't known, above all that are
    heads: dict[int, list[str]] = {}
    title = []
    right = max(column for _, column in sheet.cells)
    for number in sorted(each for each in rows if each < first):
        line = rows[number]
        beyond = [at for at in line if at > zones]
        if len(line) == 1 or not beyond:
            title += [str(cell.value) for cell in line.values()]
            continue
        carried = ""
        for at in range(zones + 1, right + 1):  # a merged head holds its text on the left only
            if at in line:
                carried = _head(line[at])
            if carried:
                heads.setdefault(at, []).append(carried)
    return _Layout(
        zones, first, {at: " ".join(each) for at, each in heads.items()}, " ".join(title)
    )


def _is_amount(cell: Cell) -> bool:
    """Return whether a cell is a number that is no month and no year, as heads have them."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return not (float(value).is_integer() and (1 <= value <= 12 or 1900 <= value <= 2200))


def _head(cell: Cell) -> str:
    import datetime as dt

    if isinstance(cell.value, (dt.datetime, dt.date)):
        return f"{cell.value.year}年{cell.value.month}月"
    return str(cell.value)


def _split(sheet: Sheet, layout: _Layout, names: Names) -> tuple[list[int], list[int]]:
    """Return the columns of labels, and those of values; columns of ranks and notes are neither."""
    labels: list[int] = []
    columns: list[int] = []
    for at in sorted({column for _, column in sheet.cells if column > layout.zones}):
        head = plain(layout.heads.get(at, "")).lower()
        if any(word in head for word in words("skip")):
            continue
        below = [
            cell.value
            for (row, column), cell in sheet.cells.items()
            if column == at and row >= layout.first and not is_blank(cell)
        ]
        texts = [each for each in below if isinstance(each, str)]
        told = [each for each in texts if _slots(each, names) != Slots()]
        is_label = len(told) == len(below) and not any(re.search(r"^-?\d", plain(t)) for t in texts)
        (labels if below and is_label else columns).append(at)
    return labels, columns


def _is_total(label: str) -> bool:
    return label.lower() in words("total")


def _zone(label: str, names: Names, block: Sequence[str], areas: Mapping[str, Area]) -> str:
    """Return the area of a row; a total is the group whose zones are those above it."""
    if label in names.areas:
        return names.areas[label]
    if not _is_total(label):
        return ""
    above = set(block)
    groups = (code for code, area in areas.items() if area.kind == "group")
    return next((code for code in groups if above and set(members(code, areas)) == above), "")


def _measure(said: Slots, indicators: Mapping[str, Indicator]) -> str:
    """Return the measure that the words give; nothing where they leave it open."""
    if said.indicator and indicators[said.indicator].unit == "%":
        return "rate"
    if said.scope == "stock":
        return "stock"
    if not said.scope:
        return ""
    return f"{said.scope}_yoy" if said.kind == "yoy" else said.scope


def _record(
    book: Book,
    cell: Cell,
    place: str,
    zone: str,
    said: Slots,
    indicators: Mapping[str, Indicator],
    into: Reading,
) -> Record | None:
    measure = _measure(said, indicators)
    lacking = [
        what
        for what, found in (
            ("which indicator it is", said.indicator),
            (
                "whether it is year-to-date (累计) or of the month (当月)",
                measure,
            ),
            ("of which year", said.year),
            ("of which month", said.month),
        )
        if not found
    ]
    if lacking:
        why = f"head, row and title don't say {' or '.join(lacking)}"
        do = "Say so in the head of the column, in the row or in the title above the table."
        into.faults.append(unread(book.name, place, why, do))
        return None
    try:
        number = number_text(cell)
    except UnreadableError as error:
        do = "Correct the cell; for a value that there isn't, leave it empty."
        into.faults.append(unread(book.name, place, str(error), do))
        return None
    share = measure == "rate" or measure.endswith("_yoy")
    unit = number.unit or ("%" if share else said.unit)
    why = ""
    if not unit:
        why = "neither head, title nor cell names the unit"
    elif share and not number.unit and "%" not in said.unit and _is_fraction(cell):
        why = f"{cell.value} may be {cell.value}% or {cell.value * 100:g}%: no sign says which"
    if why:
        do = "Write the unit into the head, such as 同比（%）, or show the cells as percent."
        into.faults.append(unread(book.name, place, why, do))
        return None
    into.formulas += cell.formula
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
    return Record(cells, dict.fromkeys(cells, place), place)


def _is_fraction(cell: Cell) -> bool:
    """Return whether a number without any sign of percent could be a fraction: 0.056."""
    return isinstance(cell.value, float) and 0 < abs(cell.value) < 1
