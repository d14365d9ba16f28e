"""
Plain data to records, with every fault on the path where it stands.

A misspelt field gives one message, not a missing and a surplus one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from regservice.codec.kinds import CONVERTER, shown
from regservice.codec.nesting import nested
from regservice.codec.pairing import misplaced, paired
from regservice.codec.repair import repaired, wanted
from regservice.codec.spec import Kind, Shape, dimension_shape, fields_of, key_names
from regservice.codec.timed import timed
from regservice.codec.tree import Path_, Tree
from regservice.codec.words import latin
from regservice.codec.yamlout import double_quoted, flow_text, needs_quotes
from regservice.errors import Edit, Mend, Problem
from regservice.messages.fields import FIELD_WORDS
from regservice.messages.meant import meant
from regservice.model.decisiontest import DecisionTest
from regservice.model.fields import FieldFault

T = TypeVar("T")

_BETWEEN: Final = re.compile(r"[\s/|、,，()（）\[\]【】_-]+")
"""Signs between the names of a key in two languages."""

_DEEP: Final = (Kind.RECORD, Kind.CONDITION, Kind.MAPPING, Kind.LIST)


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
        record = CONVERTER.structure(data, cls)
    except Exception as error:  # noqa: BLE001 - every fault becomes a located problem
        other = misplaced(data, cls)
        if other is not None:
            here, table = other
            return None, [_problem(tree, path, "RS1029", here=here, table=table)]
        found = nested(_walk(tree, path, error), data, cls, tree.shown(path))
        return None, [_of_row(problem, tree, path) for problem in paired(found)]
    wrong = list(_unnamed(tree, path, record))
    return (None if wrong else record), wrong


def _of_row(problem: Problem, tree: Tree, path: Path_) -> Problem:
    """Several cells of a workbook that are empty are a fault of the row."""
    if problem.code != "RS1030" or not problem.where.cell:
        return problem
    return attrs.evolve(problem, where=tree.where(path))


def _unnamed(tree: Tree, path: Path_, record: Any) -> Iterator[Problem]:
    """Words in a decision test that no vocabulary has, unless an error is expected."""
    if not isinstance(record, DecisionTest) or record.error is not None:
        return
    for name, spec in fields_of(DecisionTest).items():
        value, shape = getattr(record, name), spec.shape
        if not shape.vocabulary or value is None or meant(shape.vocabulary, value):
            continue
        words = shape.choices.values() if tree.spelt else shape.choices
        allowed = ", ".join(words)
        at = (*path, name)
        problem = _problem(tree, at, "RS1105", value=shown(value), allowed=allowed)
        new = repaired(value, shape)
        params = {**problem.params, "about": _about(DecisionTest, at)}
        mend = Mend(value, new) if new else None
        yield attrs.evolve(problem, params=params, mend=mend)


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
        problem = _problem(tree, path, code, found=mend.old.strip()[-1:], want=":")
        return attrs.evolve(problem, mend=mend)
    problem = _problem(tree, path, "RS1105", value=shown(value), allowed="{...}")
    if isinstance(value, list):
        joined = _joined(tree, path, value)
        return attrs.evolve(problem, mend=joined or _unwrapped(value))
    inner = isinstance(value, str) and value[:1] == "{"
    return attrs.evolve(problem, mend=Mend(value, value) if inner else None)


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
        if isinstance(error, IterableValidationError) and _all_alike(tree, path, noted):
            # Each part of the list has the same fault.
            noted = noted[:1]
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


def _all_alike(tree: Tree, path: Path_, noted: list[Any]) -> bool:
    """Whether all parts of a list, two at least, are of a wrong kind altogether."""
    parts = _value_at(tree, path)
    if not isinstance(parts, list) or not 1 < len(noted) == len(parts):
        return False
    if any(isinstance(inner, ClassValidationError) for inner, _ in noted):
        return False  # each is a record with a fault of its own
    texts = [isinstance(part, str) for part in parts]
    faults = [getattr(inner, "args", ())[:1] for inner, _ in noted]
    said = any(f and isinstance(f[0], FieldFault) for f in faults)
    return not any(texts) or (all(texts) and not said)


def _surplus(tree: Tree, path: Path_, cls: type) -> Problem:
    """A key that is none, or one that a wrong colon has joined with its value."""
    name = str(path[-1])
    keys = (*_keys(cls, chinese=True), *_keys(cls, chinese=False))
    found = wanted(name, keys)
    if found is not None and _value_at(tree, path) is None:
        code, mend = found
        key = mend.new[:-2]
        at, shown = tree.where(path, key=True), tree.shown(path)
        params = {"field": key, "key": key, "found": mend.old[-1:], "want": ":"}
        return Problem(code, params, at, shown, mend=mend)
    near = _in_both(name, cls)
    turned = (near, Mend(name, near)) if near else _turned(tree, path, cls)
    if turned is not None:
        near, mend = turned
        same = fields_of(cls)[key_names(cls)[near]].keys
        problem = _problem(tree, path, "RS1104", key=True, field=name, near=near)
        return attrs.evolve(problem, params={**problem.params, "keys": same}, mend=mend)
    allowed = ", ".join(_keys(cls, chinese=not latin(name).isascii()))
    # A key may have dots in it.
    return _problem(tree, path, "RS1103", key=True, allowed=allowed, field=name)


def _in_both(name: str, cls: type) -> str:
    """The one field that a key names in both languages; else empty."""
    parts = [part for part in _BETWEEN.split(name) if part]
    names = key_names(cls) if cls.__name__ in FIELD_WORDS else {}
    fields = {names.get(part, "") for part in parts}
    return parts[0] if len(parts) > 1 and len(fields) == 1 and all(fields) else ""


def _turned(tree: Tree, path: Path_, cls: type) -> tuple[str, Mend] | None:
    """The field that stands as the value of what should be its value."""
    name, value = str(path[-1]), _value_at(tree, path)
    names = key_names(cls) if cls.__name__ in FIELD_WORDS else {}
    field = names.get(value, "") if isinstance(value, str) and name else ""
    if not field or not fields_of(cls)[field].shape.code_of(name):
        return None
    return str(value), Mend(f"{name}: {value}", f"{value}: {name}")


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
    elif isinstance(parts, dict) and found.value in parts:
        at = (*at, found.value)  # a dimension of a condition
    elif isinstance(parts, list):
        # Of records the last that has it.
        holds = [isinstance(p, dict) and found.value in p.values() for p in parts]
        if any(holds):
            at = (*at, len(holds) - 1 - holds[::-1].index(True))
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
    if isinstance(value, str) and value[:1] in ("{", "[") and shape.kind in _DEEP:
        return Mend(value, value)  # without its quotes
    new = repaired(value, shape) or _with_unit(tree, path, value, shape)
    if new is None:
        return None
    if isinstance(value, list):
        return Mend(value[0], new)
    return Mend(value if isinstance(value, str) else flow_text(value), new)


def _with_unit(tree: Tree, path: Path_, value: Any, shape: Shape) -> str | None:
    """A number whose unit stands beside it already."""
    home = _value_at(tree, path[:-1]) if shape.kind is Kind.WHOLE else None
    if not isinstance(home, dict) or not isinstance(value, str):
        return None
    unit = home.get("unit")
    number, _, written = timed(value, "en").partition(" ") if unit else ("", "", "")
    return number if unit and written == unit else None


def _joined(tree: Tree, path: Path_, value: list[Any]) -> Mend | None:
    """The keys of one record, each with a dash before it."""
    keys = [key for part in value if isinstance(part, dict) for key in part]
    if not len(keys) == len(value) == len({*keys}) > 1:
        return None
    marks = [tree.where((*path, number)) for number in range(len(value))]
    edits = [Edit("- ", "  ", at.line, at.column - 2) for at in marks]
    lines = [edit.line for edit in edits]
    if len({*lines}) < len(lines) or not all(edit.column > 0 for edit in edits):
        return None
    first, *others = edits
    return Mend(first.old, first.new, first.line, first.column, tuple(others))


def _unwrapped(value: list[Any]) -> Mend | None:
    """One text in brackets where there are brackets already, or none belong."""
    if len(value) != 1:
        return None
    if isinstance(value[0], dict):
        return Mend(flow_text(value), flow_text(value[0]))
    if not isinstance(value[0], str):
        return None
    text = double_quoted(value[0]) if needs_quotes(value[0]) else value[0]
    return Mend(f"[{text}]", text)
