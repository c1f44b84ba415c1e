"""Zones by what is scored of them, as a map of colours (热力图)."""

from __future__ import annotations

from zoneanalysis.document.model import Chart
from zoneanalysis.panel.ledger import RATES
from zoneanalysis.panel.scoring import Score
from zoneanalysis.review.charts.heat import Heat, plot_heat
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.dispatch.page import DASH, Page
from zoneanalysis.values.figures import Quantity

__all__ = ["heat"]

_LEAST, _MAPPED = 4, 30  # values that make a map, and zones that it holds
_NARROW = 4  # columns of the map on a telephone


def heat(page: Page) -> Chart | None:
    """Return zones by scored values but the four rates: teal is near full score."""
    scored: dict[tuple[str, str], dict[str, Score]] = {}
    for each in page.card:
        for score in each.scores:
            if score.item.rule == "linear" and score.item.indicator not in RATES:
                key = (score.item.indicator, score.item.measure)
                scored.setdefault(key, {})[each.zone] = score
    if not scored:
        return None
    zones, half = page.panel.zones, _MAPPED // 2
    caption = page.say(
        "Zones by scored indicators (percent or points): brick no score, teal full score"
    )
    if len(zones) > _MAPPED:
        ordered = tuple(each.zone for each in page.card)
        zones = (*ordered[:half], *ordered[-half:])
        caption = page.say(
            "The {count} first and {count} last zones by points, their scored indicators "
            "(percent or points): brick no score, teal full score",
            count=half,
        )
    columns = tuple(page.item_name(next(iter(found.values())).item) for found in scored.values())
    cells = tuple(
        tuple(_cell(page, found.get(zone)) for found in scored.values()) for zone in zones
    )
    rows = tuple(page.name(zone) for zone in zones)
    if sum(cell.share is not None for line in cells for cell in line) < _LEAST:
        return None
    spoken = "; ".join(
        f"{row}: "
        + ", ".join(
            f"{column} {cell.text}"
            for column, cell in zip(columns, line, strict=True)
            if cell.share is not None
        )
        for row, line in zip(rows, cells, strict=True)
        if any(cell.share is not None for cell in line)
    )
    return drawn(
        lambda *axes: plot_heat(
            *axes,
            rows=rows,
            columns=tuple(_wrapped(each, page.language) for each in columns),
            cells=cells,
        ),
        height_mm=20 + 5.6 * len(rows),
        narrow=(-(-len(columns) // _NARROW), 1),
        alt=page.say("Zones by indicators. {values}", values=spoken),
        caption=caption,
        anchor="chart-heat",
    )


def _cell(page: Page, score: Score | None) -> Heat:
    if score is None:
        return Heat("", None)
    if score.value is None:
        return Heat(DASH, None)
    signed = score.item.measure not in {"rate", "attainment", "stock", "ytd"}
    text = page.number(
        Quantity(score.value.point, score.value.interval, score.value.unit), sign=signed
    )
    return Heat(text, float(score.point / score.item.weight))


def _wrapped(label: str, language: str) -> str:
    """Break a column's label into lines of the width of a cell."""
    if language == "zh":
        head, _, tail = label.partition("（")
        lines = [head[at : at + 5] for at in range(0, len(head), 5)]
        return "\n".join([*lines, *([f"（{tail}"] if tail else [])])
    lines = [""]
    for word in label.split():
        if len(lines[-1]) + len(word) > 16 and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
