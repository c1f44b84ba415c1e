"""Error localisation (差错定位): the smallest repair of a report's figures."""

from zoneanalysis.audit.repair.repair import Alternative, Change, Cluster, Held, Repair
from zoneanalysis.audit.repair.search import smallest_repair

__all__ = ["Alternative", "Change", "Cluster", "Held", "Repair", "smallest_repair"]
