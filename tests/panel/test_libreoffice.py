"""The scores of 云川 by the formulas of a spreadsheet, computed by LibreOffice from the export."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest

from zoneanalysis.panel import scorecard
from zoneanalysis.panel.excel import panel_workbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
STAGES = ("J", "K", "L", "M")  # started, commissioned, full capacity, in statistics
RATES = {
    "开工率": ("signed", "I", STAGES),
    "投产率": ("started", "J", STAGES[1:]),
    "达产率": ("commissioned", "K", ("L",)),
    "入统率": ("commissioned", "K", ("M",)),
}


def _by(day: str, column: str) -> str:
    cells = f"Projects!${column}$2:${column}$999"
    return f'({cells}<>"")*({cells}<={day})'


def _formulas(zone: str, code: str, measure: str, month: str) -> tuple[str, str]:
    """Return the value of an item for a zone, and whether there is one, as formulas."""
    year, number = month.split("-")
    day = f"DATE({year},{number}+1,0)"  # the last day of the month
    own = '(Projects!$B$2:$B$999="{}")*(Projects!$D$2:$D$999="{}")'

    def panel(kind: str, function: str = "SUMIFS") -> str:
        first = "Panel!$E:$E," if function == "SUMIFS" else ""
        keys = f'Panel!$A:$A,"{zone}",Panel!$B:$B,"{month}",Panel!$C:$C,"{code}"'
        return f'{function}({first}{keys},Panel!$D:$D,"{kind}")'

    def target(kind: str) -> str:
        keys = f'Targets!$A:$A,"{zone}",Targets!$B:$B,"{year}",Targets!$C:$C,"{code}"'
        return f'SUMIFS(Targets!$E:$E,{keys},Targets!$D:$D,"{kind}")'

    if code in RATES:
        batch, entered, stages = RATES[code]
        of = f"{own.format(zone, batch)}*{_by(day, entered)}"
        reached = "+".join(_by(day, each) for each in stages)
        count = f"SUMPRODUCT({of})"
        return f"IF({count}=0,0,100*SUMPRODUCT({of}*(({reached})>0))/{count})", f"{count}>0"
    if code == "逾期未办结任务数":
        done, due = "Tasks!$H$2:$H$999", "Tasks!$G$2:$G$999"
        open_ = f'(({done}="")+({done}>{day})>0)'
        return (
            f'SUMPRODUCT((Tasks!$B$2:$B$999="{zone}")*({due}<>"")*({due}<{day})*{open_})',
            "TRUE()",
        )
    if measure == "count":
        new = f"{_by(day, 'I')}*(Projects!$I$2:$I$999>=DATE({year},1,1))"
        large = "(Projects!$G$2:$G$999>=1)"
        return f"SUMPRODUCT({own.format(zone, 'signed')}*{new}*{large})", "TRUE()"
    if measure == "gap":
        return f"{panel('ytd_yoy')}-{target('ytd_yoy')}", f"{panel('ytd_yoy', 'COUNTIFS')}>0"
    if measure == "progress":
        share = f"{panel('ytd')}/{target('ytd')}"
        return f"100*({share}-{number}/12)", f"{panel('ytd', 'COUNTIFS')}>0"
    return panel(measure), f"{panel(measure, 'COUNTIFS')}>0"


def _points(rule: str, at: int, rows: range, scheme: dict[str, object]) -> str:
    """Return the points of the value in column C of a row, as a formula."""
    weight, step, cap = (scheme[each] or 0 for each in ("weight", "step", "cap"))
    if rule == "linear":
        low, high = scheme["lower"], scheme["upper"]
        return f"IF(D{at},{weight}*MIN(1,MAX(0,(C{at}-({low}))/({high}-({low})))),0)"
    if rule == "rank":
        values, there = (f"{c}${rows[0]}:{c}${rows[-1]}" for c in "CD")
        better = f"SUMPRODUCT(({values}>C{at})*{there})"
        return f"IF(D{at},MAX(0,{weight}-{step}*{better}),0)"
    sign = "" if rule == "bonus" else "-"
    return f"{sign}MIN({cap},{step}*C{at})"


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """Return the user of LibreOffice, whom its first start takes seconds to set up."""
    return tmp_path_factory.mktemp("own").as_uri()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice isn't here")
@pytest.mark.parametrize("month", ["2023-06", "2024-05", "2024-12"])
def test_scores_are_those_that_libreoffice_computes(yunchuan, tmp_path, profile, month):
    """Out of the exported sheets alone, with formulas that share nothing with the program."""
    book = panel_workbook(yunchuan.areas, yunchuan.indicators, yunchuan, language="en")
    heads = ("id", "zones", "code", "measure", "weight", "rule", "lower", "upper", "step", "cap")
    sheet = book.create_sheet("Scores")
    at = 0
    groups = {area.name_zh: area for area in yunchuan.areas.values()}
    for row in book["Scheme"].iter_rows(min_row=2, max_col=len(heads), values_only=True):
        item = dict(zip(heads, row, strict=True))
        if not item["id"]:
            continue
        zones = [yunchuan.areas[z].name_zh for z in yunchuan.members(groups[item["zones"]].code)]
        rows = range(at + 1, at + 1 + len(zones))
        for zone in zones:
            at += 1
            value, there = _formulas(zone, item["code"], item["measure"], month)
            points = _points(item["rule"], at, rows, item)
            sheet.append([zone, item["id"], f"={value}", f"={there}", f"={points}"])
    totals = [yunchuan.areas[zone].name_zh for zone in yunchuan.zones]
    for number, zone in enumerate(totals, start=1):
        sheet.cell(number, 7, zone)
        sheet.cell(number, 8, f"=SUMIFS(E1:E{at},A1:A{at},G{number})")
    book.save(tmp_path / "panel.xlsx")
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}",
               "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out",
               tmp_path / "panel.xlsx"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    computed = openpyxl.load_workbook(tmp_path / "out" / "panel.xlsx", data_only=True)["Scores"]
    found = {computed.cell(n, 7).value: computed.cell(n, 8).value for n in range(1, 12)}
    mine = {
        yunchuan.areas[each.zone].name_zh: float(each.total.point)
        for each in scorecard(yunchuan, month)
    }
    assert found == pytest.approx(mine)
