"""Follow every link inside a built site: name those that lead nowhere, or load from afar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

LOADED = {"script", "img", "iframe"}


def broken(root: Path) -> Iterator[str]:
    """Yield what is wrong with the pages under *root*."""
    soups = {
        path.resolve(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in root.rglob("*.html")
    }
    anchors = {
        path: {tag.get("id") or tag.get("name") for tag in soup.find_all()}
        for path, soup in soups.items()
    }
    for path, soup in soups.items():
        for tag in soup.find_all():
            if "hidden" in tag.attrs:  # a form of the page that wasn't made
                continue
            for attribute in {"href", "src"} & set(tag.attrs):
                address = urlsplit(str(tag[attribute]))
                if address.netloc:
                    if tag.name in LOADED or "stylesheet" in tag.get("rel", ()):
                        yield f"{path}: loads {address.geturl()[:80]}"
                elif not address.scheme and (address.path or address.fragment):
                    there = (path.parent / unquote(address.path)).resolve()
                    there = there if address.path else path
                    anchor = unquote(address.fragment)
                    if not there.exists() or (
                        anchor and anchor not in anchors.get(there, {anchor})
                    ):
                        yield f"{path}: {address.geturl()}"


if __name__ == "__main__":
    lost = list(broken(Path(sys.argv[1])))
    print(*lost, f"{len(lost)} broken links", sep="\n")
    sys.exit(bool(lost))
