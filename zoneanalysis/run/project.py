"""A new folder to work in: data package, notebooks, README (新建项目)."""

from __future__ import annotations

import shutil
from pathlib import Path

from zoneanalysis.errors import InputError, Location
from zoneanalysis.placing import check_folder, stage_beside
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.shipped import shipped_folder
from zoneanalysis.run.lessons import write_lessons

__all__ = ["init"]

_DOCS = "https://github.com/zoneanalysis/zoneanalysis/blob/main/docs/"


def init(folder: str | Path, *, example: bool = False) -> Path:
    """Make a folder with a data package, the notebooks and a README, and return it.

    Parameters
    ----------
    folder : path
        A new or an empty folder.
    example : bool
        Also the two example reports, the panel and the lessons as notebooks.

    Raises
    ------
    InputError
        Where the folder holds anything; nothing is written then.
    """
    target = Path(folder).resolve()
    check_folder(target)
    if target.is_dir() and any(target.iterdir()):
        raise InputError.single(
            must="a new project must have a folder of its own, new or empty",
            came=f"{target}, which holds {sum(1 for _ in target.iterdir())} entries",
            where=Location(file=str(folder)),
            do="Choose another name.",
        )
    data, notebooks = shipped_folder("data"), shipped_folder("notebooks")
    with stage_beside(target) as stage:
        made = stage / "made"
        (made / "data").mkdir(parents=True)
        if example:
            given = shutil.ignore_patterns("solutions", "*.md")  # the lessons' answers
            shutil.copytree(data, made / "data", dirs_exist_ok=True, ignore=given)
            write_lessons(made / "lessons", (), 0, solved=False)
        else:
            (made / "data" / "reports").mkdir()
            for each in ("areas.csv", "indicators.csv"):
                shutil.copy(data / each, made / "data")
        shutil.copytree(notebooks, made / "notebooks")
        DataPackage(made / "data").write_descriptor()
        about = (data / "README.md").read_text(encoding="utf-8").replace("](../docs/", f"]({_DOCS}")
        (made / "data" / "README.md").write_text(about, encoding="utf-8")
        shutil.copy(Path(__file__).with_name("project.md"), made / "README.md")
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(made.iterdir(), reverse=True):  # the data package last
            path.rename(target / path.name)
    return target
