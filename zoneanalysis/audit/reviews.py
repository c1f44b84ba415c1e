"""What people found when they looked into a finding (复核意见); shown beside it, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import N_, Message, phrase

__all__ = ["Review", "ReviewStatus", "reviews_by_finding"]

ReviewStatus = Literal["confirmed", "explained", "wrong source"]
STATUSES: tuple[str, ...] = get_args(ReviewStatus)

_LABELS = {
    "confirmed": N_("confirmed by a reviewer"),
    "explained": N_("explained by a reviewer"),
    "wrong source": N_("the source was transcribed wrongly"),
}


@dataclass(frozen=True)
class Review:
    """A reviewer's note; a row of ``reviews.csv``.

    Parameters
    ----------
    finding : str
        Fingerprint of the finding.
    status : {"confirmed", "explained", "wrong source"}
        The error is in the report as published; it has an explanation; it was made in
        transcribing.
    by : str
        Who looked.
    """

    finding: str
    status: str
    by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise InputError.single(
                must=phrase(
                    "a review's status must be one of {statuses}", statuses=", ".join(STATUSES)
                ),
                came=repr(self.status),
                do="Write what the reviewer found, and the details into its note.",
            )

    @property
    def label(self) -> Message:
        """What the status says, in both languages."""
        return Message(_LABELS[self.status])


def reviews_by_finding(rows: Iterable[Review | Mapping[str, str]]) -> dict[str, Review]:
    """Return reviews by fingerprint; rows may be mappings with the columns of ``reviews.csv``.

    Raises
    ------
    InputError
        For a second note on one finding: only one could be shown.
    """
    reviews = (
        row
        if isinstance(row, Review)
        else Review(row["finding"], row["status"], row.get("by", ""), row.get("note", ""))
        for row in rows
    )
    found: dict[str, Review] = {}
    for number, review in enumerate(reviews, 1):
        if review.finding in found:
            raise InputError.single(
                must="a finding must have one note",
                came=phrase(
                    "a second one for {finding}, by {by}",
                    finding=review.finding,
                    by=review.by or "nobody named",
                ),
                where=Location(file="reviews.csv", row=number + 1, column="finding"),
                do="Write both opinions into the note of one row.",
            )
        found[review.finding] = review
    return found
