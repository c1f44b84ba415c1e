"""Names that the words around them complete: whose a bare head is, what was done (指标全称).

This comes after the relations are proposed: what a figure is called in full decides none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache

from zoneanalysis.extraction.assemble import area_coded, slug
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.discourse import trade_of
from zoneanalysis.extraction.normalise import Clean
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.places import COUNTRY, NAMELESS, AreaRef, Gazetteer
from zoneanalysis.extraction.relations import Proposal
from zoneanalysis.extraction.sound import LONGEST_NAME
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import FIRM
from zoneanalysis.values.units import unit

__all__ = ["tell_whole"]

_WORDS, _ZONES, _NOUNS = vocabulary().ties, vocabulary().zones, vocabulary().nouns
_ENTITY = tuple(vocabulary().phrases["entity"])
_NEAR = 24  # characters around a figure that may complete its name
_OFTEN = 3  # times that a text on firms says so, and at least one more that it names a firm
_HEAD = 4  # lines of a text that may name the trade that it is on
_BACK = 12  # figures of a paragraph that others may be parts of
_SHORT = 12  # characters of the name of a part
_MUCH = 3  # characters of a head that says enough of what is measured
_BETWEEN = 12  # characters beside its name between a figure and the one that it goes on from


def tell_whole(
    drafts: Sequence[Draft], clean: Clean, gazetteer: Gazetteer, ties: Sequence[Proposal] = ()
) -> None:
    """Give figures that no list has a code for the whole of their names, in place.

    A bare head (销量, 市场份额) is of what the figure before it in the paragraph was of; a part is
    of its whole; what was counted is named with what was done with it: 改造农村危房5.2万户,
    4条高铁建成通车. What is of a country abroad or of a firm is not the nation's.

    Examples
    --------
    >>> from zoneanalysis.extraction import extract
    >>> text = "云川市2024年,水泵企业出货量5万台,市场份额3%。新设职业院校8所。"
    >>> [draft.indicator for draft in extract(text).reports[0].drafts]
    ['水泵企业出货量', '水泵企业市场份额', '新设职业院校']
    >>> text = "云川市2024年,营运客车90辆,其中高级20辆、中级70辆。"
    >>> [draft.indicator for draft in extract(text).reports[0].drafts]
    ['营运客车', '高级营运客车', '中级营运客车']
    """
    prose = [each for each in drafts if each.cell is None and not each.code]
    told = [each for each in drafts if each.cell is None]
    _rename((each, _trimmed(each.indicator)) for each in prose)
    _rename(_parts(told, clean.text, gazetteer))
    _rename(
        [
            *_owned(prose, clean.text),
            *((each, _done(each, clean.text)) for each in prose),
        ]
    )
    _rename(_of_trade(prose, clean.text))
    _share_on(prose, clean.text)
    _rename(_shares(ties))
    _rename(_indices(prose, clean.text))
    _told_abroad(prose, gazetteer)
    _told_of_firms(prose, clean.text, gazetteer)


def _rename(told: Iterable[tuple[Draft, str]]) -> None:
    for draft, name in told:
        if name and len(name) <= LONGEST_NAME:
            draft.indicator, draft.indicator_code = name, slug(name)


def _trimmed(name: str) -> str:
    """Return a name without what is said around it: 预计…, 受天气影响…, …从年初, …则."""
    short = _WORDS["name_end"].sub("", _WORDS["name_front"].sub("", name))
    return short if len(short) > 1 else ""


def _parts(drafts: Iterable[Draft], text: str, gazetteer: Gazetteer) -> Iterator[tuple[Draft, str]]:
    """Yield parts with what they are parts of: 特困人员2万人:集中供养1万人; 投诉6件,办结5件.

    An institution's part is its own: 出院9人,其中县医院5人. What only says how a figure stands to
    the one before it is of the same: 目标还差6.0个百分点.
    """
    wholes: list[Draft] = []
    beside: list[Draft] = []
    part: Draft | None = None
    told: Draft | None = None
    host: Draft | None = None
    full: dict[str, tuple[str, AreaRef | None]] = {}
    mains: dict[str, Draft] = {}
    for draft in drafts:
        if told is not None and told.paragraph != draft.paragraph:
            wholes, part, full, told = [], None, {}, None
        if told is None or told.sentence != draft.sentence:
            hosts = draft.counted and not draft.depth and _WORDS["host"].match(draft.indicator)
            host = draft if hosts else None
        name = draft.indicator
        if beside and (draft.depth or beside[-1].sentence != draft.sentence):
            beside = []
        apart = {id(each) for each in beside}
        fits = (each for each in reversed(wholes) if id(each) not in apart and _holds(each, draft))
        whole = next(fits, None)
        many = _WORDS["told_apart"].fullmatch(name)
        main = mains.get(draft.thing) if many else None
        each = _WORDS["mean_each"].search(
            text, max(0, draft.number_start - _NEAR), draft.number_start
        )
        if name in full and not draft.code:
            yield draft, full[name][0]  # 男性28万人,增长1%
            draft.area = full[name][1] or draft.area
        elif not draft.code and told is not None and _WORDS["no_name"].fullmatch(name):
            yield draft, told.indicator
        elif whole is not None and not draft.code and _is_part(draft, whole, part, text):
            area = _institution(name, gazetteer)
            full[name] = (_part_of("" if area else name, whole.indicator), area)
            yield draft, full[name][0]
            draft.area, part = area or draft.area, draft
        elif main is not None and draft.counted:
            area = _institution(name, gazetteer)
            full[name] = (_part_of("" if area else name, main.indicator), area)
            yield draft, full[name][0]
            draft.area = area or draft.area
        elif each and name == each["by"]:
            yield draft, f"{each['what']}{whole.indicator if whole is not None else ''}"
        elif wholes and not draft.code and _WORDS["stage_rate"].fullmatch(name):
            yield draft, _plain(wholes[-1].indicator) + name
        elif host is not None and not draft.code and _is_had(draft, host):
            yield draft, host.indicator + name
            wholes, part, full = [*wholes[-_BACK:], draft], None, {}
        elif draft.counted and not draft.depth and draft.pattern != "compared" and name != "?":
            within = whole is not None and whole.sentence == draft.sentence
            within = within and "其中" in text[wholes[-1].end : draft.number_start]
            part = draft if within else None  # 其中电子产值71亿元,|食品43亿元
            beside = [*beside[-_BACK:], draft] if within else []
            wholes, full = [*wholes[-_BACK:], draft], {}
            if head_of(name):
                mains.setdefault(draft.thing, draft)
        told = draft


def _institution(name: str, gazetteer: Gazetteer) -> AreaRef | None:
    """Return the institution that a part is of: 县医院; None where the name is of a kind."""
    if _WORDS["house"].search(name) is None:
        return None
    return area_coded(AreaRef(name, "", "entity"), "", gazetteer, {})


def _holds(whole: Draft, draft: Draft) -> bool:
    """Whether a figure may be a part of another, by its unit and size."""
    if draft.thing != whole.thing or not draft.counted or draft.sentence > whole.sentence + 1:
        return False
    scale = unit(whole.unit).factor_to(unit(draft.unit))
    return Fraction(draft.value) <= Fraction(whole.value) * scale


def _is_part(draft: Draft, whole: Draft, part: Draft | None, text: str) -> bool:
    """Whether a figure is a part, at one stage or of one kind, of the whole told before it."""
    name, lead = draft.indicator, text[whole.end : draft.number_start]
    own = head_of(name) or (name.endswith(_ENTITY) and _WORDS["owns"].fullmatch(draft.thing))
    of = _WORDS["state_of"].sub("", whole.indicator)
    house = _WORDS["house"].search(name)
    most = _SHORT if house or len(head_of(of)) > _MUCH else _MUCH + 1
    alike = not house and (name[-1:] == of[-1:] or of[-2:] in name)  # 渔船860艘,其中货船90艘
    if own or alike or not 1 < len(name) <= most or name[-2:] in of:
        return False
    if _WORDS["state_of"].fullmatch(name):
        return draft.sentence == whole.sentence
    if part is not None and (part.sentence, part.depth) == (draft.sentence, draft.depth):
        return True
    if draft.depth:
        return lead.startswith("(")
    return _WORDS["part_opens"].search(lead) is not None


def _is_had(draft: Draft, host: Draft) -> bool:
    """Whether a figure is what the institutions have that began its sentence: 小学8所,在校9人."""
    name = draft.indicator
    bare = not (head_of(name) or name in host.indicator or host.indicator in name)
    return draft.counted and draft.thing != host.thing and bare and 1 < len(name) <= _MUCH + 1


def _plain(whole: str) -> str:
    """Return what there is in all without that it is all, and at what stage."""
    return _WORDS["state_of"].sub("", _WORDS["how_many"].sub("", whole))


def _part_of(part: str, whole: str) -> str:
    """Return the name of a part: 高级 of 营运客车; 早稻 of 粮食播种面积 is 早稻播种面积."""
    whole = _plain(whole)
    head = head_of(whole)
    enough = len(head) > _MUCH or (head and len(whole) > _SHORT)
    return part + (head if part and enough else whole)


def _of_trade(drafts: Iterable[Draft], text: str) -> Iterator[tuple[Draft, str]]:
    """Yield what a trade has with the trade that the head of the text is on: 轴承利润总额."""
    head = (line for line in text.lstrip("\n").split("\n", _HEAD)[:_HEAD] if "。" not in line)
    plain = [_ZONES["at_home"].sub("", line) for line in head]
    trades = [trade for line in plain if (trade := trade_of(line, text))]
    trade = _WORDS["trade_kind"].sub("", trades[0]) if trades else ""
    bare = (_NOUNS["trade_has"], _WORDS["owned_head"], _WORDS["trade_alone"])
    buys = next((found[0] for line in plain if (found := _WORDS["buys"].search(line))), "")
    for draft in drafts:
        name = draft.indicator
        if trade and draft.area.kind != "entity":
            whole = _WORDS["trade_whole"].match(name)
            if whole or any(each.fullmatch(name) for each in bare):
                yield draft, trade + (whole["what"] if whole else name)
        if buys and (found := _WORDS["bought"].fullmatch(name)):
            yield draft, buys + found["what"]


def _share_on(drafts: Iterable[Draft], text: str) -> None:
    """Let …占总产出的20%、增加值的25% be shares of one part, in place."""
    told: Draft | None = None
    for draft in drafts:
        part = told.indicator.rpartition("占")[0] if told is not None else ""
        between = text[told.end : draft.number_start] if told is not None else ""
        found = _WORDS["shares_on"].fullmatch(between)
        if part and found and told is not None and told.measure == "share":
            draft.measure, draft.pattern = "share", told.pattern
            _rename([(draft, f"{part}占{found['whole']}比重")])
        told = draft


def _shares(ties: Iterable[Proposal]) -> Iterator[tuple[Draft, str]]:
    """Yield shares with what they are of: 外贸企业占比 of 参展企业 is 外贸企业占参展企业比重."""
    for tie in ties:
        wholes = [draft for role, draft in tie.inputs if role == "whole"]
        if tie.check != "share" or not isinstance(tie.stated, Draft) or len(wholes) != 1:
            continue
        part, bare, _ = tie.stated.indicator.rpartition("占比")
        coded = tie.stated.indicator_code != slug(tie.stated.indicator)
        if coded or tie.stated.part == "ratio":
            continue
        if bare and wholes[0].indicator not in part:
            yield tie.stated, f"{part}占{wholes[0].indicator}比重"


def _indices(drafts: Iterable[Draft], text: str) -> Iterator[tuple[Draft, str]]:
    """Yield the indices of a survey of purchasing managers by its name: PMI新订单指数."""
    if len(_WORDS["survey"].findall(text)) < _OFTEN:
        return
    yield from (
        (draft, f"PMI{draft.indicator}")
        for draft in drafts
        if _WORDS["survey_part"].fullmatch(draft.indicator)
    )


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


def _told_of_firms(drafts: Sequence[Draft], text: str, gazetteer: Gazetteer) -> None:
    """Let what a text on firms says a firm has be the firm's, to the end of the paragraph.

    A text that so names one alone and no place is of it throughout.
    """
    if len(_WORDS["of_firms"].findall(text)) < _OFTEN:
        return
    often = cache(text.count)
    firms: dict[str, AreaRef] = {}
    told: Draft | None = None
    for draft in drafts:
        found = _WORDS["firm_has"].fullmatch(draft.indicator)
        name = found["firm"] if found else ""
        if draft.area.name not in {COUNTRY.name, NAMELESS, FIRM.name}:
            told = None
        elif found and often(name) > _OFTEN and not _NOUNS["no_firm"].search(name):
            draft.indicator, draft.indicator_code = found["what"], slug(found["what"])
            draft.area = area_coded(AreaRef(name, "", "entity"), "", gazetteer, {})
            firms[name], told = draft.area, draft
        elif found or draft.evidence["area"].how == "own":
            told = None
        elif told is not None and told.paragraph == draft.paragraph:
            draft.area = told.area
    throughout = [area for name, area in firms.items() if often(name) >= _OFTEN * _OFTEN]
    for draft in drafts if len(throughout) == 1 else ():
        if draft.area.name in {NAMELESS, FIRM.name}:
            draft.area = throughout[0]


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
