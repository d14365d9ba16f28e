"""Every code has a bad and a good example that do as they say, and a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from regservice.cli.rehearse import Told, rehearse
from regservice.codec.examples import FOLDER, Attempt, example_of
from regservice.codec.yamltree import read_yaml
from regservice.messages import LANGUAGES
from regservice.messages.problems import PROBLEMS
from regservice.model.package import Contribution
from tests.docs.makers import maker

MAKER = maker("errors")

ROOT = Path(__file__).resolve().parents[2]
CODES = sorted(PROBLEMS)
SAID = ("RS31", "RS32", "RS33")
"""Names, instants and sums of a command line: there is no file to point into."""
NOWHERE = {
    "RS2007": "two packages as such",
    "RS2009": "a package that is not there",
    "RS2608": "a budget",
    "RS2609": "many rules together",
    "RS2708": "an option",
    "RS3419": "an option",
    "RS3506": "a record in memory",
    "RS4106": "a variable of the environment",
    "RS4114": "a name of a command line",
    "RS5001": "a library that is not there",
}
"""Codes of what stands in no file, and what it is."""

Run = Callable[[str, str, str], Told]
pytestmark = [
    pytest.mark.usefixtures("national_is_read_once"),
    pytest.mark.xdist_group("errors"),
]


@pytest.fixture(scope="module")
def told() -> Run:
    """Run an example of a code, once."""

    @cache
    def run(code: str, kind: str, lang: str) -> Told:
        example = example_of(code)
        assert example is not None, f"{code} has no example in {FOLDER}"
        attempt: Attempt = getattr(example, kind)
        return rehearse(attempt, lang)

    return run


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_bad_example_gives_its_code_and_no_other(
    told: Run, code: str, lang: str
) -> None:
    """At a place, as far as there is one; every fact of the text is filled in."""
    found = told(code, "bad", lang)

    assert {code} == set(found.codes), found.text
    assert "Traceback" not in found.text
    for problem in found.problems:
        first = problem.partition("\n")[0]
        where = first.replace(f"[{code}]", "").strip(" :")
        is_placed = bool(where) or code in NOWHERE or code.startswith(SAID)
        assert is_placed, problem
        assert not re.search(r"\?[a-z_]+\b", problem), problem


@pytest.mark.parametrize("code", CODES)
def test_good_example_gives_no_problem(told: Run, code: str) -> None:
    """And ends well."""
    found = told(code, "good", "zh")

    assert ((), 0) == (found.codes, found.exit_code), found.text


@pytest.mark.parametrize("code", CODES)
def test_example_is_about_one_thing(code: str) -> None:
    """A cause in both languages, and something that differs between bad and good."""
    example = example_of(code)

    assert example is not None
    assert all(cause.strip() for cause in example.cause)
    for attempt in (example.bad, example.good):
        shown = (*example.cause, *attempt.run, attempt.python, *attempt.files.values())
        assert "\n".join(filter(None, shown)).encode("gbk")  # of old consoles
    assert example.bad != example.good or example.bad.refused


def test_examples_share_what_is_built_in(
    told: Run, national_is_read_once: dict[Path, Contribution]
) -> None:
    """Else each would read it again, which takes most of the time."""
    told("RS1102", "good", "zh")

    assert 1 == len(national_is_read_once)


def test_every_example_belongs_to_a_code() -> None:
    """One for a code that is gone would be shown to nobody; a code has one."""
    found = [
        code
        for path in sorted(FOLDER.glob("rs*.yaml"))
        for code in read_yaml(path).data
        if path.name.startswith(code[:4].lower())
    ]

    assert CODES == sorted(found)


def test_files_of_examples_are_short() -> None:
    """As every file of the sources."""
    lines = {p.name: len(p.read_text("utf-8").splitlines()) for p in FOLDER.iterdir()}

    assert {} == {name: count for name, count in lines.items() if count > 400}


def test_place_is_not_claimed_where_there_is_one(told: Run) -> None:
    """The list of those without must not hide one that has a place."""
    for code in NOWHERE:
        for problem in told(code, "bad", "zh").problems:
            assert problem.startswith(f"[{code}]"), problem


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_current(told: Run, lang: str) -> None:
    """Else run ``python docs/_gen/errors.py``."""

    def run(code: str, lang: str) -> Told:
        return told(code, "bad", lang)

    assert MAKER.page(lang, run) == MAKER.PAGES[lang].read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_group_of_codes_is_named(lang: str) -> None:
    """In the sentence before the codes, and no group that is gone."""
    head = MAKER.PAGES[lang].read_text("utf-8").partition(MAKER.MARK)[0]
    start = head.index("代码的前两位" if lang == "zh" else "The first two digits")
    sentence = head[start:].partition("\n\n")[0]

    assert {code[2:4] for code in CODES} == {*re.findall(r"\b\d\d\b", sentence)}


def test_page_differs_where_an_example_does() -> None:
    """The comparison above can fail."""

    def run(code: str, lang: str) -> Told:
        return Told(3, "[RS1001] nothing of the kind")

    assert MAKER.page("zh", run) != MAKER.PAGES["zh"].read_text("utf-8")
