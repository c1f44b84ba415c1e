"""A family of indicators as a table: value, growth, and what else is printed (分类数据表)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zoneanalysis.document.model import Cell, Run, Table
from zoneanalysis.document.reading import run_text
from zoneanalysis.document.widths import table_widths, text_width
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import COMPOSED, Observation
from zoneanalysis.review.bounds import without_ends
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import Family, other_months
from zoneanalysis.review.facts.names import became, is_bounded, is_share, name_words
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.printed import also_printed, as_printed, made_name
from zoneanalysis.review.tables.cells import cell, columns, filled
from zoneanalysis.review.wording import period_name, whole_year

__all__ = ["family_table"]

BARE = 3  # signs of a name that may leave out what it is part of
SPARSE = 2  # of so many rows, at most one has a growth where it needs no column
RARE = 5  # of so many rows, at most one has more than an amount where that needs none
FEW = 8  # rows that stand below each other; more may stand in two columns
HIGHEST = 2  # lines of a cell in two columns
GAP, LONGEST = 3, 24  # digits: between columns, of what is not broken


def family_table(c: Citation, family: Family) -> Table | None:
    """Return all rows of a family; areas and periods stand with the name where they differ."""
    if not family.rows:
        return None
    often = Counter(_key(row) for row in family.rows)
    plain = Table(
        caption=c.say("{name}: every figure", name=family.label(c.language)),
        columns=columns(
            c,
            Message("Indicator"),
            (Message("Amount"), "right"),
            (Message("Growth"), "right"),
            Message("Also printed"),
        ),
        rows=tuple(
            (
                Cell((_name(c, row, named, alone=often[_key(row)] == 1),)),
                _values(c, row, named),
                cell(c.ranged(row.growth, style="signed") if row.growth else None),
                _others(c, row, named),
            )
            for row in family.rows
            for named in (_named(c, row),)
        ),
        compact=True,
        anchor=f"table-{family.key}",
    )
    table = _set(filled(plain))
    grown = sum(row.growth is not None for row in family.rows)
    more = sum(bool(run_text(others.runs).strip("—–")) for *_, others in plain.rows)
    sparse = grown * SPARSE <= len(family.rows)
    rare = not grown and 0 < more * RARE <= len(family.rows)
    if not (rare or (sparse and table.across == 1)) or len(table.rows) <= FEW:
        return table
    folded = replace(
        plain,
        columns=columns(
            c, Message("Indicator"), (Message("Amount"), "right") if rare else Message("Printed")
        ),
        rows=tuple(
            (name, _joined(c, amount, _others(c, row, named, growth=True)))
            for (name, amount, *_), row in zip(plain.rows, family.rows, strict=True)
            for named in (_named(c, row),)
        ),
    )
    amounts = max(text_width(run_text(amount.runs)) for _, amount, *_ in plain.rows)
    in_two = _set(folded, amounts if rare else LONGEST)
    return in_two if rare or in_two.across > 1 else table


def _joined(c: Citation, *cells: Cell) -> Cell:
    """Return what cells hold in one, parted by semicolons; what 66户→12户 ends with stands once."""
    ends = tuple(run_text(e.runs) for e in cells if "→" in run_text(e.runs))
    told = (e.runs for e in cells if run_text(e.runs).strip("—–"))
    return cell(
        *c.row((e for e in told if not any(x.endswith(f"→{run_text(e)}") for x in ends)), "；")
    )


def _set(table: Table, longest: int = LONGEST) -> Table:
    """Return a table with its columns' widths: amounts up to the *longest* stand on one line.

    In two columns, whose lines stand closer by a fifth, where it is long and lower so, and no cell
    is a column of words.
    """
    needed = [
        max(text_width(text) for text in (column.label, *(run_text(r[n].runs) for r in table.rows)))
        for n, column in enumerate(table.columns)
    ]
    short = [n for n, column in enumerate(table.columns) if column.align == "right"]
    two = replace(table, across=2)
    shares, _ = table_widths(two)
    if (
        len(table.rows) > FEW
        and all(shares[n] >= min(needed[n], longest) + GAP for n in short)
        and max(high := _heights(two, shares)) <= HIGHEST
        and 4 * sum(high) < 5 * sum(_heights(table, table_widths(table)[0]))
    ):
        table = two
    else:
        shares = [min(each, longest) for each in needed]
    auto = {n for n in short if needed[n] <= longest}
    return replace(table, widths=tuple(0 if n in auto else each for n, each in enumerate(shares)))


def _heights(table: Table, shares: Sequence[int]) -> list[int]:
    """Return how many lines the rows take, those beside each other as many as the longest."""
    high = [
        max(-(-text_width(run_text(e.runs)) // (n - GAP)) for e, n in zip(row, shares, strict=True))
        for row in table.rows
    ]
    return [max(high[n : n + table.across]) for n in range(0, len(high), table.across)]


def _key(row: Row) -> tuple[object, ...]:
    return row.indicator, row.area, row.period


def _name(c: Citation, row: Row, named: Observation | None, *, alone: bool) -> str:
    """Return the indicator, with the area and the period that the report is not about.

    What stands for several (not *alone*) is quoted with the words before it.
    """
    name = made_name(c, row)
    if host := _part_of(c, row):
        name += c.bracketed(host)
    if row.indicator.startswith(COMPOSED) and not alone:
        name = c.quoted(row.figures[0]) or f"“{name.strip('“”')}”"
    parts = [name]
    if row.area != told_of(c.report):
        parts.append(c.area(row.area))
    own = report_period(c.report)
    when = []
    if row.period.end != own.end or other_months(row.period, own):
        whole = len(row.period.months) == 12 == row.period.end.month
        year = row.period.year != own.year
        told = period_name(row.period, c.language, year=year)
        when.append(whole_year(row.period, c.language) if whole else told)
    value = row.value or named
    if value is not None and value.status in {"target", "estimate"}:
        when.append(c.say(Message(value.status)))
    return " · ".join((*parts, *filter(None, [c.gap.join(when)])))


def _part_of(c: Citation, row: Row) -> str:
    """Return what a row is part of, by a relation, where its short name does not say it: 金牌."""
    own, value = c.report.indicator_name(row.indicator, "zh"), row.value
    if value is None or len(own) > BARE:
        return ""
    wholes = (e.stated for e in c.report.claims if value.id in e.inputs.get("part", ()))
    for each in (c.report[name].indicator for name in wholes if name in c.report):
        if not set(own) <= set(c.report.indicator_name(each, "zh")):
            return c.indicator(each)
    return ""


def _named(c: Citation, row: Row) -> Observation | None:
    """Return the share of a row without a value, where the name says that it is one: 占比."""
    shares = [each for each in row.figures if each.measure == "share"]
    one = row.value is None and len(shares) == 1  # of several, 占比8.7%→7.4%, none is the value
    return shares[0] if one and is_share(c.report, shares[0].indicator) else None


def _values(c: Citation, row: Row, named: Observation | None) -> Cell:
    """Return the value; of a name that a text prints several times, all of them in its order."""
    numbers = (
        (as_printed(c, each) if _is_other(each) else c.ranged(each),)
        for each in without_ends((named,) if named else row.values)
        if each not in _worded(c, row) and not _is_met(each, row.values)
    )
    return cell(*c.row(numbers, "；"))


def _is_met(each: Observation, others: Sequence[Observation]) -> bool:
    """Return whether a figure is a bound (以上) that an exact one beside it lies within."""
    return is_bounded(each) and any(
        not is_bounded(other)
        and (other.measure, other.status) == (each.measure, each.status)
        and other.figure.unit.dimension == each.figure.unit.dimension
        and each.figure.interval.contains(other.figure.to(each.figure.unit).point)
        for other in others
    )


def _is_other(each: Observation) -> bool:
    """Return whether a figure is told in its own words; 每公斤9元左右 is 约9元/公斤."""
    return each.measure == "other" and "/" not in each.figure.unit.symbol


def _worded(c: Citation, row: Row) -> list[Observation]:
    """Return the values that are changes, by the words of the list that they stand in."""
    changes = (each for each in row.values if _is_other(each))
    return [each for each in changes if not as_printed(c, each).text[:1].isdigit()]


def _others(c: Citation, row: Row, named: Observation | None, *, growth: bool = False) -> Cell:
    content: list[Run] = []
    last, before = "", None
    kept = {each.id for each in without_ends(row.figures)}  # without the upper end of a range
    grown = (row.growth,) if growth and row.growth else ()
    others = (*_worded(c, row), *grown, *(e for e in row.others if not _is_met(e, row.figures)))
    for each in (other for other in others if other.id in kept and other is not named):
        if content:
            content.append(c.sign("；"))
        if row.value and name_words()["from"].search(each.printed):
            number = c.printed(each)  # 7.34万元→10.26万元
            content += [number, "→", c.printed(row.value)]
            continue
        label, *told = also_printed(c, each, of_growth=row.growth)
        again = bool(told) and label == last
        if again and before is not None and became(c.between(before, each)):
            content[-1] = "→"  # 占比8.7%→7.4%
        content += [*told] if again else [label, *told]
        last, before = (label if isinstance(label, str) else ""), each
    return cell(*content)
