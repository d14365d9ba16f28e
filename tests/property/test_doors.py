"""YAML, workbooks and Python hold the same records, in either language."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from regservice.codec.bookout import to_workbook
from regservice.codec.convert import differences, yaml_files
from regservice.codec.package import read_package
from regservice.codec.pyout import HOOKS, from_python, to_python
from regservice.codec.spec import MANIFEST_TABLE, fields_of, table_types
from regservice.model.package import Contribution
from regservice.testing.strategies import contributions, records

PACKAGES: Final = int(os.environ.get("REGSERVICE_GENERATED", "300"))
"""How many packages go through every door."""


def by_yaml(package: Contribution, folder: Path, lang: str) -> Contribution:
    """Out to a folder and in again."""
    for file in folder.iterdir():
        file.unlink()
    for name, text in yaml_files(package, lang).items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return read_package(folder)


def by_workbook(package: Contribution, folder: Path, lang: str) -> Contribution:
    """Out to a workbook and in again."""
    file = folder / "package.xlsx"
    file.write_bytes(to_workbook(package, lang, usual=False))
    found = read_package(file)
    file.unlink()
    return found


def by_python(package: Contribution, _folder: Path, _lang: str) -> Contribution:
    """Out to a module and in again."""
    return from_python(to_python(package))


DOORS: Final = {"yaml": by_yaml, "workbook": by_workbook, "python": by_python}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all packages of a test: each takes the place of the last."""
    return tmp_path_factory.mktemp("doors")


@settings(max_examples=PACKAGES, suppress_health_check=[HealthCheck.too_slow])
@given(contributions(most=2), st.permutations(("zh", "en")))
def test_package_is_the_same_through_every_door(
    folder: Path, package: Contribution, languages: list[str]
) -> None:
    """One after the other: what comes out of one goes into the next."""
    found = package
    for door, lang in (
        (by_workbook, languages[0]),
        (by_yaml, languages[1]),
        (by_python, ""),
    ):
        found = door(found, folder, lang)
        assert [] == differences(package, found)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_real_packages_are_the_same(
    door: Callable[[Contribution, Path, str], Contribution],
    lang: str,
    contributions: tuple[Contribution, ...],
    folder: Path,
) -> None:
    """The national one and that of Shanghai, row by row and in order."""
    for package in contributions:
        found = door(package, folder, lang)

        assert package.manifest == found.manifest
        assert package.tables == found.tables
        assert package.tests == found.tests


def test_comparison_can_see_a_difference(
    contributions: tuple[Contribution, ...],
) -> None:
    """A row less, a note that differs, another manifest."""
    package, other = contributions
    places = package.tables.places
    fewer = attrs.evolve(package.tables, places=places[1:])
    noted = attrs.evolve(package.manifest, note="x")
    turned = attrs.evolve(package.tables, places=places[::-1])

    assert ["places"] == differences(package, attrs.evolve(package, tables=fewer))
    assert ["package"] == differences(package, attrs.evolve(package, manifest=noted))
    assert [] == differences(package, attrs.evolve(package, tables=turned))
    assert {"package", "rules"} <= set(differences(package, other))


@pytest.mark.parametrize("table", table_types())
def test_every_field_is_drawn(table: str) -> None:
    """As something else than by default: what is never filled proves nothing."""
    fields = fields_of(table_types()[table])
    filled = set()

    @settings(max_examples=400, phases=[Phase.generate], derandomize=True)
    @given(records(table_types()[table]))
    def look(row: object) -> None:
        filled.update(n for n in fields if getattr(row, n) != fields[n].default)

    look()

    assert set(fields) == filled


def test_every_table_has_a_hook() -> None:
    """And one alone."""
    tables = [table for found in HOOKS.values() for table in found]

    assert sorted([MANIFEST_TABLE, *tables]) == sorted(table_types())
