"""A record comes back from a pack as it was, or an error says where it does not."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from regservice.codec.packcells import MisfitError
from regservice.codec.packfile import MAX_BYTES, dump, load
from regservice.codec.packschema import Layout
from regservice.errors import DataError
from regservice.model.fields import filled
from regservice.model.legal import Source, Validity
from regservice.model.rule import Holder, Strategy


class Colour(StrEnum):
    """Texts."""

    RED = "red"
    BLUE = "blue"


class Rank(IntEnum):
    """Numbers."""

    LOW = 1
    HIGH = 2


@attrs.frozen
class Leaf:
    """A record without parts of its own."""

    name: str = attrs.field(validator=filled)
    colour: Colour = Colour.RED


@attrs.frozen(kw_only=True)
class Everything:
    """A field of each type that data can be of."""

    text: str = ""
    number: int = 0
    truth: bool = False
    share: float = 0.0
    day: dt.date = dt.date(2026, 3, 2)
    moment: dt.datetime = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
    rank: Rank = Rank.LOW
    perhaps: int | None = None
    leaf: Leaf = Leaf("x")
    no_leaf: Leaf | None = None
    texts: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    pairs: tuple[tuple[str, Leaf | None], ...] = ()
    unordered: frozenset[str] = frozenset()
    names: Mapping[str, str] = MappingProxyType({})
    by_name: Mapping[str, Leaf] = MappingProxyType({})
    when: dt.datetime | str | None = None
    either: int | Leaf = 0


@attrs.frozen
class Derived:
    """A field that the class works out by itself."""

    name: str
    size: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.name))


@attrs.frozen(slots=False)
class Loose:
    """Without slots."""

    name: str


@attrs.frozen(cache_hash=True)
class Cached:
    """Remembers its hash."""

    name: str


@attrs.frozen
class Folded:
    """Its converter must not run again on what it has made."""

    name: str = attrs.field(converter=lambda text: f"<{text}>")


@attrs.frozen
class Nothing:
    """No field at all."""


@attrs.frozen
class Knot:
    """Holds its own kind."""

    inner: Knot | None = None


@attrs.frozen
class Holds:
    """Holds code."""

    call: Callable[[], None]


FULL = Everything(
    text='延续 \n \\ " \u2028',
    number=-(10**30),
    truth=True,
    share=0.1,
    day=dt.date.max,
    moment=dt.datetime(
        1990, 7, 1, 1, 2, 3, 4, tzinfo=dt.timezone(dt.timedelta(hours=9))
    ),
    rank=Rank.HIGH,
    perhaps=7,
    leaf=Leaf("y", Colour.BLUE),
    no_leaf=Leaf("y", Colour.BLUE),
    texts=("b", "a", ""),
    leaves=(Leaf("x"), Leaf("y", Colour.BLUE), Leaf("x")),
    pair=("", 0),
    pairs=(("a", None), ("a", Leaf("x"))),
    unordered=frozenset({"b", "a"}),
    names=MappingProxyType({"b": "1", "a": "2"}),
    by_name=MappingProxyType({"x": Leaf("x")}),
    when="soon",
    either=Leaf("x"),
)


def _again(record: Any) -> Any:
    return load(dump(record), type(record), "x.pack")


def _code(content: bytes, cls: type = Leaf) -> str:
    with pytest.raises(DataError) as caught:
        load(content, cls, "x.pack")
    (problem,) = caught.value.problems
    assert "x.pack" == problem.where.file
    assert problem.message("en")
    assert problem.fix("zh")
    return problem.code


def _signed(*lines: str) -> bytes:
    rest = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    return (
        b"regservice-pack 1 sha256:%s\n" % hashlib.sha256(rest).hexdigest().encode()
        + rest
    )


def _forged(data: Any, cls: type = Leaf) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return _signed(json.dumps({"library": "x", "schema": Layout(cls).schema}), text)


# --- round trip -------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        Everything(),
        FULL,
        attrs.evolve(FULL, when=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), either=3),
        Derived("abc"),
        Loose("a"),
        Cached("a"),
        Folded("a"),
        Nothing(),
        Validity(),
        Source(kind="assumed", note="a text for a member of an enumeration"),
    ],
)
def test_record_comes_back_as_it_was(record: Any) -> None:
    """Whatever its fields are, as long as they are data."""
    again = _again(record)

    assert record == again
    assert type(record) is type(again)


def test_record_that_remembers_its_hash_has_one() -> None:
    """What ``__init__`` sets beside the fields is set."""
    assert hash(Cached("a")) == hash(_again(Cached("a")))


def test_types_of_fields_come_back_too() -> None:
    """Not a text for a member, nor a list for a tuple."""
    again = _again(FULL)

    for field in attrs.fields(Everything):
        assert type(getattr(FULL, field.name)) is type(getattr(again, field.name))
    assert again.leaf.colour is Colour.BLUE
    assert ["b", "a"] == list(again.names)


def test_class_may_be_made_without_a_source() -> None:
    """Annotations that are types, not texts."""
    made = attrs.make_class("Made", {"x": attrs.field(type=tuple[int, ...])})

    assert made((1, 2)) == _again(made((1, 2)))


def test_layout_is_for_one_class() -> None:
    """And for no other."""
    with pytest.raises(MisfitError, match="Loose"):
        Layout(Leaf).dump(Loose("x"))


def test_equal_parts_are_one_object() -> None:
    """Stored once, and shared by all who hold them."""
    again = _again(FULL)

    assert again.leaf is again.no_leaf
    assert again.leaf is again.leaves[1]
    assert again.leaves[0] is again.leaves[2]
    assert 1 == dump(attrs.evolve(FULL, text="")).count(b"soon")


def test_equal_records_give_equal_bytes(root: Any) -> None:
    """In another process with other hashes too."""
    code = (
        "import sys; from regservice.codec.packfile import dump;"
        "from regservice.model.legal import Source;"
        "from regservice.model.condition import Condition;"
        "sys.stdout.buffer.write("
        "dump(Condition.of({d: ['b', 'a'] for d in 'zyx'})))"
    )

    contents = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert 1 == len(contents)


@pytest.mark.parametrize("cls", [Holds, Strategy, Knot])
def test_what_is_no_data_has_no_layout(cls: type) -> None:
    """Code, and what holds itself, cannot be written as columns."""
    with pytest.raises(TypeError, match=cls.__name__):
        Layout(cls)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": 1}, "Everything.text"),
        ({"number": True}, "Everything.number"),
        ({"number": "1"}, "Everything.number"),
        ({"day": dt.datetime(2026, 3, 2, tzinfo=dt.UTC)}, "Everything.day"),
        ({"leaf": None}, "Everything.leaf"),
        ({"texts": ("a", 1)}, "Everything.texts"),
        ({"texts": ["a"]}, "Everything.texts"),
        ({"leaves": (Leaf("x", "green"),)}, "Leaf.colour"),
        ({"pairs": (("a", "b"),)}, "Everything.pairs.1"),
        ({"text": "\ud800"}, ""),
    ],
)
def test_value_that_belies_its_annotation_is_not_written(
    changes: dict[str, Any], field: str
) -> None:
    """The error names the field."""
    with pytest.raises(DataError) as caught:
        dump(attrs.evolve(FULL, **changes))

    (problem,) = caught.value.problems
    assert ("RS3506", field) == (problem.code, problem.field)


# --- what a file can be instead ---------------------------------------------


def test_every_flipped_bit_is_found() -> None:
    """Wherever it is: no file is half believed."""
    content = dump(Leaf("延续"))

    for index, byte in enumerate(content):
        for bit in range(8):
            flipped = bytes((byte ^ (1 << bit),))
            damaged = content[:index] + flipped + content[index + 1 :]
            assert _code(damaged) in {"RS3501", "RS3502", "RS3503"}


def test_every_cut_is_found() -> None:
    """A file that ends too early, or goes on."""
    content = dump(Leaf("延续"))

    for length in range(len(content)):
        assert _code(content[:length]) in {"RS3501", "RS3502", "RS3503"}
    assert "RS3502" == _code(content + b"\n")


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"PK\x03\x04", b"regservice-packs 1 x\n"]
)
def test_other_files_are_told_apart(content: bytes) -> None:
    """An empty file, a workbook."""
    assert "RS3501" == _code(content)


def test_other_format_is_told_before_the_checksum() -> None:
    """A later version may sum up otherwise."""
    content = dump(Leaf("x"))

    assert "RS3503" == _code(content.replace(b"pack 1 ", b"pack 2 ", 1))
    assert "RS3503" == _code(content.replace(b"pack 1 ", b"pack ", 1))


def test_other_schema_is_told_with_the_version_that_made_it() -> None:
    """A field that came or went changes the layout of all records."""
    with pytest.raises(DataError) as caught:
        load(dump(Loose("x")), Leaf, "x.pack")

    (problem,) = caught.value.problems
    assert ("RS3503", 2) == (problem.code, problem.where.line)
    assert "0." in problem.message("en")


@pytest.mark.parametrize(
    "head", ["", "[]", "{}", "5", "\ud800", '{"schema": 1}', "[" * 100_000]
)
def test_head_of_any_other_form_is_refused(head: str) -> None:
    """It cannot be read, so its schema is another one."""
    assert "RS3503" == _code(_signed(head, "[]"))


def test_size_is_limited() -> None:
    """Before anything is read."""
    assert "RS3505" == _code(b"x" * (MAX_BYTES + 1))


LEAF = [0, [[1, ["x"], ["red"]]]]
"""What is written for ``Leaf("x")``: the cell, and the pool of leaves."""


def test_forged_file_that_is_right_is_read() -> None:
    """The cases below fail for what they change, not for how they are made."""
    assert Leaf("x") == load(_forged(LEAF), Leaf, "x.pack")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nul",
        "\ud800",
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
        None,
        5,
        "[]",
        {},
        [],
        [0],
        [0, []],
        [0, [[1, ["x"], ["red"]], [1, ["x"], ["red"]]]],
        [0, {"a": 1}],
        [0, [{}]],
        [0, [None]],
        [0, [[]]],
        [0, [[1]]],
        [0, [[1, ["x"]]]],
        [0, [[1, ["x"], ["red"], ["more"]]]],
        [0, [[2, ["x"], ["red"]]]],
        [0, [[1, ["x", "y"], ["red"]]]],
        [0, [[-1, ["x"], ["red"]]]],
        [0, [["1", ["x"], ["red"]]]],
        [0, [[1, "x", ["red"]]]],
        [0, [[1, {"x": 1}, ["red"]]]],
        [0, [[0]]],
        [0, [[0, ["x"], ["red"]]]],
        [1, [[1, ["x"], ["red"]]]],
        [-1, [[1, ["x"], ["red"]]]],
        [True, [[1, ["x"], ["red"]]]],
        ["0", [[1, ["x"], ["red"]]]],
        [None, [[1, ["x"], ["red"]]]],
        [[0], [[1, ["x"], ["red"]]]],
        [0, [[1, [1], ["red"]]]],
        [0, [[1, [None], ["red"]]]],
        [0, [[1, [["x"]], ["red"]]]],
        [0, [[1, [""], ["red"]]]],
        [0, [[1, ["x"], ["green"]]]],
        [0, [[1, ["x"], [["red"]]]]],
    ],
)
def test_content_of_any_other_form_is_refused(data: Any) -> None:
    """Also where the checksum is right, because whoever forges can sum up too."""
    if data == "[]":
        data = []

    assert "RS3504" == _code(_forged(data))


def test_record_that_its_class_forbids_is_refused() -> None:
    """Validators run when a pack is read."""
    with pytest.raises(DataError) as caught:
        load(_forged([0, [[1, [""], ["red"]]]]), Leaf, "x.pack")

    (problem,) = caught.value.problems
    assert ("Leaf", 3) == (problem.field, problem.where.line)


def test_record_is_refused_for_its_fields_together() -> None:
    """The check after the fields runs too."""
    holder = Holder(authority="a/b")
    text = dump(holder).decode().split("\n")[2].replace('"a/b"', "null")

    assert "RS3504" == _code(_forged(text, Holder), Holder)


def test_many_records_without_a_field_are_refused() -> None:
    """A number alone must not fill the memory."""
    assert Nothing() == load(_forged([0, [[1]]], Nothing), Nothing, "x.pack")
    assert "RS3504" == _code(_forged([0, [[10**12]]], Nothing), Nothing)


def _mutants(data: Any) -> list[Any]:
    """The data with each of its nodes replaced by what does not belong there."""
    odd = [None, True, -1, 10**9, "?", [], {}, [[]], 0.5]
    found: list[Any] = list(odd)
    if isinstance(data, list):
        for index, part in enumerate(data):
            before, after = data[:index], data[index + 1 :]
            found += [[*before, mutant, *after] for mutant in _mutants(part)]
            found.append([*data[:index], *data[index + 1 :]])
            found.append([*data[: index + 1], *data[index:]])
    return found


def test_no_change_of_a_file_makes_the_reader_fail_otherwise() -> None:
    """Each either still is a record, or is refused; nothing else is raised."""
    data = json.loads(dump(FULL).decode().split("\n")[2])
    schema = Layout(Everything).schema
    refused: list[str] = []

    for mutant in _mutants(data):
        content = _signed(
            json.dumps({"library": "x", "schema": schema}), json.dumps(mutant)
        )
        try:
            found = load(content, Everything, "x.pack")
        except DataError as error:
            refused.append(error.problems[0].code)
        else:
            assert isinstance(found, Everything)

    assert {"RS3504"} == set(refused)
    assert len(refused) > 500
