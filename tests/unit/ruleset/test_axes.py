"""Which values of a fact rules tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from regservice.model.condition import Test
from regservice.ruleset.axes import Axis, axes_of

SITES = ("330102", "330104")


def _axes(make: Any, *tests: Test, fields: Iterable[Any] = ()) -> dict[str, Axis]:
    known = [{field.code: field} for field in fields]
    return {axis.name: axis for axis in axes_of(tests, known, SITES)}


@pytest.fixture
def staff(make: Any) -> Any:
    """A number from 0 to 100."""
    return make.field("staff", {}, lowest=0, highest=100)


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        (["50.."], ("0..49", "50..100")),
        (["..9"], ("0..9", "10..100")),
        (["10..49"], ("0..9", "10..49", "50..100")),
        (["7"], ("0..6", "7", "8..100")),
        (["0..100"], ("0..100",)),
        ([".."], ("0..100",)),
        (["0"], ("0", "1..100")),
        (["100"], ("0..99", "100")),
        (["10..49", "30..60"], ("0..9", "10..29", "30..49", "50..60", "61..100")),
        (["-5..9"], ("0..9", "10..100")),
        (["50..500"], ("0..49", "50..100")),
    ],
)
def test_number_is_cut_where_a_test_begins_or_ends(
    make: Any, staff: Any, spans: list[str], told: tuple[str, ...]
) -> None:
    tests = [Test("staff", (span,)) for span in spans]

    axis = _axes(make, *tests, fields=[staff])["staff"]

    assert told == axis.told
    assert [span.partition("..")[0] for span in told] == list(axis.values)
    assert axis.is_whole


def test_every_number_is_treated_like_the_point_of_its_interval(
    make: Any, staff: Any
) -> None:
    tests = [Test("staff", ("..9", "30..60")), Test("staff", ("7", "45.."))]
    axis = _axes(make, *tests, fields=[staff])["staff"]

    for point, span in zip(axis.values, axis.told, strict=True):
        low, _, high = span.partition("..")
        for number in range(int(low), int(high or low) + 1):
            facts = {"staff": frozenset({str(number)})}
            same = {"staff": frozenset({point})}
            assert [t.holds(same) for t in tests] == [t.holds(facts) for t in tests]


def test_field_has_all_its_values_even_if_one_is_tested(make: Any) -> None:
    risk = make.field("risk", {"low": [], "high": []})

    axis = _axes(make, Test("risk", ("low",)), fields=[risk])["risk"]

    assert (("low", "high"), ("low", "high")) == (axis.values, axis.told)


def test_two_sides_share_the_values_of_both(make: Any) -> None:
    fields = (
        make.field("risk", {"low": [], "high": []}),
        make.field("risk", {"high": [], "extreme": []}),
        make.field("staff", {}, lowest=0, highest=10),
        make.field("staff", {}, lowest=5, highest=20),
    )
    tests = Test("risk", ("low",)), Test("staff", ("8",))

    axes = _axes(make, *tests, fields=fields)

    assert ("low", "high", "extreme") == axes["risk"].values
    assert ("0..7", "8", "9..20") == axes["staff"].told


def test_programmes_are_told_apart_by_every_combination(make: Any) -> None:
    tests = Test("programme", ("a",)), Test("programme", ("b",))

    assert ("", "a", "b", "a+b") == _axes(make, *tests)["programme"].values


def test_programmes_that_all_rows_treat_alike_are_one(make: Any) -> None:
    tests = Test("programme", ("a", "b")), Test("programme", ("c",))

    assert ("", "a", "c", "a+c") == _axes(make, *tests)["programme"].values


@pytest.mark.parametrize("count", range(1, 13))
def test_of_many_programmes_two_at_a_time_are_tried_and_it_is_said(
    make: Any, count: int
) -> None:
    tests = [Test("programme", (f"p{number:02}",)) for number in range(count)]

    axis = _axes(make, *tests)["programme"]

    pairs = 1 + count + count * (count - 1) // 2
    assert (2**count if axis.is_whole else pairs) == len(axis.values)
    assert axis.is_whole is (count <= 8)


def test_what_follows_from_item_or_place_is_no_axis(make: Any) -> None:
    names = ("item", "product", "place", "registration_business")

    assert {} == _axes(make, *(Test(name, ("x",)) for name in names))


def test_level_of_receipt_is_asked_for_last(make: Any) -> None:
    names = ("received_level", "site", "channel", "risk", "difficulty")
    fields = [make.field("risk", {"low": []})]

    axes = _axes(make, *(Test(name, ("x",)) for name in names), fields=fields)

    assert ["channel", "difficulty", "risk", "site", "received_level"] == list(axes)
    assert SITES == axes["site"].values
    assert "station" in axes["received_level"].values


def test_programmes_without_a_common_place_are_never_together(make: Any) -> None:
    """So many regions do not make too many combinations of each other's programmes."""
    codes = [f"{region}:{n}" for region in "abc" for n in range(4)]
    tests = [Test("programme", (code,)) for code in codes]
    run = {code: frozenset({f"33010{'abc'.index(code[0])}"}) for code in codes}

    (apart,) = axes_of(tests, [], SITES, run)
    (unknown,) = axes_of(tests, [], SITES)

    assert apart.is_whole
    assert 1 + 3 * (2**4 - 1) == len(apart.values)
    assert not unknown.is_whole
    for value in apart.values:
        assert len({code[:1] for code in value.split("+")}) == 1


def test_programme_of_the_nation_may_stand_beside_any(make: Any) -> None:
    """It joins the parts of the country that have it in common."""
    tests = [Test("programme", (code,)) for code in ("a:x", "b:x", "n:x")]
    run = {
        "a:x": frozenset({"330102"}),
        "b:x": frozenset({"330104"}),
        "n:x": frozenset({"national", "330102", "330104"}),
    }

    (axis,) = axes_of(tests, [], SITES, run)

    assert {"", "a:x", "b:x", "n:x", "a:x+n:x", "b:x+n:x"} <= set(axis.values)
