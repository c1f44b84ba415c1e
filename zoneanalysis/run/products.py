"""Makes the files of one report in one language, or of the comparison: the work of one process.

The functions here run in a worker (:mod:`zoneanalysis.run.workers`). They write into a folder of
their own and return the names of what they wrote; the pipeline puts the files into their place.
"""

from __future__ import annotations

import contextlib
import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from zoneanalysis.audit import Audit
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import export_notebook
from zoneanalysis.document.model import MIME_TYPE, Chart
from zoneanalysis.document.workbook import tables_workbook
from zoneanalysis.messages import LANGUAGES, Language
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.evidence import Evidence
from zoneanalysis.review.review import Review
from zoneanalysis.run import notebooks
from zoneanalysis.run.book import results_workbook
from zoneanalysis.run.workers import Reporter

if TYPE_CHECKING:
    from zoneanalysis.review.sourceview import Reading

__all__ = ["make_pages", "make_source_view", "make_tables"]


# The columns of an audit that are sentences.
_IN_WORDS = {"words", "reason", "alternatives", "implied", "warning", "not_shown"}


def make_pages(
    folder: Path,
    notebook: Path,
    parameters: Mapping[str, notebooks.Value],
    stem: str,
    date: str,
    formats: Sequence[Literal["html", "pdf", "docx"]],
    source: Path | None,
    report: Reporter,
) -> list[str]:
    """Run a notebook and write it, its charts, tables and pages; return the names of the files.

    Parameters
    ----------
    folder
        Where to write; made in a folder that is there.
    notebook
        The notebook's file.
    parameters
        What it is run with; ``language`` among them.
    stem
        The first part of the names: ``review`` gives ``review.zh.html``.
    date
        The date of the report, 2023-06-30; goes into the notebook, so that exporting it again
        gives the same pages.
    formats
        Of ``html``, ``pdf`` and ``docx``.
    source
        The text that the report was transcribed from, in any format that extraction reads. The
        notebook gets a name, not a path: it runs in a folder where a text has that name.
    report
        Is told the step and how far it is.
    """
    steps = len(formats) + 1
    with tempfile.TemporaryDirectory(prefix="zoneanalysis-") as place, contextlib.chdir(place):
        if source:
            from zoneanalysis.extraction.inputs import read_document

            name = f"{source.stem}.txt"
            Path(name).write_text(read_document(source).text, encoding="utf-8", newline="")
            parameters = {**parameters, "source": name}
        executed = notebooks.run(
            notebooks.read(notebook),
            parameters,
            name=notebook.name,
            cell_done=lambda done, total: report("notebook", done, total * steps),
        )
    language = parameters["language"]
    executed.metadata["zoneanalysis"] = {"date": date, "language": language, "stem": stem}
    files: dict[str, bytes] = {f"{stem}.{language}.ipynb": notebooks.to_text(executed).encode()}
    documents = _documents(executed)
    with ThreadPoolExecutor(1) as beside:  # Typst works while Python does the rest
        pdf = beside.submit(export_notebook, executed, format="pdf") if "pdf" in formats else None
        files[f"{stem}.{language}.xlsx"] = tables_workbook(
            documents, language=str(language), date=date
        )
        for name, svg in _charts(documents):
            lead = f"{stem}-" if stem != notebook.stem else ""  # two of a kind share a folder
            files[f"charts/{lead}{name}.{language}.svg"] = svg.encode()
        for number, wanted in enumerate(formats, start=1):
            report(wanted, number, steps)
            if pdf and wanted == "pdf":
                page = pdf.result()
            else:
                page = export_notebook(executed, format=wanted)
            files[f"{stem}.{language}.{wanted}"] = page
    folder.mkdir()  # not its parents: where they are gone, the run has ended
    (folder / "charts").mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    report("done", steps, steps)
    return sorted(files)


def _documents(executed: Any) -> list[Document]:
    """Return the documents of an executed notebook, which stand in it from now on as they are."""
    documents = []
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            if MIME_TYPE in (data := output.get("data", {})):
                documents.append(Document.from_json(data[MIME_TYPE]))
                data[MIME_TYPE] = documents[-1]
    return documents


def _charts(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield the charts of documents: a name, numbered in order, and the SVG."""
    blocks = (block for document in documents for block in document.blocks)
    charts = (block for block in blocks if isinstance(block, Chart))
    for number, chart in enumerate(charts, start=1):
        yield f"{number:02d}-{chart.anchor or 'chart'}", chart.svg


def make_tables(folder: Path, report_id: str, report: Reporter) -> list[str]:
    """Audit a report and write its figures and checks; return the names of the files.

    As CSV for programs, and as a workbook in which values and ends of intervals are numbers, with
    the values that follow from the figures.
    """
    report("audit", 0, 1)
    made = Review.open(report_id)
    audited = made.audit
    folder.mkdir()
    for name, rows in (
        ("figures.csv", _figures(audited, made.lead)),
        ("checks.csv", _checks(audited)),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0] if rows else ("id",), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    (folder / "tables.xlsx").write_bytes(results_workbook(audited))
    report("audit", 1, 1)
    return ["figures.csv", "checks.csv", "tables.xlsx"]


def make_source_view(
    folder: Path, report_id: str, language: Language, source: Path, report: Reporter
) -> list[str]:
    """Write the source text with every figure marked by its verdict; return the file's name."""
    from zoneanalysis.extraction.inputs import read_document
    from zoneanalysis.review.sourceview import source_view

    report("source view", 0, 1)
    package = DataPackage.find()
    audited = Evidence.of(package, report_id).audit
    text = read_document(source).text
    readings = _readings(package.folder(report_id) / "extraction.csv", language)
    view = source_view(audited.report, text, audited, language, readings)
    folder.mkdir()
    name = f"source.{language}.html"
    (folder / name).write_text(view.html(), encoding="utf-8", newline="\n")
    report("source view", 1, 1)
    return [name]


def _readings(path: Path, language: Language) -> dict[str, Reading]:
    """Return how the figures were extracted, where the report came from a text."""
    from zoneanalysis.review.sourceview import Reading

    if not path.is_file():
        return {}
    column = "reason_zh" if language == "zh" else "reason"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Reading(
                row.get("pattern") or "",
                row.get("confidence") or "",
                tuple(filter(None, [row.get(column)])),
            )
            for row in csv.DictReader(file)
            if row.get("id") and row.get("kind") == "figure"
        }


def _figures(audited: Audit, lead: Observation | None) -> list[dict[str, object]]:
    """Return every figure with what is known of its value, and the checks that it took part in.

    Behind the *lead* of the review stands the name of its indicator.
    """
    rows: list[dict[str, object]] = []
    citations = {language: Citation(audited.report, language) for language in LANGUAGES}
    for each, covered in zip(audited.report, audited.coverage, strict=True):
        worst, why = covered.worst, covered.reason
        rows.append(
            {
                "id": each.id,
                "printed": each.printed,
                "char_start": "" if each.char_start is None else each.char_start,
                "section": each.section,
                "indicator": each.indicator,
                "ref_area": each.ref_area,
                "time_period": str(each.period),
                "measure": each.measure,
                "interval": str(each.figure.interval),
                "unit_measure": each.figure.unit.symbol,
                "obs_status": each.status,
                "basis": each.basis,
                "gravest_verdict": worst.value if worst else "",
                "checks": " ".join(claim for claim, _, _ in covered.checks),
                "not_checked_zh": why.render("zh") if why else "",
                "not_checked_en": why.render("en") if why else "",
                "note": each.note,
                **{
                    f"leads_{language}": names.indicator(each.indicator, start=True)
                    if lead is not None and each.id == lead.id
                    else ""
                    for language, names in citations.items()
                },
            }
        )
    return rows


def _checks(audited: Audit) -> list[dict[str, object]]:
    """Return every relation with its verdict; what is said in words stands in both languages."""
    rows = []
    for english, chinese in zip(audited.to_records("en"), audited.to_records("zh"), strict=True):
        row: dict[str, object] = {}
        for column, text in english.items():
            if column in _IN_WORDS:
                row |= {f"{column}_zh": chinese[column], f"{column}_en": text}
            else:
                row[column] = text
        rows.append(row)
    return rows
