"""Each rule of a level: a package that meets all, and one that lacks it alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import Location
from regservice.levels import bronze, platinum, probe
from regservice.levels.finding import Finding, Level
from regservice.levels.judge import RULES, Verdict, judge, unloaded
from regservice.levels.shipped import Shipped
from regservice.messages import LANGUAGES
from regservice.messages.levels import LEVEL_WORDS, RULE_WORDS, WHAT

DATED = "modality: must, source: *law, validity: {start: 2026-01-01}}"
LEAD = "  - {id: trial/lead, role: lead, holder: {authority: trial/mpa},\n     "
WRONG = """\
tests:
  - {id: trial/wrong, text: 药品虚构走访, place: 虚构省, at: 2026-03-02,
     difficulty: basic, handler: 虚构国家局}
"""
REPORT = "confidence: low,\n       source: {kind: report, publisher: 虚构报}}"

EDITS: Mapping[str, tuple[str, str, str]] = {
    "B02": ("package", "owner: 虚构局办公室", "owner: 待填"),
    "B03": ("rows", "trial/reply", "other-name/reply"),
    "B04": ("rows", "issuer: 虚构人大, issued: 2025-06-01,", ""),
    "B05": ("rows", "verified: read, checked_on", "verified: page, checked_on"),
    "B06": ("rows", "    examples: [虚构走访要预约吗]\n", ""),
    "B08": ("tests", "tests:\n", WRONG),
    "B09": ("rows", LEAD, f"{LEAD}when: {{product: [drug]}}, "),
    "S02": ("rows", '    pauses: ["trial:waiting"]\n', ""),
    "S03": ("rows", '    ladder: [{at: "+1 working_day", up: 0}]\n', ""),
    "S04": ("rows", "document: TRIAL, clause: 第2条, note: 类推", "note: 试定"),
    "S06": ("package", "reviewer: 虚构局法规处\n", ""),
    "S09": ("rows", "examples: [虚构走访要预约吗]", "examples: [上门要预约吗]"),
    "G01": ("rows", "    name_en: Invented desk\n", ""),
    "G02": ("tests", "not_handler: [虚构国家局],", ""),
    "G03": (
        "rows",
        f"     hands_over: true, {DATED}",
        "     hands_over: true, modality: must, source: *law}",
    ),
    "G04": ("rows", "confidence: high, source: *law}", REPORT),
    "G06": ("package", "note: 标为", "note: 见 https://example.invalid 标为"),
    "G07": ("rows", "status: in_force", "status: unknown"),
    "G08": ("package", "note: 标为推定的行是虚构的判断。\n", ""),
    "P01": ("tests", ", limit: 3 working_day}", ", not_via: [虚构国家局]}"),
}
"""Rule to a table, and what is replaced there."""

BAD: Mapping[str, Mapping[str, object]] = {
    **{key: {f"{edit[0]}__yaml": edit[1:]} for key, edit in EDITS.items()},
    "B14": {"LICENSE": None},
    "S08": {"README__md": "# 试验包\n"},
    "S10": {"CHANGELOG__md": "# 变更\n\n## 1.0.1\n"},
}
"""Rule to the edits by which it alone does not hold."""


def lacking(verdict: Verdict) -> list[str]:
    """The rules that do not hold."""
    return [each.rule.id for each in verdict.judged if not each.ok]


def test_good_package_reaches_platinum(make_subject: Any) -> None:
    """Every rule holds for one and the same package."""
    verdict = judge(make_subject(), Level.PLATINUM)

    assert [] == lacking(verdict)
    assert Level.PLATINUM is verdict.level


@pytest.mark.parametrize("rule", BAD)
def test_rule_is_lacking_alone(make_subject: Any, rule: str) -> None:
    """What is found says where, in both languages, and how to mend it."""
    verdict = judge(make_subject(**BAD[rule]), Level.PLATINUM)

    assert [rule] == lacking(verdict)
    (findings,) = (each.findings for each in verdict.judged if not each.ok)
    said(findings)


def test_entrusting_moves_no_power(make_subject: Any) -> None:
    """So it may rest on a report, told as one; what is devolved may not."""
    row = (
        "relations:\n  - {type: delegates, subject: fake-national/nmpa,"
        "\n     object: trial/mpa,"
        "\n     mode: MODE, matters: ['trial:permit'],"
        "\n     source: {kind: report, publisher: 虚构报},"
        " validity: {start: 2026-01-01}}\n"
    )
    found = {
        mode: "G04"
        in lacking(
            judge(make_subject(extra__yaml=row.replace("MODE", mode)), Level.GOLD)
        )
        for mode in ("entrusts", "devolves")
    }

    assert {"entrusts": False, "devolves": True} == found


def said(findings: tuple[Finding, ...]) -> None:
    """Each finding has a place and words."""
    for finding in findings:
        assert finding.where.file
        for lang in LANGUAGES:
            for text in (finding.message(lang), finding.fix(lang)):
                assert text.strip()
                assert "{" not in text


def test_every_rule_has_a_package_that_lacks_it() -> None:
    """Here, or in a test of its own below."""
    own = {"B01", "B07", "B10", "B11", "B12", "B13", "S01", "S05", "S07", "G05"}
    own |= {"P02", "P03", "P04"}

    assert {rule.id for rule in RULES} == own | BAD.keys()
    assert own.isdisjoint(BAD)


def test_what_does_not_load_has_no_level() -> None:
    """And nothing else is judged."""
    with pytest.raises(Exception, match="RS1008") as caught:
        read_package(Path("no-such-folder"))

    verdict = unloaded("no-such-folder", caught.value.problems)

    assert verdict.level is None
    assert ["B01"] == [each.rule.id for each in verdict.judged if each.findings]
    assert all(each.is_open for each in verdict.judged[1:])
    said(verdict.judged[0].findings)


def test_item_without_a_test_and_rule_without_a_test(make_subject: Any) -> None:
    """B07 and S05: without tests nothing is touched, nothing is seen."""
    verdict = judge(make_subject(tests__yaml=None), Level.PLATINUM)

    assert {"B07", "S05", "G02", "P01"} == set(lacking(verdict))


def test_rule_that_no_test_touches(make_subject: Any) -> None:
    """S05 names it, with its line."""
    edit = ("at: 2025-12-31", "at: 2026-01-01")
    subject = make_subject(tests__yaml=edit)

    found = {f.params["key"]: f.where for f in rule_of("S05").judge(subject)}

    assert {"trial/receive-before", "trial/lead-before"} == found.keys()
    assert found["trial/lead-before"].line > 0


def rule_of(key: str) -> Any:
    return next(rule for rule in RULES if rule.id == key)


def test_slow_package(make_subject: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """B10: whatever takes longer than the ceiling."""
    monkeypatch.setattr(bronze, "SLOWEST", -1)

    assert ["B10"] == lacking(judge(make_subject(), Level.BRONZE))[:1]


@pytest.mark.parametrize(
    "what", ["missing", "compiled", "differs", "altered", "gone", "script", "unknown"]
)
def test_faulty_wheel(make_subject: Any, what: str) -> None:
    """B11: each fault of it in both languages."""
    subject = make_subject()
    faulty = attrs.evolve(subject.shipped, faults=(("x.so", what),))
    object.__setattr__(subject, "shipped", faulty)

    (finding,) = (Finding("B11", f) for f in rule_of("B11").judge(subject))

    said((finding,))
    assert Location("x.so") == finding.where


def test_rows_that_differ_each_time(make_subject: Any) -> None:
    """B12: what is read again must be the same."""
    subject = make_subject()
    less = attrs.evolve(subject.contribution.tables, pause_reasons=())
    again = attrs.evolve(subject.contribution, tables=less)

    assert [] == list(rule_of("B12").judge(subject))
    for other in (None, again):
        (fault,) = rule_of("B12").judge(attrs.evolve(subject, again=other))
        assert "unsteady" == fault.params["what"]


def test_rows_of_others_that_changed(make_subject: Any) -> None:
    """B12: they are named."""
    subject = make_subject()

    (fault, *_) = rule_of("B12").judge(
        attrs.evolve(subject, without=make_subject(others=()).without)
    )

    assert "foreign" == fault.params["what"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("open('written.txt', 'w').close()", "writes"),
        ("import os; os.environ['X_TRIAL'] = '1'", "sets"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "connects"),
        ("import subprocess; subprocess.run(['true'])", "starts"),
        ("print('hello')", "prints"),
        ("import os; os.path.exists('x') or os.rename('a', 'b')", "removes"),
        ("raise SystemExit(3)", "fails"),
        ("import os; os._exit(4)", "fails"),
    ],
)
def test_import_with_an_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, what: str
) -> None:
    """B13: it is told, with the line that does it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "noisy.py").write_text(f"VALUE = 1\n\n{line}\n", "utf-8")

    found = probe.effects("noisy", str(tmp_path))

    assert what in [kind for kind, _, _ in found]
    if what in {"writes", "sets", "connects", "removes"}:
        (where,) = {at for kind, _, at in found if kind == what}
        assert Location(str(tmp_path / "noisy.py"), 3) == where


def test_quiet_import(tmp_path: Path) -> None:
    """B13: definitions, and imports of others, are nothing."""
    text = "import json\nimport regservice.plugin\n\ndef f() -> None: ...\n"
    (tmp_path / "quiet.py").write_text(text, "utf-8")

    assert [] == probe.effects("quiet", str(tmp_path))


def test_text_that_no_cell_holds(make_subject: Any) -> None:
    """S01: the workbook refuses what it would have to cut."""
    long = "note: " + "长" * 40_000
    subject = make_subject(package__yaml=("note: 标为推定的行是虚构的判断。", long))

    (fault,) = rule_of("S01").judge(subject)

    said((Finding("S01", fault),))


def test_place_without_anybody(make_subject: Any) -> None:
    """S07: a question out of scope goes nowhere where no body can be found."""
    subject = make_subject()
    bodies = tuple(
        attrs.evolve(row, kind="customs") for row in subject.book.tables.authorities
    )
    tables = attrs.evolve(subject.book.tables, authorities=bodies)
    book = type(subject.book).of(tables)
    ruleset = attrs.evolve(subject.engine.ruleset, book=book)
    engine = type(subject.engine)(ruleset, ())

    found = list(rule_of("S07").judge(attrs.evolve(subject, engine=engine)))

    assert [] == list(rule_of("S07").judge(subject))
    assert ["990000"] == [fault.params["place"] for fault in found]


def test_name_that_is_too_long(make_subject: Any) -> None:
    """G05: the reason shows half of it."""
    edit = ("name: 虚构省局\n", f"name: 虚构{'长' * 80}局\n    aliases: [虚构省局]\n")
    subject = make_subject(rows__yaml=edit)

    assert "G05" in lacking(judge(subject, Level.GOLD))


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"a/__init__.py": b"def f() -> None: ...\n", "a/py.typed": b""}, []),
        ({"a/__init__.py": b"def f() -> None: ...\n"}, ["a/py.typed"]),
        ({"a/b.py": b"def {{name}}\n", "a/py.typed": b""}, ["a/b.py"]),
        ({"a/__init__.py": b"def f(x) -> None: ...\n", "a/py.typed": b""}, ["f"]),
        ({"a/__init__.py": b"def g(): ...\n", "a/py.typed": b""}, ["g"]),
        (
            {
                "a/b.py": b"class C:\n    def m(self, *a: int) -> None: ...\n",
                "a/py.typed": b"",
            },
            [],
        ),
    ],
)
def test_python_without_types(
    make_subject: Any, files: dict[str, bytes], names: list[str]
) -> None:
    """P02: each function that lacks an annotation, and the mark that is missing."""
    subject = make_subject()
    wheel = attrs.evolve(subject.shipped.wheel, files=files)
    object.__setattr__(subject, "shipped", Shipped(wheel=wheel))

    found = [fault.params["name"] for fault in platinum.code_is_typed(subject)]

    assert names == found


def test_answers_elsewhere_that_move(make_subject: Any) -> None:
    """P03: told with the question that shows it."""
    subject = make_subject()
    alone = make_subject(others=()).engine

    faults = list(rule_of("P03").judge(attrs.evolve(subject, engine=alone)))

    assert faults
    said(tuple(Finding("P03", fault) for fault in faults[:3]))


def test_no_other_region(make_subject: Any) -> None:
    """P04: alone it is not shown to stand beside another."""
    verdict = judge(make_subject(others=()), Level.PLATINUM)

    assert ["P04"] == lacking(verdict)
    assert Level.GOLD is verdict.level


def test_package_for_the_nation_stands_beside_any_region(make_subject: Any) -> None:
    """P04: its places are those of all."""
    subject = make_subject()
    nation = attrs.evolve(subject.manifest, places=("national",))
    item = attrs.evolve(subject.contribution, manifest=nation)

    found = platinum.stands_beside_another(attrs.evolve(subject, contribution=item))

    assert [] == list(found)


def test_level_above_one_that_is_lacking_is_not_judged(make_subject: Any) -> None:
    """Unless it is asked for."""
    subject = make_subject(**BAD["S06"])

    usual = judge(subject)
    asked = judge(subject, Level.GOLD)

    assert Level.BRONZE is usual.level is asked.level
    assert {Level.GOLD, Level.PLATINUM} == {
        each.rule.level for each in usual.judged if each.is_open
    }
    assert {Level.PLATINUM} == {
        each.rule.level for each in asked.judged if each.is_open
    }
    assert usual.holds(Level.BRONZE)
    assert not usual.holds(Level.SILVER)


def test_words_say_the_same_in_both_languages() -> None:
    """The same placeholders, and no text without the other."""
    pairs = [pair for words in RULE_WORDS.values() for pair in words]
    pairs += [*WHAT.values(), *(p for both in LEVEL_WORDS.values() for p in both)]

    assert {rule.id for rule in RULES} == RULE_WORDS.keys()
    assert {str(level) for level in Level} == LEVEL_WORDS.keys()
    for pair in pairs:
        assert all(text.strip() for text in pair)
    for words in RULE_WORDS.values():
        for chinese, english in (words.finding, words.fix):
            assert names_in(chinese) == names_in(english)


def names_in(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
