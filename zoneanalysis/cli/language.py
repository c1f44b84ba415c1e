"""In which language a command speaks (界面语言)."""

from __future__ import annotations

import locale
import os
from contextvars import ContextVar

from zoneanalysis.messages import Language

__all__ = ["preferred_language", "speak", "spoken"]

_ASKED: ContextVar[Language | None] = ContextVar("_ASKED", default=None)


def preferred_language() -> Language:
    """Return ``zh`` where the user's system speaks Chinese, else ``en``."""
    set_to = (os.environ.get("LC_ALL"), os.environ.get("LC_MESSAGES"), os.environ.get("LANG"))
    named = next((each for each in set_to if each), "") or (locale.getlocale()[0] or "")
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def speak(language: Language | None) -> None:
    """Speak the language that a command was asked for; None for that of the user's system."""
    _ASKED.set(language)


def spoken() -> Language:
    """Return the language of what is said around results, and of errors."""
    return _ASKED.get() or preferred_language()
