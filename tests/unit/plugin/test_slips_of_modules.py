"""What the author of a module did not see is told where it stands, or mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.codec.mend import mended
from regservice.errors import Location, Problem
from regservice.model.package import Contribution
from regservice.plugin.blame import problems_of
from regservice.plugin.manager import collect

MODULE = '''\
"""虚构的规则包。"""

import datetime as dt

from regservice.plugin import hookimpl
from regservice.rows import Manifest, PauseReason, Source, Validity

GUESS = Source(kind="assumed", note="虚构")


@hookimpl
def regservice_package():
    return Manifest(
        name="demo",
        title="虚构",
        version="1",
        places=("310104",),
        owner="虚构",
    )


@hookimpl
def regservice_time_limits():
    return [
        PauseReason(
            code="demo:wait",
            name='等材料',
            source=GUESS,
        ),
    ]
'''
AGAIN = """

@hookimpl
def regservice_time_limits():
    return []
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the module is written."""
    return tmp_path / "demo.py"


def _read(file: Path) -> tuple[Contribution | None, tuple[Problem, ...]]:
    (found,) = [f for f in collect([file], discover=False) if f.origin == "path"]
    return found.contribution, found.problems


def _mend(problem: Problem) -> None:
    for path, content in mended([problem]).items():
        path.write_bytes(content)


def _line(text: str) -> int:
    return MODULE[: MODULE.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version="1",', 'version="1"，'),
        ('version="1",', 'version＝"1",'),
        ('version="1",', "version=“1”,"),
        ('version="1",', "version=‘1’,"),
        ('version="1",', "version='1’,"),
        ('places=("310104",)', 'places=（"310104",)'),
    ],
)
def test_sign_of_a_chinese_keyboard_is_mended(file: Path, old: str, new: str) -> None:
    """Outside of texts nothing else can have been meant."""
    file.write_text(MODULE, "utf-8")
    sound, _ = _read(file)
    file.write_text(MODULE.replace(old, new), "utf-8")
    _, (problem,) = _read(file)

    _mend(problem)

    assert ("RS1012", _line(old)) == (problem.code, problem.where.line)
    assert sound is not None
    assert (sound, ()) == _read(file)


def test_sign_inside_a_text_is_left(file: Path) -> None:
    """It is a text like any other."""
    file.write_text(MODULE.replace("等材料", "等“材料”，等"), "utf-8")

    found, problems = _read(file)

    assert () == problems
    assert found is not None
    assert "等“材料”，等" == found.tables.pause_reasons[0].name


def test_module_in_gbk_is_turned_into_utf8(file: Path) -> None:
    """As an editor in China saves it; one that says so may stay as it is."""
    file.write_text(MODULE, "gb18030")
    _, (problem,) = _read(file)

    _mend(problem)

    assert ("RS1002", 1) == (problem.code, problem.where.line)
    assert MODULE == file.read_text("utf-8")
    file.write_text(f"# -*- coding: gb18030 -*-\n{MODULE}", "gb18030")
    assert () == _read(file)[1]


def test_hook_that_stands_there_twice_is_told(file: Path) -> None:
    """Else the rows of the first would be gone without a word."""
    file.write_text(MODULE + AGAIN, "utf-8")
    _, (problem,) = _read(file)

    assert "RS2118" == problem.code
    assert (MODULE + AGAIN).count("\n") - 1 == problem.where.line
    assert _line("def regservice_time_limits") == problem.params["line"]


def test_hook_that_stands_there_for_one_case_is_none_too_many(file: Path) -> None:
    """Who writes a condition knows of both."""
    inner = AGAIN.strip().replace("\n", "\n    ")
    file.write_text(f"{MODULE}\n\nif not dt.date.max:\n    {inner}\n", "utf-8")

    assert () == _read(file)[1]


def test_rows_that_are_never_returned_are_told(file: Path) -> None:
    """A hook that makes rows and returns none has forgotten to."""
    text = MODULE.replace("    return [", "    rows = [")
    file.write_text(text, "utf-8")
    _, (problem,) = _read(file)

    assert ("RS2105", "None") == (problem.code, problem.params["value"])
    assert _line("def regservice_time_limits") == problem.where.line


def test_hook_may_say_that_it_gives_nothing(file: Path) -> None:
    """Then nothing is missing."""
    text = MODULE.replace(
        "    return [", "    if dt.date.max:\n        return\n    x = ["
    )
    file.write_text(text, "utf-8")

    assert () == _read(file)[1]


def test_value_that_cannot_even_be_compared_is_told_at_its_keyword(file: Path) -> None:
    """Not as an error of Python somewhere in the record."""
    lines = "end=dt.date(2027, 1, 1)", "start=dt.datetime(2026, 1, 1)"
    made = f"    Validity(\n        {lines[0]},\n        {lines[1]},\n    )\n"
    text = MODULE.replace("    return [\n", f"{made}    return [\n")
    file.write_text(text, "utf-8")
    _, problems = _read(file)

    line = text[: text.index("start=")].count("\n") + 1
    assert [("RS1105", "start", line)] == [
        (p.code, p.field, p.where.line) for p in problems
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version="1",', 'version: "1",'),
        ("@hookimpl\ndef regservice_time", "@hookimp\ndef regservice_time"),
        ("source=GUESS", "source=GUES"),
        ('code="demo:wait",', 'code="demo:wait", name_en="" if true else "",'),
        ("GUESS = Source", "DAY = dt.date(2025, 02, 01)\nGUESS = Source"),
    ],
)
def test_line_that_can_only_mean_one_thing_is_mended(
    file: Path, old: str, new: str
) -> None:
    """A colon for an equals sign, noughts in a date, a name one letter off."""
    file.write_text(MODULE, "utf-8")
    sound, _ = _read(file)
    file.write_text(MODULE.replace(old, new), "utf-8")
    _, (problem,) = _read(file)

    _mend(problem)

    assert ("RS2101", _line(old)) == (problem.code, problem.where.line)
    repaired, problems = _read(file)
    assert () == problems
    assert sound is not None
    assert repaired is not None
    assert sound.tables == repaired.tables


def test_fence_of_a_chat_is_taken_off(file: Path) -> None:
    """At both ends, one after the other."""
    file.write_text(f"```python\n{MODULE}```\n", "utf-8")
    first, last = 1, MODULE.count("\n") + 2
    for line in (first, last):
        _, (problem,) = _read(file)
        assert ("RS2101", line) == (problem.code, problem.where.line)
        _mend(problem)

    assert _read(file)[1] == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source=GUESS", "source=GUESSES_OF_OTHERS"),
        ('version="1",', 'version: "1" +,'),
    ],
)
def test_line_that_may_mean_more_is_left_to_people(
    file: Path, old: str, new: str
) -> None:
    """It is told where it stands, and nothing is guessed."""
    file.write_text(MODULE.replace(old, new), "utf-8")

    _, (problem,) = _read(file)

    assert ("RS2101", None) == (problem.code, problem.mend)
    assert _line(old) == problem.where.line


def test_name_that_two_hooks_miss_is_told_once(file: Path) -> None:
    """It is one import that is missing."""
    text = MODULE.replace("PauseReason, Source", "Source")
    again = text[text.index("@hookimpl\ndef regservice_time") :]
    file.write_text(text + again.replace("time_limits", "service_items"), "utf-8")

    _, (problem,) = _read(file)

    assert "PauseReason" in problem.message("en")


def test_sign_that_only_some_take_for_the_end_of_a_line_shifts_no_place(
    file: Path,
) -> None:
    """The lines of Python count, and a place inside a letter is none."""
    text = MODULE.replace("'等材料'", "'等\u2028材料', name_en='', source=GUES")
    file.write_text(text.replace("            source=GUESS,\n", ""), "utf-8")

    _, (problem,) = _read(file)

    line = text.split("\n")[problem.where.line - 1]
    assert ("RS2101", "GUES") == (problem.code, problem.mend and problem.mend.old)
    assert line.startswith("GUES", problem.where.column - 1)


def test_file_of_others_is_not_to_be_mended(file: Path) -> None:
    """A name that is missing in a library is no slip of the package that uses it."""
    file.write_text("GUESS = 1\nGUES\n", "utf-8")

    def mends(home: Path) -> list[bool]:
        try:
            exec(compile(file.read_text("utf-8"), str(file), "exec"))  # noqa: S102 - ours
        except NameError as error:
            found = problems_of(error, "demo", str(home), Location("demo"))
        return [problem.mend is not None for problem in found]

    assert ([True], [False]) == (mends(file), mends(file.with_name("another")))
