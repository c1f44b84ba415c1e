"""Every family of relations, in text order (关系汇总)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations import (
    attainments,
    averages,
    balances,
    changes,
    comparisons,
    counts,
    echoes,
    growth,
    hundreds,
    lists,
    multiples,
    paces,
    ratios,
    repeats,
    shares,
    sizes,
    stages,
    tables,
    tallies,
    wholes,
    words,
)
from zoneanalysis.extraction.relations.blocks import blocks_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, says
from zoneanalysis.extraction.relations.rivals import weighed

__all__ = ["propose"]

# Relations whose stated figure is of the time of what it is made of.
_OF_NOW = {"share", "rate_from_count", "attainment", "urban_share", "average", "per_unit"}


def propose(
    drafts: Sequence[Draft], clauses: Sequence[Clause], text: str, gazetteer: Gazetteer
) -> list[Proposal]:
    """Return the relations of a report, each once, ordered by where they stand."""
    prose = [draft for draft in drafts if draft.cell is None]
    index = FigureIndex(prose, text, clauses)
    blocks = blocks_of(index)
    divided = [each for each in blocks if each.pattern != "sum.counted"]
    shared = [*shares.shares(index, divided, gazetteer)]
    named = [*ratios.ratios(index)]
    found = [
        *comparisons.gaps(index, gazetteer),
        *comparisons.changes(index),
        *growth.growth_from_indices(index),
        *changes.growth_from_changes(index),
        *growth.growth_from_bases(index),
        *changes.differences(index),
        *multiples.annual_growth(index),
        *multiples.two_years(index),
        *multiples.multiples(index),
        *comparisons.monotone(index),
        *repeats.repeats(index, gazetteer),
        *echoes.echoes(index),
        *wholes.sums(index, blocks),
        *shared,
        *named,
        *shares.changes(index, [*shared, *named]),
        *hundreds.shares_of_all(divided, shared),
        *attainments.attainments(index),
        *wholes.growth_of_wholes(index, blocks),
        *wholes.shares_together(index, blocks),
        *wholes.changes_of_wholes(index, blocks),
        *wholes.contributions(index, blocks),
        *wholes.pulled(index),
        *wholes.sums_of_contributions(index, blocks),
        *balances.differences(index),
        *balances.net_changes(index),
        *balances.left_over(index),
        *balances.stocks(index),
        *hundreds.shares_of_kinds(index),
        *hundreds.shares_to_rest(index),
        *balances.apart(index),
        *balances.carried(index),
        *balances.moves(index),
        *balances.grown_each(index),
        *balances.deeds(index),
        *balances.urban_shares(index),
        *hundreds.shares_of_one(index),
        *wholes.demands(index),
        *wholes.pulls(index),
        *tallies.each_has_one(index),
        *tallies.monthly(index),
        *tallies.sign_counts(index),
        *tallies.signs(index),
        *balances.containments(index),
        *ratios.conversions(index),
        *counts.rates(index),
        *stages.stage_rates(index),
        *stages.faces(index),
        *averages.averages(index),
        *averages.of_so_many(index),
        *paces.paces(index),
        *paces.yearly(index),
        *paces.per_head(index),
        *paces.month_on_month(index),
        *lists.listed(index, gazetteer),
        *counts.subsets(index),
        *sizes.minimum_sizes(index),
        *counts.zones_by_kind(index),
        *words.directions(index, clauses),
        *words.targets(index, text),
        *words.rankings(index, clauses),
        *tables.in_tables(drafts, index.noted),
        *tables.text_and_table(drafts),
    ]
    unique: dict[tuple[object, ...], Proposal] = {}
    for proposal in map(_named, (each for each in found if not _is_compared(index, each))):
        stated = proposal.stated.id if isinstance(proposal.stated, Draft) else proposal.stated
        key = (
            proposal.check,
            stated,
            tuple(sorted((role, draft.id) for role, draft in proposal.inputs)),
        )
        unique.setdefault(key, proposal)
    return sorted(weighed(tuple(unique.values()), index), key=lambda each: each.place)


def _is_compared(index: FigureIndex, proposal: Proposal) -> bool:
    """Whether a stated rate is one that a comparison prints, of another time: 较年初62.91%下降."""
    stated = proposal.stated
    if proposal.check not in _OF_NOW or not isinstance(stated, Draft) or stated.cell:
        return False
    return stated.pattern == "compared" or says("compared", index.left(stated)) is not None


def _named(proposal: Proposal) -> Proposal:
    """Return a relation, inferred where no words say what one of its figures is."""
    names = (draft.evidence.get("indicator") for draft in proposal.drafts)
    # of whatever was listed
    listed = proposal.pattern in {"balance.ends", "balance.apart", "change.behind", "rank.moved"}
    if not listed and any(source is not None and source.how == "none" for source in names):
        return replace(proposal, doubts=(*proposal.doubts, "name"))
    return proposal
