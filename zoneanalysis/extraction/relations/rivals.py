"""Other readings of a relation that fails: an accusation stands only where there is none (另读).

The words propose a relation, never its numbers. But words can be misread, and what a misread
sentence "contradicts" is no fault of the report's. So what fails is read again with another whole,
another part, another level, or another list, as far as its words leave these open. Where the text
then says something true, the first reading is inferred and not certain: it is put to a reader, and
accuses nobody. A figure that agrees with nothing stays accused, and so does one whose whole other
shares of the text confirm.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice, pairwise

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import grows
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import says
from zoneanalysis.extraction.relations.parts import exceeds, half, subject_of
from zoneanalysis.relations.given import Given, unprinted_in
from zoneanalysis.relations.plans import verdict_on
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.results import Term, Verdict
from zoneanalysis.relations.slips import is_one_slip
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.units import unit

__all__ = ["HOLDS", "given_of", "may_be_meant", "read_alone", "verdict_of", "weighed"]


# What a relation measures its first figure against: a level that the text may print elsewhere.
_WHOLES = {
    "share": "whole",
    "attainment": "target",
    "rate_from_count": "denominator",
    "average": "count",
    "per_unit": "base",
    "multiple": "other",
    "growth_from_levels": "base",
    "growth_from_change": "base",
    "contribution": "whole_level",
}
# Those whose whole holds the part.
_OF_ALL = {"share", "attainment", "rate_from_count"}
# Growth that rests on levels: where these contradict one another, that is said of them.
_RESTING = {"growth_from_parts", "balance_growth"}
# How many figures are tried, the nearest first, by the digits of the least exact one: so many that
# a wrong figure finds another that it fits by chance in one case out of some twenty.
_TRIED = (0, 2, 4, 40, 200)
_NEAR = 4
_SET = 2  # digits of a target that is set and not added up
_STEPS = (2, 3, 4)
# Sums whose parts are told out by what they are called: none of them is left out or in another.
_TOLD_OUT = {"sum.partition", "sum.declared", "sum.states", "sum.times", "sum.each"}
# Patterns that need no proof by others: a column beside it, a rate named after what its counts did.
_PROVED = {"sum.proved", "rate.count", "rate.both"}
HOLDS = {Verdict.CONSISTENT, Verdict.WITHIN_ROUNDING}


def weighed(proposals: Sequence[Proposal], index: FigureIndex) -> list[Proposal]:
    """Return the relations, those inferred that fail while another reading of them holds."""
    told = [each for each in proposals if _is_told(each)]
    failing = [each for each in told if verdict_of(each).is_finding]
    fails = {id(each) for each in failing}
    rates = [each for each in told if each.check in _WHOLES and len(each.inputs) > 1]
    sure = (each for each in rates if each.pattern != "share.stages")
    held = {(each.check, id(_whole(each))) for each in sure if verdict_of(each) in HOLDS}
    named = (each for each in rates if each.check in _OF_ALL and _names_whole(each))
    proved = {id(each) for each in named if (each.check, id(_whole(each))) in held}
    misread: set[int] = set()
    doubtful: set[int] = set()
    rates = [each for each in rates if id(each) in fails]
    for each in rates:
        known = id(each) in proved
        if _is_of_a_sum(each) or _other_figure(each, index, known=known):
            doubtful.add(id(each))
            if not known:
                misread.add(id(_whole(each)))
    doubtful |= {id(each) for each in rates if id(_whole(each)) in misread}
    doubtful |= {id(e) for e in failing if e.check == "sum" and _other_list(e, index)}
    sums = [each for each in failing if each.check in {"sum", "trade_balance"}]
    missed = [{id(draft) for _, draft in each.inputs} for each in sums]
    resting = (each for each in failing if each.check in _RESTING)
    doubtful |= {id(e) for e in resting if any(each <= {*map(id, e.drafts)} for each in missed)}
    doubtful |= {id(each) for each in failing if _is_qualified(each, index)}
    parts = {(*map(id, each.drafts[1:]),) for each in told if verdict_of(each) in HOLDS}
    shares = (e for e in failing if e.check == "share")  # 占户数96.9%,占金额59.2%
    doubtful |= {id(each) for each in shares if (*map(id, each.drafts[1:]),) in parts}
    proved |= {id(each) for each in told if each.pattern in _PROVED}
    doubts = [("rival",) if id(each) in doubtful else each.doubts for each in proposals]
    pairs = zip(proposals, doubts, strict=True)
    return [replace(each, doubts=why, proved=id(each) in proved) for each, why in pairs]


def _is_of_a_sum(proposal: Proposal) -> bool:
    """Whether it holds once its target is rounded: a plan of 587亿元 is a sum, 5万人 is set."""
    if proposal.check != "attainment":
        return False
    (_, part), (_, whole) = proposal.inputs
    share = tie("share", proposal.stated, "", part=part, whole=whole)
    digits = whole.value.normalize().as_tuple().digits
    return len(digits) > _SET and verdict_of(share) in HOLDS


def _is_told(proposal: Proposal) -> bool:
    """Whether a relation is certain, and all its figures stand in prose."""
    told = all(draft.cell is None for draft in proposal.drafts)
    return told and not proposal.doubts and isinstance(proposal.stated, Draft)


def _is_qualified(proposal: Proposal, index: FigureIndex) -> bool:
    """Whether words say that a figure is counted otherwise: 净增28家(含迁入3家), 因数据核减."""
    told = [each for each in proposal.drafts if each.sentence == proposal.drafts[0].sentence]
    begin, end = min(e.end for e in told), max(e.number_start for e in told)
    words, grown = index.text[begin:end], set[int]()
    beside = index.sentence(told[0].sentence)
    first, last = (bisect_left(beside, at, key=lambda each: each.start) for at in (begin, end))
    for each in beside[first:last]:  # 15.2亿元,剔除…后增长9%,完成预算的…
        if grows(each) and all(each is not one for one in told):
            words = words.replace(index.left(each), "")
            grown.add(id(each))
    part = {each.clause for each in proposal.drafts if each.depth}  # 34家(含重新认定19家)
    behind = [(e, index.following(e)) for e in proposal.drafts]
    rates = [e for _, e in proposal.inputs if proposal.check == "pp_change"]  # 4.3%修订为3.6%
    ordered = pairwise(sorted(rates, key=lambda each: each.start))
    pairs = [index.between(*pair) for pair in ordered if pair[0].sentence == pair[1].sentence]
    return any(says("set_apart", each) for each in (words, *pairs)) or any(
        says("counted_by", index.text[e.end : e.end + 12].partition("\n")[0])
        for e, other in behind
        if other is None or not (other.clause in part or id(other) in grown)
    )


def _names_whole(proposal: Proposal) -> bool:
    """Whether the words name what a share is of; in 工业164.8,占40%;技改114.2,占69% not."""
    stated = proposal.stated
    return proposal.check != "share" or (isinstance(stated, Draft) and bool(stated.reference))


def _whole(proposal: Proposal) -> Draft | None:
    return dict(proposal.inputs).get(_WHOLES[proposal.check])


def _other_figure(proposal: Proposal, index: FigureIndex, *, known: bool) -> bool:
    """Whether a relation holds with another figure, or another whole where none confirms its own.

    In 完成53.8亿元,占计划70.2亿元的76.6% it may hold the other way round.
    """
    whole, tried = _whole(proposal), _tried(proposal)
    turned = tuple(
        (role, draft)
        for (role, _), (_, draft) in zip(proposal.inputs, proposal.inputs[::-1], strict=True)
    )
    told = isinstance(proposal.stated, Draft) and bool(proposal.stated.limit)
    if proposal.pattern in {"share.named", "multiple.named"} or (
        told and proposal.pattern == "share.rows"
    ):
        return False  # 不足两成 holds of nearly anything
    if len(turned) == 2 and verdict_of(replace(proposal, inputs=turned), exact=True) in HOLDS:
        return True
    subject = subject_of(index, proposal.stated) if isinstance(proposal.stated, Draft) else None
    for at, (role, draft) in enumerate(proposal.inputs):
        if not draft.counted or draft is subject or (known and draft is whole):
            continue
        most = tried if draft is whole else min(tried, _NEAR)
        for other in _in_place_of(draft, proposal, index, most):
            inputs = (*proposal.inputs[:at], (role, other), *proposal.inputs[at + 1 :])
            if verdict_of(replace(proposal, inputs=inputs), exact=True) in HOLDS:
                return True
    return False


def _other_list(proposal: Proposal, index: FigureIndex) -> bool:
    """Whether parts that miss their total make another, or some of them do, or one more with them.

    Some of them: what 其中 sets out, of the figure before it; and unless their words tell them out
    (三次产业, 各月): all but one, and every second, third or fourth, as in
    甲区签约26个、开工14个,乙区签约18个、开工11个.
    """
    total, parts = proposal.stated, [draft for _, draft in proposal.inputs]
    assert isinstance(total, Draft)
    others = _in_place_of(total, proposal, index, _tried(proposal))
    within = [at for at in range(1, len(parts)) if says("among", index.left(parts[at]))]
    runs = [(parts[at - 1], parts[at:]) for at in within]
    if proposal.pattern not in _TOLD_OUT:
        runs += [(total, [*parts[:at], *parts[at + 1 :]]) for at in range(len(parts))]
        runs += [(total, parts[at::step]) for step in _STEPS for at in range(step)]
    more = _in_place_of(parts[0], proposal, index, _NEAR)
    runs += [(total, [*parts, each]) for each in more]
    return (
        _may_overlap(proposal, index)
        or any(_makes(other, parts) for other in others)
        or any(_makes(whole, run) for whole, run in runs if len(run) > 1)
    )


def _may_overlap(proposal: Proposal, index: FigureIndex) -> bool:
    """Whether parts that exceed their whole are of another one, or stand within one another.

    In 项目96个,已开工28个,其中新建33个 they may be of all; of what is 省级以上 those that are
    国家级 may be 省级, too.
    """
    total, parts = proposal.stated, [draft for _, draft in proposal.inputs]
    assert isinstance(total, Draft)
    if not exceeds(total, parts):
        return False
    before = [e for e in index.earlier(parts[0]) if e is not total and e.measure == total.measure]
    held = any(e.unit == total.unit and not exceeds(e, parts) for e in before)
    bound = len(parts) == 1 and dict(proposal.params).get("complete") == "no"
    bound = bound and proposal.pattern != "sum.named"
    return (bound and held) or says("rank_or_more", total.indicator) is not None


def _tried(proposal: Proposal) -> int:
    """Return how many figures are tried in a place; counts are exact, but add by chance."""
    known = [each for each in proposal.drafts if half(each) or proposal.check == "sum"]
    digits = min((len(draft.value.as_tuple().digits) for draft in known), default=0)
    return _TRIED[min(digits, len(_TRIED) - 1)]


def _in_place_of(
    draft: Draft, proposal: Proposal, index: FigureIndex, most: int
) -> Iterator[Draft]:
    """Yield the figures that may be meant in the place of one, the nearest first."""
    taken = {id(each) for each in proposal.drafts}
    kind = unit(draft.unit).dimension
    found = (
        each
        for each in index.around(draft)
        if each.counted
        and (each.unit == draft.unit or unit(each.unit).dimension == kind)
        and id(each) not in taken
        and not each.lost
    )
    return islice(found, most)


def _range(draft: Draft) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a figure may be, in base units."""
    scale = unit(draft.unit).scale
    worth = Decimal(scale.numerator) / scale.denominator
    return (draft.value - half(draft)) * worth, (draft.value + half(draft)) * worth


def _makes(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts come to a total within the rounding of all."""
    (low, high), ranges = _range(total), [_range(each) for each in parts]
    return sum(r[0] for r in ranges) <= high and low <= sum(r[1] for r in ranges)


def verdict_of(proposal: Proposal, *, exact: bool = False) -> Verdict:
    """Return the verdict on the figures of a relation; *exact*: what is 约 is taken for what it is.

    Some tenth of a figure either way holds with many others.
    """
    return verdict_on(given_of(proposal, exact=exact))


def may_be_meant(proposal: Proposal, *, digit: bool = False) -> bool:
    """Whether a relation that no word ties for sure holds, or one slip of the pen explains it.

    *digit*: a digit written otherwise, no other slip.
    """
    verdict = verdict_of(proposal)
    return verdict in HOLDS or (verdict.is_finding and is_one_slip(given_of(proposal), digit=digit))


def read_alone(readings: Iterable[Proposal], *, digit: bool = False) -> Iterator[Proposal]:
    """Yield the first reading of words that holds, else the only one that one slip explains."""
    told: list[Proposal] = []
    for each in readings:
        if verdict_of(each) in HOLDS:
            yield each
            return
        told += [each] if may_be_meant(each, digit=digit) else []
    if len(told) == 1:
        yield told[0]


def given_of(proposal: Proposal, *, exact: bool = False) -> Given:
    """Return what a relation is given: its figures by their roles."""
    assert isinstance(proposal.stated, Draft)
    held: dict[str, list[Term]] = {}
    for role, draft in (("stated", proposal.stated), *proposal.inputs):
        held.setdefault(role, []).append(Term(role, _figure(draft, exact=exact)))
    params, unprinted = unprinted_in(CHECKS[proposal.check], dict(proposal.params))
    return Given(CHECKS[proposal.check], (*chain(*held.values()), *unprinted), params)


def _figure(draft: Draft, *, exact: bool = False) -> Figure:
    bound = Bound(draft.limit if exact else draft.bound)
    return Figure.of(draft.value, draft.unit, printed=draft.printed, bound=bound)
