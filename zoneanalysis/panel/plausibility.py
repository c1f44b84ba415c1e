"""What of a panel only looks odd: remarks for a second look, never findings (合理性提示)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneanalysis.messages import N_
from zoneanalysis.panel.panel import Panel

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["plausibility"]

_LEVELS = ("ytd", "month", "stock")
_DIGITS, _CHANCE = 30, 0.001  # levels of a zone whose last digits are looked at, and from when


def plausibility(panel: Panel, month: str) -> pd.DataFrame:
    r"""Return values that look odd among their like: remarks for a second look, never findings.

    ``outlier``: a growth rate far from those of the other zones, by the robust z-score

    .. math:: z = 0.6745 (x - \tilde x) / \mathrm{MAD}

    beyond 3.5 (B. Iglewicz and D. C. Hoaglin, *How to Detect and Handle Outliers*, ASQ 1993), at
    least five zones. ``repeated``: a year-to-date level that is to the digit that of the month
    before. ``same``: one growth rate with a decimal place in three zones or more. ``digits``: of a
    zone's levels up to that month, at least thirty with decimals, more end in 0 or 5 than chance
    would let (a fifth; one-sided binomial test, p < 0.001): they were estimated, perhaps.
    ``names``: one project name in two zones.

    Returns
    -------
    pandas.DataFrame
        remark, zone, month, indicator, measure, value, note.
    """
    import pandas as pd
    from scipy.stats import binom

    panel.check_month(month)
    frame = panel.tables["panel"]
    now = frame[(frame["month"] == month) & frame["zone"].isin(panel.zones)]
    rows: list[tuple[object, ...]] = []
    for (code, measure), own in now[now["measure"].str.endswith("yoy")].groupby(
        ["indicator", "measure"]
    ):
        values = own["value"].astype(float)
        spread = (values - values.median()).abs().median()
        scores = 0.6745 * (values - values.median()) / spread if spread else values * 0
        if len(own) >= 5:
            rows += [
                (N_("outlier"), zone, month, code, measure, value, f"z = {score:.1f}")
                for zone, value, score in zip(own["zone"], own["value"], scores, strict=True)
                if abs(score) > 3.5
            ]
        rows += [
            (N_("same"), " ".join(shared["zone"]), month, code, measure, value, "")
            for value, shared in own.groupby("value")
            if len(shared) >= 3 and "." in str(value)
        ]
    before = panel.months[max(0, panel.months.index(month) - 1)]
    if before[:4] == month[:4] and before != month:
        keys = ["zone", "indicator", "measure", "value", "unit"]
        grown = set(now.loc[now["measure"] == "ytd_yoy", "indicator"])
        again = now[(now["measure"] == "ytd") & now["indicator"].isin(grown)].merge(
            frame.loc[frame["month"] == before, keys], on=keys
        )
        rows += [
            (N_("repeated"), zone, month, code, "ytd", value, before)
            for zone, code, value in zip(
                again["zone"], again["indicator"], again["value"], strict=True
            )
        ]
    levels = frame[(frame["month"] <= month) & frame["measure"].isin(_LEVELS)]
    levels = levels[levels["value"].str.contains(".", regex=False)]
    for zone, own in levels[levels["zone"].isin(panel.zones)].groupby("zone"):
        round_ones, many = int(own["value"].str[-1].isin(["0", "5"]).sum()), len(own)
        if many >= _DIGITS and binom.sf(round_ones - 1, many, 0.2) < _CHANCE:
            rows.append((N_("digits"), zone, month, "", "", f"{round_ones}/{many}", "0, 5"))
    named = panel.tables["projects"].groupby("name")["zone"].agg(lambda zones: sorted(set(zones)))
    rows += [
        (N_("names"), " ".join(zones), month, "", "", str(name), "")
        for name, zones in named[named.map(len) > 1].items()
    ]
    columns = ["remark", "zone", "month", "indicator", "measure", "value", "note"]
    return pd.DataFrame(rows, columns=columns)
