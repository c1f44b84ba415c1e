"""The words that extraction knows, from the data files in ``vocabularies`` (词表).

A researcher adds a row to a CSV file there; no code changes. Every file has a header, UTF-8.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from zoneanalysis.errors import InputError
from zoneanalysis.extraction.english import English

__all__ = [
    "Direction",
    "IndicatorRule",
    "NumeralUnit",
    "Partition",
    "Place",
    "Vocabulary",
    "vocabulary",
]


@dataclass(frozen=True)
class Direction:
    """A word that says which way a figure went: 下降, 收窄, 高于."""

    word: str
    sign: int
    kind: str


@dataclass(frozen=True)
class NumeralUnit:
    """When a unit counts what stands in Chinese numerals: 两次, but not 二次供水.

    Parameters
    ----------
    size : str
        "always", or "large" beyond ten.
    not_before : str
        Pattern of what makes another word of it.
    """

    size: str
    not_before: str


@dataclass(frozen=True)
class Place:
    """An administrative area of GB/T 2260; with the English name where it isn't as it sounds."""

    gb2260: str
    name: str
    short: str
    kind: str
    english: str

    @property
    def code(self) -> str:
        """The code that ``areas.csv`` of the data package gives it: CN, CN-14, CN-1410."""
        if not self.gb2260:
            return "CN"
        return "CN-" + {"province": self.gb2260[:2], "city": self.gb2260[:4]}.get(
            self.kind, self.gb2260
        )


@dataclass(frozen=True)
class IndicatorRule:
    """When a phrase means an indicator of the data package."""

    code: str
    phrase: re.Pattern[str]
    units: frozenset[str]
    context: re.Pattern[str] | None

    def fits(self, phrase: str, unit: str, context: str) -> bool:
        """Whether the phrase, with its unit and what stands around it, means the indicator."""
        return (
            self.phrase.fullmatch(phrase) is not None
            and (not self.units or unit in self.units)
            and (self.context is None or self.context.search(context) is not None)
        )


@dataclass(frozen=True)
class Partition:
    """Words for the parts of a whole, of what they are not all (用电: 居民), and of what alone."""

    words: tuple[str, ...]
    not_of: re.Pattern[str] | None
    of: re.Pattern[str] | None


@dataclass(frozen=True)
class Ratio:
    """A rate that its name defines: how it, its part and its whole are called.

    *per*: for how much it is, where it is no percentage; *said*: what its sentence must say.
    """

    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    per: str = ""
    said: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Claim:
    """Words that claim a relation, what its stated figure is, and how its others are known.

    *said* is searched in the words before the figure, "#" and those behind it.
    """

    check: str
    stated: str
    said: re.Pattern[str]
    roles: tuple[tuple[str, str], ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = files("zoneanalysis.extraction").joinpath("vocabularies", name)
    with source.open(encoding="utf-8") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if None in row or None in row.values():
                raise InputError.single(
                    must=f"row {number} of vocabularies/{name} must have as many cells as the head",
                    came=str(list(row.values())),
                    do="Put a cell that holds a comma between double quotes.",
                )
            yield row


def _patterns(
    name: str, key: str = "role", pattern: str = "pattern", flags: int = 0
) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a file by their key, those of one key as one, in the file's order."""
    found: dict[str, list[str]] = {}
    for row in _rows(name):
        found.setdefault(row[key], []).append(row[pattern])
    return {key: re.compile("|".join(each), flags) for key, each in found.items()}


@dataclass(frozen=True)
class Vocabulary:
    """Every word list, read once."""

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Unit without multiplier: its kind (percent, point, ratio, level, count, spec)."""
        return {row["unit"]: row["kind"] for row in _rows("units.csv")}

    @cached_property
    def numeral_units(self) -> Mapping[str, NumeralUnit]:
        """Units that a Chinese numeral may stand before."""
        return {
            row["unit"]: NumeralUnit(row["numeral"], row["not_before"])
            for row in _rows("units.csv")
            if row["numeral"]
        }

    @cached_property
    def numbers(self) -> Mapping[str, re.Pattern[str]]:
        """Words beside a number that say what it is, by name."""
        return _patterns("numbers.csv", "name", flags=re.ASCII)

    @cached_property
    def table_words(self) -> Mapping[str, re.Pattern[str]]:
        """What the heads of a table say, by role, in the order in which they are asked."""
        return _patterns("tables.csv")

    @cached_property
    def directions(self) -> Mapping[str, Direction]:
        """Direction words."""
        return {
            row["word"]: Direction(row["word"], int(row["sign"]), row["kind"])
            for row in _rows("directions.csv")
        }

    @cached_property
    def tails(self) -> Mapping[str, str]:
        """Words that may stand between a subject and its number, with their role."""
        return {row["word"]: row["role"] for row in _rows("tails.csv")}

    @cached_property
    def traps(self) -> re.Pattern[str]:
        """What holds digits and is no statistic; the group's name is the kind of trap."""
        kinds: dict[str, list[str]] = {}
        for row in _rows("traps.csv"):
            kinds.setdefault(row["kind"], []).append(row["pattern"])
        return re.compile(
            "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()),
            re.ASCII,
        )

    @cached_property
    def periods(self) -> Mapping[str, str]:
        """Words for parts of a year: 上半年 is 1-6."""
        return {row["word"]: row["meaning"] for row in _rows("periods.csv")}

    @cached_property
    def years(self) -> Mapping[str, str]:
        """Words for years: 去年 is -1 from the report's own, 十四五 begins in 2021."""
        return {row["word"]: row["meaning"] for row in _rows("years.csv")}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Areas by name and, for provinces and cities, by short name."""
        found: dict[str, Place] = {}
        for row in _rows("areas.csv"):
            place = Place(**row)
            found.setdefault(place.name, place)
            if place.kind != "county":
                found.setdefault(place.short, place)
        return found

    @cached_property
    def counties(self) -> Mapping[str, Mapping[str, Place]]:
        """Counties by the four digits of their city, then by short name."""
        found: dict[str, dict[str, Place]] = {}
        for row in _rows("areas.csv"):
            if row["kind"] == "county":
                place = Place(**row)
                found.setdefault(row["gb2260"][:4], {})[place.short] = place
        return found

    @cached_property
    def place_words(self) -> Mapping[str, str]:
        """Words that point at an area: 全省, 我市."""
        return {row["word"]: row["meaning"] for row in _rows("place_words.csv")}

    @cached_property
    def zones(self) -> Mapping[str, re.Pattern[str]]:
        """What zones, groups of them and counties are called; of a group's kind, its code."""
        return _patterns("zones.csv")

    @cached_property
    def phrases(self) -> Mapping[str, frozenset[str]]:
        """Words inside noun phrases by role: lead, verb, head, compound, deriv."""
        found: dict[str, set[str]] = {}
        for row in _rows("phrases.csv"):
            found.setdefault(row["role"], set()).add(row["word"])
        return {role: frozenset(words) for role, words in found.items()}

    @cached_property
    def traditional(self) -> Mapping[str, str]:
        """Traditional characters and the simplified ones that the other lists use."""
        return {row["traditional"]: row["simplified"] for row in _rows("traditional.csv")}

    @cached_property
    def punctuation(self) -> Mapping[str, str]:
        """Full-width and other forms of punctuation, and the narrow one that the rules use."""
        return {row["wide"]: row["narrow"] for row in _rows("punctuation.csv")}

    @cached_property
    def sections(self) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
        """Sections of a report: headings and indicator codes that belong to each."""
        return tuple(
            (row["section"], re.compile(row["heading"]), re.compile(row["codes"]))
            for row in _rows("sections.csv")
        )

    @cached_property
    def subsets(self) -> tuple[tuple[str, str], ...]:
        """Indicators that are parts of others: codes of part and whole."""
        return tuple((row["part"], row["whole"]) for row in _rows("subsets.csv"))

    @cached_property
    def partitions(self) -> tuple[Partition, ...]:
        """Parts that make a whole by their meaning: 一产, 二产, 三产; the most first."""
        found = (
            Partition(
                tuple(row["parts"].split("|")),
                re.compile(row["not_of"]) if row["not_of"] else None,
                re.compile(row["of"]) if row["of"] else None,
            )
            for row in _rows("partitions.csv")
        )
        return tuple(sorted(found, key=lambda each: -len(each.words)))

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """Rates that their names define, by the ends of the names: 资产负债率 is 负债 ÷ 资产."""
        return tuple(
            Ratio(
                re.compile(f"(?:{row['rate']})$"),
                re.compile(f"(?:{row['part']})$"),
                re.compile(f"(?:{row['whole']})$"),
                row["per"],
                re.compile(row["said"]) if row["said"] else None,
            )
            for row in _rows("ratios.csv")
        )

    @cached_property
    def wholes(self) -> frozenset[tuple[str, str]]:
        """What the whole of parts is called: 增加值 are parts of 生产总值."""
        return frozenset((row["part"], row["whole"]) for row in _rows("wholes.csv"))

    @cached_property
    def english(self) -> English:
        """English of indicators that the vocabulary of indicators lacks, and of places."""
        words: dict[str, dict[str, str]] = {}
        for row in _rows("english.csv"):
            words.setdefault(row["role"], {})[row["chinese"]] = row["english"]
        known = {name: place.english for name, place in self.places.items() if place.english}
        sounds = {sign: row["syllable"] for row in _rows("pinyin.csv") for sign in row["signs"]}
        return English(words, known, sounds)

    @cached_property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Other names of one thing, and the usual one: 社零总额 is 社会消费品零售总额."""
        return tuple((row["word"], row["usual"]) for row in _rows("aliases.csv"))

    @cached_property
    def ties(self) -> Mapping[str, re.Pattern[str]]:
        """Words that tie figures together, by role: 其中, 分为, 其余, 合计, 去年同期."""
        return _patterns("ties.csv")

    @cached_property
    def nouns(self) -> Mapping[str, re.Pattern[str]]:
        """Words in and around a noun phrase, by what they do there."""
        return _patterns("nouns.csv")

    @cached_property
    def measures(self) -> Mapping[str, re.Pattern[str]]:
        """Words that say what a number measures: 占…比重, 拉动, 增速."""
        return _patterns("measures.csv")

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What words claim of figures beside them, by check; each role with who may play it."""
        return tuple(
            Claim(
                row["check"],
                row["stated"],
                re.compile(row["said"]),
                tuple(tuple(each.split(":")) for each in row["roles"].split()),  # type: ignore[misc]
            )
            for row in _rows("claims.csv")
        )

    @cached_property
    def blocks(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Kinds of lines that are not prose, and how each looks; the first that fits holds."""
        return tuple((row["kind"], re.compile(row["pattern"])) for row in _rows("blocks.csv"))

    @cached_property
    def marks(self) -> Mapping[str, re.Pattern[str]]:
        """What stands at the head or foot of lines: 一、, (二), 3., 【, pages, credits."""
        return _patterns("marks.csv")

    @cached_property
    def natures(self) -> Mapping[str, re.Pattern[str]]:
        """Words of what flows over a period and of what stands at a point: flow, stock."""
        return _patterns("natures.csv", "nature", "word")

    @cached_property
    def statuses(self) -> Mapping[str, re.Pattern[str]]:
        """Words that make a figure an estimate, a plan or an aim, by kind."""
        return _patterns("statuses.csv", "kind")

    @cached_property
    def headings(self) -> Mapping[str, re.Pattern[str]]:
        """What a heading says of its section: review, aims, plan or done."""
        return _patterns("headings.csv", "kind")

    @cached_property
    def indicators(self) -> tuple[IndicatorRule, ...]:
        """Which phrases, units and surroundings mean which code; the first that fits holds."""
        return tuple(
            IndicatorRule(
                row["code"],
                re.compile(row["phrase"]),
                frozenset(filter(None, row["unit"].split("|"))),
                re.compile(row["context"]) if row["context"] else None,
            )
            for row in _rows("indicators.csv")
        )


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary; the files are read when first asked for."""
    return Vocabulary()
