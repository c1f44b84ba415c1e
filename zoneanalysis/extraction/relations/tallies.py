"""Counts held against counts, months and signs by words: 家家均有, 按月通报, 分别是 (计数对照)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of

__all__ = ["each_has_one", "monthly", "sign_counts", "signs"]

_HEADING = 24  # characters before a sentence in which its heading may stand
_QUOTE = 3  # a closing quote and a stop
_NAME = "[\u4e00-\u9fff]{2,9}?"
_SIGNS = vocabulary().ties["signs"].pattern
_LIST = rf"{_NAME}(?:、{_NAME})+"
_AFTER = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?P<word>{_SIGNS}),分别(?:是|为)(?P<names>{_LIST})$"
)
_BEFORE = re.compile(
    rf"(?P<names>{_LIST})(?P<zone>开发区|经开区|高新区|园区|县|区|市)(?P<what>[\u4e00-\u9fff]{{2,10}}?)"
    rf"(?:实现|呈|均)?(?P<word>{_SIGNS})(?:,|$)"
)


def each_has_one(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that there are no fewer things than there are places that have each one."""
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        counts = [
            each
            for each in index.sentence(number)[:8]
            if each.measure == "count" and not (each.depth or each.numeral or each.limit)
        ]
        if len(counts) != 2:
            continue
        groups = _groups(index, counts)
        if groups is not None and _is_had(index, counts[0] if groups is counts[1] else counts[1]):
            total = counts[0] if groups is counts[1] else counts[1]
            yield Proposal.of("each_at_least_one", "", "each.one", total=total, groups=groups)


def _is_had(index: FigureIndex, total: Draft) -> bool:
    """Whether a count is of the very thing that each has, and not of some of them."""
    said = index.sentence_text(total)
    found = says("each", said)
    noun = re.split("[,;。]", index.text[total.end : total.end + 10])[0]
    had = re.split("[,;。]", said[found.end() :] if found else "")[0]
    named = [name for name in (noun[:2], total.indicator[-2:]) if len(name) > 1]
    told = any(name in had for name in named) or (had[:2] or "\n") in index.left(total)
    return told and not says("graded", index.left(total))


def _groups(index: FigureIndex, counts: list[Draft]) -> Draft | None:
    """Return the count of those that are said to have each one."""
    said = index.sentence_text(counts[0])
    if not (found := says("each", said)):
        return None
    word = found[0]
    for count in counts:
        noun = re.split("[,;。各]", index.text[count.end : count.end + 12])[0]
        own = word.startswith("各") and index.right(count).startswith(f"{noun}各")
        alike = word.startswith(count.unit * 2) or (word.startswith("项项") and "项目" in noun)
        if own or alike or (noun and noun[:2] in word):
            return count
    named = [each for each in counts if word[:1] in each.unit + each.indicator[-2:]]
    return named[0] if len(named) == 1 else None


def monthly(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what comes once a month has not come more often than there were months."""
    for draft in index.drafts:
        if draft.measure != "count" or not draft.plain or draft.unit not in {"次", "期"}:
            continue
        opening = index.opening(draft)
        once = says("month", opening)
        if once is None or not says("in_all", index.left(draft)):
            continue
        before = [e for e in index.earlier(draft) if e.unit == draft.unit]
        rest, own = opening[once.end() :], index.left(draft) + index.right(draft)[:6]
        same = _shared(re.split("[,;:]", rest)[0], re.split("[,;:]", own)[-1])
        if not same or says("groups", opening) or not (before or says("once", once[0] + rest)):
            continue  # 每月调度,累计督查17次; 13个县区每月一次,累计78次
        each = int(before[0].value) if before and says("month", index.left(before[0])) else 1
        months = len(draft.period.months)
        if months:
            yield Proposal.of(
                "times_in_period",
                "",
                "month.times",
                count=draft,
                params=(("months", str(months)), ("each", str(each))),
            )


def sign_counts(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that as many rise and fall as 七升一降 says, where the list has as many growths.

    The words stand before the first figure of the list's sentence, or end the sentence before.
    """
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        figures = index.sentence(number)
        opening = index.opening(figures[0])
        begin = figures[0].number_start - len(opening)
        before = index.text[max(0, begin - _HEADING) : begin]
        said = says("risers", opening) or says("risers", before)
        if said is None or (said.string is before and len(before) - said.end() > _QUOTE):
            continue
        rates = [e for e in figures if e.measure == "yoy" and e.unit == "%" and not e.depth]
        counts = [number_of(said[name] or said[f"{name}_2"]) for name in ("up", "down")]
        rises, falls = (int(each.low) if each is not None else 0 for each in counts)
        named = {(canonical(each.indicator), each.area.name) for each in rates}
        plain = not any(says("among", index.left(each)) for each in figures)
        if plain and rises * falls and len(named) == len(rates) == rises + falls:
            yield Proposal.of(
                "sign_counts",
                said[0],
                "signs.counted",
                value=rates,
                params=(("rises", str(rises)), ("falls", str(falls))),
            )


def _shared(one: str, other: str) -> bool:
    """Whether two clauses name the same doing, but for 开展 and its like."""
    one, other = (vocabulary().ties["does"].sub("", words) for words in (one, other))
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def signs(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a zone named among those that fall is not printed as rising."""
    for clause_text, paragraph, end in index.sentences():
        found = _AFTER.search(clause_text) or _BEFORE.search(clause_text)
        if not found:
            continue
        names = [re.sub("开发区|经开区|高新区", "", each) for each in found["names"].split("、")]
        what = canonical(found["what"])
        for draft in index.paragraph(paragraph):
            near = end <= draft.number_start <= end + 200
            if draft.measure != "yoy" or draft.depth or not near:
                continue
            named = any(name and name in draft.area.name + draft.indicator for name in names)
            if named and canonical(draft.indicator).endswith(what[-4:]):
                yield Proposal.of("list_sign", found["word"], "list.sign", value=draft)
