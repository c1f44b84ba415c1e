"""Lessons out of short sources, with figures drawn by a seed (课程).

A source is Markdown behind a head in TOML. ``[draw]`` names figures with their range and step,
``[choose]`` rows of which one is taken, ``[print]`` figures that follow (``expression @ places``),
``where`` what must hold of them, ``parameters`` a cell of them. In the text ``{name}`` is a figure;
a block ``python`` is a cell, ``solution`` goes with the solution of the exercise before it; a block
``exercise NAME PLACES`` holds the question, ``= answer``, ``> code`` that gives it (the answer
itself where there is none), ``! slip : what to say`` and ``? hint``.
"""

from __future__ import annotations

import ast
import random
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from zoneanalysis.errors import InputError, Location
from zoneanalysis.reports.shipped import shipped_folder
from zoneanalysis.run.answers import Exercise, answers, packed, possible, rounded
from zoneanalysis.run.notebooks import read

__all__ = ["Graded", "Lesson", "grade", "lessons", "write_lessons"]

_HEAD = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", re.DOTALL)
_BLOCK = re.compile(
    r"^```(python|exercise|solution)([^\n]*)\n(.*?)^```\n", re.DOTALL | re.MULTILINE
)
_NUMBERS = re.compile(r"-?[\d.]+(, -?[\d.]+)*")
_FIGURE = re.compile(r"\{(\w+)\}")
_TIE = Fraction(1, 50)  # how far an answer stays from where rounding turns, in its last place
_MOST_DRAWS = 10_000
_PATIENCE = 60  # seconds for a cell of a student
_HELPERS = {"F": Fraction, "rounded": rounded, "possible": possible}
_SETUP = """\
try:
    import zoneanalysis as za
except ImportError:  # Colab: once
    %pip install -q zoneanalysis
    import zoneanalysis as za
from fractions import Fraction as F

from zoneanalysis.run.answers import answers, possible, rounded
from zoneanalysis.run.parameters import guard

guard(In)
check_answer = answers("{code}")"""
_END = "\n### END SOLUTION"
_HIDDEN = """\
### BEGIN HIDDEN TESTS
from subprocess import run
from sys import executable

from zoneanalysis.run.answers import texts

checker = [executable, "-m", "zoneanalysis.run.answers", "{code}", "{name}"]
told = run([*checker, *texts(answer_{name})], capture_output=True, encoding="utf-8")
assert told.returncode == 0, told.stdout + told.stderr
### END HIDDEN TESTS
"""


@dataclass(frozen=True)
class Lesson:
    """One lesson with its figures drawn: ``notebook`` gives it to students, or with solutions."""

    name: str
    seed: int
    title: str
    figures: Mapping[str, str]
    exercises: Mapping[str, Exercise]
    body: str
    parameters: str = ""

    @classmethod
    def read(cls, name: str, seed: int = 0) -> Lesson:
        """Return a lesson of the program with the figures of a seed.

        Raises
        ------
        InputError
            Where there is no such lesson; lists those there are.
        """
        if name not in lessons():
            raise InputError.single(
                must=f"a lesson must be one of: {', '.join(lessons())}",
                came=repr(name),
                do="`zoneanalysis lesson list` shows their titles.",
            )
        text = (_folder() / f"{name}.md").read_text(encoding="utf-8")
        match = _HEAD.fullmatch(text)
        assert match is not None, name
        head, body = tomllib.loads(match[1]), match[2]
        chance = random.Random(f"{name} {seed}")  # noqa: S311 -- figures of an exercise, no secret
        for _ in range(_MOST_DRAWS):
            figures = _drawn(head, chance)
            values = _values(figures)
            if not all(_value(each, values) for each in head.get("where", ())):
                continue
            found = {each.name: each for each in _exercises(body, values)}
            if all(map(_clear, found.values())):
                parameters = head.get("parameters", "")
                return cls(name, seed, head["title"], figures, found, body, parameters)
        raise AssertionError(f"{name}: no figures fit its conditions")

    def notebook(self, *, solved: bool = False) -> NotebookNode:
        """Return the lesson's notebook, for students or with the solutions filled in."""
        salt = f"{self.name}-{self.seed}"
        code = packed([*self.exercises.values()], salt)
        cells = [new_markdown_cell(f"# {self.title}")]
        if self.parameters:
            cells.append(new_code_cell(self.parameters, metadata={"tags": ["parameters"]}))
        setup = {"nbgrader": _marks("setup", locked=True)}
        cells.append(new_code_cell(_SETUP.replace("{code}", code), metadata=setup))
        for kind, text, name in self._parts():
            if kind == "text":
                cells.append(new_markdown_cell(text))
            elif kind == "python":
                cells.append(new_code_cell(text))
            elif kind == "solution" and solved:  # of the answer, which a check is behind
                cells[-2].source = cells[-2].source.replace(_END, f"\n{text}{_END}")
            elif kind == "exercise":
                cells += self._exercise(name, text, solved=solved)
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
        about = {"lesson": self.name, "seed": self.seed}
        made: NotebookNode = new_notebook(
            cells=cells, metadata={"kernelspec": kernel, "zoneanalysis": about}
        )
        return made

    def _parts(self) -> Iterator[tuple[str, str, str]]:
        """Yield the parts of the body with the figures in them: kind, text, name."""
        at = 0
        for match in _BLOCK.finditer(self.body):
            if between := self.body[at : match.start()].strip():
                yield "text", self._filled(between), ""
            yield match[1], self._filled(match[3].strip()), (match[2].split() or [""])[0]
            at = match.end()
        if rest := self.body[at:].strip():
            yield "text", self._filled(rest), ""

    def _filled(self, text: str) -> str:
        return _FIGURE.sub(lambda match: self.figures.get(match[1], match[0]), text)

    def _exercise(self, name: str, text: str, *, solved: bool) -> list[NotebookNode]:
        question, answer = [], ""
        for line in text.splitlines():
            if line.startswith(("= ", "> ")):
                answer = line[2:]
            elif not line.startswith(("! ", "? ")):
                question.append(line)
        used = [each for each in self.figures if re.search(rf"\b{each}\b", answer)]
        given = [f"{each} = {_literal(self.figures[each])}" for each in used]
        here = "写在这里 · write it here"
        check, hidden = f'check_answer("{name}", answer_{name})', ""
        written = f"answer_{name} = ...  # {here}"
        if solved:
            own = f"### BEGIN SOLUTION\nanswer_{name} = {answer}{_END}"
            written = f"# answer_{name} = …  {here}\n{own}"
            code = packed([self.exercises[name]], f"{self.name}-{self.seed}")
            hidden = _HIDDEN.replace("{code}", code).replace("{name}", name)
        return [
            new_markdown_cell(f"**{name}.** " + "\n".join(question)),
            new_code_cell(
                "\n".join([*given, written]),
                metadata={"nbgrader": _marks(name, solution=True), "tags": ["answer"]},
            ),
            new_code_cell(
                hidden + check,
                metadata={
                    "nbgrader": _marks(f"{name}-check", locked=True, points=1),
                    "tags": ["check"],
                },
            ),
        ]


def _marks(name: str, *, locked: bool = False, solution: bool = False, points: int = 0) -> Any:
    """Return what nbgrader wants to know of a cell; it restores a locked one before it grades."""
    graded = {"grade": True, "points": points} if points else {"grade": False}
    common = {"schema_version": 3, "grade_id": name, "task": False}
    return common | graded | {"locked": locked, "solution": solution}


def lessons() -> tuple[str, ...]:
    """Return the names of all lessons, in their order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md")))


@dataclass(frozen=True)
class Graded:
    """What a student has right: names of exercises, in their order."""

    lesson: str
    seed: int
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def grade(path: Path) -> Graded:
    """Run a student's notebook and return which answers are right.

    Its cells run behind the lesson's own setup and without its checks; what the answers are is
    then asked as text and compared outside, so that nothing that the notebook defines anew counts.
    An error in one cell leaves the others, as does one that runs for a minute. The student's code
    runs with your rights.

    Raises
    ------
    InputError
        Where the file is no lesson, or ends its kernel.
    """
    notebook = read(path)
    about = notebook.metadata.get("zoneanalysis", {})
    if about.get("lesson") not in lessons() or not isinstance(about.get("seed"), int):
        raise InputError.single(
            must="a notebook to grade must be one that `zoneanalysis lesson new` wrote",
            came="one that names no lesson",
            where=Location(path.name),
            do="Take the student's copy of the lesson itself.",
        )
    lesson = Lesson.read(about["lesson"], about["seed"])
    own = [each for each in notebook.cells if "check" not in each.metadata.get("tags", ())]
    code = packed([*lesson.exercises.values()], "grading")
    asked = "from zoneanalysis.run.answers import texts\ntexts(answer_{})"
    asks = [new_code_cell(asked.format(name)) for name in lesson.exercises]
    notebook.cells = [new_code_cell(_SETUP.replace("{code}", code)), *own, *asks]
    with tempfile.TemporaryDirectory() as scratch:
        place = {"metadata": {"path": scratch}}
        client = NotebookClient(
            notebook,
            timeout=_PATIENCE,
            interrupt_on_timeout=True,
            allow_errors=True,
            resources=place,
            extra_arguments=["--log-level=40"],  # errors only
        )
        try:
            done = client.execute().cells[-len(asks) :]
        except DeadKernelError:
            raise InputError.single(
                must="a notebook to grade must run to its end",
                came="one that ends the kernel that it runs in",
                where=Location(path.name),
                do="Take exit() or quit() out of it and grade it anew.",
            ) from None
    check = answers(code)
    right = {
        name
        for name, cell in zip(lesson.exercises, done, strict=True)
        for output in cell.outputs
        if check(name, _told(output.get("data", {}).get("text/plain", "")))
    }
    names = tuple(lesson.exercises)
    return Graded(
        lesson.name,
        lesson.seed,
        tuple(each for each in names if each in right),
        tuple(each for each in names if each not in right),
    )


def _told(text: str) -> object:
    """Return what a kernel shows as a list of texts, or nothing where it shows anything else."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def write_lessons(folder: Path, names: tuple[str, ...], seed: int, *, solved: bool) -> list[Path]:
    """Write the notebooks of lessons, all if none is named; return the files.

    Raises
    ------
    InputError
        Where there is no such lesson, or a file of that name is there: it may hold answers.
    """
    written = []
    for name in names or lessons():
        lesson, path = Lesson.read(name, seed), folder / f"{name}.ipynb"
        if path.exists():
            raise InputError.single(
                must="a lesson must have a new file, for the one that is there may hold answers",
                came=str(path),
                do="Name another folder with -o.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(lesson.notebook(solved=solved), path)
        written.append(path)
    return written


def _folder() -> Path:
    return shipped_folder("data") / "lessons"


def _drawn(head: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    """Return the figures as printed: drawn, chosen, then those that follow from them."""
    figures: dict[str, str] = {}
    for name, spec in head.get("draw", {}).items():
        low, high, step, *count = spec.split()
        places = len(step.partition(".")[2])
        steps = int((Fraction(high) - Fraction(low)) / Fraction(step))
        drawn = [
            f"{float(Fraction(low) + Fraction(step) * chance.randint(0, steps)):.{places}f}"
            for _ in range(int(count[0]) if count else 1)
        ]
        figures[name] = ", ".join(drawn)
    for rows in head.get("choose", {}).values():
        figures |= chance.choice(rows)
    for name, spec in head.get("print", {}).items():
        expression, _, places = spec.rpartition("@")
        value = rounded(_value(expression, _values(figures)), int(places))
        figures[name] = f"{float(value):.{int(places)}f}"
    return figures


def _values(figures: Mapping[str, str]) -> dict[str, Any]:
    return {name: _value(_literal(text), {}) for name, text in figures.items()}


def _literal(text: str) -> str:
    """Return figures as Python: exact numbers, several as a list; words as they are."""
    if _NUMBERS.fullmatch(text):
        parts = [f'F("{each}")' if "." in each else each for each in text.split(", ")]
        return f"[{', '.join(parts)}]" if len(parts) > 1 else parts[0]
    return repr(text)


def _value(expression: str, values: Mapping[str, Any]) -> Any:
    return eval(expression.strip(), {**_HELPERS, **values})  # noqa: S307 -- the lesson's own source


def _exercises(body: str, values: Mapping[str, Any]) -> Iterator[Exercise]:
    for kind, title, text in _BLOCK.findall(body):
        if kind != "exercise":
            continue
        name, places = title.split()
        answer, hint, slips = None, "", []
        for line in text.splitlines():
            if line.startswith("= "):
                answer = _value(line[2:], values)
            elif line.startswith("! "):
                wrong, _, said = line[2:].partition(" : ")
                slips.append((_value(wrong, values), said))
            elif line.startswith("? "):
                hint = line[2:]
        yield Exercise(name, int(places), answer, slips, hint)


def _clear(exercise: Exercise) -> bool:
    """Return whether no step of rounding on the way can turn the answer, and no slip gives it."""
    answer = exercise.answer
    parts = answer if isinstance(answer, (tuple, list)) else (answer,)
    numbers = [each for each in parts if not isinstance(each, (bool, str))]
    scaled = [Fraction(each) * 10**exercise.places for each in numbers]
    ties = any(abs(each % 1 - Fraction(1, 2)) < _TIE for each in scaled)
    slips = any(
        not isinstance(answer, (tuple, list, bool, str))
        and rounded(value, exercise.places) == rounded(answer, exercise.places)
        for value, _ in exercise.slips
        if not isinstance(value, (bool, str, tuple))
    )
    return not ties and not slips
