"""Text into formulas (公式文法): one language for the house's relations and its users' rules."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache, lru_cache, reduce
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import phrase
from zoneanalysis.relations.formula import Compare, Name, Node, Num, Op, Total, rebuilt
from zoneanalysis.values.units import unit

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["comparisons", "parse", "refusal"]

LONGEST = 4000  # characters of a formula
DEEPEST = 100  # operations inside one another

_SAME = {"＋": "+", "−": "-", "－": "-", "×": "*", "＊": "*", "÷": "/", "／": "/"} | {
    "==": "=", "＝": "=", "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "＞": ">", "＜": "<",
}  # fmt: skip
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(.*)")


@cache
def _lark() -> Lark:
    from lark import Lark, Transformer

    class Trees(Transformer[Any, Any]):
        """Makes the nodes of a formula, from the innermost outwards."""

        def number(self, found: list[Any]) -> Any:
            match = _NUMBER.fullmatch(found[0])
            assert match is not None
            value, symbol = Fraction(match[1]), match[2]
            if not symbol:
                return Num(value.numerator if value.denominator == 1 else value)
            return Num(value * unit(symbol).scale, str(found[0]), symbol)

        def name(self, found: list[Any]) -> Any:
            return Name(str(found[0]))

        def later(self, found: list[Any]) -> Any:
            return Name(str(found[0]), later=True)

        def negative(self, found: list[Any]) -> Any:
            return Op("-", Num(0), found[1])

        def op(self, found: list[Any]) -> Any:
            left, sign, right = found
            return Op(_SAME.get(sign, str(sign)), left, right)

        def total(self, found: list[Any]) -> Any:
            sums: list[Node] = [Total((each,)) for each in found]
            return reduce(lambda a, b: Op("+", a, b), sums)

        def formula(self, found: list[Any]) -> Any:
            if len(found) == 1:
                return found
            return [
                Compare(left, _SAME.get(sign, str(sign)), right)
                for (left, right), sign in zip(pairwise(found[::2]), found[1::2], strict=True)
            ]

        def start(self, found: list[Any]) -> Any:
            return found

    text = Path(__file__).with_name("formula.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", transformer=Trees())


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[Compare | Node, ...]:
    """Return the comparisons and expressions of a formula, several joined by ``;``.

    Raises
    ------
    InputError
        Where it can't be read, with a caret under the place.

    Examples
    --------
    >>> parse("stated = part ÷ whole × 100")[0].sign
    '='
    >>> parse("签约数 ≥ 开工数 ≥ 投产数")[1].left
    Name(name='开工数', later=False)
    >>> parse("全市合计 = sum(工业投资[各县; 同比])")[0].right.items
    (Name(name='工业投资[各县; 同比]', later=False),)
    """
    from lark.exceptions import UnexpectedEOF, UnexpectedInput, VisitError

    if len(text) > LONGEST:
        raise refusal(text[:40] + "…", 40, f"one of {len(text)} characters, over {LONGEST},")
    try:
        pieces: Any = _lark().parse(text)
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedEOF) or _type(error) == "$END"
        at = len(text.rstrip()) if ended else error.pos_in_stream or 0
        raise refusal(text, at, "the end" if ended else repr(text[at])) from None
    except VisitError as error:
        if isinstance(error.orig_exc, InputError):
            raise error.orig_exc from None
        raise
    for piece in pieces:
        for each in piece:
            if _depth(each) > DEEPEST:
                raise refusal(text, 0, f"more than {DEEPEST} operations inside one another")
    return tuple(_with_totals_shared(each, {}) for piece in pieces for each in piece)


def comparisons(text: str) -> tuple[Compare, ...]:
    """Return the comparisons of a formula that is made of nothing else."""
    found = tuple(tree for tree in parse(text) if isinstance(tree, Compare))
    assert len(found) == len(parse(text))
    return found


def _type(error: Any) -> str:
    return getattr(getattr(error, "token", None), "type", "")


def refusal(text: str, at: int, came: str) -> InputError:
    """Return the error of a formula that can't be read, with a caret under character *at*."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text[:at])
    return InputError.single(
        must="a formula must be made of names, numbers, + - * /, brackets, sum(…) and comparisons",
        came=phrase(
            "{came} at character {at}:\n{text}\n{blanks}^",
            came=came,
            at=at + 1,
            text=text,
            blanks=" " * (at + wide),
        ),
        do="Write for instance: 合计 = sum(分项), or 签约数 >= 开工数 >= 投产数.",
    )


def _depth(node: Compare | Node) -> int:
    deepest, left = 0, [(node, 0)]
    while left:
        each, depth = left.pop()
        deepest = max(deepest, depth)
        if isinstance(each, Op | Compare):
            left += [(each.left, depth + 1), (each.right, depth + 1)]
        elif isinstance(each, Total):
            left += [(item, depth + 1) for item in each.items]
    return deepest


def _with_totals_shared(node: Any, totals: dict[str, Total]) -> Any:
    """Return a formula in which a sum that is written twice is one."""
    if isinstance(node, Total):
        return totals.setdefault(repr(node), node)
    return rebuilt(node, lambda each: _with_totals_shared(each, totals))
