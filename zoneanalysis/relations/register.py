"""The register of checks (核验登记表): every relation that is declared, by name, with its function.

The columns of ``claims.csv``, the extraction and the audit all read this one table.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.relations.declared import declared
from zoneanalysis.relations.directions import judge_direction
from zoneanalysis.relations.given import from_call
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.relation import WORD, Judge, Relation
from zoneanalysis.relations.repeats import judge_repeat
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.relations.whole import judge_rate
from zoneanalysis.values.figures import Rounding

__all__ = ["CHECKS", "FUNCTIONS", "signature_of", "spec", "title_of"]

Parameter = inspect.Parameter


def _collected() -> dict[str, Relation]:
    found = {each.name: each for each in declared()}
    judges: dict[str, Judge] = {
        "direction": partial(judge_direction, months=found["period_growth"]),
        "rate_from_count": judge_rate,
        "repeat": judge_repeat,
    }
    return {name: replace(each, judge=judges.get(name)) for name, each in found.items()}


CHECKS: Mapping[str, Relation] = MappingProxyType(_collected())
# further arguments of a function, with what they are where they aren't given
_MORE: Mapping[str, dict[str, object]] = {"rate_from_count": {"counts": (), "bound": None}}


def spec(name: str) -> Relation:
    """Return the check of that name.

    Raises
    ------
    InputError
        Where there is none.

    Examples
    --------
    >>> [role.name for role in spec("pp_gap").roles]
    ['own', 'reference']
    """
    try:
        return CHECKS[name]
    except KeyError:
        raise InputError.single(
            must=f"a check must be one of {', '.join(CHECKS)}",
            came=repr(name),
            do="See docs/methods/audit.md for what each of them compares.",
        ) from None


def title_of(name: str) -> Message:
    """Return the name of a check for readers; that of a user's rule is its own."""
    return Message(CHECKS[name].title if name in CHECKS else name)


def signature_of(relation: Relation) -> inspect.Signature:
    """Return the signature of the function of a relation on plain values.

    First the figures that must be there, in the order of the roles, then by name the others, the
    parameters, the basis of growth and the rounding.
    """
    defaults: dict[str, object] = {}
    for role in relation.places.values():
        missing: object = () if role.repeats else None
        defaults[role.called] = Parameter.empty if role.required else missing
    if relation.states_word:
        defaults["stated"] = next(iter(relation.vocabulary), "")
    for param in relation.params:
        defaults[param.name] = param.unset
    order = relation.call or tuple(n for n, d in defaults.items() if d is Parameter.empty)
    if relation.bases:
        defaults["basis"] = "nominal"
    defaults |= {**_MORE.get(relation.name, {}), "rounding": Rounding.UNKNOWN}
    first = [
        Parameter(
            name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=defaults[name] if relation.role(name) else Parameter.empty,
        )
        for name in order
    ]
    rest = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=value)
        for name, value in defaults.items()
        if name not in order
    ]
    return inspect.Signature([*first, *rest], return_annotation=CheckResult)


def _function(relation: Relation) -> Callable[..., CheckResult]:
    signature = signature_of(relation)

    def check(*args: Any, **kwargs: Any) -> CheckResult:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return judge(relation, from_call(relation, bound.arguments))

    check.__name__ = check.__qualname__ = relation.function
    check.__signature__ = signature  # type: ignore[attr-defined]
    check.__doc__ = _help(relation, signature)
    return check


def _help(relation: Relation, signature: inspect.Signature) -> str:
    """Return the docstring of a check: formula, arguments, example."""
    lines = [f"Return whether a relation holds: {relation.words}.", "", "Parameters", "----------"]
    roles = {role.called: role for role in relation.places.values()}
    for name in signature.parameters:
        if role := roles.get(name):
            one = "str" if role.kind == WORD else "figure"
            many = "iterable of figure" if role.repeats else one
            lines.append(f"{name} : {many}{'' if role.required else ', optional'}")
            lines.append(f"    {' or '.join(role.kind)}.")
    for param in relation.params:
        lines += [f"{param.name} : {' or '.join(param.values) or 'text'}", f"    {param.meaning}."]
    if relation.bases:
        lines += ["basis : str", "    Of the growth: nominal, constant_price, comparable, unknown."]
    lines += ["rounding : Rounding", "    For values that come as text.", "", "Raises", "------"]
    lines += ["InputError", "    Where a value is no printed figure.", "", "Examples", "--------"]
    return "\n".join([*lines, relation.example])


FUNCTIONS: Mapping[str, Callable[..., CheckResult]] = MappingProxyType(
    {each.function: _function(each) for each in CHECKS.values()}
)
globals().update(FUNCTIONS)  # the examples call them by name
