"""Damaged packages, texts and workbooks: no traceback, no wrong number accepted in silence.

Run by `make fuzz` for two minutes, or longer: `make fuzz ROUNDS=10000`. Each round damages one
input in a way that its number and the seed decide, so that a round that fails can be run again
alone: `python -m benchmarks.fuzz --kind text --only 4711`.

What must hold after the damage:

- a report's folder is read as it was, or validating says that something is wrong or was edited;
- every figure of a text stands there in whole: no digit or separator touches it; and what is
  written of a text is a data package without a fault;
- every number of a workbook is read as it stands, or its cell is named; the other cells don't
  suffer.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl

from zoneanalysis.errors import ZoneAnalysisError
from zoneanalysis.extraction import extract, write_package
from zoneanalysis.panel.excel import import_workbook
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.schema.tables import PANEL_TABLES

DATA = Path(__file__).resolve().parents[1] / "data"
REPORT = "linfen-2023h1"
TEXTS = tuple(sorted((DATA / "lessons" / "four-reports").glob("*.txt")))
ZONES = ("北山", "南江", "东湖", "西岭", "清河", "白沙")
MONTHS = ("1月", "2月", "3月", "4月", "5月", "6月")
# What slips into a text: joints of numbers, marks that print nothing, rare and foreign characters.
NASTY = (
    *"0579.,．，。·- 〇零十百千万亿两几①²○%‰倍成元家/\t\n\r\"'=(（<&",
    *(
        "\u200b",
        "\ufeff",
        "\u202e",
        "\u00ad",
        "\u0000",
        "\x1b[31m",
        "\ue000",
        "𰻞",
        "䣝",
        "👩‍👩‍👧",
        "é",
    ),
    *("亿元", "下降", "其中，", "增长5.2%", "2024年上半年，", "f001", ";;", ",,,", "=1+1"),
)
# What stands in a cell, and the number that it is; None where no number may be read.
CELLS: tuple[tuple[object, str | None], ...] = (
    ("12,345.6", "12345.6"),
    ("１２．３", "12.3"),
    (" 45.60 ", "45.60"),
    (7, "7"),
    ("5..6", None),
    ("12.3.4", None),
    ("1,2345", None),
    ("#REF!", None),
    ("=1/0", None),
    ("abc", None),
    (True, None),
    ("1e5x", None),
    ("--3", None),
    ("5\u200b.", None),
    ("", None),
    (None, None),
)


@dataclass
class Tally:
    """What became of the rounds of one kind."""

    rounds: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with one to three damages: cut, doubled, moved, put in, exchanged."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((1, 1, 2, 5, 40, 400)))
        numbers = [found.start() for found in re.finditer(r"\d", text)]
        if numbers and chance.random() < 0.5:  # near a number, where it matters
            at = max(0, chance.choice(numbers) + chance.randint(-1, 2))
            end = at + 1
        piece = chance.choice(NASTY)
        text = chance.choice(
            (
                text[:at] + text[end:],
                text[:end] + text[at:end] + text[end:],
                text[:at] + piece + text[at:],
                text[:at] + piece + text[end:],
                text[:at],
                text[:at] + text[at:end][::-1] + text[end:],
            )
        )
    return text


def damage_package(chance: random.Random, place: Path) -> None:
    """Damage a table or the description of a report, and read it."""
    data = Path(
        shutil.copytree(DATA, place / "data", ignore=shutil.ignore_patterns("lessons", "panels"))
    )
    before = DataPackage(data).read(REPORT)
    path = data / "reports" / REPORT / chance.choice(("figures.csv", "claims.csv", "report.json"))
    raw = damaged(path.read_text("utf-8"), chance).encode("utf-8", "surrogatepass")
    encoding = chance.choice(("utf-8",) * 6 + ("gb18030", "utf-16", "latin-1"))
    if encoding != "utf-8":
        raw = raw.decode("utf-8").encode(encoding, "replace")
    path.write_bytes(raw)
    package = DataPackage(data)
    report = package.read(REPORT)
    same = [(x.id, x.figure) for x in report] == [(x.id, x.figure) for x in before]
    if (not same or report.claims != before.claims) and not package.edited([REPORT]):
        raise AssertionError(f"{path.name} reads otherwise, and nothing is said")


def damage_text(chance: random.Random, place: Path) -> None:
    """Damage a text, extract it, hold every figure against the text, validate what is written."""
    text = damaged(chance.choice(TEXTS).read_text("utf-8"), chance)
    found = extract(text)
    for report in found.reports:
        for draft in report.drafts:
            printed = re.search(r"\d[\d,]*(?:\.\d+)?", draft.printed)
            if printed is None or draft.cell is not None:
                continue
            at = text.find(printed[0], draft.char_start)
            run = re.search(r"[\d.,]*$", text[:at])[0] + re.match(r"[\d.,]*", text[at:])[0]  # type: ignore[index]
            whole = run.strip(".,")
            if at >= 0 and whole != printed[0] and not re.fullmatch(r"\d{1,3}(,\d{1,3})+", whole):
                raise AssertionError(f"{draft.printed} was read where {whole!r} stands")
    write_package(found, place / "data")
    package = DataPackage(place / "data")
    package.write_descriptor()
    if faults := package.validate():
        raise AssertionError(f"what was written does not validate: {faults[0]}")


def damage_workbook(chance: random.Random, place: Path) -> None:
    """Damage cells of a month table, or the file's bytes, and import it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["各开发区工业投资（单位：亿元）"])
    sheet.append(["开发区", *(f"2025年{month}" for month in MONTHS)])
    expected: dict[tuple[int, int], str | None] = {}
    for row, zone in enumerate(ZONES, start=3):
        sheet.append([zone])
        for column in range(2, 2 + len(MONTHS)):
            value: object
            value = round(chance.uniform(1, 99), 1)
            if chance.random() < 0.1:
                value, told = chance.choice(CELLS)
                expected[row, column] = told
            else:
                expected[row, column] = str(value)
            sheet.cell(row, column).value = value  # type: ignore[union-attr]
    path = place / "月报.xlsx"
    book.save(path)
    if chance.random() < 0.3:
        raw = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 20)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(raw[: chance.randrange(len(raw))] if chance.random() < 0.3 else raw)
        import_workbook(path, _panel(place), place / "data")
        return
    found = import_workbook(path, _panel(place), place / "data")
    read = {
        (record.cells["zone"], record.cells["month"]): Decimal(record.cells["value"])
        for record in found.reading.records.get("panel", ())
    }
    values = sorted(read.values())
    wanted = sorted(Decimal(each) for each in expected.values() if each is not None)
    if values != wanted:
        odd = [str(each) for each in values if each not in wanted]
        lost = [str(each) for each in wanted if each not in values]
        if odd or len(lost) > len(found.reading.faults):
            raise AssertionError(f"read {odd} that stand nowhere; {lost} are lost")


def _panel(place: Path) -> Path:
    """Return the folder of a small copy of the invented city's panel."""
    shutil.copytree(DATA, place / "data", ignore=shutil.ignore_patterns("lessons", "reports"))
    (place / "data" / "reports").mkdir()
    folder = place / "data" / "panels" / "yunchuan"
    for table in PANEL_TABLES:
        path = folder / f"{table.name}.csv"
        if path.is_file() and table.name != "scheme":
            lines = path.read_text("utf-8").splitlines(keepends=True)
            path.write_text("".join(lines[:12]), encoding="utf-8")
    return folder


KINDS: dict[str, Callable[[random.Random, Path], None]] = {
    "package": damage_package,
    "text": damage_text,
    "workbook": damage_workbook,
}


def run_round(kind: str, number: int, seed: int) -> str:
    """Return what became of one round: "" if it was read, "refused", or how it failed."""
    chance = random.Random(f"{seed} {kind} {number}")
    with tempfile.TemporaryDirectory(prefix="zoneanalysis-fuzz-") as place:
        try:
            KINDS[kind](chance, Path(place))
        except ZoneAnalysisError:
            return "refused"
        except AssertionError as error:
            return f"accepted in silence: {error}"
        except Exception:  # noqa: BLE001 -- this is what is looked for
            return traceback.format_exc()
    return ""


def rounds(kinds: list[str], most: int, seconds: float) -> Iterator[tuple[str, int]]:
    """Yield kinds in turn with the number of their round, until either limit is reached."""
    begun = time.monotonic()
    for number in range(-(-most // len(kinds))):
        for kind in kinds:
            if time.monotonic() - begun > seconds:
                return
            yield kind, number


def main() -> int:
    """Run the rounds, print what failed, and return 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--rounds", type=int, default=0, help="this many, however long it takes")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--only", type=int, help="one round, by its number")
    given = parser.parse_args()
    kinds = given.kind or list(KINDS)
    if given.only is not None:
        chosen: Iterator[tuple[str, int]] = iter([(kind, given.only) for kind in kinds])
    else:
        limit = float("inf") if given.rounds else given.seconds
        chosen = rounds(kinds, given.rounds or 10**9, limit)
    tallies = {kind: Tally() for kind in kinds}
    for kind, number in chosen:
        ended = run_round(kind, number, given.seed)
        tally = tallies[kind]
        tally.rounds += 1
        tally.refused += ended == "refused"
        if ended not in ("", "refused"):
            tally.failed.append(f"{kind} {number}: {ended}")
            print(tally.failed[-1], flush=True)
    for kind, tally in tallies.items():
        print(
            f"{kind:<10}{tally.rounds:>7} rounds, {tally.refused} refused with a reason, "
            f"{len(tally.failed)} failed (seed {given.seed})"
        )
    return int(any(tally.failed for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
