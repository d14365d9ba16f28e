"""A slip in a module of Python is mended where one reading is left, and only there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from regservice.codec.mend import mended
from regservice.errors import Problem
from regservice.plugin.found import Found
from regservice.plugin.manager import collect

MODULE: Final = '''\
"""虚构的规则包。"""

import datetime as dt

from regservice.plugin import hookimpl
from regservice.rows import Condition, IntakeField, Manifest, Rule, Holder
from regservice.rows import Document, Source, Validity


@hookimpl
def regservice_package():
    return Manifest(
        name='demo',
        title='虚构',
        version='1',
        places=('310104',),
        owner='虚构',
    )


@hookimpl
def regservice_documents():
    return [
        Document(
            code='DEMO',
            name='虚构办法',
            issued=dt.date(2025, 1, 10),
            status='in_force',
            verified='page',
            checked_on=dt.date(2026, 2, 1),
        ),
    ]


@hookimpl
def regservice_service_items():
    return [
        IntakeField(
            code='demo:size',
            name='批量',
            question='多少件？',
            lowest=1,
            highest=500,
        ),
        IntakeField(
            code='demo:more',
            name='加量',
            question='再加多少件？',
            lowest=1,
            highest=500,
        ),
    ]


@hookimpl
def regservice_rules():
    return [
        Rule(
            id='demo/lead',
            role='lead',
            when=Condition.of({'product': ['drug'], 'demo:size': ['1..200']}),
            holder=Holder(authority='demo/body'),
            modality='must',
            source=Source(
                kind='assumed',
                note='虚构',
            ),
            validity=Validity(
                start=dt.date(2025, 2, 1),
            ),
        ),
    ]
'''

_MUST: Final = "            modality='must',\n"
_CONDITION: Final = "Condition.of({'product': ['drug'], 'demo:size': ['1..200']})"

_SOURCE: Final = """\
Source(
                kind='assumed',
                note='虚构',
            )"""

SIGNS: Final = [
    (_MUST, "            modality='must'；\n"),
    (_MUST, "            modality='must';\n"),
    (_MUST, "            modality='must'.\n"),
    (_MUST, "            modality='must',,\n"),
    (_MUST, "            modality='must'\n"),
    (_MUST, "            modality=='must',\n"),
    (_MUST, "            modality := 'must',\n"),
    (_MUST, "            modality => 'must',\n"),
    (_MUST, "            modality: 'must',\n"),
    (_MUST, "            modality 'must',\n"),
    (_MUST, "            'modality': 'must',\n"),
    (_MUST, "            modality='must\",\n"),
    (_MUST, "            modality='must,\n"),
    (_MUST, "            modality=must',\n"),
    (_MUST, "            modality=''must',\n"),
    (_MUST, "            modality='must',;\n"),
    (_MUST, "            modality=must,\n"),
    (_MUST, "            modality=应当,\n"),
    (_MUST, "            modality='应当',\n"),
    (_MUST, "            语气='must',\n"),
    (_MUST, "            Modality='must',\n"),
    (_MUST, "            modalty='must',\n"),
    ("lowest=1,", "lowest=１,"),
    ("lowest=1,", "lowest='1',"),
    ("lowest=1,", "lowest=1.0,"),
    ("highest=500,", "highest=0500,"),
]
WORDS: Final = [
    ("def regservice_rules", "Def regservice_rules"),
    ("def regservice_rules", "dfe regservice_rules"),
    ("def regservice_rules", "defregservice_rules"),
    ("def regservice_rules", "function regservice_rules"),
    ("def regservice_rules():", "def regservice_rules()"),
    ("def regservice_rules():", "def regservice_rules:"),
    ("def regservice_rules():", "def regservice_rules(:"),
    ("    return [\n        Rule", "    rteurn [\n        Rule"),
    ("    return [\n        Rule", "    Return [\n        Rule"),
    ("    return [\n        Rule", "   return [\n        Rule"),
    ("    return [\n        Rule", "return [\n        Rule"),
    ("@hookimpl\ndef regservice_rules", "hookimpl\ndef regservice_rules"),
    ("@hookimpl\ndef regservice_rules", "def regservice_rules"),
    ("@hookimpl\ndef regservice_rules", "   @hookimpl\ndef regservice_rules"),
    ("def regservice_rules", "def regservice_ruels"),
    ("            source=Source(", "            source=new Source("),
]
BRACKETS: Final = [
    ("        ),\n    ]\n", "        ),\n    )\n"),
    ("    return [\n        Document", "    return (\n        Document"),
    ("places=('310104',)", "places=('310104',]"),
    ("places=('310104',)", "places=('310104',"),
    ("{'product': ['drug'], 'demo", "{'product': ['drug', 'demo"),
    ("dt.date(2025, 1, 10)", "dt.date(2025, 1, 10"),
    (
        "        IntakeField(\n            code='demo:more'",
        "        IntakeField\n            code='demo:more'",
    ),
    (
        _SOURCE,
        _SOURCE.replace("(", "{").replace(")", "}"),
    ),
]
VALUES: Final = [
    ("dt.date(2025, 1, 10)", "'2025-01-10'"),
    ("dt.date(2025, 1, 10)", "dt.date('2025-01-10')"),
    ("dt.date(2025, 1, 10)", "dt.date(2025-1-10)"),
    ("dt.date(2025, 1, 10)", "dt.date(2025, 01, 10)"),
    ("dt.date(2025, 1, 10)", "dt.datetime(2025, 1, 10)"),
    ("dt.date(2025, 1, 10)", "dt.Date(2025, 1, 10)"),
    ("dt.date(2025, 1, 10)", "date(2025, 1, 10)"),
    ("dt.date(2025, 1, 10)", "'2025年1月10日'"),
    ("places=('310104',)", "places=('310104')"),
    ("places=('310104',)", "places='310104'"),
    ("places=('310104',)", "places=['310104']"),
    ("places=('310104',)", "places={'310104'}"),
    ("kind='assumed'", "kind=['assumed']"),
    ("kind='assumed'", "kind=b'assumed'"),
    (_CONDITION, "{'product': ['drug'], 'demo:size': ['1..200']}"),
    (_CONDITION, "Condition({'product': ['drug'], 'demo:size': ['1..200']})"),
    (_CONDITION, "Condition.of({'product': 'drug', 'demo:size': ['1..200']})"),
    (_CONDITION, "Condition.of({product: ['drug'], 'demo:size': ['1..200']})"),
    ("holder=Holder(authority='demo/body')", "holder={'authority': 'demo/body'}"),
    ("holder=Holder(authority='demo/body')", "holder=dict(authority='demo/body')"),
]
IMPORTS: Final = [
    ("import datetime as dt\n", "\n"),
    ("import datetime as dt\n", "import datetme as dt\n"),
    ("from regservice.rows import Document", "from regservice.row import Document"),
    ("import Document, Source", "import document, Source"),
    (
        "from regservice.plugin import hookimpl",
        "form regservice.plugin import hookimpl",
    ),
    (
        "from regservice.plugin import hookimpl",
        "import hookimpl from regservice.plugin",
    ),
]


def read(file: Path) -> Found:
    """Read the module."""
    return collect([file], discover=False)[-1]


def rows(file: Path) -> object:
    """Everything that the module gives."""
    found = read(file)
    assert found.contribution is not None, found.problems
    given = found.contribution
    return given.manifest, given.tables, given.tests


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> object:
    """What the module gives without a fault."""
    file = tmp_path_factory.mktemp("sound") / "demo.py"
    file.write_text(MODULE, encoding="utf-8")
    return rows(file)


@pytest.mark.parametrize(
    ("right", "wrong"), [*SIGNS, *WORDS, *BRACKETS, *VALUES, *IMPORTS]
)
def test_one_reading_is_restored(
    right: str, wrong: str, sound: object, tmp_path: Path
) -> None:
    """One message, a mend or two, and the same rows as before."""
    assert right in MODULE
    file = tmp_path / "demo.py"
    file.write_text(MODULE.replace(right, wrong, 1), encoding="utf-8")
    problems = read(file).problems
    assert len(problems) <= 1

    for _ in range(3):
        changed = mended(problems)
        if not changed:
            break
        file.write_bytes(changed[file])
        problems = read(file).problems

    assert () == problems
    assert sound == rows(file)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("            name='批量',\n", "            name='批'量',\n"),
        ("            name='批量',\n", "            name='批量' 'x' y,\n"),
        ("modality='must'", "modality=wholly"),
        ("modality='must'", "modality='mat'"),
        ("dt.date(2025, 1, 10)", "'1/2/2025'"),
        ("dt.date(2025, 1, 10)", "dt.date(2025, 1)"),
        ("lowest=1", "lowest='one'"),
        ("code='demo:size'", "code=demo"),
        (_CONDITION, "Condition.of(['drug'])"),
        ("import datetime as dt\n", "import wholly_else as dt\n"),
    ],
)
def test_what_may_mean_something_else_is_left(
    right: str, wrong: str, tmp_path: Path
) -> None:
    """It is told, and no mend is offered."""
    assert right in MODULE
    file = tmp_path / "demo.py"
    file.write_text(MODULE.replace(right, wrong, 1), encoding="utf-8")

    problems: tuple[Problem, ...] = read(file).problems

    assert problems
    assert [] == [p.mend for p in problems if p.mend]


def test_prompts_before_every_line_are_taken_off(sound: object, tmp_path: Path) -> None:
    """As a terminal shows a module, or a mail quotes it."""
    for lead in (">>> ", "> ", "+ "):
        file = tmp_path / "demo.py"
        lines = [lead + line for line in MODULE.splitlines(keepends=True)]
        file.write_text("".join(lines), encoding="utf-8")
        (problem,) = read(file).problems

        changed = mended([problem])

        assert MODULE == changed[file].decode()
    assert sound


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        (_MUST, "            'must',\n", 63),
        (
            "                note='虚构',\n",
            "                note='虚构',\n                note='再',\n",
            67,
        ),
        ("    return [\n        Rule", "    return\n    [\n        Rule", 56),
        ("    return [\n        Rule", "    [\n        Rule", 56),
    ],
)
def test_place_is_that_of_the_slip(
    right: str, wrong: str, line: int, tmp_path: Path
) -> None:
    """Not where the parser found out, and not where a row was missed."""
    assert right in MODULE
    file = tmp_path / "demo.py"
    file.write_text(MODULE.replace(right, wrong, 1), encoding="utf-8")

    (problem,) = read(file).problems

    assert line == problem.where.line


@pytest.mark.parametrize("head", ["def outer():", "class Outer:", "if False:"])
def test_hook_that_nobody_can_call_is_told(head: str, tmp_path: Path) -> None:
    """It stands in a function, a class or a condition."""
    start = MODULE.index("@hookimpl\ndef regservice_rules")
    inner = "".join(f"    {line}" for line in MODULE[start:].splitlines(keepends=True))
    file = tmp_path / "demo.py"
    file.write_text(f"{MODULE[:start]}{head}\n{inner}", encoding="utf-8")

    (problem,) = read(file).problems

    assert ("RS2119", 57) == (problem.code, problem.where.line)
