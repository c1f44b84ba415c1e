"""Documents as HTML: a pure renderer, every text escaped, no script needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from zoneanalysis.document import model, reading
from zoneanalysis.document.signs import PERIOD, TONE_SIGNS, VERDICT_SIGNS
from zoneanalysis.document.svg import inline_svg
from zoneanalysis.messages import Message

_LAST_WORD = re.compile(r"(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]{1,14})$")
_OPENING = re.compile(r"[（《〈「『【“‘(\[]+$")
_CLOSING = re.compile(r"[，。；：、！？）》〉」』】”’…,.;:!?)\]%]+")


def tex_text(tex: str, alt: str, *, block: bool) -> str:
    """Return a formula as TeX between dollar signs, which Jupyter typesets itself."""
    dollars = "$$" if block else "$"
    return f'<span aria-label="{escape(alt)}">{dollars}{escape(tex)}{dollars}</span>'


@dataclass
class HtmlContext:
    """What the documents of one page share: language, numbering, ids, provenances to open.

    ``anchors`` are the places that a reference may lead to. ``prefix`` begins the ids of charts and
    popovers, where several pages end up in one, as in a notebook.
    """

    language: model.Language = "zh"
    math: model.MathRenderer = tex_text
    anchors: frozenset[str] = frozenset()
    prefix: str = ""
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    provenances: dict[str, model.Provenance] = field(default_factory=dict)
    popover_ids: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    figures: int = 0
    tables: int = 0
    charts: int = 0

    def say(self, message: Message) -> str:
        """Return a message in the language of the page, escaped."""
        return escape(message.render(self.language))

    def popover_id(self, entry: model.Provenance) -> str:
        """Return the short id of the popover that shows a provenance."""
        self.provenances.setdefault(entry.id, entry)
        if entry.id not in self.popover_ids:
            self.popover_ids[entry.id] = f"{self.prefix}p{len(self.popover_ids) + 1}"
        return self.popover_ids[entry.id]

    def claim_id(self, wanted: str) -> str:
        """Return an id for an element that no other element of the page has."""
        name, number = wanted, 2
        while name in self.ids:
            name, number = f"{wanted}-{number}", number + 1
        self.ids.add(name)
        return name

    def heading(self, level: int, text: str, inner: str, anchor: str = "", label: str = "") -> str:
        """Return a heading of the outline (level 0 is the title) and note it for the contents."""
        name = self.claim_id(anchor or f"s{len(self.headings) + 1}")
        if level:
            self.headings.append((level, label or text, name))
        if label:
            inner = f'<span class="label">{escape(label)}</span> {inner}'
        tag = f"h{min(level + 1, 6)}"
        return f'<{tag} id="{name}">{inner}</{tag}>\n'


def _id(context: HtmlContext, anchor: str) -> str:
    return f' id="{context.claim_id(anchor)}"' if anchor else ""


def _badge(context: HtmlContext, tone: model.Tone) -> str:
    if tone not in TONE_SIGNS:
        return ""
    sign, word = TONE_SIGNS[tone]
    label = context.say(word)
    return f'<span class="badge {tone}" role="img" aria-label="{label}">{sign}</span>'


def _signed(text: str, tone: model.Tone, context: HtmlContext) -> str:
    """Return *text* with the sign of its tone, which stays on the line of the last word."""
    badge = _badge(context, tone)
    if not badge:
        return escape(text)
    start = _LAST_WORD.search(text)
    cut = start.start() if start else len(text)
    return f'{escape(text[:cut])}<span class="nb">{escape(text[cut:])}{badge}</span>'


def _number(number: model.Number, context: HtmlContext) -> str:
    tone = f" {number.tone}" if number.tone != "neutral" else ""
    text = _signed(number.text, number.tone, context)
    if number.provenance is None:
        return f'<span class="n{tone}">{text}</span>'
    target = context.popover_id(number.provenance)
    return f'<button class="n{tone}" popovertarget="{target}">{text}</button>'


def _run(run: model.Run, context: HtmlContext) -> str:
    match run:
        case str():
            return escape(run)
        case model.Strong():
            return f"<strong>{escape(run.text)}</strong>"
        case model.Number():
            return _number(run, context)
        case model.Ref():
            if run.anchor not in context.anchors:
                return escape(run.text)
            return f'<a href="#{run.anchor}">{escape(run.text)}</a>'
        case model.Link():
            return f'<a href="{escape(run.url)}" rel="noreferrer">{escape(run.text)}</a>'
        case model.Code():
            return f"<code>{escape(run.text)}</code>"
        case model.InlineFormula():
            return context.math(run.tex, run.alt, block=False)
        case model.Verdictmark():
            sign, tone = VERDICT_SIGNS[run.verdict]
            return (
                f'<span class="verdict {tone}"><span class="badge {tone}" aria-hidden="true">'
                f"{sign}</span>{escape(run.text)}</span>"
            )


def _runs(runs: model.Runs, context: HtmlContext, tone: model.Tone = "neutral") -> str:
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
            out.append(_signed(text, tone, context) if last else escape(text))
        elif isinstance(run, model.Number):
            closing = _CLOSING.match(following) if isinstance(following, str) else None
            after = closing[0] if closing else ""
            inner = f"{escape(waiting)}{_run(run, context)}{escape(after)}"
            out.append(f'<span class="nb">{inner}</span>' if waiting or after else inner)
            waiting = after
        else:
            out.append(_run(run, context))
    if runs and not isinstance(runs[-1], str):
        out.append(_badge(context, tone))
    return "".join(out)


def _cards(block: model.Cards, context: HtmlContext) -> str:
    out = ['<div class="cards">']
    for card in block.cards:
        tone = f" {card.tone}" if card.tone != "neutral" else ""
        out.append(
            f'<section class="card{tone}"><p class="card-label">'
            f'{_signed(card.label, card.tone, context)}</p><p class="card-value">'
            f"{_number(card.value, context)}</p>"
        )
        if card.detail:
            lines = "".join(
                f'<div class="{tone}"><dt>{escape(label)}</dt>'
                f"<dd>{_badge(context, tone)}{_number(number, context)}</dd></div>"
                for label, number, tone in card.detail
            )
            out.append(f"<dl>{lines}</dl>")
        out.append("</section>")
    out.append("</div>\n")
    return "".join(out)


def _table(block: model.Table, context: HtmlContext) -> str:
    context.tables += 1
    number = context.say(Message("Table {number}", {"number": context.tables}))
    name = context.claim_id(block.anchor or f"table-{context.tables}")
    classes = "".join(
        f" {word}"
        for word, on in (("compact", block.compact), ("interactive", block.interactive))
        if on
    )
    head = (
        f'<figure class="table{classes}" id="{name}"><div class="scroll" tabindex="0" '
        f'role="region" aria-labelledby="{name}-c"><table><caption id="{name}-c">'
        f"<span><b>{number}</b> "
        f"{escape(block.caption)}</span></caption><thead><tr>"
    )
    out = [head]
    out += [
        f'<th scope="col"{_align(column.align)}>{escape(column.label)}</th>'
        for column in block.columns
    ]
    out.append("</tr></thead><tbody>")
    for row in block.rows:
        out.append("<tr>")
        for column, cell in zip(block.columns, row, strict=True):
            first = cell is row[0]
            tag, scope = ("th", ' scope="row"') if first else ("td", "")
            tone = f" {cell.tone}" if cell.tone != "neutral" else ""
            style = _align(column.align, tone)
            out.append(
                f"<{tag}{scope}{style}{_id(context, cell.anchor)}>"
                f"{_runs(cell.runs, context, cell.tone)}</{tag}>"
            )
        out.append("</tr>\n")
    out.append("</tbody></table></div>")
    if block.note:
        out.append(f'<p class="note">{escape(block.note)}</p>')
    out.append("</figure>\n")
    return "".join(out)


def _align(align: model.Align, extra: str = "") -> str:
    short = {"left": "", "right": "r", "center": "c"}[align]
    classes = (short + extra).strip()
    return f' class="{classes}"' if classes else ""


def chart(block: model.Chart, context: HtmlContext) -> str:
    """Return a chart with its caption; numbered if it has one."""
    context.charts += 1
    svg = inline_svg(block.svg, prefix=f"{context.prefix}c{context.charts}-", label=block.alt)
    caption = ""
    if block.caption:
        context.figures += 1
        number = context.say(Message("Figure {number}", {"number": context.figures}))
        caption = f"<figcaption><b>{number}</b> {escape(block.caption)}</figcaption>"
    return f'<figure class="chart"{_id(context, block.anchor)}>{svg}{caption}</figure>\n'


def _cover(block: model.Cover, context: HtmlContext) -> str:
    meta = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in block.meta
    )
    subtitle = f'<p class="subtitle">{escape(block.subtitle)}</p>' if block.subtitle else ""
    title = context.heading(0, block.title, _kept_together(block.title), "title")
    return f'<header class="cover">{title}{subtitle}<dl>{meta}</dl></header>\n'


def _kept_together(title: str) -> str:
    """Return a title in which a year stays with its 年, and a half-year with its 半年."""
    return re.sub(PERIOD, lambda m: f'<span class="nb">{m[0]}</span>', escape(title))


def _list(block: model.BulletList, context: HtmlContext) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{_runs(item, context)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>\n"


def _provenance(entry: model.Provenance, context: HtmlContext) -> str:
    out = []
    if entry.words:
        out.append(f'<p class="words">{escape(entry.words)}</p>')
    if entry.numbers:
        out.append(f'<p class="numbers">{escape(entry.numbers)}</p>')
    if entry.interval:
        out.append(
            f"<p>{context.say(Message('Possible values'))} <b>{escape(entry.interval)}</b></p>"
        )
    if entry.inputs:
        items = "".join(
            f"<li>{escape(label)} <b>{escape(printed)}</b>"
            + (f" <span>{escape(interval)}</span>" if interval else "")
            + (f" <small>{escape(where)}</small>" if where else "")
            + "</li>"
            for label, printed, interval, where in entry.inputs
        )
        out.append(f"<ul>{items}</ul>")
    if entry.context:
        before, mark, after = (escape(part) for part in entry.context)
        out.append(f"<blockquote>{before}<mark>{mark}</mark>{after}</blockquote>")
    if entry.note:
        out.append(f'<p class="note">{escape(entry.note)}</p>')
    return "".join(out)


def _provenance_list(block: model.ProvenanceList, context: HtmlContext) -> str:
    entries = "".join(
        f"<div{_id(context, entry.id)}><dt>{escape(entry.title)}</dt>"
        f"<dd>{_provenance(entry, context)}</dd></div>"
        for entry in block.entries
    )
    return f'<dl class="provenances">{entries}</dl>\n'


def _block(block: model.Block, context: HtmlContext) -> str:
    match block:
        case model.Cover():
            return _cover(block, context)
        case model.Heading():
            inner = escape(block.text)
            return context.heading(block.level, block.text, inner, block.anchor, block.label)
        case model.Paragraph():
            kind = "" if block.style == "normal" else f' class="{block.style}"'
            return f"<p{kind}>{_runs(block.runs, context)}</p>\n"
        case model.BulletList():
            return _list(block, context)
        case model.Cards():
            return _cards(block, context)
        case model.Table():
            return _table(block, context)
        case model.Chart():
            return chart(block, context)
        case model.Formula():
            return f'<div class="formula">{context.math(block.tex, block.alt, block=True)}</div>\n'
        case model.Callout():
            return (
                f'<aside class="callout {block.tone}"><p class="callout-title">'
                f"{_badge(context, block.tone)}{escape(block.title)}</p>"
                f"<p>{_runs(block.runs, context)}</p></aside>\n"
            )
        case model.CodeBlock():
            return f"<pre><code>{escape(block.text)}</code></pre>\n"
        case model.ProvenanceList():
            return _provenance_list(block, context)
        case model.PageBreak():
            return '<hr class="page">\n'


def render(document: model.Content, context: HtmlContext) -> str:
    """Return the document as an HTML fragment; what its numbers open, :func:`popovers` returns."""
    return "".join(_block(block, context) for block in document.blocks)


def popovers(context: HtmlContext) -> str:
    """Return what the numbers rendered so far open: one native popover a provenance.

    Escape or a touch beside it closes each; a script adds the button that says so.
    """
    out = []
    for entry in context.provenances.values():
        name = context.popover_id(entry)
        more = ""
        if entry.id in context.anchors:
            more = f'<p><a href="#{entry.id}">{context.say(Message("In the appendix"))}</a></p>'
        out.append(
            f'<div popover class="pv" id="{name}" role="dialog" aria-labelledby="{name}t">'
            f'<b id="{name}t">{escape(entry.title)}</b>'
            f"{_provenance(entry, context)}{more}</div>\n"
        )
    return "".join(out)


_NOTEBOOK_STYLE = """<style>
.zone-doc .cards{display:flex;flex-wrap:wrap;gap:.8em}.zone-doc .card{border:1px solid #8886;
border-radius:6px;padding:.6em 1em;min-width:11em}.zone-doc .card p{margin:.2em 0}
.zone-doc .card-value{font-size:1.6em;font-weight:700}.zone-doc dl div{display:flex;gap:1em;
justify-content:space-between}.zone-doc dd{margin:0}.zone-doc button.n{font:inherit;color:inherit;
background:none;border:0;border-bottom:1px dotted;padding:0;cursor:pointer}.zone-doc .callout{
border-left:4px solid #1f4e79;padding:.3em 1em;margin:.8em 0}.zone-doc .bad{color:#a3352a}
.zone-doc .good{color:#0b6660}.zone-doc .warn{color:#80540a}.zone-doc .badge{margin:0 .3em}
.zone-doc .pv{max-width:34em;padding:1em}.zone-doc .note{font-size:.9em;opacity:.8}
.zone-doc :is(caption,figcaption) b{display:none}.zone-doc dl div dt,.zone-doc dl div dd{float:none;
width:auto;margin:0;padding:0}.zone-doc .card dd{white-space:nowrap}
.zone-doc caption{text-align:left}.zone-doc .r{text-align:right}
</style>"""


def render_standalone(document: model.Content, prefix: str) -> str:
    """Return the document as HTML for a notebook's output, with the style it needs there.

    *prefix* keeps its ids apart from those of other documents in the notebook.
    """
    context = HtmlContext(
        language=document.language,
        anchors=reading.anchors(document.blocks),
        prefix=prefix,
    )
    body = render(document, context)
    return (
        f'{_NOTEBOOK_STYLE}<div class="zone-doc" lang="{document.language}">'
        f"{body}{popovers(context)}</div>"
    )
