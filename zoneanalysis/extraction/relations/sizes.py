"""What things of at least a size are worth: 亿元以上项目12个,总投资20.0亿元 (规模以上者的总额)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, says
from zoneanalysis.values.numerals import number_of
from zoneanalysis.values.units import known_unit

__all__ = ["minimum_sizes"]

_SIZE = re.compile(
    r"(?P<size>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,2}(?=[万亿]))?"
    r"(?P<unit>[十百千]?[万亿])元(?:及)?以上"
)
_ALL = re.compile(rf"^[^,;。]{{0,6}},(?:全部|均|都)(?:为|是){_SIZE.pattern}(?:的)?项目")
_PLAIN = re.compile(rf"(?:{_SIZE.pattern})(?:的)?项目$")


def minimum_sizes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that things of at least a size are worth no less in all, and the rest no more.

    The rest is only held against the size where the whole counts the same things without it.
    """
    for count in index.drafts:
        if count.measure != "count" or not count.plain:
            continue
        total = index.following(count)
        if total is None or not _is_worth(index, count, total):
            continue
        found = _SIZE.search(count.indicator) or _ALL.match(index.between(count, total))
        least = _printed(found) if found else ""
        if not least:
            continue
        whole = _whole(index, count, total) if _PLAIN.fullmatch(count.indicator) else ()
        params = (("minimum", least),)
        yield Proposal.of(
            "minimum_size",
            "",
            "size.minimum",
            total=total,
            count=count,
            whole_total=whole[:1],
            whole_count=whole[1:],
            params=params,
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
    if not alike or number.measure != "count" or not _is_worth(index, number, worth):
        return ()
    return worth, number
