"""lesson list, new, grade: lessons for a class (课程)."""

from __future__ import annotations

from pathlib import Path

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import FILE, FINDINGS
from zoneanalysis.errors import InputError

__all__ = ["lesson"]


@click.group()
def lesson() -> None:
    """Write lessons with answers that check themselves, and grade them."""


@lesson.command("list")
def list_() -> None:
    """List the lessons."""
    from zoneanalysis.run.lessons import Lesson, lessons

    read = map(Lesson.read, lessons())
    terminal.table(
        ("lesson", "exercises", "title"),
        [(each.name, str(len(each.exercises)), each.title) for each in read],
    )


@lesson.command(
    epilog="""
\b
Examples:
  zoneanalysis lesson new -o lessons                     all of them, for a class
  zoneanalysis lesson new 01-growth --seed 7 -o anna     figures of her own
  zoneanalysis lesson new --seed 7 --solutions -o solutions
""",
)
@click.argument("names", nargs=-1, metavar="[LESSON]…")
@click.option("--seed", default=0, show_default=True, help="Another number gives other figures.")
@click.option("-o", "--output", type=FILE, default=Path("lessons"), show_default=True)
@click.option("--solutions", is_flag=True, help="With the answers filled in, for the teacher.")
def new(names: tuple[str, ...], seed: int, output: Path, *, solutions: bool) -> None:
    """Write lessons as notebooks, all of them if none is named."""
    from zoneanalysis.run.lessons import write_lessons

    for path in write_lessons(output, names, seed, solved=solutions):
        terminal.show(str(path))


@lesson.command(
    epilog="""
\b
Example:
  zoneanalysis lesson grade handed-in/*.ipynb > grades.csv

Runs the students' code with your rights: do it in a container where you don't know them.
""",
)
@click.argument("notebooks", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.pass_context
def grade(context: click.Context, notebooks: tuple[Path, ...]) -> None:
    """Run students' notebooks and say, as CSV, which answers are right."""
    from zoneanalysis.run import lessons

    terminal.show("file,lesson,seed,right,of,wrong")
    failed = False
    for path in notebooks:
        try:
            found = lessons.grade(path)
        except InputError as error:
            terminal.faults(error.faults)
            failed = True
            continue
        counts = f"{len(found.right)},{len(found.right) + len(found.wrong)}"
        name = path.as_posix().replace('"', '""')
        terminal.show(f'"{name}",{found.lesson},{found.seed},{counts},{" ".join(found.wrong)}')
    if failed:
        context.exit(FINDINGS)
