"""A panel held against itself, its ledgers and a printed report (台账核验)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zoneanalysis.messages import N_, Language, Message
from zoneanalysis.panel.ledger import RATES, four_rates, stages
from zoneanalysis.panel.panel import Panel, last_day
from zoneanalysis.relations import check_repeat, check_sum
from zoneanalysis.relations.results import Verdict
from zoneanalysis.relations.tables import check_table
from zoneanalysis.relations.words import may_fall
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.schema.tables import STAGES
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Month, Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["audit_panel", "matches", "reconcile"]

_KEYS = ["zone", "month", "indicator", "measure"]
_LEVELS = ("ytd", "month", "stock")
# Rates and counts that can't rise along the line, of one base: of rates where the panel names it.
_RATES_FALL = (tuple(RATES)[:3], ("commissioning_rate", "statistics_entry_rate"))
_COUNTS_FALL = (("filed_commitment_projects", "filed_commitment_projects_started"),)
_REVISED = Message("; or an earlier value has been revised since")
# What else may explain that a rule fails, which is then to be confirmed.
_DOUBTS = {
    "months": _REVISED,
    "cumulated": _REVISED,
    "growth": _REVISED,
    "zones within": Message("; or the two are counted differently"),
}
_COLUMNS = ["rule", *_KEYS, "verdict", "numbers", "reason"]


def audit_panel(
    panel: Panel, reports: Iterable[Report] = (), *, language: Language = "en"
) -> pd.DataFrame:
    """Return the verdict on every relation that a panel must keep (勾稽关系).

    ``zones add`` (a group's printed level is the sum of all its zones', and no less than that of
    those that the panel ever has), ``zones within`` (nor is that of the area above them, 全市),
    ``months`` (a month is the difference of two year-to-date
    levels), ``cumulated`` (a year-to-date level does not fall, but of an indicator that is negative
    somewhere), ``growth`` (year-to-date growth follows from this year's and last year's level,
    where growth is nominal), ``ledger rates`` and ``ledger counts`` (what the panel prints of zones
    that have a ledger is what it counts), ``stages`` (of the ledger's projects, by zone, list and
    month, and of printed rates and counts on one base, no later stage has more than an earlier
    one), and ``report`` (what a printed report says of the same
    thing).

    Where two months are compared the office may have revised the earlier one, the area above may
    count otherwise than its zones, and a ledger of lists need not hold every signing: such a
    relation that fails is to be confirmed, and no finding.

    Parameters
    ----------
    reports : iterable of Report
        Printed reports to hold against it.
    language : {"zh", "en"}
        Of the reasons.

    Returns
    -------
    pandas.DataFrame
        One row a relation: rule, zone, month, indicator, measure, verdict; arithmetic and reason
        where it doesn't hold. Verdicts are those of `zoneanalysis.relations`, exact.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = audit_panel(read_panel("yunchuan"))
    >>> sorted(set(found["verdict"]))
    ['consistent', 'consistent only within rounding']
    """
    import pandas as pd

    values = _printed(panel)
    parts = [
        *_zones_add(panel, values, language),
        _months(values, language),
        _cumulated(panel, values, language),
        _growth(panel, values, language),
        _ledger_rates(panel, values, language),
        _ledger_counts(panel, language),
        *_stages(panel, values, language),
        *(reconcile(panel, each, language=language) for each in reports),
    ]
    kept = [part for part in parts if len(part)]
    if not kept:
        return pd.DataFrame(columns=_COLUMNS)
    return pd.concat(kept, ignore_index=True)[_COLUMNS]


def _printed(panel: Panel) -> pd.DataFrame:
    """Return the values that are printed, not estimated, with their units."""
    frame = panel.tables["panel"]
    frame = frame[frame["status"] != "estimate"]
    return frame[_KEYS].assign(printed=frame["value"] + frame["unit"])


def _judged(
    rule: str, check: str, frame: pd.DataFrame, language: Language, **params: object
) -> pd.DataFrame:
    """Return the verdicts of a check on each row; with the arithmetic where it doesn't hold."""
    roles = [name for name in frame.columns if name not in _KEYS]
    if frame.empty:
        return frame.assign(rule=rule, verdict="", numbers="", reason="")
    judged = check_table(check, frame[roles], **params)["verdict"]  # type: ignore[arg-type]
    found = frame[_KEYS].assign(rule=rule, verdict=judged.to_numpy(), numbers="", reason="")
    odd = ~found["verdict"].isin(["consistent", "consistent only within rounding"])
    if odd.any():
        told = check_table(
            check,
            frame.loc[odd, roles],
            details=True,
            language=language,
            **params,  # type: ignore[arg-type]
        )
        found.loc[odd, "numbers"] = told["numbers"].to_numpy()
        found.loc[odd, "reason"] = told["reason"].to_numpy()
        if rule in _DOUBTS:
            failed = [each.value for each in Verdict if each.is_finding]
            found["verdict"] = found["verdict"].replace(failed, Verdict.TO_BE_CONFIRMED.value)
            found.loc[odd, "reason"] += _DOUBTS[rule].render(language)
    return found


def _zones_add(panel: Panel, values: pd.DataFrame, language: Language) -> Iterable[pd.DataFrame]:
    levels = values[values["measure"].isin(_LEVELS)]
    wide = levels.pivot_table(
        index=["month", "indicator", "measure"], columns="zone", values="printed", aggfunc="first"
    )
    above = panel.areas[panel.area].parent
    for group in [
        code for code, area in panel.areas.items() if area.kind == "group" or code == above
    ]:
        every = panel.zones if group == above else panel.members(group)
        zones = [zone for zone in every if zone in wide.columns]
        if group not in wide.columns or not zones:
            continue
        stated = wide[wide[group].notna()]
        for indicator, rows in stated.groupby(level="indicator"):
            # a zone that never has it may have none (a farming zone's industry), or keep it back
            having = [zone for zone in zones if rows[zone].notna().any()]
            whole = rows[rows[having].notna().all(axis=1)] if having else rows.iloc[:0]
            frame = whole.index.to_frame(index=False).assign(
                zone=group,
                stated=whole[group].to_numpy(),
                **{f"part_{at}": whole[zone].to_numpy() for at, zone in enumerate(having, 1)},
            )
            assert indicator is not None
            complete = group != above and len(having) == len(every)
            rule = N_("zones within") if group == above else N_("zones add")
            yield _judged(rule, "sum", frame, language, complete=complete)


def _shifted(values: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the values under the month that lies so many months later."""
    moved = {
        month: str(Month(int(month[:4]), int(month[5:])).shifted(months))
        for month in values["month"].unique()
    }
    return values.assign(month=values["month"].map(moved).astype(object))


def _months(values: pd.DataFrame, language: Language) -> pd.DataFrame:
    ytd = values[values["measure"] == "ytd"].drop(columns="measure")
    keys = ["zone", "month", "indicator"]
    frame = (
        values[values["measure"] == "month"]
        .rename(columns={"printed": "stated"})
        .merge(ytd.rename(columns={"printed": "later"}), on=keys)
        .merge(_shifted(ytd, 1).rename(columns={"printed": "earlier"}), on=keys)
    )
    frame = frame[~frame["month"].str.endswith("-01")]
    return _judged(N_("months"), "ytd_difference", frame, language)


def _cumulated(panel: Panel, values: pd.DataFrame, language: Language) -> pd.DataFrame:
    levels = values[values["measure"].isin(_LEVELS)]
    falls = set(levels.loc[levels["printed"].str.startswith("-"), "indicator"])
    falls |= {code for code, each in panel.indicators.items() if may_fall(each.name_zh)}
    ytd = levels[(levels["measure"] == "ytd") & ~levels["indicator"].isin(falls)]
    before = _shifted(ytd, 1).rename(columns={"printed": "earlier"})
    frame = ytd.rename(columns={"printed": "later"}).merge(before, on=_KEYS)
    frame = frame[~frame["month"].str.endswith("-01")]
    return _judged(N_("cumulated"), "ytd_monotone", frame, language)


def _growth(panel: Panel, values: pd.DataFrame, language: Language) -> pd.DataFrame:
    nominal = {c for c, each in panel.indicators.items() if each.growth_basis == "nominal"}
    own = values[values["indicator"].isin(nominal)]
    keys = ["zone", "month", "indicator"]
    ytd = own[own["measure"] == "ytd"].drop(columns="measure")
    frame = (
        own[own["measure"] == "ytd_yoy"]
        .rename(columns={"printed": "stated"})
        .merge(ytd.rename(columns={"printed": "current"}), on=keys)
        .merge(_shifted(ytd, 12).rename(columns={"printed": "base"}), on=keys)
    )
    return _judged(N_("growth"), "growth_from_levels", frame, language)


def _ledger_rates(panel: Panel, values: pd.DataFrame, language: Language) -> pd.DataFrame:
    import pandas as pd

    printed = values[(values["measure"] == "rate") & values["indicator"].isin(RATES)]
    rows = []
    for month, own in printed.groupby("month"):
        day = last_day(str(month))
        counted = four_rates(panel, day)
        for group in set(own["zone"]) - set(panel.zones):
            if not panel.ledger_zones.issuperset(panel.members(group)):
                continue
            total = four_rates(panel, day, by=None, zones=panel.members(group))
            counted |= {(group, code): rate for (_, code), rate in total.items()}
        for row in own.itertuples():
            rate = counted.get((str(row.zone), str(row.indicator)))
            if rate is not None:
                rows.append((row.zone, month, row.indicator, "rate", row.printed,
                             f"{rate.reached}个", f"{rate.of}个"))  # fmt: skip
    frame = pd.DataFrame(rows, columns=[*_KEYS, "stated", "part", "whole"])
    return _judged(N_("ledger rates"), "share", frame, language)


def _ledger_counts(panel: Panel, language: Language) -> pd.DataFrame:
    """Hold the number and the worth of projects signed this year against the ledger."""
    import pandas as pd

    projects = panel.tables["projects"]
    signings: dict[str, list[tuple[str, Figure]]] = {}
    own = projects[projects["batch"] == "signed"]
    for zone, day, *worth in zip(own.zone, own.signed, own.planned, own.unit, strict=True):
        signings.setdefault(zone, []).append((day, Figure.of(*worth)))
    frame = panel.tables["panel"]
    frame = frame[frame["status"] != "estimate"]
    counts = frame["indicator"].isin(["signed_projects", "signed_investment"])
    wanted = frame[(frame["measure"] == "ytd") & counts]
    rows = []
    for zone, month, code, value, unit in zip(
        wanted.zone, wanted.month, wanted.indicator, wanted.value, wanted.unit, strict=True
    ):
        zones = panel.members(zone)
        if not panel.ledger_zones.issuperset(zones):
            continue
        new = [
            worth
            for each in zones
            for day, worth in signings.get(each, ())
            if month[:4] <= day <= last_day(month)
        ]
        if code == "signed_projects":
            new = [Figure.of(len(new), "个")]
        parts = new or [Figure.of(0, unit)]
        stated = Figure.of(value, unit)
        result = check_sum(stated, parts, complete=True)
        if not result.verdict.holds and check_sum(stated, parts).verdict.holds:
            why = Message("more than the ledger lists; it need not hold every project signed")
            result = result.changed(Verdict.TO_BE_CONFIRMED, reason=why)
        told = (result.numbers, result.reason.render(language))
        shown = ("", "") if result.verdict.holds else told
        rows.append((N_("ledger counts"), zone, month, code, "ytd", result.verdict.value, *shown))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _stages(panel: Panel, values: pd.DataFrame, language: Language) -> Iterable[pd.DataFrame]:
    """Judge the order of stages (签约 ≥ 开工 ≥ 投产 ≥ 达产, 投产 ≥ 入统) of one set of projects."""
    ledger = stages(panel, [last_day(month) for month in panel.months])
    if len(ledger):
        ledger = ledger.assign(
            month=ledger["day"].str[:7],
            indicator="batch_" + ledger["batch"] + "_projects",
            measure="stock",
        )
        for chain in (STAGES[:4], ("commissioned", "in_statistics")):
            said = {
                f"stage_{at}": ledger[one].astype(str) + "个" for at, one in enumerate(chain, 1)
            }
            yield _judged(N_("stages"), "stages", ledger[_KEYS].assign(**said), language)
    # not flows, of which a later stage may hold what began in earlier years, nor growth
    standing = values[values["measure"].isin(["stock", "rate"])]
    for chain in (*_COUNTS_FALL, *(_RATES_FALL if "rates_of" in panel.meta else ())):
        wide = standing[standing["indicator"].isin(chain)].pivot_table(
            index=["zone", "month", "measure"], columns="indicator", values="printed",
            aggfunc="first",
        )  # fmt: skip
        having = [code for code in chain if code in wide.columns]
        wide = wide[wide[having].notna().sum(axis=1) > 1].reset_index()
        said = {f"stage_{at}": wide[code] for at, code in enumerate(having, 1)}
        frame = wide.assign(indicator=chain[0])[_KEYS].assign(**said)
        yield _judged(N_("stages"), "stages", frame, language)


def reconcile(panel: Panel, report: Report, *, language: Language = "en") -> pd.DataFrame:
    """Hold what a printed report says of zones and groups against the panel (对账).

    Matched by area, indicator, last month and measure; a figure of an area or period that the
    panel does not have is left alone. The panel's value stands first in the arithmetic.
    """
    import pandas as pd

    rows = []
    for each, own in matches(panel, report):
        key = (each.ref_area, str(each.period.end), each.indicator)
        measure = _measure_of(each.measure, each.period)
        result = check_repeat(each.figure, own)
        if result.verdict.is_finding and (*key, measure) in panel.provisional:
            why = Message("{reason}; the panel's value is not final")
            result = result.changed(Verdict.TO_BE_CONFIRMED, reason=why)
        told = (result.numbers, result.reason.render(language))
        shown = ("", "") if result.verdict.holds else told
        rows.append((N_("report"), *key, measure, result.verdict.value, *shown))
    return pd.DataFrame(rows, columns=_COLUMNS)


def matches(panel: Panel, report: Report) -> list[tuple[Observation, Figure]]:
    """Return the figures of a report that the panel has too, each with the panel's value."""
    found = []
    for each in report.observations:
        measure = _measure_of(each.measure, each.period)
        own = panel.figure(each.ref_area, str(each.period.end), each.indicator, measure)
        if own is not None and each.status == "actual":
            found.append((each, own))
    return found


def _measure_of(measure: str, period: Period) -> str:
    """Return the measure that a panel has it as; nothing where it has none such."""
    span = "month" if period.start == period.end else "ytd" if period.is_ytd else ""
    if measure == "yoy":
        return f"{span}_yoy" if span else ""
    if measure in {"level", "count"}:
        return "stock" if period.kind == "stock" else span
    return measure
