"""Reports of several cities side by side: only what can be compared (城市对照)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zoneanalysis.audit.core import Audit, audit
from zoneanalysis.audit.remarks import remarks_across
from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Block, BulletList, Cover, Heading, Paragraph, Table
from zoneanalysis.document.reading import plain_text
from zoneanalysis.errors import InputError
from zoneanalysis.messages import LANGUAGES, Message
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.continuity import remarks
from zoneanalysis.reports.report import Break, Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.review.citation import ASSUMED
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.evidence import counted
from zoneanalysis.review.facts.areas import has_zones, home
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.kinds import is_chief
from zoneanalysis.review.facts.pairs import (
    PROJECTS,
    RANKED,
    RESOURCES,
    Matched,
    chief_indicators,
    matched,
    sections_of,
    side_by_side,
)
from zoneanalysis.review.narrative.audit import said, stated_verdicts, unsupported
from zoneanalysis.review.narrative.cities import (
    base_differences,
    groups,
    growth_sentence,
    period_differences,
    reference_differences,
    scope_differences,
    shared_sentences,
)
from zoneanalysis.review.narrative.city_titles import (
    audit_title,
    means_title,
    order_title,
    projects_title,
    repeats_title,
)
from zoneanalysis.review.narrative.repeats import repeated_figures
from zoneanalysis.review.pictures import verdict_chart
from zoneanalysis.review.pictures.cities import rate_charts
from zoneanalysis.review.runs import Speaking
from zoneanalysis.review.tables.cities import matched_tables, means_table, verdicts_table
from zoneanalysis.review.titles import place_name
from zoneanalysis.review.wording import assumed_note, bare_name, half_year_name, in_list

__all__ = ["Comparison"]

_SHOWN = 6  # cities that a title names
_ALL = 4  # cities of which every count stands side by side
_RECURRING = 20  # statements


@dataclass(frozen=True)
class Comparison(Speaking):
    """Several reports side by side, in one language: cities at one time, one city over time, both.

    ``alone`` are reports that were asked for and are of a period that no other city shares,
    ``breaks`` what the data package declares, ``audits`` those of the reports, if they are made.
    """

    reports: tuple[Report, ...]
    language: str = "zh"
    alone: tuple[Report, ...] = ()
    breaks: tuple[Break, ...] = ()
    audits: tuple[Audit, ...] = ()

    @classmethod
    def open(
        cls, reports: Sequence[str], *, language: str = "zh", data: str | None = None
    ) -> Comparison:
        """Return the comparison of reports of the data package.

        Raises
        ------
        InputError
            Where the language is unknown, fewer than two reports are named, one of them twice, or
            one can't be read.
        """
        if language not in LANGUAGES:
            raise InputError.single(
                must=f"the language must be one of {', '.join(LANGUAGES)}",
                came=repr(language),
                do='Write language="zh" or language="en".',
            )
        if len(reports) < 2 or len(set(reports)) < len(reports):
            raise InputError.single(
                must="a comparison needs at least two reports, each named once",
                came=repr(list(reports)),
                do='Name them by their folders, such as ["linfen-2023h1", "lvliang-2023h1"].',
            )
        package = DataPackage.find(data)
        audits = {each.report.id: each for each in counted(package, reports)}
        kept, alone = side_by_side([each.report for each in audits.values()])
        return cls(kept, language, alone, package.breaks, tuple(audits[each.id] for each in kept))

    # --- what the sections share ----------------------------------------------------------

    @cached_property
    def _cities(self) -> Cities:
        found = tuple(stated_verdicts(each) for each in self._audits)
        doubted = tuple(unsupported(each) for each in self._audits)
        return Cities(self.reports, self.language, found, doubted)

    @cached_property
    def _matched(self) -> dict[Sequence[str], tuple[Matched, ...]]:
        sections = sections_of(self.reports)
        return {each: matched(self.reports, each, self._cities.verdicts) for each in sections}

    @property
    def _economy(self) -> tuple[str, ...]:
        return sections_of(self.reports)[0]

    @cached_property
    def _audits(self) -> tuple[Audit, ...]:
        return self.audits or tuple(replace(audit(e), alternatives=0) for e in self.reports)

    def _section(
        self, name: Message, anchor: str, *blocks: Block | None, title: Message | None = None
    ) -> Document:
        """Return a section, an empty one without blocks; its heading is *title*, what was found."""
        kept: list[Block] = [block for block in blocks if block is not None]
        if not kept:
            return Document((), self.language)  # type: ignore[arg-type]
        label = self.say(name) if title else ""
        heading = Heading(1, self.say(title or name), anchor, label)
        note, gap = self.say(assumed_note()), self.gap
        for at, block in enumerate(kept):
            if ASSUMED not in plain_text(Document((block,), self.language)):  # type: ignore[arg-type]
                continue
            if isinstance(block, Table):
                kept[at] = replace(block, note=gap.join(filter(None, (block.note, note))))
            else:
                kept.append(Paragraph((note,), "note"))
                break
        return Document((heading, *kept), self.language)  # type: ignore[arg-type]

    def _read(self, text: str) -> str:
        """Return a sentence of the checks for the reader's language."""
        for c in self._cities.citations:
            text = said(c, text)
        return text

    @cached_property
    def _continuity(self) -> tuple[Message, ...]:
        """What keeps the periods of one city apart: breaks, gaps, other zones, bases, units."""
        homes = [home(each) for each in self.reports]
        over_time = [e for e in self.reports if homes.count(home(e)) > 1]
        index = SeriesIndex.build(over_time, breaks=self.breaks)
        return remarks(index)

    # --- sections -------------------------------------------------------------------------

    def cover(self) -> Document:
        """Return the title block."""
        title = self._title()
        subtitle = self.say("The figures side by side, and what sets them apart")
        names = self._cities.names
        meta = tuple(
            (city, publisher)
            for city, each in zip(names, self.reports, strict=True)
            if (publisher := _publisher(each, self.language))
        )
        if len(names) > _SHOWN:
            meta = ((self.say("Reports compared"), str(len(names))),)
        cover = Cover(self.say(title), subtitle, meta, brief=True)
        return Document((cover,), self.language)  # type: ignore[arg-type]

    def _title(self) -> Message:
        places = dict.fromkeys(self._cities.places)
        cities = in_list(list(places), self.language)
        if len(places) > _SHOWN:
            cities = self.say(self._cities.counted(len(places)))
        periods = dict.fromkeys(
            half_year_name(report_period(each), self.language) for each in self.reports
        )
        named = {"cities": cities, "periods": in_list(list(periods), self.language)}
        if not any(map(has_zones, self.reports)):
            return Message("{cities}: {periods} compared", named)
        if len(periods) == 1:
            named["period"] = named.pop("periods")
            return Message("Development zones of {cities}: the {period} compared", named)
        return Message("Development zones of {cities}: {periods} compared", named)

    def overview(self) -> Document:
        """Return the main growth rates side by side."""
        rows = self._growth
        words = [said for each in rows if (said := growth_sentence(self._cities, each))]
        caption = Message("Growth on a year earlier, {by} (%)", {"by": self._cities.by_place})
        return self._section(
            Message("Side by side"),
            "overview",
            BulletList(tuple(words)) if words else None,
            *rate_charts(self._cities, rows, caption, "chart-growth"),
            title=order_title(self._cities, rows),
        )

    def _tables(self, sections: Sequence[str], anchor: str) -> list[Block]:
        """Return tables; of many cities only what has an order, and what stands beside that.

        Of more than a few: growth and rates, with levels and counts that they or means are of.
        """
        rows = self._matched[sections]
        kept = list(rows)
        if self._cities.many:
            ranked = {row.indicator for row in rows if row.ranks}
            kept = [row for row in rows if row.indicator in ranked]
        elif len(self.reports) > _ALL:
            chief = chief_indicators(rows)
            kept = [row for row in rows if row.indicator in chief and row.measure != "share"]
        tables: list[Block] = [*matched_tables(self._cities, kept, anchor)]
        if len(kept) < len(rows):
            left = Message(
                "What has no order, such as counts, is not set side by side for so many cities; it "
                "stands in the review of each."
            )
            tables.append(Paragraph((self.say(left),), "note"))
        return tables

    @cached_property
    def _growth(self) -> list[Matched]:
        """Growth of the zones, then of whole cities; what leads its family first."""
        rows = [each for each in self._matched[self._economy] if each.measure == "yoy"]
        zones = [groups(self._cities, each) for each in rows]  # those told first stay first

        def place(row: Matched) -> tuple[bool, int, bool]:
            held = next((e for e in self.reports if row.indicator in e.indicators), self.reports[0])
            chief = is_chief(held, row.indicator)
            return self._cities.whole(row.areas), zones.index(groups(self._cities, row)), not chief

        return sorted(rows, key=place)

    def economy(self) -> Document:
        """Return levels and growth of the same indicators."""
        return self._section(
            Message("Economic output"),
            "economy",
            *self._tables(self._economy, "table-economy"),
            title=order_title(self._cities, self._growth, place=1),
        )

    def pipeline(self) -> Document:
        """Return batches and rates."""
        rates = [each for each in self._matched[PROJECTS] if each.measure == "rate"]
        caption = Message("Rates of the pipeline, {by} (%)", {"by": self._cities.by_place})
        return self._section(
            Message("Project pipeline"),
            "pipeline",
            *rate_charts(self._cities, rates, caption, "chart-rates"),
            *self._tables(PROJECTS, "table-pipeline"),
            title=projects_title(self._cities, self._matched[PROJECTS]),
        )

    def resources(self) -> Document:
        """Return promotion, land, reform and management."""
        return self._section(
            Message("Promotion, land, reform and management"),
            "resources",
            *self._tables(RESOURCES, "table-resources"),
            means_table(self._cities),
            title=means_title(self._cities),
        )

    def audit(self) -> Document:
        """Return the audits' verdicts side by side, drawn where there are several; none of none."""
        if not any(map(len, self._audits)):
            return self._section(Message("Audits compared"), "audit")
        chart = None
        several = max(map(len, self._audits)) > 1  # bars of one relation each show nothing
        if len(self.reports) >= RANKED and not self._cities.many and several:
            chart = verdict_chart(
                self._cities.citations[0],
                [
                    (city, each.results)
                    for city, each in zip(self._cities.names, self._audits, strict=True)
                ],
                caption=Message("Relations judged, by report and verdict (number)"),
            )
        return self._section(
            Message("Audits compared"),
            "audit",
            chart,
            verdicts_table(self._cities, self._audits),
            title=audit_title(self._cities, self._audits),
        )

    def repeats(self) -> Document:
        """Return statements that recur from report to report; of many cities, by chance: none."""
        if self._cities.many:
            return Document((), self.language)  # type: ignore[arg-type]
        words = [*shared_sentences(self._cities), *repeated_figures(self._cities)]
        found = len(words)
        words += [(self._read(self.say(each.text)),) for each in remarks_across(self.reports)]
        unlike, more = len(words) - found, len(words) - _RECURRING
        if more > 0:
            told = Message("And {count} more.", {"count": more})
            words = [*words[:_RECURRING], (self.say(told),)]
        return self._section(
            Message("Statements that recur"),
            "repeats",
            BulletList(tuple(words)) if words else None,
            title=repeats_title(found, unlike),
        )

    def definitions(self) -> Document:
        """Return where the reports' definitions part."""
        left_out = Message("Left out, because no other city reports on the same period: {reports}.")
        names = [
            f"{place_name(each, self.language)} "
            f"{half_year_name(report_period(each), self.language)}"
            for each in self.alone
        ]
        told = replace(left_out, args={"reports": in_list(names, self.language)})
        words = [
            *([self.say(told)] if names else []),
            *scope_differences(self._cities),
            *period_differences(self._cities),
            *reference_differences(self._cities),
            *base_differences(self._cities),
            *(self.say(each) for each in self._continuity),
        ]
        return self._section(
            Message("Differences of definition"),
            "definitions",
            BulletList(tuple((each,) for each in words)) if words else None,
            title=_counted(
                len(words),
                Message("One difference of definition"),
                Message("{count} differences of definition"),
            ),
        )


def _counted(count: int, one: Message, many: Message) -> Message | None:
    """Return what is said of none, of one, or of *count*."""
    return replace(many, args={"count": count}) if count > 1 else one if count else None


def _publisher(report: Report, language: str) -> str:
    """Return who published a report, as its report.json names it."""
    named = report.meta.get("publisher")
    return bare_name(str(named.get(language, ""))) if isinstance(named, Mapping) else ""
