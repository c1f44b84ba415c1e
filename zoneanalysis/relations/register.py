"""The register of checks (核验登记表): every relation that is declared, by name, with its function.

Each is declared once, as a table in a TOML file of ``declared/``, whose README says what it may
hold. The columns of ``claims.csv``, the extraction and the audit all read this one register.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from zoneanalysis.messages import Message
from zoneanalysis.relations.directions import judge_direction
from zoneanalysis.relations.given import from_call
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.relation import ASSUMED, Case, Implied, Judge, Param, Relation, Role
from zoneanalysis.relations.repeats import judge_repeat
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.relations.whole import judge_rate
from zoneanalysis.relations.words import refused, sentence, words_of
from zoneanalysis.values.figures import Rounding

__all__ = ["CHECKS", "FUNCTIONS", "signature_of", "spec", "title_of"]

Parameter = inspect.Parameter
_GROUPS = {"growth": "percent|ratio", "gap": "point|percent", "count": "count|one"}
_ROLE = re.compile(r"([a-zA-Z|]+)(\*?)(\??)(?: as (\w+))?(, exact)?(, rounded)?")
_POWER = re.compile(r" \* (\(.+?\)) \^ (\w+)")


def _declared() -> Iterator[Relation]:
    """Yield every relation, family by family."""
    folder = files("zoneanalysis.relations") / "declared"
    for name in sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml")):
        tables = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        for check, table in tables.items():
            yield _relation(check, table)


def _relation(name: str, table: dict[str, Any]) -> Relation:
    stated = _role("stated", table.pop("stated"))
    roles = tuple(_role(*each) for each in table.pop("roles").items())
    params = (*(_param(*each) for each in table.pop("params", {}).items()), ASSUMED)
    if "call" in table:
        table["call"] = tuple(table["call"].split())
    left_open = table.get("not_shown", "figure_open")
    table["not_shown"] = left_open if " " in left_open else sentence(left_open)
    cases = tuple(_cases(table, roles, {each.name: each.values for each in params}))
    vocabulary = words_of(name) if stated.kind == ("word",) and stated.required else {}
    return Relation(
        name=name, stated=stated, roles=roles, cases=cases, params=params,
        vocabulary=vocabulary, **table,
    )  # fmt: skip


def _role(name: str, said: str | dict[str, Any]) -> Role:
    more = {"kind": said} if isinstance(said, str) else said
    found = _ROLE.fullmatch(more.pop("kind"))
    assert found is not None, name
    kinds, many, optional, argument, exact, rounded = found.groups()
    kind = "|".join(_GROUPS.get(each, each) for each in kinds.split("|"))
    return Role(
        name, tuple(kind.split("|")), required=not optional, repeats=bool(many),
        argument=argument or "", exact=bool(exact), rounded=bool(rounded), **more,
    )  # fmt: skip


def _param(name: str, said: dict[str, Any]) -> Param:
    first, _, last = said.pop("values", "").partition("..")
    values = map(str, range(int(first), int(last) + 1)) if last else filter(None, first.split("|"))
    return Param(name, tuple(values), **said)


def _cases(
    table: dict[str, Any], roles: tuple[Role, ...], values: Mapping[str, tuple[str, ...]]
) -> Iterator[Case]:
    """Yield the cases of a relation; what its table says of all of them, each of them says."""
    shared = {name: table.pop(name) for name in ("formula", "needs", "implied") if name in table}
    partial = table.pop("partial", "")
    said = table.pop("cases", [{}] if shared else [])
    if partial:
        said = [{"when": {"complete": "yes"}}, {"open": partial}]
    for each in said:
        case = {**shared, **each}
        given = re.findall(r"\w+", case.get("formula") or case["implied"]["formula"])
        case["given"] = tuple(r.name for r in roles if r.name in given and not r.required)
        if "implied" in case:
            case["implied"] = Implied(**case["implied"])
        power = _POWER.search(case.setdefault("formula", ""))
        if power is None:
            yield Case(**case)
            continue
        for times in values[power[2]]:  # the grammar knows no powers
            formula = case["formula"].replace(power[0], f" * {power[1]}" * int(times))
            yield Case(**{**case, "formula": formula, "when": {power[2]: times}})


def _collected() -> dict[str, Relation]:
    found = {each.name: each for each in _declared()}
    judges: dict[str, Judge] = {
        "direction": partial(judge_direction, months=found["period_growth"]),
        "rate_from_count": judge_rate,
        "repeat": judge_repeat,
    }
    return {name: replace(each, judge=judges.get(name)) for name, each in found.items()}


CHECKS: Mapping[str, Relation] = MappingProxyType(_collected())


def spec(name: str) -> Relation:
    """Return the check of that name; raises `InputError` where there is none.

    Examples
    --------
    >>> [role.name for role in spec("pp_gap").roles]
    ['own', 'reference']
    """
    try:
        return CHECKS[name]
    except KeyError:
        raise refused("check", repr(name), checks=", ".join(CHECKS)) from None


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
        defaults[param.name] = param.argument
    order = relation.call or tuple(n for n, d in defaults.items() if d is Parameter.empty)
    if relation.bases:
        defaults["basis"] = "nominal"
    defaults |= {"counts": ()} if relation.name == "rate_from_count" else {}
    defaults["rounding"] = Rounding.UNKNOWN
    defaults |= {name: Parameter.empty for name in order if relation.role(name) is None}
    kinds: dict[str, Any] = dict.fromkeys(order, Parameter.POSITIONAL_OR_KEYWORD)
    kinds |= {name: Parameter.KEYWORD_ONLY for name in defaults if name not in order}
    parameters = [Parameter(n, kind, default=defaults[n]) for n, kind in kinds.items()]
    return inspect.Signature(parameters, return_annotation=CheckResult)


def _function(relation: Relation) -> Callable[..., CheckResult]:
    signature = signature_of(relation)

    def check(*args: Any, **kwargs: Any) -> CheckResult:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        return judge(from_call(relation, bound.arguments))

    check.__name__ = check.__qualname__ = f"check_{relation.name}"
    check.__signature__ = signature  # type: ignore[attr-defined]
    check.__doc__ = _help(relation, signature)
    return check


def _help(relation: Relation, signature: inspect.Signature) -> str:
    """Return the docstring of a check: formula, arguments, example."""
    lines = [f"Return whether a relation holds: {relation.words}.", "", "Parameters", "----------"]
    roles = {role.called: role for role in relation.places.values()}
    for name in signature.parameters:
        if role := roles.get(name):
            one = "str" if "word" in role.kind else "figure"
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
    {f"check_{name}": _function(each) for name, each in CHECKS.items()}
)
globals().update(FUNCTIONS)  # the examples call them by name
