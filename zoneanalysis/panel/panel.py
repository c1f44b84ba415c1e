"""A panel: zones by months, with targets, ledgers and the scoring scheme (开发区月度台账)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.tables import PANEL_TABLES
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Month

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Panel", "last_day", "members", "quarter_after"]


@dataclass(frozen=True, eq=False)
class Panel:
    """What a city's office keeps on its zones, as read from ``data/panels/<id>/``.

    Parameters
    ----------
    meta : mapping
        The content of ``panel.json``; its ``area`` is the group of all zones.
    tables : mapping of pandas.DataFrame
        By name ("panel", "targets", "projects" …), with the columns of
        :mod:`zoneanalysis.reports.schema.tables`. Every cell is text as in the file; days
        and months therefore sort and compare as they are.
    indicators, areas : mapping
        By code.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> panel = read_panel("yunchuan")
    >>> len(panel.zones), panel.months[0], panel.months[-1]
    (11, '2023-02', '2024-12')
    >>> panel.figure("CN-9901-DZ-BEISHAN", "2024-06", "industrial_investment", "ytd").unit.symbol
    '亿元'
    """

    id: str
    meta: Mapping[str, Any] = field(repr=False)
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    indicators: Mapping[str, Indicator] = field(repr=False)
    areas: Mapping[str, Area] = field(repr=False)
    memo: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def area(self) -> str:
        """Code of the group of all zones."""
        return str(self.meta["area"])

    def members(self, group: str) -> tuple[str, ...]:
        """Return the zones of a group, in the order of ``areas.csv``."""
        return members(group, self.areas)

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """Every zone."""
        return self.members(self.area)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Every month that has a value, in order."""
        return tuple(sorted(set(self.tables["panel"]["month"])))

    @cached_property
    def _index(self) -> dict[tuple[str, str, str, str], tuple[str, str]]:
        frame = self.tables["panel"]
        keys = zip(frame.zone, frame.month, frame.indicator, frame.measure, strict=True)
        return dict(zip(keys, zip(frame.value, frame.unit, strict=True), strict=True))

    def figure(self, zone: str, month: str, indicator: str, measure: str) -> Figure | None:
        """Return a printed value of the panel; None where there is none."""
        found = self._index.get((zone, month, indicator, measure))
        return None if found is None else Figure.of(*found)

    def row(self, table: str, *key: str) -> int:
        """Return the row of a table's file in which a key stands; the head is row 1.

        Examples
        --------
        >>> from zoneanalysis.panel import read_panel
        >>> read_panel("yunchuan").row("projects", "p002")
        3
        """
        if ("rows", table) not in self.memo:
            columns = next(each.key for each in PANEL_TABLES if each.name == table)
            keys = self.tables[table][list(columns)].itertuples(index=False, name=None)
            self.memo["rows", table] = {each: row for row, each in enumerate(keys, start=2)}
        return int(self.memo["rows", table][key])

    @cached_property
    def english(self) -> Mapping[str, str]:
        """What of the ledgers' own words the panel has in English (英文对照)."""
        frame = self.tables["english"]
        return dict(zip(frame["text"], frame["english"], strict=True))

    @cached_property
    def provisional(self) -> frozenset[tuple[str, str, str, str]]:
        """Zone, month, indicator and measure of the values that are preliminary or estimated."""
        frame = self.tables["panel"][self.tables["panel"]["status"] != "actual"]
        return frozenset(zip(frame.zone, frame.month, frame.indicator, frame.measure, strict=True))

    @cached_property
    def ledger_zones(self) -> frozenset[str]:
        """The zones that have projects in the ledger."""
        return frozenset(self.tables["projects"]["zone"])

    @cached_property
    def _targets(self) -> dict[tuple[str, str, str, str], tuple[str, str, str]]:
        frame = self.tables["targets"]
        keys = zip(frame.zone, frame.year, frame.indicator, frame.measure, strict=True)
        cells = zip(frame.value, frame.unit, frame.schedule, strict=True)
        return dict(zip(keys, cells, strict=True))

    def target(self, zone: str, year: int, indicator: str, measure: str) -> Figure | None:
        """Return a zone's target of a year, exact; None where none is set."""
        found = self._targets.get((zone, str(year), indicator, measure))
        return None if found is None else Figure.of(found[0], found[1], exact=True)

    def schedule(self, zone: str, year: int, indicator: str) -> tuple[str, ...]:
        """Return the percent of a target due by the end of each month; nothing where not set."""
        found = self._targets.get((zone, str(year), indicator, "ytd"))
        return tuple(found[2].split()) if found else ()

    def name(self, code: str, language: str) -> str:
        """Return the short name of an area, or the name of an indicator."""
        if code in self.areas:
            return self.areas[code].short(language)
        return self.indicators[code].name(language) if code in self.indicators else code

    def check_month(self, month: str) -> Month:
        """Return the month that the text names.

        Raises
        ------
        InputError
            Where it is no month, or the panel has no value of it.
        """
        if month not in self.months:
            raise InputError.single(
                must=phrase(
                    "a month must be one of the panel's, {first} to {last}",
                    first=self.months[0],
                    last=self.months[-1],
                )
                if self.months
                else "a panel must have values",
                came=repr(month),
                do="Write it as YYYY-MM. January has none where January and February are merged.",
            )
        return Month(int(month[:4]), int(month[5:]))


def members(group: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    """Return the zones of a group: those that it names, else those that lie in it.

    A zone is a group of one.
    """
    if group in areas and areas[group].kind == "zone":
        return (group,)
    if group in areas and areas[group].members:
        return areas[group].members
    inside = [code for code, area in areas.items() if area.parent == group]
    found = (zone for code in inside for zone in members(code, areas))
    return tuple(dict.fromkeys(found))


def quarter_after(month: str) -> str:
    """Return the month three later: what is further apart follows on nothing.

    Examples
    --------
    >>> quarter_after("2023-11")
    '2024-02'
    """
    return str(Month(int(month[:4]), int(month[5:])).shifted(3))


def last_day(month: str) -> str:
    """Return the last day of a month: every day of it sorts before or at it.

    Examples
    --------
    >>> last_day("2024-02")
    '2024-02-29'
    """
    import calendar

    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02d}"
