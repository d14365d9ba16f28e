"""
Plain data to records, with every fault on the path where it stands.

The only door to cattrs. A misspelt field gives one message, not a missing and a
surplus one.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
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
from regservice.codec.repair import repaired, wanted
from regservice.codec.spec import Kind, Shape, fields_of
from regservice.codec.tree import Path_, Tree
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
            raise fault(
                "RS1105",
                f"{dimension}: {_shown(values)}",
                f"{dimension}: {_list(values)}",
            )
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
            allowed = ", ".join(_keys(error.cl, chinese=not name.isascii()))
            yield _problem(tree, (*path, name), "RS1103", key=True, allowed=allowed)
    elif isinstance(error, KeyError):
        yield _problem(tree, path, "RS1102")
    elif error.args and isinstance(error.args[0], FieldFault):
        yield _unfit(tree, path, error.args[0], cls, shape)
    else:
        # The wrong kind of value altogether: a text or nothing for a mapping.
        inner_cls = shape.record if shape and shape.kind is Kind.RECORD else None
        yield _no_record(tree, path, _value_at(tree, path), inner_cls)


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
        shape = shape if cls is None else _shape(cls, found.field)
    parts = _value_at(tree, at)
    if isinstance(parts, list) and found.value in parts:
        at, shape = (*at, parts.index(found.value)), shape and shape.inner
    problem = _problem(tree, at, found.code, value=found.value, allowed=found.allowed)
    return attrs.evolve(problem, mend=_mend(tree, at, found, shape))


def _mend(
    tree: Tree, path: Path_, found: FieldFault, shape: Shape | None
) -> Mend | None:
    value = _value_at(tree, path)
    if found.code != "RS1105" or shape is None or not isinstance(value, str):
        return None
    new = repaired(value, shape)
    return None if new is None else Mend(value, new)


def paired(problems: list[Problem]) -> list[Problem]:
    """
    Make one message of a missing field and a surplus one that stands for it.

    Args:
        problems: Of one record, as they were found.

    Examples:
        >>> gone = Problem("RS1102", {"field": "name"}, field="rows[0].name")
        >>> odd = Problem("RS1103", {"field": "naem"}, field="rows[0].naem")
        >>> [(p.code, p.params["near"]) for p in paired([gone, odd])]
        [('RS1104', 'name')]
    """
    missing = {p.field: p for p in problems if p.code == "RS1102"}
    surplus = [p for p in problems if p.code == "RS1103"]
    result = []
    for problem in surplus:
        lacking = _lacking(problem, missing)
        name = problem.params["field"]
        near = difflib.get_close_matches(name, list(lacking), 1, 0.6)
        near = near or difflib.get_close_matches(
            name, problem.allowed.split(", "), 1, 0.6
        )
        if near:
            missing.pop(lacking.get(near[0], ""), None)
            result.append(_meant(problem, near[0], Mend(name, near[0])))
        elif len(lacking) == 1 and len([*_beside(problem, surplus)]) == 1:
            # Whether they are the same is for people to say.
            ((key, field),) = lacking.items()
            missing.pop(field)
            result.append(_meant(problem, key, None))
        else:
            result.append(problem)
    kept = [p for p in problems if p.code not in ("RS1102", "RS1103")]
    return [*result, *missing.values(), *kept]


def _lacking(problem: Problem, missing: Mapping[str, Problem]) -> dict[str, str]:
    """Key and path of the fields that are missing beside one that is surplus."""
    return {p.params["field"]: p.field for p in _beside(problem, missing.values())}


def _beside(problem: Problem, others: Iterable[Problem]) -> Iterator[Problem]:
    home = problem.field.rpartition(".")[0]
    return (other for other in others if other.field.rpartition(".")[0] == home)


def _meant(problem: Problem, near: str, mend: Mend | None) -> Problem:
    params = {**problem.params, "near": near}
    return attrs.evolve(problem, code="RS1104", params=params, mend=mend)
