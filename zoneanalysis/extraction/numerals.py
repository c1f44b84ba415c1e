"""Numbers that a report writes in Chinese numerals: 三十二家, 产值突破万亿, 翻两番 (汉字数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zoneanalysis.extraction.tokens import (
    Kind,
    Number,
    Trap,
    in_short_quotes,
    is_threshold,
    unit_pattern,
)
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import Numeral, number_of
from zoneanalysis.values.units import known_unit, usual_symbol
from zoneanalysis.values.words import words_beside

__all__ = ["doubled", "numeral", "round_sum", "worded"]


def doubled(match: re.Match[str]) -> Number:
    """Return the growth that 翻番 says: 翻两番 is growth by 300%."""
    grown = Decimal(words_beside("said")[f"翻{match['times'] or ''}番"])
    return Number(match.start(), match.end(), grown, "%", "ratio", numeral=True, part="doubling")


def numeral(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    """Yield a numeral with its unit: 三十二家, 上千家; nothing where it counts nothing."""
    start, stop = match.span()
    said = number_of(match[0])
    found = unit_pattern().match(text, stop)
    base = (found["whole"] or found["base"]) if found else ""
    if said is None or found is None or not base or base not in vocabulary().numeral_units:
        return
    end, lead = found.end() - len(found["per"] or ""), ""
    words = vocabulary().numbers
    if match[0][0] in "百千万亿兆":  # 上千家, 超万亿元: a sum only where a word says so
        if not (
            led := re.search(f"{words['round_before'].pattern}$", text[max(0, start - 3) : start])
        ):
            return
        if base == "元" and (len(match[0]) == 1 or words["round_after"].match(text, end)):
            return
        lead = led[0] if led[0] == "上" else ""
    large = said.open or said.low > 10 or said.unit  # 十件实事 is a name
    kind = vocabulary().units[base]
    if not large and (
        vocabulary().numeral_units[base].size == "large"
        or (said.low <= 1 and said.low == int(said.low) and base not in {"倍", "成", "个百分点"})
        or (base == "个" and not words["counted"].match(text, end))
    ):
        return
    if in_short_quotes(text, start, end):
        yield Trap(start, end, "name")
        return
    if base == "次" and text[max(0, start - 1) : start] in {"多", "几", "历"}:
        return
    if kind in {"level", "count"} and is_threshold(text, start, end):
        yield Trap(start, end, "threshold")
        return
    unit = f"{said.unit}{usual_symbol(base)}"
    if known_unit(unit) is None:
        yield Trap(start, end, "unit")
        return
    about = (found["about"] or "") + (found["about2"] or "") or lead
    yield worded(start - len(lead), end, said, unit, kind, about)  # type: ignore[arg-type]


def round_sum(text: str, match: re.Match[str]) -> Iterator[Number]:
    """Yield a multiple alone that is a sum: 产值突破万亿,达…, not 千亿级产业."""
    lead, said = text[max(0, match.start() - 3) : match.start()], number_of(match[0])
    if said is not None and re.search(f"{vocabulary().numbers['round_before'].pattern}$", lead):
        yield worded(match.start(), match.end(), said, said.unit, "level")


def worded(start: int, end: int, said: Numeral, unit: str, kind: Kind, about: str = "") -> Number:
    """Return a number in words, with what they leave open."""
    about = "几" if said.open or said.rounded else about
    return Number(start, end, said.low, unit, kind, about, numeral=True)
