"""The audit of whole reports (核验): verdicts, coverage, smallest repair, remarks, reviews."""

from zoneanalysis.audit.core import Audit, Summary, audit
from zoneanalysis.audit.coverage import Coverage
from zoneanalysis.audit.remarks import Remark, remarks_across, repeats_across
from zoneanalysis.audit.reviews import Review

__all__ = [
    "Audit",
    "Coverage",
    "Remark",
    "Review",
    "Summary",
    "audit",
    "remarks_across",
    "repeats_across",
]
