"""How the numbers are made: formulas, verdicts, and how to make the report again (方法与复现)."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from zoneanalysis._version import __version__
from zoneanalysis.document.model import (
    Block,
    Cell,
    CodeBlock,
    Column,
    Heading,
    InlineFormula,
    Paragraph,
    Table,
)
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.package import ASKED
from zoneanalysis.reports.report import Report
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, TO_FILL_IN_ZH
from zoneanalysis.review.citation import Citation, kind_mark
from zoneanalysis.review.wording import in_list

__all__ = ["citation_blocks", "is_read", "kinds_of", "method_blocks", "reproduction_blocks"]


@dataclass(frozen=True)
class Method:
    """A formula, what it says, and the kind of number that it makes; "" for every report."""

    words: Message
    tex: str
    of: str = ""


METHODS: tuple[Method, ...] = (
    Method(
        Message(
            "A printed figure x with d places stands for every value within half a unit of its "
            "last digit; counts are exact."
        ),
        r"x \in [\,x - 0.5 \times 10^{-d},\; x + 0.5 \times 10^{-d}\,]",
    ),
    Method(
        Message("Base a year earlier, from a level and its growth in percent."),
        r"x_{t-12} = \frac{x_t}{1 + g/100}",
        "base_level",
    ),
    Method(
        Message(
            "Growth of the months between two year-to-date periods, from both levels and both "
            "growth rates."
        ),
        r"g_{(s,t]} = 100 \left( \frac{X_t - X_s}{X_t/(1+G_t/100) - X_s/(1+G_s/100)} - 1 \right)",
        "period_growth",
    ),
    Method(
        Message("The whole behind a share in percent."),
        r"W = \frac{100\, x}{s}",
        "whole_from_share",
    ),
    Method(
        Message(
            "Whole numbers of projects that give a printed rate; the rate is impossible if "
            "there is none."
        ),
        r"\left\{ k \in \mathbb{N}_0 : \frac{100\, k}{n} \in [\,r - h,\; r + h\,] \right\}",
        "rate_from_count",
    ),
    Method(
        Message("Growth that the remaining months need, where the months done have weight w."),
        r"g_{rest} = \frac{G^{*} - w\, G}{1 - w}",
        "required_growth",
    ),
    Method(
        Message("How far attainment of a year's target is ahead of the calendar after m months."),
        r"d = 100 \left( \frac{x}{x^{*}} - \frac{m}{12} \right)",
        "schedule_lead",
    ),
)
VERDICTS: tuple[tuple[Verdict, Message], ...] = (
    (
        Verdict.CONSISTENT,
        Message("the other figures, taken as printed, give the stated one when rounded like it"),
    ),
    (
        Verdict.WITHIN_ROUNDING,
        Message("they do not, but some values that round to the printed ones do"),
    ),
    (
        Verdict.IMPOSSIBLE,
        Message(
            "no values that round to the printed ones satisfy the relation, or no whole number of "
            "things gives the printed rate"
        ),
    ),
    (Verdict.TO_BE_CONFIRMED, Message("it does not hold, but the text can be read otherwise")),
    (
        Verdict.NOT_ASSESSABLE,
        Message("something needed is not printed, or the figures rest on unlike bases"),
    ),
)


NOTES: tuple[Method, ...] = (
    Method(
        Message(
            "Growth of industrial value added is at constant prices, its level at current prices; "
            "what combines the two is a guide and is never judged."
        ),
        "",
        "constant_price",
    ),
    Method(
        Message("A list that says “among them” or “and others” is never summed to a finding."), ""
    ),
    Method(Message("January is never published alone."), "", "period_growth"),
)


_UNNAMED = Message(
    "Names of places and indicators that have no English one here stand in Chinese, as the text "
    "prints them; those of indicators are quoted."
)


def kinds_of(report: Report, shown: Iterable[str]) -> frozenset[str]:
    """Return which formulas a review uses: of its derived numbers, by their names, and claims."""
    marks = {name.split("d-", 1)[-1].split("-", 1)[0] for name in shown}
    made = {each.of for each in METHODS if kind_mark(each.of) in marks}
    made |= {claim.check for claim in report.claims}
    return frozenset(made | {each.basis for each in report} | {""})


def method_blocks(
    c: Citation, used: Container[str], found: Container[Verdict], *, named: bool
) -> tuple[Block, ...]:
    """Return the methods chapter without its heading.

    The formulas of what is *used*, the verdicts that were *found*, and in English what stands in
    Chinese where not every name is *named* in English.
    """
    first, *others = (each for each in METHODS if each.of in used)
    intro = [
        Message(
            "All arithmetic is exact, on intervals; no verdict rests on a rounded or "
            "floating-point number. A derived value is shown with the digits that its "
            "interval bears: it may be off by one unit of the last. Where its range "
            "stands beside it, both show one digit more. Targets are decided, not "
            "measured, and count as exact."
        ),
        *([] if others else [first.words]),
        *([] if named or c.language == "zh" else [_UNNAMED]),
    ]
    blocks: list[Block] = [Paragraph((c.gap.join(map(c.say, intro)),), "note")]
    if others:
        blocks.append(
            Table(
                caption=c.say("Formulas"),
                columns=(Column(c.say("What")), Column(c.say("Formula"))),
                rows=tuple(
                    (
                        Cell((c.say(each.words),)),
                        Cell((InlineFormula(rf"\displaystyle {each.tex}", c.say(each.words)),)),
                    )
                    for each in (first, *others)
                ),
                compact=True,
                widths=(1, 1),
                anchor="table-formulas",
            )
        )
    colon, stop = c.sign("："), c.sign("。")
    meanings = [
        f"{_begun(c.say(verdict.label))}{colon}{c.say(text)}"
        for verdict, text in VERDICTS
        if verdict in found
    ]
    if meanings:
        blocks.append(Paragraph(((stop + c.gap).join(meanings) + stop,), "note"))
        notes = c.gap.join(c.say(each.words) for each in NOTES if each.of in used)
        blocks.append(Paragraph((notes,), "note"))
    return tuple(blocks)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def reproduction_blocks(c: Citation, folder: str = "data") -> tuple[Block, ...]:
    """Return how to make this report again, and from what it was made."""
    report = c.report
    tables, source = report.meta.get("tables"), report.meta.get("source")
    digests = {
        "figures.csv": tables.get("figures.csv") if isinstance(tables, dict) else None,
        c.say("source text"): source,
    }
    known = [
        f"{name} {each['sha256'][:_DIGEST]}…"
        for name, each in digests.items()
        if isinstance(each, dict) and each.get("sha256")
    ]
    made = (
        f"zoneanalysis {__version__}",
        f"reports/{report.id}",
        *([f"SHA-256 {in_list(known, c.language)}"] if known else []),
    )
    found = Message("The same data and commands give the same files, byte for byte")
    promise = Message(
        "Whoever has the source text can check every figure against it with zoneanalysis validate."
    )
    commands: tuple[str, ...] = (
        f"make reports REPORT={report.id}",
        f"zoneanalysis audit {report.id}",
        "zoneanalysis verify",
    )
    if is_read(report):
        of_text = folder.startswith("texts/")
        tables = folder if of_text else f"{folder}/reports/{report.id}"
        where = Message(
            N_("the folder that the build wrote to")
            if of_text
            else N_("the folder with the data package")
        )
        found = Message("Corrected figures make a corrected review")
        promise = Message(
            "The figures were read from the text by rules, and nobody has corrected them yet. "
            "{tables} holds them as CSV; its extraction.csv says which to look at first. After a "
            "correction there, these commands, given in {where}, make the review again.",
            {"tables": tables, "where": where},
        )
        if of_text:
            promise = Message(
                "The figures were read from the text by rules, and nobody has corrected them yet. "
                "{tables} holds them as CSV; its extraction.csv says which to look at first. After "
                "a correction there, these commands, given in {where}, make the review again; TEXT "
                "is the file that holds the text.",
                {"tables": tables, "where": where},
            )
        build = f"zoneanalysis --data {folder} build {report.id}"
        if of_text:  # a build takes away what it is not asked to make again
            text = c.say("TEXT")
            build += f" \\\n  --output . --source {text} {os.environ.get(ASKED, '')}".rstrip()
        commands = (build, f"zoneanalysis --data {folder} audit {report.id}")
    return (
        Heading(2, c.say(found), "reproduce", c.say("How to reproduce this report")),
        Paragraph((c.say(promise),)),
        CodeBlock("\n".join(commands)),
        Paragraph((" · ".join(made),), "note"),
    )


def citation_blocks(c: Citation, title: str) -> tuple[Block, ...]:
    """Return the entry for a bibliography of a review, whose *title* is that of its page."""
    found = c.say("A citation names the report and the version of the program")
    return (Heading(2, found, "cite", c.say("Cite this review")), CodeBlock(_bibtex(c, title)))


_DIGEST = 12  # digits of a checksum in print; ro-crate-metadata.json has all


def _bibtex(c: Citation, title: str) -> str:
    """Return the entry; without a year, for when a page was made is no part of it."""
    publisher = _name(c.report.meta.get("publisher"), c.language)
    notes = [c.say("Figures published by {publisher}", publisher=publisher)] if publisher else []
    fields = {
        "author": "{zoneanalysis contributors}",
        "title": f"{{{_tex(title)}}}",
        "note": c.sign("；").join([*notes, f"zoneanalysis {__version__}"]),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
    return "\n".join([f"@misc{{{c.report.id},", *lines, "}"])


_OPEN = {TO_FILL_IN, TO_FILL_IN_ZH}  # what nobody has filled in yet


def _name(names: object, language: str) -> str:
    """Return a name in a language; nothing where it isn't filled in."""
    found = names.get(language, "") if isinstance(names, dict) else ""
    return "" if found in _OPEN else _tex(found)


def _tex(text: object) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", str(text)))


def is_read(report: Report) -> bool:
    """Return whether a report was read from its text by rules, not transcribed by a person."""
    notes = report.meta.get("notes", ())
    return isinstance(notes, (list, tuple)) and any("Extracted by rules" in str(n) for n in notes)
