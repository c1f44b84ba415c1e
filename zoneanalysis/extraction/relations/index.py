"""Figures of a report by what they are and where they stand, for finding a relation's partners."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations.names import bare_name, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "COMPLETE",
    "PARTIAL",
    "Block",
    "FigureIndex",
    "Proposal",
    "levels",
    "ordered",
    "sole",
    "tie",
]

COMPLETE = (("complete", "yes"),)
PARTIAL = (("complete", "no"),)
_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = re.compile("[,;:、()]")
_ORDERS = ((("order", "desc"),), (("order", "asc"),))
_SPAN = 300  # characters of a sentence before a figure that may say what it is


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that the words of a text state.

    *check* is as in the register of relations, *stated* a figure or a word, *pattern* the rule that
    proposed it. *doubts* say why the reading is inferred and not certain: keys of
    `zoneanalysis.reports.report.doubts.DOUBTS`. *proved*: other figures confirm the reading, such
    as shares of the same whole, or a column beside it.
    """

    check: str
    stated: Draft | str
    inputs: tuple[tuple[str, Draft], ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    pattern: str = ""
    doubts: tuple[str, ...] = ()
    proved: bool = False

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Every figure in it, the stated one first."""
        stated = (self.stated,) if isinstance(self.stated, Draft) else ()
        return (*stated, *(draft for _, draft in self.inputs))

    @property
    def reading(self) -> str:
        """How sure it is that the text says this: proved, certain, or inferred (读法)."""
        if self.doubts:
            return "inferred"
        return "proved" if self.proved else "certain"

    @property
    def place(self) -> int:
        """Where it stands in the text, for ordering."""
        places = [draft.number_start for draft in self.drafts]
        return places[0] if isinstance(self.stated, Draft) else max(places, default=0)


def tie(
    check: str,
    stated: Draft | str,
    pattern: str,
    *,
    params: tuple[tuple[str, str], ...] = (),
    doubts: tuple[str, ...] = (),
    **figures: Draft | Iterable[Draft],
) -> Proposal:
    """Return the relation of figures, one or several by the role that they play in it."""
    each = ((k, (v,) if isinstance(v, Draft) else v) for k, v in figures.items())
    inputs = tuple((role, draft) for role, several in each for draft in several)
    return Proposal(check, stated, inputs, params, pattern, doubts)


def ordered(
    word: str, pattern: str, values: Iterable[Draft], *, rising: object = False
) -> Proposal:
    """Return that words put figures in an order, the greatest first unless they are *rising*."""
    return tie("ranking", word, pattern, value=values, params=_ORDERS[bool(rising)])


def sole(found: Sequence[Draft]) -> Draft | None:
    """Return the first of figures that are all of one value; none where they differ."""
    return found[0] if len({each.value for each in found}) == 1 else None


def levels(found: Iterable[Draft], like: Draft | None = None, *same: str) -> list[Draft]:
    """Return the levels and counts among figures, none of them in brackets or a limit.

    *same*: what each has in common with another figure, such as "unit".
    """
    known = [(name, getattr(like, name)) for name in same]
    told = [each for each in found if each.counted and each.plain]
    return [each for each in told if all(getattr(each, name) == own for name, own in known)]


@dataclass(frozen=True, slots=True)
class Block:
    """A whole and its parts.

    *pattern* is the rule that read it; *complete*: the parts are all there are, and *doubts* say
    why that isn't certain. *words* tell the parts apart, for a partition of the vocabulary.
    """

    total: Draft
    parts: tuple[Draft, ...]
    pattern: str
    complete: bool = True
    doubts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass
class FigureIndex:
    """Every figure in text order, and by indicator, area, period and measure."""

    drafts: Sequence[Draft]
    text: str
    clauses: Sequence[Clause]
    gazetteer: Gazetteer
    blocks: Sequence[Block] = ()
    divided: Sequence[Block] = ()  # those of which shares are told
    _by_key: dict[tuple[str, str, str, str], list[Draft]] = field(default_factory=dict)
    _place: dict[int, int] = field(default_factory=dict)
    _sentences: dict[int, list[Draft]] = field(default_factory=dict)
    _paragraphs: dict[int, list[Draft]] = field(default_factory=dict)
    _names: dict[str, list[Draft]] = field(default_factory=dict)
    _groups: dict[int, list[Draft]] = field(default_factory=dict)
    _begins: dict[int, int] = field(default_factory=dict)
    _ends: dict[int, int] = field(default_factory=dict)
    _notes: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for place, draft in enumerate(self.drafts):
            self._place[id(draft)] = place
            self._by_key.setdefault(key_of(draft), []).append(draft)
            self._sentences.setdefault(draft.sentence, []).append(draft)
            self._paragraphs.setdefault(draft.paragraph, []).append(draft)
            if draft.counted:
                self._names.setdefault(bare_name(draft.indicator), []).append(draft)
            self._groups.setdefault(draft.group, []).append(draft)
        paragraphs: set[int] = set()
        for clause in self.clauses:
            if clause.depth:
                continue
            self._begins.setdefault(clause.sentence, clause.start)
            self._ends[clause.sentence] = clause.end
            if clause.paragraph not in paragraphs:
                paragraphs.add(clause.paragraph)
                if says("note", self.text[clause.start : clause.start + 12]):
                    self._notes.add(clause.paragraph)

    def note_of(self, draft: Draft) -> int:
        """Return the paragraph of a note that a figure stands in; -1 for the text itself."""
        return draft.paragraph if draft.paragraph in self._notes else -1

    @property
    def noted(self) -> str:
        """The words of every note."""
        notes = (each for each in self.clauses if each.paragraph in self._notes)
        return "".join(self.text[each.start : each.end] + "。" for each in notes)

    def same(
        self, draft: Draft, *, measure: str, area: str | None = None, period: object = None
    ) -> list[Draft]:
        """Return the nearest figures of the same indicator with that measure, area and period.

        At most one that stands before it and one that stands behind, in this order.
        """
        key = (
            canonical(draft.indicator),
            area or draft.area.name,
            str(period or draft.period),
            measure,
        )
        alike = self._by_key.get(key, [])
        at = bisect_left(alike, draft.number_start, key=lambda each: each.number_start)
        behind = at + (at < len(alike) and alike[at] is draft)
        found = [*alike[max(0, at - 1) : at], *alike[behind : behind + 1]]
        return [each for each in found if self.note_of(each) == self.note_of(draft)]

    def may_be_another(self, level: Draft) -> bool:
        """Whether a level's name may be another's: 全市投资34亿元,…;工业投资28亿元."""
        name = canonical(level.indicator)
        named = (
            each.value != level.value and name in canonical(self.left(each))
            for each in self.same(level, measure=level.measure)
        )
        return name not in canonical(self.left(level)) and any(named)

    def sentence(self, number: int) -> Sequence[Draft]:
        """Return the figures of a sentence."""
        return self._sentences.get(number, ())

    def paragraph(self, number: int) -> Sequence[Draft]:
        """Return the figures of a paragraph."""
        return self._paragraphs.get(number, ())

    def group(self, draft: Draft) -> Sequence[Draft]:
        """Return the figures of the list that a figure stands in, itself among them."""
        return self._groups[draft.group]

    def at(self, draft: Draft) -> int:
        """Return the place of a figure in its list."""
        return next(at for at, each in enumerate(self.group(draft)) if each is draft)

    def named(self, name: str, draft: Draft) -> list[Draft]:
        """Return the levels of that name nearest to a figure, before it and behind it."""
        alike = self._names.get(name, [])
        at = bisect_left(alike, draft.number_start, key=lambda each: each.number_start)
        return [each for each in alike[max(0, at - 8) : at + 3] if each is not draft]

    def quantities(self) -> Iterator[tuple[tuple[str, str, str, str], list[Draft]]]:
        """Yield every group of figures that are the same quantity."""
        yield from self._by_key.items()

    def before(self, draft: Draft, *, within: int = 12) -> Iterator[Draft]:
        """Yield the figures before one, the nearest first."""
        place = self._place[id(draft)]
        for i in range(place - 1, max(-1, place - 1 - within), -1):
            yield self.drafts[i]

    def after(self, draft: Draft, *, within: int = 12) -> Iterator[Draft]:
        """Yield the figures after one, the nearest first."""
        place = self._place[id(draft)]
        yield from self.drafts[place + 1 : place + 1 + within]

    def around(self, draft: Draft) -> Iterator[Draft]:
        """Yield the figures before and behind one in turn, the nearest first."""
        place = self._place[id(draft)]
        for step in range(1, len(self.drafts)):
            yield from self.drafts[max(0, place - step) : max(0, place - step + 1)]
            yield from self.drafts[place + step : place + step + 1]

    def preceding(self, draft: Draft) -> Draft | None:
        """Return the figure right before one."""
        return next(self.before(draft, within=1), None)

    def following(self, draft: Draft) -> Draft | None:
        """Return the figure right behind one."""
        return next(self.after(draft, within=1), None)

    def above(self, draft: Draft, *, within: int = 20) -> list[Draft]:
        """Return the figures before one in its paragraph, the nearest first."""
        near = self.before(draft, within=within)
        return [each for each in near if each.paragraph == draft.paragraph]

    def moved(
        self, earlier: Draft, later: Draft, *, begun: Draft | None = None, set_to: bool = False
    ) -> bool:
        """Whether words say that something went from one figure to another: 由20个增至35个.

        *begun*: the first of the list that the earlier one ends.
        """
        between = self.between(earlier, later)
        to = says("to", between) or (set_to and says("set_to", between))
        return bool(to) and says("from", self.left(begun or earlier)) is not None

    def earlier(self, draft: Draft) -> Iterator[Draft]:
        """Yield the figures before one in its sentence outside brackets, the nearest first."""
        for each in self.before(draft, within=30):
            if each.sentence != draft.sentence:
                return
            if not each.depth or draft.depth:
                yield each

    def is_near(self, before: Draft, draft: Draft) -> bool:
        """Whether a figure stands in the paragraph of another, or in the one that it goes on from.

        A paragraph goes on where its first sentence holds the other figure.
        """
        if before.paragraph == draft.paragraph:
            return True
        first = self._paragraphs[draft.paragraph][0]
        last = self.preceding(first) if first.sentence == draft.sentence else None
        return last is not None and last.paragraph == before.paragraph

    def told(self, draft: Draft) -> list[Draft]:
        """Return the figures before one in its sentence; with those of the one before if too few.

        A relation wants two; the nearest come first, none of them in brackets.
        """
        found = list(self.earlier(draft))
        last = self.preceding(found[-1] if found else draft)
        if len(found) < 2 and last is not None and last.paragraph == draft.paragraph:
            near = (last, *self.before(last, within=30))
            found += [e for e in near if e.sentence == last.sentence and not e.depth]
        return found

    def is_mean(self, draft: Draft) -> bool:
        """Whether a rate, or the gap of one, is an average over years: 两年平均增长5.4%."""
        words = vocabulary().ties["place_average"].sub("", self.left(draft))
        return "annual" in draft.roles or says("mean_years", words) is not None

    def first(self, draft: Draft) -> Draft:
        """Return the first figure of a figure's sentence."""
        return self._sentences[draft.sentence][0]

    def left(self, draft: Draft) -> str:
        """Return the words before a figure, back to the one before it or the sentence's start.

        What brackets say beside them is not said of the figure.
        """
        begin = max(self._begins.get(draft.sentence, draft.start), draft.number_start - _SPAN)
        place = self._place[id(draft)]
        for each in self.drafts[max(0, place - 6) : place]:
            if each.depth <= draft.depth and each.end > begin:
                begin = each.end
        words = self.text[begin : draft.number_start]
        return words if draft.depth else _BRACKETS.sub("", words).removesuffix(":")

    def own(self, draft: Draft, *, behind: bool = False) -> str:
        """Return the words of a figure's own part of its clause, those behind it with them."""
        before = _PARTS.split(self.left(draft))[-1]
        return before + (_PARTS.split(self.right(draft))[0] if behind else "")

    def sentence_text(self, draft: Draft) -> str:
        """Return the words of a figure's sentence, as many as a reader would hold."""
        begin = self._begins.get(draft.sentence, draft.start)
        return self.text[begin : min(self._ends.get(draft.sentence, draft.end), begin + _SPAN)]

    def sentences(self) -> Iterator[tuple[str, int, int]]:
        """Yield every sentence of ordinary length: its text, paragraph, and where it ends."""
        paragraphs = {c.sentence: c.paragraph for c in self.clauses if not c.depth}
        for number, begin in self._begins.items():
            end = self._ends[number]
            if end - begin <= _SPAN:
                yield self.text[begin:end], paragraphs[number], end

    def opening(self, draft: Draft) -> str:
        """Return the words of a figure's sentence before it, as many as a reader would hold."""
        begin = self._begins.get(draft.sentence, draft.start)
        begin = max(begin, draft.number_start - _SPAN)
        return self.text[begin : draft.number_start]

    def mentions(self, draft: Draft) -> list[str]:
        """Return the periods that a figure's clause names, in its words."""
        clause = self.clauses[draft.clause]
        return [self.text[each.start : each.end] for each in clause.mentions]

    def undated(self, draft: Draft, words: str) -> str:
        """Return words without the periods that a figure's clause names."""
        for each in self.mentions(draft):
            words = words.replace(each, "")
        return words

    def right(self, draft: Draft) -> str:
        """Return the words behind a figure, up to the next one or the sentence's end."""
        end = max(self._ends.get(draft.sentence, draft.end), draft.end)
        place = self._place[id(draft)]
        for each in self.drafts[place + 1 : place + 2]:
            end = min(end, each.start)
        return self.text[draft.end : max(end, draft.end)]

    def between(self, first: Draft, second: Draft) -> str:
        """Return the text between two figures."""
        return self.text[first.end : second.number_start]

    def distance(self, first: Draft, second: Draft) -> int:
        """Return how many figures lie between two."""
        return abs(self._place[id(first)] - self._place[id(second)])

    @staticmethod
    def nearest(draft: Draft, candidates: Iterable[Draft]) -> Draft | None:
        """Return the candidate that stands closest before the figure, else after it."""
        ranked = sorted(
            candidates,
            key=lambda each: (
                each.number_start > draft.number_start,
                abs(each.number_start - draft.number_start),
            ),
        )
        return ranked[0] if ranked else None


def key_of(draft: Draft) -> tuple[str, str, str, str]:
    """Return what makes two figures the same quantity."""
    return canonical(draft.indicator), draft.area.name, str(draft.period), draft.measure
