"""Rates that the field's own terms define: 资产负债率, 产销率, 财政自给率 (定义比率)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal, canonical
from zoneanalysis.extraction.vocabulary import Ratio, vocabulary

__all__ = ["ratio_of", "ratios"]

_REACH = 12  # figures between a rate and what it is made of


def ratio_of(draft: Draft) -> Ratio | None:
    """Return what a rate's name says that it is a rate of; None where the name defines nothing."""
    name = canonical(draft.indicator)
    found = (each for each in vocabulary().ratios if each.rate.search(name))
    return next(found, None)


def ratios(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 资产负债率 as 负债 over 资产, where both are printed before it in its paragraph."""
    for draft in index.drafts:
        if (
            draft.unit != "%"
            or draft.depth
            or draft.bound
            or draft.measure not in {"rate", "share"}
        ):
            continue
        if (ratio := ratio_of(draft)) is None:
            continue
        near = [
            each
            for each in index.before(draft, within=_REACH)
            if each.measure in COUNTED
            and each.paragraph == draft.paragraph
            and (each.area, each.period.end, each.status)
            == (draft.area, draft.period.end, draft.status)
            and not (each.depth or each.bound)
        ]
        part = next((e for e in near if ratio.part.search(canonical(e.indicator))), None)
        rest = (each for each in near if each is not part)
        whole = next((e for e in rest if ratio.whole.search(canonical(e.indicator))), None)
        if part is not None and whole is not None and part.unit == whole.unit:
            inputs = (("part", part), ("whole", whole))
            yield Proposal("share", draft, inputs, pattern="share.defined")
