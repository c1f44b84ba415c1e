"""A report as data: its printed figures and the relations between them (报告). No file access."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import phrase
from zoneanalysis.relations.rules import Rule
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Month, Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COMPOSED",
    "DOUBTED",
    "Action",
    "Area",
    "Break",
    "Claim",
    "Indicator",
    "Observation",
    "PastClaim",
    "Report",
    "ZoneFact",
]


NAMELESS = "XX"  # code of an area that a text does not name, or no list has
UNNAMED = "未指明"  # its name, until a person gives one
COMPOSED = "x_"
"""What begins the code of an indicator that no list has, made of a text's own words."""

DOUBTED = "reading to be confirmed"
"""What the note of a figure says whose indicator, kind or value a program was not sure to read."""


@dataclass(frozen=True)
class Indicator:
    """What is measured (指标)."""

    code: str
    name_zh: str
    name_en: str
    definition: str = ""
    unit: str = ""
    direction: str = ""
    growth_basis: str = "unknown"
    definition_zh: str = ""
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return its name in *language*."""
        return self.name_en if language == "en" else self.name_zh


@dataclass(frozen=True)
class Area:
    """Where it is measured: a province, a city, a group of zones, one zone (地区)."""

    code: str
    name_zh: str
    name_en: str
    kind: str = ""
    parent: str = ""
    gb2260: str = ""
    short_zh: str = ""
    short_en: str = ""
    members: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return its name in *language*."""
        return self.name_en if language == "en" else self.name_zh

    def short(self, language: str) -> str:
        """Return its short name in *language*, for tables and charts; else its name."""
        return (self.short_en if language == "en" else self.short_zh) or self.name(language)


@dataclass(frozen=True)
class Break:
    """Where an area's figures stop being comparable (口径变化); a row of ``breaks.csv``.

    Parameters
    ----------
    area, indicator : str
        Whose figures; an empty indicator means all of the area's.
    since : Month
        First month that is reported the new way.
    kind : {"scope", "basis", "unit", "renamed"}
        What changed; ``renamed`` is the same quantity under a new code and may be compared.
    before, after : str
        What held before and what holds since; codes where renamed.
    """

    area: str
    indicator: str
    since: Month
    kind: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True)
class Observation:
    """One printed statistic with all that identifies it (观测值); a row of ``figures.csv``."""

    id: str
    figure: Figure
    indicator: str
    ref_area: str
    period: Period
    measure: str
    section: str = ""
    status: str = "actual"
    basis: str = "unknown"
    char_start: int | None = None
    note: str = ""

    @property
    def printed(self) -> str:
        """The characters as printed."""
        return self.figure.printed

    @property
    def period_assumed(self) -> bool:
        """Whether the text prints no date, and the note says which was taken (今年以来, 目前)."""
        return re.search(r"\btaken\b", self.note) is not None

    @property
    def doubted(self) -> bool:
        """Whether a person has yet to confirm what it is of, as its note says."""
        return DOUBTED in self.note


@dataclass(frozen=True)
class Claim:
    """A relation that the text states or implies (表述); a row of ``claims.csv``.

    ``stated`` is the id of an observation or a word such as 由负转正; ``inputs`` names
    observations by role. ``reading`` is how sure it is that the text says this: empty where a
    person transcribed it, else one of `zoneanalysis.reports.doubts.READINGS`; ``doubts`` says why
    it is not certain.
    """

    id: str
    check: str
    stated: str = ""
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    note: str = ""
    reading: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether a failure of it is a finding: it stands in the words, or was confirmed."""
        return self.reading not in {"inferred", "rejected"}

    @property
    def turning_month(self) -> int | None:
        """Month by which it says that growth turns positive (预计10月转正), or None."""
        match = re.search(r"预计(\d{1,2})月转正", self.stated)
        return int(match[1]) if match else None

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Every id that the claim names, each once; ``stated`` first (it may be a word)."""
        named = [self.stated, *(each for ids in self.inputs.values() for each in ids)]
        return tuple(dict.fromkeys(each for each in named if each))


@dataclass(frozen=True)
class PastClaim:
    """A statement about earlier reports (与往期的关系); a row of ``past.csv``.

    Parameters
    ----------
    claim : Claim
        The relation, with the figures of this report alone.
    periods : mapping of str to tuple of Period
        The roles that an earlier report's figures take, by their periods; indicator, area and
        measure are those of this report's figure.
    """

    claim: Claim
    periods: Mapping[str, tuple[Period, ...]]


@dataclass(frozen=True)
class Action:
    """A priority for the coming half-year, in our own words, with the figures it rests on."""

    id: str
    section: str
    tag: str
    zh: str
    en: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class ZoneFact:
    """A fact about one zone: its target, a falling indicator, a target reached."""

    ref_area: str
    item: str
    value: str = ""
    unit: str = ""
    figures: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, repr=False)
class Report:
    """A report: who published it about what, its observations in text order, its claims.

    ``rules`` are those that its users wrote (审核公式); ``earlier`` are the reports of the place
    before it, where a rule looks back; ``estimates_off`` is how far official estimates of growth
    in them were off, percentage points, where that is known.
    """

    id: str
    meta: Mapping[str, object]
    observations: tuple[Observation, ...]
    claims: tuple[Claim, ...] = ()
    actions: tuple[Action, ...] = ()
    zones: tuple[ZoneFact, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    past: tuple[PastClaim, ...] = ()
    rules: tuple[Rule, ...] = ()
    earlier: tuple[Report, ...] = field(default=(), repr=False)
    estimates_off: tuple[Fraction, ...] = ()

    def __repr__(self) -> str:
        return f"<Report {self.id}: {len(self)} figures, {len(self.claims)} relations>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self).strip('<>'))}</p>{self.to_frame().to_html(max_rows=20)}"

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row for each figure, by id, in text order.

        ``value``, ``low`` and ``high`` are floats, in ``unit``; the ends are those of the rounding
        interval, infinite where a word leaves one open. Verdicts are never computed from them.
        """
        import pandas as pd

        return pd.DataFrame(self.to_columns()).set_index("id")

    def to_columns(self) -> dict[str, list[Any]]:
        """Return the columns of :meth:`to_frame`, ``id`` first, without pandas."""
        return {
            "id": [each.id for each in self],
            "printed": [each.printed for each in self],
            "value": [float(each.figure) for each in self],
            "unit": [each.figure.unit.symbol for each in self],
            "indicator": [each.indicator for each in self],
            "area": [each.ref_area for each in self],
            "period": [str(each.period) for each in self],
            "measure": [each.measure for each in self],
            "status": [each.status for each in self],
            "basis": [each.basis for each in self],
            "low": [_float(each.figure.interval.lo, -math.inf) for each in self],
            "high": [_float(each.figure.interval.hi, math.inf) for each in self],
        }

    @cached_property
    def _by_id(self) -> dict[str, Observation]:
        return {each.id: each for each in self.observations}

    @cached_property
    def _by_indicator(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = defaultdict(list)
        for each in self.observations:
            found[each.indicator].append(each)
        return found

    def __getitem__(self, observation_id: str) -> Observation:
        try:
            return self._by_id[observation_id]
        except KeyError:
            raise InputError.single(
                must=phrase(
                    "a figure of report {id} must be one of its {count} ids",
                    id=self.id,
                    count=len(self._by_id),
                ),
                came=repr(observation_id),
                do="See the ids in its figures.csv.",
            ) from None

    def get(self, observation_id: str) -> Observation | None:
        """Return the figure of that id, or None."""
        return self._by_id.get(observation_id)

    def __contains__(self, observation_id: object) -> bool:
        return observation_id in self._by_id

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def find(
        self,
        *,
        indicator: str | None = None,
        ref_area: str | None = None,
        period: Period | str | None = None,
        measure: str | None = None,
        status: str | None = None,
    ) -> tuple[Observation, ...]:
        """Return the observations that match every criterion given, in text order."""
        wanted = {
            "indicator": indicator,
            "ref_area": ref_area,
            "period": Period.parse(period) if isinstance(period, str) else period,
            "measure": measure,
            "status": status,
        }
        criteria = {name: value for name, value in wanted.items() if value is not None}
        held = self.observations if indicator is None else self._by_indicator.get(indicator, ())
        return tuple(
            each
            for each in held
            if all(getattr(each, name) == value for name, value in criteria.items())
        )

    def area_name(self, code: str, language: str) -> str:
        """Return the name of an area in *language*; the code itself where it has none."""
        area = self.areas.get(code)
        return area.name(language) if area else code

    def indicator_name(self, code: str, language: str) -> str:
        """Return the name of an indicator in *language*; the code itself where it is unknown."""
        indicator = self.indicators.get(code)
        return indicator.name(language) if indicator else code

    def is_named(self, code: str) -> bool:
        """Return whether the text names an indicator; its reader writes ? where it doesn't."""
        return self.indicator_name(code, "zh").strip() != "?"


def _float(end: Fraction | None, open_end: float) -> float:
    return open_end if end is None else float(end)
