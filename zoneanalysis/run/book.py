"""What a report prints, what was found and what follows from it, as one workbook (结果工作簿)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zoneanalysis.audit import Audit
from zoneanalysis.document.workbook import columns_workbook
from zoneanalysis.messages import LANGUAGES
from zoneanalysis.reports.report import Report
from zoneanalysis.review.facts.every import every_fact
from zoneanalysis.values.rounding import outward, shown_interval, supported_decimals

__all__ = ["results_workbook"]

_Columns = Mapping[str, Sequence[Any]]

_MOST = 8  # places of an end of an interval
_ENDS = ("stated_low", "stated_high", "recomputed_low", "recomputed_high", "distance")


def results_workbook(audited: Audit) -> bytes:
    """Return figures, checks in both languages and derived values, a sheet each, in their units.

    A value is shown with the places that are printed, or that it bears where it is derived.
    """
    places = [each.figure.decimals for each in audited.report]
    figures = audited.report.to_columns()
    derived, borne = _derived(audited.report)
    checks = {f"checks_{each}": audited.to_columns(each) for each in LANGUAGES}
    ends = ("low", "high")
    formats = {
        "figures": {"value": list(map(_format, figures["unit"], places))} | _ends(figures, ends),
        "derived": {"value": list(map(_format, derived["unit"], borne))} | _ends(derived, ends),
        **{name: _ends(table, _ENDS) for name, table in checks.items()},
    }
    return columns_workbook({"figures": figures, **checks, "derived": derived}, formats)


def _derived(report: Report) -> tuple[_Columns, list[int]]:
    """Return the columns of the derived values, and how many places each bears."""
    rows, places = [], []
    for each in every_fact(report):
        value, ids = each.value, " ".join(source.id for source in each.sources)
        borne = supported_decimals(value)
        ends = outward(shown_interval(value, borne), borne + 2)
        assert ends.lo is not None
        assert ends.hi is not None
        places.append(max(borne, 0))
        rows.append(
            {
                "id": f"{value.name} {ids} {each.key}".rstrip(),
                "what_zh": each.label.render("zh"),
                "what_en": each.label.render("en"),
                "indicator": each.sources[0].indicator,
                "area": each.sources[0].ref_area,
                "value": float(value.point),
                "unit": value.unit.symbol,
                "low": float(ends.lo),
                "high": float(ends.hi),
                "words_zh": value.words.render("zh"),
                "words_en": value.words.render("en"),
                "numbers": value.numbers,
                "figures": ids,
                "note_zh": value.note.render("zh") if value.note else "",
                "note_en": value.note.render("en") if value.note else "",
            }
        )
    columns = [
        "id", "what_zh", "what_en", "indicator", "area", "value", "unit", "low", "high",
        "words_zh", "words_en", "numbers", "figures", "note_zh", "note_en",
    ]  # fmt: skip
    return {name: [row[name] for row in rows] for name in columns}, places


def _ends(table: _Columns, columns: Iterable[str]) -> dict[str, list[str]]:
    """Return the formats of columns of exact ends: as many places as each has."""
    return {
        column: list(map(_format, table["unit"], map(_places, table[column]))) for column in columns
    }


def _places(value: float) -> int:
    return len(f"{value:.{_MOST}f}".rstrip("0").partition(".")[2])


def _format(unit: str, places: int) -> str:
    """Return the number format of a unit, as ``#,##0.00"亿元"``, whose percent sign is a sign."""
    digits = f"#,##0.{'0' * places}" if places else "#,##0"
    return f'{digits}"{unit}"' if unit else digits
