"""The document model: plain data that survives JSON and refuses what can't be rendered."""

from __future__ import annotations

import json

import pytest

from tests.document.demo import demo
from zoneanalysis.document import document as document_module
from zoneanalysis.document import model as m
from zoneanalysis.document import reading
from zoneanalysis.document.document import Document
from zoneanalysis.errors import InputError


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_round_trip_keeps_every_block(language: m.Language) -> None:
    """A document with every block comes back equal from its JSON text."""
    document = demo(language)
    text = json.dumps(document.to_json(), ensure_ascii=False, sort_keys=True)
    assert Document.from_json(json.loads(text)) == document


def test_demo_holds_every_block_and_run() -> None:
    """The demo document leaves out no class of the model, so the tests below see them all."""
    shown = {type(part).__name__ for part in reading.parts(demo("zh").blocks)}
    assert set(document_module._CLASSES) <= shown


def test_json_names_version_and_language() -> None:
    """The stored form says which version and language it is."""
    data = Document((m.PageBreak(),), "en").to_json()
    assert data == {"version": 1, "language": "en", "blocks": [{"type": "PageBreak"}]}


@pytest.mark.parametrize(
    "data",
    [
        {"version": 2, "blocks": []},
        {"blocks": []},
        {"version": 1, "blocks": [{"type": "Marquee", "text": "x"}]},
        {"version": 1, "blocks": [{"type": "Heading", "text": "x", "level": 1, "onclick": "x"}]},
        {"version": 1, "blocks": [{"type": "Heading", "text": "x"}]},
        {"version": 1, "blocks": [{"type": "Heading", "text": "x", "level": 9}]},
        {"version": 1, "language": "fr", "blocks": []},
        {"version": 1, "blocks": ["text"]},
    ],
)
def test_foreign_data_are_refused_with_an_input_error(data: dict[str, object]) -> None:
    """Another version, an unknown block, field, level or language gives an error, no traceback."""
    with pytest.raises(InputError):
        Document.from_json(data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: m.Number("1", None, "purple"),  # type: ignore[arg-type]
        lambda: m.Paragraph("text"),  # type: ignore[arg-type]
        lambda: m.Paragraph((1,)),  # type: ignore[arg-type]
        lambda: m.Ref("x", "no spaces"),
        lambda: m.Link("x", "javascript:alert(1)"),
        lambda: m.Chart("<svg/>", " "),
        lambda: m.Verdictmark("fine", "x"),  # type: ignore[arg-type]
        lambda: m.Table("t", (m.Column("a"),), ((m.Cell(("x",)), m.Cell(("y",))),)),
        lambda: m.Table("t", (m.Column("a"),), (), widths=(1, 2)),
        lambda: m.Provenance('"><script>', "x"),
    ],
)
def test_a_block_that_can_not_be_rendered_is_refused(make: object) -> None:
    """A wrong tone, anchor, address, row length or an empty alternative text is an InputError."""
    with pytest.raises(InputError) as caught:
        make()  # type: ignore[operator]
    assert "must" in str(caught.value)


def test_anchors_are_headings_cells_tables_charts_and_listed_provenances() -> None:
    """A reference may lead to these, but not to a provenance that isn't listed."""
    found = reading.anchors(demo("en").blocks)
    assert {"summary", "audit", "fig-growth", "tab-zones", "f001", "f070", "d1"} <= found
    assert "f071" not in found
    assert reading.anchors((m.Paragraph((m.Ref("x", "nowhere"),)),)) == frozenset()


def test_provenances_come_once_in_reading_order() -> None:
    """A number printed twice has one provenance."""
    one, two = m.Provenance("a", "A"), m.Provenance("b", "B")
    numbers = (m.Number("1", two), m.Number("2", one), m.Number("3", two))
    assert list(reading.provenances((m.Paragraph(numbers),))) == ["b", "a"]


def test_a_notebook_gets_three_forms() -> None:
    """Jupyter shows the HTML, a terminal the text, the exporters read the data."""
    bundle = demo("zh")._repr_mimebundle_()
    assert set(bundle) == {m.MIME_TYPE, "text/html", "text/plain"}
    assert "工业投资" in bundle["text/plain"]
    assert "<script>" not in bundle["text/html"]
