"""A report of Yunchuan (云川市), a city invented for these tests, built row by row."""

from zoneanalysis.reports.report import Claim, Indicator, Observation, Report
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.periods import Period

HALF_YEAR = "2024-01/2024-06"


def observation(name, value, symbol, **more):
    """Return one printed statistic; what isn't said is an indicator of its own, of Yunchuan."""
    figure = Figure.of(
        value,
        symbol,
        printed=more.pop("printed", f"{value}{symbol}"),
        bound=Bound(more.pop("bound", "")),
    )
    return Observation(
        id=name,
        figure=figure,
        indicator=more.pop("indicator", f"indicator_{name}"),
        ref_area=more.pop("area", "CN-9901"),
        period=Period.parse(more.pop("period", HALF_YEAR)),
        measure=more.pop("measure", "level"),
        **more,
    )


def claim(name, check, stated="", /, section="economic_output", **roles):
    """Return one relation; parameters are given as ``params={…}``."""
    params = roles.pop("params", {})
    inputs = {role: tuple(ids.split()) for role, ids in roles.items()}
    return Claim(name, check, stated, inputs, params, section)


def report(observations, claims, **more):
    """Return the report of Yunchuan with these rows."""
    return Report(
        id=more.pop("id", "yunchuan-2024h1"),
        meta={},
        observations=tuple(observations),
        claims=tuple(claims),
        indicators={
            "industrial_investment": Indicator(
                "industrial_investment", "工业投资", "Industrial investment"
            ),
            "industrial_value_added": Indicator(
                "industrial_value_added",
                "规上工业增加值",
                "Industrial value added",
                growth_basis="constant_price",
            ),
        },
        **more,
    )


def gaps(stated="-1.5"):
    """Return a report of three gaps around one rate, of which the middle one may be wrong."""
    return report(
        [
            observation("f1", "9.9", "%", measure="yoy"),
            observation("f2", "1", "%", measure="yoy", area="CN-99"),
            observation("f3", "8.9", "个百分点", measure="pp_gap"),
            observation("f4", "10.4", "%", measure="yoy", area="CN-99-DZ"),
            observation("f5", stated, "个百分点", measure="pp_gap"),
            observation("f6", "3.82", "%", measure="yoy", period="2024-01/2024-03"),
            observation("f7", "6.08", "个百分点", measure="pp_change"),
        ],
        [
            claim("c1", "pp_gap", "f3", own="f1", reference="f2"),
            claim("c2", "pp_gap", "f5", own="f1", reference="f4"),
            claim("c3", "pp_change", "f7", later="f1", earlier="f6"),
        ],
    )
