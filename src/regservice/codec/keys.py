"""
Chinese keys and values in, English ones out; where each stands is not forgotten.

What has no meaning here is left as it is: the structure finds it, and says what is
allowed in the language in which it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from regservice.codec.spec import (
    TIMED,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from regservice.codec.timed import timed
from regservice.codec.tree import Path_, Tree, path_name
from regservice.errors import Problem
from regservice.messages.meant import meant

T = TypeVar("T")

_TRUTHS: Final = {"true": "是", "false": "否"}


def canonical(tree: Tree) -> tuple[Tree, list[Problem]]:
    """
    Put the tables of a document into English keys and values.

    Args:
        tree: A mapping from table to rows, in either language or both.

    Returns:
        The document, and a problem for each key that stands there in both languages.
    """
    return _Translator(tree).document()


def canonical_record(tree: Tree, cls: type) -> tuple[Tree, list[Problem]]:
    """Put a document that is one record into English keys and values."""
    translator = _Translator(tree)
    return translator.done(translator.record(tree.data, cls, ()))


def coded(record: T) -> T:
    """
    Return a record with codes for the names that people may write for them.

    Examples:
        >>> from regservice.model.decisiontest import DecisionTest
        >>> test = DecisionTest(id="a", text="?", at="2026-03-02", product="药品",
        ...                     status="已分办")
        >>> coded(test).product, coded(test).status
        ('drug', 'routed')
    """
    named = {
        name: _chosen(value, spec.shape)
        for name, spec in fields_of(type(record)).items()
        if spec.shape.vocabulary and isinstance(value := getattr(record, name), str)
    }
    return attrs.evolve(record, **named)  # type: ignore[misc]  # records are attrs


class _Translator:
    """One walk through a document."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._spelt: dict[str, str] = {}
        self._problems: list[Problem] = []

    def done(self, data: Any) -> tuple[Tree, list[Problem]]:
        return attrs.evolve(self._tree, data=data, spelt=self._spelt), self._problems

    def document(self) -> tuple[Tree, list[Problem]]:
        data = self._tree.data
        if not isinstance(data, dict):
            return self._tree, []
        types = table_types()
        found = {}
        for table, entries in self._renamed(data, table_names(), ()).items():
            rows = entries
            if table in types and isinstance(entries, list):
                rows = [
                    self.record(entry, types[table], (table, index))
                    for index, entry in enumerate(entries)
                ]
            found[table] = rows
        return self.done(found)

    def record(self, data: Any, cls: type, path: Path_) -> Any:
        if not isinstance(data, dict):
            return data
        specs = fields_of(cls)
        found = self._renamed(data, key_names(cls), path)
        if any(self._is_chinese(key, path) for key in found if key in specs):
            # What is missing is called as its neighbours are.
            for name, spec in specs.items():
                self._spelt.setdefault(path_name((*path, name)), spec.word.key)
        return {
            key: self._value(value, specs[key].shape, (*path, key))
            if key in specs
            else value
            for key, value in found.items()
        }

    def _is_chinese(self, key: str, path: Path_) -> bool:
        return path_name((*path, key)) in self._spelt

    def _value(self, value: Any, shape: Shape, path: Path_) -> Any:
        if isinstance(value, str):
            return timed(value, "en") if shape.form in TIMED else _chosen(value, shape)
        if shape.kind is Kind.RECORD and shape.record is not None:
            return self.record(value, shape.record, path)
        if shape.kind is Kind.CONDITION and isinstance(value, dict):
            names = dimension_names()
            return {
                key: self._value(inner, dimension_shape(key), (*path, key))
                for key, inner in self._renamed(value, names, path).items()
            }
        if shape.kind is Kind.LIST and shape.inner and isinstance(value, list):
            if shape.inner.kind is Kind.TEXT and shape.inner.form not in TIMED:
                return value
            return [
                self._value(part, shape.inner, (*path, index))
                for index, part in enumerate(value)
            ]
        return value

    def _renamed(
        self, data: Mapping[str, Any], names: Mapping[str, str], path: Path_
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in data.items():
            name = names.get(key, key)
            if name in found:
                written = self._spelt.get(path_name((*path, name)), name)
                at = self._tree.key_at((*path, key), self._spelt)
                params = {"key": f"{written} / {key}"}
                self._problems.append(Problem("RS1006", params, at, name))
                continue
            if name != key:
                self._spelt[path_name((*path, name))] = key
            found[name] = value
        return found


def _chosen(value: str, shape: Shape) -> str:
    """The code of a Chinese word; anything else as it is."""
    choices = _TRUTHS if shape.kind is Kind.TRUTH else shape.choices
    code = attrs.evolve(shape, choices=choices).code_of(value)
    named = shape.vocabulary and meant(shape.vocabulary, value)
    return code or named or value
