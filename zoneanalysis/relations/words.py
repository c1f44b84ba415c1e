"""The words that relations know, and what is said of them (关系词表)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zoneanalysis.messages import Message

__all__ = ["may_fall", "said", "sentence", "words_of"]


def _text(name: str) -> str:
    return files("zoneanalysis.relations").joinpath(name).read_text(encoding="utf-8")


@cache
def _sentences() -> Mapping[str, str]:
    found: Mapping[str, str] = tomllib.loads(_text("sentences.toml"))["sentences"]
    return found


def sentence(name: str) -> str:
    """Return what ``sentences.toml`` holds under a name: English, and a key of the catalogue."""
    return _sentences()[name]


def said(name: str, /, **gaps: object) -> Message:
    """Return a sentence with its gaps filled.

    Examples
    --------
    >>> print(said("several", role="whole"))
    several figures are given for whole
    """
    return Message(sentence(name), gaps)


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(_text("words.csv").splitlines()):
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
