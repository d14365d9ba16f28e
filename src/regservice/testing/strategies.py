"""
Which packages can there be? Hypothesis strategies of valid records and packages.

They follow from the field spec and from the validators of the records: a text that a
validator restricts is drawn from the first pool that it takes, any other is as nasty
as can be. What fields demand of each other stands in one table.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from regservice.codec.spec import (
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    table_types,
)
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.decisiontest import TESTS
from regservice.model.package import Contribution, Manifest, Tables, row_key
from regservice.model.vocab import ITEM_CODES, KINDS, Unit
from regservice.testing.mending import mended

T = TypeVar("T")

_TRAPS: Final = (
    *("~", "null", "on", "No", "true", "是", "0012", "17:30", "1e3", "1.0", "0x1F"),
    *("=1+1", "+1", "-2", "- a", "a: b", "a:b", "# a", "a #b", "[a]", "{a: b}", "*a"),
    *("&a", "!a", "|", ">", "%", "@", "`", "'a'", '"a"', '"', "a、b", "a,b;c", "、"),
    *("a\nb", "a\n\n b\n", "\n", " a", "a ", "\ta", "a\tb", "a\r\nb", "\u3000", "\xa0"),
    *("_x0041_", "\x07", "\ufeff", "\u2028", "\x85", "𠮷", "😀", "2024-01-24", "药品"),
    *("说明", "#VALUE!", "'", "\\", "---", "...", "<<", "12.50", "a" * 200),
)
_NASTY: Final = st.sampled_from(_TRAPS) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)
_FILLED: Final = _NASTY.filter(lambda text: bool(text.strip()))
_DAYS: Final = st.dates(dt.date(1949, 10, 1), dt.date(2100, 12, 31))
_COUNTS: Final = st.integers(1, 999_999)


def _named(*forms: str) -> st.SearchStrategy[str]:
    """Codes of some forms, each with a number: one draw is faster than a pattern."""
    numbers = st.integers(0, 999)
    return st.builds(
        str.replace, st.sampled_from(forms), st.just("#"), numbers.map(str)
    )


_NAMESPACED: Final = ("a:b", "sh:c", "js:drug")
_PLACES: Final = st.sampled_from(("national", "310104", "110000", "310000-lg-a"))
_CODES: Final = _named("null", "on", "y", "a#", "a_b#", "sh:c#", "e#")
_TEXTS: Final[tuple[st.SearchStrategy[str], ...]] = (
    _NASTY,
    _FILLED,
    _named("#", "A#", "~", "!#", "x:#", "%#", "*", "-", "null", "[#]", "'"),
    _named("regservice-x#", "#", "-", "~", "1e#", "x:#", "{#}", "null"),
    _named("a/b#", "#", "0/#", "null", "on", "a/c-d_#", "1e#"),
    _PLACES,
    st.sampled_from((*sorted(KINDS), *_NAMESPACED)),
    _CODES,
    st.sampled_from((*sorted(ITEM_CODES), *_NAMESPACED)),
    st.sampled_from(("2026-03-02", "2026-03-02T10:00+08:00", "2026-03-02 10:00")),
    st.sampled_from(("RS3101", "RS1102")),
)
"""Pools of texts, the widest first."""

_PROBES: Final[tuple[tuple[str, ...], ...]] = (
    ("", " ", "\n", "a: b"),
    ("a: b", "\n.", "=1+1"),
    ("!", "~", "A#"),
    ("a", "0-", "-"),
    ("a", "0/a_-", "a/b/c"),
    ("national", "310104", "310000-ab"),
    ("station", "a:b"),
    ("null", "a0_"),
    ("renewal", "a:b"),
    ("2026-03-02", "2026-03-02 10:00"),
    ("RS3101",),
)
"""What each pool can hold, to see whether a validator takes it."""

_WHOLES: Final = (
    (st.integers(-999_999_999, 999_999_999), (-1, 0)),
    (st.integers(0, 999_999_999), (0, 999)),
    (_COUNTS, (1, 999)),
    (st.integers(1, 100), (1, 100)),
)
"""Whole numbers, the widest first, and what each can hold."""

_AMOUNTS: Final = st.builds(Amount, _COUNTS, st.sampled_from(Unit))


def _marks() -> st.SearchStrategy[Mark]:
    percents = st.builds(Mark, percent=st.integers(1, 999))
    return percents | st.builds(Mark, sign=st.sampled_from((-1, 1)), amount=_AMOUNTS)


@st.composite
def _intervals(draw: st.DrawFn) -> OfficeInterval:
    opens, closes = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=2)))
    return OfficeInterval(opens=opens, closes=closes)


_FORMS: Final[Mapping[Any, Callable[[], st.SearchStrategy[Any]]]] = {
    Amount: lambda: _AMOUNTS,
    Mark: _marks,
    OfficeInterval: _intervals,
}


def records(cls: type[T]) -> st.SearchStrategy[T]:
    """
    Draw valid records of a class of the field spec.

    Args:
        cls: The class, such as ``Rule``.

    Examples:
        >>> from hypothesis import find
        >>> from regservice.model.authority import Place
        >>> find(records(Place), lambda place: True).code
        'national'
    """
    known = _KNOWN.get(cls)
    if known is None:
        known = _KNOWN[cls] = _composed(cls)
    return known


_KNOWN: Final[dict[type, st.SearchStrategy[Any]]] = {}


@st.composite
def _composed(draw: st.DrawFn, cls: type[Any]) -> Any:
    values: dict[str, Any] = {}
    for name, values_of in _fields(cls).items():
        if fields_of(cls)[name].is_required or draw(st.booleans()):
            values[name] = draw(values_of)
    return cls(**mended(cls, values, draw, records))


def _fields(cls: type[Any]) -> Mapping[str, st.SearchStrategy[Any]]:
    if cls in _FIELDS:
        return _FIELDS[cls]
    hints = attrs.fields_dict(attrs.resolve_types(cls))
    found = {
        name: _values(spec.shape, cls, hints[name])
        for name, spec in fields_of(cls).items()
    }
    _FIELDS[cls] = found
    return found


_FIELDS: Final[dict[type, Mapping[str, st.SearchStrategy[Any]]]] = {}


def _values(
    shape: Shape, cls: type[Any], part: attrs.Attribute[Any]
) -> st.SearchStrategy[Any]:
    if shape.kind is Kind.LIST and shape.inner is not None:
        parts = _values(shape.inner, cls, part)
        least = 0 if _takes(part, cls, ()) else 1
        return st.lists(parts, min_size=least, max_size=3).map(tuple)
    if shape.kind is Kind.CONDITION:
        return conditions()
    if shape.kind is Kind.MAPPING:
        return st.dictionaries(_CODES, _NASTY, max_size=2)
    if shape.kind is Kind.RECORD and shape.record is not None:
        return records(shape.record)
    return _scalar(shape, cls, part)


def _scalar(
    shape: Shape, cls: type[Any], part: attrs.Attribute[Any]
) -> st.SearchStrategy[Any]:
    for form, made in _FORMS.items():
        if form.__name__ in str(part.type):
            return made()
    is_list = fields_of(cls)[part.name].shape.kind is Kind.LIST

    def takes(samples: tuple[Any, ...]) -> bool:
        return all(
            _takes(part, cls, (sample,) if is_list else sample) for sample in samples
        )

    if shape.kind is Kind.TRUTH:
        return st.booleans()
    if shape.kind is Kind.DATE:
        return _DAYS
    if shape.kind is Kind.WHOLE:
        return next(pool for pool, samples in _WHOLES if takes(samples))
    if shape.kind is Kind.CHOICE and shape.is_closed:
        return _choices(shape, part)
    return _texts(
        shape,
        next(
            pool for pool, probes in zip(_TEXTS, _PROBES, strict=True) if takes(probes)
        ),
    )


def _texts(shape: Shape, pool: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Of a vocabulary a record holds codes."""
    return st.sampled_from(sorted(shape.choices)) if shape.vocabulary else pool


def _choices(shape: Shape, part: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    """Members of an enumeration, or texts of a list."""
    hints = [part.type, *typing.get_args(part.type)]
    for hint in hints:
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return st.sampled_from(hint)
    return st.sampled_from(sorted(shape.choices))


def _takes(part: attrs.Attribute[Any], cls: type[Any], value: Any) -> bool:
    """Whether the validator of a field takes a value."""
    if part.validator is None:
        return True
    try:
        part.validator(cls, part, value)
    except ValueError:
        return False
    return True


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Draw conditions over dimensions of the core and over facts of packages."""
    names = st.sampled_from(sorted(set(dimension_names().values()))) | _CODES
    found = {}
    for name in draw(st.sets(names, max_size=3)):
        inner = dimension_shape(name).inner
        known = inner.choices if inner is not None else {}
        values = st.sampled_from(sorted(known)) if known else _NASTY
        found[name] = draw(st.lists(values, min_size=1, max_size=3, unique=True))
    return Condition.of(found)


@st.composite
def contributions(draw: st.DrawFn, *, most: int = 3) -> Contribution:
    """
    Draw packages: a manifest and some rows of some tables.

    The rows are valid one by one; what they name need not exist.

    Args:
        draw: Given by Hypothesis.
        most: How many tables have rows at most.
    """
    types = {name: cls for name, cls in table_types().items() if cls is not Manifest}
    found = {}
    for table in draw(st.sets(st.sampled_from(list(types)), max_size=most)):
        rows = records(types[table])
        found[table] = tuple(
            draw(st.lists(rows, min_size=1, max_size=3, unique_by=row_key))
        )
    tests = found.pop(TESTS, ())
    return Contribution(
        manifest=draw(records(Manifest)), tables=Tables(**found), tests=tests
    )
