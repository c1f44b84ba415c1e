"""What a text says of earlier reports becomes rows of past.csv."""

import csv
from pathlib import Path

import pytest

from zoneanalysis.extraction import extract, write_reports
from zoneanalysis.extraction.past import past_rows
from zoneanalysis.reports import DataPackage

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"


def _found(sentence):
    text = f"云川市2024年上半年,{sentence}"
    draft = extract(text, area="云川市").reports[0]
    printed = {each.id: each.printed for each in draft.drafts}
    return [
        (row["check"], printed.get(row["stated"], row["stated"]), row["past"])
        for row in past_rows(draft)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "签约项目61个,比上年同期增加7个。",
            [("difference", "增加7个", "earlier=2023-01/2023-06")],
        ),
        (
            "一般公共预算收入增长3.0%,较上年全年由负转正。",
            [("direction", "由负转正", "before=2023-01/2023-12")],
        ),
        (
            "工业投资同比下降2.1%,降幅比一季度收窄。",
            [("direction", "收窄", "before=2024-01/2024-03")],
        ),
        (
            "签约项目61个,同比增加7个。",
            [("difference", "增加7个", "earlier=2023-01/2023-06")],
        ),
        # the earlier value is printed: the report holds by itself
        ("签约项目61个,上年同期54个,比上年同期增加7个。", []),
        # no time is named, or one that may be the first half or the year
        ("一般公共预算收入增长3.0%,由负转正。", []),
        ("一般公共预算收入增长3.0%,较上年由负转正。", []),
        # a change of points is a claim of its own
        ("工业投资同比增长2.1%,比一季度回升1.2个百分点。", []),
        # of another indicator than the one that stands before it
        ("一般公共预算收入增长3.0%,签约项目61个,较上年同期由负转正。", []),
    ],
)
def test_only_what_names_its_time(sentence, expected):
    """Words that leave open of which earlier value they speak give nothing."""
    assert _found(sentence) == expected


def test_the_lessons_statements_are_read_as_a_person_did():
    """Of the five that name their time each; 连续三个半年 and 其中下半年 stay a person's."""
    package = DataPackage(LESSON)
    for name, missed in (("yunchuan-2023", 0), ("yunchuan-2024h1", 0), ("yunchuan-2024", 2)):
        text = (LESSON / f"{name}.txt").read_text("utf-8")
        draft = extract(text, "YC", areas=package.areas).reports[0]
        read = {(row["check"], row["past"]) for row in past_rows(draft)}
        known = {
            (e.claim.check, " ".join(f"{r}={p}" for r, ps in e.periods.items() for p in ps))
            for e in package.read(name).past
        }
        assert read <= known
        assert len(known - read) == missed


def test_an_update_keeps_what_a_person_changed(tmp_path):
    """A corrected row, an added one, a deleted one; the rest is read again."""
    text = (
        "云川市2024年上半年,签约项目61个,比上年同期增加7个。"
        "一般公共预算收入增长3.0%,较上年全年由负转正。工业投资同比下降2.1%,降幅比一季度收窄。"
    )
    found = extract(text, area="云川市")
    folder = tmp_path / "yunchuan-2024h1"

    def rows():
        with (folder / "past.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    write_reports(found, folder)
    first = rows()
    assert [row["id"] for row in first] == ["p01", "p02", "p03"]
    mine = {**first[1], "past": "before=2023-01/2023-06"}
    added = {**first[1], "id": "p04", "past": "before=2022-01/2022-12"}
    with (folder / "past.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([first[0], mine, added])
    [written] = write_reports(found, folder, update=True)
    assert [row["past"] for row in rows()] == [
        "before=2023-01/2023-06",
        "before=2022-01/2022-12",
        "earlier=2023-01/2023-06",
    ]
    assert written.kept == 4  # two rows kept, two left out


def test_the_year_before_a_year_reviewed_is_not_that_year():
    """A 工作总结 of 2024 is written in 2025, but its 比上年 is 2023."""
    text = "云川市2024年工作总结\n\n签约项目61个,比上年增加7个;税收增长4.2%,比上年加快1.1个百分点。"
    draft = extract(text, area="云川市").reports[0]
    assert [row["past"] for row in past_rows(draft)] == ["earlier=2023-01/2023-12"]
    [change] = [each for each in draft.proposals if each.check == "pp_change"]
    assert dict(change.params) == {"earlier_period": "2023"}


def test_a_promise_to_turn_positive_is_read_of_one_rate():
    """下降6.4%,预计10月转正 needs no second rate; after growth it is of nothing."""
    for rate, wanted in (("下降6.4%", ["预计10月转正"]), ("增长6.4%", [])):
        text = f"云川市2024年上半年,固定资产投资同比{rate},预计10月转正。"
        draft = extract(text, area="云川市").reports[0]
        assert [e.stated for e in draft.proposals if e.check == "direction"] == wanted


def test_a_profit_may_fall_within_its_year():
    """It is no sum of what came in; investment is."""
    for name, wanted in (("利润总额", []), ("工业投资", ["ytd_monotone"])):
        text = f"云川市2023年情况\n\n1-6月,{name}5.20亿元;1-9月,{name}4.90亿元。"
        draft = extract(text, area="云川市").reports[0]
        assert [each.check for each in draft.proposals] == wanted
