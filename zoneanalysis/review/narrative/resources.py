"""Sentences on investment promotion, land, plants and finance (招商与要素保障)."""

from __future__ import annotations

from zoneanalysis.document.model import Runs
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.resources import Land, Loans, Promotion
from zoneanalysis.review.wording import period_name

__all__ = ["land_paragraphs", "loans_paragraph", "promotion_paragraphs"]


def _sentence(c: Citation, *clauses: object, between: tuple[str, str] = ("，", ", ")) -> Runs:
    """Return the clauses that are there as one sentence; others are None.

    What stands *between* them, in Chinese and in English, is a comma for clauses of one subject.
    """
    comma = between[0 if c.language == "zh" else 1]
    known = [c.runs(clause) for clause in clauses if isinstance(clause, Message)]
    told = (run for n, each in enumerate(known) for run in ((comma, *each) if n else each))
    return (*told, c.sign("。")) if known else ()


def promotion_paragraphs(c: Citation, p: Promotion) -> tuple[Runs, ...]:
    """Return what was signed, its size, its large projects, and what was started."""
    return tuple(
        each for each in (_signed(c, p), _large(c, p), _named(c, p), _started(c, p)) if each
    )


def _signed(c: Citation, p: Promotion) -> Runs:
    if p.projects is None:
        return ()
    return _sentence(
        c,
        Message(
            "In {period} {projects} projects were signed",
            {
                "projects": c.printed(p.projects),
                "period": period_name(p.projects.period, c.language),
            },
        ),
        p.investment
        and Message("with an investment of {investment}", {"investment": c.printed(p.investment)}),
        p.mean and Message("{mean} each on average", {"mean": c.fact(p.mean)}),
        p.events and Message("at {events} joint events", {"events": c.printed(p.events)}),
    )


def _large(c: Citation, p: Promotion) -> Runs:
    if p.large_projects is None or p.large_projects_share is None:
        return ()
    return _sentence(
        c,
        Message(
            "Of them {projects} are of CNY 100 million or more ({share} of the number)",
            {
                "projects": c.printed(p.large_projects),
                "share": c.printed(p.large_projects_share, style="signed"),
            },
        ),
        p.large_investment
        and p.large_investment_share
        and Message(
            "worth {investment} ({share} of the investment)",
            {
                "investment": c.printed(p.large_investment),
                "share": c.printed(p.large_investment_share, style="signed"),
            },
        ),
        p.other_projects
        and p.other_investment
        and Message(
            "which leaves {number} smaller ones with {investment}",
            {"number": c.fact(p.other_projects), "investment": c.fact(p.other_investment)},
        ),
    )


def _named(c: Citation, p: Promotion) -> Runs:
    """Return the projects that the report names; it doesn't say that they are among the signed."""
    told = (
        c.runs("{zone} ({investment})", zone=c.area(each.ref_area), investment=c.printed(each))
        for each in p.named
    )
    items = c.row(told, "、")
    return c.runs("Single projects that the report names: {items}.", items=items) if items else ()


def _started(c: Citation, p: Promotion) -> Runs:
    lead = p.started or p.started_investment or p.funds
    if lead is None:
        return ()
    return _sentence(
        c,
        p.started
        and Message(
            "In {period} {projects} projects were started",
            {"projects": c.printed(p.started), "period": period_name(p.started.period, c.language)},
        ),
        p.started_investment
        and Message(
            "the planned investment of newly started projects is {investment}",
            {"investment": c.printed(p.started_investment)},
        ),
        p.funds
        and Message(
            "funds in place for fixed-asset projects come to {funds}", {"funds": c.printed(p.funds)}
        ),
        between=("，", "; "),
    )


def land_paragraphs(c: Citation, found: Land) -> tuple[Runs, ...]:
    """Return land sold, and plants built and used."""
    paragraphs = []
    if found.parcels is not None and found.area is not None:
        paragraphs.append(
            _sentence(
                c,
                Message(
                    "In {period} {parcels} parcels of standard land with {area} were sold",
                    {
                        "parcels": c.printed(found.parcels),
                        "area": c.printed(found.area),
                        "period": period_name(found.parcels.period, c.language),
                    },
                ),
                found.mean
                and Message("{mean} per parcel on average", {"mean": c.fact(found.mean)}),
                found.zones and Message("in {zones} zones", {"zones": c.printed(found.zones)}),
            )
        )
    if found.built is not None and found.used is not None:
        paragraphs.append(
            _sentence(
                c,
                Message(
                    "Standard plants of {built} have been built and {used} are in use",
                    {"built": c.printed(found.built), "used": c.printed(found.used)},
                ),
                found.use
                and Message(
                    "a use rate printed as {use}", {"use": c.printed(found.use, style="signed")}
                ),
                found.computed_use
                and Message(
                    "and {use} when computed from the two areas",
                    {"use": c.fact(found.computed_use)},
                ),
                found.idle and Message("leaving {idle} empty", {"idle": c.fact(found.idle)}),
            )
        )
    elif found.use is not None:
        paragraphs.append(
            _sentence(
                c,
                Message(
                    "The use rate of standard plants is {use}",
                    {"use": c.printed(found.use, style="signed")},
                ),
            )
        )
    return tuple(each for each in paragraphs if each)


def loans_paragraph(c: Citation, found: Loans) -> Runs:
    """Return loans intended, credit granted, and the investment of projects with a loan."""
    clauses: list[Message] = []
    if found.offered is not None:
        clauses.append(
            Message(
                "Projects presented to banks number {projects}",
                {"projects": c.printed(found.offered)},
            )
        )
    for step in found.steps:
        parts: dict[str, object] = {"step": c.indicator(step.indicator), "level": c.printed(step)}
        if step.indicator == "credit_granted" and found.granted is not None:
            parts["share"] = c.fact(found.granted)
            clauses.append(Message("{step} came to {level} ({share} of what was intended)", parts))
        else:
            clauses.append(Message("{step} came to {level}", parts))
    return _sentence(c, *clauses, between=("，", "; "))
