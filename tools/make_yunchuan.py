#!/usr/bin/env python3
"""Makes data/panels/yunchuan: two years of an invented city, 云川, whose relations all hold.

Eight industrial zones, two for farming, one for tourism; levels by month from exact whole numbers,
so that sums, differences and growth agree with what is printed; a ledger of projects from which
the printed rates are counted. The same seed makes the same bytes. The
lists, ``panel.json`` and the scheme are kept by hand.

    python tools/make_yunchuan.py            # data/panels/yunchuan
    python tools/make_yunchuan.py --check    # says whether the folder is what this script makes
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import random
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from zoneanalysis.panel.ledger import four_rates
from zoneanalysis.panel.panel import Panel, last_day
from zoneanalysis.reports.schema.tables import (
    AGENTS,
    ENGLISH,
    LAND,
    LOANS,
    PANEL,
    PROJECTS,
    TARGETS,
    TASKS,
)
from zoneanalysis.values.formatting import format_half_up

SEED = 20240630
FOLDER = Path(__file__).resolve().parent.parent / "data" / "panels" / "yunchuan"
CITY, ALL = "CN-9901", "CN-9901-DZ"
IND, AGR, TOUR = f"{ALL}-IND", f"{ALL}-AGR", f"{ALL}-TOUR"
# zone, kind, value added a month in 亿元, growth a year in percent
ZONES = (
    ("BEISHAN", IND, 5.1, 9),
    ("NANJIANG", IND, 7.4, 14),
    ("DONGHU", IND, 3.8, 6),
    ("XILING", IND, 2.2, -5),
    ("QINGHE", IND, 2.9, 11),
    ("BAISHA", IND, 1.6, -9),
    ("LONGQUAN", IND, 4.3, 3),
    ("HEISHI", IND, 1.9, 17),
    ("WOTIAN", AGR, 0.5, 8),
    ("FENGYUAN", AGR, 0.4, 22),
    ("YUNHAI", TOUR, 0.6, 12),
)
YEARS = (2022, 2023, 2024)
STEMS = "恒岳 瑞川 金穗 远拓 天澄 华坤 立信 中砺 鼎禾 新朗 宏泰 启源 盛景 同创 海纳 卓凡"
STEMS_EN = (
    "Hengyue Ruichuan Jinsui Yuantuo Tiancheng Huakun Lixin Zhongli Dinghe Xinlang Hongtai Qiyuan "
    "Shengjing Tongchuang Haina Zhuofan"
)
PRODUCTS = {
    IND: {
        "新材料": "年产5万吨负极材料,高纯石英砂,特种陶瓷,碳纤维制品",
        "装备制造": "智能输送装备,矿用电机,精密铸件,液压元件",
        "新能源": "储能电池组件,光伏支架,氢能装备,风电法兰",
        "节能环保": "固废综合利用,再生铝,废旧电池回收",
        "现代医药": "原料药,中药饮片,医用敷料",
    },
    AGR: {"农产品加工": "杂粮深加工,冷链物流,果蔬速冻,食用菌工厂化栽培"},
    TOUR: {"文旅康养": "山地度假营地,非遗街区,温泉康养,云海观景索道"},
}
PRODUCTS_EN = {
    "新材料": "anode material,high-purity quartz sand,special ceramics,carbon fibre",
    "装备制造": "smart conveyor,mining motor,precision casting,hydraulic parts",
    "新能源": "battery storage module,solar frame,hydrogen equipment,wind flange",
    "节能环保": "solid-waste recycling,secondary aluminium,used-battery recycling",
    "现代医药": "active ingredients,herbal slices,medical dressing",
    "农产品加工": "coarse-grain processing,cold chain,fruit freezing,mushroom factory",
    "文旅康养": "mountain camp,craft quarter,hot spring,cableway",
}
PROBLEMS = (
    ("用地手续未办结", "协调自然资源部门限期办结", "市自然资源局"),
    ("环评批复滞后", "专班跟办，并联审批", "市生态环境局"),
    ("供电线路未接入", "提前实施外线工程", "市供电公司"),
    ("企业资金不到位", "组织银企对接", "市金融办"),
    ("指标下滑较大", "逐企分析，制定回升措施", "开发区管委会"),
    ("达标企业未及时入统", "对接统计部门，建立清单", "市统计局"),
)
PHRASES_EN = {
    "用地手续未办结": "land papers not complete",
    "环评批复滞后": "environmental approval late",
    "供电线路未接入": "power line not connected",
    "企业资金不到位": "firm's funds not in place",
    "指标下滑较大": "indicators fell sharply",
    "达标企业未及时入统": "qualified firms not yet in the statistics",
    "协调自然资源部门限期办结": "settle with the land bureau by a set day",
    "专班跟办，并联审批": "task force follows up, approvals in parallel",
    "提前实施外线工程": "build the outside line ahead of time",
    "组织银企对接": "bring banks and firms together",
    "逐企分析，制定回升措施": "look at each firm, agree on steps to recover",
    "对接统计部门，建立清单": "draw up a list with the statistics bureau",
    "市自然资源局": "Land Bureau",
    "市生态环境局": "Environment Bureau",
    "市供电公司": "Power Company",
    "市金融办": "Finance Office",
    "开发区管委会": "Zone's committee",
    "市统计局": "Statistics Bureau",
    **{f"{sign}号专班": f"Task force {at}" for at, sign in enumerate("一二三四五", start=1)},
}


def zone_code(short: str) -> str:
    """Return the code of a zone."""
    return f"{ALL}-{short}"


def levels(
    rng: random.Random, size: float, drive: float, swing: float
) -> dict[tuple[int, int], int]:
    """Return year-to-date levels by (year, month), in units of 1000 yuan; no January."""
    found = {}
    for at, year in enumerate(YEARS):
        total = 0
        for month in range(1, 13):
            season = (0.8, 0.7, 1, 1, 1.05, 1.1, 1, 1, 1.05, 1.05, 1.1, 1.2)[month - 1]
            trend = (1 + drive / 100) ** (at - 1 + (month - 6) / 12)
            noise = max(0.3, 1 + rng.gauss(0, swing))
            total += max(1, round(size * season * trend * noise * 100_000))
            if month > 1:
                found[year, month] = total
    return found


def yi(thousands: int, places: int = 2) -> str:
    """Return thousands of yuan as 亿元."""
    return format_half_up(Fraction(thousands, 100_000), places, minus="-")


def growth(now: int, before: int) -> str:
    """Return growth in percent with one place."""
    return format_half_up(Fraction(100 * now, before) - 100, 1, minus="-")


def panel_rows(rng: random.Random) -> list[tuple[str, ...]]:
    """Return the levels and growth of zones, their groups and the city."""
    rows: list[tuple[str, ...]] = []

    def add(
        area: str, year: int, month: int, code: str, measure: str, value: str, unit: str
    ) -> None:
        rows.append((area, f"{year}-{month:02d}", code, measure, value, unit, "actual", ""))

    def economy(
        code: str,
        kinds: dict[str, tuple[float, float]],
        *,
        real: bool = False,
        monthly: bool = False,
    ) -> None:
        own = {
            zone_code(short): levels(rng, size * kinds[kind][0], drive, kinds[kind][1])
            for short, kind, size, drive in ZONES
            if kind in kinds
        }
        group = IND if set(kinds) == {IND} else ALL
        own[group] = {
            key: sum(each[key] for each in own.values()) for key in next(iter(own.values()))
        }
        outside = levels(rng, 14, 4, 0.03)
        own[CITY] = {key: own[group][key] + outside[key] for key in outside}
        for area, series in own.items():
            for (year, month), total in series.items():
                if year == YEARS[0]:
                    continue
                add(area, year, month, code, "ytd", yi(total), "亿元")
                before = series[year - 1, month]
                shown = growth(total, before)
                if real:  # at constant prices: near the nominal growth, never derived from it
                    shown = format_half_up(
                        Fraction(100 * total, before) - 100 - Fraction(round(rng.gauss(12, 4)), 10),
                        1,
                        minus="-",
                    )
                add(area, year, month, code, "ytd_yoy", shown, "%")
                if monthly and month > 2:
                    add(
                        area,
                        year,
                        month,
                        code,
                        "month",
                        yi(total - series[year, month - 1]),
                        "亿元",
                    )

    economy("industrial_value_added", {IND: (1.0, 0.05)}, real=True)
    economy("industrial_investment", {IND: (0.35, 0.18)}, monthly=True)
    economy("fixed_asset_investment", {AGR: (1.6, 0.2), TOUR: (1.9, 0.2)})
    economy("industry_project_investment", {AGR: (0.9, 0.2), TOUR: (1.2, 0.2)})
    for short, kind, size, _ in ZONES:
        if kind != IND:
            continue
        built, share = round(size * 6000), 0.55 + rng.random() * 0.3
        for year in YEARS[1:]:
            for month in range(2, 13):
                built += round(rng.random() * 40)
                share = min(0.97, share + rng.gauss(0.003, 0.006))
                used = round(built * share)
                for code, hundredths in (
                    ("standard_plant_built", built),
                    ("standard_plant_used", used),
                ):
                    add(
                        zone_code(short),
                        year,
                        month,
                        code,
                        "stock",
                        format_half_up(Fraction(hundredths, 1000), 2),
                        "万平方米",
                    )
                rate = format_half_up(
                    100
                    * Fraction(format_half_up(Fraction(used, 1000), 2))
                    / Fraction(format_half_up(Fraction(built, 1000), 2)),
                    2,
                )
                add(zone_code(short), year, month, "standard_plant_use_rate", "rate", rate, "%")
    return rows


def project_rows(rng: random.Random) -> list[tuple[str, ...]]:
    """Return the ledger: some 220 projects of eight events."""
    rows = []
    events = [(year, n, dt.date(year, 3 * n - 1, 18)) for year in YEARS for n in (1, 2, 3)][1:]
    names: set[str] = set()
    for short, kind, size, drive in ZONES:
        pace = 1.25 - drive / 40  # a zone that grows builds faster
        for year, n, day in events:
            for batch in ("signed", "started", "commissioned"):
                for _ in range(rng.choice((0, 1, 1, 2) if size > 2 else (0, 0, 1, 1))):
                    industry, products = rng.choice(sorted(PRODUCTS[kind].items()))
                    name = f"{rng.choice(STEMS.split())}{rng.choice(products.split(','))}项目"
                    while name in names:
                        name = f"{rng.choice(STEMS.split())}{name}"
                    names.add(name)
                    rows.append(
                        project(rng, short, f"{year}-{n}", day, batch, name, industry, pace)
                    )
    rows.sort(key=lambda row: (row[2], row[1], row[3]))
    return [(f"p{at:03d}", *row[1:]) for at, row in enumerate(rows, start=1)]


def project(
    rng: random.Random,
    short: str,
    event: str,
    day: dt.date,
    batch: str,
    name: str,
    industry: str,
    pace: float,
) -> tuple[str, ...]:
    """Return one project: days of its stages, some of them still to come."""
    end = dt.date(2024, 12, 31)

    def later(after: dt.date, days: float, chance: float) -> dt.date | None:
        if rng.random() > chance:
            return None
        found = after + dt.timedelta(days=max(5, round(rng.gauss(days, days / 3))))
        return found if found <= end else None

    stages: dict[str, dt.date | None] = dict.fromkeys(
        ("signed", "started", "commissioned", "full_capacity", "in_statistics")
    )
    if batch == "signed":
        stages["signed"] = day
        stages["started"] = later(day, 120 * pace, 0.9)
        if stages["started"]:
            stages["commissioned"] = later(stages["started"], 330 * pace, 0.8)
    elif batch == "started":
        stages["signed"] = day - dt.timedelta(days=rng.randint(60, 260))
        stages["started"] = day
        stages["commissioned"] = later(day, 280 * pace, 0.85)
    else:
        stages["started"] = day - dt.timedelta(days=rng.randint(200, 420))
        stages["signed"] = stages["started"] - dt.timedelta(days=rng.randint(40, 200))
        stages["commissioned"] = day
    if stages["commissioned"]:
        stages["full_capacity"] = later(stages["commissioned"], 110 * pace, 0.93)
        stages["in_statistics"] = later(stages["commissioned"], 90 * pace, 0.88)
    planned = round(abs(rng.gauss(0, 3.2)) + rng.choice((0.4, 0.8, 1.5, 2.5)), 2)
    done = {"signed": 0.03, "started": 0.45, "commissioned": 0.97}
    share = max(done[stage] for stage in done if stages[stage])
    completed = planned * share * (0.85 + 0.15 * rng.random())
    return (
        "",
        zone_code(short),
        event,
        batch,
        name,
        industry,
        f"{planned:.2f}",
        f"{completed:.2f}",
        "亿元",
        *(each.isoformat() if each else "" for each in stages.values()),
        f"{rng.choice('一二三四五')}号专班",
        "",
    )


def ledger_rows(panel: Panel) -> list[tuple[str, ...]]:
    """Return the rows of the panel that are counted out of the ledger."""
    rows: list[tuple[str, ...]] = []
    projects = panel.tables["projects"]
    signings = projects[projects["batch"] == "signed"]
    for year in YEARS[1:]:
        for month in range(2, 13):
            at = f"{year}-{month:02d}"
            day = last_day(at)
            rates = four_rates(panel, day)
            total = {
                (ALL, code): rate for (_, code), rate in four_rates(panel, day, by=None).items()
            }
            for (area, code), rate in (rates | total).items():
                value = format_half_up(rate.quantity.point, 2)
                rows.append((area, at, code, "rate", value, "%", "actual", ""))
            new = signings[(signings["signed"] >= f"{year}-01-01") & (signings["signed"] <= day)]
            groups = [(z, new[new["zone"] == z]) for z in map(zone_code, (z[0] for z in ZONES))]
            for area, own in [*groups, (ALL, new)]:
                worth = sum((Fraction(each) for each in own["planned"]), Fraction(0))
                for code, value, unit in (
                    ("signed_projects", str(len(own)), "个"),
                    ("signed_investment", format_half_up(worth, 2), "亿元"),
                ):
                    rows.append((area, at, code, "ytd", value, unit, "actual", ""))
    return rows


def target_rows(rng: random.Random, panel: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return each zone's targets of both years."""
    ends = {row[:4]: row[4] for row in panel}
    rows = []
    for short, kind, _, drive in ZONES:
        for year in YEARS[1:]:
            codes = ("industrial_value_added", "industrial_investment")
            codes = codes if kind == IND else ("fixed_asset_investment",)
            for code in codes:
                goal = max(6, drive + rng.choice((0, 2, 4)))
                rows.append((zone_code(short), str(year), code, "ytd_yoy", str(goal), "%", "", ""))
            code = codes[-1] if kind == IND else "industry_project_investment"
            end = Fraction(ends[zone_code(short), f"{year}-12", code, "ytd"])
            goal_level = format_half_up(end * Fraction(rng.randint(92, 116), 100), 1)
            rows.append((zone_code(short), str(year), code, "ytd", goal_level, "亿元", "", ""))
            rows.append(
                (
                    zone_code(short),
                    str(year),
                    "signed_projects",
                    "ytd",
                    str(rng.randint(3, 6)),
                    "个",
                    "",
                    "",
                )
            )
    return rows


def other_rows(
    rng: random.Random, projects: list[tuple[str, ...]]
) -> dict[str, list[tuple[str, ...]]]:
    """Return land, loans and tasks."""
    land, loans, tasks = [], [], []
    started = [row for row in projects if row[10] and row[10] >= "2023"]
    for at, row in enumerate(rng.sample(started, 40), start=1):
        area = f"{rng.uniform(18, 160):.2f}"
        land.append((f"L{at:03d}", row[1], row[10], area, "亩", row[0], ""))
    for at, row in enumerate(rng.sample(started, 48), start=1):
        wanted = float(row[6]) * rng.uniform(0.3, 0.6)
        granted = wanted * rng.uniform(0.5, 0.95)
        bank = rng.choice(("云川农商行", "川东银行", "建城银行", "惠民银行"))
        loans.append(
            (
                f"D{at:03d}",
                row[1],
                row[0],
                bank,
                row[10],
                f"{wanted:.2f}",
                f"{granted:.2f}",
                f"{granted * rng.uniform(0.2, 0.9):.2f}",
                "亿元",
                "",
            )
        )
    for _ in range(42):
        problem, measure, owner = rng.choice(PROBLEMS)
        set_on = dt.date(2023, 2, 20) + dt.timedelta(days=rng.randint(0, 660))
        deadline = set_on + dt.timedelta(days=rng.choice((30, 45, 60, 90)))
        done = deadline + dt.timedelta(days=rng.randint(-25, 40))
        open_ = rng.random() < 0.3 or done > dt.date(2024, 12, 31)
        month = set_on.strftime("%Y-%m")
        tasks.append(
            (
                "",
                zone_code(rng.choice(ZONES)[0]),
                problem,
                measure,
                owner,
                set_on.isoformat(),
                deadline.isoformat(),
                "" if open_ else done.isoformat(),
                f"{month}调度会",
                "",
            )
        )
    tasks.sort(key=lambda row: row[5])
    tasks = [(f"t{at:02d}", *row[1:]) for at, row in enumerate(tasks, start=1)]
    return {"land": land, "loans": loans, "tasks": tasks}


def agent_rows(projects: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return who handles the approvals of the projects signed since 2023, most of them."""
    rng = random.Random(SEED + 1)  # noqa: S311 - apart, so that the other tables stay as they are
    rows = []
    for row in projects:
        if row[9] < "2023" or rng.random() < 0.25:
            continue
        for role, people in (("leader", 2), ("agent", 4)):
            until = row[11] if row[11] <= "2024-12-31" else ""
            who = f"{'领办' if role == 'leader' else '代办'}{rng.randint(1, people)}号"
            rows.append(("", row[1], row[0], who, role, row[9], until, str(rng.randint(2, 18)), ""))
    rows.sort(key=lambda row: row[5])
    return [(f"a{at:03d}", *row[1:]) for at, row in enumerate(rows, start=1)]


def english_rows(projects: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the names of projects, and the phrases of the tasks, in English."""
    stems = dict(zip(STEMS.split(), STEMS_EN.split(), strict=True))
    products = {
        product: english
        for named in PRODUCTS.values()
        for industry, own in named.items()
        for product, english in zip(own.split(","), PRODUCTS_EN[industry].split(","), strict=True)
    }
    rows = []
    for name in (row[4] for row in projects):
        first, rest = [], name.removesuffix("项目")
        while rest not in products:
            first.append(stems[rest[:2]])
            rest = rest[2:]
        rows.append((name, f"{' '.join(first)} {products[rest]}"))
    return rows + list(PHRASES_EN.items())


def files() -> dict[str, str]:
    """Return every file of the panel's folder by name."""
    import pandas as pd

    rng = random.Random(SEED)  # noqa: S311 - an invented city, no secret
    projects = project_rows(rng)
    frame = pd.DataFrame(projects, columns=list(PROJECTS.usual), dtype=object)
    values = panel_rows(rng)
    values += ledger_rows(Panel("yunchuan", {}, {"projects": frame}, {}, {}))
    order = {
        code: at for at, code in enumerate([zone_code(z[0]) for z in ZONES] + [IND, ALL, CITY])
    }
    values.sort(key=lambda row: (row[1], row[2], row[3], order[row[0]]))
    tables = {
        PANEL: values,
        TARGETS: target_rows(rng, values),
        PROJECTS: projects,
    }
    others = other_rows(rng, projects)
    tables |= {LAND: others["land"], LOANS: others["loans"], TASKS: others["tasks"]}
    tables[AGENTS] = agent_rows(projects)
    tables[ENGLISH] = english_rows(projects)
    made = {}
    for table, rows in tables.items():
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([table.usual, *rows])
        made[f"{table.name}.csv"] = buffer.getvalue()
    return made


def main() -> int:
    """Write the folder, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    different = []
    for name, text in files().items():
        path = FOLDER / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            different.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in different:
        print(f"{name} is not what this script makes")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
