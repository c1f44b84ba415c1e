"""Lessons: a student's view fails every check, the solution passes them, a seed is a variant."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbclient import NotebookClient

from zoneanalysis.errors import InputError
from zoneanalysis.panel import read_panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.shipped import shipped_folder
from zoneanalysis.run import notebooks
from zoneanalysis.run.answers import Exercise, answers, packed
from zoneanalysis.run.lessons import Lesson, grade, lessons, write_lessons
from zoneanalysis.run.workers import Done, Task, run_tasks

transform_cell = TransformerManager().transform_cell


def executed(name: str, seed: int, solved: bool, report) -> str:
    """Run a lesson and return its file's text."""
    return notebooks.to_text(notebooks.run(Lesson.read(name, seed).notebook(solved=solved), {}))


def checks(name: str, seed: int, *, solved: bool) -> list[str]:
    """Return what the checks of a lesson say when it is run."""
    task = Task(name, executed, (name, seed, solved), {})
    (end,) = run_tasks([task], preload=["zoneanalysis.run.notebooks"])
    assert isinstance(end, Done), end
    cells = nbformat.reads(end.value, as_version=4).cells
    outputs = [each for cell in cells for each in cell.get("outputs", ())]
    assert not [each.ename for each in outputs if each.output_type == "error"]
    return [
        cell.outputs[0]["text"].rstrip()  # printed: a result would be points to nbgrader
        for cell in cells
        if "check" in cell.metadata.get("tags", [])
    ]


@pytest.mark.parametrize("name", lessons())
def test_a_students_view_fails_and_the_solution_passes(name):
    """With nothing written no check passes; with the solution all do."""
    exercises = Lesson.read(name, 7).exercises
    student, solved = checks(name, 7, solved=False), checks(name, 7, solved=True)
    assert [each[:1] for each in student] == ["✗"] * len(exercises)
    assert solved == [f"✓ {each}" for each in exercises]


@pytest.mark.parametrize("name", lessons())
def test_its_figures_are_an_invented_citys(name):
    """And a student is told so, in both languages."""
    text = "\n".join(cell.source for cell in Lesson.read(name, 7).notebook().cells)
    assert "云川" in text and "虚构" in text
    assert "Yunchuan" in text and re.search("invented|does not exist", text)


@pytest.mark.parametrize("name", lessons())
def test_a_seed_is_a_variant(name):
    """The same seed gives the same bytes, others other figures with the same exercises."""
    one, again, two = (Lesson.read(name, seed) for seed in (1, 1, 2))
    assert nbformat.writes(one.notebook()) == nbformat.writes(again.notebook())
    assert one.figures != two.figures
    assert [*one.exercises] == [*two.exercises]
    answered = [
        {key: each.answer for key, each in Lesson.read(name, seed).exercises.items()}
        for seed in range(12)
    ]
    assert all(
        len({repr(each[key]) for each in answered}) > 1
        for key in one.exercises
        if key != "5c"  # impossible in each variant
    )


@pytest.mark.parametrize("name", lessons())
def test_no_answer_stands_in_the_students_notebook(name):
    """Neither the expression nor a solution's mark."""
    notebook = Lesson.read(name, 3).notebook()
    assert "SOLUTION" not in nbformat.writes(notebook)
    nbformat.validate(notebook)


@pytest.mark.parametrize("solved", [False, True])
@pytest.mark.parametrize("name", lessons())
def test_nbgrader_knows_each_cell(name, solved):
    """It clears the answers, and takes setup and checks back to what they were: one point each."""
    lesson = Lesson.read(name, 3)
    cells = [c for c in lesson.notebook(solved=solved).cells if "nbgrader" in c.metadata]
    kinds = {"locked": ["setup"], "solution": [], "grade": []}
    for key in lesson.exercises:
        kinds["solution"].append(key)
        kinds["locked"].append(f"{key}-check")
        kinds["grade"].append(f"{key}-check")
    for kind, names in kinds.items():
        assert [c.metadata.nbgrader.grade_id for c in cells if c.metadata.nbgrader[kind]] == names
    for cell in cells:
        assert cell.metadata.nbgrader.get("points") == (1 if cell.metadata.nbgrader.grade else None)


@pytest.mark.parametrize("name", lessons())
def test_what_nbgrader_clears_is_the_answer_and_its_name_stays(name):
    """The students' version that it makes says what is to be assigned, and no answer."""
    lesson = Lesson.read(name, 3)
    filled = [
        cell
        for cell in lesson.notebook(solved=True).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]
    for key, cell in zip(lesson.exercises, filled, strict=True):
        before, mark, rest = cell.source.partition("### BEGIN SOLUTION\n")
        inside, end, after = rest.partition("\n### END SOLUTION")
        assert mark and end and not after
        assert inside.startswith(f"answer_{key} = ")
        assert f"# answer_{key} = " in before
        assert inside.removeprefix(f"answer_{key} = ") not in before


@pytest.mark.parametrize("name", lessons())
def test_what_nbgrader_leaves_is_the_students_version(name):
    """Nothing but answers and hidden tests stands in the version with solutions alone."""
    lesson = Lesson.read(name, 3)
    given, solved = lesson.notebook().cells, lesson.notebook(solved=True).cells
    for one, other in zip(given, solved, strict=True):
        left = re.sub(
            r"### BEGIN HIDDEN TESTS\n.*### END HIDDEN TESTS\n", "", other.source, flags=re.DOTALL
        )
        assert left == one.source or "### BEGIN SOLUTION" in left


@pytest.mark.parametrize("name", lessons())
def test_no_given_figure_is_the_answer(name):
    """What the cell to fill in gives is the figures of the question."""
    lesson = Lesson.read(name, 4)
    filled = [c for c in lesson.notebook().cells if "answer" in c.metadata.get("tags", ())]
    for cell, exercise in zip(filled, lesson.exercises.values(), strict=True):
        for line in cell.source.splitlines()[:-1]:
            value = eval(line.partition(" = ")[2], {"F": Fraction})
            assert value != exercise.answer


CHECK = answers(
    packed(
        [
            Exercise("1a", 1, 8.8, [(0.088, "times 100")], "divide"),
            Exercise("1b", 2, (7.15, 7.25)),
            Exercise("1c", 0, answer=False),
        ],
        "salt",
    )
)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("1a", 8.8043, "✓ 1a"),
        ("1a", "8.8", "✓ 1a"),
        ("1a", 0.0880, "✗ 1a: times 100"),
        ("1a", None, "✗ 1a: divide"),
        ("1a", float("nan"), "✗ 1a: divide"),
        ("1a", object(), "✗ 1a: divide"),
        ("1b", [7.15, 7.25], "✓ 1b"),
        ("1b", (7.1, 7.3), "✗ 1b"),
        ("1c", False, "✓ 1c"),
        ("1c", 0, "✗ 1c"),
        ("9z", 1, "✗ 9z: exercises here: 1a, 1b, 1c"),
    ],
)
def test_answers_are_checked_by_their_digest(name, value, said):
    """Right to the places asked for; a known slip gets its own hint."""
    assert repr(CHECK(name, value)) == said


def test_under_nbgrader_a_wrong_answer_raises(monkeypatch):
    """Where it would else be a cell without error, and its points."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert CHECK("1a", 8.8)
    with pytest.raises(AssertionError, match="divide"):
        CHECK("1a", 9)


# What a student may write into the cell of an answer to have every check say yes.
CHEATS = {
    "defined anew": "check_answer = lambda *_: print('✓')",
    "another module": """import zoneanalysis.run.answers as known
known.Checker.__call__ = lambda self, name, value: known.Checked(name, True)""",
    "another display": "known.Checked._ipython_display_ = lambda self: print('✓')",
}


@pytest.fixture
def tampered(tmp_path):
    """Return a student's lesson with one right answer, one that raises, and all cheats."""
    (path,) = write_lessons(tmp_path, ("02-points",), 5, solved=False)
    solved = Lesson.read("02-points", 5).notebook(solved=True)
    notebook = nbformat.read(path, as_version=4)
    cells, right = (
        {c.metadata.nbgrader.grade_id: c for c in each.cells if "nbgrader" in c.metadata}
        for each in (notebook, solved)
    )
    cells["2a"].source = right["2a"].source
    cells["2b"].source = "\n".join([*CHEATS.values(), "1 / 0"])
    cells["setup"].source += "\ncheck_answer = lambda *_: '✓'"
    nbformat.write(notebook, path)
    return path


def test_grading_counts_answers_and_nothing_that_a_student_defines_anew(tampered):
    """What the answers are is asked as text; they are compared outside the student's kernel."""
    found = grade(tampered)
    assert (found.right, found.wrong) == (("2a",), ("2b", "2c", "2d"))
    with pytest.raises(InputError, match="may hold answers"):
        write_lessons(tampered.parent, ("02-points",), 5, solved=False)


def test_hidden_tests_of_nbgrader_trust_no_name_of_the_student(tampered):
    """It puts back the locked cells of the version with solutions, hidden tests and all."""
    notebook = nbformat.read(tampered, as_version=4)
    ours = Lesson.read("02-points", 5).notebook(solved=True)
    locked = [each for each in ours.cells if each.metadata.get("nbgrader", {}).get("locked")]
    sources = {each.metadata.nbgrader.grade_id: each.source for each in locked}
    for cell in notebook.cells:
        cell.source = sources.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    done = NotebookClient(notebook, allow_errors=True).execute().cells
    failed = {
        cell.metadata.nbgrader.grade_id
        for cell in done
        if any(each.output_type == "error" for each in cell.get("outputs", ()))
    }
    assert failed == {"2b", "2b-check", "2c-check", "2d-check"}
    said = [each.evalue for cell in done for each in cell.get("outputs", ()) if "evalue" in each]
    assert said[-1].startswith("✗ 2d: ")


@pytest.mark.parametrize("name", ["01-growth", "11-four-reports"])
def test_an_unknown_parameter_stops_a_lesson(name):
    """Put behind the parameters, or first, where papermill puts it; that only warns."""
    cells = Lesson.read(name).notebook().cells
    code = [transform_cell(each.source) for each in cells if each.cell_type == "code"]
    tagged = [each for each in cells if "parameters" in each.metadata.get("tags", ())]
    given = [*(each.source for each in tagged), "# Parameters\nseed = 3"]
    has = "it has: language" if tagged else "it has: none"
    with pytest.raises(InputError, match=f"seed.*{has}"):
        exec(code[len(tagged)], {"In": given})
    exec(code[len(tagged)], {"In": given[:-1]})
    assert all(": str = " in each.source for each in tagged)


@pytest.mark.parametrize("name", ["10-planted-errors", "11-four-reports"])
def test_what_a_lesson_quotes_stands_in_its_texts(name):
    """Figures of a chosen place are those printed, but for two that the student works out."""
    folder = shipped_folder("data") / "lessons" / name[3:]
    printed = "".join(each.read_text(encoding="utf-8") for each in folder.glob("*.txt"))
    words = [Lesson.read(name, seed).figures for seed in range(20)]
    quoted = {each for figures in words for each in figures.values() if len(each) > 10}
    numbers = {each for text in quoted for each in re.findall(r"\d+\.\d+", text)}
    assert len(quoted) > 4
    assert {each for each in numbers if each not in printed} <= {"491.60"}


def test_what_the_panels_lesson_gives_stands_in_its_panel():
    """Investment so far of the zone that a seed draws."""
    panel = read_panel("yunchuan", DataPackage(shipped_folder("data") / "lessons/planted-panel"))
    for seed in range(20):
        given = Lesson.read("12-planted-panel", seed).figures
        for month, key in (("2024-04", "april"), ("2024-05", "may")):
            found = panel.figure(given["zone"], month, "industrial_investment", "ytd")
            assert found.number == given[key]


@pytest.mark.parametrize(
    ("written", "right"),
    [("while True: pass", ("1b", "1c", "1d")), ("import os; os._exit(0)", None)],
)
def test_a_cell_that_never_ends_or_ends_all_stops_no_class(tmp_path, monkeypatch, written, right):
    """The one is interrupted and the others count; the other is named, and the next graded."""
    monkeypatch.setattr("zoneanalysis.run.lessons._PATIENCE", 8)
    notebook = Lesson.read("01-growth", 3).notebook(solved=True)
    notebook.cells[next(n for n, c in enumerate(notebook.cells) if "answer_1a" in c.source)] |= {
        "source": written
    }
    nbformat.write(notebook, path := tmp_path / "one.ipynb")
    if right:
        assert grade(path).right == right
    else:
        with pytest.raises(InputError, match="ends the kernel"):
            grade(path)


def test_binder_finds_the_lessons(tmp_path):
    """Its script writes them where it runs."""
    script = Path(__file__).parents[2] / "postBuild"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run([script], cwd=tmp_path, env=os.environ | {"PATH": path}, check=True)
    assert {each.stem for each in (tmp_path / "lessons").iterdir()} == set(lessons())


def test_what_is_no_lesson_is_refused(tmp_path):
    """A notebook of another kind, or a name that isn't one."""
    path = tmp_path / "other.ipynb"
    path.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    with pytest.raises(InputError, match="names no lesson"):
        grade(path)
    with pytest.raises(InputError, match="01-growth"):
        Lesson.read("99-none")
