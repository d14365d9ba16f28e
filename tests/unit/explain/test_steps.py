"""Why, in full: facts, rules, path, limits, and why not elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import Book
from regservice.explain.steps import because, explain_lines, limit_text, step_text
from regservice.messages.sentences import SENTENCES
from regservice.model.condition import Test
from regservice.model.decision import Applied, Decision, Due, Rejected
from regservice.model.vocab import PlaceKey, Product, Status, Tier

Ask = Callable[..., Decision]
T = dt.datetime


@pytest.fixture(scope="module")
def book(make: Any) -> Book:
    """A world in which every part of an explanation occurs."""
    reading = make.source(note="直辖市")
    matter = make.matter(
        "m",
        make.limb(
            tier=Tier.PREFECTURE,
            functions=("district_amr",),
            place=PlaceKey.SITE,
            source=make.clause("LAW", "第9条"),
        ),
        make.limb(says="检验机构出具报告", main=False, part="检验"),
        statutory_limit="20个工作日",
    )
    places = (
        make.place("310000", tier=Tier.PROVINCE, name="上海市"),
        make.place(
            "310104",
            "310000",
            name="徐汇区",
            tier=Tier.COUNTY,
            stands_for=(Tier.PREFECTURE,),
            source=reading,
        ),
    )
    bodies = (
        make.body("s/mpa", "provincial_mpa", "310000", name="市药监局", name_en="MPA"),
        make.body("s/amr", "district_amr", "310104", name="区市监局"),
    )
    world: Book = make.world(
        places=places,
        authorities=bodies,
        relations=(make.edge("s/mpa", "guides", "s/amr"),),
        matters=(matter,),
        path_rules=(make.hop("up", "district_amr", "guides", "provincial_mpa"),),
        rules=(
            make.rule("r", "receive", "district_amr"),
            make.rule(
                "l", "lead", "provincial_mpa", source=make.clause("LAW", "第1条")
            ),
            make.rule("d", "lead", "s/amr", when=make.when(product="drug")),
        ),
        limits=(make.limit("a", 5),),
        more={"items": (make.item("feedback", products=(Product.NONE,)),)},
    )
    return world


@pytest.fixture(scope="module")
def decision(book: Book, ask: Ask) -> Decision:
    """A routed answer in that world."""
    return ask(book, place="310104")


@pytest.fixture(scope="module")
def text(book: Book, decision: Decision) -> str:
    """Its explanation in Chinese."""
    return "\n".join(explain_lines(book, decision, "zh"))


@pytest.mark.parametrize(
    "line",
    [
        "认定的事实",
        "  产品类别:医疗器械(已填写)",
        "法定事项:m;法定机关:区市监局",
        "  依据LAW第9条(已核对原文)",
        "  徐汇区按设区的市级行使职权:推定,无明文依据:直辖市",
        "  场所所在地未说明,按提问方所在地推定",
        "法定事项:m;检验机构出具报告 [检验]",
        "  事项本身的法定期限(不是答复诉求的时限):20个工作日",
        "  区市监局 -> 市药监局",
        "  闭环责任:区市监局 指定专人跟踪,答复企业后方可办结",
        "  主办:市药监局 [l] 依据LAW第1条(已核对原文)",
        "  移交:市药监局 [up] 推定,无明文依据:guess",
        "  答复:5个工作日,至 2026-03-09 17:00(推定,无明文依据:guess)",
        "  区市监局: 产品类别为“医疗器械”,该规则只适用于药品(推定,无明文依据)",
    ],
)
def test_explanation_has_every_part(text: str, line: str) -> None:
    """Each fact, row, hop and limit stands with what it leans on."""
    assert line in text.splitlines()


def test_explanation_exists_in_english(book: Book, decision: Decision) -> None:
    """With English names where there are any."""
    lines = explain_lines(book, decision, "en")

    assert "  区市监局 -> MPA" in lines
    assert "  lead: MPA [l] under LAW 第1条 (text read)" in lines
    assert not [line for line in lines if "?" in line]


def test_every_row_that_was_used_is_explained(text: str, decision: Decision) -> None:
    """The explanation suffices to replay the decision."""
    assert all(f"[{step.rule}]" in text for step in decision.steps)


def test_facts_show_the_words_that_speak_for_them(book: Book, ask: Ask) -> None:
    """Words are quoted once each; what was implied says from what."""
    said = ask(book, place="310104", product=None, text="器械,器械")
    implied = ask(book, place="310104", product=None, item="feedback")

    assert "  产品类别:医疗器械(文中“器械”)" in explain_lines(book, said, "zh")
    assert "  产品类别:不涉及产品(由事项推知)" in explain_lines(book, implied, "zh")


def test_unfinished_answer_shows_what_is_still_to_be_asked(
    book: Book, ask: Ask
) -> None:
    """Without a path there is none to show; rules that were used are shown."""
    lines = explain_lines(book, ask(book, place=None), "zh")

    assert "还需问清:请问企业(或场所)在哪个区、县?" == lines[-1]
    assert "流转路径" not in lines
    assert "时限" not in lines


@pytest.mark.parametrize(
    "outcome",
    sorted(c.removeprefix("step.") for c in SENTENCES if c.startswith("step.")),
)
def test_every_outcome_of_a_row_has_words(book: Book, make: Any, outcome: str) -> None:
    """In both languages, without a gap."""
    step = Applied(rule="r", authority="s/mpa", source=make.source(), outcome=outcome)

    for lang in ("zh", "en"):
        assert step_text(book, step, [step], lang).strip()
        assert "?" not in step_text(book, step, [step], lang)


@pytest.mark.parametrize(
    ("winner", "words"),
    [
        (
            {"exception_to": ("low",)},
            ("让位于特别规则", "gave way to an exception", "to the exception high"),
        ),
        (
            {"specificity": 1},
            (
                "让位于更具体的规则",
                "gave way to a more specific rule",
                "to the more specific rule high",
            ),
        ),
        # An exception of something else wins by what it declares beside.
        (
            {"specificity": 1, "exception_to": ("other",)},
            (
                "让位于更具体的规则",
                "gave way to a more specific rule",
                "to the more specific rule high",
            ),
        ),
    ],
    ids=["exception", "specificity", "exception to another"],
)
def test_it_is_said_by_what_a_rule_lost(
    make: Any, ask: Ask, winner: dict[str, Any], words: tuple[str, str, str]
) -> None:
    """Among the rules used, and under why not elsewhere."""
    drug = make.when(product="drug")
    book = make.world(
        rules=(
            make.rule("r", "receive", "station"),
            make.rule("low", "lead", "p/d/amr"),
            make.rule("other", "lead", "p/c/amr", when=drug),
            make.rule("high", "lead", "p/mpa", **winner),
        )
    )
    decision = ask(book)

    for lang, said in zip(("zh", "en"), words[:2], strict=True):
        lines = explain_lines(book, decision, lang)
        (line,) = [line for line in lines if "[low]" in line]
        assert line.strip().startswith(f"{said} [low]")
    text = "\n".join(explain_lines(book, decision, "en"))
    assert f"p/d/amr: gave way {words[2]} (" in text


def test_limit_that_gave_way_did_so_to_an_exception(make: Any, ask: Ask) -> None:
    """Limits know no other reason."""
    limits = make.limit("low"), make.limit("high", 3, exception_to=("low",))
    book = make.world(limits=limits)

    text = "\n".join(explain_lines(book, ask(book), "en"))

    assert "gave way to an exception [low]" in text


def test_every_outcome_that_the_core_produces_has_words(root: Any) -> None:
    """The codes of the core are the codes of the sentences."""
    import re

    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "src/regservice/core/routing").glob("*.py")
    )
    found = set(re.findall(r'outcome="(\w+)"', code))

    assert found
    assert found <= {c.removeprefix("step.") for c in SENTENCES}


@pytest.mark.parametrize(
    ("rejected", "expected"),
    [
        (
            {
                "failed": Test("product", ("cosmetic", "drug")),
                "actual": ("device",),
            },
            "产品类别为“医疗器械”,该规则只适用于化妆品、药品(推定,无明文依据)",
        ),
        (
            {"failed": Test("grade_of_risk", ("low",))},
            "grade_of_risk为“-”,该规则只适用于LOW(推定,无明文依据)",
        ),
        (
            {"reason": "beaten", "beaten_by": "x/y"},
            "让位于更具体的规则 x/y(推定,无明文依据)",
        ),
        ({"reason": "set_aside"}, "规则 d 已被本诉求搁置(推定,无明文依据)"),
        ({"reason": "not_known"}, "规则 d 的文件当时尚未发布(推定,无明文依据)"),
        ({"reason": "conflict"}, "规则 d 适用,但与其他规则冲突(推定,无明文依据)"),
        ({"reason": "dead_end"}, "规则 d 适用,但没有路通到它(推定,无明文依据)"),
    ],
)
def test_rejection_names_the_first_reason(
    book: Book, make: Any, decision: Decision, rejected: dict[str, Any], expected: str
) -> None:
    """A failed test, an exception, or that the rule is not meant for it."""
    given = {"reason": "failed", **rejected}
    entry = Rejected(authority="s/amr", rule="d", source=make.source(), **given)

    assert expected == because(book, entry, "zh")


@pytest.mark.parametrize(
    ("count", "due", "expected"),
    [
        (5, Due, "答复:5个工作日,至 2026-03-09 17:00(推定,无明文依据:guess)"),
        (None, None, "答复:未设时限,不计时(推定,无明文依据:guess)"),
        (5, None, "答复:5个工作日,日历没有该日期的安排,无法计算"),
    ],
)
def test_limit_says_its_end_or_why_there_is_none(
    book: Book, make: Any, count: int | None, due: Any, expected: str
) -> None:
    """No limit is not the same as a limit that cannot be computed."""
    moment = T(2026, 3, 9, 17) if due else None
    entry = Due(limit=make.limit("a", count), due=moment, covered=bool(due))

    assert expected == limit_text(book, entry, "zh")


def test_limit_that_rests_on_no_notice_says_so(book: Book, make: Any) -> None:
    """Provisional in both languages."""
    entry = Due(limit=make.limit("a"), due=T(2027, 3, 9, 17), provisional=True)

    assert limit_text(book, entry, "zh").endswith("(暂定:尚无该年放假安排)")
    assert "provisional" in limit_text(book, entry, "en")


def test_decision_without_rejections_or_limits_leaves_them_out(
    book: Book, decision: Decision
) -> None:
    """No heading stands over nothing."""
    bare = attrs.evolve(
        decision, limits=(), rejected=(), competent=None, status=Status.ROUTED
    )

    lines = explain_lines(book, bare, "zh")

    assert not {"时限", "为什么不是别处"} & set(lines)
    assert not [line for line in lines if line.startswith("法定事项")]
