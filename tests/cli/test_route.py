"""``regservice route`` answers who, by when and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

QUESTION = "二类医疗器械延续注册要提前多久提交"
AT = ("--at", "2026-03-02T10:00:00+08:00")
Run = Callable[..., Any]


def test_a_basic_question_is_answered_at_the_station(run: Run) -> None:
    """The station takes it, the municipal regulator decides, the clause is named."""
    shape = run("route", QUESTION, "--place", "徐汇区", "--json", *AT).json

    assert "routed" == shape["status"]
    assert "shanghai/xuhui/station" == shape["handler"]["id"]
    assert "shanghai/mpa" == shape["competent"]["id"]
    assert "clause" == shape["competent"]["source"]["kind"]
    assert "医疗器械监督管理条例第22条" in shape["reason"]
    assert len(shape["reason"]) <= 90


def test_a_complex_question_takes_the_gateway(run: Run) -> None:
    """Registration business leaves a station only through the district bureau."""
    shape = run(
        "route", QUESTION, "--place", "徐汇区", "--difficulty", "complex", "--json", *AT
    ).json

    assert "shanghai/xuhui/amr" == shape["handler"]["id"]
    assert "shanghai/mpa" == shape["lead"]["id"]
    assert "shanghai/xuhui/station" == shape["loop_owner"]["id"]
    assert [
        ("shanghai/xuhui/station", None),
        ("shanghai/xuhui/amr", "manages"),
        ("shanghai/mpa", "guides"),
    ] == [(hop["id"], hop["relation"]) for hop in shape["path"]]


def test_a_class_three_device_is_decided_nationally_and_taken_locally(run: Run) -> None:
    """The matrix names the national regulator; the question stays in the district."""
    text = QUESTION.replace("二类", "三类")
    shape = run(
        "route", text, "--place", "徐汇区", "--difficulty", "complex", "--json", *AT
    ).json

    assert "national/nmpa" == shape["competent"]["id"]
    assert "shanghai/xuhui/amr" == shape["handler"]["id"]


def test_a_district_without_station_names_none(run: Run) -> None:
    """An unaddressed district has no station, in no part of the answer."""
    ran = run("route", QUESTION, "--place", "黄浦区", "--json", *AT)

    assert "shanghai/huangpu/amr" == ran.json["handler"]["id"]
    assert "station" not in {
        body["id"].rpartition("/")[2]
        for body in (*ran.json["path"], *ran.json["rejected"])
    }


@pytest.mark.parametrize(
    ("options", "clause"),
    [
        (("--product", "cosmetic", *AT), "一(一)、二(三)"),
        (("--product", "drug", "--at", "2023-06-01T10:00+08:00"), "一(一)"),
    ],
)
def test_a_product_outside_the_mandate_rejects_the_station(
    run: Run, options: tuple[str, ...], clause: str
) -> None:
    """The station is named among the rejected, with the clause of its scope."""
    shape = run("route", QUESTION, "--place", "徐汇区", "--json", *options).json
    rejected = {entry["id"]: entry for entry in shape["rejected"]}

    assert "shanghai/xuhui/amr" == shape["handler"]["id"]
    assert clause == rejected["shanghai/xuhui/station"]["source"]["clause"]
    assert clause in rejected["shanghai/xuhui/station"]["because"]


def test_a_missing_place_is_asked_for(run: Run) -> None:
    """Nothing is guessed: the one question to ask is the answer."""
    ran = run("route", QUESTION, "--json", *AT)

    assert 0 == ran.code
    assert "needs_information" == ran.json["status"]
    assert ran.json["handler"] is None
    assert "哪个区" in ran.json["ask"]


def test_the_evidence_stands_in_the_text(run: Run) -> None:
    """Every classified value shows the words and where they stand."""
    shape = run("route", QUESTION, "--place", "徐汇区", "--json", *AT).json
    found = shape["request"]["classified"]["item"]

    assert "renewal" == found["value"]
    for evidence in found["evidence"]:
        span = QUESTION[evidence["start"] : evidence["end"]]
        assert span == evidence["text"]


def test_the_text_form_explains_itself(run: Run) -> None:
    """Facts, rules, path, limits and rejected bodies are told."""
    ran = run("route", QUESTION, "--place", "徐汇区", *AT)

    assert 0 == ran.code
    for heading in ("认定的事实", "流转路径", "用到的规则", "时限", "为什么不是别处"):
        assert heading in ran.out


def test_why_not_names_the_first_failed_condition(run: Run) -> None:
    """The municipal regulator does not lead a basic question."""
    ran = run("route", QUESTION, "--place", "徐汇区", "--why-not", "市药监局", *AT)

    assert "难易程度" in ran.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("body", "words"), [("shanghai/xuhui/station", "正是"), ("国家药监局", "不是")]
)
def test_why_not_knows_leads_and_strangers(run: Run, body: str, words: str) -> None:
    """A body that leads, or that is no candidate, is told to be so."""
    ran = run("route", QUESTION, "--place", "徐汇区", "--why-not", body, "--json", *AT)

    assert words in ran.json["why_not"]["because"]


def _complex(run: Run, *options: str) -> Any:
    arguments = ("--place", "徐汇区", "--difficulty", "complex", *options, *AT)
    return run("route", QUESTION, *arguments)


def test_why_not_is_a_condition_with_both_sides_in_json(run: Run) -> None:
    """The rule that comes closest, what it asks for and what was stated."""
    found = _complex(run, "--why-not", "shanghai/xuhui/station", "--json").json

    assert {
        "id": "shanghai/xuhui/station",
        "reason": "failed",
        "rule": "shanghai/basic-at-station",
        "failed": {
            "dimension": "difficulty",
            "actual": ["complex"],
            "allowed": ["basic"],
        },
        "beaten_by": None,
        "other": None,
    }.items() <= found["why_not"].items()


def test_why_not_of_a_name_that_means_nothing_is_an_error(run: Run) -> None:
    """It is no reason that a body does not exist."""
    ran = _complex(run, "--why-not", "火星局")

    assert (3, "") == (ran.code, ran.out)
    assert "[RS3101]" in ran.err


def test_what_if_names_the_smallest_change_and_the_answer_then(run: Run) -> None:
    """Asked with that change, it is the answer."""
    found = _complex(run, "--what-if", "--json").json["what_if"]
    changed = run(
        *("route", QUESTION, "--place", "徐汇区", "--json", *AT),
        *(f"--{found['dimension']}", found["after"]),
    ).json

    assert ("difficulty", "complex", "basic") == (
        found["dimension"],
        found["before"],
        found["after"],
    )
    assert (changed["lead"]["id"], changed["handler"]["id"]) == (
        found["lead"],
        found["handler"],
    )
    assert found["text"] in _complex(run, "--what-if").out


def test_what_if_says_when_no_single_change_helps(run: Run) -> None:
    """Where no package speaks nothing moves the answer."""
    asked = ("route", QUESTION, "--place", "110000", "--what-if", *AT)

    assert {"dimension": None} == {
        key: value
        for key, value in run(*asked, "--json").json["what_if"].items()
        if key != "text"
    }
    assert run(*asked).out.splitlines()[-1]


def test_principle_is_set_aside_on_the_record(run: Run) -> None:
    """The way past the gateway opens, with who did it and why."""
    gate = ("--override", "shanghai/gateway-registration")
    shape = _complex(run, *gate, "--actor", "值班处", "--reason", "加急", "--json").json
    steps = {step["rule"]: step for step in shape["steps"]}

    assert ["shanghai/xuhui/station", "shanghai/mpa"] == [
        hop["id"] for hop in shape["path"]
    ]
    assert "set_aside" == steps["shanghai/gateway-registration"]["outcome"]
    assert "值班处" in steps["shanghai/gateway-registration"]["text"]
    assert "加急" in steps["shanghai/gateway-registration"]["text"]
    assert "shanghai/gateway-registration" == shape["relied_on"]["override"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--override", "shanghai/gateway-registration"), 2),
        (("--override", "shanghai/gateway-registration", "--actor", "a"), 2),
        (("--override", "shanghai/gateway-registration", "--reason", "b"), 2),
        (("--actor", "a"), 2),
        (("--actor", "a", "--reason", "b"), 2),
        (("--override", "nothing", "--actor", "a", "--reason", "b"), 3),
        (
            ("--override", "shanghai/receive-station", "--actor", "a", "--reason", "b"),
            3,
        ),
    ],
)
def test_override_needs_a_principle_an_actor_and_a_reason(
    run: Run, options: tuple[str, ...], code: int
) -> None:
    """Half of it is a usage error; what is no principle cannot be set aside."""
    ran = _complex(run, *options)

    assert (code, "") == (ran.code, ran.out)
    assert ("--actor" in ran.err) if code == 2 else ("[RS3105]" in ran.err)


def test_programmes_grade_a_request_as_key(run: Run) -> None:
    """A device in the innovation channel is key and must be tracked."""
    shape = run(
        "route",
        "二类医疗器械首次注册需要哪些材料",
        "--place",
        "徐汇区",
        "--programme",
        "shanghai:device_innovation_channel",
        "--json",
        *AT,
    ).json

    assert "key" == shape["grade"]
    assert "tracked" in {step["outcome"] for step in shape["steps"]}


def test_known_at_leaves_out_later_documents(run: Run) -> None:
    """What had not been issued cannot decide."""
    shape = run(
        "route",
        QUESTION,
        "--place",
        "徐汇区",
        "--known-at",
        "2023-12-01T00:00+08:00",
        "--json",
        *AT,
    ).json

    assert "SH-STATION-2024" not in {
        step["source"].get("document") for step in shape["steps"]
    }


@pytest.mark.parametrize(
    ("known", "lang", "said"),
    [
        (
            "2024-01-01",
            "zh",
            "只看2024-01-01及以前发布的文件,没有看:沪药监械注〔2024〕25号",
        ),
        ("2024-02-01", "en", "only documents issued by 2024-02-01; left out: "),
        ("2026-03-02", "zh", "只看2026-03-02及以前发布的文件,与此有关的都看了"),
    ],
)
def test_documents_that_were_left_out_are_named(
    run: Run, known: str, lang: str, said: str
) -> None:
    """They explain an answer that nobody would give today."""
    asked = ("route", QUESTION, "--place", "徐汇区", *AT, "--lang", lang)

    ran = run(*asked, "--known-at", known)
    shape = run(*asked, "--known-at", known, "--json").json

    assert any(line.startswith(said) for line in ran.out.splitlines())
    assert known == shape["request"]["known_at"]
    assert ("SH-STATION-2024" in shape["left_out"]) is (known < "2024-01-24")
    assert "只看" not in run("route", QUESTION, "--place", "徐汇区", *AT).out


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03-02", "2026-03-02T00:00:00+08:00"),
        (" 2026-03-02 09:30 ", "2026-03-02T09:30:00+08:00"),
        ("2026-03-02T09:30:15", "2026-03-02T09:30:15+08:00"),
        ("2026-03-02T09:30Z", "2026-03-02T17:30:00+08:00"),
        ("1990-07-01", "1990-07-01T00:00:00+09:00"),
    ],
)
def test_instant_may_be_typed_as_people_type_it(
    run: Run, typed: str, expected: str
) -> None:
    """A date, or a local time; with an offset it means what it says."""
    shape = run("route", QUESTION, "--place", "徐汇区", "--at", typed, "--json").json

    assert expected == shape["request"]["at"]


@pytest.mark.parametrize(
    "options",
    [
        ("--place", "火星"),
        ("--place", "徐汇区", "--item", "nothing"),
        ("--place", "徐汇区", "--product", "玩具"),
        ("--place", "徐汇区", "--attr", "device_class=9"),
        ("--place", "徐汇区", "--attr", "colour=red"),
        ("--place", "徐汇区", "--programme", "nothing"),
        ("--place", "徐汇区", "--received-by", "nobody"),
        ("--place", "徐汇区", "--at", "2026-02-30"),
        ("--place", "徐汇区", "--at", "2026-02-30T10:00:00+08:00"),
        ("--place", "徐汇区", "--at", "soon"),
        ("--place", "徐汇区", "--at", "1800-01-01"),
    ],
)
def test_a_name_that_means_nothing_is_an_error(
    run: Run, options: tuple[str, ...]
) -> None:
    """Exit code 3, a code, and how to mend it; no traceback."""
    ran = run("route", QUESTION, *options)

    assert 3 == ran.code
    assert "" == ran.out
    assert "[RS3" in ran.err
    if "--at" in options:
        assert f"“{options[-1]}”" in ran.err
    assert "改法" in ran.err
    assert "Traceback" not in ran.err


def test_an_error_in_json_mode_is_json(run: Run) -> None:
    """Who reads stdout by machine gets the problem there."""
    ran = run("route", QUESTION, "--place", "火星", "--json")

    assert 3 == ran.code
    assert ran.json["ok"] is False
    assert "RS3101" == ran.json["problems"][0]["code"]


def test_an_attribute_without_value_is_a_usage_error(run: Run) -> None:
    """NAME=VALUE is the form."""
    ran = run("route", QUESTION, "--attr", "device_class")

    assert 2 == ran.code
    assert "名称=值" in ran.err


def test_english_has_english_words(run: Run) -> None:
    """The reason, headings and questions are English; names may stay Chinese."""
    ran = run("route", QUESTION, "--place", "徐汇区", "--lang", "en", *AT)

    assert "answers it directly" in ran.out
    assert "Why not elsewhere" in ran.out
    assert "认定的事实" not in ran.out


@pytest.mark.parametrize(
    "options",
    [
        ("--attr", "device_class=2", "--attr", "device_class=3"),
        ("--product", "device", "--attr", "product=drug"),
        ("--difficulty", "basic", "--attr", "difficulty=complex"),
    ],
)
def test_what_is_said_twice_is_said_alike(run: Run, options: tuple[str, ...]) -> None:
    """Neither of two values is silently the right one."""
    ran = run("route", QUESTION, "--place", "徐汇区", *options)

    assert (2, "") == (ran.code, ran.out)
    assert "写了两次" in ran.err
    again = ("--attr", "device_class=2", "--attr", "device_class=2")
    assert 0 == run("route", QUESTION, "--place", "徐汇区", *again).code


def test_rule_is_set_aside_once_and_signed_in_one_line(run: Run) -> None:
    asked = ("route", QUESTION, "--place", "徐汇区", "--difficulty", "complex", *AT)
    aside = ("--override", "shanghai/district-liaises-municipal")
    signed = ("--actor", " 办公\n室 ", "--reason", "急")

    ran = run(*asked, *aside, *aside, *signed)

    (line,) = [line for line in ran.out.splitlines() if "办公" in line]
    assert "办公 室: 急" in line
    assert 2 == run(*asked, *aside, "--actor", " ", "--reason", "急").code
