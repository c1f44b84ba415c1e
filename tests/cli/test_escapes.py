"""No text moves the cursor of a terminal, changes its colours or turns its direction."""

import json

import pytest

from zoneanalysis.cli import terminal
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract, write_package
from zoneanalysis.reports import DataPackage

NASTY = "a\x1b[31mb\x9b2Jc\u202ed\u200be\x07"


@pytest.mark.parametrize("stream", ["out", "err"])
def test_what_is_printed_has_no_such_character(capsys, stream):
    """On standard output and on standard error, in tables and in faults."""
    if stream == "out":
        terminal.show(NASTY)
        terminal.table(["report", "title"], [[NASTY, NASTY]])
    else:
        terminal.message(NASTY)
        terminal.faults(InputError.single(must=NASTY, came=NASTY, do=NASTY).faults)
    printed = getattr(capsys.readouterr(), stream)
    assert not set(printed) & set("\x1b\x9b\u202e\u200b\x07")
    assert printed.count("\\x1b[31mb") >= 2


def test_visible_text_stays_as_it_is():
    """Chinese, signs, line ends."""
    assert terminal.escaped("工业投资 −18.8%\n✓") == "工业投资 −18.8%\n✓"


@pytest.mark.parametrize("key", ["title", "publisher", "notes"])
def test_a_report_file_with_one_is_refused(tmp_path, key):
    """The fault names the key and the character."""
    (written,) = write_package(extract("云川市2024年上半年工业投资完成5.0亿元。"), tmp_path)
    path = written.folder / "report.json"
    content = json.loads(path.read_text("utf-8"))
    content[key] = ["\x1b[31m"] if key == "notes" else {"zh": "云川\u202e市", "en": "Yunchuan"}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{key} must hold visible characters only"):
        DataPackage(tmp_path).read(written.report_id)
