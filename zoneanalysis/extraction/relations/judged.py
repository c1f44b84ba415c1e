"""What a relation comes to, before a report is made of it (试判)."""

from __future__ import annotations

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Proposal
from zoneanalysis.relations.given import Given, as_figure
from zoneanalysis.relations.plans import verdict_on
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.figures import Bound, Figure

__all__ = ["verdict_of"]


def verdict_of(proposal: Proposal, *, exact: bool = False) -> Verdict:
    """Return the verdict on the figures of a relation; *exact*: what is 约 is taken for what it is.

    Some tenth of a figure either way holds with many others.
    """
    inputs: dict[str, tuple[Figure, ...]] = {}
    for role, draft in proposal.inputs:
        inputs[role] = (*inputs.get(role, ()), _figure(draft, exact=exact))
    assert isinstance(proposal.stated, Draft)
    check, params = CHECKS[proposal.check], dict(proposal.params)
    for role in [name for name in params if check.role(name) is not None]:
        inputs[role] = (as_figure(params.pop(role)),)  # 每千人口: of a thousand
    return verdict_on(check, Given(_figure(proposal.stated, exact=exact), inputs, params))


def _figure(draft: Draft, *, exact: bool = False) -> Figure:
    bound = Bound(draft.limit if exact else draft.bound)
    return Figure.of(draft.value, draft.unit, printed=draft.printed, bound=bound)
