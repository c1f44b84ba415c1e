"""The two reports of the data package in their own text; runs where the text is there."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from zoneanalysis.audit import audit
from zoneanalysis.extraction.inputs import read_document
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.sourceview import source_view

REPOSITORY = Path(__file__).resolve().parents[3]
SOURCES = sorted((REPOSITORY.parent / "shared" / "sources").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SOURCES, reason="the source text is not on this machine")


@pytest.mark.parametrize("report_id", ["linfen-2023h1", "lvliang-2023h1"])
def test_every_figure_and_every_finding_is_in_the_page(report_id):
    """Each printed figure is marked where it stands; each finding is listed; nothing is lost."""
    package = DataPackage.find(REPOSITORY / "data")
    audited = audit(package.read(report_id))
    document = read_document(SOURCES[0])
    assert document.sha256 == audited.report.meta["source"]["sha256"]
    page = source_view(audited.report, document.text, audited).html()
    soup = BeautifulSoup(page, "html.parser")
    marked = [re.sub(r"\s", "", mark.get_text()) for mark in soup.select("article .m")]
    for each in audited.report:
        assert each.printed in marked
    assert len(soup.select(".findings .numbers")) == len(audited.findings)
    assert soup.select_one(".side h2").get_text() == f"存疑{audited.causes}处"
    start, end = audited.report.meta["source"]["span"]
    shown = re.sub(r"\s", "", soup.article.get_text())
    assert shown == re.sub(r"\s", "", document.text[start:end])
