"""HTML fragments of a notebook (markdown, outputs) made harmless and self-contained."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TypeGuard
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString, Stylesheet
from PIL import Image, UnidentifiedImageError

from zoneanalysis.document.svg import drawable
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message

_UNWRAPPED = ("form", "noscript", "head")
_DROPPED = ("script", "link", "meta", "base", "frameset", "title", "template")
_FOREIGN = ("iframe", "object", "embed", "frame", "applet", "video", "audio", "canvas")
_URL_ATTRIBUTES = ("src", "href", "xlink:href", "poster", "background", "action", "formaction")
_LOADING_ATTRIBUTES = ("srcset", "ping", "http-equiv", "formaction", "srcdoc", "manifest")
_TEX = re.compile(  # with a command, a subscript or a superscript
    r"\$\$(?P<block>[^$]*[\\^_][^$]*)\$\$|"
    r"\$(?P<line>(?=[^$\n]*[\\^_])[^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)"
)
_DEEPEST = 100  # elements inside each other
_ROWS = ("tr",)
_PARTS = {
    "ul": ("li",), "ol": ("li",), "tr": ("td", "th"), "thead": _ROWS, "tbody": _ROWS,
    "tfoot": _ROWS, "table": ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"),
}  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section",
    "style", "summary", "svg", "table", "ul",
))  # fmt: skip
FIELDS = ("input", "progress", "meter")
_CSS_LOADS = re.compile(r"@import[^;]*;?|url\(\s*['\"]?(?!data:|#)[^)]*\)", re.IGNORECASE)
_SHOWN = ("PNG", "JPEG", "GIF", "WEBP")
_CASED = (
    "viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "clipPathUnits",
    "linearGradient", "radialGradient", "clipPath", "textPath", "patternUnits", "markerWidth",
    "markerHeight", "refX", "refY", "textLength", "patternTransform", "maskUnits", "foreignObject",
)  # fmt: skip


def picture(data: bytes, language: str = "zh") -> tuple[bytes, str] | None:
    """Return an image and its MIME type, made PNG if page or paper can't show it as it is.

    None if it can't be read to the end. A picture in a drawing that can't is named in its place.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            if image.format in _SHOWN and image.mode != "CMYK":
                return data, Image.MIME[image.format]
        return as_png(data), "image/png"
    except UnidentifiedImageError:
        pass
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    try:
        drawn = drawable(data.decode("utf-8-sig"), partial(_lacking, language=language))
        return drawn.encode(), "image/svg+xml"
    except (InputError, UnicodeDecodeError):
        return None


def as_png(data: bytes) -> bytes:
    """Return an image, its first state if it moves, as PNG."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGBA" if image.has_transparency_data else "RGB").save(out, "PNG")
    return out.getvalue()


def _lacking(address: str, language: str) -> str:
    """Return what stands in the place of a picture in a drawing; nothing where it can be shown."""
    found = from_data_uri(address)
    if found and found[1] != "image/svg+xml":
        return ""
    return not_included(address.partition(",")[0]).render(language)


def not_included(name: str) -> Message:
    """Return the words for an image that is left out."""
    return Message("image not included: {name}", {"name": name[:200]})


def drawing(tag: Tag, language: str = "zh") -> str:
    """Return an SVG inside HTML, whose parser wrote it in small letters, as a file may hold it.

    Empty if it can't be read.
    """
    markup = str(tag)
    for name in _CASED:
        markup = re.sub(rf"(?<=[\s</]){name.lower()}(?=[\s=>])", name, markup)
    try:
        return drawable(markup, partial(_lacking, language=language))
    except InputError:
        return ""


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
    return picture(data)


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
    return picture(file.read_bytes())


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
    words = not_included(str(image.get("alt") or address))
    if re.match(r"https?://", address):
        note = soup.new_tag("a", href=address)
    else:
        note = soup.new_tag("em")
    note.string = words.render(language)
    image.replace_with(note)


def _note_foreign(soup: BeautifulSoup, tag: Tag, language: str) -> None:
    """Put a note in the place of what a page can't hold, before what it holds for this case."""
    address = str(tag.get("src") or tag.get("data") or "")
    what = f"{tag.name} {address[:200]}" if re.match(r"https?://", address) else tag.name
    words = Message("can't be shown here: {what}", {"what": what}).render(language)
    note = soup.new_tag("a", href=address) if what != tag.name else soup.new_tag("em")
    note.string = f"[{words}]"
    tag.insert_before(note, " ")
    tag.unwrap()


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


def is_block(node: PageElement) -> TypeGuard[Tag]:
    """Return whether a node can't stand in a line: Typst drops a block in a paragraph."""
    if not isinstance(node, Tag):
        return False
    return node.name in _BLOCKS or node.has_attr("data-block") or holds_blocks(node)


def holds_blocks(tag: Tag) -> bool:
    """Return whether a block stands anywhere in an element."""
    return any(map(is_block, tag.children))


def field_text(tag: Tag) -> str:
    """Return what a field of a form, or a bar, shows on paper."""
    kind = str(tag.get("type", "text")).lower()
    if tag.name != "input":
        return tag.get_text(strip=True) or f"{tag.get('value', '')}/{tag.get('max', '1')}"
    if kind in ("checkbox", "radio"):
        return "✓ " if tag.has_attr("checked") else "□ "
    if kind in ("hidden", "password"):
        return ""
    return str(tag.get("value") or tag.get("placeholder") or tag.get("alt") or "")


def _leave_out(soup: BeautifulSoup, language: str) -> None:
    """Take out what runs, loads or isn't seen; what is seen and can't be shown leaves a note."""
    for hidden in soup.find_all(string=lambda s: isinstance(s, PreformattedString)):
        hidden.extract()
    for tag in soup.find_all([*_UNWRAPPED, *_DROPPED, *_FOREIGN, "svg"]):
        if tag.decomposed or (tag.name == "title" and tag.find_parent("svg")):
            continue
        if tag.name in _UNWRAPPED:
            tag.unwrap()
        elif tag.name in _DROPPED:
            tag.decompose()
        elif tag.name != "svg" or not (drawn := drawing(tag, language)):
            _note_foreign(soup, tag, language)
        elif tag.find("image"):
            tag.replace_with(*BeautifulSoup(drawn, "html.parser").contents)
    for tag in soup.find_all():
        if sum(1 for _ in tag.parents) > _DEEPEST:
            tag.unwrap()
    for style in soup.find_all("style"):
        if style.has_attr("scoped"):
            style.decompose()
        else:
            style.string = _CSS_LOADS.sub("none", style.get_text())


def _complete(soup: BeautifulSoup, language: str) -> None:
    """Say in words what a drawing shows, put readings in brackets, and strays in their place.

    Strays stand in a list or a table, but in no item or cell: a browser shows them before it.
    """
    undescribed = Message("figure without a description").render(language)
    for svg in soup.find_all("svg"):
        title = svg.find("title", recursive=False)
        own = title.get_text(strip=True) if isinstance(title, Tag) else ""
        svg["aria-label"] = svg.get("aria-label") or own or undescribed
    for reading in soup.find_all("rt"):
        if not reading.find_next_sibling("rp"):
            reading.insert_before(soup.new_tag("rp", string="（"))
            reading.insert_after(soup.new_tag("rp", string="）"))
    for holder in soup.find_all([*_PARTS]):
        table = holder if holder.name == "table" else holder.find_parent("table")
        for child in list(holder.children):
            named = child.name if isinstance(child, Tag) else ""
            if named in _PARTS[holder.name] or not (named or str(child).strip()):
                continue
            if holder.name in ("ul", "ol"):
                child.wrap(soup.new_tag("li"))
            elif table is not None:
                table.insert_before(child)


def _read_formulas(soup: BeautifulSoup) -> None:
    """Make a formula of TeX between dollars in HTML, as a notebook shows it; never of prices."""
    for text in soup.find_all(string=_TEX):
        holder = text.parent
        if holder is None or holder.find_parent(_as_it_stands) or _as_it_stands(holder):
            continue
        at = 0
        for found in _TEX.finditer(text):
            text.insert_before(text[at : found.start()])
            span = soup.new_tag("span", attrs={"class": "tex"})
            span["data-tex"] = (found["block"] or found["line"]).strip()
            if found["block"]:
                span["data-block"] = "1"
            text.insert_before(span)
            at = found.end()
        text.replace_with(text[at:])


def _as_it_stands(tag: Tag) -> bool:
    """Return whether dollars in an element are dollars."""
    verbatim = tag.name in ("a", "code", "pre", "style", "svg", "textarea")
    return verbatim or "tex2jax_ignore" in (tag.get("class") or ())


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
    soup = BeautifulSoup(html, "html.parser", string_containers={"style": Stylesheet})
    _leave_out(soup, language)
    _complete(soup, language)
    _read_formulas(soup)
    for image in soup.find_all("img"):
        _clean_image(soup, image, folder, attachments or {}, language)
    for tag in soup.find_all():
        _clean_attributes(tag)
        for name, mark in (("id", ""), ("href", "#")):
            value = str(tag.get(name, ""))
            if re.match(rf"{mark}fn(?:ref)?-", value):
                tag[name] = f"{mark}{prefix}{value.removeprefix(mark)}"
    for table in soup.find_all("table"):
        _clean_table(soup, table)
    return soup
