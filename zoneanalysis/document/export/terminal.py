"""Text that a program wrote to a terminal, as it would stand there in the end (终端输出)."""

from __future__ import annotations

import re

__all__ = ["as_html", "plain", "settled"]

# operating-system commands (titles, links), character sets, keypad modes: nothing to be seen
_COMMANDS = re.compile(
    r"\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[()*+][0-9A-Za-z]|\x1b[=>78cDEHMNOZ]"
)
_MOVES = re.compile(r"(\n|\x1b\[\d*[ABEF])")  # to another line
_ANEW = re.compile(r"\r|\x1b\[[12]K")
_RUBBED_OUT = re.compile(r"[^\n\x08]\x08")
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def settled(text: str) -> str:
    r"""Return the last state of what was written, with its colours.

    A line that a carriage return began anew, or that the cursor went back up to, as for bars of
    progress below each other, shows what came last; a backspace rubs out.

    Examples
    --------
    >>> settled("  1%\r 50%\r100%\ndone\x1b]0;title\x07")
    '100%\ndone'
    """
    text = _COMMANDS.sub("", text)
    lines, at = [""], 0
    for piece in _MOVES.split(text):
        if piece == "\n":
            at += 1
            lines += [""] * (at == len(lines))
        elif _MOVES.fullmatch(piece):
            steps = int(piece[2:-1] or 1)
            at = max(at - steps, 0) if piece[-1] in "AF" else min(at + steps, len(lines) - 1)
        elif states := [state for state in _ANEW.split(piece) if state]:
            begun = len(states) == 1 and piece.startswith(states[0])
            lines[at] = lines[at] + states[0] if begun else states[-1]
    text = "\n".join(lines)
    while _RUBBED_OUT.search(text):
        text = _RUBBED_OUT.sub("", text)
    return _OTHER_CONTROLS.sub("", text)


def plain(text: str) -> str:
    """Return text without what commands a terminal, its colours among it."""
    if "\x1b" in text:
        from nbconvert.filters import strip_ansi

        text = str(strip_ansi(_COMMANDS.sub("", text))).replace("\x1b", "")
    return _OTHER_CONTROLS.sub("", text)


def as_html(text: str) -> str:
    """Return settled text as HTML, its colours as spans of the classes ``ansi-…``."""
    from nbconvert.filters import ansi2html  # slow to import, and what is printed is rare

    return str(ansi2html(text)).replace("\x1b", "")
