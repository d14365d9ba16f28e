"""
How is a record class laid out as plain JSON?

The layout follows from the attrs fields and their annotations alone, so a new
field needs no line here. Equal parts are stored once and come back as one shared
object.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import sys
import types
import typing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from itertools import repeat
from typing import Any, Final

import attrs

from regservice.codec.packcells import (
    Choice,
    Either,
    Kind,
    Many,
    Maybe,
    MisfitError,
    Moment,
    Parts,
    Plain,
    Pool,
)

_PLAIN: Final = (str, int, bool, float)


class Layout:
    """
    The layout of one record class and of all that it holds.

    Made for one writing or one reading, because it holds the pools.

    Attributes:
        schema: Fingerprint of the classes, their fields and their annotations.

    Raises:
        TypeError: If a field is of a type that is no data, such as a function.

    Examples:
        >>> import json
        >>> from regservice.model.condition import Condition
        >>> basic = Condition.of({"difficulty": ["basic"]})
        >>> data = json.loads(json.dumps(Layout(Condition).dump(basic)))
        >>> Layout(Condition).load(data) == basic
        True
    """

    def __init__(self, root: type) -> None:
        """Work out the layout of *root*."""
        self._kinds: dict[Any, Kind | None] = {}
        self._hints: dict[tuple[str, str], Any] = {}
        self._pools: list[Pool] = []
        self._text: list[str] = []
        self._root = self._kind(root, root.__name__)
        self.schema = hashlib.sha256("\n".join(self._text).encode()).hexdigest()

    def dump(self, record: object) -> list[Any]:
        """
        Return *record* as lists, texts and numbers.

        Raises:
            MisfitError: If a field holds what its annotation does not say.
        """
        if not self._root.fits(record):
            raise MisfitError(type(record).__name__)
        cell = self._root.pack(record)
        return [cell, [pool.dump() for pool in self._pools]]

    def load(self, data: Any) -> Any:
        """
        Return the record that :meth:`dump` made into *data*.

        Raises:
            MisfitError: If *data* is anything else, or a record refuses its values.
        """
        name = ""
        try:
            cell, parts = data
            for pool, part in zip(self._pools, parts, strict=True):
                name = pool.name
                pool.load(part)
            return self._root.unpack([cell])[0]
        except MisfitError as error:
            raise MisfitError(error.field or name) from None
        except (TypeError, ValueError, LookupError, StopIteration):
            raise MisfitError(name) from None

    def _kind(self, hint: Any, where: str) -> Kind:
        if hint in self._kinds:
            known = self._kinds[hint]
            if known is None:
                message = f"{where}: a type that holds itself has no layout"
                raise TypeError(message)
            return known
        self._kinds[hint] = None
        made = self._kinds[hint] = self._made(hint, where)
        if isinstance(made, Pool):
            # After all that it holds, so that one pass reads everything.
            self._pools.append(made)
        return made

    def _made(self, hint: Any, where: str) -> Kind:
        if hint in _PLAIN:
            return Plain(hint)
        if hint in (dt.date, dt.datetime):
            return Moment(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            self._text.append(f"{hint.__name__} {[member.value for member in hint]}")
            return Choice(hint)
        if isinstance(hint, type) and attrs.has(hint):
            return self._record(hint)
        return self._composed(typing.get_origin(hint), typing.get_args(hint), where)

    def _composed(self, origin: Any, parts: tuple[Any, ...], where: str) -> Kind:
        if origin in (typing.Union, types.UnionType):
            return self._union(parts, where)
        if origin is tuple and parts[1:] != (...,):
            kinds = {str(n): self._kind(part, where) for n, part in enumerate(parts)}
            return Parts(where, tuple, kinds, tuple, _tuples)
        if origin in (tuple, frozenset):
            take: Any = tuple if origin is tuple else sorted
            return Many(where, origin, self._kind(parts[0], where), take, origin)
        if origin is Mapping:
            pair = self._kind(types.GenericAlias(tuple, parts), where)
            return Many(where, Mapping, pair, lambda value: value.items(), _mapping)
        message = f"{where} is no data: no text, number, date, choice or record"
        raise TypeError(message)

    def _union(self, parts: tuple[Any, ...], where: str) -> Kind:
        kinds = [self._kind(p, where) for p in parts if p is not types.NoneType]
        if types.NoneType not in parts:
            return Either(where, kinds)
        if len(kinds) == 1:
            return Maybe(kinds[0])
        several = Either(where, kinds)
        self._pools.append(several)
        return Maybe(several)

    def _record(self, cls: type) -> Kind:
        # A field that its class derives from the others is not stored.
        names = [a.name for a in attrs.fields(cls) if a.init]
        hints = dict(self._annotations(cls))
        kinds = {n: self._kind(hints[n], f"{cls.__name__}.{n}") for n in names}
        derives = len(names) < len(attrs.fields(cls))

        def take(value: Any) -> list[Any]:
            return [getattr(value, name) for name in names]

        return Parts(cls.__name__, cls, kinds, take, _maker(cls, derives=derives))

    def _annotations(self, cls: type) -> Iterator[tuple[str, Any]]:
        """Like typing.get_type_hints, but each annotation of a module only once."""
        for base in reversed(cls.__mro__):
            known = vars(sys.modules[base.__module__])
            for name, hint in inspect.get_annotations(base).items():
                self._text.append(f"{base.__name__}.{name}: {hint}")
                if not isinstance(hint, str):
                    yield name, hint
                    continue
                key = base.__module__, hint
                if key not in self._hints:
                    # The text is an annotation in the source of the class.
                    self._hints[key] = eval(hint, known)  # noqa: S307
                yield name, self._hints[key]


def _maker(
    cls: type[attrs.AttrsInstance], *, derives: bool
) -> Callable[[int, list[list[Any]]], list[Any]]:
    """
    Return what makes records of *cls* from the columns of their fields.

    Where all fields are stored, ``__init__`` is not called: it would convert what
    has been converted. Its validators are, so that no file can make a record that
    the class forbids.
    """
    fields = [a for a in attrs.fields(cls) if a.init]

    def called(_: int, columns: list[list[Any]]) -> list[Any]:
        rows = zip(*columns, strict=True)
        names = [a.alias for a in fields]
        return [cls(**dict(zip(names, row, strict=True))) for row in rows]

    def filled(count: int, columns: list[list[Any]]) -> list[Any]:
        made = list(map(object.__new__, repeat(cls, count)))
        for field, column in zip(fields, columns, strict=False):
            deque(map(_setter(cls, field.name), made, column), maxlen=0)
        for field, column in zip(fields, columns, strict=False):
            if field.validator is not None:
                deque(map(field.validator, made, repeat(field), column), maxlen=0)
        check = getattr(cls, "__attrs_post_init__", None)
        if check is not None:
            deque(map(check, made), maxlen=0)
        return made

    return called if derives or hasattr(cls, "_attrs_cached_hash") else filled


def _setter(cls: type, name: str) -> Callable[[Any, Any], None]:
    """Past the frozen ``__setattr__``, and where there are slots straight into one."""
    slot = getattr(cls, name, None)
    if isinstance(slot, types.MemberDescriptorType):
        return slot.__set__
    return lambda record, value: object.__setattr__(record, name, value)


def _tuples(_: int, columns: list[list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*columns, strict=True))


def _mapping(pairs: Iterable[Any]) -> Mapping[Any, Any]:
    return types.MappingProxyType(dict(pairs))
