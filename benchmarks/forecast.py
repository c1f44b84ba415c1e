"""The forecast, measured: ``make bench-forecast``.

Rolling origins on real series turned into the year-to-date rates that an office would print, each
forecast scored against the three naive ones and against AutoETS; calibration; recovery and
coverage by simulation from the model; speed. Every number comes from this run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.forecast_data import (
    SHARED,
    Case,
    Monthly,
    cases,
    chinese_cases,
    classic_series,
    m3_series,
    shipped_series,
)
from benchmarks.forecast_rivals import ets_rows, spread_of_naive
from benchmarks.forecast_scores import (
    NAIVE,
    calibrated,
    per_series,
    reliability,
    score_all,
    summary,
)
from benchmarks.forecast_simulation import coverage_by_simulation, recovery
from zoneanalysis.forecast.fitting import Method, fit, fit_together
from zoneanalysis.forecast.outlook import forecast_from

WANTED_CRPS, WANTED_COVERAGE = 0.9, (77.0, 83.0)
Run = Callable[[list[Case]], pd.DataFrame]


def blocks(items: Sequence[Any], size: int) -> list[list[Any]]:
    """Return *items* in lists of *size*."""
    return [list(items[start : start + size]) for start in range(0, len(items), size)]


def show(title: str, table: pd.DataFrame, decimals: int = 2) -> None:
    """Print a table under a title."""
    print(f"\n{title}")
    print(table.round(decimals).to_string())


def backtest(run: Run, series: Sequence[Monthly]) -> None:
    """Print the scores on the half of M3 that the defaults were not learnt from."""
    rows = run(list(chain.from_iterable(cases(one) for one in series)))
    print(
        f"\nM3 monthly, held-out half: {len(series)} series, their last year, origins February to "
        f"November,\n{len(rows)} forecasts of year-to-date growth, percentage points. The CRPS of "
        "a point forecast is its MAE."
    )
    show("By what is known", summary(rows, ["known"]))
    show("By months ahead", summary(rows, ["horizon"]))
    bins = pd.cut(rows["count"], [0, 1, 2, 4, 7, 10, 17, 99])
    names = ["1", "2", "3-4", "5-7", "8-10", "11-17", "18 and more"]
    counted = rows.assign(observations=bins.cat.rename_categories(names))
    show("By number of observations", summary(counted.sort_values("count"), ["observations"]))
    overall = summary(rows, [])
    show("Over all", overall)
    crps, absolute = per_series(rows)
    print(
        f"geometric mean over series, relative to the best benchmark: CRPS {crps:.3f}, "
        f"MAE {absolute:.3f}"
    )
    wanted(overall)


def wanted(overall: pd.DataFrame) -> None:
    """Print whether the wanted figures are reached."""
    ratio, coverage = float(overall["CRPS/best"].iloc[0]), float(overall["in 80%"].iloc[0])
    low, high = WANTED_COVERAGE
    print(
        f"wanted: CRPS at least 10% below the best benchmark: {100 * (1 - ratio):.0f}% below, "
        f"{'reached' if ratio <= WANTED_CRPS else 'NOT reached'}"
    )
    print(
        f"wanted: 80% intervals cover 77-83%: {coverage:.1f}%, "
        f"{'reached' if low <= coverage <= high else 'NOT reached'}"
    )


def calibration(run: Run, held: Sequence[Monthly]) -> None:
    """Print how often growth was positive where the model gave it a certain probability.

    All held-out series, so that no few of them decide; this year's rates to June and to September.
    """
    rows = run(
        [
            case
            for one in held
            for case in cases(one, known=("this year",))
            if case.series.origin in (6, 9)
        ]
    )
    print(f"\nCalibration: {len(held)} held-out series, origins June and September, {len(rows)} "
          "forecasts")  # fmt: skip
    show("Probability that year-to-date growth is positive, all forecasts", reliability(rows), 1)
    turning = reliability(rows[rows["now"] < 0])
    show("The same where it is negative at the origin: turning positive (转正)", turning, 1)
    print(calibrated(turning))


def other_series(run: Run, *, shared: bool) -> None:
    """Print the scores on series that took no part in learning."""
    shipped = list(chain.from_iterable(cases(one, years=4) for one in shipped_series()))
    batch = shipped
    if shared:
        classic = chain.from_iterable(cases(one, years=2) for one in classic_series())
        batch = [*chinese_cases(), *classic, *shipped]
    rows = run(batch)
    show("Series that took no part in learning", summary(rows, ["group"]))
    show("The same by what is known", summary(rows, ["known"]))


def year_end_score(window: int, method: Method, case: Case) -> float:
    """Return the CRPS at the year's end of a fit that looks back on so many years."""
    fitted = fit(case.series, weights=case.weights, method=method, window=window)
    return forecast_from(fitted).ytd[12].crps(case.outcome[12])


def variations(run: Run, series: Sequence[Monthly], map_: Any) -> None:
    """Print what the weights, the estimation and pooling are worth."""
    known = ("this year",)
    table = pd.concat(
        [
            summary(run(list(chain.from_iterable(cases(o, known=known) for o in series))), []),
            summary(
                run(list(chain.from_iterable(cases(o, known=known, equal=True) for o in series))),
                [],
            ),
        ]
    )
    table.index = pd.Index(["last year's months known", "equal months"])
    show("What the weights are worth (this year's rates known)", table)
    long = [
        case
        for one in series
        for case in cases(one, known=("4 years",))
        if case.series.origin in (3, 6, 9)
    ]
    rows = []
    methods: tuple[tuple[int, Method], ...] = (
        (1, "default"), (2, "default"), (2, "ml"), (3, "default"), (3, "ml"), (4, "default"),
        (4, "ml"),
    )  # fmt: skip
    for window, method in methods:
        scores = list(map_(partial(year_end_score, window, method), long))
        rows.append(
            {
                "years looked back on": window,
                "parameters": {"default": "defaults", "ml": "maximum likelihood, shrunk"}[method],
                "forecasts": len(scores),
                "CRPS": np.mean(scores),
                "geometric mean": np.exp(np.log(np.maximum(scores, 0.02)).mean()),
            }
        )
    show("What a longer look back and estimation are worth (year end)", pd.DataFrame(rows), 3)


def pooling(series: Sequence[Monthly]) -> None:
    """Print what fitting neighbours together is worth; neighbours in M3 often have one source."""
    rows = []
    for known, origin in (("1 rate", 3), ("2 rates", 6), ("this year", 6)):
        found = [
            next(c for c in cases(o, known=(known,)) if c.series.origin == origin) for o in series
        ]
        apart = [fit(c.series, weights=c.weights) for c in found]
        shuffled = np.random.default_rng(1).permutation(len(found))
        for group, order in (("neighbours", np.arange(len(found))), ("strangers", shuffled)):
            ratio = []
            for block in blocks(order.tolist(), 5):
                together = fit_together([apart[i] for i in block])
                for i, joint in zip(block, together, strict=True):
                    truth = found[i].outcome[12]
                    alone = forecast_from(apart[i]).ytd[12].crps(truth)
                    ratio.append(forecast_from(joint).ytd[12].crps(truth) / max(alone, 0.01))
            rows.append(
                {
                    "known": known,
                    "fitted together": group,
                    "forecasts": len(ratio),
                    "CRPS relative to apart": np.exp(np.mean(np.log(np.maximum(ratio, 1e-3)))),
                }
            )
    show("What pooling five series is worth (year end)", pd.DataFrame(rows), 3)


def rivals(run: Run, everyone: Sequence[Monthly], series: Sequence[Monthly], map_: Any) -> None:
    """Print AutoETS on the monthly levels, and the naive forecasts with intervals."""
    picked = [
        case
        for one in series
        for case in cases(one, known=("this year", "2 years"))
        if case.series.origin in (3, 6, 9)
    ]
    ours = run(picked)
    theirs = pd.DataFrame(list(chain.from_iterable(map_(ets_rows, series))))
    ends = ours[ours["month"] == 12]
    table = [
        {
            "method": f"model, {known} known",
            "n": len(part),
            "MAE": part["model"].abs().mean(),
            "RMSE": float(np.sqrt((part["model"] ** 2).mean())),
            "CRPS": part["crps"].mean(),
            **{
                f"in {c}%": 100 * ((2 * part["pit"] - 1).abs() <= c / 100).mean()
                for c in (50, 80, 95)
            },
            "bias": part["model"].mean(),
        }
        for known, part in ends.groupby("known", sort=False)
    ]
    table.append(
        {
            "method": "AutoETS, all monthly levels known",
            "n": len(theirs),
            "MAE": theirs["error"].abs().mean(),
            "RMSE": float(np.sqrt((theirs["error"] ** 2).mean())),
            "CRPS": theirs["crps"].mean(),
            **{
                f"in {c}%": 100 * ((2 * theirs["pit"] - 1).abs() <= c / 100).mean()
                for c in (50, 80, 95)
            },
            "bias": theirs["error"].mean(),
        }
    )
    part = ends[ends["known"] == "this year"]
    table.extend(
        {
            "method": name,
            "n": len(part),
            "MAE": part[name].abs().mean(),
            "RMSE": float(np.sqrt((part[name] ** 2).mean())),
            "CRPS": part[name].abs().mean(),
            "bias": part[name].mean(),
        }
        for name in NAIVE
    )
    show(
        "Year end, origins March, June, September: against AutoETS (statsforecast), which sees "
        "more:\nevery month's level of all years, not the printed rates",
        pd.DataFrame(table).set_index("method"),
    )
    show(
        "The naive forecasts with the errors that they had on the other half, in units of "
        "|growth| + 1:\nCRPS at the year's end",
        spread_of_naive([one for one in everyone if one.half == 0], ends),
    )


def speed(series: Sequence[Monthly]) -> None:
    """Print the time of fit and forecast for one series and for many."""
    rows = []
    for known, origin, counts in (("2 rates", 6, (1, 100, 1000)), ("2 years", 9, (1, 30, 300))):
        every = (case for one in series for case in cases(one, known=(known,)))
        some = [case for case in every if case.series.origin == origin]
        fit(some[0].series, weights=some[0].weights)
        for count in counts:
            begun = time.perf_counter()
            for index in range(count):
                case = some[index % len(some)]
                forecast_from(fit(case.series, weights=case.weights)).ytd[12].interval(0.8)
            took = time.perf_counter() - begun
            rows.append(
                {"known": known, "series": count, "seconds": took, "ms each": 1e3 * took / count}
            )
    show("Speed, one process, warm: fit, forecast, interval at the year's end", pd.DataFrame(rows))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=100, help="M3 series of the held-out half")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    shared = (SHARED / "m3_monthly.csv").is_file()
    begun = time.perf_counter()
    with ProcessPoolExecutor(options.processes) as pool:

        def run(work: list[Case]) -> pd.DataFrame:
            parts = blocks(work, 60)
            return pd.DataFrame(list(chain.from_iterable(pool.map(score_all, parts))))

        if shared:
            everyone = m3_series()
            held = [one for one in everyone if one.half == 1]
            step = max(1, len(held) // options.series)
            series = held[::step]
            backtest(run, series)
            calibration(run, held)
            rivals(run, everyone, series[::2], pool.map)
            variations(run, series[::2], pool.map)
            pooling(held[:300])
        else:
            print("the series of ../shared/series are not here: only those of statsmodels")
        other_series(run, shared=shared)
        show("Recovery by simulation: 48 months from the model, 60 runs", recovery(pool.map))
        show("Coverage by simulation from the defaults, 1,000 series", coverage_by_simulation())
    speed(series if shared else shipped_series())
    print(f"\n{time.perf_counter() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
