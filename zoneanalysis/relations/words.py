"""The words that relations know, and what is said of them (关系词表)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message, phrase

__all__ = ["may_fall", "refused", "said", "sentence", "words_of"]


def _text(name: str) -> str:
    return files("zoneanalysis.relations").joinpath(name).read_text(encoding="utf-8")


@cache
def _told(name: str) -> Mapping[str, Any]:
    return tomllib.loads(_text(name))


def sentence(name: str) -> str:
    """Return what ``sentences.toml`` holds under a name: English, and a key of the catalogue."""
    return str(_told("sentences.toml")["sentences"][name])


def said(name: str, /, **gaps: object) -> Message:
    """Return a sentence with its gaps filled.

    Examples
    --------
    >>> print(said("several", role="whole"))
    several figures are given for whole
    """
    return Message(sentence(name), gaps)


def refused(name: str, came: str, /, **gaps: object) -> InputError:
    """Return the error that ``refusals.toml`` holds under a name, with its gaps filled.

    Examples
    --------
    >>> print(refused("whole", "'0'", name="months", meaning="months of the period"))
    months must be a whole number from 1; came: '0'. It says months of the period.
    """
    must, do = (phrase(_told("refusals.toml")[name][key], **gaps) for key in ("must", "do"))
    return InputError.single(must=must, came=came, do=do)


@cache
def words_of(check: str) -> Mapping[str, str]:
    """Return what each word that a check knows means; one that ends in … is a beginning.

    Examples
    --------
    >>> words_of("schedule")["达序时进度"]
    'reached'
    """
    rows = csv.DictReader(_text("words.csv").splitlines())
    return {row["word"]: row["meaning"] for row in rows if row["check"] == check}


def may_fall(name: str) -> bool:
    """Return whether a level of that name can fall within a year: it is no sum of what came in."""
    return any(word in name for word in words_of("ytd_monotone"))
