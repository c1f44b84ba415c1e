"""Names of indicators as records: what they qualify and what they measure (指标名).

A name is a qualifier and a head: 新能源汽车 and 产量. What a clause leaves out is filled from the
frame that it stands in (其中, 从…看, what a colon introduces, the sentence's topic), and only
where unit and measure fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["Name", "completed", "stem_of"]

_COUNT_WORD = re.compile(r"(?:总数|个数|数量|数|总量)$")
_RELATIONAL = re.compile(
    r"^(?:计划)?(?:投资|(?:协议|合同)?总投资额?|协议投资额?|投资总额|金额|投资额|合同金额|年产值|面积|数量|开工率|投产率|达产率|入统率)(?:占比)?$"
)
_MEMBER = re.compile(
    r"(?:公司|局|厂|集团|行业|企业|业|区|县|市|园|院|所|类|品|车|机|器|材|煤|油|[央家省市县]级)$"
)
_BARE = re.compile(
    r"^(?:平均)?(?:总?产量|总产|亩产|单产|价值|货值|总值|面积|播种面积|销售额|零售额|产值|增加值|投资)$"
)
_FISCAL = re.compile(r"^(?:收入|支出|结转下年|总收入|总支出|上解|余额)$")
_RESIDENCE = re.compile(r"^(?:城镇|乡村|农村|市区|县区)$|业$")
_VERB = re.compile(r"(?:累计|合计|共)?(?:完成|实现|达成)")
_OWNER = re.compile(r"[\u4e00-\u9fff“”]{2,14}?(?:行业|产业|工业企业|企业|单位|集群|园区)")
_USE = re.compile(r"用[水电气热能油煤](?=总?量)")
_BACK = 12  # figures of the paragraph that may give a head


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name in its two slots; either may be empty.

    Parameters
    ----------
    qualifier : str
        Whose or of what: 新能源汽车.
    head : str
        What is measured: 产量.
    """

    qualifier: str
    head: str

    @classmethod
    def of(cls, phrase: str) -> Name:
        """Return the record of a phrase.

        Examples
        --------
        >>> Name.of("规上工业增加值")
        Name(qualifier='规上工业', head='增加值')
        """
        head = head_of(phrase)
        return cls(phrase.removesuffix(head), head)

    def __str__(self) -> str:
        return f"{self.qualifier}{self.head}"


def stem_of(counted: str) -> str:
    """Return what is counted without the word for a count: 签约项目总数 gives 签约项目."""
    return _COUNT_WORD.sub("", counted)


def is_relational(phrase: str) -> bool:
    """Whether a phrase measures something of what the sentence counted: 总投资, 开工率."""
    return bool(_RELATIONAL.match(phrase))


def completed(phrase: str, clause: Clause, measure: str, talk: Discourse, unit: str) -> str:
    """Return a noun with the slots filled that its clause leaves out.

    Parameters
    ----------
    phrase : str
    clause : Clause
    measure : str
    talk : Discourse
    unit : str
        Of the figure: a head is only taken from a figure that it fits.
    """
    if phrase in vocabulary().phrases["relational"]:
        return talk.subject or phrase
    fresh = not phrase.startswith(talk.counted[:2])
    if fresh and is_relational(phrase) and talk.counted_sentence == clause.sentence:
        return stem_of(talk.counted) + phrase
    if _FISCAL.match(phrase) and talk.heading and not talk.heading.endswith(phrase):
        return talk.heading + phrase
    name = Name.of(phrase)
    if owner := _owner(name, clause, talk):
        return owner + phrase
    if _BARE.match(phrase) and (qualifier := _qualifier(talk)):
        return qualifier + phrase
    if phrase.endswith("用量") and (used := _USE.search(_last_of(unit, talk))):
        return phrase.removesuffix("用量") + used[0] + "量"
    if name.head:
        return _mode(name, talk) + phrase
    return phrase + next((head for head in _heads(phrase, clause, measure, talk, unit) if head), "")


def _heads(phrase: str, clause: Clause, measure: str, talk: Discourse, unit: str) -> Iterator[str]:
    """Yield the heads that the frames around a name without one offer, the nearest first."""
    last = talk.last
    among = "其中" in clause.slice(clause.start, clause.start + 60) or talk.pending == "其中"
    if measure == "yoy":
        if phrase.endswith("类") and talk.prices:
            yield talk.prices
        if len(shared := _shared(head_of(talk.lead_in))) > 1:
            yield shared
        for draft in _grown(talk):
            here = draft.sentence == clause.sentence
            head = _shared(head_of(draft.indicator))
            if _MEMBER.search(phrase) or (among and here):
                yield head
    elif measure == "level":
        yield head_of(talk.lead_in)
        money = unit.endswith("元")
        same = last is not None and talk.level_unit == unit
        if among and not money:
            talk.among_head = head_of(talk.subject).removeprefix("总") if same else ""
            talk.among_sentence = clause.sentence
        if talk.among_sentence == clause.sentence and not money:
            yield talk.among_head if same else ""
        if among and same:
            yield head_of(next(iter(talk.levels([clause.sentence, clause.sentence - 1])[::-1]), ""))
        near = last is not None and last.sentence == clause.sentence and _MEMBER.search(phrase)
        if money and same and last is not None and (near or _RESIDENCE.search(phrase)):
            levels = talk.levels([clause.sentence])
            yield head_of(levels[-1] if levels else last.base)


def _grown(talk: Discourse) -> Iterator[Draft]:
    """Yield the last figures of the paragraph that say what grew."""
    for draft in reversed(talk.drafts[-_BACK:]):
        if draft.measure == "yoy":
            yield draft


def _shared(head: str) -> str:
    """Return a head where parts of a whole may have it too."""
    return head if head in vocabulary().phrases["shared_head"] else ""


def _last_of(unit: str, talk: Discourse) -> str:
    said = (d.indicator for d in reversed(talk.drafts[-_BACK:]) if d.unit == unit)
    return next(said, "")


def _qualifier(talk: Discourse) -> str:
    """Return what the last level is of: 粮食播种面积 gives 粮食, for the 总产量 that follows."""
    levels = talk.levels([talk.sentence]) or talk.levels([talk.sentence - 1])
    name = Name.of(levels[-1]) if levels else Name("", "")
    return name.qualifier.removesuffix("总") if name.head else ""


def _owner(name: Name, clause: Clause, talk: Discourse) -> str:
    """Return whose the figure of a clause without a subject is: …行业完成产值…;实现利润….

    A clause that begins with its verb goes on with the sentence's subject.
    """
    last = talk.last
    if last is not None and last.sentence == clause.sentence and _VERB.match(clause.text):
        found = _OWNER.match(last.indicator)
        if last.measure == "count" and found and found[0] == last.indicator and name.head:
            return found[0].removesuffix("企业") if name.head in {"增加值", "总产值"} else found[0]
        if last.measure == "level" and not (head_of(last.indicator) or name.qualifier):
            return last.indicator
        if found and found[0] != last.indicator and not name.qualifier.startswith(found[0]):
            return found[0]
    near = talk.theme_sentence in {clause.sentence, clause.sentence - 1}
    bare = not name.qualifier and name.head in vocabulary().phrases["shared_head"]
    return talk.theme if near and bare and last is None else ""


def _mode(name: Name, talk: Discourse) -> str:
    """Return the way of transport of the figure before, where this one leaves it out."""
    modes = tuple(vocabulary().phrases["mode"])
    last = talk.last
    if last is None or last.sentence != talk.sentence or name.qualifier.startswith(modes):
        return ""
    before = Name.of(last.indicator)
    mode = next((each for each in modes if before.qualifier.startswith(each)), "")
    return mode if before.head == name.head and name.qualifier in {"货物", "旅客"} else ""
