"""The tables of a panel: zones by months, targets, ledgers, tasks, the scheme (台账表结构)."""

from __future__ import annotations

from typing import Literal

from zoneanalysis.reports.schema.columns import Column, Table

__all__ = [
    "AGENTS",
    "BATCHES",
    "DATES",
    "ENGLISH",
    "LAND",
    "LOANS",
    "MEASURES",
    "ORIGIN",
    "PANEL",
    "PANEL_TABLES",
    "PROJECTS",
    "SCHEME",
    "STAGES",
    "TARGETS",
    "TASKS",
    "Stage",
]

Stage = Literal["signed", "started", "commissioned", "full_capacity", "in_statistics"]
# A project goes through them in this order; it may enter the statistics before full capacity.
STAGES: tuple[Stage, ...] = (
    "signed",
    "started",
    "commissioned",
    "full_capacity",
    "in_statistics",
)
# 签约一批, 开工一批, 投产一批: the list on which a project was entered.
BATCHES: tuple[Stage, ...] = ("signed", "started", "commissioned")
MEASURES = ("ytd", "month", "ytd_yoy", "month_yoy", "stock", "rate")

_SLUG = r"[a-z][a-z0-9_]*"
_AREA = r"[A-Z]{2}(-[A-Z0-9]+)*"
_NUMBER = r"-?\d+(\.\d+)?"
_PLAIN = r"\d+(\.\d+)?"
DATES = r"\d{4}-\d{2}-\d{2}"
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"


def _zone(description: str = "The zone: a code of areas.csv.") -> Column:
    return Column("zone", description, pattern=_AREA, refers_to="areas.code")


def _indicator(description: str = "A code of indicators.csv.") -> Column:
    return Column("indicator", description, pattern=_SLUG, refers_to="indicators.code")


def _date(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, f"{description}, as YYYY-MM-DD.", required=required, pattern=DATES)


def _amount(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, description, "decimal", required=required, pattern=_PLAIN)


_NOTE = Column("note", "Anything a reader must know, in our own words.", "text", required=False)
ORIGIN = "origin"  # the column that the import fills
_ORIGIN = Column(
    ORIGIN,
    "Workbook, sheet and cell it was imported from; clear it where you correct the row by hand.",
    "text",
    required=False,
    longest=400,
    may_lack=True,
)
_UNIT = Column("unit", "Unit of the values, such as 亿元, %, 个.", "unit")

PANEL = Table(
    "panel",
    "Panel (指标月报): zones by months by indicators, as printed",
    (
        _zone("A zone, their group, or the city or province to compare with: areas.csv."),
        Column("month", "Last month of the period, as YYYY-MM.", pattern=_MONTH),
        _indicator(),
        Column(
            "measure",
            "ytd (累计), month (当月), ytd_yoy and month_yoy (同比), stock (期末), rate.",
            values=MEASURES,
        ),
        Column("value", "Signed, with the printed places.", "decimal", pattern=_NUMBER),
        _UNIT,
        Column("status", "Final, or to be revised.", values=("actual", "preliminary", "estimate")),
        _NOTE,
        _ORIGIN,
    ),
    key=("zone", "month", "indicator", "measure"),
)

TARGETS = Table(
    "targets",
    "Targets (年度目标): one row a zone, year and indicator",
    (
        _zone(),
        Column("year", "As YYYY.", "integer", pattern=r"\d{4}"),
        _indicator(),
        Column("measure", "What the target is set for.", values=("ytd", "ytd_yoy", "rate")),
        Column("value", "The target.", "decimal", pattern=_NUMBER),
        _UNIT,
        Column(
            "schedule",
            "Percent of the target due by the end of each of the 12 months, blanks between; empty: "
            "a twelfth a month.",
            "ids",
            required=False,
            pattern=rf"{_PLAIN}( {_PLAIN}){{11}}",
        ),
        _NOTE,
        _ORIGIN,
    ),
    key=("zone", "year", "indicator", "measure"),
)

PROJECTS = Table(
    "projects",
    "Projects (项目台账): one row a project",
    (
        Column("id", "Short name of the project.", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        _zone(),
        Column("event", "Which 三个一批 event listed it, as 2024-1.", pattern=r"\d{4}-\d{1,2}"),
        Column("batch", "Which list of the event.", values=tuple(BATCHES)),
        Column("name", "Name of the project.", "text", longest=100),
        Column("industry", "Its industry.", "text", required=False, longest=60),
        _amount("planned", "Planned total investment.", required=True),
        _amount("completed", "Investment completed so far."),
        _UNIT,
        _date("signed", "Day of signing"),
        _date("started", "Day of the start of construction"),
        _date("commissioned", "Day of commissioning"),
        _date("full_capacity", "Day on which full capacity was reached"),
        _date("in_statistics", "Day of entry into the statistics of firms above size"),
        Column("owner", "Who is in charge of it.", "text", required=False, longest=60),
        _NOTE,
        _ORIGIN,
    ),
)

LAND = Table(
    "land",
    "Standard land (“标准地”出让台账): one row a parcel",
    (
        Column("id", "Number of the parcel.", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        _zone(),
        _date("sold", "Day of the sale", required=True),
        _amount("area", "Area sold.", required=True),
        _UNIT,
        Column("project", "Id of the project on it.", required=False, refers_to="projects.id"),
        _NOTE,
        _ORIGIN,
    ),
)

LOANS = Table(
    "loans",
    "Loans (融资台账): one row an agreement",
    (
        Column("id", "Number of the agreement.", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        _zone(),
        Column("project", "Id of the project.", required=False, refers_to="projects.id"),
        Column("bank", "The bank.", "text", longest=60),
        _date("agreed", "Day of the agreement in intent", required=True),
        _amount("intended", "Amount agreed in intent.", required=True),
        _amount("granted", "Credit granted."),
        _amount("paid", "Amount paid out."),
        _UNIT,
        _NOTE,
        _ORIGIN,
    ),
)

AGENTS = Table(
    "agents",
    "Agents (领办代办台账): who handles the approvals of a project, one row an agent and project",
    (
        Column("id", "a01, a02 …", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        _zone(),
        Column("project", "Id of the project.", refers_to="projects.id"),
        Column("agent", "Who it is.", "text", longest=60),
        Column("role", "Leads it (领办), or handles it (代办).", values=("leader", "agent")),
        _date("since", "First day", required=True),
        _date("until", "Last day; empty while it goes on"),
        Column(
            "procedures", "Procedures (手续) handled so far.", "integer", required=False,
            pattern=r"\d{1,4}",
        ),
        _NOTE,
        _ORIGIN,
    ),
    required=False,
)  # fmt: skip

TASKS = Table(
    "tasks",
    "Tasks (问题与任务清单): problem, measure, owner, deadline",
    (
        Column("id", "t01, t02 …", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        _zone(),
        Column("problem", "What is wrong.", "text"),
        Column("measure", "What is to be done.", "text"),
        Column("owner", "Who does it.", "text", longest=60),
        _date("set_on", "Day on which it was set", required=True),
        _date("deadline", "Day by which it is due", required=True),
        _date("done", "Day on which it was done; empty while open"),
        Column("source", "Where it comes from, such as a bulletin.", "text", required=False),
        _NOTE,
        _ORIGIN,
    ),
)

SCHEME = Table(
    "scheme",
    "Scheme (考核办法): indicators, weights, rules of scoring, thresholds of warning and talk",
    (
        Column("id", "Short name of the item.", pattern=_SLUG, longest=40),
        Column("zones", "Group of zones that it scores: areas.csv.", pattern=_AREA),
        _indicator(),
        Column(
            "measure",
            "The value scored: a measure of panel.csv; gap (growth less target), attainment "
            "(完成率), progress (attainment less schedule); rate or count out of the ledgers.",
            values=(*MEASURES, "gap", "attainment", "progress", "count"),
        ),
        _amount("weight", "Full score; 0 for a deduction or bonus.", required=True),
        Column(
            "rule",
            "linear (between two bounds), rank (points by rank), deduction, bonus.",
            values=("linear", "rank", "deduction", "bonus"),
        ),
        Column("lower", "Value of no score.", "decimal", required=False, pattern=_NUMBER),
        Column("upper", "Value of full score.", "decimal", required=False, pattern=_NUMBER),
        _amount("step", "Points lost a rank; points a unit of a deduction or bonus."),
        _amount("cap", "Most points of a deduction or bonus."),
        Column(
            "warn_below",
            "A value below it is warned of.",
            "decimal",
            required=False,
            pattern=_NUMBER,
        ),
        Column(
            "letter_after",
            "Months in a row below it that make a letter (警示提醒函).",
            "integer",
            required=False,
            pattern=r"[1-9]\d?",
        ),
        Column(
            "talk_after",
            "Months in a row below it that make a talk (约谈).",
            "integer",
            required=False,
            pattern=r"[1-9]\d?",
        ),
        _NOTE,
        _ORIGIN,
    ),
)

ENGLISH = Table(
    "english",
    "English (英文对照): names and phrases of the ledgers, for pages in English",
    (
        Column("text", "As the ledgers have it.", "text"),
        Column("english", "The same in English.", "text"),
    ),
    key=("text",),
    required=False,
)

PANEL_TABLES = (PANEL, TARGETS, PROJECTS, LAND, LOANS, AGENTS, TASKS, SCHEME, ENGLISH)
