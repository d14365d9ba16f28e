"""A package speaks only for its places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.model.condition import Test
from regservice.model.package import Origin
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.scope import bind, check_scope

Faults = Callable[..., list[Problem]]
RULE = """\
rules:
  - {{id: a, role: lead, modality: must, holder: {{functions: [nmpa]}}, $S,
     when: {{place: [{}]}}}}
"""
HOP = """\
path_rules:
  - {id: a, leaves: station, enters: nmpa, over: guides, hands_over: true,
     modality: must, $S, when: {place: ["340000"]}}
"""
LIMIT = """\
limits:
  - {id: a, goal: reply, legal_effect: internal, modality: may, $S,
     when: {place: ["340000"]}}
"""
BODY = """\
authorities:
  - {id: a, name: n, kind: station, level: station, $S,
     places: ["330000", "340000"]}
"""
PROGRAMME = """\
programmes:
  - {code: "t:p", name: n, key: true, places: [national], $S}
"""
ITEM = """\
items:
  - {code: feedback, name: n, products: [none], registration_business: false, $S}
"""
PLACE = """\
places:
  - {{code: "{}", name: n, located_in: [{}]}}
"""
NOTICE = """\
calendar_notices:
  - {calendar: cn, year: 2027, $S,
     days_off: [{first: 2027-01-01, last: 2027-01-01, name: n}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        RULE.format('"340000"'),
        RULE.format("national"),
        RULE.format('"330000", "340000"'),
        HOP,
        LIMIT,
        BODY,
        PROGRAMME,
        ITEM,
        PLACE.format("340001", '"340000"'),
        PLACE.format("330001", ""),
        PLACE.format("330001", '"330000", "340000"'),
        NOTICE,
    ],
)
def test_row_that_reaches_outside_is_refused(faults: Faults, text: str) -> None:
    """A part inside does not make up for one outside."""
    (problem,) = faults(text, '"330000"')

    assert ("RS2003", "330000", 2) == (
        problem.code,
        problem.params["places"],
        problem.where.line,
    )


def test_relation_has_one_end_of_its_own_package(make: Any) -> None:
    """A region does not say how bodies elsewhere stand to each other."""
    edges = [
        make.edge("top/nmpa", "guides", "p/mpa"),
        make.edge("z", "guides", "p/mpa"),
    ]
    region = make.contribution(
        "zj",
        "330000",
        authorities=(make.body("z", "station", "330000"),),
        relations=edges,
    )
    places = (make.place("330000"),)

    problems = check_scope(region, make.tables(places=places), {})

    assert [edges[0].id] == [problem.params["key"] for problem in problems]


def test_what_is_handed_on_to_a_body_is_said_where_that_body_is(make: Any) -> None:
    """By whomever: it decides nowhere else. Not so for a body that covers more."""
    here, wide = (
        make.edge("top/nmpa", "delegates", body, mode="entrusts", matters=("x",))
        for body in ("here", "wide")
    )
    bodies = (
        make.body("here", "district_amr", "330100"),
        make.body("wide", "district_amr", "330100", "340000"),
    )
    inside = make.place("330100", located_in=("330000",))
    tables = make.tables(
        places=(make.place("330000"), make.place("340000"), inside), authorities=bodies
    )
    region = make.contribution("zj", "330000", relations=[here, wide])

    (problem,) = check_scope(region, tables, {})

    assert (wide.id, ": 340000") == (problem.params["key"], problem.params["far"])


def test_rows_inside_are_taken_and_those_of_the_nation_too(packages: Any) -> None:
    """Own places, places below them, and edges with one end of one's own."""
    text = (
        'places: [{code: "330100", name: n, located_in: ["330000"]}]\n'
        "authorities: [{id: a, name: n, kind: station, level: station,"
        ' places: ["330100"], $S}]\n'
        "relations: [{type: guides, subject: top/nmpa, object: a, $S},"
        " {type: cooperates, subject: a, object: top/nmpa, $S}]\n"
        "items: [{code: feedback, name: n, products: [none], $S,"
        ' registration_business: false, enabled: ["330100"]}]\n'
        "rules: [{id: r, role: co, modality: may, $S, holder: {functions: [station]},"
        ' when: {place: ["330100"], site: ["340000"]}}]\n'
    ).replace("$S", "source: {kind: assumed, note: n}")
    homes = packages.nation(), packages.one(text, "zj", '"330000"')

    ruleset = compile_ruleset(map(read_package, homes))

    assert Test("place", ("330100",)) == ruleset.book.tables.rules[-1].when.get("place")


def test_place_that_does_not_exist_is_reported_once(faults: Faults) -> None:
    """It is not also said to lie outside."""
    assert ["RS2005"] == [p.code for p in faults(RULE.format('"999999"'), '"330000"')]


def test_region_may_have_a_calendar_of_its_own(packages: Any) -> None:
    """Its notices arrange its own days, not those of the nation."""
    text = (
        "calendar_patterns: [{code: zj, name: n, weekdays: [1], $S,"
        " hours: ['09:00-10:00']}]\n" + NOTICE.replace("calendar: cn", "calendar: zj")
    ).replace("$S", "source: {kind: assumed, note: n}")
    homes = packages.nation(), packages.one(text, "zj", '"330000"')

    calendars = compile_ruleset(map(read_package, homes)).book.calendars

    assert {"cn": 2026, "zj": 2027} == {k: c.last.year for k, c in calendars.items()}


def test_row_that_names_no_place_is_bound_to_those_of_its_package(make: Any) -> None:
    """Rules, path rules, limits and matters of a region hold nowhere else."""
    manifest = make.manifest("x", "330000", "340000")
    rows = (
        make.rule("a", "lead", "station"),
        make.hop("a", "station", "guides", "nmpa"),
        make.limit("a", when=make.when(product="drug")),
        make.matter("m", make.limb(says="x")),
    )

    assert [Test("place", ("330000", "340000"))] * 4 == [
        bind(row, manifest).when.get("place") for row in rows
    ]
    assert bind(rows[2], manifest).when.get("product") == rows[2].when.get("product")


def test_row_is_left_alone_where_there_is_nothing_to_bind(make: Any) -> None:
    """A stated place stays, a national row holds everywhere, a body is its own."""
    narrow = make.rule("a", "lead", "station", when=make.when(place="330000"))
    region, nation = make.manifest("x", "330000", "340000"), make.manifest("n")
    body = make.body("a", "station", "330000")

    assert narrow is bind(narrow, region)
    assert body is bind(body, region)
    wide = make.rule("a", "lead", "station")
    assert wide is bind(wide, nation)


def test_national_package_is_not_confined(make: Any) -> None:
    """It may speak for any place."""
    nation = make.contribution("n", places=(make.place("330000"),))

    assert [] == list(check_scope(nation, nation.tables, {}))


@pytest.mark.parametrize("known", [True, False])
def test_refusal_says_where_the_row_stands(make: Any, *, known: bool) -> None:
    """File and line where there is one, else the name of the package."""
    region = make.contribution("zj", "330000", places=(make.place("340000"),))
    origin = Origin(package="zj", file="f", line=3, column=2)
    origins = {("places", "340000"): origin} if known else {}

    (problem,) = check_scope(region, region.tables, origins)

    assert ("f:3:2" if known else "zj") == str(problem.where)


def test_refusal_names_the_places_outside(make: Any) -> None:
    """A rule may name many, of which one is wrong."""
    when = make.when(place=["330000", "340000", "350000"])
    region = make.contribution(
        "zj", "330000", rules=(make.rule("r", "lead", "p/mpa", when=when),)
    )
    places = (*make.tables().places, make.place("350000", "national"))
    tables = make.tables(places=places)

    (problem,) = check_scope(region, tables, {})

    assert ": 340000, 350000" == problem.params["far"]
    assert "340000" in problem.message("zh")


def test_nothing_is_said_of_scope_while_a_place_lies_in_itself(make: Any) -> None:
    """One fault, told once."""
    nation = make.contribution("n", **attrs.asdict(make.tables(), recurse=False))
    turned = make.place("330200", "330201"), make.place("330201", "330200")
    rule = make.rule("zj/r", "lead", "p/mpa", when=make.when(place="330200"))
    region = make.contribution("zj", "330000", places=turned, rules=(rule,))

    with pytest.raises(DataError) as caught:
        compile_ruleset([nation, region])

    assert ["RS2004"] == [p.code for p in caught.value.problems]


def test_refused_package_brings_nothing(make: Any, packages: Any) -> None:
    """There is no ruleset with a part of it."""
    nation = read_package(packages.nation())
    region = make.contribution("zj", "330000", places=(make.place("340001", "340000"),))

    with pytest.raises(DataError):
        compile_ruleset([nation, region])
