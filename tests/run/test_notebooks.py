"""Running a notebook: parameters, outputs, errors, and the same bytes each time."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.run.parameters import declared, guard
from zoneanalysis.run.workers import Done, Failure, Task, run_tasks


def executed(path: Path, parameters: dict, report) -> str:
    """Run a notebook in a worker and return its file's text."""
    from zoneanalysis.run import notebooks

    return notebooks.to_text(notebooks.run(notebooks.read(path), parameters, name=path.name))


def kept(path: Path, report) -> int:
    """Run a notebook in a worker, twice, and return how much of what it made is left."""
    executed(path, {}, report)
    executed(path, {}, report)
    gc.collect()
    return sum(type(each).__name__ == "Held" for each in gc.get_objects())


def run(path: Path, **parameters: object) -> Done | Failure:
    """Run a notebook in a process of its own, as a build does; return how it ended."""
    task = Task("run", executed, (path, parameters), {"PYTHONPATH": ":".join(sys.path)})
    (end,) = run_tasks([task], preload=["zoneanalysis.run.notebooks"])
    return end


def outputs(end: Done | Failure) -> list[dict]:
    """Return the outputs of all cells."""
    import nbformat

    assert isinstance(end, Done), end
    cells = nbformat.reads(end.value, as_version=4).cells
    return [output for cell in cells for output in cell.get("outputs", [])]


def test_nothing_that_cells_made_is_kept(write_notebook):
    """A process that runs hundreds of notebooks doesn't grow with them."""
    path = write_notebook("n", "class Held: pass", "held = [Held() for _ in range(9)]", "held")
    task = Task("run", kept, (path,), {"PYTHONPATH": ":".join(sys.path)})
    (end,) = run_tasks([task], preload=["zoneanalysis.run.notebooks"])
    assert isinstance(end, Done), end
    assert end.value == 0


def test_parameters_reach_the_cells(write_notebook):
    """A value given replaces the default in the notebook; another keeps its own."""
    path = write_notebook("n", "print(report, language)")
    (shown,) = outputs(run(path, language="en"))
    assert shown["text"] == "yunchuan-2024h1 en\n"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"langage": "en"}, "did you mean language?"),
        ({"colour": "red"}, "it has: report, language"),
        ({"language": 7}, "language must be of type str; came: 7 (int)"),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(write_notebook, parameters, words):
    """Where papermill only warns of an unknown parameter, a build refuses it."""
    end = run(write_notebook("n", "1 / 0"), **parameters)
    assert isinstance(end, Failure)
    assert end.expected
    assert words in end.message


def test_computed_parameters_are_refused(write_notebook):
    """A value computed in the parameters cell would stay that of the default."""
    with pytest.raises(InputError, match=r"title = report\.upper"):
        declared('report = "a"\ntitle = report.upper()')


DECLARED = 'report: str = "a"  # folder\ndata: str = ""\nyears: list[str] = ["b"]'


@pytest.mark.parametrize(
    ("injected", "words"),
    [
        ('reprot = "b"', "did you mean report?"),
        ("report = 2023", "`-r report"),
        ('colour = "b"', "it has: report, data, years"),
        ('years = "a"', "`-y 'years: "),
    ],
)
def test_the_guard_of_a_notebook_stops_what_papermill_lets_pass(injected, words):
    """An injected name that isn't declared, or a value of another type, stops the notebook."""
    with pytest.raises(InputError, match=words):
        guard(["", DECLARED, f"# Parameters\n{injected}\n", "guard(In)"])


def test_the_guard_lets_everything_else_pass():
    """What is declared, what a person runs by hand in any order, cells that are no Python."""
    guard(["", DECLARED, '# Parameters\nreport = "b"\n', "x = 1", "guard(In)"])
    guard(["", DECLARED, "x: int = 1\ny = 2", '# Parameters\nreport = "b"\n', "!ls"])
    guard(["", "%%html\n<p>"])


def test_outputs_are_those_of_a_kernel(write_notebook):
    """Streams are merged in order, displays and the last value are kept, a semicolon hides it."""
    code = (
        "import sys\nfrom IPython.display import HTML, display\n"
        "print('a')\nprint('b')\nprint('c', file=sys.stderr)\ndisplay(HTML('<b>d</b>'))\n6 * 7"
    )
    found = outputs(run(write_notebook("n", code, "8;")))
    assert [each["output_type"] for each in found] == [
        "stream", "stream", "display_data", "execute_result",
    ]  # fmt: skip
    assert found[0]["text"] == "a\nb\n"
    assert found[1]["name"] == "stderr"
    assert found[2]["data"]["text/html"] == "<b>d</b>"
    assert found[3]["data"] == {"text/plain": "42"}
    assert found[3]["execution_count"] == 2  # after the parameters


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x = 1\n1 / 0", "ZeroDivisionError: division by zero"),
        ("def f(:", "SyntaxError"),
        ("import sys; sys.exit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
def test_a_cell_that_fails_fails_the_run(write_notebook, code, words):
    """Notebook, cell and error are named; later cells don't run."""
    end = run(write_notebook("n", code, "print('later')"))
    assert isinstance(end, Failure)
    assert "n.ipynb, cell 3" in end.message
    assert words in end.message


def test_an_error_of_the_library_is_told_in_its_own_words(write_notebook):
    """What must hold, what came, what to do: without the class of the error."""
    code = "from zoneanalysis.values.units import unit\nunit('亿园')"
    end = run(write_notebook("n", code))
    assert isinstance(end, Failure)
    assert "亿园" in end.message
    assert "InputError" not in end.message


def test_two_runs_give_the_same_bytes(write_notebook):
    """No time, path, random id or version is kept."""
    path = write_notebook("n", "import os\nprint(len(os.listdir('.')))", "{'b', 'a', 'c'} and 1")
    first, second = run(path, language="en"), run(path, language="en")
    assert isinstance(first, Done)
    assert first.value == second.value
    assert str(path.parent) not in first.value
    assert "papermill" not in first.value


def test_processes_share_no_state(write_notebook):
    """What one notebook changes, the next one doesn't see."""
    path = write_notebook(
        "n", "import sys\nbefore = getattr(sys, 'marked', 0)\nsys.marked = 1\nprint(before)"
    )
    assert outputs(run(path))[0]["text"] == "0\n"
    assert outputs(run(path))[0]["text"] == "0\n"


@pytest.mark.parametrize(
    "content",
    [None, "", "no notebook", "[]", '{"cells": 1}', '{"nbformat": 4, "cells": 1}', "\x00"],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, content):
    """Missing, empty or of another kind: an input error, not a traceback."""
    from zoneanalysis.run import notebooks

    path = tmp_path / "broken.ipynb"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=r"broken\.ipynb"):
        notebooks.read(path)
