"""Packages are found, and those that fail are set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.engine.compiled import usable
from regservice.errors import DataError, QuarantineError
from regservice.plugin import hookimpl
from regservice.plugin.found import Found
from regservice.plugin.hooks import HOOKS, make_manager
from regservice.plugin.manager import collect

Install = Callable[..., Path]

RETURNS = """\
from pathlib import Path
from regservice.plugin import hookimpl

@hookimpl
def regservice_package():
    return {folder}
"""


def _mine(found: tuple[Found, ...], name: str) -> Found:
    (one,) = [package for package in found if package.name == name]
    return one


def test_every_manager_is_made_anew() -> None:
    """Nothing is global: what one manager registers the other does not know."""
    one, two = make_manager(), make_manager()

    one.register(object(), "a")

    assert one is not two
    assert (1, 0) == (len(one.get_plugins()), len(two.get_plugins()))


def test_national_package_is_built_in() -> None:
    """It comes first, by the same hook as every other package."""
    (found,) = collect(discover=False)

    assert ("builtin", "regservice-national", ()) == (
        found.origin,
        found.name,
        found.problems,
    )
    assert ("national",) == found.contribution.manifest.places  # type: ignore[union-attr]


def test_installed_package_is_found_by_its_entry_point(
    install: Install, packages: Any
) -> None:
    """Name and version are those of the distribution."""
    folder = packages.region()
    install("acme-region", RETURNS.format(folder=f"Path({str(folder)!r})"))

    found = _mine(collect(), "acme-region")

    assert ("entry_point", "1.0", ()) == (found.origin, found.version, found.problems)
    assert "region-zj" == found.contribution.manifest.name  # type: ignore[union-attr]
    assert "acme-region" not in {package.name for package in collect(discover=False)}


def test_folder_may_be_returned_as_text(install: Install, packages: Any) -> None:
    """A path written as a text is a path."""
    install("acme-text", RETURNS.format(folder=repr(str(packages.region()))))

    assert _mine(collect(), "acme-text").contribution is not None


def test_entry_point_may_be_an_object(install: Install, packages: Any) -> None:
    """A namespace with the hook is a plugin as much as a module."""
    code = (
        "from regservice.plugin import hookimpl\n\n"
        "class Plugin:\n"
        "    @hookimpl\n"
        "    def regservice_package(self):\n"
        f"        return {str(packages.region())!r}\n\n"
        "plugin = Plugin()\n"
    )
    install("acme-object", code, target="acme_object:plugin")

    assert _mine(collect(), "acme-object").contribution is not None


def test_plugin_that_contributes_nothing_is_no_package(install: Install) -> None:
    """A hook may return nothing."""
    install("acme-none", RETURNS.format(folder="None"))

    assert [] == [p for p in collect() if p.name == "acme-none"]


@pytest.mark.parametrize(
    ("code", "problem", "word"),
    [
        ("import no_such_module_anywhere\n", "RS2101", "no_such_module_anywhere"),
        ("raise RuntimeError('broken')\n", "RS2101", "broken"),
        ("def f(:\n", "RS2101", "SyntaxError"),
        (RETURNS.format(folder="1 / 0"), "RS2101", "ZeroDivisionError"),
        (RETURNS.format(folder="42"), "RS2105", "42"),
        (RETURNS.format(folder="'/no/such/folder'"), "RS1008", ""),
        (
            (
                "from regservice.plugin import hookimpl\n"
                "@hookimpl\ndef regservice_package(nonsense):\n    return None\n"
            ),
            "RS2104",
            "nonsense",
        ),
        (
            (
                "from regservice.plugin import hookimpl\n"
                "@hookimpl\ndef regservice_packages():\n    return None\n"
            ),
            "RS2102",
            "regservice_packages",
        ),
        ("def regservice_rules():\n    return ()\n", "RS2103", "regservice_rules"),
        (
            (
                "from regservice.plugin import hookimpl\n"
                "@hookimpl\ndef something_else():\n    return None\n"
            ),
            "RS2102",
            "something_else",
        ),
    ],
)
def test_faulty_package_is_quarantined_and_the_others_work(
    install: Install, packages: Any, code: str, problem: str, word: str
) -> None:
    """Whatever a package does wrong, it hurts nobody else."""
    install("acme-bad", code)
    folder = f"Path({str(packages.region())!r})"
    install("acme-good", RETURNS.format(folder=folder))

    found = collect()

    bad, good = _mine(found, "acme-bad"), _mine(found, "acme-good")
    assert (None, [problem]) == (bad.contribution, [p.code for p in bad.problems])
    assert word in bad.problems[0].message("en")
    assert good.contribution is not None
    assert found[0].contribution is not None


@pytest.mark.parametrize(
    ("code", "line"), [("\n\nraise ValueError\n", 3), (RETURNS.format(folder="1/0"), 6)]
)
def test_quarantine_says_where_the_package_failed(
    install: Install, code: str, line: int
) -> None:
    """File and line of the package, not of this library."""
    home = install("acme-bad", code)

    where = _mine(collect(), "acme-bad").problems[0].where

    assert (str(home / "__init__.py"), line) == (where.file, where.line)


def test_unknown_hook_is_named_with_the_known_ones(install: Install) -> None:
    """The fix tells which hooks there are."""
    home = install("acme-bad", "def regservice_pakage():\n    return None\n")

    (problem,) = _mine(collect(), "acme-bad").problems

    assert ", ".join(HOOKS) == problem.params["allowed"]
    assert "-> regservice_package" in problem.message("en")
    assert str(home / "__init__.py") == problem.where.file


def test_package_with_faulty_rows_is_quarantined_with_all_of_them(
    install: Install, packages: Any
) -> None:
    """The faults are those of the tables, located in the tables."""
    home = packages.one("rules: [{id: a}]\nruels: []\n")
    install("acme-rows", RETURNS.format(folder=f"Path({str(home)!r})"))

    problems = _mine(collect(), "acme-rows").problems

    assert {"RS1030", "RS1104"} == {p.code for p in problems}
    assert {str(home / "rows.yaml")} == {p.where.file for p in problems}


def test_engine_works_on_and_lists_what_was_quarantined(install: Install) -> None:
    """A faulty installed package does not stop the national one."""
    install("acme-bad", "raise RuntimeError('broken')\n")

    engine = regservice.load()

    assert ["acme-bad"] == [found.name for found in engine.problems]
    asked = regservice.ServiceRequest(text="三类医疗器械延续")
    assert "needs_information" == engine.route(asked, at="2026-03-02T10:00Z").status


def test_strict_makes_a_quarantined_package_an_error(install: Install) -> None:
    """Who asks for strictness gets the reasons, and exit code 4."""
    install("acme-bad", "raise RuntimeError('broken')\n")

    with pytest.raises(QuarantineError) as caught:
        regservice.load(strict=True)

    assert (4, ["RS2101"]) == (
        caught.value.exit_code,
        [p.code for p in caught.value.problems],
    )


def test_strict_is_content_where_nothing_is_wrong(packages: Any) -> None:
    """Strictness asks for sound packages, not for fewer."""
    assert regservice.load(discover=False, strict=True).problems == ()


@pytest.mark.parametrize("strict", [True, False])
def test_folder_that_was_asked_for_must_be_sound(
    packages: Any, *, strict: bool
) -> None:
    """What somebody names by path is not silently left out."""
    home = packages.one("ruels: []\n")

    with pytest.raises(DataError) as caught:
        regservice.load([home], discover=False, strict=strict)

    assert ["RS1104"] == [p.code for p in caught.value.problems]


def test_faults_of_all_folders_are_reported_together(packages: Any) -> None:
    """One run shows everything."""
    homes = [packages.one("ruels: []\n", name) for name in ("a", "b")]

    with pytest.raises(DataError) as caught:
        usable(collect([*homes, "/no/such/folder"], discover=False), strict=False)

    assert ["RS1104", "RS1104", "RS1008"] == [p.code for p in caught.value.problems]


def test_folder_of_a_data_package_is_read(packages: Any) -> None:
    """A folder has no version of its own; its name is that of the manifest."""
    found = collect([packages.region()], discover=False)[-1]

    assert ("region-zj", "", "path") == (found.name, found.version, found.origin)
    assert () == found.problems


def test_folder_of_a_distribution_is_searched_for_its_package(
    root: Path, tmp_path: Path, packages: Any
) -> None:
    """A source tree holds its tables below src."""
    tree = tmp_path / "dist"
    packages.base = tree / "src" / "acme"
    packages.region()

    found = collect(
        [tree, str(root / "plugins/regservice-region-shanghai")], discover=False
    )

    assert ["region-zj", "regservice-region-shanghai"] == [p.name for p in found[1:]]


def test_installed_package_and_its_folder_count_once(
    install: Install, packages: Any
) -> None:
    """The same rows seen twice make the same ruleset."""
    home = packages.one(
        "programmes: [{code: 't:p', name: n, key: true, places: [national],"
        " source: {kind: assumed, note: n}}]\n"
    )
    install("acme-one", RETURNS.format(folder=f"Path({str(home)!r})"))

    assert regservice.load().digest == regservice.load([home]).digest


def test_entry_point_listed_twice_is_asked_once(
    install: Install, packages: Any, tmp_path: Path
) -> None:
    """An editable install can leave two listings of one distribution."""
    folder = f"Path({str(packages.region())!r})"
    home = install("acme-twice", RETURNS.format(folder=folder))
    info = home.parent / "acme_twice-1.0.dist-info"
    copy = home.parent / "acme_twice_copy-1.0.dist-info"
    copy.mkdir()
    for name in ("METADATA", "entry_points.txt"):
        text = (info / name).read_text(encoding="utf-8")
        (copy / name).write_text(
            text.replace("Name: acme-twice", "Name: acme-copy"), encoding="utf-8"
        )

    found = [p for p in collect() if p.name in {"acme-twice", "acme-copy"}]

    assert 1 == len(found)


def test_marker_is_the_only_name_that_packages_need() -> None:
    """It marks a function without changing what it does."""

    @hookimpl
    def regservice_package() -> str:
        return "folder"

    assert "folder" == regservice_package()
