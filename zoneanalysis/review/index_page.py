"""The page that links everything that a run made (目录页): one table, in both languages at once."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from zoneanalysis._version import __version__
from zoneanalysis.document.files import TEMPLATES, lean, page_script, page_style
from zoneanalysis.document.html import HtmlRenderer
from zoneanalysis.messages import LANGUAGES
from zoneanalysis.review.facts.areas import UNNAMED
from zoneanalysis.review.wording import bare_name

__all__ = ["FILE_NAME", "Listed", "index_page"]

FILE_NAME = "index.html"
_DATA = (
    "source.zh.html",
    "source.en.html",
    "figures.csv",
    "checks.csv",
    "tables.xlsx",
    "ro-crate-metadata.json",
)
_PAGES = (
    ("html", "HTML"),
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("xlsx", "Excel"),
    ("ipynb", "Notebook"),
)
_WORDS = {
    "filter": "筛选 Filter",
    "rows": "行 rows",
    "close": "关闭 Close",
    "code": "",
    "all": "",
    "sort": "排序 Sort",
    "link": "",
    "cite": "复制引用 Copy citation",
    "copied": "已复制 Copied",
    "columns": "",
}


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_ENVIRONMENT.filters["english"] = lambda text: Markup(HtmlRenderer("en").marked(text))  # noqa: S704 - escaped
_PAGE = _ENVIRONMENT.get_template("index.html.j2")  # here, while the processes of a run get warm


@dataclass(frozen=True)
class Listed:
    """A report, or the comparison, as the page lists it; ``place`` is its folder in the output.

    ``city`` holds its name in both languages.
    """

    title: Mapping[str, str]
    place: str
    stem: str
    city: Mapping[str, str]
    date: str = ""


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lead(figures: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the growth that a review leads with, its indicator and that one's names."""
    for row in figures:
        rate = re.search(r"\d[\d.]*[%‰]", row.get("printed", ""))
        if row.get("leads_zh") and rate:
            sign = "−" if re.match(r"[\[(]-[^,]*, *-", row["interval"]) else ""
            names = {key: row[f"leads_{key}"] for key in LANGUAGES}
            return {"rate": f"{sign}{rate[0]}", "indicator": row["indicator"]} | names
    return {}


def _main(leads: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return a lead of the indicator that most reviews lead with: a column ranks no other."""
    counts = Counter(each["indicator"] for each in leads if each)
    most = max(counts, key=lambda each: counts[each], default="")
    return next((each for each in leads if each and each["indicator"] == most), {})


def _known(text: str) -> str:
    """Return a name or title, none where it is that of what a text doesn't name."""
    return "" if text.startswith(UNNAMED) else bare_name(text)


def index_page(output: Path, listed: Sequence[Listed]) -> str:
    """Return the page's HTML: a row for each entry, with links to its files that are there.

    Parameters
    ----------
    output : Path
    listed : sequence of Listed
    """
    entries: list[dict[str, Any]] = []
    for each in listed:
        folder = output / each.place
        pages = {
            language: [
                (f"{each.place}{name}", kind)
                for suffix, kind in _PAGES
                if folder.joinpath(name := f"{each.stem}.{language}.{suffix}").is_file()
            ]
            for language in LANGUAGES
        }
        if not any(pages.values()):
            continue
        named = [
            {key: _known(text) or _known(said["zh"]) or "—" for key, text in said.items()}
            for said in (each.city, each.title)
        ]
        review = bool(each.place) and each.stem == "review"
        checks = _rows(folder / "checks.csv") if review else []
        figures = _rows(folder / "figures.csv") if review else []
        charts = "*.svg" if each.stem == "review" else f"{each.stem}-*.svg"
        entries.append(
            {
                "city": named[0],
                "title": named[1],
                "date": each.date,
                "growth": _lead(figures),
                "pages": pages,
                "causes": len({each for row in checks for each in row.get("cause", "").split()}),
                "checked": bool(checks),
                "data": [
                    (f"{each.place}{name}", name)
                    for name in (_DATA if each.place else ())
                    if (folder / name).is_file()
                ],
                "charts": [
                    (f"{each.place}charts/{path.name}", path.stem)
                    for path in sorted((folder / "charts").glob(charts) if each.place else ())
                ],
            }
        )
    script = page_script()
    built = [each for each in LANGUAGES if any(entry["pages"][each] for entry in entries)]
    main = _main([entry["growth"] for entry in entries])
    page = _PAGE.render(
        entries=entries,
        main=main,
        built=built,
        version=__version__,
        style=page_style(),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        words=json.dumps(_WORDS, ensure_ascii=False),
    )
    return lean(page)
