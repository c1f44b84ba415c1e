"""Every family of relations, in text order (关系汇总)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations import (
    announced,
    averages,
    balances,
    changes,
    comparisons,
    counts,
    growth,
    multiples,
    orders,
    paces,
    passed,
    pulls,
    ratios,
    remainders,
    repeats,
    retold,
    rows,
    shares,
    tables,
    tallies,
    wholes,
    words,
)
from zoneanalysis.extraction.relations.blocks import blocks_of
from zoneanalysis.extraction.relations.claims import claimed
from zoneanalysis.extraction.relations.comparisons import period_text
from zoneanalysis.extraction.relations.distances import distances
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal
from zoneanalysis.extraction.relations.names import says
from zoneanalysis.extraction.relations.rivals import verdict_of, weighed
from zoneanalysis.relations.register import spec
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.schema.claim_figures import parted

__all__ = ["propose"]

# Relations whose stated figure is of the time of what it is made of.
_OF_NOW = {"share", "rate_from_count", "attainment", "urban_share", "average", "per_unit"}

# Of figures whose place says what they are, whatever they are called.
_WHATEVER = frozenset({
    "balance.apart", "balance.ends", "change.behind", "change.inside", "gap.levels",
    "gap.unprinted", "list.told", "rank.moved", "rate.attained", "rest.left", "sum.announced",
    "word.every", "word.extreme", "word.moved", "word.range", "word.ranks",
})  # fmt: skip

_RULES: tuple[Callable[[FigureIndex], Iterator[Proposal]], ...] = (
    *comparisons.RULES, *shares.RULES, *growth.RULES, *changes.RULES, *multiples.RULES,
    *repeats.RULES, *retold.RULES, *wholes.RULES, *pulls.RULES, *balances.RULES, *tallies.RULES,
    *remainders.RULES, *ratios.RULES, *counts.RULES, *averages.RULES, *paces.RULES, *words.RULES,
    *orders.RULES, *passed.RULES, *rows.RULES, *announced.RULES,
)  # fmt: skip


def propose(
    drafts: Sequence[Draft], clauses: Sequence[Clause], text: str, gazetteer: Gazetteer
) -> list[Proposal]:
    """Return the relations of a report, each once, ordered by where they stand."""
    prose = [draft for draft in drafts if draft.cell is None]
    index = FigureIndex(prose, text, clauses, gazetteer)
    index.blocks = blocks_of(index)
    index.divided = [each for each in index.blocks if each.pattern != "sum.counted"]
    found = [each for rule in _RULES for each in rule(index) if not _is_of_another(each)]
    for read in (distances, claimed):  # of what nothing certain is told
        told = (each for each in found if isinstance(each.stated, Draft))
        found += read(index, {id(e.stated) for e in told if _is_decided(e)})
    found += [*tables.in_tables(drafts, index.noted), *tables.text_and_table(drafts)]
    unique: dict[tuple[object, ...], Proposal] = {}
    fitting = (each for each in found if not (_is_apart(each) or _is_compared(index, each)))
    for proposal in map(_named, fitting):
        stated = proposal.stated.id if isinstance(proposal.stated, Draft) else proposal.stated
        inputs = tuple(sorted((role, draft.id) for role, draft in proposal.inputs))
        unique.setdefault((proposal.check, stated, inputs), proposal)
    return sorted(weighed(tuple(unique.values()), index), key=lambda each: each.place)


def _is_decided(proposal: Proposal) -> bool:
    return verdict_of(proposal) is not Verdict.NOT_ASSESSABLE


def _is_apart(proposal: Proposal) -> bool:
    """Whether figures that are to be one are of two times or places, as they are read."""
    if proposal.check != "repeat":
        return False
    placed = [
        (role, {"ref_area": each.area.code, "time_period": period_text(each.period)})
        for role, each in (("stated", proposal.stated), *proposal.inputs)
        if isinstance(each, Draft)
    ]
    return any(parted(spec("repeat"), placed))


def _is_compared(index: FigureIndex, proposal: Proposal) -> bool:
    """Whether a stated rate is one that a comparison prints, of another time: 较年初62.91%下降."""
    stated = proposal.stated
    if proposal.check not in _OF_NOW or not isinstance(stated, Draft) or stated.cell:
        return False
    return stated.pattern == "compared" or says("compared", index.left(stated)) is not None


def _is_of_another(proposal: Proposal) -> bool:
    """Whether a stated rate is of another time or place, as its words say, than what it is of.

    9184辆,占37.0%。1—8月累计17.3万辆,其中新能源汽车占37.4%: of no month; 全省离岸占比36.7%.
    """
    stated, part = proposal.stated, next((each for _, each in proposal.inputs), None)
    if proposal.check not in _OF_NOW or not isinstance(stated, Draft) or part is None:
        return False
    begun, own = (each.period.start for each in (stated, part))
    bracketed = bool(stated.depth) and stated.evidence["period"].how == "own"
    times = bool(begun and own and begun != own) and proposal.check != "attainment"
    times = times or (bracketed and stated.until != part.until)  # (一季度为55.6%)
    places = stated.area != part.area and stated.evidence["area"].how == "own"
    return (times and proposal.pattern != "share.printed") or places


def _named(proposal: Proposal) -> Proposal:
    """Return a relation, inferred where no words say what one of its figures is."""
    names = (draft.evidence.get("indicator") for draft in proposal.drafts)
    listed = proposal.pattern in _WHATEVER
    if not listed and any(source is not None and source.how == "none" for source in names):
        return replace(proposal, doubts=(*proposal.doubts, "name"))
    return proposal
