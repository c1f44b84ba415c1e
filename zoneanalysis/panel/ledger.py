"""The project ledger: the four rates as of any day, and projects that wait (项目台账, 四率)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from zoneanalysis.messages import Message
from zoneanalysis.panel.panel import Panel, last_day
from zoneanalysis.reports.schema.tables import STAGES, Stage
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import PERCENT

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RATES", "WAITS", "Rate", "four_rates", "rate_of", "reached", "stages", "stuck"]

# Code: the list that is counted, and what its projects must have reached.
RATES: Mapping[str, tuple[Stage, Stage]] = {
    "start_rate": ("signed", "started"),
    "commissioning_rate": ("started", "commissioned"),
    "full_capacity_rate": ("commissioned", "full_capacity"),
    "statistics_entry_rate": ("commissioned", "in_statistics"),
}

# What a project waits for, in words.
WAITS: Mapping[Stage, Message] = {
    "started": Message("start of construction"),
    "commissioned": Message("commissioning"),
    "full_capacity": Message("full capacity"),
}


@dataclass(frozen=True)
class Rate:
    """Projects that reached a stage, of those on a list (开工率, 投产率, 达产率, 入统率).

    Parameters
    ----------
    reached, of : int
        Whole projects; ``of`` at least 1.
    """

    reached: int
    of: int

    @property
    def quantity(self) -> Quantity:
        """The rate in percent, exact."""
        point = Fraction(100 * self.reached, self.of)
        return Quantity(point, Interval.exactly(point), PERCENT)


def reached(projects: pd.DataFrame, stage: Stage, day: str) -> pd.Series[bool]:
    """Return which projects had reached a stage by the end of a day.

    Who runs at full capacity has been commissioned, and who is in production has started, also
    where the ledger leaves the earlier day empty.

    Parameters
    ----------
    projects : pandas.DataFrame
        Rows of ``projects.csv``.
    day : str
        As YYYY-MM-DD.
    """
    days = projects[list(_implied_by(stage))]
    return ((days != "") & (days <= day)).any(axis=1)


def _implied_by(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages whose days say that a project has reached this one: itself first."""
    at = STAGES.index(stage)
    return STAGES[at:] if at < STAGES.index("full_capacity") else (stage,)


def four_rates(
    panel: Panel, day: str, *, by: str | None = "zone", zones: Sequence[str] | None = None
) -> dict[tuple[str, str], Rate]:
    r"""Return the four rates of the ledger at the end of a day, by (key, code).

    .. math:: r = 100 k / n

    of the *n* projects that stood on the list by that day, *k* had reached the next stage: 开工率
    of 签约一批, 投产率 of 开工一批, 达产率 and 入统率 of 投产一批; where the panel's ``rates_of``
    names one list, all of that. Where *n* is 0 there is no rate.

    Parameters
    ----------
    day : str
        As YYYY-MM-DD.
    by : {"zone", "event", "industry", "owner"} or None
        The column whose values are the keys; None for one key, "".
    zones : sequence of str, optional
        Only projects of these zones.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> rates = four_rates(read_panel("yunchuan"), "2024-06-30", by=None)
    >>> rate = rates["", "start_rate"]
    >>> rate.reached < rate.of
    True
    """
    projects = panel.tables["projects"]
    if zones is not None:
        projects = projects[projects["zone"].isin(list(zones))]
    found: dict[tuple[str, str], Rate] = {}
    for code, (own, stage) in RATES.items():
        batch = panel.meta.get("rates_of", own)
        on_list = projects[
            (projects["batch"] == batch) & (projects[batch] != "") & (projects[batch] <= day)
        ]
        if on_list.empty:
            continue
        done = reached(on_list, stage, day)
        keys = on_list[by] if by else on_list["zone"].map(lambda _: "")
        counts = done.groupby(keys).agg(["sum", "size"])
        for key, k, n in counts.itertuples():
            found[str(key), code] = Rate(int(k), int(n))
    return found


def stages(panel: Panel, days: Sequence[str]) -> pd.DataFrame:
    """Return how many projects of each zone and list had reached each stage by the end of days.

    A day that the ledger gives of a stage decides; where it gives none, the first of the later ones
    does, as in `reached`.

    Parameters
    ----------
    days : sequence of str
        As YYYY-MM-DD.

    Returns
    -------
    pandas.DataFrame
        zone, batch, day, and a column for each stage; only where a project had reached one.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = stages(read_panel("yunchuan"), ["2024-05-31"])
    >>> found.loc[found["batch"] == "signed", ["signed", "started", "commissioned"]].sum().tolist()
    [59, 36, 15]
    """
    import numpy as np
    import pandas as pd

    never = "~"  # sorts behind every day
    counts: dict[str, list[object]] = {name: [] for name in ("zone", "batch", "day", *STAGES)}
    for (zone, batch), own in panel.tables["projects"].groupby(["zone", "batch"]):
        counts["zone"] += [zone] * len(days)
        counts["batch"] += [batch] * len(days)
        counts["day"] += days
        for stage in STAGES:
            dated = [
                own[each].replace("", never).to_numpy(dtype=object) for each in _implied_by(stage)
            ]
            since = np.where(dated[0] != never, dated[0], np.minimum.reduce(dated))
            since.sort()
            counts[stage] += np.searchsorted(since, list(days), side="right").tolist()
    found = pd.DataFrame(counts)
    return found[(found[list(STAGES)] > 0).any(axis=1)].reset_index(drop=True)


def rate_of(panel: Panel, zone: str, code: str, month: str) -> Quantity | None:
    """Return a zone's rate at the end of a month: from the ledger, else as printed in the panel.

    The ledger's is exact; a printed one is the interval of its rounding. None where neither is.
    """
    if zone in panel.ledger_zones:
        day = last_day(month)
        if day not in panel.memo:  # the same month is asked for zone by zone, item by item
            panel.memo[day] = four_rates(panel, day)
        found = panel.memo[day].get((zone, code))
        return found.quantity if found else None
    return panel.figure(zone, month, code, "rate")


def stuck(panel: Panel, day: str, *, least: int = 0) -> pd.DataFrame:
    """Return the projects that wait for their next stage, the longest first (待推进项目).

    Parameters
    ----------
    day : str
        As YYYY-MM-DD.
    least : int
        Only those that have waited at least so many days.

    Returns
    -------
    pandas.DataFrame
        id, zone, name, owner, planned, unit; ``waits_for`` (a stage), ``since`` (the last day
        that the ledger has of it), ``days``. Projects at full capacity or in the statistics wait
        for nothing.
    """
    import pandas as pd

    projects = panel.tables["projects"]
    today = dt.date.fromisoformat(day)
    parts = []
    for earlier, later in pairwise(STAGES[:4]):
        waits = reached(projects, earlier, day) & ~reached(projects, later, day)
        if later == "full_capacity":
            waits &= ~reached(projects, "in_statistics", day)
        part = projects[waits & (projects[earlier] != "")]
        since = part[earlier]
        parts.append(
            part[["id", "zone", "name", "owner", "planned", "unit"]].assign(
                waits_for=later,
                since=since,
                days=[(today - dt.date.fromisoformat(each)).days for each in since],
            )
        )
    found = pd.concat(parts, ignore_index=True)
    found = found.astype({"days": int})  # where no project waits for a stage, they are floats
    found = found[found["days"] >= least]
    return found.sort_values(["days", "id"], ascending=[False, True], ignore_index=True)
