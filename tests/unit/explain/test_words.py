"""What a source, a body, a value and a question are called."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.routing.book import Book
from regservice.explain.words import (
    body_name,
    competent_name,
    dimension_name,
    document_name,
    place_name,
    question_text,
    source_detail,
    source_text,
    value_name,
    values_text,
)
from regservice.model.decision import Competent, Question
from regservice.model.legal import Source
from regservice.model.vocab import PlaceKey, SourceKind, Tier, Verification


@pytest.fixture(scope="module")
def book(make: Any) -> Book:
    """The small world, with names in two languages."""
    world: Book = make.world(
        documents=(
            make.document("LAW", name="试验条例", number="国务院令第1号"),
            make.document("NOTE", name="一个通知", number="沪药〔2024〕1号"),
        ),
        more={
            "authorities": (
                make.body("a", "customs", "330000", name="海关", name_en="Customs"),
            ),
            "items": (make.item("feedback", name="意见", name_en="Feedback"),),
            "programmes": (make.programme("zj:list", "330000", name="清单"),),
        },
    )
    return world


def test_body_is_called_by_its_name_in_the_language(book: Book) -> None:
    """Where there is no English name the Chinese one is used."""
    assert ["海关", "Customs"] == [body_name(book, "a", lang) for lang in ("zh", "en")]
    assert ["p/mpa", "-"] == [body_name(book, key, "en") for key in ("p/mpa", None)]


def test_place_that_has_no_name_is_called_by_its_code(book: Book) -> None:
    """No place is a dash."""
    assert ["P330000", "999999", "-"] == [
        place_name(book, code) for code in ("330000", "999999", None)
    ]


def test_notice_is_cited_by_number_and_law_by_name(book: Book) -> None:
    """As lawyers do."""
    assert ["沪药〔2024〕1号", "试验条例"] == [
        document_name(book, code) for code in ("NOTE", "LAW")
    ]


DATED = dt.date(2026, 1, 30)
SOURCES = {
    "clause": (
        {"document": "LAW", "clause": "第2条", "verified": Verification.READ},
        "依据试验条例第2条",
        "under 试验条例 第2条",
    ),
    "report": (
        {"publisher": "日报", "dated": DATED, "note": "页面"},
        "据日报2026-01-30报道,非法律依据",
        "as reported by 日报 2026-01-30, not law",
    ),
    "local_practice": (
        {"office": "某局", "note": "指南"},
        "按某局做法,非法律条文",
        "practice of 某局, not statute",
    ),
    "assumed": (
        {"note": "推断", "document": "LAW"},
        "推定,无明文依据",
        "assumed, no express basis",
    ),
}


@pytest.mark.parametrize("kind", list(SourceKind))
def test_source_is_named_for_what_it_is(book: Book, kind: SourceKind) -> None:
    """A report is a report, also where a document starts the inference."""
    given, chinese, english = SOURCES[kind]
    parts: dict[str, Any] = dict(given)  # type: ignore[call-overload]
    source = Source(kind=kind, **parts)

    assert chinese == source_text(book, source, "zh")
    assert english == source_text(book, source, "en")


@pytest.mark.parametrize("kind", list(SourceKind))
def test_only_a_clause_reads_as_law(book: Book, kind: SourceKind) -> None:
    """The words 依据 and under are for clauses alone."""
    parts: dict[str, Any] = dict(SOURCES[kind][0])  # type: ignore[call-overload]
    source = Source(kind=kind, **parts)
    law = kind is SourceKind.CLAUSE

    assert law is source_text(book, source, "zh").startswith("依据")
    assert law is source_text(book, source, "en").startswith("under ")
    assert law is source_detail(book, source, "zh").startswith("依据")


def test_detail_of_a_clause_says_how_it_was_checked(book: Book, make: Any) -> None:
    """Its note is for the maintainers."""
    clause = make.clause("LAW", "第2条", note="另见第3条")

    assert "依据试验条例第2条(已核对原文)" == source_detail(book, clause, "zh")
    assert "under 试验条例 第2条 (text read)" == source_detail(book, clause, "en")


def test_detail_of_anything_else_says_what_must_be_known_of_it(
    book: Book, make: Any
) -> None:
    """Why it is assumed, or nothing where there is no note."""
    assumed = make.source(note="类推")
    bare = Source(kind=SourceKind.REPORT, publisher="日报")

    assert "推定,无明文依据:类推" == source_detail(book, assumed, "zh")
    assert "assumed, no express basis - 类推" == source_detail(book, assumed, "en")
    assert source_text(book, bare, "zh") == source_detail(book, bare, "zh")


@pytest.mark.parametrize(
    ("dimension", "value", "chinese", "english"),
    [
        ("place", "330000", "P330000", "P330000"),
        ("site", "999999", "999999", "999999"),
        ("item", "feedback", "意见", "Feedback"),
        ("item", "renewal", "renewal", "renewal"),
        ("item", "unknown_item", "unknown_item", "unknown_item"),
        ("programme", "zj:list", "清单", "清单"),
        ("programme", "zj:other", "zj:other", "zj:other"),
        ("product", "device", "医疗器械", "medical device"),
        ("grade_of_risk", "low", "LOW", "LOW"),
        ("grade_of_risk", "none", "none", "none"),
        ("applicant", "enterprise", "企业", "enterprise"),
    ],
)
def test_value_is_called_by_the_name_of_its_dimension(
    book: Book, dimension: str, value: str, chinese: str, english: str
) -> None:
    """A value that nobody named is its code."""
    assert chinese == value_name(book, dimension, value, "zh")
    assert english == value_name(book, dimension, value, "en")


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [("product", "产品类别"), ("grade_of_risk", "grade_of_risk"), ("x", "x")],
)
def test_dimension_is_called_by_its_name(
    book: Book, dimension: str, expected: str
) -> None:
    """Intake fields bring their own names."""
    assert expected == dimension_name(book, dimension, "zh")


def test_long_lists_are_cut_and_counted(book: Book) -> None:
    """Five are shown; of six, four and the number."""
    values = ["a", "b", "c", "d", "e", "f"]

    assert "a、b、c、d、e" == values_text(book, "x", values[:5], "zh")
    assert "a、b、c、d等 6 项" == values_text(book, "x", values, "zh")
    assert "a, b, c, d ... (6 in all)" == values_text(book, "x", values, "en")


def test_question_is_that_of_the_field_or_of_the_dimension(book: Book) -> None:
    """Intake fields ask in Chinese in their own words."""
    choices = ("high", "low")
    risk = Question(dimension="grade_of_risk", candidates=choices)

    assert "grade_of_risk?" == question_text(book, risk, "zh")
    assert "grade_of_risk? (one of: LOW, HIGH)" == question_text(book, risk, "en")
    place = Question(dimension="place", candidates=("330000", "340000"))
    assert "请问企业(或场所)在哪个区、县?(可选:P330000、P340000)" == question_text(
        book, place, "zh"
    )
    assert "Who is asking?" == question_text(
        book, Question(dimension="applicant"), "en"
    )


@pytest.mark.parametrize(
    ("limb", "place", "authority", "expected"),
    [
        ({"body": "top/nmpa"}, None, "top/nmpa", "top/nmpa"),
        ({"says": "由法院决定"}, None, None, "由法院决定"),
        (
            {"tier": Tier.PROVINCE, "functions": ("customs",), "designated": True},
            "330000",
            None,
            "省级人民政府指定的机关(未查到P330000的指定)",
        ),
        (
            {"tier": Tier.PREFECTURE, "functions": ("city_amr", "district_amr")},
            "330100",
            None,
            "设区的市级市市场监管局、区县市场监管局(已装的规则包没有列出是哪一个)",
        ),
        (
            {"tier": Tier.PROVINCE, "functions": ("provincial_mpa",)},
            None,
            None,
            "省、自治区、直辖市药品监督管理部门(尚不知地区)",
        ),
    ],
)
def test_decider_that_is_not_known_is_not_guessed(
    book: Book,
    make: Any,
    limb: dict[str, Any],
    place: str | None,
    authority: str | None,
    expected: str,
) -> None:
    """It is said why no body is named."""
    row = make.limb(**limb)
    competent = Competent(
        matter=make.matter("m", row),
        limb=row,
        authority=authority,
        place=place,
        key=PlaceKey.HOLDER,
        presumed=False,
    )

    assert expected == competent_name(book, competent, "zh")
