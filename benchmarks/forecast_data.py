"""Real monthly series, turned into the year-to-date growth rates that an office would print."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights
from zoneanalysis.messages import Message
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

SHARED = Path(__file__).resolve().parents[2] / "shared" / "series"
FIRST_YEAR = 2001
KNOWN = ("1 rate", "report", "this year", "earlier years", "whole series")
BACK = {"earlier years": 1, "three years": 2}
ORIGINS = range(2, 12)

Floats = NDArray[np.float64]
Rates = dict[int, dict[int, Decimal]]


@dataclass(frozen=True)
class Printed:
    """Year-to-date rates as printed, by year and month, February to December.

    ``half`` is 0 for series that the defaults were learnt from, 1 for those that are reported on,
    None for the others. Neighbours in M3 often come from one source, so its halves are blocks of
    ten. ``levels`` holds monthly levels by year where they are known.
    """

    name: str
    group: str
    half: int | None
    rates: Rates
    levels: Mapping[int, Floats] = field(default_factory=dict)


def from_levels(name: str, group: str, half: int | None, levels: Floats) -> Printed:
    """Return the rates of a series of monthly levels, years × 12, above zero."""
    by_year = {FIRST_YEAR + index: year for index, year in enumerate(levels)}
    sums = levels.cumsum(axis=1)
    growth = 100 * (sums[1:] / sums[:-1] - 1)
    rates = {
        FIRST_YEAR + 1 + index: {m: _tenth(row[m - 1]) for m in range(2, 13)}
        for index, row in enumerate(growth)
    }
    return Printed(name, group, half, rates, by_year)


def _tenth(value: float) -> Decimal:
    return max(Decimal(format_half_up(Fraction(float(value)), 1, minus="-")), Decimal(-100))


def m3_series() -> list[Printed]:
    """Return the monthly series of M3 that stay above zero; each starts in a January here."""
    with (SHARED / "m3_monthly.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))[1:]
    kept = []
    for row in rows:
        values = np.array([float(cell) for cell in row[2:] if cell])
        years = len(values) // 12
        if years >= 3 and (values > 0).all():
            half = int(row[0][1:]) // 10 % 2
            kept.append(from_levels(row[0], "M3", half, values[: 12 * years].reshape(years, 12)))
    return kept


def classic_series() -> list[Printed]:
    """Return the classic monthly series with dates, such as AirPassengers."""
    by_name: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in _rows("generic_monthly.csv"):
        by_name[row["series"]].append((row["month"], float(row["value"])))
    return [one for name, rows in by_name.items() if (one := _whole_years(name, "classic", rows))]


def shipped_series() -> list[Printed]:
    """Return the monthly series that come with statsmodels: electrical equipment, CO2, El Niño."""
    from statsmodels.datasets import co2, elec_equip, elnino

    equipment = elec_equip.load_pandas().data.iloc[:, 0]
    carbon = co2.load_pandas().data["co2"].resample("MS").mean().interpolate()
    found = [
        _whole_years(name, "statsmodels", [(f"{w:%Y-%m}", float(v)) for w, v in values.items()])
        for name, values in (("electrical equipment", equipment), ("carbon dioxide", carbon))
    ]
    sea = elnino.load_pandas().data.set_index("YEAR").to_numpy(dtype=float)
    return [one for one in found if one] + [from_levels("El Nino", "statsmodels", None, sea)]


def _whole_years(name: str, group: str, rows: list[tuple[str, float]]) -> Printed | None:
    start = next((i for i, (month, _) in enumerate(rows) if month.endswith("-01")), len(rows))
    values = np.array([value for _, value in rows[start:]])
    years = len(values) // 12
    if years < 3 or not (values > 0).all():
        return None
    return from_levels(name, group, None, values[: 12 * years].reshape(years, 12))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (SHARED / file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def chinese_series() -> list[Printed]:
    """Return Chinese national series: two year to date as published, nine from monthly growth.

    Those nine are the mean of the months' growth; January and February, where they are not
    published, are taken to have grown as March did. The defaults were learnt from all of them.
    """
    found = []
    for file, name, when, value in (
        ("cn_fai_ytd_growth_from_levels_2013_2026.csv", "investment", "month",
         "ytd_growth_from_published_levels_pct"),
        ("cn_industrial_profit_cum_2012_2019.csv", "profits", "date", "cumTB"),
    ):  # fmt: skip
        rates: Rates = defaultdict(dict)
        for row in _rows(file):
            if row[value]:
                rates[int(row[when][:4])][int(row[when][5:7])] = _tenth(float(row[value]))
        found.append(Printed(name, "China", 0, {y: r for y, r in rates.items() if len(r) == 11}))
    monthly: dict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    for row in _rows("cn_dashboard_yoy_series.csv"):
        year, month = int(row["date"][:4]), int(row["date"][5:7])
        if "PORTS" in row["series"]:  # dated by the day of publication, a month later
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        if row["value"] and not row["series"].startswith("CN_FAI"):
            monthly[row["series"]].setdefault((year, month), float(row["value"]))
    sales: dict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    for row in _rows("cn_retail_sales_monthly_levels.csv"):
        sales[row["series"]][int(row["month"][:4]), int(row["month"][5:7])] = float(row["value"])
    for name, values in sales.items():
        if name.startswith("服务业"):
            monthly[name] = values
        elif name.startswith(("乡村", "限上", "餐饮")):  # the others are sums of these and retail
            monthly[name] = {
                (y, m): 100 * (level / values[y - 1, m] - 1)
                for (y, m), level in values.items()
                if (y - 1, m) in values
            }
    return found + [_averaged(name, growth) for name, growth in monthly.items()]


def _averaged(name: str, growth: Mapping[tuple[int, int], float]) -> Printed:
    rates: Rates = {}
    for year in sorted({y for y, _ in growth}):
        months = np.array([growth.get((year, m), np.nan) for m in range(1, 13)])
        if np.isnan(months[2:]).any():
            continue
        first = months[:2][~np.isnan(months[:2])]
        months[:2] = np.where(np.isnan(months[:2]), first[0] if len(first) else months[2],
                              months[:2])  # fmt: skip
        path = months.cumsum() / np.arange(1, 13)
        rates[year] = {m: _tenth(path[m - 1]) for m in range(2, 13)}
    return Printed(name, "China", 0, rates)


@dataclass(frozen=True)
class Case:
    """One forecast to make: what is known, the weights, and the year-to-date growth to come."""

    group: str
    name: str
    known: str
    series: GrowthSeries
    weights: Weights | None
    outcome: dict[int, float]


def cases(
    one: Printed,
    *,
    years: int | None = 1,
    known: tuple[str, ...] = KNOWN,
    origins: tuple[int, ...] = tuple(ORIGINS),
    equal: bool = False,
) -> Iterator[Case]:
    """Yield the cases of a series: its last *years* (all if None), by origin and what is known.

    Last year's monthly levels are known where the series has levels, unless *equal*. A report
    prints three rates: the origin's, the one before and that of three months before.
    """
    for year in sorted(one.rates)[-years if years else 0 :]:
        weights = None if equal or not one.levels else _weights(one.levels[year - 1])
        for origin in origins:
            for what in known:
                wanted = _wanted(one, year, origin, what)
                if wanted is None:
                    continue
                rates = tuple(Published.of(Period.ytd(y, m), one.rates[y][m]) for y, m in wanted)
                levels = {} if equal else _bases(one, wanted[0][0], year)
                outcome = {m: float(one.rates[year][m]) for m in range(origin + 1, 13)}
                yield Case(
                    one.group, one.name, what, GrowthSeries(one.name, rates, (), levels), weights,
                    outcome,
                )  # fmt: skip


def _wanted(one: Printed, year: int, origin: int, what: str) -> list[tuple[int, int]] | None:
    now = list(range(2, origin + 1))
    back = 0
    if what == "1 rate":
        now = [origin]
    elif what == "report":
        now = sorted({origin - 3, origin - 1, origin} & set(now))
        if len(now) < 2:
            return None
    elif what != "this year":
        back = BACK.get(what, max(year - min(one.rates), 3))
    earlier = range(year - back, year)
    if any(y not in one.rates for y in earlier):
        return None
    return [(y, m) for y in earlier for m in range(2, 13)] + [(year, m) for m in now]


def _weights(base: Floats) -> Weights:
    exact = [Fraction(float(value)) for value in base]
    mean = sum(exact, Fraction(0)) / 12
    return Weights(tuple(value / mean for value in exact), Message("known"), mean * 12)


def _bases(one: Printed, first: int, year: int) -> dict[Period, Figure]:
    """Return the year-to-date levels a year before each earlier year that is looked back on."""
    return {
        Period.ytd(y - 1, month): Figure.of(f"{total:.6f}", "亿元")
        for y in range(max(first, year - 2), year)
        if y - 1 in one.levels
        for month, total in enumerate(one.levels[y - 1].cumsum(), start=1)
    }
