"""The forecast, measured: ``make bench-forecast``.

Rolling origins on real series turned into the year-to-date rates that an office would print. Every
forecast is scored beside rivals that have a spread, too: growth carried on, last growth, none, and
a rule of three numbers, each with the errors that it made on the half that the defaults were
learnt from. Every number comes from this run.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

import zoneanalysis.forecast
from benchmarks.forecast_data import (
    SHARED,
    Case,
    Printed,
    cases,
    classic_series,
    m3_series,
    shipped_series,
)
from benchmarks.forecast_defaults import (
    EVALUATIONS,
    PARTS,
    SPREAD,
    groups,
    learnt_without,
    part_of,
    wider,
)
from benchmarks.forecast_peers import peer_rows
from benchmarks.forecast_rivals import Rivals, learnt_rows
from benchmarks.forecast_scores import (
    backtest_rows,
    pit_table,
    reliability,
    score_all,
    summary,
)
from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.outlook import forecast_from

FILE = Path(zoneanalysis.forecast.__file__).parent / "backtest.csv"
BACKTEST = ("1 rate", "report", "this year", "earlier years")


def show(title: str, table: pd.DataFrame | pd.Series, decimals: int = 2) -> None:
    """Print a table under a title."""
    print(f"\n{title}")
    print(table.round(decimals).to_string(), flush=True)


def speed(series: Sequence[Printed]) -> pd.DataFrame:
    """Return the time of fit, forecast and interval, one process, warm."""
    rows = []
    for known in ("1 rate", "report", "this year", "earlier years"):
        found = [c for one in series for c in cases(one, known=(known,), origins=(6,))]
        begun = time.process_time()
        for case in found:
            forecast_from(fit(case.series, weights=case.weights)).ytd[12].interval(0.8)
        took = time.process_time() - begun
        rows.append({"known": known, "series": len(found), "s per 1,000": 1000 * took / len(found)})
    return pd.DataFrame(rows).set_index("known")


def turns(series: Sequence[Printed], least: float = 15.0) -> pd.DataFrame:
    """Return December from June after a second half out of line with the halves around it.

    Growth of last year's second half lay *least* points or more below (a fall) or above (a surge)
    that of both first halves. Held levels are the arithmetic of the base effect (翘尾) alone: the
    second half stands to the first as in the year before last.
    """
    rows = []
    for one in series:
        for case in cases(one, years=None, known=("earlier years",), origins=(6,)):
            year = case.series.year
            if year - 2 not in one.levels:
                continue
            first, second = (
                {y: float(one.levels[y][part].sum()) for y in range(year - 2, year)}
                for part in (slice(6), slice(6, 12))
            )
            now = float(one.rates[year][6])
            before = 100 * (first[year - 1] / first[year - 2] - 1)
            middle = 100 * (second[year - 1] / second[year - 2] - 1)
            if min(before, now) - middle < least and middle - max(before, now) < least:
                continue
            level = (1 + now / 100) * first[year - 1]
            whole = level * (1 + second[year - 2] / first[year - 2])
            held = 100 * (whole / (first[year - 1] + second[year - 1]) - 1)
            said, came = (
                forecast_from(fit(case.series, weights=case.weights)).ytd[12],
                case.outcome[12],
            )
            rows.append(
                {
                    "after": "a fall" if middle < now else "a surge", "name": one.name,
                    "June": now, "came": came, "model": said.median, "levels held": held,
                    "off model": abs(said.median - came), "off held": abs(held - came),
                    "off carried": abs(now - came),
                    "in 80%": 100 * (abs(2 * float(said.cdf(came)) - 1) <= 0.8),
                }
            )  # fmt: skip
    grouped = pd.DataFrame(rows).groupby("after")
    medians = grouped[["June", "came", "model", "levels held"]].median()
    means = grouped[["off model", "off held", "off carried", "in 80%"]].mean()
    return pd.concat([grouped.size().rename("n"), medians, means], axis=1)


def later_months(series: Sequence[Printed]) -> pd.DataFrame:
    """Return quantiles of the mean level of months ahead in that of the months before them."""
    years = [each.levels[max(each.levels)] for each in series]
    ratios = [
        year[done:by].mean() / year[:done].mean()
        for year in years
        for done in range(2, 12)
        for by in range(done + 1, 13)
    ]
    return pd.DataFrame({"series": [len(years)], **{
        f"{q:.0%}": [np.quantile(ratios, q)] for q in (0.1, 0.5, 0.9)
    }})  # fmt: skip


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=100, help="M3 series of the held-out half")
    parser.add_argument("--peers", type=int, default=20, help="of them against AutoETS and others")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write what the page says of it")
    options = parser.parse_args()
    if not (SHARED / "m3_monthly.csv").is_file():
        print("the series of ../shared/series are not here: nothing can be measured")
        return
    everyone, both = m3_series(), groups()
    chinese = both[1]
    half = [one for one in everyone if one.half == 0]
    held = [one for one in everyone if one.half == 1]
    held = held[:: max(1, len(held) // options.series)]
    m3_errors = learnt_rows(half[::3])
    with ProcessPoolExecutor(options.processes) as pool:

        def run(
            batch: Sequence[Case], rivals: Rivals, kinds: Sequence[Kind] = KINDS
        ) -> pd.DataFrame:
            parts = [(batch[at : at + 50], rivals, kinds) for at in range(0, len(batch), 50)]
            return pd.DataFrame(list(chain.from_iterable(pool.map(score_all, parts))))

        rivals = Rivals(m3_errors)
        rows = run([c for one in held for c in cases(one)], rivals)
        show("M3, held-out half, last year, next month and December, by what is known",
             summary(rows, ["known"]))  # fmt: skip
        show("The same, this year's rates, by origin",
             summary(rows[rows["known"] == "this year"], ["origin"]))  # fmt: skip
        show("Where the outcome fell, percent in each tenth", pit_table(rows), 1)
        ends = rows[(rows["month"] == 12) & (rows["known"] == "this year")]
        show("Positive by December", reliability(ends), 1)
        show("Turning: of those, negative at the origin", reliability(ends[ends["now"] < 0]), 1)
        other = [c for one in (*classic_series(), *shipped_series()) for c in cases(one, years=3)]
        others = run(other, rivals)
        show("Series of other sources", summary(others, ["group"]))
        national = []
        for part in range(PARTS):
            ours = [one for one in chinese if part_of(one) != part]
            unseen = [c for one in chinese if part_of(one) == part
                      for c in cases(one, years=None, origins=(3, 6, 9))]  # fmt: skip
            kinds = wider(learnt_without(part, both, EVALUATIONS)[0], SPREAD)
            national.append(run(unseen, Rivals(learnt_rows(ours)), kinds))
        theirs = pd.concat(national)
        show("China, national: defaults and rivals' errors learnt without a third, scored on it",
             summary(theirs, ["known"]))  # fmt: skip
        whole = theirs.groupby(["name", "year", "origin", "month"])["known"].transform("nunique")
        show("The same forecasts with more and more known", summary(
            theirs[whole == theirs["known"].nunique()], ["known"]))  # fmt: skip
        if options.write:
            with FILE.open("w", encoding="utf-8", newline="") as out:
                table = csv.writer(out, lineterminator="\n")
                table.writerow(
                    ["origin", "known", "forecasts", "series", "error", "coverage", "gain"]
                )
                unseen = pd.concat([rows, others])
                table.writerows(backtest_rows(unseen[unseen["known"].isin(BACKTEST)]))
        if options.peers:
            step = max(1, len(held) // options.peers)
            found = chain.from_iterable(pool.map(peer_rows, held[::step]))
            show("December from June, against methods that see every month's level of all years",
                 pd.DataFrame(list(found)).groupby("method", sort=False).mean())  # fmt: skip
    show("After a second half out of line (medians, mean distances), all of M3", turns(everyone), 1)
    show("What a month ahead counts against one before (LATER)", later_months(
        [*everyone, *classic_series(), *shipped_series()]))  # fmt: skip
    show("Speed, one core", speed(held[:40]), 1)


if __name__ == "__main__":
    main()
