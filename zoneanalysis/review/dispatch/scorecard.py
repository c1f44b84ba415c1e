"""The scorecard: every zone's score with its arithmetic, and how firm the ranking is (计分卡)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import BulletList, Cell, Number, Provenance, Run, Table
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.panel import RATES, ZoneScore, scorecard, sensitivity
from zoneanalysis.panel.scoring import Score, items
from zoneanalysis.review.dispatch.heat import heat
from zoneanalysis.review.dispatch.page import DASH, Page
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["Scorecard"]

_ACROSS = 14  # zones that stand beside each other
# The measure that is printed of what is scored.
_PRINTED = {"gap": "ytd_yoy", "attainment": "ytd", "progress": "ytd"}


class Scorecard(Page):
    """Scores from January to the end of a month: one method a section, each a document."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not len(self.panel.tables["scheme"]):
            raise InputError.single(
                must="a scorecard needs a scoring scheme",
                came=f"no row in scheme.csv of {self.panel.id}",
                do="Enter the items with weights and rules there; see docs/guide/panels.md.",
            )

    @cached_property
    def _period(self) -> str:
        return period_name(Period.ytd(self.when.year, self.when.month), self.language, year=True)

    def cover(self) -> Document:
        """Return the title block."""
        group = self.panel.areas[self.panel.area].name(self.language)
        return self.cover_block(
            self.say("{zones}: scorecard of {period}", zones=group, period=self._period),
            self.say("Scores by the office's scheme, with their arithmetic"),
            (self.say("Period"), self._period),
            (self.say("Ledgers as of"), self.day),
            (self.say("Zones"), str(len(self.card))),
        )

    def summary(self) -> Document:
        """Return who leads, who is last, and how firm that is."""
        lasts = {each.zone: each.last for each in self.card}
        last = self.last_three(Message("Last three: "), lasts)
        return self.section(
            self.say("Result"),
            "summary",
            BulletList(((last,),)) if last else None,
            self._ranking(),
            found=self._leader(),
        )

    def _leader(self) -> str:
        """Return who leads, or between whom that is open."""
        first = [each for each in self.card if each.best == 1]
        if len(first) == 1:
            points = self.number(first[0].total, decimals=2)
            name = self.name(first[0].zone)
            return self.say("{name} leads with {points} points", name=name, points=points)
        return self.say(
            "First place is open between {names}: their ranges overlap",
            names=self.some([each.zone for each in first]),
        )

    def _total(self, each: ZoneScore) -> Number:
        return Number(
            self.number(each.total, decimals=2),
            Provenance(
                id=f"score-{each.zone.lower()}",
                title=self.name(each.zone),
                words=self.say("total = sum of the items' points"),
                numbers=" + ".join(self.points(score) for score in each.scores),
                interval=self.range(each.total),
                inputs=tuple(
                    (self.item_name(score.item), score.numbers, "", "scheme.csv")
                    for score in each.scores
                ),
            ),
        )

    def _ranking(self) -> Table | None:
        earlier = (
            {each.zone: each.place for each in scorecard(self.panel, self.before)}
            if self.before
            else {}
        )
        firm = sensitivity(self.card).to_dict("index")
        rows: list[tuple[Cell | Run, ...]] = [
            (
                self.name(each.zone),
                self.rank(each.place, each.best, each.worst),
                *self.arrow(each.place, earlier.get(each.zone)),
                Cell((self._total(each),)),
                self.range(each.total),
                self.last(each.last),
                f"{firm[each.zone]['last']:.0%}",
                "–".join(
                    dict.fromkeys(
                        f"{firm[each.zone][end]:.0f}" for end in ("rank_low", "rank_high")
                    )
                ),
            )
            for each in self.card
        ]
        heads = (
            self.say("Zone"),
            self.say("Rank"),
            *((self.say("Change"),) if self.before else ()),
            self.say("Points"),
            self.say("Range"),
            self.say("Last three"),
            self.say("Last three when weights move"),
            self.say("Ranks when weights move"),
        )
        return self.table(
            self.say("Zones by their points")
            if not self.before
            else self.say(
                "Zones by their points, and the change of rank since {since}", since=self.since
            ),
            [(head, "left" if at == 0 else "right") for at, head in enumerate(heads)],
            rows,
            note=self.say(
                "Range: what rounding, the schedule assumed, and values not known allow. The last "
                "two columns: 20,000 draws that move every weight by up to a fifth and every value "
                "within its range; a guide, not a verdict."
            ),
            anchor="table-scores",
        )

    def items(self) -> Document:
        """Return the points of every zone by item."""
        listed = items(self.panel)
        keys = dict.fromkeys((each.indicator, each.measure) for each in listed)
        by_key = {
            (each.zone, (score.item.indicator, score.item.measure)): score
            for each in self.card
            for score in each.scores
        }
        zones = [each.zone for each in self.card]
        named = {(each.indicator, each.measure): each for each in listed}
        grid: list[list[Cell | Run]] = [[self.say("Item"), *map(self.name, zones)]]
        for key in keys:
            scored = [self._scored(zone, by_key.get((zone, key))) for zone in zones]
            grid.append([self.item_name(named[key]), *scored])
        if len(zones) > _ACROSS:  # then zones stand down
            grid = [list(line) for line in zip(*grid, strict=True)]
            grid[0][0] = self.say("Zone")
        heads, *rows = grid
        return self.section(
            self.say("Points by item"),
            "items",
            heat(self),
            self.table(
                self.say("Points by item and zone, in the order of the ranking"),
                [(str(head), "left" if at == 0 else "right") for at, head in enumerate(heads)],
                rows,
                compact=True,
                widths=(3, *(1 for _ in heads[1:])),
                anchor="table-items",
            ),
            found=self._furthest(),
        )

    def _furthest(self) -> str:
        """Return the item that sets the zones furthest apart, with its fewest and most points."""
        scored: dict[str, list[Fraction]] = {}
        for each in self.card:
            for score in each.scores:
                if score.value is not None:
                    scored.setdefault(self.item_name(score.item), []).append(score.point)
        ends = {item: (min(points), max(points)) for item, points in scored.items()}
        item = max(ends, key=lambda each: ends[each][1] - ends[each][0], default="")
        if not item or ends[item][0] == ends[item][1]:
            return ""
        low, high = (format_half_up(end, 2) for end in ends[item])
        return self.say(
            "{item} sets the zones furthest apart: {low} to {high} points",
            item=item, low=low, high=high,
        )  # fmt: skip

    def arithmetic(self) -> Document:
        """Return how every point came about."""
        rows = [
            (
                self.name(each.zone),
                self.item_name(score.item),
                score.numbers,
                self._scored(each.zone, score),
                self._range(score),
            )
            for each in self.card
            for score in each.scores
        ]
        return self.section(
            self.say("Arithmetic"),
            "arithmetic",
            self.table(
                self.say("Every item's arithmetic: weight × (value − lower) ÷ (upper − lower)"),
                [
                    (self.say("Zone"), "left"),
                    (self.say("Item"), "left"),
                    (self.say("Arithmetic"), "left"),
                    (self.say("Points"), "right"),
                    (self.say("Range"), "right"),
                ],
                rows,
                compact=True,
                interactive=True,
                anchor="table-arithmetic",
            ),
            found=self.say(
                "{known} of {count} scores could be computed",
                known=sum(score.value is not None for each in self.card for score in each.scores),
                count=len(rows),
            ),
        )

    def _scored(self, zone: str, score: Score | None) -> Run:
        """Return the points of an item, with the printed value that they come from."""
        if score is None or score.value is None:
            return DASH
        item = score.item
        title = f"{self.name(zone)} {self.item_name(item)}"
        key = (zone, self.month, item.indicator, _PRINTED.get(item.measure, item.measure))
        own_rate = item.indicator in RATES and zone in self.panel.ledger_zones
        if self.panel.figure(*key) is None or own_rate:
            told = Provenance("points", title)
        else:
            told = self.source(title, "panel", *key)
        anchor = f"points-{zone}-{item.indicator}-{item.measure}".replace("_", "-").lower()
        return Number(self.points(score), replace(told, id=anchor, numbers=score.numbers))

    def _range(self, score: Score) -> str:
        low, high = score.points.lo, score.points.hi
        assert low is not None
        assert high is not None
        ends = [format_half_up(end, 2) for end in (low, high)]
        return "" if ends[0] == ends[1] else " … ".join(ends)
