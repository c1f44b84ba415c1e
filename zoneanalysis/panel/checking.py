"""What single cells of a panel can't show (勾稽): codes, units, days, schedules, weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from zoneanalysis.errors import Fault
from zoneanalysis.messages import phrase
from zoneanalysis.panel.ledger import RATES
from zoneanalysis.panel.panel import members
from zoneanalysis.panel.scoring import COUNTS
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.columns import Table
from zoneanalysis.reports.schema.figure_rows import Lookups, unknown_codes
from zoneanalysis.reports.schema.rows import Row
from zoneanalysis.reports.schema.tables import (
    AGENTS,
    DATES,
    LAND,
    LOANS,
    PANEL_TABLES,
    PROJECTS,
    SCHEME,
    STAGES,
    TARGETS,
    TASKS,
)
from zoneanalysis.values.units import unit

__all__ = ["Rows", "check_rows"]

Rows = Mapping[str, Sequence[Row]]
_ORDERED = ((TASKS, "set_on", "deadline"), (TASKS, "set_on", "done"), (AGENTS, "since", "until"))


def check_rows(
    rows: Rows, areas: Mapping[str, Area], indicators: Mapping[str, Indicator]
) -> Iterator[Fault]:
    """Yield every fault that shows once the tables of a panel stand side by side."""
    projects = {row["id"]: row for row in rows[PROJECTS.name]}
    lookups: Lookups = {
        "zone": (areas, "areas.csv"),
        "zones": (areas, "areas.csv"),
        "indicator": (indicators, "indicators.csv"),
        "project": (projects, "projects.csv"),
    }
    for table in PANEL_TABLES:
        coded = {name: lookups[name] for name in table.header if name in lookups}
        for row in rows[table.name]:
            yield from unknown_codes(row, coded)
            yield from _real_days(row, table)
            if "indicator" in table.header and "unit" in table.header:
                yield from _like_unit(row, indicators)
                yield from _share(row)
    for row in rows[PROJECTS.name]:
        yield from _days_in_order(row)
    for table, earlier, later in _ORDERED:
        for row in rows[table.name]:
            yield from _backwards(row, earlier, later)
    for row in rows[TARGETS.name]:
        yield from _schedule(row)
    for table in (LAND, LOANS, AGENTS):
        yield from _same_zone(rows[table.name], projects)
    yield from _scheme(rows[SCHEME.name], areas)


def _real_days(row: Row, table: Table) -> Iterator[Fault]:
    for column in table.columns:
        if column.pattern == DATES and row.sound(column.name) and row[column.name]:
            try:
                dt.date.fromisoformat(row[column.name])
            except ValueError:
                yield row.fault(
                    phrase("{name} must be a day of the calendar", name=column.name),
                    row[column.name],
                    column.name,
                    "Write the day as YYYY-MM-DD.",
                )


def _like_unit(row: Row, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    if not row.sound("indicator", "measure", "unit") or row["indicator"] not in indicators:
        return
    rate = row["measure"] in {"ytd_yoy", "month_yoy", "rate"}
    wanted = "%" if rate else indicators[row["indicator"]].unit
    if wanted and unit(row["unit"]).dimension != unit(wanted).dimension:
        yield row.fault(
            phrase(
                "the unit of {indicator} ({measure}) must be {wanted} or one like it",
                indicator=row["indicator"],
                measure=row["measure"],
                wanted=wanted,
            ),
            row["unit"],
            "unit",
            "Correct the unit or the measure.",
        )


def _share(row: Row) -> Iterator[Fault]:
    """Yield a rate of projects that reached a stage which is less than none or more than all."""
    rate = row["indicator"] in RATES and row["measure"] == "rate" and row["unit"] == "%"
    if rate and row.sound("value") and not 0 <= Fraction(row["value"]) <= 100:
        yield row.fault(
            phrase("{indicator} must lie between 0 and 100%", indicator=row["indicator"]),
            f"{row['value']}%",
            "value",
            "Correct the value.",
        )


def _days_in_order(row: Row) -> Iterator[Fault]:
    """Yield a project's days that run backwards, and a list on which it can't stand yet."""
    # full capacity and entry into the statistics may come in either order
    for earlier, later in (
        *pairwise(STAGES[:3]),
        ("signed", "commissioned"),
        *((first, last) for first in STAGES[:3] for last in STAGES[3:]),
    ):
        yield from _backwards(row, earlier, later)
    if row.sound("batch", row["batch"]) and row["batch"] in STAGES and not row[row["batch"]]:
        yield row.fault(
            phrase("a project of the list {batch} must have the day {batch}", batch=row["batch"]),
            phrase("an empty cell, of {id}", id=row["id"]),
            row["batch"],
            "Give the day, or correct the list.",
        )


def _backwards(row: Row, earlier: str, later: str) -> Iterator[Fault]:
    if row.sound(earlier, later) and row[earlier] and "" < row[later] < row[earlier]:
        yield row.fault(
            phrase("{later} must not lie before {earlier}", later=later, earlier=earlier),
            phrase(
                "{day}, before {other}, of {id}", day=row[later], other=row[earlier], id=row["id"]
            ),
            later,
            "Correct one of the two days.",
        )


def _schedule(row: Row) -> Iterator[Fault]:
    """Yield a schedule of which less is due later on, or not all at the end of the year."""
    if not row.sound("schedule") or not row["schedule"]:
        return
    due = [Fraction(each) for each in row["schedule"].split()]
    if due != sorted(due) or due[-1] != 100:
        yield row.fault(
            "a schedule must never fall, and end at 100",
            row["schedule"],
            "schedule",
            "Give what is due in all by the end of each month, in percent of the year's target.",
        )


def _same_zone(rows: Sequence[Row], projects: Mapping[str, Row]) -> Iterator[Fault]:
    for row in rows:
        project = projects.get(row["project"]) if row.sound("project") else None
        if project is not None and row.sound("zone") and project["zone"] != row["zone"]:
            yield row.fault(
                "a project must lie in one zone",
                phrase(
                    "{project} in {zone}, in projects.csv in {other}",
                    project=row["project"],
                    zone=row["zone"],
                    other=project["zone"],
                ),
                "zone",
                "Correct the zone in one of the two.",
            )


def _escalation(row: Row) -> Iterator[Fault]:
    """Yield months after which a letter or talk follows on no warning, or a talk too soon."""
    months = [name for name in ("letter_after", "talk_after") if row.sound(name) and row[name]]
    if months and row.sound("warn_below") and not row["warn_below"]:
        yield row.fault(
            phrase("an item with {months} must have warn_below", months=months[0]),
            phrase("an empty cell, of {id}", id=row["id"]),
            "warn_below",
            "Give the threshold below which a month counts, or leave the months out.",
        )
    if len(months) == 2 and int(row["talk_after"]) < int(row["letter_after"]):
        yield row.fault(
            "talk_after must not be less than letter_after",
            phrase(
                "{talk}, less than {letter}, of {id}",
                talk=row["talk_after"],
                letter=row["letter_after"],
                id=row["id"],
            ),
            "talk_after",
            "A letter comes first: correct one of the two.",
        )


def _scheme(rows: Sequence[Row], areas: Mapping[str, Area]) -> Iterator[Fault]:
    """Yield items that lack what their rule needs, and weights that don't add to 100."""
    needs = {
        "linear": ("lower", "upper"),
        "rank": ("step",),
        "deduction": ("step", "cap"),
        "bonus": ("step", "cap"),
    }
    for row in rows:
        for name in needs.get(row["rule"], ()):
            if row.sound("rule", name) and not row[name]:
                yield row.fault(
                    phrase(
                        "an item of the rule {rule} must have {name}", rule=row["rule"], name=name
                    ),
                    phrase("an empty cell, of {id}", id=row["id"]),
                    name,
                    "Fill it in, or choose another rule.",
                )
        yield from _escalation(row)
        if row["rule"] == "linear" and row.sound("lower", "upper") and row["lower"] == row["upper"]:
            yield row.fault(
                "lower and upper must differ",
                phrase("{value} twice, of {id}", value=row["lower"], id=row["id"]),
                "upper",
                "Give the values of no score and of full score.",
            )
        if row["measure"] == "count" and row.sound("indicator") and row["indicator"] not in COUNTS:
            yield row.fault(
                phrase(
                    "what is counted out of the ledgers must be one of: {counts}",
                    counts=", ".join(COUNTS),
                ),
                row["indicator"],
                "indicator",
                "Choose one of them, or a value of panel.csv with its measure.",
            )
    sound = [row for row in rows if row.sound("zones", "weight")]
    scored = {row["zones"]: members(row["zones"], areas) for row in sound}
    for row in sound:
        if row["zones"] in areas and not scored[row["zones"]]:
            yield row.fault(
                "an item must score a zone, or a group with zones in it",
                phrase(
                    "{zones}, {kind}, of {id}",
                    zones=row["zones"],
                    kind=areas[row["zones"]].kind,
                    id=row["id"],
                ),
                "zones",
                "Name another group, or give its members in areas.csv.",
            )
    wrong: dict[str, str] = {}
    for zone in dict.fromkeys(zone for zones in scored.values() for zone in zones):
        own = [row for row in sound if zone in scored[row["zones"]]]
        total = sum((Fraction(row["weight"]) for row in own), Fraction(0))
        if total != 100:
            wrong.setdefault(own[0]["zones"], f"{float(total):g} for {zone}")
    for group, came in wrong.items():
        yield next(row for row in sound if row["zones"] == group).fault(
            "the weights of the items that score a zone must add to 100",
            came,
            "weight",
            "Correct the weights; deductions and bonuses have the weight 0.",
        )
