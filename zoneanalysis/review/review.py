"""The review of one report: a briefing, a body of chapters, an annex (评估报告).

Everything comes from the report's data: which indicators, areas, batches, targets and relations
there are decides which chapters there are, in which order, under which headings. What a report
lacks, its review leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Block, Cards, PageBreak, Paragraph, Provenance
from zoneanalysis.document.reading import plain_text, provenances
from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import LANGUAGES, Message
from zoneanalysis.panel import panel_of, read_panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.chapters.annex import (
    audit_chapter,
    figures_chapter,
    methods_chapter,
    passages_chapter,
    quoted_figures,
)
from zoneanalysis.review.chapters.economy import economy_chapters, zones_chapter
from zoneanalysis.review.chapters.front import cover_of, summary_chapter, title_of
from zoneanalysis.review.chapters.material import Chapter, Material
from zoneanalysis.review.chapters.outlook import outlook_chapter, priorities_chapter
from zoneanalysis.review.chapters.past import Past
from zoneanalysis.review.chapters.projects import projects_chapter, resources_chapter
from zoneanalysis.review.chapters.rest import with_rest
from zoneanalysis.review.citation import ASSUMED
from zoneanalysis.review.dispatch.monthly import agreement, monthly_blocks
from zoneanalysis.review.evidence import Evidence
from zoneanalysis.review.facts.areas import has_zones
from zoneanalysis.review.narrative.methods import is_read
from zoneanalysis.review.wording import assumed_note

__all__ = ["Review"]


@dataclass(frozen=True)
class Review(Material):
    """A review of one report in one language; what it is made of, :class:`Material` holds."""

    @classmethod
    def open(
        cls, report: str, *, language: str = "zh", source: str = "", data: str | None = None
    ) -> Review:
        """Return the review of a report of the data package.

        Parameters
        ----------
        report : str
            Id, such as ``linfen-2023h1``.
        language : str
        source : str
            Path of the source text; none where empty.
        data : str, optional
            Folder of the data package; found from the working folder upwards without it.

        Raises
        ------
        InputError
            Where the language is unknown, or report or source can't be read.
        """
        if language not in LANGUAGES:
            raise InputError.single(
                must=f"the language must be one of {', '.join(LANGUAGES)}",
                came=repr(language),
                do='Write language="zh" or language="en".',
            )
        package = DataPackage.find(data)
        evidence = Evidence.of(package, report)
        panel = panel_of(package, evidence.report)
        return cls(
            evidence.report,
            language,
            _read(source) if source else None,
            evidence.reviews,
            Past(evidence, language) if evidence.index else None,
            read_panel(panel, package) if panel else None,
            _place_of(package.root.resolve()),
            evidence,
        )

    @property
    def title(self) -> str:
        """Title of the review."""
        return title_of(self.report, self.language)

    # --- the parts ------------------------------------------------------------------------

    def cover(self) -> Document:
        """Return the title block: what is reviewed, on what source, and whether it was checked."""
        quoted = len(self.quoted) if is_read(self.report) else 0
        return self._document(cover_of(self.report, self.language, quoted))

    def briefing(self) -> Document:
        """Return the page that is read first."""
        return self._document((*self.chapters["summary"].blocks, PageBreak()))

    def body(self) -> Document:
        """Return the chapters that the report's figures make, the longest story first."""
        names = [
            name for name in self.chapters if name != "summary" and name not in (*_ANNEX, *_LISTS)
        ]
        return self._joined(names)

    def annex(self) -> Document:
        """Return what is in doubt or open, with methods and terms."""
        return self._joined(_ANNEX)

    def lists(self) -> Document:
        """Return every figure, every derived number and what holds; paper does without."""
        return self._joined(_LISTS)

    @cached_property
    def quoted(self) -> tuple[Observation, ...]:
        """The figures that the annex quotes in the words of the text, for no chapter tells them."""
        told = (each.blocks for name, each in self._told.items() if name != "summary")
        names = {n for blocks in told for entry in provenances(blocks) for n in entry.split("-")}
        return tuple(quoted_figures(self, names))

    @cached_property
    def chapters(self) -> Mapping[str, Document]:
        """Every chapter that has anything to say, by its anchor, in the order of the pages."""
        made = dict(self._told)
        derived = [
            each for document in made.values() for each in provenances(document.blocks).values()
        ]
        findings = audit_chapter(self)
        shown = (*made.values(), *((findings,) if findings else ()))
        for annexed in (
            findings,
            passages_chapter(self, self.quoted),
            methods_chapter(self, " ".join(map(plain_text, shown)), derived),
            figures_chapter(self, self._derived(derived)),
        ):
            if annexed is not None:
                blocks = [annexed.heading(self.language), *annexed.blocks]
                made[annexed.anchor] = self._document(blocks)
        return made

    @cached_property
    def _told(self) -> Mapping[str, Document]:
        """The chapters before the annex: no figure stands among the rest of two of them."""
        made, told, noted = {}, set[str](), False
        for chapter in self._written():
            blocks = with_rest(self.c, chapter.blocks, chapter.covers, chapter.anchor, told)
            marked = [n for n, each in enumerate(blocks, 1) if _is_marked(each)]
            if not noted and (marked or ASSUMED in plain_text(self._document(blocks))):
                noted = True  # where the mark first stands
                note = Paragraph((self.say(assumed_note()),), "note")
                at = marked[0] if marked else len(blocks)
                blocks = [*blocks[:at], note, *blocks[at:]]
            if blocks:
                whole = replace(chapter, blocks=tuple(blocks))
                made[chapter.anchor] = self._document((whole.heading(self.language), *blocks))
                if chapter.anchor != "summary":
                    told |= {n for entry in provenances(whole.blocks) for n in entry.split("-")}
        return made

    def _written(self) -> Iterator[Chapter]:
        yield summary_chapter(self)
        yield from economy_chapters(self)
        zones = has_zones(self.report)  # else all their figures stand in the families
        if zones:
            yield zones_chapter(self)
        if self.panel is not None:
            blocks = tuple(monthly_blocks(self.panel, self.c))
            found = agreement(self.panel, self.report, self.language)
            yield Chapter("monthly", Message("Zones by the monthly panel"), found, blocks)
        if zones or not self.families:
            yield projects_chapter(self)
            yield resources_chapter(self)
        yield outlook_chapter(self)
        yield priorities_chapter(self)

    def _derived(self, shown: Iterable[Provenance]) -> Iterator[Provenance]:
        """Yield the provenance of every derived number of the chapters, each once."""
        yield from {each.id: each for each in shown if each.numbers}.values()

    def _document(self, blocks: Iterable[Block]) -> Document:
        return Document(tuple(blocks), self.language)  # type: ignore[arg-type]

    def _joined(self, names: Iterable[str]) -> Document:
        return self._document(
            block for name in names if name in self.chapters for block in self.chapters[name].blocks
        )


_ANNEX = ("audit", "passages", "methods")
_LISTS = ("appendix",)


def _place_of(root: Path) -> str:
    """Return a data package's folder as commands name it: data, or texts/NAME of a text's."""
    return f"texts/{root.name}" if root.parent.name == "texts" else root.name


def _read(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.single(
            must="the source text must be a readable file in UTF-8",
            came=type(error).__name__,
            where=Location(Path(path).name),
            do="Check the path given as source, or leave it empty.",
        ) from None


def _is_marked(block: Block) -> bool:
    """Whether a block is of cards, one of whose figures has no printed date (†)."""
    cards = block.cards if isinstance(block, Cards) else ()
    lines = [(card.value, *(number for _, number, _ in card.detail)) for card in cards]
    return any(ASSUMED in number.text for line in lines for number in line)
