"""JSON that is nested deeper than Python recurses: a fault of the file, never of the program."""

from __future__ import annotations

import pytest

from zoneanalysis.document.export.notebook_file import notebook_of
from zoneanalysis.errors import InputError
from zoneanalysis.run.crate import described
from zoneanalysis.run.publishing import CACHE, read_records

NESTED = "[" * 100_000 + "]" * 100_000
COMMANDS = (
    "list", "list --format json", "audit linfen-2023h1", "audit lvliang-2023h1 --findings",
    "series CN-1410", "bulletin yunchuan --month 2024-05", "panel audit yunchuan",
    "validate --write-descriptor", "validate",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["datapackage.json", "reports/linfen-2023h1/report.json", "panels/yunchuan/panel.json"]
)
def test_every_command_says_whose_fault_it_is(run, data, name):
    """The ones that need the file refuse it; the others go on."""
    (data / name).write_text(NESTED)
    code, _, err = run("--data", data, "validate")
    assert code == 2
    assert f"{name}\n  must:  {name.rpartition('/')[2]} must be valid JSON" in err
    for command in COMMANDS:
        code, _, err = run("--data", data, *command.split())
        assert code in {0, 2}, command
        assert "fault of the program" not in err, command
        assert "Traceback" not in err, command


def test_what_a_build_wrote_is_made_anew(tmp_path):
    """Its records and what it says of a folder count as not there."""
    (tmp_path / CACHE).mkdir()
    for path in (tmp_path / CACHE / "records.json", tmp_path / "ro-crate-metadata.json"):
        path.write_text(NESTED)
    assert read_records(tmp_path) == {}
    assert described(tmp_path / "ro-crate-metadata.json") is None


def test_a_notebook_is_named():
    """With the place where it lies."""
    with pytest.raises(InputError, match=r"deep\.ipynb"):
        notebook_of(NESTED, "deep.ipynb")
