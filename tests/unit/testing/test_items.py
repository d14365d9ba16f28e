"""The class of tests that packages of items inherit: each of them can fail."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from regservice.testing.items import ItemConformance, Tempting

ELSEWHERE = ("110000", "140000", "320000", "370000")
OFFERED = {"310000": "2024-01-24", **dict.fromkeys(ELSEWHERE, "2026-01-01")}


class Item(ItemConformance):
    """Intellectual property as it comes with the library."""

    package = "regservice-item-ip"
    item = "ip"
    offered = OFFERED
    by_law = ("310000",)
    others = ("买到假冒产品，找谁赔偿？",)
    fresh = ("对手抄袭我们的专利怎么处理？",)
    fact = "ip_right"
    matters = (("device", "dispute", "ip_patent_dispute"),)
    wrong = (Tempting("310104", "drug", "patent", "shanghai/mpa", "shanghai/ip"),)


WRONG = Item.wrong[0]
TESTS = sorted(name for name in vars(ItemConformance) if name.startswith("test_"))
FALSE: list[tuple[str, str, Any]] = [
    ("test_it_is_offered_from_a_day_on", "offered", {}),
    ("test_it_is_offered_from_a_day_on", "offered", {"310000": "2024-01-23"}),
    ("test_it_is_offered_from_a_day_on", "offered", {"310000": "2024-01-25"}),
    ("test_it_is_said_where_a_text_asks_for_it", "offered", {"310000": "2024-01-24"}),
    ("test_it_is_said_where_a_text_asks_for_it", "by_law", ELSEWHERE),
    ("test_its_words_are_heard_only_where_it_is_offered", "elsewhere", "310104"),
    ("test_its_words_are_heard_only_where_it_is_offered", "place", "330000"),
    ("test_questions_about_something_else_are_not_taken", "others", ()),
    ("test_questions_about_something_else_are_not_taken", "others", Item.fresh),
    ("test_fresh_questions_are_read", "fresh", ()),
    ("test_fresh_questions_are_read", "fresh", Item.others),
    ("test_without_the_fact_no_matter_is_presumed", "fact", "device_class"),
    (
        "test_what_is_stated_tells_the_matter",
        "matters",
        [("device", "patent", "ip_patent_dispute")],
    ),
    ("test_tempting_bodies_are_told_why_not", "wrong", ()),
    (
        "test_tempting_bodies_are_told_why_not",
        "wrong",
        [attrs.evolve(WRONG, body=WRONG.lead)],
    ),
    (
        "test_tempting_bodies_are_told_why_not",
        "wrong",
        [attrs.evolve(WRONG, lead=WRONG.body)],
    ),
]


@pytest.mark.parametrize("name", TESTS)
def test_sound_item_passes(name: str) -> None:
    """Each of the tests, by what the item is."""
    getattr(Item(), name)()


@pytest.mark.parametrize(("name", "attribute", "value"), FALSE)
def test_what_is_not_so_fails(
    name: str, attribute: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is declared of an item is compared with what it does."""
    monkeypatch.setattr(Item, attribute, value)

    with pytest.raises(AssertionError):
        getattr(Item(), name)()


def test_package_of_a_region_is_none_of_an_item(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It names bodies by their ids, and places inside."""
    monkeypatch.setattr(Item, "package", "regservice-region-shanxi")
    monkeypatch.setattr(Item, "row", lambda _: None)

    for name in (
        "test_it_leans_on_no_other_package",
        "test_its_rules_name_functions_and_where_it_speaks",
    ):
        with pytest.raises(AssertionError):
            getattr(Item(), name)()


def test_word_of_two_items_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two items that answer to one word would be a matter of luck."""
    items = Item().subject().engine.book.tables.items
    word = Item().row().keywords[0]
    first, *rest = items
    assert "ip" != first.code
    clash = attrs.evolve(first, keywords=(*first.keywords, word.upper()))
    tables = SimpleNamespace(items=(clash, *rest))
    engine = SimpleNamespace(book=SimpleNamespace(tables=tables))
    monkeypatch.setattr(Item, "subject", lambda _: SimpleNamespace(engine=engine))

    with pytest.raises(AssertionError):
        Item().test_no_word_belongs_to_two_items()
