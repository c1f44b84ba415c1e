"""Compare two independent transcriptions of the same reports, row by row.

Usage: python tools/compare_transcriptions.py FIRST SECOND

FIRST and SECOND each hold a folder a report with figures.csv and claims.csv. Figures are matched
by their place in the source text (char_start), claims by their check and the places of the
figures that they name, so that ids may differ. Codes of indicators and areas may be named
differently: two codes count as the same where each of them always meets the other, over all
reports. Prints how many rows agree in each column, then every difference. Exit code 0: none;
1: some; 2: a folder can't be read.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

Row = dict[str, str]

COLUMNS = (
    "printed", "section", "indicator", "ref_area", "time_period", "measure", "obs_value",
    "unit_measure", "obs_status", "basis", "bound",
)  # fmt: skip
NAMED_FREELY = ("indicator", "ref_area")


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reports(folder: Path) -> set[str]:
    """Return the names of the reports in *folder*."""
    return {each.parent.name for each in folder.glob("*/figures.csv")}


def aligned(
    first: list[Row], second: list[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Return the pairs that overlap in the text, and the rows that one side has alone."""
    by_place = {int(row["char_start"]): row for row in second}
    pairs, alone, used = [], [], set()
    for row in first:
        start = int(row["char_start"])
        overlap = range(start - 20, start + len(row["printed"]))
        match = next(
            (
                at
                for at in overlap
                if at in by_place and at not in used and at + len(by_place[at]["printed"]) > start
            ),
            None,
        )
        if match is None:
            alone.append(row)
        else:
            used.add(match)
            pairs.append((row, by_place[match]))
    return pairs, alone, [row for at, row in by_place.items() if at not in used]


def same_names(pairs: list[tuple[Row, Row]], column: str) -> set[tuple[str, str]]:
    """Return the pairs of codes that always meet each other."""
    there, back = defaultdict(set), defaultdict(set)
    for one, other in pairs:
        there[one[column]].add(other[column])
        back[other[column]].add(one[column])
    return {
        (code, next(iter(met)))
        for code, met in there.items()
        if len(met) == 1 and len(back[next(iter(met))]) == 1
    }


def claim_key(claim: Row, figures: list[Row]) -> tuple[str, ...]:
    """Return what identifies a claim without ids: check, stated, and places by role."""
    place = {row["id"]: row["char_start"] for row in figures}
    inputs = sorted(
        f"{role}@{place.get(figure, figure)}"
        for role, _, figure in (pair.partition("=") for pair in claim["inputs"].split())
    )
    return (claim["check"], place.get(claim["stated"], claim["stated"]), *inputs)


def differing_claims(first: Path, second: Path) -> Iterator[str]:
    """Yield the claims that only one side has, each with its own ids and note."""
    sides = []
    for folder in (first, second):
        figures = read(folder / "figures.csv")
        sides.append({claim_key(row, figures): row for row in read(folder / "claims.csv")})
    yield f"claims: {len(set(sides[0]) & set(sides[1]))} in both"
    for name, own, other in (("first", *sides), ("second", *reversed(sides))):
        for key in own.keys() - other.keys():
            row = own[key]
            yield (
                f"  only in the {name}: {row['check']} {row['stated']} <- {row['inputs']} "
                f"[{row['params']}] {row['note']}"
            )


def compare(first: Path, second: Path) -> tuple[list[str], int]:
    """Return the lines of the comparison and the number of differences."""
    names = sorted(reports(first) & reports(second))
    if not names or reports(first) != reports(second):
        raise FileNotFoundError(f"not the same reports: {reports(first)} and {reports(second)}")
    matched = {
        name: aligned(read(first / name / "figures.csv"), read(second / name / "figures.csv"))
        for name in names
    }
    every = [pair for pairs, _, _ in matched.values() for pair in pairs]
    same = {column: same_names(every, column) for column in NAMED_FREELY}
    lines, differences = [], 0
    for name, (pairs, left, right) in matched.items():
        lines.append(f"== {name}: {len(pairs)} figures in both")
        for side, rows in (("first", left), ("second", right)):
            for row in rows:
                differences += 1
                lines.append(f"  only in the {side}: {row['printed']} at {row['char_start']}")
        for column in COLUMNS:
            unlike = [
                (one, other)
                for one, other in pairs
                if one[column] != other[column]
                and (one[column], other[column]) not in same.get(column, set())
            ]
            lines.append(f"  {column}: {len(pairs) - len(unlike)} agree, {len(unlike)} differ")
            differences += len(unlike)
            lines.extend(
                f"    {one['printed']} at {one['char_start']}: {one[column] or '(empty)'} | "
                f"{other[column] or '(empty)'}"
                for one, other in unlike
            )
        claims = list(differing_claims(first / name, second / name))
        differences += len(claims) - 1
        lines.extend(f"  {line}" for line in claims)
    return lines, differences


def main(arguments: list[str]) -> int:
    """Print the comparison of two folders."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    try:
        lines, differences = compare(Path(arguments[0]), Path(arguments[1]))
    except (OSError, KeyError, ValueError) as error:
        print(f"can't compare: {error}", file=sys.stderr)
        return 2
    print("\n".join(lines))
    print(f"{differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
