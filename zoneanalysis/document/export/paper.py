"""What the exporters for paper share: the traits, and what of a notebook is printed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from traitlets import Bool, Enum, List, Unicode

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.exporter import ReportExporter
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.typesetting import (
    TypesettingError,
    check_characters,
    fallback_for,
    missing_characters,
)
from zoneanalysis.document.typst import FontUse

_Used = Mapping[tuple[FontUse, str], str]

__all__ = ["PaperExporter", "with_code_points"]


class PaperExporter(ReportExporter):
    """Exports a notebook as a file to print: the code is left out unless asked for."""

    exclude_input = Bool(default_value=True, help="False prints the code of the cells, too").tag(
        config=True
    )
    missing_glyphs = Enum(
        ("replace", "error"),
        "replace",
        help="What to do with a character that the fonts lack: print its code point, or refuse it",
    ).tag(config=True)
    fallback_fonts = List(
        Unicode(),
        help="Font files, or folders of them as /usr/share/fonts, to take what the report's fonts "
        "lack from before those that come with them",
    ).tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **_: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the file of a notebook, and nbconvert's resources.

        Raises
        ------
        InputError
            If a character is in none of the fonts and ``missing_glyphs`` is "error".
        """
        left_out = it.LEFT_OUT | {it.SCREEN}
        _, resources, found, front = self._read(nb.copy(), resources, left_out=left_out)
        resources["output_extension"] = self.file_extension
        return self._set(found, front), resources

    def _fonts(self, used: _Used) -> tuple[list[Path], Iterable[str]]:
        """Return the fallback fonts for what is *used*, and what is to be printed as code points.

        Warns of the latter once, or refuses them.
        """
        fonts = fallback_for(used, self.fallback_fonts)
        if self.missing_glyphs == "error":
            check_characters(used, fonts)
        missing = missing_characters(used, fonts)
        if missing:
            shown = ", ".join(f"{each} (U+{ord(each):04X})" for each in list(missing)[:12])
            self.log.warning(
                "%d characters are in none of the fonts and printed as code points; a font, or a "
                "folder of them, can be named as fallback_fonts: %s",
                len(missing),
                shown,
            )
        return fonts, missing

    def _as_text(self, item: it.Item, error: TypesettingError, front: FrontMatter) -> it.Item:
        """Return somebody else's item that can't be set as its text with a note; raise for ours."""
        match item:
            case it.Picture(_, what, text):
                pass
            case it.Fragment(soup):
                what, text = "text/html", soup.get_text("\n", strip=True)
            case _:
                raise error
        self.log.warning("%s can't be set and is shown as text: %s", what, error)
        return it.missing(what, text, front.language)

    @abstractmethod
    def _set(self, found: list[it.Item], front: FrontMatter) -> bytes:
        """Return the file that shows the items."""


def with_code_points(text: str, missing: Iterable[str]) -> str:
    """Return a text with each missing character as its code point."""
    codes = {ord(each): f"[U+{ord(each):04X}]" for each in missing}
    return text.translate(codes) if codes else text
