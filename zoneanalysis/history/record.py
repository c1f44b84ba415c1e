"""The record of a city's reports, that a draft's figures are looked up in (核对依据)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zoneanalysis.extraction import ReportDraft, as_report
from zoneanalysis.extraction.assemble import code_by_name
from zoneanalysis.history.derivations import Following, followings
from zoneanalysis.history.held import Held, Holding
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import Point, SeriesIndex
from zoneanalysis.values.figures import Bound, Quantity
from zoneanalysis.values.formatting import round_half_up
from zoneanalysis.values.periods import Period

__all__ = ["Record"]


@dataclass(frozen=True)
class Record:
    """The reports of a city, ready to look a draft's figures up by words and by digits."""

    index: SeriesIndex

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

        find = code_by_name(latest.indicators, used)
        phrases = {each.id: each.indicator for each in draft.drafts}

        def code_of(each: Observation) -> str:
            known = report.indicators.get(each.indicator)
            if each.indicator in used:
                return each.indicator
            names = (known.name_zh if known else "", phrases.get(each.id, ""))
            return next((c for c in map(find, names) if c), each.indicator)

        placed = {e.id: e.evidence["area"].how == "own" for e in draft.drafts if e.evidence}
        found = []
        for each in report:
            each = replace(each, indicator=code_of(each))
            if not placed.get(each.id, True) and _place(each) not in self._places:
                name = each.indicator, each.measure
                near = self._anywhere.get((*name, each.period)) or self._ever.get(name, ())
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
            return self._against(each, points, sure=sure, loose=loose)
        return self._by_digits(each, loose)

    def _against(
        self, each: Observation, points: Sequence[Point], *, sure: bool, loose: frozenset[str]
    ) -> Held:
        """Return the verdict on a figure for which the record prints other values.

        Where it prints this value of the same indicator for another time, that may be meant,
        whatever time was read; so for another area that the figure's own words don't rule out.
        """
        like = [p for p in points if p.observation.status == each.status] or list(points)
        shown = like[-1]
        elsewhere = self._tokens.get(_token(each), ())
        meant = any(
            _may_be_meant(each, point.observation, loose | {"period"}) for point in elsewhere
        )
        several = len({(p.report.id, p.observation.figure.point) for p in like}) > len(
            {p.report.id for p in like}
        )
        args: dict[str, object] = {
            "report": shown.report.id,
            "printed": shown.observation.printed,
        }
        if several or meant or not sure or shown.observation.status != each.status:
            reason = Message(
                "{report} prints {printed} for what the words seem to name; a person should look",
                args,
            )
            if meant:
                reason = self._digits(args, elsewhere[0])
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
            reason = self._digits(args, elsewhere[0])
        return Held(each, Holding.DISAGREES, reason, (shown.place,), size=size)

    @staticmethod
    def _digits(args: Mapping[str, object], where: Point) -> Message:
        """Return what the record prints instead, and whose digits the draft has."""
        name = where.report.indicator_name(where.observation.indicator, "zh")
        return Message(
            "{report} prints {printed}; these digits are its {other}, {period}",
            {**args, "other": name, "period": where.period},
        )

    def _by_digits(self, each: Observation, loose: frozenset[str]) -> Held:
        """Return the verdict on a figure whose words name nothing in the record.

        What was only carried to it (its period, its area) may be otherwise in the record.
        """
        found = self._tokens.get(_token(each), ())
        if not found:
            return self._elsewhere(each)
        for point in found:
            if _may_be_meant(each, point.observation, loose):
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

    @cached_property
    def _ever(self) -> Mapping[tuple[str, str], tuple[Point, ...]]:
        found: dict[tuple[str, str], list[Point]] = defaultdict(list)
        for (indicator, measure, _), points in self._anywhere.items():
            found[indicator, measure] += points
        return {name: tuple(each) for name, each in found.items()}

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


def _may_be_meant(each: Observation, known: Observation, loose: frozenset[str]) -> bool:
    """Whether two are of one indicator, and of one area and time as far as *each* names them."""
    return (
        known.indicator == each.indicator
        and (known.ref_area == each.ref_area or "area" in loose)
        and (known.period == each.period or "period" in loose)
    )


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
