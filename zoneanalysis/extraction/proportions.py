"""Names of shares, contributions and attainments, which hold two others (比例指标)."""

from __future__ import annotations

import re

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.measures import Reading
from zoneanalysis.extraction.names import made_and_sold, tidy
from zoneanalysis.extraction.nouns import Noun, coordinate, head_of, noun_of
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["SHARES", "paid_for", "part_of_share", "related"]

_WORDS = vocabulary().nouns

SHARES = frozenset({"占比", "比重"})


def related(
    noun: Noun,
    reading: Reading,
    talk: Discourse,
    gazetteer: Gazetteer,
    count: int,
    unit: str,
    host: str,
    follows: str,
) -> list[str] | None:
    """Return the names of shares, contributions, attainments and what was made and sold."""
    name = tidy(noun.name)
    if traded := made_and_sold(name, unit, count, talk):
        noun.name = traded[-1]
        return traded
    if host:
        return [f"{host}占比"]  # 电梯(占比11.3%)
    owes = _WORDS["owes"].fullmatch(noun.raw) if count == 1 and unit == "%" else None
    if owes and (owes["grows"] or reading.measure == "yoy"):
        reading.measure, reading.pattern, noun.name = "rate", "rate.word", ""
        part = owes["part"] or _WORDS["entity_tail"].sub("", talk.subject)
        return [f"{part}对{talk.full(owes['goal'])}增长的贡献率"]
    if (owed := _WORDS["contribution"].fullmatch(name)) and count == 1:
        return _owed(owed, noun, talk, follows)
    if reading.relation == "contribution":
        goal = noun_of(reading.object, 0, (), gazetteer).name or reading.object
        goal = talk.full(goal) if (name or talk.subject) != talk.main else goal
        talk.goal = goal or talk.goal
        told = talk.names if not name and 1 < count == len(talk.names) else [name or talk.subject]
        parts = [name or _WORDS["entity_tail"].sub("", e).removeprefix("人均") for e in told]
        return [f"{part}对{goal}增长的拉动" for part in parts]
    joined = _WORDS["joins"].split(name) if reading.relation == "attainment" else []
    if len(joined) == count > 1:
        return [f"{part}完成{reading.object}比例" for part in joined]
    if reading.relation == "attainment":
        return [f"{name or talk.subject}完成{reading.object}比例"]
    return _shares(name, reading, talk, count)


def _owed(found: re.Match[str], noun: Noun, talk: Discourse, follows: str) -> list[str]:
    """Return the name of a contribution with what it leaves out: 贡献率5%,拉动生产总值增长…."""
    pulled = _WORDS["pulls"].match(follows)
    part, goal = found["part"] or found["alone"], found["goal"] or found["moved"]
    goal = talk.full(goal or (pulled["goal"] if pulled else talk.goal))
    talk.goal = goal or talk.goal
    if not part:
        part, noun.name = _WORDS["entity_tail"].sub("", talk.subject).removeprefix("人均"), ""
    return [f"{part}对{goal}增长的{found['what']}" if goal else f"{part}{found['what']}"]


def _shares(name: str, reading: Reading, talk: Discourse, count: int) -> list[str] | None:
    """Return the names of shares, of the whole that they tell or that was told before."""
    last = talk.last if talk.last is not None and talk.last.sentence == talk.sentence else None
    shared = last is not None and last.measure == "share"
    if name in SHARES and reading.measure == "pp_change" and last and shared:
        return [last.indicator]  # 占全县的72.3%,比重提升3.2个百分点
    if name in SHARES and reading.measure == "pp_change" and talk.subject:
        return [_share_of(talk.subject, _enclosing(talk.subject, talk))]
    if reading.pattern == "share.of" and count > 1 and (joined := coordinate(name, count)):
        return [_share_of(part, reading.object) for part in joined]
    if reading.pattern == "share.printed":
        levels = talk.levels([talk.sentence])[:-1][-count:]
        parts = levels if len(levels) == count else [talk.subject]
        return [f"{part}占{reading.object}比重" for part in parts]
    if reading.pattern == "share.word" and name in SHARES and count > 1:
        reading.pattern, name = "share.of", ""  # 占比分别为37.1%和24.9%
    if reading.pattern == "share.of":
        parts = talk.said(talk.sentence)[-count:]
        if count > 1 and not name and len(set(parts)) == count:
            whole = reading.object or _enclosing(parts[-1], talk)
            return [_share_of(part, whole) for part in parts]
        part = "" if name in vocabulary().phrases["relational"] else name
        if len(talk.names) > 1 and _WORDS["together"].fullmatch(part):
            part = "、".join(dict.fromkeys(talk.names))  # 分别增长…,三者合计占41.0%
        whole = reading.object or _enclosing(part, talk)
        bare = part and not (whole or head_of(part)) and talk.last is not None
        if bare and (head := head_of(talk.subject)) in vocabulary().phrases["shared_head"]:
            part += head  # 工业增加值下降3%。采矿业占90%
        part = part or (last.indicator if last and last.measure == "count" else talk.subject)
        whole = whole or _enclosing(part, talk)
        return [_share_of(part, whole if part == talk.main else talk.full(whole))]
    if reading.pattern == "share.word" and name in SHARES:
        return [_share_of(talk.subject, _enclosing(talk.subject, talk))]
    if reading.pattern == "share.word" and last and shared and "占" in last.indicator:
        part = _WORDS["share_head"].sub("", name)
        if "的" in part or part == name:
            return None  # 民间投资占全部投资45%,面向小企业的预留份额40%: of another whole
        reading.pattern, reading.object = "share.of", last.reference
        return [f"{part}占{last.indicator.partition('占')[2]}"] if part else None
    return None


def paid_for(name: str, told: list[str]) -> list[str] | None:
    """Return whose money 金额分别为… is: what was just counted in, as often as it lists.

    Examples
    --------
    >>> paid_for("金额", ["水泵出口量", "水泵进口量"])
    ['水泵出口金额', '水泵进口金额']
    """
    of_goods = all(_WORDS["traded"].fullmatch(each) and each.endswith("量") for each in told)
    paid = _WORDS["paid"].search(name)
    if len(told) < 2 or not of_goods or paid is None:
        return None
    return [f"{each[:-1]}{paid[0]}" for each in told]


def part_of_share(share: Draft, talk: Discourse) -> str:
    """Return what grows behind a share whose whole is not printed: 采矿业占96.1%,|下降15.6%."""
    part, _, whole = share.indicator.partition("占")
    head = head_of(talk.subject)
    told = share.pattern == "share.of" and whole == "比" and part != talk.subject
    return part.removesuffix(head) + head if told and head and part else ""


def _share_of(part: str, whole: str) -> str:
    whole = _WORDS["own_place"].sub("", _WORDS["then"].sub("", whole))
    return f"{part}占{whole}比重" if whole else f"{part}占比"


def _enclosing(part: str, talk: Discourse) -> str:
    """Return what a share without a printed whole is of: 签约项目25个,其中…10个,占40%."""
    return talk.whole if talk.whole != part else ""
