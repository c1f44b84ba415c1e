"""Text that a program wrote to a terminal, as it would stand there in the end (终端输出)."""

from __future__ import annotations

import re

from nbconvert.filters import ansi2html, strip_ansi

__all__ = ["as_html", "plain", "settled"]

# operating-system commands (titles, links), character sets, keypad modes: nothing to be seen
_COMMANDS = re.compile(
    r"\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[()*+][0-9A-Za-z]|\x1b[=>78cDEHMNOZ]"
)
_RUBBED_OUT = re.compile(r"[^\n\x08]\x08")
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def settled(text: str) -> str:
    r"""Return the last state of what was written, with its colours.

    A line that a carriage return began anew shows what came last; a backspace rubs out.

    Examples
    --------
    >>> settled("  1%\r 50%\r100%\ndone\x1b]0;title\x07")
    '100%\ndone'
    """
    text = _COMMANDS.sub("", text)
    lines = []
    for line in text.split("\n"):
        states = [state for state in line.split("\r") if state]
        lines.append(states[-1] if states else "")
    text = "\n".join(lines)
    while _RUBBED_OUT.search(text):
        text = _RUBBED_OUT.sub("", text)
    return _OTHER_CONTROLS.sub("", text)


def plain(text: str) -> str:
    """Return text without what commands a terminal, its colours among it."""
    kept = str(strip_ansi(_COMMANDS.sub("", text))).replace("\x1b", "")
    return _OTHER_CONTROLS.sub("", kept)


def as_html(text: str) -> str:
    """Return settled text as HTML, its colours as spans of the classes ``ansi-…``."""
    return str(ansi2html(text)).replace("\x1b", "")
