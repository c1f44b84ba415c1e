"""Chinese numerals that count or measure: 七成, 两次, 九家, 一倍, 翻番 (中文数字)."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an

__all__ = ["NUMERAL", "numeral_value"]

#: Chinese digits with their places, at most a dozen of them.
NUMERAL = "[〇零一二两三四五六七八九十百千]{1,12}"

_PLAIN = re.compile(NUMERAL)


def numeral_value(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral; None where it is no well-formed one.

    Examples
    --------
    >>> numeral_value("三百二十")
    Decimal('320')
    >>> numeral_value("两")
    Decimal('2')
    >>> numeral_value("百千十") is None
    True
    """
    if not _PLAIN.fullmatch(numeral):
        return None
    try:
        return Decimal(str(cn2an.cn2an(numeral.replace("两", "二").replace("〇", "零"), "normal")))
    except ValueError:
        return None
