"""The words that relations know, from ``words.csv`` (关系词表)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["may_fall", "words_of"]


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    source = files("zoneanalysis.relations").joinpath("words.csv")
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        found.setdefault(row["check"], {})[row["word"]] = row["meaning"]
    return found


def words_of(check: str) -> Mapping[str, str]:
    """Return what each word that a check knows means; one that ends in … is a beginning.

    Examples
    --------
    >>> words_of("schedule")["达序时进度"]
    'reached'
    """
    return _rows().get(check, {})


def may_fall(name: str) -> bool:
    """Return whether a level of that name can fall within a year: it is no sum of what came in.

    Examples
    --------
    >>> may_fall("规上工业企业利润总额"), may_fall("工业投资")
    (True, False)
    """
    return any(word in name for word in words_of("ytd_monotone"))
