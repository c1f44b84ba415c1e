"""Several reports in one file: split by their credit lines and heads (分篇)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["Part", "parts_of"]

_HEAD = re.compile(
    r"^[ \t\u3000]*(?P<area>[\u4e00-\u9fff]{2,8}?(?:市|州|盟|县|区|省|旗))"
    r"(?P<what>[\u4e00-\u9fff\d\-—至年月]{2,24}?)?[ \t\u3000\r]*$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Part:
    """One report within a file: where it stands in the raw text, and what heads or signs it."""

    start: int
    end: int
    credit: str = ""
    head: str = ""


def parts_of(raw: str) -> list[Part]:
    r"""Return the reports that a file holds, in order; one part where nothing divides it.

    A credit line (供稿:…) ends a report. Where none is printed, lines that differ only in the
    name of an area (云川市开发区, 雨山市开发区) begin one each. A page head that stands in the
    middle of a report, where the page broke, begins none.

    Examples
    --------
    >>> text = "云川市\n增长5%。\n(供稿:云川市商务局)\n雨山市\n增长6%。\n(供稿:雨山市商务局)\n"
    >>> [(part.credit, part.head) for part in parts_of(text)]
    [('云川市商务局', '云川市'), ('雨山市商务局', '雨山市')]
    """
    signatures = list(vocabulary().marks["credit"].finditer(raw))
    if len(signatures) > 1:
        parts, begin = [], 0
        for signed in signatures:
            parts.append(_part(raw, begin, signed.end(), signed["by"].strip()))
            begin = signed.end()
        rest = raw[begin:]
        if re.search(r"\d", rest) and len(rest.strip()) > 200:
            parts.append(_part(raw, begin, len(raw), ""))
        return parts
    heads = _alike(list(_HEAD.finditer(raw)))
    starts = [
        head.start()
        for i, head in enumerate(heads)
        if i == 0 or head["area"] != heads[i - 1]["area"]
    ]
    credit = signatures[0]["by"].strip() if signatures else ""
    if len(starts) < 2 or signatures:
        return [_part(raw, 0, len(raw), credit)]
    starts[0] = 0
    return [
        _part(raw, begin, end, "")
        for begin, end in zip(starts, [*starts[1:], len(raw)], strict=True)
    ]


def _alike(heads: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the heads that say the same of different areas."""
    areas: dict[str, set[str]] = {}
    for head in heads:
        areas.setdefault(head["what"] or "", set()).add(head["area"])
    return [head for head in heads if head["what"] and len(areas[head["what"]]) > 1]


def _part(raw: str, start: int, end: int, credit: str) -> Part:
    head = _HEAD.search(raw, start, min(end, start + 400))
    return Part(start, end, credit, head[0].strip() if head else "")
