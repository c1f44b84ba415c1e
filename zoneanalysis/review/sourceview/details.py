"""What a marked figure opens: what it is, what it may stand for, its checks (详情)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zoneanalysis.audit import Audit, Coverage
from zoneanalysis.audit.repair.items import word_item
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.register import title_of
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import MEASURES, STATUSES, Citation
from zoneanalysis.review.facts.areas import home
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.sourceview.marks import STATES, State, state_of
from zoneanalysis.review.wording import BASES, amount, bare_name, interval_beside, period_name

__all__ = ["CheckDetail", "Details", "FigureDetail", "Reading"]

_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Reading:
    """How the extraction came by a figure (抽取说明).

    Parameters
    ----------
    pattern : str
        The rule that read it.
    confidence : str
        In words or as a number.
    reasons : tuple of Message or str
        Why a human should look.
    """

    pattern: str = ""
    confidence: Message | str = ""
    reasons: tuple[Message | str, ...] = ()


@dataclass(frozen=True)
class CheckDetail:
    """One relation, shown once and linked from its figures.

    ``figures`` are (figure id, printed, what it is); ``word`` is what it states where that is no
    figure.
    """

    claim: str
    state: State
    title: str
    words: str
    numbers: str
    reason: str
    remarks: tuple[str, ...]
    not_shown: str
    figures: tuple[tuple[str, str, str], ...]
    word: str = ""
    review: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureDetail:
    """One figure: what it is in rows, its state, its checks, why it has none.

    ``subtitle`` is its kind, with area and period where they are not the report's own.
    """

    id: str
    title: str
    subtitle: str
    state: State
    rows: tuple[str, ...]
    checks: tuple[CheckDetail, ...]
    why: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Details:
    """Writes the details of the figures of one audited report in one language."""

    audit: Audit
    language: Language
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def say(self, message: Message | str | None) -> str:
        """Return a message in the language of the page; text stays what it is."""
        if message is None:
            return ""
        return message if isinstance(message, str) else message.render(self.language)

    @cached_property
    def _coverage(self) -> dict[str, Coverage]:
        return {row.figure: row for row in self.audit.coverage}

    @cached_property
    def _results(self) -> dict[str, list[CheckResult]]:
        """The relations of each figure."""
        found: dict[str, list[CheckResult]] = {each.id: [] for each in self.audit.report}
        for result in self.audit:
            for figure in dict.fromkeys(result.figures):
                if figure in found:
                    found[figure].append(result)
        return found

    @cached_property
    def _by_claim(self) -> dict[str, CheckResult]:
        return {result.claim_id: result for result in self.audit}

    @cached_property
    def citation(self) -> Citation:
        """What names figures in a line."""
        return Citation(self.audit.report, self.language)

    def figure(self, each: Observation) -> FigureDetail:
        """Return all that is known of a figure."""
        report, language = self.audit.report, self.language
        covered = self._coverage[each.id]
        reading = self.readings.get(each.id, Reading())
        return FigureDetail(
            id=each.id,
            title=report.indicator_name(each.indicator, language),
            subtitle=" · ".join(self._kinds(each)),
            state=state_of(covered.worst, suspect=each.id in self.audit.suspects),
            rows=tuple(self._rows(each, reading)),
            checks=tuple(self.check(result) for result in self._checks_of(each)),
            why=self.say(covered.reason) if not covered.checks else "",
            reasons=tuple(self.say(reason) for reason in reading.reasons),
        )

    def about(self) -> str:
        """Return the area and the period that the report is about."""
        report, language = self.audit.report, self.language
        period = period_name(report_period(report), language, year=True)
        return " · ".join(
            filter(None, (bare_name(report.area_name(home(report), language)), period))
        )

    def word(self, text: str, claims: Sequence[str]) -> FigureDetail:
        """Return all that is known of a word that relations state."""
        results = [self._by_claim[each] for each in claims]
        order = list(STATES)
        results.sort(key=lambda result: order.index(result.verdict))
        stated = {word_item(each) for each in self.audit.claims if each.id in claims}
        suspect = not stated.isdisjoint(self.audit.suspects)
        return FigureDetail(
            id=claims[0],
            title=text,
            subtitle=self.say(Message("a word of the text, held against its figures")),
            state=state_of(results[0].verdict, suspect=suspect),
            rows=(),
            checks=tuple(self.check(result) for result in results),
            why="",
        )

    def _checks_of(self, each: Observation) -> list[CheckResult]:
        """Return the relations of a figure, the gravest first."""
        order = list(STATES)
        return sorted(self._results[each.id], key=lambda result: order.index(result.verdict))

    def _kinds(self, each: Observation) -> Iterator[str]:
        """Yield what else tells a figure from others of its indicator."""
        report, language = self.audit.report, self.language
        if each.ref_area != home(report):
            yield bare_name(report.area_name(each.ref_area, language))
        if each.period != report_period(report):
            yield period_name(each.period, language, year=True)
        yield self.say(Message(MEASURES.get(each.measure, "figure")))
        for words, key in ((STATUSES, each.status), (BASES, each.basis)):
            if key in words:
                yield self.say(Message(words[key]))

    def _rows(self, each: Observation, reading: Reading) -> list[str]:
        """Return what it may stand for, its id with the rule that read it, its note.

        The value stands with the first where what is printed does not say it.
        """
        figure = each.figure
        printed, value = re.sub(r"\s+", "", each.printed), amount(figure, self.language)
        exact = figure.interval.width == 0
        spread = (
            Message("exact").render(self.language)
            if exact
            else interval_beside(figure, figure.interval, self.language)
        )
        placed = each.char_start is not None  # the mark itself is the place
        sure = f" ({reading.confidence})" if reading.confidence else ""
        rule = f" · {reading.pattern}{sure}" if reading.pattern and reading.reasons else ""
        shown = "" if value in printed else f"{value} · "
        return [
            f"{shown}{spread}" if placed else f"{printed} · {shown}{spread}",
            f"{each.id}{rule}",
            *(
                [each.note]
                if _HAN.search(each.note) or (each.note and self.language == "en")
                else []
            ),
        ]

    def doubtful(self) -> list[tuple[int, list[CheckDetail]]]:
        """Return what is in doubt in the text's order: how many places, and their relations.

        Relations that one change would mend, or that hold alone but not together, stand together.
        """
        groups: dict[tuple[int, ...], list[CheckResult]] = {}
        for claim, causes in self.audit.causes_by_claim.items():
            groups.setdefault(causes, []).append(self._by_claim[claim])
        found = [sorted(results, key=self.place) for results in groups.values()]
        counts = [len(causes) for causes in groups]
        order = sorted(range(len(found)), key=lambda number: self.place(found[number][0]))
        return [(counts[n], [self.check(each) for each in found[n]]) for n in order]

    def place(self, result: CheckResult) -> int:
        """Return where the first figure of a relation stands in the text."""
        figures = (self.audit.report[each] for each in result.figures[:1])
        return next((each.char_start or 0 for each in figures), 0)

    def relations(self) -> list[CheckDetail]:
        """Return every relation, in the text's order."""
        return [self.check(result) for result in sorted(self.audit, key=self.place)]

    def check(self, result: CheckResult) -> CheckDetail:
        """Return one relation."""
        report = self.audit.report
        review = self.audit.review(result)
        remarks = (*result.alternatives, result.implied, result.warning)
        return CheckDetail(
            claim=result.claim_id,
            state=STATES[result.verdict],
            title=self.say(title_of(result.check)),
            words=self.say(result.words),
            numbers=result.numbers,
            reason=self.say(result.reason),
            remarks=tuple(text for each in remarks if (text := self.say(each))),
            not_shown=self.say(result.not_shown),
            figures=tuple(
                (
                    each,
                    re.sub(r"\s+", "", report[each].printed),
                    self.citation.title(report[each], short=True),
                )
                for each in dict.fromkeys(result.figures)
                if each in report
            ),
            word=next((t.printed for t in result.terms if t.role == "stated" and not t.figure), ""),
            review=""
            if review is None
            else ": ".join(filter(None, (self.say(review.label), review.by, review.note))),
            doubts=tuple(map(self.say, result.doubts)),
        )
