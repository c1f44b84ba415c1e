"""The audit of whole reports (核验): verdicts, coverage, smallest repair, remarks, reviews."""

import sys
from types import ModuleType
from typing import Any

from zoneanalysis.audit.core import Audit, audit
from zoneanalysis.audit.coverage import Coverage
from zoneanalysis.audit.remarks import Remark, remarks_across, repeats_across
from zoneanalysis.audit.reviews import Review
from zoneanalysis.audit.summary import Summary
from zoneanalysis.reports.report import Report

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


class _Callable(ModuleType):
    """``zoneanalysis.audit(report)`` is the audit of a report; the module is one, too."""

    def __call__(self, report: Report, **more: Any) -> Audit:
        """Return the audit of a report; see :func:`zoneanalysis.audit.core.audit`."""
        return audit(report, **more)


sys.modules[__name__].__class__ = _Callable
