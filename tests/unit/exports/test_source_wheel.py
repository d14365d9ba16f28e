"""A source folder becomes a wheel of what it states, or is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.metadata import Metadata

from regservice.errors import DataError
from regservice.exports.source_wheel import source_wheel
from regservice.exports.wheel import wheel_bytes

NAMED = '[project]\nname = "regservice-x"\nversion = "1.0"\n'
FULL = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "regservice-x"
version = "1.00"
description = "甲"
readme = "README.md"
license = {file = "terms.txt"}
requires-python = ">=3.11"
authors = [{name = "Team", email = "team@example.invalid"}, {name = "Other"}]
keywords = ["a", "b"]
classifiers = ["Typing :: Typed"]
dependencies = ["regservice>=0.1,<1"]

[project.optional-dependencies]
more = ["attrs>=24; python_version < '3.13'", "click"]

[project.scripts]
x = "x:main"

[project.entry-points.regservice]
x = "x"

[tool.setuptools.packages.find]
where = ["src"]
"""


def project(folder: Path, text: str) -> Path:
    """Write a distribution with one module."""
    (folder / "src" / "x" / "__pycache__").mkdir(parents=True)
    (folder / "src" / "x" / "__init__.py").write_text("", "utf-8")
    (folder / "src" / "x" / "rows.yaml").write_text("rules: []\n", "utf-8")
    (folder / "src" / "x" / "__pycache__" / "y.pyc").write_bytes(b"")
    (folder / "README.md").write_text("read", "utf-8")
    (folder / "terms.txt").write_text("terms", "utf-8")
    (folder / "pyproject.toml").write_text(text, "utf-8")
    return folder


def test_what_is_stated_is_taken(tmp_path: Path) -> None:
    """Names, needs, extras, scripts, terms, and all files but those of the machine."""
    wheel = source_wheel(project(tmp_path, FULL))
    heads = dict(wheel.metadata)
    needs = [value for name, value in wheel.metadata if name == "Requires-Dist"]

    assert ("regservice-x", "1.0") == (wheel.name, wheel.version)
    assert {"x/__init__.py", "x/rows.yaml"} == set(wheel.files)
    assert {"terms.txt": b"terms"} == wheel.licences
    assert "read" == wheel.description
    assert "Other" == heads["Author"]
    assert "Team <team@example.invalid>" == heads["Author-email"]
    assert [
        "regservice<1,>=0.1",
        'attrs>=24; (python_version < "3.13") and extra == "more"',
        'click; extra == "more"',
    ] == needs
    assert {"x": "x:main"} == wheel.entry_points["console_scripts"]
    assert {"x": "x"} == wheel.entry_points["regservice"]
    assert wheel_bytes(wheel) == wheel_bytes(source_wheel(tmp_path))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('[project]\nname = "x"\ndynamic = ["version"]', "dynamic = version"),
        ("[tool.x]", "[project]"),
        ('[project]\nname = "regservice-x"', "[project] version"),
        (f'{NAMED}import-names = ["x"]', "[project] import-names"),
        (f'{NAMED}[build-system]\nbuild-backend = "maturin"', "maturin"),
        (f'{NAMED}[tool.hatch.build.targets.wheel]\nexclude = ["a"]', "exclude"),
        (f'{NAMED}[tool.hatch.build]\nexclude = ["a"]', "exclude"),
        (f'{NAMED}[tool.hatch.build.targets.wheel]\npackages = ["x"]', "packages"),
        (f"{NAMED}[tool.setuptools]\next-modules = []", "ext-modules"),
    ],
)
def test_what_needs_a_backend_is_refused_by_name(
    tmp_path: Path, text: str, value: str
) -> None:
    """A wheel that lacks something is worse than none."""
    with pytest.raises(DataError) as caught:
        source_wheel(project(tmp_path, text))

    assert {"RS4110"} == {problem.code for problem in caught.value.problems}
    assert any(value in str(p.params["value"]) for p in caught.value.problems)


@pytest.mark.parametrize("name", ["setup.py", "setup.cfg", "src/x/fast.so"])
def test_what_is_not_plain_python_is_refused(tmp_path: Path, name: str) -> None:
    """It would have to be run or compiled."""
    folder = project(tmp_path, NAMED)
    (folder / name).write_text("", "utf-8")

    with pytest.raises(DataError, match="RS4110"):
        source_wheel(folder)


@pytest.mark.parametrize(
    "line",
    [
        "description = 1",
        'keywords = "a"',
        "keywords = [1]",
        'authors = ["a"]',
        'dependencies = ["?"]',
        'requires-python = "three"',
        'urls = "x"',
        "scripts = {a = 1}",
        "= 1",
    ],
)
def test_fault_in_the_project_file_is_told(tmp_path: Path, line: str) -> None:
    """By key and value, or by line; never by a traceback."""
    with pytest.raises(DataError, match=r"RS4109.*pyproject\.toml"):
        source_wheel(project(tmp_path, f"{NAMED}{line}\n"))


@pytest.mark.parametrize("line", ['readme = "/etc/passwd"', 'readme = "../x"'])
def test_nothing_is_taken_from_outside_the_folder(tmp_path: Path, line: str) -> None:
    """A wheel is handed on to others."""
    with pytest.raises(DataError, match="RS4110"):
        source_wheel(project(tmp_path, f"{NAMED}{line}\n"))


def test_metadata_of_a_distribution_is_valid(tmp_path: Path) -> None:
    """By the rules of the standard."""
    import io
    import zipfile

    content = wheel_bytes(source_wheel(project(tmp_path, FULL)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("regservice_x-1.0.dist-info/METADATA")

    assert ["more"] == Metadata.from_email(text, validate=True).provides_extra
