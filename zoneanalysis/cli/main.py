"""The command ``zoneanalysis``: parses, calls one function, prints what comes of it (命令行).

Exit codes: 0 fine; 1 findings (``audit --strict``, ``verify``); 2 an input, a command or a place
that can't be used; 130 interrupted; 128 and the signal's number where another one ended it.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
import threading
import traceback
from collections import UserDict
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

import click
from click.shell_completion import get_completion_class

from zoneanalysis._version import __version__
from zoneanalysis.cli.commands.parameters import FILE, UNUSABLE
from zoneanalysis.cli.language import speak, spoken
from zoneanalysis.errors import InputError, ZoneAnalysisError, lacking_library
from zoneanalysis.messages import in_language, phrase

__all__ = ["cli", "main"]

_INTERRUPTED, _PIPE_CLOSED = 130, 141


# In the order in which a user meets them: the module, and the name in it where it is another.
_COMMANDS = {
    "init": "data",
    "list": "data.list_",
    "build": "building",
    "audit": "auditing",
    "series": "history",
    "compare": "history",
    "hold": "holding",
    "forecast": "forecasting",
    "bulletin": "panels",
    "scorecard": "panels",
    "ledger": "panels",
    "panel": "workbooks",
    "template": "workbooks",
    "extract": "extracting",
    "validate": "data",
    "verify": "building",
    "new": "data",
    "data": "data",
    "lesson": "lessons",
}


class _Commands(UserDict[str, Any]):
    """The commands by name; each one's module is imported when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        home = self.data[name]
        if isinstance(home, str):
            module, _, own = home.partition(".")
            found = importlib.import_module(f"zoneanalysis.cli.commands.{module}")
            self.data[name] = home = getattr(found, own or name)
        return home


class _InOrder(click.Group):
    """Lists its commands in the order in which a user meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(
    cls=_InOrder,
    commands=_Commands(_COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""
\b
A first session:
  zoneanalysis init my-review --example  a folder with two reports; cd my-review
  zoneanalysis list                      which reports there are
  zoneanalysis build                     all reviews, as HTML and PDF, under outputs/
  zoneanalysis audit linfen-2023h1       does every printed figure follow from the others?

\b
Your own city:
  zoneanalysis extract report.txt -o data/reports/yunchuan-2024h1
  zoneanalysis build yunchuan-2024h1

Each command has its own help: zoneanalysis build --help
""",
)
@click.version_option(__version__, "-V", "--version", prog_name="zoneanalysis")
@click.option(
    "--data",
    type=FILE,
    envvar="ZONEANALYSIS_DATA",
    metavar="DIR",
    help="The data package; looked for here and in the folders above if not given.",
)
@click.option("--debug", is_flag=True, help="Show Python's traceback of an error.")
def cli(data: Path | None, *, debug: bool) -> None:
    """Half-year reviews of Chinese development zones, audited and reproducible."""


@cli.command(
    epilog="""
\b
Examples:
  zoneanalysis completion bash >> ~/.bashrc
  zoneanalysis completion zsh > ~/.zfunc/_zoneanalysis
  zoneanalysis completion fish > ~/.config/fish/completions/zoneanalysis.fish
""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that lets your shell complete commands and report ids."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "zoneanalysis", "_ZONEANALYSIS_COMPLETE").source())


_ENDING = tuple(getattr(signal, each) for each in ("SIGTERM", "SIGHUP") if hasattr(signal, each))


def _end(number: int, _frame: object) -> NoReturn:
    """Leave by way of every ``finally``, as Ctrl-C does, when the system asks the command to."""
    raise SystemExit(128 + number)


def _open_streams() -> None:
    """Put nothing in the place of standard streams that came closed: a file would get theirs."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese shows "?"
            stream.reconfigure(errors="replace")


def _end_quietly(code: int, *streams: IO[str]) -> NoReturn:
    """Leave without Python's complaint about streams that can't be written to."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(null, stream.fileno())
    sys.exit(code)


def _say(text: str, **style: str) -> None:
    from zoneanalysis.cli import terminal  # rich: only where there is something to say

    terminal.message(text, **style)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: errors are text on standard error, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak(None)
    _open_streams()
    try:
        if threading.current_thread() is threading.main_thread():
            for number in _ENDING:
                if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                    signal.signal(number, _end)
        code = cli.main(args=words, prog_name="zoneanalysis", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except BrokenPipeError:
        _end_quietly(_PIPE_CLOSED, sys.stdout)
    except (KeyboardInterrupt, click.Abort):
        _say(phrase("Interrupted; nothing half-written was left."))
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(UNUSABLE)
    except ZoneAnalysisError as error:
        if isinstance(error, InputError):
            from zoneanalysis.cli import terminal

            terminal.faults(error.faults)
        else:
            _say(f"✗ {in_language(str(error), spoken())}", style="red")
        if "--debug" in words:
            traceback.print_exc()
        sys.exit(UNUSABLE)
    except OSError as error:
        if "--debug" in words:
            raise
        of = f": {name}" if (name := str(error.filename or "")[:200]) else ""
        words_ = f"{error.strerror or error}{of}"
        _say(phrase("✗ The system says: {words}", words=words_), style="red")
        _end_quietly(UNUSABLE, sys.stdout)
    except Exception as error:
        if "--debug" in words:
            raise
        if lacking := lacking_library(error):
            click.echo(f"✗ {lacking.render(spoken())}", err=True)  # perhaps without rich
            sys.exit(UNUSABLE)
        told = f"{type(error).__name__}: {error}"
        _say(phrase("✗ This is a fault of the program: {error}", error=told))
        _say(phrase("  `zoneanalysis --debug …` shows where; please report it."))
        sys.exit(UNUSABLE)
