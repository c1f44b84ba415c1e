"""A figure as read, with where each part of its name stands (读数)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from zoneanalysis.extraction.places import AreaRef
from zoneanalysis.values.periods import Month, Period

__all__ = ["CellPlace", "Draft", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure's indicator, area or period stands (出处).

    Parameters
    ----------
    how : str
        "own": in the words of its own clause. "frame": carried by a frame that admits nothing
        else, such as a list with 分别, the level that a growth rate directly follows, the opening
        of its sentence, or the report's own where its paragraph names no other. "carried": from
        further away. "none": nowhere.
    clause : int
        The clause that states it; -1 for the report as a whole.
    """

    how: str
    clause: int = -1


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a figure stands in a table, and what its row and column are.

    Parameters
    ----------
    table, row, column : int
        Counted from 0, heads apart.
    role : str
        What the heads make of it: "yoy", "share", "earlier", "target" …; "" for the value itself.
    kinds : tuple of str
        Of every row of its table: "total", "subtotal", "whole", "among", "part", "heading".
    group : tuple of str
        Heads above the head of its own column.
    total : bool
        Whether its column adds the others of its group up.
    among : bool
        Whether its column is a part of another.
    """

    table: int
    row: int
    column: int
    role: str
    kinds: tuple[str, ...]
    group: tuple[str, ...] = ()
    total: bool = False
    among: bool = False

    @property
    def kind(self) -> str:
        """What its row is."""
        return self.kinds[self.row]


@dataclass(slots=True)
class Draft:
    """A figure as read, before ids and codes are given.

    Parameters
    ----------
    start, end : int
        In the normalised text, the direction word included.
    number_start : int
        First digit.
    indicator : str
        Chinese phrase.
    reference : str
        What a gap compares with, or the whole of a share.
    reference_period : Period or None
    items : tuple of str
        Names listed before a count.
    pattern : str
        The rule that read it.
    reasons : list of str
        Keys of `zoneanalysis.extraction.explain.REASONS`: why a human should look.
    evidence : dict
        For "indicator", "area" and "period": the `Source` that it was read from.
    cell : CellPlace or None
        Where it stands in a table.
    lost : bool
        Whether its number is broken: what is said of it is known, its value isn't.
    undated : str
        What stands for its date and is none: 目前, 今年以来.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: str
    kind: str
    measure: str
    indicator: str
    area: AreaRef
    period: Period
    status: str = "actual"
    bound: str = ""
    basis: str = "unknown"
    relation: str = ""
    reference: str = ""
    reference_period: Period | None = None
    items: tuple[str, ...] = ()
    pattern: str = ""
    reasons: list[str] = field(default_factory=list)
    clause: int = 0
    sentence: int = 0
    paragraph: int = 0
    depth: int = 0
    group: int = 0
    base: str = ""
    lead: str = ""
    numeral: bool = False
    part: str = ""
    counts_zones: bool = False
    id: str = ""
    code: str = ""
    indicator_code: str = ""
    printed: str = ""
    char_start: int = 0
    section: str = "context"
    block: int = -1
    anchored: bool = False
    among: bool = False
    twin: int = 0
    roles: frozenset[str] = frozenset()
    scope: str = ""
    evidence: dict[str, Source] = field(default_factory=dict)
    cell: CellPlace | None = None
    lost: bool = False
    undated: str = ""

    @property
    def named(self) -> bool:
        """Whether indicator, area and period all stand in its own words or an unambiguous frame."""
        return all(each.how in {"own", "frame"} for each in self.evidence.values())

    @property
    def counted(self) -> bool:
        """Whether it is a level or a count: what adds."""
        return self.measure in {"level", "count"}

    @property
    def plain(self) -> bool:
        """Whether it stands outside brackets, and is neither at least nor at most."""
        return not (self.depth or self.limit)

    @property
    def thing(self) -> str:
        """What its unit counts or measures, be it in 万 or 亿."""
        return self.unit.lstrip("万亿")

    @property
    def until(self) -> Month:
        """The month that its period ends with."""
        return self.period.end

    @property
    def limit(self) -> str:
        """What side of it the value lies on: 超, 不足, 以上; "" for 约, which says how near."""
        return "" if self.bound == "approximate" else self.bound
