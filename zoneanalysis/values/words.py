"""Words beside a printed number, from ``words.csv``: its direction, and what leaves it open."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["any_of", "direction_in", "words_beside"]


@cache
def words_beside(role: str) -> Mapping[str, str]:
    """Return what the words of a role mean, in the order in which they are tried.

    A ``direction`` (下降) is 1, -1, ``either`` or ``none``; what stands ``before`` the
    number (超), ``behind`` its unit (以上) or ``between`` them (余) is a bound; what is ``said`` by
    itself (持平) is its value.

    Examples
    --------
    >>> words_beside("behind")["以上"]
    'lower'
    """
    text = Path(__file__).with_name("words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["word"]: row["meaning"] for row in rows if row["role"] == role}


def any_of(*roles: str) -> str:
    """Return a pattern of the words of some roles."""
    return f"(?:{'|'.join(word for role in roles for word in words_beside(role))})"


def direction_in(lead: str) -> str:
    """Return what the direction word nearest to the number means; empty where there is none.

    Examples
    --------
    >>> direction_in("由下降转为增长"), direction_in("负增长"), direction_in("其中")
    ('1', '-1', '')
    """
    found = ((lead.rfind(w), w, means) for w, means in words_beside("direction").items())
    ends = [(at + len(word), len(word), means) for at, word, means in found if at >= 0]
    return max(ends, default=(0, 0, ""))[2]
