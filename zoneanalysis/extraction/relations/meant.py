"""Which printed figure words mean: 全部签约项目 of 代表团对外签约项目52项 (所指)."""

from __future__ import annotations

from collections.abc import Iterable

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import sole
from zoneanalysis.extraction.relations.names import bare_name, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["meant", "measured_in"]


def meant(words: str, among: Iterable[Draft]) -> Draft | None:
    """Return the one of some figures that words name, in full or with words left out.

    A name holds each of the words, in whatever order (合同外资 of 直接利用外资合同额); what it
    says more is whose it is or how it came, and no kind (工业投资 is no 投资, 新增企业 are not
    企业). Where figures of several values are so called, none.
    """
    name = _plain(words)
    if len(name) < 2:
        return None
    called = [(each, _plain(each.indicator)) for each in among]
    exact = [each for each, own in called if own == name]
    return sole(exact or [each for each, own in called if _shortens(name, own)])


def _plain(words: str) -> str:
    """Return a name without what only says that it is all of it: 全部, 总, 数, 本次."""
    alone = vocabulary().ties["is_all_of"]
    return bare_name(alone.sub("", bare_name(alone.sub("", canonical(words)))))


def _shortens(name: str, full: str) -> bool:
    """Whether a name is another one with words left out that tell no kind."""
    ends = name[:2] in full and name[-2:] in full and {*name} < {*full}
    rest = full.replace(name, "") if name in full else "".join(e for e in full if e not in name)
    return ends and says("no_kind", rest) is not None


def measured_in(subject: str, whole: str) -> set[str]:
    """Return what a part may be called that a share names by its subject alone.

    Of GDP 服务业 is 服务业增加值, of 工业投资 高技术产业 is 高技术产业投资.
    """
    name, own = canonical(subject), bare_name(whole)
    ends = {part for part, each in vocabulary().wholes if bare_name(each) == own}
    return {name, *(name + end for end in (*ends, head_of(whole)) if end)}
