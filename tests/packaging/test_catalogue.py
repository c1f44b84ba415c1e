"""The Chinese catalogue: complete, in step with its fragments, and safe to fill in."""

from __future__ import annotations

import gettext
import importlib.util
import io
import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location(
    "compile_catalogue", REPOSITORY / "tools" / "compile_catalogue.py"
)
catalogue = importlib.util.module_from_spec(_SPEC)

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture(autouse=True, scope="module")
def _loaded():
    import sys

    sys.modules["compile_catalogue"] = catalogue
    _SPEC.loader.exec_module(catalogue)


def fragment(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Write a fragment with these sentences and translations."""
    entries = (f'msgid "{english}"\nmsgstr "{chinese}"\n' for english, chinese in pairs)
    (folder / name).write_text(HEADER + "\n".join(entries), encoding="utf-8")


def test_every_sentence_of_the_code_has_chinese():
    """No sentence reaches a Chinese page in English."""
    translations, _ = catalogue.read_fragments()
    missing = [use for use in catalogue.sentences_used() if use.msgid not in translations]
    assert not [use for use in missing if use.msgid]


def test_every_translation_is_of_a_sentence_of_the_code():
    """One whose English has since been changed would be said in English, and unnoticed."""
    assert catalogue.read_fragments()[0].keys() - catalogue.texts() == set()


def test_every_named_sentence_is_said_and_every_name_is_one():
    """``said("name", …)`` finds its sentence, and nothing lies unused in the table."""
    room = REPOSITORY / "zoneanalysis" / "relations"
    names = tomllib.loads((room / "sentences.toml").read_text(encoding="utf-8"))["sentences"].keys()
    assert names <= catalogue.texts()
    code = "".join(path.read_text(encoding="utf-8") for path in room.parent.rglob("*.py"))
    assert set(re.findall(r'\b(?:said|sentence)\(\s*"(\w+)"', code)) <= names
    refusals = tomllib.loads((room / "refusals.toml").read_text(encoding="utf-8")).keys()
    refused = set(re.findall(r'\brefused\(\s*"(\w+)"', code))
    assert refused <= refusals <= catalogue.texts()


def test_fragments_are_sound():
    """No empty, fuzzy or contradictory translation; no gap that the English doesn't have."""
    assert catalogue.read_fragments()[1] == []


@pytest.mark.parametrize(
    ("english", "other"), [(r"\b[Ll]evels?\b", "水平|总量|本期数"), (r"\b[Pp]anels?\b", "面板")]
)
def test_a_thing_has_one_name(english, other):
    """A level is 绝对量, of a whole 总量; what the program calls a panel is 月度台账."""
    translations = catalogue.read_fragments()[0].items()
    said = {msgid: chinese for msgid, chinese in translations if re.search(english, msgid)}
    assert said
    assert {each for each, chinese in said.items() if re.search(other, chinese)} == set()


def test_committed_catalogue_is_what_the_fragments_give():
    """The .mo file in the repository was compiled from these fragments."""
    translations, _ = catalogue.read_fragments()
    committed = catalogue.LOCALE / "zh" / catalogue.COMPILED
    assert committed.read_bytes() == catalogue.compiled(translations)


def test_a_folder_beside_it_is_another_language(tmp_path):
    """It is compiled, too, and what it lacks is named."""
    (tmp_path / "de").mkdir()
    fragment(tmp_path / "de", "a.po", ("in doubt", "fraglich"))
    faults = catalogue.faults_of(tmp_path / "de", check=False)
    with (tmp_path / "de" / catalogue.COMPILED).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("in doubt") == "fraglich"
    assert any("no translation of 'Whole numbers of projects" in each for each in faults)


def test_sentences_of_all_fragments_are_in_one_catalogue(tmp_path):
    """Compiled, they are read by gettext."""
    fragment(tmp_path, "a.po", ("{part} of {whole}", "{whole}中的{part}"))
    fragment(tmp_path, "b.po", ("sum", "合计"))
    translations, faults = catalogue.read_fragments(tmp_path)
    read = gettext.GNUTranslations(io.BytesIO(catalogue.compiled(translations)))
    assert faults == []
    assert read.gettext("{part} of {whole}") == "{whole}中的{part}"
    assert read.gettext("sum") == "合计"


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([("{part} of it", "{teil}")], "{teil} stands in the translation only"),
        ([("sum", "")], "no translation of 'sum'"),
    ],
)
def test_a_translation_that_would_fail_is_refused(tmp_path, pairs, fault):
    """The place and the sentence are named."""
    fragment(tmp_path, "a.po", *pairs)
    (found,) = catalogue.read_fragments(tmp_path)[1]
    assert found.startswith("a.po:5: ")
    assert fault in found


def test_two_translations_of_one_sentence_are_refused(tmp_path):
    """The parts of the program must agree on a word."""
    fragment(tmp_path, "a.po", ("share", "占比"))
    fragment(tmp_path, "b.po", ("share", "比重"))
    (found,) = catalogue.read_fragments(tmp_path)[1]
    assert "another translation" in found


def test_sentences_are_found_in_code(tmp_path):
    """Literals that stand first in Message or N_, with their place."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "part.py").write_text('x = Message("one")\ny = N_("two")\nz = other("three")\n')
    found = [(use.msgid, use.place) for use in catalogue.sentences_used(package)]
    assert found == [("one", "package/part.py:1"), ("two", "package/part.py:2")]
