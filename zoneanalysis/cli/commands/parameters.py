"""What several commands take: a report, a language, formats, and where the data are."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from zoneanalysis.cli.language import preferred_language, speak
from zoneanalysis.document.files import FORMATS as FILE_FORMATS
from zoneanalysis.errors import ZoneAnalysisError
from zoneanalysis.messages import LANGUAGES

if TYPE_CHECKING:
    from zoneanalysis.reports import DataPackage

__all__ = [
    "AREA",
    "FILE",
    "FINDINGS",
    "FORM",
    "FORMATS",
    "JOBS",
    "LANGUAGE",
    "PERIOD",
    "REPORT",
    "RULES",
    "SOURCE",
    "SPOKEN",
    "UNUSABLE",
    "WRITTEN",
    "form_option",
    "package_of",
]

F = TypeVar("F", bound=Callable[..., Any])
FINDINGS, UNUSABLE = 1, 2  # exit codes


def package_of(context: click.Context) -> DataPackage:
    """Return the data package that the command line names, or the one around here."""
    from zoneanalysis.reports import DataPackage

    return DataPackage.find(context.find_root().params.get("data"))


class ReportId(click.ParamType[str]):
    """The id of a report, completed by the shell."""

    name = "report"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the reports whose ids begin with what was typed."""
        with contextlib.suppress(ZoneAnalysisError, OSError):
            known = package_of(ctx).reports()
            return [CompletionItem(each) for each in known if each.startswith(incomplete)]
        return []


class Formats(click.ParamType[tuple[str, ...]]):
    """Names from a list, separated by commas."""

    name = "html,pdf,docx"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the names in their usual order."""
        if isinstance(value, tuple):
            return value
        named = [each.strip().lower() for each in value.split(",")]
        if not named or not set(named) <= set(FILE_FORMATS):
            self.fail(f"{value!r} is no list of {', '.join(FILE_FORMATS)}", param, ctx)
        return tuple(each for each in FILE_FORMATS if each in named)


def _spoken(_context: click.Context, _parameter: click.Parameter, language: Any) -> Any:
    speak(language)
    return language


REPORT = ReportId()
FILE = click.Path(path_type=Path)
SOURCE = click.Path(path_type=Path, exists=True)
FORMATS = Formats()
LANGUAGE = click.Choice(LANGUAGES)
WRITTEN = click.option(
    "--language", type=click.Choice([*LANGUAGES, "all"]), default="all", show_default=True
)
SPOKEN = click.option(
    "--language", type=LANGUAGE, default=preferred_language, callback=_spoken,
    help="Of the words; your system's if not given.",
)  # fmt: skip
RULES = click.option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Rules of your own; else the package's rules.csv.",
)


def form_option(*kinds: str, help: str | None = None) -> Callable[[F], F]:  # noqa: A002
    """Return the option that says in which form a result is printed: as a table, or in *kinds*."""
    chosen = click.Choice(["table", *kinds])
    return click.option(
        "--format", "form", type=chosen, default="table", show_default=True, help=help
    )


FORM = form_option("json", help="A table for people, or JSON for another program.")
TABLE_FORM = form_option("csv", "json")
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes at once; all cores if not given."
)
AREA = click.option("--area", metavar="AREA", help="Of a text: code or name; read if not given.")
PERIOD = click.option(
    "--period", metavar="PERIOD", help="When: 2024-01/2024-06; read from the text if not given."
)
