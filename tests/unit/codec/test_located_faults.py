"""Every fault is found at once, each with file, line, column and field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem

Faults = Callable[[str], list[Problem]]

RULE = """\
rules:
  - id: a
    role: lead
    modality: must
    source: {kind: assumed, note: n}
    holder: {functions: [station]}
"""


def _places(problems: list[Problem]) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.where.line, p.where.column, p.field) for p in problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    role: lead\n", "", ("RS1102", 2, 5, "rules[0].role")),
        (
            "{kind: assumed, note: n}",
            "{note: n}",
            ("RS1102", 5, 13, "rules[0].source.kind"),
        ),
        (
            "holder:",
            "x_y_z: 1\n    holder:",
            ("RS1103", 6, 5, "rules[0].x_y_z"),
        ),
        ("role: lead", "role: leader", ("RS1105", 3, 11, "rules[0].role")),
        (
            "[station]",
            "station",
            ("RS1105", 6, 25, "rules[0].holder.functions"),
        ),
        (
            "[station]",
            "[statoin]",
            ("RS1105", 6, 26, "rules[0].holder.functions[0]"),
        ),
        ("[station]", "[[station]]", ("RS1105", 6, 26, "rules[0].holder.functions[0]")),
        (
            "{functions: [station]}",
            "station",
            ("RS1105", 6, 13, "rules[0].holder"),
        ),
        (
            "{functions: [station]}",
            "{}",
            ("RS1112", 6, 13, "rules[0].holder.authority"),
        ),
        ("id: a", "id: [a]", ("RS1105", 2, 9, "rules[0].id")),
        ("id: a", "id: A", ("RS1105", 2, 9, "rules[0].id")),
        ("id: a", "id: ~", ("RS1105", 2, 9, "rules[0].id")),
        (
            "note: n",
            "note: ''",
            ("RS1109", 5, 35, "rules[0].source.note"),
        ),
        (
            "holder:",
            "when: [basic]\n    holder:",
            ("RS1105", 6, 11, "rules[0].when"),
        ),
        (
            "holder:",
            "when: {difficulty: basic}\n    holder:",
            ("RS1105", 6, 24, "rules[0].when.difficulty"),
        ),
        (
            "holder:",
            "when: {difficulty: []}\n    holder:",
            ("RS1105", 6, 24, "rules[0].when.difficulty"),
        ),
        (
            "holder:",
            "when: {difficulty: [[basic]]}\n    holder:",
            ("RS1105", 6, 24, "rules[0].when.difficulty"),
        ),
        (
            "holder:",
            "validity: {start: 2024-02-30}\n    holder:",
            ("RS1105", 6, 23, "rules[0].validity.start"),
        ),
        (
            "holder:",
            "validity: {start: 2024-02-02, end: 2024-02-02}\n    holder:",
            ("RS1107", 6, 40, "rules[0].validity.end"),
        ),
    ],
)
def test_fault_stands_where_it_was_written(
    faults: Faults, old: str, new: str, expected: tuple[str, int, int, str]
) -> None:
    """One fault gives one message, at its line and column."""
    assert [expected] == _places(faults(RULE.replace(old, new)))


@pytest.mark.parametrize("near", ["rol", "roles"])
def test_misspelt_field_is_one_message(faults: Faults, near: str) -> None:
    """Not a missing field and a surplus one."""
    (problem,) = faults(RULE.replace("role:", f"{near}:"))

    assert ("RS1104", 3, 5, f"rules[0].{near}") == _places([problem])[0]
    assert "role" == problem.params["near"]


def test_misspelt_optional_field_is_one_message(faults: Faults) -> None:
    """A field that may be left out can be misspelt too."""
    (problem,) = faults(RULE + "    exception_too: [b]\n")

    assert ("RS1104", "exception_to") == (problem.code, problem.params["near"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"1"', '["1"]'),
        ("[]", "[...]"),
        ("{a: b}", "[...]"),
    ],
)
def test_list_of_a_condition_is_shown_as_it_was_meant(
    faults: Faults, written: str, meant: str
) -> None:
    """With the values that stand there, not with those of another dimension."""
    rule = RULE.replace("holder:", f"when: {{device_class: {written}}}\n    holder:")

    (problem,) = faults(rule)

    assert meant == problem.allowed


def test_message_says_what_is_allowed(faults: Faults) -> None:
    """Allowed values and the fix are part of the fault, in both languages."""
    (problem,) = faults(RULE.replace("lead", "leader"))

    assert "receive, lead, co, copy, fallback" == problem.allowed
    assert {
        "code": "RS1105",
        "severity": "error",
        "line": 3,
        "column": 11,
        "cell": None,
        "field": "rules[0].role",
        "allowed": problem.allowed,
        "message": "“leader” is not allowed for “role”",
        "fix": problem.fix("en"),
        "mend": {"old": "leader", "new": "lead"},
    } == {k: v for k, v in problem.as_json("en").items() if k != "file"}


def test_faults_of_several_files_are_reported_together(packages: Any) -> None:
    """The manifest, each file and each row are all read before anybody complains."""
    home = packages.write(
        "many",
        "nowhere",
        {
            "a.yaml": RULE.replace("lead", "leader") + "  - {id: b}\n",
            "b.yaml": "rules: [",
            "sub.yaml": "places:\n  - {code: '1', name: x}\n",
        },
    )

    with pytest.raises(DataError) as caught:
        read_package(home)

    found = [(p.where.file.rsplit("/")[-1], p.code) for p in caught.value.problems]
    assert [
        ("package.yaml", "RS1105"),
        ("a.yaml", "RS1105"),
        ("a.yaml", "RS1030"),
        ("b.yaml", "RS1019"),
        ("sub.yaml", "RS1105"),
    ] == found


@pytest.mark.parametrize(
    ("text", "code", "line", "field"),
    [
        ("- a\n- b\n", "RS1101", 1, ""),
        ("just words\n", "RS1101", 1, ""),
        ("\n\nruels: []\n", "RS1104", 3, "ruels"),
        ("zzz: []\n", "RS1103", 1, "zzz"),
        ("rules: {a: 1}\n", "RS1105", 1, "rules"),
        ("rules: [a]\n", "RS1105", 1, "rules[0]"),
    ],
)
def test_file_maps_tables_to_rows(
    faults: Faults, text: str, code: str, line: int, field: str
) -> None:
    """Whatever else stands there is named with its line."""
    assert [(code, line, field)] == [
        (p.code, p.where.line, p.field) for p in faults(text)
    ]


def test_empty_file_has_no_rows(packages: Any) -> None:
    """A file with nothing in it, or only comments, is no fault."""
    home = packages.write("a", "national", {"a.yaml": "", "b.yaml": "# later\n"})

    assert () == read_package(home).origins


@pytest.mark.parametrize("name", ["package.yaml", "nothing"])
def test_package_is_a_folder_with_a_manifest(packages: Any, name: str) -> None:
    """A file, a missing folder and a folder without manifest are told apart."""
    home = packages.one(RULE)
    with pytest.raises(DataError) as caught:
        read_package(home / name)
    assert ["RS1008"] == [p.code for p in caught.value.problems]

    (home / "package.yaml").unlink()
    with pytest.raises(DataError) as caught:
        read_package(home)
    assert [("RS1007", str(home))] == [
        (p.code, p.where.file) for p in caught.value.problems
    ]


def test_manifest_that_is_no_yaml_does_not_hide_other_faults(packages: Any) -> None:
    """The tables are read although nobody knows whose they are."""
    home = packages.one(RULE.replace("lead", "leader"))
    (home / "package.yaml").write_text("name: [", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_package(home)

    assert ["RS1019", "RS1105"] == [p.code for p in caught.value.problems]


def test_empty_manifest_is_refused(packages: Any) -> None:
    """A manifest that says nothing cannot answer for rows."""
    home = packages.one(RULE)
    (home / "package.yaml").write_text("", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_package(home)

    assert ["RS1105"] == [p.code for p in caught.value.problems]


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("{weekdays: [x]}", ["weekdays[0]"]),
        ("{weekdays: [1.5]}", ["weekdays[0]"]),
        ("{weekdays: [8]}", ["weekdays"]),
        ("{hours: ['9-10']}", ["hours[0]"]),
        ("{hours: ['12:00-09:00']}", ["hours[0]"]),
        ("{hours: ['09:00-24:01']}", ["hours[0]"]),
        ("{fixed_days: ['02-30']}", ["fixed_days[0]"]),
        ("{weekdays: [x], hours: [y]}", ["weekdays[0]", "hours[0]"]),
    ],
)
def test_calendar_values_are_read_by_the_type_of_their_field(
    faults: Faults, row: str, fields: list[str]
) -> None:
    """Numbers, hours and days of the year are checked where they stand."""
    base = {
        "code": "cn",
        "name": "x",
        "weekdays": "[1]",
        "hours": "['09:00-12:00']",
        "source": "{kind: assumed, note: n}",
    }
    for part in row.strip("{}").split("], "):
        key, _, value = part.partition(": ")
        base[key] = value if value.endswith("]") else value + "]"
    text = ", ".join(f"{key}: {value}" for key, value in base.items())

    found = faults(f"calendar_patterns:\n  - {{{text}}}\n")

    assert sorted(f"calendar_patterns[0].{f}" for f in fields) == sorted(
        p.field for p in found
    )


@pytest.mark.parametrize("word", ["yes", "on", "1", "[true]"])
def test_truth_is_true_or_false(faults: Faults, word: str) -> None:
    """What other YAML readers take for a truth value is not guessed at."""
    text = (
        "items:\n  - {code: renewal, name: x, products: [drug],"
        f" registration_business: {word}, source: {{kind: assumed, note: n}}}}\n"
    )

    assert [("RS1105", "items[0].registration_business")] == [
        (p.code, p.field) for p in faults(text)
    ]
