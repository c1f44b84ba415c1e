"""What is done once before a build's processes are forked, so that each finds it done.

Named to Python's forkserver, which imports it; importing is its purpose. Besides the libraries that
every notebook needs sooner or later, it reads the fonts and the grammar of relations.
Collecting garbage meanwhile would find none, and take a sixth of the time; what is there when the
first process is forked stays for all of them.
"""

from __future__ import annotations

import gc

gc.disable()

import xlsxwriter  # noqa: E402, F401 -- imported where it is used

import zoneanalysis.review.review  # noqa: E402
import zoneanalysis.run.products  # noqa: E402, F401
from zoneanalysis.document.export.typesetting import covered  # noqa: E402
from zoneanalysis.relations.formula import parse  # noqa: E402

covered()
parse("stated = before")

gc.freeze()
gc.enable()
