"""The vocabulary of workbooks: heads of columns, and words that say what a cell means (词表)."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from zoneanalysis.reports.schema.columns import Column

__all__ = ["Head", "heads", "plain", "split_unit", "spoken", "words"]

_FOLDER = Path(__file__).parent.parent / "vocabularies"


@dataclass(frozen=True)
class Head:
    """The head of a column, or the title of a sheet where ``column`` is empty."""

    table: str
    column: str
    zh: str
    en: str
    unit: str
    note_zh: str

    def label(self, language: str) -> str:
        """Return the head as the template writes it, with its unit."""
        name = self.en if language == "en" else self.zh
        if not self.unit:
            return name
        return f"{name} ({self.unit})" if language == "en" else f"{name}（{self.unit}）"


@cache
def heads() -> tuple[Head, ...]:
    """Return every head and title."""
    with (_FOLDER / "heads.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Head(**row) for row in csv.DictReader(file))


@cache
def words(slot: str) -> Mapping[str, str]:
    """Return the words of a slot with what each means, the longest first."""
    with (_FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        found = {row["word"]: row["value"] for row in csv.DictReader(file) if row["slot"] == slot}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def spoken(column: Column) -> Mapping[str, str]:
    """Return the Chinese words that a column's cells may hold, with the values that they mean."""
    if not column.values:
        return {}
    return words("area_kind" if column.name == "kind" else column.name)


@lru_cache(maxsize=100_000)
def plain(text: object) -> str:
    r"""Return a text in half-width characters, without blanks and line breaks inside Chinese.

    Examples
    --------
    >>> plain("１－５ 月\n累计（亿元）")
    '1-5月累计(亿元)'
    """
    half = unicodedata.normalize("NFKC", str(text)).replace("－", "-").strip()
    half = re.sub(r"\s+", " ", half)
    return re.sub(r"(?<=[^\x21-\x7e]) | (?=[^\x21-\x7e])", "", half)


def split_unit(head: str) -> tuple[str, str]:
    """Return a head without the brackets at its end, and what stands in them.

    Examples
    --------
    >>> split_unit("计划总投资（亿元）")
    ('计划总投资', '亿元')
    """
    match = re.fullmatch(r"(.+?)\((?:单位:)?([^()]+)\)", plain(head))
    return (match[1].strip(), match[2]) if match else (plain(head), "")
