"""Ids, codes, areas and sections for the figures that were read (编码)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.normalise import Clean
from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.timewords import undated
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.reports.report import COMPOSED, Indicator, Report
from zoneanalysis.values.units import unit

__all__ = ["area_coded", "assemble", "code_by_name", "fit_areas", "fit_codes", "slug"]

_NEAR = 60  # characters on each side that may tell what is counted


def assemble(
    drafts: Sequence[Draft], clauses: Sequence[Clause], clean: Clean, gazetteer: Gazetteer
) -> None:
    """Give every figure its id, indicator code, area code and section, in place."""
    headings = list(_headings(clauses))
    targets = any(draft.status == "target" and draft.area.kind == "zone" for draft in drafts)
    at = -1
    invented: dict[str, str] = {}
    dimensions = _dimensions(drafts)
    coded: dict[str, str] = {}
    for number, draft in enumerate(drafts, start=1):
        draft.id = f"f{number:03d}"
        near = clean.text[max(0, draft.start - _NEAR) : draft.end + _NEAR].replace("\n", "")
        draft.code = next(
            (
                rule.code
                for rule in vocabulary().indicators
                if rule.fits(draft.indicator, draft.unit, near)
            ),
            "",
        )
        if not draft.area.code:
            draft.area = area_coded(draft.area, draft.indicator, gazetteer, invented)
        while at + 1 < len(headings) and headings[at + 1][0] <= draft.start:
            at += 1
        kind = _kind(draft)
        if draft.code and kind and coded.setdefault(draft.code, kind) != kind:
            draft.code = ""  # the same words in another kind of unit are another indicator
        draft.indicator_code = draft.code or _own_code(draft, dimensions)
        draft.block = at
        draft.section = _section(draft, headings[at][1] if at >= 0 else "", targets=targets)
    _say_when(drafts, {each.index: undated(clean.text, each.mentions) for each in clauses})
    for before, after in pairwise(drafts):
        same = (before.clause, before.indicator) == (after.clause, after.indicator)
        if same and "effect" in before.reasons:
            after.reasons.append("effect")  # 带动进出口4亿元、增长9%


def _say_when(drafts: Iterable[Draft], words: Mapping[int, str]) -> None:
    """Tell figures whose clause says when without a date, in place."""
    for draft in drafts:
        dated = draft.evidence.get("period")
        draft.undated = words.get(dated.clause, "") if dated is not None else ""


def _kind(draft: Draft) -> str:
    return unit(draft.unit).dimension if draft.measure in {"level", "count", "rate"} else ""


def _dimensions(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the dimension in which each indicator phrase first has a level, count or rate."""
    found: dict[str, str] = {}
    for draft in drafts:
        if draft.measure in {"level", "count", "rate"}:
            found.setdefault(draft.indicator, unit(draft.unit).dimension)
    return found


def _own_code(draft: Draft, dimensions: dict[str, str]) -> str:
    """Return the code of an indicator that the vocabulary lacks; other dimensions get their own."""
    if draft.measure in {"level", "count", "rate"}:
        dimension = unit(draft.unit).dimension
        if dimensions.get(draft.indicator, dimension) != dimension:
            return slug(f"{draft.indicator}|{dimension}")
    return slug(draft.indicator)


def fit_codes(drafts: Iterable[Draft], known: Mapping[str, Indicator]) -> None:
    """Give figures the code that the lists have for their name, in place.

    Another one where the unit is of another kind than the indicator's.
    """
    code_of = code_by_name(known)
    for draft in drafts:
        kind = _kind(draft)
        if draft.indicator_code not in known:
            named = known.get(code_of(draft.indicator))
            if named is not None and kind in {"", "one", unit(named.unit).dimension}:
                draft.indicator_code = named.code
        listed = known.get(draft.indicator_code)
        if listed is not None and kind not in {"", "one", unit(listed.unit).dimension}:
            draft.indicator_code = slug(f"{draft.indicator}|{kind}")


def code_by_name(
    known: Mapping[str, Indicator], first: Container[str] = ()
) -> Callable[[str], str]:
    """Return what finds the code of a Chinese name or alias, of those in *first* before others.

    A name that lacks only its last sign (签约项目数) is found too; what has no code gives "".
    """
    found: dict[str, str] = {}
    for code in sorted(known, key=lambda each: each not in first):
        for name in (known[code].name_zh, *known[code].aliases):
            found.setdefault(name, code)

    def code_of(name: str) -> str:
        if name in found or len(name) < 3:
            return found.get(name, "")
        longer = {code for each, code in found.items() if each[:-1] == name}
        return longer.pop() if len(longer) == 1 else ""

    return code_of


def fit_areas(drafts: Iterable[Draft], earlier: Report) -> None:
    """Give figures the area of the report before, in place, where their own words name none.

    That is where it prints the indicator of one area only. The reasons to look say so.
    """
    places: dict[tuple[str, str], set[str]] = {}
    for each in earlier:
        places.setdefault((each.indicator, each.measure), set()).add(each.ref_area)
    for draft in drafts:
        areas = places.get((draft.indicator_code, draft.measure), set())
        own = not draft.evidence or draft.evidence["area"].how == "own"
        if own or len(areas) != 1 or draft.area.code in areas:
            continue
        (code,) = areas
        draft.area = AreaRef(earlier.area_name(code, "zh"), code, earlier.areas[code].kind)
        draft.reasons.append("after")


def slug(phrase: str) -> str:
    """Return a stable code for an indicator that the vocabulary doesn't know; GDP is 生产总值.

    Examples
    --------
    >>> slug("社会消费品零售总额") == slug("社会消费品零售总额")
    True
    """
    usual = dict(vocabulary().aliases).get(phrase, phrase)
    return f"{COMPOSED}{hashlib.sha256(usual.encode()).hexdigest()[:10]}"


def area_coded(
    area: AreaRef, indicator: str, gazetteer: Gazetteer, invented: dict[str, str]
) -> AreaRef:
    """Return an area with its code, an invented one where no list has it."""
    code = gazetteer.code_of(area.name, indicator)
    if not code:
        own = gazetteer.own.code or "XX"
        kind = f"{own}-DZ" if area.kind in {"zone", "group"} else own
        mark = hashlib.sha256(area.name.encode()).hexdigest()[:6].upper()  # alike in every report
        code = invented.setdefault(area.name, f"{kind}-X{mark}")
    return AreaRef(area.name, code, area.kind)


def _headings(clauses: Sequence[Clause]) -> list[tuple[int, str]]:
    """Return every heading with its section; a part's name (【…】) holds for the headings in it."""
    found: list[tuple[int, str]] = []
    part = ""
    for clause in clauses:
        text = clause.text.strip()
        mark = vocabulary().marks["heading"].match(text)
        if clause.depth or not mark or len(text) > 60:
            continue
        section = _section_of_heading(text)
        if mark[0] == "【":
            part = section if section == "actions" else ""
        if part or section:
            found.append((clause.start, part or section))
    return found


@cache
def _sections() -> Sequence[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    return vocabulary().sections


def _section_of_heading(text: str) -> str:
    for section, heading, _ in _sections():
        if heading.search(text):
            return section
    return ""


def _section(draft: Draft, heading: str, *, targets: bool) -> str:
    if heading == "actions":
        return heading
    if (targets and draft.area.kind == "zone") or draft.area.name.startswith("其余"):
        return "zones"
    for section, _, codes in _sections():
        if draft.code and codes.fullmatch(draft.code) and section != "actions":
            return section
    return heading or "context"
