#!/usr/bin/env python3
"""Makes data/lessons/planted-panel: 云川 with seven planted faults, and a printed report on it.

A data package of its own: the panel of data/panels/yunchuan with one cell changed for each kind of
fault, and the half-year report that an office would print from the true panel, with one slip.
``data/lessons/solutions/planted-panel.csv`` says what was planted.

    python tools/plant_panel_faults.py            # writes the folder
    python tools/plant_panel_faults.py --check    # says whether it is what this script makes
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path

from zoneanalysis.panel import Panel, read_panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.schema.tables import ACTIONS, CLAIMS, FIGURES, PANEL, ZONES
from zoneanalysis.values.formatting import format_half_up

DATA = Path(__file__).resolve().parent.parent / "data"
FOLDER = DATA / "lessons" / "planted-panel"
ALL, IND = "CN-9901-DZ", "CN-9901-DZ-IND"
INVESTMENT, ADDED = "industrial_investment", "industrial_value_added"
# zone, month, indicator, measure, what is planted, rule that finds it, how
PLANTED = (
    (f"{ALL}-NANJIANG", "2024-04", INVESTMENT, "ytd", "1.06", "zones add", "the point has moved"),
    (f"{ALL}-QINGHE", "2024-05", INVESTMENT, "month", "1.50", "months", "two digits swapped"),
    (f"{ALL}-DONGHU", "2024-03", ADDED, "ytd", "4.92", "cumulated", "digits swapped"),
    (f"{ALL}-HEISHI", "2024-06", INVESTMENT, "ytd_yoy", "", "growth", "the sign is lost"),
    (f"{ALL}-XILING", "2024-06", "start_rate", "rate", "76.67", "ledger rates", "a digit"),
    (f"{ALL}-LONGQUAN", "2023-11", "signed_projects", "ytd", "", "ledger counts", "one too many"),
)
REPORT = (
    (ADDED, IND, "level", "constant_price", "亿元"),
    (ADDED, IND, "yoy", "constant_price", "%"),
    (INVESTMENT, IND, "level", "nominal", "亿元"),
    (INVESTMENT, IND, "yoy", "nominal", "%"),
    ("start_rate", ALL, "rate", "unknown", "%"),
    ("commissioning_rate", ALL, "rate", "unknown", "%"),
    ("signed_projects", ALL, "count", "unknown", "个"),
)


def text_of(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table as the text of its file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
    return buffer.getvalue()


def planted(panel: Panel) -> tuple[str, list[tuple[str, ...]]]:
    """Return panel.csv with the faults, and the rows of the solution."""
    frame = panel.tables["panel"].copy()
    solution = []
    for zone, month, code, measure, value, rule, how in PLANTED:
        at = (frame[["zone", "month", "indicator", "measure"]] == [zone, month, code, measure]).all(
            axis=1
        )
        (true,) = frame.loc[at, "value"]
        wrong = value or (true.lstrip("-") if true.startswith("-") else f"-{true}")
        if code == "signed_projects":
            wrong = str(int(true) + 1)
        assert wrong != true
        frame.loc[at, "value"] = wrong
        solution.append((f"{zone} {month} {code} {measure}", wrong, true, rule, how))
    rows = list(frame[list(PANEL.usual)].itertuples(index=False, name=None))
    return text_of(PANEL.usual, rows), solution


def report(panel: Panel) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of the printed report, and the row of the solution for its slip."""
    measures = {"level": "ytd", "count": "ytd", "yoy": "ytd_yoy", "rate": "rate"}
    rows, slip = [], ("", "", "", "", "")
    for at, (code, area, measure, basis, unit) in enumerate(REPORT, start=1):
        value = panel.figure(area, "2024-06", code, measures[measure])
        assert value is not None
        number = value.number
        if (code, measure) == (INVESTMENT, "level"):
            number = format_half_up(value.point + 10, value.decimals, minus="-")
            slip = (f"report f{at:03d}", number, value.number, "report", "ten too many")
        sign = "下降" if measure == "yoy" and number.startswith("-") else ""
        sign = sign or ("增长" if measure == "yoy" else "")
        printed = f"{sign}{number.lstrip('-')}{unit}"
        period = "2024-06" if measure == "rate" else "2024-01/2024-06"
        rows.append((f"f{at:03d}", printed, "", "economic_output", code, area, period, measure,
                     number, unit, "actual", basis, "", ""))  # fmt: skip
    meta = {
        "id": "yunchuan-2024h1",
        "title": {"zh": "云川市开发区2024年上半年工作进展", "en": "Zones of Yunchuan, 2024 H1"},
        "publisher": panel.meta["publisher"],
        "area": ALL,
        "period": "2024-01/2024-06",
        "language": "zh",
        "licence": panel.meta["licence"],
        "notes": ["Invented for the lesson; tools/plant_panel_faults.py makes it."],
    }
    made = {"report.json": json.dumps(meta, ensure_ascii=False, indent=2) + "\n"}
    for table in (FIGURES, CLAIMS, ACTIONS, ZONES):
        own = rows if table is FIGURES else []
        made[f"{table.name}.csv"] = text_of(table.header, own)
    return made, slip


def files() -> dict[str, str]:
    """Return every file of the lesson by its name, but for the descriptor."""
    panel = read_panel("yunchuan", DataPackage(DATA))
    made = {name: (DATA / name).read_text("utf-8") for name in ("areas.csv", "indicators.csv")}
    for path in sorted((DATA / "panels" / "yunchuan").iterdir()):
        made[f"panels/yunchuan/{path.name}"] = path.read_text("utf-8")
    own = (DATA / "panels" / "yunchuan" / "areas.csv").read_text("utf-8")
    made["areas.csv"] += own.partition("\n")[2]
    made["panels/yunchuan/panel.csv"], solution = planted(panel)
    printed, slip = report(panel)
    made |= {f"reports/yunchuan-2024h1/{name}": text for name, text in printed.items()}
    heads = ("place", "planted", "true", "rule", "how")
    made["../solutions/planted-panel.csv"] = text_of(heads, [*solution, slip])
    return made


def same(there: str, made: str) -> bool:
    """Return whether two texts are the same but for the counts that the descriptor adds."""
    if not made.startswith("{"):
        return there == made
    return {**json.loads(there), "tables": 0} == {**json.loads(made), "tables": 0}


def main() -> int:
    """Write the folder, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    different = []
    for name, text in files().items():
        path = FOLDER / name
        if check and not (path.is_file() and same(path.read_text(encoding="utf-8"), text)):
            different.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if not check:
        DataPackage(FOLDER).write_descriptor()
    for name in different:
        print(f"{name} is not what this script makes")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
