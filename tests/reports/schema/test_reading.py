"""Bytes to rows: encodings, shapes, and bytes that mean harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoneanalysis.errors import Location
from zoneanalysis.reports.schema.cells import cell_fault
from zoneanalysis.reports.schema.claim_rows import check_claims, read_pairs, read_params
from zoneanalysis.reports.schema.decoding import decode
from zoneanalysis.reports.schema.figure_rows import check_figures
from zoneanalysis.reports.schema.report_file import check_report_id, read_report_file
from zoneanalysis.reports.schema.rows import read_rows
from zoneanalysis.reports.schema.tables import ACTIONS, CLAIMS, FIGURES, REPORT_TABLES

ZH = "地区,指标\n云川市,工业投资\n"


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (ZH.encode("gb18030"), "GB18030"),
        (ZH.encode("gbk"), "GB18030"),
        ("云川市工業投資完成率".encode("big5"), "Big5"),
        (ZH.encode("utf-16"), "UTF-16 (little-endian"),
        (b"\xfe\xff" + ZH.encode("utf-16-be"), "UTF-16 (big-endian"),
        (ZH.encode("utf-8-sig"), "byte-order mark (EF BB BF)"),
        (b"PK\x03\x04\x14\x00", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"abc\xff\xff\xff", "byte 3 (0xFF) is not UTF-8"),
        (b"", "an empty file"),
        (b" \n\r\n ", "a file of blanks"),
        (b"a\0b", "NUL at character 1"),
    ],
)
def test_what_is_no_utf8_is_named(raw: bytes, named: str) -> None:
    """A file that is something else is told by its name."""
    _, faults = decode(raw, "x.csv")
    assert any(named in fault.came for fault in faults)


def test_a_byte_order_mark_does_not_stop_the_reading() -> None:
    """Behind the mark the text is read, so that its other faults come at once."""
    text, faults = decode(ZH.encode("utf-8-sig"), "x.csv")
    assert (text, len(faults)) == (ZH, 1)


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    """The header is row 1, and a cell with a line end inside is still one row."""
    raw = (",".join(ACTIONS.header) + '\na01,actions,x,"甲\n乙",b,\na02,actions,x,,b,\n').encode()
    _, faults = read_rows(raw, "actions.csv", ACTIONS)
    assert [(fault.where.row, fault.where.column) for fault in faults] == [(2, "zh"), (3, "zh")]


def test_a_quotation_mark_never_closed_is_told_where_it_opens() -> None:
    """The row that opens it is named, not the end of the file."""
    header = ",".join(ACTIONS.header)
    raw = (header + '\na01,actions,x,y,z,\na02,actions,x,"y,z,\n' + "a,\n" * 50_000).encode()
    _, faults = read_rows(raw, "actions.csv", ACTIONS)
    assert [fault.where.row for fault in faults] == [3]


@pytest.mark.parametrize(
    ("report_id", "fine"),
    [("linfen-2023h1", True), ("a", True), ("2023", True), ("../x", False), ("a/b", False),
     ("A", False), ("", False), ("a-", False), ("a" * 61, False), ("a\n", False), ("ａ", False)],
)  # fmt: skip
def test_a_report_id_is_a_slug(report_id: str, *, fine: bool) -> None:
    """Lower-case letters, digits and single hyphens, nothing that a path could use."""
    assert (check_report_id(report_id) == ()) is fine


def test_pairs_and_params_round_trip() -> None:
    """Roles may repeat, values may hold an equals sign, blanks don't matter."""
    assert read_pairs("  a=f001  a=f002 b=f003") == {"a": ("f001", "f002"), "b": ("f003",)}
    assert read_params("x=1;  y = a=b ;") == {"x": "1", "y": "a=b"}
    assert read_pairs("") == {}
    assert read_params("") == {}


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Whatever a file holds, reading it ends in rows and faults."""
    for table in REPORT_TABLES:
        rows, faults = read_rows(raw, "x.csv", table)
        assert rows is not None or faults


CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["f001", "下降5.6%", "-5.6", "%", "亿元", "0", "yoy", "level", "2023-06", "持平", "两次",
         "=1+1", "1e5", "part=f001", "sum", "share", "complete=yes", "items=甲|乙", "亿元亿元"]
    ),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=14, max_size=14), max_size=6))
def test_no_cells_break_the_checks_of_figures(records: list[list[str]]) -> None:
    """Whatever the cells hold, every check beyond their form ends in faults, never in an error."""
    rows, _ = read_rows(_csv(FIGURES.header, records), "figures.csv", FIGURES)
    assert isinstance(list(check_figures(rows or (), {}, {})), list)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6))
def test_no_cells_break_the_checks_of_claims(records: list[list[str]]) -> None:
    """The same for claims, with and without figures to look up."""
    rows, _ = read_rows(_csv(CLAIMS.header, records), "claims.csv", CLAIMS)
    for figures in (None, {}):
        assert isinstance(list(check_claims(rows or (), figures)), list)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "zh", "en", "source", "sha256", "span", "notes"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_no_json_breaks_the_report_file(content: object) -> None:
    """Whatever report.json holds, it ends in faults."""
    _, faults = read_report_file(json.dumps(content).encode(), "report.json", "x", {})
    assert faults


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_cell(text: str) -> None:
    """Every column of every table answers to any text with a fault or with none."""
    for table in REPORT_TABLES:
        for column in table.columns:
            fault = cell_fault(text, column, Location("x.csv", 2, column.name))
            assert fault is None or (fault.must and fault.came and fault.do)


def _csv(header: tuple[str, ...], records: list[list[str]]) -> bytes:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""').replace("\0", "") + '"'

    lines = [",".join(header), *(",".join(map(quoted, record)) for record in records)]
    return "\n".join(lines).encode("utf-8", "replace")
