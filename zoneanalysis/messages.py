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
from typing import Literal, Self

__all__ = ["LANGUAGES", "N_", "Language", "Message", "Phrase", "in_language", "phrase"]

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
            name: value.render(language) if isinstance(value, Message | Phrase) else value
            for name, value in self.args.items()
        }
        return text.format_map(filled)

    def __str__(self) -> str:
        return self.render("en")

    def __bool__(self) -> bool:
        return bool(self.template)

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.args.items()))))


class Phrase(str):
    """A message as its English text: what an error says, and can say in another language."""

    __slots__ = ("message",)
    message: Message

    def __new__(cls, message: Message) -> Self:
        """Return the text of *message*, which is kept beside it."""
        new = super().__new__(cls, message)
        new.message = message
        return new

    def __reduce__(self) -> tuple[type[Phrase], tuple[Message]]:
        return type(self), (self.message,)

    def render(self, language: str = "en") -> str:
        """Return the text in *language*."""
        return self.message.render(language)


def phrase(template: str, /, **gaps: object) -> Phrase:
    """Return a sentence with its gaps filled: a text that can be said in another language.

    What already can is returned as it is.

    Examples
    --------
    >>> phrase("row {row}", row=5), phrase("row {row}", row=5).render("zh")
    ('row 5', '第5行')
    """
    return template if isinstance(template, Phrase) else Phrase(Message(template, gaps))


def in_language(text: str, language: str) -> str:
    """Return what a program says, in *language*: a sentence of the catalogue; else as it is.

    Examples
    --------
    >>> in_language("no such file", "zh"), in_language("f012", "zh")
    ('没有这个文件', 'f012')
    """
    if isinstance(text, Phrase):
        return text.render(language)
    return Message(text).render(language) if text else text
