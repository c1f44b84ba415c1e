"""Source texts on disk, matched to the reports that name them by SHA-256 (原文)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.loading import ReportFolder, read_bytes

__all__ = ["check_source", "source_texts"]


def source_texts(source: Path) -> dict[str, bytes]:
    """Return the text files of *source*, a file or a folder, by their SHA-256."""
    files = (
        sorted(each for each in source.rglob("*") if each.is_file())
        if source.is_dir()
        else [source]
    )
    found = {}
    for file in files:
        raw, _ = read_bytes(file, str(file), "the source text")
        if raw is not None:
            found[hashlib.sha256(raw).hexdigest()] = raw
    return found


def check_source(source: Path, folders: list[ReportFolder], *, named: bool) -> list[Fault]:
    """Return what the source texts have against the reports that name them.

    Parameters
    ----------
    source : Path
        A text, or a folder of texts.
    named : bool
        Whether the user named the reports; a single text is then held against each of them, even
        where it is not the one that the report names.
    """
    if not source.exists():
        return list(read_bytes(source, str(source), "the source text")[1])
    texts = source_texts(source)
    faults: list[Fault] = []
    unmatched = []
    for folder in folders:
        wanted = (folder.meta.get("source") or {}).get("sha256", "")
        raw = texts.get(wanted)
        if raw is None and len(texts) == 1 and (named or len(folders) == 1 or not wanted):
            raw = next(iter(texts.values()))
        if raw is None:
            unmatched.append(folder.report_id)
        else:
            faults.extend(folder.against_source(raw, str(source)))
    if unmatched and (named or len(unmatched) == len(folders)):
        faults.append(
            Fault(
                "the source must hold the text that a report names by its SHA-256",
                phrase(
                    "{count} text(s), none of them named by {unmatched}",
                    count=len(texts),
                    unmatched=", ".join(unmatched),
                ),
                Location(file=str(source)),
                "Pass the original file; or name the report and one text, and its offsets are "
                "checked against it all the same.",
            )
        )
    return faults
