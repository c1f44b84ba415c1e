"""One check over a table of relations, a row each, and the summary of its verdicts (成表核验)."""

from __future__ import annotations

import inspect
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from zoneanalysis import relations as checks
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.judge import as_figure, not_assessable
from zoneanalysis.relations.register import CheckSpec, Role, spec
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.targets import SCHEDULE_WORDS, TARGET_WORDS
from zoneanalysis.relations.words import DIRECTION_WORDS
from zoneanalysis.values.figures import Rounding
from zoneanalysis.values.units import known_units

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.relations.columns import Cells, Column

__all__ = ["check_table", "summarise"]

# How the functions on single values call what a table has in columns of a repeating role.
_PLURAL = {
    ("sum", "part"): "parts",
    ("shares_sum", "share"): "shares",
    ("growth_from_parts", "part_level"): "levels",
    ("growth_from_parts", "part_growth"): "growths",
    ("growth_from_change", "change"): "change",
    ("repeat", "other"): "others",
    ("direction", "value"): "values",
    ("ranking", "value"): "values",
    ("list_count", "item"): "items",
}
# Checks that take percent and percentage points for unlike things.
_STRICT = {"target_reached", "schedule", "ranking", "direction", "repeat", "ytd_monotone"}
_FLAGS = {"complete": "yes", "adjusted": "yes"}


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
    rounding : Rounding
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
    table = frame.copy()
    if details:
        results = [_single(entry, roles, cells, i, rounding, params) for i in range(len(frame))]
        return table.assign(**_details(results, language))
    verdicts = _fast(entry, roles, cells, len(frame), rounding, params)
    table["verdict"] = [
        verdict
        if verdict is not None
        else _single(entry, roles, cells, i, rounding, params).verdict.value
        for i, verdict in enumerate(verdicts)
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


def _columns_by_role(entry: CheckSpec, frame: pd.DataFrame) -> dict[str, list[str]]:
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


def _role_of(entry: CheckSpec, name: str) -> Role | None:
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
    blank = column.isna().tolist()
    return [
        None if empty or cell == "" else cell
        for cell, empty in zip(column.tolist(), blank, strict=True)
    ]


def _fast(
    entry: CheckSpec,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    rows: int,
    rounding: Rounding,
    params: Mapping[str, object],
) -> Sequence[str | None]:
    """Return verdicts of the rows that exact integers can judge; None for the others."""
    from zoneanalysis.relations.batch import ASK, VERDICTS
    from zoneanalysis.relations.batch_checks import FAST, judge_columns
    from zoneanalysis.relations.columns import Cells

    verdicts: list[str | None] = [None] * rows
    if entry.name not in FAST or not rows or not _plain_case(entry, roles, params):
        return verdicts
    worded = entry.stated.kind == ("word",)
    listed = entry.name == "list_count"
    numeric = [
        (role, name)
        for role in (entry.stated, *entry.roles)
        if not (role is entry.stated and worded) and not (listed and role.name == "item")
        for name in roles.get(role.name, ())
    ]
    read = {name: Cells.read(cells[name]) for _, name in numeric}
    groups = _groups(entry, roles, cells, read, rows)
    texts = {name: _text(value) for name, value in params.items()}
    names = [verdict.value for verdict in VERDICTS]
    for (word, number, *kinds), members in groups.items():
        columns: dict[str, list[Column]] = {}
        for (role, name), kind in zip(numeric, kinds, strict=True):
            columns.setdefault(role.name, []).append(
                read[name].column(
                    members,
                    str(kind) or _symbol(entry, role),
                    rounding=rounding,
                    rounded_counts=entry.name == "average" and role is entry.stated,
                )
            )
        if not _units_agree(entry, columns):
            continue
        given = {**texts, "stated": str(word), "number": str(number)}
        if worded and not word:
            del given["stated"]
        codes = judge_columns(entry.name, columns, given)
        for i, code in zip(members, codes.tolist(), strict=True):
            if code != ASK:
                verdicts[i] = names[code]
    return verdicts


def _groups(
    entry: CheckSpec,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    read: Mapping[str, Cells],
    rows: int,
) -> dict[tuple[object, ...], list[int]]:
    """Return the rows that are alike in word, length of list and units; others are left out."""
    worded = entry.stated.kind == ("word",)
    words: list[object] = [""] * rows
    if worded and "stated" in roles:
        words = ["" if word is None else word for word in cells["stated"]]
    lengths: list[object] = [0] * rows
    if entry.name == "list_count":
        items = [cells[name] for name in roles.get("item", ())]
        lengths = [
            len({i for i, c in enumerate(column) if c is not None})
            for column in zip(*items, strict=True)
        ] or lengths
    known = _known_words(entry.name)
    groups: dict[tuple[object, ...], list[int]] = {}
    for i, key in enumerate(
        zip(words, lengths, *(column.kinds for column in read.values()), strict=True)
    ):
        if None not in key and (known is None or key[0] in known):
            groups.setdefault(key, []).append(i)
    return {key: members for key, members in groups.items() if _units_known(key[2:])}


def _units_known(symbols: Iterable[object]) -> bool:
    known = _known_units()
    return all(symbol in known for symbol in symbols)


@cache
def _known_units() -> frozenset[str]:
    return frozenset({"", *known_units()})


def _known_words(check: str) -> Container[object] | None:
    return {
        "target_reached": TARGET_WORDS,
        "schedule": SCHEDULE_WORDS,
        "direction": DIRECTION_WORDS,
    }.get(check)


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _plain_case(
    entry: CheckSpec, roles: Mapping[str, list[str]], params: Mapping[str, object]
) -> bool:
    """Whether roles and parameters are those that the fast path reads."""
    named = {
        "share": {"part", "whole"},
        "pp_change": {"earlier"},
        "contribution": set(),
    }.get(entry.name, set())
    growth = entry.name.startswith("growth") or entry.name == "contribution"
    if growth and params.get("basis", "nominal") != "nominal":
        return False
    if entry.name in {"repeat", "growth_from_change"}:
        repeated = "other" if entry.name == "repeat" else "change"
        return len(roles.get(repeated, ())) == 1
    if entry.name in {"ranking", "shares_sum"}:
        return len(roles.get("value" if entry.name == "ranking" else "share", ())) > 1
    if entry.name == "growth_from_parts" and len(roles.get("part_level", ())) < 2:
        return False
    plain = not params.get("named") and params.get("adjusted") not in {True, "yes"}
    return plain and named <= set(roles)


def _symbol(entry: CheckSpec, role: Role) -> str:
    """Return the unit of a bare number in a role, as the functions on single values take it."""
    if role is entry.stated and entry.stated.kind[0] == "point":
        return "个百分点"
    if role.kind[0] == "percent" or entry.name == "target_reached":
        return "%"
    if role.kind[0] == "count" or (entry.name == "average" and role.name == "count"):
        return "个"
    return ""


def _units_agree(entry: CheckSpec, columns: Mapping[str, Sequence[Column]]) -> bool:
    """Whether the units are such as the fast path brings to one another."""
    rates = {"percent", "point"}
    units = [column.unit for group in columns.values() for column in group]
    if any(each.dimension in {*rates, "one"} and each.scale != 1 for each in units):
        return False
    if entry.name in _STRICT and len({each.dimension for each in units}) > 1:
        return False
    dimensions = {
        role: {"rate" if c.unit.dimension in rates else c.unit.dimension for c in group}
        for role, group in columns.items()
    }
    inputs = set().union(*(d for role, d in dimensions.items() if role != "stated"))
    stated = dimensions.get("stated", set())
    if entry.name in {"share", "growth_from_levels", "growth_from_change"}:
        return len(inputs) == 1 and stated == {"rate"} and inputs != {"rate"}
    if entry.name in {"growth_from_parts", "contribution"}:
        levels = set().union(*(d for role, d in dimensions.items() if role.endswith("_level")))
        others = set().union(*(d for role, d in dimensions.items() if not role.endswith("_level")))
        return len(levels) <= 1 and "rate" not in levels and others == {"rate"}
    if entry.name in {"pp_gap", "pp_change", "shares_sum"}:
        return inputs | stated == {"rate"}
    if entry.name == "average":
        if columns["total"][0].unit.dimension != columns["stated"][0].unit.dimension:
            return False
        plain = all(c.unit.scale == 1 for c in columns["count"])
        return stated == dimensions["total"] and dimensions["count"] <= {"count", "one"} and plain
    if entry.name == "rate_from_count":
        return inputs == {"count"} and stated == {"rate"}
    if entry.name == "growth_from_index":
        return columns["index"][0].unit.dimension != "point" and (
            inputs <= {"one", "rate"} and stated == {"rate"}
        )
    if entry.name == "list_count":
        return stated <= {"count", "one"}
    return len(inputs | stated) == 1


def _single(
    entry: CheckSpec,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    row: int,
    rounding: Rounding,
    params: Mapping[str, object],
) -> CheckResult:
    function = getattr(checks, entry.function)
    accepted = inspect.signature(function).parameters
    given: dict[str, Any] = {}
    for role in (entry.stated, *entry.roles):
        names = roles.get(role.name, [])
        values = [cells[name][row] for name in names if cells[name][row] is not None]
        if role.repeats:
            given[_PLURAL[entry.name, role.name]] = values
        elif values:
            given[role.name] = values[0]
    fault = _row_fault(entry, roles, cells, row)
    if fault is not None:
        return not_assessable(entry.name, fault)
    for name, value in params.items():
        given[name] = value == _FLAGS[name] or value is True if name in _FLAGS else value
    given = {name: value for name, value in given.items() if name in accepted}
    if "rounding" in accepted:
        given["rounding"] = rounding
    try:
        return function(**given)  # type: ignore[no-any-return]
    except TypeError as error:
        raise InputError.single(
            must=f"row {row + 1} must hold what {entry.name} needs",
            came=str(error),
            do="Fill the cells of the required roles and give the required parameters.",
        ) from None
    except InputError as error:
        raise error.at(row=row + 1) from None


def _known_parameters(entry: CheckSpec, params: Mapping[str, object]) -> None:
    """Refuse parameters, and values of them, that the check does not take."""
    places = {role.name for role in (entry.stated, *entry.roles)}
    places |= {plural for (name, _), plural in _PLURAL.items() if name == entry.name}
    accepted = inspect.signature(getattr(checks, entry.function)).parameters
    listed = {param.name: tuple(param.values) for param in entry.params}
    known = [name for name in (*accepted, *listed) if name not in {*places, "rounding"}]
    faults = [name for name in params if name not in known]
    faults += [
        f"{name}={value!r}"
        for name, value in params.items()
        if listed.get(name) and _text(value) not in listed[name]
    ]
    if faults:
        shown = [
            f"{name} ({' or '.join(listed[name])})" if listed.get(name) else name
            for name in dict.fromkeys(known)
        ]
        raise InputError.single(
            must=f"the parameters of {entry.name} are: {', '.join(shown) or 'none'}",
            came=", ".join(faults),
            do="Leave out what the check does not take.",
        )


def _row_fault(
    entry: CheckSpec, roles: Mapping[str, list[str]], cells: Mapping[str, list[object]], row: int
) -> Message | None:
    """Return what keeps one row from being judged: a blank or a cell that is no figure."""
    for role in (entry.stated, *entry.roles):
        names = roles.get(role.name, [])
        printed = [cells[name][row] for name in names if cells[name][row] is not None]
        if role.required and names and not printed:
            if role.kind == ("word",):
                return Message("no word is stated")
            return Message("the figure for {role} is not printed", {"role": role.name})
        if role.kind == ("word",) or (entry.name, role.name) == ("list_count", "item"):
            continue
        for cell in printed:
            try:
                as_figure(cell)  # type: ignore[arg-type]
            except InputError:
                return Message(
                    "{cell} in place of {role} is no printed figure",
                    {"cell": str(cell), "role": role.name},
                )
    if entry.name == "growth_from_parts":
        blanks = [
            {name.rpartition("_")[2] for name in roles[role] if cells[name][row] is not None}
            for role in ("part_level", "part_growth")
        ]
        if blanks[0] != blanks[1]:
            return Message("a part is printed without its level or its growth")
    return None


def _details(results: Iterable[CheckResult], language: Language) -> dict[str, list[str]]:
    from zoneanalysis.values.formatting import format_half_up

    rows = list(results)
    return {
        "verdict": [r.verdict.value for r in rows],
        "numbers": [r.numbers for r in rows],
        "stated_interval": ["" if r.stated is None else str(r.stated) for r in rows],
        "recomputed": ["" if r.recomputed is None else str(r.recomputed) for r in rows],
        "slack_used": [
            "" if r.slack_used is None else format_half_up(r.slack_used, 3) for r in rows
        ],
        "distance": ["" if r.distance is None else str(r.distance) for r in rows],
        "reason": [r.reason.render(language) for r in rows],
        "alternatives": ["; ".join(a.render(language) for a in r.alternatives) for r in rows],
    }
