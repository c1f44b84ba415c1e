"""How the figures of a draft stand to the record (文稿核对结果)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from zoneanalysis.audit import Audit
from zoneanalysis.history.standing import Place, difference_text
from zoneanalysis.messages import N_, Language, Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.values.figures import Quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Held", "HeldDraft", "Holding"]


class Holding(Enum):
    """How a figure of a draft stands to the record."""

    STANDS = N_("stands in the record")
    ROUNDED = N_("agrees, rounded")
    FOLLOWS = N_("follows from the record")
    DISAGREES = N_("disagrees with the record")
    UNCONFIRMED = N_("to be confirmed")
    ABSENT = N_("not in the record")

    @property
    def label(self) -> Message:
        """Its name for readers."""
        return Message(self.value)

    @property
    def agrees(self) -> bool:
        """Whether the record bears the figure out."""
        return self in {Holding.STANDS, Holding.ROUNDED, Holding.FOLLOWS}


@dataclass(frozen=True)
class Held:
    """A figure of a draft against the record.

    Parameters
    ----------
    observation : Observation
        As read from the draft; ``char_start`` counts in the draft.
    places : tuple of Place
        The figures of the record that bear it out or speak against it.
    numbers : str
        The arithmetic, where it follows.
    size : Quantity or None
        Where it disagrees: draft less record, in the draft's unit.
    """

    observation: Observation
    holding: Holding
    reason: Message
    places: tuple[Place, ...] = ()
    numbers: str = ""
    size: Quantity | None = None


@dataclass(frozen=True)
class HeldDraft:
    """A draft against the record: every figure, and the relations inside the draft."""

    text: str = field(repr=False)
    rows: tuple[Held, ...]
    audits: tuple[Audit, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Held]:
        return iter(self.rows)

    @property
    def counts(self) -> Mapping[Holding, int]:
        """How many figures stand how; every holding is a key."""
        found = dict.fromkeys(Holding, 0)
        for row in self.rows:
            found[row.holding] += 1
        return found

    @property
    def disagreements(self) -> tuple[Held, ...]:
        """The figures that the record contradicts."""
        return tuple(row for row in self.rows if row.holding is Holding.DISAGREES)

    @property
    def has_findings(self) -> bool:
        """Whether a figure disagrees with the record, or the draft with itself."""
        return bool(self.disagreements) or any(each.has_findings for each in self.audits)

    def records(self, language: Language = "en") -> list[dict[str, object]]:
        """Return one mapping a figure: what it was read as, how it stands, and against what."""
        return [
            {
                "printed": row.observation.printed,
                "char_start": row.observation.char_start,
                "indicator": row.observation.indicator,
                "area": row.observation.ref_area,
                "period": str(row.observation.period),
                "measure": row.observation.measure,
                "holding": row.holding.label.render(language),
                "difference": difference_text(row.size, language),
                "where": " ".join(f"{report}:{figure}" for report, figure in row.places),
                "numbers": row.numbers,
                "reason": row.reason.render(language),
            }
            for row in self.rows
        ]

    def to_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return the records as a data frame."""
        import pandas as pd

        return pd.DataFrame.from_records(self.records(language))

    def to_json(self, language: Language = "en") -> str:
        """Return figures, counts and the relations inside the draft as JSON text."""
        content = {
            "counts": {each.label.render(language): n for each, n in self.counts.items()},
            "figures": self.records(language),
            "relations": [row for each in self.audits for row in each.to_records(language)],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, default=str)
