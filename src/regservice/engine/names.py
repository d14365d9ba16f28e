"""Which code does a name mean?"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from regservice.core.routing.book import Book
from regservice.core.routing.complete import PLACE_ATTRIBUTES
from regservice.errors import UnknownNameError
from regservice.messages.names import NAMES
from regservice.model.request import ServiceRequest

_COMMANDS: Final = {
    "place": "org",
    "authority": "org",
    "item": "items",
    "matter": "who",
    "programme": "items",
    "attribute": "items",
}
_KINDS: Final = {
    "place": "地区",
    "authority": "机构",
    "item": "服务事项",
    "matter": "法定事项",
    "programme": "专项",
    "attribute": "属性",
}


def fold(text: str) -> str:
    """
    Fold width, case and blanks of a name.

    Examples:
        >>> fold(" ＣＤＥ　中心 ")
        'cde中心'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


class Names:
    """
    The names of a ruleset.

    Codes win over names. A name that means several things is an error that lists
    them; one that means nothing is an error with the nearest.
    """

    def __init__(self, book: Book) -> None:
        """Index the names of all rows."""
        self._book = book
        tables = book.tables
        self._index: dict[str, dict[str, set[str]]] = {
            "place": _labels((p.code, (p.name, *p.aliases)) for p in tables.places),
            "authority": _labels(
                (b.id, (b.name, b.name_en, *b.aliases)) for b in tables.authorities
            ),
            "item": _labels((i.code, (i.name, i.name_en)) for i in tables.items),
            "matter": _labels((m.code, (m.name, m.number)) for m in tables.matters),
            "programme": _labels(
                (p.code, (p.name, *p.aliases)) for p in tables.programmes
            ),
            "attribute": _labels((f.code, (f.name,)) for f in tables.fields),
        }

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
        index = self._index[kind]
        found = index.get(fold(name), set())
        if not found and kind == "place":
            found = self._composed(fold(name))
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UnknownNameError.of(
                "RS3102", kind=_KINDS[kind], name=name, found=", ".join(sorted(found))
            )
        near = difflib.get_close_matches(fold(name), sorted(index), 1, 0.5)
        raise UnknownNameError.of(
            "RS3101",
            kind=_KINDS[kind],
            name=name,
            near=f"(是否“{near[0]}”?)" if near else "",
            command=_COMMANDS[kind],
        )

    def _composed(self, name: str) -> set[str]:
        """A place whose name follows the names of places that contain it."""
        found = set()
        for label, codes in self._index["place"].items():
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
        values = self._book.fields[key].values
        for row in values:
            if fold(value) in (fold(row.code), fold(row.name)):
                return row.code
        allowed = ", ".join(f"{row.code} {row.name}" for row in values)
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
    for code, names in NAMES[vocabulary].items():
        if fold(value) in (code, *map(fold, names)):
            return code
    allowed = ", ".join(f"{c} {n[0]}" for c, n in NAMES[vocabulary].items())
    name = NAMES["dimension"].get(vocabulary, (vocabulary, ""))[0]
    raise UnknownNameError.of("RS3103", allowed=allowed, name=name, value=value)


def _labels(
    rows: Iterable[tuple[str, Iterable[str]]],
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
