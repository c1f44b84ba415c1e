"""What the field's own terms tie together: 自然增长率, 顺差, 贡献率 (平衡关系)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    FigureIndex,
    Proposal,
    levels,
    tie,
)
from zoneanalysis.extraction.relations.names import (
    canonical,
    is_average,
    is_real,
    number_said,
    says,
    unfilled,
)
from zoneanalysis.extraction.relations.parts import kth
from zoneanalysis.extraction.relations.rivals import may_be_meant
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_CHECKS = {"natural": "natural_growth", "surplus": "trade_balance"}
_DIFFERENCES = (
    ("natural", "births", "deaths"), ("surplus", "exports", "imports"),
    ("shortage", "needs", "supplies"), ("short_budget", "spent", "income"),
    ("saved", "budgeted", "paid"), ("of_year", "income", "spent"),
    ("carried_on", "income_all", "spent_all"),
)  # fmt: skip
_UNITS_OF = {"个百分点": "%"}
_REACH = 12  # figures between a balance and what it is the balance of


def differences(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 自然增长率 as births less deaths, 顺差 as exports less imports, 逆差 the reverse."""
    for draft in index.drafts:
        if not draft.plain or draft.pattern in {"level.change", "level.gap"}:
            continue  # 顺差扩大0.4亿元; 余额低于限额4.23亿元
        words = index.left(draft)[-24:]
        for balance, first, second in _DIFFERENCES:
            if not (found := says(balance, words)):
                continue
            if balance == "of_year" and not _of_two(index, draft):
                continue
            more, less = (_named(index, draft, role, balance) for role in (first, second))
            if more is None or less is None:
                continue
            if balance == "of_year" and _is_of_others(index, draft, balance, (more, less)):
                continue
            whole = says("trade_all", canonical(more.indicator))
            if balance == "surplus" and not whole and says("all_place", words):
                continue  # 一般贸易出口…;进口…;全市贸易顺差: of all trade
            if balance == "surplus" and _of_other_trade(index, draft, more):
                continue
            if _thing(index, more, first) == _thing(index, less, second):
                check, roles = _CHECKS.get(balance, "difference"), (first, second)
                if says("deficit", found[0]):  # imports less exports, printed without a sign
                    check, roles = "difference", ("earlier", "later")
                elif balance not in _CHECKS:
                    roles = ("later", "earlier")
                inputs = tuple(zip(roles, (more, less), strict=True))
                yield Proposal(check, draft, inputs, pattern=f"balance.{balance}")
                if check == "trade_balance" and whole:
                    yield from _grown(index, draft, more, less)


def _is_of_others(index: FigureIndex, draft: Draft, role: str, told: Sequence[Draft]) -> bool:
    """Whether a balance is named after what neither of its figures is: 规上企业净增."""
    own = index.undated(draft, index.own(draft))
    found = says(role, own)
    owner = unfilled(own[: found.start()]).removeprefix("其中") if found else ""
    area, length = index.gazetteer.leading(owner)
    owner = owner[length:] if area else owner
    named = "".join(canonical(each.indicator) + index.own(each) for each in told)
    return len(owner) > 1 and owner[:2] not in named


def _of_other_trade(index: FigureIndex, draft: Draft, more: Draft) -> bool:
    """Whether a surplus is of trade that its exports don't name: 服务贸易顺差, 对美国顺差."""
    words = index.undated(draft, index.own(draft))
    named = says("surplus", words)
    kind = vocabulary().ties["trade_plain"].sub("", words[: named.start()] if named else "")
    _, length = index.gazetteer.leading(kind)
    return kind[length:] not in index.opening(more)


def _of_two(index: FigureIndex, draft: Draft) -> bool:
    """Whether what is left of a year stands behind two levels, and nothing else is told to flow."""
    near = [e for e in index.earlier(draft) if e.unit == draft.unit and e.counted]
    lone = (e for e in near if len(index.group(e)) == 1 and index.left(e)[:1] != "、")
    told = [e for e in lone if not says("among", index.left(e))]
    others = says("third_flow", index.text[near[-1].start : draft.end + 20]) if near else None
    return len(told) == 2 and others is None


def _grown(index: FigureIndex, draft: Draft, more: Draft, less: Draft) -> Iterator[Proposal]:
    """Propose 顺差14.1亿美元,增长52.6% by the growth of exports and of imports."""
    rates = [growth_of(index, each) for each in (draft, more, less)]
    known = [e for e in rates if e is not None and e.unit == "%" and not (e.limit or is_real(e))]
    since = {(each.reference_period, "mom" in each.roles) for each in known}
    if len(known) == len(rates) and len(since) == 1:
        first, second = known[1:]
        rates_of = (("exports_growth", first), ("imports_growth", second))
        inputs = (("exports", more), ("imports", less), *rates_of)
        yield Proposal("balance_growth", known[0], inputs, pattern="balance.growth")


def net_changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 净增24家 as what came less what left: 新增34家,退库12家,净增22家."""
    for draft in index.drafts:
        if not draft.plain or not says("net", index.left(draft)):
            continue
        named = says("offset", index.left(draft))
        moved = _set_apart(index, draft, named) if named else _in_bracket(index, draft)
        own = re.sub("^人口(?=自然)|(?<=自然[增减][加长少])人口", "", index.own(draft))
        if not moved and says("net_of_others", own):
            continue  # 出生…,死亡…,常住人口净增加: those who moved, too
        if not moved and says("natural_net", own):  # births and deaths stand apart, with rates
            near = levels(index.above(draft), draft, "unit", "period", "area")
            moved = [each for each in near if says("vital", canonical(each.indicator))]
        told = (e for e in index.earlier(draft) if e.unit != "%")  # 提取额占归集额的60.4%
        for each in told if not moved else ():
            if each.unit != draft.unit or each.limit or ";" in index.between(each, draft):
                break
            moved.append(each)
        came = [each for each in moved if says("came", index.own(each))]
        left = [each for each in moved if says("left", index.own(each))]
        signed = any(each.value < 0 for each in moved)  # 社会增904人,自然增负2555人
        if (
            len(came) == len(left) == 1
            and not signed
            and moved[:2] in ([*left, *came], [*came, *left])
            and not _is_of_others(index, draft, "net", moved[:2])
        ):
            out = draft.value > 0 and says("net_out", index.left(draft))  # 净流出1.3万人
            more, less = (*left, *came) if out else (*came, *left)
            yield tie("difference", draft, "balance.net", later=more, earlier=less)


def _in_bracket(index: FigureIndex, draft: Draft) -> list[Draft]:
    """Return the two figures of the bracket right behind one: 净增8人(迁入26人、迁出18人)."""
    told = [each for each in index.after(draft, within=3) if each.depth > draft.depth]
    opened = index.text[draft.end : draft.end + 1] == "(" and len(told) == 2
    return told if opened and {e.unit for e in told} == {draft.unit} else []


def apart(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 相差58.4亿元 by the two that it names, or the highest and lowest right before it.

    最快的甲县21.3%,最慢的乙县7.9%,首尾相差13.4个百分点; 最多的甲区与最少的乙县相差58.4亿元.
    """
    for draft in index.drafts:
        words = index.left(draft)
        all_told = says("among_all", words)
        ends = _ends_of_all(index, draft, all_told["rank"]) if draft.plain and all_told else []
        found = says("apart", words) or says("named_more", words)
        if not (draft.plain and (ends or (found and not draft.reference_period))):
            continue
        pair = ends or (_set_apart(index, draft, found) if found else [])
        if pair and not any(each.limit for each in pair):
            earlier, later = sorted(pair, key=lambda each: each.value)
            if not ends and says("named_more", words):  # 少9.88亿元 is below zero
                later, earlier = pair
            check = "pp_change" if draft.unit in _UNITS_OF else "difference"
            pattern = "balance.ends" if ends else "balance.apart"
            yield tie(check, draft, pattern, later=later, earlier=earlier)


def _set_apart(index: FigureIndex, draft: Draft, found: re.Match[str]) -> list[Draft]:
    """Return the two that a distance names, or both ends that stand right before it."""
    kind = _UNITS_OF.get(draft.unit, draft.unit)
    pair = [each for each in index.earlier(draft) if each.unit == kind][:2]
    if not found["one"]:
        ends = [end for each in pair if (end := says("end_of_all", index.left(each)))]
        return pair if len({end.lastgroup for end in ends}) == 2 else []
    names = (found["one"], found["other"] or found["than"])
    if all(says("former_latter", name) for name in names):  # the last two of its sentence
        both = any(says("several", index.left(each)) for each in pair)  # 两者合计104.7亿元
        pair = pair if len(pair) == 2 and not both else []
        return pair[::-1] if says("latter", names[1]) else pair
    alike = [e for e in index.above(draft) if e.unit == kind and e.pattern != "level.change"]
    own = [[e for e in alike if unfilled(index.own(e)) == name] for name in names]
    named = [[e for e in alike if name in index.own(e)] for name in names]
    named = [one if len(one) == 1 else every for one, every in zip(own, named, strict=True)]
    last = next((e for e in named[1] if e.sentence == draft.sentence), None)
    if last and max(map(len, named)) > 1:  # 政府性基金收入…;政府性基金支出…,收入大于支出
        name = canonical(last.indicator).replace(names[1], names[0])
        named = [[e for e in named[0] if canonical(e.indicator) == name != names[0]], [last]]
    return [each[0] for each in named] if all(len(each) == 1 for each in named) else []


def _ends_of_all(index: FigureIndex, draft: Draft, rank: str | None) -> list[Draft]:
    """Return least and greatest of what a sentence lists: three or more, or as many as *rank*."""
    kind = _UNITS_OF.get(draft.unit, draft.unit)
    near = [e for e in index.earlier(draft) if e.unit == kind]
    near = [e for e in near if not (says("several", index.left(e)) or is_average(e) or e.limit)]
    alike = len({(e.measure, len(e.period.months)) for e in near}) == 1
    partial = near and says("leading", index.left(near[-1])) is not None
    if rank:
        partial = number_said(rank) != len(near)
    if len(near) < 3 or not alike or partial:
        return []  # 增速前三位的是…
    ordered = sorted(near, key=lambda each: each.value)
    return [ordered[0], ordered[-1]]


def carried(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 累计结余 as that of the year before and this year's: 当年结余2.9,上年末11.4,14.3亿元.

    Each is the one figure of its paragraph that is so called.
    """
    for draft in index.drafts:
        words = draft.indicator if "reached" in draft.roles else index.left(draft)[-16:]
        if not draft.plain or not says("carried", words):
            continue  # 滚存结余由上年末的11.68亿元增加到12.53亿元
        behind = [e for e in index.after(draft, within=2) if e.sentence == draft.sentence]
        near = [*index.above(draft, within=30), *behind]
        near = [e for e in near if e.unit == draft.unit and e.counted and not e.limit]
        came = [each for each in near if says("of_year", index.left(each)[-12:])]
        before = [each for each in near if says("year_before", index.left(each)[-12:])]
        if len(came) == len(before) == 1:
            first = min(came[0].number_start, before[0].number_start)
            if says("third_flow", index.text[first : max(draft.end, came[0].end)]):
                continue
            parts = (*before, *came)
            yield tie("sum", draft, "balance.carried", part=parts, params=COMPLETE)


def stocks(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what is left at the end: 年初剩余5126人,脱贫3742人,返贫23人,年末剩余1407人.

    It is what there was at the beginning, less what went and with what came, each so called.
    """
    for draft in index.drafts:
        if not (draft.counted and draft.plain) or not says("at_last", index.left(draft)):
            continue
        told = [e for e in index.above(draft) if e.unit == draft.unit and not e.depth]
        begun = next((at for at, e in enumerate(told) if says("at_first", index.left(e))), 0)
        flows = told[:begun][::-1]
        went = [e for e in flows if e.value >= 0 and says("went", index.left(e))]
        came = [e for e in flows if e not in went]
        named = all(e.value < 0 or says("came", index.left(e)) for e in came)
        plain = not any(each.limit or says("among", index.left(each)) for each in told[: begun + 1])
        apart = any(e.sentence != draft.sentence for e in told[: begun + 1])
        if not (went and plain and named):
            continue
        later, (earlier, *less) = told[begun], went
        found = tie("difference", draft, "balance.stock", later=later, earlier=earlier)
        more = (*(("less", each) for each in less), *(("more", each) for each in came))
        found = replace(found, inputs=(*found.inputs, *more))
        if not (apart or ";" in index.between(later, draft)) or may_be_meant(found):
            yield found


def moves(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change between two printed values: 由61.2%提高到67.5%,提高6.3个百分点."""
    for draft in index.drafts:
        points = draft.measure == "pp_change"
        change = points or draft.pattern == "level.change" or draft.counted
        near = list(islice(index.earlier(draft), 2)) if draft.plain and change else []
        words = says("moved_by", index.left(draft))
        if words is None or len(near) < 2 or any(each.limit for each in near):
            continue
        later, earlier = near
        stepped = "from" in near[0].roles and near[0].end == draft.start
        if stepped := stepped and canonical(later.indicator) == canonical(earlier.indicator):
            later, earlier = earlier, later  # 290.4克,由293.9克降低3.5克
        if words["way"] == "新增" and later.measure == "count":
            continue  # 由20个增至35个,新增18个: some left
        if len({says("moved_below", index.left(each)) is None for each in near}) > 1:
            continue  # 由盈利1.94亿元转为亏损1.13亿元,净减3.07亿元
        alike = later.unit == earlier.unit == ("%" if points else draft.unit)
        beside = alike and (not draft.counted or bool(words["way"]))
        if beside and (stepped or index.moved(earlier, later, set_to=True)):
            if draft.counted and words["down"]:
                later, earlier = earlier, later  # 累计减贫, of no sign
            check = "pp_change" if points else "difference"
            yield tie(check, draft, "balance.move", later=later, earlier=earlier)


def grown_each(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 存款…、贷款…;年初两项余额分别为a和b,分别新增c和d by the levels of as many."""
    for first in index.drafts:
        came = says("all_came", index.left(first))
        changes, base = index.group(first), next(index.earlier(first), first)
        bases = index.group(base)
        told = says("all_begun", index.left(bases[0])) if came else None
        now = [e for e in islice(index.earlier(bases[0]), 5) if e.counted][::-1]
        if told is None or {*map(len, (changes, bases, now))} != {number_said(told["number"])}:
            continue
        for change, earlier, later in zip(changes, bases, now, strict=True):
            plain = canonical(later.indicator).endswith("余额") and not (
                later.limit or change.limit
            )
            if plain and change.unit == earlier.unit == later.unit:
                yield tie("difference", change, "balance.move", later=later, earlier=earlier)


def deeds(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what was done as the change made: 撤并教学点5个。撤并后,教学点由29个减至24个.

    Once it is done is said before the two levels, and it is told once in their paragraph.
    """
    for level in index.drafts:
        before = index.preceding(level)
        done = None if before is None else says("once_done", index.opening(before))
        if before is None or done is None or not index.moved(before, level):
            continue
        name = done["verb"] + canonical(level.indicator)
        told = [e for e in index.above(before) if canonical(e.indicator) == name]
        if len(told) == 1 and before.unit == level.unit == told[0].unit and level.plain:
            fewer, more = sorted((before, level), key=lambda each: each.value)
            yield tie("difference", told[0], "balance.deed", later=more, earlier=fewer)


def urban_shares(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 城镇化率 as the share of those in towns in the population."""
    for draft in index.drafts:
        if draft.unit != "%" or draft.depth or not says("urban_share", index.left(draft)[-12:]):
            continue
        near = index.above(draft, within=_REACH)
        near = [e for e in near if e.counted and e.until == draft.until]
        if any(says("urban_share", index.left(e)[-12:]) for e in index.earlier(draft)):
            continue  # 常住人口城镇化率…,户籍人口城镇化率…: of other people
        urban = next((each for each in near if says("urban", each.indicator)), None)
        whole = next((e for e in near if says("people", e.indicator) and e is not urban), None)
        if urban and whole and urban.unit == whole.unit:
            listed = says("registered", whole.indicator) is not None
            if listed != bool(says("registered", index.left(draft))):
                continue  # 户籍人口城镇化率: of those registered
            if listed and whole.number_start > urban.number_start:
                continue  # 城镇人口78.1万人,…。户籍人口128.4万人,户籍人口城镇化率…
            yield tie("urban_share", draft, "balance.urban", urban=urban, population=whole)


def sex_ratios(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 性别比107.3 by the men and women told right before it."""
    for draft in index.drafts:
        if draft.unit != "指数" or not says("sexes", index.left(draft)):
            continue
        near = [e for e in index.above(draft, within=_REACH) if e.counted or e.measure == "share"]
        told = ([e for e in near if says(who, e.indicator)] for who in ("men", "women"))
        men, women = (next(iter(each), None) for each in told)
        alike = men and women and (men.unit, men.sentence) == (women.unit, women.sentence)
        if men and women and alike:
            yield tie("sex_ratio", draft, "balance.sexes", men=men, women=women)


def _named(index: FigureIndex, balance: Draft, role: str, kind: str) -> Draft | None:
    """Return the nearest figure before a balance that a role's word names, behind any other one."""
    own = (balance.thing, balance.area, balance.period)
    for each in index.before(balance, within=_REACH):
        if each.paragraph != balance.paragraph or says(kind, index.left(each)[-24:]):
            return None
        alike = (each.thing, each.area, each.period) == own
        among = role == "spent" and says("among", index.left(each))
        if alike and not (each.limit or among) and says(role, _worded(index, each)):
            return each if each.measure in {"level", "rate", "other"} else None
    return None


def _thing(index: FigureIndex, draft: Draft, role: str) -> str:
    """Return what a bare sum is of: 布料 of 出口布料1.2亿米,金额5.1亿美元."""
    bare = says("sum_alone", index.left(index.group(draft)[0]))
    return vocabulary().ties[role].sub("", canonical(draft.indicator)) if bare else ""


def _worded(index: FigureIndex, draft: Draft) -> str:
    """Return the words that name a figure; a bare sum's are those of what it is the sum of.

    出口布料1.2亿米,金额5.1亿美元; 出口318台、进口24台,金额分别为677万美元和0.13亿美元.
    """
    group = index.group(draft)
    own = index.left(group[0])[-16:]
    if not says("sum_alone", own):
        return index.left(draft)[-16:]
    of = kth(index, draft, list(index.earlier(group[0])))
    return index.left(of)[-16:] if of is not None else ""


RULES = (
    differences, net_changes, stocks, apart, carried, moves, grown_each, deeds, urban_shares,
    sex_ratios,
)  # fmt: skip
