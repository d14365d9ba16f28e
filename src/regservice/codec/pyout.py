"""A package as a Python module with one typed hook for each group of tables."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final

import attrs

from regservice.codec.plain import rows_of
from regservice.codec.spec import fields_of, row_types, table_types
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.decisiontest import TESTS
from regservice.model.package import Contribution, Manifest, Tables

HOOKS: Final[Mapping[str, tuple[str, ...]]] = {
    "regservice_documents": ("documents",),
    "regservice_authorities": ("places", "authorities", "relations"),
    "regservice_service_items": ("fields", "items", "offers"),
    "regservice_rules": (
        *("matters", "rules", "path_rules", "bypasses"),
        "supersessions",
    ),
    "regservice_time_limits": (
        *("limits", "periods", "pause_reasons", "calendar_patterns"),
        *("calendar_notices", "calendar_overrides", "office_hours"),
    ),
    "regservice_programmes": ("programmes", "statements"),
    "regservice_tests": (TESTS,),
}
"""Hook to the tables whose rows it returns."""

MANIFEST_HOOK: Final = "regservice_package"
"""The hook that returns the manifest."""

_WIDTH: Final = 88
_STEP: Final = "    "


def to_python(package: Contribution) -> str:
    """
    Return a package as the text of a module: the same text for the same package.

    Args:
        package: The package; its strategies are code, and are left out.

    Examples:
        >>> from regservice.model.package import Manifest
        >>> manifest = Manifest(name="x", title="示例", version="1",
        ...                     places=("310104",), owner="虚构")
        >>> text = to_python(Contribution(manifest=manifest, tables=Tables()))
        >>> print(text.partition("@hookimpl")[2].splitlines()[1])
        def regservice_package() -> Manifest:
    """
    writer = _Writer()
    hooks = [writer.manifest(package.manifest)]
    for hook, tables in HOOKS.items():
        rows = {name: rows_of(package)[name] for name in tables}
        if any(rows.values()):
            hooks.append(writer.hook(hook, {n: r for n, r in rows.items() if r}))
    return "\n\n".join([writer.head(package.manifest), *hooks])


def from_python(text: str, file: str = "") -> Contribution:
    """
    Read what :func:`to_python` has written, by calling its hooks.

    The text is run. Give it nothing that came from elsewhere.

    Args:
        text: The module.
        file: How to call it.
    """
    names: dict[str, Any] = {"__name__": "written"}
    exec(compile(text, file or "<package>", "exec"), names)  # noqa: S102 - our own text
    rows: dict[str, list[Any]] = {table: [] for table in table_types()}
    tables = {cls: table for table, cls in table_types().items()}
    for hook in HOOKS:
        for row in names[hook]() if hook in names else ():
            rows[tables[type(row)]].append(row)
    return Contribution(
        manifest=names[MANIFEST_HOOK](),
        tables=Tables(**{table: tuple(rows[table]) for table in row_types()}),
        tests=tuple(rows[TESTS]),
    )


class _Writer:
    """Writes hook by hook, and knows what has to be imported."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.dates = False
        self.several = False

    def head(self, manifest: Manifest) -> str:
        """The imports, once everything is written."""
        title = "".join(
            char if char.isprintable() and char not in '"\\' else " "
            for char in manifest.title
        )
        about = " ".join(title.split()) or "Rules"
        lines = [f'"""{about}."""', "", "from __future__ import annotations", ""]
        lines += ["import datetime as dt"] if self.dates else []
        lines += ["from collections.abc import Iterable"] if self.several else []
        lines += [""] if self.dates or self.several else []
        lines += ["from regservice.plugin import hookimpl"]
        names = sorted(self.used)
        one = f"from regservice.rows import {', '.join(names)}"
        if len(one) <= _WIDTH:
            return "\n".join([*lines, one, ""])
        many = [f"{_STEP}{name}," for name in names]
        return "\n".join([*lines, "from regservice.rows import (", *many, ")", ""])

    def manifest(self, manifest: Manifest) -> str:
        lines = [
            f"@hookimpl\ndef {MANIFEST_HOOK}() -> Manifest:",
            f'{_STEP}"""Return the manifest."""',
            *self._value(manifest, _STEP, "return ", ""),
        ]
        return "\n".join(lines) + "\n"

    def hook(self, name: str, rows: Mapping[str, Iterable[Any]]) -> str:
        self.several = True
        kinds = " | ".join(table_types()[table].__name__ for table in rows)
        self.used.update(table_types()[table].__name__ for table in rows)
        words = ", ".join(rows).replace("_", " ")
        lines = [f"@hookimpl\ndef {name}() -> Iterable[", f"{_STEP}{kinds}", "]:"]
        if len(head := f"def {name}() -> Iterable[{kinds}]:") <= _WIDTH:
            lines = ["@hookimpl", head]
        lines += [f'{_STEP}"""Return {words}."""', f"{_STEP}return ["]
        for found in rows.values():
            for row in found:
                lines += self._value(row, _STEP * 2, "", ",")
        return "\n".join([*lines, f"{_STEP}]"]) + "\n"

    def _value(self, value: Any, indent: str, before: str, after: str) -> list[str]:
        """On one line if it fits, else its parts on lines of their own."""
        opening, parts, closing = self._parts(value)
        one = f"{indent}{before}{self._flat(value)}{after}"
        if _width(one) <= _WIDTH or not parts:
            return [one]
        inner = indent + _STEP
        flat = [name + self._flat(part) for name, part in parts]
        line = inner + ", ".join(flat)
        if _width(line) <= _WIDTH and opening[:-1].isidentifier():
            body = [line]
        else:
            body = [
                text
                for name, part in parts
                for text in self._value(part, inner, name, ",")
            ]
        closed = indent + closing.lstrip(",") + after
        return [f"{indent}{before}{opening}", *body, closed]

    def _flat(self, value: Any) -> str:
        opening, parts, closing = self._parts(value)
        inner = ", ".join(name + self._flat(part) for name, part in parts)
        return f"{opening}{inner}{closing}"

    def _parts(self, value: Any) -> tuple[str, list[tuple[str, Any]], str]:
        """What opens a value, its named parts, and what closes it."""
        if isinstance(value, Condition):
            tests = [
                (f"{_text(test.dimension)}: ", list(test.values))
                for test in value.tests
            ]
            self.used.add("Condition")
            return "Condition.of({", tests, "})"
        if isinstance(value, Mapping):
            pairs = [(f"{_text(key)}: ", part) for key, part in value.items()]
            return "{", pairs, "}"
        if isinstance(value, tuple):
            return "(", [("", part) for part in value], ",)" if len(value) == 1 else ")"
        if isinstance(value, list):
            return "[", [("", part) for part in value], "]"
        if attrs.has(type(value)) and not isinstance(value, Amount | Mark):
            self.used.add(type(value).__name__)
            fields = [(f"{name}=", part) for name, part in _given(value)]
            return f"{type(value).__name__}(", fields, ")"
        return self._word(value), [], ""

    def _word(self, value: Any) -> str:
        if isinstance(value, Enum):
            self.used.add(type(value).__name__)
            return f"{type(value).__name__}.{value.name}"
        if isinstance(value, Amount | Mark):
            self.used.add(type(value).__name__)
            return f'{type(value).__name__}.read("{value}")'
        if isinstance(value, dt.date):
            self.dates = True
            return f"dt.date({value.year}, {value.month}, {value.day})"
        return _text(value) if isinstance(value, str) else repr(value)


def _given(record: Any) -> Iterator[tuple[str, Any]]:
    """The fields that are not as by default."""
    if isinstance(record, OfficeInterval):
        yield from attrs.asdict(record).items()
        return
    for name, spec in fields_of(record.__class__).items():
        value = getattr(record, name)
        if spec.is_required or value != spec.default:
            yield name, value


def _width(line: str) -> int:
    """The columns that a line takes: Chinese characters take two."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)


def _text(value: str) -> str:
    """A text in double quotes, if that needs no more backslashes."""
    text = repr(value)
    if text[0] == "'" and '"' not in text and "\\'" not in text:
        return f'"{text[1:-1]}"'
    return text
