"""Input made to be slow, or to break: a megabyte or 5,000 figures are read, in linear time.

Nothing is timed here; a catastrophic pattern would never come back.
"""

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract

LEAD = "云川市2024年工业投资完成12.5亿元。"
HOSTILE = {
    "digits": LEAD + "1234567890" * 100_000,
    "opening brackets": LEAD + "(" * 350_000,
    "pairs of brackets": LEAD + "(" * 500_000 + ")" * 500_000,
    "one clause without a figure": LEAD + "开发区项目建设工作持续推进" * 28_000,
    "quotation marks": LEAD + "“" * 350_000,
    "numerals": LEAD + "三" * 350_000,
    "a ratio without end": LEAD + "比" + "1:" * 80_000 + "1",
    "years": LEAD + "2024年" * 60_000,
    "commas": LEAD + "," * 200_000,
    "dots that lead nowhere": LEAD + "…" * 50_000,
    "names in a list": LEAD + "吉县开发区、" * 40_000 + "5家",
}
MANY = {
    "one clause without end": LEAD + "工业投资增长5%比上年" * 5_000,
    "one sentence without end": LEAD + "工业投资5亿元、增长5%，" * 2_500,
    "a list without end": LEAD + "工业、" * 5_000 + "分别增长" + "5.1%、" * 5_000,
    "ranges without end": LEAD + "5%—6%" * 2_500,
    "brackets that stay open": LEAD + "(5%" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_it_gives_the_one_figure_that_there_is(name):
    """The figure in front is found; the rest gives none, and no error."""
    (report,) = extract(HOSTILE[name], "云川市", "2024").reports
    assert report.drafts[0].printed == "12.5亿元"


@pytest.mark.parametrize("name", MANY)
def test_figures_without_end_are_all_read(name):
    """Every one of them, however long the clause."""
    (report,) = extract(MANY[name], "云川市", "2024").reports
    assert len(report.drafts) >= 5_000


def test_too_long_a_text_is_refused_before_it_is_read():
    """Eight million characters is more than any report."""
    with pytest.raises(InputError, match="8,000,000 characters"):
        extract("云" * 8_000_001)


@pytest.mark.parametrize(
    "text",
    [
        "云川市2024年" + chr(0) * 5 + "5亿元",
        "云川市2024年5亿元)",
        "2024年((((5亿元",
        "2024年5亿元，，；：、",
    ],
)
def test_oddities_do_no_harm(text):
    """The figure is found at its place."""
    (report,) = extract(text, "云川市").reports
    (draft,) = report.drafts
    assert text[draft.char_start :].startswith("5亿元")
