"""A promise keeps within the law, or the package is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.places import PlaceIndex
from regservice.model.condition import Condition
from regservice.model.legal import Validity
from regservice.model.limit import Terms
from regservice.model.package import Tables
from regservice.model.vocab import (
    Close,
    Goal,
    LegalEffect,
    OnReroute,
    Receipt,
    Roll,
    StartEvent,
    Unit,
)
from regservice.ruleset.promises import check_promises


def _check(make: Any, row: Any, law: Any, **more: Any) -> list[str]:
    places = (
        make.place("310000"),
        make.place("310104", "310000"),
        make.place("110000"),
    )
    patterns = (make.pattern(), make.pattern(code="zj", base="cn"))
    tables = Tables(
        places=places, calendar_patterns=patterns, limits=(row, law), **more
    )
    found = list(check_promises(tables, {}, PlaceIndex.of(places)))
    assert {problem.code for problem in found} <= {"RS2023"}
    for lang in ("zh", "en"):
        assert all("?" not in p.message(lang) + p.fix(lang) for p in found)
    return [problem.params["key"] for problem in found]


def _pair(make: Any, one: Any, other: Any) -> tuple[Any, Any]:
    (count, unit, *rest), (most, of, *others) = one, other
    effect = LegalEffect.STATUTORY
    return (
        make.limit("promise", count, unit=unit, **(rest[0] if rest else {})),
        make.limit(
            "law", most, unit=of, legal_effect=effect, **(others[0] if others else {})
        ),
    )


@pytest.mark.parametrize(
    ("promised", "demanded", "kept"),
    [
        ((5, Unit.WORKING_DAY), (5, Unit.WORKING_DAY), True),
        ((6, Unit.WORKING_DAY), (5, Unit.WORKING_DAY), False),
        ((2, Unit.WORKING_HOUR), (120, Unit.WORKING_MINUTE), True),
        ((3, Unit.WORKING_HOUR), (120, Unit.WORKING_MINUTE), False),
        ((24, Unit.HOUR), (1440, Unit.MINUTE), True),
        ((25, Unit.HOUR), (1440, Unit.MINUTE), False),
        ((1, Unit.YEAR), (12, Unit.MONTH), True),
        ((1, Unit.YEAR), (11, Unit.MONTH), False),
        # So many working days are never fewer calendar days, and may be more.
        ((5, Unit.CALENDAR_DAY), (5, Unit.WORKING_DAY), True),
        ((6, Unit.CALENDAR_DAY), (5, Unit.WORKING_DAY), False),
        ((1, Unit.WORKING_DAY), (60, Unit.CALENDAR_DAY), False),
        # Seven hours a day: 14 hours end within two days after that of the start.
        ((14, Unit.WORKING_HOUR), (2, Unit.WORKING_DAY), True),
        ((15, Unit.WORKING_HOUR), (2, Unit.WORKING_DAY), False),
        ((15, Unit.WORKING_HOUR), (60, Unit.CALENDAR_DAY), False),
        ((24, Unit.HOUR), (2, Unit.CALENDAR_DAY), True),
        ((24, Unit.HOUR), (1, Unit.CALENDAR_DAY), False),
        ((28, Unit.CALENDAR_DAY), (1, Unit.MONTH), True),
        ((29, Unit.CALENDAR_DAY), (1, Unit.MONTH), False),
        ((1, Unit.MONTH), (31, Unit.CALENDAR_DAY), True),
        ((1, Unit.MONTH), (30, Unit.CALENDAR_DAY), False),
        ((1, Unit.MONTH), (31, Unit.WORKING_DAY), True),
        ((1, Unit.WORKING_DAY), (5, Unit.HOUR), False),
        ((1, Unit.WORKING_DAY, {"calendar": "zj"}), (9, Unit.WORKING_DAY), False),
        ((1, Unit.HOUR, {"calendar": "zj"}), (9, Unit.HOUR), True),
        (
            (5, Unit.WORKING_DAY, {"terms": Terms(receipt=Receipt.NEXT_OPENING)}),
            (9, Unit.WORKING_DAY),
            False,
        ),
        (
            (5, Unit.WORKING_DAY, {"terms": Terms(close=Close.MIDNIGHT)}),
            (5, Unit.WORKING_DAY),
            False,
        ),
        (
            (7, Unit.WORKING_HOUR, {"terms": Terms(receipt=Receipt.NEXT_OPENING)}),
            (2, Unit.WORKING_DAY),
            True,
        ),
    ],
)
def test_lengths_are_compared_for_every_day(
    make: Any, promised: Any, demanded: Any, kept: bool
) -> None:
    """What cannot be shown is refused."""
    assert ([] if kept else ["promise"]) == _check(
        make, *_pair(make, promised, demanded)
    )


def _lengthened(make: Any) -> list[dict[str, Any]]:
    from regservice.model.grounds import Extension, Restart

    more = Extension(code="x", count=50, source=make.source())
    anew = Restart(code="x", count=50, source=make.source())
    return [
        {"starts": StartEvent.ACCEPTED},
        {"pauses": ("testing",)},
        {"extensions": (more,)},
        {"restarts": (anew,)},
        {"on_reroute": OnReroute.RESTART},
        {"on_reroute": OnReroute.HOLD},
    ]


@pytest.mark.parametrize("which", range(6))
def test_promise_is_not_lengthened_where_the_law_is_not(make: Any, which: int) -> None:
    """Started later, paused, extended, counted anew: as the law, or not at all."""
    more = _lengthened(make)[which]
    promise = (5, Unit.WORKING_DAY, more)

    assert ["promise"] == _check(make, *_pair(make, promise, (5, Unit.WORKING_DAY)))
    assert [] == _check(make, *_pair(make, promise, (5, Unit.WORKING_DAY, more)))
    plain = (5, Unit.WORKING_DAY)
    kept = [] if "starts" not in more else ["promise"]
    assert kept == _check(make, *_pair(make, plain, (5, Unit.WORKING_DAY, more)))


@pytest.mark.parametrize(
    ("promise", "law"),
    [
        (
            (5, Unit.CALENDAR_DAY, {"terms": Terms(close=Close.MIDNIGHT)}),
            (5, Unit.WORKING_DAY),
        ),
        ((5, Unit.CALENDAR_DAY, {"calendar": "zj"}), (5, Unit.WORKING_DAY)),
        (
            (24, Unit.HOUR),
            (2, Unit.CALENDAR_DAY, {"terms": Terms(roll=Roll.PREVIOUS)}),
        ),
        ((1, Unit.MONTH), (31, Unit.CALENDAR_DAY, {"terms": Terms(roll=Roll.NONE)})),
    ],
)
def test_units_are_compared_by_usual_terms_and_one_calendar(
    make: Any, promise: Any, law: Any
) -> None:
    """Else a promise could end a little later."""
    assert ["promise"] == _check(make, *_pair(make, promise, law))


def test_shortest_day_of_a_base_counts_too(make: Any) -> None:
    """A local calendar takes over the days of the one below."""
    from regservice.model.calendar import OfficeInterval

    local = {"calendar": "zj"}
    rows = _pair(make, (7, Unit.WORKING_HOUR, local), (1, Unit.WORKING_DAY, local))
    hour = (OfficeInterval(opens=540, closes=600),)
    short = make.override("o", dt.date(2026, 3, 3), hours=hour)

    assert [] == _check(make, *rows)
    assert ["promise"] == _check(make, *rows, calendar_overrides=(short,))


def _when(**tests: str) -> dict[str, Any]:
    return {"when": Condition.of({name: [value] for name, value in tests.items()})}


@pytest.mark.parametrize(
    ("promise", "law", "meet"),
    [
        ({}, {}, True),
        ({}, {"goal": Goal.ACCEPT}, False),
        (_when(difficulty="basic"), _when(difficulty="complex"), False),
        (_when(difficulty="basic"), _when(product="drug"), True),
        (_when(place="310104"), _when(place="310000"), True),
        (_when(place="310000"), _when(place="310104"), True),
        (_when(place="310104"), _when(place="110000"), False),
        (_when(place="310104"), _when(place="national"), True),
        (_when(place="310104"), _when(place="999999"), True),
        (_when(staff="10..49"), _when(staff="49.."), True),
        (_when(staff="10..49"), _when(staff="50.."), False),
        (_when(staff="..9"), _when(staff="..5"), True),
        (
            {"validity": Validity(end=dt.date(2025, 1, 1))},
            {"validity": Validity(start=dt.date(2025, 1, 1))},
            False,
        ),
    ],
)
def test_only_what_can_hold_for_one_request_is_compared(
    make: Any, promise: dict[str, Any], law: dict[str, Any], meet: bool
) -> None:
    """Same goal, same time, conditions that do not exclude each other."""
    rows = _pair(make, (9, Unit.WORKING_DAY, promise), (5, Unit.WORKING_DAY, law))

    assert (["promise"] if meet else []) == _check(make, *rows)


def test_law_is_not_compared_with_law_nor_no_limit_with_any(make: Any) -> None:
    """The longer of two statutory limits is no promise."""
    law, other = _pair(make, (9, Unit.WORKING_DAY), (5, Unit.WORKING_DAY))
    import attrs

    longer = attrs.evolve(law, legal_effect=LegalEffect.STATUTORY)
    assert [] == _check(make, longer, other)
    assert [] == _check(make, make.limit("none", None), other)
    assert [] == _check(make, law, make.limit("soft", 1))


def test_shortest_day_counts(make: Any) -> None:
    """Also that of an override; a day that is closed has no hours."""
    from regservice.model.calendar import OfficeInterval

    rows = _pair(make, (14, Unit.WORKING_HOUR), (2, Unit.WORKING_DAY))
    day = dt.date(2026, 3, 3)
    short = make.override("o", day, hours=(OfficeInterval(opens=540, closes=720),))
    closed = make.override("p", day + dt.timedelta(1))

    assert [] == _check(make, *rows, calendar_overrides=(closed,))
    assert ["promise"] == _check(make, *rows, calendar_overrides=(short, closed))
