"""Markdown as Jupyter reads it, to HTML that both exporters start from.

A formula becomes ``<span class="tex" data-tex="…">``, with ``data-block`` if displayed.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mistune import HTMLRenderer, Markdown
from mistune.plugins import import_plugin
from mistune.plugins.table import table_in_list, table_in_quote
from nbconvert.filters.markdown_mistune import MathBlockParser, MathInlineParser

_PLUGINS = ("table", "footnotes", "strikethrough", "url", "task_lists", "def_list")


class _Renderer(HTMLRenderer):
    """Mistune's HTML, with formulas kept as TeX for the exporter to convert."""

    def block_math(self, body: str) -> str:
        return f'<span class="tex" data-block="1" data-tex="{escape(body.strip())}"></span>'

    def inline_math(self, body: str) -> str:
        return f'<span class="tex" data-tex="{escape(body.strip())}"></span>'

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")

    def multiline_math(self, text: str) -> str:
        return text

    def safe_url(self, url: str) -> str:
        """Leave addresses as they are; the cleaning of the whole fragment judges them."""
        return str(escape(url))


def markdown_to_html(source: str) -> str:
    """Return the HTML of a markdown cell, not yet cleaned."""
    renderer = _Renderer(escape=False, allow_harmful_protocols=True)
    parser: Any = Markdown(
        renderer=renderer,
        block=MathBlockParser(),
        inline=MathInlineParser(hard_wrap=False),
        plugins=[*map(import_plugin, _PLUGINS), table_in_list, table_in_quote],
    )
    return str(parser(source))
