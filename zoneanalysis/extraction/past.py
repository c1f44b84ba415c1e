"""What a text says of earlier reports, as rows of ``past.csv`` (与往期的关系).

Only what names its time: 比上年同期增加7个 where the earlier number is not printed, and
较上年全年由负转正. Of which earlier value 由负转正 or 连续三个季度 speak without one,
a person says.
"""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.api import ReportDraft
from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import level_of
from zoneanalysis.extraction.relations.index import FigureIndex
from zoneanalysis.extraction.relations.names import canonical
from zoneanalysis.extraction.timewords import Mention, mentions_of, resolve
from zoneanalysis.relations.words import words_of
from zoneanalysis.reports.report import Claim, PastClaim
from zoneanalysis.values.periods import Period

__all__ = ["past_claims", "past_rows"]

_SENSES = {"turns positive", "turns negative", "narrows", "widens"}


def past_claims(report: ReportDraft) -> tuple[PastClaim, ...]:
    """Return the statements about earlier reports whose words name the time that they look back to.

    Examples
    --------
    >>> from zoneanalysis.extraction import extract
    >>> text = "云川市2024年上半年签约项目61个,比上年同期增加7个。"
    >>> [found] = past_claims(extract(text, area="云川市").reports[0])
    >>> found.claim.check, {role: str(*periods) for role, periods in found.periods.items()}
    ('difference', {'earlier': '2023-01/2023-06'})
    """
    prose = [draft for draft in report.drafts if draft.cell is None]
    index = FigureIndex(prose, report.clean.text, report.clauses, report.gazetteer)
    found = sorted(
        (*_differences(index), *_turns(index, report)), key=lambda each: each[0].number_start
    )
    return tuple(
        PastClaim(
            Claim(f"p{number:02d}", check, stated, inputs, section=draft.section), {role: (then,)}
        )
        for number, (draft, check, stated, inputs, role, then) in enumerate(found, start=1)
    )


Found = tuple[Draft, str, str, dict[str, tuple[str, ...]], str, Period]


def _differences(index: FigureIndex) -> Iterator[Found]:
    """Yield by how much a level is more or less than one that stands in an earlier report only."""
    for change in index.drafts:
        then = change.reference_period
        if change.pattern != "level.change" or change.depth or change.bound or then is None:
            continue
        level = level_of(index, change)
        if level is None or level.unit != change.unit or not level.counted:
            continue
        lengths = {len(each.months) for each in (then, level.period)}
        printed = index.same(level, measure=level.measure, period=then)
        if len(lengths) == 1 and then.end < level.period.end and not printed:
            later: dict[str, tuple[str, ...]] = {"later": (level.id,)}
            yield change, "difference", change.id, later, "earlier", then


def _turns(index: FigureIndex, report: ReportDraft) -> Iterator[Found]:
    """Yield growth that words set against an earlier time: 较上年全年由负转正."""
    known = words_of("direction").items()
    words = sorted((word for word, sense in known if sense in _SENSES), key=len, reverse=True)
    for clause in index.clauses:
        for mention in mentions_of(clause.text) if not clause.depth else ():
            behind = clause.text[mention.end :]
            word = next((each for each in words if behind.startswith(each)), "")
            measured = behind[len(word) :].lstrip("了至到约")[:1].isdigit()  # a change of points
            if not word or measured or clause.text[: mention.start][-1:] not in {"较", "比"}:
                continue
            after = _growth(index, clause)
            then = None if after is None else _then(mention, after, report.period)
            if after is None or then is None:
                continue
            if not index.same(after, measure="yoy", period=then):
                yield after, "direction", word, {"after": (after.id,)}, "before", then


def _growth(index: FigureIndex, clause: Clause) -> Draft | None:
    """Return the growth that stands last before a clause, in its sentence, of one indicator."""
    before = [
        each
        for each in index.sentence(clause.sentence)
        if each.number_start < clause.start and not each.depth
    ]
    rates = [each for each in before if each.measure == "yoy" and each.period.is_ytd]
    if not rates or canonical(before[-1].indicator) != canonical(rates[-1].indicator):
        return None
    return rates[-1]


def _then(mention: Mention, after: Draft, own: Period) -> Period | None:
    """Return the time that growth is set against; None where it stays open (上年, in June)."""
    if mention.form == "year" and after.period.end.month != 12:
        return None
    then, doubt = resolve(mention, own, after.period)
    return then if then.is_ytd and then.end < after.period.end and not doubt else None


def past_rows(report: ReportDraft) -> list[dict[str, str]]:
    """Return the rows of ``past.csv``."""
    return [
        {
            "id": each.claim.id,
            "check": each.claim.check,
            "stated": each.claim.stated,
            "inputs": " ".join(f"{r}={f}" for r, ids in each.claim.inputs.items() for f in ids),
            "past": " ".join(f"{role}={then}" for role, (then,) in each.periods.items()),
            "params": "",
            "section": each.claim.section,
            "note": "",
        }
        for each in past_claims(report)
    ]
