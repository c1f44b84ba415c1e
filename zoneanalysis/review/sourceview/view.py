"""The view itself: text, report and audit put together (原文核对视图)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from zoneanalysis.audit import Audit, audit
from zoneanalysis.errors import InputError
from zoneanalysis.messages import LANGUAGES, Language, Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.sourceview.details import Reading
from zoneanalysis.review.sourceview.page import page

__all__ = ["Reading", "SourceView", "source_view"]


@dataclass(frozen=True)
class SourceView:
    """A report's text with every figure marked by its verdict.

    Parameters
    ----------
    audited : Audit
        The report and what the audit found.
    text : str
        The whole source text, in which offsets count.
    language : str
        Of the words around the text: "zh" or "en".
    readings : mapping of figure id to Reading
        How figures were extracted, where they were.
    """

    audited: Audit = field(repr=False)
    text: str = field(repr=False)
    language: Language = "zh"
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)

    @property
    def report(self) -> Report:
        """The report."""
        return self.audited.report

    def html(self) -> str:
        """Return a page that needs no network and no other file.

        It holds the source text: share it only where you may share that.

        Raises
        ------
        InputError
            If the text doesn't print the figures where the report says.
        """
        return page(self.audited, self.text, self.language, self.readings)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, for a notebook."""
        title = escape(Message("Source view").render(self.language))
        return (
            f'<iframe title="{title}" srcdoc="{escape(self.html())}" loading="lazy" '
            'sandbox="allow-scripts" '
            'style="width:100%;height:44rem;border:1px solid #8886;border-radius:4px"></iframe>'
        )


def source_view(
    report: Report,
    text: str,
    audit: Audit | None = None,
    language: str = "zh",
    readings: Mapping[str, Reading] | None = None,
) -> SourceView:
    """Return the view of a report in its source text.

    Parameters
    ----------
    report : Report
    text : str
        The text that the report was taken from, unchanged.
    audit : Audit, optional
        Of this report; made if left out.
    language : str
        "zh" or "en".
    readings : mapping, optional
        How figures were extracted, by id.

    Raises
    ------
    InputError
        For another language, or the audit of another report.
    """
    if language not in LANGUAGES:
        raise InputError.single(
            must=f"the language must be one of {', '.join(LANGUAGES)}",
            came=repr(language),
            do="Pass one of them.",
        )
    audited = _audited(report) if audit is None else audit
    if audited.report.id != report.id:
        raise InputError.single(
            must=f"the audit must be that of {report.id}",
            came=f"the audit of {audited.report.id}",
            do="Pass audit(report), or leave it out.",
        )
    return SourceView(audited, text, language, readings or {})


_audited = audit
