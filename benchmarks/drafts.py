"""Drafts held against the record: what is found, and which true figures are accused.

Each of 500 seeded drafts is a report's own text in which a few figures were changed (a digit),
rounded (the last place), swapped with another of their unit, or invented. The reports are the four
of the invented city and, where their texts lie in ../shared, the two of the data package.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.history.hold import Holding, hold
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.values.formatting import format_half_up

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "data" / "lessons" / "four-reports"
SOURCES = ROOT.parent / "shared" / "sources"
EDITS = 4  # figures of a draft that are edited
NEW = ("新增就业{}人。", "新建标准化车间{}万平方米。", "引进高层次人才{}名。")


@dataclass
class Case:
    """A report's text, its figures in it, and the record that it is held against."""

    report: Report
    text: str
    start: int
    index: SeriesIndex

    @property
    def figures(self) -> list[Observation]:
        """The figures that stand in the text with half-width digits."""
        return [
            each
            for each in self.report
            if each.char_start is not None and any(sign in "0123456789" for sign in each.printed)
        ]


def cases() -> tuple[list[Case], list[Case]]:
    """Return the invented reports and the two real ones (none where their text isn't there)."""
    invented = SeriesIndex.of(DataPackage(LESSON))
    first = [
        Case(report, (LESSON / f"{report.id}.txt").read_text("utf-8"), 0, invented)
        for report in invented.reports
    ]
    real = []
    package = DataPackage(ROOT / "data")
    for name in package.reports():
        report = package.read(name)
        source = report.meta["source"]
        for path in sorted(SOURCES.glob("*.txt")) if SOURCES.is_dir() else ():
            text = path.read_bytes().decode("utf-8")
            if isinstance(source, dict) and len(text) == source["characters"]:
                first_sign, last = source["span"]
                index = SeriesIndex.build([report], areas=package.areas)
                real.append(Case(report, text[first_sign:last], first_sign, index))
    return first, real


def _number(printed: str) -> tuple[int, int]:
    places = [at for at, sign in enumerate(printed) if sign in "0123456789."]
    return places[0], places[-1] + 1


def edit(case: Case, source: random.Random) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a draft, and where each edit begins and ends in it, with its kind."""
    figures = case.figures
    chosen = sorted(
        source.sample(figures, min(EDITS, len(figures))), key=lambda e: e.char_start or 0
    )
    kinds = [source.choice(("change", "round", "swap")) for _ in chosen]
    pieces, edits, done, length = [], [], 0, 0
    for each, kind in zip(chosen, kinds, strict=True):
        start = (each.char_start or 0) - case.start
        begin, end = _number(each.printed)
        number = _edited(each, each.printed[begin:end], kind, figures, source)
        if number is None or start < done:
            continue
        before = case.text[done : start + begin]
        pieces += [before, number]
        length += len(before) + len(number)
        edits.append((length - len(number), length, kind))
        done = start + end
    pieces.append(case.text[done:])
    text = "".join(pieces)
    sentence = source.choice(NEW).format(source.randint(1000, 9999))
    return text + sentence, [*edits, (len(text), len(text) + len(sentence), "invent")]


def _edited(
    each: Observation, number: str, kind: str, figures: list[Observation], source: random.Random
) -> str | None:
    if kind == "round":
        if "." not in number or each.figure.decimals < 1:
            return None
        return format_half_up(abs(each.figure.point), each.figure.decimals - 1)
    if kind == "swap":
        others = [
            other
            for other in figures
            if other.figure.unit == each.figure.unit
            and other.measure == each.measure
            and abs(other.figure.point) != abs(each.figure.point)
        ]
        return source.choice(others).figure.number.lstrip("-") if others else None
    digits = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = source.choice(digits)
    other = source.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + other + number[at + 1 :]


def score(chosen: list[Case], drafts: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """Return how many edits there were by kind, and how they and the true figures stood."""
    source = random.Random(seed)
    planted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for number in range(drafts):
        case = chosen[number % len(chosen)]
        text, edits = edit(case, source)
        held = hold(text, case.index, period=str(case.report.meta["period"]))
        rows = {row.observation.char_start or 0: row for row in held}
        spans = [(at, at + len(row.observation.printed), row) for at, row in rows.items()]
        touched = set()
        for start, end, kind in edits:
            planted[kind] += 1
            here = [row for first, last, row in spans if first < end and start < last]
            touched |= {id(row) for row in here}
            if kind == "round":
                got["round agrees"] += any(row.holding.agrees for row in here)
                got["round accused"] += any(row.holding is Holding.DISAGREES for row in here)
            else:
                got[f"{kind} found"] += bool(here) and not all(row.holding.agrees for row in here)
                got[f"{kind} named"] += any(row.holding is Holding.DISAGREES for row in here)
        for row in held:
            if id(row) not in touched:
                got["true"] += 1
                got[f"true: {row.holding.value}"] += 1
    return planted, got


def show(name: str, planted: Counter[str], got: Counter[str]) -> None:
    """Print one table."""
    print(name)
    for kind in ("change", "swap", "invent"):
        print(
            f"  {kind:<8} planted {planted[kind]:>5}  not borne out {got[f'{kind} found']:>5}  "
            f"said to disagree {got[f'{kind} named']:>5}"
        )
    print(
        f"  round    planted {planted['round']:>5}  agree {got['round agrees']:>5}  "
        f"said to disagree {got['round accused']:>5}"
    )
    print(f"  unchanged figures {got['true']}: " + ", ".join(
        f"{each.value} {got[f'true: {each.value}']}" for each in Holding
    ))  # fmt: skip


def main(drafts: int = 500, seed: int = 20240630) -> None:
    """Print what is found; three in four drafts are made from invented reports."""
    invented, real = cases()
    show("invented reports", *score(invented, drafts - drafts // 4, seed))
    if real:
        show("the two reports of the data package", *score(real, drafts // 4, seed))
    else:
        print("the texts of the two reports are not here; nothing is measured on them")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
