"""Extracting again without losing what a researcher corrected (更新).

``extraction.csv`` keeps a digest of every row as it was extracted. A row of ``figures.csv``,
``claims.csv`` or ``past.csv`` that no longer has its digest was corrected, one without a digest was
added, and a digest without a row means that it was deleted. All three stay as the researcher left
them. A relation that nobody corrected goes where a correction of its figures made it void.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.rows import FIGURE_ID, Row, fingerprint
from zoneanalysis.messages import phrase
from zoneanalysis.reports.schema.claim_rows import check_claims
from zoneanalysis.reports.schema.counts import ends_cut
from zoneanalysis.reports.schema.rows import Row as CheckedRow

__all__ = ["Merged", "merge"]

_QUANTITY = ("indicator", "ref_area", "time_period", "measure")


@dataclass(frozen=True)
class Merged:
    """Tables after merging.

    Parameters
    ----------
    figures, claims, traces, past : list of rows
    kept : int
        Rows left as a researcher made them, and rows left out as a researcher left them out.
    """

    figures: list[Row]
    claims: list[Row]
    traces: list[Row]
    kept: int
    past: list[Row]


def merge(
    folder: Path,
    figures: Sequence[Row],
    claims: Sequence[Row],
    traces: Sequence[Row],
    past: Sequence[Row],
) -> Merged:
    """Return the new rows with the corrections that a folder's rows hold.

    Parameters
    ----------
    folder : Path
        With ``figures.csv``, ``claims.csv`` and the ``extraction.csv`` of the extraction before.
    figures, claims, traces, past : sequence of mappings
        The rows of the new extraction.
    """
    old_figures, old_claims = _read(folder / "figures.csv"), _read(folder / "claims.csv")
    old_traces = _read(folder / "extraction.csv")
    digests = {
        row["char_start"]: row["as_extracted"] for row in old_traces if row["kind"] == "figure"
    }
    chosen, kept = _choose(old_figures, figures, digests)
    names = {row["char_start"]: f"f{number:03d}" for number, row in enumerate(chosen, start=1)}
    out = [{**row, "id": names[row["char_start"]]} for row in chosen]
    old_places = {row["id"]: row["char_start"] for row in old_figures}
    new_places = {row["id"]: row["char_start"] for row in figures}

    def chosen_of(kind: str, old: Sequence[Row], new: Sequence[Row]) -> tuple[list[Row], int]:
        return _choose_claims(
            [(row, old_places) for row in old],
            [(row, new_places) for row in new],
            {row["as_extracted"] for row in old_traces if row["kind"] == kind},
            names,
        )

    out_claims, kept_claims = chosen_of("claim", old_claims, claims)
    old_past = _read(folder / "past.csv") if (folder / "past.csv").exists() else []
    out_past, kept_past = chosen_of("past", old_past, past)
    out_past = _numbered(out_past, "p{:02d}")
    places = {row["id"]: row["char_start"] for row in out}
    by_digest = {row["as_extracted"]: row for row in traces}
    measures = {row["char_start"]: row["measure"] for row in figures}
    void = _void(
        out, [row for row in out_claims if fingerprint(row, places) in by_digest], measures
    )
    gone = {fingerprint(row, places) for row in void}
    out_claims = _numbered(row for row in out_claims if row not in void)
    current = gone | {fingerprint(row, places) for row in (*out, *out_claims, *out_past)}
    out_traces = [
        {**by_digest[digest], "id": row["id"]}
        for row in (*out, *out_claims, *out_past)
        if (digest := fingerprint(row, places)) in by_digest
    ]
    # what was corrected or deleted keeps its old digest, so that it stays so the next time too
    out_traces += [
        {**row, "id": names.get(row["char_start"], "")}
        for row in traces
        if row["as_extracted"] not in current
    ]
    return Merged(out, out_claims, out_traces, kept + kept_claims + kept_past, out_past)


def _choose(
    old: Sequence[Row], new: Sequence[Row], digests: dict[str, str]
) -> tuple[list[Row], int]:
    before = {row["char_start"]: row for row in old}
    after = {row["char_start"]: row for row in new}
    rows, kept = [], 0
    for place in dict.fromkeys([*before, *after]):
        was, found = before.get(place), after.get(place)
        if was is not None and fingerprint(was, {}) != digests.get(place):
            rows.append(was)
            kept += 1
        elif was is None and place in digests:
            kept += 1
        elif found is not None:
            rows.append(found)
    return sorted(rows, key=lambda row: int(row["char_start"] or 0)), kept


def _choose_claims(
    old: Iterable[tuple[Row, dict[str, str]]],
    new: Iterable[tuple[Row, dict[str, str]]],
    digests: set[str],
    names: dict[str, str],
) -> tuple[list[Row], int]:
    rows, kept, untouched = [], 0, set()
    for row, places in old:
        digest = fingerprint(row, places)
        if digest in digests:
            untouched.add(digest)
        elif (renamed := _renamed(row, places, names)) is not None:
            rows.append(renamed)
            kept += 1
    for row, places in new:
        digest = fingerprint(row, places)
        if digest in digests and digest not in untouched:
            kept += 1
        elif (renamed := _renamed(row, places, names)) is not None:
            rows.append(renamed)
    return _numbered(rows), kept


def _numbered(claims: Iterable[Row], name: str = "c{:03d}") -> list[Row]:
    return [{**row, "id": name.format(number)} for number, row in enumerate(claims, start=1)]


def _void(figures: Sequence[Row], claims: Sequence[Row], measures: Mapping[str, str]) -> list[Row]:
    """Return the relations, as extracted, that a correction of their figures made void.

    A figure is of another measure now, its unit no longer fits its role, or what was said to be
    printed twice is no longer one quantity.
    """
    by_id = {row["id"]: CheckedRow(number, row) for number, row in enumerate(figures, start=2)}
    moved = {
        row["id"]
        for row in figures
        if measures.get(row["char_start"], row["measure"]) != row["measure"]
    }
    void = []
    for number, claim in enumerate(claims, start=2):
        used = FIGURE_ID.findall(f"{claim['stated']} {claim['inputs']}")
        of = {tuple(by_id[each][column] for column in _QUANTITY) for each in used}
        faults = check_claims([CheckedRow(number, claim)], by_id)
        apart = claim["check"] == "repeat" and len(of) > 1
        if apart or moved.intersection(used) or any(faults):
            void.append(claim)
    return void


def _renamed(row: Row, places: dict[str, str], names: dict[str, str]) -> Row | None:
    """Return a claim with the new ids of its figures; None where one of them is gone."""
    used = FIGURE_ID.findall(f"{row['stated']} {row['inputs']}")
    if any(places.get(each) not in names for each in used):
        return None
    changed = {
        key: FIGURE_ID.sub(lambda found: names[places[found[0]]], row[key])
        for key in ("stated", "inputs")
    }
    return {**row, **changed}


def _read(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            text = handle.read()
    except FileNotFoundError:
        came, do = "no such file", "Extract into a new folder and copy the corrections by hand."
    except UnicodeDecodeError as error:
        came = phrase("a byte that is none, at {start}", start=error.start)
        do = "Save it again as CSV UTF-8 (a spreadsheet may have changed the encoding)."
    else:
        if faults := ends_cut(text, str(path)):
            raise InputError(faults)
        return list(csv.DictReader(io.StringIO(text, newline="")))
    raise InputError.single(
        must="the folder to update must hold figures.csv, claims.csv and extraction.csv in UTF-8",
        came=came,
        do=do,
        where=Location(file=str(path)),
    )
