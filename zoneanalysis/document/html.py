"""Documents as HTML: a pure renderer, every text escaped, no script needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from zoneanalysis.document import model, reading
from zoneanalysis.document.rendering import Renderer
from zoneanalysis.document.signs import PERIOD, RANGE, TONE_SIGNS, VALUE, VERDICT_SIGNS
from zoneanalysis.document.svg import inline_svg
from zoneanalysis.messages import Message

__all__ = ["HtmlRenderer"]

_STOP = "[，。；：、]?"  # which else may begin a line behind what none parts
_RANGE = re.compile(rf"(?P<opening>[（(])?(?:{RANGE})(?(opening)[）)]){_STOP}")
_VALUE = re.compile(f"({VALUE}{_STOP})")
_LAST_WORD = re.compile(r"(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]{1,14})$")
_OPENING = re.compile(r"[（《〈「『【“‘(\[]+$")
_CLOSING = re.compile(r"[，。；：、！？）》〉」』】”’…,.;:!?)\]%]+")


def tex_text(tex: str, alt: str, *, block: bool) -> str:
    """Return a formula as TeX between dollar signs, which Jupyter typesets itself."""
    dollars = "$$" if block else "$"
    return f'<span aria-label="{escape(alt)}">{dollars}{escape(tex)}{dollars}</span>'


def _class(*names: str) -> str:
    shown = " ".join(name for name in names if name)
    quote = '"' if " " in shown else ""  # what thousands of cells have is written short
    return f" class={quote}{shown}{quote}" if shown else ""


@lru_cache(1 << 14)  # most texts of a page stand in its notebook, too, and many on the next page
def _marked(text: str, language: model.Language) -> str:
    return "".join(
        f"<i lang={other}>{escape(part)}</i>" if other else _RANGE.sub(_unbroken, escape(part))
        for part, other in reading.foreign_parts(text, language)
    )


def _unbroken(found: re.Match[str]) -> str:
    """Return a range that no line parts; before its bracket one may end: 9.9%（1.9%～17.3%）."""
    return f'{"<wbr>" if found["opening"] == "（" else ""}<span class="nb">{found[0]}</span>'


def _tone(tone: model.Tone) -> str:
    return tone if tone != "neutral" else ""


@dataclass
class HtmlRenderer(Renderer[str]):
    """Renders the documents of one page, which share numbering, ids and provenances to open.

    ``prefix`` begins the ids of charts and popovers, where several pages end up in one, as in a
    notebook; ``narrow`` draws charts for a telephone, too, of which the page's style shows one.
    """

    math: Callable[..., str] = tex_text
    prefix: str = ""
    narrow: bool = False
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    provenances: dict[str, model.Provenance] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    charts: int = 0
    _level: int = 0

    def render(self, document: model.Content) -> str:
        """Return a document as a fragment; what its numbers open, :meth:`popovers` returns."""
        return "".join(map(self.block, document.blocks))

    def popovers(self) -> str:
        """Return what the numbers rendered so far open: one native popover a provenance.

        Escape or a touch beside it closes each; a script adds the button that says so, names, and
        a link to its row in the appendix.
        """
        out = []
        for entry in self.provenances.values():
            name = self.popover_id(entry)
            lang, title = self._foreign(entry.title)
            out.append(
                f"<div popover id={name}><b{lang}>{title}</b>{self._provenance(entry)}</div>\n"
            )
        return "".join(out)

    def popover_id(self, entry: model.Provenance) -> str:
        """Return the id of the popover that shows a provenance: what a link to a number names."""
        self.provenances.setdefault(entry.id, entry)
        return f"{self.prefix}p-{entry.id}"

    def claim_id(self, wanted: str) -> str:
        """Return an id for an element that no other element of the page has."""
        name, number = wanted, 2
        while name in self.ids:
            name, number = f"{wanted}-{number}", number + 1
        self.ids.add(name)
        return name

    def titled(self, level: int, text: str, inner: str, anchor: str = "", label: str = "") -> str:
        """Return a heading of the outline (level 0 is the title) and note it for the contents.

        It is never more than one level below the one before.
        """
        name = self.claim_id(anchor or f"s{len(self.headings) + 1}")
        self._level = level = min(level, self._level + 1)
        if level:
            self.headings.append((level, label or text, name))
        if label:
            inner = f'<span class="label">{self.marked(label)}</span> {inner}'
        tag = f"h{min(level + 1, 6)}"
        return f'<{tag} id="{name}">{inner}</{tag}>\n'

    def marked(self, text: str) -> str:
        """Return a text, escaped, with the parts in another language marked as such."""
        return _marked(text, self.language)

    def _foreign(self, text: str) -> tuple[str, str]:
        """Return an attribute and a text: the language of a text that has no word of another."""
        parts = reading.foreign_parts(text, self.language)
        others = {language for _, language in parts if language}
        own = "".join(part for part, language in parts if not language)
        if len(others) == 1 and not re.search(r"[^\W\d_]", own):
            return f" lang={others.pop()}", escape(text)
        return "", self.marked(text)

    def _quoted(self, runs: model.Runs) -> tuple[str, str]:
        """Return an attribute and a text of runs with no word but of one other language."""
        whole = "".join(run if isinstance(run, str) else getattr(run, "text", "a") for run in runs)
        lang, inner = self._foreign(whole)
        if lang and len(runs) > 1:
            own, self.language = self.language, "en" if self.language == "zh" else "zh"
            inner, self.language = self._runs(runs), own
        return (lang, inner) if lang else ("", "")

    def _id(self, anchor: str) -> str:
        return f" id={self.claim_id(anchor)}" if anchor else ""

    # --- runs

    def _badge(self, tone: model.Tone) -> str:
        if tone not in TONE_SIGNS:
            return ""
        sign, word = TONE_SIGNS[tone]
        label = escape(self.say(word))
        return f'<span class="badge {tone}" role="img" aria-label="{label}">{sign}</span>'

    def _signed(self, text: str, tone: model.Tone) -> str:
        """Return *text* with the sign of its tone, which stays on the line of the last word."""
        badge = self._badge(tone)
        if not badge:
            return self.marked(text)
        start = _LAST_WORD.search(text)
        cut = start.start() if start else len(text)
        return f'{self.marked(text[:cut])}<span class="nb">{self.marked(text[cut:])}{badge}</span>'

    def _text(self, text: str) -> str:
        return self.marked(text)

    def _strong(self, run: model.Strong) -> str:
        return f"<strong>{self.marked(run.text)}</strong>"

    def _number(self, run: model.Number) -> str:
        text, look = self._signed(run.text, run.tone), _class("n", _tone(run.tone))
        if run.provenance is None:
            return f"<span{look}>{text}</span>"
        target = self.popover_id(run.provenance)
        return f"<button{look} popovertarget={target}>{text}</button>"

    def _ref(self, run: model.Ref) -> str:
        return f'<a href="#{run.anchor}">{self.marked(run.text)}</a>'

    def _link(self, run: model.Link) -> str:
        return f'<a href="{escape(run.url)}" rel="noreferrer">{self.marked(run.text)}</a>'

    def _code(self, run: model.Code) -> str:
        return f"<code>{escape(run.text)}</code>"

    def _verdict(self, run: model.Verdictmark) -> str:
        sign, tone = VERDICT_SIGNS[run.verdict]
        if not run.text:  # the sign is all that is said, and read
            return f'<span class="badge {tone}">{sign}</span>'
        badge = f'<span class="badge {tone}" aria-hidden="true">{sign}</span>'
        return f'<span class="verdict {tone}">{badge}{self.marked(run.text)}</span>'

    def _formula(self, formula: model.Formula | model.InlineFormula) -> str:
        block = isinstance(formula, model.Formula)
        made = self.math(formula.tex, formula.alt, block=block)
        return f'<div class="formula" tabindex="0">{made}</div>\n' if block else made

    def _runs(self, runs: model.Runs, tone: model.Tone = "neutral") -> str:
        """Return runs, and the sign of their tone after them.

        A browser may break a line on either side of a button; punctuation is kept with it.
        """
        out: list[str] = []
        waiting = ""
        for number, run in enumerate(runs):
            following = runs[number + 1] if number + 1 < len(runs) else ""
            if isinstance(run, str):
                text = run.removeprefix(waiting)
                waiting = ""
                opening = _OPENING.search(text) if isinstance(following, model.Number) else None
                if opening:
                    text, waiting = text[: opening.start()], opening[0]
                last = number + 1 == len(runs)
                out.append(self._signed(text, tone if last else "neutral"))
            elif isinstance(run, model.Number):
                closing = _CLOSING.match(following) if isinstance(following, str) else None
                after = closing[0] if closing else ""
                inner = f"{escape(waiting)}{self._number(run)}{escape(after)}"
                out.append(f'<span class="nb">{inner}</span>' if waiting or after else inner)
                waiting = after
            else:
                out.append(self.run(run))
        if runs and not isinstance(runs[-1], str):
            out.append(self._badge(tone))
        return "".join(out)

    # --- blocks

    def _cover(self, block: model.Cover) -> str:
        meta = "".join(
            f"<div><dt>{self.marked(label)}</dt><dd>{self.marked(text)}</dd></div>"
            for label, text in block.meta
        )
        below = f'<p class="subtitle">{self.marked(block.subtitle)}</p>' if block.subtitle else ""
        # a year stays with its 年, and a half-year with its 半年
        kept = re.sub(PERIOD, lambda m: f'<span class="nb">{m[0]}</span>', self.marked(block.title))
        title = self.titled(0, block.title, kept, "title")
        return f'<header class="cover">{title}{below}<dl>{meta}</dl></header>\n'

    def _heading(self, block: model.Heading) -> str:
        inner = "".join(
            f'<span class="nb">{self.marked(part)}</span>' if number % 2 else self.marked(part)
            for number, part in enumerate(_VALUE.split(block.text))
        )
        return self.titled(block.level, block.text, inner, block.anchor, block.label)

    def _paragraph(self, block: model.Paragraph) -> str:
        look = _class(block.style if block.style != "normal" else "")
        return f"<p{look}>{self._runs(block.runs)}</p>\n"

    def _bullet_list(self, block: model.BulletList) -> str:
        tag = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{self._runs(item)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>\n"

    def _cards(self, block: model.Cards) -> str:
        out = ['<div class="cards">']
        for card in block.cards:
            out.append(
                f'<section{_class("card", _tone(card.tone))}><p class="card-label">'
                f'{self._signed(card.label, card.tone)}</p><p class="card-value">'
                f"{self._number(card.value)}</p>"
            )
            if card.detail:
                lines = "".join(
                    f'<div class="{tone}"><dt>{self.marked(label)}</dt>'
                    f"<dd>{self._badge(tone)}{self._number(number)}</dd></div>"
                    for label, number, tone in card.detail
                )
                out.append(f"<dl>{lines}</dl>")
            out.append("</section>")
        out.append("</div>\n")
        return "".join(out)

    def _table(self, block: model.Table) -> str:
        number = self.table_number()
        name = self.claim_id(block.anchor or f"table-{self.tables}")
        look = _class(
            "table", "compact" if block.compact else "", "interactive" if block.interactive else ""
        )
        muted = _muted_columns(block)
        # among hundreds of rows, that a name heads its own goes without saying
        scope = " scope=row" if len(block.rows) <= _LONG else ""
        out = [
            f'<figure{look} id="{name}">',
            f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}-c">',
            f"<table{_class(*_right_columns(block), *(f'm{n + 1}' for n in sorted(muted)))}>",
            f'<caption id="{name}-c"><span><b>{number}</b> {self.marked(block.caption)}',
            "</span></caption><thead><tr>",
        ]
        out += [
            f"<th scope=col{_class(_SIDES[column.align])}>{self.marked(column.label)}"
            for column in block.columns
        ]
        out.append("</thead><tbody>")
        for row in block.rows:  # cells and rows end by themselves in HTML
            out.append("<tr>")
            for at, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
                tag = "td" if at else f"th{scope}"
                side = "" if column.align == "right" else _SIDES[column.align]
                plain = at in muted or cell.runs == ("—",)  # which says little by itself
                style = _class(side, "" if plain else _tone(cell.tone))
                lang, inner = ("", "") if style else self._quoted(cell.runs)
                alone = str(cell.runs[0]) if len(cell.runs) == 1 else ""
                if column.align == "right" and _RANGE.fullmatch(alone):  # which breaks no line
                    inner = escape(alone)
                inner = inner or self._runs(cell.runs, cell.tone)
                out.append(f"<{tag}{lang}{style}{self._id(cell.anchor)}>{inner}")
            out.append("\n")
        out.append("</tbody></table></div>")
        if block.note:
            out.append(f'<p class="note">{self.marked(block.note)}</p>')
        out.append("</figure>\n")
        return "".join(out)

    def _chart(self, block: model.Chart) -> str:
        self.charts += 1
        prefix = f"{self.prefix}c{self.charts}-"
        svg = inline_svg(block.svg, prefix=prefix, label=block.alt, language=self.language)
        if block.narrow and self.narrow:
            small = inline_svg(  # has its name from the other
                block.narrow, prefix=f"{prefix}n", named_by=f"{prefix}svg", language=self.language
            )
            svg = f'{svg}<div class="narrow">{small}</div>'
        caption = ""
        name = self.claim_id(block.anchor or f"{self.prefix}figure-{self.charts}")
        if block.caption:
            number = self.figure_number()
            told = f"<b>{number}</b> {self.marked(block.caption)}"
            caption = f'<figcaption id="{name}-c">{told}</figcaption>'
            if not block.narrow:
                region = f'tabindex="0" role="region" aria-labelledby="{name}-c"'
                svg = f'<div class="scroll" {region}>{svg}</div>'
        return f'<figure class="chart" id="{name}">{svg}{caption}</figure>\n'

    def _callout(self, block: model.Callout) -> str:
        return (
            f'<div role="note" class="callout {block.tone}"><p class="callout-title">'
            f"{self._badge(block.tone)}{self.marked(block.title)}</p>"
            f"<p>{self._runs(block.runs)}</p></div>\n"
        )

    def _code_block(self, block: model.CodeBlock) -> str:
        return f'<pre tabindex="0"><code>{escape(block.text)}</code></pre>\n'

    def _provenance(self, entry: model.Provenance) -> str:
        out = []
        if entry.words:
            out.append(f"<p>{self.marked(entry.words)}")  # a paragraph ends by itself in HTML
        if entry.numbers:
            out.append(f"<p class=numbers>{self.marked(entry.numbers)}")
        if entry.interval:
            label = escape(self.say(Message("Possible values")))
            out.append(f"<p>{label} <b>{escape(entry.interval)}</b>")
        if entry.inputs:
            items = "".join(
                f"<li>{self.marked(label)} <b>{self.marked(printed)}</b>"
                + (f" <span>{self.marked(interval)}</span>" if interval else "")
                + (f" <small>{self.marked(where)}</small>" if where else "")
                + "</li>"
                for label, printed, interval, where in entry.inputs
            )
            out.append(f"<ul>{items}</ul>")
        if entry.context:
            parts = (reading.foreign_parts(part, self.language) for part in entry.context)
            foreign = {of for part in parts for _, of in part if of}
            lang = f" lang={foreign.pop()}" if foreign else ""
            before, mark, after = map(escape, entry.context)
            out.append(f"<q{lang}>{before}<mark>{mark}</mark>{after}</q>")
        if entry.note:
            out.append(f"<p class=note>{self.marked(entry.note)}")
        return "".join(out)

    def _provenance_list(self, block: model.ProvenanceList) -> str:
        entries = "".join(
            f"<div{self._id(entry.id)}><dt>{self.marked(entry.title)}</dt>"
            f"<dd>{self._provenance(entry)}</dd></div>"
            for entry in block.entries
        )
        return f'<dl class="provenances">{entries}</dl>\n'

    def _page_break(self) -> str:
        return '<hr class="page">\n'


def _right_columns(block: model.Table) -> list[str]:
    """Return a class of the table for each of its columns that are aligned to the right."""
    return [f"r{n}" for n, column in enumerate(block.columns, 1) if column.align == "right"]


def _muted_columns(block: model.Table) -> set[int]:
    """Return the columns behind the first of which every cell is muted: the table says it once."""
    tones = [{row[n].tone for row in block.rows} for n in range(len(block.columns))]
    return {n for n, found in enumerate(tones) if 0 < n < 12 and found == {"muted"}}


_LONG = 100  # rows
_SIDES = {"left": "", "right": "r", "center": "c"}
