"""What is judged by name is what is installed, down to the bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.exports.data_wheel import data_wheel
from regservice.exports.wheel import wheel_bytes
from regservice.levels.judge import judged
from regservice.levels.shipped import shipped
from regservice.levels.subject import Subject, open_subject
from regservice.testing.conformance import missing_files

Install = Callable[[Path], Path]


@pytest.fixture
def source(packages: Any) -> Path:
    """A region with two tables, which leans on the national package alone."""
    home: Path = packages.write(
        "regservice-region-drawn",
        '"330000"',
        {
            "documents.yaml": "documents:\n"
            "  - {code: DRAWN, name: 虚构办法, status: in_force, verified: read,\n"
            "     checked_on: 2026-01-01}\n",
            "bodies.yaml": "authorities:\n"
            "  - {id: drawn/mpa, name: 虚构省局, kind: provincial_mpa,\n"
            '     level: provincial, places: ["330000"],\n'
            "     source: {kind: assumed, note: 虚构}}\n",
            "CHANGELOG.md": "# 变更\n\n## 1\n",
        },
    )
    return home


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Unpack the wheel of a package onto the path of this process and its workers."""

    def run(home: Path) -> Path:
        manifest = read_package(home).manifest
        content = wheel_bytes(data_wheel(home, manifest))
        site = tmp_path / "site"
        zipfile.ZipFile(io.BytesIO(content)).extractall(site)
        monkeypatch.syspath_prepend(str(site))
        return site

    return run


def opened(name: str) -> Subject:
    found = open_subject(name)
    assert isinstance(found, Subject)
    return found


def test_installed_package_is_read_from_where_it_is(
    source: Path, install: Install
) -> None:
    """Its record agrees, its tables are all there, so is its record of changes."""
    site = install(source)

    subject = opened("Regservice.Region_drawn")

    assert str(subject.home).startswith(str(site))
    assert () == subject.shipped.faults
    assert "1" in subject.manifest.version
    assert [] == missing_files(subject, source)


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_file_that_is_not_as_recorded_is_told(
    source: Path, install: Install, harm: str
) -> None:
    """One that was lost, and one that somebody changed."""
    site = install(source)
    (file,) = site.rglob("documents.yaml")
    if harm == "gone":
        file.unlink()
    else:
        file.write_text(file.read_text("utf-8") + "# 改\n", "utf-8")

    subject = opened("regservice-region-drawn")

    ((name, what),) = subject.shipped.faults
    assert harm == what
    assert name.endswith("documents.yaml")
    assert ["documents.yaml"] == missing_files(subject, source)


def test_table_that_was_left_out_of_the_wheel_is_missed(
    source: Path, install: Install
) -> None:
    """The wheel agrees with itself; the source does not agree with it."""
    (source / "documents.yaml").rename(source.parent / "documents.yaml")
    install(source)
    (source.parent / "documents.yaml").rename(source / "documents.yaml")

    subject = opened("regservice-region-drawn")

    assert () == subject.shipped.faults
    assert ["documents.yaml"] == missing_files(subject, source)


def test_faulty_installed_package_does_not_load(source: Path, install: Install) -> None:
    """It is quarantined, and told as B01 with its line."""
    site = install(source)
    (file,) = site.rglob("bodies.yaml")
    file.write_text(file.read_text("utf-8").replace("provincial_mpa", "provincial_mpb"))

    verdict = judged("regservice-region-drawn")

    assert verdict.level is None
    (finding, *_) = verdict.judged[0].findings
    assert "bodies.yaml" in finding.where.file
    assert finding.where.line > 0


def test_wheel_lists_what_is_wrong_with_it(source: Path, tmp_path: Path) -> None:
    """A name that pip refuses is a problem; a script is no wheel."""
    manifest = read_package(source).manifest
    script = tmp_path / "hooks.py"
    script.write_text("", "utf-8")

    assert () == shipped(str(source), source, manifest).faults
    assert ((str(script), "script"),) == shipped(str(script), None, manifest).faults
    (source / "pyproject.toml").write_text("[project]\nname = 1\n", "utf-8")
    assert shipped(str(source), None, manifest).problems
