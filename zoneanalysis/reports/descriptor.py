"""datapackage.json and the table schemas: the package described for other programs.

The format is Frictionless Data Package v1 with Table Schema
(https://specs.frictionlessdata.io/data-package/). It is written from the same tables that
`zoneanalysis.reports.schema` checks with, so that the two can't differ.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.placing import place_file, stage_beside
from zoneanalysis.reports.loading import DESCRIPTOR, list_counts, read_bytes
from zoneanalysis.reports.schema.columns import Column, Table
from zoneanalysis.reports.schema.counts import check_form, count_tables
from zoneanalysis.reports.schema.tables import (
    PACKAGE_TABLES,
    PANEL_TABLES,
    REPORT_TABLES,
    RULES,
)

__all__ = [
    "as_json",
    "check_descriptor",
    "described_package",
    "descriptor",
    "table_schema",
    "unlisted_tables",
    "write_described",
]

_TYPES = {"integer": "integer", "decimal": "number"}


def as_json(content: object) -> str:
    """Return *content* as the JSON text that is committed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of *table*, with the columns that every report's table has."""
    schema: dict[str, Any] = {
        "fields": [_field(table[name]) for name in table.usual],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if resource == table.name else resource,
                "fields": [referred],
            },
        }
        for column in table.columns
        # what a folder may have of its own can't be named by a resource that all folders share
        if column.refers_to and table not in PANEL_TABLES
        for resource, _, referred in [column.refers_to.partition(".")]
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    mixed = column.kind == "decimal" and "|yes" in column.pattern
    kind = "string" if mixed else _TYPES.get(column.kind, "string")
    if kind == "string":
        constraints["maxLength"] = column.longest
        if column.pattern:
            constraints["pattern"] = column.pattern
        if column.values:
            constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": kind,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def descriptor(
    folders: Iterable[tuple[str, str, Iterable[Table]]], lists: Container[str]
) -> dict[str, Any]:
    """Return the content of datapackage.json.

    Parameters
    ----------
    folders : iterable
        For each report and panel its folder, its English title and the tables that it has.
    lists : container of str
        Names of the tables that the package has beside its reports.
    """
    resources = [
        _resource(table.name, f"{table.name}.csv", table)
        for table in (*PACKAGE_TABLES, RULES)
        if table.required or table.name in lists
    ]
    for folder, title, tables in folders:
        name = folder.rpartition("/")[2]
        resources += [
            _resource(f"{name}-{table.name}", f"{folder}/{table.name}.csv", table, title)
            for table in tables
        ]
    return {
        "profile": "tabular-data-package",
        "name": "zoneanalysis-data",
        "title": "Half-year reports of development zones as figures and relations "
        "(开发区半年报告数据包)",
        "description": "Every printed statistic of each report with its place in the source, and "
        "every relation between them that the text states or implies. "
        "See README.md.",
        "licenses": [
            {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
        ],
        "resources": resources,
    }


def _resource(name: str, path: str, table: Table, report: str = "") -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": f"{report}: {table.title}" if report else table.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": f"schemas/{table.name}.json",
    }


def check_descriptor(root: Path, reports: Iterable[str]) -> tuple[Fault, ...]:
    """Return what is wrong with the descriptor of a package that has these *reports*."""
    shown = f"{root.name}/{DESCRIPTOR}"
    raw, missing = read_bytes(root / DESCRIPTOR, shown, "the descriptor")
    if raw is None:
        return missing
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return (
            Fault(
                phrase("{descriptor} must be valid JSON", descriptor=DESCRIPTOR),
                str(error),
                Location(file=shown),
                "Run `zoneanalysis validate --write-descriptor` to write it anew.",
            ),
        )
    listed = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        return (
            Fault(
                phrase("{descriptor} must list resources", descriptor=DESCRIPTOR),
                "none",
                Location(file=shown),
                "Run `zoneanalysis validate --write-descriptor` to write it anew.",
            ),
        )
    # a table of a report that is there is missed by name, with the report
    known = {
        f"reports/{report_id}/{table.name}.csv"
        for report_id in reports
        for table in REPORT_TABLES
        if table.required
    } | {f"{table.name}.csv" for table in PACKAGE_TABLES if table.required}
    return tuple(
        Fault(
            phrase("{descriptor} must list files that are there", descriptor=DESCRIPTOR),
            str(each["path"]),
            Location(file=shown),
            "Restore the file, or run `zoneanalysis validate --write-descriptor`.",
        )
        for each in listed
        if isinstance(each, dict)
        and isinstance(each.get("path"), str)
        and each["path"] not in known
        and not (root / each["path"]).is_file()
    )


def unlisted_tables(root: Path, content: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return the tables that the descriptor should hold, as *content* does, and doesn't."""
    raw, _ = read_bytes(root / DESCRIPTOR, DESCRIPTOR, "the descriptor")
    try:
        paths = {each["path"] for each in json.loads(raw or b"{}")["resources"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    wanted = {each["path"] for each in content["resources"]}
    return tuple(
        Fault(
            phrase("{descriptor} usually lists every table", descriptor=DESCRIPTOR),
            phrase("{path} is not in it", path=path),
            Location(file=f"{root.name}/{DESCRIPTOR}"),
            "Run `zoneanalysis validate --write-descriptor`; this program works without.",
        )
        for path in sorted(wanted - paths)
    )


def described_package(root: Path, reports: Iterable[str]) -> dict[str, Any]:
    """Return what ``datapackage.json`` should hold for the folders that are there."""

    def present(folder: str, tables: Iterable[Table]) -> list[Table]:
        return [each for each in tables if (root / folder / f"{each.name}.csv").is_file()]

    folders: list[tuple[str, str, Iterable[Table]]]
    folders = [(f"reports/{each}", "report.json", REPORT_TABLES) for each in reports]
    folders += [
        (f"panels/{each.parent.name}", "panel.json", PANEL_TABLES)
        for each in sorted(root.glob("panels/*/panel.json"))
    ]
    listed = descriptor(
        (
            (name, _title(root / name / file), present(name, tables))
            for name, file, tables in folders
        ),
        {each.name for each in present(".", (*PACKAGE_TABLES, RULES))},
    )
    names = (f"{table.name}.csv" for table in PACKAGE_TABLES)
    return {**listed, "tables": count_tables(root, names)}


def _title(file: Path) -> str:
    try:
        return str(json.loads(file.read_bytes())["title"]["en"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return file.parent.name


def write_described(
    root: Path, content: Mapping[str, Any], folders: Mapping[str, Path]
) -> tuple[str, ...]:
    """Write the descriptor, the table schemas and the counts of the reports in *folders*.

    Returns each table whose number of rows is another than the one counted before.
    """
    changed = _changed(list_counts(root), content["tables"], root.name)
    with stage_beside(root / DESCRIPTOR) as stage:
        used = {Path(each["schema"]).stem for each in content["resources"]}
        more = [table for table in (RULES, *PANEL_TABLES) if table.name in used]
        for table in (*PACKAGE_TABLES, *REPORT_TABLES, *more):
            schema = root / "schemas" / f"{table.name}.json"
            place_file(as_json(table_schema(table)), schema, stage)
        place_file(as_json(content), root / DESCRIPTOR, stage)
        for report_id, folder in folders.items():
            path = folder / "report.json"
            try:
                meta = json.loads(path.read_bytes())
                before = meta.get("tables", {})
            except (OSError, ValueError, AttributeError, RecursionError):
                continue  # validating says so
            counts = count_tables(folder)
            if counts != before:
                changed += _changed(before, counts, report_id)
                place_file(as_json({**meta, "tables": counts}), path, stage)
    return tuple(changed)


def _changed(before: Any, now: Mapping[str, Any], shown: str) -> list[str]:
    """Return which tables have another number of rows than counted before."""
    if check_form(before, Location()):
        return []
    pairs = [(name, before[name]["rows"], now[name]["rows"]) for name in now if name in before]
    return [
        f"{shown}/{name}: {rows} rows, {was} before" for name, was, rows in pairs if was != rows
    ]
