"""What the paragraph and the sentence have spoken of, for figures that don't say it anew (话语)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.lists import Group
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.places import AreaRef
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["Discourse", "trade_of"]

_PRICES = tuple(sorted(w for w in vocabulary().phrases["shared_head"] if w.endswith("价格")))[::-1]
_MOVES = frozenset({"compared", "level.change", "points.change"})
_OFTEN = 3  # times that a text names the trade that it is of
_BACK = 8  # figures of a sentence that a list may take up again


def trade_of(title: str, text: str) -> str:
    r"""Return the trade that a title names and that its text is of; "" where there is none.

    Examples
    --------
    >>> title = "1-5月轮胎行业增速加快"
    >>> trade_of(title, f"{title}\n轮胎行业产值5亿元。轮胎行业利润2亿元。")
    '轮胎行业'
    """
    found = vocabulary().nouns["titled_trade"].search(title)
    if not found:
        return ""
    named = vocabulary().nouns["trades"].findall(text)
    others = [each for each in named if each not in found["trade"]]
    own = text.count(found["trade"][:2])
    return found["trade"] if own >= _OFTEN and own > len(others) else ""


@dataclass
class Discourse:
    """The figures read so far, and the words without figures between them.

    Parameters
    ----------
    title : str
        The first line of the text.
    trade : str
        The trade that the title names and the text is of: 轮胎行业.
    main : str
        The indicator of its first level or growth.
    drafts : list of Draft
        Outside brackets, of this paragraph.
    before : list of Draft
        The group of figures right before, of the same clause.
    subject : str
        Indicator of the paragraph's last own noun.
    former : str
        That of the paragraph before.
    spoken : int
        The clause without a figure that named it.
    topic : str
        What the heading above names.
    heading : str
        The noun of a heading inside the paragraph.
    theme : str
        The trade that a sentence opens with, for figures without one: 医药产业….
    pending : str
        The sentence's last clause without a figure.
    lead_in : str
        What stands before a colon.
    within : str
        What 在…中 limits the sentence to.
    whole : str
        What a share without a printed whole is of: the indicator before 其中.
    head : str
        The indicator that the sentence, or the part of it behind a semicolon, began with.
    at_head : bool
        Whether its first figure is still to come.
    counted : str
        What was counted last.
    level_unit : str
        Unit of the last level.
    goal : str
        Whose growth the paragraph said was moved: 拉动生产总值增长.
    goods, goods_way : str
        What was traded last, and whether it was 进口 or 出口.
    goods_part, part : int
        The part of a sentence, between semicolons, that told it, and that the walk is in.
    """

    title: str = ""
    trade: str = ""
    main: str = ""
    drafts: list[Draft] = field(default_factory=list)
    before: list[Draft] = field(default_factory=list)
    subject: str = ""
    former: str = ""
    spoken: int = -1
    topic: str = ""
    heading: str = ""
    theme: str = ""
    theme_sentence: int = -1
    pending: str = ""
    lead_in: str = ""
    bracket_text: str = ""
    within: str = ""
    whole: str = ""
    whole_at: int = -1
    among_head: str = ""
    among_sentence: int = -1
    head: str = ""
    head_at: int = -1
    head_sentence: int = -1
    at_head: bool = True
    counted: str = ""
    counted_sentence: int = -1
    level_unit: str = ""
    zones: tuple[str, ...] = ()
    zones_sentence: int = -1
    goal: str = ""
    goods: str = ""
    goods_way: str = ""
    goods_part: int = -1
    part: int = 0
    inner_subject: str = ""
    inner_area: AreaRef | None = None
    at: Clause | None = None

    def enter(self, clause: Clause) -> None:
        """Forget what a new paragraph or sentence doesn't take up."""
        before = self.at
        if clause.depth:
            return
        self.at = clause
        self.bracket_text = "" if clause.text.strip() else self.bracket_text
        if before is None or clause.paragraph != before.paragraph:
            self.drafts, self.former = [], self.subject or self.former
            self.subject = self.heading = self.theme = self.goal = ""
            self.goods = self.goods if self.goods in self.title else ""
        if before is None or before.stop in ";。!?\n":
            self.part += 1
        if before is None or clause.sentence != before.sentence:
            self.pending = self.within = ""
            self.at_head = True

    def trades(self, way: str, whose: str) -> bool:
        """Whether the goods told last are those of a phrase without any.

        进口 in another sentence of the paragraph is of the goods that were 进口; in the same part
        of a sentence it is so of those that were 出口. What a text is titled by is traded in all
        of it; elsewhere 对东盟出口 is of all goods.
        """
        same = way == self.goods_way or self.goods_part == self.part
        return same and (self.goods in self.title or not whose.startswith("对"))

    def speak_of(self, draft: Draft, noun: str) -> None:
        """Let what follows be of a figure's indicator where its own noun names one.

        What only says how it stands to something else (比重, 增速差) is no subject; nor is what is
        counted of a subject that has a head.
        """
        self.main = self.main or (draft.indicator if draft.measure in {"level", "yoy"} else "")
        if not noun or vocabulary().nouns["relates"].fullmatch(noun):
            return
        behind = draft.kind == "count" and noun not in draft.indicator
        self.subject = self.subject if behind and head_of(self.subject) else draft.indicator

    def full(self, name: str) -> str:
        """Return the text's main indicator where a name is the end of it: 收入 of 居民收入."""
        both = vocabulary().ties["both_ways"]
        other = both.search(self.main) and not both.search(name)  # 出口 is no 外贸进出口
        return self.main if name and self.main.endswith(name) and not other else name

    @property
    def sentence(self) -> int:
        """The sentence that the walk is in."""
        return self.at.sentence if self.at is not None else -1

    @property
    def last(self) -> Draft | None:
        """The figure before, of the same paragraph."""
        return self.drafts[-1] if self.drafts else None

    @property
    def standing(self) -> Draft | None:
        """The last figure that is no change, nor compared: 5.1%,较上月5.0%升0.1点,较去年5.3%."""
        return next((d for d in reversed(self.drafts[-_BACK:]) if d.pattern not in _MOVES), None)

    def stood(self, kind: str) -> Draft | None:
        """Return the last such figure of the sentence that is a level, a percentage …."""
        near = (d for d in reversed(self.drafts[-_BACK:]) if d.sentence == self.sentence)
        return next((d for d in near if d.kind == kind and d.pattern not in _MOVES), None)

    @property
    def falling(self) -> bool:
        """Whether the growth that was last said of the subject is negative."""
        growth = next((d for d in reversed(self.drafts[-_BACK:]) if d.measure == "yoy"), None)
        return growth is not None and growth.value < 0

    @property
    def prices(self) -> str:
        """The kind of prices that the paragraph is about, or ""."""
        named = (kind for d in reversed(self.drafts) for kind in _PRICES if kind in d.indicator)
        return next(named, "")

    @property
    def names(self) -> list[str]:
        """The indicators of the last list or figure."""
        last = self.last
        return [d.indicator for d in self.drafts[-_BACK * 4 :] if last and d.group == last.group]

    def after_growth(self, clause: Clause, group: Group) -> bool:
        """Whether 累计增长5.9% was just said of the subject: a 同比 behind it is of the rate."""
        last = self.last
        return (
            last is not None
            and last.measure == "yoy"
            and last.sentence == clause.sentence
            and not group.follows
            and last.unit == "%"
            and "累计" in last.lead
        )

    def levels(self, sentences: Sequence[int]) -> list[str]:
        """Return the indicators of the last single levels of some sentences."""
        return self._said(sentences, lambda draft: draft.measure == "level")

    def said(self, sentence: int) -> list[str]:
        """Return the indicators of the last single levels and counts of a sentence."""
        return self._said([sentence], lambda draft: draft.measure in {"level", "count"})

    def grown(self, sentence: int) -> list[str]:
        """Return the indicators of the last single growth rates of a sentence."""
        return self._said([sentence], lambda draft: draft.measure == "yoy")

    def rates(self, sentence: int) -> list[str]:
        """Return the indicators of the last single rates and shares of a sentence."""
        return self._said([sentence], lambda draft: draft.measure in {"rate", "share"})

    def _said(self, sentences: Sequence[int], fits: Callable[[Draft], bool]) -> list[str]:
        near = self.drafts[-4 * _BACK :]
        sizes = {d.group: sum(x.group == d.group for x in near) for d in near}
        single = (d for d in near if fits(d) and sizes[d.group] == 1 and d.sentence in sentences)
        return [draft.indicator for draft in single][-_BACK:]
