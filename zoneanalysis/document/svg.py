"""SVG charts made fit to stand inside a page: harmless, small, with ids of their own."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import lru_cache

from zoneanalysis.document.reading import foreign_parts
from zoneanalysis.errors import InputError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DROPPED = {"metadata", "script", "foreignObject", "iframe", "audio", "video"}
_HELD = tuple(f"data:image/{kind}" for kind in ("png", "jpeg", "gif", "webp"))
_PLACE = {"x", "y"}
_COORDINATES = {"x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points"}
_THIRD_PLACE = re.compile(r"(?<=\.\d\d)\d+")  # and what follows
_SECOND_PLACE = re.compile(r"(?<=\.\d)\d+")
_SIXTH_PLACE = re.compile(r"(?<=\.\d{5})\d+")
_BOX = re.compile(r"M(\S+) (\S+)L([^\sL]+) \2L\3 ([^\sL]+)L\1 \4z")
_LEVEL = re.compile(r"(M[-.\d]+ ([-.\d]+))L([-.\d]+) \2(?=[MLz]|$)")
_CURVES = r"C[-\d. ]+C[-\d. ]+ "
_CIRCLE = re.compile(  # eight curves, by way of its right, lower, left and upper end
    rf"M-?0 ([\d.]+){_CURVES}\1 -?0{_CURVES}-?0 -\1{_CURVES}-\1 -?0{_CURVES}-?0 \1z"
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_OUTSIDE_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)[^)]*\)")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w*;")
_NOT_INHERITED = re.compile(r"(?<![\w-])(?:opacity|filter|mask|clip|transform|display)")


def _tree(svg: str) -> ET.Element:
    try:
        # expat itself refuses entity bombs and never loads anything from outside
        root = ET.fromstring(svg.encode("utf-8"))  # noqa: S314
    except (ET.ParseError, UnicodeEncodeError) as error:
        raise InputError.single(
            must="a chart must be well-formed SVG",
            came=str(error),
            do="draw the chart again, or show it as PNG",
        ) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise InputError.single(
            must=f"a chart must be an svg element of the namespace {_SVG}",
            came=root.tag,
            do="draw the chart again, or show it as PNG",
        )
    return root


def drawable(svg: str, lacking: Callable[[str], str] = lambda _: "") -> str:
    """Return an SVG as a file may hold it: with what a page can do without, without HTML in it.

    Namespaces are added, HTML's names of characters are characters, its labels are text. So is what
    *lacking* says of the address of a picture inside that can't be shown.

    Raises
    ------
    InputError
        If *svg* is no well-formed SVG.
    """
    svg = _ENTITY.sub(lambda name: html.unescape(name[0]), svg)
    for name, space in (("xmlns", _SVG), ("xmlns:xlink", _XLINK)):
        used = name == "xmlns" or "xlink:" in svg
        if used and not re.search(rf"<svg\b[^>]*\s{name}\s*=", svg):
            svg = re.sub(r"<svg\b", f'<svg {name}="{space}"', svg, count=1)
    root = _tree(svg)
    wide, high = (_number(root.get(name)) for name in ("width", "height"))
    if wide and high and "viewBox" not in root.attrib:  # a page that stretches it keeps its shape
        root.set("viewBox", f"0 0 {wide:g} {high:g}")
        svg = re.sub(r"<svg\b", f'<svg viewBox="{root.get("viewBox")}"', svg, count=1)
    labels = list(root.iter(f"{{{_SVG}}}foreignObject"))
    for switch in root.iter(f"{{{_SVG}}}switch"):
        for label in [each for each in switch if each in labels and len(switch) > 1]:
            switch.remove(label)
    texts = {label: " ".join("".join(label.itertext()).split()) for label in labels}
    for image in root.iter(f"{{{_SVG}}}image"):
        address = image.get("href") or image.get(f"{{{_XLINK}}}href")
        if address and (words := lacking(address)):
            texts[image] = words
    for label, text in texts.items():
        x, y, wide, high = (_number(label.get(name)) for name in ("x", "y", "width", "height"))
        label.clear()
        label.tag, label.text = f"{{{_SVG}}}text", text
        label.attrib |= {"x": f"{x + wide / 2:g}", "y": f"{y + high / 2:g}", "dy": ".35em"}
        label.set("text-anchor", "middle" if wide else "start")
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    return ET.tostring(root, encoding="unicode") if texts else svg


def _number(value: str | None) -> float:
    found = re.match(r"-?[\d.]+(?=px|$)", value or "")
    return float(found[0]) if found else 0.0


def _clean(element: ET.Element, prefix: str) -> None:
    for child in list(element):
        name = str(child.tag).rpartition("}")[2]
        if name in _DROPPED or not str(child.tag).startswith(f"{{{_SVG}}}"):
            element.remove(child)
        else:
            _clean(child, prefix)
    if element.tag == f"{{{_SVG}}}style":
        css = _OUTSIDE_REFERENCE.sub("none", _IMPORT.sub("", element.text or ""))
        # nested in the chart's own id: rules of one chart don't reach the page or the next chart
        element.text = f":where(#{prefix}svg){{{css.strip()}}}"
    for key, value in list(element.attrib.items()):
        _clean_attribute(element, key, value, prefix)


def _clean_attribute(element: ET.Element, key: str, value: str, prefix: str) -> None:
    name = key.rpartition("}")[2]
    if name == "id":
        element.set(key, prefix + value)
    elif name.lower().startswith("on"):
        del element.attrib[key]
    elif name == "href":
        del element.attrib[key]
        if value.startswith("#"):
            element.set("href", f"#{prefix}{value[1:]}")
        elif value.startswith(_HELD):
            element.set("href", value)
    elif "url(" in value:
        value = _OUTSIDE_REFERENCE.sub("none", value)
        element.set(key, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
    elif name == "d":
        value = _shortened(value)
        element.set(key, value)
        if circle := _CIRCLE.fullmatch(value):
            element.tag = f"{{{_SVG}}}circle"
            del element.attrib[key]
            element.set("r", circle[1])
    elif name in _PLACE:
        element.set(key, _SECOND_PLACE.sub("", value).removesuffix(".0"))
    elif name in _COORDINATES:
        element.set(key, _THIRD_PLACE.sub("", re.sub(r"\s+", " ", value)).strip())
    elif name == "transform" and re.fullmatch(r"rotate\(-?0(?: [-\d.]+){0,2}\)", value):
        del element.attrib[key]
    elif name == "transform":
        element.set(key, _SIXTH_PLACE.sub("", value))


@lru_cache(1 << 11)  # a chart is cleaned for its notebook and for its page
def _shortened(path: str) -> str:
    """Return a path written with fewer digits and letters."""
    path = _THIRD_PLACE.sub("", re.sub(r"\s+", " ", path))
    path = re.sub(r" ?([A-Za-z]) ?", r"\1", path).strip()
    return _LEVEL.sub(r"\1H\3", _BOX.sub(r"M\1 \2H\3V\4H\1z", path))


def _drop_empty_groups(element: ET.Element) -> None:
    """Take out groups with nothing in them, and put those without a meaning's children in place."""
    group = f"{{{_SVG}}}g"
    for index, child in reversed(list(enumerate(element))):
        _drop_empty_groups(child)
        if child.tag == group and not child.attrib and child.find(f"{{{_SVG}}}title") is None:
            element[index : index + 1] = list(child)


@lru_cache(1 << 10)  # charts have few looks
def _plain(style: str) -> str:
    """Return a style without spaces beside its signs."""
    return re.sub(r"\s*([;:])\s*", r"\1", style.strip().rstrip(";"))


def _share_styles(root: ET.Element, prefix: str) -> None:
    """Write a style that several elements have once: in their group, or as a class."""
    for group in root.iter(f"{{{_SVG}}}g"):
        styles = {child.get("style", "") for child in group}
        if len(group) > 1 and len(styles) == 1 and "style" not in group.attrib:
            style = styles.pop()
            if style and not _NOT_INHERITED.search(style):
                group.set("style", style)
                for child in group:
                    del child.attrib["style"]
    styled: dict[str, list[ET.Element]] = {}
    for element in root.iter():
        style = element.get("style", "")
        if style and "url(" not in style:
            short = _plain(style)
            element.set("style", short)
            styled.setdefault(short, []).append(element)
    rules: list[str] = []
    for style, elements in styled.items():
        if len(elements) > 1 and not any(element.get("class") for element in elements):
            name = f"{prefix}{len(rules)}"
            rules.append(f".{name}{{{style}}}")
            for element in elements:
                del element.attrib["style"]
                element.set("class", name)
    if rules:
        sheet = ET.Element(f"{{{_SVG}}}style")
        sheet.text = "".join(rules)
        root.insert(0, sheet)


def _drop_unused_ids(root: ET.Element) -> None:
    used: set[str] = set()
    for element in root.iter():
        for key, value in (*element.attrib.items(), ("style", element.text or "")):
            if key.endswith("href"):
                used.add(value.removeprefix("#"))
            elif "url(" in value:
                used.update(_REFERENCE.findall(value))
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)


def inline_svg(
    svg: str, *, prefix: str, label: str = "", named_by: str = "", language: str = "zh"
) -> str:
    """Return the SVG as markup to stand in an HTML page.

    Every id begins with *prefix*, so that two charts can share a page; scripts, handlers, metadata
    and references to other files are gone; text stays text; *label* is what a screen reader says,
    or what it says of the element with the id *named_by*.
    Text that is not in *language* says in which it is.

    Raises
    ------
    InputError
        If *svg* is no well-formed SVG.
    """
    root = _tree(svg)
    _clean(root, prefix)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    _drop_unused_ids(root)
    _share_styles(root, prefix)
    _drop_empty_groups(root)
    for element in root.iter():
        if element.tag != f"{{{_SVG}}}style" and element.text:
            for other in {lang for _, lang in foreign_parts(element.text, language)} - {""}:
                element.set("lang", other)
    root.set("id", f"{prefix}svg")
    root.set("role", "img")
    root.set(*(("aria-labelledby", named_by) if named_by else ("aria-label", label)))
    text = ET.tostring(root, encoding="unicode")
    return re.sub(r">\s*\n\s*<", "><", text).replace(" />", "/>").strip()


def svg_text(svg: str) -> str:
    """Return the text that an SVG draws.

    Raises
    ------
    InputError
        If *svg* is no well-formed SVG.
    """
    texts = (
        "".join(element.itertext())
        for element in _tree(svg).iter()
        if element.tag == f"{{{_SVG}}}text"
    )
    return "\n".join(texts)


def svg_characters(svg: str) -> tuple[set[str], set[str]]:
    """Return the characters that an SVG draws in regular type, and those in bold.

    Raises
    ------
    InputError
        If *svg* is no well-formed SVG.
    """
    regular: set[str] = set()
    bold: set[str] = set()

    def gather(element: ET.Element, *, heavy: bool) -> None:
        look = f"{element.get('style', '')} {element.get('font-weight', '')}"
        heavy = heavy or re.search(r"\b(?:bold|[6-9]00)\b", look) is not None
        if element.tag in (f"{{{_SVG}}}text", f"{{{_SVG}}}tspan"):
            (bold if heavy else regular).update(element.text or "")
        for child in element:
            gather(child, heavy=heavy)
            if element.tag == f"{{{_SVG}}}text":
                (bold if heavy else regular).update(child.tail or "")

    gather(_tree(svg), heavy=False)
    return regular - {"\n"}, bold - {"\n"}
