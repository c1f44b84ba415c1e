"""Objects that show themselves: short, with what matters, as numbers where they are numbers."""

import pandas as pd
import pytest

import zoneanalysis as za


@pytest.fixture(scope="module")
def report():
    """Return the report of Lüliang."""
    return za.DataPackage.find().read("lvliang-2023h1")


def test_reports_and_audits_are_a_line(report):
    """Not tens of thousands of characters."""
    found = za.audit(report)
    assert repr(report) == "<Report lvliang-2023h1: 65 figures, 28 relations>"
    assert repr(found).startswith("<Audit of lvliang-2023h1: ")
    assert len(repr(found)) < 80
    assert repr(found["c003"]) == "<CheckResult c003 pp_gap: consistent · −39.1 − (−18.3) = −20.8>"
    assert "−39.1 − (−18.3) = −20.8" in found["c003"]._repr_html_()
    assert "consistent" in found._repr_html_()
    assert "[" in found["c003"].stated._repr_html_()
    assert "<table" in report._repr_html_()


def test_figures_show_what_is_printed_and_what_it_may_be(report):
    """The interval beside the characters."""
    assert repr(report["f006"].figure) == "<Figure 下降39.1% [-39.15, -39.05]>"
    assert repr(report["f006"].figure.interval) == "<Interval [-39.15, -39.05]>"


def test_what_is_derived_is_a_number_too():
    """54.76 ÷ 0.812 = 67.438."""
    base = za.base_level("54.76亿元", "下降18.8%")
    assert float(base) == pytest.approx(67.4384, abs=1e-4)
    assert f"{base:.1f}" == "67.4"
    assert f"{za.Figure.parse('2.5%'):.0f}" == "3"
    assert repr(base).startswith("<Derived base_level = 54.76 ÷ (1 + (−18.8) ÷ 100) = 67.4384亿元")


def test_frames_hold_numbers(report):
    """Slack and ends of intervals can be computed with; the verdict is seen at default width."""
    frame = za.audit(report).to_frame()
    for name in ("slack_used", "distance", "stated_low", "recomputed_high"):
        assert pd.api.types.is_float_dtype(frame[name]), name
    with pd.option_context("display.width", 80):
        assert "verdict" in str(frame)
    figures = report.to_frame()
    assert figures.loc["f006", "low"] == -39.15
    assert figures.loc["f006", "printed"] == "下降39.1%"
    table = pd.DataFrame({"stated": ["-1.5"], "own": ["9.9"], "reference": ["10.4"]})
    assert za.check_table("pp_gap", table, details=True)["recomputed_low"].item() == -0.6


def test_audit_and_forecast_are_functions(report):
    """And still the packages that they are."""
    assert za.audit(report).report is report
    assert za.audit.Audit is type(za.audit(report))
    assert za.forecast(report)


def test_an_outlook_is_a_line_too(report):
    """Not the 700,000 characters of the distributions that it is made of."""
    for outlook in za.forecast(report):
        held = (outlook, outlook.chosen, outlook.chosen.fit, outlook.chosen.ytd[12])
        assert max(len(repr(each)) for each in held) < 250
        assert outlook.indicator in repr(outlook)
        assert f"80% from {outlook.chosen.ytd[12].interval(0.8)[0]:.1f} to" in repr(outlook)
        assert "<table" in outlook._repr_html_()


def test_a_folder_may_come_as_text(report):
    """As for every function that takes a path."""
    assert repr(za.DataPackage(str(za.DataPackage.find().root)).read(report.id)) == repr(report)
