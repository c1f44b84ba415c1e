"""What is done once before a build's processes are forked, so that each finds it done.

Named to Python's forkserver, which imports it; importing is its purpose. Besides the libraries that
every notebook needs sooner or later, it reads the fonts: both drawing and typesetting keep them.
"""

from __future__ import annotations

import zoneanalysis.comparison
import zoneanalysis.forecast
import zoneanalysis.products
import zoneanalysis.review  # noqa: F401
from zoneanalysis.charts.style import drawn
from zoneanalysis.export.typesetting import covered

covered()
drawn(lambda axes: axes.set_title("增长 0.5%", weight="bold"), height_mm=20, alt="0")
