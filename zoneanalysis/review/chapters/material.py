"""What the chapters of one review share: its report, its facts, and how it writes (素材)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import Block, Chart, Heading, Paragraph, Runs
from zoneanalysis.document.reading import provenances
from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import ReportOutlook, Weights, growth_series, weights_of
from zoneanalysis.messages import Message
from zoneanalysis.panel import Panel
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review import pictures
from zoneanalysis.review.chapters.forecast import not_forecast
from zoneanalysis.review.chapters.past import Past
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.evidence import Evidence, NotForecast
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.facts.economy import Series, economic_series
from zoneanalysis.review.facts.families import Family, families, is_lead, told_one_by_one
from zoneanalysis.review.facts.kinds import chief_first, is_chief, is_price, may_be_wanted
from zoneanalysis.review.facts.names import says_what
from zoneanalysis.review.facts.outlook import Need, needs
from zoneanalysis.review.facts.pipeline import Stage, stages
from zoneanalysis.review.facts.resources import Land, Loans, Promotion, land, loans, promotion
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.facts.targets import (
    ZoneTarget,
    counted_on_target,
    unreported_targets,
    zone_targets,
)
from zoneanalysis.review.narrative import audit as audit_words
from zoneanalysis.review.narrative.families import more_figures
from zoneanalysis.review.narrative.rates import rated
from zoneanalysis.review.narrative.summary import MOST_CARDS
from zoneanalysis.review.runs import Speaking

__all__ = ["Chapter", "Material", "paragraphs", "there"]

FEW = 5  # rates of growth that all lead


@dataclass(frozen=True)
class Chapter:
    """A chapter without the figures that no sentence tells.

    ``label`` names the section; ``title`` says what it found; figures of the sections ``covers``
    that no block cites are added.
    """

    anchor: str
    label: Message
    title: Message | None
    blocks: tuple[Block, ...]
    covers: tuple[str, ...] = ()

    @property
    def _figures(self) -> int:
        """How many printed numbers it has."""
        return len({name for block in self.blocks for name in provenances(block)})

    def heading(self, language: str) -> Heading:
        """Return the heading: the message, with the section's name in small type above."""
        label = self.label.render(language)
        text = (self.title or more_figures(self._figures)).render(language)
        return Heading(1, text[:1].upper() + text[1:], self.anchor, label)


def there(*blocks: Block | None) -> tuple[Block, ...]:
    """Return the blocks that there are; others are None."""
    return tuple(each for each in blocks if each is not None)


def paragraphs(items: Iterable[Runs]) -> tuple[Paragraph, ...]:
    """Return a paragraph of each text that is not empty."""
    return tuple(Paragraph(each) for each in items if each)


@dataclass(frozen=True)
class Material(Speaking):
    """A report in one language, with what can be said of it, each computed once.

    Parameters
    ----------
    report : Report
    language : str
        "zh" or "en".
    source : str, optional
        Text of the report; numbers then show the sentence that they stand in.
    reviews : tuple of mapping
        Reviewers' notes on findings, as in ``reviews.csv``; shown beside the verdict.
    past : Past, optional
        The city's earlier reports, where there are any.
    panel : Panel, optional
        The panel on its zones, where there is one.
    folder : str
        Name of the data package's folder.
    given : Evidence, optional
        What follows from report, notes and past, where it is there already.
    """

    report: Report
    language: str = "zh"
    source: str | None = field(default=None, repr=False)
    reviews: tuple[Mapping[str, str], ...] = ()
    past: Past | None = field(default=None, repr=False)
    panel: Panel | None = field(default=None, repr=False)
    folder: str = "data"
    given: Evidence | None = field(default=None, repr=False)

    @cached_property
    def c(self) -> Citation:
        """What writes the numbers."""
        found = audit_words.stated_verdicts(self.audit)
        doubted = audit_words.unsupported(self.audit)
        return Citation(
            self.report, self.language, self.source, verdicts=found, unsupported=doubted
        )

    @cached_property
    def forecast_citation(self) -> Citation:
        """What writes the forecast, which knows the years before where there are any."""
        return self.c if self.past is None else replace(self.c, report=self.evidence.known)

    @cached_property
    def forecasts(self) -> tuple[list[ReportOutlook], list[Paragraph]]:
        """What can be forecast to December, and notes on what can't; nothing at a year's end."""
        main, c = [each.indicator for each in self.main], self.forecast_citation
        all_of_them = not self.families
        found = [e for e in self.evidence.outlooks if all_of_them or e.indicator in main]
        notes = [not_forecast(c, each) for each in found if isinstance(each, NotForecast)]
        known = [each for each in found if isinstance(each, ReportOutlook)]
        known.sort(key=lambda each: (*main, each.indicator).index(each.indicator))
        return known, notes

    @cached_property
    def evidence(self) -> Evidence:
        """What follows from the report, whatever the language."""
        return self.given or Evidence(self.report, self.reviews)

    @property
    def audit(self) -> Audit:
        """What the checks found."""
        return self.evidence.audit

    @cached_property
    def findings(self) -> tuple[audit_words.Gathered, ...]:
        """Findings, those of one check on one figure together."""
        return audit_words.gathered(self.report, self.audit.claims, self.audit.findings)

    @cached_property
    def group(self) -> tuple[Series, ...]:
        """Series of the area, or of its zones together."""
        found = chief_first(self.report, economic_series(self.report))
        return self._with_past(found)

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Its figures by family; empty where the series are few enough to be told one by one."""
        return () if told_one_by_one(self.report, self.group) else families(self.report)

    @cached_property
    def leading(self) -> tuple[Row, ...]:
        """The first row with growth of each family, and what leads in those that stand together.

        All where they are few. Of what none knows, where that is most. What fell most is the
        second: no page leaves it out.
        """
        known = {
            each.key: [row for row in rated(self.c, each.rows) if is_lead(self.report, row)]
            for each in self.families
            if not each.surveyed
        }
        mixed = {each.key for each in self.families if each.mixed}
        rest = known.pop("other", [])
        few = sum(map(len, (rest, *known.values()))) <= FEW
        own = [
            row
            for key, rows in known.items()
            for number, row in enumerate(rows)
            if few or not number or (key in mixed and is_chief(self.report, row.indicator))
        ]
        own.sort(key=lambda row: is_price(self.report, row.indicator))
        if len(rest) > sum(len(rows) for rows in known.values()):
            own[:0] = rest if few else rest[:1]
        falls = [
            (row.growth.figure.point, number)
            for number, row in enumerate(own)
            if number and row.growth is not None and row.growth.figure.point < 0
            if may_be_wanted(self.report, row.indicator)
        ]
        if falls:
            own.insert(1, own.pop(min(falls)[1]))
        return tuple(own)

    @cached_property
    def main(self) -> tuple[Series, ...]:
        """The series that lead: all, or the one of each family."""
        places = {row.indicator: number for number, row in enumerate(self.leading)}
        city = told_of(self.report)
        found = [e for e in self.group if e.area == city and e.indicator in places]
        found.sort(key=lambda each: places[each.indicator])
        return tuple(found) or (self.group if self.leading or not self.families else ())

    @property
    def leads(self) -> tuple[Series, ...]:
        """The series that the review leads with: a zone's, where the area has nothing."""
        return self.main or (() if self.leading else self.singles)

    @property
    def lead(self) -> Observation | None:
        """The growth that the review leads with; None where it leads with none."""
        told = (each.growth for each in self.leads or self.leading)
        return next((each for each in told if each is not None), None)

    @property
    def briefed(self) -> tuple[str, ...]:
        """The ids of the growth that the first page leads with: in its title, then in its cards."""
        known = [each.growth for each in self.leads] + [each.growth for each in self.leading]
        told = (each.id for each in known if each is not None)
        return tuple(dict.fromkeys(told))[:MOST_CARDS]

    @cached_property
    def singles(self) -> tuple[Series, ...]:
        """Series of single zones."""
        found = economic_series(self.report, zones=True)
        return self._with_past(tuple(e for e in found if says_what(self.report, e.indicator)))

    def _with_past(self, found: tuple[Series, ...]) -> tuple[Series, ...]:
        past = self.past
        if past is None:
            return found
        return tuple(replace(e, published=past.growth(e.indicator, e.area)) for e in found)

    @cached_property
    def targets(self) -> tuple[ZoneTarget, ...]:
        """Targets with what was reached."""
        return zone_targets(self.report)

    @cached_property
    def unreported(self) -> tuple[tuple[str, Observation], ...]:
        """Zones and targets whose result the report does not print."""
        return unreported_targets(self.report)

    @cached_property
    def counted(self) -> Mapping[str, Observation]:
        """The printed number of zones on target, where the report names them all, by indicator."""
        return counted_on_target(self.report)

    @cached_property
    def target_chart(self) -> Chart | None:
        """Every zone against its target; it stands on the first page."""
        return pictures.target_chart(
            self.c, self.targets, self.group, self.unreported, self.counted
        )

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Batches of projects."""
        return stages(self.report)

    @cached_property
    def promotion(self) -> Promotion:
        """What was signed and started."""
        return promotion(self.report)

    @cached_property
    def land(self) -> Land:
        """Land and plants."""
        return land(self.report)

    @cached_property
    def loans(self) -> Loans:
        """From loans intended to credit granted."""
        return loans(self.report)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Growth that the rest of the year needs."""
        months = [month for each in self.report.claims if (month := each.turning_month)]
        return tuple(
            need
            for series in self.main
            if may_be_wanted(self.report, series.indicator)
            for weights in (self._weights(series),)
            for need in needs(
                series, months, weights=weights, grounds=self._grounds(series, weights)
            )
        )

    def _grounds(self, series: Series, weights: Weights) -> list[Observation]:
        """Return the levels that weights come from, with the growth that leads to last year's."""
        year = series.period.year
        return [
            each
            for each in self.report.find(indicator=series.indicator, ref_area=series.area)
            if each.period in weights.told_by and each.status != "target"
            if each.measure == "level" or (each.measure == "yoy" and each.period.year == year)
        ]

    def _weights(self, series: Series) -> Weights:
        """Return what the report's figures say of last year's months; alike where they don't."""
        try:
            rates = growth_series(self.report, series.indicator, series.area)
        except (InputError, NotDerivableError):
            return Weights.equal()
        return weights_of(rates, rates.year)
