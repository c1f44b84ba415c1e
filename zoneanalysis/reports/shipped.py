"""What comes with the program: lists, example reports, lessons, notebooks (随附数据)."""

from __future__ import annotations

from pathlib import Path

from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.report import Report

__all__ = ["example", "shipped", "shipped_folder"]


def shipped_folder(name: str) -> Path:
    """Return the folder ``data`` or ``notebooks`` of this program, installed or in a checkout."""
    here = Path(__file__).parents[1]
    installed = here / f"_{name}"
    return installed if installed.is_dir() else here.parent / name


def shipped() -> DataPackage:
    """Return the data package that comes with the program."""
    return DataPackage(shipped_folder("data"))


def example(report: str = "linfen-2023h1") -> Report:
    """Return one of the reports that come with the program, wherever it runs.

    Parameters
    ----------
    report : str
        Its id: ``linfen-2023h1`` or ``lvliang-2023h1``.

    Raises
    ------
    InputError
        Where there is no such report; lists those there are.

    Examples
    --------
    >>> example("linfen-2023h1")["f005"].printed
    '下降18.8%'
    """
    return shipped().read(report)
