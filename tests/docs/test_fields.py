"""The pages of all fields are what the spec of the fields says."""

from __future__ import annotations

import pytest

from regservice.codec.spec import fields_of, table_types
from tests.docs.makers import maker

MAKER = maker("fields")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_is_current(lang: str) -> None:
    """Written anew by ``python docs/_gen/fields.py``."""
    page = (MAKER.REFERENCE / MAKER.FILES[lang]).read_text("utf-8")

    assert MAKER.page(lang) == page


@pytest.mark.parametrize("table", table_types())
def test_page_names_every_field(table: str) -> None:
    """By both of its keys."""
    page = MAKER.page("zh")

    assert all(
        f"`{key}`" in page
        for spec in fields_of(table_types()[table]).values()
        for key in spec.keys
    )
