"""A row that counts on a programme holds only where the programme is run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.places import PlaceIndex
from regservice.errors import DataError
from regservice.model.legal import Validity
from regservice.model.package import Origin
from regservice.model.vocab import Product
from regservice.ruleset.compile import compile_ruleset, overlaid
from regservice.ruleset.programmes import check_programmes

Wider = Callable[..., list[str]]
OPENED, CLOSED = dt.date(2024, 1, 24), dt.date(2025, 7, 1)


@pytest.fixture
def wider(make: Any) -> Wider:
    """Return what a rule of ``p:list`` should say, given the list and the rule."""

    def run(
        *tests: Any, programme: dict[str, Any], place: Any = "330102", **row: Any
    ) -> list[str]:
        when = make.when(programme="p:list", **dict(tests))
        if place is not None:
            when = when.narrowed("place", (place,))
        places = programme.pop("places", ("330000",))
        tables = make.tables(
            rules=(make.rule("r", "lead", "p/mpa", when=when, **row),),
            programmes=(make.programme("p:list", *places, **programme),),
            fields=(
                *make.tables().fields,
                make.field("staff", {}, lowest=0, highest=100),
            ),
        )
        return _told(tables, "rules", "r")

    return run


def _told(tables: Any, table: str, key: str) -> list[str]:
    origins = {(table, key): Origin(package="t", file="f.yaml", line=3, column=5)}
    found = list(check_programmes(tables, origins, PlaceIndex.of(tables.places)))
    assert {("RS2020", "f.yaml", 3)} >= {
        (p.code, p.where.file, p.where.line) for p in found
    }
    return [str(p.params["wider"]) for p in found]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("330000", []),
        ("330102", []),
        ("340000", ["place: [330000]"]),
        (None, ["place: [330000]"]),
        ("nowhere", []),
    ],
)
def test_rule_reaches_no_place_where_the_programme_is_not_run(
    wider: Wider, place: str | None, expected: list[str]
) -> None:
    """A place that does not exist is reported elsewhere."""
    assert expected == wider(programme={}, place=place)


def test_programme_of_the_nation_is_run_everywhere(wider: Wider) -> None:
    assert [] == wider(programme={"places": ("national",)}, place=None)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (OPENED, CLOSED, []),
        (dt.date(2024, 6, 1), dt.date(2024, 7, 1), []),
        (None, CLOSED, ["validity: {start: 2024-01-24, end: 2025-07-01}"]),
        (OPENED, None, ["validity: {start: 2024-01-24, end: 2025-07-01}"]),
    ],
)
def test_rule_holds_only_while_the_programme_is_run(
    wider: Wider, start: dt.date | None, end: dt.date | None, expected: list[str]
) -> None:
    run = Validity(OPENED, CLOSED)

    assert expected == wider(programme={"validity": run}, validity=Validity(start, end))


def test_open_end_is_not_written(wider: Wider) -> None:
    run = Validity(OPENED)

    assert ["validity: {start: 2024-01-24}"] == wider(programme={"validity": run})
    assert [] == wider(programme={"validity": run}, validity=Validity(OPENED, CLOSED))


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ((("product", "device"),), []),
        ((("product", ["device", "drug"]),), ["product: [device]"]),
        ((("item", "x:device"),), []),
        ((("item", ["x:device", "renewal"]),), ["product: [device]"]),
        ((), ["product: [device]"]),
    ],
)
def test_rule_asks_for_what_the_programme_asks_for(
    make: Any, tests: Any, expected: list[str]
) -> None:
    """By itself, or because its items are for such products alone."""
    items = (make.item(), make.item("x:device", products=(Product.DEVICE,)))
    when = make.when(programme="p:list", place="330102", **dict(tests))
    tables = make.tables(
        rules=(make.rule("r", "co", "p/mpa", when=when),),
        programmes=(
            make.programme("p:list", "330000", when=make.when(product="device")),
        ),
        items=items,
    )

    assert expected == _told(tables, "rules", "r")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["renewal"], []),
        (["renewal", "x:other"], ["registration_business: [yes]"]),
        (["x:lost"], ["registration_business: [yes]"]),
    ],
)
def test_what_follows_from_the_item_need_not_be_asked_for(
    make: Any, items: list[str], expected: list[str]
) -> None:
    """Whether it is registration business; an unknown item implies nothing."""
    when = make.when(programme="p:list", place="330102", item=items)
    registering = make.when(registration_business="yes")
    tables = make.tables(
        rules=(make.rule("r", "co", "p/mpa", when=when),),
        programmes=(make.programme("p:list", "330000", when=registering),),
        items=(make.item(), make.item("x:other", registration_business=False)),
    )

    assert expected == _told(tables, "rules", "r")


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (["..49"], ["10..49"], True),
        (["..49"], ["..9", "30"], True),
        (["..9", "10..49"], ["5..30"], True),
        (["..49"], ["..50"], False),
        (["10.."], ["10..100"], True),
        (["0..100"], ["50.."], True),
        (["10.."], ["9.."], False),
    ],
)
def test_intervals_are_compared_as_intervals(
    wider: Wider, make: Any, asked: list[str], given: list[str], expected: bool
) -> None:
    programme = {"when": make.when(staff=asked)}

    assert expected is (wider(("staff", given), programme=programme) == [])


def test_place_of_the_site_may_lie_deeper(wider: Wider, make: Any) -> None:
    programme = {"when": make.when(site="330000")}

    assert [] == wider(("site", "330102"), programme=dict(programme))
    assert ["site: [330000]"] == wider(("site", "340000"), programme=dict(programme))
    assert ["site: [330000]"] == wider(programme=programme)


def test_one_message_names_all_that_is_missing(wider: Wider, make: Any) -> None:
    programme = {"when": make.when(product="drug"), "validity": Validity(OPENED)}

    assert ["place: [330000], product: [drug], validity: {start: 2024-01-24}"] == (
        wider(programme=programme, place=None)
    )


def test_limb_counts_with_the_conditions_of_its_matter(make: Any) -> None:
    """And an unknown programme is reported where names are checked."""
    limb = make.limb(when=make.when(programme=["p:list", "p:lost"]), body="top/nmpa")
    programme = make.programme("p:list", "330000", when=make.when(product="drug"))
    matter = make.matter("m", limb, when=make.when(product="drug", place="330102"))
    wide = attrs.evolve(matter, when=make.when(place="330102"))

    told = [
        _told(make.tables(matters=(row,), programmes=(programme,)), "matters", "m")
        for row in (matter, wide)
    ]

    assert [[], ["product: [drug]"]] == told


@pytest.mark.parametrize("table", ["path_rules", "bypasses", "limits"])
def test_every_table_with_conditions_is_read(make: Any, table: str) -> None:
    when = make.when(programme="p:list", place="340000")
    row = {
        "path_rules": lambda: make.hop("x", "station", "manages", "nmpa", when=when),
        "bypasses": lambda: make.bypass("x", "station", when=when),
        "limits": lambda: make.limit("x", when=when),
    }[table]()
    rows = {table: (row,), "programmes": (make.programme("p:list", "330000"),)}

    assert ["place: [330000]"] == _told(make.tables(**rows), table, "x")


def test_package_with_such_a_rule_is_refused(make: Any) -> None:
    """At its line, with what to write; a draft that is laid over too."""
    nation = make.contribution("nation", **attrs.asdict(make.tables(), recurse=False))
    rule = make.rule("zj/r", "co", "p/mpa", when=make.when(programme="zj:list"))
    programme = make.programme("zj:list", "330100")
    region = make.contribution("zj", "330000", rules=(rule,), programmes=(programme,))

    for refused in (
        lambda: compile_ruleset([nation, region]),
        lambda: overlaid(compile_ruleset([nation]), region),
    ):
        with pytest.raises(DataError, match=r"RS2020.*zj:list") as caught:
            refused()
        assert ["place: [330100]"] == [p.params["wider"] for p in caught.value.problems]
