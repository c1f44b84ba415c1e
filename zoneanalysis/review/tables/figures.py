"""Every figure, every derived number and the bases behind them as tables (全部数据表)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoneanalysis.document.model import Cell, Provenance, Table
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.review.citation import ASSUMED, Citation
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.tables.cells import DASH, columns
from zoneanalysis.review.wording import as_sentence

__all__ = ["bases_table", "derived_table", "figure_table"]


def figure_table(
    c: Citation, results: Sequence[CheckResult], unchecked: dict[str, Message]
) -> Table:
    """Return every figure with its checks, or why there is none."""
    by_figure: dict[str, list[CheckResult]] = {}
    for result in results:
        for name in result.figures:
            by_figure.setdefault(name, []).append(result)
    alone = [name for name in unchecked if name not in by_figure]
    why = dict.fromkeys(c.say(unchecked[name]) for name in alone)
    letters = {text: chr(ord("a") + number) for number, text in enumerate(why)}
    rows = []
    for each in c.report:
        verdicts: list[str] = []
        for result in by_figure.get(each.id, ()):
            sign, _ = VERDICT_SIGNS[result.verdict.value]
            verdicts.append(f"{sign}{result.claim_id}")
        if not verdicts and each.id in unchecked:
            verdicts.append(letters[c.say(unchecked[each.id])])
        rows.append(
            (
                Cell((c.title(each, short=True),)),
                Cell((f"{each.printed}{ASSUMED}" if each.period_assumed else each.printed,)),
                Cell((" ".join(verdicts) or DASH,), "neutral" if each.id in by_figure else "muted"),
                Cell((each.id,), "muted", anchor=each.id),
            )
        )
    return Table(
        caption=c.say("Every figure and how it was checked"),
        columns=columns(
            c,
            Message("Indicator · area · period · measure"),
            Message("Printed"),
            Message("Checks"),
            Message("Id"),
        ),
        rows=tuple(rows),
        note=" ".join(
            (
                *(f"{letter} {as_sentence(text, c.language)}" for text, letter in letters.items()),
                c.say(
                    "✓ consistent, ≈ consistent within rounding, × in doubt, ? to be "
                    "confirmed, – not assessable; the number is that of the relation in "
                    "claims.csv, and figures.csv says where in the source each figure stands."
                ),
            )
        ),
        compact=True,
        interactive=True,
        widths=(17, 7, 8, 3),
        across=2,
        anchor="table-figures",
    )


def bases_table(c: Citation, bases: Sequence[Fact]) -> Table | None:
    """Return the levels of a year earlier that level and growth imply, with their intervals."""
    numbers = [(each, c.fact(each)) for each in bases]
    rows = tuple(
        (
            Cell(
                (c.title(fact.sources[0], short=True),),
                anchor=number.provenance.id if number.provenance else "",
            ),
            Cell((number.text,)),
            Cell((number.provenance.interval if number.provenance else DASH,)),
        )
        for fact, number in numbers
    )
    if not rows:
        return None
    return Table(
        caption=c.say("A year earlier, as level and growth imply"),
        columns=columns(
            c, Message("Indicator"), (Message("A year earlier"), "right"), Message("Interval")
        ),
        rows=rows,
        note=c.say("Level ÷ (1 + growth); a guide only where growth is at constant prices."),
        compact=True,
        widths=(5, 4, 5),
        across=2,
        anchor="table-bases",
    )


def derived_table(c: Citation, entries: Sequence[Provenance]) -> Table | None:
    """Return every derived number with its arithmetic and its interval."""
    if not entries:
        return None
    return Table(
        caption=c.say("Every derived number and its arithmetic"),
        columns=columns(
            c, Message("What it is"), Message("Arithmetic"), Message("Interval"), Message("From")
        ),
        rows=tuple(
            (
                Cell((each.title,), anchor=each.id),
                Cell((each.numbers,)),
                Cell((each.interval or DASH,)),
                Cell((" ".join(re.findall(r"\bf\d+\b", each.id)) or DASH,), "muted"),
            )
            for each in entries
        ),
        compact=True,
        widths=(13, 9, 7, 3),
        across=2,
        anchor="table-derived",
    )
