"""
Plain data to records, with every fault on the path where it stands.

The only door to cattrs. A misspelt field gives one message, not a missing and a
surplus one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from types import GenericAlias
from typing import Any, Final, TypeVar, get_args

import attrs
import cattrs
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from regservice.codec.moments import read_moment
from regservice.codec.pairing import misplaced, paired
from regservice.codec.repair import repaired, wanted
from regservice.codec.spec import Kind, Shape, dimension_shape, fields_of
from regservice.codec.tree import Path_, Tree
from regservice.codec.yamlout import double_quoted, needs_quotes
from regservice.errors import Mend, Problem
from regservice.messages.fields import FIELD_WORDS
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.fields import FieldFault, fault

T = TypeVar("T")

_HOURS: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _text(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise fault("RS1105", _shown(value), "text")
    return value


def _whole(value: Any, _: type) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,9}", str(value)):
        raise fault("RS1105", _shown(value), "0, 1, 2 ...")
    return int(value)


def _truth(value: Any, _: type) -> bool:
    known = {"true": True, "false": False, "是": True, "否": False}
    if str(value).lower() not in known:
        raise fault("RS1105", _shown(value), "true, false; 是, 否")
    return known[str(value).lower()]


def _date(value: Any, _: type) -> dt.date:
    try:
        # Only this form: `fromisoformat` knows others that few readers know.
        if not _DAY.fullmatch(str(value)):
            raise ValueError(value)  # noqa: TRY301 - one answer to both faults
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise fault("RS1105", _shown(value), "YYYY-MM-DD, 2024-01-24") from None


def _moment(value: Any, _: type) -> dt.datetime:
    moment, assumed = read_moment(str(value), 1)
    # An event without a year, or as the number of a spreadsheet, would be a guess.
    if moment is None or assumed:
        raise fault("RS1105", _shown(value), "2026-03-02T10:00+08:00, 2026-03-02 10:00")
    return moment


def _choice(value: Any, cls: type[StrEnum]) -> StrEnum:
    try:
        return cls(value)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in cls)
        raise fault("RS1105", _shown(value), allowed) from None


def _condition(value: Any, _: type) -> Condition:
    if not isinstance(value, dict):
        raise fault("RS1105", _shown(value), "{product: [drug], difficulty: [basic]}")
    for dimension, values in value.items():
        good = isinstance(values, list) and values
        if not good or not all(isinstance(v, str) for v in values):
            raise fault("RS1105", _shown(values), _list(values), str(dimension))
    return Condition.of(value)


def _list(values: Any) -> str:
    """What was meant, as a list of quoted texts."""
    found = values if isinstance(values, list) else [values]
    plain = (value for value in found if isinstance(value, str))
    texts = [f'"{value}"' for value in plain]
    return f"[{', '.join(texts) or '...'}]"


def _interval(value: Any, _: type) -> OfficeInterval:
    found = _HOURS.fullmatch(str(value))
    if found is None:
        raise fault("RS1105", _shown(value), "09:00-12:00")
    a, b, c, d = map(int, found.groups())
    return OfficeInterval(opens=a * 60 + b, closes=c * 60 + d)


def _mark(value: Any, _: type) -> Mark:
    return Mark.read(str(value))


def _amount(value: Any, _: type) -> Amount:
    return Amount.read(str(value))


def _shown(value: Any) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - one line


_HOOKS: Final[dict[type, Any]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    dt.date: _date,
    dt.datetime: _moment,
    Condition: _condition,
    OfficeInterval: _interval,
    Mark: _mark,
    Amount: _amount,
    StrEnum: _choice,
}
# A StrEnum is a str too; cattrs takes the hook of the nearest base class.


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for cls, hook in _HOOKS.items():
        converter.register_structure_hook(cls, hook)

    @converter.register_structure_hook_factory(
        lambda t: getattr(t, "__origin__", None) is tuple
    )
    def _tuple_factory(target: Any, inner: cattrs.Converter) -> Any:
        rows: Any = GenericAlias(list, get_args(target)[:1])

        def structure(value: Any, _: Any) -> tuple[Any, ...]:
            # A text is iterable too: `products: drug` must not become d, r, u, g.
            if not isinstance(value, list):
                raise fault("RS1105", _shown(value), "[..., ...]")
            return tuple(inner.structure(value, rows))

        return structure

    return converter


_CONVERTER: Final = _make_converter()


def structure(tree: Tree, path: Path_, cls: type[T]) -> tuple[T | None, list[Problem]]:
    """
    Turn the data at *path* into a record.

    Args:
        tree: The document.
        path: Where the data stands in it.
        cls: The attrs class of the record.

    Returns:
        The record and no problem, or ``None`` and at least one problem.
    """
    data = tree.data
    for part in path:
        data = data[part]
    if not isinstance(data, dict):
        return None, [_no_record(tree, path, data, cls)]
    try:
        return _CONVERTER.structure(data, cls), []
    except Exception as error:  # noqa: BLE001 - every fault becomes a located problem
        other = misplaced(data, cls)
        if other is not None:
            here, table = other
            return None, [_problem(tree, path, "RS1029", here=here, table=table)]
        return None, paired(list(_walk(tree, path, error)))


def _problem(
    tree: Tree,
    path: Path_,
    code: str,
    *,
    key: bool = False,
    allowed: str = "",
    **p: Any,
) -> Problem:
    name = tree.shown(path)
    params = {"field": name.rpartition(".")[2], **p, "allowed": allowed}
    return Problem(code, params, tree.where(path, key=key), name, allowed)


def _value_at(tree: Tree, path: Path_) -> Any:
    value = tree.data
    for part in path:
        known = isinstance(value, dict) and part in value
        if not known and not isinstance(value, list):
            return None
        value = value[part]
    return value


def _keys(cls: type, *, chinese: bool) -> list[str]:
    """The keys of a record, in one language."""
    if chinese and cls.__name__ in FIELD_WORDS:
        return [spec.word.key for spec in fields_of(cls).values()]
    return [part.name for part in attrs.fields(cls) if part.init]


def _shape(cls: type, name: str) -> Shape | None:
    """How a field is written; ``None`` where nothing is known about its record."""
    if cls.__name__ not in FIELD_WORDS or name not in fields_of(cls):
        return None
    return fields_of(cls)[name].shape


def _no_record(tree: Tree, path: Path_, value: Any, cls: type | None) -> Problem:
    """A text, a list or nothing stands where a mapping is expected."""
    known = (
        () if cls is None else (*_keys(cls, chinese=True), *_keys(cls, chinese=False))
    )
    found = wanted(value, known) if isinstance(value, str) else None
    if found is not None:
        code, mend = found
        return attrs.evolve(_problem(tree, path, code), mend=mend)
    return _problem(tree, path, "RS1105", value=_shown(value), allowed="{...}")


def _walk(
    tree: Tree,
    path: Path_,
    error: BaseException,
    cls: type | None = None,
    shape: Shape | None = None,
) -> Iterator[Problem]:
    if isinstance(error, IterableValidationError | ClassValidationError):
        cls = error.cl if isinstance(error, ClassValidationError) else cls
        noted, plain = error.group_exceptions()
        for inner, note in noted:
            # The notes are texts, which have a method `index` of their own.
            if isinstance(note, AttributeValidationNote):
                known = None if cls is None else _shape(cls, note.name)
                yield from _walk(tree, (*path, note.name), inner, cls, known)
            else:
                part = shape and shape.inner
                yield from _walk(tree, (*path, note.index), inner, cls, part)
        for inner in plain:
            yield from _walk(tree, path, inner, cls, shape)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield _surplus(tree, (*path, name), error.cl)
    elif isinstance(error, KeyError):
        yield _problem(tree, path, "RS1102", about=_about(cls, path))
    elif error.args and isinstance(error.args[0], FieldFault):
        yield _unfit(tree, path, error.args[0], cls, shape)
    else:
        # The wrong kind of value altogether: a text or nothing for a mapping.
        inner_cls = shape.record if shape and shape.kind is Kind.RECORD else None
        yield _no_record(tree, path, _value_at(tree, path), inner_cls)


def _surplus(tree: Tree, path: Path_, cls: type) -> Problem:
    """A key that is none, or one that a wrong colon has joined with its value."""
    name = str(path[-1])
    keys = (*_keys(cls, chinese=True), *_keys(cls, chinese=False))
    found = wanted(name, keys)
    if found is not None and _value_at(tree, path) is None:
        code, mend = found
        key = mend.old[:-1]
        at, shown = tree.where(path, key=True), tree.shown(path)
        return Problem(code, {"field": key, "key": key}, at, shown, mend=mend)
    allowed = ", ".join(_keys(cls, chinese=not name.isascii()))
    return _problem(tree, path, "RS1103", key=True, allowed=allowed)


def _unfit(
    tree: Tree,
    path: Path_,
    found: FieldFault,
    cls: type | None,
    shape: Shape | None,
) -> Problem:
    """A value that its field does not take; of a list, the part that it is."""
    at = path
    if found.field and path[-1:] != (found.field,):
        at = (*path, found.field)
        if shape is not None and shape.kind is Kind.CONDITION:
            shape = dimension_shape(found.field)
        elif cls is not None:
            shape = _shape(cls, found.field)
    parts = _value_at(tree, at)
    if isinstance(parts, list) and found.value in parts:
        at, shape = (*at, parts.index(found.value)), shape and shape.inner
    allowed = found.allowed
    if tree.spelt and shape and shape.choices and shape.is_closed:
        allowed = ", ".join(shape.choices.values())  # as the keys are written
    problem = _problem(tree, at, found.code, value=found.value, allowed=allowed)
    params = {**problem.params, "about": _about(cls, at)}
    return attrs.evolve(problem, params=params, mend=_mend(tree, at, found, shape))


def _about(cls: type | None, path: Path_) -> str:
    """The record and field whose words say what goes in; empty if there are none."""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    known = cls is not None and _shape(cls, name) is not None
    return f"{cls.__name__}.{name}" if cls is not None and known else ""


def _mend(
    tree: Tree, path: Path_, found: FieldFault, shape: Shape | None
) -> Mend | None:
    value = _value_at(tree, path)
    if found.code != "RS1105" or shape is None:
        return None
    if isinstance(value, list) and shape.kind is not Kind.LIST:
        return _unwrapped(value)
    if not isinstance(value, str):
        return None
    new = repaired(value, shape)
    return None if new is None else Mend(value, new)


def _unwrapped(value: list[Any]) -> Mend | None:
    """One text in brackets where there are brackets already, or none belong."""
    if len(value) != 1 or not isinstance(value[0], str):
        return None
    text = double_quoted(value[0]) if needs_quotes(value[0]) else value[0]
    return Mend(f"[{text}]", text)
