"""The tables of the data package: their columns, what a cell may hold, and what it means."""

from __future__ import annotations

from zoneanalysis.reports.doubts import READINGS
from zoneanalysis.reports.schema.columns import Column, Table

__all__ = [
    "ACTIONS",
    "AREAS",
    "BREAKS",
    "CLAIMS",
    "FIGURES",
    "INDICATORS",
    "PACKAGE_TABLES",
    "PAST",
    "REPORT_TABLES",
    "REVIEWS",
    "SECTIONS",
    "ZONES",
]

# Sections of a half-year report, in the order in which a review shows them.
SECTIONS = (
    "context",
    "economic_output",
    "zones",
    "investment_promotion",
    "pipeline",
    "environment",
    "reform",
    "management",
    "actions",
)


_SLUG = r"[a-z][a-z0-9_]*"
_AREA = r"[A-Z]{2}(-[A-Z0-9]+)*"
_PERIOD = r"(\d{4}-\d{2}|\.\.)/\d{4}-\d{2}|\d{4}(-\d{2})?"
_SECTION = Column("section", "Part of the report that it stands in.", values=SECTIONS)
_NOTE = Column("note", "Anything a reader must know, in our own words.", "text", required=False)

INDICATORS = Table(
    "indicators",
    "Indicators (指标): what is measured",
    (
        Column("code", "Short name in lower case, used by figures.csv.", pattern=_SLUG, longest=60),
        Column("name_zh", "Chinese name.", "text", longest=60),
        Column("name_en", "English name.", "text", longest=80),
        Column("definition_zh", "What is counted or measured, in Chinese.", "text"),
        Column("definition_en", "What is counted or measured, in English.", "text", longest=300),
        Column("unit", "Unit of its levels; fixes which units a figure may have.", "unit"),
        Column(
            "direction",
            "Whether more is better (up), worse (down) or neither (neutral).",
            values=("up", "down", "neutral"),
        ),
        Column(
            "growth_basis",
            "Prices in which its growth is computed; empty for counts and rates.",
            required=False,
            values=("nominal", "constant_price", "comparable", "unknown"),
        ),
        Column(
            "aliases",
            "Other Chinese names in reports, with | between them.",
            "text",
            required=False,
        ),
    ),
    key=("code",),
)

AREAS = Table(
    "areas",
    "Areas (地区): provinces, cities, groups of zones, single zones",
    (
        Column("code", "Code used by figures.csv, from the country down.", pattern=_AREA),
        Column(
            "gb2260",
            "Code of GB/T 2260 (行政区划代码) where the area has one.",
            required=False,
            pattern=r"\d{6}",
        ),
        Column("name_zh", "Chinese name.", "text", longest=60),
        Column("name_en", "English name.", "text", longest=80),
        Column("short_zh", "Short Chinese name for tables and charts.", "text", longest=30),
        Column("short_en", "Short English name for tables and charts.", "text", longest=40),
        Column(
            "kind",
            "Administrative level, or zone, or group of zones.",
            values=("country", "province", "city", "county", "zone", "group"),
        ),
        Column(
            "parent",
            "Code of the area that it belongs to; empty for a country.",
            required=False,
            pattern=_AREA,
            refers_to="areas.code",
        ),
        Column(
            "members",
            "Codes of the zones of a group where the report names them, blanks between.",
            "ids",
            required=False,
            pattern=rf"{_AREA}( {_AREA})*",
            longest=5000,
        ),
    ),
    key=("code",),
)

FIGURES = Table(
    "figures",
    "Figures (数据): every printed statistic of the report, in text order",
    (
        Column("id", "f001, f002 … in text order.", pattern=r"f\d{3,}"),
        Column(
            "printed",
            "The characters as printed: number, unit, direction word right before it.",
            "printed",
            longest=40,
        ),
        Column(
            "char_start",
            "Where printed begins in the source text, in characters from 0.",
            "integer",
            required=False,
            pattern=r"\d{1,9}",
        ),
        _SECTION,
        Column(
            "indicator",
            "What is measured: a code of indicators.csv.",
            pattern=_SLUG,
            refers_to="indicators.code",
        ),
        Column(
            "ref_area",
            "Where it is measured: a code of areas.csv.",
            pattern=_AREA,
            refers_to="areas.code",
        ),
        Column(
            "time_period",
            "2023-01/2023-06 a flow, 2023-06 a stock at the month's end, ../2023-06 from the "
            "beginning on, 2023 a year.",
            "period",
            pattern=_PERIOD,
        ),
        Column(
            "measure",
            "level, yoy (同比), share (占比), rate, count, pp_gap (points against another area), "
            "pp_change (points against another period), contribution (拉动), other.",
            values=(
                "level",
                "yoy",
                "share",
                "rate",
                "count",
                "pp_gap",
                "pp_change",
                "contribution",
                "other",
            ),
        ),
        Column(
            "obs_value",
            "Signed value with the printed number of places.",
            "decimal",
            pattern=r"-?\d+(\.\d+)?",
        ),
        Column("unit_measure", "Unit as printed.", "unit"),
        Column(
            "obs_status",
            "actual, estimate (预计) or target (目标).",
            values=("actual", "estimate", "target"),
        ),
        Column(
            "basis",
            "Prices behind a growth rate.",
            values=("nominal", "constant_price", "comparable", "unknown"),
        ),
        Column(
            "bound",
            "lower (以上, 超), upper (以下, 近), approximate (左右, 约), or empty.",
            required=False,
            values=("lower", "upper", "approximate"),
        ),
        _NOTE,
    ),
)

CLAIMS = Table(
    "claims",
    "Claims (表述): every relation that the text states or implies",
    (
        Column("id", "c001, c002 …", pattern=r"c\d{2,}"),
        Column("check", "Family of the check.", pattern=_SLUG),
        Column(
            "stated",
            "The figure that the relation should give, or the word (由负转正).",
            "text",
            required=False,
            longest=40,
        ),
        Column(
            "inputs",
            "role=figure pairs, blanks between; a role may repeat.",
            "pairs",
            required=False,
            pattern=rf"{_SLUG}=f\d+( {_SLUG}=f\d+)*",
            longest=2000,
        ),
        Column("params", "key=value; key=value …", "text", required=False, longest=500),
        _SECTION,
        _NOTE,
        Column(
            "reading",
            "How sure it is that the text says so: proved by other figures, certain or inferred as "
            "extracted, confirmed or rejected by whoever looked. Empty: transcribed by a person.",
            required=False,
            values=READINGS,
            may_lack=True,
        ),
        Column(
            "doubts",
            "Why the reading is inferred, blanks between.",
            required=False,
            pattern=rf"{_SLUG}( {_SLUG})*",
            may_lack=True,
        ),
    ),
)

ACTIONS = Table(
    "actions",
    "Actions (下半年工作重点): priorities of the coming half-year, in our own words",
    (
        Column("id", "a01, a02 … in text order.", pattern=r"a\d{2,}"),
        Column("section", "Part of the review that it belongs to.", values=SECTIONS),
        Column("tag", "Short name of its subject.", pattern=_SLUG, longest=40),
        Column("zh", "The action in Chinese.", "text"),
        Column("en", "The action in English.", "text", longest=300),
        Column(
            "figures",
            "Figures that it rests on, blanks between.",
            "ids",
            required=False,
            pattern=r"f\d+( f\d+)*",
        ),
    ),
)

ZONES = Table(
    "zones",
    "Facts by zone (分区情况): targets, growth against them, falling indicators",
    (
        Column("ref_area", "The zone: a code of areas.csv.", pattern=_AREA, refers_to="areas.code"),
        Column("item", "What is said of it.", pattern=_SLUG, longest=60),
        Column(
            "value",
            "Its value, or yes; signed, with the printed places.",
            "decimal",
            required=False,
            pattern=r"-?\d+(\.\d+)?|yes|no",
        ),
        Column("unit", "Unit of the value.", "unit", required=False),
        Column(
            "figures",
            "Figures that say so, blanks between.",
            "ids",
            required=False,
            pattern=r"f\d+( f\d+)*",
        ),
        _NOTE,
    ),
    key=("ref_area", "item"),
)

REVIEWS = Table(
    "reviews",
    "Reviewers' notes on findings; written by people, never by the program",
    (
        Column("finding", "Fingerprint of the finding, as the audit prints it.", pattern=r"\S+"),
        Column(
            "status",
            "What the reviewer found.",
            values=("confirmed", "explained", "wrong source"),
        ),
        Column("by", "Who looked.", "text", longest=60),
        Column("note", "What was found.", "text", required=False, longest=500),
    ),
    key=("finding",),
    required=False,
)

BREAKS = Table(
    "breaks",
    "Breaks in series (口径变化): where figures before and after may not be compared",
    (
        Column("area", "Whose figures: a code of areas.csv.", pattern=_AREA),
        Column(
            "indicator",
            "Which indicator; empty for all of the area's.",
            required=False,
            pattern=_SLUG,
        ),
        Column("since", "First month that is reported the new way.", pattern=r"\d{4}-\d{2}"),
        Column(
            "kind",
            "scope (other members), basis (other prices), unit, or renamed (the same under a new "
            "name, which may be compared).",
            values=("scope", "basis", "unit", "renamed"),
        ),
        Column(
            "before",
            "What held before: for renamed the old code, else in words.",
            "text",
            longest=60,
        ),
        Column("after", "What holds since: for renamed the new code.", "text", longest=60),
        _NOTE,
    ),
    key=("area", "indicator", "since", "kind"),
    required=False,
)

PAST = Table(
    "past",
    "Statements about earlier reports (与往期的关系): relations whose other figure stands there",
    (
        Column("id", "p01, p02 …", pattern=r"p\d{2,}"),
        Column("check", "Family of the check.", pattern=_SLUG),
        Column(
            "stated",
            "The figure of this report that the relation should give, or the word (由负转正).",
            "text",
            required=False,
            longest=40,
        ),
        Column(
            "inputs",
            "role=figure pairs of this report, blanks between.",
            "pairs",
            required=False,
            pattern=rf"{_SLUG}=f\d+( {_SLUG}=f\d+)*",
            longest=2000,
        ),
        Column(
            "past",
            "role=period pairs: what was printed for that period in an earlier report.",
            "pairs",
            pattern=rf"{_SLUG}=({_PERIOD})( {_SLUG}=({_PERIOD}))*",
            longest=500,
        ),
        Column("params", "key=value; key=value …", "text", required=False, longest=500),
        _SECTION,
        _NOTE,
    ),
    required=False,
)

PACKAGE_TABLES = (INDICATORS, AREAS, BREAKS)
REPORT_TABLES = (FIGURES, CLAIMS, ACTIONS, ZONES, REVIEWS, PAST)
