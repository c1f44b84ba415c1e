"""HTML fragments of a notebook (markdown, outputs) made harmless and self-contained."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString
from PIL import Image

from zoneanalysis.messages import Message

_UNWRAPPED = ("form", "noscript", "template", "head")
_DROPPED = ("script", "link", "meta", "base", "frameset", "title")
_FOREIGN = ("iframe", "object", "embed", "frame", "applet", "video", "audio", "canvas")
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
    """Return the MIME type of an image by its first bytes; None if it can't be read."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind if readable(data) else None
    return "image/svg+xml" if b"<svg" in data[:2000] else None


def readable(data: bytes) -> bool:
    """Return whether the pixels of an image can be read to the end."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def with_namespace(svg: str) -> str:
    """Return an SVG with the namespace that a page can do without and a file can't."""
    if re.search(r"<svg\b[^>]*\sxmlns\s*=", svg):
        return svg
    return re.sub(r"<svg\b", '<svg xmlns="http://www.w3.org/2000/svg"', svg, count=1)


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


def _note_foreign(soup: BeautifulSoup, tag: Tag, language: str) -> None:
    """Put a note in the place of what a page can't hold, with its address and its own words."""
    address = str(tag.get("src") or tag.get("data") or "")
    what = f"{tag.name} {address[:200]}" if re.match(r"https?://", address) else tag.name
    words = Message("can't be shown here: {what}", {"what": what}).render(language)
    own = tag.get_text(" ", strip=True)
    note = soup.new_tag("a", href=address) if what != tag.name else soup.new_tag("em")
    note.string = f"[{words}] {own}".rstrip()
    tag.replace_with(note)


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
    for tag in soup.find_all([*_UNWRAPPED, *_DROPPED, *_FOREIGN]):
        if tag.decomposed:
            continue
        if tag.name in _UNWRAPPED:
            tag.unwrap()
        elif tag.name in _DROPPED:
            tag.decompose()
        else:
            _note_foreign(soup, tag, language)
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
