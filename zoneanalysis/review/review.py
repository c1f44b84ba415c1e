"""The half-year review of one city's zones: one method a section, each a document (评估报告).

Everything comes from the report's data: which indicators, areas, batches, targets and relations
there are. What a report lacks, its review leaves out and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from zoneanalysis.audit.core import Audit, audit
from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Provenance,
    Runs,
)
from zoneanalysis.document.reading import provenances
from zoneanalysis.errors import InputError, Location, NotDerivableError
from zoneanalysis.forecast import Weights, growth_series, weightings
from zoneanalysis.messages import LANGUAGES, Message
from zoneanalysis.panel import Panel, panel_of, read_panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Report
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.chapters.audit import audit_blocks
from zoneanalysis.review.chapters.front import cover_of, summary_blocks, title_of
from zoneanalysis.review.chapters.past import Past
from zoneanalysis.review.chapters.rest import SECTIONS, with_rest
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.dispatch.monthly import monthly_blocks
from zoneanalysis.review.facts.economy import Series, economic_series
from zoneanalysis.review.facts.outlook import Need, needs
from zoneanalysis.review.facts.pipeline import Stage, events, stages, waiting, whole_pipeline
from zoneanalysis.review.facts.resources import land, loans, promotion
from zoneanalysis.review.facts.targets import ZoneTarget, unreported_targets, zone_targets
from zoneanalysis.review.narrative import audit as audit_words
from zoneanalysis.review.narrative import economy as economy_words
from zoneanalysis.review.narrative import management as management_words
from zoneanalysis.review.narrative import outlook as outlook_words
from zoneanalysis.review.narrative import pipeline as pipeline_words
from zoneanalysis.review.narrative import resources as resource_words
from zoneanalysis.review.narrative import summary as summary_words
from zoneanalysis.review.narrative import watch as watch_words
from zoneanalysis.review.narrative import zones as zone_words
from zoneanalysis.review.narrative.methods import method_blocks, reproduction_blocks

__all__ = ["Review"]


@dataclass(frozen=True)
class Review:
    """A review of one report in one language.

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
    """

    report: Report
    language: str = "zh"
    source: str | None = field(default=None, repr=False)
    reviews: tuple[Mapping[str, str], ...] = ()
    past: Past | None = field(default=None, repr=False)
    panel: Panel | None = field(default=None, repr=False)

    @classmethod
    def open(
        cls, report: str, *, language: str = "zh", source: str = "", data: str | None = None
    ) -> Review:
        """Return the review of a report of the data package.

        Parameters
        ----------
        report : str
            Id, such as ``linfen-2023h1``.
        language : str
        source : str
            Path of the source text; none where empty.
        data : str, optional
            Folder of the data package; found from the working folder upwards without it.

        Raises
        ------
        InputError
            Where the language is unknown, or report or source can't be read.
        """
        if language not in LANGUAGES:
            raise InputError.single(
                must=f"the language must be one of {', '.join(LANGUAGES)}",
                came=repr(language),
                do='Write language="zh" or language="en".',
            )
        package = DataPackage.find(data)
        read = package.read(report)
        panel = panel_of(package, read)
        return cls(
            read,
            language,
            _read(source) if source else None,
            package.reviews(report),
            Past.of(package, read, language),
            read_panel(panel, package) if panel else None,
        )

    # --- what the sections share ----------------------------------------------------------

    @cached_property
    def _c(self) -> Citation:
        found = audit_words.stated_verdicts(self._audit)
        return Citation(self.report, self.language, self.source, verdicts=found)

    @cached_property
    def _audit(self) -> Audit:
        return audit(self.report, reviews=self.reviews)

    @cached_property
    def _findings(self) -> tuple[audit_words.Gathered, ...]:
        return audit_words.gathered(self.report, self._audit.claims, self._audit.findings)

    @cached_property
    def _group(self) -> tuple[Series, ...]:
        return economic_series(self.report)

    @cached_property
    def _targets(self) -> tuple[ZoneTarget, ...]:
        return zone_targets(self.report)

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        return stages(self.report)

    @cached_property
    def _needs(self) -> tuple[Need, ...]:
        return tuple(
            need
            for series in self._group
            for need in needs(series, weights=self._weightings(series))
        )

    def _weightings(self, series: Series) -> tuple[Weights, ...]:
        """Return what the report's figures say of last year's months; nothing where they don't."""
        try:
            rates = growth_series(self.report, series.indicator, series.area)
        except (InputError, NotDerivableError):
            return ()
        return weightings(rates)

    def _say(self, message: Message) -> str:
        return message.render(self.language)

    def _document(self, *blocks: Block | None) -> Document:
        kept = tuple(block for block in blocks if block is not None)
        return Document(kept, self.language)  # type: ignore[arg-type]

    def _section(
        self, title: Message, anchor: str, *blocks: Block | None, covers: tuple[str, ...] = ()
    ) -> Document:
        """Return a section; figures of *covers* that no block cites are told with its text."""
        there = [block for block in blocks if block is not None]
        kept = with_rest(self._c, there, covers, anchor)
        heading = Heading(1, self._say(title), anchor) if kept else None
        made = self._document(heading, *kept)  # without data no section
        self._made[anchor] = made
        return made

    @cached_property
    def _made(self) -> dict[str, Document]:
        """Sections by anchor, once written; the appendix lists what they derive."""
        return {}

    @staticmethod
    def _paragraphs(items: Iterable[Runs]) -> list[Paragraph]:
        return [Paragraph(each) for each in items if each]

    @property
    def title(self) -> str:
        """Title of the review."""
        return title_of(self.report, self.language)

    # --- sections -------------------------------------------------------------------------

    def cover(self) -> Document:
        """Return the title block: what is reviewed, on what source, with what result."""
        return self._document(cover_of(self.report, self._audit, self.language))

    def summary(self) -> Document:
        """Return the page that is read first."""
        points = summary_words.highlights(
            self._c, self._group, self._targets, unreported_targets(self.report), self._needs
        )
        return self._section(
            Message("Summary"),
            "summary",
            *summary_blocks(
                self._c,
                self._audit,
                self._findings,
                self._group,
                self._stages,
                points,
                since=self.past.since() if self.past else (),
            ),
        )

    def economy(self) -> Document:
        """Return levels and growth, beside city, province and earlier months."""
        c = self._c
        words = [economy_words.series_paragraph(c, each) for each in self._group]
        return self._section(
            Message("Economic output"),
            "economy",
            *self._paragraphs(words),
            pictures.growth_chart(c, self._group),
            pictures.path_chart(c, self._group),
            tables.economy_table(c, self._group),
            *(self.past.years() if self.past else ()),
            covers=("economic_output", "context", ""),
        )

    def zones(self) -> Document:
        """Return single zones against their targets."""
        c = self._c
        singles = economic_series(self.report, zones=True)
        judged = {(each.area, each.indicator) for each in self._targets}
        unjudged = tuple(each for each in singles if (each.area, each.indicator) not in judged)
        unreported = unreported_targets(self.report)
        words = [
            *zone_words.targets_overview(c, self._targets),
            *(
                economy_words.series_paragraph(c, each)
                for each in singles
                if (each.area, each.indicator) in judged and each.level and each.growth
            ),
            *zone_words.below_all_targets(c, self._group),
            *zone_words.plain_zones(c, unjudged),
        ]
        if unreported:
            words.append(zone_words.open_targets(c, unreported))
        no_target = None
        if singles and not self._targets and not unreported:
            text = Message(
                "The report prints no target for any zone, so none is judged against one."
            )
            no_target = Paragraph((self._say(text),), "note")
        return self._section(
            Message("Single zones against their targets"),
            "zones",
            *self._paragraphs(words),
            no_target,
            pictures.target_chart(c, self._targets, self._group),
            tables.target_table(c, self._targets),
            covers=("zones",),
        )

    def monthly(self) -> Document:
        """Return the zones out of their panel, and the printed figures held against it."""
        if self.panel is None:
            return self._document()
        return self._section(
            Message("Zones by the monthly panel"),
            "monthly",
            *monthly_blocks(self.panel, self.report, self.language),
        )

    def pipeline(self) -> Document:
        """Return the three batches with counts, investment and rates."""
        c = self._c
        found = self._stages
        items = tuple(pipeline_words.stage_sentence(c, each) for each in found)
        rates = [pipeline_words.rate_against_counts(c, each) for each in found]
        total = pipeline_words.totals(c, whole_pipeline(self.report), events(self.report))
        remark = pipeline_words.advance(c, found)
        return self._section(
            Message("Project pipeline: signing, start, production, full capacity"),
            "pipeline",
            Paragraph(total) if total else None,
            BulletList(items) if items else None,
            pictures.batch_chart(c, found),
            *self._paragraphs(rates),
            pictures.rate_chart(c, found),
            tables.stage_table(c, found),
            Paragraph(remark, "note") if remark else None,
            Paragraph(management_words.listing(c, waiting(self.report)))
            if not found and waiting(self.report)
            else None,
            covers=("pipeline",),
        )

    def investment(self) -> Document:
        """Return what was signed and started."""
        c = self._c
        found = promotion(self.report)
        return self._section(
            Message("Investment promotion"),
            "investment",
            *self._paragraphs(resource_words.promotion_paragraphs(c, found)),
            pictures.promotion_chart(c, found),
            covers=("investment_promotion",),
        )

    def resources(self) -> Document:
        """Return land, plants and finance."""
        c = self._c
        ground, money = land(self.report), loans(self.report)
        return self._section(
            Message("Land, plants and finance"),
            "resources",
            *self._paragraphs(resource_words.land_paragraphs(c, ground)),
            *self._paragraphs([resource_words.loans_paragraph(c, money)]),
            pictures.land_and_loans_chart(c, ground, money),
            covers=("environment",),
        )

    def management(self) -> Document:
        """Return reform and process management."""
        c = self._c
        sums = management_words.partitions(self.report)
        told = {each.id for whole, parts in sums for each in (whole, *parts)}
        charts = [
            pictures.parts_chart(c, whole, parts, f"chart-parts-{whole.id}")
            for whole, parts in sums
        ]
        return self._section(
            Message("Reform and process management"),
            "management",
            *self._paragraphs([management_words.partition_sentence(c, *each) for each in sums]),
            *charts,
            *self._paragraphs(
                management_words.listing(
                    c,
                    [each for each in self.report if each.section == name and each.id not in told],
                    SECTIONS[name],
                )
                for name in management_words.SECTIONS
            ),
        )

    def outlook(self) -> Document:
        """Return what the rest of the year needs."""
        c = self._c
        groups: dict[str, list[Need]] = {}
        for need in self._needs:
            groups.setdefault(need.known.id, []).append(need)
        words = [outlook_words.need_sentence(c, each) for each in groups.values()]
        return self._section(
            Message("Outlook: what the rest of the year needs"),
            "outlook",
            *self._paragraphs(words),
            tables.need_table(c, self._needs),
            *(self.past.came() if self.past else ()),
        )

    def forecast(self) -> Document:
        """Return the forecast to December beside naive ones."""
        from zoneanalysis.review.chapters.forecast import forecast_chapter

        if self.past is None:
            return self._document(*forecast_chapter(self._c))
        known = replace(self._c, report=self.past.known)
        return self._document(*forecast_chapter(known), *self.past.changed_forecast())

    def audit(self) -> Document:
        """Return the audit: counts, findings with repairs, what holds, what can't be judged."""
        return self._section(
            Message("Audit of the printed figures"),
            "audit",
            *audit_blocks(self._c, self._audit, self._findings, SECTIONS),
        )

    def watch(self) -> Document:
        """Return zones to watch and the second half's priorities."""
        c = self._c
        return self._section(
            Message("Zones to watch and priorities of the second half"),
            "watch",
            *self._paragraphs(watch_words.falling(c)),
            tables.action_table(c, self.report, self.report.actions),
        )

    def appendix(self) -> Document:
        """Return every figure with its checks."""
        reasons = {row.figure: row.reason for row in self._audit.coverage if row.reason is not None}
        return self._document(
            Heading(1, self._say(Message("Appendix: every figure")), "appendix"),
            tables.figure_table(self._c, self._audit.results, reasons),
            tables.derived_table(self._c, self._derived()),
        )

    def _derived(self) -> tuple[Provenance, ...]:
        """Return the provenances of every derived number of the sections, each once."""
        sections = {
            "summary": self.summary,
            "economy": self.economy,
            "zones": self.zones,
            "pipeline": self.pipeline,
            "investment": self.investment,
            "resources": self.resources,
            "management": self.management,
            "outlook": self.outlook,
            "audit": self.audit,
            "watch": self.watch,
        }
        told: dict[str, Provenance] = {}
        for anchor, write in sections.items():
            told.update(provenances((self._made.get(anchor) or write()).blocks))
        return tuple(each for each in told.values() if each.numbers)

    def methods(self) -> Document:
        """Return the formulas and what the verdicts mean."""
        heading = Heading(1, self._say(Message("Methods")), "methods")
        return self._document(heading, *method_blocks(self.language))

    def reproduce(self) -> Document:
        """Return how to make the report again."""
        return self._document(*reproduction_blocks(self.report, self.language))


def _read(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.single(
            must="the source text must be a readable file in UTF-8",
            came=type(error).__name__,
            where=Location(Path(path).name),
            do="Check the path given as source, or leave it empty.",
        ) from None
