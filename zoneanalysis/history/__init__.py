"""A city over time (历史沿革): relations across reports, outcomes, changes, drafts held to it."""

from zoneanalysis.history.crossings import Across, Crossing, Standing, across

__all__ = ["Across", "Crossing", "Standing", "across"]
