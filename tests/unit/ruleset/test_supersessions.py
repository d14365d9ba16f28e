"""A row takes the place of one of another package only if its own says so, by law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.model.condition import Test
from regservice.model.package import Contribution, Tables, row_key
from regservice.model.supersession import SUPERSEDABLE, Supersession
from regservice.ruleset.compile import compile_ruleset, overlaid
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.settle import settle

LAW = "source: {kind: clause, document: LAW, clause: 第2条, verified: read}"
LIMIT = (
    "limits: [{id: nation/reply, goal: reply, count: %s, unit: working_day,"
    " legal_effect: internal, modality: may, when: {%s}, " + LAW + "}]\n"
)
SAYS = "supersessions: [{table: limits, key: nation/reply, " + LAW + "}]\n"

Compiled = Callable[..., Ruleset]


@pytest.fixture
def nation(packages: Any) -> Contribution:
    """The small nation, where a reply takes five working days."""
    return read_package(packages.nation())


@pytest.fixture
def package(packages: Any) -> Callable[..., Contribution]:
    """Return a function that writes and reads a package."""

    def make(text: str, name: str = "zj", place: str = '"330000"') -> Contribution:
        return read_package(packages.one(text, name, place))

    return make


def _faults(*contributions: Contribution) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        compile_ruleset(contributions)
    return list(caught.value.problems)


def _limit(ruleset: Ruleset) -> Any:
    (row,) = ruleset.book.tables.limits
    return row


def test_row_takes_the_place_of_one_of_another_package(
    nation: Contribution, package: Any
) -> None:
    """With its own source and origin; it holds where that one held."""
    more = package(LIMIT % (9, "") + SAYS)

    ruleset = compile_ruleset([more, nation])

    row = _limit(ruleset)
    assert (9, "第2条", None) == (row.count, row.source.clause, row.when.get("place"))
    assert "zj" == ruleset.origins["limits", "nation/reply"].package
    assert "nation" == ruleset.superseded["limits", "nation/reply"].package
    assert ["limits:nation/reply"] == [r.id for r in ruleset.book.tables.supersessions]


def test_digest_is_that_of_the_rows_that_count(
    nation: Contribution, package: Any
) -> None:
    """How a row came to be there is no law; without the package all is as before."""
    before = compile_ruleset([nation])
    limits = compile_ruleset(
        [package(LIMIT % (9, "") + SAYS), nation]
    ).book.tables.limits
    by_hand = attrs.evolve(nation, tables=attrs.evolve(nation.tables, limits=limits))

    after = compile_ruleset([package(LIMIT % (9, "") + SAYS), nation])

    assert before.digest != after.digest
    assert compile_ruleset([by_hand]).digest == after.digest
    assert before.digest == compile_ruleset([nation]).digest


def test_double_key_that_nobody_explains_is_an_error(
    nation: Contribution, package: Any
) -> None:
    """Whichever row comes later: both are named, and the way out."""
    (problem,) = _faults(nation, package(LIMIT % (9, "place: ['330000']")))

    assert "RS2001" == problem.code
    assert problem.where.file.endswith("zj/rows.yaml")
    assert problem.params["other"].startswith("nation (")
    assert "supersessions" in problem.fix("zh")
    assert "supersessions" in problem.fix("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SAYS, "RS2032"),
        (SAYS.replace("limits", "rules"), "RS2033"),
        (SAYS.replace("nation/reply", "zj/x"), "RS2033"),
        (LIMIT.replace("nation/", "zj/") % (9, "") + SAYS.replace("nation/", "zj/"),
         "RS2033"),
        (LIMIT % (9, "") + SAYS.replace("document: LAW", "document: NO"), "RS2008"),
        (LIMIT % (9, "place: ['330000']") + SAYS, "RS2034"),
    ],
    ids=["no-row", "other-table", "nothing", "own-alone", "document", "less"],
)  # fmt: skip
def test_supersession_that_cannot_be_is_refused(
    nation: Contribution, package: Any, text: str, code: str
) -> None:
    """Where it stands, with what to do."""
    with pytest.raises(DataError) as caught:
        compile_ruleset([nation, package(text)])

    (problem,) = caught.value.problems
    assert code == problem.code
    assert problem.where.line > 0
    assert problem.where.file.endswith("zj/rows.yaml")


@pytest.mark.parametrize(
    "source",
    [
        "source: {kind: assumed, note: n}",
        "source: {kind: report, publisher: p}",
        "source: {kind: local_practice, office: o}",
    ],
)
def test_only_a_clause_sets_a_row_aside(package: Any, source: str) -> None:
    """Anything less has to be an exception in one's own places."""
    with pytest.raises(DataError) as caught:
        package(LIMIT % (9, "") + SAYS.replace(LAW, source))

    (problem,) = caught.value.problems
    assert ("RS2031", 2) == (problem.code, problem.where.line)
    assert "clause" in problem.fix("zh")


@pytest.mark.parametrize("table", ["documents", "places", "supersessions", "limit"])
def test_register_and_places_are_not_superseded(package: Any, table: str) -> None:
    """The message lists the tables that can be."""
    with pytest.raises(DataError) as caught:
        package(SAYS.replace("limits", table))

    (problem,) = caught.value.problems
    assert ("RS1105", ", ".join(SUPERSEDABLE)) == (problem.code, problem.allowed)


def test_list_of_tables_is_complete() -> None:
    """A new table is superseded like the others."""
    tables = {attribute.name for attribute in attrs.fields(Tables)}

    assert {"documents", "places", "supersessions"} == tables - {*SUPERSEDABLE}


def test_row_that_supersedes_reaches_no_further_than_the_other_did(
    nation: Contribution, package: Any
) -> None:
    """Outside of its places it holds where that one held, neither more nor less."""
    first = package(LIMIT.replace("nation/", "ah/") % (9, ""), "ah", '"340000"')
    says = SAYS.replace("nation/", "ah/")
    limit = LIMIT.replace("nation/", "ah/")

    silent = compile_ruleset([nation, first, package(limit % (8, "") + says)])
    (problem,) = _faults(
        nation, first, package(limit % (8, "place: ['330000', national]") + says)
    )

    row = next(r for r in silent.book.tables.limits if r.id == "ah/reply")
    assert (8, Test("place", ("340000",))) == (row.count, row.when.get("place"))
    assert "RS2003" == problem.code
    assert "national" in problem.params["far"]


def test_row_may_add_the_places_of_its_own_package(
    nation: Contribution, package: Any
) -> None:
    """They were never outside."""
    first = package(LIMIT.replace("nation/", "ah/") % (9, ""), "ah", '"340000"')
    text = LIMIT.replace("nation/", "ah/") % (8, "place: ['330000', '340000']")
    more = package(text + SAYS.replace("nation/", "ah/"))

    assert compile_ruleset([nation, first, more]).superseded


@pytest.mark.parametrize("table", ["authorities", "programmes", "fields", "items"])
def test_rows_that_must_name_places_keep_them(make: Any, table: str) -> None:
    """A body, a programme, a fact or an item is not taken from other places."""

    def rows(place: str) -> dict[str, Any]:
        made: dict[str, Callable[[], Any]] = {
            "authorities": lambda: make.body("top/x", "nmpa", place),
            "programmes": lambda: make.programme("t:x", place),
            "fields": lambda: make.field("colour", {"red": []}, places=(place,)),
            "items": lambda: make.item("feedback", enabled=(place,)),
        }
        return {table: (made[table](),)}

    world = attrs.asdict(make.tables(), recurse=False)
    key = row_key(rows("national")[table][0])
    says = Supersession(table=table, key=key, source=make.clause())
    world[table] += rows("national")[table]
    nation = make.contribution("nation", **world)
    less, same = (
        make.contribution("zj", "330000", supersessions=(says,), **rows(place))
        for place in ("330000", "national")
    )

    assert compile_ruleset([nation, same]).superseded.keys() == {(table, key)}
    assert {"RS2034"} == {p.code for p in _faults(nation, less)}


def test_two_that_supersede_one_row_are_both_named(
    nation: Contribution, package: Any
) -> None:
    """None wins: installed, both are set aside, and the row is what it was."""
    pair = [
        package(LIMIT % (days, "") + SAYS, name, place)
        for days, name, place in ((8, "zj", '"330000"'), (9, "ah", '"340000"'))
    ]

    (problem,) = _faults(nation, *pair)
    for order in (pair, pair[::-1]):
        found = settle([nation], [], order)
        assert {"ah", "zj"} == found.set_aside.keys()
        assert compile_ruleset([nation]).digest == found.ruleset.digest

    assert ("RS2001", "supersessions") == (problem.code, problem.params["table"])
    assert "ah (" in problem.params["other"]


def test_row_that_was_to_be_superseded_may_be_set_aside(
    nation: Contribution, package: Any
) -> None:
    """Then there is nothing to take the place of, and the package says so."""
    limit, says = (t.replace("nation/", "ah/") for t in (LIMIT, SAYS))
    broken = package(limit % (9, "place: ['330000']"), "ah", '"340000"')
    more = package(limit % (8, "") + says)

    found = settle([nation], [], [more, broken])

    assert {"ah": ["RS2003"], "zj": ["RS2035"]} == {
        name: [p.code for p in problems] for name, problems in found.set_aside.items()
    }


def test_draft_may_supersede_too(nation: Contribution, package: Any) -> None:
    """What is laid over a ruleset reaches as far as the row that it replaces."""
    base = compile_ruleset([nation])

    over = overlaid(base, package(LIMIT % (9, "") + SAYS))

    row = _limit(over)
    assert (9, None) == (row.count, row.when.get("place"))
    assert (
        compile_ruleset([nation, package(LIMIT % (9, "") + SAYS)]).digest == over.digest
    )
