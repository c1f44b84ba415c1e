"""What the pages on a panel share: opening, names, numbers, cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    Align,
    Block,
    Cell,
    Column,
    Cover,
    Heading,
    Number,
    Provenance,
    Run,
    Table,
    Tone,
)
from zoneanalysis.errors import InputError
from zoneanalysis.messages import LANGUAGES, Message
from zoneanalysis.panel import Panel, ZoneScore, read_panel, scorecard
from zoneanalysis.panel.ledger import Rate
from zoneanalysis.panel.panel import last_day, quarter_after
from zoneanalysis.panel.scoring import Item, Score
from zoneanalysis.panel.standing import Last
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.schema.tables import ORIGIN
from zoneanalysis.review.runs import Speaking
from zoneanalysis.review.wording import (
    in_list,
    interval_beside,
    number_text,
    period_name,
    range_text,
    unit_name,
)
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Month, Period

__all__ = ["DASH", "Page"]

DASH = "—"
_NAMED = 12  # zones that a sentence names
# What is scored of an indicator, where its name doesn't say so.
_MEASURES = {
    "ytd": Message("year to date"),
    "month": Message("of the month"),
    "ytd_yoy": Message("growth, year to date"),
    "month_yoy": Message("growth of the month"),
    "stock": Message("end of month"),
    "gap": Message("growth against target"),
    "attainment": Message("of target"),
    "progress": Message("against schedule"),
}


@dataclass(frozen=True, eq=False)
class Page(Speaking):
    """A page on a panel at the end of a month, in one language.

    Parameters
    ----------
    panel : Panel
    month : str
        As YYYY-MM.
    language : str
        "zh" or "en".
    """

    panel: Panel
    month: str
    language: str = "zh"

    def __post_init__(self) -> None:
        self.panel.check_month(self.month)
        if self.language not in LANGUAGES:
            raise InputError.single(
                must=f"the language must be one of {', '.join(LANGUAGES)}",
                came=repr(self.language),
                do='Write language="zh" or language="en".',
            )

    @classmethod
    def open(cls, panel: str, month: str, *, language: str = "zh", data: str | None = None) -> Self:
        """Return the page of a panel of the data package.

        Raises
        ------
        InputError
            With every fault of the panel's files, or where it has no such month.
        """
        return cls(read_panel(panel, DataPackage.find(data)), month, language)

    @property
    def day(self) -> str:
        """The last day of the month."""
        return last_day(self.month)

    @cached_property
    def when(self) -> Month:
        """The month."""
        return Month(int(self.month[:4]), int(self.month[5:]))

    @property
    def before(self) -> str | None:
        """The last month with values before, three months earlier at most; None without one."""
        at = self.panel.months.index(self.month)
        found = self.panel.months[at - 1] if at else None
        return found if found and quarter_after(found) >= self.month else None

    @property
    def since(self) -> str:
        """The name of the month that ranks are compared with; nothing where there is none."""
        if self.before is None:
            return ""
        year, month = int(self.before[:4]), int(self.before[5:])
        return period_name(Period.single(year, month), self.language, year=True)

    @cached_property
    def card(self) -> tuple[ZoneScore, ...]:
        """Scores at the end of the month."""
        return scorecard(self.panel, self.month)

    # --- words and numbers ----------------------------------------------------------------

    def name(self, code: str) -> str:
        """Return the short name of a zone, or the name of an indicator."""
        return self.panel.name(code, self.language)

    def kept(self, text: str) -> str:
        """Return a name or phrase of the ledgers: in English where the panel has it so."""
        return self.panel.english.get(text, text) if self.language == "en" else text

    def some(self, codes: Sequence[str]) -> str:
        """Return the names of zones; of many the first ones, and how many they are."""
        names = [self.name(each) for each in codes]
        if len(codes) <= _NAMED:
            return in_list(names, self.language)
        first = self.sign("、").join(names[: _NAMED // 2])
        return self.say("{names} and others, {count} zones", names=first, count=len(codes))

    def last_three(self, lead: Message, last: Mapping[str, Last]) -> str:
        """Return which zones are or could be among the last three; nothing where none is."""
        sure, maybe = (
            [z for z, each in last.items() if each == way] for way in ("yes", "could be")
        )
        if not sure and not maybe:
            return ""
        text = self.say(lead) + (self.some(sure) if sure else self.say("none for certain"))
        if maybe:
            text += self.say("; could be: {names}", names=self.some(maybe))
        return f"{text}{'。' if self.language == 'zh' else '.'}"

    def together(self, zones: Collection[str]) -> str:
        """Return what to call zones taken together: their group, else how many they are."""
        for code, area in self.panel.areas.items():
            if area.kind == "group" and set(self.panel.members(code)) == set(zones):
                return self.name(code)
        return self.say("these {count} zones together", count=len(zones))

    def item_name(self, item: Item) -> str:
        """Return the indicator of an item and what of it is scored."""
        name = self.name(item.indicator)
        if item.measure not in _MEASURES:
            return name
        what = self.say(_MEASURES[item.measure])
        return name + self.bracketed(what)

    def number(self, value: Quantity | None, *, sign: bool = False, decimals: int = 1) -> str:
        """Return a value as it stands in a table: printed places, else *decimals*."""
        if value is None:
            return DASH
        places = value.decimals if isinstance(value, Figure) else decimals
        return format_half_up(value.point, places, sign=sign and value.point != 0)

    def amounts(self, values: Sequence[Quantity | None]) -> tuple[list[str], str]:
        """Return levels as they stand in a column, all in one unit, and that unit."""
        given = [each for each in values if each is not None]
        if not given:
            return [DASH] * len(values), ""
        most = max(given, key=lambda each: abs(each.point) * each.unit.scale)
        one = len({each.unit for each in given}) == 1
        texts = [
            DASH if each is None
            else number_text(each if one else each.to(most.unit), self.language, beside=most)
            for each in values
        ]  # fmt: skip
        return texts, unit_name(most, self.language)

    def printed(self, shown: str, title: str, table: str, *key: str, column: str = "value") -> Run:
        """Return a value as it stands in a table of the panel, with its file and row."""
        return (
            DASH if shown == DASH else Number(shown, self.source(title, table, *key, column=column))
        )

    def source(self, title: str, table: str, *key: str, column: str = "value") -> Provenance:
        """Return in which row of which of the panel's files a value stands, and as what."""
        row = self.panel.row(table, *key)
        record = self.panel.tables[table].iloc[row - 2]
        value, symbol = str(record[column]), str(record["unit"])
        where = self.say("{file}, row {row}", file=f"{table}.csv", row=row)
        if record.get(ORIGIN):
            where += f"{'，' if self.language == 'zh' else ', '}{record[ORIGIN]}"
        figure = Figure.of(value, symbol, exact=table != "panel")
        interval = figure.interval
        return Provenance(
            id=f"{table}-r{row}",
            title=title,
            words=self.say("Printed: {printed} ({where})", printed=value + symbol, where=where),
            interval=interval_beside(figure, interval, self.language) if interval.width else "",
            note=str(record["note"]),
        )

    def value(self, shown: str, zone: str, code: str, measure: str) -> Run:
        """Return a value of ``panel.csv`` of the month, with its row."""
        title = f"{self.name(zone)} {self.name(code)}"
        return self.printed(shown, title, "panel", zone, self.month, code, measure)

    def rate(self, rate: Rate | Quantity | None, zone: str, code: str) -> Cell:
        """Return a cell with a rate and the whole projects behind it."""
        if rate is None:
            return Cell((DASH,), "muted")
        if isinstance(rate, Quantity):
            return Cell((self.value(f"{self.number(rate)}%", zone, code, "rate"),))
        shown = f"{format_half_up(rate.quantity.point, 1)}%"
        source = Provenance(
            id=f"{code}-{zone}".replace("_", "-").lower(),
            title=f"{self.name(zone)} {self.name(code)}",
            words=self.say("rate = projects that reached the stage ÷ projects on the list × 100"),
            numbers=f"{rate.reached} ÷ {rate.of} × 100 = {format_half_up(rate.quantity.point, 3)}",
            note=self.say("Counted in projects.csv at the end of {day}.", day=self.day),
        )
        return Cell((Number(shown, source), f" ({rate.reached}/{rate.of})"))

    def rank(self, place: int, best: int, worst: int) -> str:
        """Return a place, with the ranks that the data allow where they are several."""
        return str(place) if best == worst else f"{place} ({best}–{worst})"

    def last(self, last: Last) -> Cell:
        """Return whether a zone is among the last three."""
        words: dict[Last, tuple[str, Tone]] = {
            "yes": (self.say("yes"), "bad"),
            "could be": (self.say("could be"), "warn"),
            "no": ("", "muted"),
        }
        text, tone = words[last]
        return Cell((text,), tone)

    def arrow(self, now: int, before: int | None) -> tuple[Cell, ...]:
        """Return how many places a zone has gone up or down; nothing without an earlier month."""
        if self.before is None:
            return ()
        if before is None:
            return (Cell((DASH,), "muted"),)
        if now == before:
            return (Cell(("→",), "muted"),)
        up = now < before
        return (Cell((f"{'↑' if up else '↓'}{abs(now - before)}",), "good" if up else "bad"),)

    def points(self, score: Score | None) -> str:
        """Return the points of a score."""
        return DASH if score is None or score.value is None else format_half_up(score.point, 2)

    def range(self, value: Quantity) -> str:
        """Return the interval of a value, as one number where it is none."""
        if value.interval.width == 0:
            return format_half_up(value.point, 1)
        return range_text(value, self.language, decimals=1)

    # --- blocks ---------------------------------------------------------------------------

    def document(self, *blocks: Block | None) -> Document:
        """Return what one cell of the notebook shows."""
        kept = tuple(block for block in blocks if block is not None)
        return Document(kept, self.language)  # type: ignore[arg-type]

    def section(self, title: str, anchor: str, *blocks: Block | None, found: str = "") -> Document:
        """Return a section under what it *found*, its title as a small label.

        Nothing where it would be empty; under its title alone where it found nothing to say.
        """
        there = [block for block in blocks if block is not None]
        if not there:
            return self.document()
        return self.document(Heading(1, found or title, anchor, title if found else ""), *there)

    def cover_block(self, title: str, subtitle: str, *lines: tuple[str, str]) -> Document:
        """Return the title block."""
        publisher = str(self.panel.meta["publisher"][self.language])
        return self.document(
            Cover(title, subtitle, (*lines, (self.say("Published by"), publisher)), brief=True)
        )

    def table(
        self,
        caption: str,
        heads: Sequence[tuple[str, Align]],
        rows: Sequence[Sequence[Cell | Run]],
        **options: object,
    ) -> Table | None:
        """Return a table; None without rows."""
        if not rows:
            return None
        return Table(
            caption=caption,
            columns=tuple(Column(label, align) for label, align in heads),
            rows=tuple(
                tuple(each if isinstance(each, Cell) else Cell((each,)) for each in row)
                for row in rows
            ),
            **options,  # type: ignore[arg-type]
        )
