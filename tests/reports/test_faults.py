"""Every fault that a data package may have: one broken copy of ``data/`` for each.

The cases stand in ``faults.csv``, and in ``remarks.csv`` those that are allowed but deserve a
second look. ``action`` says how ``file`` is broken (``replace`` puts
``replace`` in the place of the first ``find``); ``faults`` is how many faults there must be in
all, or ``many`` where one slip makes more of them; the other columns are what the fault in
question must say. An empty cell is not checked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import Phrase, in_language
from zoneanalysis.reports import DataPackage

csv.field_size_limit(1_000_000)


def _cases(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


CASES, REMARKS = _cases("faults.csv"), _cases("remarks.csv")


def _replace(path: Path, find: str, replace: str, count: int = 1) -> None:
    text = path.read_bytes().decode("utf-8")
    assert find in text, f"the case is stale: {find!r} is not in {path.name}"
    path.write_bytes(text.replace(find, replace, count).encode("utf-8"))


def _folder(path: Path, _find: str, _replace: str) -> None:
    path.unlink()
    path.mkdir()


ACTIONS: dict[str, Callable[[Path, str, str], object]] = {
    "replace": _replace,
    "replace all": lambda path, find, replace: _replace(path, find, replace, -1),
    "overwrite": lambda path, _, replace: path.write_text(replace, encoding="utf-8"),
    "delete": lambda path, _, __: path.unlink(),
    "empty": lambda path, _, __: path.write_bytes(b""),
    "folder": _folder,
    "xlsx": lambda path, _, __: path.write_bytes(b"PK\x03\x04" + path.read_bytes()),
}


def _fits(fault: Fault, case: dict[str, str]) -> bool:
    return (
        str(fault.where.file or "").endswith(case["file"].rpartition("/")[2])
        and case["row"] in {"", str(fault.where.row)}
        and case["column"] in {"", fault.where.column}
        and case["must"] in fault.must
        and case["came"] in fault.came
        and case["do"] in fault.do
    )


def _speaks_chinese(fault: Fault) -> bool:
    """Return whether a fault says in Chinese what must hold and what to do; values stay."""
    for text in (fault.must, fault.do, fault.came):
        told = in_language(text, "zh")
        if told == text if text is not fault.came else (told == text and isinstance(text, Phrase)):
            raise AssertionError(f"in English only: {text}")
    return "实际为" in fault.render("zh")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_fault_is_found_with_its_place_and_way_out(
    broken: DataPackage, case: dict[str, str]
) -> None:
    """A broken package says which file, row and column, what must hold, what came, what to do."""
    ACTIONS[case["action"]](broken.root / case["file"], case["find"], case["replace"])
    faults = broken.validate()
    listed = "\n".join(map(str, faults)) or "no faults"
    assert any(_fits(fault, case) for fault in faults), listed
    if case["faults"] != "many":
        assert len(faults) == int(case["faults"]), listed
    assert all(map(_speaks_chinese, faults))
    if case["file"].startswith("reports/"):
        with pytest.raises(InputError):
            broken.read("linfen-2023h1")


@pytest.mark.parametrize("case", REMARKS, ids=[case["name"] for case in REMARKS])
def test_what_is_allowed_but_unusual_is_remarked(broken: DataPackage, case: dict[str, str]) -> None:
    """It is no fault, the report can be read, and the remark says where to look again."""
    ACTIONS[case["action"]](broken.root / case["file"], case["find"], case["replace"])
    assert broken.validate() == ()
    remarks = broken.remarks()
    listed = "\n".join(map(str, remarks)) or "no remarks"
    assert any(_fits(remark, case) for remark in remarks), listed
    if case["faults"] != "many":
        assert len(remarks) == int(case["faults"]), listed
    assert all(map(_speaks_chinese, remarks))


def test_every_fault_of_a_file_comes_at_once(broken: DataPackage) -> None:
    """Five slips in one file give five faults in one go, in the order of the rows."""
    figures = broken.root / "reports" / "linfen-2023h1" / "figures.csv"
    for find, replace in (
        ("level,155.02", "level,155.03"),
        ("-18.8,%", "18.8,%"),
        ("level,93.60", "level,93.6"),
        ("2023-01/2023-06,share,41.4", "Jan-23,share,41.4"),
        ("CN-1410-DZ-XIANGNING,2023-01/2023-06,yoy", "CN-1410-DZ-NOWHERE,2023-01/2023-06,yoy"),
    ):
        _replace(figures, find, replace)
    rows = [fault.where.row for fault in broken.validate()]
    assert rows == [3, 6, 7, 14, 55]


def test_reading_raises_what_validating_lists(broken: DataPackage) -> None:
    """`read` raises one error that holds the same faults and reads them out."""
    figures = broken.root / "reports" / "linfen-2023h1" / "figures.csv"
    _replace(figures, "-18.8,%", "18.8,%")
    with pytest.raises(InputError, match=r"figures\.csv, row 6, column obs_value") as caught:
        broken.read("linfen-2023h1")
    assert caught.value.faults == broken.validate()


def test_a_fault_in_one_report_leaves_the_other_readable(broken: DataPackage) -> None:
    """A broken report does not stop the reports beside it."""
    (broken.root / "reports" / "linfen-2023h1" / "figures.csv").write_bytes(b"")
    assert len(broken.read("lvliang-2023h1")) == 65


SAVED: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "byte-order mark": lambda text: text.encode("utf-8-sig"),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "semicolons": lambda text: _delimited(text, ";").encode(),
    "tabs in UTF-16 (Unicode text)": lambda text: _delimited(text, "\t").encode("utf-16"),
    "semicolons in GB18030": lambda text: _delimited(text, ";").encode("gb18030"),
}


def _delimited(text: str, delimiter: str) -> str:
    written = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize("name", ["areas", "reports/linfen-2023h1/figures"])
def test_a_table_is_read_however_a_spreadsheet_saved_it(
    broken: DataPackage, saved: str, name: str
) -> None:
    """Encodings, separators and line ends change nothing: the same cells, and no edit."""
    before = broken.read("linfen-2023h1")
    path = broken.root / f"{name}.csv"
    path.write_bytes(SAVED[saved](path.read_text("utf-8")))
    after = DataPackage(broken.root)
    assert after.validate() == ()
    assert after.remarks() == ()
    assert after.edited() == ()
    assert after.read("linfen-2023h1").observations == before.observations
    assert after.areas == broken.areas


def test_rows_that_are_gone_are_missed_however_the_table_was_saved(broken: DataPackage) -> None:
    """The count of rows is held against a table in GB18030, too."""
    path = broken.root / "reports" / "linfen-2023h1" / "figures.csv"
    cut = path.read_text("utf-8").splitlines(keepends=True)[:-5]
    path.write_bytes("".join(cut).encode("gb18030"))
    assert any("the rows that were counted" in fault.must for fault in broken.validate())


def test_big5_is_refused_and_never_read_as_something_else(broken: DataPackage) -> None:
    """Its bytes are GB18030 of other characters; a name would be another name."""
    path = broken.root / "areas.csv"
    path.write_bytes(
        path.read_text("utf-8").replace("山西省", "臺灣省縣市區").encode("big5", "ignore")
    )
    assert any("Big5" in fault.came or "GB18030" in fault.came for fault in broken.validate())


def test_html_in_a_name_is_text(broken: DataPackage) -> None:
    """Markup in a name is read as the characters that it is."""
    name = "<b>临汾</b><script>alert(1)</script>"
    _replace(broken.root / "areas.csv", "临汾市,Linfen,", f"{name},Linfen,")
    assert broken.validate() == ()
    assert broken.read("linfen-2023h1").areas["CN-1410"].name_zh == name
