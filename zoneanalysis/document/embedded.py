"""A document as HTML in a notebook's output, with the style that it needs there."""

from __future__ import annotations

from zoneanalysis.document import model
from zoneanalysis.document.files import right_columns
from zoneanalysis.document.html import HtmlRenderer

__all__ = ["render_standalone"]

_STYLE = """<style>
.zone-doc .cards{display:flex;flex-wrap:wrap;gap:.8em}.zone-doc .card{border:1px solid #8886;
border-radius:6px;padding:.6em 1em;min-width:11em}.zone-doc .card p{margin:.2em 0}
.zone-doc .card-value{font-size:1.6em;font-weight:700}.zone-doc dl div{display:flex;gap:1em;
justify-content:space-between}.zone-doc dd{margin:0}.zone-doc button.n{font:inherit;color:inherit;
background:none;border:0;border-bottom:1px dotted;padding:0;cursor:pointer}.zone-doc .callout{
border-left:4px solid #1f4e79;padding:.3em 1em;margin:.8em 0}.zone-doc .bad{color:#a3352a}
.zone-doc .good{color:#0b6660}.zone-doc .warn{color:#80540a}.zone-doc .badge{margin:0 .3em}
.zone-doc [popover]{max-width:34em;padding:1em}.zone-doc .note{font-size:.9em;opacity:.8}
.zone-doc :is(caption,figcaption) b{display:none}.zone-doc dl div dt,.zone-doc dl div dd{float:none;
width:auto;margin:0;padding:0}.zone-doc .card dd{white-space:nowrap}
.zone-doc caption{text-align:left}.zone-doc .r{text-align:right}
"""


def render_standalone(document: model.Content, prefix: str) -> str:
    """Return the document as HTML for a notebook's output, with the style it needs there.

    *prefix* keeps its ids apart from those of other documents in the notebook.
    """
    renderer = HtmlRenderer(document.language, document.anchors, prefix=prefix)
    body = renderer.render(document)
    return (
        f"{_STYLE}{right_columns()}</style>"
        f'<div class="zone-doc" lang="{document.language}">{body}{renderer.popovers()}</div>'
    )
