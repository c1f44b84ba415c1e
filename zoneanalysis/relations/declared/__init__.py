"""The relations, each declared once (关系登记): a TOML file a family, a table a relation.

A new relation is a table in one of these files, cases in ``tests/relations/cases.csv`` and its
words in the catalogue; nothing else lists it. What a table may hold:

``title``, ``words``
    Its name, and its formula in words.
``not_shown``
    What a finding leaves open, if it is not just which figure is wrong: a sentence, or the name of
    one in ``sentences.toml``.
``stated``, ``roles.NAME``
    Kinds of unit that fit, such as "percent|one"; "growth" is in % or 倍, "gap" in points or %,
    "count" with or without a name, "level" anything but these; "word" where a word is stated.
    Then ``*`` for several figures, ``?`` where there need be none, ``as NAME`` for what its
    function calls it, ``, exact`` for what is set and not measured.
``formula``, or ``cases``
    What must hold; of several cases the first counts whose optional roles are given and whose
    parameters are as ``when`` says, "word" among them: what the vocabulary says of a stated word.
``needs."FORMULA"``, ``partial``
    Why nothing follows where that may not hold; where the list is not complete.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from zoneanalysis.relations.relation import (
    ASSUMED,
    Case,
    Implied,
    Param,
    Relation,
    Role,
)
from zoneanalysis.relations.words import sentence, words_of

__all__ = ["declared"]

_GROUPS = {"growth": "percent|ratio", "gap": "point|percent", "count": "count|one"}
_ROLE = re.compile(r"([a-zA-Z|]+)(\*?)(\??)(?: as (\w+))?(, exact)?")
_POWER = re.compile(r" \* (\(.+?\)) \^ (\w+)")


def declared() -> Iterator[Relation]:
    """Yield every relation, family by family."""
    folder = files(__name__)
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
    kinds, many, optional, argument, exact = found.groups()
    kind = "|".join(_GROUPS.get(each, each) for each in kinds.split("|"))
    return Role(
        name, tuple(kind.split("|")), required=not optional, repeats=bool(many),
        argument=argument or "", exact=bool(exact), **more,
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
        given = re.findall(r"\w+", case["formula"])
        case["given"] = tuple(r.name for r in roles if r.name in given and not r.required)
        if "implied" in case:
            case["implied"] = Implied(**case["implied"])
        power = _POWER.search(case["formula"])
        if power is None:
            yield Case(**case)
            continue
        for times in values[power[2]]:  # the grammar knows no powers
            formula = case["formula"].replace(power[0], f" * {power[1]}" * int(times))
            yield Case(**{**case, "formula": formula, "when": {power[2]: times}})
