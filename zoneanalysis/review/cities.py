"""Numbers and names of several reports side by side (多份报告的引用)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import home, is_nameless
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.pairs import RATES
from zoneanalysis.review.runs import Speaking
from zoneanalysis.review.titles import place_name, titled
from zoneanalysis.review.wording import bare_name, half_year_name
from zoneanalysis.values.periods import Period

__all__ = ["Cities"]

MANY = 30  # cities that can be read one by one
FEW = 6  # cities of which every number opens what it rests on
_WORDS = {  # for what is compared: cities, provinces, places of several kinds
    "市": (N_("City"), N_("the whole city"), N_("by city"), N_("{count} cities")),
    "省": (N_("Province"), N_("the whole province"), N_("by province"), N_("{count} provinces")),
    "": (N_("Area"), N_("each place as a whole"), N_("by place"), N_("{count} places")),
}


@dataclass(frozen=True)
class Cities(Speaking):
    """Writes the numbers of several reports side by side.

    Parameters
    ----------
    reports : tuple of Report
    language : str
    verdicts : tuple of mapping
        What the audits found against single figures, by report; none where empty.
    unsupported : tuple of mapping
        What they found against what rests on figures that nothing bears out, by report.
    """

    reports: tuple[Report, ...]
    language: str = "zh"
    verdicts: tuple[Mapping[str, Verdict], ...] = ()
    unsupported: tuple[Mapping[str, Verdict], ...] = ()

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """One for each report, with names of places that do not meet."""
        none: tuple[Mapping[str, Verdict], ...] = ({},) * len(self.reports)
        found, doubted = self.verdicts or none, self.unsupported or none
        return tuple(
            Citation(report, self.language, None, f"c{number}-", *said)
            for number, (report, *said) in enumerate(
                zip(self.reports, found, doubted, strict=True), start=1
            )
        )

    def indicator(self, code: str, *, start: bool = False) -> str:
        """Return the name of an indicator, as the first report that has it calls it."""
        named = (each for each in self.citations if code in each.report.indicators)
        return next(named, self.citations[0]).indicator(code, start=start)

    def group(self, number: int, code: str) -> str:
        """Return what an area of one report covers, without the name of the city."""
        report = self.reports[number]
        if code == home(report):
            return self.say(self.whole_place)
        if code in report.areas and report.areas[code].parent == home(report):
            return self.say("all zones")
        name = bare_name(report.area_name(code, self.language))  # Chinese where it has no other
        name = name.removeprefix(bare_name(report.area_name(home(report), "zh")))
        if self.language == "zh":
            return name
        name = name.removesuffix(f" of {report.area_name(home(report), 'en')}")
        return name[:1].lower() + name[1:]

    def whole(self, areas: Sequence[str]) -> bool:
        """Return whether the areas, by report, are whole cities rather than their zones."""
        homes = map(home, self.reports)
        return all(code in ("", own) for code, own in zip(areas, homes, strict=True))

    @cached_property
    def _words(self) -> tuple[str, str, str, str]:
        """What the words for a place are, by the last sign that all their names share (市、省)."""
        kinds = {place_name(report, "zh")[-1:] for report in self.reports}
        return _WORDS.get(kinds.pop() if len(kinds) == 1 else "", _WORDS[""])

    @property
    def place(self) -> Message:
        """What heads a column of their names."""
        return Message(self._words[0])

    @property
    def whole_place(self) -> Message:
        """What a figure of no part of a place is of."""
        return Message(self._words[1])

    @property
    def by_place(self) -> Message:
        """How figures of each stand in a chart."""
        return Message(self._words[2])

    def counted(self, count: int) -> Message:
        """Return so many of them: 3市, 31省."""
        return Message(self._words[3], {"count": count})

    @cached_property
    def places(self) -> tuple[str, ...]:
        """What each report is of; by their titles where the texts of several name no place."""
        names = tuple(place_name(report, self.language) for report in self.reports)
        unnamed = [is_nameless(each, home(each)) for each in self.reports]
        if sum(unnamed) < 2:
            return names
        titles = (titled(each, self.language) for each in self.reports)
        told = zip(names, titles, unnamed, strict=True)
        return tuple(title or name if bare else name for name, title, bare in told)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the cities; with their periods where these are not all the same."""
        names = self.places
        if self.one_period:
            return names
        between = "" if self.language == "zh" else ", "
        periods = (half_year_name(report_period(each), self.language) for each in self.reports)
        return tuple(
            f"{name}{between}{period}" for name, period in zip(names, periods, strict=True)
        )

    @property
    def many(self) -> bool:
        """Whether there are more cities than can be read one by one."""
        return len(self.reports) > MANY

    def opens(self, measure: str) -> bool:
        """Return whether a number opens what it rests on: all of few cities, rates of some more.

        The page would hold thousands of provenances; a city's review has them, too.
        """
        return len(self.reports) <= FEW or (not self.many and measure in RATES)

    @property
    def one_period(self) -> bool:
        """Whether all reports are about the same months."""
        return len({str(report_period(each)) for each in self.reports}) < 2

    def is_own(self, report: Report, period: Period) -> bool:
        """Return whether a report's own name says a period: the report's, or the end of it."""
        own = report_period(report)
        return not self.one_period and period.end == own.end and period.start in {own.start, None}
