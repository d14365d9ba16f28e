"""Which code does a name mean?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from regservice.core.routing.book import Book
from regservice.core.routing.complete import PLACE_ATTRIBUTES
from regservice.errors import UnknownNameError
from regservice.messages.meant import fold, meant
from regservice.messages.names import NAMES
from regservice.model.package import Tables
from regservice.model.request import Override, ServiceRequest
from regservice.model.vocab import Modality

_Named = tuple[str, Iterable[str]]
"""Code and names of a row."""

_COMMANDS: Final = {
    "place": "org",
    "authority": "org",
    "item": "items",
    "matter": "who",
    "programme": "items",
    "attribute": "items",
}

_NAMED: Final[Mapping[str, Callable[[Tables], Iterable[_Named]]]] = {
    "place": lambda t: ((p.code, (p.name, *p.aliases)) for p in t.places),
    "authority": lambda t: (
        (b.id, (b.name, b.name_en, *b.aliases)) for b in t.authorities
    ),
    "item": lambda t: ((i.code, (i.name, i.name_en)) for i in t.items),
    "matter": lambda t: ((m.code, (m.name, m.number)) for m in t.matters),
    "programme": lambda t: ((p.code, (p.name, *p.aliases)) for p in t.programmes),
    "attribute": lambda t: ((f.code, (f.name,)) for f in t.fields),
}
"""Kind to the codes and names of its rows."""


class Names:
    """
    The names of a ruleset.

    Codes win over names. A name that means several things is an error that lists
    them; one that means nothing is an error with the nearest.
    """

    def __init__(self, book: Book) -> None:
        """Index the names of each kind of row when one is first asked for."""
        self._book = book
        self._index: dict[str, dict[str, set[str]]] = {}

    def _labels_of(self, kind: str) -> dict[str, set[str]]:
        """Return the codes of one kind by folded name, indexed once."""
        if kind not in self._index:
            self._index[kind] = _labels(_NAMED[kind](self._book.tables))
        return self._index[kind]

    def resolve(self, kind: str, name: str) -> str:
        """
        Return the code that *name* means.

        Args:
            kind: ``place``, ``authority``, ``item``, ``matter``, ``programme`` or
                ``attribute``.
            name: A code, or a name or alias in any width and case. A place may
                carry the names of what contains it: ``上海市徐汇区``.

        Raises:
            UnknownNameError: If it means nothing, or more than one thing.
        """
        index = self._labels_of(kind)
        found = index.get(fold(name), set())
        if not found and kind == "place":
            found = self._composed(fold(name))
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UnknownNameError.of(
                "RS3102", kind=kind, name=name, found=", ".join(sorted(found))
            )
        import difflib

        near = difflib.get_close_matches(fold(name), sorted(index), 1, 0.5)
        raise UnknownNameError.of(
            "RS3101",
            kind=kind,
            name=name,
            near=f" ({near[0]}?)" if near else "",
            command=_COMMANDS[kind],
        )

    def _composed(self, name: str) -> set[str]:
        """A place whose name follows the names of places that contain it."""
        found = set()
        for label, codes in self._labels_of("place").items():
            if not name.endswith(label):
                continue
            for code in codes:
                rest = name[: -len(label)]
                above = self._book.places.within(code) - {code}
                places = self._book.places.places
                labels = sorted(
                    (
                        fold(t)
                        for a in above
                        for t in (places[a].name, *places[a].aliases)
                    ),
                    key=len,
                    reverse=True,
                )
                for text in labels:
                    rest = rest.replace(text, "", 1)
                if not rest:
                    found.add(code)
        return found

    def request(self, request: ServiceRequest) -> ServiceRequest:
        """
        Return *request* with codes for all names.

        Raises:
            UnknownNameError: If a name or a value means nothing.
        """

        def code(kind: str, name: str | None) -> str | None:
            return None if name is None else self.resolve(kind, name)

        return attrs.evolve(
            request,
            place=code("place", request.place),
            site=code("place", request.site),
            item=code("item", request.item),
            programmes=tuple(
                sorted({self.resolve("programme", p) for p in request.programmes})
            ),
            received_by=code("authority", request.received_by),
            attributes=self._attributes(request.attributes),
            overrides=tuple(map(self._override, request.overrides)),
        )

    def _override(self, override: Override) -> Override:
        """Only a rule of principle can be set aside."""
        tables = self._book.tables
        known = {row.id: row.modality for row in tables.rules}
        known |= {row.id: row.modality for row in tables.path_rules}
        modality = known.get(override.rule)
        if modality is Modality.IN_PRINCIPLE:
            return override
        soft = (key for key, value in known.items() if value is Modality.IN_PRINCIPLE)
        raise UnknownNameError.of(
            "RS3105",
            rule=override.rule,
            why=str(modality or "-"),
            allowed=", ".join(sorted(soft)) or "-",
        )

    def _attributes(self, given: Mapping[str, str]) -> dict[str, str]:
        result = {}
        for name, value in given.items():
            if name in PLACE_ATTRIBUTES:
                result[name] = self.resolve("place", value)
                continue
            key = self.resolve("attribute", name)
            result[key] = self._value(key, value)
        return result

    def _value(self, key: str, value: str) -> str:
        field = self._book.fields[key]
        for row in field.values:
            if fold(value) in (fold(row.code), fold(row.name)):
                return row.code
        if field.has(value.strip()):
            return str(int(value))
        allowed = ", ".join(f"{row.code} {row.name}" for row in field.values)
        allowed = allowed or f"{field.lowest}..{field.highest}"
        raise UnknownNameError.of(
            "RS3103", allowed=allowed, name=self._book.fields[key].name, value=value
        )


def choice(vocabulary: str, value: str) -> str:
    """
    Return the code of a closed vocabulary that *value* means, by code or name.

    Examples:
        >>> choice("product", "医疗器械"), choice("difficulty", "complex")
        ('device', 'complex')

    Raises:
        UnknownNameError: If it means nothing.
    """
    code = meant(vocabulary, value)
    if code:
        return code
    allowed = ", ".join(f"{c} {n[0]}" for c, n in NAMES[vocabulary].items())
    name = NAMES["dimension"].get(vocabulary, (vocabulary, ""))[0]
    raise UnknownNameError.of("RS3103", allowed=allowed, name=name, value=value)


def _labels(
    rows: Iterable[_Named],
) -> dict[str, set[str]]:
    rows = list(rows)
    index: dict[str, set[str]] = {}
    for code, labels in rows:
        for label in labels:
            if label:
                index.setdefault(fold(label), set()).add(code)
    for code, _ in rows:
        index[fold(code)] = {code}
    return index
