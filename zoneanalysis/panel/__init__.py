"""Zones by months: ledgers, the four rates, rankings, scores, warnings (开发区月度调度)."""

from zoneanalysis.panel.alerts import Alert, alerts
from zoneanalysis.panel.ledger import RATES, WAITS, Rate, four_rates, stuck
from zoneanalysis.panel.loading import panel_of, panels, read_panel
from zoneanalysis.panel.panel import Panel
from zoneanalysis.panel.progress import contributions, growth, progress, target_gap, whole_above
from zoneanalysis.panel.registers import land, loans, overdue, served
from zoneanalysis.panel.scoring import ZoneScore, scorecard, sensitivity
from zoneanalysis.panel.standing import Standing, rate_standings

__all__ = [
    "RATES",
    "WAITS",
    "Alert",
    "Panel",
    "Rate",
    "Standing",
    "ZoneScore",
    "alerts",
    "contributions",
    "four_rates",
    "growth",
    "land",
    "loans",
    "overdue",
    "panel_of",
    "panels",
    "progress",
    "rate_standings",
    "read_panel",
    "scorecard",
    "sensitivity",
    "served",
    "stuck",
    "target_gap",
    "whole_above",
]
