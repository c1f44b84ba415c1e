"""What is carried from clause to clause: subject, area, period, status (语境)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.timewords import Mention, resolve
from zoneanalysis.values.periods import Period

__all__ = ["Carried", "CellPlace", "Draft", "Source"]

_ESTIMATE = re.compile(r"预计|预测|估计|初步测算|有望|届时|(?:建成|投产|达产)后")
# Words whose sentence is a plan to its end, and nouns that make one figure a target.
_WILL = re.compile(
    r"力争|争取|确保|努力实现|未来|今后|拟(?=建|新|引|投|打)|规划(?=建设|新增|到)|计划(?=完成|实现|达|到|新|建|用|引|培|推|.{0,4}内)"
    r"|(?<!行)将(?:会|再|新)?(?:达|新增|实现|建成|建设|打造|形成|带动|完成|增长|超过|突破|培育|引进|推出|开工|投产|扩)"
    r"|到(?:20\d\d|明)年(?:底|末)?"
)
_AIM = re.compile(
    r"(?<!完成)(?<!实现)(?<!达到)(?<!激励)(?<!年度)(?<!约束性)目标(?:值|增速)?(?=为|是|:|$)"
    r"|预期(?=增长|目标)|安排预期|要达到|不低于|控制在"
)


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

    @property
    def named(self) -> bool:
        """Whether indicator, area and period all stand in its own words or an unambiguous frame."""
        return all(each.how in {"own", "frame"} for each in self.evidence.values())


@dataclass
class Carried:
    """The state of a reader as it goes through a report.

    Parameters
    ----------
    gazetteer : Gazetteer
    own : Period
        The report's own.
    """

    gazetteer: Gazetteer
    own: Period
    area: AreaRef = field(init=False)
    period: Period = field(init=False)
    area_from: Clause | None = None
    period_from: Clause | None = None
    status: str = "actual"
    status_scope: int = -1
    base_status: str = "actual"
    subject: str = ""
    subject_sentence: int = -1
    topic: str = ""
    named_period: bool = False
    last: Draft | None = None
    sentence: int = -1
    paragraph: int = -1
    pending: str = ""
    lead_in: str = ""
    bracket_text: str = ""
    counted: str = ""
    counted_sentence: int = -1
    level_unit: str = ""
    scope: str = ""
    whole: str = ""
    whole_at: int = -1
    zones: tuple[str, ...] = ()
    zones_sentence: int = -1
    among: str = ""
    among_sentence: int = -1
    levels: list[str] = field(default_factory=list)
    levels_sentence: int = -1
    said: list[str] = field(default_factory=list)
    said_sentence: int = -1
    names: list[str] = field(default_factory=list)
    falling: bool = False
    inner_subject: str = ""
    inner_area: AreaRef | None = None
    price_topic: str = ""
    heading: str = ""
    estimates: Period | None = None
    section_period: Period | None = None
    plan: bool = False
    bracket_status: str = ""
    sentence_ends_at: Period | None = None

    def __post_init__(self) -> None:
        self.area, self.period = self.gazetteer.default, self.own

    def enter(self, clause: Clause) -> None:
        """Take note of a new clause: paragraphs start afresh, sentences end estimates."""
        if clause.depth:
            return
        if clause.numbers or clause.text.strip():
            self.bracket_status = self.bracket_text = ""
        if clause.paragraph != self.paragraph:
            self.paragraph = clause.paragraph
            self.area, self.period = self.gazetteer.default, self.section_period or self.own
            self.area_from = self.period_from = None
            self.estimates = self.sentence_ends_at = None
            self.named_period = False
            self.subject = self.price_topic = self.heading = ""
            self.last = None
            self.falling = False
        if clause.sentence != self.sentence:
            self.sentence = clause.sentence
            if self.area.kind not in {"group", "zone"}:
                self.area, self.area_from = self.gazetteer.default, None
            self.status, self.status_scope, self.pending = self.base_status, -1, ""
            self.scope = ""
            if self.sentence_ends_at is not None:
                self.period, self.sentence_ends_at = self.sentence_ends_at, None
        text = clause.text[:60].lstrip('"“ ')
        if clause.opening or not clause.numbers:
            if _ESTIMATE.match(text):
                self.status = "estimate"
            elif not clause.numbers and (_WILL.search(text) or _AIM.search(text)):
                self.status = "target"

    def status_of(self, zone: str, roles: set[str], *, target: bool, opening: bool) -> str:
        """Return actual, estimate or target for a figure with that text on its left."""
        if opening and re.match(r".{0,10}(?:预计|预测)", zone):
            self.status = "estimate"
        if _WILL.search(zone):
            self.status = "target"
        if target or "target" in roles or _WILL.search(zone) or _AIM.search(zone):
            return "target"
        if "estimate" in roles or _ESTIMATE.search(zone):
            return "estimate"
        if self.status == "actual" and self.estimates is not None and self.period == self.estimates:
            return "estimate"
        return self.status

    def source(self, at: Clause, held: Clause | None) -> Source:
        """Return what stands behind an area or period that the clause *at* doesn't name itself."""
        if held is None:
            return Source("frame")
        return Source("frame" if held.sentence == at.sentence else "carried", held.index)

    def take(self, mention: Mention, clause: Clause, *, local: bool) -> tuple[Period, str]:
        """Return the period of a mention; carry it on unless it only holds locally."""
        period, reason = resolve(mention, self.own, self.period)
        if not local and mention.form != "same":
            self.period, self.period_from = period, clause
            self.named_period = True
        return period, reason
