"""Zones by indicators: level, growth, target, contribution, each with where it is from (指标表)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Block, Cell, Chart, Number, Provenance, Tone
from zoneanalysis.panel import contributions, growth, progress, whole_above
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.waterfall import plot_waterfall
from zoneanalysis.review.dispatch.heat import heat
from zoneanalysis.review.dispatch.page import DASH, Page
from zoneanalysis.values.figures import Derived, Quantity
from zoneanalysis.values.formatting import format_half_up

__all__ = ["Indicators", "tone_of"]

_WIDER = "group county city province country"
_LEAST, _MOST = 4, 12  # contributions that make a chart, and that it holds
_DRAWN = 4  # indicators whose contributions are drawn


class Indicators(Page):
    """The section of a bulletin on what each zone reached, an indicator a table."""

    @cached_property
    def main(self) -> tuple[str, ...]:
        """The indicators with growth, in the order of the scheme, then of the panel.

        Where the month has no printed growth, those with levels.
        """
        frame = self.panel.tables["panel"]
        now = frame[frame["month"] == self.month]
        grown = dict.fromkeys(now.loc[now["measure"] == "ytd_yoy", "indicator"])
        grown = grown or dict.fromkeys(now.loc[now["measure"] == "ytd", "indicator"])
        scored = [code for code in self.panel.tables["scheme"]["indicator"] if code in grown]
        return tuple(dict.fromkeys([*scored, *grown]))

    def wholes(self, code: str) -> tuple[str, ...]:
        """Return the groups, city and province that the month has an indicator of, groups first."""
        frame = self.panel.tables["panel"]
        having = set(
            frame.loc[(frame["indicator"] == code) & (frame["month"] == self.month), "zone"]
        )
        found = [each for each, area in self.panel.areas.items()
                 if each in having and area.kind != "zone"]  # fmt: skip
        return tuple(sorted(found, key=lambda each: _WIDER.find(self.panel.areas[each].kind)))

    def listed(self, code: str) -> list[str]:
        """Return the zones that the month has an indicator's level or growth of."""
        return [
            zone
            for zone in self.panel.zones
            if self.panel.figure(zone, self.month, code, "ytd")
            or growth(self.panel, zone, code, self.month)
        ]

    def scope(self, area: str, code: str) -> str:
        """Return the name of a group, with how many of its zones have an indicator if not all."""
        if self.panel.areas[area].kind != "group":
            return self.name(area)
        members = self.panel.members(area)
        listed = [zone for zone in self.listed(code) if zone in members]
        if len(listed) == len(members):
            return self.name(area)
        told = {"group": self.name(area), "listed": len(listed), "all": len(members)}
        return self.say("{group} ({listed} of {all} listed)", **told)

    def parts(self, code: str) -> tuple[dict[str, Quantity], str]:
        """Return what the zones contribute, and the area to whose growth; "" for them together."""
        key = ("parts", code, self.month)
        if key not in self.panel.memo:
            whole = whole_above(self.panel, code, self.month)
            found = contributions(self.panel, code, self.month, whole=whole)
            self.panel.memo[key] = (found if whole or len(found) > 1 else {}), whole
        kept: tuple[dict[str, Quantity], str] = self.panel.memo[key]
        return kept

    def whole_name(self, code: str) -> str:
        """Return what to call the area to whose growth the zones contribute."""
        parts, whole = self.parts(code)
        return self.name(whole) if whole else self.together(parts)

    def waterfall(self, code: str) -> Chart | None:
        """Return the zones' contributions up to the growth of the whole, the largest first."""
        parts, whole = self.parts(code)
        if len(parts) < _LEAST:
            return None
        ordered = sorted(parts, key=lambda zone: -parts[zone].point)
        kept = (
            ordered if len(ordered) <= _MOST else [*ordered[: _MOST // 2], *ordered[-_MOST // 2 :]]
        )
        grown = growth(self.panel, whole, code, self.month) if whole else None
        total = (
            sum((each.point for each in parts.values()), Fraction(0))
            if grown is None
            else grown.point
        )
        rest = total - sum((parts[zone].point for zone in kept), Fraction(0))
        points = {self.name(zone): parts[zone].point for zone in kept}
        if whole or len(kept) < len(parts):
            points[self.say("All others")] = rest
        points[self.whole_name(code)] = total
        marks = tuple(
            Mark(label, format_half_up(point, 1, sign=point != 0), point)
            for label, point in points.items()
        )
        told = {"indicator": self.name(code), "whole": self.whole_name(code)}
        return drawn(
            lambda ax: plot_waterfall(ax, marks, total=True),
            height_mm=4 + 5 * len(marks),
            tall=ABOVE,
            alt=self.say(
                "Bars of what each zone contributes to the growth of {whole}. {values}",
                values=spoken((Panel("", marks),), self.language), **told,
            ),
            caption=self.say("{indicator}: contributions to growth of {whole} (points)", **told),
            anchor=f"chart-parts-{code.replace('_', '-')}",
        )  # fmt: skip

    def indicators(self) -> Document:
        """Return zones by indicators: the map, and the table behind it."""
        return self.section(
            self.say("Indicators by zone"), "indicators", heat(self), *self._indicator_tables(),
            found=self._kept_up(),
        )  # fmt: skip

    def grown(self, code: str) -> dict[str, Quantity]:
        """Return the growth of an indicator in the zones that have it."""
        rates = {zone: growth(self.panel, zone, code, self.month) for zone in self.panel.zones}
        return {zone: rate for zone, rate in rates.items() if rate is not None}

    def _kept_up(self) -> str:
        """Return how many zones fell in no indicator; nothing where that says little."""
        rates = [found for code in self.main if (found := self.grown(code))]
        zones = {zone for found in rates for zone in found}
        fell = {zone for found in rates for zone, rate in found.items() if rate.interval.sign == -1}
        if len(rates) < 2 or len(zones) < 2:
            return ""
        if not fell:
            return self.say("No zone of {count} fell in any indicator", count=len(zones))
        return self.say(
            "{kept} of {count} zones fell in no indicator",
            kept=len(zones - fell), count=len(zones),
        )  # fmt: skip

    def _indicator_tables(self) -> list[Block | None]:
        blocks: list[Block | None] = []
        for at, code in enumerate(self.main):
            blocks += [self._indicator_table(code), self.waterfall(code) if at < _DRAWN else None]
        return blocks

    def _indicator_table(self, code: str) -> Block | None:
        """Return a table of an indicator; a column without any value isn't there."""
        parts, _ = self.parts(code)
        known = {
            zone: (level, rate)
            for zone in (*self.panel.zones, *self.wholes(code))
            for level in (self.panel.figure(zone, self.month, code, "ytd"),)
            for rate in (growth(self.panel, zone, code, self.month),)
            if level is not None or rate is not None
        }
        levels, unit = self.amounts([level for level, _ in known.values()])
        goals = [self.panel.target(zone, self.when.year, code, "ytd_yoy") for zone in known]
        leads = [progress(self.panel, zone, code, self.month) for zone in known]
        columns: list[tuple[str, Sequence[Cell | str]]] = [
            (self.say("Zone"), [self.scope(zone, code) for zone in known]),
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
                self.say("Contribution to {whole} (points)", whole=self.whole_name(code)),
                [
                    self._worked(
                        f"part-{code}-{zone}",
                        (zone, code),
                        parts[zone],
                        self.say(
                            "contribution = change of the zone ÷ level of {whole} a year before",
                            whole=self.whole_name(code),
                        ),
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
        name = self.name(code)
        return self.table(
            name + (self.bracketed(unit) if unit else ""),
            [(head, "left" if at == 0 else "right") for at, (head, _) in enumerate(kept)],
            list(zip(*(cells for _, cells in kept), strict=True)),
            compact=True,
            widths=(4, *(3,) * (len(kept) - 1)),
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
            words = self.say(rate.words)
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
