"""Every family of relations, in text order (关系汇总)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations import comparisons, counts, shares, tables, wholes, words
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal

__all__ = ["propose"]


def propose(
    drafts: Sequence[Draft], clauses: Sequence[Clause], text: str, gazetteer: Gazetteer
) -> list[Proposal]:
    """Return the relations of a report, each once, ordered by where they stand."""
    prose = [draft for draft in drafts if draft.cell is None]
    index = FigureIndex([draft for draft in prose if "from" not in draft.reasons])
    partitions = wholes.partitions_of(index)
    found = [
        *comparisons.gaps(index, gazetteer),
        *comparisons.changes(index),
        *comparisons.growth_of_indices(index),
        *comparisons.growth_with_change(index),
        *comparisons.monotone(index),
        *comparisons.repeats(index),
        *wholes.sums(index, partitions),
        *shares.shares(index, partitions, gazetteer.own.name),
        *wholes.contributions(index, partitions),
        *wholes.sums_of_contributions(index, partitions),
        *counts.rates(index),
        *counts.listed(index),
        *counts.subsets(index),
        *counts.within_counts(index),
        *counts.zones_by_kind(index, text),
        *words.directions(index, clauses),
        *words.targets(index, text),
        *words.rankings(index, clauses),
        *tables.in_tables(drafts),
        *tables.text_and_table(drafts),
    ]
    unique: dict[tuple[object, ...], Proposal] = {}
    for proposal in found:
        stated = proposal.stated.id if isinstance(proposal.stated, Draft) else proposal.stated
        key = (
            proposal.check,
            stated,
            tuple(sorted((role, draft.id) for role, draft in proposal.inputs)),
        )
        unique.setdefault(key, proposal)
    return sorted(unique.values(), key=lambda each: each.place)
