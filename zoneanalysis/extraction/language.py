"""Whether a text is Chinese at all (语种)."""

from __future__ import annotations

import re

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import phrase

__all__ = ["require_chinese"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SAMPLE = 200_000
_LEAST = 0.15


def require_chinese(text: str, where: Location | None = None) -> None:
    """Raise `InputError` unless a fair part of the letters of *text* is Chinese.

    Examples
    --------
    >>> require_chinese("工业投资完成54.76亿元。")
    >>> require_chinese("Industrial investment fell by 18.8 percent.")
    Traceback (most recent call last):
    ...
    zoneanalysis.errors.InputError: the text must be Chinese; came: a text mostly in Latin \
letters. Pass the Chinese original of the report.
    """
    sample = text[:_SAMPLE]
    counts = {
        "Chinese": len(_HAN.findall(sample)),
        "Latin letters": len(_LATIN.findall(sample)),
        "Japanese kana": len(_KANA.findall(sample)),
        "Korean": len(_HANGUL.findall(sample)),
        "Cyrillic": len(_CYRILLIC.findall(sample)),
    }
    letters = sum(counts.values())
    kana = counts["Japanese kana"]
    if letters and counts["Chinese"] >= _LEAST * letters and kana * 5 < counts["Chinese"]:
        return
    most = max(counts, key=lambda name: counts[name]) if letters else "no letters at all"
    came = (
        "a text without letters"
        if not letters
        else phrase("a text mostly in {most}", most=phrase(most))
    )
    if most == "Chinese":
        came = "a text with Japanese kana"
    raise InputError.single(
        must="the text must be Chinese",
        came=came,
        where=where,
        do="Pass the Chinese original of the report.",
    )
