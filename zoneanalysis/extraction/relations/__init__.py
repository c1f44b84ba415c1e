"""Relations that a text states or implies, proposed from its words (关系)."""

from zoneanalysis.extraction.relations.index import Proposal
from zoneanalysis.extraction.relations.propose import propose
from zoneanalysis.extraction.relations.repeats import mark_twins

__all__ = ["Proposal", "mark_twins", "propose"]
