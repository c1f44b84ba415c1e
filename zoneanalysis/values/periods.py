"""Periods of Chinese statistics: year-to-date, single months, stocks at a month's end (时期)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from zoneanalysis.errors import InputError

__all__ = ["Month", "Period"]

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 2200):
            raise InputError.single(
                must="a month must be a real one, 01 to 12, of a year from 1900 to 2200",
                came=f"{self.year:04d}-{self.month:02d}",
                do="Write it as YYYY-MM.",
            )

    @property
    def index(self) -> int:
        """Months since year 0; differences count months."""
        return self.year * 12 + self.month - 1

    def shifted(self, months: int) -> Month:
        """Return the month that lies *months* later (earlier where negative)."""
        year, month = divmod(self.index + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Period:
    """A span of whole months, or a stock at the end of one.

    ==================  ========================================  =================
    written             meaning                                   printed as
    ==================  ========================================  =================
    2023-01/2023-06     flow, January to June                     1-6月, 上半年
    2023-07/2023-07     flow of one month                         7月
    2023-06             stock at the end of June                  截至6月底
    ../2023-07          flow from the beginning on                累计
    2023                flow of the year                          2023年
    ==================  ========================================  =================

    Parameters
    ----------
    start : Month or None
        First month; None for a stock, and for a flow without a stated beginning.
    end : Month
        Last month.
    kind : {"flow", "stock"}
    """

    start: Month | None
    end: Month
    kind: Literal["flow", "stock"] = "flow"

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise InputError.single(
                must="a period must not end before it begins",
                came=str(self),
                do="Write the earlier month first, such as 2023-01/2023-06.",
            )

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Period:
        """Return the period that *text* writes.

        Raises
        ------
        InputError
            Where it is none of the five forms, or no real month.

        Examples
        --------
        >>> Period.parse("2023-01/2023-06").elapsed
        Fraction(1, 2)
        """
        if re.fullmatch(r"\d{4}", text, re.ASCII):
            return cls(Month(int(text), 1), Month(int(text), 12))
        first, slash, last = text.partition("/")
        ends = [_MONTH.fullmatch(part) for part in (first, last)]
        if not slash and ends[0]:
            return cls(None, _month(ends[0]), "stock")
        if slash and ends[1] and (ends[0] or first == ".."):
            return cls(_month(ends[0]) if ends[0] else None, _month(ends[1]))
        raise InputError.single(
            must="a period must be YYYY-MM/YYYY-MM, YYYY-MM (a stock), ../YYYY-MM or YYYY",
            came=repr(text),
            do="Write the half-year as 2023-01/2023-06, a single month as 2023-07/2023-07.",
        )

    @classmethod
    def ytd(cls, year: int, month: int) -> Period:
        """Return January to *month* of *year* (累计)."""
        return cls(Month(year, 1), Month(year, month))

    @classmethod
    def single(cls, year: int, month: int) -> Period:
        """Return the one month (当月)."""
        return cls(Month(year, month), Month(year, month))

    @property
    def year(self) -> int:
        """Year of the last month."""
        return self.end.year

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month of a flow, in order; empty for a stock or an unstated beginning."""
        if self.kind == "stock" or self.start is None:
            return ()
        return tuple(self.start.shifted(i) for i in range(self.end.index - self.start.index + 1))

    @property
    def is_ytd(self) -> bool:
        """Whether it runs from January within one year (year-to-date, 累计)."""
        return (
            self.kind == "flow"
            and self.start is not None
            and self.start.month == 1
            and self.start.year == self.end.year
        )

    @property
    def elapsed(self) -> Fraction:
        """Share of the year that is over when the period ends (时间进度)."""
        return Fraction(self.end.month, 12)

    def previous_year(self) -> Period:
        """Return the same period a year earlier (上年同期)."""
        return self.shifted(-12)

    def shifted(self, months: int) -> Period:
        """Return the period whose end lies *months* later; from January on stays so (累计).

        Examples
        --------
        >>> str(Period.parse("2023-01/2023-06").shifted(6))
        '2023-01/2023-12'
        """
        end = self.end.shifted(months)
        if self.is_ytd:
            return Period.ytd(end.year, end.month)
        return Period(None if self.start is None else self.start.shifted(months), end, self.kind)

    @cached_property
    def _text(self) -> str:
        if self.kind == "stock":
            return str(self.end)
        start = ".." if self.start is None else str(self.start)
        return f"{start}/{self.end}"

    def __str__(self) -> str:
        return self._text


def _month(match: re.Match[str]) -> Month:
    return Month(int(match[1]), int(match[2]))
