"""What keeps the parts of a series apart: gaps, breaks, changes of unit and basis (可比性)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import pairwise

from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.series import ZONE_COUNT, Key, SeriesIndex
from zoneanalysis.values.periods import Period

__all__ = ["remarks"]

Said = Iterator[tuple[str, Message]]  # the area that it is about, and the words
_UNIT, _BASIS = N_("unit"), N_("basis")


def remarks(index: SeriesIndex, areas: Container[str] | None = None) -> tuple[Message, ...]:
    """Return what a reader must know of the series: gaps, changed units and bases, breaks.

    Of the areas given only, where any are.
    """
    found = (*_gaps(index), *_changes(index), *_undeclared(index), *_declared(index))
    return tuple(said for area, said in found if areas is None or area in areas)


def _gaps(index: SeriesIndex) -> Said:
    for area in index.cities:
        reports = index.city(area).reports
        ends = sorted({Period.parse(str(each.meta["period"])).end for each in reports})
        steps = [later.index - first.index for first, later in pairwise(ends)]
        for first, step in zip(ends, steps, strict=False):
            if step > max(6, min(steps)):
                args = {"area": area, "first": first, "last": first.shifted(step)}
                yield (
                    area,
                    Message(
                        "{area}: no report between {first} and {last}; nothing is carried over",
                        args,
                    ),
                )


def _changes(index: SeriesIndex) -> Said:
    kinds: dict[tuple[str, str, str, Message], set[str]] = defaultdict(set)
    for key in index.points:
        if key.measure != "other":
            name = key.area, key.indicator, key.measure
            kinds[*name, Message(_UNIT)].add(key.dimension)
            kinds[*name, Message(_BASIS)].add(key.basis)
    for (area, indicator, measure, what), values in kinds.items():
        if len(values - {"unknown"}) > 1:
            args = {
                "series": f"{area} {indicator} {measure}",
                "what": what,
                "values": ", ".join(sorted(values - {"unknown"})),
            }
            yield (
                area,
                Message(
                    "{series}: the {what} changes ({values}); the parts are not compared", args
                ),
            )


def _undeclared(index: SeriesIndex) -> Said:
    for city in index.cities:
        for first, later in pairwise(index.city(city).reports):
            ends = [Period.parse(str(each.meta["period"])) for each in (first, later)]
            for area in dict.fromkeys(e.ref_area for e in later.find(indicator=ZONE_COUNT)):
                before, after = index.zones_of(area, first), index.zones_of(area, later)
                declared = index.break_between(Key(area, "", "", "", ""), *ends)
                if None in (before, after) or before == after or declared:
                    continue
                args: dict[str, object] = {"area": area, "before": before, "after": after}
                args |= {"first": first.id, "later": later.id}
                yield (
                    area,
                    Message(
                        "{area}: {before} zones in {first}, {after} in {later}, and no break "
                        "is declared in breaks.csv; the two are not compared",
                        args,
                    ),
                )


def _declared(index: SeriesIndex) -> Said:
    held = {key.area for key in index.points}
    for each in index.breaks:
        if each.area in held:
            args = {
                "series": f"{each.area} {each.indicator}".strip(),
                "before": each.before,
                "after": each.after,
                "since": each.since,
            }
            yield (
                each.area,
                Message("{series}: {before} until {since}, {after} from then on", args),
            )
