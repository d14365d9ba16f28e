"""A row from Python is the record that YAML gives, or a problem in its own line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest

import regservice
from regservice.codec.plain import rows_of
from regservice.model.amount import Amount, Mark
from regservice.model.authority import Authority, Place
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition, Test
from regservice.model.legal import Source, Validity
from regservice.model.package import Contribution
from regservice.model.rule import Holder, Rule
from regservice.plugin.manager import collect
from regservice.plugin.rows import MAX_TEXT, TABLES, fresh
from regservice.plugin.script import Written, read_script

Install = Callable[..., Path]
GUESS = Source(kind="assumed", note="虚构")  # type: ignore[arg-type]
HERE: dict[Any, tuple[int, int]] = {(): (1, 1)}


class Evil(str):
    """A text that lies."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


def _plain_types(value: Any) -> bool:
    """Whether everything in a record is of the declared classes."""
    if attrs.has(type(value)):
        return all(
            _plain_types(getattr(value, a.name)) for a in attrs.fields(type(value))
        )
    if type(value) is tuple:
        return all(map(_plain_types, value))
    known = (str, int, bool, type(None), dt.date, MappingProxyType)
    return type(value) in known or isinstance(value, StrEnum)


def test_every_row_of_the_repository_comes_through_unchanged(
    contributions: tuple[Contribution, ...],
) -> None:
    """Rows of all kinds, nation and Shanghai: equal, of plain types, made anew."""
    seen = set()
    for contribution in contributions:
        for cls, table in TABLES.items():
            for row in rows_of(contribution)[table]:
                record, problems = fresh(row, cls, "a.py", HERE)
                assert (row, []) == (record, problems)
                assert row is not record
                assert _plain_types(record)
                seen.add(table)
    assert len(seen) > 12


def test_members_and_their_texts_are_the_same() -> None:
    """A text that lies becomes a plain one."""
    row = Rule(
        id=Evil("x/a"),
        role="copy",  # type: ignore[arg-type]
        when=Condition.of({Evil("product"): [Evil("drug")]}),
        holder=Holder(authority="national/nmpa"),
        modality="may",  # type: ignore[arg-type]
        source=GUESS,
    )

    record, problems = fresh(row, Rule, "a.py", HERE)

    assert [] == problems
    assert _plain_types(record)
    assert "copy" == record.role.value


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": 5}, "name"),
        ({"name": None}, "name"),
        ({"name": b"x"}, "name"),
        ({"name": "x" * (MAX_TEXT + 1)}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"aliases": ["x"]}, "aliases"),
        ({"aliases": "xy"}, "aliases"),
        ({"aliases": (1,)}, "aliases[0]"),
        ({"places": ("nowhere",)}, "places[0]"),
        ({"level": "nonsense"}, "level"),
        ({"level": Place}, "level"),
        ({"source": None}, "source"),
        ({"source": {"kind": "assumed", "note": "x"}}, "source"),
        ({"validity": Validity(start="2024-01-01")}, "validity.start"),  # type: ignore[arg-type]
        ({"validity": Validity(start=dt.datetime(2024, 1, 1))}, "validity.start"),  # noqa: DTZ001
    ],
)
def test_value_of_another_type_is_a_problem(values: dict[str, Any], field: str) -> None:
    """Even past the frozen record."""
    row = Authority(
        id="x/a", name="虚构", kind="nmpa", level="national",  # type: ignore[arg-type]
        places=("national",), source=GUESS,
    )  # fmt: skip
    for name, value in values.items():
        object.__setattr__(row, name, value)

    record, problems = fresh(row, Authority, "a.py", HERE)

    assert record is None
    assert [field] == [problem.field for problem in problems]


@pytest.mark.parametrize(
    "value",
    [
        Condition((Test("product", ("drug",)), Test("product", ("device",)))),
        Condition(["x"]),  # type: ignore[arg-type]
        Condition((Test(5, ("x",)),)),  # type: ignore[arg-type]
    ],
)
def test_condition_that_yaml_cannot_write_is_a_problem(value: Condition) -> None:
    """A dimension twice, no tuple of tests, no text."""
    row = Rule(
        id="x/a", role="copy", when=value, holder=Holder(authority="a/b"),  # type: ignore[arg-type]
        modality="may", source=GUESS,  # type: ignore[arg-type]
    )  # fmt: skip

    record, problems = fresh(row, Rule, "a.py", HERE)

    assert record is None
    assert problems


@pytest.mark.parametrize(
    ("cls", "value", "good"),
    [
        (Mark, Mark.read("80%"), True),
        (Mark, Mark.read("-2 working_day"), True),
        (Mark, Mark(percent=5, sign=1, amount=Amount.read("1 hour")), False),
        (Mark, Mark(sign=2), False),
        (Amount, Amount(2, "month"), True),  # type: ignore[arg-type]
        (OfficeInterval, OfficeInterval(opens=540, closes=720), True),
    ],
)
def test_short_forms_are_kept(cls: type, value: Any, good: bool) -> None:
    """Marks, amounts and hours are texts in YAML."""

    @attrs.frozen
    class Row:
        value: Any

    Row.__annotations__["value"] = cls
    record, problems = fresh(Row(value), Row, "a.py", HERE)

    assert good == (problems == [])
    assert not good or record.value == value


# --- where rows stand --------------------------------------------------------

CODE = """\
from regservice.model.authority import Authority, Place, Relation
from regservice.model.legal import Source
from regservice.model.package import Manifest
from regservice.plugin import hookimpl

GUESS = Source(kind="assumed", note="虚构")


@hookimpl
def regservice_package():
    return Manifest(name="acme-rows", title="虚构", version="1",
                    places=("national",), owner="虚构")


@hookimpl
def regservice_authorities():
{body}
"""

SOUND = """\
    for name in ("a", "b"):
        yield Authority(id=f"acme/{name}", name="虚构" + name, kind="nmpa",
                        level="national", places=("national",), source=GUESS)
    yield Authority(
        id="acme/c", name="虚构丙", kind="nmpa",
        level="national", places=("national",), source=GUESS,
    )
    yield Relation(type="administers", subject="acme/c", object="acme/a",
                   source=GUESS)
"""


def _line(file: Path, text: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    (found,) = [n for n, line in enumerate(lines, 1) if text in line]
    return found


def test_row_stands_where_it_is_written(tmp_path: Path) -> None:
    """By its key or its constants; else where its hook is defined."""
    file = tmp_path / "acme_rows.py"
    file.write_text(CODE.format(body=SOUND), "utf-8")

    origins = regservice.load([file], discover=False).ruleset.origins

    lines = {key: o.line for (_, key), o in origins.items() if o.file == str(file)}
    hook = _line(file, "def regservice_authorities")
    assert {"acme/a": hook, "acme/b": hook} == {
        key: line for key, line in lines.items() if key in ("acme/a", "acme/b")
    }
    assert _line(file, '"acme/c", name') - 1 == lines["acme/c"]
    (edge,) = [key for key in lines if ">" in key]
    assert _line(file, "Relation(type") == lines[edge]


CODE_, NAME = 'code="310104"', 'name="虚构"'


def _place(*words: str) -> str:
    """A call of which each keyword has a line of its own."""
    lines = ",\n        ".join(words)
    return f"yield Place(\n        {lines},\n    )"


@pytest.mark.parametrize(
    ("body", "code", "at", "field"),
    [
        (_place('code="x"', NAME), "RS1105", 'code="x"', "code"),
        (_place(CODE_, 'name=""'), "RS1106", 'name=""', "name"),
        (_place(CODE_, 'naem="虚构"'), "RS1104", "naem", "naem"),
        (_place(NAME), "RS1102", "yield Place", "code"),
        (_place(CODE_, NAME, "zzz=1"), "RS1103", "zzz", "zzz"),
        (_place(CODE_, NAME, 'aliases=["x"]'), "RS1105", "aliases", "aliases"),
        (_place(CODE_, NAME, 'tier="x"'), "RS1105", "tier", "tier"),
        ('yield Place(**{"code": "1", "nme": "x"})', "RS1104", "yield Place", "nme"),
        ("yield 1 / 0", "RS2101", "1 / 0", ""),
        ('import json\n    json.loads("{")', "RS2101", "json.loads", ""),
        ('yield "x"', "RS2105", "def regservice_authorities", ""),
    ],
)
def test_fault_in_making_a_row_is_that_of_yaml(
    tmp_path: Path, body: str, code: str, at: str, field: str
) -> None:
    """The same code, at the keyword; one message for one cause."""
    file = tmp_path / "acme_rows.py"
    file.write_text(CODE.format(body=f"    {body}"), "utf-8")

    found = collect([file], discover=False)[-1]

    (problem,) = found.problems
    assert (code, field) == (problem.code, problem.field)
    assert (str(file), _line(file, at)) == (problem.where.file, problem.where.line)
    if code == "RS1104":
        assert "name" == problem.params["near"]


def test_all_faults_of_all_hooks_are_told_at_once(tmp_path: Path) -> None:
    """One run shows everything."""
    bad = "    yield Place(code='310104', name='虚构', aliases=['x'])\n" * 2
    more = "\n\n@hookimpl\ndef regservice_rules():\n    return 42\n"
    file = tmp_path / "acme_rows.py"
    file.write_text(CODE.format(body=bad) + more, "utf-8")

    found = collect([file], discover=False)[-1]

    assert ["RS1105", "RS1105", "RS2105"] == [p.code for p in found.problems]


def test_rows_without_a_manifest_are_refused(tmp_path: Path) -> None:
    """Nobody would answer for them."""
    file = tmp_path / "acme_rows.py"
    code = CODE.format(body=SOUND)
    file.write_text(code.replace("@hookimpl\ndef regservice_package", "def _"), "utf-8")

    found = collect([file], discover=False)[-1]

    assert ["RS2108"] == [problem.code for problem in found.problems]


def test_source_that_cannot_be_parsed_has_no_lines(tmp_path: Path) -> None:
    """Then the row stands where its hook does."""
    file = tmp_path / "broken.py"
    file.write_text("def (", "utf-8")
    row = Place(code="310104", name="虚构")

    assert {(): (7, 0)} == Written(read_script(str(file)), 7).marks(row)
