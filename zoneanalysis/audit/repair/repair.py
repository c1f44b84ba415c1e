"""What the smallest repair of a report says: which figures, to what, and which not (修复)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.amounts import show_interval
from zoneanalysis.relations.words import said
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["Alternative", "Change", "Cluster", "Held", "Repair"]


@dataclass(frozen=True)
class Change:
    """One thing that would have to be otherwise."""

    item: str  # id of a figure, or ``word:…``, ``order:…``, ``list:…`` for a word, an order, a list
    printed: str
    # what the true value would have to lie in, in ``unit``; None for a word, and for a figure of
    # which only single values would do (see ``values``)
    needed: Interval | None = None
    unit: Unit | None = None
    decimals: int = 0  # printed places of the figure
    values: tuple[str, ...] = ()  # printed values that would do, the nearest first
    # those of them that one slip of the pen makes: one digit, two digits swapped, the sign, the
    # decimal point
    slips: tuple[str, ...] = ()
    examples: bool = False  # whether there may be more such values than are listed

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure rather than a word, an order or a list."""
        return ":" not in self.item

    @property
    def text(self) -> Message:
        """What would have to be, in a sentence."""
        if self.item.startswith("order:"):
            return said("order_otherwise")
        if not self.is_figure:
            return said("word_otherwise", printed=self.printed)
        symbol, needed = self.unit.symbol if self.unit else "", self.needed
        known = needed is not None and not (needed.lo is None and needed.hi is None)
        if not known and not self.values:
            what = "otherwise"
        elif self.examples:
            what = "otherwise_such_as"
        elif needed is None or not known or (needed.width == 0 and self.values):
            what = "would_be"
        else:
            what = "would_lie_such_as" if self.values else "would_lie"
        interval = show_interval(needed, self.decimals) + symbol if needed else ""
        values = " / ".join(value + symbol for value in self.values)
        return said(what, printed=self.printed, values=values, interval=interval)


@dataclass(frozen=True)
class Alternative:
    """A smallest set of changes that makes everything hold together."""

    changes: tuple[Change, ...]
    weight: int  # how many holding relations stand against it; less is likelier

    @property
    def items(self) -> frozenset[str]:
        """What it changes."""
        return frozenset(change.item for change in self.changes)


@dataclass(frozen=True)
class Held:
    """A figure of a failing relation that no smallest repair changes, and what holds it."""

    figure: str
    printed: str
    # relations that hold as printed and, by proof, not all could hold if it were changed alone so
    # as to mend what fails
    claims: tuple[str, ...]
    mends: bool = True  # whether any failing relation would hold if it alone were changed

    @property
    def text(self) -> Message:
        """Why it isn't among what is likely wrong, in a sentence."""
        if not self.mends:
            return said("mends_nothing", printed=self.printed)
        if not self.claims:
            return said("need_not_change", printed=self.printed)
        return said("held_by", printed=self.printed, claims=", ".join(self.claims))


@dataclass(frozen=True)
class Cluster:
    """Figures that hang together by relations of which not all can hold."""

    claims: tuple[str, ...]  # relations that fail by themselves
    # sets of relations that each hold alone but can't hold together
    joint: tuple[tuple[str, ...], ...]
    # every smallest repair, the likeliest first; all of one size
    alternatives: tuple[Alternative, ...]
    held: tuple[Held, ...]
    # whether all the alternatives of that size are there; not where there are too many, or where
    # for a set it could not be decided whether it is one
    complete: bool = True
    least: int = 1  # how many things must change at the least, by proof

    @property
    def size(self) -> int | None:
        """How many things have to change; None where no repair was found."""
        return len(self.alternatives[0].changes) if self.alternatives else None


@dataclass(frozen=True)
class Repair:
    """The smallest repair of a report, cluster by cluster; clusters don't touch one another."""

    clusters: tuple[Cluster, ...]
    notes: tuple[Message, ...] = ()  # what was left out, if anything
    relations: int = 0  # how many relations were taken together

    @property
    def size(self) -> int:
        """How many figures or words have to change at the least, by proof."""
        return sum(cluster.least for cluster in self.clusters)

    @property
    def joint(self) -> tuple[tuple[str, ...], ...]:
        """Sets of relations that hold one by one but can't hold together."""
        return tuple(joint for cluster in self.clusters for joint in cluster.joint)

    @property
    def sentence(self) -> Message:
        """The repair in a sentence."""
        if not (self.relations or self.clusters):
            return said("no_relation")
        if not self.clusters:
            return said("all_hold")
        if unresolved := sum(not each.alternatives for each in self.clusters):
            return said("some_unresolved", size=self.size, number=unresolved)
        return said("must_change", size=self.size)

    def to_records(self, language: Language = "en") -> list[dict[str, object]]:
        """Return one mapping for each change of each alternative, cluster by cluster."""
        return [
            {
                "cluster": number,
                "relations": " ".join(cluster.claims or cluster.joint[0]),
                "alternative": place,
                "printed": change.printed,
                "change": change.text.render(language),
                "slips": " ".join(change.slips),
                "weight": alternative.weight,
                "item": change.item,
            }
            for number, cluster in enumerate(self.clusters, 1)
            for place, alternative in enumerate(cluster.alternatives, 1)
            for change in alternative.changes
        ]

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return everything as plain data."""
        found: dict[str, Any] = _plain(self, language)
        return found


# what is told of each, by attribute
_TOLD = {
    Repair: ("size", "sentence", "clusters", "notes"),
    Cluster: ("claims", "joint", "size", "least", "complete", "alternatives", "held"),
    Alternative: ("weight", "changes"),
    Change: ("item", "printed", "needed", "unit", "values", "slips", "text"),
    Held: ("figure", "printed", "claims", "mends", "text"),
}
_CALLED = {"claims": "relations", "sentence": "text"}


def _plain(value: Any, language: Language) -> Any:
    match value:
        case tuple():
            return [_plain(each, language) for each in value]
        case Message():
            return value.render(language)
        case Unit():
            return value.symbol
        case Interval():
            return str(value)
    if type(value) not in _TOLD:
        return value
    told = {name: getattr(value, name) for name in _TOLD[type(value)]}
    blank = {name: "" for name in ("needed", "unit") if name in told and told[name] is None}
    return {_CALLED.get(n, n): _plain(each, language) for n, each in (told | blank).items()}
