"""Preprocessors of an exporter leave the notebook as it was, copied or not."""

from __future__ import annotations

from copy import deepcopy

import pytest
from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config import Config

from zoneanalysis.document.export import ZoneHTMLExporter


class Shouting(Preprocessor):
    """Changes what a cell printed."""

    def preprocess_cell(self, cell, resources, index):
        """Print it in capitals."""
        for output in cell.outputs:
            output.text = output.text.upper()
        return cell, resources


def tagged(tag: str):
    """Return a notebook of one cell that prints a word."""
    printed = new_output("stream", name="stdout", text="quietly")
    return new_notebook(cells=[new_code_cell("1", outputs=[printed], metadata={"tags": [tag]})])


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({"TagRemovePreprocessor": {"remove_cell_tags": {"aside"}}}, ""),
        ({"TagRemovePreprocessor": {"remove_input_tags": {"aside"}}}, "quietly"),
        ({"TagRemovePreprocessor": {"remove_all_outputs_tags": {"aside"}}}, ""),
        ({"ZoneHTMLExporter": {"preprocessors": [Shouting]}}, "QUIETLY"),
        ({}, "quietly"),
    ],
)
def test_preprocessors_work_on_the_page_and_leave_the_notebook(settings, shown):
    """The page shows what they left; whoever holds the notebook still has it whole."""
    notebook = tagged("aside")
    before = deepcopy(notebook)
    page, _ = ZoneHTMLExporter(config=Config(settings)).from_notebook_node(notebook)
    assert ('class="printed stdout"' in page) == bool(shown)
    assert shown in page
    assert notebook == before
