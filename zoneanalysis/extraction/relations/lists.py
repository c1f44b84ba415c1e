"""As many names as are counted: 洪洞、襄汾…6家 (名单与数目)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import counted_noun
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, says
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["listed"]

_LIST = re.compile(
    r"(?P<first>[\u4e00-\u9fff“”A-Za-z]+)(?P<more>(?:、[\u4e00-\u9fff“”A-Za-z]+)*)"
    r"$"
)
_MOST = 31  # members of a list
_SHORT = 4  # characters of a firm's name to which no verb is joined
_LISTED = 12  # characters before a comma in which a list may have begun
_BRACKET = re.compile(r"\([^()]*\)")
_REACH = 400  # characters behind a count in which its names may stand
_ETC = re.compile(r"(?P<etc>等)?(?:共计|共|这)?$")


def listed(index: FigureIndex, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Propose that as many things are named as are counted: 洪洞、襄汾…6家."""
    for draft in index.drafts:
        if draft.measure != "count" or draft.limit or draft.numeral or draft.depth:
            continue
        found = _names_before(index, draft, gazetteer) or _names_behind(index, draft)
        if found is not None:
            items, more, sure = found
            if more and len(items) <= draft.value:
                continue  # with 等, fewer names than are counted say nothing
            params = [("items", "|".join(items))]
            if more:
                params.append(("complete", "no"))
            yield Proposal(
                "list_count", draft, (), tuple(params), "list.names", () if sure else ("names",)
            )
            continue
        members = [
            each
            for each in index.after(draft, within=_MOST)
            if each.sentence == draft.sentence
            and each.measure == "yoy"
            and each.area.kind == "zone"
        ]
        if draft.counts_zones and len(members) > 1 and ":" in index.right(draft):
            yield Proposal.of(
                "list_count",
                draft,
                "list.figures",
                item=members,
                params=(("items", "|".join(each.area.name for each in members)),),
            )


def _names_before(
    index: FigureIndex, draft: Draft, gazetteer: Gazetteer
) -> tuple[tuple[str, ...], bool, bool] | None:
    """Return the names right before a count, whether more are meant, and whether they are sure."""
    before, _, lead = index.left(draft).rpartition(",")
    if re.search("[、在][\u4e00-\u9fff]{2,4}$", before) and "、" in before[-_LISTED:]:
        return None  # 在长浦区、安泉县,东泽区和高新区4个县区: the list began before
    lead = re.split("[;。:()\x01]", lead)[-1]
    end = _ETC.search(lead)
    found = _LIST.search(lead[: end.start()] if end else lead)
    noun = counted_noun(index.text[draft.end : draft.end + 30]) or ""
    offices = (draft.unit + noun).endswith("部门") or draft.unit == "部门"
    place = offices or vocabulary().ties["places"].match(draft.unit + noun) is not None
    if not found or not found["more"]:
        return None
    names = [each for each in (found["first"] + found["more"]).split("、") if each]
    last = _parted(names[-1])
    if any(re.search("[和及与]", name) for name in names[:-1]):
        return None  # 侯马、霍州和洪洞、襄汾4个
    names = [_without_lead(names[0], gazetteer), *names[1:-1], *last]
    ranks = [vocabulary().ties["rank_end"].search(name) for name in names]
    if all(ranks) and not any(each[0] in noun + draft.unit for each in ranks if each):
        return None  # 翼城县、乡宁县9个乡镇
    if says("deed", names[-1]) or (all(ranks[:-1]) and not ranks[-1] and not offices):
        return None  # 甲县、乙县各建成5个园区
    known = [area for area, _ in map(gazetteer.leading, names) if area is not None]
    if re.search("[县区乡镇村]", noun[:2]) and any(each.kind == "city" for each in known):
        return None  # 太原、大同5个县区
    if not all(names) or len(names) < 2:
        return None
    firms = vocabulary().ties["firms"].match(draft.unit + noun) is not None
    told = vocabulary().ties["documents"].match(draft.unit + noun) is not None
    if told and all(vocabulary().ties["document"].search(name) for name in names):
        return tuple(names), True, True
    if not (place or firms) or not (offices or _are_names(names)):
        return None
    return tuple(names), bool(end and end["etc"]), place or _are_firms(names, len(last))


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


def _parted(last: str) -> list[str]:
    """Return the names that 和 or 以及 join at the end of a list."""
    found = re.fullmatch(r"(.{2,}?)(?:以及|和|与|及)(.{2,})", last)
    whole = vocabulary().ties["one_office"].search(last)
    return [found[1], found[2]] if found and not whole else [last]


def _without_lead(name: str, gazetteer: Gazetteer) -> str:
    """Return the first name of a list without the words before it: 重点对|洪洞."""
    leads = [*vocabulary().ties["lead"].finditer(name)]
    name = name[leads[-1].end() :] if leads else name
    area, length = gazetteer.leading(name)
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
