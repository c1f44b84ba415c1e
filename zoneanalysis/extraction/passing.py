"""Clauses without figures: headings, topics, a period or an area on its own (标题与承接)."""

from __future__ import annotations

import re

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.context import Carried
from zoneanalysis.extraction.frames import WINDOW
from zoneanalysis.extraction.nouns import head_of, noun_of
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.values.periods import Period

__all__ = ["HEADING", "pass_by"]

HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]是(?!否)|首先|其次|[(]?[一二三四五六七八九十\d]{1,3}[)]"
    r"|[一二三四五六七八九十\d]{1,3}[、.]|[①-⑳]|-+|[●■◆])+"
)
_TOP_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|【|第[一二三四五六七八九十]{1,2}部分")
_AIMS_HEADING = re.compile(
    r"奋斗目标|预期目标|主要目标|发展目标|目标任务|预算草案|(?:20\d\d|今|明)年.{0,10}(?:工作|任务|重点|安排|打算|思路)"
)
_PLAN = re.compile(r"下半年(?:主要)?(?:工作)?(?:重点|安排|打算|任务)|下一步|工作计划")
_REVIEW = re.compile(r"工作(?:进展|开展|推进|完成)情况|工作进展|主要(?:经济)?指标")
_SEEN_FROM = re.compile(r"从([\u4e00-\u9fff]{3,14}?)(?:来看|看|方面看|情况看)")


def pass_by(clause: Clause, state: Carried, gazetteer: Gazetteer) -> None:
    """Read a clause without figures: a heading, a period on its own, a topic."""
    state.enter(clause)
    if clause.depth:
        if "目标" in clause.text and clause.stop == ":":
            state.bracket_status, state.bracket_text = "target", clause.text
        return
    body = HEADING.sub("", clause.text.strip())
    for mention in clause.mentions_within(clause.start, clause.start + 80):
        if _opens(clause, mention, body):
            state.take(mention, clause, local=mention.shift in {-1, -2})
    if clause.stop == ":":
        state.lead_in = body[-40:]
    elif clause.stop not in ",;":
        state.lead_in = ""
    state.pending = body if len(body) <= 60 else ""
    if body.endswith("中") and len(body) <= 20 and not body.endswith("其中"):
        state.scope = body[:-1]
    if not state.pending:
        return
    begin = clause.end - len(clause.text.rstrip()[-WINDOW:])
    mark = HEADING.match(clause.text)
    if mark:
        begin = max(begin, clause.start + mark.end())
    if (seen := _SEEN_FROM.fullmatch(body)) and head_of(seen[1]):
        state.subject = seen[1]
    noun = noun_of(
        clause.slice(begin, clause.end),
        begin,
        clause.mentions_within(begin, clause.end),
        gazetteer,
    )

    if noun.area is not None and not noun.name:
        state.area, state.area_from = noun.area, clause
    if mark and clause.stop == "。" and len(noun.name) <= 14:
        state.heading = noun.name
    titled = noun.derived or head_of(noun.name)
    if mark and clause.stop in "。\n" and titled and noun.name:
        state.topic = state.subject = noun.name
    _open_part(clause, body, state)


def _open_part(clause: Clause, body: str, state: Carried) -> None:
    """Take the status and period that a heading gives what stands under it."""
    if _TOP_HEADING.match(clause.text.strip()) and len(body) < 40:
        aims = _AIMS_HEADING.search(body)
        state.base_status = state.status = "target" if aims else "actual"
        year = next((m.year for m in clause.mentions if m.year), state.own.year + 1)
        state.section_period = Period.ytd(year, 12) if aims else None
        state.period = state.section_period or state.own
        state.period_from = clause if state.section_period else None
    if len(body) < 30:
        state.plan = bool(_PLAN.search(body)) or (state.plan and not _REVIEW.search(body))


def _opens(clause: Clause, mention: Mention, body: str) -> bool:
    """Whether a period in a clause without figures holds for what follows."""
    lead = clause.slice(clause.start, mention.start).strip('“" ,')
    behind = clause.slice(mention.end, clause.end)
    return (
        len(lead) <= 4
        and mention.form not in {"same", "day"}
        and not body.startswith("除")
        and not behind.startswith(
            ("持平", "相比", "基本持平", "前", "新", "批", "印发", "出台", "制定")
        )
        and not lead.endswith(("与", "比", "较", "同", "和", "力争", "争取", "确保"))
    )
