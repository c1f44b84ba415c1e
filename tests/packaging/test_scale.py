"""The invented cities of `make bench-scale`: what holds in their base holds in them."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest

from benchmarks import scale
from zoneanalysis.reports import DataPackage

CITIES = 4


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> DataPackage:
    """Return a package of a few cities."""
    root = tmp_path_factory.mktemp("cities") / "data"
    scale.make_cities(root, CITIES)
    return DataPackage(root)


def test_names_are_of_one_city_each():
    """In both languages, as many as the largest run takes."""
    for names in zip(*scale.names(340), strict=True):
        assert len(set(names)) == 340


def test_a_city_fails_where_its_base_fails(package):
    """Relation by relation, though its figures are others."""
    assert package.validate() == ()
    assert len(package.reports()) == CITIES
    bases = [DataPackage(scale.DATA).read(each[0]) for each in scale.BASES]
    for number, (_, english) in enumerate(scale.names(CITIES)):
        city, base = package.read(f"{english.lower()}-2023h1"), bases[number % len(bases)]
        assert scale.failing(city) == scale.failing(base)
        assert any(scale.failing(city).values())
        same = [each.printed == base[each.id].printed for each in city]
        assert 0 < sum(same) < 0.8 * len(same)


def test_no_city_has_the_name_of_its_base(package):
    """Neither in a language nor as a code, in any of its files."""
    for number, (_, english) in enumerate(scale.names(CITIES)):
        folder = package.root / "reports" / f"{english.lower()}-2023h1"
        shown = "".join(path.read_text("utf-8") for path in folder.iterdir())
        _, *names = scale.BASES[number % len(scale.BASES)]
        assert not [name for name in names if name in shown]


def test_the_same_cities_come_at_each_run(package, tmp_path: Path):
    """To the byte, and a larger run begins with those of a smaller."""
    scale.make_cities(tmp_path / "data", CITIES - 1)
    found = filecmp.dircmp(package.root / "reports", tmp_path / "data" / "reports")
    assert (len(found.left_only), found.right_only) == (1, [])
    for name in found.common_dirs:
        one, other = (root / "reports" / name for root in (package.root, tmp_path / "data"))
        for path in one.iterdir():
            assert path.read_bytes() == (other / path.name).read_bytes(), path
