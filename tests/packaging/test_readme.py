"""The README: what it shows runs, and what it points at is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
README = (REPO / "README.md").read_text(encoding="utf-8")


def test_its_python_prints_what_its_comments_say() -> None:
    """The lines of Python run as they stand, and show the values written beside them."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=REPO, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert "下降18.8% [-18.85, -18.75]" in run.stdout
    assert "impossible · " in run.stdout
    assert "2.4 [" in run.stdout
    assert re.search(r"^c039 +consistent ", run.stdout, re.MULTILINE)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_its_links_and_pictures_are_there(target: str) -> None:
    """Every file that it links to exists."""
    assert (REPO / target).is_file()


def test_the_way_from_pip_alone_is_what_ci_runs() -> None:
    """CI takes its lines from here; the install is the second, of the package by its name."""
    ci = (REPO / ".ci" / "run").read_text(encoding="utf-8")
    (select,) = re.findall(r"< <\((sed -n .*)\)\n", ci)
    shell = ["bash", "-c", f"root={REPO}; {select}"]
    lines = subprocess.run(shell, capture_output=True, encoding="utf-8", check=True).stdout
    assert lines == README.split("## From pip alone\n\n```\n")[1].split("```")[0]
    assert lines.splitlines()[1] == "pip install zoneanalysis"


COMMANDS = re.findall(r"^zoneanalysis (\w+) ", README.split("## Five minutes")[1], re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_its_commands_exist(command: str) -> None:
    """Every command that it names is one."""
    from zoneanalysis.cli.main import cli

    assert command in cli.commands


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([\w-]+)", README, re.MULTILINE))))
def test_its_make_targets_exist(target: str) -> None:
    """Every make target that it names is one."""
    assert re.search(rf"^{target}:", (REPO / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_counts_that_it_gives_are_those_of_the_data() -> None:
    """134 figures, 67 relations, and six impossible project rates."""
    import zoneanalysis as za
    from zoneanalysis.audit import audit

    package = za.DataPackage.find(REPO / "data")
    reports = [package.read(name) for name in ("linfen-2023h1", "lvliang-2023h1")]
    figures = sum(len(report) for report in reports)
    relations = sum(len(report.claims) for report in reports)
    assert f"{figures} figures and {relations}\nrelations" in README
    impossible = {
        (report.id, result.figures[0])
        for report in reports
        for result in audit(report).results
        if result.verdict is za.Verdict.IMPOSSIBLE
    }
    rates = {(report.id, each.id) for report in reports for each in report.find(measure="rate")}
    assert len(impossible) == 6
    assert impossible < rates
