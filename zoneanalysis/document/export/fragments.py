"""HTML fragments of a notebook (markdown, outputs) made harmless and self-contained."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from zoneanalysis.messages import Message

_DROPPED = [
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "noscript",
    "template",
    "frame",
    "frameset",
    "applet",
    "form",
    "title",
    "head",
]
_URL_ATTRIBUTES = ("src", "href", "xlink:href", "poster", "background", "action", "formaction")
_LOADING_ATTRIBUTES = ("srcset", "ping", "http-equiv", "formaction", "srcdoc", "manifest")
_CSS_LOADS = re.compile(r"@import[^;]*;?|url\(\s*['\"]?(?!data:|#)[^)]*\)", re.IGNORECASE)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


def image_type(data: bytes) -> str | None:
    """Return the MIME type of an image by its first bytes, or None if it is no image we know."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return "image/svg+xml" if b"<svg" in data[:2000] else None


def data_uri(data: bytes, kind: str) -> str:
    """Return an image as a data: address."""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def from_data_uri(address: str) -> tuple[bytes, str] | None:
    """Return the bytes and type of an image in a data: address, or None if it holds none."""
    match = re.fullmatch(r"data:[^;,]*((?:;[^;,]*)*),(.*)", address, re.DOTALL)
    if not match:
        return None
    try:
        data = (
            base64.b64decode(re.sub(r"\s", "", unquote(match[2])))
            if match[1].endswith(";base64")
            else unquote(match[2]).encode("utf-8")
        )
    except (binascii.Error, ValueError):
        return None
    kind = image_type(data)
    return (data, kind) if kind else None


def _find_image(
    address: str, folder: Path | None, attachments: Mapping[str, Mapping[str, str]]
) -> tuple[bytes, str] | None:
    if address.startswith("data:"):
        return from_data_uri(address)
    if address.startswith("attachment:"):
        stored = attachments.get(unquote(address.removeprefix("attachment:")), {})
        return next(
            (from_data_uri(f"data:{kind};base64,{text}") for kind, text in stored.items()), None
        )
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE) or folder is None:
        return None
    file = folder / unquote(address.partition("?")[0])
    if not file.is_file():
        return None
    data = file.read_bytes()
    found = image_type(data)
    return (data, found) if found else None


def _clean_image(
    soup: BeautifulSoup,
    image: Tag,
    folder: Path | None,
    attachments: Mapping[str, Mapping[str, str]],
    language: str,
) -> None:
    address = str(image.get("src", ""))
    found = _find_image(address, folder, attachments)
    if found:
        image["src"] = data_uri(*found)
        image["alt"] = str(image.get("alt", "") or image.get("title", ""))
        return
    words = Message("image not included: {name}", {"name": image.get("alt") or address[:200]})
    if re.match(r"https?://", address):
        note = soup.new_tag("a", href=address)
    else:
        note = soup.new_tag("em")
    note.string = words.render(language)
    image.replace_with(note)


def _clean_attributes(tag: Tag) -> None:
    for name in list(tag.attrs):
        value = str(tag[name])
        compact = re.sub(r"[\s\x00-\x1f]", "", value).lower()
        if name.lower().startswith("on") or name.lower() in _LOADING_ATTRIBUTES:
            del tag[name]
        elif name.lower() in _URL_ATTRIBUTES:
            link = tag.name == "a" and name == "href"
            inside = compact.startswith(("#", "data:image/"))
            schemeless = not re.match(r"[a-z][a-z0-9+.-]*:", compact)
            outside = compact.startswith(("http:", "https:", "mailto:")) or schemeless
            if not inside and not (link and outside):
                del tag[name]
        elif name.lower() == "style":
            tag[name] = _CSS_LOADS.sub("none", value)
    if tag.name == "a" and str(tag.get("href", "")).startswith("http"):
        tag["rel"] = "noreferrer"


def _clean_table(soup: BeautifulSoup, table: Tag) -> None:
    for name in ("border", "cellpadding", "cellspacing"):
        table.attrs.pop(name, None)
    for row in table.find_all("tr"):
        if str(row.get("style", "")).replace(" ", "").startswith("text-align:right"):
            del row["style"]
        in_head = row.find_parent("thead") is not None
        for cell in row.find_all("th", recursive=False):
            cell.attrs.setdefault("scope", "col" if in_head else "row")
    if not (isinstance(table.parent, Tag) and "scroll" in (table.parent.get("class") or [])):
        table.wrap(soup.new_tag("div", attrs={"class": "scroll", "tabindex": "0"}))


def clean(
    html: str,
    *,
    folder: Path | None = None,
    attachments: Mapping[str, Mapping[str, str]] | None = None,
    prefix: str = "",
    language: str = "zh",
) -> BeautifulSoup:
    """Return the fragment without scripts, handlers, and anything that loads from outside.

    Images (attached, beside the notebook in *folder*, or in the text) are written into it; one
    from the network becomes a link. *prefix* keeps the footnotes of two cells apart.
    """
    soup = BeautifulSoup(html, "html.parser")
    for text in soup.find_all(
        string=lambda s: isinstance(s, NavigableString) and type(s) is not NavigableString
    ):
        if isinstance(text, Comment) or text.parent is None or text.parent.name != "style":
            text.extract()
    for tag in soup.find_all(_DROPPED):
        if tag.name in ("form", "noscript", "template", "head"):
            tag.unwrap()
        else:
            tag.decompose()
    for style in soup.find_all("style"):
        if style.has_attr("scoped"):
            style.decompose()
        else:
            style.string = _CSS_LOADS.sub("none", style.get_text())
    for tag in soup.find_all():
        if tag.name == "img":
            _clean_image(soup, tag, folder, attachments or {}, language)
    for tag in soup.find_all():
        _clean_attributes(tag)
        for name, mark in (("id", ""), ("href", "#")):
            value = str(tag.get(name, ""))
            if re.match(rf"{mark}fn(?:ref)?-", value):
                tag[name] = f"{mark}{prefix}{value.removeprefix(mark)}"
    for table in soup.find_all("table"):
        _clean_table(soup, table)
    return soup
