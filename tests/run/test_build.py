"""A build: what it makes, what it keeps, what it says when something is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.run.conftest import DOCUMENT
from zoneanalysis.errors import InputError, ZoneAnalysisError
from zoneanalysis.run import pipeline
from zoneanalysis.run.crate import described
from zoneanalysis.run.links import linked_pages
from zoneanalysis.run.pipeline import Built, Outcome, Step, build
from zoneanalysis.run.publishing import CACHE, open_stage
from zoneanalysis.run.verification import checksums

ONE, OTHER = "yunchuan-2023h1", "yunchuan-2024h1"
BOOKS = {"review.zh.xlsx", "review.en.xlsx"}
PAGES = {
    f"review.{language}.{kind}" for language in ("zh", "en") for kind in ("html", "pdf", "ipynb")
}


def run(project: Path, *reports: str, **settings) -> Outcome:
    """Build the project into its outputs folder."""
    settings = {"output": project / "outputs", "data": project / "data"} | settings
    return build(reports, **settings)


def statuses(outcome: Outcome) -> dict[str, str]:
    """Return what became of each report."""
    return {each.name: each.status for each in outcome.built}


def names(folder: Path) -> set[str]:
    """Return the names of all files in a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def failed(outcome: Outcome) -> Built:
    """Return the one report that failed."""
    (each,) = outcome.failed
    return each


def test_everything_is_made(project):
    """Pages, notebooks, tables, charts and the crate of each report; comparison; index."""
    outcome = run(project)
    output = project / "outputs"
    charts = {"charts/01-square.zh.svg", "charts/01-square.en.svg"}
    tables = {"figures.csv", "checks.csv", "tables.xlsx", "ro-crate-metadata.json", *BOOKS}
    assert statuses(outcome) == {ONE: "built", OTHER: "built", "comparison": "built"}, outcome
    assert names(output / ONE) == names(output / OTHER) == PAGES | charts | tables
    assert {f"comparison.{each}" for each in ("zh.html", "zh.pdf", "en.html", "en.pdf")} <= names(
        output
    )
    index = (output / "index.html").read_text(encoding="utf-8")
    for report in (ONE, OTHER):
        assert f'href="{report}/review.zh.pdf"' in index
    assert 'href="comparison.en.html"' in index


def test_reports_named_have_a_comparison_of_their_own(project):
    """It stands beside the one of the data package, which stays as it is; pages lead to both."""
    run(project)
    output = project / "outputs"
    before = {name: each for name, each in checksums(output).items() if "comparison" in name}
    assert statuses(run(project, ONE, OTHER, compared=True)) == {"comparison-texts": "built"}
    assert before.items() <= checksums(output).items()
    for page in (output / "index.html", output / ONE / "review.zh.html"):
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        shown = {Path(a["href"]).name for a in soup.select("a[href]") if not a.has_attr("hidden")}
        assert {"comparison.zh.html", "comparison-texts.zh.html"} <= shown
    assert set(statuses(run(project)).values()) == {"unchanged"}


def test_one_report_alone_has_no_comparison(project):
    """A package with a single report builds; nothing is asked for that takes two."""
    shutil.rmtree(project / "data" / "reports" / "yunchuan-2023h1")
    outcome = run(project)
    assert not outcome.failed
    assert [each.name for each in outcome.built] == ["yunchuan-2024h1"]


def test_every_link_of_the_index_leads_somewhere(project):
    """Each address is a file of the outputs; the page needs no network; a name is shown as text."""
    report = project / "data" / "reports" / ONE / "report.json"
    meta = json.loads(report.read_text(encoding="utf-8"))
    meta["title"] = {"zh": "<b>进展</b>", "en": "<script>alert(1)</script>"}
    report.write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    run(project, formats=["html"])
    text = (project / "outputs" / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    addresses = [link["href"] for link in page.select("table a")]
    assert len(addresses) > 10
    assert all((project / "outputs" / address).is_file() for address in addresses)
    assert not page.find_all(["img", "link"])
    assert (
        len(page.find_all("script"))
        == len(page.select("caption b"))
        == len(page.find_all("b"))
        == 1
    )
    assert "<b>进展</b>" in page.text
    dates = [cell.get_text() for cell in page.select("tbody td:nth-child(3)")]
    assert dates == ["2023-06-30", "2024-06-30", "—"]


def test_second_run_makes_nothing(project):
    """Files that are up to date keep their bytes and their time."""
    run(project)
    times = {
        name: (project / "outputs" / name).stat().st_mtime_ns
        for name in checksums(project / "outputs")
    }
    outcome = run(project)
    assert set(statuses(outcome).values()) == {"unchanged"}
    assert times == {
        name: (project / "outputs" / name).stat().st_mtime_ns
        for name in checksums(project / "outputs")
    }


def test_a_change_rebuilds_what_it_touches(project):
    """A figure of one report: every review of that city, which looks at all its reports."""
    run(project)
    with (project / "data" / "reports" / ONE / "report.json").open("a") as file:
        file.write("\n")
    assert statuses(run(project)) == {ONE: "built", OTHER: "built", "comparison": "built"}
    assert set(statuses(run(project)).values()) == {"unchanged"}


def test_a_new_notebook_rebuilds_every_review(project, write_notebook):
    """The notebook is input, too."""
    run(project)
    write_notebook("review", "print('new')")
    assert statuses(run(project)) == {ONE: "built", OTHER: "built", "comparison": "unchanged"}


@pytest.mark.parametrize("damage", ["removed", "changed"])
def test_a_file_that_was_touched_is_made_again(project, damage):
    """A removed page and a page that someone edited are both restored."""
    run(project)
    page = project / "outputs" / ONE / "review.zh.html"
    before = page.read_bytes()
    if damage == "removed":
        page.unlink()
    else:
        page.write_text("edited")
    assert statuses(run(project))[ONE] == "built"
    assert page.read_bytes() == before


def test_a_part_can_be_built(project):
    """One report, one language, one format; what an earlier run made of the same input stays."""
    run(project, ONE, languages=["zh"], formats=["html"])
    folder = project / "outputs" / ONE
    assert names(folder) & PAGES == {"review.zh.html", "review.zh.ipynb"}
    run(project, ONE, languages=["en"], formats=["pdf"])
    assert names(folder) & PAGES == {
        "review.zh.html", "review.zh.ipynb", "review.en.pdf", "review.en.ipynb",
    }  # fmt: skip
    assert not (project / "outputs" / OTHER).exists()


def test_a_page_links_to_the_forms_that_are_there(project):
    """However the parts came about; what describes the folder follows, and the next run is idle."""
    output = project / "outputs"

    def shown(page: str) -> set[str]:
        soup = BeautifulSoup((output / page).read_bytes(), "html.parser")
        return {link["href"] for link in soup.select("nav.forms a") if not link.has_attr("hidden")}

    run(project, ONE, languages=["zh"], formats=["html"])
    assert shown(f"{ONE}/review.zh.html") == {
        "review.zh.xlsx", "review.zh.ipynb", "../index.html"
    }  # fmt: skip
    run(project, formats=["html", "docx"])
    assert shown(f"{ONE}/review.zh.html") == {
        "review.en.html", "review.zh.docx", "review.zh.xlsx", "review.zh.ipynb",
        "../comparison.zh.html", "../index.html",
    }  # fmt: skip
    assert shown("comparison.en.html") == {
        "comparison.zh.html", "comparison.en.docx", "comparison.en.xlsx",
        "comparison.en.ipynb", "index.html",
    }  # fmt: skip
    notebook = output / "comparison.zh.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace(ONE, "another"), "utf-8")
    pages = {f"{each}/review.zh.html": "" for each in (ONE, OTHER)}
    ((mended, page),) = linked_pages(output, pages)  # a comparison of others is none of it
    assert mended == f"{ONE}/review.zh.html" and b'hidden href="../comparison' in page
    notebook.write_text(notebook.read_text("utf-8").replace("another", ONE), "utf-8")
    told = described(output / ONE / "ro-crate-metadata.json")
    assert told is not None
    for name, digest in told.files.items():
        assert hashlib.sha256((output / ONE / name).read_bytes()).hexdigest() == digest
    outcome = run(project, formats=["html", "docx"])
    assert set(statuses(outcome).values()) == {"unchanged"}


def test_parts_of_another_input_do_not_stay(project, write_notebook):
    """A folder never holds pages of two states of the data."""
    run(project, ONE)
    write_notebook("review", "print('new')")
    run(project, ONE, languages=["zh"], formats=["html"])
    assert names(project / "outputs" / ONE) & PAGES == {"review.zh.html", "review.zh.ipynb"}


def test_files_of_the_user_stay(project, write_notebook):
    """What someone put beside the review is not ours to remove."""
    run(project, ONE)
    note = project / "outputs" / ONE / "notes" / "mine.txt"
    note.parent.mkdir()
    note.write_text("mine")
    write_notebook("review", "print('new')")
    run(project, ONE)
    assert note.read_text() == "mine"


FAST = {"languages": ["zh"], "formats": ["html"]}


def test_nothing_of_the_user_is_replaced(project, write_notebook):
    """Charts, links, a pipe, empty folders stay; what has a page's name is put aside and named."""
    run(project, ONE, **FAST)
    folder = project / "outputs" / ONE
    made = names(folder)
    (folder / "charts" / "my.svg").write_text("mine")
    (folder / "checks.aside.csv").write_text("mine, too")
    (folder / "empty" / "within").mkdir(parents=True)
    (folder / "link").symlink_to("charts/my.svg")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "linked").symlink_to(project / "data")
    os.mkfifo(folder / "pipe")
    (folder / "review.zh.html").write_text("edited")
    (folder / "checks.csv").unlink()
    (folder / "checks.csv").symlink_to("link")
    (folder / "figures.csv").unlink()
    (folder / "figures.csv").mkdir()
    (folder / "figures.csv" / "deep.txt").write_text("deep")
    write_notebook("review", DOCUMENT, "print('new')")
    outcome = run(project, ONE, **FAST)
    assert statuses(outcome) == {ONE: "built"}
    assert (folder / "charts" / "my.svg").read_text() == "mine"
    assert (folder / "checks.aside.csv").read_text() == "mine, too"
    assert (folder / "empty" / "within").is_dir()
    assert (folder / "link").readlink() == Path("charts/my.svg")
    assert (folder / "dangling").readlink() == Path("nowhere")
    assert (folder / "linked").readlink() == project / "data"
    assert (folder / "pipe").is_fifo()
    assert (folder / "review.zh.aside.html").read_text() == "edited"
    assert (folder / "checks.aside2.csv").readlink() == Path("link")
    assert (folder / "figures.aside.csv" / "deep.txt").read_text() == "deep"
    assert {each.name for each in outcome.aside} == {
        "review.zh.aside.html", "checks.aside2.csv", "figures.aside.csv",
    }  # fmt: skip
    assert all((folder / each).is_file() for each in made)
    assert not run(project, ONE, **FAST).aside


def test_what_a_run_made_does_not_stay_when_it_is_made_no_more(project, write_notebook):
    """A chart that the notebook lost is gone, though the records are, too: the crate tells."""
    run(project, ONE, **FAST)
    folder = project / "outputs" / ONE
    assert (folder / "charts").is_dir()
    (project / "outputs" / CACHE / "records.json").unlink()
    write_notebook("review", "print('new')")
    aside = run(project, ONE, **FAST).aside
    assert [each.name for each in aside] == ["index.aside.html"], "whose it was, no crate tells"
    assert names(folder) == {
        "review.zh.html", "review.zh.ipynb", "review.zh.xlsx",
        "figures.csv", "checks.csv", "tables.xlsx", "ro-crate-metadata.json",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["file", "link", "dangling link", "pipe"])
def test_only_a_folder_is_replaced_by_a_report(project, kind):
    """Anything else of that name is an error of this report, stays, and stops no other."""
    (project / "elsewhere").mkdir()
    (project / "outputs").mkdir()
    place = project / "outputs" / ONE
    if kind == "file":
        place.write_text("mine")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(project / ("elsewhere" if kind == "link" else "nowhere"))
    mode = place.lstat()
    outcome = run(project, ONE, OTHER, **FAST)
    assert "must be a folder" in failed(outcome).errors[0]
    assert statuses(outcome) == {ONE: "failed", OTHER: "built"}
    assert (place.lstat().st_ino, place.lstat().st_mode) == (mode.st_ino, mode.st_mode)
    assert not list((project / "elsewhere").iterdir())


def test_the_pages_of_another_site_are_put_aside(project):
    """An index page, a comparison, and a file named charts that no build made."""
    output = project / "outputs"
    (output / "foreign").mkdir(parents=True)
    (output / "foreign" / "ro-crate-metadata.json").write_text("[]")
    (output / "index.html").write_text("mine")
    (output / "charts").write_text("mine")
    (output / "comparison.zh.html").symlink_to("index.html")
    outcome = run(project, **FAST)
    assert not outcome.failed
    assert (output / "index.aside.html").read_text() == "mine"
    assert (output / "charts.aside").read_text() == "mine"
    assert (output / "comparison.zh.aside.html").readlink() == Path("index.html")
    assert len(outcome.aside) == 3
    assert not run(project, **FAST).aside


def test_one_bad_report_stops_no_other(project):
    """Its faults are named, its last good files stay, the rest is built."""
    run(project)

    def kept() -> dict[str, str]:  # but for the link to the comparison, which is without it now
        found = checksums(project / "outputs" / ONE)
        return {n: each for n, each in found.items() if not n.endswith((".html", "data.json"))}

    before = kept()
    (project / "data" / "reports" / ONE / "figures.csv").unlink()
    outcome = run(project)
    assert "figures.csv" in " ".join(failed(outcome).errors)
    assert statuses(outcome)[OTHER] == "built", "it no longer looks at the other"
    assert kept() == before


def test_a_notebook_that_fails_is_named(project, write_notebook):
    """The cell and the error, once, though both languages failed."""
    write_notebook("review", "1 / 0")
    outcome = run(project, ONE)
    assert failed(outcome).errors == ("review.ipynb, cell 3: ZeroDivisionError: division by zero",)
    assert not (project / "outputs" / ONE).exists()


def test_what_can_not_be_shown_stops_no_build(project, write_notebook):
    """Rare characters, a linked picture and a broken one: every file is made without an option."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><image href="x.png" width="9"/></svg>'
    shown = {"image/svg+xml": picture}, {"image/png": "iVBORw0KGgoAAAANSUhEUgAA"}
    cells = [f"from IPython.display import display\ndisplay({each}, raw=True)" for each in shown]
    write_notebook("review", DOCUMENT.replace("小结", "䣝与𰻞"), *cells)
    outcome = run(project, ONE, formats=["html", "pdf", "docx"])
    assert not outcome.failed
    page = (project / "outputs" / ONE / "review.zh.html").read_text("utf-8")
    assert "䣝与𰻞" in page
    assert "x.png" in page


@pytest.mark.parametrize("report", ["nowhere-2024h1", "../yunchuan-2024h1", "", "云川"])
def test_unknown_reports_are_refused(project, report):
    """Before anything is written."""
    with pytest.raises(InputError):
        run(project, report)
    assert not (project / "outputs").exists()


def test_output_must_be_a_folder(project):
    """A file in its place is an input error."""
    (project / "outputs").write_text("")
    with pytest.raises(InputError, match="--output"):
        run(project)


def test_two_builds_do_not_write_at_once(project):
    """The second one says so and leaves."""
    with open_stage(project / "outputs"), pytest.raises(ZoneAnalysisError, match="another build"):
        run(project)


def test_crate_says_what_was_made_from_what(project):
    """Every file with its SHA-256, every input with its own, no path of the machine, no time."""
    run(project, ONE)
    folder = project / "outputs" / ONE
    text = (folder / "ro-crate-metadata.json").read_text(encoding="utf-8")
    graph = {each["@id"]: each for each in json.loads(text)["@graph"]}
    parts = {each["@id"] for each in graph["./"]["hasPart"]}
    assert parts == names(folder) - {"ro-crate-metadata.json"}
    for name in parts:
        assert graph[name]["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    inputs = {graph[each["@id"]]["name"] for each in graph["#build"]["object"]}
    assert {"notebooks/review.ipynb", f"data/reports/{ONE}/figures.csv"} <= inputs
    assert str(project) not in text


BUILD = """\
import sys
from pathlib import Path
from zoneanalysis.run.pipeline import build
root = Path(sys.argv[1])
outcome = build(data=root / "data", output=Path(sys.argv[2]))
sys.exit(len(outcome.failed))
"""


def build_elsewhere(project: Path, output: Path, **environment: str) -> None:
    """Build in a process of its own, with another environment."""
    command = [sys.executable, "-c", BUILD, str(project), str(output)]
    subprocess.run(command, env=os.environ | environment, check=True, timeout=300)


def test_the_same_bytes_elsewhere(project, tmp_path):
    """Another folder, time zone, hash seed, language and working directory change no byte."""
    moved = tmp_path / "云 川"
    build_elsewhere(project, tmp_path / "a", TZ="Asia/Shanghai", PYTHONHASHSEED="1", LANG="C")
    project.rename(moved)
    build_elsewhere(
        moved, tmp_path / "b c", TZ="America/St_Johns", PYTHONHASHSEED="2", LANG="zh_CN.UTF-8"
    )
    first = checksums(tmp_path / "a")
    assert len(first) > 20
    assert checksums(tmp_path / "b c") == first


def whole(folder: Path) -> bool:
    """Return whether a report's folder holds exactly what its own crate lists, byte for byte."""
    graph = json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"]
    listed = {each["@id"]: each["sha256"] for each in graph if each["@id"] in names(folder)
              and "sha256" in each}  # fmt: skip
    made = {name: digest for name, digest in checksums(folder).items() if "crate" not in name}
    return listed == made


def test_what_a_build_has_placed_is_kept_when_it_is_interrupted(project, monkeypatch):
    """A report goes to its place as soon as it is made, and the next run knows it."""
    monkeypatch.setattr(pipeline, "_BETWEEN", 0.0)
    whole_by_then = []

    def interrupt(step: Step) -> None:
        if (project / "outputs" / ONE).exists() or (project / "outputs" / OTHER).exists():
            whole_by_then.extend(
                each for each in (ONE, OTHER) if (project / "outputs" / each).exists()
            )
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(project, jobs=1, progress=interrupt)
    (first,) = whole_by_then
    assert whole(project / "outputs" / first)
    assert {name for name, status in statuses(run(project)).items() if status == "unchanged"} == {
        first
    }


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_nothing_half_written(project, write_notebook):
    """SIGKILL at 12 moments: each folder is whole, old or new; the next run completes."""
    output = project / "outputs"
    run(project)
    command = [sys.executable, "-c", BUILD, str(project), str(output)]
    finished = 0
    for moment in range(12):
        write_notebook("review", f"print({moment})")
        process = subprocess.Popen(command)
        try:
            process.wait(timeout=0.25 * moment)
            finished += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for report in (ONE, OTHER):
            assert not (output / report).exists() or whole(output / report)
        for page in output.glob("*.html"):
            assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert finished < 12
    run(project)
    assert set(statuses(run(project)).values()) == {"unchanged"}
    assert whole(output / ONE)
    assert not list((output / CACHE).glob("stage-*"))


def test_a_folder_that_was_moved_away_comes_back(project):
    """Killed between the two renames, the old folder is restored by the next run."""
    run(project)
    output = project / "outputs"
    abandoned = output / CACHE / "stage-gone" / "replaced"
    abandoned.mkdir(parents=True)
    (output / ONE).rename(abandoned / ONE)
    assert statuses(run(project))[ONE] == "unchanged"
    assert whole(output / ONE)
