"""Whether a figure's indicator, area and period stand in its own words or were carried."""

from __future__ import annotations

import pytest

from zoneanalysis.extraction import extract

TEXT = (
    "云川市2024年上半年经济运行情况\n"
    "上半年，云川高新区工业投资完成12.5亿元，同比下降3.1%。出口增长4.0%。\n"
    "一季度全市工业用电量9.0亿千瓦时。增长2.0%。\n"
)


def read(printed: str) -> dict[str, str]:
    """Return how each part of the name of a figure was found."""
    (report,) = extract(TEXT).reports
    (draft,) = [each for each in report.drafts if each.printed == printed]
    return {part: source.how for part, source in draft.evidence.items()} | {
        "named": str(draft.named)
    }


@pytest.mark.parametrize(
    ("printed", "indicator", "area", "period", "named"),
    [
        ("12.5亿元", "own", "own", "frame", "True"),
        ("下降3.1%", "frame", "frame", "frame", "True"),
        ("增长4.0%", "own", "carried", "carried", "False"),
        ("9.0亿千瓦时", "own", "own", "own", "True"),
        ("增长2.0%", "carried", "frame", "carried", "False"),
    ],
)
def test_where_the_words_stand(
    printed: str, indicator: str, area: str, period: str, named: str
) -> None:
    """Own words, a frame that admits nothing else, or carried."""
    expected = {"indicator": indicator, "area": area, "period": period, "named": named}
    assert read(printed) == expected
