"""The committed data package, and finding, reading and extending one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package

from zoneanalysis.errors import InputError
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.descriptor import table_schema
from zoneanalysis.reports.schema.tables import PACKAGE_TABLES, REPORT_TABLES
from zoneanalysis.values.figures import Figure


def test_the_committed_package_has_no_fault(committed: DataPackage) -> None:
    """Both reports and both lists pass every check."""
    assert committed.validate() == ()


@pytest.mark.filterwarnings("ignore::Warning")
def test_the_committed_package_passes_frictionless(committed: DataPackage) -> None:
    """Another program finds it a valid Data Package, with every table of both reports."""
    report = Package(str(committed.root / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == 2 + 4 * 2 + 9


@pytest.mark.filterwarnings("ignore::Warning")
@pytest.mark.parametrize(
    ("find", "replace", "error"),
    [
        ("f005,", "f004,", "primary-key"),
        ("CN-1410-DZ-IND,2023-01/2023-06,level,54.76", "CN-0,2023-01/2023-06,level,54.76",
         "foreign-key"),
        ("level,54.76", "level,many", "type-error"),
        ("level,54.76", "flow,54.76", "constraint-error"),
    ],
)  # fmt: skip
def test_the_table_schemas_catch_faults_in_frictionless(
    broken: DataPackage, find: str, replace: str, error: str
) -> None:
    """The published schemas are no decoration: another program finds faults by them."""
    path = broken.root / "reports" / "linfen-2023h1" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace(find, replace, 1), encoding="utf-8")
    report = Package(str(broken.root / "datapackage.json")).validate()
    assert error in {code for (code,) in report.flatten(["type"])}


def test_the_descriptor_and_schemas_are_in_step_with_the_code(committed: DataPackage) -> None:
    """datapackage.json and schemas/ are what the program would write."""
    written = json.loads((committed.root / "datapackage.json").read_text("utf-8"))
    assert written == committed.descriptor()
    for table in (*PACKAGE_TABLES, *REPORT_TABLES):
        schema = json.loads((committed.root / "schemas" / f"{table.name}.json").read_text("utf-8"))
        assert schema == table_schema(table)


def test_a_report_is_read_with_everything(committed: DataPackage) -> None:
    """Figures, claims, actions and facts by zone of Linfen, counted in its files."""
    report = committed.read("linfen-2023h1")
    assert (len(report), len(report.claims), len(report.actions), len(report.zones)) == (
        69, 39, 12, 12,
    )  # fmt: skip
    growth = report["f005"]
    assert growth.figure == Figure.of("-18.8", "%", printed="下降18.8%")
    assert (growth.indicator, str(growth.period)) == ("industrial_investment", "2023-01/2023-06")
    trips = report.find(indicator="investment_trips")[0].figure
    assert (trips.interval.lo, trips.interval.hi) == (12, None), "12次以上 has no upper end"
    share = next(claim for claim in report.claims if claim.stated == "f035")
    assert (share.inputs, share.check) == ({"part": ("f033",), "whole": ("f031",)}, "share")
    assert report.area_name("CN-1410", "en") == "Linfen"
    assert report.areas["CN-1411-DZ-REST-INV"].members[0] == "CN-1411-DZ-FENYANG"


def test_reviews_are_read_and_checked(broken: DataPackage) -> None:
    """reviews.csv may be missing; where it is there, it is read, and checked like the rest."""
    assert broken.reviews("linfen-2023h1") == ()
    path = broken.folder("linfen-2023h1") / "reviews.csv"
    path.write_text("finding,status,by,note\nr-1,explained,A. Reader,其他口径\n", encoding="utf-8")
    assert [dict(row) for row in broken.reviews("linfen-2023h1")] == [
        {"finding": "r-1", "status": "explained", "by": "A. Reader", "note": "其他口径"}
    ]
    path.write_text("finding,status,by,note\nr-1,solved,A. Reader,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"reviews\.csv, row 2, column status"):
        broken.reviews("linfen-2023h1")


def test_every_figure_is_numbered_in_text_order(committed: DataPackage) -> None:
    """f001, f002 … follow the offsets."""
    for report_id in committed.reports():
        report = committed.read(report_id)
        assert [each.id for each in report] == [f"f{n:03d}" for n in range(1, len(report) + 1)]
        starts = [each.char_start for each in report if each.char_start is not None]
        assert starts == sorted(starts)
        assert len(starts) == len(report)


def test_the_twelve_zones_have_a_target_each(committed: DataPackage) -> None:
    """Lüliang's eight industrial zones have a target for investment and one for value added."""
    facts = committed.read("lvliang-2023h1").zones
    for item in ("industrial_investment_growth_target", "industrial_value_added_growth_target"):
        assert len({fact.ref_area for fact in facts if fact.item == item}) == 8


# Finding


@pytest.mark.parametrize("place", ["data", "data/datapackage.json", "."])
def test_a_package_is_found_by_its_path(broken: DataPackage, place: str) -> None:
    """Its folder, its descriptor and the folder around it all lead to it."""
    assert DataPackage.find(broken.root.parent / place).root == broken.root.resolve()


def test_a_package_is_found_from_a_folder_below(
    broken: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going up from the working directory finds it, as in a checkout."""
    below = broken.root / "reports" / "linfen-2023h1"
    monkeypatch.delenv("ZONEANALYSIS_DATA", raising=False)
    monkeypatch.chdir(below)
    assert DataPackage.find().root == broken.root.resolve()


def test_the_environment_comes_before_the_working_directory(
    broken: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ZONEANALYSIS_DATA names the package wherever one stands."""
    monkeypatch.setenv("ZONEANALYSIS_DATA", str(broken.root))
    monkeypatch.chdir(Path(__file__).parent)
    assert DataPackage.find().root == broken.root.resolve()


def test_no_package_is_told_with_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder, by path and as working directory."""
    monkeypatch.delenv("ZONEANALYSIS_DATA", raising=False)
    with pytest.raises(InputError, match="does not exist"):
        DataPackage.find(tmp_path / "nowhere")
    monkeypatch.setenv("ZONEANALYSIS_DATA", str(tmp_path))
    with pytest.raises(InputError, match="from ZONEANALYSIS_DATA"):
        DataPackage.find()


# Report ids


@pytest.mark.parametrize(
    "report_id",
    ["../secret", "linfen/../../x", "..", "", "/etc/passwd", "Linfen-2023H1", "临汾", "a b",
     "linfen-2023h1/", "a--b", "-a", "x" * 61, "linfen\n", "c:\\x"],
)  # fmt: skip
def test_an_id_that_is_no_slug_leads_nowhere(committed: DataPackage, report_id: str) -> None:
    """No id leads out of the package, whether one reads, validates or scaffolds."""
    with pytest.raises(InputError, match="lower-case letters and digits"):
        committed.read(report_id)
    with pytest.raises(InputError, match="lower-case letters and digits"):
        committed.scaffold(report_id, area="CN-1410", period="2024-01/2024-06")
    assert any("lower-case" in fault.must for fault in committed.validate(reports=[report_id]))


def test_an_unknown_report_names_the_nearest(committed: DataPackage) -> None:
    """A slip in the id is answered with the reports that there are."""
    with pytest.raises(InputError, match="Did you mean linfen-2023h1") as caught:
        committed.read("linfen-2023h2")
    assert committed.validate(reports=["linfen-2023h2"]) == caught.value.faults


def test_a_folder_whose_name_is_no_slug_is_a_fault(broken: DataPackage) -> None:
    """A folder that a spreadsheet user named by hand is told."""
    (broken.root / "reports" / "Linfen 2023").mkdir()
    assert any("'Linfen 2023'" in fault.came for fault in broken.validate())


# Scaffolding


def test_a_new_report_is_valid_and_listed(broken: DataPackage) -> None:
    """The folder of a new report passes at once, with remarks on what is to be done."""
    folder = broken.scaffold("linfen-2023h2", area="CN-1410", period="2023-01/2023-12")
    assert sorted(path.name for path in folder.iterdir()) == [
        "actions.csv", "claims.csv", "figures.csv", "report.json", "zones.csv",
    ]  # fmt: skip
    assert broken.validate() == ()
    assert {remark.must.split()[0] for remark in broken.remarks()} == {"publisher", "a"}
    listed = json.loads((broken.root / "datapackage.json").read_text("utf-8"))["resources"]
    assert "reports/linfen-2023h2/figures.csv" in {each["path"] for each in listed}


def test_a_refused_scaffold_writes_nothing(broken: DataPackage) -> None:
    """Every fault of the arguments comes at once, and no folder is left behind."""
    before = sorted(broken.root.rglob("*"))
    with pytest.raises(InputError) as caught:
        broken.scaffold(
            "linfen-2023h1", area="CN-9", period="2023-13", source=broken.root / "nothing.txt"
        )
    assert len(caught.value.faults) == 4
    assert sorted(broken.root.rglob("*")) == before


def test_an_interrupted_scaffold_leaves_nothing(
    broken: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure while the folder is written leaves no half of it."""
    before = sorted(broken.root.rglob("*"))

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("zoneanalysis.placing.os.fdopen", full)
    with pytest.raises(OSError, match="no space"):
        broken.scaffold("linfen-2023h2", area="CN-1410", period="2023-01/2023-12")
    assert sorted(broken.root.rglob("*")) == before


def test_panels_are_described_with_their_tables(committed: DataPackage) -> None:
    """Each table a resource with a schema of its own; none refers to another folder's codes."""
    listed = {each["name"]: each for each in committed.descriptor()["resources"]}
    assert listed["yunchuan-projects"]["path"] == "panels/yunchuan/projects.csv"
    for name in ("panel", "projects", "agents", "scheme"):
        schema = json.loads((committed.root / f"schemas/{name}.json").read_text("utf-8"))
        assert "foreignKeys" not in schema


def test_a_report_that_the_descriptor_lacks_is_remarked(broken: DataPackage) -> None:
    """A folder added by hand works; that the descriptor lacks it is remarked, not refused."""
    broken.scaffold("linfen-2023h2", area="CN-1410", period="2023-01/2023-12")
    path = broken.root / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    content["resources"] = [each for each in content["resources"] if "2023h2" not in each["path"]]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert broken.validate() == ()
    assert sum("is not in it" in remark.came for remark in broken.remarks()) == 4


def test_a_report_after_another_has_its_figures_without_values(broken: DataPackage):
    """A year later, with the same claims; validate asks for every value."""
    folder = broken.scaffold("linfen-2024h1", after="linfen-2023h1")
    assert json.loads((folder / "report.json").read_text("utf-8"))["period"] == "2024-01/2024-06"
    package = DataPackage(broken.root)
    places = {(f.where.file.split("/")[-1], f.where.column) for f in package.validate()}
    assert places == {("figures.csv", "printed"), ("figures.csv", "obs_value")}
    lines = (folder / "figures.csv").read_text("utf-8").splitlines()
    assert len(lines) == 70
    assert ",2024-01/2024-07,pp_change,,个百分点,estimate," in "\n".join(lines)
    assert "earlier_period=2024-01/2024-05" in (folder / "claims.csv").read_text("utf-8")


def test_an_unknown_area_is_one_fault(broken: DataPackage):
    """A repeat that names its figure is not to blame as well."""
    path = broken.root / "reports/linfen-2023h1/figures.csv"
    rows = path.read_text("utf-8").replace(",CN-1410-DZ-IND,2023-06,", ",CN-1410-DZ-X,2023-06,", 1)
    path.write_text(rows, encoding="utf-8")
    (fault,) = DataPackage(broken.root).validate()
    assert fault.where.column == "ref_area"


def test_the_descriptor_lists_rules(broken: DataPackage):
    """A file of rules is a resource with its schema."""
    (broken.root / "rules.csv").write_text("name,formula\nA,授信金额 >= 0\n", encoding="utf-8")
    package = DataPackage(broken.root)
    package.write_descriptor()
    listed = json.loads((broken.root / "datapackage.json").read_text("utf-8"))["resources"]
    assert "rules.csv" in {each["path"] for each in listed}
    assert package.validate() == ()
    schema = json.loads((broken.root / "schemas/rules.json").read_text("utf-8"))
    assert [each["name"] for each in schema["fields"]][:2] == ["name", "formula"]
