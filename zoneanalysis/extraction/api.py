"""Text in, reports out: the stages in their order (抽取)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.clauses import Clause, clauses_of
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.normalise import Clean, normalise
from zoneanalysis.extraction.places import AreaRef, Gazetteer, document_area, place_named
from zoneanalysis.extraction.reader import read_figures
from zoneanalysis.extraction.split import Part, parts_of
from zoneanalysis.extraction.timewords import Mention, document_period, mentions_of
from zoneanalysis.extraction.tokens import Number, Trap, numbers_of
from zoneanalysis.periods import Period
from zoneanalysis.reports import Area

__all__ = ["Extraction", "Parsed", "parse"]


@dataclass(frozen=True)
class Parsed:
    """One report with every stage kept, so that it can be looked at."""

    part: Part
    clean: Clean
    mentions: tuple[Mention, ...]
    traps: tuple[Trap, ...]
    clauses: tuple[Clause, ...]
    drafts: tuple[Draft, ...]
    gazetteer: Gazetteer
    period: Period
    reasons: tuple[str, ...] = ()


def parse(
    text: str,
    *,
    area: str | None = None,
    period: str | None = None,
    known: Mapping[str, Area] | None = None,
) -> list[Parsed]:
    """Return the reports of a text, parsed."""
    whole = normalise(text)
    whole_period, whole_reason = document_period(whole.text, mentions_of(whole.text))
    return [
        _parse(text, part, area, period, known or {}, whole_period, whole_reason)
        for part in parts_of(text)
    ]


def _parse(
    text: str, part: Part, area: str | None, period: str | None, known: Mapping[str, Area],
    whole_period: Period | None, whole_reason: str,
) -> Parsed:  # fmt: skip
    clean = normalise(text, part.start, part.end)
    mentions = mentions_of(clean.text)
    reasons = []
    if period is not None:
        own_period: Period | None = Period.parse(period)
    else:
        own_period, reason = document_period(clean.text, mentions)
        if whole_period is not None and (own_period is None or reason):
            own_period, reason = whole_period, whole_reason
        if reason:
            reasons.append(reason)
    if own_period is None:
        raise InputError.single(
            must="the text must name the year that it is about",
            came="a text without any year",
            do="Pass --period, such as --period 2023-01/2023-06.",
            where=Location(offset=part.start),
        )
    if area is not None:
        own_area = place_named(area) or AreaRef(area, known[area].code if area in known else "", "county")
    else:
        found, reason = document_area(part.credit and f"(供稿:{part.credit})" or clean.text, known)
        own_area = found or AreaRef("?", "", "")
        if reason:
            reasons.append(reason)
    zones = clean.text.count("开发区") + clean.text.count("经开区")
    about_zones = zones >= 10 and zones * 150 >= len(clean.text)  # noqa: PLR2004
    gazetteer = Gazetteer(own_area, known, zones=about_zones)
    tokens = list(numbers_of(clean.text, [(m.start, m.end) for m in mentions]))
    numbers = [token for token in tokens if isinstance(token, Number)]
    clauses = list(clauses_of(clean.text, numbers, mentions))
    return Parsed(
        part, clean, tuple(mentions), tuple(t for t in tokens if isinstance(t, Trap)),
        tuple(clauses), tuple(read_figures(clauses, clean.text, gazetteer, own_period)),
        gazetteer, own_period, tuple(reasons),
    )  # fmt: skip


@dataclass(frozen=True)
class Extraction:
    """Placeholder until relations are proposed."""

    reports: tuple[Parsed, ...] = field(default_factory=tuple)
