"""Says what a folder of results was made from, as an RO-Crate 1.2 (研究对象包).

The crate lists each file with its SHA-256, the inputs with theirs, and the program that made the
one from the other. It holds no time of the run and no path of the machine: the same inputs give
the same crate.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = ["FILE_NAME", "Contents", "Described", "crate", "described"]

FILE_NAME = "ro-crate-metadata.json"

_CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_LICENCE = "https://opensource.org/license/mit"
_FORMATS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TOLD = {  # of a file or folder, up to the first point
    "charts": "A chart of the pages",
    "checks": "Every relation between the figures, with verdict, arithmetic and reason",
    "comparison": "The reports held beside each other",
    "figures": "Every printed figure with its interval and the checks that it took part in",
    "review": "The review: what was achieved, what is in doubt, the outlook",
    "source": "The source text, every figure marked by its verdict",
    "tables": "Figures, checks and derived values as a workbook",
}


@dataclass(frozen=True)
class Contents:
    """What a crate describes; ``inputs`` and ``outputs`` map paths to SHA-256 in hexadecimal.

    ``title``, ``publisher`` and the name of the ``city`` are in Chinese and English, by ``zh`` and
    ``en``; its code is by ``code``.
    """

    report: str
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    city: Mapping[str, str]
    date: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    sizes: Mapping[str, int]
    version: str
    packages: Sequence[str]


@dataclass(frozen=True)
class Described:
    """What a crate says: title and city (as in Contents), date, the files with their SHA-256."""

    title: Mapping[str, str]
    city: Mapping[str, str]
    files: Mapping[str, str]
    date: str = ""


def _file(identifier: str, name: str, digest: str) -> dict[str, Any]:
    entity = {"@id": identifier, "@type": "File", "name": name, "sha256": digest}
    media = _FORMATS.get(PurePosixPath(name).suffix)
    return entity | ({"encodingFormat": media} if media else {})


def _told(name: str) -> dict[str, str]:
    words = _TOLD.get(PurePosixPath(name).parts[0].partition(".")[0])
    return {"description": words} if words else {}


def _by_content(digest: str) -> str:
    """Return the address of a file outside the crate by its content alone (RFC 6920)."""
    coded = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    return f"ni:///sha-256;{coded}"


def crate(contents: Contents) -> str:
    """Return the text of ``ro-crate-metadata.json``."""
    outputs = sorted(contents.outputs.items())
    inputs = sorted(contents.inputs.items())
    # One entity each: two inputs with the same content share an address.
    sources = {_by_content(digest): (name, digest) for name, digest in reversed(inputs)}
    program = f"#zoneanalysis-{contents.version}"
    graph: list[dict[str, Any]] = [
        {
            "@id": FILE_NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "conformsTo": {"@id": _PROFILE},
            "identifier": contents.report,
            "name": contents.title["zh"],
            "alternateName": contents.title["en"],
            "description": (
                f"Half-year review of the figures of {contents.report}, published by "
                f"{contents.publisher['en']}: pages, tables, charts and executed notebooks."
            ),
            "sourceOrganization": {"@id": "#publisher"},
            "spatialCoverage": {"@id": "#city"},
            "datePublished": contents.date,
            "license": {"@id": _LICENCE},
            "hasPart": [{"@id": name} for name, _ in outputs],
            "mentions": {"@id": "#build"},
        },
        {
            "@id": "#build",
            "@type": "CreateAction",
            "name": f"zoneanalysis build {contents.report}",
            "instrument": {"@id": program},
            "object": [{"@id": identifier} for identifier in sorted(sources)],
            "result": [{"@id": name} for name, _ in outputs],
        },
        {
            "@id": program,
            "@type": "SoftwareApplication",
            "name": "zoneanalysis",
            "url": "https://github.com/zoneanalysis/zoneanalysis",
            "version": contents.version,
            "softwareRequirements": list(contents.packages),
        },
        {
            "@id": "#publisher",
            "@type": "Organization",
            "name": contents.publisher["zh"],
            "alternateName": contents.publisher["en"],
        },
        {
            "@id": "#city",
            "@type": "Place",
            "identifier": contents.city["code"],
            "name": contents.city["zh"],
            "alternateName": contents.city["en"],
        },
        {
            "@id": _PROFILE,
            "@type": ["CreativeWork", "Profile"],
            "name": "Process Run Crate",
            "version": "0.5",
        },
        {
            "@id": _LICENCE,
            "@type": "CreativeWork",
            "name": "MIT License",
            "description": "Of text and program; the figures are quoted from the report named.",
        },
        *(
            _file(name, name, digest) | {"contentSize": str(contents.sizes[name])} | _told(name)
            for name, digest in outputs
        ),
        # not files of this crate: what it was made from, by their content
        *(
            _file(identifier, *sources[identifier]) | {"@type": "CreativeWork"}
            for identifier in sorted(sources)
        ),
    ]
    data = {"@context": _CONTEXT, "@graph": graph}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def described(path: Path) -> Described | None:
    """Return what a crate that this module wrote says of its folder; None for any other file."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        graph = {each["@id"]: each for each in json.loads(path.read_bytes())["@graph"]}
        if not graph["#build"]["instrument"]["@id"].startswith("#zoneanalysis-"):
            return None
        root, place = graph["./"], graph.get("#city", {})
        title = {"zh": root["name"], "en": root["alternateName"]}
        names_of = (("zh", "name"), ("en", "alternateName"), ("code", "identifier"))
        city = {key: str(place.get(name, "")) for key, name in names_of}
        files = {each["@id"]: graph[each["@id"]]["sha256"] for each in root["hasPart"]}
        return Described(title, city, files, root["datePublished"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
