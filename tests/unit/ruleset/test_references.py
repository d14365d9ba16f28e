"""Every name in a row names something, and rows fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.model.legal import Validity
from regservice.ruleset import circles, references
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.references import check_references

Faults = Callable[..., list[Problem]]

BODY = "{id: b, name: n, kind: station, level: station, places: [national], $S}"
RULE = "id: r, role: lead, modality: must, $S"
LIMIT = "id: l, goal: reply, legal_effect: internal, modality: may, $S"
BYPASS = "id: b, skips: [station], modality: may, $S"
MATTER = "code: m, name: n"
LIMB = "competence: [{says: x, confidence: low, $S}]"


@pytest.mark.parametrize(
    ("row", "kind", "key"),
    [
        (
            (
                "documents: [{code: D, name: n, status: superseded, successor: E,"
                " verified: own, checked_on: 2026-01-01}]"
            ),
            "documents",
            "E",
        ),
        (
            'places: [{code: "350000", name: n, located_in: ["359999"]}]',
            "places",
            "359999",
        ),
        (
            (
                "authorities: [{id: b, name: n, kind: nmpa, level: national,"
                ' places: ["359999"], $S}]'
            ),
            "places",
            "359999",
        ),
        (
            "relations: [{type: guides, subject: b, object: top/nmpa, $S}]",
            "authorities",
            "b",
        ),
        (
            "relations: [{type: guides, subject: top/nmpa, object: b, $S}]",
            "authorities",
            "b",
        ),
        (
            (
                "relations: [{type: delegates, mode: entrusts, matters: [m],"
                " subject: top/nmpa, object: b, $S}]\n"
                f"authorities: [{BODY}]"
            ),
            "matters",
            "m",
        ),
        (
            (
                "items: [{code: feedback, name: n, products: [none], $S,"
                ' registration_business: false, enabled: ["359999"]}]'
            ),
            "places",
            "359999",
        ),
        (
            (
                "items: [{code: feedback, name: n, products: [none], $S,"
                " registration_business: false, fields: [f]}]"
            ),
            "fields",
            "f",
        ),
        (f"matters: [{{{MATTER}, technical: [b], {LIMB}}}]", "authorities", "b"),
        (
            f"matters: [{{{MATTER}, competence: [{{body: b, confidence: low, $S}}]}}]",
            "authorities",
            "b",
        ),
        (f"rules: [{{{RULE}, holder: {{authority: b}}}}]", "authorities", "b"),
        (
            f"rules: [{{{RULE}, holder: {{functions: [nmpa]}}, exception_to: [x]}}]",
            "rules",
            "x",
        ),
        (
            f"rules: [{{{RULE}, holder: {{functions: [nmpa]}}, when: {{f: [a]}}}}]",
            "fields",
            "f",
        ),
        (f"limits: [{{{LIMIT}, exception_to: [x]}}]", "limits", "x"),
        (f"bypasses: [{{{BYPASS}, exception_to: [x]}}]", "bypasses", "x"),
        (f"limits: [{{{LIMIT}, calendar: xx}}]", "calendar_patterns", "xx"),
        (
            'programmes: [{code: "t:p", name: n, key: true, places: ["359999"], $S}]',
            "places",
            "359999",
        ),
        (
            (
                "calendar_notices: [{calendar: xx, year: 2026, $S,"
                " days_off: [{first: 2026-01-01, last: 2026-01-01, name: n}]}]"
            ),
            "calendar_patterns",
            "xx",
        ),
    ],
)
def test_name_of_nothing_is_reported_where_it_was_written(
    faults: Faults, row: str, kind: str, key: str
) -> None:
    """The message names what is missing; the place is that of the row."""
    (problem,) = faults(row)

    assert ("RS2002", kind, key) == (
        problem.code,
        problem.params["kind"],
        problem.params["key"],
    )
    assert 1 == problem.where.line
    assert problem.field.startswith(row.partition(":")[0] + ":")


def test_nearest_name_is_shown(faults: Faults) -> None:
    """A misspelt id comes with the one that was meant."""
    (problem,) = faults(f"rules: [{{{RULE}, holder: {{authority: top/nmpaa}}}}]")

    assert "top/nmpa?" in problem.message("zh")


def test_item_of_a_package_that_is_not_there_may_be_named_by_a_matter(
    make: Any,
) -> None:
    """A matter is law whether or not a region offers the item."""
    tables = make.tables(
        matters=(make.matter("m", make.limb(says="x"), items=("ip", "sh:x")),)
    )
    nation = make.contribution("nation", **attrs.asdict(tables, recurse=False))

    assert "m" in compile_ruleset([nation]).book.matters


@pytest.mark.parametrize(
    ("when", "dimension", "value"),
    [
        ("{product: [drugs]}", "product", "drugs"),
        ("{difficulty: [easy]}", "difficulty", "easy"),
        ('{place: ["359999"]}', "place", "359999"),
        ('{site: ["359999"]}', "site", "359999"),
        ("{item: [ip]}", "item", "ip"),
        ("{programme: [x]}", "programme", "x"),
        ("{applicant: [dog]}", "applicant", "dog"),
        ("{channel: [pigeon]}", "channel", "pigeon"),
        ('{registration_business: ["true"]}', "registration_business", "true"),
    ],
)
def test_value_that_a_dimension_does_not_have_is_reported(
    faults: Faults, when: str, dimension: str, value: str
) -> None:
    """A condition that can never hold is a mistake, with what is allowed."""
    row = f"{RULE}, holder: {{functions: [nmpa]}}, when: {when}"

    (problem,) = faults(f"rules: [{{{row}}}]")

    assert ("RS2005", dimension, value) == (
        problem.code,
        problem.params["dimension"],
        problem.params["value"],
    )
    assert problem.allowed == problem.params["allowed"]


def test_condition_inside_a_limb_is_checked_too(faults: Faults) -> None:
    """Conditions are looked for in every part of a row."""
    limb = "{says: x, confidence: low, $S, when: {product: [drugs]}}"

    assert ["RS2005"] == [
        p.code for p in faults(f"matters: [{{{MATTER}, competence: [{limb}]}}]")
    ]


LAW = "source: {kind: clause, document: %s, clause: 第1条, verified: read}"


def test_source_cites_a_registered_document(faults: Faults) -> None:
    """A citation that nobody can look up is none."""
    row = f"{{{RULE}, holder: {{functions: [nmpa]}}}}".replace("$S", LAW % "LAWS")

    (problem,) = faults(f"rules: [{row}]")

    assert ("RS2008", "LAWS") == (problem.code, problem.params["key"])
    assert "LAW?" in problem.message("en")


OWN = """\
documents: [{code: OWN, name: n, status: unknown, verified: own,
             checked_on: 2026-01-01}]
rules: [{id: r, role: lead, modality: must, holder: {functions: [nmpa]},
         source: {kind: %s}}]
"""


def test_clause_of_a_document_that_nobody_read_is_not_law(faults: Faults) -> None:
    """The document is registered as unchecked: no clause of it may be shown."""
    (problem,) = faults(OWN % "clause, document: OWN, clause: 第1条, verified: page")

    assert ("RS2010", 3, "OWN 第1条") == (
        problem.code,
        problem.where.line,
        problem.params["key"],
    )


def test_inference_may_start_from_a_document_that_nobody_read(packages: Any) -> None:
    """What is assumed says so anyway."""
    homes = packages.nation(), packages.one(OWN % "assumed, document: OWN, note: n")

    assert "OWN" in compile_ruleset(map(read_package, homes)).book.documents


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        (
            (
                "authorities:\n"
                f"  - {BODY}\n  - {BODY.replace('id: b', 'id: c')}\n"
                "relations:\n"
                "  - {type: administers, subject: b, object: c, $S}\n"
                "  - {type: administers, subject: c, object: b, $S}\n"
                "  - {type: administers, subject: c, object: top/nmpa, $S}\n"
            ),
            "b > c > b",
        ),
        (
            (
                'places:\n  - {code: "350000", name: n, located_in: ["350001"]}\n'
                '  - {code: "350001", name: n, located_in: ["350000", national]}\n'
            ),
            "350000 > 350001 > 350000",
        ),
        (
            'places: [{code: "350000", name: n, located_in: ["350000"]}]',
            "350000 > 350000",
        ),
        (f"bypasses: [{{{BYPASS}, exception_to: [b]}}]", "b > b"),
        (
            (
                "limits:\n"
                f"  - {{{LIMIT}, exception_to: [k]}}\n"
                f"  - {{{LIMIT.replace('id: l', 'id: k')}, exception_to: [l]}}\n"
            ),
            "k > l > k",
        ),
    ],
)
def test_nothing_stands_above_itself(faults: Faults, text: str, cycle: str) -> None:
    """Supervision and places are trees; what merely hangs on a cycle is not named."""
    (problem,) = faults(text)

    assert ("RS2004", cycle) == (problem.code, problem.params["cycle"])


def test_circles_of_exceptions_are_reported_one_by_one(make: Any) -> None:
    """Rules, limits and bypasses: whatever has exceptions, and each circle once."""
    rules = [
        make.rule(key, "lead", "station", exception_to=(other,))
        for key, other in ("ab", "ba", "cd", "de", "ec", "fa")
    ]
    limits = [make.limit("a", exception_to=("a",))]
    tables = make.tables(rules=rules, limits=limits)

    found = list(check_references(tables, {}))

    assert ["a > b > a", "c > d > e > c", "a > a"] == [
        problem.params["cycle"] for problem in found
    ]
    assert {"RS2004"} == {problem.code for problem in found}


def test_exceptions_of_different_times_are_no_circle(make: Any) -> None:
    """Both give way only if both are in force."""
    day = dt.date(2024, 1, 24)
    rules = [
        make.rule("a", "lead", "station", exception_to=("b",)),
        make.rule("b", "lead", "station", exception_to=("a",)),
    ]
    dated = [
        attrs.evolve(rules[0], validity=Validity(None, day)),
        attrs.evolve(rules[1], validity=Validity(day)),
    ]

    assert [] == list(check_references(make.tables(rules=dated), {}))
    assert 1 == len(list(check_references(make.tables(rules=rules), {})))


def test_tangle_of_exceptions_is_refused_and_not_called_sound(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be looked at in time is said to be open."""
    rules = [
        make.rule(key, "lead", "station", exception_to=(other,))
        for key, other in ("ab", "ba")
    ]
    monkeypatch.setattr(circles, "_BUDGET", 1)

    (problem,) = check_references(make.tables(rules=rules), {})

    assert ("RS2017", "a") == (problem.code, problem.params["body"])


def test_nearest_name_is_not_looked_for_without_end(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand wrong names are all reported, the first with advice."""
    rules = [make.rule(f"r{n}", "lead", "p/mpaa") for n in range(4)]
    tables = make.tables(rules=rules)
    monkeypatch.setattr(references, "_COMPARED", 2 * len(tables.authorities))

    found = list(check_references(tables, {}))

    assert [" (p/mpa?)"] * 2 + [""] * 2 == [p.params["near"] for p in found]


def test_bodies_may_cooperate_with_each_other(packages: Any) -> None:
    """Only supervision must not run in a circle."""
    text = (
        f"authorities: [{BODY}]\nrelations:\n"
        "  - {type: cooperates, subject: b, object: top/nmpa, $S}\n"
        "  - {type: cooperates, subject: top/nmpa, object: b, $S}\n"
    ).replace("$S", "source: {kind: assumed, note: n}")
    homes = packages.nation(), packages.one(text)

    assert 2 == len(compile_ruleset(map(read_package, homes)).book.tables.relations)


PATTERN = "{code: xx, name: n, weekdays: [1], hours: ['09:00-10:00'], $S}"
NOTICE = (
    "  - {calendar: xx, year: %s, $S,"
    " days_off: [{first: %s-01-01, last: %s-01-01, name: n}]}\n"
)


@pytest.mark.parametrize(
    ("years", "missing"),
    [((), ["-"]), ((2024, 2026), [2025]), ((2022, 2024, 2026), [2023, 2025])],
)
def test_calendar_has_a_notice_for_every_year(
    faults: Faults, years: tuple[int, ...], missing: list[Any]
) -> None:
    """A year without a notice between two others is a hole, not a plain year."""
    notices = "".join(NOTICE % (y, y, y) for y in years)
    text = f"calendar_patterns: [{PATTERN}]\n" + (
        f"calendar_notices:\n{notices}" if notices else ""
    )

    assert [("RS2006", "xx", year) for year in missing] == [
        (p.code, p.params["calendar"], p.params["year"]) for p in faults(text)
    ]


BASE = "calendar_patterns:\n  - {code: aa, name: n, base: bb, weekdays: [1],"
OPEN = 'hours: ["09:00-12:00"]'


def test_calendar_builds_on_one_that_is_there_and_not_on_itself(faults: Faults) -> None:
    """It takes the years of its base over, and needs no notice of its own."""
    circle = (
        BASE
        + f" {OPEN}, $S}}\n"
        + BASE.partition("\n")[2].replace(
            "code: aa, name: n, base: bb", "code: bb, name: n, base: aa"
        )
        + f" {OPEN}, $S}}\n"
    )

    assert ["RS2002"] == [p.code for p in faults(BASE + f" {OPEN}, $S}}\n")]
    assert ["RS2004"] == [p.code for p in faults(circle)]


def _twice(faults: Faults, text: str) -> list[Problem]:
    """What is said twice, beside a fault that is there in any case."""
    problems = faults(text + BASE + f" {OPEN}, $S}}\n")
    assert "RS2002" in {problem.code for problem in problems}
    return [problem for problem in problems if problem.code == "RS2022"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            [
                "first: 2026-08-03, last: 2026-08-05",
                "first: 2026-08-05, last: 2026-08-06",
            ],
            1,
        ),
        (
            [
                "first: 2026-08-03, last: 2026-08-05",
                "first: 2026-08-06, last: 2026-08-06",
            ],
            0,
        ),
        (
            [
                "first: 2026-08-01, last: 2026-08-09",
                "first: 2026-08-02, last: 2026-08-02",
                "first: 2026-08-04, last: 2026-08-04",
            ],
            2,
        ),
    ],
)
def test_one_override_at_most_speaks_of_a_day(
    faults: Faults, rows: list[str], found: int
) -> None:
    """The other one is named; no winner by order."""
    text = "calendar_overrides:\n" + "".join(
        f"  - {{id: x/o{n}, calendar: cn, {days}, name: n, $S}}\n"
        for n, days in enumerate(rows)
    )
    problems = _twice(faults, text)

    assert found == len(problems)
    assert {"x/o0"} >= {p.params["other"] for p in problems}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("weekdays: [5]", "weekdays: [4]", 0),
        ("weekdays: [5]", "weekdays: [4, 5]", 1),
        ("weekdays: [5]", "weekdays: []", 1),
        ("validity: {end: 2026-06-01}", "validity: {start: 2026-06-01}", 0),
        ("validity: {end: 2026-06-02}", "validity: {start: 2026-06-01}", 1),
    ],
)
def test_one_row_of_office_hours_at_most_speaks_of_a_day(
    faults: Faults, one: str, other: str, found: int
) -> None:
    """Told once, however many weekdays they share."""
    text = "office_hours:\n" + "".join(
        f"  - {{id: x/h{n}, calendar: cn, {more}, {OPEN}, $S}}\n"
        for n, more in enumerate((one, other))
    )

    assert found == len(_twice(faults, text))


def test_row_made_in_python_is_named_by_table_and_key(make: Any) -> None:
    """Where there is no file, the key says which row it is."""
    nation = make.contribution("nation", rules=(make.rule("r", "lead", "x/y"),))

    with pytest.raises(DataError) as caught:
        compile_ruleset([nation])

    (problem,) = caught.value.problems
    assert ("RS2002", "nation", "rules:r") == (
        problem.code,
        problem.where.file,
        problem.field,
    )
