"""Panels for the tests: the invented city of the repository, a copy to break, and tiny ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from zoneanalysis.panel import Panel, read_panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.tables import PANEL_TABLES

DATA = Path(__file__).resolve().parents[2] / "data"
ZONES = ("ZZ-1-A", "ZZ-1-B", "ZZ-1-C", "ZZ-1-D")


@pytest.fixture(scope="session")
def yunchuan() -> Panel:
    """Return the invented city."""
    return read_panel("yunchuan", DataPackage(DATA))


@pytest.fixture
def package(tmp_path: Path) -> DataPackage:
    """Return a copy of the data package without its reports."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("reports", "lessons"))
    return DataPackage(tmp_path / "data")


@pytest.fixture
def small() -> Callable[..., Panel]:
    """Return a function that makes a panel of four zones out of the rows of its tables."""

    def make(**tables: list[str]) -> Panel:
        frames = {}
        for table in PANEL_TABLES:
            lines = [line.split(",") for line in tables.get(table.name, [])]
            rows = [line + [""] * (len(table.header) - len(line)) for line in lines]
            frames[table.name] = pd.DataFrame(rows, columns=list(table.header), dtype=object)
        areas = {"ZZ-1": Area("ZZ-1", "全部", "All", "group")} | {
            code: Area(code, code[-1], code[-1], "zone", "ZZ-1") for code in ZONES
        }
        indicators = {
            code: Indicator(code, code, code, unit=symbol, growth_basis=basis)
            for code, symbol, basis in (
                ("investment", "亿元", "nominal"),
                ("value_added", "亿元", "constant_price"),
                ("overdue_tasks", "项", ""),
                ("signed_large_projects", "个", ""),
                ("start_rate", "%", ""),
            )
        }
        return Panel("small", {"area": "ZZ-1"}, frames, indicators, areas)

    return make
