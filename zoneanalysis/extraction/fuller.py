"""Names that the words around them complete: whose a bare head is, what was done (指标全称).

This comes after the relations are proposed: what a figure is called in full decides none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoneanalysis.extraction.assemble import area_coded, slug
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.normalise import Clean
from zoneanalysis.extraction.places import COUNTRY, NAMELESS, AreaRef, Gazetteer
from zoneanalysis.extraction.sound import LONGEST_NAME
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["tell_whole"]

_WORDS, _ZONES = vocabulary().ties, vocabulary().zones
_NEAR = 24  # characters around a figure that may complete its name
_BETWEEN = 12  # characters beside its name between a figure and the one that it goes on from


def tell_whole(drafts: Sequence[Draft], clean: Clean, gazetteer: Gazetteer) -> None:
    """Give figures that no list has a code for the whole of their names, in place.

    A bare head (销量, 市场份额) is of what the figure before it in the paragraph was of; what was
    counted is named with what was done with it: 改造农村危房5.2万户, 4条高铁建成通车. What is of a
    country abroad is not the nation's.

    Examples
    --------
    >>> from zoneanalysis.extraction import extract
    >>> text = "云川市2024年,水泵企业出货量5万台,市场份额3%。新设职业院校8所。"
    >>> [draft.indicator for draft in extract(text).reports[0].drafts]
    ['水泵企业出货量', '水泵企业市场份额', '新设职业院校']
    """
    prose = [each for each in drafts if each.cell is None and not each.code]
    for draft, name in [
        *_owned(prose, clean.text),
        *((each, _done(each, clean.text)) for each in prose),
    ]:
        if name and len(name) <= LONGEST_NAME:
            draft.indicator, draft.indicator_code = name, slug(name)
    _told_abroad(prose, gazetteer)


def _told_abroad(drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Let what is of a country abroad be no nation's or nameless area's, to the sentence's end."""
    told: Draft | None = None
    for draft in drafts:
        here = told is not None and told.sentence == draft.sentence
        found = _ZONES["abroad"].match(draft.indicator)
        if draft.area.name not in {COUNTRY.name, NAMELESS}:
            told = None
            continue
        if found:
            draft.indicator, draft.indicator_code = found["what"], slug(found["what"])
        if draft.evidence["area"].how == "own":
            told = None  # 美国产量5亿吨,我国产量2亿吨
        elif found:
            draft.area = area_coded(AreaRef(found["where"], "", "entity"), "", gazetteer, {})
            told = draft
        elif here and told is not None and not _ZONES["at_home"].search(draft.indicator):
            draft.area = told.area


def _owned(drafts: Iterable[Draft], text: str) -> list[tuple[Draft, str]]:
    """Return bare heads with whose they are: 甲企业出货量5万台,市场份额3%."""
    found: list[tuple[Draft, str]] = []
    owner, told = "", None
    for draft in drafts:
        name = draft.indicator
        if told is not None and (
            (told.paragraph, told.area) != (draft.paragraph, draft.area)
            or len(text[told.end : draft.start].replace(name, "")) > _BETWEEN
        ):
            owner = ""
        if _WORDS["owned_head"].fullmatch(name) and draft.area.kind != "entity":
            found.append((draft, owner and owner + name))
        elif not draft.depth:
            full = _WORDS["owned_name"].fullmatch(name)
            owner = full["owner"] if full and draft.measure != "share" else ""
        told = draft
    return found


def _done(draft: Draft, text: str) -> str:
    """Return what was counted with what was done with it, or ""."""
    if draft.measure not in {"count", "level"} or draft.relation:
        return ""
    name, before = draft.indicator, text[max(0, draft.number_start - _NEAR) : draft.number_start]
    verb = _WORDS["made_before"].search(before.removesuffix(name))
    if verb and not name.startswith(verb["done"]):
        return verb["done"] + name
    behind = text[draft.end : draft.end + len(name) + _NEAR]
    after = _WORDS["made_behind"].match(behind.removeprefix(name))
    return after["done"] + name if after and behind.startswith(name) else ""
