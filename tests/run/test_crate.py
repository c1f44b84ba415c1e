"""What an RO-Crate must say (RO-Crate 1.2, Process Run Crate 0.5)."""

from __future__ import annotations

import json

from zoneanalysis.run.crate import Contents, crate, described

DIGEST = "ab" * 32


BUILT = ("review.zh.html", "figures.csv", "checks.csv", "tables.xlsx", "comparison.en.pdf")


def graph(output: str = "review.zh.html") -> dict[str, dict]:
    """Return the entities of a crate of one file by their ids."""
    contents = Contents(
        report="yunchuan-2024h1",
        title={"zh": "标题", "en": "Title"},
        publisher={"zh": "商务局", "en": "Bureau"},
        city={"zh": "云川市", "en": "Yunchuan", "code": "CN-9901"},
        date="2024-06-30",
        inputs={"data/areas.csv": DIGEST, "data/indicators.csv": "cd" * 32},
        outputs={output: DIGEST},
        sizes={output: 5},
        version="1.0",
        packages=["numpy 2"],
    )
    return {each["@id"]: each for each in json.loads(crate(contents))["@graph"]}


def test_files_are_parts_and_sources_are_no_files_of_it():
    """Each data entity is reached by hasPart; what it was made from is described beside."""
    found = graph()
    parts = {each["@id"] for each in found["./"]["hasPart"]}
    files = {key for key, each in found.items() if each["@type"] == "File"}
    assert files == parts == {"review.zh.html"}
    assert {each["@id"] for each in found["#build"]["object"]} <= set(found)


def test_each_file_of_a_build_says_what_it_is():
    """As the specification wants of data entities; a chart is known by its folder."""
    for name in (*BUILT, "charts/01-chart-path.zh.svg", "source.zh.html"):
        assert graph(name)[name]["description"]


def test_root_program_and_profile_have_what_they_must():
    """A full date, licence and profile as entities, a program with address and version."""
    found = graph()
    root = found["./"]
    assert root["datePublished"] == "2024-06-30"
    assert found[root["license"]["@id"]]["name"]
    assert "Profile" in found[root["conformsTo"]["@id"]]["@type"]
    program = found[found["#build"]["instrument"]["@id"]]
    assert program["url"].startswith("https://") and program["version"] == "1.0"


def test_a_crate_is_read_back(tmp_path):
    """What a folder holds is known from its crate."""
    path = tmp_path / "ro-crate-metadata.json"
    path.write_text(json.dumps({"@graph": [*graph().values()]}))
    found = described(path)
    assert found.files == {"review.zh.html": DIGEST}
    assert found.city == {"zh": "云川市", "en": "Yunchuan", "code": "CN-9901"}
