"""Editors are told what a file of a package may hold."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from regservice.codec.convert import yaml_files
from regservice.codec.plain import table_key
from regservice.codec.schema import _loaded, manifest_schema, tables_schema
from regservice.codec.spec import Kind, fields_of, table_types
from regservice.model.package import Contribution

LANGS = (None, "zh", "en")
pytestmark = pytest.mark.xdist_group("schema")


Files = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def files(contributions: tuple[Contribution, ...]) -> Files:
    """The files of both packages by the language of keys, as editors read them."""
    return {
        keys: [
            {name: _loaded(text) for name, text in yaml_files(package, keys).items()}
            for package in contributions
        ]
        for keys in ("zh", "en")
    }


@functools.cache
def judge(lang: str | None, name: str) -> Draft202012Validator:
    """The schema of a file."""
    make = manifest_schema if name == "package.yaml" else tables_schema
    return Draft202012Validator(make(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_schema_is_one(lang: str | None) -> None:
    """Of draft 2020-12, with no address of a network."""
    for make in (tables_schema, manifest_schema):
        Draft202012Validator.check_schema(make(lang))
        assert "://" not in str(make(lang))
        assert make(lang)["$id"].startswith("urn:regservice:")


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("lang", LANGS)
def test_real_packages_are_valid(lang: str | None, keys: str, files: Files) -> None:
    """In the language of the schema, or in any if it takes both; not in another."""
    for package in files[keys]:
        valid = {
            name: judge(lang, name).is_valid(data) for name, data in package.items()
        }
        assert dict.fromkeys(valid, lang in (None, keys)) == valid


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_are_found(lang: str, files: Files) -> None:
    """In every table: a key too many, a required one gone, a value of another kind."""
    tables = {cls: name for name, cls in table_types().items()}
    seen = 0
    for package in files[lang]:
        for name, data in package.items():
            if name == "package.yaml":
                continue
            for key, rows in data.items():
                cls = next(c for c in tables if key in _names(tables[c]))
                for fault in _faults(cls, rows[0], lang):
                    wrong = {key: [fault]}
                    assert not judge(lang, name).is_valid(wrong), fault
                    assert not judge(None, name).is_valid(wrong), fault
                    seen += 1
                assert judge(lang, name).is_valid({key: rows[:1]})
    assert seen > 100


def _names(table: str) -> set[str]:
    return {table_key(table, code) for code in ("zh", "en")}


def _faults(cls: type, row: dict[str, Any], lang: str) -> Iterator[dict[str, Any]]:
    yield {**row, "no_such_key": "x"}
    for spec in fields_of(cls).values():
        key = spec.keys[lang == "en"]
        if spec.is_required:
            fewer = copy.deepcopy(row)
            del fewer[key]
            yield fewer
        if spec.shape.kind is Kind.LIST:
            yield {**row, key: "x"}
        elif spec.shape.kind is Kind.CHOICE:
            yield {**row, key: "no such choice"}
        elif spec.shape.kind in (Kind.RECORD, Kind.CONDITION):
            yield {**row, key: {"No such key": ["x"]}}
        elif spec.shape.kind in (Kind.DATE, Kind.WHOLE, Kind.TRUTH):
            yield {**row, key: "2024/1/1"}
        else:
            yield {**row, key: 12}


def test_key_in_both_languages_is_found() -> None:
    """One of them would be lost."""
    place = {"code": "310104", "name": "徐汇区"}
    both = judge(None, "places.yaml")

    assert both.is_valid({"places": [place]})
    assert both.is_valid({"地区": [{"代码": "310104", "name": "徐汇区"}]})
    assert not both.is_valid({"places": [{**place, "名称": "徐汇区"}]})


@pytest.mark.parametrize("lang", LANGS)
def test_facts_of_packages_may_stand_in_conditions(lang: str | None) -> None:
    """Under their code; dimensions of the core only under the names of the language."""
    schema = tables_schema(lang)
    condition = Draft202012Validator({**schema["$defs"]["Condition"]})

    assert condition.is_valid({"device_class": ["2"], "sh:kind": ["x"]})
    assert not condition.is_valid({"device_class": []})
    assert not condition.is_valid({"device_class": "2"})
    assert not condition.is_valid({"Device class": ["2"]})
    assert condition.is_valid({"product": ["drug"]}) is (lang != "zh")
    assert condition.is_valid({"产品类别": ["药品"]}) is (lang != "en")
    assert not condition.is_valid({"product": ["no such product"]})


@pytest.mark.parametrize("lang", LANGS)
def test_examples_are_valid(lang: str | None) -> None:
    """What an editor offers can be filled in."""
    count = 0
    for schema in (tables_schema(lang), manifest_schema(lang)):
        defs = schema.get("$defs", {})
        for record in (*defs.values(), schema):
            for value in record.get("properties", {}).values():
                for example in value.get("examples", ()):
                    count += 1
                    found = Draft202012Validator({**value, "$defs": defs})
                    assert found.is_valid(example), (value["title"], example)
    assert count > 50
