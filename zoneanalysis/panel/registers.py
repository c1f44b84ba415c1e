"""Registers by zone, as of any day: land, loans, agents, tasks (标准地、融资、领办、任务)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import compress
from typing import TYPE_CHECKING

from zoneanalysis.panel.ledger import reached
from zoneanalysis.panel.panel import Panel
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["land", "loans", "overdue", "served"]


def land(panel: Panel, day: str) -> pd.DataFrame:
    r"""Return the standard land sold by zone by the end of a day, and its use (出让, 利用).

    .. math:: u = 100 \frac{a_s}{a}

    of the area sold *a*, on :math:`a_s` a project of the ledger had started.

    Parameters
    ----------
    day : str
        As YYYY-MM-DD.

    Returns
    -------
    pandas.DataFrame
        zone, parcels, area, used, used_share (percent, one place), unit; the zones in the office's
        order, last the group of all with the totals. Amounts are exact, as text, in the smallest
        unit of the register.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> land(read_panel("yunchuan"), "2024-05-31").iloc[-1].to_dict()["used_share"]
    '100.0'
    """
    rows, projects = panel.tables["land"], panel.tables["projects"]
    started = projects.loc[reached(projects, "started", day), "id"]
    sold = rows[rows["sold"] <= day]
    used = sold["area"].where(sold["project"].isin(started), "")
    return _by_zone(panel, sold.assign(used=used), "parcels", {"area": "", "used": "area"})


def loans(panel: Panel, day: str) -> pd.DataFrame:
    r"""Return what banks agreed to lend in each zone by the end of a day (意向, 授信, 放款).

    .. math:: s = 100 \frac{g}{i}

    of the amounts agreed in intent *i*, the credit granted so far *g*; likewise of the credit
    granted, what was paid out. The register has no days of credit and payment: both stand as it has
    them now, of the agreements made by that day. An empty cell is none yet.

    Returns
    -------
    pandas.DataFrame
        zone, agreements, intended, granted, granted_share, paid, paid_share (percent, one place),
        unit; ordered and written as in `land`.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = loans(read_panel("yunchuan"), "2024-05-31").iloc[-1]
    >>> found["intended"], found["granted"], found["granted_share"], found["unit"]
    ('61.53', '46.07', '74.9', '亿元')
    """
    rows = panel.tables["loans"]
    of = {"intended": "", "granted": "intended", "paid": "granted"}
    return _by_zone(panel, rows[rows["agreed"] <= day], "agreements", of)


def served(panel: Panel, day: str) -> pd.DataFrame:
    """Return how the approvals of each zone's projects are handled (领办代办), as of a day.

    Returns
    -------
    pandas.DataFrame
        Index zone; ``leaders``, ``agents`` (people at work on that day), ``projects`` that they
        serve, ``alone`` (projects signed and not yet in production that nobody serves) and
        ``procedures`` handled so far by those at work.
    """
    import pandas as pd

    rows, projects = panel.tables["agents"], panel.tables["projects"]
    now = rows[(rows["since"] <= day) & ((rows["until"] == "") | (rows["until"] >= day))]
    begun = reached(projects, "signed", day) & ~reached(projects, "commissioned", day)
    alone = projects[begun & ~projects["id"].isin(now["project"])].groupby("zone").size()
    counted = {
        "leaders": now[now["role"] == "leader"].groupby("zone")["agent"].nunique(),
        "agents": now[now["role"] == "agent"].groupby("zone")["agent"].nunique(),
        "projects": now.groupby("zone")["project"].nunique(),
        "alone": alone,
        "procedures": pd.to_numeric(now["procedures"]).groupby(now["zone"]).sum(),
    }
    return pd.DataFrame(counted, index=list(panel.zones)).fillna(0).astype(int)


def overdue(panel: Panel, day: str) -> pd.DataFrame:
    """Return the tasks open at the end of a day and overdue, the oldest first (逾期任务).

    Returns
    -------
    pandas.DataFrame
        Rows of ``tasks.csv``. One done later was open on that day.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> len(overdue(read_panel("yunchuan"), "2024-05-31"))
    12
    """
    rows = panel.tables["tasks"]
    open_ = (rows["done"] == "") | (rows["done"] > day)
    return rows[open_ & (rows["deadline"] < day)].sort_values("deadline", kind="stable")


def _by_zone(
    panel: Panel, rows: pd.DataFrame, counted: str, amounts: Mapping[str, str]
) -> pd.DataFrame:
    """Add up columns by zone and in all; each with its share of the one that it is of."""
    import pandas as pd

    figures = {
        name: [
            Figure.of(value or "0", symbol, exact=True)
            for value, symbol in zip(rows[name], rows["unit"], strict=True)
        ]
        for name in amounts
    }
    every = [each for column in figures.values() for each in column]
    smallest = min((each.unit for each in every), key=lambda unit: unit.scale, default=None)
    places = max((each.decimals for each in every), default=0)
    found: list[dict[str, object]] = []
    for key in (*dict.fromkeys((*panel.zones, *rows["zone"])), ""):
        own = [not key or zone == key for zone in rows["zone"]]
        if smallest is None or not any(own):
            continue
        sums = {
            name: sum((each.to(smallest).point for each in compress(column, own)), Fraction(0))
            for name, column in figures.items()
        }
        line: dict[str, object] = {"zone": key or panel.area, counted: sum(own)}
        for name, of in amounts.items():
            line[name] = format_half_up(sums[name], places)
            if of:
                share = format_half_up(100 * sums[name] / sums[of], 1) if sums[of] else ""
                line[f"{name}_share"] = share
        found.append(line | {"unit": smallest.symbol})
    summed = [
        each for name, of in amounts.items() for each in (name, f"{name}_share")[: 1 + bool(of)]
    ]
    return pd.DataFrame(found, columns=["zone", counted, *summed, "unit"])
