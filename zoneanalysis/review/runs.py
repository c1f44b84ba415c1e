"""Sentences as runs: words, and the numbers in them with what they come from (行文)."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from zoneanalysis.document.model import Run, Runs
from zoneanalysis.messages import Message

__all__ = ["runs"]


def runs(message: Message, language: str) -> Runs:
    """Return a message as runs: gaps filled with numbers or other runs keep what they are.

    A gap takes a run, a tuple of runs, a message or anything that has a text.
    """
    template = Message(message.template).render(language)
    out: list[Run] = []
    for literal, name, *_ in Formatter().parse(template):
        if literal:
            out.append(literal)
        if name:
            out.extend(_filled(message.args[name], language))
    return _joined(out)


def _filled(value: object, language: str) -> Runs:
    if isinstance(value, Message):
        return runs(value, language)
    if isinstance(value, tuple):
        return tuple(run for each in value for run in _filled(each, language))
    if isinstance(value, (str, int)):
        return (str(value),)
    return (value,)  # type: ignore[return-value]


def _joined(parts: Iterable[Run]) -> Runs:
    out: list[Run] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)
