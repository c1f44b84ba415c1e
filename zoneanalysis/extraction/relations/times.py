"""Spans of time that make a longer one: 上半年, 下半年 and 全年; each of the years (分时段合计)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels
from zoneanalysis.extraction.relations.names import bare_name, is_average, says
from zoneanalysis.extraction.relations.parts import MOST_PARTS
from zoneanalysis.values.periods import Month

__all__ = ["each_time", "spans_of_one"]

_QUARTER = 3  # months


def each_time(index: FigureIndex) -> Iterator[Block]:
    """Yield what a sum over time is made of: 五年累计146.3亿元,各年分别为15.2亿元、20.8亿元…."""
    for draft in index.drafts:
        parts = index.group(draft)
        if draft is not parts[0] or len(parts) < 2 or draft.depth or not draft.counted:
            continue
        said = says("each_time", index.left(draft))
        if said is None or (
            said["first"] and int(said["last"]) - int(said["first"]) + 1 != len(parts)
        ):
            continue
        near = levels(index.earlier(draft), draft, "unit")
        near = [each for each in near if not is_average(each)]
        for total in near[: 3 if said["first"] or len(parts) > 2 else 1]:
            whole = says("in_all", index.left(total)) and not said["first"]
            if whole or _each_of(total, len(parts)):
                yield Block(total, tuple(parts), "sum.each")
                break


def _each_of(total: Draft, parts: int) -> bool:
    """Whether so many months, quarters or years make the time of a total."""
    months = len(total.period.months) if total.period.start else 0
    return months > 1 and parts in {months, months / 3, months / 12}


def spans_of_one(index: FigureIndex) -> Iterator[Block]:
    """Yield the spans that a longer one is made of: 上半年30.0亿元,下半年45.0亿元,全年75.0亿元.

    The parts print their times; the whole may be of the time that the text speaks of.
    """
    alike: dict[tuple[object, ...], dict[bool, dict[tuple[Month, ...], Draft | None]]] = {}
    elsewhere: dict[tuple[object, ...], dict[Decimal, Draft]] = {}
    for draft in levels(index.drafts):
        stands = says("heads", draft.unit) and not says("fresh", draft.indicator)
        aside = says("goes_on", index.left(draft)) and not _dated(index, draft)
        flow = draft.period.kind == "flow" and draft.period.start is not None
        if stands or aside or says("same_again", index.left(draft)) or not flow:
            continue
        own = "period" in draft.evidence and draft.evidence["period"].how == "own"
        name = (_called(index, draft), draft.unit, draft.area.name, draft.status)
        spans = alike.setdefault((draft.paragraph, draft.measure, *name), {True: {}, False: {}})
        months = draft.period.months
        if not is_average(draft):
            elsewhere.setdefault((draft.measure, *name, months), {}).setdefault(draft.value, draft)
        spans[own][months] = None if months in spans[own] or is_average(draft) else draft
    for (_, *key), spans in alike.items():
        wholes = spans[False] | spans[True]
        yield from _told_before(index, spans[True], elsewhere, key)
        for months, total in list(wholes.items())[:MOST_PARTS]:
            parts = _run(spans[True], months)
            if total is not None and len(parts) > 1:
                yield Block(total, parts, "sum.times")


def _called(index: FigureIndex, draft: Draft) -> str:
    """Return what a level is called, for a bare 到位 the name that was told before: 到位资金."""
    name = bare_name(draft.indicator)
    if not says("deed_alone", name):
        return name
    before = (e for e in index.paragraph(draft.paragraph) if e.number_start < draft.number_start)
    names = (bare_name(e.indicator) for e in before if e.unit == draft.unit)
    return next((each for each in names if name in each), name)


def _run(
    told: Mapping[tuple[Month, ...], Draft | None], months: tuple[Month, ...]
) -> tuple[Draft, ...]:
    """Return the spans that make the months, the longest first told for each; none where some lack.

    Of 1-9月, 1-8月, 8月 and 9月 they are 1-8月 and 9月.
    """
    parts, left = list[Draft](), months
    while left:
        begins = (e for e in told if e != months and e == left[: len(e)])
        longest = max(begins, key=len, default=())
        part = told.get(longest)
        if part is None:
            return ()
        parts.append(part)
        left = left[len(longest) :]
    return tuple(parts)


def _told_before(
    index: FigureIndex,
    told: Mapping[tuple[Month, ...], Draft | None],
    elsewhere: Mapping[tuple[object, ...], Mapping[Decimal, Draft]],
    name: Sequence[object],
) -> Iterator[Block]:
    """Yield the quarters of a paragraph with their whole, told once in a paragraph before.

    And a span that the text reckons with the next and their whole, each told once before it:
    据此,1-11月累计….
    """
    once = {
        months: next(iter(found.values()))
        for (*called, months), found in elsewhere.items()
        if called == [*name] and len(found) == 1 and isinstance(months, tuple)
    }
    quarters = sorted(months for months in told if len(months) == _QUARTER)
    parts = [part for each in quarters if (part := told[each]) is not None]
    total = once.get(tuple(month for each in quarters for month in each))
    if total and len(parts) == len(quarters) > 1 and total.paragraph < parts[0].paragraph:
        yield Block(total, tuple(parts), "sum.times")
    for first in told.values():
        if first is not None and says("reckoned", index.opening(first)):
            begins = first.until.shifted(1)
            for months, rest in once.items():
                total = once.get((*first.period.months, *months))
                known = total is not None and max(total.end, rest.end) <= first.start
                if total is not None and known and months[0] == begins:
                    yield Block(total, (first, rest), "sum.times")


def _dated(index: FigureIndex, draft: Draft) -> bool:
    """Whether nothing but its time stands behind 其中 before a figure: 其中,一季度1.02万人."""
    own = index.left(draft).rpartition("其中")[2].strip(",:")
    return own in {*index.mentions(draft)[:1], ""}
