"""What stands in front of a review: its title and the page that is read first (摘要)."""

from __future__ import annotations

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Card,
    Cards,
    Cover,
    Number,
    Paragraph,
    Ref,
    Tone,
)
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.report import Report
from zoneanalysis.review import pictures
from zoneanalysis.review.chapters.material import Chapter, Material, there
from zoneanalysis.review.dispatch.monthly import agreement
from zoneanalysis.review.facts.areas import about_zones, home, is_nameless
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import not_prices, one_subject
from zoneanalysis.review.facts.names import of_trade
from zoneanalysis.review.narrative import audit as audit_words
from zoneanalysis.review.narrative import findings as finding_words
from zoneanalysis.review.narrative import summary as summary_words
from zoneanalysis.review.narrative.doubts import doubtful_rates
from zoneanalysis.review.narrative.families import measured, rows_title
from zoneanalysis.review.narrative.leaders import aims_sentence, leading_sentence, signs_sentence
from zoneanalysis.review.narrative.methods import is_read
from zoneanalysis.review.narrative.titles import summary_title
from zoneanalysis.review.tables.cells import DASH, headed
from zoneanalysis.review.titles import cut, is_made_up, named, titled
from zoneanalysis.review.wording import bare_name, half_year_name

__all__ = ["cover_of", "summary_chapter", "title_of"]

MOST_FINDINGS = 5
MOST_UNSURE = 3  # relations to be confirmed, told where none is in doubt
LONGEST_NAME = 40  # signs of the name of a city


def title_of(report: Report, language: str) -> str:
    """Return the title of a review."""
    code = home(report)
    names = {
        "city": cut(bare_name(report.area_name(code, language)), LONGEST_NAME),
        "period": half_year_name(report_period(report), language).removeprefix("the "),
    }
    zones = code in report.areas and report.areas[code].kind in {"group", "zone"}
    title = titled(report, language).strip("“”")
    subject = is_read(report) and not about_zones(report) and one_subject(report)
    if subject and is_made_up(report, language):
        name = subject.label(language)
        names["subject"] = name[:1].lower() + name[1:]
        message = Message("Review of {city}: {subject}, {period}", names)
    elif is_nameless(report, code) or of_trade(titled(report, "zh")) or subject:
        names["title"] = title
        message = Message("Review of “{title}”, {period}", names)
        if names["period"] in title:
            message = Message("Review of “{title}”", names)
    elif about_zones(report) and not zones:  # zones are called so
        message = Message("Review of {city}'s development zones, {period}", names)
    else:
        message = Message("Review of {city}, {period}", names)
    return message.render(language)


def cover_of(report: Report, language: str, quoted: int) -> tuple[Block, ...]:
    """Return the title block: what is reviewed, and on what source.

    Below it, of a report that a program read: that nobody has checked it, and how many figures
    are *quoted* at the end.
    """
    lines = (
        (Message("Source"), "" if is_made_up(report) else titled(report, language)),
        (Message("Published by"), named(report.meta.get("publisher"), language)),
        (Message("Report"), report.id),
    )
    cover = Cover(
        title_of(report, language),
        "",
        tuple((label.render(language), text) for label, text in lines if text),
        brief=True,
    )
    if not is_read(report):
        return (cover,)
    counts = {"figures": len(report), "count": quoted}
    unchecked = Message("A program read these figures from the text, and nobody has checked them.")
    if counts["count"]:
        unchecked = Message(
            "A program read these {figures} figures from the text, and nobody has checked them. "
            "Quoted at the end, their reading to be confirmed or without a name: {count}; they "
            "lead no page and no chart.",
            counts,
        )
    return cover, Paragraph((unchecked.render(language),), "note")


def summary_chapter(m: Material) -> Chapter:
    """Return the first page: key figures, what matters, since last time, what to verify."""
    c, found = m.c, m.audit
    against = m.past.contradictions if m.past else 0
    rows = m.leading or measured(c, [row for each in m.families for row in each.rows])
    series = {each.indicator for each in m.leads}
    more = [row for row in m.leading if row.indicator not in series]
    cards = (
        *(summary_words.growth_cards(c, m.leads) or summary_words.row_cards(c, rows)),
        *(summary_words.row_cards(c, more) if series else ()),
        *summary_words.project_cards(c, m.stages, m.promotion, m.land, m.loans),
    )[: summary_words.MOST_CARDS]
    points = list(
        summary_words.highlights(
            c,
            m.group,
            m.singles,
            m.targets,
            m.unreported,
            m.counted,
            m.needs,
            m.forecasts[0],
            estimates=not finding_words.open_readings(c, m.audit, m.group),  # which tell the same
        )
    )
    grown = not_prices(m.report, m.leading)
    if m.families:
        every = [row for each in m.families for row in each.rows]
        points[:0] = (leading_sentence(c, grown), signs_sentence(c, every))
        points.append(aims_sentence(c, m.leading))
    chart = m.target_chart
    if chart is None and not m.families:
        chart = pictures.slope_chart(c, m.group)
    elif chart is None:
        chart = pictures.rates_chart(c, m.say("Main indicators"), grown, "chart-main")
    reconciled = agreement(m.panel, m.report, c.language) if m.panel is not None else None
    if reconciled is not None:
        points.append((c.say(reconciled) + c.sign("。"),))
    told = [each for each in points if each]
    blocks = there(
        Cards((*cards, audit_card(found, c.language, against))) if cards else None,
        BulletList(tuple(told)) if told else None,
        *(m.past.since() if m.past else ()),
        chart,
        *_to_verify(m),
    )
    return Chapter(
        "summary",
        Message("Summary"),
        summary_title(c, m.leads, found.causes, against, rows_title(c, rows))
        or Message("{count} figures, none of which leads the others", {"count": len(m.report)}),
        blocks,
    )


def _to_verify(m: Material) -> tuple[Block | None, ...]:
    """Return what the audit found, in a sentence each, with where the arithmetic stands."""
    c, found = m.c, m.audit
    stated = {each.id: each.stated for each in found.claims}
    one_each: dict[str, audit_words.Gathered] = {}
    for each in m.findings:  # a figure that fails twice is told once; the audit has both
        figure = stated.get(each.claims[0], "")
        one_each.setdefault(figure if figure in m.report else each.claims[0], each)
    whole = [e for e in one_each.values() if e.verdict is Verdict.IMPOSSIBLE]
    rest = [e for e in one_each.values() if e not in whole or len(whole) == 1]
    shown = rest[:MOST_FINDINGS]
    told = [finding_words.finding_runs(c, found, each) for each in shown]
    if len(whole) > 1:
        shown += whole[:MOST_FINDINGS]
        told.append(finding_words.misfits(c, found, whole[:MOST_FINDINGS]))
    told += finding_words.open_readings(c, found, m.group)
    read = doubtful_rates(c)
    if not told:
        groups = audit_words.gathered(m.report, found.claims, _unsure(found))
        apart = [each for each in groups if stated[each.claims[0]] not in read]
        told += [finding_words.finding_runs(c, found, each) for each in apart[:MOST_UNSURE]]
    place = Ref(c.say("Audit of the printed figures"), "audit")
    more = (
        Message("Each with its arithmetic and what would agree instead: {place}.", {"place": place})
        if len(shown) == len(m.findings)
        else Message(
            "All {count} statements in doubt, with the arithmetic and what would agree: {place}.",
            {"count": found.causes, "place": place},
        )
    )
    label = Message("To verify before quoting") if told or read else Message("What the audit found")
    against = m.past.contradictions if m.past else 0
    return (
        headed(label, audit_words.audit_title(found, against), "summary-audit", m.language),
        Paragraph(c.runs(more) if told else audit_words.counts_sentence(c, found.results)),
        BulletList((*told, *read.values())) if told or read else None,
    )


def _unsure(found: Audit) -> list[CheckResult]:
    """Return the relations that fail and that the text may not state (待核)."""
    return [each for each in found.results if each.verdict is Verdict.TO_BE_CONFIRMED]


def audit_card(found: Audit, language: str, against: int = 0) -> Card:
    """Return the audit as a key figure: how many places are in doubt, here and *against* others."""
    neutral: Tone = "neutral"
    details: tuple[
        tuple[Message, object], ...
    ] = (  # the verdicts stand in the heading further down
        (Message("relations"), len(found.results) or "0"),
        (Verdict.TO_BE_CONFIRMED.label, len(_unsure(found))),
        (Message("figures checked"), f"{found.summary().tied} / {len(found.report)}"),
        (Message("contradicting earlier reports"), against),
    )
    return Card(
        Message("Statements in doubt").render(language),
        Number(str(found.causes) if found.is_judged else DASH),
        tuple((label.render(language), Number(str(n)), neutral) for label, n in details if n),
        "warn" if found.causes or against else "neutral",
    )
