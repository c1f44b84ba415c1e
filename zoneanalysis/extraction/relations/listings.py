"""Lists that their form makes whole: items by mark, as many as counted, to the last (逐项列举).

What a list's items are called is not asked: a total and behind it a run of levels of its unit, each
with words of its own, all set apart alike. The form says that it is all there is: a mark before
each, a count before it (五个区), a colon or a cut (分县区看), the rest as its last item. As it is
form alone that says so, the sum is kept only where it holds or one slip explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COMPLETE, FigureIndex, Proposal, levels, tie
from zoneanalysis.extraction.relations.names import is_average, says
from zoneanalysis.extraction.relations.parts import of_one_time
from zoneanalysis.extraction.relations.rivals import may_be_meant
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of

__all__ = ["RULES", "listings"]

_LONGEST = 20  # items
_WORDS = 36  # characters of an item before its figure
_APART = 120  # characters from one item, or from the whole, to the next
_JOINS = ("\n", "。", ";", ",", "、")  # the strongest first
_FORM = 4  # digits of a whole to which levels come by their form alone, without a count or a mark
_TOLD = 3
_ANEW = ("several", "total", "anew", "all_of")  # an item that others make


@dataclass(frozen=True, slots=True)
class _Item:
    """A level of a list with its words, what sets it apart, and whether a mark opens it."""

    draft: Draft
    words: str
    join: str
    marked: bool


def listings(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what the items of each list make, where its form says that it is whole."""
    told = [each for each in index.drafts if each.pattern != "level.change" and not each.depth]
    listed: set[int] = set()
    for at, total in enumerate(told):
        items: list[_Item] = []
        if id(total) in listed or not _adds(total):
            continue
        for each in told[at + 1 : at + 3 * _LONGEST]:
            item = _item(index, items[-1].draft if items else total, each)
            if item is None or (each.thing == total.thing and not _goes_on(items, item, total)):
                break
            if each.thing == total.thing:
                items.append(item)
        if digits := _whole_to(index, total, items):
            parts = [item.draft for item in items]
            listed.update(map(id, parts))
            found = tie("sum", total, "sum.listed", params=COMPLETE, part=parts)
            if len(total.value.as_tuple().digits) >= digits and may_be_meant(found):
                yield found


def _adds(draft: Draft) -> bool:
    return bool(levels((draft,))) and not is_average(draft)


def _item(index: FigureIndex, last: Draft, each: Draft) -> _Item | None:
    """Return a level as the next item behind another; None where it stands too far away."""
    if each.start - last.end > _APART:
        return None
    between = index.text[last.end : each.start]
    join = next((mark for mark in _JOINS if mark in between), "")
    words = (between.rpartition(join)[2] if join else between).rstrip(": ")
    words = words.rpartition(":")[2].strip()
    return _Item(each, words, join, vocabulary().marks["item"].match(words) is not None)


def _goes_on(items: Sequence[_Item], item: _Item, total: Draft) -> bool:
    """Whether a level is the next item: of its whole's time, set apart like the others."""
    each, words = item.draft, vocabulary().marks["item"].sub("", item.words)
    plain = each.status == total.status and _in_time(each, total) and len(items) < _LONGEST
    named = 1 < len(words) <= _WORDS and not any(says(role, words) for role in _ANEW)
    if not (plain and named and _adds(each)):
        return False
    if not items:
        return True
    alike = len(items) < 2 or item.join == items[-1].join or bool(says("rest", words))
    alike = alike or (item.join == "," and _opposite(items[-1].words, words))  # 优秀、合格,不合格
    return alike and item.marked == items[0].marked and not says("among", words)


def _in_time(part: Draft, total: Draft) -> bool:
    """Whether a part is of its whole's time, be it how a year's tasks stand on a day in it."""
    begun = total.period.start if part.period.start is None else None
    return of_one_time(part, total) or (begun is not None and begun <= part.until <= total.until)


def _whole_to(index: FigureIndex, total: Draft, items: Sequence[_Item]) -> int:
    """Return to how many digits a whole must be told for its list to be all of it; 0 for never."""
    if len(items) < 2 or items[0].join in ("、", ";"):  # beside them, no whole of theirs
        return 0
    first, last = items[0].draft, items[-1].draft
    lead = index.text[total.end : first.start]
    behind = index.right(last)
    rest = vocabulary().ties["rest"].match(items[-1].words) and not says("inside", items[-1].words)
    some = any(says("leading", each.words) for each in items) and not rest
    if some or says("leading", behind) or says("several", behind):
        return 0
    said = any(_opposite(each.words, items[-1].words) for each in items[:-1])
    said = said and total.measure == "count"  # 盈利额 and 亏损额 make a balance
    above = any(each.thing == total.thing and each.counted for each in index.earlier(total))
    inside = says("among", index.left(total)) or says("cut", index.left(total))
    if inside or (items[0].join == "\n" and not items[0].marked):
        return 0
    if (rest and not above) or (said and items[-1].join in ",;、"):
        return 1
    many = {
        _number(found)
        for found in vocabulary().ties["listed_many"].finditer(index.opening(total) + "," + lead)
    }
    if len(items) in many or all(each.marked for each in items):
        return _TOLD if len(items) > 2 else 0
    opened = lead.rstrip().endswith((":", "-")) or says("cut", lead) or says("cut", items[0].words)
    return _FORM if opened and len(items) > 2 and not (many or says("among", lead)) else 0


def _opposite(one: str, other: str) -> bool:
    """Whether the second of two items is what the first is not: 通过…,未通过的….

    Examples
    --------
    >>> _opposite("一次性通过", "未通过的"), _opposite("优秀", "未通过的")
    (True, False)
    """
    if says("opposed", f"{one}|{other}"):
        return True
    found = says("not_so", other)
    if found is None or says("not_so", one):
        return False
    return found["what"] in one or bool(says("begins", found["what"]) and says("state_done", one))


def _number(found: re.Match[str]) -> int:
    said = number_of(found["number"].replace("两", "二"))
    return int(said.low) if said is not None else 0


RULES = (listings,)
