"""Figures of a report by what they are, for finding the partner of a relation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from zoneanalysis.extraction.context import Draft

__all__ = ["FigureIndex", "Proposal", "canonical"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that the text seems to state.

    Parameters
    ----------
    check : str
        As in the register of checks.
    stated : Draft or str
        A figure or a word.
    inputs : tuple of (role, Draft)
    params : tuple of (key, value)
    pattern : str
        The rule that proposed it.
    confidence : float
    """

    check: str
    stated: Draft | str
    inputs: tuple[tuple[str, Draft], ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    pattern: str = ""
    confidence: float = 0.9
    section: str = ""

    @property
    def place(self) -> int:
        """Where it stands in the text, for ordering."""
        places = [draft.number_start for _, draft in self.inputs]
        if isinstance(self.stated, Draft):
            return self.stated.number_start
        return max(places, default=0)


@lru_cache(maxsize=65_536)
def canonical(indicator: str) -> str:
    """Return an indicator phrase without what differs from mention to mention.

    Examples
    --------
    >>> canonical("规模以上工业增加值") == canonical("规上工业增加值")
    True
    """
    name = re.sub(r"\([^()]*\)", "", indicator)
    name = name.replace("规模以上", "规上").replace("限额以上", "限上")
    name = re.sub("地区生产总值|国内生产总值|GDP", "生产总值", name)
    return re.sub("[的“”、]|全市|全省|全国|全县|全区|累计|实现|完成", "", name)


@dataclass
class FigureIndex:
    """Every figure in text order, and by indicator, area, period and measure."""

    drafts: Sequence[Draft]
    _by_key: dict[tuple[str, str, str, str], list[Draft]] = field(default_factory=dict)
    _place: dict[int, int] = field(default_factory=dict)
    _sentences: dict[int, list[Draft]] = field(default_factory=dict)
    _paragraphs: dict[int, list[Draft]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, draft in enumerate(self.drafts):
            self._place[id(draft)] = place
            self._by_key.setdefault(key_of(draft), []).append(draft)
            self._sentences.setdefault(draft.sentence, []).append(draft)
            self._paragraphs.setdefault(draft.paragraph, []).append(draft)

    def same(
        self,
        draft: Draft,
        *,
        measure: str,
        area: str | None = None,
        period: object = None,
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
        return [*alike[max(0, at - 1) : at], *alike[behind : behind + 1]]

    def sentence(self, number: int) -> Sequence[Draft]:
        """Return the figures of a sentence."""
        return self._sentences.get(number, ())

    def paragraph(self, number: int) -> Sequence[Draft]:
        """Return the figures of a paragraph."""
        return self._paragraphs.get(number, ())

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
