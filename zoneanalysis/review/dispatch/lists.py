"""What waits: the projects that are stuck and the tasks that are overdue (待推进项目, 逾期任务)."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Callout, Paragraph
from zoneanalysis.panel import WAITS, overdue, stuck
from zoneanalysis.review.dispatch.page import Page
from zoneanalysis.values.figures import Figure

__all__ = ["Lists"]

_SHOWN, _TASKS = 12, 40  # projects and tasks that are listed


class Lists(Page):
    """The sections of a bulletin that list single projects and tasks."""

    def projects(self) -> Document:
        """Return the projects that have waited longest for their next stage."""
        waiting = stuck(self.panel, self.day)
        counts = Counter(waiting["waits_for"])
        told = self.sign("、").join(
            self.say(
                "waiting for {stage}: {count}", count=counts[stage], stage=self.say(WAITS[stage])
            )
            for stage in WAITS
            if counts[stage]
        )
        stop = self.sign("。")
        longest = waiting.head(_SHOWN).to_dict("records")
        planned, unit = self.amounts([Figure.of(row["planned"], row["unit"]) for row in longest])
        rows = [
            (
                self.kept(row["name"]),
                self.name(row["zone"]),
                self.say(WAITS[row["waits_for"]]),
                row["since"],
                str(row["days"]),
                self.printed(
                    worth, self.kept(row["name"]), "projects", row["id"], column="planned"
                ),
                self.kept(row["owner"]),
            )
            for row, worth in zip(longest, planned, strict=True)
        ]
        return self.section(
            self.say("Projects that wait"),
            "projects",
            Paragraph((f"{told[:1].upper()}{told[1:]}{stop}",)) if told else None,
            self.table(
                self.say("The {count} longest waiting", count=len(rows)),
                [
                    (self.say("Project"), "left"),
                    (self.say("Zone"), "left"),
                    (self.say("Waits for"), "left"),
                    (self.say("Since"), "right"),
                    (self.say("Days"), "right"),
                    (self.say("Planned ({unit})", unit=unit), "right"),
                    (self.say("In charge"), "left"),
                ],
                rows,
                compact=True,
                widths=(8, 4, 5, 4, 3, 5, 4),
                anchor="table-stuck",
            ),
            found=self.say(
                "Projects that wait: {count}; the longest for {days} days",
                count=len(waiting), days=longest[0]["days"],
            ) if longest else "",
        )  # fmt: skip

    @cached_property
    def overdue(self) -> list[dict[str, str]]:
        """The tasks open and past their deadline at the end of the month, the oldest first."""
        return [
            {str(key): str(value) for key, value in row.items()}
            for row in overdue(self.panel, self.day).to_dict("records")
        ]

    def tasks(self) -> Document:
        """Return the tasks past their deadline."""
        rows = [
            (
                row["id"],
                self.name(row["zone"]),
                self.kept(row["problem"]),
                self.kept(row["measure"]),
                self.kept(row["owner"]),
                row["deadline"],
            )
            for row in self.overdue[:_TASKS]
        ]
        caption = self.say("Open at the end of {day} and past their deadline", day=self.day)
        if len(self.overdue) > _TASKS:
            caption = self.say(
                "Open at the end of {day} and past their deadline: the {shown} oldest of {count}",
                day=self.day, shown=_TASKS, count=len(self.overdue),
            )  # fmt: skip
        return self.section(
            self.say("Tasks overdue"),
            "tasks",
            self.table(
                caption,
                [
                    (self.say("No."), "left"),
                    (self.say("Zone"), "left"),
                    (self.say("Problem"), "left"),
                    (self.say("Measure"), "left"),
                    (self.say("Responsible"), "left"),
                    (self.say("Deadline"), "right"),
                ],
                rows,
                compact=True,
                widths=(2, 3, 7, 10, 5, 3),
                anchor="table-tasks",
            ),
            found=self.say(
                "Tasks overdue: {count}; the oldest was due on {day}",
                count=len(self.overdue), day=self.overdue[0]["deadline"],
            ) if rows else "",
        )  # fmt: skip

    def notes(self) -> Document:
        """Return what a reader must know before acting on the bulletin."""
        told = self.say(
            "Ranks, warnings and last places follow from the panel and the office's scheme by "
            "rule. A dash is a value that the panel does not hold. “Due” is a twelfth of the "
            "target a month, with the range to the share that the year before had by then."
        )
        words = [row[name] for row in self.overdue for name in ("problem", "measure", "owner")]
        words += list(self.panel.tables["projects"]["name"])
        if self.language == "en" and any(not self.kept(each).isascii() for each in words):
            told += " Names and phrases in Chinese stand as the office's ledgers have them."
        return self.document(Callout("neutral", self.say("How to read it"), (told,)))
