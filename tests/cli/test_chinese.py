"""Faults in Chinese: by the language of the system, or as asked for."""

from __future__ import annotations

import json
import re

import pytest

ENGLISH = re.compile(r"\b(?:must|came|row|column|faults?|Write|not|the|with)\b")


@pytest.fixture
def faulty(data):
    """Return a copy of the data package with a unit that is none, and a word that no check has."""
    path = data / "reports" / "linfen-2023h1" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("54.76,亿元", "54.76,亿圆"), "utf-8")
    return data


@pytest.mark.parametrize("asked", [(), ("--language", "zh")])
def test_validate_speaks_chinese(run, faulty, monkeypatch, asked):
    """Place, labels, sentences and the count."""
    if not asked:
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    code, _, err = run("--data", faulty, "validate", *asked)
    assert code == 2
    assert (
        "figures.csv，第5行，unit_measure列\n  应当：  unit_measure：单位应是单位表中已有的" in err
    )
    assert "处理：  请照报告原样填写" in err
    assert "中有1处错误" in err
    assert not ENGLISH.search(err)


def test_validate_speaks_english_where_it_is_asked_for(run, faulty, monkeypatch):
    """Whatever the system speaks; and the next command speaks that of the system again."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    _, _, err = run("--data", faulty, "validate", "--language", "en")
    assert "  must:  unit_measure: a unit must be one that the unit table knows" in err
    _, _, err = run("--data", faulty, "build", "nowhere")
    assert "应当：  报告应是下列之一" in err


def test_remarks_and_what_holds(run, data, monkeypatch):
    """What is allowed but unusual, and the sentence at the end."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = data / "reports" / "linfen-2023h1" / "claims.csv"
    path.write_text(path.read_text("utf-8").replace("由负转正,", "由负转正1,", 1), "utf-8")
    code, out, err = run("--data", data, "validate")
    assert code == 0
    assert "✓ 2份报告符合表结构" in out
    assert "不认识的词不作判断" in err
    assert not ENGLISH.search(out + err)


def test_as_json(run, faulty):
    """The keys stay, what they say is Chinese."""
    _, out, _ = run("--data", faulty, "validate", "--format", "json", "--language", "zh")
    (fault,) = json.loads(out)["faults"]
    assert (fault["row"], fault["column"]) == (5, "unit_measure")
    assert fault["must"].endswith("单位应是单位表中已有的")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件应含报告的文本"),
        (b"\x89PNG\r\n\x1a\n", "文件应是纯文本"),
        ("没有数的文本。".encode(), "文本应写明所述年份"),
        (b"Output of industry rose by 5.2% in the first half of 2024.", "文本应是中文"),
    ],
)
def test_an_audit_says_in_chinese_what_a_text_lacks(run, tmp_path, monkeypatch, content, words):
    """As the table of its verdicts is."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "a.txt").write_bytes(content)
    code, _, err = run("audit", tmp_path / "a.txt")
    assert code == 2
    assert words in err
    assert not ENGLISH.search(err)


def test_a_fault_of_the_program_too(run, monkeypatch):
    """And how to see where."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr("zoneanalysis.reports.DataPackage.reports", lambda _: 1 / 0)
    _, _, err = run("list")
    assert "这是程序的错误：ZeroDivisionError" in err
