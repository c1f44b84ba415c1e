"""English names of what Chinese texts name: indicators by their words, places by their sounds.

The words are data: ``english.csv`` and ``pinyin.csv`` in ``vocabularies`` (英文名).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

__all__ = ["English"]

_MOST_SIGNS = 120  # of a name in indicators.csv
_LONGEST = 4  # signs of the name of a place, without what it is
_AND = re.compile("[、和与及]")


@dataclass(frozen=True)
class English:
    """What indicators of statistical bulletins, and places, are called in English (英文名).

    Parameters
    ----------
    words : mapping
        By role what is called how: a ``name`` whole; a ``frame`` with what stands in its gaps
        (…产量 of 粗钢, 占…比重); a ``part`` in a gap; a ``tail`` that may follow one (行业, 类);
        what a ``place`` is (…县), and a ``nation`` in its name; ``plain`` words name none (重点).
        The ``who`` are parts that may own another (国有企业粗钢产量); a ``lead`` has a part alone
        behind it.
    places : mapping
        English names of places that are known.
    sounds : mapping
        The syllable of each sign in names of places.
    """

    words: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]
    sounds: Mapping[str, str]

    def of(self, name: str) -> str:
        """Return the English of an indicator's name, by its words; empty where one is unknown.

        Examples
        --------
        >>> from zoneanalysis.extraction.vocabulary import vocabulary
        >>> vocabulary().english.of("对东盟机电产品出口额")
        'Exports of machinery and electronics to ASEAN'
        """
        if name in self.words["name"]:
            return self.words["name"][name]
        made = (
            self._made(pattern, parts)
            for gaps, pattern in self._frames
            for parts in self._parts(gaps, name)
        )
        led = (
            pattern.format(self.words["part"][name.removeprefix(lead)])
            for lead, pattern in self.words["lead"].items()
            if name.removeprefix(lead) in self.words["part"] and name.startswith(lead)
        )
        found = next(filter(None, chain(made, led)), "")
        return found[:1].upper() + found[1:]

    def of_place(self, name: str) -> str:
        """Return the English of a place's name, known or by its sounds, with what it is.

        Empty where it doesn't say what it is, or its name is long, of known words or rare signs.

        Examples
        --------
        >>> from zoneanalysis.extraction.vocabulary import vocabulary
        >>> vocabulary().english.of_place("云川市"), vocabulary().english.of_place("西安县")
        ('Yunchuan', "Xi'an county")
        """
        if name in self.places:
            return self.places[name]
        kinds = [each for each in self.words["place"] if name[1:].endswith(each)]
        kind = max(kinds, key=len, default="")
        stem = name.removesuffix(kind)
        for nation in self.words["nation"]:
            stem = stem[:1] + stem[1:].replace(nation, "")
        if not kind or len(stem) > _LONGEST or stem in self.words["plain"] or self._part(stem):
            return ""
        if len(stem) == 1:  # 蔚县 is Yuxian county
            stem = name[:2]
        known, sounds = self.places.get(stem, ""), [self.sounds.get(sign, "") for sign in stem]
        if not (known or all(sounds)):
            return ""
        parted = (f"'{each}" if at and each[0] in "aeo" else each for at, each in enumerate(sounds))
        return self.words["place"][kind].format(known or "".join(parted).capitalize())

    @cached_property
    def _frames(self) -> list[tuple[list[str], str]]:
        """The words around gaps and the English with gaps, those of most words first."""
        frames = self.words["frame"].items()
        ordered = sorted(frames, key=lambda pair: pair[0].count("…") - len(pair[0]))
        return [(each.split("…"), pattern) for each, pattern in ordered]

    def _made(self, pattern: str, parts: Iterable[str]) -> str:
        known = [self._part(part) for part in parts]
        made = pattern.format(*known) if all(known) else ""
        return made if len(made) <= _MOST_SIGNS else ""

    def _part(self, text: str) -> str:
        """Return the English of what stands in a gap: a word, several in a list, or a name."""
        words = self.words["part"]
        tails = ("", *self.words["tail"])
        ends = (text.removesuffix(tail) for tail in tails if text.endswith(tail))
        found = next((words[each] for each in ends if each in words), "")
        if found or (found := words.get(text.replace("及", "和"), "")):
            return found
        several = [words.get(each, "") for each in _AND.split(text)]
        if len(several) > 1 and all(several):
            return f"{', '.join(several[:-1])} and {several[-1]}"
        made = self.of(text)
        return made if made[:2].isupper() else made[:1].lower() + made[1:]

    def _parts(self, gaps: list[str], name: str) -> Iterator[tuple[str, ...]]:
        """Yield what may stand in the gaps between words: all ways to cut 对东盟钢材出口额."""
        first, *between, last = gaps
        inner = name[len(first) : len(name) - len(last)]
        if not (name.startswith(first) and name.endswith(last) and inner):
            return
        if not between:
            yield (inner,)
        for at in range(1, len(inner) if between else 0):
            one, other = inner[:at], inner[at + len(between[0]) :]
            owned = first or between[0] or one in self.words["who"]
            if owned and inner.startswith(between[0], at):
                yield one, other
