"""
Are the rows that a hook gave what it may give, down to the last value?

Every row is turned into plain data and structured again, as if it came from YAML: the
record that goes on is another object than the one that the package made, of the
declared classes throughout, and equal to the one that YAML gives. What YAML takes for
a code, such as ``药品`` for ``drug``, is that code from here on.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final

import attrs

from regservice.codec.keys import canonical_record
from regservice.codec.structure import structure
from regservice.codec.tree import Path_, Tree
from regservice.errors import Problem
from regservice.messages.fields import FIELD_WORDS
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition, Test
from regservice.model.decisiontest import TESTS, DecisionTest
from regservice.model.package import Tables

MAX_TEXT: Final = 100_000
"""Longer texts are refused."""

TABLES: Final[dict[type, str]] = {
    **{
        typing.get_args(table.type)[0]: table.name
        for table in attrs.fields(attrs.resolve_types(Tables))
    },
    DecisionTest: TESTS,
}
"""Class of a row to the table in which it stands."""

Reader = Callable[[Any], Any]

_SHOWN: Final = (str, int, float, bool, type(None), dt.date)


class Misfit:
    """
    Stands in plain data for a value of a wrong class; fits nothing.

    Examples:
        >>> str(Misfit(("310000",))), str(Misfit("5"))
        ('<tuple>', "'5'")
    """

    def __init__(self, value: object) -> None:
        """Keep how the value looks, and nothing of it."""
        kind = type(value)
        # Only of these is it known that to show them runs no code of others.
        self._text = repr(value) if kind in _SHOWN else f"<{class_name(kind)}>"

    def __str__(self) -> str:
        return self._text


def class_name(kind: type) -> str:
    """
    Return the name of a class, whatever its metaclass says.

    Examples:
        >>> class_name(dict)
        'dict'
    """
    name: str = type.__dict__["__name__"].__get__(kind)
    return name


def fresh(
    row: Any, cls: type, file: str, marks: dict[Path_, tuple[int, int]]
) -> tuple[Any, list[Problem]]:
    """
    Make the record anew that *row* should be.

    Args:
        row: What a hook gave, of class *cls* exactly.
        cls: An attrs class of rows.
        file: Where it is written, for messages.
        marks: Line and column of the row and of its fields, by path.

    Returns:
        The record and no problem, or ``None`` and at least one problem.

    Examples:
        >>> from regservice.model.authority import Place
        >>> row = Place(code="310104", name="徐汇区", aliases=["徐汇"])
        >>> record, (problem,) = fresh(row, Place, "a.py", {(): (3, 1)})
        >>> problem.code, problem.field, str(problem.where)
        ('RS1105', 'aliases', 'a.py:3:1')
    """
    tree = Tree.of(file, _reader(cls)(row), marks)
    twice: list[Problem] = []
    if cls.__name__ in FIELD_WORDS:
        tree, twice = canonical_record(tree, cls)
    record, problems = structure(tree, (), cls)
    return (None if twice else record), [*twice, *problems]


@cache
def _reader(hint: Any) -> Reader:
    """Return what makes plain data of a value that should be *hint*."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (part for part in parts if part is not types.NoneType)
        return _reader(inner)  # the structure tells where nothing may stand
    if origin is tuple:
        return _many(_reader(parts[0]))
    known = _KNOWN.get(origin or hint)
    if known is not None:
        return _exactly(types.MappingProxyType if origin else hint, known)
    if attrs.has(hint):
        return _exactly(hint, _record(hint))
    if issubclass(hint, Enum):
        return _text
    return {str: _text, dt.date: _date}.get(hint) or _exactly(hint, lambda value: value)


def _exactly(cls: type, read: Reader) -> Reader:
    def exact(value: Any) -> Any:
        if value is None:
            return None
        return read(value) if type(value) is cls else Misfit(value)

    return exact


def _many(read: Reader) -> Reader:
    return _exactly(tuple, lambda value: [read(part) for part in value])


def _mapping(value: Mapping[Any, Any]) -> Any:
    pairs = [(_text(key), _text(part)) for key, part in value.items()]
    return dict(pairs) if all(type(key) is str for key, _ in pairs) else Misfit(value)


def _record(cls: Any) -> Reader:
    hints = typing.get_type_hints(cls)
    fields = [(a.name, _reader(hints[a.name])) for a in attrs.fields(cls) if a.init]
    return lambda row: {name: read(getattr(row, name)) for name, read in fields}


def _text(value: Any) -> Any:
    """A member of an enumeration, and any other kind of text, becomes a plain one."""
    if value is None:
        return None
    if not issubclass(type(value), str):
        return Misfit(value)
    text = str.__str__(value)
    if len(text) > MAX_TEXT or any("\ud800" <= letter <= "\udfff" for letter in text):
        return Misfit(f"{text[:20]!a}... ({len(text)})")
    return text


def _date(value: Any) -> Any:
    if value is None:
        return None
    kind = type(value)
    if not issubclass(kind, dt.date) or issubclass(kind, dt.datetime):
        return Misfit(value)
    return dt.date.isoformat(value)


def _condition(value: Condition) -> Any:
    tests = _many(_exactly(Test, lambda test: test))(value.tests)
    if not isinstance(tests, list) or any(type(test) is not Test for test in tests):
        return Misfit(value)
    texts = _many(_text)
    pairs = [(_text(test.dimension), texts(test.values)) for test in tests]
    keys = [key for key, _ in pairs if isinstance(key, str)]
    if len({*keys}) < len(pairs):
        return Misfit(value)
    return dict(pairs)


def _interval(value: OfficeInterval) -> Any:
    ends = [value.opens, value.closes]
    if any(type(end) is not int or end < 0 for end in ends):
        return Misfit(value)
    return OfficeInterval.__str__(value)


def _amount(value: Amount) -> Any:
    unit = _text(value.unit)
    if type(value.count) is not int or not isinstance(unit, str):
        return Misfit(value)
    return f"{value.count} {unit}"


def _mark(value: Mark) -> Any:
    if value.amount is None:
        good = type(value.percent) is int and value.sign == 0
        return f"{value.percent}%" if good else Misfit(value)
    sign = {1: "+", -1: "-"}.get(value.sign) if type(value.sign) is int else None
    amount = _exactly(Amount, _amount)(value.amount)
    good = sign is not None and isinstance(amount, str) and value.percent == 0
    return f"{sign}{amount}" if good else Misfit(value)


_KNOWN: Final[dict[Any, Reader]] = {
    Condition: _condition,
    OfficeInterval: _interval,
    Amount: _amount,
    Mark: _mark,
    Mapping: _mapping,
}
"""Records that data packages write as something else than a mapping."""
