"""A package folder becomes rows with the place where each stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regservice.codec.package import read_package
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.legal import Validity
from regservice.model.vocab import Modality, Role, SourceKind, Unit


def test_rows_of_all_files_come_together(packages: Any) -> None:
    """Tables may be spread over files and folders."""
    home = packages.nation()
    (home / "more").mkdir()
    (home / "more" / "x.yaml").write_text(
        "places: [{code: '350000', name: 福建省, located_in: [national]}]",
        encoding="utf-8",
    )

    found = read_package(home)

    codes = [place.code for place in found.tables.places]
    assert ["350000", "national", "330000", "340000"] == codes
    assert "nation" == found.manifest.name
    assert ("national",) == found.manifest.places


def test_file_that_is_no_table_is_left_alone(packages: Any) -> None:
    """Only files that end in .yaml are read."""
    home = packages.nation()
    (home / "README.md").write_text("rules: [", encoding="utf-8")
    (home / "old.yaml.bak").write_text("rules: [", encoding="utf-8")

    assert "nation" == read_package(home).manifest.name


def test_every_row_has_an_origin(packages: Any) -> None:
    """File, line and column of a row are kept beside it."""
    found = read_package(packages.region())

    origins = {(t, k): o for t, k, o in found.origins}
    rule = origins["rules", "zj/basic"]
    assert ("region-zj", 23, 5) == (rule.package, rule.line, rule.column)
    assert rule.file.endswith("rows.yaml")
    assert 8 == len(found.origins)


def test_values_become_what_their_fields_are(packages: Any) -> None:
    """Codes become vocabulary, texts dates and hours, lists tuples."""
    tables = read_package(packages.nation()).tables
    pattern, notice = tables.calendar_patterns[0], tables.calendar_notices[0]
    rule, limit = tables.rules[0], tables.limits[0]

    assert OfficeInterval(opens=540, closes=720) == pattern.hours[0]
    assert (1, 2, 3, 4, 5) == pattern.weekdays
    assert (2026, (dt.date(2026, 10, 10),)) == (notice.year, notice.workdays)
    assert (Role.FALLBACK, Modality.MAY) == (rule.role, rule.modality)
    assert (Condition(), Validity()) == (rule.when, rule.validity)
    assert (5, Unit.WORKING_DAY) == (limit.count, limit.unit)
    assert SourceKind.ASSUMED is limit.source.kind
    assert tables.items[0].registration_business is True


def test_condition_is_read_as_a_box(packages: Any) -> None:
    """Dimension to admitted values."""
    found = {r.id: r.when for r in read_package(packages.region()).tables.rules}

    assert Condition.of({"difficulty": ["basic"]}) == found["zj/basic"]


def test_rows_written_twice_are_left_to_the_ruleset(packages: Any) -> None:
    """The codec reads; whether keys are unique is asked over all packages."""
    text = "places: [{code: '350000', name: a}, {code: '350000', name: b}]\n"

    assert ["a", "b"] == [
        p.name for p in read_package(packages.one(text)).tables.places
    ]
