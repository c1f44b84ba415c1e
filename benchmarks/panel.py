"""How long a province's panels take: import from Excel, reading, audit, bulletin (台账基准).

    make bench-panel

Eleven invented cities of 12 zones, 60 months, 20 series (158,400 values) and 30,000 projects. Each
city is a workbook of its own, as an office would send it. Seconds of this process (not of the
clock, which other programs share), the largest memory, and the same for a quarter and a half of the
months, which says whether the cost grows in proportion.
"""

from __future__ import annotations

import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl

from zoneanalysis.panel import read_panel
from zoneanalysis.panel.auditing import audit_panel
from zoneanalysis.panel.excel import import_workbook, panel_workbook
from zoneanalysis.panel.panel import Panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.tables import PANEL_TABLES
from zoneanalysis.review.dispatch import Bulletin
from zoneanalysis.values.formatting import format_half_up

CITIES, ZONES, MONTHS, LEVELS, PROJECTS = 11, 12, 60, 10, 30_000
SECTIONS = ("cover", "summary", "ranking", "indicators", "warnings", "projects", "tasks", "notes")


def city(number: int, months: int, projects: int) -> Panel:
    """Return an invented city: levels and growth that agree, and a ledger."""
    import pandas as pd

    rng = random.Random(number)
    group = f"ZZ-{number:02d}-DZ"
    zones = [f"{group}-{at:02d}" for at in range(ZONES)]
    areas = {group: Area(group, f"第{number}市", f"City {number}", "group", members=tuple(zones))}
    for at, zone in enumerate(zones):
        areas[zone] = Area(zone, f"第{number}市{at}号区", f"Zone {number}-{at}", "zone", group)
    areas = {code: replace(a, short_zh=a.name_zh, short_en=a.name_en) for code, a in areas.items()}
    indicators = {
        f"level_{at}": Indicator(f"level_{at}", f"指标{at}号", f"Indicator {at}", unit="亿元",
                                 direction="up", growth_basis="nominal",
                                 definition="x", definition_zh="x")
        for at in range(LEVELS)
    }  # fmt: skip
    values: list[tuple[str, ...]] = []
    for code in indicators:
        for zone in zones:
            past: dict[int, int] = {}
            total = 0
            for at in range(months + 12):
                year, month = divmod(at, 12)
                total = rng.randint(500, 2000) + (total if month else 0)
                past[at] = total
                if at < 12:
                    continue
                when = f"{2018 + year}-{month + 1:02d}"
                level = format_half_up(Fraction(total, 100), 2)
                rate = format_half_up(Fraction(100 * total, past[at - 12]) - 100, 1, minus="-")
                values.append((zone, when, code, "ytd", level, "亿元", "actual", ""))
                values.append((zone, when, code, "ytd_yoy", rate, "%", "actual", ""))
    ledger = []
    for at in range(projects):
        batch = rng.choice(("signed", "started", "commissioned"))
        year = rng.randint(2019, 2018 + months // 12)
        days = [f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}" for _ in range(4)]
        days.sort()
        reached = {"signed": 1, "started": 2, "commissioned": 3}[batch] + rng.randint(0, 1)
        stages = [*days[:reached], "", "", "", "", ""][:5]
        name = f"项目{number}-{at}"
        head = (f"p{at:05d}", rng.choice(zones), f"{year}-1", batch, name, "")
        ledger.append((*head, "1.50", "0.70", "亿元", *stages, "", ""))
    growth = ("growth", group, "level_0", "ytd_yoy", "60", "linear", "-20", "20")
    start = ("start", group, "start_rate", "rate", "40", "linear", "40", "100")
    scheme = [(*growth, "", "", "-5", "2", "3", ""), (*start, "", "", "50", "2", "4", "")]
    rows = {"panel": values, "projects": ledger, "scheme": scheme}
    tables = {
        table.name: pd.DataFrame(rows.get(table.name, []), columns=list(table.usual), dtype=object)
        for table in PANEL_TABLES
    }
    meta = {"area": group, "title": {"zh": "x", "en": "x"}, "publisher": {"zh": "x", "en": "x"}}
    return Panel(f"city-{number:02d}", meta, tables, indicators, areas)


def timed(spent: dict[str, float], step: str, function: Callable[[], object]) -> object:
    """Run a step and add its seconds."""
    began = time.process_time()
    found = function()
    spent[step] = spent.get(step, 0) + time.process_time() - began
    return found


def run(cities: int, months: int, projects: int) -> dict[str, float]:
    """Return the seconds of each step over all cities."""
    spent: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        root.mkdir()
        repository = Path(__file__).resolve().parent.parent / "data"
        for name in ("areas.csv", "indicators.csv", "datapackage.json"):
            (root / name).write_bytes((repository / name).read_bytes())
        package = DataPackage(root)
        for number in range(cities):
            made = city(number, months, projects // cities)
            path = Path(folder) / f"{made.id}.xlsx"
            panel_workbook(made.areas, made.indicators, made).save(path)
            target = root / "panels" / made.id
            found = timed(spent, "import", lambda p=path, t=target: import_workbook(p, t, root))
            assert not found.reading.faults, found.reading.faults[:3]
            timed(spent, "write", found.write)
            panel = timed(spent, "read", lambda name=made.id: read_panel(name, package))
            judged = timed(spent, "audit", lambda p=panel: audit_panel(p))
            assert set(judged["verdict"]) <= {"consistent", "consistent only within rounding"}
            page = Bulletin(panel, panel.months[-1], "zh")
            timed(spent, "bulletin", lambda p=page: [getattr(p, each)() for each in SECTIONS])
            spent["values"] = spent.get("values", 0) + len(panel.tables["panel"])
            spent["relations"] = spent.get("relations", 0) + len(judged)
    return spent


def main() -> None:
    """Print the table."""
    print(f"openpyxl {openpyxl.__version__}; {CITIES} cities, {ZONES} zones, {PROJECTS:,} projects")
    for share in (4, 2, 1):
        spent = run(CITIES, MONTHS // share, PROJECTS // share)
        steps = {name: round(value, 1) for name, value in spent.items()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"months": MONTHS // share, **steps, "peak_mb": round(peak)}), flush=True)


if __name__ == "__main__":
    main()
