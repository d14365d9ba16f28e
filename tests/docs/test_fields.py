"""The pages of all fields are what the spec of the fields says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from regservice.codec.spec import fields_of, table_types


@pytest.fixture(scope="module")
def maker(root: Path) -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location(
        "fields", root / "docs/make_fields.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_is_current(maker: ModuleType, lang: str) -> None:
    """Written anew by ``python docs/make_fields.py``."""
    page = (maker.REFERENCE / maker.FILES[lang]).read_text("utf-8")

    assert maker.page(lang) == page


@pytest.mark.parametrize("table", table_types())
def test_page_names_every_field(maker: ModuleType, table: str) -> None:
    """By both of its keys."""
    page = maker.page("zh")

    assert all(
        f"`{key}`" in page
        for spec in fields_of(table_types()[table]).values()
        for key in spec.keys
    )
