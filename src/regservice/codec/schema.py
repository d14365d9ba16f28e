"""JSON Schema (2020-12) of the YAML files of packages, from the field spec."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from regservice.codec.plain import LANGUAGES, table_key
from regservice.codec.rename import rename_value
from regservice.codec.spec import (
    AMOUNT,
    MANIFEST_TABLE,
    MARK,
    MOMENT,
    FieldSpec,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    table_types,
)
from regservice.codec.yamlfmt import flow_text
from regservice.codec.yamlparts import parts_of
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS, Word
from regservice.messages.meant import named
from regservice.model.condition import Condition
from regservice.model.package import Manifest

_CODE: Final = "[a-z][a-z0-9_]*"
_MOST: Final = 999_999_999
_FORMS: Final[Mapping[str, str]] = {
    "09:00-12:00": r"^([01]?\d|2[0-4]):[0-5]\d-([01]?\d|2[0-4]):[0-5]\d$",
    AMOUNT: r"^\s*[1-9]\d{0,5}\s*\D+$",
    MARK: r"^\s*([1-9]\d{0,2}\s*[%％]|[-+]\s*[1-9]\d{0,5}\s*\D+)\s*$",
    MOMENT: r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?$",
}
"""Example of how a text is written, to the pattern of all such texts."""


def tables_schema(lang: str | None = None) -> dict[str, Any]:
    """
    Return the schema of a file of tables.

    Args:
        lang: Language of keys, choices and descriptions; ``None`` to accept keys of
            both.

    Examples:
        >>> schema = tables_schema("en")
        >>> schema["$defs"]["Place"]["required"]
        ['code', 'name']
    """
    maker = _Maker(lang)
    properties = {}
    for table, cls in table_types().items():
        if table == MANIFEST_TABLE:
            continue
        word = TABLE_WORDS[table]
        for code in maker.languages:
            properties[table_key(table, code)] = {
                "description": maker.meaning(word),
                "type": ["array", "null"],
                "items": maker.record(cls),
            }
    return {
        "$id": f"urn:regservice:schema:tables:{lang or 'all'}",
        "title": "regservice",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": maker.records,
    }


def manifest_schema(lang: str | None = None) -> dict[str, Any]:
    """
    Return the schema of a manifest.

    Args:
        lang: As for :func:`tables_schema`.

    Examples:
        >>> manifest_schema("zh")["required"]
        ['包名', '标题', '版本', '适用地区', '负责单位']
    """
    maker = _Maker(lang)
    maker.record(Manifest)
    found = maker.records.pop(Manifest.__name__)
    return {
        "$id": f"urn:regservice:schema:package:{lang or 'all'}",
        **found,
        **({"$defs": maker.records} if maker.records else {}),
    }


class _Maker:
    """Describes each record once."""

    def __init__(self, lang: str | None) -> None:
        self.lang = lang
        self.languages: tuple[str, ...] = LANGUAGES if lang is None else (lang,)
        self.records: dict[str, Any] = {}

    def meaning(self, word: Word) -> str:
        found = {"zh": word.meaning, "en": word.meaning_en}
        return "\n".join(found[code] for code in self.languages)

    def record(self, cls: type) -> dict[str, Any]:
        name = cls.__name__
        if name not in self.records:
            self.records[name] = {}  # it may hold itself
            self.records[name] = self._record(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, cls: type) -> dict[str, Any]:
        if cls is Condition:
            return self._condition()
        parts = attrs.fields_dict(cls)
        properties: dict[str, Any] = {}
        for name, spec in fields_of(cls).items():
            value = self._field(spec, parts[name], cls)
            for key in self._keys(spec.word, name):
                properties[key] = value
        found: dict[str, Any] = {
            "title": cls.__name__,
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        specs = fields_of(cls).values()
        if self.lang is not None:
            required = [
                self._keys(spec.word, spec.name)[0]
                for spec in specs
                if spec.is_required
            ]
            return {**found, "required": required} if required else found
        return {**found, "allOf": [_once(spec) for spec in specs]}

    def _keys(self, word: Word, name: str) -> list[str]:
        return [word.key if code == "zh" else name for code in self.languages]

    def _field(
        self, spec: FieldSpec, part: attrs.Attribute[Any], cls: type
    ) -> dict[str, Any]:
        value = self._shape(spec.shape)
        if spec.shape.kind is Kind.TEXT and not _takes(part, cls, ""):
            value["minLength"] = 1
        if spec.shape.kind is Kind.LIST and not _takes(part, cls, ()):
            value["minItems"] = 1
        if not spec.is_required and spec.default is None:
            value = {"anyOf": [value, {"type": "null"}]}
        about: dict[str, Any] = {
            "title": " / ".join(self._keys(spec.word, spec.name)),
            "description": self.meaning(spec.word),
        }
        if spec.word.example:
            about["examples"] = list(self._examples(spec.word.example, spec.shape))
        return {**about, **value}

    def _examples(self, text: str, shape: Shape) -> Iterable[Any]:
        for code in self.languages:
            root = parts_of(f"x: {text}")
            if root is None:
                continue
            ((_, value),) = root.pairs
            rename_value(value, shape, code)
            yield _loaded(flow_text(root))["x"]

    def _shape(self, shape: Shape) -> dict[str, Any]:
        if shape.kind is Kind.LIST and shape.inner is not None:
            return {"type": "array", "items": self._shape(shape.inner)}
        if shape.kind is Kind.RECORD and shape.record is not None:
            return self.record(shape.record)
        if shape.kind is Kind.CONDITION:
            return self.record(Condition)
        if shape.kind is Kind.MAPPING:
            return {"type": "object", "additionalProperties": {"type": "string"}}
        return self._choice(shape) if shape.choices else self._text(shape)

    def _text(self, shape: Shape) -> dict[str, Any]:
        if shape.kind is Kind.WHOLE:
            return {"type": "integer", "minimum": -_MOST, "maximum": _MOST}
        if shape.kind is Kind.TRUTH:
            words = ["是", "否"] if "zh" in self.languages else []
            return {"enum": [True, False, *words]}
        if shape.kind is Kind.DATE:
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
        form = _FORMS.get(shape.form)
        return {"type": "string", **({"pattern": form} if form else {})}

    def _choice(self, shape: Shape) -> dict[str, Any]:
        words = {
            word if code == "zh" else value: None
            for code in self.languages
            for value, word in shape.choices.items()
        }
        if shape.is_closed:
            return {"enum": list(words)}
        own: dict[str, Any] = {"type": "string", "pattern": f"^{_CODE}:{_CODE}$"}
        if shape.vocabulary:
            own = {"enum": sorted(named(shape.vocabulary) - words.keys())}
        return {"anyOf": [{"enum": list(words)}, own]}

    def _condition(self) -> dict[str, Any]:
        words = FIELD_WORDS[Condition.__name__]
        properties = {}
        for name, word in words.items():
            value = {
                "description": self.meaning(word),
                **self._shape(dimension_shape(name)),
                "minItems": 1,
            }
            for key in self._keys(word, name):
                properties[key] = value
        core = "|".join(sorted(set(dimension_names().values())))
        fact = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        found: dict[str, Any] = {
            "title": Condition.__name__,
            "type": "object",
            "properties": properties,
            "patternProperties": {f"^(?!({core})$){_CODE}(:{_CODE})?$": fact},
            "additionalProperties": False,
        }
        if self.lang is None:
            twice = ([word.key, name] for name, word in words.items())
            found["allOf"] = [{"not": {"required": keys}} for keys in twice]
        return found


def _once(spec: FieldSpec) -> dict[str, Any]:
    """Under one of its keys, not under both."""
    if spec.is_required:
        return {"oneOf": [{"required": [key]} for key in spec.keys]}
    return {"not": {"required": list(spec.keys)}}


def _takes(part: attrs.Attribute[Any], cls: type, value: Any) -> bool:
    """Whether the validator of a field takes a value."""
    try:
        if part.validator is not None:
            part.validator(cls, part, value)
    except ValueError:
        return False
    return True


def _loaded(text: str) -> Any:
    """YAML as an editor reads it, with dates as texts."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda _, node: node.value
    )
    return yaml.load(text)
