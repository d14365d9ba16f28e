"""What do official notices and office rules say about working days?"""

from __future__ import annotations

import datetime as dt

import attrs
from attrs import field

from regservice.model.fields import fault, filled
from regservice.model.legal import Source


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(f"2023-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


@attrs.frozen(kw_only=True)
class DaySpan:
    """
    Consecutive days off, both ends included, as notices write them.

    Attributes:
        first: First day off.
        last: Last day off, not before *first*.
        name: Name of the holiday.
    """

    first: dt.date
    last: dt.date
    name: str = field(validator=filled)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise fault("RS1107", f"{self.first} .. {self.last}", "", "last")


@attrs.frozen(kw_only=True)
class CalendarNotice:
    """
    The arrangement of one year by one official notice.

    Attributes:
        calendar: Code of the calendar, such as ``cn``.
        year: The year in the title of the notice. A day in December can be
            governed by the notice of the next year (domain.md 2.3).
        days_off: Days off, weekends inside a block included.
        workdays: Make-up working days on weekends.
        source: The notice.
    """

    calendar: str
    year: int
    days_off: tuple[DaySpan, ...] = field(validator=filled)
    workdays: tuple[dt.date, ...] = ()
    source: Source

    @property
    def id(self) -> str:
        """Key: calendar and year."""
        return f"{self.calendar}/{self.year}"


@attrs.frozen(kw_only=True)
class OfficeInterval:
    """
    One stretch of office hours, in minutes after midnight.

    Attributes:
        opens: First minute, 0 to 1439.
        closes: The minute at which it ends, after *opens*, at most 1440.
    """

    opens: int
    closes: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= 24 * 60:
            raise fault("RS1107", f"{self.opens} .. {self.closes}", "00:00-24:00")


@attrs.frozen(kw_only=True)
class CalendarPattern:
    """
    What holds where no notice speaks: weekly pattern, office hours, fixed days.

    Attributes:
        code: Code of the calendar, such as ``cn``.
        name: Chinese name.
        weekdays: Working weekdays, 1 for Monday to 7 for Sunday.
        hours: Office hours of a working day, in order, not overlapping.
        fixed_days: Statutory days off with a fixed solar date, as ``MM-DD``; used
            only beyond the published years, where answers are provisional.
        source: On what the pattern leans.
    """

    code: str = field(validator=filled)
    name: str = field(validator=filled)
    weekdays: tuple[int, ...] = field(validator=filled)
    hours: tuple[OfficeInterval, ...] = field(validator=filled)
    fixed_days: tuple[str, ...] = ()
    source: Source

    def __attrs_post_init__(self) -> None:
        if not set(self.weekdays) <= set(range(1, 8)):
            raise fault("RS1105", self.weekdays, "1..7", "weekdays")
        for before, after in zip(self.hours, self.hours[1:], strict=False):
            if after.opens < before.closes:
                raise fault("RS1107", "hours", "", "hours")
        for text in self.fixed_days:
            # A common year: 02-29 is not there each year.
            if not _is_day(text):
                raise fault("RS1105", text, "MM-DD", "fixed_days")
