"""The monthly bulletin: indicators, ranking, warnings and talks, projects that wait (月度通报)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Card,
    Cards,
    Cell,
    Number,
    Paragraph,
    Provenance,
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
)
from zoneanalysis.panel.alerts import LEVELS, Level
from zoneanalysis.panel.scoring import Item
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


class Bulletin(Lists):
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
            shown = Number(f"{self.number(rate, sign=True)}%")
            details = ((self.say("on a year before"), shown, _tone(rate.point)),) if rate else ()
            cards.append(Card(self.name(code), Number(amount(level, self.language)), details))
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
                Number(str(len(self.overdue))),
                tone="warn" if self.overdue else "neutral",
            )
        )
        return cards

    @cached_property
    def _main(self) -> tuple[str, ...]:
        """The indicators with growth, in the order of the scheme, then of the panel."""
        frame = self.panel.tables["panel"]
        grown = dict.fromkeys(frame.loc[frame["measure"] == "ytd_yoy", "indicator"])
        scored = [code for code in self.panel.tables["scheme"]["indicator"] if code in grown]
        return tuple(dict.fromkeys([*scored, *grown]))

    def _group(self, code: str) -> str:
        """Return the group whose total of an indicator the panel has."""
        frame = self.panel.tables["panel"]
        having = set(frame.loc[frame["indicator"] == code, "zone"])
        every = (code for code, area in self.panel.areas.items() if area.kind == "group")
        groups = [self.panel.area, *self.panel.tables["scheme"]["zones"], *every]
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
            parts = contributions(self.panel, code, self.month)
            text = self._grown(code, found)
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

    def _grown(self, code: str, found: Mapping[str, Quantity]) -> str:
        """Return a sentence on the growth of an indicator in the zones that have it."""
        falling = [zone for zone, rate in found.items() if rate.interval.sign == -1]
        best = max(found, key=lambda zone: found[zone].point)
        rate = self.number(found[best]).lstrip("−")
        told = {"indicator": self.name(code), "count": len(found), "best": self.name(best)}
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
                falling=len(falling), names=self.zones(falling), rate=rate, **told,
            )  # fmt: skip
        if len(found) == 1:
            return self.say("{indicator}: {best} grew by {rate}%.", rate=rate, **told)
        return self.say(
            "{indicator}: no zone of {count} fell; {best} grew most, by {rate}%.",
            rate=rate, **told,
        )  # fmt: skip

    def indicators(self) -> Document:
        """Return zones by indicators: the map, and the table behind it."""
        return self.section(
            self.say("Indicators by zone"), "indicators", self.heat(), *self._indicator_tables()
        )

    def _indicator_tables(self) -> list[Block | None]:
        return [self._indicator_table(code) for code in self._main]

    def _indicator_table(self, code: str) -> Block | None:
        """Return a table of an indicator; a column without any value isn't there."""
        parts = contributions(self.panel, code, self.month)
        known = {
            zone: (level, rate)
            for zone in dict.fromkeys([*self.panel.zones, self._group(code)])
            for level in (self.panel.figure(zone, self.month, code, "ytd"),)
            for rate in (growth(self.panel, zone, code, self.month),)
            if level is not None or rate is not None
        }
        levels, unit = self.amounts([level for level, _ in known.values()])
        goals = [self.panel.target(zone, self.when.year, code, "ytd_yoy") for zone in known]
        leads = [progress(self.panel, zone, code, self.month) for zone in known]
        columns: list[tuple[str, Sequence[Cell | str]]] = [
            (self.say("Zone"), [self.name(zone) for zone in known]),
            (self.say("Year to date"), levels),
            (self.say("Growth (%)"), [self._growth(rate) for _, rate in known.values()]),
            (self.say("Target growth (%)"), [self.number(goal) for goal in goals]),
            (
                self.say("Attained (%)"),
                [
                    self._worked(
                        f"attained-{code}-{zone}",
                        (zone, code),
                        each.attained,
                        self.say("attained = year to date ÷ target of the year × 100"),
                        each.attained.numbers,
                    )
                    if each
                    else DASH
                    for zone, each in zip(known, leads, strict=True)
                ],
            ),
            (self.say("Due (%)"), [self.range(each.due) if each else DASH for each in leads]),
            (
                self.say("Contribution (points)"),
                [
                    self._worked(
                        f"part-{code}-{zone}",
                        (zone, code),
                        parts[zone],
                        self.say("contribution = change of the zone ÷ level of all a year before"),
                        sign=True,
                    )
                    if zone in parts
                    else DASH
                    for zone in known
                ],
            ),
        ]
        kept = [(head, cells) for head, cells in columns if set(cells) != {DASH}]
        name, brackets = self.name(code), "（{}）" if self.language == "zh" else " ({})"
        return self.table(
            name + (brackets.format(unit) if unit else ""),
            [(head, "left" if at == 0 else "right") for at, (head, _) in enumerate(kept)],
            list(zip(*(cells for _, cells in kept), strict=True)),
            compact=True,
            widths=(3,) * len(kept),
            anchor=f"table-{code.replace('_', '-')}",
        )

    def _worked(
        self,
        anchor: str,
        of: tuple[str, str],
        value: Quantity,
        words: str,
        numbers: str = "",
        *,
        sign: bool = False,
    ) -> Cell:
        """Return a cell with a number that was worked out, and how."""
        source = Provenance(
            anchor.replace("_", "-").lower(), " ".join(map(self.name, of)), words, numbers,
            interval=self.range(value),
        )  # fmt: skip
        return Cell((Number(self.number(value, sign=sign), source),))

    def _growth(self, rate: Quantity | None) -> Cell | str:
        return DASH if rate is None else Cell((self.number(rate, sign=True),), _tone(rate.point))

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
                    self._rule(each.item),
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
        stop = "。" if self.language == "zh" else "."
        lead = Paragraph((told[:1].upper() + told[1:] + stop,)) if told else None
        return self.section(self.say("Warnings and talks"), "warnings", lead, table)

    def _rule(self, item: Item) -> str:
        """Return after how many months an item makes a letter, and a talk."""
        told = []
        if item.letter_after:
            told.append(self.say("letter after {months}", months=item.letter_after))
        if item.talk_after:
            told.append(self.say("talk after {months}", months=item.talk_after))
        return ("，" if self.language == "zh" else ", ").join(told) or DASH


def _tone(value: Fraction) -> Tone:
    return "bad" if value < 0 else "good" if value > 0 else "neutral"
