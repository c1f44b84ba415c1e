"""A document: what a notebook cell displays and the exporters read again (文档)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, cached_property
from typing import Any, get_args

from zoneanalysis.document.embedded import render_standalone
from zoneanalysis.document.model import (
    MIME_TYPE,
    VERSION,
    Block,
    Card,
    Cell,
    Column,
    Language,
    Provenance,
    Run,
)
from zoneanalysis.document.reading import anchors, plain_text
from zoneanalysis.document.runs import one_of
from zoneanalysis.errors import InputError

__all__ = ["Document"]

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (*get_args(Block), *get_args(Run)[1:], Provenance, Card, Column, Cell)
}


@dataclass(frozen=True)
class Document:
    """Blocks in one language: a whole report, or what one cell of its notebook shows."""

    blocks: tuple[Block, ...]
    language: Language = "zh"

    def __post_init__(self) -> None:
        one_of("the language of a document", self.language, Language)
        for block in self.blocks:
            if not isinstance(block, Block):
                raise InputError.single(
                    must="a document must hold blocks",
                    came=type(block).__name__,
                    do="put text into Paragraph((…,)), and so on",
                )

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every name in the document that a link can lead to."""
        return anchors(self.blocks)

    def to_json(self) -> dict[str, Any]:
        """Return the document as plain JSON data; :meth:`from_json` reads it back."""
        return {
            "version": VERSION,
            "language": self.language,
            "blocks": [_encode(block) for block in self.blocks],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """Return the document that :meth:`to_json` wrote.

        Raises
        ------
        InputError
            If the data are of another version, or name a block or field that does not exist.
        """
        if data.get("version") != VERSION:
            raise InputError.single(
                must=f"a document must be of version {VERSION}",
                came=repr(data.get("version")),
                do="run the notebook again with this version of zoneanalysis",
            )
        return cls(_decode(data.get("blocks", [])), data.get("language", "zh"))

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = self.to_json()
        digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
        return {
            MIME_TYPE: data,
            "text/html": render_standalone(self, f"z{digest[:6]}"),
            "text/plain": plain_text(self),
        }


def _encode(value: object) -> Any:
    if is_dataclass(value):
        coded: dict[str, Any] = {"type": type(value).__name__}
        for name, default in _defaults(value.__class__).items():
            item = getattr(value, name)
            if default is MISSING or item != default:
                coded[name] = _encode(item)
        return coded
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value


@cache
def _defaults(cls: type) -> dict[str, Any]:
    """Return the defaults of a class's fields, MISSING where there is none."""
    return {field.name: field.default for field in fields(cls)}


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.get("type")
    cls = _CLASSES.get(name) if isinstance(name, str) else None
    given = {key: item for key, item in value.items() if key != "type"}
    if cls is None or not given.keys() <= _defaults(cls).keys():
        raise InputError.single(
            must="a document must consist of known blocks with known fields",
            came=f"{name!r} with {sorted(given)}",
            do="run the notebook again with this version of zoneanalysis",
        )
    try:
        return cls(**{key: _decode(item) for key, item in given.items()})
    except TypeError as error:
        raise InputError.single(
            must=f"a block {name!r} must have all its fields",
            came=str(error),
            do="run the notebook again with this version of zoneanalysis",
        ) from None
