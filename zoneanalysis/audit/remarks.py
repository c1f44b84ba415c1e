"""Remarks: what strikes the eye but is no finding (提示): one figure for unlike things, repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from zoneanalysis.messages import Message
from zoneanalysis.relations import check_repeat
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Bound

__all__ = ["Printed", "Remark", "implied_repeats", "remarks_across", "remarks_on", "repeats_across"]

# A figure must have this many digits for its reappearance to be worth a word.
TELLING_DIGITS = 4


@dataclass(frozen=True)
class Remark:
    """Something worth a look; not a verdict.

    Parameters
    ----------
    figures : tuple of (report id, figure id)
    """

    text: Message
    figures: tuple[tuple[str, str], ...]


def remarks_on(report: Report) -> tuple[Remark, ...]:
    """Return remarks on one report: the same telling figure for unlike things."""
    return tuple(_alike([report]))


def remarks_across(reports: Iterable[Report]) -> tuple[Remark, ...]:
    """Return remarks on several reports: the same telling figure for unlike things in two of them.

    One indicator of two areas, or of two months, is one thing: that they agree may be chance.

    47.03亿元 stands in the reports of both Linfen and Lüliang of 2023, for one project's investment
    and for a city's industrial investment. That is no error, but whoever copied a table would like
    to know.
    """
    return tuple(
        each for each in _alike(list(reports)) if len({report for report, _ in each.figures}) > 1
    )


def _alike(reports: list[Report]) -> Iterator[Remark]:
    groups: dict[tuple[object, str], list[tuple[Report, Observation]]] = defaultdict(list)
    for report in reports:
        for each in report:
            digits = each.figure.number.lstrip("-").replace(".", "").lstrip("0")
            if len(digits) >= TELLING_DIGITS:
                key = (abs(each.figure.point), each.figure.unit.symbol)
                groups[key].append((report, each))
    for members in groups.values():
        unlike = {(each.indicator, each.measure) for _, each in members}
        if len(unlike) > 1:
            _, first = members[0]
            yield Remark(
                Message(
                    "{printed} stands for unlike things: {things}",
                    {
                        "printed": first.printed,
                        "things": _Things(tuple(members)),
                    },
                ),
                tuple((report.id, each.id) for report, each in members),
            )


@dataclass(frozen=True)
class _Things(Message):
    """The quantities that one printed figure stands for, named in the reader's language."""

    template: str = "things"
    members: tuple[tuple[Report, Observation], ...] = ()

    def __init__(self, members: tuple[tuple[Report, Observation], ...]) -> None:
        super().__init__("things", {})
        object.__setattr__(self, "members", members)

    def render(self, language: str = "en") -> str:
        """Return area and indicator of each."""
        zh, told = language == "zh", []
        for report, each in self.members:
            name = report.indicator_name(each.indicator, language)
            area = report.area_name(each.ref_area, language)
            told.append(f"{area}{name}" if zh else f"{name}, {area}")
        return ("；" if zh else "; ").join(told)

    def __hash__(self) -> int:
        return hash(tuple((report.id, each.id) for report, each in self.members))


def _quantity(each: Observation) -> tuple[str, str, str, str]:
    return each.indicator, each.ref_area, str(each.period), each.measure


def implied_repeats(report: Report) -> tuple[Claim, ...]:
    """Return a "repeat" relation for each figure that prints a quantity again without saying so.

    Each is held against the first that prints it; whether all of them can hold at once is for the
    smallest repair to say.

    Only levels, growth, shares and rates whose indicator, area, period, measure, status and basis
    are the same, without words such as 超 beside them, and that no relation of the report links.
    """
    linked = {
        frozenset((claim.stated, other))
        for claim in report.claims
        if claim.check == "repeat"
        for others in claim.inputs.values()
        for other in others
    }
    groups: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for each in report:
        if each.measure in {"level", "yoy", "share", "rate"} and each.figure.bound is Bound.NONE:
            key = (*_quantity(each), each.status, each.basis, each.figure.unit.dimension, each.note)
            groups[key].append(each)
    return tuple(
        Claim(
            id=f"repeat-{members[0].id}-{again.id}",
            check="repeat",
            stated=again.id,
            inputs={"other": (members[0].id,)},
            section=again.section,
            note="printed again",
        )
        for members in groups.values()
        for again in members[1:]
        if frozenset((again.id, members[0].id)) not in linked
    )


Printed = tuple[Report, Observation]


def repeats_across(
    reports: Iterable[Report],
) -> tuple[tuple[CheckResult, tuple[Printed, Printed]], ...]:
    """Return the check of every quantity that two reports print, with the two printings.

    Statements of one indicator, area, period, measure and status are one quantity; a later report
    may have revised it, which a disagreement does not tell apart from an error.
    """
    groups: dict[tuple[str, ...], list[tuple[Report, Observation]]] = defaultdict(list)
    for report in reports:
        for each in report:
            if each.measure in {"level", "yoy"} and each.figure.bound is Bound.NONE:
                key = (*_quantity(each), each.status, each.basis, each.figure.unit.dimension)
                groups[key].append((report, each))
    found = []
    for members in groups.values():
        for pair in combinations(members, 2):
            (left, first), (right, again) = pair
            if left.id != right.id:
                found.append((check_repeat(again.figure, [first.figure]), pair))
    return tuple(found)
