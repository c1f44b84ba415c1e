"""Pages on a panel: the monthly bulletin and the scorecard (月度通报, 考核计分卡)."""

from zoneanalysis.review.dispatch.bulletin import Bulletin
from zoneanalysis.review.dispatch.scorecard import Scorecard

__all__ = ["Bulletin", "Scorecard"]
