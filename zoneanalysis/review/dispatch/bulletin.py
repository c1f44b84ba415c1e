"""The monthly bulletin: indicators, ranking, warnings and talks, projects that wait (月度通报)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    BulletList,
    Card,
    Cards,
    Cell,
    Number,
    PageBreak,
    Paragraph,
    Runs,
    Tone,
)
from zoneanalysis.messages import Message
from zoneanalysis.panel import RATES, Alert, Standing, alerts, four_rates, growth, rate_standings
from zoneanalysis.panel.alerts import LEVELS, Level
from zoneanalysis.panel.scoring import Item
from zoneanalysis.review.dispatch.indicators import Indicators, tone_of
from zoneanalysis.review.dispatch.lists import Lists
from zoneanalysis.review.dispatch.page import DASH
from zoneanalysis.review.wording import amount, period_name
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["Bulletin"]

_LEVEL: dict[Level, tuple[Message, Tone]] = {
    "open": (Message("to be confirmed"), "muted"),
    "reminder": (Message("reminder"), "warn"),
    "letter": (Message("letter of warning"), "bad"),
    "talk": (Message("formal talk"), "bad"),
}


class Bulletin(Indicators, Lists):
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
            Cards(cards) if (cards := tuple(self._cards())) else None,
            BulletList(points) if (points := tuple(self._points())) else None,
            PageBreak(),
            found=self._headline(),
        )

    def _headline(self) -> str:
        """Return how many zones fell in the first indicator; nothing where one zone has it."""
        code, found = next(
            ((code, found) for code in self.main if len(found := self.grown(code)) > 1), ("", {})
        )
        falling = sum(rate.interval.sign == -1 for rate in found.values())
        told = {"indicator": self.name(code), "falling": falling, "count": len(found)}
        if not found:
            return ""
        if falling == len(found):
            return self.say("{indicator}: all {count} zones fell", **told)
        if falling:
            return self.say("{indicator}: {falling} of {count} zones fell", **told)
        return self.say("{indicator}: no zone of {count} fell", **told)

    def _cards(self) -> list[Card]:
        cards = []
        for code in self.main:
            group = next(iter(self.wholes(code)), self.panel.area)
            level = self.panel.figure(group, self.month, code, "ytd")
            rate = growth(self.panel, group, code, self.month)
            if level is None:
                continue
            of = Number(self.scope(group, code))
            details: list[tuple[str, Number, Tone]] = [(self.say("Area"), of, "neutral")]
            if rate:
                shown = Number(f"{self.number(rate, sign=True)}%")
                details.append((self.say("on a year earlier"), shown, tone_of(rate.point)))
            cards.append(
                Card(self.name(code), Number(amount(level, self.language)), tuple(details))
            )
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
        talks, letters = len(self._gravest("talk")), len(self._gravest("letter"))
        scheme, tasks = self.panel.tables["scheme"], self.panel.tables["tasks"]
        follows = (scheme["letter_after"] != "") | (scheme["talk_after"] != "")
        cards += [
            Card(
                self.say("Zones with a talk or letter"),
                Number(str(talks + letters)),
                (
                    (self.say("to be called in"), Number(str(talks)), "neutral"),
                    (self.say("to be written to"), Number(str(letters)), "neutral"),
                ),
                "bad" if talks else "warn" if letters else "neutral",
            )
        ] * bool(follows.any())
        cards += [
            Card(
                self.say("Tasks overdue"),
                Number(str(len(self.overdue))),
                tone="warn" if self.overdue else "neutral",
            )
        ] * bool(len(tasks))
        return cards

    def _points(self) -> list[Runs]:
        points: list[Runs] = []
        for code in self.main:
            found = self.grown(code)
            if not found:
                continue
            parts, _ = self.parts(code)
            text = self._grown(code, found)
            if len(parts) > 1:
                most, second = sorted(parts, key=lambda zone: -abs(parts[zone].point))[:2]
                up = parts[most].point > 0
            if len(parts) > 1 and abs(parts[most].point) > abs(parts[second].point):
                text += self.gap + self.say(
                    Message("{zone} added {points} points to the growth of {whole}, the most.")
                    if up
                    else Message(
                        "{zone} took {points} points from the growth of {whole}, the most."
                    ),
                    zone=self.name(most),
                    points=self.number(parts[most]).lstrip("−"),
                    whole=self.whole_name(code),
                )
            points.append((text,))
        last = {each.zone: each.last for each in self._standings}
        if text := self.last_three(Message("Last three by the four rates: "), last):
            points.append((text,))
        for level, sentence in (
            ("talk", Message("To be called in for a formal talk: {names}.")),
            ("letter", Message("To be written to: {names}.")),
        ):
            if zones := self._gravest(level):
                points.append((self.say(sentence, names=self.some(zones)),))
        return points

    def _gravest(self, level: str) -> list[str]:
        """Return the zones for which a level is the gravest that follows."""
        own = {each.zone: each.level for each in reversed(self._alerts)}
        return [zone for zone in self.panel.zones if own.get(zone) == level]

    def _grown(self, code: str, found: Mapping[str, Quantity]) -> str:
        """Return a sentence on the growth of an indicator in the zones that have it."""
        falling = [zone for zone, rate in found.items() if rate.interval.sign == -1]
        most = max(rate.point for rate in found.values())
        best = [zone for zone, rate in found.items() if rate.point == most]
        rate = self.number(found[best[0]]).lstrip("−")
        told = {"indicator": self.name(code), "count": len(found), "best": self.some(best)}
        if len(best) == len(found) > 1 and not falling:
            return self.say("{indicator}: all {count} zones grew by {rate}%.", rate=rate, **told)
        if len(falling) == len(found) == 1:
            return self.say("{indicator}: {best} fell by {rate}%.", rate=rate, **told)
        if len(falling) == len(found):
            return self.say(
                "{indicator}: all {count} zones fell; {best} least, by {rate}%.", rate=rate, **told
            )
        if falling:
            return self.say(
                "{indicator}: {falling} of {count} zones fell ({names}); {best} grew most, by "
                "{rate}%.",
                falling=len(falling), names=self.some(falling), rate=rate, **told,
            )  # fmt: skip
        if len(found) == 1:
            return self.say("{indicator}: {best} grew by {rate}%.", rate=rate, **told)
        return self.say(
            "{indicator}: no zone of {count} fell; {best} grew most, by {rate}%.",
            rate=rate, **told,
        )  # fmt: skip

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
                *self.arrow(each.place, earlier.get(each.zone)),
                *(self.rate(each.rates.get(code), each.zone, code) for code in RATES),
                self.number(each.mean),
                self.last(each.last),
            )
            for each in self._standings
        ]
        moved = (self.say("Change"),) if self.before else ()
        heads = [
            self.say("Zone"),
            self.say("Rank"),
            *moved,
            *(self.name(code) for code in RATES),
            self.say("Mean (%)"),
            self.say("Last three"),
        ]
        caption = Message("The four rates by zone")
        if moved:
            caption = Message("The four rates by zone, and the change of rank since {since}")
        note = Message(
            "In brackets after a rank: the ranks that the rounding of printed rates would allow; "
            "where the cut of the last three falls among such zones it says “could be”."
        )
        if self.panel.ledger_zones:
            note = Message(
                "Projects that reached the stage / projects on the list, at the end of {day}. In "
                "brackets after a rank: the ranks that one project more or less would allow; where "
                "the cut of the last three falls among such zones it says “could be”."
            )
        return self.section(
            self.say("Ranking by the four rates"),
            "ranking",
            self.table(
                self.say(caption, since=self.since),
                [(head, "left" if at == 0 else "right") for at, head in enumerate(heads)],
                rows,
                note=self.say(note, day=self.day),
                compact=True,
                widths=(4, 4, *(4 for _ in moved), 5, 5, 5, 5, 3, 5),
                anchor="table-ranking",
            ),
            found=self._leader(),
        )

    def _leader(self) -> str:
        """Return who leads by the four rates, or between whom that is open."""
        first = [each.zone for each in self._standings if each.best == 1]
        if not first:
            return ""
        if len(first) == 1:
            return self.say("{name} leads by the four rates", name=self.name(first[0]))
        return self.say(
            "First place by the four rates is open between {names}", names=self.some(first)
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
                    self._rule(each.item),
                    Cell((self.say(word),), tone),
                )
            )
        told = self.sign("；").join(
            self.say(
                "{level} {count} ({names})",
                level=self.say(_LEVEL[level][0]), count=len(zones), names=self.some(zones),
            )
            for level in reversed(LEVELS)
            if (zones := self._gravest(level))
        )  # fmt: skip
        table = self.table(
            self.say("Values below their thresholds"),
            [
                (self.say("Zone"), "left"),
                (self.say("Indicator"), "left"),
                (self.say("Value and threshold"), "right"),
                (self.say("Months in a row"), "right"),
                (self.say("Rule"), "left"),
                (self.say("Follows"), "left"),
            ],
            rows,
            compact=True,
            widths=(6, 20, 11, 8, 13, 9),
            note=self.say(
                "Rules of the office's scheme (scheme.csv): months in a row below the threshold "
                "that make a letter or a talk. To be confirmed: rounding, or the schedule that the "
                "progress is measured by, leaves open whether the value lies below."
            ),
            anchor="table-warnings",
        )
        lead = self.say(
            "Values that are or may be below their thresholds: {items}. Zones, "
            "each counted once by the gravest measure: {told}.",
            items=len(rows), told=told,
        )  # fmt: skip
        talks, letters = len(self._gravest("talk")), len(self._gravest("letter"))
        found = (
            self.say(
                "Zones due a formal talk: {talks}; due a letter: {letters}",
                talks=talks, letters=letters,
            )
            if talks or letters
            else self.say("No letter and no talk follows from the month's values")
        )  # fmt: skip
        return self.section(
            self.say("Warnings and talks"), "warnings", Paragraph((lead,)) if rows else None, table,
            found=found,
        )  # fmt: skip

    def _rule(self, item: Item) -> str:
        """Return after how many months an item makes a letter, and a talk."""
        told = []
        if item.letter_after:
            told.append(self.say("letter after {months}", months=item.letter_after))
        if item.talk_after:
            told.append(self.say("talk after {months}", months=item.talk_after))
        return self.sign("，").join(told) or DASH
