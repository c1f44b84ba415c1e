"""datapackage.json and the table schemas: the package described for other programs.

The format is Frictionless Data Package v1 with Table Schema
(https://specs.frictionlessdata.io/data-package/). It is written from the same tables that
`zoneanalysis.reports.schema` checks with, so that the two can't differ.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from typing import Any

from zoneanalysis.reports.rules import RULES
from zoneanalysis.reports.schema.panel_tables import PANEL_TABLES
from zoneanalysis.reports.schema.tables import PACKAGE_TABLES, Column, Table

__all__ = ["as_json", "descriptor", "table_schema"]

_TYPES = {"integer": "integer", "decimal": "number"}


def as_json(content: object) -> str:
    """Return *content* as the JSON text that is committed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of *table*, with the columns that every report's table has."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns if not column.may_lack],
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
