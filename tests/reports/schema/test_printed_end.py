"""Where a printed figure ends in a text whose lines were broken."""

import pytest

from zoneanalysis.reports.schema.source import printed_end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下降18.8%。", 0, 7),
        ("同比下降18.8%", 2, 9),
        ("下降\n18.8%", 0, 8),
        ("下\r\n　降1 8.8%", 0, 11),
        ("下降18.9%", 0, None),
        ("下降18.", 0, None),
        ("", 0, None),
        (" 下降18.8%", 0, None),  # begins with a blank: another place
        ("下降18.8%", 99, None),
    ],
)
def test_blanks_within_are_passed_over_and_nothing_else(text, start, end):
    """Counted by hand."""
    assert printed_end(text, start, "下降18.8%") == end
