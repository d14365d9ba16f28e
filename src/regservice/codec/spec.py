"""
How is a field written: which kind of value, under which names, must it be there?

One description of each record, from its attrs fields and their annotations and from
the words of :mod:`regservice.messages.fields`. All doors read it: YAML keys, headers
of workbooks, the JSON Schema, the pages of the documentation.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Any, Final, get_args, get_origin

import attrs

from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS, VALUE_WORDS, Word
from regservice.messages.names import NAMES
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.decisiontest import TESTS, DecisionTest
from regservice.model.package import Manifest, Tables
from regservice.model.supersession import SUPERSEDABLE
from regservice.model.vocab import (
    KINDS,
    Applicant,
    Channel,
    Difficulty,
    Level,
    Product,
)

MANIFEST_TABLE: Final = "package"
"""Under this name the manifest stands beside the tables in a workbook."""


class Kind(Enum):
    """What kind of value a field holds."""

    TEXT = "text"
    WHOLE = "whole"
    TRUTH = "truth"
    DATE = "date"
    CHOICE = "choice"
    CONDITION = "condition"
    MAPPING = "mapping"
    RECORD = "record"
    LIST = "list"


@attrs.frozen
class Shape:
    """
    How a value is written.

    Attributes:
        kind: What it is.
        record: The class of a record; ``None`` for other kinds.
        choices: What a text may be, and the Chinese word for it; empty if it is not
            chosen from a list.
        is_closed: Whether nothing else than *choices* is allowed.
        inner: The shape of the parts of a list; ``None`` for other kinds.
        form: What a text has to look like, by an example; empty for any text.
        vocabulary: Key of :data:`~regservice.messages.names.NAMES` whose names, too,
            may stand for a choice; empty if only its own words may.
    """

    kind: Kind
    record: type | None = None
    choices: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    is_closed: bool = True
    inner: Shape | None = None
    form: str = ""
    vocabulary: str = ""

    def code_of(self, word: str) -> str:
        """
        Return the choice that a word stands for; empty if it is none.

        Examples:
            >>> shape = Shape(Kind.CHOICE, choices={"must": "应当"})
            >>> shape.code_of("应当"), shape.code_of("must"), shape.code_of("x")
            ('must', 'must', '')
        """
        if word in self.choices:
            return word
        return next((code for code, name in self.choices.items() if name == word), "")


@attrs.frozen
class FieldSpec:
    """
    One field of a record.

    Attributes:
        name: English key, the name of the attribute.
        word: Chinese key and meanings.
        shape: How its value is written.
        is_required: Whether a record must have it.
        default: What it is if nothing is written.
    """

    name: str
    word: Word
    shape: Shape
    is_required: bool
    default: Any = None

    @property
    def keys(self) -> tuple[str, str]:
        """The keys under which it may stand, Chinese first."""
        return self.word.key, self.name


MARK: Final = "80%, -2 working_day (-2 工作日)"
AMOUNT: Final = "5 working_day (5 工作日)"

MOMENT: Final = "2026-03-02T10:00+08:00"
TIMED: Final = frozenset((MARK, AMOUNT))
"""Forms of texts that end in a unit of time."""

_TEXTS: Final[Mapping[type, Shape]] = {
    str: Shape(Kind.TEXT),
    int: Shape(Kind.WHOLE),
    bool: Shape(Kind.TRUTH),
    dt.date: Shape(Kind.DATE, form="2024-01-24"),
    Condition: Shape(Kind.CONDITION),
    OfficeInterval: Shape(Kind.TEXT, form="09:00-12:00"),
    Mark: Shape(Kind.TEXT, form=MARK),
    Amount: Shape(Kind.TEXT, form=AMOUNT),
}

_DIMENSIONS: Final[Mapping[str, type[StrEnum]]] = {
    "product": Product,
    "difficulty": Difficulty,
    "received_level": Level,
    "applicant": Applicant,
    "channel": Channel,
}
"""Dimensions of a condition whose values are a list that is known."""


@functools.cache
def row_types() -> Mapping[str, type[Any]]:
    """Return the record class of each table of a ruleset."""
    tables = attrs.fields(attrs.resolve_types(Tables))
    return {table.name: get_args(table.type)[0] for table in tables}


@functools.cache
def table_types() -> Mapping[str, type[Any]]:
    """Return the record class of each table, of the manifest and of decision tests."""
    return {MANIFEST_TABLE: Manifest, **row_types(), TESTS: DecisionTest}


def fields_of(record: type[Any]) -> Mapping[str, FieldSpec]:
    """
    Return the fields of a record class by their English key.

    Examples:
        >>> from regservice.model.legal import Validity
        >>> {name: spec.shape.kind.value for name, spec in fields_of(Validity).items()}
        {'start': 'date', 'end': 'date'}
    """
    known = _SPECS.get(record)
    if known is None:
        known = _SPECS[record] = _specs(record)
    return known


_SPECS: Final[dict[type, Mapping[str, FieldSpec]]] = {}


def _specs(record: type) -> Mapping[str, FieldSpec]:
    hints = typing.get_type_hints(record)
    words = FIELD_WORDS[record.__name__]
    return {
        part.name: FieldSpec(
            part.name,
            words[part.name],
            _formed(
                _shape(hints[part.name], part.metadata.get("values", "")),
                part.metadata.get("form", ""),
            ),
            part.default is attrs.NOTHING,
            _default(part),
        )
        for part in attrs.fields(record)
        if part.init
    }


def key_names(record: type[Any]) -> Mapping[str, str]:
    """Return English key by every key under which a field may stand."""
    return {key: spec.name for spec in fields_of(record).values() for key in spec.keys}


@functools.cache
def table_names() -> Mapping[str, str]:
    """Return the name of a table by every name under which it may stand."""
    names = table_types()
    return {key: name for name in names for key in (TABLE_WORDS[name].key, name)}


@functools.cache
def dimension_names() -> Mapping[str, str]:
    """Return the code of a dimension of conditions by every name it may have."""
    words = FIELD_WORDS[Condition.__name__]
    return {key: name for name, word in words.items() for key in (word.key, name)}


@functools.cache
def dimension_shape(name: str) -> Shape:
    """Return the shape of the values of one dimension of a condition."""
    cls = _DIMENSIONS.get(name)
    inner = Shape(Kind.TEXT) if cls is None else _choice(cls)
    return Shape(Kind.LIST, inner=inner)


def _default(part: attrs.Attribute[Any]) -> Any:
    given: Any = part.default
    if hasattr(given, "factory"):
        return given.factory()
    return None if given is attrs.NOTHING else given


def _formed(shape: Shape, form: str) -> Shape:
    """The shape with an example of what a text, or each part of a list, looks like."""
    if form and shape.inner is not None:
        return attrs.evolve(shape, inner=attrs.evolve(shape.inner, form=form))
    return attrs.evolve(shape, form=form) if form else shape


def _named(hint: Any, vocabulary: str) -> Shape:
    """The shape of a text, or of a list of texts, of an open or a long vocabulary."""
    if vocabulary == "TABLES":
        words = {name: TABLE_WORDS[name].key for name in SUPERSEDABLE}
        return Shape(Kind.CHOICE, choices=words)
    codes = sorted(KINDS) if vocabulary == "KINDS" else VALUE_WORDS[vocabulary]
    words = {code: VALUE_WORDS[vocabulary][code] for code in codes}
    names = vocabulary.lower() if vocabulary.lower() in NAMES else ""
    inner = Shape(Kind.CHOICE, choices=words, is_closed=False, vocabulary=names)
    return Shape(Kind.LIST, inner=inner) if get_origin(hint) is tuple else inner


def _shape(hint: Any, vocabulary: str = "") -> Shape:
    if vocabulary:
        return _named(hint, vocabulary)
    if isinstance(hint, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    if get_origin(hint) is tuple:
        return Shape(Kind.LIST, inner=_shape(get_args(hint)[0]))
    if get_origin(hint) is Mapping:
        return Shape(Kind.MAPPING)
    if hint in _TEXTS:
        return _TEXTS[hint]
    if issubclass(hint, StrEnum):
        return _choice(hint)
    return Shape(Kind.RECORD, record=hint)


def _choice(cls: type[StrEnum]) -> Shape:
    words = VALUE_WORDS[cls.__name__]
    return Shape(Kind.CHOICE, choices={member.value: words[member] for member in cls})
