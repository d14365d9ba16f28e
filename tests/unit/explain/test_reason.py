"""Why, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import regservice
from regservice.core.routing.book import Book
from regservice.explain.reason import LONGEST, reason
from regservice.model.decision import Decision
from regservice.model.vocab import DelegationMode, Difficulty, Product, Tier

Ask = Callable[..., Decision]
AT = "2026-03-02T10:00:00+08:00"
SHANGHAI = (
    "310000", "310101", "310104", "310105", "310106", "310107", "310109", "310110",
    "310112", "310113", "310114", "310115", "310116", "310117", "310118", "310120",
    "310151", "310000-lingang",
)  # fmt: skip


def test_list_of_districts_is_that_of_the_package(engine: regservice.Engine) -> None:
    """No district is left out below."""
    assert set(SHANGHAI) == {
        code for code in engine.book.places.places if code.startswith("31")
    }


@pytest.mark.parametrize("place", SHANGHAI)
def test_reason_is_one_short_line(engine: regservice.Engine, place: str) -> None:
    """For every item, product, difficulty and class in every district."""
    too_long: list[str] = []
    for item in engine.book.items.values():
        for product in item.products:
            for difficulty in Difficulty:
                for grade in "123" if product is Product.DEVICE else " ":
                    request = regservice.ServiceRequest(
                        item=item.code,
                        product=product,
                        difficulty=difficulty,
                        place=place,
                        attributes={"device_class": grade} if grade.strip() else {},
                    )
                    text = engine.route(request, at=AT).reason()
                    if not 0 < len(text) <= LONGEST or "\n" in text or "?{" in text:
                        too_long.append(text)

    assert [] == too_long


@pytest.fixture
def short(make: Any) -> Book:
    """The small world with short names and a matter."""
    book: Book = make.world(
        matters=(
            make.matter(
                "m", make.limb(body="top/nmpa", source=make.clause("LAW", "第1条"))
            ),
        ),
        more={
            "rules": (make.rule("f", "fallback", "district_amr"),),
            "items": (make.item("feedback"), make.item("out_of_scope")),
        },
    )
    return book


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"difficulty": "basic"},
            "由p/d/station直接答复(推定,无明文依据);法定机关为top/nmpa(依据LAW第1条)",
        ),
        (
            {},
            (
                "由p/d/amr承办、p/mpa主办(推定,无明文依据);"
                "法定机关为top/nmpa(依据LAW第1条)"
            ),
        ),
        (
            {"received_by": "p/mpa", "item": "feedback"},
            "由p/mpa承办(推定,无明文依据)",
        ),
        (
            {"item": "out_of_scope"},
            "不属于药监服务事项,转p/d/amr核定承办机关(推定,无明文依据)",
        ),
        ({"difficulty": None}, "还缺一项信息:difficulty?"),
    ],
)
def test_sentence_says_who_and_on_what_it_rests(
    short: Book, ask: Ask, given: dict[str, Any], expected: str
) -> None:
    """One sentence for every outcome."""
    assert expected == reason(short, ask(short, **given), "zh")


def test_sentence_says_that_nobody_takes_it(make: Any, ask: Ask) -> None:
    """Where no package has a body nobody is named."""
    book = make.world(rules=())

    assert "没有适用的规则,已安装的规则包中没有可以确定的承接机构" == reason(
        book, ask(book), "zh"
    )
    assert reason(book, ask(book), "en").startswith("no rule applies; no installed")


def test_sentence_says_what_is_missing_where_a_rule_holds(make: Any, ask: Ask) -> None:
    """No body for the rule, no way to it, several bodies for the fallback."""
    none = make.rule("l", "lead", "customs")
    first = make.rule("r", "receive", "station")
    twin = make.body("p/d/twin", "district_amr", "330102")
    fallback = make.rule("f", "fallback", "district_amr")

    def said(*rules: Any, **more: Any) -> str:
        book = make.world(rules=rules, more=more)
        return reason(book, ask(book), "zh")

    assert said(first, none).startswith("适用的规则在此没有机构,")
    assert said(none).startswith("没有适用的规则,")
    assert said(make.rule("r", "receive", "customs")).startswith("适用的规则在此没有")
    assert said(first).startswith("没有适用的规则,")
    assert said(first, make.rule("l", "lead", "nmpa")).startswith("主办机构无路可达,")
    assert "没有适用的规则,已安装的规则包中没有可以确定的承接机构" == (
        said(first, fallback, authorities=(twin,))
    )


def test_decider_by_a_transfer_rests_on_its_clause(make: Any, ask: Ask) -> None:
    """The clause of the limb names another body."""
    source, holders = make.clause("LAW", "第1条"), ("provincial_mpa",)
    limb = make.limb(tier=Tier.PROVINCE, functions=holders, source=source)
    edge = make.edge(
        *("p/mpa", "delegates", "p/c/amr"),
        mode=DelegationMode.EMPOWERS,
        matters=("m",),
        source=make.clause("LAW", "第9条"),
    )

    def said(*edges: Any) -> str:
        matters = (make.matter("m", limb),)
        book = make.world(matters=matters, more={"relations": edges})
        return reason(book, ask(book, difficulty="basic"), "zh")

    assert said(edge).endswith(";法定机关为p/c/amr(依据LAW第9条)")
    assert said().endswith(";法定机关为p/mpa(依据LAW第1条)")


@pytest.mark.parametrize(
    ("length", "has_clause", "has_body"),
    [(20, True, True), (45, False, True), (70, False, False)],
)
def test_too_long_a_sentence_loses_its_sources_from_the_end(
    make: Any, ask: Ask, length: int, *, has_clause: bool, has_body: bool
) -> None:
    """First the clause of the decider goes, then the decider, never the first part."""
    top = make.body("top/long", "nmpa", "national", name="国" * length)
    limb = make.limb(body="top/long", source=make.clause("LAW", "第123456789012345条"))
    book = make.world(matters=(make.matter("m", limb),), more={"authorities": (top,)})

    text = reason(book, ask(book, difficulty="basic"), "zh")

    assert len(text) <= LONGEST
    assert text.startswith("由p/d/station直接答复(推定,无明文依据)")
    assert (has_clause, has_body) == ("第123456789012345条" in text, "国国" in text)


def test_what_the_law_says_in_words_is_quoted_if_it_is_short(
    make: Any, ask: Ask
) -> None:
    """A long statement is left to the full explanation."""
    short_, long = (
        make.world(matters=(make.matter("m", make.limb(says=says)),))
        for says in ("由法院决定", "长" * 80)
    )

    assert reason(short_, ask(short_), "zh").endswith(";法定事项说明:由法院决定")
    assert "长" not in reason(long, ask(long), "zh")
