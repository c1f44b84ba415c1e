"""Warnings and talks: which rule fired, for how many months, and what follows (警示与约谈)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zoneanalysis.panel.panel import Panel, quarter_after
from zoneanalysis.panel.scoring import Item, items, value_of
from zoneanalysis.values.figures import Quantity

__all__ = ["LEVELS", "Alert", "Level", "alerts"]

Level = Literal["open", "reminder", "letter", "talk"]
# 待核, 提醒, 警示提醒函, 约谈: from the weakest on.
LEVELS: tuple[Level, ...] = ("open", "reminder", "letter", "talk")


@dataclass(frozen=True)
class Alert:
    """A value below the threshold of its item.

    Parameters
    ----------
    item : Item
        The rule that fired, with its threshold and what it escalates to.
    months : tuple of str
        The months in a row for which it has surely been below, the latest last. One or two months
        without a value neither count nor break the row.
    level : str
        "reminder" at first, "letter" and "talk" after as many months as the item says; "open"
        where rounding leaves open whether the value lies below.
    """

    zone: str
    item: Item
    value: Quantity
    months: tuple[str, ...]
    level: Level


def _below(item: Item, value: Quantity) -> bool | None:
    """Return whether a value lies below the threshold; None where rounding leaves it open."""
    threshold = item.warn_below
    assert threshold is not None
    low, high = value.interval.lo, value.interval.hi
    if high is not None and (high < threshold or (high == threshold and value.interval.hi_open)):
        return True
    return False if low is not None and low >= threshold else None


def alerts(panel: Panel, month: str) -> tuple[Alert, ...]:
    """Return every warning of a month with what it escalates to, the gravest first.

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = alerts(read_panel("yunchuan"), "2024-05")
    >>> all(len(each.months) >= each.item.talk_after for each in found if each.level == "talk")
    True
    """
    panel.check_month(month)
    past = [each for each in reversed(panel.months) if each <= month]
    found = []
    for item in items(panel):
        if item.warn_below is None:
            continue
        for zone in panel.members(item.zones):
            value = value_of(panel, item, zone, month)
            below = None if value is None else _below(item, value)
            if value is None or below is False:
                continue
            if below is None:
                found.append(Alert(zone, item, value, (), "open"))
                continue
            row = _in_a_row(panel, item, zone, past)
            found.append(Alert(zone, item, value, row, _level(item, len(row))))
    order = {zone: at for at, zone in enumerate(panel.zones)}
    return tuple(
        sorted(
            found,
            key=lambda each: (-LEVELS.index(each.level), -len(each.months), order[each.zone]),
        )
    )


def _in_a_row(panel: Panel, item: Item, zone: str, past: list[str]) -> tuple[str, ...]:
    row: list[str] = []
    for month in past:
        value = value_of(panel, item, zone, month)
        if value is None:
            continue
        if _below(item, value) is not True or (row and row[-1] > quarter_after(month)):
            break
        row.append(month)
    return tuple(reversed(row))


def _level(item: Item, months: int) -> Level:
    if item.talk_after and months >= item.talk_after:
        return "talk"
    if item.letter_after and months >= item.letter_after:
        return "letter"
    return "reminder"
