"""Why the reading of a relation is inferred, and what would make it certain (读法存疑)."""

from __future__ import annotations

from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.schema.tables import CLAIMS

__all__ = ["DOUBTS", "READINGS", "doubt"]

READINGS = CLAIMS["reading"].values
"""How sure it is that a text states a relation: by its words, by others that hold, by a reader."""

DOUBTS = {
    "area": N_("certain if the text named the area of the whole beside the share"),
    "name": N_("certain if the figure's name stood in its own clause"),
    "names": N_("certain if what is listed were surely names of what is counted"),
    "partner_far": N_("certain if both figures stood in one paragraph, or under one date"),
    "rival": N_("certain if no other reading of these words held"),
    "slip": N_("certain if one slip of the pen in one of these figures explained the difference"),
    "subject": N_("certain if the sentence said of what the figure is"),
    "whole": N_("certain if the text said that these parts are all there are"),
    "whole_named": N_("certain if the text named the whole as it names its parts"),
}
"""By the key in the column ``doubts`` of ``claims.csv``: what would make the reading certain."""


def doubt(key: str) -> Message:
    """Return what would make a reading certain; a key that isn't known stands for itself."""
    return Message(DOUBTS.get(key, key))
