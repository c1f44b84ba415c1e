"""Whether a text is Chinese, and if not, what it seems to be (语言)."""

from __future__ import annotations

import re

from zoneanalysis.errors import InputError, Location

__all__ = ["check_language"]

_SCRIPTS = {
    "Japanese": re.compile(r"[\u3040-\u309f\u30a0-\u30fa]"),
    "Korean": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "a language in Cyrillic script": re.compile(r"[\u0400-\u04ff]"),
    "a language in Arabic script": re.compile(r"[\u0600-\u06ff]"),
    "a language in Latin script, such as English": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")
_LEAST = 8  # Han characters: 工业投资下降18.8% has six and is no report


def check_language(text: str, where: Location) -> None:
    """Refuse a text that isn't Chinese.

    Letters of other scripts may stand in it (a name, PM2.5, GDP); a text of which they are the
    larger part is another language. Words in Latin script count one each, as a Han character does.

    Raises
    ------
    InputError
        If it has next to no Chinese characters, or more of another script.

    Examples
    --------
    >>> check_language("Industrial investment fell by 18.8 percent in the first half.", Location())
    Traceback (most recent call last):
        ...
    zoneanalysis.errors.InputError: a report must be in Chinese; came: 0 Chinese characters and 9 \
in a language in Latin script, such as English. Pass the Chinese text; a translation can't be read.
    """
    han = len(_HAN.findall(text))
    counts = {name: len(script.findall(text)) for name, script in _SCRIPTS.items()}
    # Japanese and Korean texts hold Han characters: a fifth of kana or Hangul tells them.
    name = max(counts, key=lambda each: counts[each])
    foreign = counts[name]
    mixed = name in {"Japanese", "Korean"} and foreign * 4 > han
    if han >= _LEAST and foreign <= han and not mixed:
        return
    if foreign:
        came = f"{han} Chinese characters and {foreign} in {name}"
        do = "Pass the Chinese text; a translation can't be read."
    else:
        came = f"{han} Chinese characters"
        do = "Pass the text of a report; a table or a list of numbers has no sentences to read."
    raise InputError.single(must="a report must be in Chinese", came=came, where=where, do=do)
