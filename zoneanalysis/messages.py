"""Messages: what the program says to its users, in both languages, from one catalogue.

A result below the edge never holds finished prose. It holds a :class:`Message`: an English
template, which is also the catalogue's key (gettext's *msgid*), and the values that go into it.
The edge renders it in the language of the report.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["LANGUAGES", "N_", "Language", "Message"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

DOMAIN = "zoneanalysis"
_LOCALE = Path(__file__).with_name("locale")


def N_(template: str) -> str:  # noqa: N802 - gettext's established name
    """Return *template* unchanged; marks it as a catalogue key where it stands alone."""
    return template


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # No fallback: a Chinese report in English, without a word, would be worse than none.
    return gettext.translation(DOMAIN, _LOCALE, languages=[language])


@dataclass(frozen=True)
class Message:
    """A sentence with named gaps, rendered in Chinese or English on demand.

    Parameters
    ----------
    template : str
        English text with ``{name}`` gaps; the key in the catalogue.
    args : mapping
        What fills the gaps. A value that is itself a message is rendered in the same language.

    Examples
    --------
    >>> str(Message("{count} of {total} figures", {"count": 3, "total": 12}))
    '3 of 12 figures'
    """

    template: str
    args: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str = "en") -> str:
        """Return the sentence in *language* ("zh" or "en"); English where no translation is."""
        text = self.template if language == "en" else _catalogue(language).gettext(self.template)
        if not self.args:
            return text
        filled = {
            name: value.render(language) if isinstance(value, Message) else value
            for name, value in self.args.items()
        }
        return text.format_map(filled)

    def __str__(self) -> str:
        return self.render("en")

    def __bool__(self) -> bool:
        return bool(self.template)

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.args.items()))))
