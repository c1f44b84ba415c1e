"""Users' rules as data (审核规则表): ``rules.csv`` read, and held against what can be measured."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.relations.dimensions import RATE, Dimension, dimension_of, measured
from zoneanalysis.relations.formula import Compare, Name, names, parse, refusal, walk
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.rules import Rule
from zoneanalysis.relations.selection import Selection, meaning, near, plain
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.cells import cell_fault
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.tables import RULES
from zoneanalysis.values.units import unit

__all__ = ["Lexicon", "Rules", "read_rules"]

COLUMNS = RULES.header


@dataclass(frozen=True)
class Lexicon:
    """What names in a formula may mean: indicators and areas by every name that they have."""

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    by_name: Mapping[str, frozenset[str]] = field(init=False)
    by_area: Mapping[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "by_name",
            _index(
                (i.code, (i.code, i.name_zh, i.name_en), i.aliases)
                for i in self.indicators.values()
            ),
        )
        object.__setattr__(
            self,
            "by_area",
            _index(
                (a.code, (a.code, a.name_zh, a.name_en), (a.short_zh, a.short_en))
                for a in self.areas.values()
            ),
        )

    def indicator(self, label: str) -> str:
        """Return the code of the one indicator of that name.

        Raises
        ------
        InputError
            Where there is none, or several.
        """
        found = self.by_name.get(plain(label), frozenset())
        if len(found) == 1:
            return next(iter(found))
        raise InputError.single(
            must="a name in a formula must be that of one indicator of indicators.csv",
            came=phrase("{label}, of none", label=label)
            if not found
            else phrase("{label}, of {names}", label=label, names=", ".join(sorted(found))),
            do=phrase(
                "{near}Write its code or one of its names; a name with signs in it stands in "
                'quotes: "…".',
                near=near(label, self.by_name),
            )
            if not found
            else "Write the code.",
        )

    def check_area(self, name: str) -> None:
        """Raise `InputError` where no area has that name."""
        if plain(name) not in self.by_area:
            raise InputError.single(
                must="what stands in square brackets must be an area, a period, a measure or a "
                "status",
                came=name,
                do=phrase(
                    "{near}See docs/guide/own-rules.md for the words that may stand there.",
                    near=near(name, self.by_area),
                ),
            )


def _index(
    named: Iterator[tuple[str, Sequence[str], Sequence[str]]],
) -> dict[str, frozenset[str]]:
    """Return codes by name; a name proper goes before another's short name or alias."""
    first: dict[str, set[str]] = defaultdict(set)
    later: dict[str, set[str]] = defaultdict(set)
    for code, proper, others in named:
        for name in filter(None, map(plain, proper)):
            first[name].add(code)
        for name in filter(None, map(plain, others)):
            later[name].add(code)
    return {name: frozenset(first.get(name) or later[name]) for name in {**later, **first}}


@dataclass(frozen=True)
class Rules:
    """The rules of a file that can be used, and what is wrong with the others."""

    rules: tuple[Rule, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_rules(
    raw: bytes,
    file: str,
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
) -> Rules:
    """Return the rules of a file, each of them checked; a faulty one keeps no other from use.

    Parameters
    ----------
    raw : bytes
        The file: CSV in UTF-8 (with or without mark), UTF-16 with mark, or GB18030.
    file : str
        Its name, for the faults.
    indicators, areas : mapping
        What the rules may name, by code.
    """
    text, unread = table_text(raw, file)
    broken: list[Fault] = []
    if text is None and raw.strip():
        lines = [table_text(each, file) for each in raw.split(b"\n")]
        if lines[0][0] is None:
            return Rules((), unread)
        text = "\n".join(line or "" for line, _ in lines)  # what is damaged costs its row alone
        for number, (each, (_, wrong)) in enumerate(zip(raw.split(b"\n"), lines, strict=True), 1):
            broken += [replace(f, where=Location(file, number)) for f in wrong if each.strip()]
    rows: list[tuple[int, list[str]]] = []
    for number, row in _records(text or ""):
        if isinstance(row, csv.Error):
            broken.append(
                Fault(
                    "a row must be one line of CSV",
                    str(row),
                    Location(file, number),
                    'Close the quotes; a double quote inside quotes is written twice: "".',
                )
            )
        elif any(map(str.strip, row)):
            rows.append((number, row))
    columns, faults = _columns(rows[0][1], file) if rows else ({}, [])
    if len(rows) < 2 and not faults:
        nothing = Fault(
            "a file of rules must have a header and a rule",
            "only the header" if rows else "an empty file",
            Location(file, 1),
            phrase(
                "Write {columns} in the first row, and a rule in each further one.",
                columns=",".join(COLUMNS),
            ),
        )
        return Rules((), tuple(broken) or (nothing,))
    if faults:
        return Rules((), (*faults, *broken))
    lexicon = Lexicon(indicators, areas)
    rules: list[Rule] = []
    taken: dict[str, int] = {}
    for number, row in rows[1:]:
        try:
            rule = _rule(number, row, columns, lexicon, taken)
        except InputError as error:
            faults += error.at(file=file, row=number).faults
            continue
        taken[plain(rule.name)] = number
        rules.append(rule)
    return Rules(tuple(rules), (*faults, *broken))


def _records(text: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the rows of a table with their numbers; one that can't be read is its first line."""
    lines, number = list(io.StringIO(text, newline="")), 1
    while lines:
        reader, done = csv.reader(lines, strict=True), 0
        try:
            for row in reader:
                yield number, row
                number, done = number + 1, reader.line_num
        except csv.Error as error:
            yield number, error
            number, done = number + 1, done + 1
        lines = lines[done:]


def _columns(header: Sequence[str], file: str) -> tuple[dict[int, str], list[Fault]]:
    found: dict[int, str] = {}
    faults = []
    for i, cell in enumerate(header):
        column = meaning("column", cell)
        if column is None and cell.strip():
            faults.append(
                Fault(
                    phrase("a column must be one of {columns}", columns=", ".join(COLUMNS)),
                    repr(cell),
                    Location(file, 1, cell.strip()),
                    "Chinese heads do as well: 名称, 公式, 单位, 级别, 说明.",
                )
            )
        elif column in found.values():
            faults.append(
                Fault("a column must be there once", cell, Location(file, 1, column), "Drop one.")
            )
        elif column:
            found[i] = column
    for wanted in ("name", "formula"):
        if wanted not in found.values() and not faults:
            faults.append(
                Fault(
                    phrase("a file of rules must have the column {wanted}", wanted=wanted),
                    ", ".join(header),
                    Location(file, 1),
                    phrase(
                        "The first row names the columns: {columns}.", columns=", ".join(COLUMNS)
                    ),
                )
            )
    return found, faults


def _rule(
    number: int,
    row: Sequence[str],
    columns: Mapping[int, str],
    lexicon: Lexicon,
    taken: Mapping[str, int],
) -> Rule:
    """Return the rule of a row; raises `InputError` with the column of what is wrong."""
    if any(cell.strip() for cell in row[max(columns, default=0) + 1 :]):
        raise InputError.single(
            must="a row must have no more cells than there are columns",
            came=phrase("{count} cells", count=len(row)),
            do='Put a formula with a comma in it into quotes: "合计 = sum(甲, 乙)".',
        )
    cells = {name: row[i].strip() if i < len(row) else "" for i, name in columns.items()}
    for each in ("name", "words"):
        if fault := cell_fault(cells.get(each, ""), RULES[each], Location(column=each)):
            raise InputError([fault])
    name = cells["name"]
    other = taken.get(plain(name))
    if other is not None or plain(name) in {*CHECKS, "joint"}:
        raise InputError.single(
            must="a rule must have a name of its own",
            came=phrase("{name}, as in row {other}", name=name, other=other)
            if other
            else phrase("{name}, a check of the program", name=name),
            do="Give it another name.",
        ).at(column="name")
    severity = meaning("severity", cells.get("severity") or "error")
    if severity is None:
        raise InputError.single(
            must="severity must be error, warning or remark",
            came=repr(cells["severity"]),
            do="Chinese words do as well: 强制性, 核实性, 提示性. Empty is error.",
        ).at(column="severity")
    symbol = cells.get("unit", "")
    try:
        wanted = dimension_of(symbol) if symbol else None
    except InputError as error:
        raise error.at(column="unit") from None
    formula = cells["formula"]
    try:
        trees, selections, codes = _read(formula, lexicon)
        own = _held(trees, selections, codes, lexicon)
    except InputError as error:
        raise error.at(column="formula") from None
    if wanted is not None and not wanted.like(own):
        raise InputError.single(
            must="the unit must measure what the formula compares",
            came=phrase("{symbol}, where the formula is in {own}", symbol=symbol, own=own),
            do="Correct the unit, or leave it empty.",
        ).at(column="unit")
    return Rule(
        name, formula, trees, selections, codes, symbol, severity, cells.get("words", ""), number
    )


def _read(
    formula: str, lexicon: Lexicon
) -> tuple[tuple[Compare, ...], dict[str, Selection], dict[str, str]]:
    trees = parse(formula)
    for tree in trees:
        if not isinstance(tree, Compare):
            raise refusal(formula, len(formula), "no comparison")
    selections: dict[str, Selection] = {}
    codes: dict[str, str] = {}
    for tree in trees:
        if any(isinstance(each, Name) and each.later for each in walk(tree)):
            raise refusal(formula, formula.find("next"), "next(…)")
        for name in names(tree):
            if name not in selections:
                selections[name] = Selection.of(name)
                codes[name] = lexicon.indicator(selections[name].label)
                area = selections[name].area
                if area and area != "own":
                    lexicon.check_area(area)
    if not selections:
        raise refusal(formula, 0, "no indicator")
    return tuple(t for t in trees if isinstance(t, Compare)), selections, codes


def _held(
    trees: Sequence[Compare],
    selections: Mapping[str, Selection],
    codes: Mapping[str, str],
    lexicon: Lexicon,
) -> Dimension:
    """Return what a formula compares; raises where it compares unlike things."""
    known = {}
    for name, selection in selections.items():
        if selection.measure in {"own", "rate"}:
            known[name] = dimension_of(unit(lexicon.indicators[codes[name]].unit))
        else:
            known[name] = RATE
    found = [measured(tree, known) for tree in trees]
    return found[0]
