"""Rates that their names define, 资产负债率, or that a verb does, 使用率 (比率)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.names import canonical, plain_name, says, unfilled
from zoneanalysis.extraction.vocabulary import Ratio, vocabulary
from zoneanalysis.values.units import unit

__all__ = ["RULES", "ratios"]

_CHECKS = {  # of a rate, a ratio and a gap; and of so much for each
    "%": ("share", "part", "whole"),
    "‰": ("share", "part", "whole"),
    "倍": ("multiple", "level", "other"),
    "元": ("difference", "later", "earlier"),
    "股": ("average", "total", "count"),
    "人次": ("average", "total", "count"),
    "100元": ("average", "total", "quantity"),
    "公里": ("per_unit", "total", "base"),
    "月": ("per_unit", "total", "base"),
}
_ENDING = 3  # characters of a name that tell what it measures
_FURTHER = 80  # figures between a rate and a whole that no other is called like
_REACH = 12  # figures between a rate and what it is made of


def ratios(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 资产负债率 as 负债 over 资产, and 使用率71.27% by its verb: 建成…,使用…."""
    for draft in index.drafts:
        moved = draft.pattern == "level.change" or "from" in draft.roles
        if draft.limit or moved or says("from", index.left(draft)):
            continue
        name = canonical(draft.indicator)
        if draft.unit == "个月":
            name = re.split("[,;:。]", index.left(draft))[-1]  # 累计结余可支付13.9个月
        defined = [each for each in vocabulary().ratios if each.rate.search(name)]
        for each in defined:  # 营业利润率 is of no verb 利润
            yield from _defined(index, draft, each, name)
        plain = draft.unit == "%" and draft.measure == "rate"
        if not defined and plain and draft.relation != "attainment":
            yield from _by_verb(index, draft)
            yield from _of_kinds(index, draft)
            yield from _of_two(index, draft)


def _of_two(index: FigureIndex, draft: Draft) -> Iterator[Proposal]:
    """Propose 费用19.5亿元,与营业收入650.0亿元之比为3.0% of the two levels right before it."""
    near = [*islice(index.earlier(draft), 2)]
    pair = levels(near, near[0], "unit", "period", "area", "status") if near else []
    told = len(pair) == 2 and says("to_each_other", index.left(draft))
    if told and says("set_to_other", index.left(pair[0])):
        yield tie("share", draft, "share.named", part=pair[1], whole=pair[0])


def _defined(index: FigureIndex, draft: Draft, ratio: Ratio, name: str) -> Iterator[Proposal]:
    """Propose a rate by what its name defines: both in the bracket right behind it, or told."""
    pair = _inside(index, draft, ratio) or _listed(index, draft, ratio)
    pair = pair or _told(index, draft, ratio, name)
    if pair is None and ratio.said is None and not draft.depth:
        pair = _of_owner(index, draft, ratio, name)
    check, *roles = _CHECKS.get(ratio.per or draft.unit, ("",))
    if pair is None or not check or not _alike(*pair, ratio):
        return
    often = {"100元": "100元", "月": _months(index, pair[1])}.get(ratio.per, "")
    named = pair[0].sentence == pair[1].sentence and all(
        pattern.fullmatch(plain_name(each.indicator))
        for pattern, each in zip((ratio.part, ratio.whole), pair, strict=True)
    )
    inputs, per = tuple(zip(roles, pair, strict=True)), (("per", often),) if often else ()
    yield Proposal(check, draft, inputs, per, "share.named" if named else "share.defined")


def _inside(index: FigureIndex, draft: Draft, ratio: Ratio) -> tuple[Draft, Draft] | None:
    """Return part and whole in the bracket right behind a rate: 3.7%(不良余额…,贷款余额…)."""
    if index.text[draft.end : draft.end + 1] != "(":
        return None
    near = takewhile(lambda e: e.depth > draft.depth, index.after(draft, within=4))
    fits = (e for e in near if e.counted and not e.limit and e.until == draft.until)
    told = [(each, canonical(each.indicator)) for each in fits]
    part = [e for e, name in told if ratio.part.search(name)]
    whole = [e for e, name in told if ratio.whole.search(name) and e not in part]
    return (part[0], whole[0]) if len(part) == len(whole) == 1 else None


def _listed(index: FigureIndex, draft: Draft, ratio: Ratio) -> tuple[Draft, Draft] | None:
    """Return part and whole of one rate of a list, each of its own or of one that all share.

    每股收益1.3元、1.6元。按收盘价45.0元计算,市盈率分别为35倍、28倍.
    """
    mine, pair = index.group(draft), list[Draft]()
    near = [e for e in index.above(mine[0], within=_REACH) if e.plain]
    near = [e for e in near if e.counted or e.pattern == "price"]
    for pattern in (ratio.part, ratio.whole):
        last = next((e for e in near if pattern.search(plain_name(e.indicator))), draft)
        run = index.group(last)
        if last is draft or len(run) not in {1, len(mine)}:
            return None
        pair.append(run[index.at(draft)] if len(run) > 1 else last)
    each_own = len(mine) > 1 and any(len(index.group(each)) > 1 for each in pair)
    return (pair[0], pair[1]) if each_own else None


def _told(index: FigureIndex, draft: Draft, ratio: Ratio, name: str) -> tuple[Draft, Draft] | None:
    """Return part and whole before a rate in its paragraph or the last."""
    if draft.depth or (ratio.said is not None and not ratio.said.search(index.opening(draft))):
        return None
    near = [
        each
        for each in levels(index.before(draft, within=_REACH), draft, "area", "until", "status")
        if draft.paragraph - 1 <= each.paragraph
        and (not says("cut", index.opening(each)) or _is_one_side(each, ratio))  # 分城乡看,…
        and not says("at_start", re.split("[,;、]", index.left(each))[-1])  # 年初不良余额…、不良率…
    ]
    parts = [e for e in near if ratio.part.search(canonical(e.indicator))]
    if ratio.said is not None:  # 待售面积…,其中住宅…。按…计算,待售面积去化约需…
        parts = [e for e in parts if not says("among", index.left(e))]
    part = next(iter(parts), None)
    if part is None:
        return None
    others = [e for e in near if e is not part]
    ending = canonical(part.indicator)[-_ENDING:]
    nearer = (e for e in others if e.number_start > part.number_start)
    if draft.unit == "%" and any(e.indicator.endswith(ending) for e in nearer):
        return None  # 居民收入中位数…;农村居民收入中位数…,是平均数的84.6%: of the nearer one
    rest = [e for e in others if not says("among", index.opening(e).rsplit(";", 1)[-1])]
    if says("among", index.opening(part)):
        rest = [each for each in rest if each.sentence == part.sentence]
    if ratio.per:
        rest = [each for each in rest if _alike(part, each, ratio)]
    whole = next((e for e in rest if ratio.whole.search(canonical(e.indicator))), None)
    if whole is None and ratio.part.fullmatch(plain_name(part.indicator)):
        whole = _further(index, draft, ratio.whole)
    if whole is None:
        return None
    told = max(part.number_start, whole.number_start)
    later = (e for e in near if e.number_start > told)
    if any(ratio.whole.search(canonical(e.indicator)) for e in later):
        return None  # 食品支出…。城镇居民消费支出…,恩格尔系数: of a part that is not told
    owner = plain_name(ratio.rate.sub("", name))
    of_part = plain_name(ratio.part.sub("", canonical(part.indicator)))
    of_whole = plain_name(ratio.whole.sub("", canonical(whole.indicator)))
    beside = part.sentence == whole.sentence and not (of_part and of_whole) and not ratio.said
    one = beside or of_part == of_whole  # 规上企业研发经费 is no part of the city's product
    fits = one and owner in {"", of_part, of_whole}  # 国有企业资产负债率 is of no others' 资产
    return (part, whole) if fits else None


def _is_one_side(level: Draft, ratio: Ratio) -> bool:
    """Whether a level is called as a rate's part or whole, and nothing is said beside."""
    name = plain_name(level.indicator)
    return any(each.fullmatch(name) is not None for each in (ratio.part, ratio.whole))


def _alike(part: Draft, whole: Draft, ratio: Ratio) -> bool:
    """Whether part and whole are measured alike, or as the rate's definition asks."""
    if ratio.per == "月":
        return unit(part.unit).dimension == unit(whole.unit).dimension
    if ratio.per:  # 吨公里 and 吨, 人公里 and 人次
        return ratio.per != "公里" or part.thing[0] == whole.thing[0]
    kinds = part.thing + whole.thing
    return part.thing == whole.thing or says("counted_as", kinds) is not None


def _months(index: FigureIndex, whole: Draft) -> str:
    """Return of how many months a level is: 12个 of a year's, "" of 月均支出."""
    mean = says("each_month", index.left(whole) + whole.indicator)
    return "" if mean else f"{len(whole.period.months)}个"


def _of_owner(
    index: FigureIndex, draft: Draft, ratio: Ratio, name: str
) -> tuple[Draft, Draft] | None:
    """Return the one part and whole that the text tells of those whom a rate is of.

    They are named before the rate, else before the whole told near it: 规上企业利润总额…. 规上企业
    营业收入…,营业成本…,营业收入利润率…. What is told beside the whole may leave them out.
    """
    begun = {draft.period.start, None}
    told = [e for e in index.before(draft, within=_FURTHER) if e.counted and e.plain]
    told = [e for e in told if e.period.start in begun]
    here = (draft.area, draft.period.end, draft.status)
    told = [e for e in told if (e.area, e.period.end, e.status) == here]
    own = _owner(ratio.rate, name)
    first = next((e for e in told[:_REACH] if ratio.whole.search(canonical(e.indicator))), None)
    if not own and first is not None and _is_one_of(index, first, ratio.whole):
        return None  # 分门类看,采矿业营业收入…;制造业营业收入…: of which
    owner = own or (_owner(ratio.whole, first.indicator) if first else "")
    wholes = [e for e in told if ratio.whole.search(plain_name(e.indicator))]
    wholes = [e for e in wholes if _owner(ratio.whole, e.indicator) in {owner, ""}]
    wholes = [e for e in wholes if plain_name(e.indicator).startswith(owner)]
    parts = [e for e in told if ratio.part.search(plain_name(e.indicator)) and wholes]
    owners = [(e, {owner} | ({""} if e.sentence == wholes[0].sentence else set())) for e in parts]
    parts = [e for e, theirs in owners if owner and _owner(ratio.part, e.indicator) in theirs]
    values = [{each.value for each in alike} for alike in (parts, wholes)]
    return (parts[0], wholes[0]) if [len(each) for each in values] == [1, 1] else None


def _is_one_of(index: FigureIndex, level: Draft, named: re.Pattern[str]) -> bool:
    """Whether a level stands among others of its kind in its sentence, or in a cut."""
    near = [e for e in index.sentence(level.sentence) if e.counted and not e.depth]
    alike = [e for e in near if named.search(canonical(e.indicator))]
    return len(alike) > 1 or any(says(r, index.opening(level)) for r in ("cut", "among"))


def _owner(pattern: re.Pattern[str], name: str) -> str:
    """Return whose figure a name tells: 规上工业 of 规上工业营业收入."""
    return plain_name(pattern.sub("", plain_name(name)))


def _further(index: FigureIndex, draft: Draft, named: re.Pattern[str]) -> Draft | None:
    """Return the one level further away that is called nothing but what a rate is of."""
    near = levels(index.before(draft, within=_FURTHER), draft, "area", "until", "status")
    return sole([e for e in near if named.fullmatch(plain_name(e.indicator))])


def _by_verb(index: FigureIndex, draft: Draft) -> Iterator[Proposal]:
    """Propose 建成…,使用…,使用率…: the rate's own verb names the part."""
    stem = says("rate_verb", draft.indicator)
    verb = stem["verb"][-2:] if stem else ""
    near, due = _bases(index, draft, verb)
    if stem is None or not near or (says("stage", verb) and near[0].unit in {"个", "项"}):
        return
    owner = draft.indicator[: stem.end("verb") - len(verb)]
    if len(near) < 2 or near[0].unit != near[1].unit:
        return
    part, whole, *others = near
    apart = part.sentence != whole.sentence and not says("due", index.left(whole))
    if apart or says("elsewhere", index.left(draft)):
        return  # 开工86个。竣工52个,竣工率…: of which; 去年同期就业率, 全省亏损面
    attains = says("attains", verb)
    lefts = [] if attains else [index.left(each) for each in near[:2]]
    if any(says("some_of", e) and not (owner and owner in e) for e in lefts):
        return  # 新收18550件,审结…; 检查2379家,责令整改236家: of others, too
    if owner and not any(owner in each.indicator for each in (part, whole)):
        return  # 按期办结率, 重大隐患整改率: of some of these
    if any(says("from_before", index.text[e.end : e.end + 12]) for e in (part, whole)):
        return  # 利用量246.9万吨(含利用往年贮存量3.2万吨)
    if due is None and any(each.unit == whole.unit for each in others):
        return  # 预算,实际,节约,节约率: of which of the two the words don't say
    if index.told(draft)[0].measure in {"rate", "share"}:
        return  # 开发率84.3%,供应率92.7%: rates of other things
    short = f"{verb[:1]}[一-鿿]{{0,2}}{verb[1:]}(?!率)|已{verb[:1]}$"  # 网办 of 网上办理, 已播
    done = re.compile(f"(?<![未不])(?:{short})")
    done = vocabulary().ties["closed"] if says("closed", verb) else done
    before = index.left(whole)[-12:]
    own = re.split("[,;、]", index.left(part))[-1] + re.split("[,;。]", index.right(part))[0]
    joined = due is None and says("joined", index.between(whole, part))
    if joined and not done.search(index.between(whole, part)):
        return
    again = verb in before and f"应{verb}" not in before and due is None
    aimed = (attains or stem["pace"]) and whole.status == "target" and part.status == "actual"
    if not (done.search(own) or (attains and aimed)) or again:
        return
    if part.limit or whole.limit or not (aimed or part.status == whole.status):
        return
    if attains and not says("aims", index.opening(draft)):
        return  # 总投资100.0亿元,完成60.0亿元: 完成率 is of the year's plan
    if attains:
        yield tie("attainment", draft, "rate.attained", achieved=part, target=whole)
    elif part.measure == "count":
        yield tie("rate_from_count", draft, "rate.verb", denominator=whole, numerator=part)
    else:
        yield tie("share", draft, "share.use", part=part, whole=whole)


def _bases(index: FigureIndex, draft: Draft, verb: str) -> tuple[list[Draft], Draft | None]:
    """Return the last levels that a rate may be of, of one unit, and the one that was due.

    争取专项债券84.5亿元,支持项目73个,已支出66.4亿元,支出进度78.6%; or all of what was divided:
    培训960人次,其中…;750人次取得证书,取证率78.1%.
    """
    near = [e for e in index.told(draft) if e.counted and ";" not in index.between(e, draft)]
    near = [e for e in near if not (e.limit or says("no_base", index.left(e)[-12:]))]
    near = [each for each in near if each.unit == near[0].unit][:3]
    due = _due(index, draft, verb) or (_planned(index, draft, near[0]) if near else None)
    if near and due is not None:
        return [near[0], due], due
    told = [b.total for b in index.blocks if b.complete and b.total.sentence == draft.sentence]
    divided = [e for e in told if len(near) == 1 and e.unit == near[0].unit]
    return near + divided, None


def _planned(index: FigureIndex, draft: Draft, part: Draft) -> Draft | None:
    """Return the one level that was to be done, of which a rate tells the part that was."""
    told = [e for e in index.told(draft) if e.unit == part.unit and e is not part and e.plain]
    planned = sole([e for e in told if says("due", index.left(e))])
    first = [e for e in index.earlier(part) if e.unit == part.unit and e is not planned]
    return None if first else planned


def conversions(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 3126亩(合208.4公顷) as one area, and 2.35亿美元 at 1美元兑7.18元 as 16.87亿元."""
    for draft in index.drafts:
        before = index.preceding(draft)
        if before is None or before.sentence != draft.sentence or draft.limit or before.limit:
            continue
        apart = unit(draft.unit).scale != unit(before.unit).scale
        alike = apart and unit(draft.unit).dimension == unit(before.unit).dimension
        between = index.text[before.end : draft.number_start]
        inside = between in {"(", "(即", "(合"} and index.text[draft.end : draft.end + 1] == ")"
        same = draft.thing == before.thing or draft.unit[-1:] != "元"  # no 美元 of 元
        if alike and (inside or (says("converted", between) and same)):
            yield tie("repeat", draft, "conversion", other=before)
        yield from _at_rate(index, draft, before)


def _at_rate(index: FigureIndex, rate: Draft, one: Draft) -> Iterator[Proposal]:
    """Propose a rate of exchange by the two sums between which it stands."""
    first, last = index.preceding(one), index.following(rate)
    if one.value != 1 or first is None or last is None or last.limit:
        return
    if not says("exchanged", index.between(one, rate)) or first.sentence != last.sentence:
        return
    if says("converted", index.text[rate.end : last.number_start]):
        own = unit(rate.unit).dimension
        total, base = sorted((first, last), key=lambda each: unit(each.unit).dimension != own)
        if [unit(e.unit).dimension for e in (total, base)] == [own, unit(one.unit).dimension]:
            yield tie("per_unit", rate, "conversion.rate", total=total, base=base)


def _of_kinds(index: FigureIndex, draft: Draft) -> Iterator[Proposal]:
    """Propose the rate of a kind that was counted: 26项中,正常15项、关注7项、预警4项,正常率57.7."""
    stem = vocabulary().ties["rate_verb"].fullmatch(draft.indicator)
    told = list(takewhile(lambda e: e.measure == "count" and not e.limit, index.earlier(draft)))
    if stem is None or says("stage", stem["verb"]) or len(told) < 3:
        return
    *kinds, whole = told
    names = [unfilled(index.own(each)) for each in kinds]
    listed = says("inside", index.right(whole)) and len({each.unit for each in told}) == 1
    if listed and names.count(stem["verb"]) == 1 and not says("with_better", index.opening(draft)):
        part = kinds[names.index(stem["verb"])]  # 优良10个、达标16个,…达标率: of both
        yield tie("rate_from_count", draft, "rate.kind", denominator=whole, numerator=part)


def _due(index: FigureIndex, draft: Draft, verb: str) -> Draft | None:
    """Return the whole in a bracket right behind a rate: 参保率97.7%(应参保58.61万人)."""
    each = index.following(draft)
    if each is None or index.text[draft.end : draft.end + 1] != "(" or not each.counted:
        return None
    return each if index.text[draft.end + 1 : each.number_start].endswith(f"应{verb}") else None


RULES = (conversions,)
