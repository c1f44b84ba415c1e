"""Names of indicators as records: what they qualify and what they measure (指标名).

A name is a qualifier and a head: 新能源汽车 and 产量. What a clause leaves out is filled from the
frame that it stands in (其中, 从…看, what a colon introduces, the sentence's topic), and only
where unit and measure fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zoneanalysis.extraction.clauses import MASK, Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "Name",
    "by_mode",
    "completed",
    "doing",
    "is_relational",
    "made",
    "made_and_sold",
    "stem_of",
    "thing",
    "tidy",
    "traded",
]

_WORDS = vocabulary().nouns

_ORDER = re.compile(r"^([一二三])产(?!业)")
_MARKS = re.compile(r"[①-⑳]|\[\d{1,2}\]")  # of footnotes
_TRADE = ("出口", "进口")
_SHORT = 6  # characters of what goods are called
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
    return _WORDS["count_word"].sub("", counted)


def is_relational(phrase: str, counted: str) -> bool:
    """Whether a phrase measures something of what the sentence counted: 总投资, 开工率.

    A rate of those at another stage is none of it: 投产7个,开工率….
    """
    apart = _WORDS["apart"].search(f"{counted} {phrase}")
    return bool(_WORDS["relational"].match(phrase)) and not apart


def made_and_sold(phrase: str, unit: str, count: int, talk: Discourse) -> list[str] | None:
    """Return the names of what was made or sold, or both: 货车产销2万辆和3万辆; 销售5万辆.

    Parameters
    ----------
    phrase : str
    unit : str
        Of the figures; of their growth %, which has a name only where it is printed bare.
    count : int
        How many figures there are.
    talk : Discourse
        Has what the sentence's figure before was of, for a phrase without it.
    """
    found, last = _WORDS["made_sold"].fullmatch(phrase), talk.last
    first = _WORDS["made_first"].fullmatch(phrase)
    if found is None and first and count == 1 and _WORDS["goods"].search(unit):
        return [first["what"] + ("产量" if first["way"] == "生产" else "销量")]
    if found is None or count > 2:
        return None
    way, what = found["way"], found["what"]
    before = _WORDS["made_sold"].fullmatch(last.indicator) if last is not None else None
    here = before is not None and last is not None and last.sentence == talk.sentence
    if not what and here and before is not None:
        what = before["what"]
    elif way.endswith("量") and way != "产销量":
        return None  # as printed
    if not _WORDS["goods"].search(unit) and not (here and not found["what"] and unit == "%"):
        return None
    way = way.removesuffix("量")
    heads = {"生产": ("产量",), "产": ("产量",), "产销": ("产量", "销量")}.get(way, ("销量",))
    return [f"{what}{head}" for head in heads] if len(heads) == count else None


def traded(phrase: str, unit: str, talk: Discourse) -> str:
    """Return whose trade in what a phrase names, as tables say it: 进口水泵 is 水泵进口额.

    Goods that a phrase leaves out are those told before: 进口水泵3亿元,…。自韩国进口….

    Parameters
    ----------
    phrase : str
    unit : str
        Of the figures: money makes it 进口额, what goods are counted in 进口量.
    talk : Discourse
        Takes note of the goods.
    """
    measure = "额" if unit.endswith("元") else "量" if _WORDS["traded_in"].search(unit) else ""
    found, balance = _WORDS["traded"].fullmatch(phrase), _WORDS["trade_balance"].fullmatch(phrase)
    if balance and measure == "额" and talk.goods and talk.goods in talk.title:
        return f"{talk.goods}{phrase}"  # of the goods that a text is on, not of all trade
    if found is None or not (measure or unit == "%"):
        return phrase
    way, head = found["way"] or found["from_way"], found["head"] or measure
    goods, whose = found["goods"] or found["from_goods"], found["whose"] or found["from"] or ""
    if not goods and talk.goods and whose.endswith(talk.goods):
        goods, whose = whose, ""  # a kind of them: 卧式水泵|出口
    if not goods:
        goods = talk.goods if measure and talk.trades(way, whose) else ""
    elif measure:
        talk.goods, talk.goods_way = goods, way
    talk.goods_part = talk.part if goods and way == talk.goods_way else talk.goods_part
    return f"{whose}{goods}{way}{head}" if goods else phrase


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
    if _WORDS["of_aim"].fullmatch(phrase) and talk.subject:
        return talk.subject + phrase
    if talk.counted and _WORDS["count_word"].fullmatch(phrase):
        return talk.counted  # 签约项目35个,…。个数增长5%
    fresh = not phrase.startswith(talk.counted[:2])
    if fresh and is_relational(phrase, talk.counted) and talk.counted_sentence == clause.sentence:
        return stem_of(talk.counted) + phrase
    if _WORDS["fiscal"].match(phrase) and talk.heading and not talk.heading.endswith(phrase):
        return talk.heading + phrase
    name = Name.of(phrase)
    if owner := _owner(name, clause, talk):
        return owner + phrase
    if _WORDS["bare"].match(phrase) and (qualifier := _qualifier(talk)):
        return qualifier + phrase
    if phrase.endswith("用量") and (used := _WORDS["use"].search(_last_of(unit, talk))):
        return phrase.removesuffix("用量") + used[0] + "量"
    if name.head:
        return _trade_of(phrase, clause, talk) + phrase
    if part := _sibling(phrase, measure, talk):
        return part
    if (alike := _alike(phrase, unit, talk)) is not None:
        return alike
    rate = vocabulary().measures["rate"] if measure == "level" else None
    heads = (head for head in _heads(phrase, clause, measure, talk, unit) if head)
    head = next((head for head in heads if not (rate and rate.search(head))), "")
    if head == "总值":
        head = "增加值" if _WORDS["sector"].match(phrase) else ""  # of 生产总值
    if head and phrase.startswith(head):
        return phrase  # 出口汽车零配件, beside 机电产品出口
    shared = next((n for n in range(len(head) - 1, 0, -1) if phrase.endswith(head[:n])), 0)
    return phrase + head[shared:]  # 工业用电 and 用电量


def _heads(phrase: str, clause: Clause, measure: str, talk: Discourse, unit: str) -> Iterator[str]:
    """Yield the heads that the frames around a name without one offer, the nearest first."""
    last = talk.last
    among = "其中" in clause.slice(clause.start, clause.start + 60) or talk.pending == "其中"
    if measure == "yoy":
        one_of = phrase.endswith("类") or _WORDS["town_or_country"].match(phrase)
        if (one_of or talk.within) and talk.prices:
            yield talk.prices
        if len(shared := _shared(head_of(talk.lead_in))) > 1:
            yield shared
        if phrase.endswith("类"):
            yield _shared(head_of(talk.within))
        for draft in _grown(talk):
            here = draft.sentence >= clause.sentence - (talk.pending == "其中")
            head = _shared(head_of(draft.indicator))
            if _WORDS["member"].search(phrase) or (among and here):
                yield head
    elif measure == "level":
        yield head_of(talk.lead_in)
        money = unit.endswith("元")
        same = last is not None and talk.level_unit.lstrip("万亿") == unit.lstrip("万亿")
        if among and not money:
            talk.among_head = head_of(talk.subject).removeprefix("总") if same else ""
            talk.among_sentence = clause.sentence
        if talk.among_sentence == clause.sentence and not money:
            yield talk.among_head if same else ""
        if among and same:
            yield head_of(next(iter(talk.levels([clause.sentence, clause.sentence - 1])[::-1]), ""))
        near = (
            last is not None
            and last.sentence == clause.sentence
            and _WORDS["member"].search(phrase)
        )
        if money and same and last is not None and (near or _WORDS["residence"].search(phrase)):
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


def thing(name: str) -> str:
    """Return what was built or held without the verb: 新建农村公路 is 农村公路."""
    if any(rule.code and rule.phrase.fullmatch(name) for rule in vocabulary().indicators):
        return name
    if name.startswith(tuple(vocabulary().phrases["keep_start"])):
        return name  # 新建商品房
    acts, rest = vocabulary().phrases["act"], name
    while verb := next((rest[:n] for n in (4, 3, 2) if rest[:n] in acts), ""):
        rest = rest[len(verb) :].lstrip("和及、并与")
    return rest if len(rest) >= 2 else name


def made(name: str, unit: str, talk: Discourse) -> str:
    """Return goods or beasts with what the one beside them is counted by: 猪肉产量…,|牛肉."""
    near = (d for d in reversed(talk.drafts[-_BACK:]) if d.sentence == talk.sentence)
    alike = next((d for d in near if d.thing == unit.lstrip("万亿")), None)
    head = _WORDS["made_head"].search(talk.lead_in or (alike.indicator if alike else ""))
    return name + head[0] if head and name and not head_of(name) and len(name) <= _SHORT else name


def doing(noun: str, follows: str) -> str:
    """Return a counted noun with what is said of it: 税种|实现增长 is 实现增长的税种."""
    does = _WORDS["does"].match(follows, len(noun))
    if not (noun and does and follows.startswith(noun)):
        return noun
    return f"{does[0]}的{noun}"


def _alike(phrase: str, unit: str, talk: Discourse) -> str | None:
    """Return a part named as its whole is: 债券平均利率3.3%,其中|一般债券; 对东盟出口…,|对欧盟."""
    partner = _WORDS["partner_end"].search(phrase)
    for draft in reversed(talk.drafts[-_BACK:]):
        if draft.sentence != talk.sentence or draft.thing != unit.lstrip("万亿"):
            continue
        if draft.measure in {"share", "contribution"} or "贡献" in draft.indicator:
            continue
        if partner:
            traded = _WORDS["trade_with"].match(draft.indicator)
            return phrase + head_of(draft.indicator) if traded else None
        for length in range(len(phrase), 1, -1):
            _, shared, rest = draft.indicator.partition(phrase[-length:])
            if shared and (head_of(rest) or rest.endswith("指标")):
                return phrase + rest
    return None


def _sibling(phrase: str, measure: str, talk: Discourse) -> str:
    """Return a part named as the part beside it: 东部用水量比重下降1.3个百分点,|中部."""
    for draft in reversed(talk.drafts[-_BACK:]):
        if draft.sentence != talk.sentence or draft.measure != measure:
            continue
        for parts in (e.words for e in vocabulary().partitions if phrase in e.words):
            other = next((w for w in parts if draft.indicator.startswith(w)), "")
            if other and other != phrase:
                return phrase + draft.indicator.removeprefix(other)
    return ""


def _trade_of(phrase: str, clause: Clause, talk: Discourse) -> str:
    """Return whose trade 出口 alone is: 旅行服务进出口42亿元,其中|出口20亿元."""
    if phrase not in _TRADE:
        return ""
    among, pair = "其中" in clause.text or talk.pending == "其中", False
    for draft in reversed(talk.drafts[-_BACK:]):
        owner, both, _ = draft.indicator.partition("进出口")
        if both:
            near = draft.sentence >= talk.sentence - (talk.pending == "其中" or pair)
            return (
                ""
                if _WORDS["trade_any"].fullmatch(owner) or not near or not (among or pair)
                else owner
            )
        if not draft.indicator.endswith(_TRADE):
            return ""
        pair = True
    return ""


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
    here = last is not None and last.sentence == clause.sentence
    if here and last and _WORDS["firm_rate"].fullmatch(str(name)):
        found = _WORDS["owner"].match(last.indicator)
        return found[0] if found and found[0] != last.indicator else ""
    if here and last and _WORDS["verb"].match(clause.text):
        found = _WORDS["owner"].match(last.indicator)
        if last.measure == "count" and found and found[0] == last.indicator and name.head:
            whose = found[0].removesuffix("企业") if name.head in {"增加值", "总产值"} else found[0]
            other = name.qualifier.endswith("业") and name.qualifier != "工业"  # 建筑业产值
            return "" if other or (name.qualifier and name.qualifier in whose) else whose
        if last.measure == "level" and not (head_of(last.indicator) or name.qualifier):
            return last.indicator
        if found and found[0] != last.indicator and not name.qualifier.startswith(found[0]):
            return found[0]
    if last is not None and last.sentence == clause.sentence and last.measure == "count":
        every = _WORDS["owner"].fullmatch(last.indicator) and not _WORDS["came"].match(
            last.indicator
        )
        if every and not name.qualifier and name.head and clause.text.startswith(name.head):
            return last.indicator  # 规上服务业企业21家,营业收入…
    near = talk.theme_sentence in {clause.sentence, clause.sentence - 1}
    bare = not name.qualifier and name.head in vocabulary().phrases["shared_head"]
    fresh = last is None or last.sentence < clause.sentence == talk.theme_sentence
    if near and bare and fresh:
        return talk.theme
    return talk.trade if _WORDS["trade_has"].fullmatch(str(name)) and not talk.theme else ""


def by_mode(phrase: str, talk: Discourse) -> str:
    """Return what is carried with its way of transport, where only the figure before says it.

    铁路客运量…,货运量… is of the railway; behind 全市货运量…,其中铁路货运量… it is of all.
    """
    last, modes = talk.last, _WORDS["by_mode"]
    if last is None or talk.head_sentence != last.sentence or last.sentence != talk.sentence:
        return phrase
    told, head = modes.fullmatch(last.indicator), modes.fullmatch(talk.head)
    own = modes.fullmatch(phrase)
    if not (own and told and told["mode"]) or own["mode"] or (head and not head["mode"]):
        return phrase
    return told["mode"] + phrase


def tidy(name: str) -> str:
    """Return an indicator phrase in its usual form: 二产比重 is 第二产业比重."""
    name = _MARKS.sub("", name.replace(MASK, "").replace("(GDP)", ""))
    name = name.rpartition(")")[2] if name.count(")") > name.count("(") else name
    name = _WORDS["in_all"].sub("", name)
    order = _ORDER.match(name)
    if order:
        name = f"第{order[1]}产业{name[order.end() :]}"
    return name
