"""Any prose about a city held against the record of its reports (文稿核对)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from zoneanalysis.audit import Audit, audit
from zoneanalysis.audit.rendering import records
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract, report_ids
from zoneanalysis.history.derivations import Following, followings
from zoneanalysis.history.standing import Place, difference_text
from zoneanalysis.messages import N_, Language, Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import Point, SeriesIndex
from zoneanalysis.values.figures import Bound, Quantity
from zoneanalysis.values.formatting import round_half_up
from zoneanalysis.values.periods import Period

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.extraction import ReportDraft

__all__ = ["Held", "HeldDraft", "Holding", "hold"]


class Holding(Enum):
    """How a figure of a draft stands to the record."""

    STANDS = "stands in the record"
    ROUNDED = "agrees, rounded"
    FOLLOWS = "follows from the record"
    DISAGREES = "disagrees with the record"
    UNCONFIRMED = "to be confirmed"
    ABSENT = "not in the record"

    @property
    def label(self) -> Message:
        """Its name for readers."""
        return Message(_LABELS[self])

    @property
    def agrees(self) -> bool:
        """Whether the record bears the figure out."""
        return self in {Holding.STANDS, Holding.ROUNDED, Holding.FOLLOWS}


_LABELS = {
    Holding.STANDS: N_("stands in the record"),
    Holding.ROUNDED: N_("agrees, rounded"),
    Holding.FOLLOWS: N_("follows from the record"),
    Holding.DISAGREES: N_("disagrees with the record"),
    Holding.UNCONFIRMED: N_("to be confirmed"),
    Holding.ABSENT: N_("not in the record"),
}


@dataclass(frozen=True)
class Held:
    """A figure of a draft against the record.

    Parameters
    ----------
    observation : Observation
        As read from the draft; ``char_start`` counts in the draft.
    holding : Holding
    reason : Message
    places : tuple of Place
        The figures of the record that bear it out or speak against it.
    numbers : str
        The arithmetic, where it follows.
    size : Quantity or None
        Where it disagrees: draft less record, in the draft's unit.
    """

    observation: Observation
    holding: Holding
    reason: Message
    places: tuple[Place, ...] = ()
    numbers: str = ""
    size: Quantity | None = None


@dataclass(frozen=True)
class HeldDraft:
    """A draft against the record: every figure, and the relations inside the draft."""

    text: str = field(repr=False)
    rows: tuple[Held, ...]
    audits: tuple[Audit, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Held]:
        return iter(self.rows)

    @property
    def counts(self) -> Mapping[Holding, int]:
        """How many figures stand how; every holding is a key."""
        found = dict.fromkeys(Holding, 0)
        for row in self.rows:
            found[row.holding] += 1
        return found

    @property
    def disagreements(self) -> tuple[Held, ...]:
        """The figures that the record contradicts."""
        return tuple(row for row in self.rows if row.holding is Holding.DISAGREES)

    @property
    def has_findings(self) -> bool:
        """Whether a figure disagrees with the record, or the draft with itself."""
        return bool(self.disagreements) or any(each.has_findings for each in self.audits)

    def records(self, language: Language = "en") -> list[dict[str, object]]:
        """Return one mapping a figure: what it was read as, how it stands, and against what."""
        return [
            {
                "printed": row.observation.printed,
                "char_start": row.observation.char_start,
                "indicator": row.observation.indicator,
                "area": row.observation.ref_area,
                "period": str(row.observation.period),
                "measure": row.observation.measure,
                "holding": row.holding.label.render(language),
                "difference": difference_text(row.size),
                "where": " ".join(f"{report}:{figure}" for report, figure in row.places),
                "numbers": row.numbers,
                "reason": row.reason.render(language),
            }
            for row in self.rows
        ]

    def to_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return the records as a data frame."""
        import pandas as pd

        return pd.DataFrame.from_records(self.records(language))

    def to_json(self, language: Language = "en") -> str:
        """Return figures, counts and the relations inside the draft as JSON text."""
        content = {
            "counts": {each.label.render(language): n for each, n in self.counts.items()},
            "figures": self.records(language),
            "relations": [row for each in self.audits for row in records(each, language)],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def hold(text: str, index: SeriesIndex, *, period: str | Period | None = None) -> HeldDraft:
    """Return each figure of a text against the record of one city, and the text against itself.

    A figure is told by what it measures, where and when, as its words say. It *disagrees* only
    where these words stand in its own clause or an unambiguous frame, or where another figure of
    its paragraph bears out area and period, and the record prints one value for them; else it is
    *to be confirmed*.

    Parameters
    ----------
    text : str
        Chinese prose: a press note, a speech, a summary that a language model wrote.
    index : SeriesIndex
        Reports of one city.
    period : str or Period, optional
        What the text is about; read from it where left out, else the latest report's.

    Raises
    ------
    InputError
        Where the record is of no city or of several, the text is about another one, or nothing
        can be read in it.
    """
    cities = index.cities
    if len(cities) != 1:
        raise InputError.single(
            must="the record must be reports of one city",
            came=", ".join(cities) or "no report that can be used",
            do="Name reports of one city.",
        )
    _require_city(text, index, cities[0])
    latest = max(str(Period.parse(str(each.meta["period"]))) for each in index.reports)
    try:
        found = extract(text, cities[0], period, areas=index.areas)
    except InputError:
        if period is not None:
            raise
        found = extract(text, cities[0], latest, areas=index.areas)
    record = _Record(index)
    rows: list[Held] = []
    audits = []
    for draft, report_id in zip(found.reports, report_ids(found), strict=True):
        report = record.renamed(draft, report_id)
        rows += _rows(record, report, draft)
        audits.append(audit(report))
    return HeldDraft(text, tuple(rows), tuple(audits))


def _rows(record: _Record, report: Report, draft: ReportDraft) -> Iterator[Held]:
    """Yield how each figure stands; area and period that were carried may be borne out.

    Where the record prints another figure of the paragraph under the same area and period, both
    are those of the paragraph, and only the indicator must stand in the figure's own words.
    """
    drafts = {each.id: each for each in draft.drafts}
    loose = {
        each.id: frozenset(part for part, source in each.evidence.items() if source.how != "own")
        for each in draft.drafts
    }
    first = [
        record.held(report, each, sure=drafts[each.id].named, loose=loose[each.id])
        for each in report
    ]
    borne = {
        (drafts[row.observation.id].paragraph, row.observation.ref_area, row.observation.period)
        for row in first
        if row.holding is Holding.STANDS and _telling(row.observation)
    }
    for row in first:
        each = row.observation
        own = drafts[each.id]
        named = own.evidence["indicator"].how in {"own", "frame"} if own.evidence else False
        place = (own.paragraph, each.ref_area, each.period)
        if row.holding is Holding.UNCONFIRMED and named and place in borne:
            yield record.held(report, each, sure=True, loose=loose[each.id])
        else:
            yield row


def _telling(each: Observation) -> bool:
    """Return whether a figure has digits enough not to meet the record by chance."""
    return len(each.figure.number.lstrip("-").replace(".", "").strip("0")) > 1


def _require_city(text: str, index: SeriesIndex, city: str) -> None:
    """Refuse a text that names another city of the record's areas and not this one."""
    own = index.areas.get(city)
    if own is None or own.name_zh in text:
        return
    others = [
        each.name_zh
        for code, each in index.areas.items()
        if code != city and each.kind == "city" and len(each.name_zh) > 1 and each.name_zh in text
    ]
    if others:
        raise InputError.single(
            must=f"the draft must be about {own.name_zh}, as the record is",
            came=f"a text that names {', '.join(others)} only",
            do="Name reports of that city with --against.",
        )


@dataclass(frozen=True)
class _Record:
    index: SeriesIndex

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Codes by Chinese name and alias, those that the reports use first."""
        found: dict[str, str] = {}
        used = {key.indicator for key in self.index.points}
        known = self.index.reports[-1].indicators
        for code in sorted(known, key=lambda each: each not in used):
            for name in (known[code].name_zh, *known[code].aliases):
                found.setdefault(name, code)
        return found

    def _code(self, name: str) -> str:
        """Return the code of a name; of one that lacks only its last sign (签约项目数) too."""
        if name in self._codes or len(name) < 3:
            return self._codes.get(name, "")
        longer = {code for each, code in self._codes.items() if each[:-1] == name}
        return longer.pop() if len(longer) == 1 else ""

    def renamed(self, draft: ReportDraft, report_id: str) -> Report:
        """Return the draft as a report in the record's terms: its codes, and its areas.

        An indicator goes by its name. An area that doesn't stand in the figure's own clause is that
        of the record, where the record prints such a quantity of one area only.
        """
        latest = self.index.reports[-1]
        report = as_report(
            draft,
            report_id,
            {"area": draft.area.code, "period": str(draft.period)},
            latest.indicators,
            self.index.areas,
        )
        used = {key.indicator for key in self.index.points}

        phrases = {each.id: each.indicator for each in draft.drafts}

        def code_of(each: Observation) -> str:
            known = report.indicators.get(each.indicator)
            if each.indicator in used:
                return each.indicator
            names = (known.name_zh if known else "", phrases.get(each.id, ""))
            return next((c for c in map(self._code, names) if c), each.indicator)

        placed = {e.id: e.evidence["area"].how == "own" for e in draft.drafts if e.evidence}
        found = []
        for each in report:
            each = replace(each, indicator=code_of(each))
            if not placed.get(each.id, True) and _place(each) not in self._places:
                near = self._anywhere.get((each.indicator, each.measure, each.period), ())
                areas = {point.key.area for point in near}
                each = replace(each, ref_area=areas.pop()) if len(areas) == 1 else each
            found.append(each)
        return replace(report, observations=tuple(found))

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str, Period], tuple[Point, ...]]:
        """The record without basis: a draft seldom names prices."""
        found: dict[tuple[str, str, str, Period], list[Point]] = defaultdict(list)
        for key, points in self.index.points.items():
            for each in points:
                found[key.area, key.indicator, key.measure, each.period].append(each)
        return {place: tuple(each) for place, each in found.items()}

    @cached_property
    def _tokens(self) -> Mapping[tuple[object, ...], tuple[Point, ...]]:
        """The record by its digits: value in base units, kind of unit, measure."""
        found: dict[tuple[object, ...], list[Point]] = defaultdict(list)
        for points in self.index.points.values():
            for each in points:
                found[_token(each.observation)].append(each)
        return {token: tuple(each) for token, each in found.items()}

    def held(
        self,
        report: Report,
        each: Observation,
        *,
        sure: bool,
        loose: frozenset[str] = frozenset(),
    ) -> Held:
        """Return how one figure stands to the record; *loose* are parts not in its own words."""
        points = [
            point
            for point in self._places.get(_place(each), ())
            if point.observation.figure.unit.dimension == each.figure.unit.dimension
        ]
        for point in points:
            if _equal(each, point.observation):
                return _stands(each, Holding.STANDS, point)
        for point in points:
            if _rounds(point.observation, each):
                return _stands(each, Holding.ROUNDED, point)
        key = self.index.key_of(report, each)
        for following in followings(self.index, key, each):
            if following.quantity.interval.overlaps(
                each.figure.to(following.quantity.unit).interval
            ):
                return _follows(each, following)
        if points:
            return self._against(each, points, sure=sure)
        return self._by_digits(each, loose)

    def _against(self, each: Observation, points: Sequence[Point], *, sure: bool) -> Held:
        """Return the verdict on a figure for which the record prints other values."""
        like = [p for p in points if p.observation.status == each.status] or list(points)
        shown = like[-1]
        elsewhere = self._tokens.get(_token(each), ())
        several = len({(p.report.id, p.observation.figure.point) for p in like}) > len(
            {p.report.id for p in like}
        )
        args: dict[str, object] = {
            "report": shown.report.id,
            "printed": shown.observation.printed,
        }
        if several or not sure or shown.observation.status != each.status:
            reason = Message(
                "{report} prints {printed} for what the words seem to name; a person should look",
                args,
            )
            places = (shown.place, *(p.place for p in elsewhere[:2]))
            return Held(each, Holding.UNCONFIRMED, reason, places)
        record = shown.observation.figure.to(each.figure.unit)
        size = Quantity(
            each.figure.point - record.point,
            each.figure.interval - record.interval,
            each.figure.unit,
        )
        reason = Message("{report} prints {printed}", args)
        if elsewhere:
            reason = Message(
                "{report} prints {printed}; these digits are its {other}",
                {
                    **args,
                    "other": elsewhere[0].report.indicator_name(
                        elsewhere[0].observation.indicator, "zh"
                    ),
                },
            )
        return Held(each, Holding.DISAGREES, reason, (shown.place,), size=size)

    def _by_digits(self, each: Observation, loose: frozenset[str]) -> Held:
        """Return the verdict on a figure whose words name nothing in the record.

        What was only carried to it (its period, its area) may be otherwise in the record.
        """
        found = self._tokens.get(_token(each), ())
        if not found:
            return self._elsewhere(each)
        for point in found:
            same = point.observation
            if (
                same.indicator == each.indicator
                and (same.ref_area == each.ref_area or "area" in loose)
                and (same.period == each.period or "period" in loose)
            ):
                return _stands(each, Holding.STANDS, point)
        first = found[0]
        reason = Message(
            "its digits stand in the record ({report}: {indicator}, {period}), its words do not "
            "name the same",
            {
                "report": first.report.id,
                "indicator": first.report.indicator_name(first.observation.indicator, "zh"),
                "period": first.period,
            },
        )
        return Held(each, Holding.UNCONFIRMED, reason, tuple(p.place for p in found[:3]))

    @cached_property
    def _anywhere(self) -> Mapping[tuple[str, str, Period], tuple[Point, ...]]:
        found: dict[tuple[str, str, Period], list[Point]] = defaultdict(list)
        for (_, indicator, measure, period), points in self._places.items():
            found[indicator, measure, period] += points
        return {place: tuple(each) for place, each in found.items()}

    def _elsewhere(self, each: Observation) -> Held:
        """Return the verdict on a figure whose indicator and period the record has elsewhere."""
        near = self._anywhere.get((each.indicator, each.measure, each.period), ())
        if not near:
            return Held(each, Holding.ABSENT, Message("the record prints nothing of the kind"))
        reason = Message(
            "{report} prints {printed} of {area}; the words seem to name another area",
            {
                "report": near[-1].report.id,
                "printed": near[-1].observation.printed,
                "area": near[-1].report.area_name(near[-1].observation.ref_area, "zh"),
            },
        )
        return Held(each, Holding.UNCONFIRMED, reason, (near[-1].place,))


def _place(each: Observation) -> tuple[str, str, str, Period]:
    return each.ref_area, each.indicator, each.measure, each.period


def _token(each: Observation) -> tuple[object, ...]:
    figure = each.figure
    return figure.point * figure.unit.scale, figure.unit.dimension, each.measure


def _equal(left: Observation, right: Observation) -> bool:
    return (
        left.figure.to(right.figure.unit).point == right.figure.point
        and left.figure.bound is right.figure.bound
    )


def _rounds(fine: Observation, coarse: Observation) -> bool:
    """Return whether the finer figure is the coarser one once rounded, or within its bound."""
    like = fine.figure.to(coarse.figure.unit)
    if coarse.figure.bound is not Bound.NONE:
        return coarse.figure.interval.contains(like.point)
    rounded: bool = round_half_up(like.point, coarse.figure.decimals) == coarse.figure.point
    return rounded and not coarse.figure.exact


def _stands(each: Observation, holding: Holding, point: Point) -> Held:
    reason = Message(
        "{report} prints {printed}",
        {"report": point.report.id, "printed": point.observation.printed},
    )
    return Held(each, holding, reason, (point.place,))


def _follows(each: Observation, following: Following) -> Held:
    reason = Message("it follows from the record: {words}", {"words": following.words})
    return Held(each, Holding.FOLLOWS, reason, following.places, following.numbers)
