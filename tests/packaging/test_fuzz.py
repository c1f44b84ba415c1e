"""The rounds of `make fuzz`: what they damage, and that they notice."""

from __future__ import annotations

import random

import pytest

from benchmarks import fuzz


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_some_rounds_of_each_kind_hold(kind):
    """A few, the same at each run; `make fuzz` has more."""
    for number in range(4):
        assert fuzz.run_round(kind, number, 2023) in {"", "refused"}


def test_a_number_that_is_read_in_part_is_noticed(monkeypatch):
    """What is read where a longer number stands is no figure of the text."""
    text = "云川市2024年上半年,工业投资完成12.5亿元。\n"
    found = fuzz.extract(text)
    monkeypatch.setattr(fuzz, "extract", lambda _: found)
    monkeypatch.setattr(fuzz, "damaged", lambda _text, _chance: text.replace("12.5", "3.12.5"))
    assert "was read where '3.12.5' stands" in fuzz.run_round("text", 0, 1)


def test_the_same_seed_damages_in_the_same_way():
    """So that a round that failed can be run again alone."""
    text = "工业投资完成12.5亿元,同比增长3.1%。" * 9
    assert fuzz.damaged(text, random.Random(7)) == fuzz.damaged(text, random.Random(7)) != text
