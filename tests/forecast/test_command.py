"""What the forecast command prints of one's own series: chances, zeros, needs, the level."""

import pytest
from click.testing import CliRunner

from zoneanalysis.cli.commands.forecasting import _percent, forecast


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.04, "0.0"), (0.04, "0.0"), (-0.06, "−0.1"), (2.25, "+2.3"), (float("nan"), "")],
)
def test_zero_has_no_sign(value, text):
    """Half-up, with a sign where there is something to sign."""
    assert _percent(value) == text


def test_table_of_needs_and_chances_without_certainty(tmp_path):
    """-60% to November: December can't turn it; the chance is not called 0%."""
    path = tmp_path / "own.csv"
    path.write_text("period,ytd_growth\n2023-11,-60.0\n", encoding="utf-8")
    out = CliRunner().invoke(forecast, [str(path), "--language", "en"]).output
    december = [line for line in out.splitlines() if line.startswith("12 ")]
    assert len(december) == 2
    assert all("<1%" in line for line in december)
    assert "+660.0" in december[1]
    assert "Level of the year" not in out


def test_level_without_a_published_base_has_no_interval(tmp_path):
    """Last year's level to June only: the year's is extrapolated, and said so."""
    path = tmp_path / "own.csv"
    path.write_text(
        "period,ytd_growth,level\n2022-06,,100.0\n2023-06,5.0,105.0\n", encoding="utf-8"
    )
    out = CliRunner().invoke(forecast, [str(path), "--language", "en"]).output
    assert "no interval can be given" in out


def test_a_scenario_names_the_growth_that_it_is_about():
    """Lüliang's highest target; no growth of the year where none is set."""
    run = CliRunner().invoke
    about = ["lvliang-2023h1", "--indicator", "industrial_value_added", "--language", "en"]
    assert "growth of the year of 16%" in run(forecast, about).output
    about[0] = "linfen-2023h1"
    assert "equally " in (out := run(forecast, about).output)
    assert "no growth of the year " in out
