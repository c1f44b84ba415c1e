"""What can't be read in a drawn chart: texts over each other or a mark, or cut (可读性)."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import NamedTuple

from fontTools.ttLib import TTFont

from zoneanalysis.document.files import FONTS

_SVG = "{http://www.w3.org/2000/svg}"
_TOUCH = 0.4  # points that two boxes may share: outlines don't fill them
_NUMBER = r"-?[\d.]+(?:e-?\d+)?"
_CORNER = re.compile(rf"[ML] ({_NUMBER}) ({_NUMBER})")


class Box(NamedTuple):
    """A text and the ink of it, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: Box) -> bool:
        """Return whether both share more than a touch."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > _TOUCH
            and min(self.bottom, other.bottom) - max(self.top, other.top) > _TOUCH
        )


@cache
def _font(weight: str) -> tuple[dict[int, str], dict[str, tuple[int, int]], object, int]:
    font = TTFont(FONTS / f"ZoneSansSC-{weight}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics, font["glyf"], font["head"].unitsPerEm


def _box(element: ET.Element) -> Box:
    """Return the box of a text, by the outlines and advances of the page's own font."""
    style, text = element.get("style", ""), "".join(element.itertext()).strip()
    found = re.search(rf"font-size: ({_NUMBER})px", style)
    assert found is not None, style
    cmap, metrics, outlines, em = _font("Bold" if "font-weight: 700" in style else "Regular")
    scale = float(found[1]) / em
    names = [cmap[ord(sign)] for sign in text]
    width = scale * sum(metrics[name][0] for name in names)
    drawn = [outlines[name] for name in names if outlines[name].numberOfContours]
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    if moved := re.search(rf"translate\(({_NUMBER}) ({_NUMBER})\)", element.get("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    anchor = re.search(r"text-anchor: (\w+)", style)
    x -= width * {"middle": 0.5, "end": 1.0}.get(anchor[1] if anchor else "", 0.0)
    top = y - scale * max((each.yMax for each in drawn), default=0)
    return Box(text, x, top, x + width, y - scale * min((each.yMin for each in drawn), default=0))


def _pieces(path: ET.Element) -> list[list[tuple[float, float]]]:
    """Return the corners of a path, of each stretch without a gap by themselves."""
    stretches = path.get("d", "").split("M")[1:]
    return [[(float(x), float(y)) for x, y in _CORNER.findall(f"M{each}")] for each in stretches]


def _through(corners: list[tuple[float, float]], box: Box) -> bool:
    """Return whether a line of straight pieces runs through the inner part of a box."""
    low = (box.left + _TOUCH, box.top + _TOUCH)
    high = (box.right - _TOUCH, box.bottom - _TOUCH)
    for start, end in itertools.pairwise(corners):
        begin, stop = 0.0, 1.0
        for at in (0, 1):
            way = end[at] - start[at]
            if abs(way) < 1e-9:
                if not low[at] < start[at] < high[at]:
                    stop = -1.0
                continue
            sides = sorted(((low[at] - start[at]) / way, (high[at] - start[at]) / way))
            begin, stop = max(begin, sides[0]), min(stop, sides[1])
        if begin < stop:
            return True
    return False


def _crossed(root: ET.Element) -> list[str]:
    """Return the texts that a line runs through, without a white ground between line and text."""
    lines, grounds, texts = [], [], []
    for at, element in enumerate(root.iter()):
        style = element.get("style", "")
        if element.tag == f"{_SVG}text" and "".join(element.itertext()).strip():
            texts.append((at, _box(element)))
        elif element.tag == f"{_SVG}path" and (pieces := _pieces(element)):
            if "fill: none" in style:
                lines += [(at, corners, "stroke: #e6e9ed" in style) for corners in pieces]
            elif "fill: #ffffff" in style:
                xs, ys = zip(*pieces[0], strict=True)
                grounds.append((at, Box("", min(xs), min(ys), max(xs), max(ys))))
    return [
        box.text
        for here, box in texts
        for there, corners, pale in lines
        if _through(corners, box)
        and not (pale and there < here)  # a grid may shine through
        and not any(there < at < here and ground.holds(*box.middle) for at, ground in grounds)
    ]


def illegible(svg: str) -> list[str]:
    """Return what is wrong with a chart: each text that is cut, or drawn over another or a mark."""
    root = ET.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    boxes = [box for box in map(_box, root.iter(f"{_SVG}text")) if box.text]
    faults = [
        f"{each.text!r} is cut"
        for each in boxes
        if min(each.left, each.top, width - each.right, height - each.bottom) < -0.05
    ]
    faults += [
        f"{one.text!r} over {other.text!r}"
        for one, other in itertools.combinations(boxes, 2)
        if one.meets(other)
    ]
    marks = [(float(use.get("x", 0)), float(use.get("y", 0))) for use in root.iter(f"{_SVG}use")]
    faults += [f"{each.text!r} over a mark" for each in boxes for at in marks if each.holds(*at)]
    return faults + [f"{text!r} over a line" for text in _crossed(root)]
