"""Sentences as runs: words, and the numbers in them with what they come from (行文)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from zoneanalysis.document.model import Run, Runs
from zoneanalysis.messages import Message

__all__ = ["Speaking", "runs"]

_SIGNS = {"；": "; ", "，": ", ", "、": ", ", "：": ": ", "。": ".", "～": " to "}


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


class Speaking:
    """Says messages in its language, and sentences with numbers that keep what they come from."""

    language: str

    @property
    def gap(self) -> str:
        """What stands between two sentences: a space in English."""
        return "" if self.language == "zh" else " "

    def sign(self, chinese: str) -> str:
        """Return a sign as its language writes it: ；, "; "."""
        return chinese if self.language == "zh" else _SIGNS[chinese]

    def bracketed(self, text: str) -> str:
        """Return what stands in brackets behind a word."""
        return f"（{text}）" if self.language == "zh" else f" ({text})"

    def enclosed(self, *content: Run) -> Runs:
        """Return runs in brackets behind a word."""
        opening, closing = self.bracketed("|").split("|")
        return (opening, *content, closing)

    def row(self, items: Iterable[Runs], sign: str) -> Runs:
        """Return items one behind another, parted by a sign; A, B and C where it is a comma."""
        known, between = [each for each in items if each], self.sign(sign)
        before = ["", *[between] * (len(known) - 1)]
        if between == ", " and known[1:]:
            before[-1] = " and "
        return _joined(
            run for sign, each in zip(before, known, strict=False) for run in (sign, *each)
        )

    def sentences(self, items: Iterable[Runs]) -> Runs:
        """Return sentences one behind another."""
        known = [each for each in items if each]
        return _joined(run for n, each in enumerate(known) for run in (self.gap * (n > 0), *each))

    def say(self, message: Message | str, /, **gaps: object) -> str:
        """Return a message, or a template with what fills its *gaps*, in its language."""
        return _filled_in(message, gaps).render(self.language)

    def runs(self, message: Message | str, /, **gaps: object) -> Runs:
        """Return a sentence as runs, its *gaps* filled with numbers or other runs."""
        return runs(_filled_in(message, gaps), self.language)


def _filled_in(message: Message | str, gaps: Mapping[str, object]) -> Message:
    if isinstance(message, str):
        return Message(message, gaps)
    return Message(message.template, {**message.args, **gaps})
