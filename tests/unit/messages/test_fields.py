"""Everything that is filled in has one word, and no word stands for nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_args

import attrs
import pytest

from regservice.codec.structure import structure
from regservice.codec.yamltree import read_yaml
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS, VALUE_WORDS, Word
from regservice.messages.names import NAMES
from regservice.model import vocab
from regservice.model.condition import Condition, Test
from regservice.model.decisiontest import DecisionTest
from regservice.model.package import Manifest, Tables
from regservice.ruleset.references import _Names

DIFFERENT: Final = {
    "name": {"Manifest": "包名"},
    "number": {"Matter": "序号"},
    "places": {"Authority": "辖区"},
    "place": {"Competence": "管辖地", "Holder": "管辖地"},
    "at": {"DecisionTest": "时间"},
    "source": {"DecisionTest": "依据应含"},
    "status": {"DecisionTest": "应为结果"},
    "key": {"Supersession": "被替代行"},
    "effective": {"Manifest": "启用日期"},
}
"""Fields that mean something else in one record than in the others."""

DIMENSIONS: Final = frozenset(_Names.of(Tables()).dimensions)
"""What conditions may ask for where no package adds a fact."""


def walk(shape: Any, found: dict[str, Any]) -> None:
    """Collect by name the records and enumerations that a type is made of."""
    if isinstance(shape, type) and attrs.has(shape):
        if shape.__name__ in found:
            return
        found[shape.__name__] = attrs.resolve_types(shape)
        for field in attrs.fields(shape):
            walk(field.type, found)
    elif isinstance(shape, type) and issubclass(shape, StrEnum):
        found[shape.__name__] = shape
    for part in get_args(shape):
        walk(part, found)


def _types() -> dict[str, Any]:
    found: dict[str, Any] = {}
    walk(Manifest, found)
    walk(Tables, found)
    walk(DecisionTest, found)
    # A condition is written as a mapping from dimension to values.
    return {k: v for k, v in found.items() if k not in {"Tables", Test.__name__}}


TYPES: Final = _types()
RECORDS: Final = {name: kind for name, kind in TYPES.items() if attrs.has(kind)}
ENUMS: Final = {name: kind for name, kind in TYPES.items() if not attrs.has(kind)} | {
    kind.__name__: kind for kind in (vocab.Difficulty, vocab.Channel, vocab.Status)
}


def _fields(record: str) -> set[str]:
    if RECORDS[record] is Condition:
        return set(DIMENSIONS)
    return {field.name for field in attrs.fields(RECORDS[record])}


def _words() -> Iterator[tuple[str, str, Word]]:
    for name, word in TABLE_WORDS.items():
        yield "Tables", name, word
    for record, words in FIELD_WORDS.items():
        for name, word in words.items():
            yield record, name, word


WORDS: Final = [
    pytest.param(word, id=f"{record}.{name}") for record, name, word in _words()
]


def _form(text: str) -> bool:
    """Letters, and digits behind them: nothing that a separator could be."""
    return re.fullmatch(r"[^\W\d_]\w*", text) is not None


def test_walk_finds_records_inside_records() -> None:
    """The tests below would hold of too little."""
    assert {"Manifest", "DaySpan", "Escalation", "Mark", "Amount"} <= set(RECORDS)
    assert {"Unit", "DelegationMode", "Rounding"} <= set(ENUMS)
    assert {"item", "place", "channel"} <= DIMENSIONS


def test_every_table_has_a_word_and_every_word_a_table() -> None:
    """The manifest and the decision tests are filled in like tables."""
    tables = {table.name for table in attrs.fields(Tables)}

    assert set(TABLE_WORDS) == tables | {"package", "tests"}


def test_every_record_has_words_and_no_other() -> None:
    """However deep inside a row it stands."""
    assert set(FIELD_WORDS) == set(RECORDS)


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_every_field_has_a_word_and_every_word_a_field(record: str) -> None:
    """Of a condition: every dimension."""
    assert set(FIELD_WORDS[record]) == _fields(record)


def test_every_vocabulary_has_words_and_no_other() -> None:
    """All that a field or a dimension takes its values from, and the kinds."""
    assert set(VALUE_WORDS) == set(ENUMS) | {"KINDS"}
    assert set(VALUE_WORDS["KINDS"]) == vocab.KINDS


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_value_has_a_word_and_every_word_a_value(name: str) -> None:
    """No name is missing, none is stale."""
    assert set(VALUE_WORDS[name]) == set(map(str, ENUMS[name]))


@pytest.mark.parametrize("name", sorted(VALUE_WORDS))
def test_values_can_be_read_back(name: str) -> None:
    """One word for one value, that no separator cuts and that is no other code."""
    words = VALUE_WORDS[name]

    assert len(set(words.values())) == len(words)
    assert all(_form(word) for word in words.values())
    assert set(words.values()).isdisjoint(words)


def _keys(words: Mapping[str, Word]) -> list[str]:
    return [word.key for word in words.values()]


@pytest.mark.parametrize("record", ["Tables", *sorted(FIELD_WORDS)])
def test_keys_can_be_read_back(record: str) -> None:
    """One key for one field, and no key that is the name of a field."""
    words = TABLE_WORDS if record == "Tables" else FIELD_WORDS[record]
    keys = _keys(words)

    assert len(set(keys)) == len(keys)
    assert set(keys).isdisjoint(words)


@pytest.mark.parametrize("word", WORDS)
def test_word_is_well_formed(word: Word) -> None:
    """A plain key, and one line that says what to fill in, in both languages."""
    assert _form(word.key)
    assert not word.key.isascii()
    for meaning in (word.meaning, word.meaning_en):
        assert meaning.strip() == meaning != ""
        assert "\n" not in meaning
    assert not word.meaning.isascii()
    assert word.meaning_en.isascii()


@pytest.mark.parametrize("word", WORDS)
def test_word_can_be_shown_in_an_old_console(word: Word) -> None:
    """In GBK, as Chinese Windows has it."""
    assert all(text.encode("gbk").decode("gbk") == text for text in word)


@pytest.mark.parametrize("name", sorted(VALUE_WORDS))
def test_values_can_be_shown_in_an_old_console(name: str) -> None:
    """In GBK too."""
    assert all(word.encode("gbk") for word in VALUE_WORDS[name].values())


def _taken(record: str, name: str) -> Any:
    """A record of this one field, with its type and its validator."""
    if RECORDS[record] is Condition:
        return attrs.make_class("Row", {"when": attrs.field(type=Condition)})
    field = getattr(attrs.fields(RECORDS[record]), name)
    one = attrs.field(type=field.type, validator=field.validator)
    return attrs.make_class("Row", {name: one})


@pytest.mark.parametrize(
    ("record", "name"), [(r, n) for r, n, word in _words() if word.example]
)
def test_example_can_be_filled_in(record: str, name: str, tmp_path: Path) -> None:
    """As it stands: YAML of the type of the field, which its validator takes."""
    line = f"{name}: {FIELD_WORDS[record][name].example}"
    if RECORDS[record] is Condition:
        line = f"when: {{{line}}}"
    file = tmp_path / "row.yaml"
    file.write_text(line, "utf-8")

    row, problems = structure(read_yaml(file), (), _taken(record, name))

    assert [] == problems
    assert row is not None


def test_field_has_one_key_wherever_it_stands() -> None:
    """But for those that mean something else, each of which is listed."""
    keys: dict[str, set[str]] = defaultdict(set)
    for record, words in FIELD_WORDS.items():
        for name, word in words.items():
            other = DIFFERENT.get(name, {}).get(record)
            if other is None:
                keys[name].add(word.key)
            else:
                assert word.key == other

    assert {} == {name: found for name, found in keys.items() if len(found) > 1}


def test_list_of_different_fields_is_not_stale() -> None:
    """Each differs from what the field is called elsewhere."""
    for name, others in DIFFERENT.items():
        for key in others.values():
            usual = {
                words[name].key
                for other, words in FIELD_WORDS.items()
                if other not in others and name in words
            }
            assert usual
            assert key not in usual


@pytest.mark.parametrize("name", sorted(NAMES["dimension"]))
def test_dimension_is_called_what_answers_call_it(name: str) -> None:
    """Who fills a condition in finds its words in the explanation again."""
    word = FIELD_WORDS["Condition"].get(name)

    assert word is None or word.key == NAMES["dimension"][name][0]
