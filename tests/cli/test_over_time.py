"""Reports over time on the command line."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from zoneanalysis.run import verification

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"
TEXT = LESSON / "yunchuan-2024h1.txt"


@pytest.fixture
def lesson(run):
    """Return a function that runs the command on four reports of an invented city."""
    return lambda *arguments: run("--data", LESSON, *arguments)


def test_series_as_figures_relations_outcomes_and_drawing(lesson, tmp_path):
    """Ten figures of one indicator; five contradictions; a chart."""
    code, out, _ = lesson("series", "YC", "budget_revenue", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 10)
    code, out, _ = lesson("series", "YC", "--relations", "--format", "csv")
    assert (code, out.count(",in doubt,")) == (0, 5)
    drawing = tmp_path / "series.svg"
    code, out, _ = lesson("series", "YC", "trade", "--plot", drawing)
    assert code == 0
    assert ">12.140<" in drawing.read_text("utf-8")


def test_outcomes_are_the_areas_own_and_say_when_calibration_comes(lesson):
    """Of the zones three targets and a forecast; three forecasts came due in all."""
    code, out, _ = lesson("series", "YC-DZ", "--outcomes", "--language", "en")
    assert code == 0
    assert "General public budget revenue" not in out
    assert "forecasts that came due: 3; how often the intervals held is told from 20 on" in out


@pytest.mark.parametrize(
    ("extra", "lines"),
    [
        (
            ("new-2024/review.html", "new-2024/checks.csv", "charts/04-new.svg"),
            [
                "+ new-2024: new, the checksums don't have it yet (2 files)",
                "~ index.html: tells of all reports, so it changes with the new one",
                "~ charts/04-new.svg: tells of all reports, so it changes with the new one",
                "✗ old-2023/review.html: other bytes than committed",
                "`zoneanalysis verify --update` takes in what is new.",
                "✗ 1 files are the same bytes",
            ],
        ),
        (
            ("old-2023/more.html",),
            [
                "✗ index.html: other bytes than committed",
                "✗ old-2023/review.html: other bytes than committed",
                "✗ old-2023/more.html: made, but not committed",
                "✗ 1 files are the same bytes",
            ],
        ),
    ],
)
def test_verify_says_what_is_new_and_what_follows_from_it(run, monkeypatch, extra, lines):
    """A new report, the pages that tell of all, and what neither explains."""
    found = verification.Comparison(
        ("old-2023/checks.csv",), ("index.html", "old-2023/review.html"), (), extra
    )
    monkeypatch.setattr(verification, "verify", lambda **_: found)
    code, out, _ = run("verify")
    assert code == 1
    assert out.splitlines() == lines


def test_compare_in_every_format(lesson):
    """The same change in all four."""
    for form in ("table", "csv", "json", "md"):
        code, out, _ = lesson("compare", "yunchuan-2023h1", "yunchuan-2024h1", "--format", form)
        assert code == 0
        assert "+7.9个百分点" in out


def test_audit_shows_the_past_and_is_strict_about_it(lesson):
    """The report holds by itself, but not against the one of a year before."""
    code, out, _ = lesson("audit", "yunchuan-2024h1", "--strict", "--language", "en")
    assert code == 1
    assert "61 − 52 = 9 ≠ 7" in out.split("Against earlier reports")[1]


def test_hold_a_text_against_its_own_report(lesson, tmp_path):
    """Every figure stands; one changed digit is found and fails a build."""
    draft = tmp_path / "draft.txt"
    draft.write_text(TEXT.read_text("utf-8").replace("增长9.8%", "增长8.9%"), "utf-8")
    page = tmp_path / "draft.html"
    code, out, _ = lesson(
        "hold",
        draft,
        "--against",
        "yunchuan-2024h1",
        "--format",
        "json",
        "--html",
        page,
        "--strict",
    )
    assert code == 1
    counts = json.loads(out)["counts"]
    assert counts["disagrees with the record"] == 1
    assert counts["stands in the record"] >= 10
    assert "增长8.9%" in page.read_text("utf-8")


def test_new_after_an_earlier_report(run, tmp_path):
    """A year later, unless said otherwise."""
    data = shutil.copytree(LESSON, tmp_path / "data")
    code, _, _ = run("--data", data, "new", "yunchuan-2025h1", "--after", "yunchuan-2024h1")
    assert code == 0
    meta = json.loads((data / "reports" / "yunchuan-2025h1" / "report.json").read_text("utf-8"))
    assert (meta["area"], meta["period"]) == ("YC", "2025-01/2025-06")
    past = (data / "reports" / "yunchuan-2025h1" / "past.csv").read_text("utf-8")
    assert "earlier=2024-01/2024-06" in past


def test_extract_after_takes_the_names_of_the_report_before(run, tmp_path):
    """From the text alone: the same series as a person wrote down, and the same contradictions."""
    data = shutil.copytree(LESSON, tmp_path / "data")
    folder = data / "reports" / "yunchuan-2024h1"
    shutil.rmtree(folder)
    code, _, err = run("--data", data, "extract", TEXT, "-o", folder, "--after", "yunchuan-2023h1")
    assert code == 0
    assert "13 figures as in yunchuan-2023h1, 2 left out" in err
    assert "left out: 10% (工业投资, YC-DZ)" in err
    code, out, _ = run("--data", data, "series", "YC", "--relations", "--format", "csv")
    assert "61 − 52 = 9 ≠ 7" in out
    assert "7.3 − 5.1 = 2.2 ≠ 2.9" in out
    with (folder / "extraction.csv").open(encoding="utf-8", newline="") as file:
        looked = [row for row in csv.DictReader(file) if "the report before" in row["reason"]]
    assert {row["indicator_zh"] for row in looked} >= {"签约项目", "工业投资"}


def test_validate_checks_series_of_ones_own(run, tmp_path):
    """A good one is counted; a month that is none is named by row and column."""
    data = shutil.copytree(LESSON, tmp_path / "data")
    own = data / "series" / "YC"
    own.mkdir(parents=True)
    (own / "trade.csv").write_text("时间,累计同比\n2025-06,4.2%\n", "utf-8")
    code, out, _ = run("--data", data, "validate")
    assert (code, "✓ 1 series agree with the schema: YC/trade.csv" in out) == (0, True)
    (own / "trade.csv").write_text("时间,累计同比\n2025-13,4.2%\n", "utf-8")
    code, _, err = run("--data", data, "validate")
    assert code == 2
    assert "series/YC/trade.csv, row 2, column period" in err


def test_an_empty_scaffold_is_told_in_two_faults_not_in_thirty_six(run, tmp_path):
    """A column of eighteen empty cells is one thing to do."""
    data = shutil.copytree(LESSON, tmp_path / "data")
    run("--data", data, "new", "yunchuan-2025h1", "--after", "yunchuan-2024h1")
    _, _, err = run("--data", data, "validate")
    assert err.count("must:") == 2
    assert "row 2, column printed (and 17 rows more)" in err


def test_a_series_tells_targets_from_what_came_and_shows_intervals(lesson):
    """增长4% is a target, with half a point on either side."""
    _, out, _ = lesson("series", "YC", "budget_revenue", "--language", "en")
    [line] = [each for each in out.splitlines() if "增长4% " in each]
    assert "target" in line
    assert "[3.5, 4.5]" in line
    _, out, _ = lesson("series", "YC", "--relations", "--language", "en")
    assert "Funds in place · Dongling zone" in out


def test_two_cities_are_both_named_beside_their_values(run):
    """54.76亿元 is Linfen's, 47.03亿元 Lüliang's."""
    reports = ("linfen-2023h1", "lvliang-2023h1")
    _, out, _ = run("compare", *reports, "--format", "csv", "--language", "en")
    [line] = [each for each in out.splitlines() if "54.76亿元" in each]
    assert "Industrial zones of Linfen / Industrial (comprehensive) zones of Lüliang" in line


def test_a_city_without_a_code_goes_on_too(run, tmp_path):
    """Extracted twice, scaffolded once: its zones keep their codes, whichever comes first."""
    data = tmp_path / "w"
    run("init", data)
    texts = {
        "2023h1": "东山开发区到位资金3.10亿元。西山开发区到位资金2.20亿元。",
        "2024h1": "西山开发区到位资金2.60亿元。东山开发区到位资金3.40亿元。",
    }
    package = data / "data"
    for name, text in texts.items():
        title = f"松泉市{name[:4]}年上半年开发区情况"
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\n{text}", "utf-8")
        after = ("--after", "sq-2023h1") if name == "2024h1" else ()
        folder = package / "reports" / f"sq-{name}"
        code, _, _ = run(
            "--data", package, "extract", tmp_path / f"{name}.txt", "-o", folder, *after
        )
        assert code == 0
    _, out, _ = run("--data", package, "compare", "sq-2023h1", "sq-2024h1", "--format", "csv")
    assert [line.split(",")[5:8] for line in out.splitlines()[1:]] == [
        ["2.20亿元", "2.60亿元", "+18.2%"],
        ["3.10亿元", "3.40亿元", "+9.7%"],
    ]
    code, _, _ = run("--data", package, "new", "sq-2025h1", "--after", "sq-2024h1")
    assert code == 0
    assert (package / "reports" / "sq-2025h1" / "areas.csv").is_file()
