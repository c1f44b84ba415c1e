"""Cells of tables as figures: what their heads, units and caption say (表格数据)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.extraction.context import CellPlace, Draft, Source
from zoneanalysis.extraction.nouns import head_of, noun_of
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.tables.grid import Cell, Grid, grids_of, is_value, value_in
from zoneanalysis.extraction.tables.heads import Head, read_head, unit_said
from zoneanalysis.extraction.timewords import mentions_of
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import unit as unit_named

__all__ = ["read_tables"]

_SILENT = frozenset({"rank", "order", "note", "unit"})
_PERCENTAGES = {"yoy": "yoy", "share": "share", "attained": "rate", "monthly": "other"}
_FALLS = frozenset("-↓▼")


@dataclass
class _Table:
    """A grid with its heads read."""

    number: int
    grid: Grid
    columns: list[Head]
    caption: Head
    names: list[int]
    units: int | None
    gazetteer: Gazetteer
    own: Period


def read_tables(text: str, gazetteer: Gazetteer, own: Period) -> list[Draft]:
    """Return the figures of every table of a normalised text, in text order.

    Parameters
    ----------
    text : str
    gazetteer : Gazetteer
    own : Period
        What the report is about.
    """
    drafts: list[Draft] = []
    grids = (part for grid in grids_of(text) for part in _side_by_side(grid))
    for number, grid in enumerate(grids):
        table = _table(number, grid, gazetteer, own)
        heads = _row_heads(table)
        for place, head in enumerate(heads):
            drafts += _row(table, place, head, tuple(each.kind for each in heads))
    _tell_apart(drafts)
    return drafts


def _tell_apart(drafts: Sequence[Draft]) -> None:
    """Name cells apart whose heads are the same words and whose values are not."""
    said: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        key = (draft.indicator, draft.area, draft.period, draft.measure, draft.status)
        said.setdefault(key, []).append(draft)
    for alike in said.values():
        if len({(draft.value, draft.unit) for draft in alike}) < 2:
            continue
        for draft in alike:
            draft.reasons.append("twin")
            if draft is not alike[0] and draft.cell is not None:
                draft.indicator += f"(表{draft.cell.table + 1}第{draft.cell.row + 1}行)"


def _row_heads(table: _Table) -> list[Head]:
    above: Head | None = None
    filled: dict[int, str] = {}
    heads: list[Head] = []
    added: list[str] = []
    named = ""
    for row in table.grid.rows:
        head = _row_head(table, row, filled)
        named = head.name if head_of(head.name) else named
        head.beside = named
        if not any(is_value(cell.text) for cell in row):
            head.kind = "heading"
        elif head.among and above is not None and not head_of(head.name):
            head.name += head_of(above.name) or above.name
        elif head.kind == "subtotal":
            head.area = head.area or AreaRef("、".join(added), "", "group")
            added = []
        elif head.kind == "part":
            added.append(head.area.name if head.area else head.name)
            above = head
        if span := vocabulary().table_words["range_total"].fullmatch(head.name):
            begun = [each.name == span["first"] for each in heads]
            for each in heads[: begun.index(True) if True in begun else 0]:
                each.kind = "outside"  # 小学至高中合计: not 幼儿园
            head.name, head.kind = "", "total" if True in begun else "whole"
        heads.append(head)
    return heads


def _side_by_side(grid: Grid) -> Iterator[Grid]:
    """Yield the tables that share the rows of one: 指标 | 数值 | 指标 | 数值."""
    words = [
        i
        for i in range(grid.width)
        if grid.heads and not any(is_value(row[i].text) for row in grid.rows)
    ]
    head = vocabulary().table_words["head"]
    begins = [0] + [
        i
        for i in words
        if i > 1 and i - 1 not in words and any(head.search(each) for each in grid.column_head(i))
    ]
    if len(begins) == 1:
        yield grid
        return
    for begin, end in zip(begins, [*begins[1:], grid.width], strict=True):
        heads, rows = ([row[begin:end] for row in part] for part in (grid.heads, grid.rows))
        yield Grid(grid.start, grid.end, heads, rows, grid.caption, grid.units)


def _table(number: int, grid: Grid, gazetteer: Gazetteer, own: Period) -> _Table:
    columns = [read_head(grid.column_head(i), gazetteer, own) for i in range(grid.width)]
    named = ""
    for head in columns:  # 工业投资 | 同比 | 税收 | 同比: a rate is of what stands left of it
        if head.among and head.name and not head_of(head.name):
            head.name += head_of(named) or named  # 签约项目 | 其中:亿元以上
        named = head.name if head.name and not head.role else named
        head.beside = named
    units = next((i for i, head in enumerate(columns) if head.role == "unit"), None)
    names = [
        i
        for i in range(grid.width)
        if columns[i].role not in _SILENT
        and (i == 0 or not any(is_value(row[i].text) for row in grid.rows))
    ]
    while names and names[-1] - names[0] >= len(names):  # only those that stand together
        names.pop()
    for i, head in enumerate(columns):  # 名称 | 项目 | 效益: of figures it is no head of names
        said = "".join(grid.column_head(i)[-1:])
        if i not in names and vocabulary().table_words["head"].fullmatch(said):
            head.name = said
    caption = _caption(grid.caption, gazetteer, own)
    return _Table(number, grid, columns, caption, names, units, gazetteer, own)


def _caption(caption: str, gazetteer: Gazetteer, own: Period) -> Head:
    """Return what a caption says: 2024年1-6月各县区工业投资完成情况."""
    text = vocabulary().table_words["caption"].sub("", caption)
    head = read_head([text], gazetteer, own)
    noun = noun_of(text, 0, mentions_of(text), gazetteer)
    role = head.role if head.role == "share" else ""
    return Head(noun.name, role, area=noun.area, period=head.period)


def _row_head(table: _Table, row: list[Cell], filled: dict[int, str]) -> Head:
    """Return the head of a row; a cell that spans rows is empty in those below its first."""
    parts: list[str] = []
    for i in table.names:
        text = row[i].text
        if text:
            filled[i] = text
        elif i != table.names[-1] and any(row[j].text for j in table.names if j > i):
            text = filled.get(i, "")
        parts += [text] if text else []
    heads = table.grid.column_head(table.names[0]) if table.names else ()
    places = bool(heads) and bool(vocabulary().table_words["places"].search(heads[-1]))
    head = read_head(parts, table.gazetteer, table.own, places=places)
    if table.units is not None:
        head.unit = unit_said(row[table.units].text) or head.unit
    return head


def _row(table: _Table, place: int, head: Head, kinds: tuple[str, ...]) -> Iterator[Draft]:
    for i, cell in enumerate(table.grid.rows[place]):
        column = table.columns[i]
        if i in table.names or column.role in _SILENT:
            continue
        if draft := _figure(table, i, cell, head):
            path = table.grid.column_head(i)[:-1]
            adds = column.kind in {"total", "subtotal"}
            role = draft.pattern.removeprefix("table.").removeprefix("value")
            draft.cell = CellPlace(table.number, place, i, role, kinds, path, adds, column.among)
            yield draft


def _figure(table: _Table, i: int, cell: Cell, row: Head) -> Draft | None:
    found = value_in(cell.text)
    column = table.columns[i]
    role = column.role or row.role
    indicator, how = _indicator(table, column, row)
    if found is None or not indicator or role in _SILENT:
        return None
    unit = _unit(table, column, row, role, found["unit"])
    if not unit:
        return None
    if not role and unit_named(unit).dimension == "percent":
        role = table.caption.role  # 支出构成, of its column of percentages
    of_rate = role == "yoy" and row.name.endswith("率")
    value = Decimal(found["number"].replace(",", ""))
    lead = found["lead"] or ""
    if lead in _FALLS or (len(lead) > 1 and vocabulary().directions[lead].sign < 0):
        value = -value
    period, dated = _period(table, column, row, role)
    area, placed = _area(table, column, row)
    measure = _measure(role, unit, indicator, value)
    real = vocabulary().table_words["real"]
    said = f"{indicator} {row.beside} {table.grid.caption} {' '.join(table.grid.column_head(i))}"
    end = cell.start + found.end("unit")
    return Draft(
        start=cell.start,
        end=end,
        number_start=cell.start + found.start("number"),
        value=value,
        unit=unit,
        kind="percent" if unit_named(unit).dimension == "percent" else "level",
        measure=measure,
        indicator=indicator,
        area=area,
        period=period,
        status="target" if role == "target" else "actual",
        relation={"share": "share", "attained": "attainment"}.get(role, ""),
        reference=column.whole,
        pattern=f"table.{role or 'value'}",
        reasons=["growthofrate"] if of_rate else [],
        anchored=True,
        clause=-1,
        sentence=-1,
        paragraph=-1,
        basis="constant_price" if measure == "yoy" and real.search(said) else "unknown",
        evidence={"indicator": Source(how), "area": Source(placed), "period": Source(dated)},
    )


def _indicator(table: _Table, column: Head, row: Head) -> tuple[str, str]:
    if row.name or column.name:
        both = column.name if row.name in column.name else row.name + column.name
        return both, "own"
    return column.beside or table.caption.name, "frame"


def _unit(table: _Table, column: Head, row: Head, role: str, printed: str) -> str:
    said = [u for u in map(unit_said, table.grid.units) if u]
    plain = [u for u in said if unit_named(u).dimension not in {"percent", "point"}]
    own = unit_said(printed) or column.unit
    if role in _PERCENTAGES:
        return own if own and unit_named(own).dimension in {"percent", "point", "ratio"} else "%"
    if role == "points":
        return "个百分点"
    scored = next((head.unit for head in table.columns if head.unit == "分"), "")
    if own or row.unit or (scored and not said):
        return own or row.unit or scored
    return plain[0] if len(plain) == 1 else said[0] if len(said) == 1 else ""


def _period(table: _Table, column: Head, row: Head, role: str) -> tuple[Period, str]:
    said = column.period or row.period
    period = said or table.caption.period or table.own
    if role == "month" and period.end.month > 1:
        period = Period(period.end, period.end)
    if role == "target":
        period = said or Period.ytd(period.end.year, 12)
    if role == "earlier" and column.period is None:
        period = period.previous_year()
    return period, "own" if said or table.caption.period else "frame"


def _area(table: _Table, column: Head, row: Head) -> tuple[AreaRef, str]:
    named = row.area or column.area
    if named is not None:
        return named, "own"
    return table.caption.area or table.gazetteer.own, "frame"


def _measure(role: str, unit: str, indicator: str, value: Decimal) -> str:
    if role in _PERCENTAGES:
        return _PERCENTAGES[role]
    if role == "points":
        return "pp_change"
    if role == "change":
        return "other"
    if unit_named(unit).dimension == "percent":
        return "yoy" if not indicator.endswith(("率", "度", "比重")) and not role else "rate"
    if unit_named(unit).dimension in {"index", "point"}:
        return "other"
    return "count" if unit_named(unit).is_count and value == int(value) else "level"
