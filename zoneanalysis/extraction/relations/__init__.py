"""Relations that a text states or implies, proposed from its figures (关系)."""

from zoneanalysis.extraction.relations.index import Proposal
from zoneanalysis.extraction.relations.propose import propose

__all__ = ["Proposal", "propose"]
