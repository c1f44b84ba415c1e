"""Real monthly series, turned into the year-to-date growth rates that an office would print."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
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

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Monthly:
    """A monthly series in whole years, all values above zero.

    ``half`` is 0 for the half that the defaults were learnt from, 1 for the half that is
    reported on, None for series that took no part in learning. Neighbours in M3 often come from
    one source, so the halves are blocks of ten series.
    """

    name: str
    group: str
    half: int | None
    levels: Floats

    @property
    def growth(self) -> Floats:
        """Year-to-date growth in percent, by year from the second on, and month."""
        return 100 * (self.levels[1:].cumsum(axis=1) / self.levels[:-1].cumsum(axis=1) - 1)


def m3_series() -> list[Monthly]:
    """Return the monthly series of M3 that stay above zero; each starts in a January here."""
    with (SHARED / "m3_monthly.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))[1:]
    kept = []
    for row in rows:
        values = np.array([float(cell) for cell in row[2:] if cell])
        years = len(values) // 12
        if years >= 3 and (values > 0).all():
            number = int(row[0][1:])
            levels = values[: 12 * years].reshape(years, 12)
            kept.append(Monthly(row[0], "M3", number // 10 % 2, levels))
    return kept


def classic_series() -> list[Monthly]:
    """Return the classic monthly series with dates, such as AirPassengers."""
    by_name: dict[str, list[tuple[str, float]]] = {}
    with (SHARED / "generic_monthly.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            by_name.setdefault(row["series"], []).append((row["month"], float(row["value"])))
    return [one for name, rows in by_name.items() if (one := _whole_years(name, "classic", rows))]


def shipped_series() -> list[Monthly]:
    """Return the monthly series that come with statsmodels: electrical equipment, CO2, El Niño."""
    from statsmodels.datasets import co2, elec_equip, elnino

    equipment = elec_equip.load_pandas().data.iloc[:, 0]
    carbon = co2.load_pandas().data["co2"].resample("MS").mean().interpolate()
    rows = [
        ("electrical equipment", equipment),
        ("carbon dioxide", carbon),
    ]
    found = [
        _whole_years(
            name, "statsmodels", [(f"{when:%Y-%m}", float(v)) for when, v in values.items()]
        )
        for name, values in rows
    ]
    sea = elnino.load_pandas().data.set_index("YEAR").to_numpy(dtype=float)
    return [one for one in found if one] + [Monthly("El Nino", "statsmodels", None, sea)]


def _whole_years(name: str, group: str, rows: list[tuple[str, float]]) -> Monthly | None:
    start = next((i for i, (month, _) in enumerate(rows) if month.endswith("-01")), len(rows))
    values = np.array([value for _, value in rows[start:]])
    years = len(values) // 12
    if years < 3 or not (values > 0).all():
        return None
    return Monthly(name, group, None, values[: 12 * years].reshape(years, 12))


def chinese_growth() -> list[tuple[str, dict[int, dict[int, Decimal]]]]:
    """Return published year-to-date growth by year and month: investment, industrial profits."""
    names = {
        "cn_fai_ytd_growth_from_levels_2013_2026.csv": (
            "investment, CN",
            "month",
            "ytd_growth_from_published_levels_pct",
        ),
        "cn_industrial_profit_cum_2012_2019.csv": ("profits, CN", "date", "cumTB"),
    }
    series = []
    for file, (name, when, value) in names.items():
        growth: dict[int, dict[int, Decimal]] = {}
        with (SHARED / file).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row[value]:
                    year, month = int(row[when][:4]), int(row[when][5:7])
                    growth.setdefault(year, {})[month] = Decimal(row[value])
        series.append((name, growth))
    return series


@dataclass(frozen=True)
class Case:
    """One forecast to make: what is known, the weights, and the year-to-date growth to come."""

    group: str
    name: str
    known: str
    series: GrowthSeries
    weights: Weights
    outcome: dict[int, float]


KNOWN = ("1 rate", "2 rates", "this year", "2 years")
_HISTORY = {"this year": 0, "2 years": 1, "4 years": 3}


def cases(
    monthly: Monthly, *, years: int = 1, known: tuple[str, ...] = KNOWN, equal: bool = False
) -> Iterator[Case]:
    """Yield the cases of a series: its last *years*, origins February to November.

    Every rate is printed to a tenth; last year's monthly levels are known (weights), unless
    *equal*.
    """
    growth = monthly.growth
    printed = [
        [Decimal(format_half_up(Fraction(float(g)), 1, minus="-")) for g in row] for row in growth
    ]
    for index in range(max(0, len(growth) - years), len(growth)):
        share = _weights(monthly.levels[index], equal=equal)
        for month in range(2, 12):
            for what in known:
                rates = _rates(printed, index, month, what)
                if rates is None:
                    continue
                levels = (
                    {}
                    if equal or what in ("1 rate", "2 rates")
                    else _bases(monthly, index, _HISTORY.get(what, 0))
                )
                yield Case(
                    monthly.group,
                    monthly.name,
                    what,
                    GrowthSeries(monthly.name, rates, (), levels),
                    share,
                    {j: float(growth[index, j - 1]) for j in range(month + 1, 13)},
                )


def chinese_cases(known: tuple[str, ...] = KNOWN) -> Iterator[Case]:
    """Yield the cases of the Chinese series, with equal months: their levels are not comparable."""
    for name, growth in chinese_growth():
        for year in sorted(growth):
            if len(growth[year]) < 11:
                continue
            for month in range(2, 12):
                for what in known:
                    back = _HISTORY.get(what, 0)
                    if any(y not in growth for y in range(year - back, year)):
                        continue
                    past = [(y, m) for y in range(year - back, year) for m in sorted(growth[y])]
                    now = [(year, m) for m in range(2, month + 1)]
                    if what[0] in "12" and what.endswith(("rate", "rates")):
                        now = now[-int(what[0]) :]
                        if len(now) < int(what[0]):
                            continue
                    rates = tuple(
                        Published.of(Period.ytd(y, m), growth[y][m].quantize(Decimal("0.1")))
                        for y, m in (*past, *now)
                    )
                    yield Case(
                        name,
                        name,
                        what,
                        GrowthSeries(name, rates),
                        Weights.equal(),
                        {j: float(growth[year][j]) for j in range(month + 1, 13)},
                    )


def _rates(
    printed: list[list[Decimal]], index: int, month: int, what: str
) -> tuple[Published, ...] | None:
    if what == "1 rate":
        wanted = [(index, month)]
    elif what == "2 rates":
        wanted = [(index, month - 1), (index, month)]
        if month < 3:
            return None
    else:
        first = index - _HISTORY[what]
        if first < 0:
            return None
        wanted = [(i, m) for i in range(first, index) for m in range(2, 13)]
        wanted += [(index, m) for m in range(2, month + 1)]
    return tuple(
        Published.of(Period.ytd(FIRST_YEAR + i, m), max(printed[i][m - 1], Decimal("-100.0")))
        for i, m in wanted
    )


def _weights(base: Floats, *, equal: bool) -> Weights:
    if equal:
        return Weights.equal()
    exact = [Fraction(float(value)) for value in base]
    mean = sum(exact, Fraction(0)) / 12
    return Weights(tuple(value / mean for value in exact), Message("known"), mean * 12)


def _bases(monthly: Monthly, index: int, back: int) -> dict[Period, Figure]:
    """Return the year-to-date levels a year before each year that is looked back on."""
    levels = {}
    for year in range(index - back, index):
        for month, total in enumerate(monthly.levels[year].cumsum(), start=1):
            text = f"{total:.6f}"
            levels[Period.ytd(FIRST_YEAR + year - 1, month)] = Figure.of(text, "亿元")
    return levels
