"""A document's text together with its bytes, for what writes reports from it."""

from __future__ import annotations

from dataclasses import dataclass

from zoneanalysis.extraction.inputs.document import MOST_BYTES as LARGEST
from zoneanalysis.extraction.inputs.document import read_document, too_large
from zoneanalysis.messages import Message

__all__ = ["LARGEST", "Source", "read_source", "too_large"]


@dataclass(frozen=True)
class Source:
    """A file as read.

    Parameters
    ----------
    text : str
    raw : bytes
    kind : str
        text, html, docx, pdf, xlsx or csv.
    encoding : str
        Of plain text and HTML; "" else.
    name : str
    remarks : tuple of Message
        What a reader should know of how it was read.
    """

    text: str
    raw: bytes
    kind: str
    encoding: str = ""
    name: str = ""
    remarks: tuple[Message, ...] = ()


def read_source(raw: bytes, name: str = "") -> Source:
    """Return the text of a file, whatever of the six kinds it is; see `read_document`.

    Raises
    ------
    InputError
        Where the file is empty, too large, no text, or holds none.

    Examples
    --------
    >>> read_source("云川市工业投资完成54.76亿元。".encode("gb18030")).encoding
    'gb18030'
    """
    document = read_document(raw, name or None)
    return Source(document.text, raw, document.format, document.encoding, name, document.remarks)
