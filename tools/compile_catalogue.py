#!/usr/bin/env python3
"""Compiles the catalogues: of each language, zoneanalysis/locale/LANGUAGE/*.po into one .mo file.

Each part of the library keeps its sentences in a fragment of its own. This script reads them all,
refuses what would go wrong in front of a reader (a gap that the English sentence doesn't have, two
translations of one sentence, one that the code doesn't say), lists sentences of the code that have
no translation yet, and writes
zoneanalysis/locale/LANGUAGE/LC_MESSAGES/zoneanalysis.mo, which is committed.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import string
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALE = REPOSITORY / "zoneanalysis" / "locale"
COMPILED = Path("LC_MESSAGES", "zoneanalysis.mo")
MARKERS = {"Message", "N_", "phrase", "runs", "say"}
FAULTS = {"Fault", "fault", "single"}
# keys of declared relations behind which a sentence stands, and the table of sentences
SAYING = {"exact", "few", "lacking", "meaning", "needs", "open", "partial",
          "sentences", "template", "title", "words"}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """A sentence in the code and where it stands."""

    msgid: str
    place: str


def sentences_used(root: Path = REPOSITORY / "zoneanalysis") -> Iterator[Use]:
    """Yield every literal that one of `MARKERS` is called with, or that is declared so."""
    for path in sorted(root.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        place = path.relative_to(root.parent)
        for node in ast.walk(ast.parse(code)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = node.args[:1] if name in MARKERS else []
            if name in FAULTS and "phrase(" in code:  # else its faults are for programmers
                named = (each.value for each in node.keywords if each.arg in {"must", "do"})
                given = [each for each in (*node.args, *named) if " " in str(_text(each))]
            for each in given:
                if (text := _text(each)) is not None:
                    yield Use(text, f"{place}:{each.lineno}")
    for text in _columns(root):
        yield Use(text, "zoneanalysis/reports/schema/columns.csv")
    for path, key, text in _declared(root):
        if key in SAYING or (key == "not_shown" and " " in text):
            yield Use(text, str(path.relative_to(root.parent)))


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _declared(root: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield each text of the declared relations with the key that it stands behind."""

    def found(value: Any, key: str) -> Iterator[tuple[str, str]]:
        match value:
            case dict():
                for name, each in value.items():
                    yield from found(each, key if key in {"needs", "sentences"} else name)
            case list():
                for each in value:
                    yield from found(each, key)
            case str():
                yield key, value

    for path in sorted(root.rglob("*.toml")):
        for key, text in found(tomllib.loads(path.read_text(encoding="utf-8")), ""):
            yield path, key, text


def _columns(root: Path) -> list[str]:
    """Return what each column of a table holds, which a fault of its cells says."""
    return [
        row["description"]
        for path in root.rglob("reports/schema/columns.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def texts(root: Path = REPOSITORY / "zoneanalysis") -> set[str]:
    """Return every text that stands in the code: a sentence that is none of them is never said."""
    return (
        {*_columns(root)}
        | {text for _, _, text in _declared(root)}
        | {
            node.value
            for path in root.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    )


def gaps(sentence: str) -> set[str]:
    """Return the names of the gaps of a sentence: {"count"} of "{count} figures"."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def read_fragments(folder: Path = LOCALE / "zh") -> tuple[dict[str, str], list[str]]:
    """Return the translations of all fragments and what is wrong with them."""
    translations: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in catalogue:
            msgid, text = message.id, message.string
            if not isinstance(msgid, str) or not isinstance(text, str) or not msgid:
                continue
            place = f"{path.name}:{message.lineno}"
            if not text or message.fuzzy:
                faults.append(f"{place}: no translation of {msgid!r}")
                continue
            if gaps(text) - gaps(msgid):
                unknown = ", ".join(sorted(gaps(text) - gaps(msgid)))
                faults.append(f"{place}: {{{unknown}}} stands in the translation only: {msgid!r}")
            if translations.setdefault(msgid, text) != text:
                faults.append(f"{place}: another translation stands in another file: {msgid!r}")
    return translations, faults


class _Sentences(Catalog):
    """A catalogue whose header holds nothing that varies: no date, no version of Babel."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", f"Content-Type: text/plain; charset=utf-8\nLanguage: {self.locale}\n")
        yield from list(super().__iter__())[1:]


def compiled(translations: dict[str, str], language: str = "zh") -> bytes:
    """Return the bytes of the .mo file; the same for the same translations."""
    sentences = _Sentences(locale=language, charset="utf-8")
    for msgid in sorted(translations):
        sentences.add(msgid, translations[msgid])
    buffer = io.BytesIO()
    write_mo(buffer, sentences)
    return buffer.getvalue()


def faults_of(folder: Path, *, check: bool) -> list[str]:
    """Compile one language, or only compare; return what is wrong with it."""
    translations, faults = read_fragments(folder)
    faults += [
        f"{use.place}: no translation of {use.msgid!r} in {folder.name}"
        for use in sentences_used()
        if use.msgid and use.msgid not in translations
    ]
    faults += [f"never said by the code: {msgid!r}" for msgid in translations.keys() - texts()]
    data, target = compiled(translations, folder.name), folder / COMPILED
    if check and (not target.is_file() or target.read_bytes() != data):
        faults.append(f"{target.name} is not what the fragments give; run `make catalogue`")
    elif not check:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        print(f"{folder.name}: {len(translations)} sentences")
    return faults


def main() -> int:
    """Compile, or with --check only compare; return 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    folders = sorted(each for each in LOCALE.iterdir() if each.is_dir())
    faults = [fault for each in folders for fault in faults_of(each, check=check)]
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
