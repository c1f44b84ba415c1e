"""What the field's own terms tie together: 自然增长率, 顺差, 贡献率 (平衡关系)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    PARTIAL,
    FigureIndex,
    Proposal,
    canonical,
    says,
)
from zoneanalysis.extraction.relations.names import is_real
from zoneanalysis.extraction.relations.parts import exceeds
from zoneanalysis.extraction.relations.portions import kth
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of

__all__ = [
    "apart",
    "carried",
    "containments",
    "deeds",
    "differences",
    "grown_each",
    "left_over",
    "moves",
    "net_changes",
    "stocks",
    "urban_shares",
]

_CHECKS = {"natural": "natural_growth", "surplus": "trade_balance"}
_DIFFERENCES = (
    ("natural", "births", "deaths"),
    ("surplus", "exports", "imports"),
    ("shortage", "needs", "supplies"),
    ("short_budget", "spent", "income"),
    ("saved", "budgeted", "paid"),
)
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
            more, less = (_named(index, draft, role, balance) for role in (first, second))
            if more is None or less is None:
                continue
            whole = balance != "surplus" or says("trade_all", canonical(more.indicator))
            if not whole and says("all_place", words):
                continue  # 一般贸易出口…;进口…;全市贸易顺差: of all trade
            if _thing(index, more, first) == _thing(index, less, second):
                check, roles = _CHECKS.get(balance, "difference"), (first, second)
                if says("deficit", found[0]):  # imports less exports, printed without a sign
                    check, roles = "difference", ("earlier", "later")
                elif balance not in _CHECKS:
                    roles = ("later", "earlier")
                inputs = tuple(zip(roles, (more, less), strict=True))
                yield Proposal(check, draft, inputs, pattern=f"balance.{balance}")
                if check == "trade_balance" and says("trade_all", canonical(more.indicator)):
                    yield from _grown(index, draft, more, less)


def _grown(index: FigureIndex, draft: Draft, more: Draft, less: Draft) -> Iterator[Proposal]:
    """Propose 顺差14.1亿美元,增长52.6% by the growth of exports and of imports."""
    rates = [growth_of(index, each) for each in (draft, more, less)]
    known = [e for e in rates if e is not None and e.unit == "%" and not (e.limit or is_real(e))]
    since = {(each.reference_period, "mom" in each.roles) for each in known}
    if len(known) == len(rates) and len(since) == 1:
        yield Proposal.of(
            "balance_growth",
            known[0],
            "balance.growth",
            exports=more,
            imports=less,
            exports_growth=known[1],
            imports_growth=known[2],
        )


def net_changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 净增24家 as what came less what left: 新增34家,退库12家,净增22家."""
    for draft in index.drafts:
        if not draft.plain or not says("net", index.left(draft)):
            continue
        moved = _in_bracket(index, draft)
        own = re.sub("^自然[增减][加长少]人口", "", index.own(draft))
        if not moved and says("net_of_others", own):
            continue  # 出生…,死亡…,常住人口净增加: those who moved, too
        for each in index.earlier(draft) if not moved else ():
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
        ):
            yield Proposal.of("difference", draft, "balance.net", later=came[0], earlier=left[0])


def _in_bracket(index: FigureIndex, draft: Draft) -> list[Draft]:
    """Return the two figures of the bracket right behind one: 净增8人(迁入26人、迁出18人)."""
    told = [each for each in index.after(draft, within=3) if each.depth > draft.depth]
    opened = index.text[draft.end : draft.end + 1] == "(" and len(told) == 2
    close = index.text.find(")", draft.end)
    inside = all(each.end <= close and not each.limit for each in told)
    return told if opened and inside and {e.unit for e in told} == {draft.unit} else []


def apart(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 相差58.4亿元 by the two that it names, or the highest and lowest right before it.

    最快的甲县21.3%,最慢的乙县7.9%,首尾相差13.4个百分点; 最多的甲区与最少的乙县相差58.4亿元.
    """
    for draft in index.drafts:
        far = _ends_of_all(index, draft)
        found = says("apart", index.left(draft)) or says("named_more", index.left(draft))
        if far and draft.plain:
            check = "pp_change" if draft.unit in _UNITS_OF else "difference"
            yield Proposal.of(check, draft, "balance.ends", later=far[1], earlier=far[0])
            continue
        if found is None or not draft.plain or draft.reference_period:
            continue
        kind = _UNITS_OF.get(draft.unit, draft.unit)
        pair = [each for each in index.earlier(draft) if each.unit == kind][:2]
        ends = [end for each in pair if (end := says("end_of_all", index.left(each)))]
        apart = len(ends) == 2 and ends[0].lastgroup != ends[1].lastgroup
        if found["one"]:
            told = [e for e in index.before(draft, within=20) if e.paragraph == draft.paragraph]
            alike = [e for e in told if e.unit == kind and e.pattern != "level.change"]
            names = (found["one"], found["other"])
            named = [[e for e in alike if name in index.own(e)] for name in names]
            if all(says("former_latter", name) for name in names):  # the last two of its sentence
                last = pair[::-1] if says("latter", names[1]) else pair
                named = [[each] for each in last]
            pair = [each[0] for each in named if len(each) == 1]
            apart = len(pair) == 2
        if apart and not any(each.limit for each in pair):
            earlier, later = sorted(pair, key=lambda each: each.value)
            if more := says("named_more", index.left(draft)):  # 少9.88亿元 is below zero, 少了 not
                later, earlier = pair[::-1] if more["less"] and draft.value > 0 else pair
            check = "pp_change" if draft.unit in _UNITS_OF else "difference"
            yield Proposal.of(check, draft, "balance.apart", later=later, earlier=earlier)


def _ends_of_all(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the least and greatest of three or more that a sentence lists before 最高与最低."""
    if not says("among_all", index.left(draft)):
        return None
    kind = _UNITS_OF.get(draft.unit, draft.unit)
    near = [e for e in index.earlier(draft) if e.unit == kind]
    alike = [e for e in near if e.measure == near[0].measure and e.period == near[0].period]
    if len(near) < 3 or len(alike) < len(near) or any(e.limit for e in near):
        return None
    if says("leading", index.left(near[-1])):
        return None  # 增速前三位的是…
    ordered = sorted(near, key=lambda each: each.value)
    return ordered[0], ordered[-1]


def carried(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 累计结余 as that of the year before and this year's: 当年结余2.9,上年末11.4,14.3亿元.

    Each is the one figure of its paragraph that is so called.
    """
    for draft in index.drafts:
        if not draft.plain or not says("carried", index.left(draft)[-16:]):
            continue
        near = [e for e in index.before(draft, within=30) if e.paragraph == draft.paragraph]
        near += [e for e in index.after(draft, within=2) if e.sentence == draft.sentence]
        near = [e for e in near if e.unit == draft.unit and e.counted and not e.limit]
        came = [each for each in near if says("of_year", index.left(each)[-12:])]
        before = [each for each in near if says("year_before", index.left(each)[-12:])]
        if len(came) == len(before) == 1:
            first = min(came[0].number_start, before[0].number_start)
            if says("third_flow", index.text[first : max(draft.end, came[0].end)]):
                continue
            yield Proposal.of(
                "sum", draft, "balance.carried", part=(before[0], came[0]), params=COMPLETE
            )


def stocks(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what is left at the end: 年初剩余5126人,脱贫3742人,返贫23人,年末剩余1407人.

    It is what there was at the beginning, less what went and with what came, each so called.
    """
    for draft in index.drafts:
        if not draft.plain or not says("at_last", index.left(draft)):
            continue
        told = [each for each in index.earlier(draft) if each.unit == draft.unit]
        begun = next((at for at, e in enumerate(told) if says("at_first", index.left(e))), 0)
        flows = told[:begun][::-1]
        went = [e for e in flows if e.value >= 0 and says("went", index.own(e))]
        came = [e for e in flows if e not in went and (e.value < 0 or says("came", index.own(e)))]
        plain = not any(each.limit or says("among", index.left(each)) for each in told[: begun + 1])
        words = index.text[told[begun].end : draft.start] if flows else ";"
        if not plain or ";" in words or len(went) + len(came) < len(flows):
            continue
        if went:
            yield Proposal.of(
                "difference",
                draft,
                "balance.stock",
                later=told[begun],
                earlier=went[0],
                less=went[1:],
                more=came,
            )


def left_over(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 当年结余 as income less spending: 基金收入97.4亿元,…支出84.5亿元,…当年结余12.9亿元.

    Both are the one figure of their sentence that is so called.
    """
    for draft in index.drafts:
        if not draft.plain or not says("of_year", index.left(draft)[-12:]):
            continue
        near = [e for e in index.earlier(draft) if e.unit == draft.unit and e.counted]
        came = [each for each in near if says("income", index.left(each))]
        spent = [each for each in near if says("spent", index.left(each))]
        others = says("third_flow", index.text[near[-1].start : draft.end + 20]) if near else None
        exact = not any(each.limit for each in near) and others is None
        if len(near) == 2 and len(came) == len(spent) == 1 and exact:
            yield Proposal.of("difference", draft, "balance.left", later=came[0], earlier=spent[0])


def moves(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change between two printed values: 由61.2%提高到67.5%,提高6.3个百分点."""
    for draft in index.drafts:
        points = draft.measure == "pp_change"
        change = points or draft.pattern == "level.change" or draft.counted
        if not draft.plain or not change:
            continue
        near = list(islice(index.earlier(draft), 2))
        if len(near) < 2 or any(each.limit for each in near):
            continue
        later, earlier = near
        between = index.between(earlier, later)
        told = says("from", index.left(earlier)) and (
            says("to", between) or says("set_to", between)
        )
        words = says("moved_by", index.left(draft))
        beside = words is not None and (not draft.counted or bool(words["way"]))
        if words and words["way"] == "新增" and later.measure == "count":
            continue  # 由20个增至35个,新增18个: some left
        if (
            words
            and told
            and beside
            and later.unit == earlier.unit == ("%" if points else draft.unit)
        ):
            check = "pp_change" if points else "difference"
            if draft.counted and words["down"]:
                later, earlier = near[::-1]  # 累计减贫, of no sign
            yield Proposal.of(check, draft, "balance.move", later=later, earlier=earlier)


def grown_each(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 存款…、贷款…;年初两项余额分别为a和b,分别新增c和d by the levels of as many."""
    for first in index.drafts:
        changes = index.group(first)
        base = next(index.earlier(first), first)
        bases = index.group(base)
        told = (
            says("all_begun", index.left(bases[0])) if says("all_came", index.left(first)) else None
        )
        levels = [*islice(index.earlier(bases[0]), 5)][::-1]
        levels = [e for e in levels if e.counted]
        number = number_of(told["number"].replace("两", "二")) if told else None
        if number is None or not len(changes) == len(bases) == len(levels) == number.low:
            continue
        for change, earlier, later in zip(changes, bases, levels, strict=True):
            plain = canonical(later.indicator).endswith("余额") and not (
                later.limit or change.limit
            )
            if plain and len({change.unit, earlier.unit, later.unit}) == 1:
                yield Proposal.of(
                    "difference", change, "balance.move", later=later, earlier=earlier
                )


def deeds(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what was done as the change made: 撤并教学点5个。撤并后,教学点由29个减至24个.

    Once it is done is said before the two levels, and it is told once in their paragraph.
    """
    for level in index.drafts:
        before = index.preceding(level)
        done = None if before is None else says("once_done", index.opening(before))
        if before is None or done is None or before.unit != level.unit or level.depth:
            continue
        if not (says("from", index.left(before)) and says("to", index.between(before, level))):
            continue
        name = done["verb"] + canonical(level.indicator)
        told = [e for e in index.paragraph(level.paragraph) if e.number_start < before.number_start]
        told = [e for e in told if canonical(e.indicator) == name and e.unit == level.unit]
        if len(told) == 1 and not any(each.limit for each in (*told, before, level)):
            fewer, more = sorted((before, level), key=lambda each: each.value)
            yield Proposal.of("difference", told[0], "balance.deed", later=more, earlier=fewer)


def urban_shares(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 城镇化率 as the share of those in towns in the population."""
    for draft in index.drafts:
        if draft.unit != "%" or draft.depth or not says("urban_share", index.left(draft)[-12:]):
            continue
        near = [each for each in index.before(draft, within=_REACH) if each.counted]
        near = [e for e in near if e.paragraph == draft.paragraph]
        near = [e for e in near if e.period.end == draft.period.end]
        if any(says("urban_share", index.left(e)[-12:]) for e in index.earlier(draft)):
            continue  # 常住人口城镇化率…,户籍人口城镇化率…: of other people
        urban = next((each for each in near if says("urban", each.indicator)), None)
        whole = next((e for e in near if says("people", e.indicator) and e is not urban), None)
        if urban is not None and whole is not None and urban.unit == whole.unit:
            yield Proposal.of("urban_share", draft, "balance.urban", urban=urban, population=whole)


def _named(index: FigureIndex, balance: Draft, role: str, kind: str) -> Draft | None:
    """Return the nearest figure before a balance that a role's word names, behind any other one."""
    for each in index.before(balance, within=_REACH):
        if each.paragraph != balance.paragraph or says(kind, index.left(each)[-24:]):
            return None
        alike = each.thing == balance.thing and not each.limit
        alike = alike and each.area == balance.area
        alike = alike and not (role == "spent" and says("among", index.left(each)))
        if alike and each.period == balance.period and says(role, _worded(index, each)):
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


def containments(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 工业固定资产投资 may not exceed 固定资产投资; only said where it does."""
    wholes = {whole for _, whole in vocabulary().wholes if len(whole) > 3}
    for part in index.drafts:
        name = canonical(part.indicator)
        whole_name = next((w for w in wholes if name.endswith(w) and name != w), None)
        if whole_name is None or not part.counted or not part.plain:
            continue
        if says("wider", name):
            continue  # 全社会固定资产投资
        for whole in index.sentence(part.sentence)[:40]:
            alike = (
                canonical(whole.indicator) == whole_name
                and whole.measure == part.measure
                and whole.unit == part.unit
                and whole.area == part.area
                and whole.period == part.period
                and whole.status == part.status
                and not whole.limit
            )
            if alike and exceeds(whole, (part,)):
                yield Proposal.of("sum", whole, "sum.contained", part=part, params=PARTIAL)
