"""YAML is read as text with positions, within limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.codec.yamlout import to_yaml
from regservice.codec.yamltree import Tree, parse_text, read_yaml
from regservice.errors import DataError, Location, Problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of this test."""
    return tmp_path / "rows.yaml"


def _fault(path: Path, content: bytes) -> Problem:
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_yaml(path, "rows.yaml")
    (problem,) = caught.value.problems
    return problem


def test_values_stay_the_text_that_was_written(file: Path) -> None:
    """The type of the field decides, not the look of the value."""
    file.write_text(
        "a: 0012\nb: 17:30\nc: on\nd: no\ne: 1e3\nf: 2024-01-24\ng: 310104\nh: .5\n",
        encoding="utf-8",
    )

    assert {
        "a": "0012",
        "b": "17:30",
        "c": "on",
        "d": "no",
        "e": "1e3",
        "f": "2024-01-24",
        "g": "310104",
        "h": ".5",
    } == read_yaml(file).data


def test_only_a_plain_null_is_nothing(file: Path) -> None:
    """A quoted one is a text, and so is an empty text."""
    file.write_text("a: null\nb: ~\nc:\nd: 'null'\ne: ''\nf: \"~\"\n", encoding="utf-8")

    assert {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
        "f": "~",
    } == read_yaml(file).data


def test_tags_do_not_make_objects(file: Path) -> None:
    """A tag of another language is not obeyed."""
    file.write_text("a: !!python/object/apply:os.getcwd []\n", encoding="utf-8")

    assert {"a": []} == read_yaml(file).data


def test_every_value_and_key_has_a_position(file: Path) -> None:
    """A path that does not exist gives the nearest part that does."""
    file.write_text("rules:\n  - id: a\n    when:\n      x: [1]\n", encoding="utf-8")

    tree = read_yaml(file, "f")

    assert Location("f", 4, 11) == tree.where(("rules", 0, "when", "x", 0))
    assert Location("f", 4, 7) == tree.where(("rules", 0, "when", "x"), key=True)
    assert Location("f", 4, 10) == tree.where(("rules", 0, "when", "x"))
    assert Location("f", 2, 5) == tree.where(("rules", 0, "role"))
    assert Location("f", 1, 1) == tree.where(("nothing",))
    assert Location("f") == Tree("f", None, {}).where(("a",))


def test_byte_order_mark_is_no_part_of_the_text(file: Path) -> None:
    """Editors on Windows write one."""
    file.write_bytes(b"\xef\xbb\xbfa: \xe4\xb8\x8a\n")

    assert {"a": "上"} == read_yaml(file).data


@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"\xef\xbb\xbf"])
def test_empty_file_holds_nothing(file: Path, content: bytes) -> None:
    """Nothing is not an error here."""
    file.write_bytes(content)

    assert read_yaml(file).data is None


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("a: 1\nb: 上海\n".encode("gbk"), "RS1002", 2, 0),
        ("a: 1\n".encode("utf-16"), "RS1002", 1, 0),
        (b"a: 1\na: 2\n", "RS1006", 2, 1),
        (b"a:\n  - {b: 1, c: 2, b: 3}\n", "RS1006", 2, 18),
        ("a: 1\nb：2\n".encode(), "RS1004", 2, 2),
        ("a:\n  - b: 1\n    c：2\n    d: 3\n".encode(), "RS1004", 3, 6),
        (b"a:\n\t- b\n", "RS1014", 2, 1),
        (b"a: [1\n", "RS1019", 1, 4),
        (b"a: 1\n---\nb: 2\n", "RS1003", 2, 1),
        (b"a: \x01\n", "RS1013", 1, 4),
        (b"? [a]\n: 1\n", "RS1003", 1, 3),
        (b"a: *x\n", "RS1003", 1, 4),
        (b"a: &a [*a]\n", "RS1005", 1, 4),
        (b"a: " + b"[" * 40 + b"]" * 40, "RS1005", 1, 34),
        (b"a: " + b"[" * 600 + b"]" * 600, "RS1005", 0, 0),
        (b"a: " + b"x" * 5_000_001, "RS1005", 0, 0),
    ],
)
def test_file_that_cannot_be_read_says_where_and_why(
    file: Path, content: bytes, code: str, line: int, column: int
) -> None:
    """Encoding, syntax, double keys, full-width colons, size and depth."""
    problem = _fault(file, content)

    assert (code, Location("rows.yaml", line, column)) == (problem.code, problem.where)
    assert not {mark for mark in problem.message("zh") if mark == "?"}


def test_aliases_that_multiply_are_stopped(file: Path) -> None:
    """Ten million nodes from a few lines are not built."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for name, before in zip("bcdefg", "abcdef", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")

    assert "RS1005" == _fault(file, "\n".join(lines).encode()).code


def test_alias_stands_for_what_it_names(file: Path) -> None:
    """Aliases may be used; their place is where the value was written."""
    file.write_text("a: &x {b: [1]}\nc: *x\n", encoding="utf-8")

    tree = read_yaml(file, "f")

    assert tree.data["a"] == tree.data["c"]
    assert Location("f", 1, 12) == tree.where(("c", "b", 0))


@pytest.mark.parametrize(
    ("name", "code"), [("missing.yaml", "RS1001"), (".", "RS1010")]
)
def test_file_that_is_none_is_an_error(tmp_path: Path, name: str, code: str) -> None:
    """A missing file and a folder cannot be read, and are told apart."""
    with pytest.raises(DataError) as caught:
        read_yaml(tmp_path / name)

    (problem,) = caught.value.problems
    assert (code, str(tmp_path / name)) == (problem.code, problem.where.file)


@pytest.mark.parametrize(
    "text", ["?x", ":x", "?", ":", ": x", "? x", "-x", "x:y", "~x"]
)
def test_text_that_begins_with_a_sign_reads_back(text: str) -> None:
    """In brackets, where a key or a value may begin, and outside of them."""
    data = {"t": [{"a": text}, {"a": [text, text]}, {"a": text, "b": "x" * 90}]}

    assert data == parse_text(to_yaml(data))
