"""Bytes to text: UTF-8, UTF-16 with a mark, GB18030; any other encoding is named (编码)."""

from __future__ import annotations

import codecs
import re

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import phrase

__all__ = ["decode_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# Other encodings of East Asian text.
_OTHERS = (
    ("big5", "Big5 (traditional Chinese)"),
    ("shift_jis", "Shift JIS (Japanese)"),
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1d-\x1f\x7f]")
_COMMON_SHARE = 0.8  # of the Han characters of a real text, so many are common ones
_SAMPLE = 200_000
_MUST = "a text must be in UTF-8, UTF-16 with a byte-order mark, or GB18030"


def decode_text(raw: bytes, where: Location) -> tuple[str, str]:
    """Return the text and the name of its encoding; a byte-order mark is taken off.

    Raises
    ------
    InputError
        If it is no text, or in another encoding, which the message names.

    Examples
    --------
    >>> decode_text("下降5.6%".encode("utf-8-sig"), Location())
    ('下降5.6%', 'utf-8-sig')
    """
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], codec, name, where), name
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _as_gb18030(raw)
        if not text:
            raise _named(raw, error, where) from None
        _check_controls(text, raw, where)
        return text, "gb18030"
    _check_controls(text, raw, where)
    return text, "utf-8"


def _marked(raw: bytes, codec: str, name: str, where: Location) -> str:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError.single(
            must=phrase(
                "a file that begins with the mark of {encoding} must be in it throughout",
                encoding=name.upper(),
            ),
            came=phrase("byte {start} that is not", start=error.start),
            where=where,
            do="The file is cut off or mixed; fetch it again or save it as UTF-8.",
        ) from None
    _check_controls(text, raw, where)
    return text


def _as_gb18030(raw: bytes) -> str:
    """Return the text read as GB18030; empty where that gives characters nobody writes."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    if _common_share(text, "gb2312", (0xB0, 0xD7)) < _COMMON_SHARE or _is_korean(raw):
        return ""
    return text


def _is_korean(raw: bytes) -> bool:
    """Whether *raw* is Hangul in EUC-KR, whose bytes are those of common characters in GB2312."""
    try:
        letters = [each for each in raw.decode("euc_kr") if each > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(_HANGUL.findall("".join(letters))) * 10 > len(letters) * 9


def _common_share(text: str, codec: str, leads: tuple[int, int]) -> float:
    """Return the share of Han characters whose lead byte in *codec* is that of a common one.

    GB2312 and Big5 both put their common characters first: the share tells a text that is read
    right from one that is read wrong.
    """
    han = _HAN.findall(text[:_SAMPLE])
    if not han:
        return 0.0
    common = 0
    for character in han:
        try:
            lead = character.encode(codec)[0]
        except UnicodeEncodeError:
            continue
        common += leads[0] <= lead <= leads[1]
    return common / len(han)


def _named(raw: bytes, error: UnicodeDecodeError, where: Location) -> InputError:
    """Return the error that names the encoding that *raw* seems to have."""
    row = raw.count(b"\n", 0, error.start) + 1
    position = phrase(
        "byte {start} (0x{byte:02X}) is not UTF-8", start=error.start, byte=raw[error.start]
    )
    guess = _guess(raw)
    if guess is not None:
        codec, name = guess
        return InputError.single(
            must=_MUST,
            came=phrase("{name}; {position}", name=phrase(name), position=position),
            where=where,
            do=phrase(
                "Convert it, for example: iconv -f {codec} -t UTF-8 OLD > NEW", codec=codec.upper()
            ),
        )
    healed = raw.decode("utf-8", errors="replace")
    broken = healed.count("\ufffd")
    if _HAN.search(healed) and broken * 20 < len(healed):
        return InputError.single(
            must=_MUST,
            came=phrase(
                "UTF-8 that is damaged: {broken} places, the first at byte {start}",
                broken=broken,
                start=error.start,
            ),
            where=Location(file=where.file, row=row),
            do="It was cut off, or mixed from two encodings; fetch it again, or mend the line.",
        )
    return InputError.single(
        must=_MUST,
        came=phrase("bytes in no encoding that is known here; {position}", position=position),
        where=Location(file=where.file, row=row),
        do="If it is a text, open it in an editor and save it as UTF-8.",
    )


def _guess(raw: bytes) -> tuple[str, str] | None:
    if b"\0" in raw:
        for codec in ("utf-16-le", "utf-16-be"):
            text = raw[: len(raw) // 2 * 2].decode(codec, errors="replace")
            if _common_share(text, "gb2312", (0xB0, 0xD7)) >= _COMMON_SHARE:
                return codec, phrase("{codec} without a byte-order mark", codec=codec.upper())
        return None
    if _is_korean(raw):
        return "euc_kr", "EUC-KR (Korean)"
    for codec, name in _OTHERS:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "big5" and _common_share(text, "big5", (0xA4, 0xC6)) >= _COMMON_SHARE:
            return codec, name
        letters = max(1, sum(each > "\x7f" for each in text))
        if codec == "shift_jis" and len(_KANA.findall(text)) * 5 > letters:
            return codec, name
    return None


def _check_controls(text: str, raw: bytes, where: Location) -> None:
    """Refuse what decodes but is no text: NUL and other control characters."""
    found = _CONTROL.search(text)
    if found is None:
        return
    guess = _guess(raw)
    if guess is not None:
        codec, name = guess
        raise InputError.single(
            must=_MUST,
            came=name,
            where=where,
            do=phrase(
                "Convert it, for example: iconv -f {codec} -t UTF-8 OLD > NEW", codec=codec.upper()
            ),
        )
    row = text.count("\n", 0, found.start()) + 1
    raise InputError.single(
        must="a text must hold no control characters",
        came=phrase(
            "U+{code:04X} at character {at}, {count} such characters in all",
            code=ord(found[0]),
            at=found.start(),
            count=len(_CONTROL.findall(text)),
        ),
        where=Location(file=where.file, row=row, offset=found.start()),
        do="This is no text, or a damaged one: pass the text, HTML, .docx or PDF of the report.",
    )
