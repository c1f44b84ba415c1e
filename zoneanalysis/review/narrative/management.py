"""Sentences on reform and process management: totals with their parts, and lists (改革与管理)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from zoneanalysis.document.model import Runs
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Action, Observation, Report
from zoneanalysis.review.bounds import is_range
from zoneanalysis.review.citation import STATUSES, Citation
from zoneanalysis.review.facts.areas import is_apart
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.names import is_goal, is_told, says_what
from zoneanalysis.review.narrative.printed import also_printed
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = [
    "MOST_AHEAD",
    "SECTIONS",
    "listing",
    "partition_sentence",
    "partitions",
    "targets_ahead",
    "targets_sentence",
    "task_figures",
    "told",
]

MOST_AHEAD = 8  # targets of a coming year in a sentence; more stand in a table

SECTIONS = ("reform", "management")
_WORDED = {"other", "pp_change", "pp_gap"}  # a change, a multiple: its own words say what it is
# the first plural: zones, companies, batches; not process, status, basis
_PLURAL = re.compile(r"\b(\w+?)(ies|sses|ches|shes|xes|(?<![sui])s)\b")
Partition = tuple[Observation, tuple[Observation, ...]]


def partitions(report: Report) -> tuple[Partition, ...]:
    """Return totals of the section that the report divides completely, with their parts."""
    found = []
    for claim in report.claims:
        if (
            claim.check == "sum"
            and claim.params.get("complete") == "yes"
            and claim.stated in report
            and report[claim.stated].section in SECTIONS
        ):
            parts = tuple(report[each] for each in claim.inputs.get("part", ()) if each in report)
            if len(parts) > 1 and len({each.indicator for each in parts}) == len(parts):
                found.append((report[claim.stated], parts))
    return tuple(found)


def partition_sentence(c: Citation, whole: Observation, parts: Sequence[Observation]) -> Runs:
    """Return a total and what it is made of, each part by what tells it from the others."""
    told_parts = [told(c, each) for each in parts]
    where = 0 if c.language == "zh" else -1  # 承接省级事项217项; 217 provincial powers accepted
    shared = _shared([str(each[where]) for each in told_parts], end=where < 0)
    items = []
    for part in told_parts:
        name = str(part[where])
        short = name[shared:] if where == 0 else name[: len(name) - shared]
        items.append((short, *part[1:]) if where == 0 else (*part[:-1], short.rstrip()))
    return c.runs("{whole}: {items}.", whole=told(c, whole), items=c.row(items, "、"))


def _shared(names: Sequence[str], *, end: bool) -> int:
    """Return how many signs all names begin with, or end with."""
    turned = [name[::-1] for name in names] if end else list(names)
    alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*turned, strict=False))
    return sum(1 for _ in alike)


def listing(
    c: Citation, observations: Sequence[Observation], section: Message | None = None
) -> Runs:
    """Return figures in a row, under the name of their section or as what else is printed.

    Those that one task of the report names stand together; nothing else ties them.
    """
    tied = _tied(c.report, observations)
    items = c.row((_row(c, each, among=observations) for each in tied), "；")
    if not items:
        return ()
    if section is not None:
        name = c.say(section)
        parts = {"section": name if c.language == "zh" else name.lower(), "items": items}
        return c.runs("On {section} the report counts {items}.", **parts)
    return c.runs("The report also prints {items}.", items=items)


def _tied(report: Report, observations: Sequence[Observation]) -> list[list[Observation]]:
    """Return figures by the task that names them, in its order; each other one alone."""
    left, groups = {each.id: each for each in observations}, list[list[Observation]]()
    for each in observations:
        tasks = (task.figures for task in report.actions if each.id in task.figures)
        named = next(tasks, (each.id,))
        group = [left.pop(name) for name in named if name in left]
        if group:
            groups.append(group)
    return groups


def task_figures(report: Report, task: Action) -> list[Observation]:
    """Return the figures that the report prints of a task itself, not of progress so far."""
    return [e for name in task.figures if (e := report.get(name)) and e.section == "actions"]


def targets_ahead(report: Report) -> Mapping[Period, tuple[Observation, ...]]:
    """Return the targets, of what is named, of the years after the one of the report."""
    year, found = report_period(report).year, dict[Period, list[Observation]]()
    for each in report:
        if is_goal(report, each) and each.period.year > year and is_told(report, each):
            found.setdefault(each.period, []).append(each)
    return {period: tuple(rows) for period, rows in found.items()}


def targets_sentence(
    c: Citation, period: Period, targets: Sequence[Observation], *, tabled: bool = False
) -> Runs:
    """Return targets of a period to come, in a row; the first rates of many that are *tabled*.

    Nothing of many that are not: they want a table of their own.
    """
    name = period_name(period, c.language, year=True)
    if tabled and len(targets) > MOST_AHEAD:
        rates = [
            e for e in targets if e.measure == "yoy" and says_what(c.report, e.indicator, "measure")
        ]
        chosen = (rates or targets)[:MOST_AHEAD]
        some = {"period": name, "items": _row(c, chosen, dated=False), "count": len(targets)}
        return c.runs("Targets for {period}: {items}; {count} stand in the tables above.", **some)
    if len(targets) > MOST_AHEAD:
        return ()
    parts = {"period": name, "items": _row(c, targets, dated=False)}
    return c.runs("Targets for {period}: {items}.", **parts)


def _row(
    c: Citation,
    observations: Sequence[Observation],
    *,
    dated: bool = True,
    among: Sequence[Observation] = (),
) -> Runs:
    """Return figures in a row; *dated* says what is no fact, of another year, or one of several.

    One of several *among* those that are told beside them.
    """
    items = []
    names = [(each.indicator, each.ref_area) for each in among or observations]
    year = report_period(c.report).year
    spans = {
        a.id: b for a, b in pairwise(observations) if a.measure == "yoy" and is_range(a, b)
    }  # 5%以上、5.5%以内
    ends = {each.id for each in spans.values()}
    shown = [each for each in observations if each.id not in ends]
    for each in shown:
        area = c.area(each.ref_area) if is_apart(c.report, each.ref_area) else ""
        item = _span(c, each, spans[each.id]) if each.id in spans else told(c, each)
        item = (area, *item) if c.language == "zh" else item
        notes = [area] if area and c.language == "en" else []
        again = names.count((each.indicator, each.ref_area)) > 1
        if dated and (again or each.period.year != year):
            notes.append(period_name(each.period, c.language, year=True))
        notes += _but(c, each)
        if dated and each.status in STATUSES:
            notes.append(c.say(Message(STATUSES[each.status])))
        items.append((*item, c.bracketed(c.sign("，").join(notes))) if notes else item)
    return c.row(items, "，")


def _but(c: Citation, each: Observation) -> list[str]:
    """Return the one that a count leaves out by name: all zones but A."""
    areas = {area.short("zh"): area.code for area in c.report.areas.values()}
    for claim in c.report.claims:
        named = claim.params.get("named", "")
        alone = claim.check == "sum" and claim.inputs.get("part") == (each.id,)
        if alone and claim.params.get("complete") == "yes" and named in areas:
            parts = {"whole": c.printed(c.report[claim.stated]).text, "area": c.area(areas[named])}
            return [c.say("all {whole} but {area}", **parts)]
    return []


def _span(c: Citation, low: Observation, high: Observation) -> Runs:
    bare = [
        replace(c.printed(each), text=f"{format_half_up(each.figure.point, each.figure.decimals)}%")
        for each in (low, high)
    ]
    parts = {"indicator": c.indicator(low.indicator), "low": bare[0], "high": bare[1]}
    message = Message("{indicator} up {low} to {high} on a year earlier", parts)
    return c.runs(message)


def told(c: Citation, each: Observation) -> Runs:
    """Return one figure with its name: 11 zones with an operating company; a share of 12%."""
    name = c.indicator(each.indicator)
    counted = each.measure == "count" and each.figure.unit.is_count
    if c.language == "en" and counted:
        bare = name.removeprefix("number of ")
        if each.figure.point == 1:  # names are plural
            bare = _PLURAL.sub(_singular, bare, count=1)
        return (f"{bare} ", c.printed(each)) if ":" in bare else (c.printed(each), f" {bare}")
    if c.language == "zh" and counted:
        number, unit = c.printed(each), each.figure.unit.symbol
        doing = name.removesuffix(f"{unit}数")
        if doing != name and len(unit) > 1 and not unit.endswith("次"):
            # the unit is what is counted and needs a measure word: 7个部门参与论证
            return (replace(number, text=number.text.replace(unit, f"个{unit}")), doing)
        return (_counted(c, each, name), number)  # 约谈次数 of 1次 is 约谈1次
    parts: dict[str, object] = {"indicator": name}
    if each.measure == "yoy" and each.figure.unit.dimension == "percent":
        parts["growth"] = c.printed(each, style="words")
        return c.runs("{indicator} {growth} on a year earlier", **parts)
    parts["value"] = c.printed(each)
    if each.measure in {*_WORDED, "yoy"}:  # 增长1.4倍 is no 1.4%
        parts["value"] = also_printed(c, each)
        return c.runs("{indicator}: {value}", **parts)
    return c.runs("{indicator} of {value}", **parts)


def _singular(word: re.Match[str]) -> str:
    stem, end = word[1], word[2]
    return f"{stem}y" if end == "ies" else f"{stem}{end[:-2]}" if len(end) > 2 else stem


def _counted(c: Citation, each: Observation, name: str) -> str:
    """Return what is counted, with its verb where the list of indicators has one."""
    unit = each.figure.unit.symbol
    known = c.report.indicators.get(each.indicator)
    defined = re.fullmatch(rf"(\w{{2,12}})的{unit}数", known.definition_zh) if known else None
    bare = name.removesuffix("数")
    if defined is not None:
        return defined[1]
    return bare if bare.endswith("事项") else bare.removesuffix(unit)
