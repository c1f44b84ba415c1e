"""What the command line shows on a terminal: progress, tables, faults (终端输出).

Results go to standard output, everything else to standard error. Colour stands only beside words
and signs; rich leaves it out for pipes, ``NO_COLOR`` and terminals that have none.
"""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from zoneanalysis.cli.language import spoken
from zoneanalysis.messages import Phrase, in_language, phrase

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.errors import Fault
    from zoneanalysis.run.pipeline import Step

__all__ = [
    "as_json",
    "escaped",
    "faults",
    "message",
    "progress",
    "show",
    "table",
    "written",
]

_NARROW = 80
_WIDE = 200  # columns of a table that goes into a file or another program


class _Console(Console):
    """A console on which no text moves the cursor, changes colours or turns its direction."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command: rich would end it with the exit code of findings."""
        raise BrokenPipeError

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the segments of what is printed, characters that print nothing in escaped form."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(escaped(segment.text), segment.style)


def escaped(text: str) -> str:
    r"""Return a text with control and format characters written out.

    Examples
    --------
    >>> escaped("增长\x1b[31m5%\u202e")
    '增长\\x1b[31m5%\\u202e'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        each.encode("unicode_escape").decode()
        if each != "\n" and unicodedata.category(each) in {"Cc", "Cf"}
        else each
        for each in text
    )


def _console(*, stderr: bool = False) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDE
    return _Console(stderr=stderr, width=width, highlight=False, emoji=False, markup=False)


def _told(text: str) -> str:
    return text.render(spoken()) if isinstance(text, Phrase) else text


def show(text: str | Text = "", *, end: str = "\n") -> None:
    """Print a result."""
    text = _told(text) if isinstance(text, str) else text
    _console().print(text, end=end, soft_wrap=True)


def message(text: str, *, style: str = "") -> None:
    """Print a remark to standard error."""
    _console(stderr=True).print(Text(_told(text), style=style), soft_wrap=True)


def as_json(content: object) -> None:
    """Print data for another program."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def written(frame: pd.DataFrame, form: str) -> bool:
    """Print a data frame for another program; false where *form* is one for people."""
    if form == "csv":
        click.echo(frame.to_csv(index=False).rstrip("\n"))
    elif form == "json":
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=1))
    return form in {"csv", "json"}


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table; on a narrow terminal each row as a block."""
    console = _console()
    if console.width < _NARROW:
        for row in rows:
            _block(console, columns, row)
        return
    drawn = Table(box=None, pad_edge=False, padding=(0, 2))
    for number, column in enumerate(columns):
        drawn.add_column(column, overflow="fold", no_wrap=number == 0, header_style="bold")
    for row in rows:
        drawn.add_row(*(Text(escaped(each)) if isinstance(each, str) else each for each in row))
    console.print(drawn)


def _block(console: Console, columns: Sequence[str], row: Sequence[str | Text]) -> None:
    """Print a row of a table for a narrow terminal: a line or more for each cell."""
    first, *others = (Text(each) if isinstance(each, str) else each for each in row)
    console.print(first)
    for column, cell in zip(columns[1:], others, strict=True):
        if cell:
            console.print(Text.assemble(f"  {column}: ", cell))


def faults(found: Sequence[Fault]) -> None:
    """Print what is wrong with an input: what must hold, what came, where, what to do.

    A fault that many rows of a column share is printed once, with how many they are.
    """
    console, language = _console(stderr=True), spoken()
    labels = [phrase(label).render(language) for label in ("must:", "came:", "do:")]
    wide = max(map(cell_len, labels)) + 2
    alike: dict[Fault, list[Fault]] = {}
    for each in found:
        alike.setdefault(replace(each, where=replace(each.where, row=None)), []).append(each)
    for several in alike.values():
        each = several[0]
        more = len(several) - 1 if each.where.row is not None else 0
        place = each.where.render(language)
        if more:
            told = phrase("{place} (and {more} rows more)", place=place, more=more)
            place = told.render(language)
        if place:
            console.print(Text(f"✗ {place}", style="bold red"), soft_wrap=True)
        sign = Text(" " if place else "✗", style="bold red")
        for label, text in zip(labels, (each.must, each.came, each.do), strict=True):
            line = f" {set_cell_size(label, wide)}{in_language(text, language)}"
            console.print(Text.assemble(sign, line), soft_wrap=True)
            sign = Text(" ")


@contextmanager
def progress(what: str) -> Iterator[Callable[[Step], None]]:
    """Show how far a run is: a bar on a terminal, a line for each finished part elsewhere."""
    console = _console(stderr=True)
    begun = time.monotonic()
    if not console.is_terminal:

        def line(step: Step) -> None:
            if not step.total:
                sign = "✗" if step.step == "failed" else "✓"
                console.print(f"{sign} {step.name} ({time.monotonic() - begun:.1f} s)")

        console.print(f"{what} …")
        yield line
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        whole = bar.add_task(what, total=None)
        shares: dict[str, float] = {}

        def advance(step: Step) -> None:
            shares[step.name] = step.done / step.total if step.total else 1.0
            done = sum(share == 1.0 for share in shares.values())
            bar.update(whole, total=step.units, completed=done, description=f"{what}: {step.name}")
            if not step.total:
                sign, style = ("✗", "red") if step.step == "failed" else ("✓", "green")
                text = Text.assemble((sign, style), f" {step.name}")
                bar.console.print(text)

        yield advance
