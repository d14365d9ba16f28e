"""What is installed is taken down without importing it, and differences are named."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import regservice
from regservice.errors import DataError
from regservice.plugin.installation import (
    Installation,
    Part,
    differences,
    home_of,
    outlying,
    survey,
)

Install = Callable[..., Path]

BOOM = "raise RuntimeError('nobody may import this')\n"
RETURNS = """\
from pathlib import Path
from regservice.plugin import hookimpl

@hookimpl
def regservice_package():
    return {folder}
"""
DOCUMENT = """\
documents:
  - {code: ACME, name: 试验办法, status: in_force, verified: read,
     checked_on: 2026-01-01}
"""


def _part(installation: Installation, name: str) -> Part:
    (one,) = [part for part in installation.parts if part.name == name]
    return one


def _codes(before: Installation, after: Installation) -> list[str]:
    found = differences(before, after, "x.pack")
    assert all(p.message("zh") and "x.pack" in p.fix("en") for p in found)
    return [problem.code for problem in found]


@pytest.mark.parametrize("off", ["", "acme-region"])
def test_nothing_heavy_is_needed(root: Path, off: str) -> None:
    """A survey that imported more would cost more than it saves."""
    heavy = {"pluggy", "cattrs", "ruamel", "networkx"}
    heavy |= set() if off else {"pathlib", "importlib.metadata"}
    code = (
        "from regservice.plugin.installation import survey; import sys;"
        "survey(['x'], discover=True);"
        f"print(*({heavy} & {{*sys.modules}}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src"), "REGSERVICE_DISABLE": off},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "" == done.stdout.strip()


def test_same_installation_has_no_differences() -> None:
    """Taken down twice it is equal."""
    first, again = (survey((), discover=True) for _ in range(2))

    assert first == again
    assert [] == _codes(first, again)


def test_distributions_are_those_that_importlib_finds(install: Install) -> None:
    """Names and versions, of installed ones and of those in a checkout."""
    install("acme-region", BOOM, version="2.5")
    expected = {
        (found.name, found.version)
        for found in metadata.distributions()
        if any(entry.group == "regservice" for entry in found.entry_points)
    }

    seen = {
        (part.name, part.version)
        for part in survey((), discover=True).parts
        if part.origin == "entry_point"
    }

    assert ("acme-region", "2.5") in seen
    assert expected == seen


def test_code_is_read_and_never_run(install: Install) -> None:
    """Files of the package that the entry point names, whatever it says."""
    home = install("acme-region", BOOM, target="acme_region.inner.part:plugin [extra]")
    (home / "inner").mkdir()
    for name in ("inner/part.py", "inner/rows.yaml", "read.me", "top.yaml"):
        (home / name).write_text(BOOM)

    part = _part(survey((), discover=True), "acme-region")

    assert "acme_region" not in sys.modules
    assert [
        "acme_region/__init__.py",
        "acme_region/inner/part.py",
        "acme_region/inner/rows.yaml",
        "acme_region/read.me",
        "acme_region/top.yaml",
    ] == [name for name, _ in part.files]


def test_module_without_a_folder_is_one_file(install: Install) -> None:
    """A distribution may be a single module."""
    home = install("acme-single", BOOM)
    shutil.rmtree(home)
    home.with_suffix(".py").write_text(BOOM)
    importlib.invalidate_caches()

    part = _part(survey((), discover=True), "acme-single")

    assert ["acme_single.py"] == [name for name, _ in part.files]


def test_namespace_is_shared_and_only_our_share_counts(install: Install) -> None:
    """Two distributions below one name: the other's files are not ours."""
    home = install("acme-space", BOOM, target="acme_space.ours")
    (home / "__init__.py").unlink()
    for name in ("ours", "others"):
        (home / name).mkdir()
        (home / name / "__init__.py").write_text(BOOM)
    importlib.invalidate_caches()

    part = _part(survey((), discover=True), "acme-space")

    assert ["acme_space/ours/__init__.py"] == [name for name, _ in part.files]


@pytest.mark.parametrize("target", ["no_such_module", "sys", "of_nowhere"])
def test_what_cannot_be_found_has_no_files(
    install: Install, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is still installed; loading it will tell why it fails."""
    monkeypatch.setitem(sys.modules, "of_nowhere", ModuleType("of_nowhere"))
    install("acme-lost", BOOM, target=target)

    assert "1.0" == _part(survey((), discover=True), "acme-lost").version


def test_first_of_one_name_counts(install: Install) -> None:
    """As for Python itself."""
    home = install("acme-twice", BOOM, version="1.0")
    info = home.parent / "later" / "Acme_Twice-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: Acme.Twice\nVersion: 2.0\n\nName: no\n")
    (info / "entry_points.txt").write_text("[regservice]\nx = acme_twice\n")
    sys.path.append(str(info.parent))

    found = survey((), discover=True)

    assert "1.0" == _part(found, "acme-twice").version
    assert "Acme.Twice" not in {part.name for part in found.parts}


def test_egg_info_of_a_development_install_is_found(install: Install) -> None:
    """Old tools leave PKG-INFO."""
    home = install("acme-egg", BOOM)
    info = home.parent / "acme_egg-1.0.dist-info"
    (info / "METADATA").rename(info / "PKG-INFO")
    info.rename(home.parent / "acme_egg.egg-info")

    assert "1.0" == _part(survey((), discover=True), "acme-egg").version


def test_zip_file_on_the_path_is_looked_into(install: Install, tmp_path: Path) -> None:
    """The short way knows folders only; then the long way is taken."""
    install("acme-plain", BOOM)
    archive = tmp_path / "acme.zip"
    with zipfile.ZipFile(archive, "w") as file:
        info = "acme_zipped-3.0.dist-info"
        file.writestr("acme_zipped/__init__.py", BOOM)
        file.writestr(f"{info}/METADATA", "Name: acme-zipped\nVersion: 3.0\n")
        file.writestr(f"{info}/entry_points.txt", "[regservice]\nx = acme_zipped\n")
    sys.path.append(str(archive))
    importlib.invalidate_caches()

    found = survey((), discover=True)

    assert "3.0" == _part(found, "acme-zipped").version
    assert "1.0" == _part(found, "acme-plain").version


@pytest.mark.parametrize("entry", [Path("no/such"), "no/such.egg"])
def test_odd_path_makes_no_difference(
    entry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others put on the path is their business."""
    before = survey((), discover=True)
    monkeypatch.setattr(sys, "path", [*sys.path, entry])

    assert before == survey((), discover=True)


def test_finder_of_another_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An importer may know distributions that lie in no folder."""

    class Finder:
        @staticmethod
        def find_spec(*_: Any) -> None:
            """Finds no module."""

        @staticmethod
        def find_distributions(_: Any) -> list[metadata.Distribution]:
            """Finds one distribution."""
            texts = {
                "METADATA": "Name: acme-memory\nVersion: 4.0\n",
                "entry_points.txt": "[regservice]\nx = acme_memory\n",
            }

            class Memory(metadata.Distribution):
                def read_text(self, filename: str) -> str | None:
                    return texts.get(filename)

                def locate_file(self, path: Any) -> Any:
                    return Path(path)

            return [Memory()]

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])

    assert "4.0" == _part(survey((), discover=True), "acme-memory").version


def test_distributions_count_only_if_they_are_looked_for(install: Install) -> None:
    """An engine that was loaded without them does not change with them."""
    install("acme-region", BOOM)

    assert {"builtin"} == {p.origin for p in survey((), discover=False).parts}


# --- folders ----------------------------------------------------------------


def test_folder_is_taken_down_where_it_is(
    packages: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name that was given, and by its path in full."""
    home = packages.region()
    monkeypatch.chdir(home.parent)

    part = _part(survey([home.name], discover=False), home.name)

    assert ("path", str(home)) == (part.origin, part.folder)
    assert ["package.yaml", "rows.yaml"] == [name for name, _ in part.files]


def test_home_of_a_distribution_in_source_is_found(packages: Any) -> None:
    """Its tables lie somewhere below ``src``; the first folder counts."""
    home = packages.region()
    source = packages.base / "dist"
    for name in ("b", "a/deep"):
        shutil.copytree(home, source / "src" / name)

    assert str(home) == home_of(str(home))
    assert str(source / "src" / "a" / "deep") == home_of(str(source))
    assert "" == home_of(str(packages.base))


def test_data_outside_all_code_is_watched_too(install: Install, packages: Any) -> None:
    """A hook may return any folder."""
    inside = install("acme-in", RETURNS.format(folder='Path(__file__).parent / "d"'))
    shutil.copytree(packages.region("340000", "ah", "安徽"), inside / "d")
    outside = packages.region()
    install("acme-out", RETURNS.format(folder=repr(str(outside))))

    engine = regservice.load()

    assert [str(outside)] == outlying([str(inside / "d"), str(outside)])
    assert engine.installation is not None
    folders = [part.folder for part in engine.installation.parts if part.folder]
    assert [str(outside)] == folders


# --- differences ------------------------------------------------------------


def test_other_library_says_it_all() -> None:
    """Its own tables and all packages may differ for that reason."""
    now = survey((), discover=False)
    before = attrs.evolve(now, library="0.0.1", parts=())

    assert ["RS3511"] == _codes(before, now)


def test_distribution_that_comes_goes_or_changes_is_named(install: Install) -> None:
    """Added, removed, another version."""
    home = install("acme-region", BOOM)
    before = survey((), discover=True)
    install("acme-added", BOOM)
    info = home.parent / "acme_region-1.0.dist-info" / "METADATA"
    info.write_text("Name: acme-region\nVersion: 1.1\n")
    now = survey((), discover=True)

    found = differences(before, now, "x.pack")

    assert ["RS3512", "RS3515"] == [problem.code for problem in found]
    assert ["acme-added", "acme-region"] == [p.params["name"] for p in found]
    assert ("1.0", "1.1") == (found[1].params["was"], found[1].params["now"])
    assert ["RS3513", "RS3515"] == _codes(now, before)


def test_what_is_switched_off_or_on_is_named(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, whichever variable does it and however the name is written."""
    install("acme-region", BOOM)
    before = survey((), discover=True)
    off = os.environ.get("REGSERVICE_DISABLE", "")
    monkeypatch.setenv("REGSERVICE_DISABLE", f"{off}, ACME.region")
    now = survey((), discover=True)

    (found,) = differences(before, now, "x.pack")

    assert ("RS3519", "acme-region") == (found.code, found.params["name"])
    assert ["RS3519"] == _codes(now, before)
    assert _part(now, "acme-region").left_out

    monkeypatch.setenv("REGSERVICE_DISABLE", off)
    names = [part.name for part in before.parts if part.origin == "entry_point"]
    ranges = {name: ">=9" if name == "acme-region" else "" for name in names}
    allowed = ", ".join(f"{name}{wanted}" for name, wanted in ranges.items())
    monkeypatch.setenv("REGSERVICE_ALLOW", allowed)
    assert now == survey((), discover=True)


def test_what_never_counted_makes_no_difference(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the files nor the version nor the presence of what is switched off."""
    off = os.environ.get("REGSERVICE_DISABLE", "")
    monkeypatch.setenv("REGSERVICE_DISABLE", f"{off},acme-region")
    absent = survey((), discover=True)
    home = install("acme-region", BOOM)
    before = survey((), discover=True)
    (home / "__init__.py").write_text("")
    info = home.parent / "acme_region-1.0.dist-info" / "METADATA"
    info.write_text("Name: acme-region\nVersion: 1.1\n")
    now = survey((), discover=True)

    assert before != now
    assert [] == _codes(before, now)
    assert [] == _codes(absent, now)
    assert [] == _codes(now, absent)


def test_files_of_a_distribution_are_named(install: Install) -> None:
    """Changed, added, missing: code and tables."""
    home = install("acme-region", BOOM)
    for name in ("a.yaml", "gone.yaml"):
        (home / name).write_text("a")
    before = survey((), discover=True)
    (home / "a.yaml").write_text("b")
    (home / "gone.yaml").unlink()
    (home / "new.py").write_text("")

    found = differences(before, survey((), discover=True), "x.pack")

    assert [
        ("RS3516", "acme_region/a.yaml"),
        ("RS3517", "acme_region/new.py"),
        ("RS3518", "acme_region/gone.yaml"),
    ] == [(problem.code, problem.params["files"]) for problem in found]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("extra.json", True),
        ("data/words.txt", True),
        ("data/README", True),
        ("native.so", True),
        ("__pycache__/x.cpython-313.pyc", False),
        ("data/old.pyc", False),
        (".rows.yaml.swp", False),
        (".git/config", False),
        ("data/.cache/x.json", False),
    ],
)
def test_code_of_a_distribution_may_read_any_of_its_files(
    install: Install, name: str, counts: bool
) -> None:
    """Of a folder given by path its code and tables alone are read."""
    home = install("acme-region", BOOM)
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).write_text("a")
    before = survey((), discover=True)
    (home / name).write_text("b")

    changed = _codes(before, survey((), discover=True))

    assert (["RS3516"] if counts else []) == changed


def test_other_files_of_a_folder_make_no_difference(packages: Any) -> None:
    folder = packages.region()
    (folder / "extra.json").write_text("a")
    before = survey([folder], discover=False)
    (folder / "extra.json").write_text("b")

    assert before == survey([folder], discover=False)


def test_many_files_are_counted(packages: Any) -> None:
    """Three are named, the others numbered."""
    home = packages.region()
    before = survey([home], discover=False)
    for number in range(5):
        (home / f"{number}.yaml").write_text("")

    (problem,) = differences(before, survey([home], discover=False), "x.pack")

    assert "0.yaml, 1.yaml, 2.yaml (+2)" == problem.params["files"]


@pytest.mark.parametrize("name", ["package.yaml", ""])
def test_folder_that_is_gone_is_named(packages: Any, name: str) -> None:
    """The folder, or what makes it a package."""
    home = packages.region()
    before = survey([home], discover=False)
    shutil.rmtree(home) if not name else (home / name).unlink()

    (problem,) = differences(before, survey([home], discover=False), "x.pack")

    assert ("RS3514", str(home)) == (problem.code, problem.params["name"])


def test_file_that_cannot_be_read_is_a_change(packages: Any) -> None:
    """It is not taken for the one that was there."""
    home = packages.region()
    before = survey([home], discover=False)
    (home / "rows.yaml").unlink()
    (home / "rows.yaml").symlink_to(home / "no-such-file")

    assert ["RS3516"] == _codes(before, survey([home], discover=False))


# --- an engine that was saved -----------------------------------------------


def test_pack_is_stale_once_a_distribution_changes(
    install: Install, packages: Any, tmp_path: Path
) -> None:
    """Installed later, or mended in place."""
    home = install("acme-region", RETURNS.format(folder="Path(__file__).parent / 'd'"))
    shutil.copytree(packages.one(DOCUMENT, "zj", '"330000"'), home / "d")
    file = tmp_path / "rules.pack"
    regservice.load().save(file)
    assert "acme-region" in {p.name for p in regservice.load_pack(file).packages}

    rows = home / "d" / "rows.yaml"
    rows.write_text(rows.read_text("utf-8") + "# a note\n", encoding="utf-8")
    install("acme-later", BOOM)
    with pytest.raises(DataError) as caught:
        regservice.load_pack(file)

    assert ["RS3512", "RS3516"] == [problem.code for problem in caught.value.problems]
    accepted = regservice.load_pack(file, stale="accept")
    assert "acme-region" in {found.name for found in accepted.packages}


def test_quarantined_package_is_left_out_and_its_mending_noticed(
    install: Install, packages: Any, tmp_path: Path
) -> None:
    """The sound ones are saved; the pack is stale once the other may be sound."""
    home = install("acme-broken", BOOM)
    engine = regservice.load()
    file = tmp_path / "rules.pack"
    engine.save(file)

    loaded = regservice.load_pack(file)

    assert "acme-broken" in {found.name for found in engine.problems}
    assert () == loaded.problems
    assert "acme-broken" not in {found.name for found in loaded.packages}
    (home / "__init__.py").write_text("", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        regservice.load_pack(file)
    assert ["RS3516"] == [problem.code for problem in caught.value.problems]
