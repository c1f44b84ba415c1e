"""The whole of a market, of all sales, of all output: what 总销量, 整个市场 mean (市场总量)."""

from __future__ import annotations

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, sole
from zoneanalysis.extraction.relations.names import bare_name, says, unfilled
from zoneanalysis.extraction.relations.parts import may_be_whole
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["main_level", "of_market"]


def main_level(
    index: FigureIndex, draft: Draft, part: Draft, words: str, place: str = ""
) -> Draft | None:
    """Return the one level told first that 总销量, 全部出口 or 整个叉车市场 may mean.

    It opens its sentence, is no part itself, and is of the same doing as the words or the part:
    全国销售12.6万台。…甲品牌销售3.1万台,占总销量的24.6%. It stands in the share's paragraph, else
    in the one before, of the same thing; a market's may stand anywhere near. Money is of anything,
    and *place* is said of both.
    """
    found = says("whole_any", words)
    doing = _doing(found["what"] or part.indicator + index.left(part)) if found else ""
    if found is None or not doing or part.unit[-1:] == "元":
        return None
    market = found["what"] is None
    told = [*index.before(draft, within=40), *(index.after(draft, within=40) if market else ())]
    fits = [
        each
        for each in told
        if (market or each.paragraph >= draft.paragraph - 1)
        and may_be_whole(index, each, part, draft)
        and _of_one_thing(index, each, part, found["of"] or "", market=market)
        and doing == _doing(index.left(each))
        and place in index.opening(each)
        and _opens(index, each, part, market=market)
    ]
    return sole([each for each in fits if each.paragraph == draft.paragraph] or fits)


def of_market(index: FigureIndex, draft: Draft) -> tuple[Draft | None, Draft | None]:
    """Return the level right before a share of the market, and the market's: 9万台,市场份额12%.

    In 销售9万台,增长8%,市场份额从11%升至12% the last is its share.
    """
    near = (e for e in index.earlier(draft) if e.pattern != "compared" and "from" not in e.roles)
    part = next((each for each in near if each.measure != "yoy"), None)
    if part is None or not part.counted or part.period != draft.period or part.limit:
        return None, None
    words = index.between(part, draft)
    if ";" in words or not says("market_bare", words) or says("some_market", index.opening(part)):
        return None, None
    whole = main_level(index, draft, part, "整个市场")
    return (part, whole) if whole is not None else (None, None)


def _of_one_thing(
    index: FigureIndex, level: Draft, part: Draft, named: str, *, market: bool
) -> bool:
    """Whether a level is of the things that a share's words or its part's name: 农机, 智能机."""
    if named or (not market and level.paragraph == part.paragraph):
        return named in level.indicator
    thing = _thing(level) or _thing(index.first(level))  # 扫雪机出口金额…;出口数量…
    opening = index.opening(part)
    if len(thing) < 2 or thing not in opening:
        return False
    return not (market and says("kind_of", opening[: opening.rindex(thing)]))


def _thing(level: Draft) -> str:
    """Return what a level's name says beside what was done with it: 扫雪机 of 扫雪机出口数量."""
    name = bare_name(unfilled(level.indicator))
    for role in ("market", "doing"):
        name = vocabulary().ties[role].sub("", name)
    return bare_name(name)


def _doing(words: str) -> str:
    """Return what words last say was done with things: sold, made, brought out …."""
    found = [*vocabulary().ties["doing"].finditer(words)]
    return found[-1].lastgroup or "" if found else ""


def _opens(index: FigureIndex, level: Draft, part: Draft, *, market: bool) -> bool:
    """Whether a level is the first of its unit in its sentence, of no more than is told there.

    *market*: all of a market, as its words say: 全国销售…, not 甲公司销售….
    """
    words, behind = index.opening(level), index.following(level)
    share = behind is not None and behind.measure == "share"
    some = any(says(r, words) for r in ("among", "cut", "leading", "several", "inland"))
    near = [e for e in index.sentence(level.sentence) if e.counted and e.unit == level.unit]
    near = [e for e in near if e is not part and e.pattern != "compared"]
    first = near[:1] == [level] and (len(near) == 1 or says("among", index.left(near[1])))
    all_of = says("market", words) is not None and not says("of_firms", words)
    return bool(first) and not (some or share) and (all_of or not market)  # no 乘用车…,商用车…
