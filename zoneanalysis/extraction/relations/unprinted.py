"""Shares of one whole that no word prints (未印总量).

全市 and 全省 are of one place in a text; 全区 may be each zone's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["WHOLES", "of_one_unprinted"]

WHOLES = frozenset({"city", "province", "country"})


def of_one_unprinted(index: FigureIndex, told: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose two shares of one whole that is named and not printed: 占全市20%, of 全市 both.

    They are of the same indicator, time and words; the one told last is held against the other.
    """
    last: dict[tuple[object, ...], Proposal] = {}
    for each in told:
        share, part = each.drafts[:2]
        alone = each.check == "share" and len(each.inputs) == 1 and not each.doubts
        if not alone or not share.reference or not part.plain or share.limit:
            continue
        area, length = index.gazetteer.leading(share.reference)
        rest = vocabulary().ties["unnamed_whole"].sub("", share.reference[length:])
        of = canonical(rest) or bare_name(part.indicator)
        key = (area and area.name, of, bool(rest), share.period, part.period, part.thing)
        other = last.setdefault(key, each)
        whole = area is not None and area.kind in WHOLES and part.area != area
        if other is not each and whole:
            other_share, other_part = other.drafts[:2]
            yield tie(
                "same_whole", share, "share.unprinted",
                part=part, other_part=other_part, other_share=other_share,
            )  # fmt: skip
            last[key] = each
