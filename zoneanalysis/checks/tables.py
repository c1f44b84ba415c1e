"""One check over a table of relations, a row each, and the summary of its verdicts (成表核验)."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zoneanalysis import checks
from zoneanalysis.checks.register import CheckSpec, Role, spec
from zoneanalysis.errors import InputError
from zoneanalysis.figures import Rounding
from zoneanalysis.messages import Language
from zoneanalysis.results import CheckResult, Verdict

if TYPE_CHECKING:
    import pandas as pd

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
    from zoneanalysis.checks.batch import ASK, FAST, VERDICTS, judge_columns
    from zoneanalysis.checks.columns import column_of

    nothing: list[str | None] = [None] * rows
    worded = entry.stated.kind == ("word",)
    if entry.name not in FAST or not rows or not _plain_case(entry, roles, cells, params):
        return nothing
    columns = {}
    blanks: set[int] = set()
    for role in (entry.stated, *entry.roles):
        if role.name not in roles or (role is entry.stated and worded):
            continue
        rounded = entry.name == "average" and role is entry.stated
        columns[role.name] = [
            column_of(
                ["" if c is None else c for c in cells[name]],
                _symbol(entry, role),
                rounding=rounding,
                rounded_counts=rounded,
            )
            for name in roles[role.name]
        ]
        for name in roles[role.name]:
            blanks.update(i for i, cell in enumerate(cells[name]) if cell is None)
    if not _units_agree(entry, columns):
        return nothing
    plain = [all(c.plain[i] for group in columns.values() for c in group) for i in range(rows)]
    texts = {name: str(value) for name, value in params.items()}
    if worded and "stated" in roles:
        texts["stated"] = str(cells["stated"][0])
    codes = judge_columns(entry.name, columns, texts)
    names = [verdict.value for verdict in VERDICTS]
    return [
        None if code == ASK or not plain[i] or i in blanks else names[code]
        for i, code in enumerate(codes.tolist())
    ]


def _plain_case(
    entry: CheckSpec,
    roles: Mapping[str, list[str]],
    cells: Mapping[str, list[object]],
    params: Mapping[str, object],
) -> bool:
    """Whether the parameters and words are those of the fast path."""
    if entry.name == "sum" and params.get("complete") not in {True, "yes"}:
        return False
    if entry.name == "sum" and params.get("named"):
        return False
    if entry.name == "share" and not {"part", "whole"} <= set(roles):
        return False
    if entry.name == "share" and params.get("adjusted") in {True, "yes"}:
        return False
    if entry.name == "pp_change" and "earlier" not in roles:
        return False
    if entry.name == "growth_from_levels" and params.get("basis", "nominal") != "nominal":
        return False
    if entry.name == "repeat" and len(roles.get("other", ())) != 1:
        return False
    if entry.stated.kind == ("word",) and entry.stated.required:
        from zoneanalysis.checks.targets import SCHEDULE_WORDS, TARGET_WORDS

        words = set(cells["stated"]) if "stated" in roles else set()
        known = TARGET_WORDS if entry.name == "target_reached" else SCHEDULE_WORDS
        return len(words) == 1 and words <= set(known)
    return True


def _symbol(entry: CheckSpec, role: Role) -> str:
    """Return the unit of a bare number in a role, as the functions on single values take it."""
    if role is entry.stated and entry.stated.kind[0] == "point":
        return "个百分点"
    if role.kind[0] == "percent" or entry.name == "target_reached":
        return "%"
    if role.kind[0] == "count" or (entry.name == "average" and role.name == "count"):
        return "个"
    return ""


def _units_agree(entry: CheckSpec, columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether the units are such as the fast path brings to one another."""
    rates = {"percent", "point"}
    dimensions = {
        role: {"rate" if c.unit.dimension in rates else c.unit.dimension for c in group}
        for role, group in columns.items()
    }
    if entry.name in {"share", "growth_from_levels"}:
        inputs = set().union(*(d for role, d in dimensions.items() if role != "stated"))
        return len(inputs) == 1 and dimensions["stated"] == {"rate"}
    if entry.name == "average":
        return (
            dimensions["stated"] == dimensions["total"]
            and dimensions["count"]
            <= {
                "count",
                "one",
            }
            and all(c.unit.scale == 1 for c in columns["count"])
        )
    if entry.name == "rate_from_count":
        counts = set().union(*(d for role, d in dimensions.items() if role != "stated"))
        return counts == {"count"} and dimensions["stated"] == {"rate"}
    if entry.name == "growth_from_index":
        return dimensions["index"] <= {"one", "rate"} and dimensions["stated"] == {"rate"}
    return len(set().union(*dimensions.values())) == 1


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
    for name, value in params.items():
        given[name] = value == _FLAGS[name] or value is True if name in _FLAGS else value
    unknown = [name for name in given if name not in accepted]
    if unknown:
        raise InputError.single(
            must=f"the parameters of {entry.name} are {', '.join(accepted)}",
            came=", ".join(unknown),
            do="Leave out what the check does not take.",
        )
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


def _details(results: Iterable[CheckResult], language: Language) -> dict[str, list[str]]:
    from zoneanalysis.formatting import format_half_up

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
