"""Of which level a share is: the subject of 占 (占比的分子)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import FigureIndex, bare_name, canonical, says
from zoneanalysis.extraction.relations.names import is_average
from zoneanalysis.extraction.relations.parts import Block, ends_so
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["kth", "part_of", "subject_of"]

_OF = re.compile(r"^[,;\s]*约?占|^[,;\s]*占比(?:为|达到?)?$")


def part_of(
    index: FigureIndex, draft: Draft, blocks: Sequence[Block]
) -> tuple[Draft | None, tuple[str, ...]]:
    """Return the level that a share is of: the subject of 占, printed or left out."""
    levels = [e for e in index.earlier(draft) if e.counted and not is_base(index, e)]
    name = canonical(draft.indicator.split("占", 1)[0])
    mine = index.group(draft)
    listed = bool(levels) and len(index.group(levels[0])) == len(mine)
    if len(mine) > 1 and not levels and says("share_all_told", index.left(mine[0])):
        near = [b.parts for b in blocks if b.complete and len(b.parts) == len(mine)]
        near = [told for told in near if told[-1].sentence == draft.sentence - 1]
        return (near[0][mine.index(draft)] if len(near) == 1 else None), ()  # …。四者占…分别为
    if len(mine) > 1 and (listed or draft.evidence["indicator"].how != "own"):
        return kth(index, draft, levels), ()  # 分别占…: each with its own
    run = takewhile(lambda each: each.measure == "share", index.earlier(draft))
    if len(mine) == 1 and any("分别" in index.left(each) for each in (draft, *run)):
        return None, ()  # 分别占全区的37.1%、占全市的2.0%: no list of shares
    own = re.sub(r"\([^()]*\)", "", index.left(draft))
    if len(mine) == 1 and levels and (_OF.match(own) or _counted(index, levels[0], own)):
        listed = index.left(levels[0])[:1] == "、" and len(levels) > 1
        listed = listed or is_average(levels[0])  # 项目320个,平均每家抽查5个,占…
        return (None if listed else levels[0]), ()  # 26个,其中11个、8个、3个,占13.2%: of which
    subject = own.rpartition("占")[0].strip(",;、 ")
    bare = len(mine) == 1 and draft.evidence["indicator"].how != "own"
    if bare and re.search("[\u4e00-\u9fff]{2}", subject) and not says("predicate", subject):
        told = [e for e in index.before(draft, within=20) if e.paragraph == draft.paragraph]
        fits = [e for e in told if e.counted and _opens(index, e, subject)]
        return (fits[0], ()) if fits else (None, ())  # 铁矿石全部为外贸进口,占…
    same = [each for each in levels if canonical(each.indicator) == name]
    if same:
        return same[0], ()
    for each in index.before(draft, within=30):
        if (
            each.counted
            and canonical(each.indicator) == name
            and each.period == draft.period
            and each.area == draft.area
            and not each.depth
            and index.note_of(each) == index.note_of(draft)
        ):
            return each, ()
    subject = vocabulary().ties["subject_lead"].sub("", subject)
    told = [e for e in index.before(draft, within=20) if e.paragraph == draft.paragraph]
    told = [e for e in told if e.counted and not e.depth and e.pattern != "compared"]
    fits = [e for e in told if _is_called(index, e, subject)]
    if not fits and told and told[0].sentence == draft.sentence and bare_name(subject) != subject:
        fits = [e for e in told[:1] if ends_so(e, subject)]  # 机床出口12.4万台,出口量占…
    return (fits[0], ()) if fits else (None, ())


def subject_of(index: FigureIndex, share: Draft) -> Draft | None:
    """Return the level right before a bare 占, of which nothing else can be the subject.

    Behind 其中 it may be the whole that is divided, and behind 、 the list. Each of a list of
    shares is of its own of as many levels.
    """
    level = next((each for each in index.earlier(share) if each.counted), None)
    mine = index.group(share)
    if level is None or share.pattern != "share.of":
        return None
    if len(mine) > 1:
        pairs = zip(mine, index.group(level), strict=False)
        alike = len(index.group(level)) == len(mine)
        return next(each for one, each in pairs if one is share) if alike else None
    if not _OF.match(index.left(share)):
        return None
    words = index.left(level)
    return None if says("among", words) or says("joined", words) else level


def _is_called(index: FigureIndex, level: Draft, words: str) -> bool:
    """Whether words name a level where it stands, or its place: 夏粮 of 夏粮产量24.43万吨."""
    own = re.split("[,;:、]|其中", index.left(level))[-1]
    own = vocabulary().ties["subject_lead"].sub("", own)
    place = level.evidence["area"].how != "carried" and level.area.name == words
    return place or (len(words) > 1 < len(own) and (words.startswith(own) or own.startswith(words)))


def _opens(index: FigureIndex, level: Draft, words: str) -> bool:
    """Whether words begin with what a level is called where it stands."""
    own = re.split("[,;:、]|其中", index.left(level))[-1]
    return len(own) > 1 and words.startswith(own)


def _counted(index: FigureIndex, count: Draft, words: str) -> bool:
    """Whether the words before a share only say what a count right before it counts."""
    nearest = count.measure == "count" and index.left(count) and words[:1] not in ",;、。"
    return bool(nearest) and re.fullmatch("[^,;。]{0,20},约?占[^,;]*", words) is not None


def kth(index: FigureIndex, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return the part of a share among others: the k-th of as many levels right before them.

    ``before``: the figures of its sentence that may be parts, the nearest first.
    """
    mine, run = index.group(draft), list[Draft]()
    for each in before:
        if run and says("among", index.between(each, run[-1])):
            break  # 84个,其中…: the whole of the parts
        if each.counted:
            run.append(each)
    if not run:
        return None
    alike = [each for each in run if each.unit == run[0].unit]
    for parts in (index.group(run[0]), alike[::-1], run[::-1]):
        if len(parts) == len(mine):
            return next(p for p, m in zip(parts, mine, strict=True) if m is draft)
    return None
