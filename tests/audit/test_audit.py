"""A whole report audited: every relation judged, every figure accounted for, nothing thrown."""

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.audit.yunchuan import claim, gaps, observation, report
from zoneanalysis.audit import Review, audit, remarks_across, repeats_across
from zoneanalysis.audit.rendering import COLUMNS
from zoneanalysis.audit.sarif import to_sarif
from zoneanalysis.errors import InputError
from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.figures import Rounding


def verdict_of(relation, observations):
    """Return the verdict on one relation among some figures."""
    return audit(report(observations, [relation]))[relation.id].verdict


LEVELS = [
    observation("f1", "54.76", "亿元"),
    observation("f2", "132.27", "亿元"),
    observation("f3", "41.4", "%", measure="share"),
    observation("f4", "12", "家", measure="count"),
    observation("f5", "-18.8", "%", measure="yoy"),
]


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (claim("c", "share", "f3", part="f1", whole="f99"), "f99 is not in the report"),
        (claim("c", "share", "f99", part="f1", whole="f2"), "f99 is not in the report"),
        (claim("c", "share", "", part="f1", whole="f2"), "no figure is stated"),
        (claim("c", "growth_from_levels", "f99", current="f1", base="f2"), "f99 is not in"),
        (claim("c", "growth_from_parts", "f5", part_level="f1 f2", part_growth="f5 f98",
               params={"complete": "yes"}), "f98 is not in the report"),
        (claim("c", "share", "f3", part="f3", whole="f2"), "names its own stated figure"),
        (claim("c", "share", "f3", part="f1 f2"), "several figures are given for part"),
        (claim("c", "share", "f3", half="f1"), "has no role half"),
        (claim("c", "share", "f3", part="f5", whole="f2"), "unit is of the wrong kind"),
        (claim("c", "pp_gap", "f3", own="f5"), "figure for reference is not printed"),
        (claim("c", "pp_gap", "f1", own="f5", reference="f3"), "unit is of the wrong kind"),
        (claim("c", "target_reached", "", achieved="f1", target="f2"), "no word is stated"),
        (claim("c", "no_such_check", "f3", part="f1"), "no check of the name no_such_check"),
        (claim("c", "rate_from_count", "f3", denominator="f4", params={"items": "x"}), "items"),
        (claim("c", "schedule", "达序时进度", achieved="f1", target="f2", params={"elapsed": "7"}),
         "share of the year elapsed"),
        (claim("c", "ytd_monotone", "", later="f4", earlier="f1"), "measure different things"),
    ],
    ids=lambda value: value.check if hasattr(value, "check") else "",
)  # fmt: skip
def test_a_relation_that_cannot_be_checked_says_why_and_spares_the_others(relation, reason):
    """Bad input is "not assessable" for that relation alone."""
    good = claim("good", "share", "f3", part="f1", whole="f2")
    found = audit(report(LEVELS, [relation, good]))
    assert found["c"].verdict is Verdict.NOT_ASSESSABLE
    assert reason in str(found["c"].reason)
    assert found["good"].verdict is Verdict.CONSISTENT


def test_year_to_date_figures_of_two_years_are_not_compared():
    """A later half-year of another year may well be smaller."""
    observations = [
        observation("f1", "50.0", "亿元", period="2024-01/2024-06"),
        observation("f2", "60.0", "亿元", period="2023-01/2023-05"),
    ]
    relation = claim("c", "ytd_monotone", "", later="f1", earlier="f2")
    assert verdict_of(relation, observations) is Verdict.NOT_ASSESSABLE


def test_real_growth_against_nominal_levels_is_never_judged():
    """Industrial value added grows at constant prices; the indicator's definition says so."""
    observations = [
        observation("f1", "110.0", "亿元"),
        observation("f2", "100.0", "亿元"),
        observation("f3", "7.0", "%", measure="yoy", indicator="industrial_value_added"),
    ]
    relation = claim("c", "growth_from_levels", "f3", current="f1", base="f2")
    found = audit(report(observations, [relation]))["c"]
    assert found.verdict is Verdict.NOT_ASSESSABLE
    assert "constant prices" in str(found.reason)
    assert "10.0%" in str(found.implied)


def test_growth_of_parts_on_another_basis_is_never_judged():
    """One part grows at constant prices, the whole in nominal terms."""
    observations = [
        observation("f1", "60.0", "亿元"),
        observation("f2", "9.0", "%", measure="yoy", basis="constant_price"),
        observation("f3", "40.0", "亿元"),
        observation("f4", "2.0", "%", measure="yoy", basis="nominal"),
        observation("f5", "20.0", "%", measure="yoy", basis="nominal"),
    ]
    relation = claim(
        "c", "growth_from_parts", "f5", part_level="f1 f3", part_growth="f2 f4",
        params={"complete": "yes"},
    )  # fmt: skip
    assert verdict_of(relation, observations) is Verdict.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("bound", "value", "verdict"),
    [
        ("lower", "50.0", Verdict.CONSISTENT),  # 超50亿元, the parts give 55
        ("lower", "60.0", Verdict.INCONSISTENT),
        ("upper", "60.0", Verdict.CONSISTENT),  # 近60亿元
        ("upper", "50.0", Verdict.INCONSISTENT),
        ("approximate", "53.0", Verdict.CONSISTENT),  # 53亿元左右
        ("approximate", "40.0", Verdict.INCONSISTENT),
    ],
)
def test_words_beside_a_total_open_it_to_one_side(bound, value, verdict):
    """超 is a lower bound, 近 an upper one, 左右 widens to a tenth."""
    observations = [
        observation("f1", "30.0", "亿元"),
        observation("f2", "25.0", "亿元"),
        observation("f3", value, "亿元", bound=bound),
    ]
    relation = claim("c", "sum", "f3", part="f1 f2", params={"complete": "yes"})
    assert verdict_of(relation, observations) is verdict


def test_a_bound_among_the_parts_decides_only_what_it_can():
    """超30 + 25 may be 60, but not 50."""
    parts = [observation("f1", "30.0", "亿元", bound="lower"), observation("f2", "25.0", "亿元")]
    relation = claim("c", "sum", "f3", part="f1 f2", params={"complete": "yes"})
    for value, verdict in (("60.0", Verdict.NOT_ASSESSABLE), ("50.0", Verdict.INCONSISTENT)):
        assert verdict_of(relation, [*parts, observation("f3", value, "亿元")]) is verdict


def test_rounding_can_be_named_for_a_report_or_a_figure():
    """58.79 of 100 cut off prints as 58.7, which rounding does not."""
    observations = [
        observation("f1", "58.79", "亿元"),
        observation("f2", "100.00", "亿元"),
        observation("f3", "58.7", "%", measure="share"),
    ]
    subject = report(observations, [claim("c", "share", "f3", part="f1", whole="f2")])
    unknown = audit(subject)["c"]
    assert unknown.verdict is Verdict.INCONSISTENT
    assert any("cut off" in str(each) for each in unknown.alternatives)
    assert audit(subject, rounding=Rounding.TRUNCATION)["c"].verdict is Verdict.CONSISTENT
    by_figure = audit(subject, rounding={"f3": Rounding.TRUNCATION})["c"]
    assert by_figure.verdict is Verdict.CONSISTENT


def test_shares_that_add_to_exactly_100_may_have_been_adjusted():
    """15.84 printed as 15.9 is let pass, and said, only beside shares that add to 100."""
    observations = [
        observation("f1", "39.1", "亿元"),
        observation("f2", "247.4", "亿元"),
        observation("f3", "15.9", "%", measure="share"),
        observation("f4", "84.1", "%", measure="share"),
    ]
    share = claim("c", "share", "f3", part="f1", whole="f2")
    together = claim("s", "shares_sum", "", share="f3 f4", params={"complete": "yes"})
    assert audit(report(observations, [share]))["c"].verdict is Verdict.INCONSISTENT
    found = audit(report(observations, [share, together]))["c"]
    assert found.verdict is Verdict.WITHIN_ROUNDING
    assert "adjusted to add to 100" in str(found.reason)


def test_a_slipped_order_of_magnitude_is_a_warning():
    """万 for 亿: 0.5476亿元 would be 5476万元."""
    observations = [
        observation("f1", "3012.0", "万元"),
        observation("f2", "2464.0", "万元"),
        observation("f3", "5476", "亿元"),
    ]
    relation = claim("c", "sum", "f3", part="f1 f2", params={"complete": "yes"})
    found = audit(report(observations, [relation]))["c"]
    assert found.verdict is Verdict.INCONSISTENT
    assert "1/10,000" in str(found.warning)


def test_a_slipped_unit_of_area_is_a_warning():
    """亩 for 公顷 is a factor of 15."""
    observations = [
        observation("f1", "600.0", "亩"),
        observation("f2", "750.0", "亩"),
        observation("f3", "90.0", "亩"),
    ]
    relation = claim("c", "sum", "f3", part="f1 f2", params={"complete": "yes"})
    found = audit(report(observations, [relation]))["c"]
    assert "1公顷 is 15亩" in str(found.warning)


def test_every_figure_is_tied_or_says_why_not():
    """Coverage names the checks of each figure, or the reason that there are none."""
    observations = [*LEVELS, observation("f6", "20", "%", measure="yoy", status="target")]
    found = audit(report(observations, [claim("c", "share", "f3", part="f1", whole="f2")]))
    rows = {row.figure: row for row in found.coverage}
    assert [row.is_tied for row in found.coverage] == [True, True, True, False, False, False]
    assert rows["f1"].checks == (("c", "share", Verdict.CONSISTENT),)
    assert "level of the year before" in str(rows["f5"].reason)
    assert "nothing achieved" in str(rows["f6"].reason)
    assert found.summary().tied / found.summary().figures == 0.5


def test_a_figure_of_an_open_relation_is_not_called_checked():
    """It stands in a relation, but that one could not be judged."""
    found = audit(report(LEVELS, [claim("c", "share", "f3", part="f1")]))
    row = next(row for row in found.coverage if row.figure == "f1")
    assert not row.is_tied
    assert "no figure is tied to it as its whole" in str(row.reason)


def test_a_report_without_figures_or_relations_is_fine():
    """Nothing to judge, nothing wrong."""
    found = audit(report([], []))
    assert found.results == ()
    assert (found.summary().tied, found.summary().figures) == (0, 0)
    assert found.repair.clusters == ()
    assert found.to_csv().splitlines() == [",".join(COLUMNS)]
    assert json.loads(found.to_sarif())["runs"][0]["results"] == []


def test_a_quantity_printed_twice_is_compared_without_being_asked():
    """Same indicator, area, period and measure: 54.76 and 54.67 can't both be."""
    observations = [
        observation("f1", "54.76", "亿元", indicator="industrial_investment"),
        observation("f2", "54.67", "亿元", indicator="industrial_investment"),
    ]
    found = audit(report(observations, []))
    (result,) = found.results
    assert (result.check, result.verdict) == ("repeat", Verdict.INCONSISTENT)


def test_fingerprints_outlast_renumbering_and_change_with_the_figures():
    """Ids, sections and order don't matter; a corrected figure makes another finding."""
    first = audit(gaps())
    old = {first.fingerprint(r) for r in first.results}
    renamed = {o.id: f"g{o.id}" for o in first.report}
    observations = [replace(o, id=renamed[o.id], section="zones") for o in first.report]
    claims = [
        replace(
            c,
            id=f"x{c.id}",
            stated=renamed[c.stated],
            inputs={role: tuple(renamed[i] for i in ids) for role, ids in c.inputs.items()},
        )
        for c in reversed(first.report.claims)
    ]
    again = audit(replace(first.report, observations=tuple(observations), claims=tuple(claims)))
    assert {again.fingerprint(r) for r in again.results} == old
    corrected = audit(gaps(stated="-0.5"))
    assert len({corrected.fingerprint(r) for r in corrected.results} & old) == 2


def test_two_relations_that_say_the_same_have_two_fingerprints():
    """The second one gets a number."""
    same = [claim("a", "share", "f3", part="f1", whole="f2"), claim("b", "share", "f3", part="f1", whole="f2")]  # noqa: E501 # fmt: skip
    found = audit(report(LEVELS, same))
    first, second = (found.fingerprint(r) for r in found.results)
    assert second == f"{first}-2"


def test_a_reviewers_note_stands_beside_the_verdict():
    """It changes nothing, and one whose finding is gone is listed."""
    found = audit(gaps())
    wrong = found["c2"]
    note = Review(found.fingerprint(wrong), "confirmed", "李四", "called the office")
    reviewed = audit(gaps(), reviews=[note, Review("0" * 12, "explained")])
    assert reviewed["c2"].verdict is Verdict.INCONSISTENT
    assert reviewed.review(wrong) == note
    assert [each.finding for each in reviewed.unmatched_reviews] == ["0" * 12]
    row = next(row for row in reviewed.to_records() if row["claim"] == "c2")
    assert (row["review_status"], row["review_by"]) == ("confirmed", "李四")
    assert str(note.label) == "confirmed by a reviewer"


def test_a_review_of_another_status_is_refused():
    """Three words, no others."""
    with pytest.raises(InputError, match="confirmed, explained, wrong source"):
        Review("0" * 12, "maybe")


def test_all_outputs_hold_the_same_relations():
    """Frame, CSV, JSON, Markdown and SARIF, one row a relation."""
    found = audit(gaps())
    frame = found.to_frame()
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    content = json.loads(found.to_json("zh"))
    assert set(COLUMNS) < set(frame.columns)
    assert list(frame.columns[:2]) == ["claim", "verdict"]
    assert [row["cause"] for row in rows] == ["", "1", ""]
    assert frame["recomputed_low"][1] == -0.6
    assert frame["verdict"].tolist() == [row["verdict"] for row in rows]
    assert [row["claim"] for row in content["relations"]] == ["c1", "c2", "c3"]
    assert content["summary"]["findings"] == 1
    assert content["repair"]["size"] == 1
    assert content["relations"][1]["bounds"]["recomputed"] == ["-0.6", "-0.4"]
    assert found.to_markdown("zh").count("\n") == 5


def test_sarif_points_at_characters_of_the_source():
    """Offset and length of the stated figure; the others are related places."""
    placed = [replace(o, char_start=100 * i) for i, o in enumerate(gaps())]
    subject = audit(replace(gaps(), observations=tuple(placed)))
    run = json.loads(subject.to_sarif(source="yunchuan.txt"))["runs"][0]
    result = run["results"][1]
    region = result["locations"][0]["physicalLocation"]
    assert (result["kind"], result["level"], result["ruleId"]) == ("fail", "error", "pp_gap")
    assert region["artifactLocation"] == {"uri": "yunchuan.txt"}
    assert region["region"]["charOffset"] == 400
    assert region["region"]["charLength"] == len("-1.5个百分点")
    assert len(result["relatedLocations"]) == 2
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "pp_gap"
    assert result["partialFingerprints"]["relation/v1"] == subject.fingerprint(subject["c2"])
    assert run["results"][0]["kind"] == "pass"


def test_sarif_says_line_and_column_where_the_text_is_known():
    """Both from 1, whatever ends the lines; without the text the offset alone."""
    text = "第一行\r\n第二行\n\n低1.5个百分点。\n"
    at = text.index("1.5")
    placed = [replace(each, char_start=at) for each in gaps()]
    subject = audit(replace(gaps(), observations=tuple(placed)))
    for given, lines in ((text, (4, 2)), (None, (None, None))):
        run = json.loads(subject.to_sarif(text=given))["runs"][0]
        region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
        assert (region.get("startLine"), region.get("startColumn")) == lines
        assert region.get("endColumn") == (None if given is None else 2 + region["charLength"])


def test_sarif_points_at_the_table_where_the_text_is_not_at_hand():
    """The place in each figure's row, whatever stands above it; without a row there is none."""
    table = 'note,id,printed\n"two\nlines",f1,8.5%\n,f2,""\n5,f5,-1.5个百分点,5\n'
    run = json.loads(to_sarif([audit(gaps())], "en", source="data/a b/figures.csv", table=table))
    result = run["runs"][0]["results"][1]
    place, *more = [
        each["physicalLocation"] for each in (*result["locations"], *result["relatedLocations"])
    ]
    assert place["artifactLocation"] == {"uri": "data/a%20b/figures.csv"}
    assert place["region"] == {
        "startLine": 5, "startColumn": 6, "endLine": 5, "endColumn": 14,
        "snippet": {"text": "-1.5个百分点"},
    }  # fmt: skip
    assert [each["region"]["startLine"] for each in more] == [2]


def test_two_reports_are_held_against_each_other():
    """The same quantity must agree; the same figure for unlike things is only a remark."""
    first = report(
        [
            observation("f1", "47.03", "亿元", indicator="industrial_investment"),
            observation("f2", "9.9", "%", measure="yoy", indicator="industrial_value_added"),
        ],
        [],
        id="yunchuan-2024h1",
    )
    second = report(
        [
            observation("f1", "47.03", "亿元", indicator="project_investment", area="CN-9902"),
            observation("f2", "9.7", "%", measure="yoy", indicator="industrial_value_added"),
        ],
        [],
        id="yunchuan-2024q3",
    )
    ((result, printed),) = repeats_across([first, second])
    assert (result.verdict, [(each.id, figure.id) for each, figure in printed]) == (
        Verdict.INCONSISTENT,
        [("yunchuan-2024h1", "f2"), ("yunchuan-2024q3", "f2")],
    )
    (remark,) = remarks_across([first, second])
    assert "47.03亿元" in remark.text.render("zh")
    assert remark.figures == (("yunchuan-2024h1", "f1"), ("yunchuan-2024q3", "f1"))


def test_thousands_of_figures_are_no_trouble():
    """A thousand gaps, one of them wrong, are judged and repaired."""
    observations, claims = [], []
    for i in range(1000):
        observations += [
            observation(f"a{i}", "9.9", "%", measure="yoy"),
            observation(f"b{i}", "8.4", "%", measure="yoy"),
            observation(f"c{i}", "1.5" if i != 500 else "2.5", "个百分点", measure="pp_gap"),
        ]
        claims.append(claim(f"r{i}", "pp_gap", f"c{i}", own=f"a{i}", reference=f"b{i}"))
    found = audit(report(observations, claims))
    assert [result.claim_id for result in found.findings] == ["r500"]
    assert found.repair.size == 1


@pytest.mark.parametrize(
    ("minimum", "verdict"),
    [("1亿元", "consistent"), ("5亿元", "inconsistent"), ("many", "not assessable")],
)
def test_a_size_that_a_name_says(minimum, verdict):
    """A role may be said by a parameter, where no figure prints it: 亿元以上."""
    sized = claim("c", "minimum_size", "", total="f1", count="f4")
    sized = replace(sized, params={"minimum": minimum})
    assert verdict_of(sized, LEVELS).value == verdict
