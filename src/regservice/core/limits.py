"""
When does a time limit end?

Working units run on the working calendar. Calendar units count every day and
roll to the next working day if the last one is not worked (民法典 第203条, which
administrative practice borrows). The day of the start never counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from regservice.core.workcal import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.vocab import Unit

_DAY = dt.timedelta(days=1)
Pause = tuple[dt.date, dt.date]
"""Days that do not count: from the first, up to but without the second."""


@attrs.frozen(kw_only=True)
class Reckoning:
    """
    A deadline with its arithmetic: every day between start and end is accounted.

    Attributes:
        start: Local instant at which the limit starts.
        count: Length in *unit*; negative when it runs backward.
        unit: What one tick is.
        due_date: The last day.
        due: The last moment: end of office hours on *due_date* for units of days.
        provisional: Whether a day is involved that no notice has arranged yet.
        span: Days after the start up to *due_date* (before it, if backward).
        worked: Of these, working days that count.
        makeup: Of *worked*, make-up working days.
        holidays: Of *span*, days off that a notice names.
        weekends: Of *span*, other days that are not worked.
        paused: Of *span*, working days that a pause excludes.
        nominal: The day before any roll.
    """

    start: dt.datetime
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
    nominal: dt.date


def reckon(
    calendar: WorkingCalendar,
    start: dt.datetime,
    count: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
) -> Reckoning:
    """
    Compute the end of a limit.

    A receipt on a day that is not worked, or after office hours, is a receipt of
    that day: counting starts with the next working day (domain.md 2.2, reading A).

    Args:
        calendar: The working calendar.
        start: Local instant of the start.
        count: Length in *unit*, not 0; negative to count back from an expiry,
            whose own day does not count.
        unit: What one tick is. Working hours and minutes only run forward.
        pauses: Days that do not count; only with working days, forward.

    Raises:
        CalendarError: If a day lies where the calendar has no answer, or the
            combination of *unit*, direction and *pauses* has no meaning.
    """
    day = start.date()
    if pauses and (unit is not Unit.WORKING_DAY or count < 0):
        raise CalendarError.of("RS3303", unit=str(unit))
    if unit in (Unit.WORKING_HOUR, Unit.WORKING_MINUTE):
        if count < 0:
            raise CalendarError.of("RS3304", unit=str(unit))
        minutes = count * (60 if unit is Unit.WORKING_HOUR else 1)
        due = calendar.add_minutes(start, minutes)
        nominal = end = due.date()
    elif unit is Unit.WORKING_DAY:
        nominal = end = _add_without(calendar, day, count, pauses)
        due = calendar.closing(end)
    else:
        nominal = _add_calendar(day, count, unit)
        end = calendar.roll(nominal) if count > 0 else nominal
        due = calendar.closing(end)
    tally = _tally(calendar, day, end, pauses)
    return Reckoning(
        start=start,
        count=count,
        unit=unit,
        due_date=end,
        due=due,
        provisional=calendar.is_provisional(max(day, end)),
        nominal=nominal,
        **tally,
    )


def _add_calendar(day: dt.date, count: int, unit: Unit) -> dt.date:
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


def _is_paused(day: dt.date, pauses: Sequence[Pause]) -> bool:
    return any(first <= day < resumed for first, resumed in pauses)


def _add_without(
    calendar: WorkingCalendar, day: dt.date, count: int, pauses: Sequence[Pause]
) -> dt.date:
    if not pauses:
        return calendar.add(day, count)
    while count:
        day = calendar.add(day, 1)
        count -= not _is_paused(day, pauses)
    return day


def _tally(
    calendar: WorkingCalendar, begin: dt.date, end: dt.date, pauses: Sequence[Pause]
) -> dict[str, int]:
    """Put every day of the span under one heading."""
    low, high = (begin, end) if begin <= end else (end - _DAY, begin - _DAY)
    days = [low + n * _DAY for n in range(1, (high - low).days + 1)]
    worked = [day for day in days if calendar.is_working(day)]
    counted = [day for day in worked if not _is_paused(day, pauses)]
    resting = [day for day in days if not calendar.is_working(day)]
    return {
        "span": len(days),
        "worked": len(counted),
        "makeup": sum(calendar.is_makeup(day) for day in counted),
        "holidays": sum(calendar.is_day_off(day) for day in resting),
        "weekends": sum(not calendar.is_day_off(day) for day in resting),
        "paused": len(worked) - len(counted),
    }
