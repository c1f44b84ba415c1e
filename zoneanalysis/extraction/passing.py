"""Clauses without figures: headings, topics, a period or an area on its own (标题与承接)."""

from __future__ import annotations

from zoneanalysis.extraction.clauses import MASK, Clause
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.frames import WINDOW
from zoneanalysis.extraction.nouns import Noun, head_of, noun_of
from zoneanalysis.extraction.scope import Scope
from zoneanalysis.extraction.timeroles import opens
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import firm_acting

__all__ = ["HEADING", "pass_by"]

HEADING = vocabulary().marks["item"]


def pass_by(clause: Clause, talk: Discourse, scope: Scope, text: str) -> None:
    """Read a clause without figures: a heading, a period on its own, a topic."""
    if clause.depth:
        if "目标" in clause.text and clause.stop == ":":
            scope.bracket.status, talk.bracket_text = "target", clause.text
        return
    body = HEADING.sub("", clause.text.strip().lstrip(MASK))
    for mention in clause.mentions_within(clause.start, clause.start + 80):
        aims = vocabulary().ties["aims_at"].search(text[: mention.start][-4:])
        if opens(clause, mention) or (aims and mention.form in {"year", "asof"}):
            scope.state_period(text, clause, mention)
    if clause.stop == ":":
        talk.lead_in = body[-40:]
    elif clause.stop not in ",;":
        talk.lead_in = ""
    talk.pending = body if len(body) <= 60 else ""
    _take_within(clause, talk, scope, body)
    led = scope.before is not None and [scope.before.start, scope.before.end] in (
        [each.start, each.end] for each in scope.before.mentions
    )
    named = body[scope.gazetteer.leading(body)[1] :] if led else body  # 上半年,云川市医药行业…
    if (clause.opening or led) and (theme := vocabulary().nouns["theme"].match(named)):
        talk.theme, talk.theme_sentence = theme[1], clause.sentence
    if firm := firm_acting(body, text, clause):
        scope.state_area(firm, clause)
    if not talk.pending:
        return
    begin = clause.end - len(clause.text.rstrip()[-WINDOW:])
    mark = HEADING.match(clause.text)
    if mark:
        begin = max(begin, clause.start + mark.end())
    if (seen := vocabulary().nouns["seen_from"].fullmatch(body)) and head_of(seen[1]):
        talk.subject = seen[1]
    mentions = clause.mentions_within(begin, clause.end)
    noun = noun_of(clause.slice(begin, clause.end), begin, mentions, scope.gazetteer)
    if noun.area is not None and not noun.name:
        scope.state_area(noun.area, clause)
    if clause.opening and not talk.drafts and vocabulary().nouns["by_place"].fullmatch(body):
        talk.subject = talk.former
        scope.go_on()
    _take_spoken(clause, talk, scope, begin)
    _take_head(clause, talk, noun, body, marked=mark is not None)
    scope.open_section(clause, body)


def _take_within(clause: Clause, talk: Discourse, scope: Scope, body: str) -> None:
    """Let what a clause sets out to be among hold: 在我国整车企业中,…."""
    if body.endswith("中") and len(body) <= 20 and not body.endswith("其中"):
        talk.within = body[:-1]
        area, _ = scope.gazetteer.leading(talk.within.removeprefix("在"))
        if area is not None:
            scope.state_area(area, clause)


def _take_spoken(clause: Clause, talk: Discourse, scope: Scope, begin: int) -> None:
    """Let what a clause says the course of be what follows is of: 固定资产投资稳步回升,增长5.2%."""
    words, said = vocabulary().nouns, clause.slice(begin, clause.end)
    if clause.stop not in ",:":
        return
    told = words["above_all"].match(said)
    if told and head_of(told["what"]):  # 特别是工业投资,增势强劲,增长50.8%
        talk.subject, talk.counted, talk.spoken = told["what"], "", clause.index
        return
    for found in words["fares"].finditer(said):
        what = said[: found.start()]
        if head_of(what) or words["entity_end"].search(what):
            mentions = clause.mentions_within(begin, begin + len(what))
            noun = noun_of(what, begin, mentions, scope.gazetteer)
            if noun.name:
                talk.subject, talk.counted, talk.spoken = noun.name, "", clause.index
                if noun.area is not None:
                    scope.state_area(noun.area, clause)
            return


def _take_head(clause: Clause, talk: Discourse, noun: Noun, body: str, *, marked: bool) -> None:
    """Let a heading, or a name before a colon, be what follows is of: 工业投资:151.2亿元."""
    if marked and clause.stop == "。" and len(noun.name) <= 14:
        talk.heading = noun.name
    if not noun.name or not (noun.derived or head_of(noun.name)):
        return
    if marked and clause.stop in "。\n":
        talk.topic = talk.subject = noun.name
    elif clause.stop == ":" and body.strip("*- ") == noun.name:
        talk.subject = noun.name
