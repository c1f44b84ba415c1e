"""A headless Chromium for the tests of pages, and what axe-core says of a page in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_FONTS = Path(__file__).parents[1] / "zoneanalysis" / "document" / "fonts"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a headless Chromium from the system, which finds a Chinese font."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Chromium")
    fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
        f"<dir>{_FONTS}</dir></fontconfig>"
    )
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield browser
        browser.close()


def barriers(chromium: Any, address: str) -> list[str]:
    """Return what axe-core finds on a page in light and dark, wide and narrow."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for scheme in ("light", "dark"):
        for width in (1280, 375):
            context = chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            )
            page = context.new_page()
            page.goto(address)
            for rule in axe.run(page).response["violations"]:
                shown = [node["html"][:120] for node in rule["nodes"][:3]]
                found.append(f"{scheme} {width}: {rule['id']} ({len(rule['nodes'])}) {shown}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{scheme} {width}: the page scrolls sideways")
            context.close()
    return found
