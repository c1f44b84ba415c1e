"""Figures by family of indicators: what a report says of industry, trade, livelihood (指标分类).

Their order is that in which the report takes them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.facts.areas import has_zones, home, is_zone, told_of
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.economy import Series, report_period
from zoneanalysis.review.facts.kinds import (
    SURVEY,
    family_of,
    is_chief,
    is_price,
    leads,
    leads_all,
    vocabulary,
)
from zoneanalysis.review.facts.names import is_goal, is_told, name_words, says_what
from zoneanalysis.review.facts.rows import NEAR, VALUES, Row
from zoneanalysis.values.periods import Month, Period

__all__ = [
    "REST",
    "Family",
    "bases",
    "families",
    "is_index",
    "is_lead",
    "not_prices",
    "one_subject",
    "other_months",
    "told_one_by_one",
]

MOST_ALONE = 5  # series of zones that are told one by one
FEWEST = 2  # series of an area itself that are: more stand together in a sentence
LEAST = 4  # rows that make a family a chapter
MOST_SUBJECTS = 3  # families of indicators: fewer are no whole economy
MOST_NAMED = 2  # families that one chapter is called after
_MEASURE = 2  # characters by which a name says what is measured: 出口(量)
REST = "other"  # key of what no family knows
_MAIN = ("主要指标", "Main indicators")
_FURTHER = ("其他主要指标", "Further indicators")
_REST = ("其他", "Other figures")
_AIMS = ("目标", "Targets")
_YEAR = 12
_OWN = ("economic_output", "context", "zones", "")


@dataclass(frozen=True)
class Family:
    """Rows of one family, in the order of the text."""

    key: str
    label_zh: str
    label_en: str
    rows: tuple[Row, ...]

    @property
    def surveyed(self) -> bool:
        """Whether its indicators are indices of surveys, which have levels and do not grow."""
        return self.key == SURVEY

    @property
    def mixed(self) -> bool:
        """Whether several small families stand together in it."""
        return self.key == "main" or "-" in self.key

    @property
    def prices(self) -> bool:
        """Whether its indicators are prices, which rise and do not grow."""
        return self.key == "prices"

    def label(self, language: str) -> str:
        """Return its name."""
        return self.label_zh if language == "zh" else self.label_en


def told_one_by_one(report: Report, group: Sequence[Series]) -> bool:
    """Return whether a report has so few series that each has its paragraph; not if none.

    Nor where one's name does not say what it is of, or is that of an index of a survey: it would
    open a paragraph.
    """
    own = sum(each.section in _OWN and not is_zone(report, each.ref_area) for each in report)
    most = MOST_ALONE if has_zones(report) else FEWEST
    few = 0 < len(group) <= most and own <= 12 * MOST_ALONE
    return few and all(
        says_what(report, each.indicator)
        and family_of(report.indicator_name(each.indicator, "zh")) != SURVEY
        for each in group
    )


def families(report: Report) -> tuple[Family, ...]:
    """Return every figure on the economy by family; those of few rows together.

    With what leads (GDP) first, else behind the others; what no family knows is the last. What
    does not say what it is of is left out.

    Of a report on an area itself, every figure; of one on zones, those that stand in no chapter on
    projects, land or management, and are of no single zone.
    """
    everything, city = not has_zones(report), report.area_name(home(report), "zh")
    rows: dict[_Key, list[Observation]] = {}
    dated = _dated(report)
    for each in report:
        if not is_told(report, each) or (_is_start(each) and each.id not in dated):
            continue  # quoted in the annex; so is 由20.5% whose end is not read
        single = is_zone(report, each.ref_area)
        if everything or (each.section in _OWN and not single):
            name = report.indicator_name(each.indicator, "zh").removeprefix(city)
            _add(rows, name, each, dated.get(each.id, each.period))
    found: dict[str, list[Row]] = {}
    beside = _beside(rows)
    for key, figures in rows.items():
        family = beside.get(key, "") if _wholeless(key[0], figures) else ""
        family = family or family_of(key[0]) or beside.get(key, "")
        for own in _by_kind(figures):
            code = min(own, key=lambda each: each.measure != "level").indicator
            row = Row(code, key[1], Period.parse(key[2]), tuple(own))
            found.setdefault(family, []).append(row)
    labels = {"": _REST, **{key: (zh, en) for key, zh, en, *_ in vocabulary()}}
    kept = [
        Family(key, *labels[key], _ordered(report, rows))
        for key, rows in found.items()
        if key and len(rows) >= LEAST
    ]
    kept.sort(key=lambda family: family.key != "overall")
    large = {each.key for each in kept}
    small = {key: rows for key, rows in found.items() if key not in large}
    aims = [
        row
        for key, rows in small.items()
        if key != "overall"
        for row in rows
        if row.is_aim and is_goal(report, row.figures[0])
    ]
    if len(aims) > 1:  # what is to be reached stands together, where no family holds it
        small = {key: [row for row in rows if row not in aims] for key, rows in small.items()}
        small = {key: rows for key, rows in small.items() if rows}
    rest = small.pop("", [])
    alone = [row for rows in small.values() for row in rows]
    if kept and not rest and len(alone) == 1 and alone[0].moved:
        small = {}  # the change of one index is no chapter: it is quoted
    own_words = ("prices", SURVEY)
    worded = {key for key in own_words if len(small.get(key, ())) > 2}
    few_rows = sum(len(rows) for key, rows in small.items() if key not in own_words) < LEAST
    if small and 0 < len(rest) < LEAST:
        small[""], rest = rest, []
    elif few_rows and rest and "overall" not in small:  # one figure is no chapter
        chief = {
            key for key, rows in small.items() if any(is_chief(report, r.indicator) for r in rows)
        } | worded
        rest += [row for key, rows in small.items() if key not in chief for row in rows]
        small = {key: small[key] for key in chief}  # 社会消费品零售总额 is no other figure
    few = [
        Family(key, *labels[key], _ordered(report, small.pop(key)))
        for key in sorted(worded)  # whose words are their own
    ]
    together = _ordered(report, [row for rows in small.values() for row in rows])
    if "overall" in small:  # what leads stands first
        kept.insert(0, Family("main", *_MAIN, together))
    elif small:
        zh, en = zip(*(labels[key] for key in small), strict=True)
        names = ("、".join(zh), ", ".join((en[0], *(each.lower() for each in en[1:]))))
        if len(small) > MOST_NAMED:
            names = _FURTHER if kept else _MAIN
        few.append(Family("-".join(filter(None, small)), *names, together))
    if len(aims) > 1:
        rates_first = sorted(_ordered(report, aims), key=lambda row: row.get("yoy") is None)
        few.append(Family("targets", *_AIMS, tuple(rates_first)))
    several = len(rest) > 1 or any(row.growth for row in rest)
    if rest and (several or not (kept or few)):
        few.append(Family(REST, *_REST, _ordered(report, rest)))
    return (*kept, *few)


def one_subject(report: Report) -> Family | None:
    """Return what a text is on that speaks neither of GDP nor of as many families as an economy."""
    found = [each for each in families(report) if each.key not in {REST, "targets"}]
    chief = any(leads_all(report.indicator_name(each.indicator, "zh")) for each in report)
    several = sum(1 + each.key.count("-") for each in found) >= MOST_SUBJECTS
    return None if chief or several or not found else found[0]


_Key = tuple[str, str, str, int]


def _by_kind(figures: Sequence[Observation]) -> list[list[Observation]]:
    """Return a row's figures, and apart targets with no actual of their kind."""
    done = {each.measure for each in figures if each.status != "target"}
    apart = [e for e in figures if done and e.status == "target" and e.measure not in done]
    return [some for some in ([e for e in figures if e not in apart], apart) if some]


def _beside(rows: Mapping[_Key, Sequence[Observation]]) -> dict[_Key, str]:
    """Return the families of what no family knows, where what stands on either side has one.

    A share whose name leaves out its whole has that of what stands before it.
    """
    placed = sorted(
        (figures[0].char_start, family_of(key[0]), key)
        for key, figures in rows.items()
        if figures[0].char_start is not None
    )
    found: dict[_Key, str] = {}
    waiting: list[_Key] = []
    at, last = 0, ""
    for place, family, key in placed:
        if _wholeless(key[0], rows[key]):
            found |= {key: last} if last and place - at < NEAR else {}
        elif family:
            near = family == last and place - at < NEAR
            found |= dict.fromkeys(waiting if near else (), family)
            waiting, at, last = [], place, family
        else:
            waiting.append(key)
    return found


def _wholeless(name: str, figures: Sequence[Observation]) -> bool:
    """Return whether figures are shares of a whole that their name leaves out: 锅炉占比."""
    bare = name.endswith("占比") and name.count("占") == 1
    return bare and all(each.measure == "share" for each in figures)


def _dated(report: Report) -> dict[str, Period]:
    """Return the periods of the rows of what moved, by figure: 由7.3万元 stands with 10.2万元.

    Both stand in the row of the years over which it did, where the text says these.
    """
    found: dict[str, Period] = {}
    for first, second in pairwise(report):
        same = (first.indicator, first.ref_area) == (second.indicator, second.ref_area)
        if same and _is_start(first) and is_told(report, second):
            period, begun = second.period, first.period.end.year + 1
            if len(first.period.months) > _YEAR:
                period = first.period
            elif begun < period.end.year:  # 五年来从333.3亿元增加到500.5亿元: no line of the year
                period = Period(Month(begun, 1), period.end)
            found |= {first.id: period, second.id: period}
    return found


def _is_start(each: Observation) -> bool:
    """Return whether a figure is what something came from: 由7.34万元."""
    return bool(name_words()["from"].search(each.printed))


def _add(rows: dict[_Key, list[Observation]], name: str, each: Observation, period: Period) -> None:
    """Add a figure to the last row of its name; another level or growth begins a new row."""
    key = (name, each.ref_area, str(period))
    number = sum(known[:3] == key for known in rows)
    last = rows.setdefault((*key, max(number, 1)), [])
    kind = (each.measure, each.status, each.figure.bound)  # 跨上3万亿元, then 3.6万亿元
    alike = [e for e in last if (e.measure, e.status, e.figure.bound) == kind]
    if any(other.figure.point == each.figure.point for other in alike):
        return  # said twice
    if alike and each.measure in {*VALUES, "yoy"}:
        rows[*key, number + 1] = [each]
    else:
        last.append(each)


def _folded(rows: Iterable[Row]) -> list[Row]:
    """Return rows with neighbours of one name that have nothing but a value as one.

    Others stay apart, in the text's order: 招生 and 在校生 of one kind of school, then of the next.
    """
    made: list[Row] = []
    for row in rows:
        alike = [e for e in (*made[-1:], row) if not e.growth and not e.others]
        if len({(e.indicator, e.area, e.period) for e in alike}) == 1 < len(alike):
            made[-1] = replace(row, figures=(*made[-1].figures, *row.figures))
        else:
            made.append(row)
    return made


def bases(report: Report) -> tuple[Fact, ...]:
    """Return the level of a year earlier that level and growth imply, wherever both are printed."""
    found = (row.base() for family in families(report) for row in family.rows)
    return tuple(each for each in found if each is not None)


def is_index(report: Report, row: Row) -> bool:
    """Return whether a row is a price index whose base is 100, a level that tells a change."""
    value = row.value
    level = value is not None and row.growth is None and value.figure.unit.dimension == "percent"
    return level and bool(name_words()["index"].search(report.indicator_name(row.indicator, "zh")))


def not_prices(report: Report, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows that may be ranked by growth, prices left out; all where there are no others.

    A price that rises by 3.4% is neither ahead of output that grows by 2% nor behind it.
    """
    return tuple(row for row in rows if not is_price(report, row.indicator)) or tuple(rows)


def is_lead(report: Report, row: Row) -> bool:
    """Return whether a row may lead the first page: no accidents, no energy used a unit of GDP."""
    return not name_words()["unwanted"].search(report.indicator_name(row.indicator, "zh"))


def _ordered(report: Report, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of the area and months that the report is about first, what leads before."""
    period, city = report_period(report), told_of(report)
    first = leads()

    def place(row: Row) -> tuple[bool, ...]:
        name = report.indicator_name(row.indicator, "zh")
        apart = (row.area != city, row.period.end != period.end, other_months(row.period, period))
        return (*apart, not first.search(name))

    made = sorted(_folded(rows), key=place)
    told: dict[tuple[object, ...], str] = {
        (row.area, row.period, row.growth.figure.point): report.indicator_name(row.indicator, "zh")
        for row in made
        if row.growth and row.values
    }
    return tuple(each for each in made if not _again(report, each, told))


def other_months(period: Period, own: Period) -> bool:
    """Return whether a period is of some of the months that the report is about: 4月 of 1—4月."""
    return bool(period.months) and period.months != own.months


def _again(report: Report, row: Row, told: Mapping[tuple[object, ...], str]) -> bool:
    """Return whether a row says only what another says under its full name: GDP; 汽车出口(量)."""
    if row.growth is None or row.values or row.others:
        return False
    name = report.indicator_name(row.indicator, "zh")
    full = told.get((row.area, row.period, row.growth.figure.point), "")
    chief = leads().search(name) and leads().search(full)
    longer = full.startswith(name) and len(full) - len(name) <= _MEASURE
    return bool(full) and (bool(chief) or longer)
