"""Zones by indicators: level, growth, target, contribution, each with where it is from (指标表)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Block, Cell, Number, Provenance, Tone
from zoneanalysis.panel import contributions, growth, progress
from zoneanalysis.review.dispatch.page import DASH, Page
from zoneanalysis.values.figures import Derived, Quantity

__all__ = ["Indicators", "tone_of"]


class Indicators(Page):
    """The section of a bulletin on what each zone reached, an indicator a table."""

    @cached_property
    def main(self) -> tuple[str, ...]:
        """The indicators with growth, in the order of the scheme, then of the panel."""
        frame = self.panel.tables["panel"]
        grown = dict.fromkeys(frame.loc[frame["measure"] == "ytd_yoy", "indicator"])
        scored = [code for code in self.panel.tables["scheme"]["indicator"] if code in grown]
        return tuple(dict.fromkeys([*scored, *grown]))

    def group_of(self, code: str) -> str:
        """Return the group whose total of an indicator the panel has."""
        frame = self.panel.tables["panel"]
        having = set(frame.loc[frame["indicator"] == code, "zone"])
        every = (code for code, area in self.panel.areas.items() if area.kind == "group")
        groups = [self.panel.area, *self.panel.tables["scheme"]["zones"], *every]
        return next((each for each in groups if each in having), self.panel.area)

    def indicators(self) -> Document:
        """Return zones by indicators: the map, and the table behind it."""
        return self.section(
            self.say("Indicators by zone"), "indicators", self.heat(), *self._indicator_tables()
        )

    def _indicator_tables(self) -> list[Block | None]:
        return [self._indicator_table(code) for code in self.main]

    def _indicator_table(self, code: str) -> Block | None:
        """Return a table of an indicator; a column without any value isn't there."""
        parts = contributions(self.panel, code, self.month)
        known = {
            zone: (level, rate)
            for zone in dict.fromkeys([*self.panel.zones, self.group_of(code)])
            for level in (self.panel.figure(zone, self.month, code, "ytd"),)
            for rate in (growth(self.panel, zone, code, self.month),)
            if level is not None or rate is not None
        }
        levels, unit = self.amounts([level for level, _ in known.values()])
        goals = [self.panel.target(zone, self.when.year, code, "ytd_yoy") for zone in known]
        leads = [progress(self.panel, zone, code, self.month) for zone in known]
        columns: list[tuple[str, Sequence[Cell | str]]] = [
            (self.say("Zone"), [self.name(zone) for zone in known]),
            (
                self.say("Year to date"),
                [
                    Cell((self.value(level, zone, code, "ytd"),))
                    for zone, level in zip(known, levels, strict=True)
                ],
            ),
            (
                self.say("Growth (%)"),
                [self._growth(rate, zone, code) for zone, (_, rate) in known.items()],
            ),
            (
                self.say("Target growth (%)"),
                [self._goal(goal, zone, code) for zone, goal in zip(known, goals, strict=True)],
            ),
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
        kept = [
            (head, cells)
            for head, cells in columns
            if any(each not in {DASH, Cell((DASH,))} for each in cells)
        ]
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

    def _growth(self, rate: Quantity | None, zone: str, code: str) -> Cell:
        if rate is None:
            return Cell((DASH,))
        tone = tone_of(rate.point)
        if isinstance(rate, Derived):
            words = rate.words.render(self.language)
            worked = self._worked(
                f"growth-{code}-{zone}", (zone, code), rate, words, rate.numbers, sign=True
            )
            return Cell(worked.runs, tone)
        return Cell((self.value(self.number(rate, sign=True), zone, code, "ytd_yoy"),), tone)

    def _goal(self, goal: Quantity | None, zone: str, code: str) -> Cell:
        title = f"{self.name(zone)} {self.name(code)} · {self.say('Target growth (%)')}"
        key = (zone, str(self.when.year), code, "ytd_yoy")
        return Cell((self.printed(self.number(goal), title, "targets", *key),))


def tone_of(value: Fraction) -> Tone:
    """Return the tone of a growth rate: bad below zero, good above."""
    return "bad" if value < 0 else "good" if value > 0 else "neutral"
