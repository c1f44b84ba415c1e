"""Reports of several cities side by side: only what can be compared (城市对照)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from zoneanalysis.audit.core import Audit, audit
from zoneanalysis.audit.remarks import remarks_across, repeats_across
from zoneanalysis.charts.growth import growth_height, plot_growth
from zoneanalysis.charts.marks import Mark, Panel, spoken
from zoneanalysis.charts.style import drawn
from zoneanalysis.checks import check_sum
from zoneanalysis.citation import Citation, runs
from zoneanalysis.datapackage import DataPackage
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    Verdictmark,
)
from zoneanalysis.errors import InputError
from zoneanalysis.facts.areas import home
from zoneanalysis.facts.derived import Fact
from zoneanalysis.facts.economy import economic_series, report_period
from zoneanalysis.facts.pairs import Matched, matched, shared_counts
from zoneanalysis.facts.pipeline import stages
from zoneanalysis.facts.resources import land, promotion
from zoneanalysis.indicators import Ranked, ranking
from zoneanalysis.messages import LANGUAGES, Message
from zoneanalysis.periods import Period
from zoneanalysis.pictures import verdict_chart
from zoneanalysis.reports import Observation, Report
from zoneanalysis.results import Verdict
from zoneanalysis.wording import half_year_name, in_list, period_name, signed

__all__ = ["Comparison"]

# Events that the whole province holds at once, so that every city counts the same ones.
COMMON_EVENTS = ("batch_events",)
ECONOMY = ("economic_output",)
PROJECTS = ("pipeline",)
RESOURCES = ("investment_promotion", "environment", "reform", "management")


@dataclass(frozen=True)
class Comparison:
    """Several reports side by side, in one language."""

    reports: tuple[Report, ...]
    language: str = "zh"

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
        return cls(tuple(package.read(each) for each in reports), language)

    # --- what the sections share ----------------------------------------------------------

    @cached_property
    def _citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(report, self.language, prefix=f"{report.id}-") for report in self.reports
        )

    @cached_property
    def _audits(self) -> tuple[Audit, ...]:
        return tuple(audit(report) for report in self.reports)

    @cached_property
    def _cities(self) -> tuple[str, ...]:
        return tuple(report.area_name(home(report), self.language) for report in self.reports)

    def _say(self, message: Message) -> str:
        return message.render(self.language)

    def _section(self, title: Message, anchor: str, *blocks: Block | None) -> Document:
        kept: list[Block] = [block for block in blocks if block is not None]
        if not kept:
            absent = Message("The reports print nothing here that can be compared.")
            kept = [Paragraph((self._say(absent),), "note")]
        heading = Heading(1, self._say(title), anchor)
        return Document((heading, *kept), self.language)  # type: ignore[arg-type]

    # --- sections -------------------------------------------------------------------------

    def cover(self) -> Document:
        """Return the title block."""
        title = Message(
            "Development zones of {cities}: the {period} compared",
            {
                "cities": in_list(self._cities, self.language),
                "period": half_year_name(report_period(self.reports[0]), self.language),
            },
        )
        subtitle = self._say(Message("Only figures that can be compared, and what sets them apart"))
        meta = tuple(
            (city, report.id) for city, report in zip(self._cities, self.reports, strict=True)
        )
        return Document((Cover(self._say(title), subtitle, meta),), self.language)  # type: ignore[arg-type]

    def overview(self) -> Document:
        """Return the main growth rates side by side."""
        rows = [each for each in matched(self.reports, ECONOMY) if each.measure == "yoy"]
        words = [self._sentence(each) for each in rows]
        return self._section(
            Message("Side by side"),
            "overview",
            BulletList(tuple(words)) if words else None,
            self._growth_chart(),
        )

    def economy(self) -> Document:
        """Return levels and growth of the same indicators."""
        return self._section(
            Message("Economic output"),
            "economy",
            self._table(
                matched(self.reports, ECONOMY), Message("Economic output compared"), "table-economy"
            ),
        )

    def pipeline(self) -> Document:
        """Return batches and rates."""
        rows = matched(self.reports, PROJECTS)
        return self._section(
            Message("Project pipeline"),
            "pipeline",
            self._rate_chart([each for each in rows if each.measure == "rate"]),
            self._table(rows, Message("Projects and rates compared"), "table-pipeline"),
        )

    def resources(self) -> Document:
        """Return promotion, land, reform and management."""
        rows = matched(self.reports, RESOURCES)
        return self._section(
            Message("Promotion, land, reform and management"),
            "resources",
            self._table(rows, Message("What the reports both print"), "table-resources"),
            self._derived_table(),
        )

    def audit(self) -> Document:
        """Return the audits' verdicts side by side."""
        columns = (
            Column(self._say(Message("Verdict"))),
            *(Column(city, "right") for city in self._cities),
        )
        summaries = [each.summary() for each in self._audits]
        rows = [
            (
                Cell((Verdictmark(verdict.value, self._say(verdict.label)),)),
                *(Cell((str(each.verdicts[verdict]),)) for each in summaries),
            )
            for verdict in Verdict
        ]
        rows.append(
            (
                Cell((self._say(Message("figures tied by a check, of all")),)),
                *(Cell((f"{each.tied} / {each.figures}",)) for each in summaries),
            )
        )
        first = self._citations[0]
        chart = verdict_chart(
            first,
            [(city, each.results) for city, each in zip(self._cities, self._audits, strict=True)],
            caption=Message("Relations judged, by report and verdict (number)"),
        )
        return self._section(
            Message("Audits compared"),
            "audit",
            chart,
            Table(
                caption=self._say(Message("Verdicts by report")),
                columns=columns,
                rows=tuple(rows),
                anchor="table-verdicts",
            ),
        )

    def repeats(self) -> Document:
        """Return statements that recur from report to report."""
        words: list[Runs] = [self._shared(*each) for each in self._shared_counts()]
        for result, pair in repeats_across(self.reports):
            words.append(
                (
                    f"{' / '.join(pair)}: {result.numbers} ",
                    Verdictmark(result.verdict.value, self._say(result.verdict.label)),
                )
            )
        words += [(each.text.render(self.language),) for each in remarks_across(self.reports)]
        return self._section(
            Message("Statements that recur"),
            "repeats",
            BulletList(tuple(words)) if words else None,
        )

    def definitions(self) -> Document:
        """Return where the reports' definitions part."""
        words = [*self._periods(), *self._references(), *self._bases()]
        return self._section(
            Message("Differences of definition"),
            "definitions",
            BulletList(tuple((each,) for each in words)) if words else None,
        )

    # --- parts ----------------------------------------------------------------------------

    def _sentence(self, row: Matched) -> Runs:
        items: Runs = ()
        for city, c, each in zip(self._cities, self._citations, row.observations, strict=True):
            if each is None:
                continue
            if items:
                items += ("，",) if self.language == "zh" else (", ",)
            items += (f"{city} ", c.printed(each, style="words"))
        name = self._citations[0].indicator(row.indicator, start=True)
        places = row.ranks()
        head = runs(
            Message(
                "{indicator}, growth on a year earlier: {items}.",
                {"indicator": name, "items": items},
            ),
            self.language,
        )
        if places and any(each.shared for each in places):
            shared = Message("Within their rounding the order is open.")
            head += (("" if self.language == "zh" else " ") + self._say(shared),)
        return head

    def _value(self, c: Citation, each: Observation | None) -> Cell:
        if each is None:
            return Cell(("—",), "muted")
        style = "signed" if each.measure in {"yoy", "share", "rate"} else "amount"
        return Cell((c.printed(each, style=style),))

    def _table(self, rows: Sequence[Matched], caption: Message, anchor: str) -> Table | None:
        if not rows:
            return None
        body = []
        for row in rows:
            c = self._citations[0]
            kind = self._say(
                {
                    "level": Message("level"),
                    "yoy": Message("growth on a year earlier"),
                    "share": Message("share"),
                    "rate": Message("rate"),
                    "count": Message("count"),
                }[row.measure]
            )
            name = c.indicator(row.indicator, start=True)
            known = row.known[0].period
            period = (
                period_name(known, self.language)
                if row.same_period
                else " / ".join(self._until(each.period) for each in row.known)
            )
            body.append(
                (
                    Cell((f"{name} · {kind}" if row.measure in {"yoy", "share"} else name,)),
                    *(
                        self._value(citation, each)
                        for citation, each in zip(self._citations, row.observations, strict=True)
                    ),
                    Cell((self._ranks(row),)),
                    Cell((period,), "neutral" if row.same_period else "warn"),
                )
            )
        return Table(
            caption=self._say(caption),
            columns=(
                Column(self._say(Message("Indicator"))),
                *(Column(city, "right") for city in self._cities),
                Column(self._say(Message("Order"))),
                Column(self._say(Message("Period"))),
            ),
            rows=tuple(body),
            widths=(6, *(3 for _ in self.reports), 4, 5),
            note=self._say(
                Message(
                    "Levels and counts have no order: cities and their zones differ in size. Two "
                    "rates that their rounding cannot tell apart share a rank. “!” marks "
                    "figures of "
                    "different periods."
                )
            ),
            anchor=anchor,
        )

    def _until(self, period: Period) -> str:
        """Return a period in short, for spans that begin together and end apart."""
        if period.start is not None and period.start.year != period.end.year:
            end = period_name(Period(None, period.end, "stock"), self.language)
            return self._say(Message("{year} to {end}", {"year": period.start.year, "end": end}))
        return period_name(period, self.language)

    def _derived_table(self) -> Table | None:
        """Return means that make cities of different size comparable."""
        rows = []
        for label, facts in self._means():
            if sum(each is not None for each in facts) < 2:
                continue
            values = {
                str(number): each.value for number, each in enumerate(facts) if each is not None
            }
            cells = (
                Cell((c.fact(each),)) if each is not None else Cell(("—",), "muted")
                for c, each in zip(self._citations, facts, strict=True)
            )
            rows.append((Cell((self._say(label),)), *cells, Cell((self._places(ranking(values)),))))
        if not rows:
            return None
        return Table(
            caption=self._say(Message("Means, from the figures above")),
            columns=(
                Column(self._say(Message("Mean"))),
                *(Column(city, "right") for city in self._cities),
                Column(self._say(Message("Largest first"))),
            ),
            rows=tuple(rows),
            anchor="table-means",
        )

    def _means(self) -> list[tuple[Message, list[Fact | None]]]:
        found = [promotion(report) for report in self.reports]
        ground = [land(report) for report in self.reports]
        return [
            (Message("Investment a signed project"), [each.mean for each in found]),
            (Message("Area a parcel"), [each.mean for each in ground]),
        ]

    def _ranks(self, row: Matched) -> str:
        return self._places(row.ranks()) if row.same_period and row.ranks() else "—"

    def _places(self, places: Iterable[Ranked]) -> str:
        texts = []
        for place in places:
            rank = str(place.best) if not place.shared else f"{place.best}–{place.worst}"
            texts.append(f"{rank} {self._cities[int(place.name)]}")
        return "，".join(texts) if self.language == "zh" else ", ".join(texts)

    def _growth_chart(self) -> Chart | None:
        names = dict.fromkeys(
            row.indicator for row in matched(self.reports, ECONOMY) if row.measure == "yoy"
        )
        panels = []
        for indicator in names:
            marks: list[Mark] = []
            seen: set[tuple[str, str]] = set()
            for city, c in zip(self._cities, self._citations, strict=True):
                for series in economic_series(c.report):
                    if series.indicator != indicator or series.growth is None:
                        continue
                    marks.append(
                        Mark(
                            self._say(Message("zones of {city}", {"city": city})),
                            signed(series.growth.figure, self.language),
                            series.growth.figure.point,
                        )
                    )
                    for each in series.references:
                        label = c.report.area_name(each.ref_area, self.language)
                        if (label, each.printed) not in seen:
                            seen.add((label, each.printed))
                            marks.append(
                                Mark(
                                    label,
                                    signed(each.figure, self.language),
                                    each.figure.point,
                                    kind="reference",
                                )
                            )
                    break
            name = self._citations[0].indicator(indicator, start=True)
            panels.append(Panel(name, tuple(marks)))
        return self._bars(
            tuple(panels),
            Message("Growth on a year earlier, by city (%)"),
            "chart-growth",
        )

    def _rate_chart(self, rows: Iterable[Matched]) -> Chart | None:
        panels = tuple(
            Panel(
                self._citations[0].indicator(row.indicator, start=True),
                tuple(
                    Mark(city, signed(each.figure, self.language), each.figure.point)
                    for city, each in zip(self._cities, row.observations, strict=True)
                    if each is not None
                ),
            )
            for row in rows
        )
        return self._bars(panels, Message("Rates of the pipeline, by city (%)"), "chart-rates")

    def _bars(self, panels: tuple[Panel, ...], caption: Message, anchor: str) -> Chart | None:
        if not panels:
            return None
        text = self._say(caption)
        colon = "：" if self.language == "zh" else ": "
        return drawn(
            lambda ax: plot_growth(ax, panels),
            height_mm=growth_height(panels),
            alt=f"{text}{colon}{spoken(panels, self.language)}",
            caption=text,
            anchor=anchor,
        )

    def _shared_counts(
        self,
    ) -> list[tuple[Citation, Observation, Citation, tuple[Observation, ...]]]:
        by_report = {c.report.id: c for c in self._citations}
        return [
            (
                by_report[each.whole_report.id],
                each.whole,
                by_report[each.part_report.id],
                each.parts,
            )
            for each in shared_counts(self.reports, COMMON_EVENTS)
        ]

    def _shared(
        self, c: Citation, whole: Observation, d: Citation, parts: tuple[Observation, ...]
    ) -> Runs:
        result = check_sum(whole.figure, [each.figure for each in parts], complete=True)
        items: list[Run] = []
        for each in parts:
            if items:
                items.append(" + ")
            period = period_name(each.period, self.language, year=True)
            items += [d.printed(each), f"（{period}）" if self.language == "zh" else f" ({period})"]
        return runs(
            Message(
                "{indicator}: {whole} in the report of {city}, {parts} in that of {other}: "
                "{verdict}.",
                {
                    "indicator": c.indicator(whole.indicator, start=True),
                    "whole": c.printed(whole),
                    "city": c.report.area_name(home(c.report), self.language),
                    "parts": tuple(items),
                    "other": d.report.area_name(home(d.report), self.language),
                    "verdict": Verdictmark(result.verdict.value, self._say(result.verdict.label)),
                },
            ),
            self.language,
        )

    def _periods(self) -> list[str]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for row in matched(self.reports):
            if row.same_period:
                continue
            key = tuple(
                "" if each is None else period_name(each.period, self.language, year=True)
                for each in row.observations
            )
            name = self._citations[0].indicator(row.indicator)
            names = groups.setdefault(key, [])
            if name not in names:
                names.append(name)
        out = []
        for key, names in groups.items():
            spans = [
                f"{city} {period}" for city, period in zip(self._cities, key, strict=True) if period
            ]
            out.append(
                self._say(
                    Message(
                        "Different periods ({periods}): {indicators}.",
                        {
                            "periods": ("，" if self.language == "zh" else ", ").join(spans),
                            "indicators": in_list(names, self.language),
                        },
                    )
                )
            )
        return out

    def _references(self) -> list[str]:
        out = []
        for city, report, c in zip(self._cities, self.reports, self._citations, strict=True):
            names = {
                c.report.area_name(each.ref_area, self.language): None
                for series in economic_series(report)
                for each in series.references
            }
            if names:
                text = Message(
                    "The report of {city} compares its zones with: {names}.",
                    {"city": city, "names": in_list(list(names), self.language)},
                )
            else:
                text = Message(
                    "The report of {city} prints no growth of the city or the province beside its "
                    "zones.",
                    {"city": city},
                )
            out.append(self._say(text))
        return out

    def _bases(self) -> list[str]:
        out = []
        for city, report, c in zip(self._cities, self.reports, self._citations, strict=True):
            out += [
                self._say(
                    Message(
                        "{city} takes the {rate_name} of {base} ({count}), not of the whole batch "
                        "({whole}).",
                        {
                            "city": city,
                            "rate_name": c.indicator(stage.rate.indicator),
                            "base": c.indicator(stage.rated.indicator),
                            "count": c.printed(stage.rated).text,
                            "whole": c.printed(stage.projects).text,
                        },
                    )
                )
                for stage in stages(report)
                if stage.rated is not None and stage.rate is not None
            ]
        return out
