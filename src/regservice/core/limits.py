"""
When does a time limit end?

Working units run on the working calendar, calendar units count every day, hours and
minutes that are not working ones run through nights and holidays. The day of the start
never counts, an hour starts at its moment (民法典 第201条, which administrative
practice borrows). What the law leaves open is a term of the limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from operator import ge
from typing import Final, TypeVar

import attrs

from regservice.core.tally import TALLY, days_by_kind
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.limit import USUAL, Terms
from regservice.model.vocab import Close, Partial, Receipt, Roll, Unit

_DAY: Final = dt.timedelta(days=1)
_MIDNIGHT: Final = dt.time()
_MINUTES: Final = {
    Unit.WORKING_MINUTE: 1,
    Unit.WORKING_HOUR: 60,
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
}
"""Units that end at a moment of a day, in minutes."""

OFFICE_TIME: Final = (Unit.WORKING_MINUTE, Unit.WORKING_HOUR)
"""Units that only pass while the office is open."""

WALL_TIME: Final = (Unit.MINUTE, Unit.HOUR)
"""Units that run through nights and holidays."""

_ARRANGED: Final = (*OFFICE_TIME, Unit.WORKING_DAY)
"""Units that cannot be counted without the notices."""

Pause = tuple[dt.date, dt.date]
"""
Time that does not count: from the first day or local instant, up to but without the
second. Units of days leave out whole days, as the terms say.
"""

_Point = TypeVar("_Point", dt.date, dt.datetime)


@attrs.frozen(kw_only=True)
class Reckoning:
    """
    A deadline with its arithmetic: every day between start and end is accounted.

    Attributes:
        start: Local instant at which the limit starts.
        received: The day that counts as that of the receipt; it is not counted.
        count: Length in *unit*; negative when it runs backward.
        unit: What one tick is.
        due_date: The last day.
        due: The last moment; for units of days as the terms say. Where the day ends
            at 24:00, it is the first moment of the next day.
        provisional: Whether a day is involved that no notice has arranged yet.
        span: Days after *received* up to *due_date* (before it, if backward).
        worked: Of these, working days that count.
        makeup: Of *worked*, make-up working days.
        holidays: Of *span*, days off that a notice names.
        weekends: Of *span*, other days that are not worked.
        paused: Of *span*, working days that a pause excludes. All six are 0 for units
            that run through nights and holidays.
        excluded: What pauses have added: working days, calendar days for months and
            years too, or minutes for hours.
        nominal: The day before any roll.
    """

    start: dt.datetime
    received: dt.date
    count: int
    unit: Unit
    due_date: dt.date
    due: dt.datetime
    provisional: bool
    span: int
    worked: int
    makeup: int
    holidays: int
    weekends: int
    paused: int
    excluded: int = 0
    nominal: dt.date


def reckon(  # noqa: PLR0913 - the parts of a limit
    calendar: WorkingCalendar,
    start: dt.datetime,
    count: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    terms: Terms = USUAL,
) -> Reckoning:
    """
    Compute the end of a limit.

    Args:
        calendar: The working calendar.
        start: Local instant of the start.
        count: Length in *unit*, not 0; negative to count back from an expiry,
            whose own day does not count.
        unit: What one tick is.
        pauses: Time that does not count, in any order; what two pauses share is left
            out once. One that begins after the last moment takes nothing. Only
            forward.
        terms: What the law leaves open: when something counts as received, until when
            the last day lasts, where a last day goes that is not worked, and what of
            a day a pause takes.

    Raises:
        CalendarError: If a day lies where the calendar has no answer, if a limit that
            runs backward is paused, or if working time is counted back from days that
            no notice arranges yet.
    """
    if pauses and count < 0:
        raise CalendarError.of("RS3303", unit=str(unit))
    day = received(calendar, start, terms) if count > 0 else start.date()
    if count < 0 and unit in _ARRANGED and calendar.is_provisional(day - _DAY):
        # A window that closes too late by a guess cannot be mended afterwards.
        raise CalendarError.of(
            "RS3307", day=str(day), calendar=calendar.code, last=str(calendar.last)
        )
    if unit in _MINUTES:
        return _of_minutes(calendar, start, count, unit, pauses)
    spans = _of_days(pauses, terms)

    def end_of(nominal: dt.date) -> dt.date:
        if count < 0:
            return nominal
        end = _rolled(calendar, nominal, terms, spans)
        # Nothing ends before it begins: then the next working day will do.
        return end if end > day or nominal == end else calendar.roll(nominal)

    def after(begins: dt.datetime, day: dt.date) -> bool:
        return _is_after(calendar, begins, end_of(day), terms)

    if unit is Unit.WORKING_DAY:
        nominal, excluded, told = _without(
            spans,
            lambda more: calendar.add(day, count + more),
            # The day of the start does not count anyway.
            lambda a, b: calendar.count(max(a - _DAY, day), max(b - _DAY, day)),
            lambda begins, end: _is_after(calendar, begins, end, terms),
        )
        end = nominal
    else:
        nominal, excluded, _ = _without(
            spans,
            lambda more: add_calendar(add_calendar(day, count, unit), more),
            lambda a, b: (max(b - _DAY, day) - max(a - _DAY, day)).days,
            after,
        )
        end, told = end_of(nominal), ()
    return Reckoning(
        start=start,
        received=day,
        count=count,
        unit=unit,
        due_date=end,
        due=last_moment(calendar, end, terms),
        provisional=calendar.is_provisional(max(day, end)),
        excluded=excluded,
        nominal=nominal,
        **days_by_kind(calendar, day, end, told),
    )


def _of_minutes(
    calendar: WorkingCalendar,
    start: dt.datetime,
    count: int,
    unit: Unit,
    pauses: Sequence[Pause],
) -> Reckoning:
    """A limit that ends at a moment of a day; hours of the clock need no calendar."""
    minutes = count * _MINUTES[unit]
    spans = sorted((_at(a), max(_at(a), start), _at(b)) for a, b in pauses)
    if unit in OFFICE_TIME:
        due, excluded, _ = _without(
            spans,
            lambda more: calendar.add_minutes(start, minutes + more),
            calendar.count_minutes,
            ge,
        )
        provisional = calendar.is_provisional(max(start, due).date())
        tally = days_by_kind(calendar, start.date(), due.date(), ())
    else:
        try:
            due, excluded, _ = _without(
                spans,
                lambda more: start + dt.timedelta(minutes=minutes + more),
                lambda a, b: (b - a) // dt.timedelta(minutes=1),
                ge,
            )
        except OverflowError:
            raise CalendarError.of("RS3305", count=count, unit=str(unit)) from None
        provisional, tally = False, dict.fromkeys(TALLY, 0)
    return Reckoning(
        start=start,
        received=start.date(),
        count=count,
        unit=unit,
        due_date=due.date(),
        due=due,
        provisional=provisional,
        excluded=excluded,
        nominal=due.date(),
        **tally,
    )


def _without(
    pauses: Iterable[tuple[dt.datetime, _Point, _Point]],
    end_with: Callable[[int], _Point],
    measure: Callable[[_Point, _Point], int],
    after: Callable[[dt.datetime, _Point], bool],
) -> tuple[_Point, int, tuple[tuple[_Point, _Point], ...]]:
    """
    Move the end behind each pause that begins before it.

    Args:
        pauses: In the order in which they begin: when that is, and the first point
            that is left out and the first that counts again. They may overlap.
        end_with: The end if that much more has to pass.
        measure: How much of the limit would have passed between two points.
        after: Whether a pause begins when a limit that ends there is over.

    Returns:
        The end, how much has been added, and what has been left out, in order and
        apart from each other. What two pauses share is left out once.
    """
    end, more = end_with(0), 0
    taken: list[tuple[_Point, _Point]] = []
    for begins, first, resumed in pauses:
        if after(begins, end):
            break
        if taken:
            first = max(first, taken[-1][1])  # noqa: PLW2901 - what is left of it
        if first < resumed and first <= end:
            taken.append((first, resumed))
            more += measure(first, resumed)
            end = end_with(more)
    return end, more, tuple(taken)


def _of_days(
    pauses: Iterable[Pause], terms: Terms
) -> list[tuple[dt.datetime, dt.date, dt.date]]:
    """When pauses begin, and the days that they leave out, as the terms say."""
    found = []
    for first, resumed in pauses:
        begins, ends = _at(first), _at(resumed)
        low, high = begins.date(), ends.date()
        if terms.partial is Partial.COUNTED and begins.time() > _MIDNIGHT:
            low += _DAY
        elif terms.partial is Partial.LEFT_OUT and ends > max(_at(high), begins):
            high += _DAY
        found.append((begins, low, high))
    return sorted(found)


def _at(point: dt.date) -> dt.datetime:
    """The first minute of a day that is given without one."""
    if isinstance(point, dt.datetime):
        return point
    return dt.datetime.combine(point, dt.time())


def received(
    calendar: WorkingCalendar, start: dt.datetime, terms: Terms = USUAL
) -> dt.date:
    """
    Return the day on which something counts as received.

    Args:
        calendar: The working calendar.
        start: When it arrived.
        terms: Whether what arrives while the office is closed counts as received on
            that day, or when it opens next (domain.md 2.2, point 1).

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    day = start.date()
    if terms.receipt is Receipt.SAME_DAY:
        return day
    return calendar.next_open(start).date()


def _is_after(
    calendar: WorkingCalendar, begins: dt.datetime, day: dt.date, terms: Terms
) -> bool:
    """Whether it begins when a limit whose last day that is has ended."""
    date = begins.date()
    if date != day:  # mostly, and then no hours need to be looked up
        return date > day
    return begins >= last_moment(calendar, day, terms)


def last_moment(calendar: WorkingCalendar, day: dt.date, terms: Terms) -> dt.datetime:
    """Return the end of business on a day that has any, else the end of the day."""
    hours = calendar.hours_on(day) if terms.close is Close.OFFICE_HOURS else ()
    if hours:
        return calendar.closing(day)
    return dt.datetime.combine(day, dt.time()) + _DAY


def _rolled(
    calendar: WorkingCalendar,
    day: dt.date,
    terms: Terms,
    pauses: Iterable[tuple[dt.datetime, dt.date, dt.date]],
) -> dt.date:
    """The last day if *day* is the nominal one; onward, never into a pause."""
    if terms.roll is Roll.NONE:
        return day
    if terms.roll is Roll.PREVIOUS:
        return calendar.roll(day, -1)
    day = calendar.roll(day)
    for begins, first, resumed in pauses:
        if first <= day < resumed and begins < last_moment(calendar, day, terms):
            day = calendar.roll(resumed)
    return day


def add_calendar(day: dt.date, count: int, unit: Unit = Unit.CALENDAR_DAY) -> dt.date:
    """
    Return the day that many calendar days, months or years later, or earlier.

    Raises:
        CalendarError: If there is no such day.

    Examples:
        >>> add_calendar(dt.date(2026, 1, 31), 1, Unit.MONTH)
        datetime.date(2026, 2, 28)
    """
    # It brings the locales of the machine along, and few limits run in months.
    import calendar as months

    try:
        if unit is Unit.CALENDAR_DAY:
            return day + count * _DAY
        total = day.year * 12 + day.month - 1
        total += count * (12 if unit is Unit.YEAR else 1)
        year, month = divmod(total, 12)
        last = months.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))
    except (OverflowError, ValueError):
        raise CalendarError.of("RS3305", count=count, unit=str(unit)) from None
