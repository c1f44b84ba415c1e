"""How well extraction reads: precision and recall on annotated reports, and speed.

    python benchmarks/extract.py [--misses] [--only 01,14] [--speed]

Needs ``../shared/corpus`` (third-party texts with annotations, not part of this repository) and
``../shared/sources``. Half of the annotated texts were kept aside while the rules were written:
they are marked "aside". What counts:

(a) a figure at its place with its value and unit; (b) also its measure and sign; (c) also its
indicator, area and period, compared after normalising; (d) relations whose inputs are all
printed (P against the annotation alone; P+ counts as right what isn't annotated but holds when
the audit recomputes it); (e) recomputations that the annotators call traps, proposed as something
to judge.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from zoneanalysis.audit import audit
from zoneanalysis.extraction import Extraction, ReportDraft, as_report, extract
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.normalise import normalise
from zoneanalysis.extraction.places import NAMELESS
from zoneanalysis.extraction.relations import Proposal
from zoneanalysis.extraction.rows import claim_rows
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Area
from zoneanalysis.values.periods import Period

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
# What a user passes on the command line: the area, and the period where the text names no year.
TEXTS = {
    "01_daqing_2016h1_analysis": ("大庆市", "2016-01/2016-06", "tuned"),
    "14_suzhou_2022q1": (None, "2022-01/2022-03", "tuned"),
    "21_national_fai_2018_jan_nov": (None, None, "tuned"),
    "13_shenzhen_guangming_2022h1": ("光明区", "2022-01/2022-06", "aside"),
    "15_xian_hnd_2019_profile": ("西安高新区", None, "aside"),
    "26_daqing_2012_bulletin_s1_4": ("大庆市", None, "aside"),
}
# The annotators' measures and ours.
MEASURES = {
    "pp_change": {"pp_change", "pp_gap"},
    "other": {"other", "contribution"},
    "pp_gap": {"pp_gap"},
}
KINDS = {
    "sum": {"sum"},
    "share": {"share", "rate_from_count"},
    "pp_gap": {"pp_gap", "pp_change"},
    "cumulative_difference": {"sum", "ytd_difference", "difference"},
    "growth_from_levels": {
        "growth_from_levels",
        "growth_from_parts",
        "growth_from_change",
        "growth_from_index",
        "contribution",
    },
}
# Relations that the annotators did not look for: not counted for or against.
BEYOND = {
    "repeat",
    "direction",
    "ytd_monotone",
    "list_count",
    "target_reached",
    "schedule",
    "ranking",
}


@dataclass
class Score:
    """Hits of one text."""

    gold: int = 0
    found: int = 0
    hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys("abc", 0))
    parts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("ind", "area", "per"), 0))
    claims: int = 0
    proposed: int = 0
    matched: int = 0
    holding: int = 0
    alarms: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another text's hits."""
        for name in ("gold", "found", "claims", "proposed", "matched", "holding", "alarms"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for table in ("hits", "parts"):
            for key, value in getattr(other, table).items():
                getattr(self, table)[key] += value

    def line(self, name: str) -> str:
        """Return the table row."""
        cells = [f"{name:<34}{self.gold:>5}{self.found:>6}"]
        for level in "abc":
            recall = self.hits[level] / self.gold if self.gold else 0
            precision = self.hits[level] / self.found if self.found else 0
            both = recall + precision
            mean = 2 * recall * precision / both if both else 0
            cells.append(f"{recall:>7.3f}{precision:>7.3f}{mean:>7.3f}")
        share = [f"{value / self.gold:>6.3f}" for value in self.parts.values()] if self.gold else []
        found = f"{self.matched / self.claims:>7.3f}" if self.claims else "      -"
        right = f"{self.matched / self.proposed:>7.3f}" if self.proposed else "      -"
        true = (self.matched + self.holding) / self.proposed if self.proposed else 0
        holds = f"{true:>7.3f}" if self.proposed else "      -"
        relations = f"{self.claims:>4}{self.proposed:>4}{found}{right}{holds}{self.alarms:>4}"
        cells += ["".join(share), relations]
        return " ".join(cells)


HEAD = (
    f"{'text':<34}{'gold':>5}{'found':>6} {'a: R':>7}{'P':>7}{'F1':>7} {'b: R':>7}{'P':>7}"
    f"{'F1':>7} {'c: R':>7}{'P':>7}{'F1':>7} {'ind':>6}{'area':>6}{'per':>6} {'rel':>4}"
    f"{'prop':>5}{'R':>6}{'P':>7}{'P+':>7}{'trap':>5}"
)


def normal(phrase: str) -> str:
    """Return an indicator or area phrase without what annotators may write either way."""
    phrase = re.sub(r"[（(][^（()）]*[)）]", "", normalise(phrase).text.strip())
    phrase = phrase.replace("规模以上", "规上").replace("限额以上", "限上").replace("占比", "比重")
    phrase = re.sub("地区生产总值|国内生产总值|生产总值|GDP", "生产总值", phrase)
    either = "实现|完成额?|全市|全省|全国|全区|的|、|和|与|及|“|”|累计|我市|额$|数$"
    against = "(?:(?:比|与|高于|低于|快于|慢于|较).*)?"
    phrase = re.sub(f"(?:同比)?(?:增速|增幅|涨幅){against}$", "", phrase)  # the measure says it
    phrase = re.sub(either, "", phrase)
    phrase = re.sub(r"^(.+?)对(.+?)增长拉动$", r"\1拉动\2增长", phrase)
    return re.sub("^(第[一二三]产业)(?:增加值)?(?:占生产总值)?比[重例]$", r"\1比重", phrase)


def same_area(gold: str, found: str) -> bool:
    """Whether an annotator's area is the one read: 中国 is 全国, 全市 that of a nameless one."""
    names = {"中国": "全国", "我国": "全国"}
    gold, found = names.get(gold, normalise(gold).text.strip()), names.get(found, found)
    nameless = found == NAMELESS and (not gold or gold[0] in "全我本")
    return nameless or gold.endswith(found) or found.endswith(gold)


def gold_period(text: str) -> str:
    """Return an annotator's period in our form, as what flows."""
    if text.startswith(".."):
        return f"../{text[2:]}"
    first, dots, last = text.partition("..")
    if dots and len(first) == 4:
        return f"{first}-01/{last}-12"
    return f"{first}/{last}" if dots else text


def digit_place(printed: str, start: int) -> int:
    """Return where the first digit stands: the direction word before it may or may not count."""
    found = re.search(r"\d", printed)
    return start + found.start() if found else start


def score_figures(
    gold: Sequence[dict[str, str]], reports: Sequence[ReportDraft]
) -> tuple[Score, dict[int, Draft]]:
    """Compare figures with the annotation; also return which figure each gold row is."""
    mine: dict[int, Draft] = {}
    for report in reports:
        for draft in report.drafts:
            mine[digit_place(draft.printed, draft.char_start)] = draft
    score = Score(gold=len(gold), found=len(mine))
    matched: dict[int, Draft] = {}
    for number, row in enumerate(gold):
        start, end = int(row["char_start"]), int(row["char_start"]) + len(row["printed"])
        place = digit_place(row["printed"], start)
        draft = mine.get(place) or next(
            (mine[at] for at in mine if start - 3 <= at < end and mine[at].numeral), None
        )
        if draft is None:
            score.misses.append(f"(a) not found: {row['printed']} [{row['indicator']}]")
            continue
        matched[number] = draft
        value, unit = draft.value, draft.unit
        wanted = Decimal(row["value"])
        if row["unit"] == "%" and unit in {"倍", "成"}:
            value, unit = value * {"倍": 100, "成": 10}[unit], "%"
        if abs(value) != abs(wanted) or unit != row["unit"].replace("／", "/"):
            score.misses.append(
                f"(a) {row['printed']}: {row['value']} {row['unit']} read as {value} {unit}"
            )
            continue
        score.hits["a"] += 1
        measures = MEASURES.get(row["measure"], {row["measure"]})
        right = draft.measure in measures
        if row["measure"] == "target":
            right = draft.status in {"target", "estimate"}
        if not right or value != wanted:
            score.misses.append(
                f"(b) {row['printed']}: {row['measure']} {wanted} read as {draft.measure} "
                f"{draft.status} {value} by {draft.pattern}"
            )
            continue
        score.hits["b"] += 1
        indicator = normal(row["indicator"]) == normal(draft.indicator)
        area = same_area(row["scope"], draft.area.name)
        period = same_period(gold_period(row["period"]), draft.period)
        score.parts["ind"] += indicator
        score.parts["area"] += area
        score.parts["per"] += period
        if indicator and area and period:
            score.hits["c"] += 1
        else:
            score.misses.append(
                f"(c) {row['printed']}: {row['indicator']} | {row['scope']} | {row['period']} "
                f"read as {draft.indicator} | {draft.area.name} | {draft.period}"
            )
    used = {id(draft) for draft in matched.values()}
    score.misses += [
        f"(a) extra: {d.printed} [{d.indicator}] by {d.pattern}"
        for d in mine.values()
        if id(d) not in used
    ]
    return score, matched


def same_period(gold: str, period: Period) -> bool:
    """Whether two periods are the same months, however a whole year or one month is written.

    Annotators write 2024-06 for a month and ..2024-06 for what there is at its end, or none where
    the text names no year: that is not compared.
    """
    if not gold:
        return True
    if re.fullmatch(r"(?:\.\./)?\d{4}-\d\d", gold):
        month = gold.removeprefix("../")
        flow = f"{month}/{month}" if gold == month else month
        return str(period) in {month, f"../{month}", flow}
    try:
        return Period.parse(gold) == period
    except Exception:  # noqa: BLE001 - an annotator's free text is not ours to judge
        return False


def tokens_of(cell: str) -> list[str]:
    """Return the numbers of a cell of printed figures, separated by bars."""
    return [found[0] for each in cell.split("|") if (found := re.search(r"\d+(?:\.\d+)?", each))]


def proposal_tokens(proposal: Proposal) -> tuple[str, list[str]]:
    """Return the numbers of a proposal: the stated one and its inputs."""
    stated = proposal.stated.printed if isinstance(proposal.stated, Draft) else ""
    return "".join(tokens_of(stated)), [t for _, d in proposal.inputs for t in tokens_of(d.printed)]


def score_claims(
    score: Score,
    gold: Iterable[dict[str, str]],
    traps: Iterable[dict[str, str]],
    reports: Sequence[ReportDraft],
) -> None:
    """Compare relations whose inputs are all printed with the annotation."""
    proposals = [
        p
        for r in reports
        for p in r.proposals
        if p.check not in BEYOND
        and p.pattern != "change.open"
        and not (p.check == "sum" and ("complete", "no") in p.params)
        and not (p.check == "share" and {role for role, _ in p.inputs} != {"part", "whole"})
    ]
    open_ones = list(proposals)
    rows = list(gold)
    score.claims, score.proposed = len(rows), len(proposals)
    for row in rows:
        stated = "".join(tokens_of(row["printed"]))
        inputs = sorted(tokens_of(row["inputs"]))
        hit = next(
            (p for p in open_ones if p.check in KINDS[row["kind"]] and fits(p, stated, inputs)),
            None,
        )
        if hit is None:
            score.misses.append(
                f"(d) not proposed: {row['kind']} {row['printed']} from {row['inputs']}"
            )
        else:
            open_ones.remove(hit)
            score.matched += 1
    held = {id(p) for report in reports for p in holding(report)}
    score.holding = sum(id(p) in held for p in open_ones)
    score.misses += [f"(d) extra: {p.check} {proposal_tokens(p)} by {p.pattern}" for p in open_ones]
    for row in traps:
        stated = "".join(tokens_of(row["printed"]))
        inputs = sorted(tokens_of(row["inputs"]))
        score.alarms += any(fits(p, stated, inputs) for p in proposals)


def holding(report: ReportDraft) -> list[Proposal]:
    """Return the proposals that the audit, recomputing them, finds to hold."""
    verdicts = {r.claim_id: r.verdict for r in audit(as_report(report, "bench", {})).results}
    good = {Verdict.CONSISTENT, Verdict.WITHIN_ROUNDING}
    rows = claim_rows(report)
    return [p for p, row in zip(report.proposals, rows, strict=True) if verdicts[row["id"]] in good]


def fits(proposal: Proposal, stated: str, inputs: list[str]) -> bool:
    """Whether a proposal is about the same numbers; the growth of the whole may be among them."""
    said, given = proposal_tokens(proposal)
    if said != stated:
        return False
    return sorted(given) == inputs or (
        proposal.check == "contribution"
        and set(given) & set(inputs)
        and len(set(given) & set(inputs)) >= 2
    )


def load(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; none where it doesn't exist."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def corpus(only: set[str]) -> list[tuple[str, str, Score]]:
    """Return name, half and score of every annotated text."""
    scores = []
    for name, (area, period, half) in TEXTS.items():
        if only and name[:2] not in only:
            continue
        path = SHARED / "corpus" / "texts" / f"{name}.txt"
        text = path.read_bytes().decode("utf-8")
        found = extract(text, area, period)
        folder = SHARED / "corpus" / "gold"
        score, _ = score_figures(load(folder / f"{name}.csv"), found.reports)
        score_claims(
            score,
            load(folder / f"{name}.claims.csv"),
            load(folder / f"{name}.traps.csv"),
            found.reports,
        )
        scores.append((name, half, score))
    return scores


def seed() -> list[tuple[str, Score]]:
    """Return the score of the two transcribed reports against ``data/reports``."""
    sources = sorted((SHARED / "sources").glob("*.txt"))
    if not sources:
        return []
    areas = {
        row["code"]: Area(
            row["code"],
            row["name_zh"],
            row["name_en"],
            row["kind"],
            row["parent"],
            short_zh=row["short_zh"],
        )
        for row in load(ROOT / "data" / "areas.csv")
    }
    text = sources[0].read_bytes().decode("utf-8")
    found: Extraction = extract(text, areas=areas)
    scores = []
    for report, name in zip(found.reports, ("linfen-2023h1", "lvliang-2023h1"), strict=True):
        scores.append((name, seed_score(report, ROOT / "data" / "reports" / name)))
    return scores


def seed_score(report: ReportDraft, folder: Path) -> Score:
    """Compare one report with its transcription, codes with codes."""
    rows = {int(row["char_start"]): row for row in load(folder / "figures.csv")}
    score = Score(gold=len(rows), found=len(report.drafts))
    ids: dict[str, str] = {}
    for draft in report.drafts:
        row = rows.get(draft.char_start)
        if row is None:
            score.misses.append(f"(a) extra: {draft.printed}")
            continue
        ids[draft.id] = row["id"]
        if abs(draft.value) != abs(Decimal(row["obs_value"])) or draft.unit != row["unit_measure"]:
            score.misses.append(
                f"(a) {row['id']} {row['printed']} read as {draft.value} {draft.unit}"
            )
            continue
        score.hits["a"] += 1
        if draft.measure != row["measure"] or draft.value != Decimal(row["obs_value"]):
            score.misses.append(f"(b) {row['id']} {row['measure']} read as {draft.measure}")
            continue
        score.hits["b"] += 1
        same = (
            draft.code == row["indicator"],
            draft.area.code == row["ref_area"],
            same_period(row["time_period"], draft.period),
        )
        for part, right in zip(score.parts, same, strict=True):
            score.parts[part] += right
        if all(same):
            score.hits["c"] += 1
        else:
            score.misses.append(
                f"(c) {row['id']} {row['printed']}: {row['indicator']} {row['ref_area']} "
                f"{row['time_period']} read as {draft.code} {draft.area.code} {draft.period}"
            )
    claims = {
        (row["check"], row["stated"], tuple(sorted(row["inputs"].split())))
        for row in load(folder / "claims.csv")
        if "not said in words" not in row["note"]  # what a transcriber alone may claim
    }
    mine = set()
    for p in report.proposals:
        stated = ids.get(p.stated.id, "?") if isinstance(p.stated, Draft) else p.stated
        mine.add(
            (p.check, stated, tuple(sorted(f"{role}={ids.get(d.id, '?')}" for role, d in p.inputs)))
        )
    score.claims, score.proposed, score.matched = len(claims), len(mine), len(claims & mine)
    score.misses += [f"(d) not proposed: {c}" for c in sorted(claims - mine)]
    score.misses += [f"(d) extra: {c}" for c in sorted(mine - claims)]
    return score


def speed() -> None:
    """Print the time for texts of 0.25 to 1 MB, and for hostile ones of 1 MB."""
    source = next(iter(sorted((SHARED / "corpus" / "texts").glob("26_*s1_4.txt")))).read_text(
        encoding="utf-8"
    )
    for size in (262_144, 524_288, 1_048_576):
        text = (
            (source * (size // len(source.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")
        )
        begin = time.perf_counter()
        extract(text, "大庆市", "2012")
        print(f"{size / 1_048_576:5.2f} MB of report text: {time.perf_counter() - begin:6.1f} s")
    lead = "云川市2024年工业投资完成12.5亿元。"
    hostile = {
        "digits": lead + "1234567890" * 100_000,
        "brackets": lead + "(" * 500_000 + ")" * 500_000,
        "one clause without end": lead + "工业投资增长5%比上年" * 40_000,
        "one clause without a figure": lead + "开发区项目建设工作持续推进" * 28_000,
        "lists without end": lead + "工业、" * 110_000 + "分别增长" + "5.1%、" * 90_000,
    }
    for name, text in hostile.items():
        begin = time.perf_counter()
        extract(text, "云川市", "2024")
        size, spent = len(text.encode()) / 1_048_576, time.perf_counter() - begin
        print(f"{size:5.2f} MB, {name}: {spent:6.1f} s")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--misses", action="store_true", help="list what was missed, for the texts tuned on"
    )
    parser.add_argument(
        "--all-misses", action="store_true", help="list it for the texts kept aside as well"
    )
    parser.add_argument("--only", default="", help="numbers of texts, such as 01,14")
    parser.add_argument("--speed", action="store_true", help="measure speed too")
    options = parser.parse_args(arguments)
    if not (SHARED / "corpus").exists():
        print("No corpus beside the repository (../shared/corpus): nothing to measure.")
        return 0
    print(HEAD)
    totals = {"tuned": Score(), "aside": Score()}
    for name, half, score in corpus(set(filter(None, options.only.split(",")))):
        totals[half].add(score)
        print(score.line(f"{name[:25]} {half}"))
        if options.all_misses or (options.misses and half == "tuned"):
            print("".join(f"    {miss}\n" for miss in score.misses), end="")
    both = Score()
    for half, score in totals.items():
        print(score.line(f"all {half}"))
        both.add(score)
    print(both.line("all annotated texts"))
    for name, score in seed():
        print(score.line(f"{name} against data/"))
        if options.misses or options.all_misses:
            print("".join(f"    {miss}\n" for miss in score.misses), end="")
    if options.speed:
        speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
