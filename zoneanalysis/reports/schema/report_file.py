"""report.json: who published what about where and when (报告元数据)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area
from zoneanalysis.reports.schema.cells import shown
from zoneanalysis.reports.schema.counts import check_form
from zoneanalysis.reports.schema.decoding import decode
from zoneanalysis.reports.schema.figure_rows import unknown_code
from zoneanalysis.values.figures import Rounding
from zoneanalysis.values.periods import Period

__all__ = [
    "LONGEST_ID",
    "TO_FILL_IN",
    "TO_FILL_IN_ZH",
    "check_report_id",
    "read_report_file",
    "remark_on_report_file",
]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST_ID = 60
# What a new report's folder holds where only a person knows the value.
TO_FILL_IN = "(to be filled in)"
TO_FILL_IN_ZH = "（待填）"

# Key: what its value must be. "both" is an object with the keys zh and en.
_KEYS = {
    "id": "text",
    "title": "both",
    "publisher": "both",
    "area": "text",
    "period": "text",
    "language": "text",
    "publication": "both",
    "rounding": "text",
    "vintage": "text",
    "source": "object",
    "licence": "both",
    "notes": "texts",
    "tables": "object",
    "pages": "texts",
    "rates_of": "text",
    "target_name": "both",
}
_OPTIONAL = {
    "publication", "rounding", "vintage", "source", "notes", "tables", "pages", "rates_of",
    "target_name",
}  # fmt: skip
_SOURCE_KEYS = {"sha256", "encoding", "bytes", "characters", "span"}
_SHOWN = ("title", "publisher", "publication", "licence", "notes")
_LANGUAGES = ("zh", "en")


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def check_report_id(report_id: str) -> tuple[Fault, ...]:
    """Return the faults of a report's id, which is also the name of its folder.

    Nothing is read or written for an id that isn't a plain slug, so that no id leads out of the
    data package.
    """
    if _SLUG.fullmatch(report_id) and len(report_id) <= LONGEST_ID:
        return ()
    return (
        Fault(
            phrase(
                "a report's id must be lower-case letters and digits with single hyphens "
                "between, at most {longest} characters",
                longest=LONGEST_ID,
            ),
            shown(report_id),
            Location(),
            "Name it after the area and the period, such as yunchuan-2024h1.",
        ),
    )


def read_report_file(
    raw: bytes, file: str, report_id: str, areas: Mapping[str, Area] | None
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the content of report.json, or of panel.json, and every fault of it."""
    text, faults = decode(raw, file, what="JSON")
    if text is None:
        return {}, faults
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        row = error.lineno if isinstance(error, json.JSONDecodeError) else None
        fault = Fault(
            phrase("{file} must be valid JSON", file=_name(file)),
            str(error),
            Location(file=file, row=row),
            "Look at that line and the one before it: a comma, a quotation mark or a bracket.",
        )
        return {}, (*faults, fault)
    if not isinstance(content, dict):
        fault = Fault(
            phrase("{file} must hold one object", file=_name(file)),
            type(content).__name__,
            Location(file=file),
            "Put its keys into curly brackets.",
        )
        return {}, (*faults, fault)
    found = list(_check_keys(content, file))
    if not found:
        found.extend(_check_values(content, file, report_id, areas))
    return content, (*faults, *found)


def remark_on_report_file(content: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Yield what a person has still to fill in."""
    for key, value in content.items():
        texts = value.values() if isinstance(value, dict) else [value]
        if TO_FILL_IN in texts:
            yield Fault(
                phrase("{key} should be filled in", key=key),
                TO_FILL_IN,
                Location(file=file, column=key),
                "Write it in Chinese and English.",
            )


def _check_keys(content: Mapping[str, Any], file: str) -> Iterator[Fault]:
    for key in _KEYS:
        if key not in content and key not in _OPTIONAL:
            yield Fault(
                phrase("{file} must have the key {key}", file=_name(file), key=key),
                "no such key",
                Location(file=file, column=key),
                "Add it; a folder that the program writes has every key.",
            )
    for key in content:
        if key not in _KEYS:
            yield Fault(
                phrase(
                    "the keys of {file} must be: {keys}", file=_name(file), keys=", ".join(_KEYS)
                ),
                shown(key),
                Location(file=file, column=key),
                "Remove it, or put the remark in notes.",
            )
    for key, kind in _KEYS.items():
        if key not in content:
            continue
        value, where = content[key], Location(file=file, column=key)
        if kind == "text" and not (isinstance(value, str) and value.strip()):
            yield Fault(
                phrase("{key} must be text", key=key),
                shown(str(value)),
                where,
                "Write it in quotes.",
            )
        elif kind == "both" and not (
            isinstance(value, dict)
            and set(value) == set(_LANGUAGES)
            and all(isinstance(each, str) and each.strip() for each in value.values())
        ):
            yield Fault(
                phrase("{key} must be in Chinese and English", key=key),
                shown(str(value)),
                where,
                'Write {"zh": "…", "en": "…"}.',
            )
        elif kind == "object" and not isinstance(value, dict):
            yield Fault(
                phrase("{key} must be an object", key=key),
                shown(str(value)),
                where,
                'Write {"sha256": "…"}.',
            )
        elif kind == "texts" and not (
            isinstance(value, list) and all(isinstance(each, str) for each in value)
        ):
            yield Fault(
                phrase("{key} must be a list of texts", key=key),
                shown(str(value)),
                where,
                'Write ["…", "…"].',
            )


def _unseen(content: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Yield texts with control or format characters, which a terminal would obey."""
    for key, value in content.items():
        texts = value.values() if isinstance(value, dict) else value
        for text in [texts] if isinstance(texts, str) else texts:
            found = next((each for each in str(text) if category(each) in {"Cc", "Cf"}), None)
            if found is not None:
                yield Fault(
                    phrase("{key} must hold visible characters only", key=key),
                    phrase("U+{code:04X} in {text}", code=ord(found), text=shown(str(text))),
                    Location(file=file, column=key),
                    "Delete the character; it usually comes along with a copy from a web page.",
                )


def _check_values(
    content: Mapping[str, Any], file: str, report_id: str, areas: Mapping[str, Area] | None
) -> Iterator[Fault]:
    if content["id"] != report_id:
        yield Fault(
            "id must be the name of the folder",
            phrase("{id} in {report_id}/", id=content["id"], report_id=report_id),
            Location(file=file, column="id"),
            phrase("Write {report_id}, or rename the folder.", report_id=report_id),
        )
    if areas is not None and content["area"] not in areas:
        yield unknown_code(
            content["area"], areas, "area", "areas.csv", Location(file=file, column="area")
        )
    try:
        Period.parse(content["period"])
    except InputError as error:
        yield from error.at(file=file, column="period").faults
    if content["language"] not in _LANGUAGES:
        yield Fault(
            "language must be zh or en",
            shown(content["language"]),
            Location(file=file, column="language"),
            "Write the language of the source.",
        )
    roundings = [each.value for each in Rounding]
    if content.get("rounding", "unknown") not in roundings:
        yield Fault(
            phrase("rounding must be one of: {roundings}", roundings=", ".join(roundings)),
            shown(content["rounding"]),
            Location(file=file, column="rounding"),
            "Write unknown, unless the office says how it rounds.",
        )
    yield from check_form(content.get("tables", {}), Location(file=file, column="tables"))
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?", content.get("vintage", "2000-01")):
        yield Fault(
            "vintage must be the month or day of publication",
            shown(content["vintage"]),
            Location(file=file, column="vintage"),
            "Write 2024-08 or 2024-08-15; leave the key out where only one report is about it.",
        )
    yield from _check_source(content.get("source", {}), Location(file=file, column="source"))
    yield from _unseen({key: content[key] for key in _SHOWN if key in content}, file)


def _check_source(source: Mapping[str, Any], where: Location) -> Iterator[Fault]:
    extra = sorted(set(source) - _SOURCE_KEYS)
    if extra:
        yield Fault(
            phrase("the keys of source must be: {names}", names=", ".join(sorted(_SOURCE_KEYS))),
            ", ".join(extra),
            where,
            "Remove the others.",
        )
    digest = source.get("sha256")
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", str(digest)):
        yield Fault(
            "sha256 must be 64 hexadecimal digits in lower case",
            shown(str(digest)),
            where,
            "Take it from `sha256sum FILE`, or leave the key out.",
        )
    span = source.get("span")
    if span is not None and not (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(each, int) and not isinstance(each, bool) for each in span)
        and 0 <= span[0] < span[1]
    ):
        yield Fault(
            "span must be the first and the last character of the report",
            str(span),
            where,
            "Write [first, last] as whole numbers, or leave the key out.",
        )
