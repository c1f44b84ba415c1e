"""Why a human should look at a figure, and how sure the rules are (置信度)."""

from __future__ import annotations

from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.messages import N_, Message

__all__ = ["SURE", "confidence_of", "reasons_of"]

SURE = Decimal("0.75")
"""Below it a reading is to be confirmed: it leads no page, and no chart draws it."""

# Key: English catalogue key, and what it takes off the confidence (hundredths).
_REASONS: dict[str, tuple[str, int]] = {
    "nosubject": (N_("no noun near the figure says what is measured"), 45),
    "topic": (N_("the indicator comes from the heading"), 8),
    "list": (N_("the members of the list could not be paired with certainty"), 20),
    "bare": (N_("a percentage without a word that says what kind it is"), 25),
    "growthofgrowth": (
        N_("同比 said of a growth rate: read as a change in points, not as growth"),
        40,
    ),
    "growthofrate": (N_("growth in % said of a rate: it may be a change in points"), 30),
    "gappercent": (N_("a gap printed in %: it may be in points"), 30),
    "percentofshare": (N_("a share that moves in %: it may be a change in points"), 30),
    "nodirection": (N_("points without a direction word"), 30),
    "numeral": (N_("printed in Chinese numerals"), 5),
    "raised": (N_("a raised digit beside it: the mark of a note, or part of the number"), 20),
    "twin": (
        N_("the same words carry another value too: one of them is of something else"),
        30,
    ),
    "goods": (N_("the number stands before the goods that it is of, behind whose it is"), 30),
    "from": (N_("the earlier value of a change: its period is not printed"), 20),
    "after": (N_("the area is the one of which the report before prints it"), 20),
    "effect": (N_("an effect on something else, not its level"), 25),
    "better": (N_("the text says that it improved, not in which direction it moved"), 30),
}
_START = 98
_LEAST = 5


def _keys(draft: Draft) -> list[str]:
    keys = list(dict.fromkeys(draft.reasons))
    if draft.numeral and "numeral" not in keys:
        keys.append("numeral")
    if "bare" in keys and vocabulary().measures["rate"].search(draft.indicator):
        keys.remove("bare")  # its name says it: 失业率平均为4.2%
    return keys


def reasons_of(draft: Draft) -> list[Message]:
    """Return why a human should look at a figure; empty where nothing calls for it."""
    return [Message(_REASONS[key][0]) if key in _REASONS else Message(key) for key in _keys(draft)]


def confidence_of(draft: Draft) -> Decimal:
    """Return how sure the rules are of a figure's reading, from 0.05 to 0.98.

    Not a probability: it orders figures by how much there is to doubt. Each reason takes a fixed
    part off.
    """
    lost = sum(_REASONS[key][1] if key in _REASONS else 10 for key in _keys(draft))
    return Decimal(max(_LEAST, _START - lost)) / 100
