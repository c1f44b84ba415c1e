"""Documents as Typst markup: a pure renderer in which every text is a string literal.

A literal has two characters with a meaning (backslash and quotation mark), so no text of a user
can become markup or code. The functions that the markup calls are in ``templates/zone/report.typ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from zoneanalysis.document import model, reading
from zoneanalysis.document.rendering import Renderer, cards_across, stays
from zoneanalysis.document.signs import PERIOD, RANGE, TONE_SIGNS, VERDICT_SIGNS
from zoneanalysis.document.svg import svg_text
from zoneanalysis.document.widths import surely_low, table_widths
from zoneanalysis.messages import Message

FontUse = Literal["text", "code"]
_REGIONS = {"zh": "cn", "en": "gb"}

_SHORT = 8  # signs of a clause
_RANGE = re.compile(
    f"([\u4e00-\u9fff]{{0,2}}[（(]?(?:{RANGE})(?:(?<=[\u4e00-\u9fff])\\d+)?[\u4e00-\u9fff）)]?)"
)
_BETWEEN = ("～", "–", " to ")  # the two ends of a range
_WHOLE = re.compile(  # stretches of a title that no line parts
    rf"([\u4e00-\u9fff]?{PERIOD}|\d+月\d+日|\d{{4}}(?:-\d\d)+|（[^（）]{{1,16}}）|\([^()\"]{{1,24}}\))"
)
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffff]{60,}")  # longer than a line, without a place to break


def _with_breaks(run: re.Match[str]) -> str:
    return "\u200b".join(run[0][at : at + 10] for at in range(0, len(run[0]), 10))


def literal(text: str) -> str:
    """Return *text* as a Typst string literal, without control characters."""
    kept = reading.printable(text)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def tex_code(tex: str, alt: str, *, block: bool) -> str:  # noqa: ARG001
    """Return a formula as its TeX source, for want of a converter."""
    return f"#raw({literal(tex)}, block: {str(block).lower()});"


@dataclass
class TypstContext(Renderer[str]):
    """What the documents of one PDF share: language, numbering, files, characters used.

    ``files`` are the images that the markup names. ``used`` holds every character with the font
    it is set in and the place where it first came, to be checked against the fonts. ``heads`` says
    of each table, in order, every how many columns a row's head stands; 0 where rows have none.
    """

    math: model.MathRenderer = tex_code
    files: dict[str, bytes] = field(default_factory=dict)
    used: dict[tuple[FontUse, str], str] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    headed: bool = False  # whether a heading stands just above
    tabled: bool = False  # whether a table follows
    _noted: dict[FontUse, set[str]] = field(default_factory=lambda: {"text": set(), "code": set()})
    _place: str = ""
    _level: int = 0

    @contextmanager
    def place(self, name: str) -> Iterator[None]:
        """Name the place that the texts inside belong to, for error messages."""
        before, self._place = self._place, name
        yield
        self._place = before

    def note(self, text: str, font: FontUse = "text") -> str:
        """Note the characters of *text* and return it as a literal."""
        text = reading.printable(text)
        if not self._noted[font].issuperset(text):
            self._noted[font].update(text)
            for character in text:
                self.used.setdefault((font, character), self._place)
        return literal(_UNBROKEN.sub(_with_breaks, text))

    def text(self, text: str) -> str:
        """Return *text* as markup that prints it, whatever it holds, with other languages named."""
        return "".join(
            f'#text(lang: "{language}", region: "{_REGIONS[language]}", {self.note(part)});'
            if language
            else self._unbroken(part)
            for part, language in reading.foreign_parts(text, self.language)
        )

    def _unbroken(self, text: str) -> str:
        """Return text in which no range is broken, with the signs beside it.

        Typst leaves a gap between 长 and 15.4%, but none before or behind a box: 1—6月3项. A line
        ends before the bracket of 16.1%（15.4%～16.7%） only if it is in the box.
        """
        return "".join(
            f"#box[#{self.note(piece)};];" if number % 2 else f"#{self.note(piece)};"
            for number, piece in enumerate(_RANGE.split(text))
            if piece
        )

    def code(self, text: str, *, block: bool) -> str:
        """Return *text* as markup that prints it in the font for code."""
        return f"#raw({self.note(text, 'code')}, block: {str(block).lower()});"

    def label(self, anchor: str) -> str:
        """Return markup that makes this a place to link to; nothing if there is one already."""
        if not anchor or anchor in self.labels:
            return ""
        self.labels.add(anchor)
        return f"#label({literal(anchor)});"

    def add_file(self, data: bytes, extension: str) -> str:
        """Add an image and return its path as a literal."""
        name = f"/image-{len(self.files) + 1:03d}.{extension}"
        self.files[name] = data
        return literal(name)

    def heading(self, level: int, content: str, anchor: str = "", label: str = "") -> str:
        """Return a heading, never more than one level below the one before (PDF/UA)."""
        self._level = max(1, min(level, self._level + 1))
        if label:
            content = f"#kicker[{self.text(label)}];{content}"
        return f"\n#heading(level: {self._level})[{content}]{self.label(anchor)}\n"

    def image(self, data: bytes, extension: str, alt: str) -> str:
        """Return an image with its alternative text."""
        return f"image({self.add_file(data, extension)}, alt: {literal(alt)})"

    def _text(self, text: str) -> str:
        return self.text(text)

    def _strong(self, run: model.Strong) -> str:
        return f"#strong[{self.text(run.text)}];"

    def _number(self, number: model.Number) -> str:
        content = (
            f'#num("{number.tone}")[{self.text(number.text)}];{_badge(number.tone, after=True)}'
        )
        if number.provenance and number.provenance.id in self.anchors:
            return f"#source({literal(number.provenance.id)})[{content}];"
        return content

    def _ref(self, run: model.Ref) -> str:
        return f"#goto({literal(run.anchor)})[{self.text(run.text)}];"

    def _link(self, run: model.Link) -> str:
        return f"#link({literal(run.url)})[{self.text(run.text)}];"

    def _code(self, run: model.Code) -> str:
        return self.code(run.text, block=False)

    def _verdict(self, run: model.Verdictmark) -> str:
        sign, tone = VERDICT_SIGNS[run.verdict]
        return f'#verdict("{sign}", "{tone}")[{self.text(run.text)}];'

    def _formula(self, formula: model.Formula | model.InlineFormula) -> str:
        block = isinstance(formula, model.Formula)
        made = self.math(formula.tex, formula.alt, block=block)
        return f"\n{made}\n\n" if block else made

    def _runs(self, runs: model.Runs) -> str:
        made = [self.run(run) for run in runs]
        for at in range(1, len(runs) - 1):
            if runs[at] in _BETWEEN:
                made[at - 1 : at + 2] = "", f"#box[{''.join(made[at - 1 : at + 2])}];", ""
        return "".join(made)

    def _kept_together(self, title: str) -> str:
        """Return a title in which no year leaves its 年, no half-year its 半年, no bracket breaks.

        With the sign before: Typst leaves a gap between 市 and 2023, but none before a box. A short
        last clause (存疑4处) goes over to the next line as a whole.
        """
        lead, semicolon, clause = title.rpartition("；")
        if semicolon and 0 < len(clause) <= _SHORT:
            return f"{self._kept_together(lead + semicolon)}#box[{self.text(clause)}];"
        return "".join(
            f"#box[{self.text(piece)}];" if number % 2 else self.text(piece)
            for number, piece in enumerate(_WHOLE.split(title))
        )

    def _cover(self, block: model.Cover) -> str:
        meta = "".join(
            f"([{self.text(label)}], [{self.text(text)}]), " for label, text in block.meta
        )
        place = "title-block" if block.brief else "cover"
        return (
            f"#{place}(title: [{self._kept_together(block.title)}], "
            f"subtitle: [{self.text(block.subtitle)}], meta: ({meta}));\n"
        )

    def _heading(self, block: model.Heading) -> str:
        content = self._kept_together(block.text)
        return self.heading(block.level, content, block.anchor, block.label)

    def _paragraph(self, block: model.Paragraph) -> str:
        style = "ragged" if any(isinstance(e, model.Code) for e in block.runs) else block.style
        return f'#para("{style}")[{self._runs(block.runs)}];\n\n'

    def _bullet_list(self, block: model.BulletList) -> str:
        name = "enum" if block.ordered else "list"
        items = ", ".join(f"[{self._runs(item)}]" for item in block.items)
        return f"#{name}({items});\n"

    def _cards(self, block: model.Cards) -> str:
        cards = []
        for card in block.cards:
            lines = "".join(
                f'([{self.text(label)}], [{_badge(tone)}{self._number(number)}], "{tone}"), '
                for label, number, tone in card.detail
            )
            cards.append(
                f'card("{card.tone}", [{self.text(card.label)}{_badge(card.tone, after=True)}], '
                f"[{self._number(card.value)}], ({lines})),\n"
            )
        return f"#cards({cards_across(block)}, {''.join(cards)});\n"

    def _table(self, block: model.Table) -> str:
        self.heads.append(len(block.columns))
        number = self.table_number()
        shares, fit = (list(block.widths), False) if block.widths else table_widths(block)
        if block.widths:
            widths = [f"{width}fr" if width else "auto" for width in block.widths]
        else:
            widest = shares.index(max(shares)) if fit and shares else -1
            widths = [
                f"{share}fr" if not fit else "1fr" if i == widest else "auto"
                for i, share in enumerate(shares)
            ]
        rows = []
        for row in block.rows:
            cells = ", ".join(
                f'cell("{cell.tone}")[{self._metadata(cell.anchor)}{self._runs(cell.runs)}'
                f"{_badge(cell.tone, after=True)}]"
                for cell in row
            )
            rows.append(f"{cells},\n")
        rows += ['cell("neutral")[], ' * len(block.columns)] * (-len(rows) % block.across)
        compact = str(block.compact).lower()
        labels = ", ".join(f"[{self.text(c.label)}]" for c in block.columns)
        return (
            f"{self._metadata(block.anchor)}#data-table(compact: {compact}, "
            f"across: {block.across}, low: {str(surely_low(block, shares)).lower()}, "
            f"columns: ({', '.join(widths * block.across)},), "
            f"align: ({', '.join(column.align for column in block.columns * block.across)},),\n"
            f"number: {literal(number)}, caption: [{self.text(block.caption)}], "
            f"note: [{self.text(block.note)}], "
            f"head: ({labels},) * {block.across},\n"
            f"{''.join(rows)});\n"
        )

    def _metadata(self, anchor: str) -> str:
        label = self.label(anchor)
        return f"#metadata(none);{label}" if label else ""

    def _chart(self, block: model.Chart) -> str:
        """Return a chart with its caption; numbered if it has one.

        Before a table it keeps its place: on top of the next page it would split that.
        """
        self.note(svg_text(block.svg))
        picture = self.image(block.svg.encode("utf-8"), "svg", block.alt)
        number = self.figure_number() if block.caption else ""
        headed = str(self.headed).lower()
        return (
            f"{self._metadata(block.anchor)}#chart({picture}, headed: {headed}, "
            f"floats: {str(not self.tabled).lower()}, "
            f"number: {literal(number)}, "
            f"caption: [{self.text(block.caption)}]);\n"
        )

    def _callout(self, block: model.Callout) -> str:
        return (
            f'#callout("{block.tone}", [{_badge(block.tone)}{self.text(block.title)}])'
            f"[{self._runs(block.runs)}];\n"
        )

    def _code_block(self, block: model.CodeBlock) -> str:
        return f"{self.code(block.text, block=True)}\n"

    def _provenance_list(self, block: model.ProvenanceList) -> str:
        out = []
        for entry in block.entries:
            inputs = "".join(
                f"([{self.text(label)}], [{self.text(printed)}], [{self.text(interval)}], "
                f"[{self.text(where)}]), "
                for label, printed, interval, where in entry.inputs
            )
            source = ", ".join(f"[{self.text(part)}]" for part in entry.context or ())
            out.append(
                f"#provenance(title: [{self._metadata(entry.id)}{self.text(entry.title)}], "
                f"words: [{self.text(entry.words)}], numbers: [{self.text(entry.numbers)}], "
                f"interval: [{self.text(entry.interval)}], "
                f"interval-label: [{self.text(self.say(Message('Possible values')))}], "
                f"inputs: ({inputs}), context-text: ({source}), note: [{self.text(entry.note)}]);\n"
            )
        return "".join(out)

    def _page_break(self) -> str:
        return ""


def _badge(tone: model.Tone, *, after: bool = False) -> str:
    name = "badge-after" if after else "badge"
    return f'#{name}("{TONE_SIGNS[tone][0]}", "{tone}");' if tone in TONE_SIGNS else ""


def _name(block: model.Block) -> str:
    kind = type(block).__name__
    title = getattr(block, "caption", "") or getattr(block, "title", "")
    if not title:
        runs = getattr(block, "runs", ())
        title = getattr(block, "text", "") or reading.run_text(runs)
    return f"{kind} {title[:30]!r}" if title else kind


def render(document: model.Content, context: TypstContext) -> str:
    """Return the document as Typst markup for the functions of ``report.typ``."""
    out, blocks = [], document.blocks
    for at, block in enumerate(blocks):
        context.tabled = isinstance(next(iter(blocks[at + 1 : at + 2]), None), model.Table)
        with context.place(_name(block)):
            text = context.block(block)
        if stays(blocks, at):
            text = f"#leads[{text}];\n"
        context.headed = isinstance(block, model.Heading)
        out.append(text)
        if isinstance(block, model.PageBreak):
            out = [f"#briefing[{''.join(out)}];\n"]
    return "".join(out)
