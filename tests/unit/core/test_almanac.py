"""What calendars say of a day, as it was known then, and which row says it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.workcal.almanac import Almanac, DayKind
from regservice.errors import CalendarError
from regservice.model.calendar import DaySpan, OfficeInterval
from regservice.model.legal import Validity
from regservice.model.package import Tables

D, T = dt.date, dt.datetime
MORNING = OfficeInterval(opens=540, closes=720)
WINTER = DaySpan(first=D(2020, 1, 24), last=D(2020, 1, 30), name="春节")
LONGER = DaySpan(first=D(2020, 1, 24), last=D(2020, 2, 2), name="春节延长")


def _almanac(make: Any, **tables: Any) -> Almanac:
    rows = Tables(
        calendar_patterns=(make.pattern(),),
        **{"calendar_notices": (make.notice(2026),), **tables},
    )
    return Almanac(rows, {})


@pytest.fixture
def revised(make: Any) -> Almanac:
    """A year whose notice was revised while it ran."""
    first = make.notice(
        2020, D(2020, 1, 19), days_off=(WINTER,), published=D(2019, 11, 21)
    )
    second = make.notice(
        2020,
        D(2020, 1, 19),
        days_off=(LONGER,),
        edition=2,
        published=D(2020, 1, 26),
    )
    return _almanac(make, calendar_notices=(second, first))


# --- editions ---------------------------------------------------------------


def test_revised_notice_holds_from_the_day_it_was_published(revised: Almanac) -> None:
    """What was counted before can be counted again."""
    start = D(2020, 1, 20)

    assert D(2020, 2, 5) == revised["cn"].add(start, 6)
    assert D(2020, 2, 5) == revised.known("cn", D(2020, 1, 26)).add(start, 6)
    assert D(2020, 2, 4) == revised.known("cn", D(2020, 1, 25)).add(start, 6)


def test_day_is_explained_by_the_notice_of_that_time(revised: Almanac) -> None:
    """Before, an ordinary Friday; since, a day off."""
    day = D(2020, 1, 31)
    before = revised.day("cn", day, D(2020, 1, 25))
    after = revised.day("cn", day)

    assert (DayKind.WEEKLY, True, "cn") == (before.kind, before.working, before.row)
    assert (DayKind.DAY_OFF, False, "cn/2020/2", "春节延长") == (
        after.kind,
        after.working,
        after.row,
        after.name,
    )


def test_before_the_first_notice_nothing_is_known(revised: Almanac) -> None:
    """It is an error, not a plain week."""
    with pytest.raises(CalendarError) as caught:
        revised.known("cn", D(2019, 11, 20))

    assert ["RS3306"] == [problem.code for problem in caught.value.problems]


def test_notice_is_known_since_its_document_was_issued(make: Any) -> None:
    """Where the row itself says nothing."""
    document = make.document(code="HOL", issued=D(2025, 11, 4))
    source = make.source(document="HOL")
    rows = Tables(
        calendar_patterns=(make.pattern(),),
        calendar_notices=(make.notice(2025), make.notice(2026, source=source)),
    )
    almanac = Almanac(rows, {"HOL": document})

    assert D(2025, 12, 31) == almanac.known("cn", D(2025, 11, 3)).last
    assert D(2026, 12, 31) == almanac.known("cn", D(2025, 11, 4)).last
    assert almanac.known("cn", D(2025, 11, 3)).is_provisional(D(2026, 3, 2))


def test_calendar_is_compiled_once_for_what_is_known(revised: Almanac) -> None:
    """Days between two notices share one."""
    assert revised["cn"] is revised.known("cn", D(2026, 1, 1))
    assert revised.known("cn", D(2019, 12, 1)) is revised.known("cn", D(2020, 1, 1))
    assert (["cn"], 1) == ([*revised], len(revised))
    with pytest.raises(KeyError):
        revised["xx"]


# --- provenance -------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "kind", "working", "row"),
    [
        (D(2026, 3, 2), DayKind.WEEKLY, True, "cn"),
        (D(2026, 3, 7), DayKind.WEEKLY, False, "cn"),
        (D(2026, 10, 1), DayKind.DAY_OFF, False, "cn/2026"),
        (D(2026, 10, 10), DayKind.MAKEUP, True, "cn/2026"),
        (D(2026, 8, 3), DayKind.OVERRIDE, False, "typhoon"),
        (D(2026, 10, 2), DayKind.OVERRIDE, True, "duty"),
        (D(2026, 1, 1), DayKind.WEEKLY, True, "cn"),
        (D(2027, 1, 1), DayKind.FIXED, False, "cn"),
        (D(2027, 1, 4), DayKind.WEEKLY, True, "cn"),
    ],
)
def test_every_day_has_a_row_that_says_what_it_is(
    make: Any, day: dt.date, kind: DayKind, row: str, *, working: bool
) -> None:
    """Override before make-up day before day off before weekly pattern."""
    almanac = _almanac(
        make,
        calendar_notices=(make.notice(2026, D(2026, 10, 10)),),
        calendar_overrides=(
            make.override("typhoon", D(2026, 8, 3)),
            make.override("duty", D(2026, 10, 2), hours=(MORNING,)),
        ),
    )
    found = almanac.day("cn", day)

    assert (kind, working, row) == (found.kind, found.working, found.row)
    assert (day > D(2026, 12, 31)) is found.provisional
    assert working is almanac["cn"].is_working(day)
    assert almanac["cn"].hours_on(day) == found.hours
    assert (kind is DayKind.DAY_OFF) <= almanac["cn"].is_day_off(day)


def test_override_that_opens_counts_its_own_minutes(make: Any) -> None:
    """A morning on a day off; the day counts as one working day."""
    row = make.override("duty", D(2026, 10, 2), hours=(MORNING,))
    cal = _almanac(make, calendar_overrides=(row,))["cn"]

    assert D(2026, 10, 2) == cal.add(D(2026, 9, 30), 1)
    assert T(2026, 10, 8, 9, 30) == cal.add_minutes(T(2026, 10, 2, 9), 210)
    assert T(2026, 10, 2, 12) == cal.closing(D(2026, 10, 2))


def test_override_outside_the_years_of_the_calendar_says_nothing(make: Any) -> None:
    """The days inside keep what they are."""
    plain = _almanac(make)["cn"]
    rows = (make.override("old", D(2020, 8, 3)), make.override("far", D(2099, 8, 3)))

    assert plain == _almanac(make, calendar_overrides=rows)["cn"]


# --- office hours -----------------------------------------------------------


def test_other_hours_hold_on_their_weekdays_while_they_are_valid(make: Any) -> None:
    """Fridays end at noon from June on."""
    row = make.office_hours(
        "fridays", weekdays=(5,), validity=Validity(start=D(2026, 6, 1))
    )
    cal = _almanac(make, office_hours=(row,))["cn"]

    assert [2, 1, 2] == [
        len(cal.hours_on(day)) for day in (D(2026, 5, 29), D(2026, 6, 5), D(2026, 6, 4))
    ]
    assert () == cal.hours_on(D(2026, 6, 6))
    assert 5 * 420 - 240 == cal.count_minutes(T(2026, 6, 1), T(2026, 6, 8))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (T(2026, 3, 6, 8), T(2026, 3, 6, 9)),
        (T(2026, 3, 6, 9), T(2026, 3, 6, 9)),
        (T(2026, 3, 6, 12), T(2026, 3, 6, 13)),
        (T(2026, 3, 6, 12, 30), T(2026, 3, 6, 13)),
        (T(2026, 3, 6, 16, 59), T(2026, 3, 6, 16, 59)),
        (T(2026, 3, 6, 17), T(2026, 3, 9, 9)),
        (T(2026, 3, 7, 10), T(2026, 3, 9, 9)),
    ],
)
def test_next_open_is_now_or_the_next_opening(
    make: Any, moment: dt.datetime, opens: dt.datetime
) -> None:
    """The minute of closing is closed already."""
    assert opens == _almanac(make)["cn"].next_open(moment)


# --- a calendar on another one ----------------------------------------------


def _local(make: Any, **tables: Any) -> Almanac:
    local = make.pattern(code="zj", base="cn", weekdays=(1, 2, 3, 4, 5, 6))
    notices = (make.notice(2026, D(2026, 10, 10)), *tables.pop("notices", ()))
    return Almanac(
        Tables(
            calendar_patterns=(make.pattern(), local),
            calendar_notices=notices,
            **tables,
        ),
        {},
    )


def test_local_calendar_takes_over_the_days_of_its_base(make: Any) -> None:
    """Weekdays and hours are its own; coverage is that of the base."""
    almanac = _local(make)

    assert almanac["zj"].is_working(D(2026, 3, 7))
    assert not almanac["cn"].is_working(D(2026, 3, 7))
    assert not almanac["zj"].is_working(D(2026, 10, 3))
    assert almanac["zj"].last == almanac["cn"].last
    assert "cn" == almanac.day("zj", D(2026, 10, 3)).calendar


@pytest.mark.parametrize(
    ("day", "made"), [(D(2026, 10, 1), True), (D(2026, 10, 10), 0)]
)
def test_local_notice_stands_above_that_of_the_base(
    make: Any, day: dt.date, *, made: bool
) -> None:
    """A local day off on a national make-up day, and the other way round."""
    off = DaySpan(first=D(2026, 10, 10), last=D(2026, 10, 10), name="地方节日")
    local = make.notice(2026, D(2026, 10, 1), calendar="zj", days_off=(off,))
    almanac = _local(make, notices=(local,))

    assert bool(made) is almanac["zj"].is_working(day)
    assert bool(made) is not almanac["cn"].is_working(day)
    assert ("zj/2026", "zj") == (
        almanac.day("zj", day).row,
        almanac.day("zj", day).calendar,
    )


def test_local_rows_replace_what_an_override_below_says(make: Any) -> None:
    """A day that is closed nationally and made up locally has its usual hours."""
    closed = make.override("closed", D(2026, 8, 3))
    local = make.notice(2026, D(2026, 8, 3), calendar="zj")
    almanac = _local(make, notices=(local,), calendar_overrides=(closed,))

    assert 2 == len(almanac["zj"].hours_on(D(2026, 8, 3)))
    assert DayKind.MAKEUP is almanac.day("zj", D(2026, 8, 3)).kind


def test_six_years_are_compiled_small(make: Any) -> None:
    """At most 200 KB, as the issue of the calendar asks for."""
    import sys

    notices = tuple(make.notice(year) for year in range(2021, 2027))
    cal = _almanac(make, calendar_notices=notices)["cn"]
    arrays = (cal.working, cal.rank, cal.opened, cal.shape, cal.off, cal.makeup)

    assert sum(map(sys.getsizeof, arrays)) < 200_000
