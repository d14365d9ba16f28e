"""The working calendar as people use it: dates in, pendulum dates out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regservice.core.limits import Reckoning, reckon
from regservice.core.workcal import WorkingCalendar
from regservice.engine.instants import local, parse_date, parse_instant
from regservice.errors import DataError
from regservice.model.vocab import Unit

if TYPE_CHECKING:
    import pendulum


class Calendar:
    """
    A working calendar of a ruleset.

    Dates are given as ``datetime.date`` or ISO text and come back as pendulum
    dates.
    """

    def __init__(self, working: WorkingCalendar) -> None:
        """Wrap a compiled calendar."""
        self._working = working

    @property
    def code(self) -> str:
        """Code of the calendar."""
        return self._working.code

    @property
    def working(self) -> WorkingCalendar:
        """The compiled calendar of the core."""
        return self._working

    @property
    def coverage(self) -> tuple[pendulum.Date, pendulum.Date]:
        """First and last day that an official notice arranges."""
        return _date(self._working.first), _date(self._working.last)

    def is_working(self, day: dt.date | str) -> bool:
        """
        Tell whether *day* is worked.

        Raises:
            CalendarError: If the calendar has no answer for it.
        """
        return self._working.is_working(parse_date(day))

    def is_provisional(self, day: dt.date | str) -> bool:
        """Tell whether *day* lies beyond the published notices."""
        return self._working.is_provisional(parse_date(day))

    def add(self, start: dt.date | str, days: int) -> pendulum.Date:
        """
        Return the *days*-th working day after *start*; negative goes backward.

        Raises:
            CalendarError: If the calendar has no answer there.
        """
        return _date(self._working.add(parse_date(start), days))

    def count(self, start: dt.date | str, end: dt.date | str) -> int:
        """
        Count the working days after *start* up to and including *end*.

        Raises:
            CalendarError: If the calendar has no answer there.
        """
        return self._working.count(parse_date(start), parse_date(end))

    def deadline(
        self,
        start: dt.datetime | dt.date | str,
        limit: str,
        pauses: Sequence[str] = (),
        *,
        back: bool = False,
    ) -> Reckoning:
        """
        Compute the end of a limit.

        Args:
            start: Day or aware instant of the start. For limits in hours a bare
                day starts at its first minute.
            limit: Such as ``"5 working_day"``.
            pauses: ``"2026-03-02/2026-03-05"``: the second day counts again.
            back: Count back from *start*, whose own day does not count.

        Returns:
            The deadline with its arithmetic.

        Raises:
            DataError: If an argument cannot be read.
            CalendarError: If the calendar has no answer there.
        """
        count, unit = parse_limit(limit)
        spans = [_pause(text) for text in pauses]
        moment = _start(start)
        return reckon(self._working, moment, -count if back else count, unit, spans)


def _date(day: dt.date) -> pendulum.Date:
    import pendulum

    return pendulum.Date(day.year, day.month, day.day)


def _start(value: dt.datetime | dt.date | str) -> dt.datetime:
    if isinstance(value, dt.datetime) or (
        isinstance(value, str) and len(value.strip()) > len("2026-03-02")
    ):
        return local(parse_instant(value))
    return dt.datetime.combine(parse_date(value), dt.time())


def parse_limit(text: str) -> tuple[int, Unit]:
    """
    Read a limit such as ``5 working_day``.

    Raises:
        DataError: If it is none.

    Examples:
        >>> parse_limit("15 working_day")
        (15, <Unit.WORKING_DAY: 'working_day'>)
    """
    found = re.fullmatch(r"\s*([1-9][0-9]{0,5})\s+([a-z_]+?)s?\s*", text)
    if found is None or found[2] not in list(Unit):
        raise DataError.of("RS3203", value=text, allowed=", ".join(Unit))
    return int(found[1]), Unit(found[2])


def _pause(text: str) -> tuple[dt.date, dt.date]:
    first, slash, resumed = text.partition("/")
    if not slash:
        raise DataError.of("RS3204", value=text)
    span = parse_date(first), parse_date(resumed)
    if span[1] < span[0]:
        raise DataError.of("RS3204", value=text)
    return span
