"""The command line: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from zoneanalysis.cli.main import cli

REPOSITORY = Path(__file__).resolve().parents[2]
ZONEANALYSIS = (sys.executable, "-m", "zoneanalysis")


@pytest.mark.parametrize("name", [None, *sorted(cli.commands)])
def test_help_teaches_with_examples(run, name):
    """Every command explains itself and shows how it is called."""
    code, out, err = run(*([name] if name else []), "--help")
    assert (code, err) == (0, "")
    group = name is not None and isinstance(cli.commands[name], click.Group)
    assert group or "zoneanalysis " + (name or "list") in out.split("Options:")[1]


def test_version(run):
    """The version stands alone after the name."""
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("zoneanalysis, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["build", "--frobnicate"],
        ["build", "--format", "odt"],
        ["build", "--language", "fr"],
        ["build", "--jobs", "0"],
        ["audit"],
        ["audit", "linfen-2023h1", "--format", "xml"],
        ["new", "yunchuan-2024h1"],
        ["completion", "tcsh"],
    ],
)
def test_a_mistyped_command_says_what_would_do(run, arguments):
    """Exit code 2, a line about it on standard error, nothing on standard output."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


def test_list_shows_every_report(run):
    """A line each, with id, period, numbers of figures and relations, title."""
    code, out, _ = run("list", "--language", "zh")
    lines = [line.split() for line in out.splitlines()[1:]]
    assert code == 0
    assert [line[0] for line in lines] == ["linfen-2023h1", "lvliang-2023h1"]
    assert all("开发区" in line[-1] for line in lines)


def test_list_shows_a_broken_report_and_goes_on(run, data):
    """The other reports are still listed; the way to the faults is told."""
    (data / "reports" / "linfen-2023h1" / "figures.csv").unlink()
    code, out, err = run("--data", data, "list")
    assert code == 0
    assert "linfen-2023h1" in out
    assert "lvliang-2023h1" in out
    assert "zoneanalysis validate linfen-2023h1" in err


def test_validate_holds_for_the_data_of_the_repository(run):
    """The data package that is committed has no fault."""
    code, out, _ = run("validate")
    assert code == 0
    assert "linfen-2023h1, lvliang-2023h1" in out


def test_validate_names_every_fault_with_its_place(run, data):
    """All faults at once: file, row, column, what must hold, what came, what to do."""
    path = data / "reports" / "linfen-2023h1" / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(number for number, line in enumerate(lines, start=1) if ",亿元," in line)
    lines[row - 1] = lines[row - 1].replace(",亿元,", ",亿园,")
    lines[row] = lines[row].replace(",actual,", ",guessed,")
    path.write_text("".join(lines), encoding="utf-8")
    code, out, err = run("--data", data, "validate")
    assert (code, out) == (2, "")
    assert f"linfen-2023h1/figures.csv, row {row}, column unit_measure" in err
    assert f"linfen-2023h1/figures.csv, row {row + 1}, column obs_status" in err
    assert err.count("  do:  ") == err.count("  must:") >= 2


def test_audit_prints_a_row_for_each_relation(run):
    """As CSV for other programs: the same number of rows as relations."""
    code, out, _ = run("audit", "linfen-2023h1", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    with (REPOSITORY / "data/reports/linfen-2023h1/claims.csv").open(encoding="utf-8") as file:
        claims = [row["id"] for row in csv.DictReader(file)]
    assert code == 0
    assert [row["claim"] for row in rows][: len(claims)] == claims


def test_audit_is_strict_where_asked(run):
    """Linfen's 70.7% of 84 projects can't be: exit code 1 with --strict, else 0."""
    assert run("audit", "linfen-2023h1", "--format", "json")[0] == 0
    code, out, _ = run("audit", "linfen-2023h1", "--format", "json", "--strict")
    assert code == 1
    assert "70.7%" in json.dumps(json.loads(out), ensure_ascii=False)


def test_audit_as_sarif_points_at_the_table_of_the_report(run):
    """Line and column of what is printed, in a file that is there, from where one stands."""
    code, out, _ = run("audit", "linfen-2023h1", "--findings", "--format", "sarif")
    found = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    region = found["region"]
    lines = Path(found["artifactLocation"]["uri"]).read_text("utf-8").splitlines()
    line = lines[region["startLine"] - 1]
    assert code == 0
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_audit_speaks_both_languages(run):
    """The verdict stands in words, beside a sign."""
    assert "× in doubt" in run("audit", "linfen-2023h1", "--language", "en")[1]
    assert "× 存疑" in run("audit", "linfen-2023h1", "--language", "zh")[1]


def test_audit_of_an_unknown_report_suggests_one(run):
    """The nearest id, or the list of them."""
    code, out, err = run("audit", "linfen-2023h2")
    assert (code, out) == (2, "")
    assert "linfen-2023h1" in err


def test_forecast_shows_every_month_to_december(run):
    """From the last month told on, with intervals and the naive forecasts.

    July is an estimate, which counts beside a single published rate.
    """
    code, out, _ = run(
        "forecast", "linfen-2023h1", "--indicator", "industrial_investment", "--language", "en"
    )
    assert code == 0
    months = [line.split()[0] for line in out.splitlines() if line[:1].isdigit()]
    assert months[:6] == ["7", "8", "9", "10", "11", "12"]
    assert "year-to-date growth carried on" in out


def test_forecast_of_an_indicator_without_growth_lists_those_with(run):
    """Exit code 2 and the codes that would do."""
    code, _, err = run("forecast", "linfen-2023h1", "--indicator", "rainfall")
    assert code == 2
    assert "industrial_investment" in err


def test_forecast_of_ones_own_series(run, tmp_path):
    """A CSV with period and year-to-date growth."""
    path = tmp_path / "series.csv"
    path.write_text("period,ytd_growth\n2023-03,3.8\n2023-06,-1.2\n")
    code, out, _ = run("forecast", path, "--language", "en")
    assert code == 0
    assert "series.csv, 2023" in out


def test_new_makes_a_report_that_validates(run, data):
    """The folder holds every file; it can be listed at once."""
    code, out, _ = run(
        "--data", data, "new", "yunchuan-2024h1", "--area", "CN-1410", "--period", "2024-01/2024-06"
    )
    assert code == 0
    assert Path(out.strip()).is_dir()
    assert "yunchuan-2024h1" in run("--data", data, "list")[1]


@pytest.mark.parametrize("report", ["../outside", "/outside", "UPPER case", "linfen-2023h1", ".."])
def test_new_refuses_what_is_no_new_id(run, data, report):
    """Nothing is written, inside or outside."""
    before = sorted(data.parent.rglob("*"))
    code, _, _ = run(
        "--data", data, "new", "--area", "CN-1410", "--period", "2024-01/2024-06", "--", report
    )
    assert code == 2
    assert sorted(data.parent.rglob("*")) == before


def test_no_data_package_says_where_it_was_looked_for(run, tmp_path, monkeypatch):
    """Outside a project every command says what to do."""
    monkeypatch.chdir(tmp_path)
    code, _, err = run("list")
    assert code == 2
    assert str(tmp_path) in err


def test_a_fault_of_the_program_is_told_without_a_traceback(run, monkeypatch):
    """Unless --debug asks for it."""
    monkeypatch.setattr("zoneanalysis.reports.DataPackage.reports", lambda _: 1 / 0)
    code, _, err = run("list")
    assert code == 2
    assert "fault of the program: ZeroDivisionError" in err
    assert "Traceback" not in err


def spawn(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """Run the command in a process of its own."""
    environment = os.environ | environment
    command = (*ZONEANALYSIS, *arguments)
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, timeout=120, check=False
    )


def test_a_closed_pipe_is_no_error():
    """`zoneanalysis audit … | head -1` prints one line and nothing on standard error."""
    command = f"{sys.executable} -m zoneanalysis audit linfen-2023h1 --format json | head -1"
    done = subprocess.run(command, shell=True, cwd=REPOSITORY, capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_pipes_get_plain_text(environment):
    """No escape code goes into a file."""
    done = spawn("audit", "linfen-2023h1", environment=environment)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


def test_a_narrow_terminal_loses_nothing():
    """Cells wrap at 50 columns; every verdict can still be read."""
    narrow = spawn("audit", "linfen-2023h1", environment={"COLUMNS": "50", "LANG": "C.UTF-8"})
    assert b"in doubt" in narrow.stdout
    rows = narrow.stdout.decode().split("\n\n")[0].splitlines()
    assert max(map(len, rows)) <= 50


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_terminal_without_unicode_gets_no_traceback(encoding):
    """Characters that it can't show are replaced."""
    done = spawn("audit", "linfen-2023h1", environment={"PYTHONIOENCODING": encoding})
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


def test_completion_is_offered_for_each_shell(run):
    """A script for bash, zsh and fish."""
    for shell in ("bash", "zsh", "fish"):
        code, out, _ = run("completion", shell)
        assert code == 0
        assert "_ZONEANALYSIS_COMPLETE" in out


def test_report_ids_are_completed():
    """What the shell asks for after `zoneanalysis build lin`."""
    environment = {
        "_ZONEANALYSIS_COMPLETE": "bash_complete",
        "COMP_WORDS": "zoneanalysis build lin",
        "COMP_CWORD": "2",
    }
    done = spawn(environment=environment)
    assert done.stdout.decode().split() == ["plain,linfen-2023h1"]


def test_interrupted_build_says_so_and_leaves_nothing(tmp_path):
    """Ctrl-C ends the build and its processes; exit code 130, no stage left."""
    output = tmp_path / "outputs"
    command = (*ZONEANALYSIS, "build", "--output", output)
    # a shell's background job ignores Ctrl-C and hands that on; the build here is one in front
    process = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- no threads
    )
    while b"zh" not in process.stderr.readline():  # the first report is made
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err.decode()
    assert b"Interrupted" in err
    assert b"Traceback" not in err
    assert not list(output.glob(".cache/stage-*"))


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [("--version", "rich zoneanalysis.reports pandas"), ("list", "pandas matplotlib scipy typst")],
)
def test_a_command_imports_what_it_needs(arguments, unneeded):
    """The first word of a session doesn't wait for the libraries of a build."""
    code = "import sys; from zoneanalysis.cli.main import cli\n"
    code += f"cli.main([{arguments!r}], standalone_mode=False); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(unneeded.split()) & set(told.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("pipeline", "zoneanalysis.extraction IPython matplotlib typst"),
        ("warm", "zoneanalysis.extraction nbconvert pandas docx"),
    ],
)
def test_a_build_imports_what_it_needs(module, unneeded):
    """Neither the run nor the process that is forked waits for what reads texts or converts."""
    code = f"import sys, zoneanalysis.run.{module}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(unneeded.split()) & set(told.stdout.split())
