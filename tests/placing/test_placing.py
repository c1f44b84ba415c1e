"""Folders put in place: killed at any file operation, with anything in them. 云川市 is invented.

An audit hook of Python sees every file operation before it happens. Killed at the n-th, nothing
happens from there on, as when the process is gone.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zoneanalysis import placing
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract, write_reports
from zoneanalysis.reports import DataPackage

OPERATIONS = {
    "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
    "os.truncate", "shutil.copyfile",
}  # fmt: skip
OLD = (
    "云川市2024年上半年开发区工作进展\n"
    "1-6月,工业投资完成41.26亿元,同比下降17.6%。签约项目12个,总投资30亿元。\n"
)
NEW = OLD.replace("41.26", "52.3").replace("签约项目12个", "签约项目7个,其中亿元以上项目5个")


class Killed(BaseException):
    """The process is gone."""


class Killer:
    """Lets a number of file operations happen, then none."""

    left: int | None = None

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count an operation, or refuse it."""
        if self.left is None:
            return
        writes = event == "open" and int(arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in OPERATIONS or writes:
            if self.left == 0:
                raise Killed
            self.left -= 1


KILLER = Killer()
sys.addaudithook(KILLER)


def killed_after(operations: int, action: Callable[[], object]) -> bool:
    """Run the action with so many file operations allowed; return whether it was killed."""
    KILLER.left = operations
    try:
        action()
    except Killed:
        return True
    finally:
        KILLER.left = None
    return False


def content(folder: Path) -> dict[str, object]:
    """Return what stands in a folder: bytes of files, targets of links, kinds of the rest."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = stat.S_IFMT(path.stat().st_mode)
    return found


@pytest.fixture(params=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return how this system swaps folders: in one step, or in two."""
    if request.param == "two renames":
        monkeypatch.setattr(placing, "_exchange", lambda *_: False)
    return str(request.param)


def furnish(folder: Path) -> None:
    """Put into a folder what a user may keep there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("mine")
    (folder / "empty" / "within").mkdir(parents=True)
    (folder / "link").symlink_to("notes/mine.txt")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "linked folder").symlink_to("notes")
    os.mkfifo(folder / "pipe")


def moments(run: Callable[[int], bool]) -> Iterator[int]:
    """Yield 0, 1, 2 … for as long as ``run`` with so many operations is killed."""
    number = 0
    while run(number):
        yield number
        number += 1
    assert number > 5, "nothing was killed"


def test_an_extraction_killed_anywhere_is_there_whole_or_not_at_all(
    tmp_path: Path, system: str
) -> None:
    """The folder is missing or complete; the next extraction completes it and clears up."""
    found = extract(OLD, "云川市")
    write_reports(found, tmp_path / "whole" / "r")
    whole = content(tmp_path / "whole" / "r")

    def run(number: int) -> bool:
        place = tmp_path / str(number) / "r"
        return killed_after(number, lambda: write_reports(found, place))

    for number in moments(run):
        folder = tmp_path / str(number) / "r"
        assert not folder.exists() or content(folder) == whole
        write_reports(found, folder, update=True)
        assert content(folder) == whole
        assert os.listdir(folder.parent) == ["r"]  # noqa: PTH208 - hidden ones, too


def test_an_update_killed_anywhere_leaves_the_old_or_the_new(tmp_path: Path, system: str) -> None:
    """Never new figures with old claims; what else stood there stays; the one before is kept."""
    old, new = extract(OLD, "云川市"), extract(NEW, "云川市")

    def prepared(name: str) -> Path:
        folder = tmp_path / name / "r"
        write_reports(old, folder)
        furnish(folder)
        return folder

    before = content(prepared("before"))
    folder = prepared("after")
    write_reports(new, folder, update=True)
    after = content(folder)
    assert before["figures.csv"] != after["figures.csv"]
    assert before["claims.csv"] != after["claims.csv"]
    assert before.keys() == after.keys()
    assert content(folder.parent / ".r.before") == before

    def run(number: int) -> bool:
        place = prepared(str(number))
        return killed_after(number, lambda: write_reports(new, place, update=True))

    seen = set()
    for number in moments(run):
        folder = tmp_path / str(number) / "r"
        state = content(folder)
        seen.add("new" if state == after else "old" if state == before else "missing")
        if system == "exchange":
            assert state in (before, after)
        else:
            assert state in (before, after) or not folder.exists()
        write_reports(new, folder, update=True)
        assert content(folder) == after
        assert set(os.listdir(folder.parent)) <= {"r", ".r.before"}  # noqa: PTH208
    assert {"old", "new"} <= seen


def test_what_is_put_in_place_is_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut after a rename leaves no empty table: of an extraction, an update, a draft."""
    settled = set()
    fsync = os.fsync

    def settle(handle: int) -> None:
        settled.add(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", settle)
    for update, text in ((False, OLD), (True, NEW)):
        write_reports(extract(text, "云川市"), tmp_path / "r", update=update)
        names = [path for path in (tmp_path / "r").iterdir() if path.is_file()]
        assert names
        assert {path.stat().st_ino for path in names} <= settled
    with placing.stage_beside(tmp_path / "s") as stage:
        placing.place_file("x", tmp_path / "s" / "a.csv", stage)
    assert (tmp_path / "s" / "a.csv").stat().st_ino in settled


def test_a_new_report_killed_anywhere_is_there_whole_or_not_at_all(
    tmp_path: Path, committed: DataPackage
) -> None:
    """Scaffolding again after a kill works, and clears up."""
    package = DataPackage(tmp_path)
    for name in ("areas.csv", "indicators.csv"):
        (tmp_path / name).write_bytes((committed.root / name).read_bytes())
    names = {"report.json", "figures.csv", "claims.csv", "actions.csv", "zones.csv"}

    def scaffold(name: str) -> Path:
        return package.scaffold(name, area="CN-1410", period="2024-01/2024-06")

    for number in moments(lambda n: killed_after(n, lambda: scaffold(f"r{n}"))):
        folder = tmp_path / "reports" / f"r{number}"
        if not folder.exists():
            scaffold(folder.name)
        assert set(content(folder)) == names
    scaffold("last")
    assert [each.name for each in tmp_path.rglob(".*")] == []
    assert package.validate() == ()


def test_a_swap_killed_anywhere_keeps_what_others_put_there(tmp_path: Path, system: str) -> None:
    """The way of a build: made in a stage, the user's things taken along, swapped in."""

    def prepared(name: str) -> Path:
        output = tmp_path / name
        furnish(output / "r")
        (output / "r" / "page.html").write_text("old")
        (output / ".cache").mkdir()
        return output

    def build(output: Path) -> None:
        with placing.make_stage(output / ".cache", "stage-", output) as stage:
            made = stage / "complete" / "r"
            made.mkdir(parents=True)
            (made / "page.html").write_text("new")
            placing.carry_over(output / "r", made, lambda name, _: name == "page.html")
            placing.swap(made, output / "r", stage)

    before = content(prepared("before") / "r")
    after = {**before, "page.html": b"new"}
    for number in moments(
        lambda n: (output := prepared(str(n))) and killed_after(n, lambda: build(output))
    ):
        output = tmp_path / str(number)
        if system == "exchange" or (output / "r").exists():
            assert content(output / "r") in (before, after)
        build(output)
        assert content(output / "r") == after
        assert content(output / ".cache") == {}


def test_a_swap_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error between the two renames, not a kill: nothing is missing."""
    monkeypatch.setattr(placing, "_exchange", lambda *_: False)
    furnish(tmp_path / "r")
    before = content(tmp_path / "r")
    with pytest.raises(FileNotFoundError), placing.stage_beside(tmp_path / "r") as stage:
        placing.swap(stage / "nothing", tmp_path / "r", stage)
    assert content(tmp_path / "r") == before


@pytest.mark.parametrize("kind", ["file", "link to a folder", "dangling link", "pipe"])
def test_only_a_folder_is_replaced(tmp_path: Path, kind: str) -> None:
    """Anything else in its place is refused, and stays."""
    folder = tmp_path / "r"
    (tmp_path / "elsewhere").mkdir()
    make: dict[str, Callable[[], object]] = {
        "file": lambda: folder.write_text("mine"),
        "link to a folder": lambda: folder.symlink_to(tmp_path / "elsewhere"),
        "dangling link": lambda: folder.symlink_to(tmp_path / "nowhere"),
        "pipe": lambda: os.mkfifo(folder),
    }
    make[kind]()
    before = content(tmp_path)
    with placing.stage_beside(folder) as stage:
        (stage / "made").mkdir()
        with pytest.raises(InputError, match="must be a folder"):
            placing.swap(stage / "made", folder, stage)
    assert content(tmp_path) == before


def test_what_stands_in_the_way_gets_another_name(tmp_path: Path) -> None:
    """A file, a link and a folder whose names are taken; a second round loses none either."""
    old, made = tmp_path / "old", tmp_path / "made"
    for folder in (old, made):
        folder.mkdir()
    (old / "page.html").write_text("edited")
    (old / "page.aside.html").write_text("edited before")
    (old / "table.csv").symlink_to("page.html")
    (old / "charts").write_text("a file")
    (old / "view.html" / "deep").mkdir(parents=True)
    (old / "view.html" / "deep" / "x").write_text("x")
    for name in ("page.html", "table.csv", "charts/1.svg", "view.html"):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text("made")
    aside = placing.carry_over(old, made, lambda *_: False)
    assert content(made) == {
        "charts": stat.S_IFDIR, "charts/1.svg": b"made", "charts.aside": b"a file",
        "page.html": b"made", "page.aside.html": b"edited before", "page.aside2.html": b"edited",
        "table.csv": b"made", "table.aside.csv": "-> page.html",
        "view.html": b"made", "view.aside.html": stat.S_IFDIR,
        "view.aside.html/deep": stat.S_IFDIR, "view.aside.html/deep/x": b"x",
    }  # fmt: skip
    assert {path.as_posix() for path in aside} == {
        "charts.aside", "page.aside2.html", "table.aside.csv", "view.aside.html",
    }  # fmt: skip


def test_the_working_directory_is_not_swapped_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stands in the folder is told to leave it; nothing is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="working directory"):
        write_reports(extract(OLD, "云川市"), Path())
    assert content(tmp_path) == {}


def test_a_linked_folder_is_written_where_it_is(tmp_path: Path) -> None:
    """The link stays one, the folder behind it gets the report."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_reports(extract(OLD, "云川市"), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "figures.csv").is_file()
