"""Answers of exercises, checked without giving them away (答案核对).

``python -m zoneanalysis.run.answers CODE NAME TEXT…`` checks one in an interpreter of its own,
where nothing that a notebook defines counts; it ends with 1 where the answer is wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

__all__ = ["Checked", "Checker", "Exercise", "answers", "packed", "possible", "rounded", "texts"]


def rounded(value: object, places: int) -> Fraction:
    """Return a number as it would be printed, rounded half up.

    Examples
    --------
    >>> float(rounded(8.8043, 1))
    8.8
    """
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Fraction(scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def possible(rate: object, number: int) -> list[int]:
    """Return every count of *number* whose rate is printed so, with one place (开工率等).

    Examples
    --------
    >>> possible("70.7", 84)
    []
    """
    wanted = Fraction(str(rate))
    counts = range(number + 1)
    return [each for each in counts if rounded(Fraction(100 * each, number), 1) == wanted]


@dataclass(frozen=True)
class Exercise:
    """What is known of an exercise: places of its answer, the answer, slips, a hint.

    ``slips`` are answers that go wrong in a known way, each with what to say of it.
    """

    name: str
    places: int
    answer: object
    slips: Sequence[tuple[object, str]] = ()
    hint: str = ""


@dataclass(frozen=True)
class Checked:
    """Whether an answer is right; true where it is."""

    name: str
    right: bool
    hint: str = ""

    def __bool__(self) -> bool:
        return self.right

    def __repr__(self) -> str:
        return f"✓ {self.name}" if self.right else f"✗ {self.name}: {self.hint}".rstrip(": ")

    def _ipython_display_(self) -> None:
        """Print it, for nbgrader takes what a check's cell returns for a number of points."""
        sys.stdout.write(f"{self!r}\n")


def texts(value: object) -> list[str]:
    """Return an answer as text, the ends of an interval each by itself.

    Examples
    --------
    >>> texts((Fraction(1, 2), True))
    ['1/2', 'True']
    """
    return [*map(str, value)] if isinstance(value, (tuple, list)) else [str(value)]


def _normal(text: str, places: int) -> str:
    try:
        return str(rounded(text, places))
    except (ValueError, ArithmeticError):
        return text.strip().casefold()


def _digest(salt: str, name: str, value: object, places: int) -> str:
    normal = ";".join(_normal(each, places) for each in texts(value))
    text = f"{salt}\0{name}\0{normal}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def packed(exercises: Sequence[Exercise], salt: str) -> str:
    """Return what `answers` needs to check these exercises: digests and hints, no answer."""
    known = {
        each.name: [
            each.places,
            _digest(salt, each.name, each.answer, each.places),
            {_digest(salt, each.name, value, each.places): hint for value, hint in each.slips},
            each.hint,
        ]
        for each in exercises
    }
    text = json.dumps([salt, known], ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


@dataclass(frozen=True)
class Checker:
    """Checks answers by name: ``check_answer("1a", 8.8)``."""

    salt: str
    known: Mapping[str, Sequence[Any]] = field(repr=False)

    def __call__(self, name: str, value: object) -> Checked:
        """Return whether *value* is the answer of the exercise *name*, with a hint where not.

        Numbers may have more places than are asked for; an interval is a pair. Under nbgrader a
        wrong answer raises, so that it is not given the points.
        """
        if name not in self.known:
            return Checked(name, right=False, hint=f"exercises here: {', '.join(self.known)}")
        places, answer, slips, hint = self.known[name]
        found = _digest(self.salt, name, value, places)
        result = Checked(name, found == answer, "" if found == answer else slips.get(found, hint))
        if not result and os.environ.get("NBGRADER_EXECUTION"):
            raise AssertionError(repr(result))
        return result


def answers(code: str) -> Checker:
    """Return the checker of a lesson out of what `packed` wrote."""
    return Checker(*json.loads(zlib.decompress(base64.b64decode(code))))


if __name__ == "__main__":
    _code, _name, *_given = sys.argv[1:]
    _found = answers(_code)(_name, _given)
    sys.stdout.write(f"{_found!r}\n")
    sys.exit(not _found)
