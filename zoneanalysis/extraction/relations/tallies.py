"""Counts held against counts, months and signs by words: 家家均有, 按月通报, 分别是 (计数对照)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import counted_noun
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, tie
from zoneanalysis.extraction.relations.names import canonical, number_said, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of
from zoneanalysis.values.units import known_unit

__all__ = ["RULES"]

_HEADING = 24  # characters before a sentence in which its heading may stand
_QUOTE = 3  # a closing quote and a stop
_MOST = 31  # members of a list
_SHORT = 4  # characters of a firm's name to which no verb is joined
_LONG = 24  # characters of a thing done
_LISTED = 12  # characters before a comma in which a list may have begun
_SPLIT = re.compile("、|(?<=”)(?=“)")
_BRACKET = re.compile(r"\([^()]*\)")
_SEVERAL = 3
_NOUN = 3  # characters of what is counted
_REACH = 400  # characters behind a count in which its names may stand


def each_has_one(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that there are no fewer things than there are places that have each one."""
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        near = [each for each in levels(index.sentence(number)[:8]) if not each.numeral]
        counts = [each for each in near if each.measure == "count"]
        groups = _groups(index, counts) if len(counts) == 2 else None
        if groups is not None:
            total = counts[0] if groups is counts[1] else counts[1]
            if _is_had(index, total):
                yield tie("each_at_least_one", "", "each.one", total=total, groups=groups)


def _is_had(index: FigureIndex, total: Draft) -> bool:
    """Whether a count is of the very thing that each has, and not of some of them."""
    said = index.sentence_text(total)
    found = says("each", said)
    noun = re.split("[,;。]", index.text[total.end : total.end + 10])[0]
    had = re.split("[,;。]", said[found.end() :] if found else "")[0]
    named = [name for name in (noun[:2], total.indicator[-2:]) if len(name) > 1]
    told = any(name in had for name in named) or (had[:2] or "\n") in index.left(total)
    return told and not says("graded", index.left(total))


def _groups(index: FigureIndex, counts: list[Draft]) -> Draft | None:
    """Return the count of those that are said to have each one."""
    found = says("each", index.sentence_text(counts[0]))
    if not found:
        return None
    word = found[0]
    for count in counts:
        noun = re.split("[,;。各]", index.text[count.end : count.end + 12])[0]
        own = word.startswith("各") and index.right(count).startswith(f"{noun}各")
        if own or word.startswith(count.unit * 2) or (noun and noun[:2] in word):
            return count
    named = [each for each in counts if word[:1] in each.unit + each.indicator[-2:]]
    return named[0] if len(named) == 1 else None


def monthly(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what comes once a month has not come more often than there were months."""
    for draft in index.drafts:
        if draft.measure != "count" or not draft.plain or draft.unit not in {"次", "期"}:
            continue
        opening = index.opening(draft)
        once = says("month", opening)
        if once is None or not says("in_all", index.left(draft)) or says("groups", opening):
            continue  # 13个县区每月一次,累计78次
        before = [e for e in index.earlier(draft) if e.unit == draft.unit]
        rest, own = opening[once.end() :], index.left(draft) + index.right(draft)[:6]
        same = _shared(re.split("[,;:]", rest)[0], re.split("[,;:]", own)[-1])
        if same and (before or says("once", once[0] + rest)):  # not 每月调度,累计督查17次
            told = before and says("month", index.left(before[0]))
            each, months = int(before[0].value) if told else 1, len(draft.period.months)
            params = (("months", str(months)), ("each", str(each)))
            if months:
                yield tie("times_in_period", "", "month.times", count=draft, params=params)


def sign_counts(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that as many rise and fall as 七升一降 says, where the list has as many growths.

    The words stand before the first figure of the list's sentence, or end the sentence before.
    """
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        figures = index.sentence(number)
        opening = index.opening(figures[0])
        begin = figures[0].number_start - len(opening)
        before = index.text[max(0, begin - _HEADING) : begin]
        said = says("risers", opening) or says("risers", before)
        if said is None or (said.string is before and len(before) - said.end() > _QUOTE):
            continue
        rates = [e for e in figures if e.measure == "yoy" and e.unit == "%" and not e.depth]
        rises, falls = (number_said(said[way] or said[f"{way}_2"]) for way in ("up", "down"))
        named = {(canonical(each.indicator), each.area.name) for each in rates}
        among = any(says("among", index.left(each)) for each in figures)
        if rises * falls and len(named) == len(rates) == rises + falls and not among:
            params = (("rises", str(rises)), ("falls", str(falls)))
            yield tie("sign_counts", said[0], "signs.counted", value=rates, params=params)


def _shared(one: str, other: str) -> bool:
    """Whether two clauses name the same doing, but for 开展 and its like."""
    one, other = (vocabulary().ties["does"].sub("", words) for words in (one, other))
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def signs(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a zone named among those that fall is not printed as rising."""
    for clause_text, paragraph, end in index.sentences():
        found = says("named_after", clause_text) or says("named_before", clause_text)
        if not found:
            continue
        names = [vocabulary().ties["zone_end"].sub("", each) for each in found["names"].split("、")]
        for draft in index.paragraph(paragraph):
            near = end <= draft.number_start <= end + 200
            named = any(name and name in draft.area.name + draft.indicator for name in names)
            alike = canonical(draft.indicator).endswith(canonical(found["what"])[-4:])
            if draft.measure == "yoy" and not draft.depth and near and named and alike:
                yield tie("list_sign", found["word"], "list.sign", value=draft)


def minimum_sizes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that things of at least a size are worth no less in all, and the rest no more.

    The rest is only held against the size where the whole counts the same things without it.
    """
    for count in levels(index.drafts):
        total = index.following(count)
        if count.measure != "count" or total is None or not _is_worth(index, count, total):
            continue
        found = says("size_least", count.indicator)
        found = found or says("size_all", index.between(count, total))
        if found and (least := _printed(found)):
            plain = vocabulary().ties["size_plain"].fullmatch(count.indicator)
            whole = _whole(index, count, total) if plain else ()
            yield tie(
                "minimum_size",
                "",
                "size.minimum",
                total=total,
                count=count,
                whole_total=whole[:1],
                whole_count=whole[1:],
                params=(("minimum", least),),
            )


def _is_worth(index: FigureIndex, count: Draft, total: Draft) -> bool:
    """Whether a level is what all that was counted right before it is worth."""
    plain = total.unit.endswith("元") and total.measure == "level" and not total.limit
    beside = total.sentence == count.sentence and not total.depth
    named = says("worth", re.split("[,;、]", index.left(total))[-1]) is not None
    return plain and beside and named and not says("one_of", index.text[total.end : total.end + 24])


def _printed(found: re.Match[str]) -> str:
    """Return the size as a figure is printed: 1亿元 of 亿元以上."""
    said = number_of(found["size"]) if found["size"] else None
    size = f"{said.low:f}" if said is not None else "1"
    return f"{size}{found['unit']}元" if known_unit(f"{found['unit']}元") else ""


def _whole(index: FigureIndex, count: Draft, total: Draft) -> tuple[Draft, ...]:
    """Return the worth and number of all things, where 其中 takes these from them."""
    before = list(index.before(count, within=2))
    if len(before) < 2 or not says("among", index.left(count)):
        return ()
    worth, number = before
    alike = (worth.unit, number.unit, worth.period) == (total.unit, count.unit, total.period)
    counted = number.measure == "count" and _is_worth(index, number, worth)
    return (worth, number) if alike and counted else ()


def listed(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that as many things are named as are counted: 洪洞、襄汾…6家."""
    for draft in index.drafts:
        if draft.measure != "count" or not draft.plain or draft.numeral:
            continue
        readers = (_names_before, _names_behind, _names_beside, _told_behind, _told_out)
        found = next(filter(None, (read(index, draft) for read in readers)), None)
        if found is not None:
            items, more, sure = found
            if not more or len(items) > draft.value:  # fewer names with 等 say nothing
                params = (("items", "|".join(items)), *((("complete", "no"),) if more else ()))
                doubts = () if sure else ("names",)
                yield tie("list_count", draft, "list.names", params=params, doubts=doubts)
            continue
        near = [e for e in index.after(draft, within=_MOST) if e.sentence == draft.sentence]
        members = [e for e in near if e.measure == "yoy" and e.area.kind == "zone"]
        if draft.counts_zones and len(members) > 1 and ":" in index.right(draft):
            params = (("items", "|".join(each.area.name for each in members)),)
            yield tie("list_count", draft, "list.figures", item=members, params=params)


def _names_before(index: FigureIndex, draft: Draft) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return the names right before a count, whether more are meant, and whether they are sure."""
    before, _, lead = index.left(draft).rpartition(",")
    if re.search("[、在][\u4e00-\u9fff]{2,4}$", before) and "、" in before[-_LISTED:]:
        return None  # 在长浦区、安泉县,东泽区和高新区4个县区: the list began before
    lead = re.split("[;。:()\x01]", lead)[-1]
    end = says("names_end", lead)
    found = says("names_listed", lead[: end.start()] if end else lead)
    noun = counted_noun(index.text[draft.end : draft.end + 30]) or ""
    offices = (draft.unit + noun).endswith("部门") or draft.unit == "部门"
    place = offices or vocabulary().ties["places"].match(draft.unit + noun) is not None
    names = [each for each in _SPLIT.split(found[0]) if each] if found else []
    if len(names) < 2:
        return None
    etc, into = bool(end and end["etc"]), says("made_into", names[0]) is not None
    last = names[-1:] if etc else _parted(names[-1])
    if not etc and any(re.search("[和及与]", name) for name in names[:-1]):
        return None  # 侯马、霍州和洪洞、襄汾4个
    names = [_without_lead(index, names[0]), *names[1:-1], *last]
    ranks = [vocabulary().ties["rank_end"].search(name) for name in names]
    listed_names = found[0] if found else ""
    led = says("sphere", draft.unit + noun) and says("list_led", listed_names)
    clear = "、" not in before and not (etc or any(ranks) or says("names_of", listed_names))
    if clear and (led or (end and end["these"])):
        whole = [*names[: -len(last)], listed_names.split("、")[-1]]  # 养老和托育: one or two
        return tuple(whole if len(whole) == draft.value else names), False, True
    if all(ranks) and not any(each[0] in noun + draft.unit for each in ranks if each):
        return None  # 翼城县、乡宁县9个乡镇
    if says("deed", names[-1]) or (all(ranks[:-1]) and not ranks[-1] and not offices):
        return None  # 甲县、乙县各建成5个园区
    known = [area for area, _ in map(index.gazetteer.leading, names) if area is not None]
    if re.search("[县区乡镇村]", noun[:2]) and any(each.kind == "city" for each in known):
        return None  # 太原、大同5个县区
    if not all(names):
        return None
    firms = vocabulary().ties["firms"].match(draft.unit + noun) is not None
    told = vocabulary().ties["documents"].match(draft.unit + noun) is not None
    if told and all(vocabulary().ties["document"].search(name) for name in names):
        return tuple(names), True, True
    listed = etc and _are_long(names) and not says("trades", noun)
    divided = into and not (etc or says("trades", noun))  # 整合为种子、创投2支基金
    if listed or divided or _are_called(index, names, "" if etc else draft.unit + noun):
        return tuple(names), etc, True
    if draft.unit == "类" and not etc and all(name.endswith("类") for name in names[:-1]):
        return tuple(names), False, True  # 通讯器材类、文化用品类、新能源汽车3类
    if etc and draft.value == 1:
        return tuple(names), True, True  # 西十、康渝等1条高铁: of no one thing
    if not (place or firms) or not (offices or _are_names(names)):
        return None
    return tuple(names), etc, place or _are_firms(names, len(last))


def _names_behind(index: FigureIndex, draft: Draft) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return the names right behind a count: 新增国家级园区3个,分别是甲园、乙园和丙园.

    Where 包括 leads them, or 等 ends them, no more than are counted.
    """
    behind = re.split("[。;\n]", index.text[draft.end : draft.end + _REACH])[0]
    while _BRACKET.search(behind):
        behind = _BRACKET.sub("", behind)
    told = says("named_behind", behind)
    if told is None or says("trades", behind[: told.start("names")]):
        return None  # 2个行业,分别为…、电力、热力、燃气及水生产和供应业
    if any(each.measure == "count" for each in index.earlier(draft)):
        return None  # 国家级2个、省级3个,分别是…: of both
    *names, last = re.split("、(?![^“]*”)(?![^《]*》)", told["names"].removesuffix("等"))
    if any(re.search("[和及与]", name) for name in names):
        return None
    names += _parted(last)
    some = told["some"] is not None or told["names"].endswith("等")
    named = len(names) > 1 and min(map(len, names)) > 1
    alike = some or len({each[-1] for each in names}) == 1  # 北岭、南河共建的园区 is one of them
    named = named and (alike or len(names) <= draft.value)
    return (tuple(names), some, True) if named else None


def _names_beside(index: FigureIndex, draft: Draft) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return the names behind a colon or in a bracket right behind a count: 3家企业:甲、乙、丙.

    They are firms', places', or say themselves that they are names.
    """
    told = says("named_beside", index.text[draft.end : draft.end + _REACH])
    if told is None or any(each.measure == "count" for each in index.earlier(draft)):
        return None
    *names, last = told["names"].split("、")
    names, joined = [*names, *_parted(last)], any(re.search("[和及与]", name) for name in names)
    counted = draft.unit + told["noun"]
    firms = vocabulary().ties["firms"].match(counted) is not None and _are_names(names)
    places = all(
        length == len(name) for name in names for _, length in [index.gazetteer.leading(name)]
    )
    sure = firms or places or _are_called(index, names, counted)
    return (tuple(names), told["etc"] is not None, True) if sure and not joined else None


def _told_behind(index: FigureIndex, draft: Draft) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return what dashes or semicolons tell right behind a count: 4件实事——甲、乙、丙、丁——办结."""
    told = says("told_behind", index.text[draft.end : draft.end + _REACH])
    if told is None or any(each.measure == "count" for each in index.earlier(draft)):
        return None
    names = re.split("[、;]", told["dashed"] or told["parted"])
    plain = all(1 < len(name) < _LONG for name in names) and not re.search("[等和及]", names[-1])
    return (tuple(names), False, True) if plain else None


def _told_out(index: FigureIndex, draft: Draft) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return three names or more that words set out around a count, none of another rank.

    5个乡镇增速超过15%,分别是甲镇、乙镇…; 获表扬的有甲镇、乙乡…,共计7个乡镇; 4个集群:钟表、锁具….
    """
    behind = index.text[draft.end : draft.end + _REACH]
    told = says("set_out_behind", behind) or says("set_out_before", index.left(draft))
    noun = draft.unit + re.split("[,;。:(、]", behind)[0]
    names = told["names"].split("、") if told else []
    ranks = [vocabulary().ties["rank_end"].search(name) for name in names]
    owned = not all(ranks) and says("owned", noun.removesuffix("项目"))
    trades = says("trades", noun) and not all(name.endswith("业") for name in names)
    if told is None or owned or trades:
        return None
    far = draft.value > 2 * len(names)  # 签约、在谈、拟引进项目共30个
    other = far or any(found[0][-1] not in noun for found in ranks if found)
    return (
        None
        if other or any(map(vocabulary().ties["joined_names"].search, names))
        else (tuple(names), False, True)
    )


def _are_called(index: FigureIndex, names: Sequence[str], counted: str) -> bool:
    """Whether all of a list are names of what is counted, and not what owns, does or has it.

    They are in quotes, or most open with where they come from (绍兴黄酒, 金华火腿) and end as no
    institution does. What those that are named may have, as projects, is none of their names.
    """
    if all(re.fullmatch("“[^“”]+”", name) for name in names):
        return says("titled", counted) is not None and not says("owned", counted)
    known = [index.gazetteer.leading(name)[1] for name in names]
    placed = sum(0 < length < len(name) - 1 for length, name in zip(known, names, strict=True))
    owned = says("owned", counted) or any(says("institution", name) for name in names)
    return placed > 1 and placed * 3 >= len(names) * 2 and not owned


def _are_long(names: Sequence[str]) -> bool:
    """Whether names that 等 ends say so much each that no fewer things can be called so."""
    told = len(names) >= _SEVERAL and min(map(len, names)) >= _SHORT
    return told and not any(says("institution", name) for name in names)


def again(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 这4家食用油企业 are as many as were just counted, where one count was told."""
    for draft in index.drafts:
        if draft.measure != "count" or not draft.plain or not says("these", index.left(draft)):
            continue
        near = [e for e in index.above(draft) if e.sentence >= draft.sentence - 1]
        told = [e for e in levels(near) if e.measure == "count" and e.unit == draft.unit]
        noun = index.text[draft.end : draft.end + _NOUN]
        alike = len(told) == 1 and noun == index.text[told[0].end : told[0].end + _NOUN]
        if alike and re.fullmatch("[一-鿿]+", noun) and not told[0].numeral:
            yield tie("repeat", draft, "repeat.these", other=told[0])


def _parted(last: str) -> list[str]:
    """Return the names that 和 or 以及 join at the end of a list."""
    found = re.fullmatch(r"(.{2,}?)(?:以及|和|与|及)(.{2,})", last)
    whole = vocabulary().ties["one_office"].search(last)
    return [found[1], found[2]] if found and not whole else [last]


def _without_lead(index: FigureIndex, name: str) -> str:
    """Return the first name of a list without the words before it: 重点对|洪洞."""
    leads = [*vocabulary().ties["lead"].finditer(name)]
    name = name[leads[-1].end() :] if leads else name
    area, length = index.gazetteer.leading(name)
    owner = area is not None and 0 < length < len(name) and name[length - 1] in "省市县"
    return name[length:] if owner else name


def _are_firms(names: list[str], last: int) -> bool:
    """Whether names are surely those of firms: two end so, and no verb or place is in the last.

    In 甲集团、乙集团与本地5家企业 the last may be anything; *last*: how many names 与 joins there.
    """
    named = [says("firm_end", name) is not None for name in names]
    return sum(named) > 1 and (named[-1] or (last == 1 and len(names[-1]) <= _SHORT))


def _are_names(names: list[str]) -> bool:
    """Whether all of a list can be proper names: short, and no common noun or verb among them."""
    return all(
        2 <= len(name.strip("“”")) <= 8 and not vocabulary().ties["common"].search(name)
        for name in names
    )


RULES = (each_has_one, monthly, sign_counts, signs, listed, again, minimum_sizes)
