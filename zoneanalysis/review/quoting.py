"""The words of the text that a report was taken from: around a figure, of its targets (引文)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.schema.source import printed_end
from zoneanalysis.review.runs import Speaking
from zoneanalysis.review.wording import FOREIGN

__all__ = ["INNER", "REST", "Quoting"]

REST = N_("* one of “the other zones”; which these are is inferred from other passages")

_CONTEXT = {"zh": 16, "en": 8}  # signs of a sentence on either side of a figure
_QUOTED = 24  # of them in front of one that is quoted
_ENDS = re.compile(r"[。；;]|\n\s*\n|(?:^|\n)[^\n，,。；;]{1,36}\n")  # of a sentence, or a heading
_STOPS = re.compile("[，,。；;：（）()]")
_LEAST = 5  # signs before a figure that say what it is of
INNER = str.maketrans("“”", "‘’")  # quotes within quotes


class Quoting(Speaking):
    """Quotes the source of a report; without it there is nothing to quote."""

    report: Report
    source: str | None

    @property
    def goal(self) -> Message | str:
        """What the report calls its targets for the year (省考核目标)."""
        names = self.report.meta.get("target_name")
        if isinstance(names, Mapping):
            return str(names[self.language])
        return Message("target for the year")

    def inferred(self, goals: Iterable[Observation]) -> str:
        """Return the sign of targets of "the others" (其余), of whom no list names the members."""
        areas = (self.report.areas.get(each.ref_area) for each in goals)
        return "*" if any(each and each.kind == "rest" for each in areas) else ""

    def context(self, observation: Observation, most: int = 0) -> tuple[str, str, str] | None:
        """Return a figure in its sentence: what leads to it, itself, and what follows."""
        start = observation.char_start
        if self.source is None or start is None:
            return None
        end = printed_end(self.source, start, observation.printed) or start
        before = _ENDS.split(self.source[max(0, start - 400) : start])[-1]
        after = re.split(r"(?<=[。；;])|\n\s*\n", self.source[end : end + 400])[0]
        clean = (re.sub(r"\s+", "", part) for part in (before, after))
        lead, tail = clean
        most = most or _CONTEXT[self.language]
        if len(lead) > most:
            lead = "…" + lead[-most:]
        if len(tail) > most:
            tail = tail[:most] + "…"
        return lead, re.sub(r"\s+", "", self.source[start:end]), tail

    def quoted(self, observation: Observation) -> str:
        """Return the words that lead to a figure, or follow one that opens a clause, in quotes.

        From the last comma on, or the one before it where that leaves too little; "" without the
        text.
        """
        lead, _, tail = self.context(observation, _QUOTED) or ("", "", "")
        *before, last = re.split("(?<=[，,（(])", lead)
        while before and len(last) < _LEAST and last:
            last = before.pop() + last
        if not last or (last.endswith("、") and FOREIGN.match(tail)):
            words = f"…{_STOPS.split(tail)[0].strip('…')}"
        else:
            words = f"{last}…"
        return f"“{words.translate(INNER)}”" if words.strip("…") else ""

    def between(self, first: Observation, second: Observation) -> str:
        """Return the words of the text between two figures; "" without the text."""
        start, end = first.char_start, second.char_start
        if self.source is None or start is None or end is None:
            return ""
        return self.source[(printed_end(self.source, start, first.printed) or start) : end]

    def before(self, observation: Observation) -> str:
        """Return the words of the text that lead to a figure; "" without the text."""
        context = self.context(observation, _QUOTED)
        return context[0] if context else ""
