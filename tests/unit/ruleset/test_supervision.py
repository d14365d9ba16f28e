"""Lines of supervision and succession end at one root; each fault stands once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.model.authority import Authority, Relation
from regservice.model.legal import Validity
from regservice.model.package import Origin
from regservice.model.vocab import Level
from regservice.ruleset import circles, roots
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.supervision import check_supervision

Found = Callable[..., list[Problem]]
BEFORE, SINCE = Validity(None, dt.date(2018, 4, 10)), Validity(dt.date(2018, 4, 10))
LEVELS = {
    "n": Level.NATIONAL,
    "p": Level.PROVINCIAL,
    "d": Level.DISTRICT,
    "s": Level.STATION,
}


@pytest.fixture
def found(make: Any) -> Found:
    """
    Return the problems of some edges, written as ``p1 guides d1``.

    Bodies are made as they are named; the first letter is their level. A part
    after ``@`` names a validity. Dates of bodies are given by keyword.
    """

    def run(*lines: str | Relation, **dates: Validity) -> list[Problem]:
        edges = [line if isinstance(line, Relation) else edge(line) for line in lines]
        names = sorted({end for e in edges for end in (e.subject, e.object)})
        bodies = [body(name, dates) for name in names]
        tables = make.tables(authorities=bodies, relations=edges)
        origins = {
            ("relations", e.id): Origin(package="t", file="f", line=number, column=1)
            for number, e in enumerate(edges, 1)
        }
        origins |= {("authorities", name): Origin(package="t") for name in names}
        return list(check_supervision(tables, origins))

    def body(name: str, dates: dict[str, Validity]) -> Authority:
        when = dates.get(name, Validity())
        level = LEVELS[name[0]]
        made: Authority = make.body(
            name, "station", "330102", level=level, validity=when
        )
        return made

    def edge(line: str) -> Relation:
        ends, _, when = line.partition("@")
        upper, kind, lower = ends.split()
        validity = {"": Validity(), "before": BEFORE, "since": SINCE}[when]
        made: Relation = make.edge(upper, kind, lower, validity=validity)
        return made

    return run


def _told(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in problems]


CHAIN = ("n guides p1", "p1 guides d1", "d1 manages s1")


def test_sound_line_has_no_problem(found: Found) -> None:
    """A station, its bureau, the province and the nation; who appoints is apart."""
    assert [] == found(*CHAIN, "n2 administers n", "p2 administers p1")


@pytest.mark.parametrize(
    ("lines", "code", "line", "cycle"),
    [
        (("n administers p", "p administers n"), "RS2004", 2, "n > p > n"),
        ((*CHAIN, "s1 guides p1"), "RS2011", 4, "d1 > s1 > p1 > d1"),
        (("s1 guides p1", *CHAIN), "RS2011", 1, "d1 > s1 > p1 > d1"),
        ((*CHAIN, "s1 manages d1"), "RS2011", 4, "d1 > s1 > d1"),
        (("p1 guides p2", "p2 guides p1"), "RS2011", 2, "p1 > p2 > p1"),
        (("n guides p2", "p1 guides p2", "p2 guides p1"), "RS2011", 2, "p1 > p2 > p1"),
        (("d1 succeeds d2", "d2 succeeds d1"), "RS2012", 2, "d1 > d2 > d1"),
        ((*CHAIN, "s1 administers n"), "RS2016", 4, "d1 > s1 > n > p1 > d1"),
    ],
)
def test_circle_is_reported_at_the_row_that_turns_the_order_round(
    found: Found, lines: tuple[str, ...], code: str, line: int, cycle: str
) -> None:
    """A superior of a lower level is wrong; else what closes the circle is."""
    problems = found(*lines)

    assert [(code, line)] == _told(problems)
    assert cycle == problems[0].params["cycle"]
    assert cycle in problems[0].message("zh")


def test_circles_are_reported_one_by_one(found: Found) -> None:
    """Apart, sharing a body, in another line: each fault once, in one go."""
    problems = found(
        *CHAIN,
        "p1 guides d2",
        "d2 manages s2",
        "s1 guides p1",
        "s2 guides p1",
        "d8 administers d9",
        "d9 administers d8",
        "d8 succeeds d9",
        "d9 succeeds d8",
    )

    assert [("RS2004", 9), ("RS2011", 6), ("RS2011", 7), ("RS2012", 11)] == sorted(
        _told(problems)
    )


def test_two_bodies_may_supervise_each_other_one_after_the_other(found: Found) -> None:
    """A circle needs one day on which all of it holds."""
    assert [] == found("p1 administers p2@before", "p2 administers p1@since")


def test_circle_of_one_period_is_found_among_others(found: Found) -> None:
    """The rows of another period are not blamed."""
    problems = found(
        "p1 administers p2@before",
        "p2 administers p1@since",
        "p1 administers p3@since",
        "p3 administers p2@since",
    )

    assert [("RS2004", 2)] == _told(problems)
    assert "p1 > p3 > p2 > p1" == problems[0].params["cycle"]


@pytest.mark.parametrize("kind", ["administers", "succeeds", "cooperates", "manages"])
def test_body_stands_in_no_relation_to_itself(found: Found, kind: str) -> None:
    """Reported as such, and not as a circle too."""
    problems = found(f"d1 {kind} d1")

    assert [("RS2013", 1)] == _told(problems)
    assert "d1" in problems[0].message("en")


def test_second_root_is_reported_at_the_row_that_adds_it(found: Found) -> None:
    """Not at the rows below, which lead up to both."""
    problems = found(
        "n1 administers p1",
        "p1 administers d1",
        "d1 administers s1",
        "n2 administers d1",
    )

    assert [("RS2014", 4)] == _told(problems)
    assert {"body": "d1", "first": "n1", "second": "n2"} == problems[0].params


def test_guidance_may_come_from_two_systems(found: Found) -> None:
    """The drug regulator and the market regulator guide one district bureau."""
    assert [] == found("n1 guides d1", "n2 guides d1")


def test_two_lines_may_have_different_roots(found: Found) -> None:
    """Who guides the profession need not be who appoints."""
    assert [] == found("n1 administers d1", "n2 guides d1")


def test_several_superiors_below_one_root_are_sound(found: Found) -> None:
    """By two ways, or by one and directly."""
    assert [] == found(
        "n guides p1", "n guides p2", "p1 guides d1", "p2 manages d1", "n guides d1"
    )


def test_superiors_of_different_times_are_not_compared(found: Found) -> None:
    """A bureau changes hands on a day; so does what stands above."""
    assert [] == found("n1 guides d1@before", "n2 guides d1@since")
    assert [] == found(
        "n1 guides p1@before",
        "n2 guides p1@since",
        "p1 guides d1",
        "n1 guides d1@before",
        "n2 guides d1@since",
    )


def test_second_root_of_one_period_is_found(found: Found) -> None:
    """Before the change both ways led to one root, since then they do not."""
    problems = found(
        "n1 administers p1@before",
        "n2 administers p1@since",
        "p1 administers d1",
        "n1 administers d1",
    )

    assert [("RS2014", 4)] == _told(problems)
    assert ("n2", "n1") == tuple(problems[0].params[k] for k in ("first", "second"))


def test_root_of_the_package_of_the_body_is_the_first(make: Any) -> None:
    """Another package adds the second one, whatever the files are called."""
    bodies = [make.body(key, "station", "330102") for key in ("d", "one", "two")]
    edges = [make.edge("one", "administers", "d"), make.edge("two", "administers", "d")]
    tables = make.tables(authorities=bodies, relations=edges)
    origins = {("authorities", "d"): Origin(package="home")}
    at = (("relations", edges[0].id), ("relations", edges[1].id))

    for own, other in (at, at[::-1]):
        here = Origin(package="home", file="z", line=9)
        there = Origin(package="away", file="a", line=1)
        placed = {**origins, own: here, other: there}
        (problem,) = check_supervision(tables, placed)
        assert ("RS2014", "a:1") == (problem.code, str(problem.where))


def test_second_root_among_rows_of_nowhere_is_that_of_the_later_id(make: Any) -> None:
    """Some row must be named; which one does not depend on any order."""
    bodies = [make.body(key, "station", "330102") for key in ("d", "one", "two")]
    edges = [make.edge("two", "administers", "d"), make.edge("one", "administers", "d")]
    tables = make.tables(authorities=bodies, relations=edges)

    (problem,) = check_supervision(tables, {})

    assert f"relations:{edges[0].id}" == problem.field


@pytest.mark.parametrize(
    ("dates", "named"),
    [
        ({"p1": BEFORE}, "p1 (..2018-04-10)"),
        ({"d1": BEFORE}, "d1 (..2018-04-10)"),
        ({"p1": BEFORE, "d1": BEFORE}, "p1 (..2018-04-10), d1 (..2018-04-10)"),
    ],
)
def test_relation_and_its_ends_share_a_day(
    found: Found, dates: dict[str, Validity], named: str
) -> None:
    """Both sets of dates are told: one of them is wrong."""
    problems = found("p1 guides d1@since", **dates)

    assert [("RS2015", 1)] == _told(problems)
    assert {"bodies": named, "period": "2018-04-10.."} == problems[0].params


def test_ends_that_never_exist_together_share_no_day(found: Found) -> None:
    """Each overlaps the relation, but not the other."""
    problems = found("p1 guides d1", p1=BEFORE, d1=SINCE)

    assert "p1 (..2018-04-10), d1 (2018-04-10..)" == problems[0].params["bodies"]


def test_relation_may_outlive_a_body(found: Found) -> None:
    """What was never ended in the data harms nobody."""
    assert [] == found("p1 guides d1", p1=BEFORE)


def test_whoever_is_succeeded_may_be_gone(found: Found) -> None:
    """That is what succession is for; the successor must be there."""
    assert [] == found("d2 succeeds d1@since", d1=BEFORE, d2=SINCE)
    assert [("RS2015", 1)] == _told(found("d2 succeeds d1@since", d2=BEFORE))


def test_body_may_come_back_once_the_older_succession_has_an_end(found: Found) -> None:
    """Else the question who acts today would run in a circle."""
    assert [] == found("d2 succeeds d1@before", "d1 succeeds d2@since")
    assert [("RS2012", 1)] == _told(
        found("d2 succeeds d1", "d1 succeeds d2@since", d2=BEFORE)
    )


def test_tangle_of_dates_is_refused_and_not_called_sound(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be looked at in time is said to be open."""
    turning = ("p1 guides p2@before", "p2 guides p1@since")
    monkeypatch.setattr(circles, "_BUDGET", 3)

    problems = found(*turning, "d1 administers d2@before", "d2 administers d1@since")

    assert [("RS2017", 3), ("RS2017", 1)] == _told(problems)


def test_too_many_periods_above_a_body_are_refused(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for roots."""
    monkeypatch.setattr(roots, "_BUDGET", 2)

    problems = found(
        "n administers p1", "n administers p2", "p1 administers d1", "p2 administers d1"
    )

    assert [("RS2017", 3)] == _told(problems)


def test_edge_to_nobody_is_left_to_the_check_of_names(make: Any) -> None:
    """One fault, one problem."""
    tables = make.tables(authorities=(), relations=[make.edge("a", "succeeds", "b")])

    assert [] == list(check_supervision(tables, {}))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{type: guides, subject: b, object: b, $S}", "RS2013"),
        (
            (
                "{type: guides, subject: top/nmpa, object: b, $S,"
                " validity: {start: 2020-01-01, end: 2019-01-01}}"
            ),
            "RS1107",
        ),
        (
            (
                "{type: guides, subject: top/nmpa, object: b, $S,"
                " validity: {end: 1999-01-01}}"
            ),
            "RS2015",
        ),
    ],
)
def test_fault_in_a_file_is_reported_at_its_line(
    packages: Any, row: str, code: str
) -> None:
    """File and line of the relation, in both languages."""
    text = (
        "authorities:\n"
        "  - {id: b, name: n, kind: station, level: station, places: [national], $S,\n"
        "     validity: {start: 2000-01-01}}\n"
        f"relations:\n  - {row}\n"
    ).replace("$S", "source: {kind: assumed, note: n}")
    home = packages.one(text)

    with pytest.raises(DataError) as caught:
        compile_ruleset(map(read_package, (packages.nation(), home)))

    (problem,) = caught.value.problems
    assert (code, 5) == (problem.code, problem.where.line)
    assert problem.where.file.startswith(str(home))
    assert "?" not in problem.message("en") + problem.fix("zh")


def test_shipped_packages_are_sound(contributions: Any) -> None:
    """The national package and Shanghai have one root in each line."""
    found = compile_ruleset(contributions)

    assert [] == list(check_supervision(found.book.tables, found.origins))


def test_planted_faults_in_the_shipped_packages_are_all_found(
    contributions: Any, make: Any
) -> None:
    """Each once, together, at the row that was planted."""
    planted = [
        make.edge("shanghai/xuhui/station", "guides", "shanghai/mpa"),
        make.edge("national/nmpa", "administers", "national/samr"),
        make.edge("shanghai/industry", "administers", "shanghai/mpa"),
        make.edge("shanghai/ip", "succeeds", "shanghai/ip"),
        make.edge("shanghai/mpa", "administers", "national/samr"),
    ]
    national, shanghai = contributions
    rows = (*shanghai.tables.relations, *planted)
    origins = tuple(
        ("relations", edge.id, Origin(package="x", file="planted", line=number))
        for number, edge in enumerate(planted, 1)
    )
    changed = attrs.evolve(
        shanghai,
        tables=attrs.evolve(shanghai.tables, relations=rows),
        origins=(*shanghai.origins, *origins),
    )

    with pytest.raises(DataError) as caught:
        compile_ruleset([national, changed])

    problems = [p for p in caught.value.problems if p.code != "RS2003"]
    assert {"planted"} == {p.where.file for p in problems}
    assert [
        (1, "RS2011"),
        (2, "RS2004"),
        (3, "RS2014"),
        (4, "RS2013"),
        (5, "RS2016"),
    ] == [(p.where.line, p.code) for p in problems]
