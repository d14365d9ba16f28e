"""What do official notices and office rules say about working days?"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import attrs
from attrs import field

from regservice.model.fields import fault, filled, matches
from regservice.model.legal import ROW_ID, Source, Validity


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
        edition: 1 for the first notice of a year; a notice that revises it replaces
            it as a whole and has the next number.
        published: When it became known; ``None`` for the day of issue of the document
            that *source* names, and if that is unknown too, for always.
        source: The notice.
    """

    calendar: str
    year: int
    days_off: tuple[DaySpan, ...] = field(validator=filled)
    workdays: tuple[dt.date, ...] = ()
    edition: int = field(default=1, validator=matches(lambda n: int(n) >= 1, ">= 1"))
    published: dt.date | None = None
    source: Source

    @property
    def id(self) -> str:
        """Key: calendar and year, and the edition if it is not the first."""
        more = f"/{self.edition}" if self.edition > 1 else ""
        return f"{self.calendar}/{self.year}{more}"


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

    def __str__(self) -> str:
        ends = (f"{end // 60:02}:{end % 60:02}" for end in (self.opens, self.closes))
        return "-".join(ends)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= 24 * 60:
            wrong = "closes" if 0 <= self.opens < 24 * 60 else "opens"
            ends = f"{self.opens} .. {self.closes}"
            raise fault("RS1107", ends, "00:00-24:00", wrong)


def _in_order(hours: tuple[OfficeInterval, ...]) -> None:
    for before, after in pairwise(hours):
        if after.opens < before.closes:
            raise fault("RS1107", after, "", "hours")


def _weekdays(weekdays: tuple[int, ...]) -> None:
    if not set(weekdays) <= set(range(1, 8)):
        raise fault("RS1105", weekdays, "1..7", "weekdays")


@attrs.frozen(kw_only=True)
class OfficeHours:
    """
    Other office hours on some weekdays, or for some time.

    Attributes:
        id: Key, unique in a ruleset.
        calendar: Code of the calendar.
        weekdays: On which of its working days, 1 for Monday to 7 for Sunday; empty
            for all of them.
        hours: Office hours of such a day, in order, not overlapping.
        source: Where they are laid down.
        validity: Days for which they hold.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    calendar: str
    weekdays: tuple[int, ...] = field(default=(), metadata={"form": "1 ... 7"})
    hours: tuple[OfficeInterval, ...] = field(validator=filled)
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        _weekdays(self.weekdays)
        _in_order(self.hours)


@attrs.frozen(kw_only=True)
class CalendarOverride:
    """
    What holds on certain days whatever pattern and notices say.

    Attributes:
        id: Key, unique in a ruleset.
        calendar: Code of the calendar.
        first: First day.
        last: Last day, not before *first*.
        name: Why, in Chinese.
        hours: Office hours of these days, which are worked then; empty if the office
            is closed.
        published: When it became known; ``None`` for the day of issue of the document
            that *source* names, and if that is unknown too, for always.
        source: Where it is laid down.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    calendar: str
    first: dt.date
    last: dt.date
    name: str = field(validator=filled)
    hours: tuple[OfficeInterval, ...] = ()
    published: dt.date | None = None
    source: Source
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise fault("RS1107", f"{self.first} .. {self.last}", "", "last")
        _in_order(self.hours)


@attrs.frozen(kw_only=True)
class CalendarPattern:
    """
    What holds where no notice speaks: weekly pattern, office hours, fixed days.

    Attributes:
        code: Code of the calendar, such as ``cn``.
        name: Chinese name.
        base: Code of the calendar whose notices, overrides and fixed days it takes
            over, before its own; ``None`` for none. Weekdays and hours are its own.
        weekdays: Working weekdays, 1 for Monday to 7 for Sunday.
        hours: Office hours of a working day, in order, not overlapping.
        fixed_days: Statutory days off with a fixed solar date, as ``MM-DD``; used
            only beyond the published years, where answers are provisional.
        source: On what the pattern leans.
    """

    code: str = field(validator=filled)
    name: str = field(validator=filled)
    base: str | None = None
    weekdays: tuple[int, ...] = field(validator=filled, metadata={"form": "1 ... 7"})
    hours: tuple[OfficeInterval, ...] = field(validator=filled)
    fixed_days: tuple[str, ...] = field(default=(), metadata={"form": "01-01"})
    source: Source

    def __attrs_post_init__(self) -> None:
        _weekdays(self.weekdays)
        _in_order(self.hours)
        for text in self.fixed_days:
            # A common year: 02-29 is not there each year.
            if not _is_day(text):
                raise fault("RS1105", text, "MM-DD", "fixed_days")
