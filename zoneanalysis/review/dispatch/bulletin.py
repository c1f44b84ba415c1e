"""The monthly bulletin: indicators, ranking, warnings and talks, projects that wait (月度通报)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Number,
    Paragraph,
    Runs,
    Tone,
)
from zoneanalysis.messages import Message
from zoneanalysis.panel import (
    RATES,
    Alert,
    Standing,
    alerts,
    contributions,
    four_rates,
    growth,
    progress,
    rate_standings,
    stuck,
)
from zoneanalysis.panel.alerts import LEVELS, Level
from zoneanalysis.review.dispatch.page import DASH, Page
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["Bulletin"]

_LEVEL: dict[Level, tuple[Message, Tone]] = {
    "open": (Message("to be confirmed"), "muted"),
    "reminder": (Message("reminder"), "warn"),
    "letter": (Message("letter of warning"), "bad"),
    "talk": (Message("formal talk"), "bad"),
}
_WAITS = {
    "started": Message("start of construction"),
    "commissioned": Message("commissioning"),
    "full_capacity": Message("full capacity"),
}
_SHOWN = 12


class Bulletin(Page):
    """The bulletin of a month: one method a section, each a document."""

    @cached_property
    def _standings(self) -> tuple[Standing, ...]:
        return rate_standings(self.panel, self.month)

    @cached_property
    def _alerts(self) -> tuple[Alert, ...]:
        return alerts(self.panel, self.month)

    @cached_property
    def _period(self) -> str:
        return period_name(Period.ytd(self.when.year, self.when.month), self.language, year=True)

    def cover(self) -> Document:
        """Return the title block."""
        group = self.panel.areas[self.panel.area].name(self.language)
        names = {
            "zones": group,
            "month": period_name(
                Period.single(self.when.year, self.when.month), self.language, year=True
            ),
        }
        return self.cover_block(
            self.say("{zones}: bulletin of {month}", **names),
            self.say("Indicators, ranking by the four rates, warnings, projects and tasks"),
            (self.say("Period"), self._period),
            (self.say("Ledgers as of"), self.day),
            (self.say("Zones"), str(len(self.panel.zones))),
        )

    def summary(self) -> Document:
        """Return the month in a few numbers and sentences."""
        return self.section(
            self.say("The month at a glance"),
            "summary",
            Cards(tuple(self._cards())),
            BulletList(tuple(self._points())),
        )

    def _cards(self) -> list[Card]:
        cards = []
        for code in self._main:
            group = self._group(code)
            level = self.panel.figure(group, self.month, code, "ytd")
            rate = growth(self.panel, group, code, self.month)
            if level is None:
                continue
            unit = level.unit.symbol if self.language == "zh" else "CNY 100 m"
            shown = Number(f"{self.number(rate, sign=True)}%")
            details = ((self.say("on a year before"), shown, _tone(rate.point)),) if rate else ()
            cards.append(Card(self.name(code), Number(f"{self.number(level)} {unit}"), details))
        totals = four_rates(self.panel, self.day, by=None)
        for code in ("start_rate", "commissioning_rate"):
            if ("", code) in totals:
                rate_ = totals["", code]
                cards.append(
                    Card(
                        self.name(code),
                        Number(f"{format_half_up(rate_.quantity.point, 1)}%"),
                        ((self.say("projects"), Number(f"{rate_.reached}/{rate_.of}"), "neutral"),),
                    )
                )
        levels = Counter(each.level for each in self._alerts)
        cards.append(
            Card(
                self.say("Letters and talks"),
                Number(str(levels["letter"] + levels["talk"])),
                ((self.say("of them talks"), Number(str(levels["talk"])), "neutral"),),
                "bad" if levels["talk"] else "neutral",
            )
        )
        cards.append(
            Card(
                self.say("Tasks overdue"),
                Number(str(len(self._overdue))),
                tone="warn" if self._overdue else "neutral",
            )
        )
        return cards

    @cached_property
    def _main(self) -> tuple[str, ...]:
        """The indicators with growth, in the order of the scheme."""
        scored = self.panel.tables["scheme"]["indicator"]
        grown = self.panel.tables["panel"].query("measure == 'ytd_yoy'")["indicator"]
        return tuple(dict.fromkeys(code for code in scored if code in set(grown)))

    def _group(self, code: str) -> str:
        """Return the group whose total of an indicator the panel has."""
        frame = self.panel.tables["panel"]
        having = set(frame.loc[frame["indicator"] == code, "zone"])
        groups = [self.panel.area, *self.panel.tables["scheme"]["zones"]]
        return next((each for each in groups if each in having), self.panel.area)

    def _points(self) -> list[Runs]:
        points: list[Runs] = []
        for code in self._main:
            found = {
                zone: rate
                for zone in self.panel.zones
                if (rate := growth(self.panel, zone, code, self.month)) is not None
            }
            if not found:
                continue
            falling = [z for z, rate in found.items() if rate.interval.sign == -1]
            best = max(found, key=lambda zone: found[zone].point)
            parts = contributions(self.panel, code, self.month)
            text = (
                self.say(
                    "{indicator}: {falling} of {count} zones fell ({names}); {best} grew most, by "
                    "{rate}%.",
                    indicator=self.name(code),
                    falling=len(falling),
                    count=len(found),
                    names=self.zones(falling),
                    best=self.name(best),
                    rate=self.number(found[best]),
                )
                if falling
                else self.say(
                    "{indicator}: no zone of {count} fell; {best} grew most, by {rate}%.",
                    indicator=self.name(code),
                    count=len(found),
                    best=self.name(best),
                    rate=self.number(found[best]),
                )
            )
            if parts:
                most = max(parts, key=lambda zone: parts[zone].point)
                text += ("" if self.language == "zh" else " ") + self.say(
                    "{zone} made up {points} points of the growth of all.",
                    zone=self.name(most),
                    points=self.number(parts[most]),
                )
            points.append((text,))
        sure = [each.zone for each in self._standings if each.last == "yes"]
        maybe = [each.zone for each in self._standings if each.last == "could be"]
        if sure or maybe:
            text = self.say("Last three by the four rates: ")
            text += self.zones(sure) if sure else self.say("none for certain")
            if maybe:
                text += self.say("; could be: {names}", names=self.zones(maybe))
            points.append((f"{text}{'。' if self.language == 'zh' else '.'}",))
        talks = dict.fromkeys(each.zone for each in self._alerts if each.level == "talk")
        if talks:
            points.append((self.say("To be called in: {names}.", names=self.zones(list(talks))),))
        return points

    def indicators(self) -> Document:
        """Return zones by indicators: the map, and the table behind it."""
        return self.section(
            self.say("Indicators by zone"), "indicators", self.heat(), *self._indicator_tables()
        )

    def _indicator_tables(self) -> list[Block | None]:
        tables: list[Block | None] = []
        for code in self._main:
            rows = []
            parts = contributions(self.panel, code, self.month)
            areas = [*self.panel.zones, self._group(code)]
            for zone in areas:
                level = self.panel.figure(zone, self.month, code, "ytd")
                rate = growth(self.panel, zone, code, self.month)
                if level is None and rate is None:
                    continue
                goal = self.panel.target(zone, self.when.year, code, "ytd_yoy")
                lead = progress(self.panel, zone, code, self.month)
                part = parts.get(zone)
                rows.append(
                    (
                        self.name(zone),
                        self.number(level),
                        Cell(
                            (self.number(rate, sign=True),),
                            _tone(rate.point) if rate else "muted",
                        ),
                        self.number(goal) if goal else DASH,
                        self.number(lead.attained) if lead else DASH,
                        self.range(lead.due) if lead else DASH,
                        self.number(part, sign=True) if part else DASH,
                    )
                )
            heads = (
                self.say("Zone"),
                self.say("Year to date"),
                self.say("Growth (%)"),
                self.say("Target growth (%)"),
                self.say("Attained (%)"),
                self.say("Due (%)"),
                self.say("Contribution (points)"),
            )
            unit = self.panel.indicators[code].unit if self.language == "zh" else "CNY 100 million"
            tables.append(
                self.table(
                    f"{self.name(code)} ({unit})",
                    [(head, "left" if at == 0 else "right") for at, head in enumerate(heads)],
                    rows,
                    compact=True,
                    widths=(3, 3, 3, 3, 3, 4, 3),
                    anchor=f"table-{code.replace('_', '-')}",
                )
            )
        return tables

    def ranking(self) -> Document:
        """Return the zones by the four rates, with the whole projects behind them."""
        earlier = (
            {each.zone: each.place for each in rate_standings(self.panel, self.before)}
            if self.before
            else {}
        )
        rows: list[tuple[Cell | str, ...]] = [
            (
                self.name(each.zone),
                self.rank(each.place, each.best, each.worst),
                self.arrow(each.place, earlier.get(each.zone)),
                *(self.rate(each.rates.get(code), each.zone, code) for code in RATES),
                self.number(each.mean),
                self.last(each.last),
            )
            for each in self._standings
        ]
        heads = [
            self.say("Zone"),
            self.say("Rank"),
            self.say("Change"),
            *(self.name(code) for code in RATES),
            self.say("Mean (%)"),
            self.say("Last three"),
        ]
        note = self.say(
            "Projects that reached the stage / projects on the list, at the end of {day}. In "
            "brackets after a rank: the ranks that one project more or less would allow; where "
            "the cut of the last three falls among such zones it says “could be”.",
            day=self.day,
        )
        return self.section(
            self.say("Ranking by the four rates"),
            "ranking",
            self.table(
                self.say("The four rates by zone, and the change of rank since the month before"),
                [(head, "left" if at == 0 else "right") for at, head in enumerate(heads)],
                rows,
                note=note,
                compact=True,
                widths=(4, 4, 3, 5, 5, 5, 5, 3, 4),
                anchor="table-ranking",
            ),
        )

    def warnings(self) -> Document:
        """Return warnings and talks, each with the rule that fired."""
        rows: list[tuple[Cell | str, ...]] = []
        for each in self._alerts:
            word, tone = _LEVEL[each.level]
            threshold = each.item.warn_below or Fraction(0)
            shown = format_half_up(threshold, 1).removesuffix(".0")
            if each.level == "open":
                against = f"{self.range(each.value)} / {shown}"
            else:
                against = f"{self.number(each.value)} < {shown}"
            rows.append(
                (
                    self.name(each.zone),
                    self.item_name(each.item),
                    against,
                    str(len(each.months)) if each.months else DASH,
                    Cell((self.say(word),), tone),
                )
            )
        counts = Counter(each.level for each in self._alerts)
        told = ("、" if self.language == "zh" else ", ").join(
            f"{self.say(_LEVEL[level][0])} {counts[level]}"
            for level in reversed(LEVELS)
            if counts[level]
        )
        table = self.table(
            self.say("Values below their thresholds"),
            [
                (self.say("Zone"), "left"),
                (self.say("Indicator"), "left"),
                (self.say("Value and threshold"), "right"),
                (self.say("Months in a row"), "right"),
                (self.say("Follows"), "left"),
            ],
            rows,
            compact=True,
            note=self.say(
                "By the office's scheme (scheme.csv): so many months in a row below the threshold "
                "make a letter, so many a talk. To be confirmed: rounding, or the schedule that "
                "the progress is measured by, leaves open whether the value lies below."
            ),
            anchor="table-warnings",
        )
        lead = Paragraph((told + ("。" if self.language == "zh" else "."),)) if told else None
        return self.section(self.say("Warnings and talks"), "warnings", lead, table)

    def projects(self) -> Document:
        """Return the projects that have waited longest for their next stage."""
        waiting = stuck(self.panel, self.day)
        counts = Counter(waiting["waits_for"])
        told = ("、" if self.language == "zh" else ", ").join(
            self.say("{count} wait for {stage}", count=counts[stage], stage=self.say(_WAITS[stage]))
            for stage in _WAITS
            if counts[stage]
        )
        rows = [
            (
                row["name"],
                self.name(row["zone"]),
                self.say(_WAITS[row["waits_for"]]),
                row["since"],
                str(row["days"]),
                str(row["planned"]),
                row["owner"],
            )
            for row in waiting.head(_SHOWN).to_dict("records")
        ]
        return self.section(
            self.say("Projects that wait"),
            "projects",
            Paragraph((told + ("。" if self.language == "zh" else "."),)) if told else None,
            self.table(
                self.say("The {count} longest waiting", count=len(rows)),
                [
                    (self.say("Project"), "left"),
                    (self.say("Zone"), "left"),
                    (self.say("Waits for"), "left"),
                    (self.say("Since"), "right"),
                    (self.say("Days"), "right"),
                    (self.say("Planned (CNY 100 m)"), "right"),
                    (self.say("In charge"), "left"),
                ],
                rows,
                compact=True,
                anchor="table-stuck",
            ),
        )

    @cached_property
    def _overdue(self) -> list[dict[str, str]]:
        frame = self.panel.tables["tasks"]
        open_ = (frame["done"] == "") | (frame["done"] > self.day)
        late = frame[open_ & (frame["deadline"] < self.day)]
        return [
            {str(key): str(value) for key, value in row.items()}
            for row in late.sort_values(["deadline", "id"]).to_dict("records")
        ]

    def tasks(self) -> Document:
        """Return the tasks past their deadline."""
        rows = [
            (
                row["id"],
                self.name(row["zone"]),
                row["problem"],
                row["measure"],
                row["owner"],
                row["deadline"],
            )
            for row in self._overdue
        ]
        return self.section(
            self.say("Tasks overdue"),
            "tasks",
            self.table(
                self.say("Open at the end of {day} and past their deadline", day=self.day),
                [
                    (self.say("No."), "left"),
                    (self.say("Zone"), "left"),
                    (self.say("Problem"), "left"),
                    (self.say("Measure"), "left"),
                    (self.say("In charge"), "left"),
                    (self.say("Deadline"), "right"),
                ],
                rows,
                compact=True,
                anchor="table-tasks",
            ),
        )

    def notes(self) -> Document:
        """Return what a reader must know before acting on the bulletin."""
        return self.document(
            Callout(
                "neutral",
                self.say("How to read it"),
                (
                    self.say(
                        "Ranks, warnings and last places follow from the panel and the office's "
                        "scheme by rule. A dash is a value that the panel does not hold. “Due” is "
                        "a twelfth of the target a month, with the range to the share that the "
                        "year before had by then."
                    ),
                ),
            )
        )


def _tone(value: Fraction) -> Tone:
    return "bad" if value < 0 else "good" if value > 0 else "neutral"
