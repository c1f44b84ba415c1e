"""Users' rules over a panel: each month judged as a report on the zones would be (审核公式)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zoneanalysis.audit.rules import judged_rules
from zoneanalysis.messages import Language
from zoneanalysis.panel import Panel
from zoneanalysis.panel.figures import as_report
from zoneanalysis.relations.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["judge_panel"]


def judge_panel(panel: Panel, rules: Sequence[Rule], *, language: Language = "en") -> pd.DataFrame:
    """Return the verdict of each rule on each month of a panel.

    The area of a rule that names none is the group of all zones; 各开发区 is each zone.

    Parameters
    ----------
    rules : sequence of Rule
        As `zoneanalysis.reports.rules.read_rules` reads them.
    language : {"zh", "en"}
        Of the reasons.

    Returns
    -------
    pandas.DataFrame
        The columns of `zoneanalysis.panel.auditing.audit_panel`; ``indicator`` and ``measure`` are
        those of the first figure (empty where there is none), arithmetic and reason stand where the
        rule doesn't hold.
    """
    import pandas as pd

    rows = []
    whole = as_report(panel)
    looking_back = any(rule.looks_back for rule in rules)
    for month in panel.months if rules else ():
        own = as_report(panel, month)
        earlier = (whole,) if looking_back else ()
        for claim, result in judged_rules(replace(own, rules=tuple(rules), earlier=earlier)):
            first = next((own[each] for each in claim.figure_ids if each in own), None)
            of = (panel.area, "", "")
            if first is not None:
                of = (first.ref_area, first.indicator, first.measure)
            told = (result.numbers, result.reason.render(language))
            shown = ("", "") if result.verdict.holds else told
            rows.append((claim.check, of[0], month, *of[1:], result.verdict.value, *shown))
    columns = ["rule", "zone", "month", "indicator", "measure", "verdict", "numbers", "reason"]
    return pd.DataFrame(rows, columns=columns)
