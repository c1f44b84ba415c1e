"""How far the audit of an unseen text can be trusted: accusations, power, planted errors.

    python -m benchmarks.extract_trust [--half 0|1] [--limit N] [--list] [--misses]

Needs ``../shared/corpus``. The texts without annotations are cut in two halves by a hash of their
names: rules are written looking at half 0 only, half 1 is only measured.

accusations
    Relations found inconsistent or impossible, a 1,000 figures, and how a reader judged them:
    ``accusations.csv`` holds text, place of the stated figure, check, true or false, and the kind
    of mistake, and no sentence.
power
    Of the figures in relations that the program proposes and finds to hold, how many are accused
    once their first digit is changed. Below 1 a "consistent" could not have come out otherwise.
    Left out: repetitions, words without a figure, and order of year-to-date levels.
planted
    The same for the relations that annotators found in annotated texts.
calibration
    Of the readings called certain and of those called inferred, how many relations hold, and how
    many accusations were judged true.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extract import SHARED, TEXTS, load
from zoneanalysis.audit import audit
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.extraction.context import Draft

HOLDS = {"consistent", "consistent only within rounding"}
FAILS = {"inconsistent", "impossible"}
PASSED_OVER = {"repeat", "direction", "ytd_monotone"}
JUDGED = Path(__file__).with_name("accusations.csv")
# What a user passes for two annotated texts that the table of the figures doesn't score.
ASKED = {name[:2]: (area, period) for name, (area, period, _) in TEXTS.items()}


@dataclass(frozen=True)
class Judged:
    """One relation of a text with its verdict; places are where the figures' digits stand."""

    check: str
    verdict: str
    reading: str
    stated: str
    at: int
    places: tuple[int, ...]
    printed: frozenset[str]
    inputs: str


def half_of(name: str) -> int:
    """Return which half a text belongs to."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and content of every text of a folder."""
    for path in sorted(folder.glob("*.txt")):
        if not path.name.endswith(".source.txt"):
            yield path.stem, path.read_text(encoding="utf-8")


def judged(text: str, area: str | None = None, period: str | None = None) -> list[Judged] | None:
    """Return every relation of a text with its verdict; None for a text that is refused."""
    try:
        found = extract(text, area, period)
    except InputError:
        return None
    relations = []
    for report in found.reports:
        data = as_report(report, "x", {})
        results = {each.claim_id: each for each in audit(data).results}
        for proposal, claim in zip(report.proposals, data.claims, strict=True):
            own = (proposal.stated, *(draft for _, draft in proposal.inputs))
            drafts = [each for each in own if isinstance(each, Draft)]
            places = tuple(report.clean.span(d.number_start, d.end)[0] for d in drafts)
            relations.append(
                Judged(
                    proposal.check,
                    results[claim.id].verdict.value,
                    getattr(claim, "reading", ""),
                    getattr(proposal.stated, "printed", str(proposal.stated)),
                    places[0] if places else -1,
                    places,
                    frozenset(d.printed for d in drafts),
                    " | ".join(
                        f"{role}={d.printed} {d.indicator} {d.area.name} {d.period}"
                        for role, d in proposal.inputs
                    )
                    or " ".join(f"{key}={value}" for key, value in proposal.params),
                )
            )
    return relations


def accusations(half: int | None, *, show: bool) -> None:
    """Print how many relations of the unannotated texts are accused, by half."""
    known = {(row["text"], row["place"], row["check"]): row for row in load(JUDGED)}
    for side in (0, 1) if half is None else (half,):
        figures, counts, readings = 0, Counter[str](), Counter[tuple[str, str]]()
        for name, text in texts(SHARED / "corpus" / "unannotated"):
            if half_of(name) != side or (relations := judged(text)) is None:
                continue
            figures += extract(text).figures
            for each in relations:
                readings[each.reading, each.verdict] += 1
                if each.verdict not in FAILS:
                    continue
                row = known.get((name, str(each.at), each.check))
                counts[row["judgement"] if row else "not judged"] += 1
                if show:
                    print(f"{name}\t{each.at}\t{each.check}\t{each.stated}\t{each.inputs}")
        wrong, alike = sum(counts.values()), ", ".join(f"{n} {k}" for k, n in counts.items())
        print(
            f"half {side}: {wrong} accusations in {figures} figures "
            f"({1000 * wrong / max(figures, 1):.2f} per 1,000): {alike or 'none'}"
        )
        for (reading, verdict), number in sorted(readings.items()):
            print(f"    {number:5} {reading} {verdict}")


def other(digit: str) -> str:
    """Return another digit than 0."""
    return str((int(digit) + 4) % 9 + 1)


def power(folder: Path, half: int | None, limit: int, *, show: bool) -> None:
    """Print how many changed figures are accused."""
    by_check: dict[str, Counter[bool]] = {}
    for name, text in list(texts(folder))[:limit]:
        if half is not None and half_of(name) != half:
            continue
        relations = judged(text) or []
        before = {(each.check, each.places) for each in relations if each.verdict in FAILS}
        for each in relations:
            if each.verdict not in HOLDS or each.check in PASSED_OVER:
                continue
            for at in each.places:
                digit = text[at]
                if not (digit.isascii() and digit.isdigit()) or other(digit) == digit:
                    continue
                changed = judged(text[:at] + other(digit) + text[at + 1 :]) or []
                hit = any(
                    now.verdict in FAILS
                    and at in now.places
                    and (now.check, now.places) not in before
                    for now in changed
                )
                by_check.setdefault(each.check, Counter())[hit] += 1
                if show and not hit:
                    print(f"    {name}: {each.check}, {text[at : at + 10]!r} at {at}")
    for check, found in sorted(by_check.items()):
        print(f"    {check}: {found[True]} of {found.total()}")
    total = sum((found for found in by_check.values()), Counter[bool]())
    share = total[True] / max(total.total(), 1)
    print(
        f"power on {folder.name}: {total[True]} of {total.total()} changed figures accused "
        f"({share:.2f})"
    )


def planted(*, show: bool) -> None:
    """Print how many contradictions planted at annotated relations are found."""
    found = total = 0
    for claims in sorted((SHARED / "corpus" / "gold").glob("*.claims.csv")):
        name = claims.name.removesuffix(".claims.csv")
        text = (SHARED / "corpus" / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        asked = ASKED.get(name[:2], (None, None))
        gold = load(claims.with_name(f"{name}.csv"))
        before = {each.printed for each in judged(text, *asked) or [] if each.verdict in FAILS}
        hits = tried = 0
        for claim in load(claims):
            same = [row for row in gold if row["printed"] == claim["printed"]]
            if claim["consistent"] not in ("yes", "rounding") or len(same) != 1:
                continue  # the annotation of relations has no places: only tokens that stand once
            start, token = int(same[0]["char_start"]), same[0]["printed"]
            at = start + next(i for i, char in enumerate(token) if char.isdigit())
            if other(text[at]) == text[at]:
                continue
            tried += 1
            changed = text[:at] + other(text[at]) + text[at + 1 :]
            digits = "".join(c for c in changed[start : start + len(token)] if c in "0123456789.")
            after = [e for e in judged(changed, *asked) or [] if e.verdict in FAILS]
            hit = any(
                each.printed not in before and any(digits in p for p in each.printed)
                for each in after
            )
            hits += hit
            if show and not hit:
                print(f"    {name}: {claim['kind']} {token} from {claim['inputs']}")
        print(f"    {name}: {hits} of {tried}")
        found, total = found + hits, total + tried
    print(f"planted: {found} of {total} contradictions found ({found / max(total, 1):.2f})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all of it; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of the texts only")
    parser.add_argument("--limit", type=int, default=10**9, help="power on so many texts only")
    parser.add_argument("--list", action="store_true", help="list the accusations")
    parser.add_argument("--misses", action="store_true", help="list what is not accused")
    parser.add_argument("--only", choices=("accusations", "power", "planted"))
    options = parser.parse_args(arguments)
    if not (SHARED / "corpus").exists():
        print("No corpus beside the repository (../shared/corpus): nothing to measure.")
        return 0
    if options.only in (None, "accusations"):
        accusations(options.half, show=options.list)
    if options.only in (None, "planted"):
        planted(show=options.misses)
    if options.only in (None, "power"):
        for folder in ("texts", "unannotated"):
            half = options.half if folder == "unannotated" else None
            power(SHARED / "corpus" / folder, half, options.limit, show=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
