"""Folders that extraction writes, updating them, and files it reads. 云川市 is invented."""

import csv
import json

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import (
    explain,
    extract,
    extract_bytes,
    extract_file,
    extract_folder,
    read_source,
    readings_of,
    report_ids,
    write_package,
    write_reports,
)
from zoneanalysis.reports import DataPackage

TEXT = (
    "云川市2024年上半年开发区工作进展\n"
    "一、经济产出。1-6月,工业投资完成41.26亿元,同比下降17.6%,较第一季度(-20%)上升1.2个百分点。\n"
    "二、招商引资。签约项目12个,总投资30亿元,其中亿元以上项目5个,总投资22.5亿元。\n"
    "(供稿:云川市商务局)\n"
)


def rows(folder, name):
    """Return the rows of a table."""
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def save(folder, name, table):
    """Write the rows of a table back, as a researcher's editor would."""
    with (folder / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the extraction of the text."""
    write_reports(extract(TEXT, "云川市"), tmp_path / "yunchuan")
    return tmp_path / "yunchuan"


def again(folder, text=TEXT):
    """Extract again into the folder, keeping corrections."""
    (written,) = write_reports(extract(text, "云川市"), folder, update=True)
    return written


class TestFolder:
    """What is written."""

    def test_it_holds_the_tables_of_a_report(self, folder):
        """Names and columns are those of the data package."""
        assert sorted(path.name for path in folder.iterdir()) == [
            "actions.csv", "areas.csv", "claims.csv", "extraction.csv", "figures.csv",
            "indicators.csv", "report.json", "zones.csv",
        ]  # fmt: skip
        assert [row["printed"] for row in rows(folder, "figures.csv")][:4] == [
            "41.26亿元", "下降17.6%", "-20%", "上升1.2个百分点",
        ]  # fmt: skip

    def test_an_indicator_out_of_the_vocabulary_gets_a_row_of_its_own(self, tmp_path):
        """Its code is stable, its name the phrase as printed."""
        write_reports(extract("云川市2024年茶叶产量3.2万吨。"), tmp_path)
        (row,) = rows(tmp_path, "indicators.csv")
        assert (row["name_zh"], row["unit"]) == ("茶叶产量", "万吨")
        assert rows(tmp_path, "figures.csv")[0]["indicator"] == row["code"]

    def test_how_each_figure_was_found_stands_beside(self, folder):
        """Pattern and confidence are in a table of their own, by id."""
        trace = {row["id"]: row for row in rows(folder, "extraction.csv")}
        assert trace["f002"]["pattern"] == "growth.direction"
        assert trace["f002"]["indicator_zh"] == "工业投资"
        assert 0 < float(trace["f002"]["confidence"]) < 1

    def test_report_json_says_which_bytes_it_came_from(self, folder):
        """SHA-256, encoding and length of the source are kept."""
        source = json.loads((folder / "report.json").read_text(encoding="utf-8"))["source"]
        assert source["characters"] == len(TEXT)
        assert source["bytes"] == len(TEXT.encode())

    def test_a_package_of_it_is_valid(self, tmp_path):
        """Every fault that the data package knows is looked for; there is none."""
        write_package(extract(TEXT, "云川市"), tmp_path)
        package = DataPackage(tmp_path)
        package.write_descriptor()
        assert package.validate() == ()

    def test_an_existing_report_is_not_overwritten(self, folder):
        """Without update nothing is touched."""
        with pytest.raises(InputError, match="--update"):
            write_reports(extract(TEXT, "云川市"), folder)

    def test_several_reports_get_a_folder_each(self, tmp_path):
        """The ids name area and period, and differ."""
        two = TEXT + TEXT.replace("41.26", "60.12")
        found = extract(two, "云川市")
        written = write_reports(found, tmp_path / "out")
        assert [each.folder.name for each in written] == report_ids(found)
        assert len({each.folder for each in written}) == 2


class TestUpdate:
    """What a researcher corrected stays."""

    def test_a_corrected_cell_stays(self, folder):
        """The corrected row is kept, the others are as extracted."""
        table = rows(folder, "figures.csv")
        table[0]["note"] = "checked against the yearbook"
        save(folder, "figures.csv", table)
        assert again(folder).kept == 1
        assert rows(folder, "figures.csv") == table

    def test_a_deleted_row_stays_away_twice(self, folder):
        """It neither comes back the first time nor the second, and its claims go with it."""
        table = [row for row in rows(folder, "figures.csv") if row["printed"] != "-20%"]
        save(folder, "figures.csv", table)
        again(folder)
        again(folder)
        after = rows(folder, "figures.csv")
        assert [row["printed"] for row in after] == [row["printed"] for row in table]
        assert [row["id"] for row in after] == [f"f{n:03d}" for n in range(1, len(after) + 1)]
        used = " ".join(row["inputs"] for row in rows(folder, "claims.csv"))
        assert "f008" not in used

    def test_an_added_row_stays(self, folder):
        """A row that extraction never made is kept in its place."""
        table = rows(folder, "figures.csv")
        extra = {
            **table[0],
            "id": "f900",
            "char_start": "5",
            "printed": "2024年",
            "note": "by hand",
        }
        save(folder, "figures.csv", [*table, extra])
        again(folder)
        assert rows(folder, "figures.csv")[0]["note"] == "by hand"

    def test_claims_follow_their_figures(self, folder):
        """When ids move, a corrected claim still names the same figures."""
        claims = rows(folder, "claims.csv")
        gap = next(row for row in claims if row["check"] == "pp_change")
        gap["note"] = "looked at"
        save(folder, "claims.csv", claims)
        table = rows(folder, "figures.csv")
        extra = {
            **table[0],
            "id": "f900",
            "char_start": "5",
            "printed": "2024年",
            "note": "by hand",
        }
        save(folder, "figures.csv", [*table, extra])
        again(folder)
        printed = {row["id"]: row["printed"] for row in rows(folder, "figures.csv")}
        kept = next(row for row in rows(folder, "claims.csv") if row["note"] == "looked at")
        assert printed[kept["stated"]] == "上升1.2个百分点"

    def test_a_relation_goes_that_a_correction_made_void(self, folder):
        """A gap that turns out to be no change of a rate; put right again, the relation is back."""
        first = [row["check"] for row in rows(folder, "claims.csv")]
        table = rows(folder, "figures.csv")
        gap = next(row for row in table if row["printed"] == "上升1.2个百分点")
        gap["measure"] = "contribution"
        save(folder, "figures.csv", table)
        again(folder)
        assert "pp_change" in first
        assert "pp_change" not in [row["check"] for row in rows(folder, "claims.csv")]
        table = rows(folder, "figures.csv")
        next(row for row in table if row["printed"] == "上升1.2个百分点")["measure"] = "pp_change"
        save(folder, "figures.csv", table)
        again(folder)
        assert [row["check"] for row in rows(folder, "claims.csv")] == first

    def test_a_relation_stays_whose_figure_got_another_value(self, folder):
        """A value read wrongly says nothing against the relation."""
        first = [row["check"] for row in rows(folder, "claims.csv")]
        table = rows(folder, "figures.csv")
        gap = next(row for row in table if row["printed"] == "上升1.2个百分点")
        gap["note"] = "looked at"
        save(folder, "figures.csv", table)
        again(folder)
        assert [row["check"] for row in rows(folder, "claims.csv")] == first

    def test_untouched_it_changes_nothing(self, folder):
        """The same text gives the same bytes."""
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert again(folder).kept == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    def test_a_folder_without_a_trace_is_refused(self, folder):
        """Without extraction.csv nobody knows what was corrected."""
        (folder / "extraction.csv").unlink()
        with pytest.raises(InputError, match="extraction"):
            again(folder)


class TestIds:
    """Names of folders."""

    def test_two_unknown_cities_have_two_ids(self):
        """Else one would overwrite the other's folder."""
        one, two = (
            report_ids(extract(f"{city}2024年上半年工业投资完成5.0亿元。"))
            for city in ("云川市", "雨山市")
        )
        assert one != two
        assert one[0].startswith("xx-")
        assert one[0].endswith("-2024h1")

    def test_an_id_that_is_taken_gets_a_number(self):
        """Two texts of one city and half-year in one run."""
        found = extract("云川市2024年上半年工业投资完成5.0亿元。")
        (name,) = report_ids(found)
        assert report_ids(found, [name]) == [f"{name}-2"]


class TestFiles:
    """Files and folders as input."""

    def test_a_file_in_gb18030(self, tmp_path):
        """The encoding makes no difference to the figures."""
        path = tmp_path / "云川.txt"
        path.write_bytes(TEXT.encode("gb18030"))
        assert extract_file(path, "云川市").figures == extract(TEXT, "云川市").figures

    def test_bytes_of_standard_input(self):
        """Bytes are read as a file is."""
        assert extract_bytes(TEXT.encode(), "云川市").figures == extract(TEXT, "云川市").figures

    def test_one_bad_file_of_a_folder_stops_nothing(self, tmp_path):
        """Each file has its own outcome, in order, with progress."""
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 500)
        (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
        seen = []
        results = list(
            extract_folder(tmp_path, "云川市", progress=lambda n, of, path: seen.append((n, of)))
        )
        assert [result.error is None for result in results] == [True, False, True]
        assert seen == [(1, 3), (2, 3), (3, 3)]

    @pytest.mark.parametrize(
        ("text", "must"),
        [
            ("", "text"),
            ("Industrial investment fell by 18.8 percent in the first half of 2024.", "Chinese"),
            ("上半年工业投资完成41.26亿元。", "year"),
            ("云川市2024年工作稳步推进。", "figure"),
        ],
    )
    def test_what_cannot_be_extracted_says_why(self, text, must):
        """Nothing, another language, no year, no figure: each has its message."""
        with pytest.raises(InputError, match=must):
            extract(text)

    def test_a_source_keeps_the_bytes(self):
        """The digest in report.json is of the bytes, not of the text."""
        raw = TEXT.encode("gb18030")
        assert read_source(raw, "a.txt").raw == raw


def test_explain_shows_every_stage():
    """Clause, periods, traps, figures with their rule, relations."""
    shown = explain(extract(TEXT + "PM2.5浓度下降5%。\n", "云川市"))
    for part in ("periods: 1-6月", "PM2.5 (name)", "by growth.direction", "pp_change f004 <-"):
        assert part in shown


def test_readings_for_the_source_view():
    """Every figure has its rule and how sure it is."""
    report = extract(TEXT, "云川市").reports[0]
    assert set(readings_of(report)) == {draft.id for draft in report.drafts}
