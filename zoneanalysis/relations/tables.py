"""One check over a table of relations, a row each, and the summary of its verdicts (成表核验)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.columns import VERDICTS, Cells, Code
from zoneanalysis.relations.given import Given, as_figure, check_param, from_call, param_text
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.plans import plan_of
from zoneanalysis.relations.register import signature_of, spec
from zoneanalysis.relations.relation import WORD, Relation
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.words import refused, said
from zoneanalysis.values.figures import Rounding
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
    rows = _Rows(entry, frame, {**params, "rounding": rounding})
    table = frame.copy()
    if details:
        return table.assign(**_details([rows.result(i) for i in range(len(frame))], language))
    table["verdict"] = [
        verdict or rows.result(i).verdict.value for i, verdict in enumerate(rows.fast())
    ]
    return table


def summarise(table: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Return how many rows got each verdict: one row, or one for each value of the column *by*.

    The columns are the verdicts, always all of them, and the total. Raises `InputError` where the
    table has no verdicts, or no column *by*.
    """
    import pandas as pd

    for name in ("verdict", *([by] if by else [])):
        if name not in table.columns:
            came = f"columns {', '.join(map(str, table.columns))}"
            raise refused("summary", came, name=repr(name))
    names = [verdict.value for verdict in Verdict]
    groups = table[by] if by else pd.Series("all", index=table.index, name="group")
    counts = pd.crosstab(groups, table["verdict"]).reindex(columns=names, fill_value=0)
    counts.columns.name = None
    counts["total"] = counts.sum(axis=1)
    return counts


class _Rows:
    """A table of relations of one check: what stands in each role of each row."""

    def __init__(self, entry: Relation, frame: pd.DataFrame, params: Mapping[str, object]) -> None:
        unset = signature_of(entry).parameters.values()
        self.entry, self.count = entry, len(frame)
        self.params = {e.name: e.default for e in unset if e.default is not e.empty} | {**params}
        self.roles = _columns_by_role(entry, frame)
        self.cells = {name: _cells(frame, name) for many in self.roles.values() for name in many}
        self.listed = entry.role("item") if entry.item == "list" else None
        # the roles that figures stand in
        self.figured = [r for r in entry.places.values() if r.kind != WORD and r is not self.listed]

    def given(self, row: int) -> Given | Message:
        """Return what stands in a row, or why it can't be judged."""
        given = dict(self.params)
        numbered = []
        for role in self.entry.places.values():
            cells = {name: self.cells[name][row] for name in self.roles.get(role.name, ())}
            printed = {name: cell for name, cell in cells.items() if cell is not None}
            for cell in printed.values() if role in self.figured else ():
                try:
                    as_figure(cell)  # type: ignore[arg-type]
                except InputError:
                    return said("not_a_figure", cell=str(cell), role=role.name)
            if role.repeats:
                given["items" if role is self.listed else role.called] = [*printed.values()]
                if role.required:
                    numbered.append({name.rpartition("_")[2] for name in printed})
            elif role.name in self.roles:
                given[role.name] = next(iter(printed.values()), None)
        if any(each != numbered[0] for each in numbered):
            return said("lone_part")
        return from_call(self.entry, given)

    def result(self, row: int) -> CheckResult:
        """Return the result of one row."""
        try:
            given = self.given(row)
            if isinstance(given, Message):
                return Given(self.entry).not_assessable(given)
            return judge(given)
        except InputError as error:
            raise error.at(row=row + 1) from None

    def fast(self) -> list[str]:
        """Return verdicts of the rows that whole columns can judge; nothing for the others."""
        import pandas as pd

        entry = self.entry
        figures = [(role, name) for role in self.figured for name in self.roles.get(role.name, ())]
        if not self.count or not figures:
            return [""] * self.count
        read = {name: Cells.read(self.cells[name]) for _, name in figures}
        alike = [each.kind[each.row] for each in read.values()]
        if entry.states_word and "stated" in self.roles:
            alike.append(pd.factorize(np.array(self.cells["stated"], dtype=object))[0])
        items = self.roles.get("item", ()) if self.listed else ()  # rows that name as many things
        named = ([cell is not None for cell in self.cells[name]] for name in items)
        alike.append(sum(map(np.array, named), np.zeros(self.count, np.int64)))
        labels = np.array([*(each.value for each in VERDICTS), ""], dtype=object)
        assert Code.ASK == -1  # the last of them
        verdicts = np.full(self.count, "", dtype=object)
        kinds_of_rows = pd.DataFrame(dict(enumerate(alike))).groupby([*range(len(alike))])
        for members in map(np.asarray, kinds_of_rows.indices.values()):
            kinds = [each.kind[each.row[members[0]]] for each in read.values()]
            given: Given | Message = Message("")
            with suppress(InputError):  # the row is named where its result is asked for
                given = self.given(int(members[0]))
            if 1 in kinds or isinstance(given, Message):
                continue
            if plan := plan_of(given):
                like = [figure for _, figure in given.pairs]
                there = [each for each, k in zip(figures, kinds, strict=True) if k]
                columns = [
                    read[name].column(members, role, f)
                    for (role, name), f in zip(there, like, strict=True)
                ]
                verdicts[members] = labels[plan(columns)]
        return verdicts.tolist()


def _columns_by_role(entry: Relation, frame: pd.DataFrame) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    unknown = False
    for name in map(str, frame.columns):
        stem, _, number = name.rpartition("_")
        repeats = number.isdigit() and stem in entry.places and entry.places[stem].repeats
        if name in entry.places or repeats:
            roles.setdefault(name if name in entry.places else stem, []).append(name)
        else:
            unknown |= name.split("_")[0] in {"part", "whole", "stated"}
    needed = [role for role in entry.places.values() if role.required and entry.item != "list"]
    if unknown or not all(role.name in roles for role in needed):
        came = f"columns {', '.join(map(str, frame.columns))}"
        raise refused("columns", came, check=entry.name, columns=", ".join(entry.places))
    return roles


def _cells(frame: pd.DataFrame, name: str) -> list[object]:
    import pandas as pd

    column = frame[name]
    if pd.api.types.is_float_dtype(column) and bool(column.notna().any()):
        raise refused("cells", "floats, whose trailing zeros are lost", name=repr(name))
    found: list[object] = column.tolist()
    blank = column.isna().to_numpy()
    if blank.any() or "" in found:
        found = [None if empty or each == "" else each
                 for each, empty in zip(found, blank, strict=True)]  # fmt: skip
    return found


def _known_parameters(entry: Relation, params: Mapping[str, object]) -> None:
    """Refuse parameters, and values of them, that the check does not take."""
    places = {"rounding", *(role.called for role in entry.places.values())}
    known = [name for name in signature_of(entry).parameters if name not in places]
    if unknown := [name for name in params if name not in known]:
        raise refused("parameters", ", ".join(unknown), check=entry.name, known=", ".join(known))
    for param in entry.params:
        check_param(param, param_text(params.get(param.name, param.default)))


def numeric(results: Sequence[CheckResult]) -> dict[str, list[float]]:
    """Return what is a number of results, as floats: NaN where there is none, ∞ for open ends."""

    def end(span: Interval | None, name: str, beyond: float) -> float:
        value = getattr(span, name, None)
        return math.nan if span is None else beyond if value is None else float(value)

    found = {}
    for part in ("slack_used", "distance"):
        values = [getattr(each, part) for each in results]
        found[part] = [math.nan if value is None else float(value) for value in values]
    for part in ("stated", "recomputed"):
        spans = [getattr(each, part) for each in results]
        found[f"{part}_low"] = [end(each, "lo", -math.inf) for each in spans]
        found[f"{part}_high"] = [end(each, "hi", math.inf) for each in spans]
    return found


def _details(results: Sequence[CheckResult], language: Language) -> dict[str, Any]:
    return {
        "verdict": [r.verdict.value for r in results],
        "numbers": [r.numbers for r in results],
        "stated_interval": [str(r.stated or "") for r in results],
        "recomputed": [str(r.recomputed or "") for r in results],
        **numeric(results),
        "reason": [r.reason.render(language) for r in results],
        "alternatives": ["; ".join(a.render(language) for a in r.alternatives) for r in results],
    }
