"""Averages of a total over what is counted or measured: 户均, 亩产, 每千人口床位, 密度 (平均)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.names import (
    bare_name,
    canonical,
    is_average,
    plain_name,
    says,
    unfilled,
)
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of
from zoneanalysis.values.units import known_unit, unit

__all__ = ["RULES"]

_FAR = 120  # figures around an average, among which a count that it names may stand
_MEASURES = {"area", "mass", "volume", "energy", "length"}  # what prices are for, beside counts


def averages(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 18个,总投资54.0亿元,平均投资规模3.0亿元; 每千人口床位6.0张; 播种61.4万亩,亩产393公斤.

    What 亩均 divides by is printed as an area, 人均 in 人; 平均 by the one count beside the total,
    or one in the paragraph that the total is named after. Of several counts the average's own
    words must name the one, and of several totals, unless one stands right before it. A total may
    also be the one level of the text that is called as an average's noun. An average of a month
    is none by a count.
    """
    for draft in index.drafts:
        words = index.left(draft)
        many = says("per_many", words)
        own = many or says("average", words)
        moved = draft.pattern == "level.change"
        if own is None or not draft.plain or (says("each_month", words) and not moved):
            continue
        if (said := _said(index, draft)) is not None:
            yield from said
            continue
        what = many["what"] if many else _divides_by(words, own[0])
        one_of = draft.unit.partition("/")[2]  # 元/平方米
        near = _in_reach(index, draft, what)
        land = known_unit(what) and unit(what).dimension in _MEASURES
        things = [e for e in near if len(what) > 1 and e.indicator.endswith(what)]
        near = [each for each in near if each not in things]
        totals = [each for each in near if _adds_to(draft, each)]
        total = _named(words, totals) or next((e for e in near[:1] if e in totals), None)
        noun = _noun(words) if many is None else many["noun"]
        if says("each_price", noun):
            noun, totals = "", [e for e in totals if says("sold_for", canonical(e.indicator))]
            total = _named(words, totals)
        noun = noun or ("产量" if says("yields", words[-4:]) else "")  # 粮食播种…,亩产: of 粮食产量
        if (total is None or not _of_total(noun, total)) and len(noun) > 1:
            owners = [e.indicator for e in near if _is_each(index, e, what or "人")]
            total = _far(index, draft, noun, owners) or total
        counts = things or _counts(index, draft, [e for e in near if e is not total], what)
        if not (one_of or what):
            counts = _owners(index, draft, total) or counts
        count = _named(words, counts)
        if total is None or count is None or not _of_one_owner(index, draft, total, count):
            continue
        named = count in things and bool(noun) and _of_total(noun, total)
        others = not named and _of_others(index, draft, total, count, near)
        doubts = ("name",) if _is_of_before(draft, total, count) else ()
        of_one = one_of and says("extreme", words)  # 楼面地价最高的一宗…,每平方米4860元
        worked = says("worked_by", index.left(total))  # 按年平均人口86.6万人计算
        if total.limit or count.limit or others or of_one or worked:
            continue  # 家庭户5.2万户,集体户…;家庭户人口…。平均每个家庭户的人口: both are named
        bracket = "(" in index.text[draft.number_start - len(noun) - 6 : draft.number_start]
        if bracket and "(" not in total.indicator:
            continue  # 执业医师8640人,…每千人口执业(助理)医师…
        called = many and (len(noun) < 3 or bare_name(total.indicator)[:2] in noun)
        priced = one_of and says("priced", words)
        fits = called or priced or moved or _of_total(noun, total, count)
        if says("rest", index.left(count)) or not fits:
            continue  # 产值过亿元的46家,完成446.9亿元;其余272家户均…
        stock = vocabulary().natures["stock"].search(total.indicator) is not None
        heads = what == "人" and not (many or stock) and count.period.start is None
        if heads and not says("counted_for", index.right(count)):
            continue  # 年末常住人口…,人均生产总值: by the mean of two years
        if total.status != count.status or total.status == "target":
            continue
        if one_of:
            yield tie("per_unit", draft, "average.unit", total=total, base=count, doubts=doubts)
        elif draft.unit.endswith("元") or what or says("average_any", words):
            inputs = (("total", total), ("quantity" if land else "count", count))
            per = _per(many, what if land else "")
            yield Proposal("average", draft, inputs, per, "average", doubts)


def _is_of_before(draft: Draft, total: Draft, count: Draft) -> bool:
    """Whether a count of the sentence before is of others, for all that a total's name says.

    纳税信用A级企业3997户。银税互动授信40.6亿元,户均123万元.
    """
    own, named = count.indicator, canonical(total.indicator) + draft.indicator
    told = any(own[i : i + 2] in named for i in range(len(own) - 1))
    return count.sentence < total.sentence == draft.sentence and len(own) > 2 and not told


def _counts(index: FigureIndex, draft: Draft, counts: list[Draft], what: str) -> list[Draft]:
    """Return what an average may be divided by: what its unit or its own words name."""
    if one_of := draft.unit.partition("/")[2]:
        kind = known_unit(one_of)  # 元/月 is of none
        return [e for e in counts if kind and unit(e.unit).dimension == kind.dimension]
    if known_unit(what) and unit(what).dimension in _MEASURES:  # 亩均
        return [each for each in counts if unit(each.unit).dimension == unit(what).dimension]
    if what:
        same = [each for each in counts if _is_each(index, each, what)]
        kinds = ((e, what + e.thing) for e in counts)
        return same or [each for each, kind in kinds if says("counted_as", kind)]
    counts = [each for each in counts if each.unit in {"个", "家", "户", "项", "宗"}]
    whole = [e for e in counts if not says("groups", e.unit + index.right(e))]
    return whole or counts  # 6个园区签约项目131个


def _in_reach(index: FigureIndex, draft: Draft, what: str) -> list[Draft]:
    """Return those of its own part of the sentence where an average finds both there.

    Else all but what 其中, or a list of its parts, takes out of another before the average. That
    of a change is of the one right before it: 农户增收90万元,户均增收600元.
    """
    told = [e for e in index.told(draft) if e.counted and not is_base(index, e)]
    near = [e for e in told if not is_average(e) or says("counted_for", index.right(e))]
    near = [e for e in near if not (e.limit and says("step_to", index.right(e)))]
    if draft.pattern == "level.change":
        last = next(index.earlier(draft), draft)
        ways = {index.text[each.start : each.number_start] for each in (last, draft)}
        if not what or last.pattern != "level.change" or len(ways) > 1:
            return []  # 审减资金1409万元,平均每个审减4.5万元
        near.insert(0, last)
    here = [e for e in told if e.sentence == draft.sentence and ";" not in index.between(e, draft)]
    here += near[:1] if draft.pattern == "level.change" else []
    totals = [e for e in here if _adds_to(draft, e)]
    counts = _counts(index, draft, [e for e in here if e not in totals], what)
    if len(totals) == len(counts) == 1:
        return here
    return [e for e in near if not _is_taken_out(index, e, draft)]


def _is_taken_out(index: FigureIndex, part: Draft, draft: Draft) -> bool:
    """Whether a figure is one of a list of some of another, and the list is over.

    9万台,其中线上5万台、线下4万台;销售额…,每台均价…: what is sold of all.
    """
    told = [e for e in index.sentence(part.sentence) if e.counted and not e.depth]
    name = vocabulary().ties["among"].sub("", index.own(part)).strip(",")
    if all(e is not part for e in told) or (len(name) > 1 and name in index.left(draft)):
        return False  # 其中高标准农田12.4万亩;…,高标准农田平均亩产
    ends = [at for at, e in enumerate(told) if at and ";" in index.between(told[at - 1], e)]
    at = next(at for at, e in enumerate(told) if e is part)
    begin = max((0, *(end for end in ends if end <= at)))
    end = min((end for end in ends if end > at), default=len(told))
    leads = [index.left(e) for e in told]
    opened = [k for k in range(max(begin, 1), at + 1) if says("taken_out", leads[k])]
    over = told[-1].sentence != draft.sentence or ";" in index.between(told[end - 1], draft)
    if opened and over:
        return len({_dimension(e) for e in told[opened[0] : end]}) == 1
    first, last = at, at
    while first and leads[first].startswith("、"):
        first -= 1
    while last + 1 < len(told) and leads[last + 1].startswith("、"):
        last += 1
    kinds = {_dimension(e) for e in told[max(0, first - 1) : last + 1]}
    listed = 0 < first < last and len(kinds) == 1 and not leads[first].startswith(";")
    return listed and index.right(told[last])[:1] in {",", ";"}


def _per(many: re.Match[str] | None, land: str = "") -> tuple[tuple[str, str], ...]:
    """Return of how many things or how much land an average is: 1000个 of 每千人, 1亩 of 亩产."""
    number = number_of(f"一{many['many']}") if many and many["many"] else None
    often = f"{number.low:f}{number.unit}" if number else "1"
    return (("per", often + (land or "个")),) if land or number else ()


def _said(index: FigureIndex, draft: Draft) -> list[Proposal] | None:
    """Return an average by the count that it says, or of the crop; None where it says neither."""
    if (by := _worked_out_by(index, draft)) is not None:
        return [*_by_count(index, draft, by)]
    crop = _of_crop(index, draft)
    return [crop] if crop is not None else None


def _worked_out_by(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the count that a figure says it is worked out by: 按年末常住人口238.5万人计算,每千人….

    It is the last level before the figure, or the one in the text of the name that stands there
    or in the bracket behind: 人均收寄95.0件(按年末常住人口), 按在校生计算生均11.3平方米.
    """
    last = next((e for e in index.earlier(draft) if e.counted), None)
    if last is not None and says("counted_for", index.between(last, draft)):
        told = says("worked_by", index.left(last))
        return last if told and not says("mean_people", told[0]) else None
    behind = index.text[draft.end : draft.end + 24]
    found = says("worked_by_name", index.left(draft)) or says("worked_by_behind", behind)
    if found is None or says("mean_people", found[0]):
        return None
    name = bare_name(plain_name(found["who"]))
    here = [e for e in _around(index, draft) if e.unit.endswith("人")]
    whose = index.left(draft) + (last.indicator if last else "")
    ends = [(e, own) for e in here if (own := bare_name(e.indicator)).endswith(name)]
    owned = [e for e, own in ends if own != name and own[: -len(name)] in whose]
    return sole(owned or [e for e, own in ends if own == name])


def _around(index: FigureIndex, draft: Draft) -> list[Draft]:
    """Return the levels around an average that are of its area and status, and of one end."""
    near = (*index.before(draft, within=_FAR), *index.after(draft, within=_FAR))
    return levels(near, draft, "area", "status", "until")


def _of_crop(index: FigureIndex, draft: Draft) -> Proposal | None:
    """Return a yield by the land and the output of its crop, wherever the text tells both."""
    named = says("crop_yield", canonical(draft.indicator))
    own = index.opening(draft).rpartition(",")[2]
    if named is None or named["what"] not in own:
        return None  # 秋粮亩产468公斤,全年平均亩产427.8公斤
    sums = vocabulary().ties["crop_sum"]  # 秋粮 of 秋粮产量 and of 秋粮播种面积
    fits = [e for e in _around(index, draft) if named["what"] in index.left(e)]
    crop = [e for e in fits if sums.sub("", canonical(e.indicator)) == named["what"]]
    land, mass = (sole([e for e in crop if _dimension(e) == d]) for d in ("area", "mass"))
    if land is None or mass is None:
        return None
    told = (e for e in index.paragraph(mass.paragraph) if e.counted and not is_average(e))
    first = next(each for each in told if _dimension(each) == "mass")
    if not sums.search(canonical(first.indicator)):
        return None  # 粮食收购入库180万吨,其中夏粮80万吨
    per = (("per", "1亩"),)
    return tie("average", draft, "average.crop", total=mass, quantity=land, params=per)


def _dimension(draft: Draft) -> str:
    return unit(draft.unit).dimension


def of_so_many(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 每10万人中拥有大学文化程度的为11498人 by those who have it and by all people."""
    for draft in index.drafts:
        told = says("of_many", canonical(draft.indicator))
        often = told or says("of_many", canonical(index.first(draft).indicator))
        what = told["what"] if told else canonical(draft.indicator)
        if often is None or draft.measure != "count" or draft.depth or "from" in draft.roles:
            continue
        here = levels(index.before(draft, within=_FAR), draft, "area", "until", "unit")
        had = sole([e for e in here if canonical(e.indicator) == f"{what}人口"])
        people = sole([e for e in here if says("people_all", plain_name(e.indicator))])
        if had and people:
            per = (("per", "100000个"),)
            yield tie("average", draft, "average.many", total=had, count=people, params=per)


def _by_count(index: FigureIndex, draft: Draft, by: Draft) -> Iterator[Proposal]:
    """Propose an average by the count that it names, of what its own noun names or was just told.

    In 床位9000张,其中医院6000张。按…计算,每千人口床位… the noun is 床位, be it called 实有床位.
    """
    words = re.split("[,;:。]", index.left(draft))[-1]
    told = says("per_many", words)
    noun = bare_name(plain_name(told["noun"] if told else _noun(words)))
    near = [e for e in levels(index.above(draft), draft, "until", "status") if e is not by]
    near = [e for e in near if _adds_to(draft, e) and not is_base(index, e)]
    names = [(e, bare_name(plain_name(e.indicator))) for e in near]
    fits = [e for e, name in names if name == noun] or [
        e for e, name in names if noun and says("every_owner", name.removesuffix(noun))
    ]
    if not fits and not (told and noun):  # 业务量18745万件,人均收寄95.0件
        last = [e for e in index.earlier(draft) if e is not by][:1]
        plain = [e for e in last if ";" not in index.between(e, draft) and e.area == draft.area]
        fits = [e for e in plain if e in near and not says("among", index.left(e))]
    if total := sole(fits):
        yield tie("average", draft, "average.by", total=total, count=by, params=_per(told))


def _of_others(
    index: FigureIndex, draft: Draft, total: Draft, count: Draft, near: Sequence[Draft]
) -> bool:
    """Whether an average may be of others than a total and a count: of all that a list told.

    甲类19个,投资…;乙类8个,投资…。平均…; 79个,总投资515.9亿元;10亿元以上9个,平均….
    """
    listed = says("among", index.left(count)) or index.left(count).startswith("、")
    if listed and ";" in index.between(count, total):
        return True  # 种植46.2万亩,其中示范片12.4万亩;总产量7.35万吨: of all
    opening = index.sentence(total.sentence)[0]
    alone = sum(e.unit == count.unit for e in near if e.sentence == total.sentence) == 1
    if draft.sentence != total.sentence and ";" in index.between(opening, total) and not alone:
        return True
    last = next((e for e in near if e.unit == count.unit), count)
    behind = total.sentence == last.sentence and last.number_start > total.number_start
    alike = total.indicator[:2] == count.indicator[:2] and len(near) == 2  # 进口金额…;进口数量…
    return behind and (last is not count or (";" in index.between(total, count) and not alike))


def _far(index: FigureIndex, draft: Draft, noun: str, owners: Sequence[str] = ()) -> Draft | None:
    """Return the one level of its time and area that is called as an average's noun.

    Or as the noun of those that it is an average of: 规上工业从业人员…,人均产值 of 规上工业总产值.
    """
    cut = [name[:end] for name in map(canonical, owners) for end in range(len(name), 1, -1)]
    names = (noun, *(f"{owner}{each}" for owner in cut for each in (noun, f"总{noun}")))
    for name in names:
        alike = levels(index.named(bare_name(name), draft), draft, "area", "period")
        alike = [e for e in alike if not _of_part(index, e)]
        if alike := [e for e in alike if _adds_to(draft, e) and not is_average(e)]:
            return sole(alike)
    return None


def _of_part(index: FigureIndex, level: Draft) -> bool:
    """Whether a level is of what 其中 sets out before it: 其中大户286户,养蚕1.1万张."""
    ahead = next(index.earlier(level), None)
    return ahead is not None and ahead.counted and says("among", index.left(ahead)) is not None


def _owners(index: FigureIndex, draft: Draft, total: Draft | None) -> list[Draft]:
    """Return the count in the paragraph that a total is named after: 亿元以上28个,…亿元以上投资."""
    counts = [e for e in index.above(draft) if e.measure == "count" and len(e.indicator) > 2]
    return [e for e in counts if total and canonical(total.indicator).startswith(e.indicator)][:1]


def _of_one_owner(index: FigureIndex, draft: Draft, total: Draft, count: Draft) -> bool:
    """Whether an average names none but its total's: not 装备制造业人均产值 of 规上工业."""
    own = index.own(draft)
    many = says("per_many", own)
    owner = own[: many.start()] if many else vocabulary().ties["average"].split(own)[0]
    if says("all_place", owner) or says("all_of", owner):
        parts = any(says("among", index.left(each)) for each in (total, count))
        return not parts and draft.area == total.area == count.area
    owner = unfilled(index.undated(draft, owner))
    named = canonical(total.indicator) + canonical(count.indicator)
    if ";" in index.between(max(total, count, key=lambda e: e.number_start), draft):
        owner = owner[-2:]  # 普通小学…;普通初中每名教师负担
    return len(owner) < 2 or owner[:2] in named


def _of_total(noun: str, total: Draft, count: Draft | None = None) -> bool:
    """Whether the noun behind 户均 names what its total is: 贷款, and not 研发投入 of 营业收入.

    What was counted may stand before it: 平均单个项目合同额.
    """
    noun, named = noun.replace("总", ""), canonical(total.indicator).replace("总", "")
    counted = bare_name(count.indicator) if count else ""
    if says("guests_spend", noun) and "旅游" in named:
        return True
    if any(noun == part and named.endswith(whole) for part, whole in vocabulary().wholes):
        return True  # 每名教师负担学生 of 在校生
    ends = (at for at in range(len(noun) + 1) if counted.endswith(noun[:at]) or not at)
    return not noun or any(noun[at:] in named for at in ends)


def _noun(words: str) -> str:
    """Return what an average's own words name: 生产总值 of 人均生产总值."""
    noun = vocabulary().ties["mean"].split(re.split("[,;:。、]", words)[-1])[-1]
    return canonical(vocabulary().ties["mean_end"].sub("", noun))


def _adds_to(average: Draft, total: Draft) -> bool:
    """Whether a total is measured as its average is; of counted things by their unit."""
    one, all_of = unit(average.unit), unit(total.unit)
    if one.dimension.partition("/")[0] != all_of.dimension:
        return False
    return not one.is_count or average.thing == total.thing


def _named(words: str, found: Sequence[Draft]) -> Draft | None:
    """Return the one figure that an average may be of: the only one, or the one that it names."""
    if len(found) > 1:
        found = [e for e in found if e.indicator and canonical(e.indicator) in canonical(words)]
    return found[0] if len(found) == 1 else None


def _divides_by(words: str, own: str) -> str:
    """Return what an average is of, in its words: 户 of 户均, 小区 of 平均每个小区; else ""."""
    if named := says("average_each", words):
        return str(named["what"])
    return own[0] if own.endswith("均") and not says("any_count", own) else ""


def _is_each(index: FigureIndex, count: Draft, what: str) -> bool:
    """Whether a count is of what an average is taken of, by its unit or by the noun behind it."""
    noun = re.split("[,;:。、]", index.text[count.end : count.end + 8])[0]
    return count.thing.startswith(what) or what in noun or count.indicator.endswith(what)


RULES = (averages, of_so_many)
