"""What a review says of earlier reports: since last time, over the years, what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zoneanalysis.document.model import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Paragraph,
    Runs,
    Table,
)
from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import forecastable, report_outlook
from zoneanalysis.history import Crossing, Standing
from zoneanalysis.history.outcomes import Came, Outcome
from zoneanalysis.history.standing import difference_text, one_a_report, other_zones
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import Key, Point, SeriesIndex, vintage_of
from zoneanalysis.review.evidence import Evidence
from zoneanalysis.review.pictures.history import history_chart, outcome_chart
from zoneanalysis.review.runs import Speaking
from zoneanalysis.review.tables.cells import headed
from zoneanalysis.review.tables.history import KINDS, crossings_table, outcomes_table
from zoneanalysis.review.wording import amount, half_year_name, signed
from zoneanalysis.values.periods import Period

__all__ = ["Past"]

_MOST = 5  # lines of "since last time"
_YEARS = 2  # years before this one that the table shows


@dataclass(frozen=True)
class Past(Speaking):
    """The reports of a city up to one of them, and what a review of that one says of them."""

    evidence: Evidence
    language: str = "zh"

    @property
    def report(self) -> Report:
        """The report that is reviewed."""
        return self.evidence.report

    @property
    def index(self) -> SeriesIndex:
        """The city's reports up to it."""
        return self.evidence.earlier

    @property
    def known(self) -> Report:
        """The report with the rates and levels of the years before, as known when it came out."""
        return self.evidence.known

    def _name(self, indicator: str, area: str) -> str:
        known = self.report.areas.get(area)
        place = known.short(self.language) if known else area
        name = self.report.indicator_name(indicator, self.language)
        return f"{place}{name}" if self.language == "zh" else f"{name}, {place}"

    def _period(self, report_id: str) -> str:
        report = next(each for each in self.index.reports if each.id == report_id)
        return half_year_name(Period.parse(str(report.meta["period"])), self.language)

    # --- the first page -------------------------------------------------------------------

    def since(self) -> tuple[Block, ...]:
        """Return "since last time": what was contradicted, what came of promises, revisions."""
        lines = [
            *(self._contradiction(each) for each in self._own if each.standing.is_finding),
            *(self._came(each) for each in self._due if each.came is not Came.OPEN),
            *(self._revision(each) for each in self._own if each.standing is Standing.REVISED),
        ]
        last = self.index.before(self.report)[-1]
        heading = Message("Since {period}", {"period": self._period(last.id)})
        if not lines and all(e.standing is Standing.NOT_ASSESSABLE for e in self._own):
            return self._left_out()  # nothing of the two can be compared
        if not lines:
            none = Message("Nothing that earlier reports print is contradicted or revised.")
            lines = [(self.say(none),)]
        body = BulletList(tuple(lines[:_MOST]))
        counts = (
            (Message("{count} contradicted"), sum(e.standing.is_finding for e in self._own)),
            (Message("{count} came due"), sum(e.came is not Came.OPEN for e in self._due)),
            (Message("{count} revised"), sum(e.standing is Standing.REVISED for e in self._own)),
        )
        title = self._counted(counts) or Message("nothing contradicted or revised")
        head = headed(heading, title, "summary-since", self.language)
        return (head, body, *self._left_out())

    def _counted(self, counts: Iterable[tuple[Message, int]]) -> Message | None:
        """Return counts in a row, without those that are nought."""
        told = [
            self.say(Message(each.template, {**each.args, "count": n})) for each, n in counts if n
        ]
        return Message("{clauses}", {"clauses": self.sign("，").join(told)}) if told else None

    def _left_out(self) -> tuple[Paragraph, ...]:
        """Return which reports of the city could not be used, and why."""
        why = {
            name: faults[0].came if self.language == "zh" else f"{faults[0].must}: {faults[0].came}"
            for name, faults in self.index.unusable.items()
        }
        listed = "; ".join(f"{name} ({reason})" for name, reason in why.items())
        said = Message("Could not be used: {reports}", {"reports": listed})
        return (Paragraph((self.say(said),), "note"),) if self.index.unusable else ()

    @cached_property
    def _own(self) -> tuple[Crossing, ...]:
        return self.evidence.across.of(self.report.id)

    @cached_property
    def _due(self) -> tuple[Outcome, ...]:
        """What came due with this report, promises first."""
        due = [
            row
            for row in self.evidence.outcomes
            if row.kind in {"promise", "target", "estimate"}
            and any(place[0] == self.report.id for place in row.places)
            and row.report != self.report.id
        ]
        return tuple(sorted(due, key=lambda row: ("promise", "target", "estimate").index(row.kind)))

    def _contradiction(self, each: Crossing) -> Runs:
        about = self.evidence.across.observation(each.places[0])
        return (
            self.say(
                "{name}: {printed} does not agree with what {report} printed ({numbers})",
                name=self._name(about.indicator, about.ref_area),
                printed=about.printed,
                report=self._period(each.places[-1][0]),
                numbers=each.numbers,
            ),
        )

    def _came(self, row: Outcome) -> Runs:
        error = difference_text(row.error, self.language)
        template = Message(
            "{name}: {kind} in {report}, {said}; actual {printed}: {outcome}{error}",
            {
                "name": self._name(row.indicator, row.area),
                "kind": Message(KINDS[row.kind]),
                "report": self._period(row.report),
                "said": row.said,
                "printed": row.printed,
                "outcome": row.came.label,
                "error": f" ({error})" if error else "",
            },
        )
        return (self.say(template),)

    def _revision(self, each: Crossing) -> Runs:
        about = self.evidence.across.observation(each.places[-1])
        return (
            self.say(
                "{name}, {period}: {printed} has since been revised by {size}",
                name=self._name(about.indicator, about.ref_area),
                period=half_year_name(about.period, self.language),
                printed=about.printed,
                size=difference_text(each.size, self.language) or "?",
            ),
        )

    # --- the audit ------------------------------------------------------------------------

    @property
    def contradictions(self) -> int:
        """How many statements and figures of the report contradict earlier reports."""
        return sum(each.standing.is_finding for each in self._own)

    @property
    def judged(self) -> frozenset[str]:
        """Claims that the report alone leaves open and the record decides."""
        undecided = Standing.NOT_ASSESSABLE
        return frozenset(e.claim for e in self._own if e.claim and e.standing is not undecided)

    def crossed(self) -> tuple[Block | None, ...]:
        """Return how the report stands against the ones before it."""
        if all(each.standing is Standing.NOT_ASSESSABLE for each in self._own):
            return ()
        counts = Counter(each.standing for each in self._own)
        told = self.sign("，").join(
            f"{self.say(each.label)} {counts[each]}" for each in Standing if counts[each]
        )
        title = Message(
            "{count} relations reach from this report to earlier ones: {verdicts}",
            {"count": len(self._own), "verdicts": told},
        )
        return (
            headed(Message("Against earlier reports"), title, "audit-past", self.language),
            crossings_table(
                self.evidence.across, self.report.id, self.language, self._name, self._period
            ),
        )

    # --- over the years -------------------------------------------------------------------

    def years(self) -> tuple[Block | None, ...]:
        """Return this period beside the same one a year and two years before, and the charts."""
        keys = self._keys
        title = Message("{count} figures beside earlier years'", {"count": len(keys)})
        heading = headed(Message("Over the years"), title, "economy-years", self.language)
        return (heading, self._table(keys), self._chart(keys)) if keys else ()

    @cached_property
    def _keys(self) -> tuple[Key, ...]:
        """Levels and growth that this report prints of its own period, in text order."""
        period = Period.parse(str(self.report.meta["period"]))
        found = {
            self.index.key_of(self.report, each): None
            for each in self.report
            if each.period == period
            and each.status == "actual"
            and each.measure in {"level", "yoy"}
        }
        return tuple(
            key
            for key in found
            if any(self._then(key, period.shifted(-12 * n)) for n in range(1, _YEARS + 1))
        )

    def _then(self, key: Key, period: Period) -> Point | None:
        points = [
            p for p in self.index.at(key, period) if vintage_of(p.report) <= vintage_of(self.report)
        ]
        return points[-1] if points else None

    def _table(self, keys: tuple[Key, ...]) -> Table:
        own = Period.parse(str(self.report.meta["period"]))
        periods = [own.shifted(-12 * n) for n in range(_YEARS, -1, -1)]
        periods = [p for p in periods if any(self._then(key, p) for key in keys)]
        rows = []
        for key in keys:
            name = self._name(key.indicator, key.area)
            growth = Message("growth") if key.measure == "yoy" else Message("level")
            cells = [Cell((f"{name} · {self.say(growth)}",))]
            cells += [self._cell(key, period, own) for period in periods]
            rows.append(tuple(cells))
        note = Message("|: a declared break in scope or prices lies between this and the last")
        broken = any(self.index.break_between(key, periods[0], own) for key in keys)
        return Table(
            caption=self.say("The same months over the years, latest vintage"),
            columns=(
                Column(self.say("Indicator")),
                *(Column(half_year_name(each, self.language), "right") for each in periods),
            ),
            rows=tuple(rows),
            note=self.say(note) if broken else "",
            compact=True,
            anchor="table-years",
        )

    def _cell(self, key: Key, period: Period, own: Period) -> Cell:
        point = self._then(key, period)
        if point is None:
            return Cell(("–",))
        figure = point.observation.figure
        text = (signed if key.measure == "yoy" else amount)(figure, self.language)
        broken = self.index.break_between(key, period, own)
        return Cell((f"{text} |" if broken else text,))

    def _chart(self, keys: tuple[Key, ...]) -> Chart | None:
        return history_chart(self.index, keys, self.language, anchor="chart-years")

    def growth(self, indicator: str, area: str) -> Mapping[Period, Observation]:
        """Return the growth that earlier reports print, the latest vintage, not over a break."""
        found = {}
        for own in self.report.find(indicator=indicator, measure="yoy", ref_area=area):
            key = self.index.key_of(self.report, own)
            mine = Point(key, self.report, own)
            for period in {each.period for each in self.index.points[key]} - {own.period}:
                known = self.index.at(key, period)
                points = one_a_report(e for e in known if e.report.id != self.report.id)
                broken = self.index.break_between(key, period, own.period)
                if points and not broken and not other_zones(self.index, key, points[-1], mine):
                    found[period] = points[-1].observation
        return found

    # --- the forecast ----------------------------------------------------------------------

    def changed_forecast(self) -> tuple[Block, ...]:
        """Return what the years before changed in the forecast of the year's end."""
        alone = set(forecastable(self.report))
        rows = []
        own = Period.parse(str(self.report.meta["period"]))
        # of a whole year nothing is left to forecast
        pairs = forecastable(self.known) if own.end.month < 12 else ()
        for indicator, area in pairs:
            name = Cell((self._name(indicator, area),))
            before = "–"
            if (indicator, area) in alone:
                before = self._year_end(self.report, indicator, area)
            rows.append(
                (name, Cell((before,)), Cell((self._year_end(self.known, indicator, area),)))
            )
        if not rows or len(self.known) == len(self.report):
            return ()
        label = Message("What the years before change")
        title = Message("earlier years count in {count} forecasts", {"count": len(rows)})
        note = Message(
            "Their levels give the months their weights and their base; median and 80% interval of "
            "year-to-date growth in December, in percent."
        )
        return (
            headed(label, title, "forecast-past", self.language),
            Table(
                caption=self.say("Forecast without and with the years before"),
                columns=(
                    Column(self.say("Indicator")),
                    Column(self.say("From this report alone"), "right"),
                    Column(self.say("With the years before"), "right"),
                ),
                rows=tuple(rows),
                note=self.say(note),
                anchor="table-forecast-past",
            ),
        )

    @staticmethod
    def _year_end(report: Report, indicator: str, area: str) -> str:
        try:
            december = report_outlook(report, indicator, area).chosen.ytd[12]
        except (InputError, NotDerivableError, KeyError):
            return "–"
        low, high = december.interval(0.8)
        return f"{december.median:.1f} [{low:.1f}, {high:.1f}]".replace("-", "−")

    # --- what became of it ----------------------------------------------------------------

    def came(self) -> tuple[Block | None, ...]:
        """Return what became of all that earlier reports said, and of forecasts made then."""
        rows = [row for row in self.evidence.outcomes if row.report != self.report.id]
        if not rows:
            return ()
        table = outcomes_table(rows, self.language, self._name, self._period)
        came = Counter(row.came for row in rows)
        title = self._counted(
            (Message("{came} {count}", {"came": each.label}), came[each]) for each in Came
        )
        chart = outcome_chart(
            [
                (
                    self._name(row.indicator, row.area),
                    f"{self._period(row.report)} {self.say(Message(KINDS[row.kind]))}",
                    row,
                )
                for row in rows
            ],
            self.language,
        )
        head = headed(Message("What became of it"), title, "outlook-outcomes", self.language)
        return (head, chart, table, self._calibration())

    def _calibration(self) -> Paragraph | None:
        if self.evidence.outcomes.calibration is None:
            return None
        return Paragraph((self.say(self.evidence.outcomes.calibration_said),), "note")
