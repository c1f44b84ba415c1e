"""A check over a table gives the verdicts of the check on single values, however large."""

import random

import pandas as pd
import pytest

import zoneanalysis as za
from zoneanalysis.errors import InputError
from zoneanalysis.relations.results import Verdict
from zoneanalysis.relations.tables import check_table, summarise
from zoneanalysis.values.figures import Rounding

ROUNDINGS = list(Rounding)


def number(random_source, largest, places, *, signed=False):
    """Return a random printed number with up to *places* places."""
    decimals = random_source.randint(0, places)
    value = random_source.randint(-largest if signed else 0, largest)
    text = f"{abs(value):0{decimals + 1}d}"
    shown = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return f"-{shown}" if value < 0 else shown


def near(random_source, value, places):
    """Return *value* printed with some places, now and then a unit or two off."""
    decimals = random_source.randint(0, places)
    scaled = round(value * 10**decimals) + random_source.choice([0, 0, 0, 1, -1, 2])
    text = f"{abs(scaled):0{decimals + 1}d}"
    shown = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return f"-{shown}" if scaled < 0 else shown


def pp_gap(r):
    """Return one random relation: pp gap."""
    own, reference = number(r, 500, 2, signed=True), number(r, 500, 2, signed=True)
    return {"own": own, "reference": reference, "stated": near(r, float(own) - float(reference), 2)}


def total(r):
    """Return one random relation: total."""
    parts = [number(r, 20000, 2, signed=r.random() < 0.1) for _ in range(3)]
    return {
        "part_1": parts[0],
        "part_2": parts[1],
        "part_3": parts[2],
        "stated": near(r, sum(map(float, parts)), 2),
    }


def share(r):
    """Return one random relation: share."""
    part, whole = number(r, 20000, 2, signed=r.random() < 0.1), number(r, 20000, 2)
    value = float(part) / float(whole) * 100 if float(whole) else 1
    return {"part": part, "whole": whole, "stated": near(r, value, 2)}


def growth(r):
    """Return one random relation: growth."""
    row = share(r)
    value = (float(row["part"]) / float(row["whole"]) - 1) * 100 if float(row["whole"]) else 1
    return {"current": row["part"], "base": row["whole"], "stated": near(r, value, 2)}


def rate(r):
    """Return one random relation: rate."""
    size = r.randint(0, 130)
    done = r.randint(0, size) if size else 0
    return {
        "denominator": str(size),
        "stated": near(r, done / size * 100 if size else 1, 2),
    }


def rate_with_rest(r):
    """Return one random relation: rate with rest."""
    row = rate(r)
    row["complement"] = str(r.randint(0, 130))
    return row


def average(r):
    """Return one random relation: average."""
    whole, count = number(r, 90000, 2), str(r.randint(0, 60))
    return {"total": whole, "count": count, "stated": near(r, float(whole) / max(int(count), 1), 2)}


def change(r):
    """Return one random relation: change."""
    return {
        "later": (a := number(r, 20000, 2)),
        "earlier": (b := number(r, 20000, 2)),
        "stated": near(r, float(a) - float(b), 2),
    }


def monotone(r):
    """Return one random relation: monotone."""
    return {"later": number(r, 300, 2), "earlier": number(r, 300, 2)}


def target(r):
    """Return one random relation: target."""
    return {"achieved": number(r, 300, 2), "target": number(r, 300, 1), "stated": "已达目标"}


def schedule(r):
    """Return one random relation: schedule."""
    return {"achieved": number(r, 300, 2), "target": number(r, 600, 1), "stated": "达序时进度"}


def repeat(r):
    """Return one random relation: repeat."""
    first = number(r, 3000, 2)
    return {"stated": first, "other": near(r, float(first), 2)}


def index(r):
    """Return one random relation: index."""
    level = number(r, 20000, 2)
    return {"index": level, "stated": near(r, float(level) - 100, 2)}


def parts(r):
    """Return one random relation: growth of a whole of two or three parts."""
    row, tops, bottoms = {}, 0.0, 0.0
    for i in range(1, 4):
        level, rate = number(r, 20000, 2), number(r, 600, 1, signed=True)
        row |= {f"part_level_{i}": level, f"part_growth_{i}": rate}
        tops += float(level)
        bottoms += float(level) / max(1 + float(rate) / 100, 0.01)
    return row | {"stated": near(r, (tops / bottoms - 1) * 100 if bottoms else 1, 2)}


def from_change(r):
    """Return one random relation: a level and its change."""
    level, by = number(r, 20000, 2), number(r, 9000, 2, signed=True)
    base = float(level) - float(by)
    return {
        "current": level,
        "change": by,
        "stated": near(r, float(by) / base * 100 if base > 0 else 1, 2),
    }


def pull(r):
    """Return one random relation: growth times the base period's share."""
    rate, weight = number(r, 600, 2, signed=True), number(r, 1000, 1)
    return {
        "part_growth": rate,
        "share": weight,
        "stated": near(r, float(rate) * float(weight) / 100, 2),
    }


def pull_by_levels(r):
    """Return one random relation: contribution by levels and growth."""
    rate, whole_rate = number(r, 600, 1, signed=True), number(r, 300, 1, signed=True)
    part, whole = number(r, 9000, 1), number(r, 90000, 1)
    g, big_g = float(rate), float(whole_rate)
    value = (
        g / (100 + g) * float(part) / float(whole) * (100 + big_g)
        if float(whole) and g > -99
        else 1
    )
    return {
        "part_growth": rate,
        "part_level": part,
        "whole_level": whole,
        "whole_growth": whole_rate,
        "stated": near(r, value, 2),
    }


def shares_of_one(r):
    """Return one random relation: three shares that add to about 100."""
    first, second = r.randint(1, 600), r.randint(1, 300)
    last = 1000 - first - second + r.choice([0, 0, 1, -1, 2, 5])
    return {f"share_{i}": f"{x / 10:.1f}" for i, x in enumerate((first, second, last), 1)}


def ranked(r):
    """Return one random relation: three values that mostly fall."""
    first, step = r.randint(50, 400), r.randint(0, 30)
    values = [first, first - step, first - step - r.randint(-3, 20)]
    return {f"value_{i}": near(r, x / 10, 1) for i, x in enumerate(values, 1)}


def moved(r):
    """Return one random relation: a direction word between two rates."""
    words = ["上升", "回落", "由负转正", "收窄", "降幅扩大", "持平", "正增长", "负增长"]
    before = r.randint(-60, 60)
    after = before + r.randint(-9, 9)
    return {
        "stated": r.choice(words),
        "before": f"{before / 10:.1f}",
        "after": near(r, after / 10, 1),
    }


def signed_value(r):
    """Return one random relation: a direction word and one rate."""
    return {"stated": r.choice(["增长", "下降", "负增长"]), "value_1": number(r, 9, 1, signed=True)}


def named_list(r):
    """Return one random relation: a count and some names."""
    names = {f"item_{i}": r.choice(["甲", "乙", ""]) for i in range(1, 5)}
    return names | {"stated": f"{r.randint(0, 4)}个"}


def mixed_units(r):
    """Return one random relation: a share with amounts in 万元 and 亿元."""
    row = share(r)
    row["part"] += r.choice(["亿元", "万元", "元"])
    row["whole"] += r.choice(["亿元", "万元", "亩"])
    return row


CASES = [
    ("pp_gap", pp_gap, {}),
    ("sum", total, {"complete": True}),
    ("share", share, {}),
    ("growth_from_levels", growth, {}),
    ("rate_from_count", rate, {}),
    ("rate_from_count", rate_with_rest, {}),
    ("average", average, {}),
    ("difference", change, {}),
    ("ytd_monotone", monotone, {}),
    ("target_reached", target, {}),
    ("schedule", schedule, {"elapsed": "7/12"}),
    ("repeat", repeat, {}),
    ("growth_from_index", index, {}),
    ("sum", total, {"complete": False}),
    ("growth_from_parts", parts, {"complete": True}),
    ("growth_from_change", from_change, {}),
    ("contribution", pull, {"share_period": "base"}),
    ("contribution", pull_by_levels, {}),
    ("shares_sum", shares_of_one, {"complete": True}),
    ("shares_sum", shares_of_one, {"complete": False}),
    ("ranking", ranked, {}),
    ("direction", moved, {}),
    ("direction", signed_value, {}),
    ("list_count", named_list, {}),
    ("share", mixed_units, {}),
]


@pytest.mark.parametrize("rounding", ROUNDINGS, ids=lambda way: way.value)
@pytest.mark.parametrize(
    ("check", "make", "params"), CASES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_table_gives_the_verdicts_of_single_values(check, make, params, rounding):
    """120 random relations a check and rounding: the array engine against the plain function."""
    source = random.Random(f"{check}{make.__name__}{rounding.value}")
    frame = pd.DataFrame([make(source) for _ in range(120)])
    fast = check_table(check, frame, rounding=rounding, **params)["verdict"]
    slow = check_table(check, frame, rounding=rounding, details=True, **params)["verdict"]
    differing = frame.assign(fast=fast, slow=slow)[fast != slow]
    assert differing.empty, differing.head(10).to_string()
    assert slow.nunique() > 1, "the random relations must not all get one verdict"


RATES = ["", "%", "%", "%", "‰", "个百分点", "亿元"]
MONEY = [*["亿元"] * 5, "万元", "元", "家", "%", ""]
COUNTS = ["", "个", "家", "万个", "项"]
WORDS = ["由负转正", "降幅收窄", "增幅收窄", "收窄", "扩大", "降幅扩大", "增幅扩大", "持平",
         "正增长", "负增长", "翻番", "增长2倍"]  # fmt: skip


def any_rate(r):
    """Return a small number with a unit that may not fit."""
    return number(r, 30, 1, signed=True) + r.choice(RATES)


def any_amount(r):
    """Return a small amount with a unit that may not fit."""
    return number(r, 12, 2, signed=True) + r.choice(MONEY)


def any_count(r):
    """Return a small count, blank now and then."""
    return r.choice([None, str(r.randint(-1, 30)) + r.choice(COUNTS)])


MIXED = {
    "pp_gap": {"stated": any_rate, "own": any_rate, "reference": any_rate},
    "pp_change": {"stated": any_rate, "later": any_rate, "earlier": any_rate},
    "sum": {"stated": any_amount, "part_1": any_amount, "part_2": any_amount},
    "share": {"stated": any_rate, "part": any_amount, "whole": any_amount},
    "shares_sum": {"share_1": any_rate, "share_2": any_rate, "share_3": any_rate},
    "rate_from_count": {
        "stated": any_rate,
        "denominator": any_count,
        "numerator": any_count,
        "complement": any_count,
    },
    "growth_from_levels": {"stated": any_rate, "current": any_amount, "base": any_amount},
    "growth_from_parts": {
        "stated": any_rate,
        "part_level_1": any_amount,
        "part_growth_1": any_rate,
        "part_level_2": any_amount,
        "part_growth_2": any_rate,
    },
    "growth_from_change": {"stated": any_rate, "current": any_amount, "change_1": any_amount},
    "growth_from_index": {"stated": any_rate, "index": any_rate},
    "contribution": {"stated": any_rate, "part_growth": any_rate, "share": any_rate},
    "ytd_difference": {"stated": any_amount, "later": any_amount, "earlier": any_amount},
    "ytd_monotone": {"later": any_amount, "earlier": any_amount},
    "difference": {"stated": any_rate, "later": any_rate, "earlier": any_rate},
    "target_reached": {
        "stated": lambda r: r.choice(["已达目标", "超额完成", "未达目标", "某词"]),
        "achieved": any_rate,
        "target": any_rate,
    },
    "schedule": {
        "stated": lambda r: r.choice(["达序时进度", "未达序时进度"]),
        "achieved": any_amount,
        "target": any_amount,
    },
    "direction": {
        "stated": lambda r: r.choice(WORDS),
        "before": lambda r: r.choice([None, any_rate(r)]),
        "after": lambda r: r.choice([None, any_rate(r)]),
    },
    "ranking": {"value_1": any_rate, "value_2": any_rate},
    "repeat": {"stated": any_amount, "other_1": any_amount},
    "average": {"stated": any_amount, "total": any_amount, "count": any_count},
}


@pytest.mark.parametrize("rounding", ROUNDINGS, ids=lambda way: way.value)
@pytest.mark.parametrize("check", MIXED)
def test_units_that_do_not_fit_get_the_verdicts_of_single_values(check, rounding):
    """Permille, points against percent, money for rates: the array engine judges none wrongly."""
    source = random.Random(f"{check}{rounding.value}")
    frame = pd.DataFrame(
        [{role: make(source) for role, make in MIXED[check].items()} for _ in range(200)],
        dtype=object,
    )
    params = {"schedule": {"elapsed": "1/2"}, "sum": {"complete": True}}.get(check, {})
    params = params or ({"complete": True} if check.startswith(("shares", "growth_from_p")) else {})
    fast = check_table(check, frame, rounding=rounding, **params)["verdict"]
    slow = check_table(check, frame, rounding=rounding, details=True, **params)["verdict"]
    differing = frame.assign(fast=fast, slow=slow)[fast != slow]
    assert differing.empty, differing.head(10).to_string()


def test_values_that_need_more_than_64_bits():
    """A sum of eighteen-digit numbers, off by one in the last digit, is found."""
    frame = pd.DataFrame(
        {
            "part_1": ["999999999999999999.99", "999999999999999999.99"],
            "part_2": ["0.01", "0.01"],
            "stated": ["1000000000000000000.00", "1000000000000000001.00"],
        }
    )
    assert check_table("sum", frame, complete=True)["verdict"].tolist() == [
        "consistent",
        "inconsistent",
    ]


def test_units_in_cells_are_converted():
    """万元 against 亿元: 5476 is 0.5476, and 54.76 would be a hundred times too much."""
    frame = pd.DataFrame(
        {
            "part": ["5476万元", "5476万元"],
            "whole": ["1.32亿元", "1.32亿元"],
            "stated": ["41.5%", "4.1%"],
        }
    )
    assert check_table("share", frame)["verdict"].tolist() == ["consistent", "inconsistent"]


def test_a_blank_cell_is_not_assessable():
    """What is not printed is never a pass."""
    frame = pd.DataFrame({"part": ["5", ""], "whole": ["10", "10"], "stated": ["50", "50"]})
    assert check_table("share", frame)["verdict"].tolist() == ["consistent", "not assessable"]


def test_an_empty_table_stays_empty():
    """No rows, no verdicts, no error."""
    frame = pd.DataFrame({"part": [], "whole": [], "stated": []}, dtype=object)
    assert check_table("share", frame)["verdict"].tolist() == []


def test_floats_are_refused():
    """A column of floats has lost its trailing zeros."""
    with pytest.raises(InputError, match="trailing zeros"):
        check_table("share", pd.DataFrame({"part": [1.5], "whole": [3.0], "stated": ["50"]}))


def test_a_missing_role_is_named():
    """The error says which columns there must be."""
    with pytest.raises(InputError, match="stated, own, reference"):
        check_table("pp_gap", pd.DataFrame({"stated": ["1"], "own": ["2"]}))


def test_a_bad_cell_leaves_the_other_rows_alone():
    """Rows 2 to 4 hold no figure where one must stand; each says so, and row 1 is judged."""
    frame = pd.DataFrame(
        {
            "part": ["5", "x", None, "5"],
            "whole": ["10", "10", "10", "1.2.3"],
            "stated": ["50", "50", "50", "50"],
        }
    )
    verdicts = check_table("share", frame)["verdict"].tolist()
    assert verdicts == ["consistent", *["not assessable"] * 3]
    reasons = check_table("share", frame, details=True)["reason"].tolist()
    assert reasons[1] == "x in place of part is no printed figure"
    own = pd.DataFrame({"stated": ["1", "1"], "own": [None, "9"], "reference": ["8", "8"]})
    verdicts = check_table("pp_gap", own)["verdict"].tolist()
    assert verdicts == ["not assessable", "consistent"]


def test_parts_are_not_paired_across_blanks():
    """Level of part 1 and growth of part 2 belong to different parts."""
    frame = pd.DataFrame(
        {
            "part_level_1": [None],
            "part_growth_1": ["5"],
            "part_level_2": ["8"],
            "part_growth_2": [None],
            "part_level_3": ["9"],
            "part_growth_3": ["4"],
            "stated": ["5"],
        }
    )
    result = check_table("growth_from_parts", frame, complete=True, details=True)
    assert result["reason"].item() == "a part is printed without its level or its growth"


@pytest.mark.parametrize(
    ("check", "params", "must"),
    [
        ("sum", {"complet": True}, "the parameters of sum are"),
        ("sum", {"stated": "5"}, "the parameters of sum are"),
        ("sum", {"complete": "maybe"}, "complete must be one of: yes, no"),
        ("schedule", {}, "elapsed must be a fraction"),
    ],
)
def test_unknown_parameters_are_refused(check, params, must):
    """A misspelt parameter must not change what is judged without a word."""
    frame = pd.DataFrame({"part_1": ["5"], "part_2": ["5"], "stated": ["10"]})
    if check == "schedule":
        frame = pd.DataFrame({"achieved": ["5亿元"], "target": ["9亿元"]})
    with pytest.raises(InputError, match=must):
        check_table(check, frame, **params)


def test_the_summary_counts_every_verdict():
    """Every verdict is a column, also those that nothing got."""
    frame = pd.DataFrame({"stated": ["70.7", "70.2"], "denominator": ["84", "84"]})
    counts = summarise(check_table("rate_from_count", frame))
    assert list(counts.columns) == [*(v.value for v in Verdict), "total"]
    assert counts.loc["all"][counts.loc["all"] > 0].to_dict() == {
        "consistent": 1, "impossible": 1, "total": 2,
    }  # fmt: skip


def test_the_summary_can_be_had_by_group():
    """One row a city."""
    frame = pd.DataFrame(
        {"stated": ["70.7", "70.2"], "denominator": ["84", "84"], "city": ["甲市", "乙市"]}
    )
    counts = summarise(check_table("rate_from_count", frame), by="city")
    assert counts.loc["乙市", "consistent"] == 1
    assert counts.loc["甲市", "impossible"] == 1


def test_single_values_and_table_are_exported():
    """The same names work from the package."""
    assert za.check_rate_from_count("70.7", 84).verdict is Verdict.IMPOSSIBLE
