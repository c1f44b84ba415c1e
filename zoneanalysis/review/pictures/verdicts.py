"""Verdicts as a chart (核验图)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.verdicts import VERDICT_COLOURS, VerdictRow, plot_verdicts
from zoneanalysis.review.citation import Citation

__all__ = ["verdict_chart"]


def verdict_chart(
    c: Citation,
    by_section: Sequence[tuple[str, Sequence[CheckResult]]],
    *,
    caption: Message | None = None,
) -> Chart | None:
    """Return how many relations of each section got which verdict; one word, one colour."""
    words = {value: c.say(Verdict(value).label) for value in VERDICT_COLOURS}
    first = {word: value for value, word in reversed(words.items())}
    rows = []
    for name, results in by_section:
        counts = Counter(first[words[each.verdict.value]] for each in results)
        if counts:
            rows.append(VerdictRow(name, tuple((v, counts[v]) for v in VERDICT_COLOURS)))
    if not rows:
        return None
    shown = tuple(rows)
    values = spoken(
        tuple(
            Panel(
                row.label,
                tuple(Mark(words[verdict], str(n), Fraction(n)) for verdict, n in row.counts if n),
            )
            for row in shown
        ),
        c.language,
    )
    return drawn(
        lambda ax: plot_verdicts(ax, shown, names=words),
        height_mm=13 + 6.8 * len(shown),
        tall=ABOVE,
        alt=c.say("Relations by section and verdict. {values}", values=values),
        caption=c.say(caption or Message("Relations judged, by section and verdict (number)")),
        anchor="chart-verdicts",
    )
