"""Text in, reports out: the stages in their order (抽取)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.about import About, period_of_text
from zoneanalysis.extraction.assemble import assemble
from zoneanalysis.extraction.blocks import PROSE, Block, blocks_of, kind_at, outside
from zoneanalysis.extraction.clauses import Clause, clauses_of
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.fuller import tell_whole
from zoneanalysis.extraction.inputs.limits import MOST_CHARACTERS
from zoneanalysis.extraction.language import require_chinese
from zoneanalysis.extraction.located import area_of
from zoneanalysis.extraction.normalise import Clean, normalise
from zoneanalysis.extraction.places import NAMELESS, AreaRef, Gazetteer, area_asked
from zoneanalysis.extraction.reader import read_figures
from zoneanalysis.extraction.relations import Proposal, mark_twins, propose
from zoneanalysis.extraction.scan import numbers_of, with_lost
from zoneanalysis.extraction.sound import LONGEST_NAME, cut, set_apart, sound_drafts
from zoneanalysis.extraction.split import Part, parts_of
from zoneanalysis.extraction.tables import read_tables
from zoneanalysis.extraction.timewords import Mention, mentions_of
from zoneanalysis.extraction.tokens import Number, Trap
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.messages import Message, phrase
from zoneanalysis.reports.report import Area
from zoneanalysis.values.periods import Period

__all__ = ["Extraction", "ReportDraft", "extract"]

_TITLE = 40  # signs in which a title stands
_TOLD = "told "  # roles of zones.csv: what a text about zones calls them


@dataclass(frozen=True)
class ReportDraft:
    """One report as extracted, with every stage kept for inspection.

    Parameters
    ----------
    part : Part
        Where it stands in the raw text.
    clean : Clean
        Normalised text with the way back.
    mentions : tuple of Mention
        Periods.
    blocks : tuple of Block
        Its lines: title, date, note, caption, row of a table, contact, body.
    traps : tuple of Trap
        Digits that are no statistic, and why.
    clauses : tuple of Clause
    drafts : tuple of Draft
        Figures in text order.
    proposals : tuple of Proposal
        Relations.
    gazetteer : Gazetteer
        Its own area and the areas seen from it.
    period : Period
        What it is about.
    reasons : tuple of str
        Why a human should look at the whole.
    """

    part: Part
    clean: Clean
    mentions: tuple[Mention, ...]
    blocks: tuple[Block, ...]
    traps: tuple[Trap, ...]
    clauses: tuple[Clause, ...]
    drafts: tuple[Draft, ...]
    proposals: tuple[Proposal, ...]
    gazetteer: Gazetteer
    period: Period
    reasons: tuple[Message, ...] = ()

    @property
    def area(self) -> AreaRef:
        """The area that the report is about."""
        return self.gazetteer.own

    @property
    def title(self) -> str:
        """The line that heads the report; else its area and period, or how it begins."""
        first = self.clean.text.split("\n", 1)[0].strip()
        if self.part.head or 0 < len(first) <= _TITLE:
            return self.part.head or first
        if first and (self.area.name == NAMELESS or not PROSE.search(first)):
            return cut(first, LONGEST_NAME)
        return f"{self.area.name} {self.period}"


@dataclass(frozen=True)
class Extraction:
    """What was read from one text.

    Parameters
    ----------
    text : str
        As it came; offsets count in it.
    reports : tuple of ReportDraft
    source : str
        Name of the file, or "".
    """

    text: str
    reports: tuple[ReportDraft, ...]
    source: str = ""

    @property
    def figures(self) -> int:
        """How many figures were found."""
        return sum(len(report.drafts) for report in self.reports)

    def title_of(self, report: ReportDraft) -> str:
        """Return a report's title as it is printed, with its own marks and signs."""
        line = report.clean.text.split("\n", 1)[0]
        if report.title != line.strip():
            return report.title
        begin, end = report.clean.offsets[0], report.clean.offsets[len(line) - 1] + 1
        return " ".join(re.sub(r"\s*\n\s*", "", self.text[begin:end]).split())


def extract(
    text: str,
    area: str | None = None,
    period: str | Period | None = None,
    *,
    areas: Mapping[str, Area] | None = None,
    source: str = "",
) -> Extraction:
    """Return the reports that a text holds, with their figures and relations.

    Parameters
    ----------
    text : str
    area : str, optional
        Code or name of the area that it is about, such as CN-1410 or 临汾市; read from the text
        where left out.
    period : str or Period, optional
        Such as 2023-01/2023-06; read from the text where left out.
    areas : mapping of code to Area, optional
        Areas of the data package, so that zones get their codes.
    source : str, optional
        Name of the file, for messages.

    Raises
    ------
    InputError
        Where the text is empty, too long, not Chinese, names no year, or holds no figure, or
        where the area's code is unknown.

    Examples
    --------
    >>> found = extract("云川市2024年上半年,工业投资完成12.5亿元,同比下降3.1%。", area="云川市")
    >>> [(draft.printed, draft.indicator, draft.measure) for draft in found.reports[0].drafts]
    [('12.5亿元', '工业投资', 'level'), ('下降3.1%', '工业投资', 'yoy')]
    """
    where = Location(file=source or None)
    _require_text(text, where)
    known = dict(areas or {})
    stated = Period.parse(period) if isinstance(period, str) else period
    whole = normalise(text).text
    guess = period_of_text(whole, mentions_of(whole), blocks_of(whole))
    reports = [
        report
        for part in parts_of(text)
        if (report := _report(text, part, area, stated, known, guess, where)).drafts
    ]
    if not reports:
        raise InputError.single(
            must="the text must hold a figure with a unit",
            came="a text without one",
            do="Check that it is the report itself and not its cover or contents page.",
            where=where,
        )
    return Extraction(text, tuple(reports), source)


def _require_text(text: str, where: Location) -> None:
    if len(text) > MOST_CHARACTERS:
        raise InputError.single(
            must=phrase("a text must not be longer than {most:,} characters", most=MOST_CHARACTERS),
            came=phrase("{count:,} characters", count=len(text)),
            do="Split the file and extract its parts one by one.",
            where=where,
        )
    if not text.strip():
        raise InputError.single(
            must="there must be text to read",
            came="nothing",
            do="Pass the report's text.",
            where=where,
        )
    require_chinese(text, where)


def _report(
    text: str,
    part: Part,
    area: str | None,
    period: Period | None,
    known: Mapping[str, Area],
    guess: About,
    where: Location,
) -> ReportDraft:
    clean = normalise(text, part.start, part.end)
    blocks = blocks_of(clean.text)
    named = mentions_of(clean.text)
    about = _about(clean.text, named, blocks, period, guess)
    if period is not None:
        _require_year(period, named, blocks, where)
    reasons: list[str | Message] = list(about.reasons)
    if about.period is None:
        raise _no_year(named, where)
    if area is None:
        own, why = area_of(clean.text, named, blocks, known, part.credit)
    else:
        own, why = area_asked(area, known)
    reasons += why
    gazetteer = Gazetteer(
        own or AreaRef(NAMELESS, "XX", "city"),
        known,
        zones=_about_zones(clean.text),
        text=clean.text,
    )
    mentions = outside(named, blocks)
    taken = [(block.start, block.end) for block in blocks if block.kind == "table"]
    taken = sorted([*taken, *((m.start, m.end) for m in mentions)])
    tokens = list(numbers_of(clean.text, taken))
    numbers = outside(with_lost(clean.text, tokens), blocks)
    clauses = tuple(outside(clauses_of(clean.text, numbers, mentions), blocks))
    reasons += _passed_over(clean, tokens)
    prose = read_figures(clauses, clean.text, gazetteer, about.period, about.now)
    cells = read_tables(clean.text, gazetteer, about.period)
    found = sorted([*prose, *cells], key=lambda draft: draft.start)
    drafts, left_out = sound_drafts([draft for draft in found if not draft.lost], clean)
    reasons += [f"a figure is left out: {each}" for each in left_out]
    assemble(drafts, clauses, clean, gazetteer)
    lost = [draft for draft in found if draft.lost]
    told = sorted([*drafts, *lost], key=lambda draft: draft.start)
    proposals = tuple(
        each
        for each in propose(told, clauses, clean.text, gazetteer)
        if not any(draft.lost for draft in each.drafts)
    )
    tied = [each.drafts for each in proposals if each.check != "direction"]
    set_apart(drafts, {draft.id for told in tied for draft in told}, clean)
    tell_whole(drafts, clean, gazetteer, proposals)
    mark_twins(drafts, proposals)  # by their names in full: two of one name may be of two things
    return ReportDraft(
        part,
        clean,
        tuple(mentions),
        tuple(blocks),
        tuple(t for t in tokens if isinstance(t, Trap)),
        clauses,
        tuple(drafts),
        proposals,
        gazetteer,
        about.period,
        tuple(each if isinstance(each, Message) else Message(each) for each in reasons),
    )


def _no_year(mentions: Sequence[Mention], where: Location) -> InputError:
    """Return the error of a text without a year, with the months of its title, or most told of."""
    told = [m for m in mentions if m.form == "span" and m.last > 0]
    headed = [m for m in told if m.start < _TITLE][:1]
    spans = Counter((m.first, m.last) for m in headed or told)
    (first, last), told_of = spans.most_common(1)[0] if spans else ((1, 6), 0)
    return InputError.single(
        must="the text must name the year that it is about",
        came="a text that does not print its year"
        if not told_of
        else phrase("a text that does not print its year; it speaks of month {month}", month=first)
        if first == last
        else phrase(
            "a text that does not print its year; it speaks of the months {first} to {last}",
            first=first,
            last=last,
        ),
        do=phrase(
            "Pass the period, such as --period 2023-{first:02}/2023-{last:02}.",
            first=first,
            last=last,
        ),
        where=where,
    )


def _require_year(
    asked: Period, mentions: Sequence[Mention], blocks: Sequence[Block], where: Location
) -> None:
    """Refuse a year that a text whose title names its own never speaks of; or the one before it."""
    titled = [m.year for m in mentions if m.year and kind_at(blocks, m.start) == "title"]
    told = {m.year for m in mentions} | {year - 1 for year in titled}
    if titled and asked.year not in told:
        raise InputError.single(
            must=phrase("the period must be of a year that the text names"),
            came=phrase("{asked}, of a text with {year} in its title", asked=asked, year=titled[0]),
            do="Leave --period out for this text, or pass another one.",
            where=where,
        )


def _about(
    text: str,
    mentions: Sequence[Mention],
    blocks: Sequence[Block],
    asked: Period | None,
    guess: About,
) -> About:
    """Return what one report of a file is about: as asked, as it says, or as the whole file."""
    found = period_of_text(text, mentions, blocks)
    if asked is not None:
        same = found.period is not None and found.now and found.period.year == asked.year
        return About(asked, found.now if same else asked.year)
    unsure = found.period is None or found.reasons
    return guess if guess.period is not None and unsure else found


def _passed_over(clean: Clean, tokens: Iterable[Number | Trap]) -> list[str]:
    """Return what to say of numbers that can't be read."""
    broken = [t for t in tokens if isinstance(t, Trap) and t.kind in {"broken", "damaged"}]
    if not broken:
        return []
    shown = ", ".join(f"…{clean.text[max(0, t.start - 4) : t.end].strip()}" for t in broken[:5])
    many = "1 broken number was" if len(broken) == 1 else f"{len(broken)} broken numbers were"
    return [f"{many} passed over: {shown}"]


def _about_zones(text: str) -> str:
    """Return what a text calls the development zones that it speaks of throughout, or ""."""
    title = text.lstrip("\n").split("\n", 1)[0]
    told = (each for each in vocabulary().zones.items() if each[0].startswith(_TOLD))
    for role, words in told:
        named = len(words.findall(text))
        titled = len(title) <= _TITLE and words.search(title)
        if named >= (2 if titled else 8) and named * 200 >= len(text):
            return role.removeprefix(_TOLD)
    return ""
