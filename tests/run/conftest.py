"""A small project to build: one invented city (云川), a short notebook, no real figure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from zoneanalysis.reports import DataPackage

REPOSITORY = Path(__file__).resolve().parents[2]
FIGURE = "f001,9家,,economic_output,zone_count,CN-9901,{year}-06,count,9,家,actual,unknown,,\n"
DOCUMENT = """\
from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Chart, Heading, Number, Paragraph
square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
Document(
    (Heading(1, "小结", "summary"), Paragraph(("共 ", Number("12"), " 个")),
     Chart(square, "方块", anchor="square")),
    language=language,
)"""  # noqa: E501


def notebook(*cells: str, parameters: str = 'report = "yunchuan-2024h1"\nlanguage = "zh"'):
    """Return a notebook with a title, a parameters cell and these code cells."""
    made = new_notebook(
        cells=[
            new_markdown_cell("# 评估"),
            new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *map(new_code_cell, cells),
        ]
    )
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
    return made


@pytest.fixture
def write_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a notebook of these cells into the project."""

    def write(name: str, *cells: str, **settings: str) -> Path:
        path = tmp_path / "project" / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook(*cells, **settings), path)
        return path

    return write


@pytest.fixture
def project(tmp_path: Path, write_notebook: Callable[..., Path]) -> Path:
    """Return the folder of a project with two reports of the invented city and both notebooks."""
    root = tmp_path / "project"
    data = root / "data"
    data.mkdir(parents=True)
    for name in ("areas.csv", "indicators.csv"):
        shutil.copy(REPOSITORY / "data" / name, data / name)
    with (data / "areas.csv").open("a", encoding="utf-8") as file:
        columns = (REPOSITORY / "data" / "areas.csv").read_text("utf-8").splitlines()[0].split(",")
        row = {
            "code": "CN-9901",
            "name_zh": "云川市",
            "name_en": "Yunchuan",
            "short_zh": "云川",
            "short_en": "Yunchuan",
            "kind": "city",
        }
        file.write(",".join(row.get(column, "") for column in columns) + "\n")
    (data / "datapackage.json").write_text('{"resources": []}')
    package = DataPackage(data)
    for report in ("yunchuan-2023h1", "yunchuan-2024h1"):
        year = report[9:13]
        package.scaffold(report, area="CN-9901", period=f"{year}-01/{year}-06")
        with (data / "reports" / report / "figures.csv").open("a", encoding="utf-8") as file:
            file.write(FIGURE.format(year=year))  # else nothing would be compared
    package.write_descriptor()
    write_notebook("review", DOCUMENT)
    write_notebook("comparison", DOCUMENT, parameters='reports = ["none"]\nlanguage = "zh"')
    return root
