"""What a package brings, what leans on it, and what is listed of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.model.package import Tables
from regservice.ruleset.uses import named_rows, uses
from tests.conftest import Packages

Run = Callable[..., Any]
SHANGHAI = "plugins/regservice-region-shanghai"
NAME = "regservice-region-shanghai"


@pytest.fixture
def ask(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Ask in the checkout, with Shanghai beside the national package."""
    monkeypatch.chdir(root)
    return lambda *words: run("plugins", *words, "--package", SHANGHAI)


def line_of(file: str, line: int) -> str:
    """What stands in a line of a file."""
    return Path(file).read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    ("name", "table", "key", "package"),
    [
        ("shanghai/basic-at-station", "rules", None, NAME),
        ("徐汇区", "places", "310104", NAME),
        ("徐汇", "places", "310104", NAME),
        ("renewal", "items", None, "regservice-national"),
        (
            "沪药监械注〔2024〕25号",
            "documents",
            "SH-STATION-2024",
            "regservice-national",
        ),
        ("shanghai/reply-basic", "limits", None, NAME),
        ("cn", "calendar_patterns", None, "regservice-national"),
    ],
)
def test_row_is_traced_to_its_package_and_line(
    ask: Run, name: str, table: str, key: str | None, package: str
) -> None:
    """By code, name, other name or number, in whichever table."""
    (row,) = [
        row for row in ask("why", name, "--json").json["rows"] if row["table"] == table
    ]

    assert (key or name, package) == (row["key"], row["package"])
    assert row["version"]
    assert row["key"] in line_of(row["file"], row["line"]) or any(
        row["key"] in line_of(row["file"], row["line"] + more) for more in range(3)
    )


def test_row_tells_which_packages_lean_on_it(ask: Run) -> None:
    """An item of the nation, named by rules of a region."""
    (row,) = ask("why", "renewal", "--json").json["rows"]
    text = ask("why", "renewal").out

    assert NAME in {use["package"] for use in row["named_by"]}
    assert {"rules", "matters"} <= {use["table"] for use in row["named_by"]}
    assert f"{NAME}:分办规则" in text


def test_package_tells_what_it_brings(ask: Run) -> None:
    """Counts by table, places, and the dates that its rows state."""
    (package,) = ask("why", NAME, "--json").json["packages"]
    text = ask("why", NAME).out

    assert ["310000"] == package["places"]
    assert "2015-01-01" == package["first"]
    assert package["last"] > package["first"]
    assert f"分办规则:{package['tables']['rules']} 行" in text


def test_name_that_nothing_bears_is_told_with_what_was_meant(ask: Run) -> None:
    """Exit code of invalid data."""
    ran = ask("why", "renewa")

    assert 3 == ran.code
    assert "RS4114" in ran.err
    assert "renewal" in ran.err


def test_quarantined_package_tells_why(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the code of the problem and a way out."""
    from regservice.engine.engine import Engine
    from regservice.errors import Problem
    from regservice.plugin.found import Found

    problem = Problem("RS2101", {"name": "regservice-x", "reason": "boom"})
    out = Found(name="regservice-x", origin="entry_point", problems=(problem,))
    monkeypatch.setattr(Engine, "__init__", _with(Engine.__init__, out))
    ran = run("plugins", "why", "regservice-x")
    shape = run("plugins", "why", "regservice-x", "--json").json["packages"][0]

    assert 0 == ran.code
    assert "已隔离" in ran.out
    assert "RS2101" in ran.out
    assert (False, "RS2101") == (shape["loaded"], shape["problems"][0]["code"])


def _with(init: Callable[..., None], more: Any) -> Callable[..., None]:
    def changed(self: Any, ruleset: Any, packages: Any, *rest: Any) -> None:
        init(self, ruleset, (*packages, more), *rest)

    return changed


def test_list_counts_what_each_package_brings(ask: Run) -> None:
    """As many rows as ``why`` counts; the owner; the time of reading."""
    listed = {found["name"]: found for found in ask("list", "--json").json["packages"]}
    (package,) = ask("why", NAME, "--json").json["packages"]
    shown = ask("list").out

    assert sum(package["tables"].values()) == listed[NAME]["rows"]
    assert 22 == listed["regservice-national"]["items"]
    assert all(found["read_milliseconds"] >= 0 for found in listed.values())
    assert "负责人" in shown


def test_package_of_nested_files_is_read_again(run: Run, packages: Packages) -> None:
    """Whatever folder its one table lies in."""
    home = packages.write("regservice-n", '"330000"', {})
    (home / "deep").mkdir()
    (home / "deep" / "rows.yaml").write_text(
        "programmes:\n  - {code: 'zj:x', name: x, key: false, places: ['330000'],\n"
        "     source: {kind: assumed, note: 试验}}\n",
        "utf-8",
    )
    ran = run("plugins", "list", "--json", "--package", str(home))
    found = {package["name"]: package for package in ran.json["packages"]}

    assert 1 == found["regservice-n"]["rows"]
    assert found["regservice-n"]["read_milliseconds"] is not None


def test_every_name_in_a_sound_ruleset_is_that_of_a_row(engine: Any) -> None:
    """What a row is said to name exists, but for dimensions that are built in."""
    tables: Tables = engine.book.tables
    names = [
        pair
        for name in ("rules", "limits", "items", "authorities", "programmes")
        for row in getattr(tables, name)
        for pair in named_rows(name, row)
    ]
    places = {place.code for place in tables.places}

    assert {key for table, key in names if table == "places"} <= places
    assert {key for table, key in names if table == "authorities"} <= {
        body.id for body in tables.authorities
    }
    assert {t for t, _ in names} >= {"places", "authorities", "documents", "items"}


def test_row_is_not_its_own_user(engine: Any) -> None:
    """A place names those above it, never itself."""
    found = uses(engine.book.tables, "places", "310000")

    assert ("places", "310000") not in found
    assert ("places", "310104") in found
