"""From a text to figures, an audit and a review; the city and its report are invented."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from zoneanalysis.extraction import extract, report_ids

TEXT = """\
云川市开发区2024年上半年运行情况

上半年,云川市开发区规上工业增加值完成120.50亿元,同比增长5.2%,高于全市(3.1%)2.1个百分点。
工业投资完成48.30亿元,同比下降6.4%。签约项目40个,总投资200.00亿元,开工率57.5%。
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Return a file with the report of the invented city."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_a_text_becomes_a_report_that_validates_and_builds(run, data, text):
    """With areas that the lists don't know: the folder holds all that is needed."""
    folder = data / "reports" / "yunchuan-2024h1"
    code, out, _ = run("--data", data, "extract", text, "-o", folder, "--area", "云川市")
    assert code == 0
    assert "yunchuan-2024h1" in out
    assert [row["printed"] for row in rows(folder / "figures.csv")][:3] == [
        "120.50亿元", "增长5.2%", "3.1%",
    ]  # fmt: skip
    assert run("--data", data, "validate", "yunchuan-2024h1", "--source", text)[0] == 0
    output = data.parent / "outputs"
    options = ("--output", output, "--format", "html", "--language", "zh")
    code, _, err = run("--data", data, "build", "yunchuan-2024h1", *options)
    assert code == 0, err
    assert "120.50" in (output / "yunchuan-2024h1" / "review.zh.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_built_in_one_step(run, text, encoding):
    """Figures, audit, pages and the text with every figure marked, in any usual encoding."""
    text.write_text(TEXT, encoding=encoding)
    output = text.parent / "outputs"
    code, _, err = run("build", text, "--output", output, "--format", "html", "--language", "zh")
    assert code == 0, err
    (made,) = (path.parent for path in output.glob("*/review.zh.html"))
    assert "57.5%" in (made / "source.zh.html").read_text(encoding="utf-8")
    assert str(text.parent) not in (made / "review.zh.ipynb").read_text(encoding="utf-8")
    assert made.name in (output / "index.html").read_text(encoding="utf-8")


def test_several_texts_are_compared(run, text):
    """Each has a data package of its own; their comparison holds all, and is kept."""
    other = text.with_name("other.txt")
    other.write_text(TEXT.replace("云川", "临江").replace("5.2%", "4.1%"), encoding="utf-8")
    output = text.parent / "outputs"
    options = ("--output", output, "--format", "html", "--language", "zh")
    code, _, err = run("build", text, other, *options)
    assert code == 0, err
    page = (output / "comparison-texts.zh.html").read_text(encoding="utf-8")
    assert all(word in page for word in ("云川市", "临江市", "5.2%", "4.1%"))
    assert "comparison-texts.zh.html" in (output / "index.html").read_text(encoding="utf-8")
    assert "comparison-texts: up to date" in "".join(run("build", text, other, *options)[1:])
    own = output / "comparison-texts.zh.xlsx"
    own.write_text("mine", encoding="utf-8")
    other.write_text("临江市2024年上半年招商工作会议召开3次。", encoding="utf-8")
    told = "".join(run("build", text, other, *options)[1:])
    assert "share nothing that can be compared" in told
    assert [*output.glob("comparison-texts.*")] == [own]  # none that compares another text
    assert "comparison-texts.zh.html" not in (output / "index.html").read_text(encoding="utf-8")


def test_a_text_takes_the_place_of_no_report_of_the_project(run, data, text):
    """It gets another id, so that the review of the project's own report stays."""
    (own,) = report_ids(extract(TEXT), set())
    assert run("--data", data, "extract", text, "-o", data / "reports" / own)[0] == 0
    output = data.parent / "outputs"
    options = ("--output", output, "--format", "html", "--language", "zh")
    code, _, err = run("--data", data, "build", text, *options)
    assert code == 0, err
    (made,) = output.glob("*/review.zh.html")
    assert made.parent.name.startswith(own) and made.parent.name != own


def test_a_text_that_cannot_be_read_stops_no_other(run, text):
    """Its faults are shown, the exit code says so, and the others are built."""
    yearless = text.parent / "yearless.txt"
    yearless.write_text("上半年完成工业投资20亿元。", encoding="utf-8")
    output = text.parent / "outputs"
    options = ("--output", output, "--format", "html", "--language", "zh")
    code, out, err = run("build", yearless, text, *options)
    assert code == 2
    assert "yearless.txt" in out + err and "--period" in out + err
    assert len(list(output.glob("*/review.zh.html"))) == 1


def test_what_was_read_is_kept_for_correction_and_used(run, text):
    """The CSVs stay beside the reviews; a second build takes them as corrected."""
    output = text.parent / "outputs"
    options = ("--output", output, "--format", "html", "--language", "zh")
    code, out, err = run("build", text, *options)
    assert code == 0, err
    (kept,) = (output / "texts").iterdir()
    assert "extraction.csv" in out + err
    page = output / kept.name / "review.zh.html"
    assert f"zoneanalysis --data texts/{kept.name} build {kept.name}" in page.read_text("utf-8")
    figures = kept / "reports" / kept.name / "figures.csv"
    figures.write_text(figures.read_text("utf-8").replace(",actual,", ",estimate,", 1), "utf-8")
    code, out, err = run("build", text, *options)
    assert code == 0, err
    assert "corrections included" in out + err
    assert ",estimate," in figures.read_text("utf-8")


def test_a_text_is_built_outside_a_project(run, text, monkeypatch):
    """The program brings its notebooks and its lists of areas and indicators."""
    monkeypatch.chdir(text.parent)
    code, _, err = run("build", text.name, "--format", "html", "--language", "zh")
    assert code == 0, err
    assert list(text.parent.glob("outputs/*/review.zh.html"))


def test_a_text_is_audited_in_one_step(run, text):
    """57.5% of 40 is 23; 57.4% of 40 is nothing."""
    assert run("audit", text, "--strict", "--format", "json")[0] == 0
    text.write_text(TEXT.replace("57.5%", "57.4%"), encoding="utf-8")
    code, out, _ = run("audit", text, "--strict", "--format", "csv")
    verdicts = {row["check"]: row["verdict"] for row in csv.DictReader(io.StringIO(out))}
    assert code == 1
    assert verdicts["rate_from_count"] == "impossible"


def test_standard_input_is_a_text():
    """`… | zoneanalysis audit - --format json`."""
    command = [sys.executable, "-m", "zoneanalysis", "audit", "-", "--format", "json"]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True)
    assert "57.5%" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


def test_explain_shows_every_stage_and_writes_nothing(run, text):
    """Clauses, rules by name, how sure they are, relations."""
    code, out, _ = run("extract", text, "--explain", "--language", "en")
    assert code == 0
    for word in ("下降6.4%", "growth.direction", "pp_gap", "0.9"):
        assert word in out
    assert [path.name for path in text.parent.iterdir()] == ["report.txt"]


def test_extract_must_know_where_to(run, text):
    """Without -o and without --explain nothing would come of it."""
    code, _, err = run("extract", text)
    assert code == 2
    assert "-o FOLDER" in err


def test_a_report_that_is_there_is_not_overwritten(run, text):
    """Unless --update is asked for; that keeps what was corrected."""
    folder = text.parent / "yunchuan-2024h1"
    assert run("extract", text, "-o", folder)[0] == 0
    figures = folder / "figures.csv"
    corrected = figures.read_text(encoding="utf-8").replace(",industrial_investment,", ",fai,")
    figures.write_text(corrected, encoding="utf-8")
    code, _, err = run("extract", text, "-o", folder)
    assert code == 2
    assert "--update" in err
    assert figures.read_text(encoding="utf-8") == corrected
    assert run("extract", text, "-o", folder, "--update")[0] == 0
    assert "fai" in {row["indicator"] for row in rows(figures)}


def test_a_folder_of_texts_goes_on_after_a_bad_one(run, text):
    """Each file in turn, one summary, exit code 2 because one could not be read."""
    folder = text.parent / "texts"
    folder.mkdir()
    text.rename(folder / "a.txt")
    (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "c.txt").write_text(TEXT.replace("2024", "2023"), encoding="utf-8")
    output = text.parent / "made"
    code, _, err = run("extract", folder, "-o", output)
    assert code == 2
    assert "b.txt" in err
    assert "2 reports written, 1 files could not be read" in err
    assert sorted(path.name for path in output.iterdir()) == ["a", "c"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), ""),
        ("只有文字，没有数字。".encode() * 20, ""),
        (b"An English text about zones, 12.5% up. " * 20, ""),
    ],
)
@pytest.mark.parametrize("command", ["extract", "audit", "build"])
def test_what_is_no_report_is_refused(run, tmp_path, command, content, word):
    """Exit code 2, what came and what to do, nothing written."""
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    options = {
        "extract": ("-o", tmp_path / "out"),
        "audit": (),
        "build": ("--output", tmp_path / "out"),
    }
    code, out, err = run(command, path, *options[command])
    assert (code, out) == (2, "")
    assert "do:" in err
    assert word in err
    assert not (tmp_path / "out").exists()
