"""What the forms for paper share: what of a notebook is printed, in which fonts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.form import Form
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.typesetting import (
    TypesettingError,
    check_characters,
    fallback_for,
    missing_characters,
)
from zoneanalysis.document.typst import FontUse

_Used = Mapping[tuple[FontUse, str], str]

__all__ = ["PaperForm", "with_code_points"]


class PaperForm(Form):
    """A file to print: the code is left out unless asked for."""

    exclude_input = True
    missing_glyphs = "replace"
    fallback_fonts: Sequence[str] = ()
    left_out = it.LEFT_OUT | {it.SCREEN}

    def make(self, nb: Any) -> bytes:
        """Return the file of an executed notebook.

        Raises
        ------
        InputError
            If a character is in none of the fonts and ``missing_glyphs`` is "error".
        """
        return self._set(*self._read(nb))

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
