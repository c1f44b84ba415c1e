"""What a page takes of the program's own style."""

from __future__ import annotations

import pytest

from zoneanalysis.document.files import lean, page_style


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("p{margin:0}nav{margin:0}", "p{margin:0}"),
        (".a,.gone,.b p{margin:0}", ".a,.b p{margin:0}"),
        (".a.gone{margin:0}.gone .a{margin:0}.a .b{margin:0}", ".a .b{margin:0}"),
        (":is(.a,.gone) p{margin:0}:is(.a,.b) nav{margin:0}", ":is(.a,.gone) p{margin:0}"),
        (".a:not(.gone)::after{margin:0}", ".a:not(.gone)::after{margin:0}"),
        ("p[data-sign=x],#gone{margin:0}", "p[data-sign=x]{margin:0}"),
        ("@media print{nav{margin:0}}p{margin:0}", "p{margin:0}"),
        ("@media print{nav{margin:0}.b{margin:0}}", "@media print{.b{margin:0}}"),
        ("@page{size:A4;@top-left{margin:0}}", "@page{size:A4;@top-left{margin:0}}"),
        (":root{--ink:#000}*{margin:0}", ":root{--ink:#000}*{margin:0}"),
        (".opened{margin:0}", ".opened{margin:0}"),  # the script sets it
    ],
)
def test_rules_that_no_element_can_have_are_left_out(style: str, left: str) -> None:
    """By their words; what may apply stays, within conditions too."""
    body = '<p class="a">x</p><i class="b">y</i><script>x.classList.add("opened")</script>'
    assert lean(f"<style>{style}</style>{body}") == f"<style>{left}</style>{body}"


def test_a_page_that_has_little_takes_little() -> None:
    """The style of a page without charts, tables and popovers is less than half of the whole."""
    page = f"<style>{page_style()}</style><main><h1>x</h1><p>y</p></main>"
    assert 2 * len(lean(page)) < len(page)
