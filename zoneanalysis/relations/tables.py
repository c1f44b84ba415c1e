"""One check over a table of relations, a row each, and the summary of its verdicts (成表核验)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.given import Given, as_figure, from_call
from zoneanalysis.relations.judge import judge, not_assessable
from zoneanalysis.relations.register import signature_of, spec
from zoneanalysis.relations.relation import Relation, Role
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd


__all__ = ["check_table", "numeric", "summarise"]


def check_table(
    check: str,
    frame: pd.DataFrame,
    *,
    rounding: Rounding = Rounding.UNKNOWN,
    details: bool = False,
    language: Language = "en",
    **params: object,
) -> pd.DataFrame:
    """Return a table with the verdict of a check on each of its rows.

    Parameters
    ----------
    check : str
        A name in the register, such as "share".
    frame : pandas.DataFrame
        A column for each role, named as in the register; "stated" for the stated figure or word.
        Several columns of a repeating role carry a suffix: part_1, part_2 … Cells are printed text,
        whole numbers or decimals; blank ones stand for "not printed".
    details : bool
        Whether to add the arithmetic, the reason and the slack, too (slower).
    language : {"en", "zh"}
        Of the reasons.
    **params
        Parameters of the check, the same for all rows: ``complete=True``, ``elapsed="1/2"`` …

    Raises
    ------
    InputError
        Where a column is missing, unknown, or holds floats.

    Examples
    --------
    >>> import pandas as pd
    >>> rates = pd.DataFrame({"stated": ["70.7", "94.6"], "denominator": ["84", "72"]})
    >>> check_table("rate_from_count", rates)["verdict"].tolist()
    ['impossible', 'impossible']
    """
    entry = spec(check)
    _known_parameters(entry, params)
    roles = _columns_by_role(entry, frame)
    cells = {name: _cells(frame, name) for names in roles.values() for name in names}
    row_of = partial(_row, entry, roles, cells, params={**params, "rounding": rounding})
    table = frame.copy()
    if details:
        results = [_single(entry, row_of(i), i) for i in range(len(frame))]
        return table.assign(**_details(results, language))
    table["verdict"] = [
        verdict or _single(entry, row_of(i), i).verdict.value
        for i, verdict in enumerate(_fast(entry, roles, cells, row_of, len(frame)))
    ]
    return table


def summarise(table: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Return how many rows got each verdict: one row, or one for each value of the column *by*.

    The columns are the five verdicts, always all of them, and the total.

    Raises
    ------
    InputError
        Where the table has no verdicts, or no column *by*.
    """
    import pandas as pd

    for name in ("verdict", *([by] if by else [])):
        if name not in table.columns:
            raise InputError.single(
                must=f"the table must have a column {name!r}",
                came=f"columns {', '.join(map(str, table.columns))}",
                do="Summarise what check_table or Audit.to_frame returned.",
            )
    names = [verdict.value for verdict in Verdict]
    groups = table[by] if by else pd.Series("all", index=table.index, name="group")
    counts = pd.crosstab(groups, table["verdict"]).reindex(columns=names, fill_value=0)
    counts.columns.name = None
    counts["total"] = counts.sum(axis=1)
    return counts


def _columns_by_role(entry: Relation, frame: pd.DataFrame) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    unknown = []
    for name in map(str, frame.columns):
        role = _role_of(entry, name)
        if role is not None:
            roles.setdefault(role.name, []).append(name)
        elif name.split("_")[0] in {"part", "whole", "stated"}:
            unknown.append(name)
    missing = [
        role.name
        for role in (entry.stated, *entry.roles)
        if role.required and role.name not in roles and entry.name != "list_count"
    ]
    if missing or unknown:
        known = ", ".join(role.name for role in (entry.stated, *entry.roles))
        raise InputError.single(
            must=f"a table for {entry.name} must have the columns {known}",
            came=f"columns {', '.join(map(str, frame.columns))}",
            do="Name the columns by role; add _1, _2 … where a role repeats.",
        )
    return roles


def _role_of(entry: Relation, name: str) -> Role | None:
    for role in (entry.stated, *entry.roles):
        stem, _, number = name.rpartition("_")
        if name == role.name or (role.repeats and stem == role.name and number.isdigit()):
            return role
    return None


def _cells(frame: pd.DataFrame, name: str) -> list[object]:
    import pandas as pd

    column = frame[name]
    if pd.api.types.is_float_dtype(column) and bool(column.notna().any()):
        raise InputError.single(
            must=f"the column {name!r} must hold printed text or whole numbers",
            came="floats, whose trailing zeros are lost",
            do="Read the table with dtype=str (pandas.read_csv(…, dtype=str)).",
        )
    if pd.api.types.is_integer_dtype(column):
        return [int(cell) for cell in column.tolist()]
    found: list[object] = column.tolist()
    blank = column.isna().to_numpy()
    if blank.any() or "" in found:
        found = [None if empty or each == "" else each
                 for each, empty in zip(found, blank, strict=True)]  # fmt: skip
    return found


def _fast(
    entry: Relation,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    row_of: Callable[[int], Given | Message],
    rows: int,
) -> list[str]:
    """Return verdicts of the rows that whole columns can judge; nothing for the others."""
    import numpy as np
    import pandas as pd

    from zoneanalysis.relations.cells import Cells
    from zoneanalysis.relations.columns import ASK, VERDICTS
    from zoneanalysis.relations.plans import kind_of, plan_of

    figures = [(role, name) for role in _figured(entry) for name in roles.get(role.name, ())]
    if not rows or not figures:
        return [""] * rows
    read = {name: Cells.read(cells[name]) for _, name in figures}
    alike = [each.kind[each.row] for each in read.values()]
    if entry.states_word and "stated" in roles:
        alike.append(pd.factorize(np.array(cells["stated"], dtype=object))[0])
    if entry.item == "list":  # rows that name as many things
        named = [[cell is not None for cell in cells[name]] for name in roles.get("item", ())]
        alike.append(np.array(named or [[False] * rows]).sum(axis=0))
    names = np.array([*(each.value for each in VERDICTS), ""], dtype=object)
    assert ASK == -1  # the last of them
    verdicts = np.full(rows, "", dtype=object)
    for members in _groups(alike):
        kinds = [each.kind[each.row[members[0]]] for each in read.values()]
        given = row_of(int(members[0]))
        if 1 in kinds or isinstance(given, Message):
            continue
        kind = kind_of(entry, given)
        plan = kind and plan_of(kind)
        if plan:
            like = [f for _, f, _ in given.places() if isinstance(f, Figure)]
            columns = [
                read[name].column(members, figure, rounded=entry.rounded and role is entry.stated)
                for (role, name), figure in zip(
                    (each for each, k in zip(figures, kinds, strict=True) if k), like, strict=True
                )
            ]
            verdicts[members] = names[plan.judge(columns)]
    return verdicts.tolist()


def _groups(alike: Sequence[Any]) -> list[Any]:
    """Return the rows that are alike in every one of some columns of whole numbers."""
    import numpy as np
    import pandas as pd

    key = np.zeros(len(alike[0]), dtype=np.int64)
    for each in alike:
        key, _ = pd.factorize(key * (int(each.max()) + 2) + each)
    order = np.argsort(key, kind="stable")
    return np.split(order, np.cumsum(np.bincount(key))[:-1])


def _figured(entry: Relation) -> list[Role]:
    """Return the roles that figures stand in."""
    return [
        role
        for role in (entry.stated, *entry.roles)
        if role.kind != ("word",) and (entry.item, role.name) != ("list", "item")
    ]


def _defaults(entry: Relation) -> dict[str, object]:
    unset = signature_of(entry).parameters.values()
    return {each.name: each.default for each in unset if each.default is not each.empty}


def _row(
    entry: Relation,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    row: int,
    params: Mapping[str, object],
) -> Given | Message:
    """Return what stands in a row, or why it can't be judged."""
    given: dict[str, object] = {**_defaults(entry), **params}
    figured = _figured(entry)
    for role in (entry.stated, *entry.roles):
        values = [c for name in roles.get(role.name, ()) if (c := cells[name][row]) is not None]
        if role in figured:
            bad = next((each for each in values if not _is_figure(each)), None)
            if bad is not None:
                return Message(
                    "{cell} in place of {role} is no printed figure",
                    {"cell": str(bad), "role": role.name},
                )
        if role.repeats:
            listed = (entry.item, role.name) == ("list", "item")
            given["items" if listed else role.argument or role.name] = values
        elif role.name in roles:
            given[role.name] = values[0] if values else None
    if _apart(entry, roles, cells, row):
        return Message("a part is printed without its level or its growth")
    try:
        return from_call(entry, given)
    except InputError as error:
        raise error.at(row=row + 1) from None


def _single(entry: Relation, given: Given | Message, row: int) -> CheckResult:
    """Return the result of one row."""
    if isinstance(given, Message):
        return not_assessable(entry, Given(None, {}), given)
    try:
        return judge(entry, given)
    except InputError as error:
        raise error.at(row=row + 1) from None


def _apart(
    entry: Relation, roles: Mapping[str, list[str]], cells: Mapping[str, list[object]], row: int
) -> bool:
    """Whether a part has a figure in one of its columns and none in the other."""
    paired = [role.name for role in entry.roles if role.repeats and role.required]
    numbers = [
        {n.rpartition("_")[2] for n in roles.get(name, ()) if cells[n][row] is not None}
        for name in paired
    ]
    return any(each != numbers[0] for each in numbers[1:])


def _is_figure(cell: object) -> bool:
    try:
        as_figure(cell)  # type: ignore[arg-type]
    except InputError:
        return False
    return True


def _known_parameters(entry: Relation, params: Mapping[str, object]) -> None:
    """Refuse parameters, and values of them, that the check does not take."""
    listed = {param.name: tuple(param.values) for param in entry.params}
    places = {r.argument or r.name for r in (entry.stated, *entry.roles)}
    known = [
        n for n in (*signature_of(entry).parameters, *listed) if n not in {*places, "rounding"}
    ]
    faults = [name for name in params if name not in known]
    faults += [
        f"{name}={value!r}"
        for name, value in params.items()
        if listed.get(name) and _text(value) not in listed[name]
    ]
    lacking = [n for n in entry.call if n in listed and n not in params and n != "items"]
    if faults or lacking:
        shown = [
            f"{name} ({' or '.join(listed[name])})" if listed.get(name) else name
            for name in dict.fromkeys(known)
        ]
        raise InputError.single(
            must=f"the parameters of {entry.name} are: {', '.join(shown) or 'none'}",
            came=", ".join(faults) or f"no {', '.join(lacking)}",
            do="Leave out what the check does not take, and give what it needs.",
        )


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def numeric(results: Sequence[CheckResult]) -> dict[str, list[float]]:
    """Return what is a number of results, as floats: NaN where there is none, ∞ for open ends."""

    def end(interval: Interval | None, name: str) -> float:
        if interval is None:
            return math.nan
        value = getattr(interval, name)
        return float(value) if value is not None else math.inf if name == "hi" else -math.inf

    def number(value: Fraction | None) -> float:
        return math.nan if value is None else float(value)

    return {
        "slack_used": [number(each.slack_used) for each in results],
        "distance": [number(each.distance) for each in results],
        "stated_low": [end(each.stated, "lo") for each in results],
        "stated_high": [end(each.stated, "hi") for each in results],
        "recomputed_low": [end(each.recomputed, "lo") for each in results],
        "recomputed_high": [end(each.recomputed, "hi") for each in results],
    }


def _details(results: Sequence[CheckResult], language: Language) -> dict[str, Any]:
    return {
        "verdict": [r.verdict.value for r in results],
        "numbers": [r.numbers for r in results],
        "stated_interval": ["" if r.stated is None else str(r.stated) for r in results],
        "recomputed": ["" if r.recomputed is None else str(r.recomputed) for r in results],
        **numeric(results),
        "reason": [r.reason.render(language) for r in results],
        "alternatives": ["; ".join(a.render(language) for a in r.alternatives) for r in results],
    }
