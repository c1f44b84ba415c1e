"""A document with every block, in both languages, about 云川市 (Yunchuan), an invented city."""

from __future__ import annotations

from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document

ZH, EN = 0, 1


def _svg(title: str, labels: tuple[str, ...], values: tuple[float, ...]) -> str:
    """Return a small bar chart as SVG with its text as text."""
    bars = "".join(
        f'<rect id="bar{i}" x="130" y="{36 + 34 * i}" width="{4 * value:.3f}" height="20" '
        f'fill="{"#1f4e79" if i else "#c9973b"}"><title>{label}\t{value:.1f}%</title></rect>'
        f'<text x="120" y="{51 + 34 * i}" text-anchor="end" font-size="12" '
        f'font-family="ZoneSansSC" fill="#1b2530">{label}</text>'
        f'<text x="{136 + 4 * value:.3f}" y="{51 + 34 * i}" font-size="12" '
        f'font-family="ZoneSansSC" fill="#1b2530">{value:.1f}%</text>'
        for i, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    height = 50 + 34 * len(labels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 {height}" width="480pt" '
        f'height="{height}pt"><defs><clipPath id="clip"><rect width="480" height="{height}"/>'
        f'</clipPath></defs><g clip-path="url(#clip)"><text x="6" y="20" font-size="13" '
        f'font-weight="bold" font-family="ZoneSansSC" fill="#1b2530">{title}</text>{bars}</g></svg>'
    )


def demo(language: m.Language) -> Document:
    """Return the document in *language*."""
    pick = ZH if language == "zh" else EN

    def t(zh: str, en: str) -> str:
        return (zh, en)[pick]

    def source(number: int, title: str) -> m.Provenance:
        return m.Provenance(
            id=f"f{number:03d}",
            title=title,
            words=t("同比增速 = 本期 ÷ 上年同期 − 1", "growth = this period ÷ last year − 1"),
            numbers="61.30 ÷ 55.02 − 1 = 11.4%",
            inputs=(
                (
                    t("本期", "this period"),
                    t("61.30亿元", "6.130 bn yuan"),
                    "[61.295, 61.305]",
                    t("第12字", "character 12"),
                ),
                (
                    t("上年同期", "last year"),
                    t("55.02亿元", "5.502 bn yuan"),
                    "[55.015, 55.025]",
                    t("推算", "derived"),
                ),
            ),
            interval="[11.39, 11.43]",
            note=t("增速按名义值计算。", "Growth of nominal values."),
            context=(
                t("上半年完成工业投资", "industrial investment of "),
                t("61.30亿元", "6.130 bn yuan"),
                t("，增势平稳。", ", a steady rise."),
            ),
        )

    main = source(1, t("工业投资同比", "Industrial investment, year on year"))
    other = source(2, t("开工率", "Share of projects started"))
    cards = tuple(
        m.Card(
            label,
            m.Number(value, main if i == 0 else None),
            (
                (t("目标", "Target"), m.Number(target), "neutral"),
                (t("全市", "City"), m.Number(city), tone),
            ),
            tone,
        )
        for i, (label, value, target, city, tone) in enumerate(
            (
                (t("工业投资同比", "Industrial investment"), "+11.4%", "+12.0%", "+6.3%", "warn"),
                (t("规上工业增加值", "Industrial value added"), "+7.9%", "+7.0%", "+5.1%", "good"),
                (t("项目开工率", "Projects started"), "70.7%", "80.0%", "74.2%", "bad"),
                (t("标准厂房使用率", "Use of standard plants"), "83.6%", "—", "—", "neutral"),
                (t("新增贷款", "New loans"), t("3.25亿元", "325 m yuan"), "—", "—", "muted"),
                (t("签约项目", "Projects signed"), "41", "40", "128", "good"),
            )
        )
    )
    verdicts: tuple[tuple[m.VerdictValue, str], ...] = (
        ("consistent", t("成立", "consistent")),
        ("consistent only within rounding", t("仅在舍入范围内成立", "only within rounding")),
        ("inconsistent", t("不成立", "inconsistent")),
        ("impossible", t("不可能", "impossible")),
        ("not assessable", t("无法核验", "not assessable")),
    )
    appendix = tuple(
        (
            m.Cell((f"f{i:03d}",), anchor=f"f{i:03d}"),
            m.Cell((t("工业投资", "Industrial investment") + f" {i}",)),
            m.Cell((m.Number(f"{(i * 37) % 100}.{i % 10}%", source(i, f"f{i:03d}")),)),
            m.Cell((f"[{(i * 37) % 100}.{i % 10}, {(i * 37) % 100 + 1}]",)),
            m.Cell((m.Verdictmark(*verdicts[i % 5]),)),
            m.Cell((t("由水平值重算，参与 2 项核验。", "From levels; in 2 checks."),)),
        )
        for i in range(1, 71)
    )
    chart_labels = (t("云川市", "Yunchuan"), t("高新区", "High-tech zone"), t("全省", "Province"))
    return Document(
        (
            m.Cover(
                t(
                    "云川市开发区2030年上半年发展评估",
                    "Development zones of Yunchuan: review, H1 2030",
                ),
                t("虚构城市示例报告", "A specimen report about an invented city"),
                (
                    (t("地区", "Area"), t("云川市（虚构）", "Yunchuan (invented)")),
                    (t("期间", "Period"), t("2030年1—6月", "January–June 2030")),
                    (t("来源", "Source"), t("为测试而写", "Written for tests")),
                    (t("版本", "Edition"), "1.0"),
                ),
            ),
            m.Heading(1, t("摘要", "Summary"), "summary"),
            m.Paragraph(
                (
                    t("上半年工业投资增长", "Industrial investment grew by "),
                    m.Number("11.4%", main),
                    t("，高于全市但未达目标。", ", above the city but below target."),
                ),
                "lead",
            ),
            m.Cards(cards),
            m.Paragraph(
                (
                    t("开工率", "The share of started projects is "),
                    m.Number("70.7%", other, "bad"),
                    t("，低于目标；详见", ", below target; see "),
                    m.Ref(t("核验一章", "the audit"), "audit"),
                    t(
                        "。这一段较长，用来检查两端对齐、中英文混排 GDP 与 5.2% 的间距，"
                        "以及标点“压缩”、（括号）和——破折号的处理。",
                        ". This paragraph is long enough to show justification, the spacing of "
                        "numbers such as 5.2% and the set of dashes – and “quotation "
                        "marks” – in running text.",
                    ),
                    m.Strong(t("重点在开工。", " The task is to start projects.")),
                )
            ),
            m.Callout(
                "bad",
                t("有两项不成立", "Two relations do not hold"),
                (t("70.7% 不可能是 84 的一部分。", "70.7% is no part of 84."),),
            ),
            m.Callout(
                "warn",
                t("名义与实际", "Nominal and real"),
                (t("增加值增速按可比价，仅作参考。", "Value added is at constant prices."),),
            ),
            m.Callout("good", t("已达目标", "Target reached"), (t("签约 41 个。", "41 signed."),)),
            m.Callout(
                "neutral", t("说明", "Remark"), (t("数据为虚构。", "The data are invented."),)
            ),
            m.Heading(1, t("经济产出", "Economic output"), "output"),
            m.Heading(2, t("增速比较", "Growth compared")),
            m.Chart(
                _svg(t("同比增速", "Growth, year on year"), chart_labels, (11.4, 24.9, 6.3)),
                t(
                    "条形图：云川市 11.4%，高新区 24.9%，全省 6.3%。",
                    "Bar chart: Yunchuan 11.4%, high-tech zone 24.9%, province 6.3%.",
                ),
                t("工业投资同比增速", "Growth of industrial investment"),
                "fig-growth",
            ),
            m.Formula(
                r"\text{" + t("同比", "growth") + r"} = \frac{x_t}{x_{t-12}} - 1",
                t("同比等于本期除以上年同期减一", "growth equals this over last year minus one"),
            ),
            m.Paragraph(
                (
                    t("其中 ", "where "),
                    m.InlineFormula("x_t", t("本期值", "value")),
                    t(" 为本期值。", " is the value of the period."),
                )
            ),
            m.Heading(2, t("分区情况", "By zone")),
            m.Table(
                t("各开发区目标完成情况", "Zones against their targets"),
                (
                    m.Column(t("开发区", "Zone")),
                    m.Column(t("目标", "Target"), "right"),
                    m.Column(t("实际", "Actual"), "right"),
                    m.Column(t("结论", "Result"), "center"),
                ),
                (
                    (
                        m.Cell((t("高新区", "High-tech zone"),)),
                        m.Cell(("20.0%",)),
                        m.Cell((m.Number("24.9%"),)),
                        m.Cell((t("达到", "reached"),), "good"),
                    ),
                    (
                        m.Cell((t("临空区", "Airport zone"),)),
                        m.Cell(("15.0%",)),
                        m.Cell((m.Number("−3.1%", None, "bad"),)),
                        m.Cell((t("未达到", "missed"),), "bad"),
                    ),
                    (
                        m.Cell(
                            (
                                t(
                                    "<script>alert(1)</script>化工园",
                                    "<script>alert(1)</script> Chemistry",
                                ),
                            )
                        ),
                        m.Cell(("—",)),
                        m.Cell(("—",)),
                        m.Cell((t("无数据", "no data"),), "muted"),
                    ),
                ),
                note=t(
                    "第三行的名称含有 HTML，按文字显示。",
                    "The third name holds HTML, shown as text.",
                ),
                anchor="tab-zones",
            ),
            m.BulletList(
                (
                    (
                        t("推进项目开工", "Start projects"),
                        "：" if pick == ZH else ": ",
                        m.Number("24"),
                    ),
                    (t("盘活闲置土地", "Use idle land"),),
                )
            ),
            m.BulletList(((t("第一步", "first"),), (t("第二步", "second"),)), ordered=True),
            m.Heading(1, t("核验", "Audit"), "audit"),
            m.Heading(3, t("结论的写法", "How verdicts look")),
            m.Table(
                t("五种结论", "Five verdicts"),
                (m.Column(t("结论", "Verdict")), m.Column(t("含义", "Meaning"))),
                tuple(
                    (
                        m.Cell((m.Verdictmark(*v),)),
                        m.Cell(
                            (
                                t(
                                    "重算值与印出值之间的关系，见方法一章。",
                                    "How the recomputed value stands to the printed one.",
                                ),
                            )
                        ),
                    )
                    for v in verdicts
                ),
            ),
            m.CodeBlock("make reports\nzoneanalysis build yunchuan-2030h1 --language zh"),
            m.Paragraph(
                (
                    t("命令 ", "The command "),
                    m.Code("make reports"),
                    t(" 重建全部，参见 ", " rebuilds all; see "),
                    m.Link("example.org", "https://example.org/"),
                    t("。", "."),
                ),
                "note",
            ),
            m.PageBreak(),
            m.Heading(1, t("附录：全部数字", "Appendix: every figure"), "appendix"),
            m.Table(
                t("全部数字及其核验", "Every figure and its checks"),
                (
                    m.Column(t("编号", "Id")),
                    m.Column(t("指标", "Indicator")),
                    m.Column(t("印出值", "Printed"), "right"),
                    m.Column(t("区间", "Interval"), "right"),
                    m.Column(t("结论", "Verdict")),
                    m.Column(t("说明", "Remark")),
                ),
                appendix,
                compact=True,
                interactive=True,
            ),
            m.Heading(2, t("算法", "Derivations")),
            m.ProvenanceList(
                (
                    m.Provenance(
                        "d1",
                        t("七月单月增速", "Growth of July alone"),
                        t("累计相减", "difference of cumulative values"),
                        "72.10 − 61.30 = 10.80",
                        (("a", "72.10", "[72.095, 72.105]", t("第88字", "character 88")),),
                        "[10.79, 10.81]",
                    ),
                )
            ),
        ),
        language,
    )
