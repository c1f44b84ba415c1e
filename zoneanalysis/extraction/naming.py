"""Which indicator a number is a value of: its own noun, or the one carried (指标归属)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Source
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.frames import Frame
from zoneanalysis.extraction.lists import Group
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.names import (
    by_mode,
    completed,
    doing,
    is_relational,
    made,
    stem_of,
    thing,
    tidy,
    traded,
)
from zoneanalysis.extraction.nouns import Noun, coordinate, counted_noun, head_of, noun_of
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.proportions import SHARES, paid_for, part_of_share, related
from zoneanalysis.extraction.timewords import mentions_of
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import (
    beside_bracket,
    host_named,
    level_less,
    places_before,
    places_listed,
    zones_counted,
)
from zoneanalysis.values.words import any_of

__all__ = ["Naming", "is_anchored", "name_figures", "named_at"]

_WORDS = vocabulary().nouns

_LISTED = re.compile(r"([\u4e00-\u9fff“”()]+(?:、[\u4e00-\u9fff“”()]+)+)等?$")
_AREA_NAME = re.compile(r"(?:.*(?:的是|为|是|有))?([\u4e00-\u9fff]{1,4}[区县市旗])")
_BOUND = re.compile(any_of("behind"))
_HAS = frozenset({"verb", "approximate", "adverb", "particle"})  # 拥有340万千瓦|的风能资源
_PROJECT_OF = re.compile(r"的(?=[^,;。、]{0,40}项目)")


@dataclass(slots=True)
class Naming:
    """The indicators of a group, one for each number, and what came with them.

    Parameters
    ----------
    names : list of str
    area : AreaRef or None
        An area that stands with the thing counted: 9家工业类开发区.
    items : tuple of str
        Names listed before a count.
    reasons : list of str
    counts_zones : bool
        Whether zones themselves are counted.
    finished : bool
        Whether it counts those that have done something (已…), not those that there are.
    areas : tuple of AreaRef
        Areas that the numbers belong to, one each.
    of : str
        What was counted in all, where these are some of it: 重点项目已开工.
    """

    names: list[str]
    area: AreaRef | None = None
    items: tuple[str, ...] = ()
    reasons: list[str] | None = None
    counts_zones: bool = False
    finished: bool = False
    areas: tuple[AreaRef, ...] = ()
    of: str = ""


def name_figures(
    group: Group,
    clause: Clause,
    frame: Frame,
    reading: Reading,
    noun: Noun,
    talk: Discourse,
    gazetteer: Gazetteer,
    text: str,
) -> Naming:
    """Return the indicators of a group of numbers.

    Parameters
    ----------
    group, clause, frame, reading, noun
        The readings of the stages before.
    talk : Discourse
    gazetteer : Gazetteer
    text : str
        The whole normalised text, for what stands behind a number.
    """
    first, count = group.first, 1 if group.first.part == "range" else len(group.numbers)
    name = _called(noun, first, talk)
    if first.part == "ratio":
        return Naming(_ratio_names(name, count, talk))
    host = beside_bracket(text, clause, talk, gazetteer) if name in SHARES else ""
    follows = text[group.numbers[-1].end : group.numbers[-1].end + 48].split("\n", 1)[0]
    told = related(noun, reading, talk, gazetteer, count, first.unit, host, follows)
    if told is not None:
        return Naming(told)
    if first.kind == "count":
        follows = "" if reading.pattern == "compared" else _WORDS["bound"].sub("", follows)
        name = name or stem_of(host_named(text, clause))
        if (zones := zones_counted(name, noun, first.unit, clause, talk, gazetteer)) and count == 1:
            return Naming([zones[0]], zones[1], counts_zones=True)
        return _counted(name, follows, frame, clause, talk, gazetteer, count, first.unit)
    if first.kind == "level" and (behind := _PROJECT_OF.match(follows)):
        area, _ = gazetteer.leading(follows[behind.end() :])
        return Naming(["项目总投资"], area)
    if (
        not name
        and first.kind == "level"
        and count == 1
        and (not frame.roles or (frame.roles <= _HAS and follows.startswith("的")))
        and not frame.direction
        and reading.pattern != "compared"
    ):
        behind_name = counted_noun(follows.removeprefix("的"))
        aim = follows.startswith("的") and vocabulary().ties["aim"].match(behind_name)
        if behind_name and not (aim or _BOUND.match(behind_name)):
            return Naming([tidy(behind_name)])
    bounded = _BOUND.match(follows)
    if first.unit == "成" and not bounded and (noun_behind := counted_noun(follows)):
        return Naming([f"{doing(noun_behind, follows)}占比"])
    if first.kind == "level" and count == 1 and _WORDS["acts"].match(name):
        return Naming([name + tidy(counted_noun(follows))])
    behind_it = follows.startswith("的") and reading.pattern != "compared"
    if not name and first.kind == "percent" and behind_it and not frame.direction:
        reading.measure, reading.pattern = "share", "share.behind"
        return Naming([tidy(counted_noun(follows[1:]))])
    if count > 1 and (several := _several(name, noun, count, talk, gazetteer, frame)):
        return several
    if not name:
        beside = beside_bracket(text, clause, talk, gazetteer) if count == 1 else ""
        return (
            Naming([beside])
            if beside
            else _carried(clause, reading, noun, talk, count, text, gazetteer)
        )
    if _WORDS["together"].fullmatch(name) and talk.subject:
        return Naming([talk.subject], AreaRef(name, "", "group"))
    reasons = []
    if first.kind == "level" and not first.unit.endswith("元"):
        alone = count == 1 and not (frame.roles or head_of(name))
        reasons = ["goods"] if alone and _WORDS["goods_behind"].match(follows) else []
        name = made(thing(name), first.unit, talk)
    full = completed(name, clause, reading.measure, talk, first.unit)
    body = AreaRef(name, "", "entity") if full != name and _WORDS["body"].search(name) else None
    return Naming([full], body, reasons=reasons)


def _called(noun: Noun, first: Number, talk: Discourse) -> str:
    """Return what a phrase calls its indicator, in the usual form; goods with what of them."""
    name = by_mode(_made(tidy(noun.name), first), talk)
    goods = traded(name, first.unit, talk)
    noun.name = goods if goods != name else noun.name
    return goods


def _made(name: str, first: Number) -> str:
    """Return what a figure of goods made is of: 生产化肥…吨 is 化肥产量."""
    found = _WORDS["made"].fullmatch(name)
    goods = first.kind == "percent" or _WORDS["goods"].search(first.unit)
    return f"{found['what']}产量" if found and goods and not head_of(name) else name


def is_anchored(group: Group, noun: Noun, naming: Naming, talk: Discourse) -> bool:
    """Whether the figure's indicator is printed for it, or for the level right before it."""
    if group.first.part or "list" in (naming.reasons or ()) or len(group.numbers) > 1:
        return len(set(naming.names)) == len(group.numbers) and not group.first.part
    if noun.name or naming.items:
        return True
    last = talk.last
    near = last is not None and last.anchored and last.sentence == talk.sentence
    return near and last is not None and last.measure in {"level", "count"}


def named_at(clause: Clause, noun: Noun, naming: Naming, first: Number, talk: Discourse) -> Source:
    """Return where the words of the indicator stand."""
    last, reasons = talk.last, naming.reasons or ()
    if "nosubject" in reasons:
        return Source("none")
    if "list" in reasons or "topic" in reasons:
        return Source("carried")
    if noun.name or naming.items or naming.counts_zones or (first.kind == "count"):
        whole = head_of(naming.names[0]) or first.kind == "count"
        return Source("own" if whole else "carried", clause.index)
    follows = last is not None and last.indicator == naming.names[0]
    if follows and last is not None and last.sentence == clause.sentence:
        return Source("frame", last.clause)
    return Source("carried", last.clause if last is not None else -1)


def _told_in_a_row(clause: Clause, reading: Reading, talk: Discourse, count: int) -> Naming | None:
    """Return the names of a list of figures that the sentence has told in the same order."""
    last = talk.last
    fresh = last is None or talk.spoken > last.clause
    if fresh and (joined := coordinate(talk.subject, count)):
        return Naming(joined, reasons=["list"])  # 猪肉、蔬菜价格回落,分别下降…
    if len(talk.names) == count and last is not None and last.sentence == clause.sentence:
        same = [d.area for d in talk.drafts if d.group == last.group]
        return Naming(list(talk.names), areas=tuple(same) if len(set(same)) > 1 else ())
    for said in (
        *([talk.rates(clause.sentence)] if reading.measure == "pp_change" else ()),
        talk.levels([clause.sentence]),
        talk.said(clause.sentence),
        talk.grown(clause.sentence),
    ):
        if len(said) >= count:
            return Naming(said[-count:], reasons=["list"])
    if joined := coordinate(talk.pending, count):
        named = [found[1] for each in joined if (found := _AREA_NAME.fullmatch(each))]
        places = [AreaRef(each, "", "county") for each in named]
        if len(places) == count and talk.subject:
            return Naming([talk.subject] * count, areas=tuple(places))
        return Naming(joined, reasons=["list"])
    return None


def _carried(
    clause: Clause,
    reading: Reading,
    noun: Noun,
    talk: Discourse,
    count: int,
    text: str,
    gazetteer: Gazetteer,
) -> Naming:
    last = talk.last
    if count > 1 and (listed := _told_in_a_row(clause, reading, talk, count)):
        return listed
    carried = talk.inner_subject if clause.depth and talk.inner_subject else talk.subject
    carried = host_named(text, clause) or _WORDS["planned_name"].sub("", carried)
    before = clause.sentence - 1
    if last and clause.mentions and last.sentence == talk.head_sentence == before:
        among = "其中" in text[talk.head_at : last.number_start]
        carried = talk.head if among else carried  # …,其中采矿业增长2%。11月当月增长8%
    if last is not None and last.sentence == clause.sentence and not clause.depth:
        moved = reading.measure in {"pp_change", "pp_gap"} and last.measure != "contribution"
        moved = moved and not (noun.derived and last.measure == "share")  # 占5%,增幅高出2个百分点
        told = last.measure in {"share", "rate"} and last.pattern != "compared"
        moved = moved or (told and reading.measure in {"unclear", last.measure})
        carried = last.indicator if moved or last.area.kind == "entity" else carried
        if reading.measure == "yoy":
            carried = part_of_share(last, talk) or carried
        if last.measure == "share" and _WORDS["amounts_to"].match(clause.text):
            carried = last.indicator.partition("占")[0] or carried  # 税收占70.6%,为21.8亿元
        if last.measure == "count" and clause.text.startswith("合计"):
            moved = reading.pattern == "level.change"
            carried = last.indicator if moved else carried  # 5个税种增长,合计增收1.8亿元
    if noun.area is not None and noun.area.kind == "entity":
        carried = head_of(carried) or carried  # the firm's, not the group's
    if not carried and clause.depth and last is not None:
        carried = last.indicator
    if not carried and noun.area is not None and talk.lead_in:  # 各县工业投资分别为:青禾县1.2亿元
        lead = noun_of(talk.lead_in, 0, mentions_of(talk.lead_in), gazetteer).name
        carried = _WORDS["each_of"].sub("", lead) if head_of(lead) else ""
    if not carried:
        return Naming([talk.topic or "?"], reasons=["topic" if talk.topic else "nosubject"])
    return Naming([carried])


def _several(
    name: str, noun: Noun, count: int, talk: Discourse, gazetteer: Gazetteer, frame: Frame
) -> Naming | None:
    """Return the indicators of a list of figures whose members its own words name."""
    if listed := places_listed(noun.raw, count, gazetteer):
        told = noun_of(listed[0], 0, (), gazetteer).name or talk.subject or "?"
        return Naming([told] * count, areas=tuple(listed[1]))
    each = "distribute" in frame.roles and not coordinate(name, count)
    if name and each and (areas := places_before(talk.pending, count, gazetteer)):
        return Naming([name] * count, areas=tuple(areas))
    return _listed(name, count, talk) if name else None


def _listed(name: str, count: int, talk: Discourse) -> Naming:
    joined = coordinate(name, count)
    if joined is None and "等" in talk.pending:
        joined = coordinate(talk.pending[: talk.pending.rindex("等")], count)
        joined = [each + name for each in joined] if joined else None
    if joined is None and (paid := paid_for(name, talk.said(talk.sentence)[-count:])):
        return Naming(paid)
    if joined is None:
        return Naming([name], reasons=["list"])
    counted = stem_of(talk.counted)
    if counted and all(is_relational(each, counted) for each in joined):
        joined = [f"{counted}{each}" for each in joined]
    return Naming([tidy(each) for each in joined])


def _counted(
    name: str,
    follows: str,
    frame: Frame,
    clause: Clause,
    talk: Discourse,
    gazetteer: Gazetteer,
    count: int,
    unit: str,
) -> Naming:
    items: tuple[str, ...] = ()
    if (listed := _LISTED.search(frame.subject)) and count == 1:
        parts = listed[1].removesuffix("等").split("、")
        parts[0] = _WORDS["before_name"].sub("", parts[0])
        items = tuple(part for part in parts if part)
    if re.search(r"排名[前后]$|[前后]$", frame.subject) and unit in {"位", "名"}:
        return Naming(["排名位次"])
    if unit == "部门":
        return Naming(["部门"], gazetteer.own, items)
    area, length = gazetteer.leading(follows[:24])
    if area is not None and area.kind in {"group", "zone"} and not frame.roles & {"verb"}:
        kind = area.name.removeprefix(gazetteer.own.name)
        rest = follows[length:]
        theirs = _WORDS["of_zones"].match(rest) and not _WORDS["own_count"].match(rest)
        if area.kind == "group" and not theirs:
            return Naming(
                [kind], area, items, counts_zones=True, finished=bool(_WORDS["done"].match(rest))
            )
    behind = doing(counted_noun(follows), follows)
    behind = "" if _BOUND.match(behind) else behind
    if not (name or behind) and (grown := _just_grown(unit, clause, talk)):
        return Naming([grown], items=items)
    if count > 1 and name and (joined := coordinate(name, count)):
        return Naming(joined)
    here = talk.counted_sentence == clause.sentence
    if (did := _WORDS["does"].match(follows)) and here and not (name or behind) and talk.counted:
        return Naming([f"{did[0]}的{talk.counted}"], items=items, of=talk.counted)
    if behind:
        done = "particle" in frame.roles and _WORDS["stage"].fullmatch(name)
        return Naming([f"{name if done else ''}{tidy(behind)}"], items=items)  # 新签约的|35个|项目
    whole = _WORDS["in_total"].fullmatch(name) is not None
    if not name or (talk.counted and (whole or vocabulary().ties["rest"].fullmatch(name))):
        ever = whole or "累计" in clause.slice(frame.subject_start, frame.start + 1)
        of = _WORDS["newly"].sub("", talk.counted) if ever else talk.counted
        of = of or ("" if _WORDS["no_count"].search(talk.subject) else talk.subject)
        return Naming([of or "?"], items=items, reasons=[] if of else ["nosubject"])
    return _of_those(name, unit, talk, items, here=here)


def _of_those(
    name: str, unit: str, talk: Discourse, items: tuple[str, ...], *, here: bool
) -> Naming:
    """Return what is counted of those that were counted before: 省级, 已开工, 先进制造业."""
    if name.endswith("以上") and (sized := _WORDS["class_of"].search(talk.counted)):
        return Naming([name + sized[1]], items=items)
    if here and talk.counted and _WORDS["level"].fullmatch(name):
        return Naming([name + level_less(_WORDS["newly"].sub("", talk.counted))], items=items)
    school = _WORDS["pupils"].sub("", talk.counted)  # 小学…所,在校生…; 小学招生…人,在校生…
    if school and here and _WORDS["pupils"].fullmatch(name) and is_relational(name, school):
        return Naming([school + name], items=items, of=school)
    name = made(thing(name), unit, talk)
    alike = talk.last is not None and talk.last.unit == unit and talk.counted.endswith("项目")
    if alike and _WORDS["kind_of"].search(name):
        return Naming([f"{name}项目"], items=items)  # 项目35个:先进制造业12个
    if said := _WORDS["come_to"].fullmatch(name):  # 重点项目已开工
        return Naming([said["stage"] + said["what"]], items=items, of=said["what"])
    what = _WORDS["entity_end"].search(talk.counted) if _WORDS["stage"].fullmatch(name) else None
    return Naming([f"{name.lstrip('已经')}{what[0]}" if what else name], items=items)


def _just_grown(unit: str, clause: Clause, talk: Discourse) -> str:
    """Return the goods whose growth was just told: 客车产量增长6.6%,达到|2.1万辆."""
    last = talk.last
    if last is None or last.measure != "yoy" or last.sentence != clause.sentence:
        return ""
    made = last.indicator == talk.subject and _WORDS["goods"].search(unit)
    return last.indicator if made and head_of(last.indicator) else ""


def _ratio_names(name: str, count: int, talk: Discourse) -> list[str]:
    pending = "三次产业" if not name and "三次产业" in talk.pending else name
    stem = _WORDS["share_head"].sub("", pending)
    told = talk.levels([talk.sentence, talk.sentence - 1])[-count:]
    if _WORDS["of_them"].fullmatch(stem) and len(told) == count:
        return [f"{part}占比" for part in told]  # 三者之比为23:24:53
    stem = "三次产业" if count == 3 and stem in {"产业", "三产", "三次产业"} else stem
    if stem.startswith("三次产业") and count == 3:
        return [f"第{digit}产业{stem[4:]}比重" for digit in "一二三"]
    shared = _WORDS["ratio_tail"].search(stem)
    if shared and count == 2:
        parts = re.split("与|和|、", stem[: shared.start()])
        if len(parts) == count:
            return [f"{part}{shared[0]}比重" for part in parts]
    joined = coordinate(stem, count)
    return [f"{part}比重" for part in joined] if joined else [f"{stem}比重"] * count
