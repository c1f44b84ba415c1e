"""When an invented case of extraction holds: its figures, its relations, and whom it accuses.

A case is a line of ``extraction.jsonl``:

figures
    Some figure has that printed token (direction words before it don't matter) and every other
    field given; a list means any of its members. ``optional`` figures may be missing; ``nth``
    counts equal tokens; ``alt`` lists other right answers.
not_figures
    No figure has that token.
accused
    Each member (a token, or a list of tokens any of which will do) stands in a relation found
    inconsistent or impossible; no other relation is found so. With ``[]`` nothing is.
relations
    Some relation has that check (null: any), stated, inputs and verdict (a list: any).
refused
    True: the text must be refused; "allowed": it may be.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from zoneanalysis.audit import audit
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract

__all__ = ["problems_of"]

SCALES = {"千": 3, "万": 4, "百": 2, "亿": 8, "兆": 12}
WHOLE = {"千瓦", "千米", "千克", "千伏", "兆瓦", "百分"}  # units, not scales
WRONG = {"inconsistent", "impossible"}


def many(value):
    """Return a list as it is, anything else in one."""
    return value if isinstance(value, list) else [value]


def bare(token):
    """Return a token without blanks and thousands separators."""
    token = "".join(unicodedata.normalize("NFKC", token).split()).replace("−", "-")
    return re.sub(r"(?<=\d),(?=\d)", "", token)


def core(token):
    """Return a token from its first digit on."""
    token = bare(token)
    found = re.search(r"[-+]?\d", token)
    return token[found.start() :].lstrip("+-") if found else token


def same_token(want, came):
    """Whether two tokens are the same number and unit."""
    alike = core(want) == core(came) and re.search(r"\d", want) is not None
    return bare(want) == bare(came) or alike


def name(text):
    """Return an indicator without what may be left out."""
    text = unicodedata.normalize("NFKC", "".join(text.split()))
    text = re.sub(r"[“”\"‘’《》的]", "", text)
    text = text.replace("规模以上", "规上").replace("限额以上", "限上")
    return re.sub(r"^(全市|全县|全区|全州|全省|我市|本市)", "", text)


def period(text):
    """Return a year as its months."""
    return f"{text}-01/{text}-12" if re.fullmatch(r"\d{4}", str(text)) else str(text)


def scaled(value, unit):
    """Return value and unit without 万, 亿."""
    value, unit = Decimal(str(value)), unicodedata.normalize("NFKC", unit)
    while unit[:1] in SCALES and unit[1:2] and unit[:2] not in WHOLE:
        value, unit = value.scaleb(SCALES[unit[0]]), unit[1:]
    return value, unit


def figure_problems(want, came):
    """Return in which fields a figure isn't as wanted."""
    tests = {
        "indicator": lambda: name(came["indicator"]) in [name(x) for x in many(want["indicator"])],
        "area": lambda: came["area"] in many(want["area"]),
        "period": lambda: came["period"] in [period(x) for x in many(want["period"])],
        "measure": lambda: came["measure"] in many(want["measure"]),
        "status": lambda: came["status"] in many(want["status"]),
        "bound": lambda: came["bound"] == want["bound"],
        "value": lambda: any(
            scaled(v, u) == scaled(came["value"], came["unit"])
            for v in many(want["value"])
            for u in many(want.get("unit", came["unit"]))
        ),
        "unit": lambda: "value" in want or came["unit"] in many(want["unit"]),
    }
    return [f"{key} {came[key]}" for key, holds in tests.items() if key in want and not holds()]


def read(case):
    """Return figures, relations and sets of relations that clash."""
    found = extract(case["text"], case.get("area"), case.get("period"))
    figures, relations, joint = [], [], []
    for report in found.reports:
        own = {
            draft.id: {
                "printed": draft.printed,
                "indicator": draft.indicator,
                "area": draft.area.name,
                "period": period(draft.period),
                "measure": draft.measure,
                "status": draft.status,
                "bound": draft.limit,
                "value": str(draft.value),
                "unit": draft.unit,
            }
            for draft in report.drafts
        }
        figures += own.values()
        printed = {key: figure["printed"] for key, figure in own.items()}
        judged = audit(as_report(report, "case", {}))
        by_claim = {
            claim.id: {
                "check": claim.check,
                "stated": printed.get(claim.stated, claim.stated),
                "inputs": [printed.get(i, i) for ids in claim.inputs.values() for i in ids],
                "params": dict(claim.params),
                "verdict": result.verdict.value,
                "numbers": result.numbers,
            }
            for claim, result in zip(judged.claims, judged.results, strict=True)
        }
        relations += by_claim.values()
        joint += [[by_claim[i] for i in each if i in by_claim] for each in judged.repair.joint]
    return figures, relations, joint


def line(relation):
    """Return a relation on a line."""
    inputs = " ".join(relation["inputs"]) or relation["params"].get("items", "")
    return f"{relation['verdict']}: {relation['check']} {relation['stated'] or '–'} <- {inputs}"


def problems_of(case):
    """Return why a case does not hold; empty where it does."""
    try:
        figures, relations, joint = read(case)
    except InputError as error:
        return [] if case.get("refused") else [f"refused: {str(error).splitlines()[0][:90]}"]
    problems = ["not refused"] if case.get("refused") is True else []
    problems += [problem for want in case["figures"] for problem in _missing(want, figures)]
    problems += [
        f"{token} is a figure"
        for token in case["not_figures"]
        if any(same_token(token, figure["printed"]) for figure in figures)
    ]
    problems += _accusations(case["accused"], relations, joint)
    for want in case["relations"]:
        if not any(_fits(want, relation) for relation in relations):
            near = [
                line(each)
                for each in relations
                if want["check"] in (None, each["check"])
                and same_token(want["stated"], each["stated"])
            ]
            wanted = f"{want['check']} {want['stated']} <- {' '.join(want['inputs'])}"
            problems.append(f"relation missing: {wanted} = {want['verdict']}, came {near[:1]}")
    return problems


def _missing(want, figures):
    tokens = many(want["printed"])
    here = [each for each in figures if any(same_token(x, each["printed"]) for x in tokens)]
    here = here[want["nth"] - 1 : want["nth"]] if "nth" in want else here
    if not here:
        return [] if want.get("optional") else [f"{'/'.join(tokens)} not found"]
    ways = [want, *({**want, "area": None, **other} for other in want.get("alt", []))]
    ways = [{key: value for key, value in way.items() if value is not None} for way in ways]
    faults = [figure_problems(way, each) for each in here for way in ways]
    return [f"{'/'.join(tokens)}: {', '.join(min(faults, key=len))}"] if all(faults) else []


def _accusations(accused, relations, joint):
    wrong = [each for each in relations if each["verdict"] in WRONG]
    together = [each for group in joint for each in group]
    problems = [
        f"{'/'.join(many(member))} not accused"
        for member in accused
        if not any(_names(each, many(member)) for each in [*wrong, *together])
    ]
    allowed = [token for member in accused for token in many(member)]
    problems += [f"falsely accused: {line(each)}" for each in wrong if not _names(each, allowed)]
    if joint and not accused:
        problems.append("jointly accused: " + " & ".join(line(each) for each in joint[0]))
    return problems


def _names(relation, tokens):
    own = [relation["stated"], *relation["inputs"]]
    return any(same_token(token, each) for token in tokens for each in own)


def _fits(want, relation):
    if relation["verdict"] not in many(want["verdict"]):
        return False
    if any(relation["params"].get(k) != v for k, v in want.get("params", {}).items()):
        return False
    if want["check"] is None:
        own = [relation["stated"], *relation["inputs"]]
        tokens = [each for each in [want["stated"], *want["inputs"]] if each]
        return all(any(same_token(token, each) for each in own) for token in tokens)
    stated = not want["stated"] or same_token(want["stated"], relation["stated"])
    if want["check"] != relation["check"] or not stated:
        return False
    left = list(relation["inputs"])
    for token in want["inputs"]:
        hit = next((each for each in left if same_token(token, each)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left or bool(want.get("subset"))
