"""Whatever a text holds, what is written is a valid data package. 云川市 is invented."""

import random

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract, write_package
from zoneanalysis.extraction.sound import plain
from zoneanalysis.reports import DataPackage

TEXTS = (
    (
        "云川市开发区2024年上半年运行情况\n一、工业经济\n上半年，全市开发区工业投资完成54.76亿元，同比"
        "下降18.8%，占全市比重41.4%，降幅比一季度收窄3.2个百分点。其中制造业投资完成30.20亿元，增长5.5%。"
        "规上工业增加值同比增长6.5%，高于全市1.2个百分点。\n二、招商引资\n签约项目84个，总投资320.5亿元，"
        "其中亿元以上项目40个，占47.6%。开工率70.7%。两三家企业增资。甲水、乙山、丙原3家开发区税收收入"
        "分别完成5.1亿元、4.2亿元、3.3亿元，分别增长3.1%、2.0%和1.5%。\n（供稿：云川市商务局）\n"
    ),
    (
        "2024年一季度青禾县经济简报\n单位：亿元、%\n指标\t一季度\t上年同期\t同比增长\n工业投资\t12.5\t12.1"
        "\t3.3\n税收收入\t3.20\t3.00\t6.7\n合计\t15.7\t15.1\t4.0\n一季度，全县外贸出口1.2万亿元，居民消费"
        "价格总指数为102.4，同比上涨2.4%。新增就业3万5千人。税收收入由10.0亿元增至12.5亿元。\n"
    ),
)
STRAY = [
    *"\u00ad\u200b\u202e\ufeff\x85\u0378\ue000\ufffd①②○·。，、.:；（）“”%‰-+0357一三十百千万亿多余约近超",
    *"个家元吨 \t\n\u3000億兆其",
    *("收窄3", "增长5个百分点", "\x1b[31m", "𰻞", "甲" * 70, "=1+1", "@x", "<b>", "合计", "占比"),
    *("增幅收窄", "扩大"),
]


def mutated(draw):
    """Return one of the texts with a few characters more, less, or other ones."""
    text = list(draw.choice(TEXTS))
    for _ in range(draw.randint(1, 8)):
        at, kind = draw.randrange(len(text)), draw.random()
        if kind < 0.45:
            text.insert(at, draw.choice(STRAY))
        elif kind < 0.6:
            del text[at : at + draw.randint(1, 6)]
        elif kind < 0.8:
            text[at] = draw.choice(STRAY)
        else:
            begin = draw.randrange(len(text))
            text[at:at] = text[begin : begin + draw.randint(1, 20)]
    return "".join(text)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_written_validates(seed, tmp_path):
    """Twenty mutated texts of each seed: read or refused, never written so that it is refused."""
    draw = random.Random(seed)
    read = 0
    for number in range(20):
        try:
            found = extract(mutated(draw))
        except InputError:
            continue
        folder = tmp_path / str(number)
        for written in write_package(found, folder):
            read += bool(DataPackage(folder).read(written.report_id).observations)
    assert read >= 10


def test_a_figure_that_cannot_be_written_is_said():
    """The last of a list lost its unit: it is left out, and the report says so."""
    text = "云川市2024年上半年,甲水、乙山开发区税收收入分别增长3.1%和1.5。"
    (report,) = extract(text).reports
    assert [draft.printed for draft in report.drafts] == ["增长3.1%"]
    assert "a figure is left out: 1.5: its unit isn't printed" in map(str, report.reasons)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("税收\u00ad收入", "税收收入"),
        ("税收\ue000收入", "税收收入"),
        ("=1+1", "1+1"),
        ("@税收", "税收"),
        ("\x85", "未指明"),
        ("甲" * 61, "甲" * 59 + "…"),
    ],
)
def test_names_are_what_a_table_can_hold(name, wanted):
    """Nothing unseen, no formula, at most sixty characters."""
    assert plain(name) == wanted


@pytest.mark.parametrize("words", ["环比上涨3.4%", "比上月上涨3.4%", "年均增长3.4%"])
def test_what_no_growth_on_a_year_is_against_is_written_with_it(words):
    """环比 is no second 同比: the printed token says so, as no measure does."""
    text = f"云川市2024年7月,尿素价格同比上涨19.9%,{words}。"
    (report,) = extract(text, area="云川市").reports
    assert [draft.printed for draft in report.drafts] == ["上涨19.9%", words]
