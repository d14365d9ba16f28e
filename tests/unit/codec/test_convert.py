"""A package is written anew as a whole, read back, and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.codec import convert
from regservice.codec.convert import language_of, write_package, yaml_files
from regservice.codec.package import read_package
from regservice.codec.pyout import from_python, to_python
from regservice.errors import DataError
from regservice.model.package import Contribution


def _code(call: pytest.ExceptionInfo[DataError]) -> str:
    (problem,) = call.value.problems
    return problem.code


@pytest.mark.parametrize("name", ["a.xlsx", "a.py", "a"])
def test_target_that_exists_is_never_touched(
    small: tuple[Contribution, ...], tmp_path: Path, name: str
) -> None:
    """Not even an empty one."""
    target = tmp_path / name
    target.write_text("mine", "utf-8")

    with pytest.raises(DataError) as caught:
        write_package(small[0], target, "zh")

    assert "RS1025" == _code(caught)
    assert "mine" == target.read_text("utf-8")


@pytest.mark.parametrize("name", ["a.xlsx", "a.py", "a"])
def test_nothing_is_left_of_what_reads_back_otherwise(
    small: tuple[Contribution, ...],
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault of a writer is found before anybody relies on the file."""
    monkeypatch.setattr(convert, "_read", lambda _: small[1])

    with pytest.raises(DataError) as caught:
        write_package(small[0], tmp_path / name, "zh")

    assert "RS1026" == _code(caught)
    assert "places" in caught.value.problems[0].message("en")
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_left_of_what_cannot_be_written(
    small: tuple[Contribution, ...], tmp_path: Path
) -> None:
    """The folder does not exist."""
    with pytest.raises(DataError) as caught:
        write_package(small[0], tmp_path / "no" / "a.py", "zh")

    assert "RS1001" == _code(caught)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["a.xlsx", "a"])
def test_keys_are_of_one_language(
    small: tuple[Contribution, ...], tmp_path: Path, name: str, lang: str
) -> None:
    """And that is seen again when the next format is written."""
    target = tmp_path / name

    write_package(small[1], target, lang)

    assert lang == language_of(target)
    assert small[1].tables == read_package(target).tables


def test_files_are_called_by_what_is_in_them(
    contributions: tuple[Contribution, ...],
) -> None:
    """As the packages in the tree are, the manifest first."""
    national, shanghai = (list(yaml_files(one, "en")) for one in contributions)

    assert "package.yaml" == national[0] == shanghai[0]
    assert {"authorities.yaml", "paths.yaml", "rules.yaml"} <= set(shanghai)
    assert {"calendar.yaml", "items.yaml", "matters.yaml"} <= set(national)
    assert "relations.yaml" not in shanghai


def test_module_has_one_hook_for_each_group_that_has_rows(
    small: tuple[Contribution, ...],
) -> None:
    """Typed, and with one import of all records."""
    text = to_python(small[1])

    assert "def regservice_package() -> Manifest:" in text
    assert "-> Iterable[Authority | Relation]:" in text
    assert "regservice_programmes" not in text
    assert 1 == text.count("from regservice.rows import")
    assert small[1].tables == from_python(text).tables


def test_title_cannot_leave_its_docstring(small: tuple[Contribution, ...]) -> None:
    """A package is data, whatever it is called."""
    import attrs

    title = 'x"""\nraise SystemExit\n"""\\'
    manifest = attrs.evolve(small[1].manifest, title=title)
    package = attrs.evolve(small[1], manifest=manifest)

    assert manifest == from_python(to_python(package)).manifest
