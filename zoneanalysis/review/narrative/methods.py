"""How the numbers are made: formulas, verdicts, and how to make the report again (方法与复现)."""

from __future__ import annotations

from dataclasses import dataclass

from zoneanalysis._version import __version__
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Cell,
    CodeBlock,
    Column,
    Formula,
    Heading,
    Paragraph,
    Table,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Report

__all__ = ["method_blocks", "reproduction_blocks"]


@dataclass(frozen=True)
class Method:
    """A formula and what it says."""

    words: Message
    tex: str


METHODS: tuple[Method, ...] = (
    Method(
        Message(
            "A printed figure x with d places stands for every value within half a unit of its "
            "last digit; counts are exact."
        ),
        r"x \in [\,x - \tfrac{1}{2} 10^{-d},\; x + \tfrac{1}{2} 10^{-d}\,]",
    ),
    Method(
        Message("Base a year earlier, from a level and its growth in percent."),
        r"x_{t-12} = \frac{x_t}{1 + g/100}",
    ),
    Method(
        Message(
            "Growth of the months between two year-to-date periods, from both levels and both "
            "growth rates."
        ),
        r"g_{(s,t]} = 100 \left( \frac{X_t - X_s}{X_t/(1+G_t/100) - X_s/(1+G_s/100)} - 1 \right)",
    ),
    Method(Message("The whole behind a share in percent."), r"W = \frac{100\, x}{s}"),
    Method(
        Message(
            "Whole numbers of projects that give a printed rate; the rate is impossible if "
            "there is none."
        ),
        r"\left\{ k \in \mathbb{N}_0 : \frac{100\, k}{n} \in [\,r - h,\; r + h\,] \right\}",
    ),
    Method(
        Message("Growth that the remaining months need, where the months done have weight w."),
        r"g_{rest} = \frac{G^{*} - w\, G}{1 - w}",
    ),
    Method(
        Message("How far attainment of a year's target is ahead of the calendar after m months."),
        r"d = 100 \left( \frac{x}{x^{*}} - \frac{m}{12} \right)",
    ),
)
VERDICTS: tuple[tuple[Message, Message], ...] = (
    (
        Message("consistent"),
        Message("the other figures, taken as printed, give the stated one when rounded like it"),
    ),
    (
        Message("consistent only within rounding"),
        Message("they do not, but some values that round to the printed ones do"),
    ),
    (
        Message("inconsistent"),
        Message("no values that round to the printed ones can satisfy the relation"),
    ),
    (Message("impossible"), Message("no whole number of things gives the printed rate")),
    (
        Message("not assessable"),
        Message("something needed is not printed, or the figures rest on unlike bases"),
    ),
)


def method_blocks(language: str) -> tuple[Block, ...]:
    """Return the methods chapter without its heading."""

    def say(message: Message) -> str:
        return message.render(language)

    blocks: list[Block] = [
        Paragraph(
            (
                say(
                    Message(
                        "All arithmetic is exact, on intervals; no verdict rests on a rounded or "
                        "floating-point number. A derived value is shown with the digits that its "
                        "interval bears: it may be off by one unit of the last. Where its range "
                        "stands beside it, both show one digit more. Targets are decided, not "
                        "measured, and count as exact."
                    )
                ),
            )
        )
    ]
    for each in METHODS:
        blocks += [Paragraph((say(each.words),)), Formula(each.tex, say(each.words))]
    blocks.append(
        Table(
            caption=say(Message("What the verdicts mean")),
            columns=(Column(say(Message("Verdict"))), Column(say(Message("Meaning")))),
            rows=tuple((Cell((say(name),)), Cell((say(text),))) for name, text in VERDICTS),
            compact=True,
            widths=(1, 3),
            anchor="table-verdicts",
        )
    )
    blocks.append(
        BulletList(
            tuple(
                (say(message),)
                for message in (
                    Message(
                        "Growth of industrial value added is at constant prices, its level at "
                        "current prices; what combines the two is a guide and is never judged."
                    ),
                    Message(
                        "A list that says “among them” or “and others” is never summed to a "
                        "finding."
                    ),
                    Message(
                        "January and February are published together, so nothing is said of "
                        "January alone."
                    ),
                )
            )
        )
    )
    return tuple(blocks)


def reproduction_blocks(report: Report, language: str) -> tuple[Block, ...]:
    """Return how to make this report again, and from what it was made."""

    def say(message: Message) -> str:
        return message.render(language)

    source = report.meta.get("source")
    digest = str(source.get("sha256", "")) if isinstance(source, dict) else ""
    rows = [
        (Message("Program"), f"zoneanalysis {__version__}"),
        (Message("Report"), report.id),
        (
            Message("Data"),
            say(
                Message(
                    "data/reports/{report}: {figures} figures, {claims} relations",
                    {
                        "report": report.id,
                        "figures": len(report),
                        "claims": len(report.claims),
                    },
                )
            ),
        ),
    ]
    if digest:
        rows.append((Message("SHA-256 of the source text"), digest))
    commands = (
        f"make reports REPORT={report.id}\nzoneanalysis audit {report.id}\nzoneanalysis verify"
    )
    return (
        Heading(1, say(Message("How to make this report again")), "reproduce"),
        Paragraph(
            (
                say(
                    Message(
                        "The same commands on the same data give the same files to the byte. "
                        "Whoever "
                        "has the source text can have every figure checked against it with "
                        "zoneanalysis validate."
                    )
                ),
            )
        ),
        CodeBlock(commands),
        Table(
            caption=say(Message("What it was made from")),
            columns=(Column(say(Message("Item"))), Column(say(Message("Value")))),
            rows=tuple((Cell((say(label),)), Cell((text,))) for label, text in rows),
            compact=True,
            widths=(1, 3),
            anchor="table-made-from",
        ),
    )
