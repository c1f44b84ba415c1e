"""The site: guides, lessons, methods, decisions, reference. `make docs` builds it (文档站点)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click

import zoneanalysis
from zoneanalysis.cli.main import cli
from zoneanalysis.run.lessons import Lesson, lessons, write_lessons

HERE = Path(__file__).parent

project = "zoneanalysis"
author = "zoneanalysis contributors"
copyright = author  # noqa: A001 -- Sphinx's name
version = release = zoneanalysis.__version__
extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx-mathjax-offline",
    "sphinx.ext.autosummary",
]
exclude_patterns = ["_build", "_generated/built"]
root_doc = "index"
suppress_warnings = ["myst.header", "misc.highlighting_failure"]

html_theme = "furo"
html_title = "zoneanalysis · 开发区半年运行评估"
html_extra_path = ["_generated/built"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False

myst_enable_extensions = ["amsmath", "dollarmath", "linkify"]
myst_linkify_fuzzy_links = False  # report.md is a file here, no address
myst_heading_anchors = 3
nb_execution_mode = "off"  # the tests run the lessons
autosummary_generate = True
autodoc_typehints = "none"  # numpydoc shows the types that the docstrings say
numpydoc_show_class_members = False

_SOURCE = "https://github.com/zoneanalysis/zoneanalysis/blob/main"
_PAGES = {
    "readme": "README.md",
    "contributing": "CONTRIBUTING.md",
    "changelog": "CHANGELOG.md",
    "data": "data/README.md",
}
_LINKS = {  # from where the pages stand in the repository to where they stand here
    "docs/": "../",
    "../docs/": "../",
    "data/README.md": "data.md",
    "CONTRIBUTING.md": "contributing.md",
    "CITATION.cff": f"{_SOURCE}/CITATION.cff",
}


def _reference() -> None:
    """Write the pages that come from the program itself: public names, commands, lessons."""
    folder = HERE / "_generated"
    shutil.rmtree(folder, ignore_errors=True)
    built = HERE.parent / "outputs"  # the pages of `make reports`, for the gallery
    hidden = shutil.ignore_patterns(".*", "README.md", "SHA256SUMS")
    shutil.copytree(built, folder / "built" / "reviews", ignore=hidden)
    for name, path in _PAGES.items():
        text = (HERE.parent / path).read_text(encoding="utf-8")
        for link, target in _LINKS.items():
            text = text.replace(f"]({link}", f"]({target}")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    names = "\n   ".join(name for name in zoneanalysis.__all__ if not name.startswith("_"))
    (folder / "api.rst").write_text(
        "Python: every public name\n=========================\n\n"
        "``import zoneanalysis as za`` offers these; they are imported when first used.\n\n"
        f".. currentmodule:: zoneanalysis\n\n.. autosummary::\n   :toctree: api\n\n   {names}\n",
        encoding="utf-8",
    )
    pages = ["# The commands", *_help(cli, "zoneanalysis")]
    (folder / "commands.md").write_text("\n\n".join(pages) + "\n", encoding="utf-8")
    write_lessons(folder / "lessons", (), 0, solved=False)
    listed = [f"{Lesson.read(each).title} <lessons/{each}>" for each in lessons()]
    toctree = ["```{toctree}", ":maxdepth: 1", "", *listed, "```"]
    text = [
        "# Lessons · 课程",
        "",
        "Written by `zoneanalysis lesson new`; answers check themselves · 答案自查。",
        "",
    ]
    (folder / "lessons.md").write_text("\n".join([*text, *toctree]) + "\n", encoding="utf-8")


def _help(command: click.Command, name: str) -> list[str]:
    """Return the help of a command and of those below it, as Markdown."""
    context = click.Context(command, info_name=name, max_content_width=100)
    pages = [f"## `{name}`\n\n```text\n{command.get_help(context)}\n```"]
    if isinstance(command, click.Group):
        for word, each in command.commands.items():
            pages += _help(each, f"{name} {word}")
    return pages


def _language(_app: Any, page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """Say that a page of the Chinese guide is Chinese: browsers choose signs and voices by it."""
    if page.startswith("guide/zh"):
        context["language"] = "zh-CN"


def setup(app: Any) -> None:
    """Write the generated pages before Sphinx reads."""
    app.connect("html-page-context", _language)
    _reference()
