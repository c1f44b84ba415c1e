"""Numbers as they stand in a report: printed or derived, each with what it comes from (引用)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from zoneanalysis.document.model import Number, Provenance, Runs, Tone, Verdictmark
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import COMPOSED, Observation, Report
from zoneanalysis.review.bounds import is_range, rate_words, unsigned
from zoneanalysis.review.english import Names, names_of
from zoneanalysis.review.facts.areas import home, is_nameless
from zoneanalysis.review.facts.derived import Fact, given
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.kinds import is_price
from zoneanalysis.review.quoting import INNER, Quoting
from zoneanalysis.review.wording import (
    FOREIGN,
    amount,
    assumed_note,
    bare_name,
    change_words,
    interval_beside,
    number_text,
    period_name,
    price_words,
    range_text,
    signed,
)
from zoneanalysis.values.figures import Bound, Derived, Figure, Quantity
from zoneanalysis.values.formatting import finite_decimals, format_half_up
from zoneanalysis.values.rounding import shown_interval, supported_decimals
from zoneanalysis.values.words import any_of

__all__ = ["ASSUMED", "Citation", "kind_mark"]

MEASURES: dict[str, str] = {
    "level": N_("level"),
    "yoy": N_("growth on a year earlier"),
    "share": N_("share"),
    "rate": N_("rate"),
    "count": N_("count"),
    "pp_gap": N_("gap"),
    "pp_change": N_("change of the rate"),
    "contribution": N_("contribution"),
    "other": N_("figure"),
}
STATUSES: dict[str, str] = {"estimate": N_("estimate"), "target": N_("target")}
_RATES = {"words", "prices", "signed", "unsigned"}  # styles that end in %
_LONGEST = 32  # signs of a name
_BREAKING = re.compile(r"[，。；：！？<>{}\[\]$#`*\\|]")
_NEARLY = re.compile(f"{any_of('before')}$")
_HALF_WIDTH = re.compile("\\(([^()]*[\u3400-\u9fff][^()]*)\\)")
ASSUMED = "†"  # behind a figure whose date the text does not print


def kind_mark(name: str) -> str:
    """Return how the names of places tell derived values of one kind: "bale" of base_level."""
    return "".join(word[:2] for word in name.split("_"))


def _result(value: Fraction) -> str:
    """Return a computed value behind its sign: = where three places hold it, else ≈."""
    places = finite_decimals(value)
    sign, places = ("≈", 3) if places is None or places > 3 else ("=", places)
    return f"{sign} {format_half_up(value, places)}"


@dataclass(frozen=True)
class Citation(Quoting):
    """Writes the numbers of one report in one language.

    Parameters
    ----------
    report : Report
    language : str
        "zh" or "en".
    source : str, optional
        The text that the report was taken from; provenances then show the sentence.
    prefix : str
        Before every name of a place, where several reports share a document.
    verdicts : mapping
        What the audit found against single figures, by their id; shown beside them.
    unsupported : mapping
        What it found against what rests on a figure that nothing bears out, by the figure's id.
    """

    report: Report
    language: str = "zh"
    source: str | None = field(default=None, repr=False)
    prefix: str = ""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict, repr=False)
    unsupported: Mapping[str, Verdict] = field(default_factory=dict, repr=False)

    def finding(self, observation: Observation) -> Verdictmark | None:
        """Return the mark of what the audit found against a figure, to stand beside it."""
        verdict = self.verdicts.get(observation.id)
        if verdict is None:
            return None
        return Verdictmark(verdict.value, self.say(verdict.label))

    def doubt(self, *sources: Observation) -> str:
        """Return what stands behind a figure of which one of *sources* may be wrong: "[存疑]"."""
        doubted = any(each.id in self.unsupported for each in sources)
        return self.say(" [in doubt]") if doubted else ""

    def title(self, observation: Observation, *, short: bool = False, within: str = "") -> str:
        """Return what a figure is, in a line: indicator, area, period, measure.

        *short* leaves out the area and the period that the report is about, the area *within*
        which it stands, and what a level or a count shows by its unit.
        """
        language = self.language
        own, at = report_period(self.report), observation.period
        plain = short and observation.measure in {"level", "count", "rate"}
        parts = [self.indicator(observation.indicator, start=True)]
        if not short or observation.ref_area not in {home(self.report), self.common_area, within}:
            parts.append(self.area(observation.ref_area))
        if not short or at.end != own.end:
            parts.append(period_name(at, language, year=short and at.year != own.year))
        if not plain:
            parts.append(Message(MEASURES.get(observation.measure, "figure")).render(language))
        if observation.status in STATUSES:
            parts.append(Message(STATUSES[observation.status]).render(language))
        return " · ".join(parts)

    @cached_property
    def names(self) -> Names:
        """The English names of the report's areas."""
        return names_of(self.report)

    @cached_property
    def common_area(self) -> str:
        """The area of most figures, which a long table does not repeat in every row."""
        counts = Counter(each.ref_area for each in self.report)
        return max(counts, key=lambda area: counts[area], default="")

    def area(self, code: str) -> str:
        """Return the short name of an area; in Chinese where an English review has no other."""
        known = self.report.areas.get(code)
        if is_nameless(self.report, code):
            return self.say("the area")
        name = bare_name(known.short(self.language) if known else code)
        if self.language == "en" and name.endswith("市本级"):  # 云川市本级
            return Message(
                "{city}, municipal level", {"city": self.area(home(self.report))}
            ).render("en")
        return name

    def indicator(self, code: str, *, start: bool = False) -> str:
        """Return the name of an indicator, in running English text without its capital.

        A name that a text prints and no list has is cut where it is long; it is quoted where it
        would break a sentence, and always in English.
        """
        name = re.sub(r"\s+", " ", self.report.indicator_name(code, self.language)).strip()
        if code.startswith(COMPOSED):
            name = name.removeprefix(self.report.area_name(home(self.report), "zh")) or name
            name = _HALF_WIDTH.sub(r"（\1）", name)  # of a text: （不含农户）
        if not self.report.is_named(code) or not re.search(r"[^\W\d_]", name):
            return self.say("an indicator not named")
        foreign = self.language == "en" and not FOREIGN.search(name)  # by the vocabulary
        if len(name) > _LONGEST and code.startswith(COMPOSED) and not foreign:
            name = f"{name[: _LONGEST - 1]}…"
        if FOREIGN.search(name) if self.language == "en" else _BREAKING.search(name):
            return f"“{name.translate(INNER)}”" if name[0] != "“" or name[-1] != "”" else name
        if self.language == "zh" or start or name[:2].isupper():
            return name
        return name[:1].lower() + name[1:]

    def reference(self, other: Observation, indicator: str) -> str:
        """Return what a growth rate is compared with: an area, or another indicator."""
        if other.indicator == indicator:
            known = self.report.areas.get(other.ref_area)
            city = self.language == "en" and known is not None and known.kind == "city"
            name = self.area(other.ref_area)
            return Message("{name} city", {"name": name}).render("en") if city else name
        return self.indicator(other.indicator)

    def group(self, code: str) -> Runs:
        """Return an area with the number of zones in it, where the report prints one."""
        count = self.report.find(indicator="zone_count", ref_area=code)
        if not count:
            return (self.area(code),)
        area, city = self.area(code), self.area(home(self.report))
        before = city if self.language == "zh" and area.startswith(city) else ""
        parts = {"count": self.printed(count[0]), "area": area.removeprefix(before or "the ")}
        name = self.runs("the {count} {area}", **parts)
        return (before, *name) if before else name

    def fact(
        self,
        value: Fact,
        *,
        style: str = "amount",
        decimals: int | None = None,
        tone: Tone = "neutral",
        beside: Quantity | None = None,
    ) -> Number:
        """Return a derived number with formula, inputs and interval."""
        return self.derived(
            value.value,
            value.sources,
            label=value.label,
            style=style,
            decimals=decimals,
            tone=tone,
            beside=beside,
            key=value.key,
        )

    def where(self, observation: Observation) -> str:
        """Return where in the source a figure stands."""
        if observation.char_start is None:
            return observation.id
        place = Message(
            "{id}, character {start}", {"id": observation.id, "start": observation.char_start}
        )
        return self.say(place)

    def provenance(self, observation: Observation) -> Provenance:
        """Return what a reader opens from a printed figure."""
        figure, context = observation.figure, self.context(observation)
        parts = {"printed": observation.printed, "where": self.where(observation)}
        printed = self.say("Printed: {printed} ({where})", **parts)
        interval = given(observation).interval
        return Provenance(
            id=f"{self.prefix}{observation.id}",
            title=self.title(observation, short=not self.prefix),
            words=parts["where"] if context else printed,  # the sentence marks it
            interval=""
            if interval.width == 0
            else interval_beside(figure, interval, self.language),
            context=context,
            note=self.say(assumed_note()) if observation.period_assumed else "",
        )

    def printed(
        self,
        observation: Observation,
        *,
        style: str = "amount",
        tone: Tone = "neutral",
        beside: Quantity | None = None,
    ) -> Number:
        """Return a printed figure; *style* is "amount", "words", "signed", "points" or "number"."""
        figure = observation.figure
        if style == "words" and is_price(self.report, observation.indicator):
            style = "prices"
        text = self._text(figure, style, beside=beside)
        told = bool(figure.point) or any(map(str.isdigit, observation.printed))
        if not told and figure.unit.symbol in {"%", "个百分点"}:  # 持平 is no 0
            text = self.say("unchanged")
        upper = style == "amount" and figure.bound is Bound.UPPER
        if upper and _NEARLY.search(self.before(observation)):  # 接近2万家 is no 2万家以内
            exact = {"amount": amount(replace(figure, bound=Bound.NONE), self.language)}
            text = self.say("nearly {amount}", **exact)
        mark = ASSUMED if observation.period_assumed else ""
        return Number(f"{text}{mark}", self.provenance(observation), tone)

    def ranged(self, observation: Observation, *, style: str = "amount") -> Number:
        """Return a printed figure, with its upper end where a range is printed: 25%～26%.

        *style* is "amount", "words" or "signed".
        """
        number = self.printed(observation, style=style)
        ends = (b for a, b in pairwise(self.report) if a.id == observation.id and is_range(a, b))
        high = next(ends, None)
        if high is None:
            return number
        figures = (each.figure for each in (observation, high))
        plain = [replace(each, bound=Bound.NONE) for each in figures]
        low_text, high_text = (amount(each, self.language) for each in plain)
        unit = high.figure.unit.symbol
        if self.language == "zh" and unit != "%" and low_text.endswith(unit):
            low_text = low_text.removesuffix(unit)  # 1～2个
        text = f"{low_text}{self.sign('～')}{high_text}"
        if style == "words":
            way = "up by {rate}%" if is_price(self.report, observation.indicator) else "up {rate}%"
            text = self.say(Message(way, {"rate": text.removesuffix("%")}))
        return replace(number, text=text)

    def span(self, low: Observation, high: Observation) -> Runs:
        """Return the lowest and the highest of several rates, once where they are alike."""
        ends = (low, high) if high.figure.point != low.figure.point else (low,)
        return self.row([(self.printed(each, style="signed"),) for each in ends], "～")

    def derived(
        self,
        value: Derived,
        sources: Iterable[Observation],
        *,
        label: Message | str = "",
        style: str = "amount",
        decimals: int | None = None,
        tone: Tone = "neutral",
        beside: Quantity | None = None,
        key: str = "",
    ) -> Number:
        """Return a derived number with formula, inputs and interval.

        Parameters
        ----------
        value : Derived
        sources : iterable of Observation
            The figures it was computed from.
        label : Message or str
            What it is.
        style : str
            "amount", "words", "signed", "points", "number" or "range" (value and interval).
        key : str
            Tells apart values that one formula makes of the same figures.
        """
        known = tuple(sources)
        shown = self._text(value, style, decimals, beside)
        title = self.say(label) if isinstance(label, Message) else label
        note = self.say(value.note) if value.note else ""
        mark = "-".join(filter(None, (kind_mark(value.name), *(each.id for each in known), key)))
        return Number(
            shown,
            Provenance(
                id=re.sub(r"[^A-Za-z0-9_.:-]", "-", f"{self.prefix}d-{mark}"),
                title=self._titled(title, known),
                words=self.say(value.words),
                numbers=f"{value.numbers} {_result(value.point)}" if value.numbers else "",
                inputs=tuple(
                    (
                        self.title(each, short=True),
                        each.printed,
                        interval_beside(each.figure, given(each).interval, self.language)
                        if given(each).interval.width
                        else "",
                        each.id,
                    )
                    for each in known
                ),
                interval=interval_beside(
                    value,
                    shown_interval(
                        value, supported_decimals(value) if decimals is None else decimals
                    ),
                    self.language,
                ),
                note=note,
            ),
            tone,
        )

    def _titled(self, label: str, sources: tuple[Observation, ...]) -> str:
        """Return what a derived value is, with the indicator and the area that it is of."""
        parts = [label or self.say("Derived value")]
        if sources:
            parts.append(self.indicator(sources[0].indicator, start=True))
            if sources[0].ref_area != self.common_area:
                parts.append(self.area(sources[0].ref_area))
        return " · ".join(parts)

    def _text(
        self,
        value: Quantity,
        style: str,
        decimals: int | None = None,
        beside: Quantity | None = None,
    ) -> str:
        language = self.language
        if isinstance(value, Figure) and style in _RATES:
            value = value.in_percent()
        places = supported_decimals(value) if decimals is None else decimals
        match style:
            case "words":
                return change_words(value, decimals=places).render(language)
            case "prices":
                return price_words(value, decimals=places).render(language)
            case "signed":
                return signed(value, language, decimals=places)
            case "unsigned":  # a rate whose direction the words say
                rate = format_half_up(abs(value.point), places)
                return rate_words(value, "", rate).render(language)
            case "points":  # a gap without its sign, where words say which way it goes
                return amount(unsigned(value), language, decimals=places)
            case "number":
                return number_text(value, language, decimals=places, beside=beside)
            case "range":
                places += decimals is None
                show = signed if value.unit.symbol in {"%", "个百分点"} else amount
                point = show(value, language, decimals=places)
                spread = range_text(value, language, decimals=places)
                return point + self.bracketed(spread)
            case _:
                return amount(value, language, decimals=places)
