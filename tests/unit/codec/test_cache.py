"""A parse that is remembered is the same parse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regservice.codec.yamltree import read_yaml

TEXT = "a: 0012\nb: [x, {c: null, 日: 上海}]\nd: ''\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "regservice"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to read."""
    path = tmp_path / "rows.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_remembered_parse_is_the_same(home: Path, file: Path) -> None:
    """The second reading finds what the first one wrote, positions included."""
    first = read_yaml(file)
    entries = list(home.iterdir())
    second = read_yaml(file)

    assert first == second
    assert 1 == len(entries)
    assert entries == list(home.iterdir())


def test_cache_is_read_at_all(home: Path, file: Path) -> None:
    """Otherwise the comparison above would show nothing."""
    read_yaml(file)
    (entry,) = home.iterdir()
    entry.write_text(json.dumps({"data": {"a": "cached"}, "marks": {"": [1, 1]}}))

    assert {"a": "cached"} == read_yaml(file).data


def test_change_of_a_byte_is_read_anew(home: Path, file: Path) -> None:
    """The key is the content, not the name or the time."""
    read_yaml(file)
    file.write_text(TEXT.replace("0012", "0013"), encoding="utf-8")

    assert "0013" == read_yaml(file).data["a"]
    assert 2 == len(list(home.iterdir()))


def test_same_content_under_another_name_keeps_its_own_name(
    home: Path, file: Path
) -> None:
    """Where a fault stands is not remembered from elsewhere."""
    read_yaml(file)
    other = file.with_name("other.yaml")
    other.write_text(TEXT, encoding="utf-8")

    tree = read_yaml(other)

    assert (str(other), str(other)) == (tree.file, tree.where(("a",)).file)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"nonsense", b"[]", b"{}", b'{"data": 1}', b"\xff\xfe"]
)
def test_corrupt_entry_is_ignored_and_replaced(
    home: Path, file: Path, content: bytes
) -> None:
    """An entry cut short by a full disk must not be believed."""
    expected = read_yaml(file)
    (entry,) = home.iterdir()
    entry.write_bytes(content)

    assert expected == read_yaml(file)
    assert {"data", "marks"} == set(json.loads(entry.read_text(encoding="utf-8")))


def test_entry_that_cannot_be_opened_is_ignored(home: Path, file: Path) -> None:
    """A folder in the place of the entry costs time and nothing else."""
    expected = read_yaml(file)
    (entry,) = home.iterdir()
    entry.unlink()
    entry.mkdir()

    assert expected == read_yaml(file)


def test_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be does not stop the reading."""
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert read_yaml(file) == read_yaml(file)
    assert "" == blocked.read_text(encoding="utf-8")


@pytest.mark.parametrize("variable", ["LOCALAPPDATA", "HOME"])
def test_cache_lies_in_the_home_where_nothing_else_is_said(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """On Windows in the folder of the user's programs, elsewhere in .cache."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name in {variable, "USERPROFILE"} if variable == "HOME" else {variable}:
        monkeypatch.setenv(name, str(tmp_path))

    read_yaml(file)

    below = tmp_path / ".cache" if variable == "HOME" else tmp_path
    assert 1 == len(list((below / "regservice").iterdir()))
