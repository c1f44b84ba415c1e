"""Typst: markup and images in, PDF bytes out, with our fonts only and every character checked."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from zoneanalysis.document.advances import advances
from zoneanalysis.document.files import FALLBACK, FONTS
from zoneanalysis.document.typst import FontUse
from zoneanalysis.errors import Fault, InputError, Location, ZoneAnalysisError

NO_DATE = dt.date(1970, 1, 1)
"""Stands in the PDF's metadata, which PDF/A requires, where a report has no date of its own."""
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
_INVISIBLE = {"\u061c", "\u200e", *map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))}
_SEEN = ("AL", "AN", "L")  # of what only formats, signs that stand in a text, as of sanah
_ENCLOSING = set("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4")  # no font is asked for base and mark
_SHOWN = 12
_ENDINGS = (".ttf", ".otf", ".ttc")
_CELL = re.compile(
    rb"/S/TD(?P<parent>/P \d+ 0 R/A\[<</O/Table)"
    rb"(?P<heads>/Headers\[\(U(?P<table>\d+)x(?P<column>\d+)y\d+\)\])"
)


class TypesettingError(ZoneAnalysisError):
    """A page or picture could not be made; ``diagnostic`` is what Typst said, with the place."""

    def __init__(self, message: str, diagnostic: str) -> None:
        self.diagnostic = diagnostic
        super().__init__(f"the page could not be set: {message}")


@cache
def covered() -> frozenset[str]:
    """Return the characters that both weights of ZoneSansSC have."""
    return frozenset(advances(bold=False).keys() & advances(bold=True).keys())


@cache
def _in_code_font(character: str) -> bool:
    """Return whether the compiler's own DejaVu Sans Mono has a character, by trying it."""
    markup = f"""#set document(title: "x")
#set text(font: "DejaVu Sans Mono", fallback: false)
#"\\u{{{ord(character):x}}}" """
    try:
        typst.compile(markup.encode(), ignore_system_fonts=True, pdf_standards=["a-2b"])
    except typst.TypstError:
        return False
    return True


@cache
def _of_file(font: Path) -> frozenset[str]:
    """Return the characters of a font file, of the first font in a collection."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(font, lazy=True, fontNumber=0) as read:
            return frozenset(map(chr, read.getBestCmap() or ()))
    except (OSError, TTLibError) as error:
        raise InputError.single(
            must="a fallback font must be a file in TTF, OTF or TTC",
            came=str(error),
            where=Location(str(font)),
            do="Name the file of the font itself.",
        ) from None


def _is_invisible(character: str) -> bool:
    kind = unicodedata.category(character)
    formats = kind == "Cf" and unicodedata.bidirectional(character) not in _SEEN
    return formats or kind in ("Cc", "Cs") or character in _INVISIBLE


def fallback_for(
    used: Mapping[tuple[FontUse, str], str], named: Iterable[str | Path] = ()
) -> list[Path]:
    """Return the fonts, of those *named* and then of ours, that have what ZoneSansSC lacks.

    A folder stands for the fonts in it. A font that adds nothing is left out: what every report has
    is set as if there were none.

    Raises
    ------
    InputError
        If a file is no font.
    """
    chosen: list[Path] = []
    lacking = set(missing_characters(used))
    for each in [*map(Path, named), FALLBACK] if lacking else ():
        inside = [file for file in each.rglob("*") if file.suffix.lower() in _ENDINGS]
        for font in sorted(inside) if each.is_dir() else [each.expanduser()]:
            if found := lacking & _of_file(font):
                chosen.append(font)
                if FALLBACK not in font.parents or font.stem.endswith("Regular"):
                    lacking -= found
    return chosen


def missing_characters(
    used: Mapping[tuple[FontUse, str], str], fallback: Sequence[Path] = ()
) -> dict[str, str]:
    """Return the characters that our fonts lack, with the place where each first came.

    Code is set in the compiler's own DejaVu Sans Mono, then in ZoneSansSC; what is in neither, in
    the *fallback* fonts.
    """
    have = [covered(), *map(_of_file, fallback)]
    return {
        character: place
        for (font, character), place in used.items()
        if (character in _ENCLOSING or not any(character in each for each in have))
        and not _is_invisible(character)
        and not (font == "code" and _in_code_font(character))
    }


def check_characters(
    used: Mapping[tuple[FontUse, str], str], fallback: Sequence[Path] = ()
) -> None:
    """Refuse characters that our fonts lack.

    Raises
    ------
    InputError
        Naming each such character and the block where it first came.
    """
    missing = missing_characters(used, fallback)
    if not missing:
        return
    faults = [
        Fault(
            must="every character must be in the report's font, ZoneSansSC",
            came=f"{character!r} (U+{ord(character):04X}, "
            f"{unicodedata.name(character, 'no name')})",
            where=Location(file=place or None),
            do="write it otherwise, or export with missing_glyphs='replace'",
        )
        for character, place in list(missing.items())[:_SHOWN]
    ]
    raise InputError(faults)


def compile_pdf(
    files: Mapping[str, bytes], date: dt.date | None, fallback: Sequence[Path] = ()
) -> bytes:
    """Return the PDF of ``main.typ`` among *files*, dated *date* (1970 if there is none).

    The compiler sees a folder with only these files and the *fallback* fonts, so a report can't
    read another, and the bytes don't depend on the place, the clock or the fonts of the machine.

    Raises
    ------
    TypesettingError
        If Typst refuses the markup, or the result would not be PDF/A-2a and PDF/UA-1.
    """
    day = date or NO_DATE
    timestamp = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    return _compile(files, fallback, pdf_standards=[*STANDARDS], timestamp=timestamp)


def with_row_heads(pdf: bytes, heads: Sequence[int]) -> bytes:
    """Return a PDF whose rows have a head (TH) in every so many columns of each table.

    Typst knows heads of columns only, unless a feature is on that its Python package can't turn on.
    It names the column of every cell, and writes the structure tree as plain text: a cell is made a
    head in place, by as many bytes. Without a list of heads, each cell's are found by their scope.

    Parameters
    ----------
    pdf : bytes
        As Typst 0.15 writes it.
    heads : sequence of int
        Of each table in order; 0 for none.
    """

    def mended(cell: re.Match[bytes]) -> bytes:
        number, column = int(cell["table"]) - 1, int(cell["column"])
        every = heads[number] if number < len(heads) else 0
        if not every:
            return cell[0]
        head = column % every == 0
        scope = (b"/Scope/Row" if head else b"").ljust(len(cell["heads"]))
        return (b"/S/TH" if head else b"/S/TD") + cell["parent"] + scope

    return _CELL.sub(mended, pdf)


def compile_png(svg: str, fallback: Sequence[Path] = ()) -> bytes:
    """Return an SVG as PNG, 200 dots an inch, with our fonts and the *fallback* only.

    Raises
    ------
    TypesettingError
        If Typst refuses the SVG.
    """
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")'
    files = {"main.typ": page.encode(), "picture.svg": svg.encode()}
    return _compile(files, fallback, format="png", ppi=200)


def _compile(files: Mapping[str, bytes], fallback: Sequence[Path], **settings: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name.lstrip("/")).write_bytes(data)
        for number, font in enumerate(fallback):
            shutil.copyfile(font, Path(folder) / f"fallback-{number}{font.suffix}")
        try:
            made, _ = typst.compile_with_warnings(
                str(Path(folder) / "main.typ"),
                root=folder,
                font_paths=[str(FONTS), folder],
                ignore_system_fonts=True,
                package_path=folder,
                package_cache_path=folder,
                **settings,
            )
        except typst.TypstError as error:
            raise TypesettingError(error.message, getattr(error, "diagnostic", "")) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # Rust's; it can't be imported
                raise
            raise TypesettingError(str(error), "") from None
    return bytes(made)
