"""What a text calls a thing: cleaned, quoted or explained by its own words, in its own chapter."""

from __future__ import annotations

from dataclasses import replace

import pytest

import zoneanalysis as za
from tests.review.test_read_by_program import READ
from zoneanalysis.document.model import Heading, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.extraction.sound import plain
from zoneanalysis.review.narrative.audit import said
from zoneanalysis.review.review import Review
from zoneanalysis.review.wording import in_list

TITLE = "云川市2024年国民经济和社会发展统计公报\n"
MANY = (
    "全年固定资产投资增长3.1%，工业投资增长4.2%，房地产开发投资下降2.3%，民间投资增长1.6%，"
    "基础设施投资增长5.8%。规上工业增加值增长6.1%，钢材产量增长2.6%，水泥产量下降3.4%，"
    "汽车产量增长7.5%。\n"
)


def review(text: str, language: str = "zh") -> Review:
    """Return the review of a text about the year 2024."""
    whole = TITLE + MANY + text
    found = extract(whole).reports[0]
    meta = {"area": found.area.code, "period": "2024", "title": {"zh": TITLE.strip(), "en": ""}}
    return Review(as_report(found, "yunchuan-2024", meta), language, whole)


def rows(made: Review) -> dict[str, list[str]]:
    """Return the rows of all tables of families, by their first cell."""
    found: dict[str, list[str]] = {}
    for document in made.chapters.values():
        for table in document.blocks:
            if isinstance(table, Table) and table.caption.endswith("全部数据"):
                for first, *rest in table.rows:
                    found[run_text(first.runs)] = [run_text(each.runs) for each in rest]
    return found


def test_incomes_stand_under_livelihood_however_few_they_are() -> None:
    """Two incomes are no chapter of 其他."""
    made = review(
        "城镇居民人均可支配收入31250元，增长4.8%；农村居民人均可支配收入16320元，增长6.2%。"
    )
    heading = made.chapters["family-livelihood"].blocks[0]
    assert heading.label == "民生与社会"  # type: ignore[union-attr]
    assert "family-other" not in made.chapters


def test_families_of_few_figures_share_a_chapter_under_their_names() -> None:
    """社会消费品零售总额 and 进出口总额 alone make one, called after both."""
    made = review("社会消费品零售总额512.6亿元，增长5.1%。进出口总额38.2亿元，增长7.7%。")
    headings = [each.blocks[0] for each in made.chapters.values()]
    assert "消费、外贸外资" in [each.label for each in headings]  # type: ignore[union-attr]


def test_many_families_of_few_figures_have_no_name_of_all_of_them() -> None:
    """农业农村、外贸外资、财政金融、能源与环境 heads nothing."""
    made = review(
        "粮食产量28.1万吨。进出口总额38.2亿元，增长7.7%。一般公共预算收入19.6亿元，增长4.6%。"
        "森林覆盖率41.2%。"
    )
    labels = [each.blocks[0].label for each in made.chapters.values()]  # type: ignore[union-attr]
    assert "其他主要指标" in labels
    assert not any("、" in each for each in labels if "方法" not in each)


def test_pupils_are_those_of_their_school() -> None:
    """普通高中招生…人，在校生…人: of the same schools, up to the next kind."""
    made = rows(
        review(
            "全市普通高中招生8210人，在校生25310人，毕业生8020人；初中招生9120人，在校生27480人。"
        )
    )
    assert made["普通高中在校生"][0] == "25310人"
    assert made["普通高中毕业生"][0] == "8020人"
    assert made["初中在校生"][0] == "27480人"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("落实育儿补贴政策，惠及15.4万户家庭。", "“落实育儿补贴政策，惠及15.4万户家庭”"),
        ("推进“暖心”行动，每年安排140亿元以上。", "“推进‘暖心’行动，每年安排140亿元以上”"),
        ("2019年以来，成为全省首个突破4千亿元的市。", "“…成为全省首个突破4千亿元的市”"),
        ("新订单指数52.1%。纺织企业、机械企业高于50%。", "“纺织企业、机械企业高于50%”"),
        ("利税、纺织业等行业达到60%以上，其中利税占了一半。", "“利税、纺织业等行业达到60%以上"),
    ],
)
def test_what_no_name_can_be_given_to_is_quoted_in_the_annex(sentence: str, told: str) -> None:
    """每年 and 惠及 are no names; nor is it said what of the textile trade is above 50%."""
    made = review(sentence)
    assert told in plain_text(made.chapters["passages"])
    told = plain_text(made.body()) + plain_text(made.briefing())
    assert not any(word in told for word in ("惠及", "每年", "企业前", "机械企业", "纺织业"))


def test_passages_have_numbers_to_open_and_the_words_of_their_paragraph() -> None:
    """Two clauses of a sentence are one passage; without the text there is the name."""
    made = review("发展态势良好。全市4类行业中，其中3类行业都高于50%，为首的行业达到70%。")
    table = next(b for b in made.chapters["passages"].blocks if isinstance(b, Table))
    (first, words), *more = [[each.runs for each in row] for row in table.rows]
    assert (run_text(first), more) == ("发展态势良好", [])
    assert run_text(words) == "“全市4类行业中，其中3类行业都高于50%，为首的行业达到70%”"
    assert len([run for run in words if not isinstance(run, str)]) == 4
    bare = Review(made.report, "zh")
    assert "“为首的行业” 70%" in plain_text(bare.chapters["passages"])


def test_counts_head_a_chapter_that_has_nothing_else() -> None:
    """公共图书馆6个 says more than 另列数据4项."""
    made = review("全市有公共图书馆6个，文化馆8个，体育馆12个，乡镇文化站58个。")
    heading = made.chapters["family-livelihood"].blocks[0]
    assert heading.text == "公共图书馆6个，文化馆8个"  # type: ignore[union-attr]


def test_what_a_level_came_from_is_not_the_level() -> None:
    """从321.4亿元提高到456.2亿元: the year's product is the second."""
    made = rows(review("地区生产总值从321.4亿元提高到456.2亿元。"))
    assert made["地区生产总值"][0] == "456.2亿元"
    assert "321.4亿元→456.2亿元" in made["地区生产总值"]


def test_a_figure_that_opens_a_clause_is_told_by_the_words_behind_it() -> None:
    """The words before its comma are of something else."""
    made = review("试点推进，66家企业实施改造。")
    last = max(made.report, key=lambda each: each.char_start or 0)
    assert (last.printed, made.c.quoted(last)) == ("66家", "“…企业实施改造”")
    first = next(iter(made.report))  # the title is no part of its sentence
    assert made.c.quoted(first) == "“全年固定资产投资…”"


def test_a_bound_and_what_was_reached_are_one_row() -> None:
    """突破3000亿元 is said of the 3126亿元 behind it, which says as much alone."""
    made = review("地区生产总值突破3000亿元，达到3126亿元，增长5.2%。")
    assert rows(made)["地区生产总值"][:2] == ["3126亿元", "5.2%"]
    assert "地区生产总值为" not in plain_text(made.body())  # heading and table say as much


def test_two_bounds_of_a_target_are_one() -> None:
    """5%—5.5% is wanted, not 5% or more and then 5.5% or less."""
    text = "2025年主要预期目标：地区生产总值增长5%—5.5%，规上工业增加值增长6%以上。"
    assert "地区生产总值同比增长5%～5.5%，规上工业增加值同比增长6%以上" in plain_text(
        review(text).body()
    )
    english = plain_text(review(text, "en").body())
    assert "up 5% to 5.5% on a year earlier" in english


def test_a_name_that_is_a_row_itself_is_quoted_in_a_row() -> None:
    """Otherwise four names can't be told from five."""
    assert in_list(["工业投资", "蔬菜、瓜果产量"], "zh") == "工业投资、“蔬菜、瓜果产量”"
    assert in_list(["“专、精”企业", "汽车"], "zh") == "“专、精”企业、汽车"


def test_a_heading_without_growth_says_what_there_is() -> None:
    """A label alone is no heading."""
    made = review(
        "居民消费价格控制目标：2025年居民消费价格上涨2%左右。新增绿道12条、书吧7个、驿站9座。"
    )
    for document in made.chapters.values():
        assert document.blocks[0].label, document.blocks[0]  # type: ignore[union-attr]
    for name in ("linfen-2023h1", "lvliang-2023h1"):
        shipped = Review(za.example(name), "zh")
        found = [b for part in (shipped.briefing(), shipped.body(), shipped.annex())
                 for b in part.blocks if isinstance(b, Heading)]  # fmt: skip
        assert len(found) > 10
        assert all(each.label for each in found)


def test_a_title_keeps_its_own_marks_and_signs() -> None:
    """What is read is made plain first; what is shown stands as it is printed."""
    text = "云川市：經濟運行（2024年上半年）\n上半年，工业投资完成12.5亿元，下降3.1%。\n"
    found = extract(text, area="云川市")
    assert found.title_of(found.reports[0]) == "云川市：經濟運行（2024年上半年）"


def test_a_text_without_a_title_is_told_by_its_period_in_words() -> None:
    """全国 2024-01/2024-11 is nothing to print, and no source; one subject is no whole economy."""
    meta = {"area": "CN", "period": "2024-01/2024-11", "title": {"zh": "全国 2024-01/2024-11"}}
    text = "2024年1—11月，全国固定资产投资增长3.1%，工业投资增长4.2%，民间投资下降0.4%。"
    report = as_report(extract(text).reports[0], "cn-2024m01m11", meta)
    for language in ("zh", "en"):
        cover = plain_text(Review(report, language).cover())
        assert "2024-11" not in cover and "Source" not in cover and "资料来源" not in cover
    read = replace(report, meta=meta | READ)
    assert Review(read, "zh").title == "全国2024年1—11月投资与房地产数据评估"
    titled = replace(read, meta=read.meta | {"title": {"zh": "投资增速平稳"}})
    assert Review(titled, "zh").title == "《投资增速平稳》评估（2024年1—11月）"
    whole = text.replace("工业投资", "地区生产总值")
    whole_report = replace(as_report(extract(whole).reports[0], "cn", meta), meta=meta | READ)
    assert Review(whole_report, "zh").title == "全国2024年1—11月运行评估"


def test_a_priority_has_the_figures_that_it_prints_itself_and_no_others() -> None:
    """Parcels sold measure no assessment of areas; three zones at the end of a list are its own."""
    chapter = Review(za.example("lvliang-2023h1"), "zh").chapters["priorities"]
    text = plain_text(chapter)
    assert "（排名靠后约谈名额3位）" in text
    assert "规上工业增加值" not in text and "宗" not in text
    assert text.splitlines()[0] == "# 下半年12条工作重点，其中1条列有数据"


def test_rates_of_the_place_alone_need_no_place_beside_them() -> None:
    """云川市 stands beside a count only where others' rates stand beside it."""
    assert "全年5项同比增速中1项为负" in plain_text(review("").body())
    others = review("其中，青山区工业投资增长9.1%。")
    assert "云川市全年5项同比增速中1项为负" in plain_text(others.body())


def test_a_month_alone_is_named_and_does_not_lead() -> None:
    """Growth in April stands beside that of January–April, which the review is about."""
    text = (
        "云川市2024年1—4月工业运行情况\n4月份，全市工业销售产值完成436.4亿元，增长24.4%；"
        "钢材产量2.1万吨，增长3.2%。1—4月，全市工业销售产值完成1555.6亿元，增长28.3%；"
        "水泥产量8.4万吨，下降1.2%；汽车产量1.6万辆，增长6.4%；玻璃产量增长2.2%；"
        "电力产量增长3.3%；原煤产量增长5.5%。\n"
    )
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024-01/2024-04", "title": {"zh": "云川"}}
    made = Review(as_report(found, "yunchuan-2024m04", meta), "zh", text)
    shown = rows(made)
    assert shown["工业销售产值"][:2] == ["1555.6亿元", "28.3%"]
    assert shown["工业销售产值 · 4月"][:2] == ["436.4亿元", "24.4%"]
    heading = made.chapters["family-industry"].blocks[0].text  # type: ignore[union-attr]
    assert heading == "云川市1—4月6项同比增速中1项为负"  # the first page says by how much it grew


def test_a_gap_says_what_it_is_to() -> None:
    """高1.2个百分点 alone leaves open than what."""
    made = review("一般公共预算收入增长4.6%，增速比全省（3.4%）高1.2个百分点。")
    text = plain_text(made.body())
    assert "高于全省1.2个百分点" in text


def test_a_text_without_a_year_is_asked_for_the_months_of_its_title() -> None:
    """上半年 heads it; 一季度 is only told of more often."""
    text = (
        "上半年全市经济运行情况\n工业投资增长3.1%，比一季度提高0.2个百分点；民间投资增长1.2%，"
        "比一季度回落0.4个百分点。一季度工业用电量增长2.5%。"
    )
    with pytest.raises(InputError, match="months 1 to 6"):
        extract(text)


def test_what_no_family_knows_leads_a_text_that_is_about_it() -> None:
    """Of eight rates six are of things without a family: the first of them heads the page."""
    odd = ("甲戊", "乙己", "丙庚", "丁辛", "戊壬", "己癸")
    told = "，".join(f"{name}器增长{n}.5%" for n, name in enumerate(odd, 2))
    text = f"云川市2024年器物情况\n2024年，全市{told}，工业投资增长1.1%，粮食产量增长1.2%。\n"
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024", "title": {"zh": "云川"}}
    made = Review(as_report(found, "yunchuan-2024", meta), "zh", text)
    assert made.families[-1].key == "other"
    assert "甲戊器增长2.5%" in made.chapters["summary"].blocks[0].text  # type: ignore[union-attr]


def test_levels_of_no_money_have_their_unit_and_what_is_of_another_year_says_so() -> None:
    """万吨 heads a column of harvests; a loss of the year before is none of this year."""
    for text, told in (
        ("全年粮食产量35.1万吨。棉花产量2.1万吨。", "绝对量（万吨）"),
        ("全年粮食产量35.1万吨。公路里程1.52万公里。", "指标 | 绝对量\n粮食产量 | 35.1万吨\n"),
        (
            "全年净出口额为-12.5亿元。规上工业企业利润总额-3.21亿元,上年为-1.2亿元。",
            "利润总额为−1.2亿元（2023年全年）",
        ),
    ):
        found = extract(TITLE + text).reports[0]
        meta = {"area": found.area.code, "period": "2024", "title": {"zh": "年报", "en": ""}}
        made = Review(as_report(found, "yunchuan-2024", meta), "zh", TITLE + text)
        assert told in "".join(plain_text(each) for each in made.chapters.values())


def test_places_have_the_english_names_that_they_are_known_by() -> None:
    """Other places by their sounds; that names are in Chinese is told once."""
    text = "大庆市2024年统计公报\n全年固定资产投资增长3.1%，“四好”公路里程312公里。"
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024", "title": {"zh": "公报", "en": ""}}
    made = Review(as_report(found, "daqing-2024", meta), "en", text)
    assert made.title == "Review of Daqing, year 2024"
    assert "““" not in "".join(plain_text(each) for each in made.chapters.values())
    found = extract(text.replace("大庆市", "光明区")).reports[0]
    made = Review(as_report(found, "guangming-2024", meta | {"area": found.area.code}), "en", text)
    assert made.title == "Review of Guangming district, year 2024"
    other = review("全年云锦产量增长2.5%。", "en")
    assert plain_text(other.annex()).count("stand in Chinese") == 1


def test_an_area_that_no_list_has_is_called_as_the_text_calls_it() -> None:
    """岚溪县 has no code: its review is called after it; zones together lead where nothing else."""
    text = "岚溪县2024年运行简况\n全年规上工业增加值增长6.3%，钢材产量增长2.6%。"
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024", "title": {"zh": "简况", "en": ""}}
    assert (
        Review(as_report(found, "lanxi-2024", meta), "zh", text).title == "岚溪县2024年度运行评估"
    )
    text = (
        "2024年云川市开发区通报\n2024年，云川市开发区完成工业总产值846.5亿元，增长8.7%；"
        "税收92.3亿元，增长6.4%。全市开发区单位产值能耗下降3.7%，研发投入增长9%。"
    )
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024", "title": {"zh": "通报", "en": ""}}
    made = Review(as_report(found, "zones-2024", meta), "zh", text)
    assert made.chapters["summary"].blocks[0].text.startswith("工业总产值增长8.7%")  # type: ignore[union-attr]


def test_nobody_needs_prices_or_losses_to_grow() -> None:
    """均价 and 亏损总额 that fell have no growth to reach by December."""
    text = (
        "云川市2024年一季度简况\n一季度，进口矿石均价下降16.4%。亏损总额1.05亿元，下降36.9%。"
        "规上工业增加值下降2.1%。"
    )
    found = extract(text).reports[0]
    meta = {"area": found.area.code, "period": "2024-01/2024-03", "title": {"zh": "", "en": ""}}
    made = Review(as_report(found, "q1-2024", meta), "zh", text)
    assert len(made.needs) == 1


def test_the_economy_as_a_whole_leads_wherever_the_text_tells_it() -> None:
    """A work report tells its imports first: the product leads all the same."""
    made = review(
        "全年地区生产总值增长4.2%，第一产业增加值增长2.1%，第二产业增加值增长3.5%，"
        "第三产业增加值增长5.6%。"
    )
    assert next(iter(made.families)).key == "overall"
    assert made.chapters["summary"].blocks[0].text.startswith("地区生产总值增长4.2%")  # type: ignore[union-attr]


def test_a_long_sum_is_told_by_its_ends() -> None:
    """Sixty terms are no cell of a table; of two sums in brackets nothing is left out."""
    c = review("").c
    terms = [f"{n}.5" for n in range(60)]
    long, short = " + ".join(terms), " + ".join(terms[:12])
    assert said(c, f"{long} = 1800 ≠ 1900亿元; 1 + 2 = 3") == (
        "0.5 + 1.5 + 2.5 + …（共60项） + 58.5 + 59.5 = 1800 ≠ 1900亿元; 1 + 2 = 3"
    )
    assert "… (60 terms)" in said(review("", "en").c, long)
    for whole in (short, f"({short}) × ({short})"):
        assert said(c, whole) == whole


def test_a_long_number_is_grouped_in_arithmetic() -> None:
    """Sixteen digits on end cannot be read; places behind the point are not grouped."""
    text = "190.16 ≥ 1000000000000000 ×；0.123456789012 = 20240101"
    told = said(review("").c, text)
    assert told == "190.16 ≥ 1,000,000,000,000,000 ×；0.123456789012 = 20240101"


def test_many_zones_stand_in_the_order_of_their_growth() -> None:
    """Sixty zones, as the text has them in no order."""
    names = [f"{a}{b}开发区" for a in "云川江河湖" for b in "安宁平昌泰丰裕兴荣华盛康"]
    told = "，".join(f"{each}工业投资增长{n * 7 % 61}.5%" for n, each in enumerate(names))
    text = f"云川市开发区2024年上半年运行情况\n上半年，全市开发区工业投资增长8.1%。其中，{told}。\n"
    found = extract(text, area="云川市").reports[0]
    meta = {"area": found.area.code, "period": str(found.period), "title": {"zh": "运行情况"}}
    body = Review(as_report(found, "yunchuan-2024", meta), "zh", text).body()
    table = next(b for b in body.blocks if getattr(b, "anchor", "") == "table-plain-zones")
    cells = [[run_text(each.runs) for each in row] for row in table.rows]  # type: ignore[union-attr]
    rates = [float(each.rstrip("%")) for row in cells for each in row if each.endswith("%")]
    assert len(rates) == 60 and rates == sorted(rates, reverse=True)


@pytest.mark.parametrize(
    ("first", "area", "title", "head"),
    [
        (
            "云川经济技术开发区2024年上半年运行情况",
            None,
            "云川经济技术开发区2024年上半年运行评估",
            "云川经济技术开发区2024年上半年运行情况",
        ),
        (
            f"云川市{'关于稳投资促增长的' * 20}2024年上半年情况",
            "云川市",
            "云川市2024年上半年运行评估",
            f"云川市{'关于稳投资促增长的' * 20}"[:59] + "…",
        ),
        (
            "2024年上半年，生产稳中有进，新建投产的工厂一批接着一批，订单充足、用工稳定，预期向好。",
            None,
            "《2024年上半年，生产稳中有进",
            "2024年上半年，生产稳中有进",
        ),
    ],
)
def test_a_title_is_the_texts_own(first: str, area: str | None, title: str, head: str) -> None:
    """A zone is no 开发区开发区, a long title is cut, and one that lacks is how the text begins."""
    text = f"{first}\n上半年，工业投资完成12.5亿元，下降3.1%，用电量增长5.2%。\n"
    found = extract(text, area=area)
    own = found.reports[0]
    heading = plain(found.title_of(own))
    assert heading.replace(",", "，").startswith(head)
    meta = {"area": own.area.code, "period": str(own.period), "title": {"zh": heading}}
    made = Review(as_report(own, "yunchuan-2024", meta), "zh", text)
    assert made.title.replace(",", "，").startswith(title)


def test_the_number_of_zones_stands_behind_their_city() -> None:
    """云川市3个开发区, not 3个云川市开发区."""
    text = (
        "云川市开发区2024年上半年运行情况\n云川市共有3个开发区。"
        "上半年，云川市开发区工业投资完成12.5亿元，下降3.1%。\n"
    )
    own = extract(text, area="云川市").reports[0]
    meta = {"area": own.area.code, "period": str(own.period), "title": {"zh": "运行情况"}}
    c = Review(as_report(own, "yunchuan-2024", meta), "zh", text).c
    code = next(e.ref_area for e in c.report if e.indicator == "zone_count")
    told = run_text(c.group(code))
    assert told.endswith("3个开发区") and told[0] != "3"
