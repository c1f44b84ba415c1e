"""The tables of the data package (表结构), from ``tables.csv`` and ``columns.csv``.

A column says what a cell may hold and what it means; ``<day>`` in its pattern is that of `NAMED`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast, get_args

from zoneanalysis.reports.schema.columns import Column, Kind, Table

__all__ = [
    "ACTIONS", "AGENTS", "AREAS", "BATCHES", "BREAKS", "CLAIMS", "DATES", "ENGLISH", "FIGURES",
    "INDICATORS", "LAND", "LOANS", "ORIGIN", "PACKAGE_TABLES", "PANEL", "PANEL_TABLES", "PAST",
    "PROJECTS", "REPORT_TABLES", "REVIEWS", "RULES", "SCHEME", "STAGES", "TARGETS", "TASKS",
    "ZONES", "Stage",
]  # fmt: skip

DATES = r"\d{4}-\d{2}-\d{2}"
NAMED = {
    "area": r"[A-Z]{2}(-[A-Z0-9]+)*",
    "day": DATES,
    "figures": r"f\d+( f\d+)*",
    "id": r"[A-Za-z0-9][A-Za-z0-9_-]*",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "number": r"-?\d+(\.\d+)?",
    "period": r"(\d{4}-\d{2}|\.\.)/\d{4}-\d{2}|\d{4}(-\d{2})?",
    "plain": r"\d+(\.\d+)?",
    "slug": r"[a-z][a-z0-9_]*",
}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _read() -> dict[str, tuple[Table, ...]]:
    """Return the tables by the folder that they lie in."""
    columns: dict[str, list[Column]] = defaultdict(list)
    for row in _rows("columns.csv"):
        columns[row["table"]].append(
            Column(
                row["column"],
                row["description"],
                cast("Kind", row["kind"]),
                required=row["required"] == "yes",
                pattern=re.sub("<([a-z]+)>", lambda name: NAMED[name[1]], row["pattern"]),
                values=tuple(filter(None, row["values"].split("|"))),
                longest=int(row["longest"] or 200),
                refers_to=row["refers_to"],
                may_lack=row["required"] == "may lack",
            )
        )
    found: dict[str, tuple[Table, ...]] = defaultdict(tuple)
    for row in _rows("tables.csv"):
        key, required = tuple(row["key"].split()), row["required"] == "yes"
        table = Table(row["table"], row["title"], tuple(columns[row["table"]]), key, required)
        found[row["folder"]] += (table,)
    return found


_TABLES = _read()
INDICATORS, AREAS, BREAKS = PACKAGE_TABLES = _TABLES["package"]
FIGURES, CLAIMS, ACTIONS, ZONES, REVIEWS, PAST = REPORT_TABLES = _TABLES["report"]
PANEL, TARGETS, PROJECTS, LAND, LOANS, AGENTS, TASKS, SCHEME, ENGLISH = PANEL_TABLES = _TABLES[
    "panel"
]
(RULES,) = _TABLES["rules"]
ORIGIN = "origin"  # the column of a panel's tables that the import fills

Stage = Literal["signed", "started", "commissioned", "full_capacity", "in_statistics"]
# A project goes through them in this order; it may enter the statistics before full capacity.
STAGES: tuple[Stage, ...] = get_args(Stage)
# 签约一批, 开工一批, 投产一批: the list on which a project was entered.
BATCHES: tuple[Stage, ...] = STAGES[:3]
