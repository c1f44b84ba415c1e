"""PDF files to text, where they have a text layer; page heads and page numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.columns import lines_of
from zoneanalysis.extraction.inputs.limits import MOST_CHARACTERS, too_much
from zoneanalysis.messages import Message, phrase

__all__ = ["pdf_text", "without_page_heads"]

_MOST_PAGES = 2_000
_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_PAGE_NUMBER = re.compile(
    r"[-—–·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–·•\s]*"
)
_BARE = re.compile(r"\d{1,4}", re.ASCII)
_NUMBER_AT_END = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
_SENTENCE = re.compile(r"[,，。;；%％:：]")


def pdf_text(raw: bytes, where: Location) -> tuple[str, tuple[Message, ...]]:
    """Return the text layer of a PDF and remarks on it.

    Raises
    ------
    InputError
        If pypdfium2 is missing, or the file is damaged, protected, or scanned.
    """
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise InputError.single(
            must="reading PDF files needs the library pypdfium2",
            came="an installation without it",
            where=where,
            do='Run `pip install "zoneanalysis[extract]"`, or save it as plain text in UTF-8.',
        ) from None
    pages: list[str] = []
    try:
        document = pdfium.PdfDocument(raw)
        try:
            if len(document) > _MOST_PAGES:
                raise InputError.single(
                    must=phrase("a PDF must have at most {most} pages", most=_MOST_PAGES),
                    came=phrase("{count} pages", count=len(document)),
                    where=where,
                    do="Take out the pages of the report.",
                )
            size = 0
            for number in range(len(document)):
                page = document[number]
                drawn = pdfium.raw.FPDFPage_CountObjects(page)
                layer = page.get_textpage()
                size += max(layer.count_chars(), drawn)
                if size > MOST_CHARACTERS:
                    came = f"more, by page {number + 1}"
                    raise too_much("characters and marks", MOST_CHARACTERS, came, where)
                pages.append("\n".join(lines_of(layer, layer.get_text_range())))
                layer.close()
                page.close()
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        protected = "assword" in str(error)
        raise InputError.single(
            must="a PDF must be whole and open to everyone",
            came="one that a password protects" if protected else "one that can't be opened",
            where=where,
            do="Save it again without a password." if protected else "Fetch the file again.",
        ) from None
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise InputError.single(
            must="a PDF must have a text layer",
            came=phrase("a scanned PDF: {count} pages of pictures, no text", count=len(pages)),
            where=where,
            do="Recognise its text first (OCR), read it over, and pass the text.",
        )
    text, left_out = without_page_heads([_clean(page) for page in pages])
    remarks = []
    if left_out:
        remarks.append(
            Message("{count} page heads and page numbers are left out", {"count": left_out})
        )
    if empty:
        remarks.append(Message("pages without a text layer: {pages}", {"pages": ", ".join(empty)}))
    return text, tuple(remarks)


def _clean(page: str) -> list[str]:
    """Return the lines of a page; pdfium gives U+FFFE for a hyphen at the end of a line."""
    text = page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\0", "")
    return [line.strip(" ").rstrip() for line in text.split("\n") if line.strip()]


def without_page_heads(pages: Sequence[Sequence[str]]) -> tuple[str, int]:
    r"""Return the pages as one text, and how many heads and page numbers were left out.

    Looked at are the first and the last lines of each page. A line that stands there on two pages
    or more is a head; of these the first is kept, because it may be the title. A number is a page
    number where it is written as one (第3页, - 3 -) or goes up with the pages; any other number
    stays. A line with a comma, a full stop or a percent sign is never left out.

    Examples
    --------
    >>> pages = [["云川市开发区", "投资增长5%。", "1"], ["云川市开发区", "完。", "2"]]
    >>> without_page_heads(pages)
    ('云川市开发区\n投资增长5%。\n完。\n', 3)
    """
    edges = [{i: line for i, line in enumerate(lines) if _may_be_head(i, lines)} for lines in pages]
    often = Counter(key for lines in edges for key in {_key(line) for line in lines.values()})
    steps = Counter(
        int(line) - page
        for page, lines in enumerate(edges)
        for line in lines.values()
        if _BARE.fullmatch(line)
    )
    kept: list[str] = []
    known: set[str] = set()
    for page, lines in enumerate(pages):
        for index, line in enumerate(lines):
            if index in edges[page]:
                if _BARE.fullmatch(line):
                    if steps[int(line) - page] > 1:
                        continue
                elif _PAGE_NUMBER.fullmatch(line):
                    continue
                elif often[_key(line)] > 1:
                    if _key(line) in known:
                        continue
                    known.add(_key(line))
            kept.append(line)
    return "".join(f"{line}\n" for line in kept), sum(map(len, pages)) - len(kept)


def _may_be_head(index: int, lines: Sequence[str]) -> bool:
    at_edge = min(index, len(lines) - 1 - index) < _EDGE
    return at_edge and _SENTENCE.search(lines[index]) is None


def _key(line: str) -> str:
    return re.sub(r"\s+", "", _NUMBER_AT_END.sub("", line))
