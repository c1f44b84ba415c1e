"""Changes between two values that words set against each other: 由A提高到B,提高X."""

from __future__ import annotations

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.extraction import as_report, extract


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("常住人口城镇化率由61.2%提高到67.5%，提高6.3个百分点。", "consistent"),
        ("常住人口城镇化率由61.2%提高到67.5%，提高7.3个百分点。", "inconsistent"),
        ("失业率由5.1%降至4.8%，下降0.3个百分点。", "consistent"),
        ("失业率由5.1%降至4.8%，下降0.5个百分点。", "inconsistent"),
        ("茶园面积由8.6万亩增至9.2万亩，增加0.6万亩。", "consistent"),
        ("茶园面积由8.6万亩增至9.2万亩，增加0.9万亩。", "inconsistent"),
        ("耕地由12.5万亩减少到11.2万亩，减少1.3万亩。", "consistent"),
        ("审批事项由134项减少到52项，减少72项。", "inconsistent"),
    ],
)
def test_the_change_is_held_against_both(text, verdict):
    """In points where both are rates, in their own unit where both are levels."""
    (report,) = extract(f"云川市2024年上半年经济运行情况\n上半年，{text}", area="云川市").reports
    told = audit(as_report(report, "x", {})).results
    (result,) = (each for each in told if each.check != "direction")
    assert result.verdict.value.partition(" ")[0] == verdict


@pytest.mark.parametrize(
    "text",
    [
        "城镇化率由61.2%提高到67.5%，高新区就业增加0.9万人。",
        "入驻率由68%提升到83%，同比提高25个百分点。",
        "茶园面积由8.6万亩增至9.2万亩，茶叶产量增加0.9万吨。",
    ],
)
def test_a_change_of_something_else_ties_nothing(text):
    """Another subject, another time or another unit stands between."""
    (report,) = extract(f"云川市2024年上半年经济运行情况\n上半年，{text}", area="云川市").reports
    assert not [each for each in report.proposals if each.pattern == "balance.move"]
