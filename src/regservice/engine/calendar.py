"""The working calendar as people use it: dates in, pendulum dates out."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from regservice.core.limits import OFFICE_TIME, Reckoning, reckon
from regservice.core.tally import minutes_by_kind
from regservice.core.workcal.almanac import Almanac, Arranged
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.engine.instants import ZONE, local, parse_date, parse_instant, typed
from regservice.errors import DataError
from regservice.model.amount import Amount
from regservice.model.calendar import CalendarNotice
from regservice.model.limit import USUAL, Terms
from regservice.model.vocab import Unit

if TYPE_CHECKING:
    import pendulum

    from regservice.batch.worktime import Columns


class Calendar:
    """
    A working calendar of a ruleset, as it is known today or was known once.

    Days are given as ``datetime.date`` or ISO text and come back as pendulum dates;
    instants are given aware, or as ISO text with an offset, and come back as pendulum
    instants in Asia/Shanghai, to the minute.
    """

    def __init__(
        self, almanac: Almanac, code: str, known: dt.date | None = None
    ) -> None:
        """
        Take a calendar out of an almanac.

        Args:
            almanac: The calendars of a ruleset.
            code: Code of the calendar.
            known: Leave out notices that were published after it; ``None`` leaves
                out none.

        Raises:
            KeyError: If there is none of that code.
            CalendarError: If no notice was known then.
        """
        self._almanac, self._known = almanac, known
        self._working = almanac.known(code, known)

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

    def day(self, day: dt.date | str) -> Arranged:
        """
        Say what the calendar has for a day, and which row says it.

        Raises:
            CalendarError: If the calendar has no answer for it.

        Examples:
            >>> import regservice as rs
            >>> found = rs.load(discover=False).calendar().day("2026-10-10")
            >>> found.kind, found.row
            (<DayKind.MAKEUP: 'makeup'>, 'cn/2026')
        """
        return self._almanac.day(self.code, parse_date(day), self._known)

    def notice(self, year: int) -> CalendarNotice | None:
        """Return the notice that arranges a year here; ``None`` if there is none."""
        layers = self._almanac.layers(self.code, self._known)
        rows = [row for layer in layers for row in layer.notices if row.year == year]
        return rows[0] if rows else None

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

    def window(
        self, anchor: dt.date | str, opens: str, closes: str
    ) -> tuple[pendulum.Date, pendulum.Date]:
        """
        Return the first and the last day of a window before a day.

        Args:
            anchor: The day that is counted back from, such as an expiry; it does not
                count itself.
            opens: How long before the window opens, such as ``"90 working_day"``.
            closes: How long before it closes.

        Raises:
            DataError: If an argument cannot be read, or the window closes before it
                opens.
            CalendarError: If the calendar has no answer there, or the unit cannot
                run backward.

        Examples:
            >>> import regservice as rs
            >>> cal = rs.load(discover=False).calendar()
            >>> [str(day) for day in
            ...  cal.window("2026-06-30", "90 working_day", "30 working_day")]
            ['2026-02-12', '2026-05-18']
        """
        first, last = (
            self.deadline(parse_date(anchor), text, back=True).due_date
            for text in (opens, closes)
        )
        if last < first:
            raise DataError.of("RS3207", opens=opens, closes=closes)
        return _date(first), _date(last)

    def next_open(self, moment: dt.datetime | str) -> pendulum.DateTime:
        """
        Return *moment* if the office is open then, else the next opening.

        Raises:
            CalendarError: If the calendar has no answer there.
        """
        return _moment(self._working.next_open(_local(moment)))

    @functools.cached_property
    def add_minutes(self) -> Callable[[dt.datetime | str, int], pendulum.DateTime]:
        """
        Return the instant at which *minutes* office minutes have passed.

        Called like a method; it is made at the first call, with everything at hand.

        Args:
            start: The instant from which they pass.
            minutes: 0 gives *start*, a negative number goes backward.

        Raises:
            CalendarError: If the calendar has no answer there.

        Examples:
            >>> import regservice as rs
            >>> cal = rs.load(discover=False).calendar()
            >>> cal.add_minutes("2025-09-30T17:00+08:00", 60).isoformat()
            '2025-10-09T09:30:00+08:00'
        """
        import pendulum

        cls, zone = pendulum.DateTime, pendulum.timezone(ZONE)
        dates: dict[int, tuple[int, int, int]] = {}

        def land(day: int, minute: int) -> pendulum.DateTime:
            try:
                year, month, date = dates[day]
            except KeyError:
                found = dt.date.fromordinal(day)
                year, month, date = dates[day] = found.year, found.month, found.day
            # By position: by name it would take twice as long.
            return cls(year, month, date, minute // 60, minute % 60, 0, 0, zone)

        shifted = self._working.shifting(land)

        def add_minutes(start: dt.datetime | str, minutes: int) -> pendulum.DateTime:
            # An instant of Shanghai need not be converted.
            if not isinstance(start, dt.datetime) or start.tzinfo is not zone:
                start = local(parse_instant(start))
            return shifted(start.toordinal(), start.hour * 60 + start.minute, minutes)

        return add_minutes

    def count_minutes(self, start: dt.datetime | str, end: dt.datetime | str) -> int:
        """
        Count the office minutes between two instants; negative if *end* is earlier.

        Raises:
            CalendarError: If the calendar has no answer there.
        """
        return self._working.count_minutes(_local(start), _local(end))

    def minutes(self, found: Reckoning, pauses: Sequence[str] = ()) -> dict[str, int]:
        """
        Say where the minutes of a deadline in working hours or minutes went.

        Args:
            found: The deadline.
            pauses: Those with which it was computed.

        Returns:
            Minutes from the start to the end by kind: ``span`` is the sum of
            ``worked``, ``breaks``, ``nights``, ``holidays``, ``weekends`` and
            ``paused``. Empty for other units.

        Raises:
            DataError: If a pause cannot be read.
        """
        if found.unit not in OFFICE_TIME:
            return {}
        low, high = sorted((found.start, found.due))
        spans = map(_pause, pauses)
        return minutes_by_kind(self._working, low, high, spans)

    def columns(self) -> Columns:
        """
        Return what counts whole arrays of days and minutes.

        Raises:
            MissingExtraError: If the extra ``columns`` is not installed.
        """
        from regservice.batch.worktime import Columns

        return Columns(self._working)

    def deadline(
        self,
        start: dt.datetime | dt.date | str,
        limit: str,
        pauses: Sequence[str] = (),
        *,
        back: bool = False,
        terms: Terms = USUAL,
    ) -> Reckoning:
        """
        Compute the end of a limit.

        Args:
            start: Day or aware instant of the start. For limits in hours a bare
                day starts at its first minute.
            limit: Such as ``"5 working_day"``.
            pauses: ``"2026-03-02/2026-03-05"``: the second day counts again; or two
                instants.
            back: Count back from *start*, whose own day does not count.
            terms: What the law leaves open.

        Returns:
            The deadline with its arithmetic.

        Raises:
            DataError: If an argument cannot be read.
            CalendarError: If the calendar has no answer there.
        """
        count, unit = parse_limit(limit)
        spans = [_pause(text) for text in pauses]
        moment = _start(start)
        length = -count if back else count
        return reckon(self._working, moment, length, unit, spans, terms=terms)


@functools.cache
def _dates() -> type[pendulum.Date]:
    """What makes a day; pendulum is loaded for it alone."""
    import pendulum

    return pendulum.Date


def _date(day: dt.date) -> pendulum.Date:
    return _dates()(day.year, day.month, day.day)


@functools.cache
def _shanghai() -> tuple[type[pendulum.DateTime], dt.tzinfo]:
    """What makes an instant, and its zone; pendulum is loaded for it alone."""
    import pendulum

    return pendulum.DateTime, pendulum.timezone(ZONE)


def _moment(moment: dt.datetime) -> pendulum.DateTime:
    cls, zone = _shanghai()
    date = moment.year, moment.month, moment.day
    return cls(*date, moment.hour, moment.minute, tzinfo=zone)


def _local(moment: dt.datetime | str) -> dt.datetime:
    """The local time of an instant; one of Shanghai need not be converted."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is _shanghai()[1]:
        return moment
    return local(parse_instant(moment))


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
    try:
        amount = Amount.read(text)
    except ValueError:
        raise DataError.of("RS3203", value=text, allowed=", ".join(Unit)) from None
    return amount.count, amount.unit


def _pause(text: str) -> tuple[dt.datetime, dt.datetime]:
    first, slash, resumed = text.partition("/")
    if not slash:
        raise DataError.of("RS3204", value=text)
    span = _point(first), _point(resumed)
    if span[1] < span[0]:
        raise DataError.of("RS3204", value=text)
    return span


def _point(text: str) -> dt.datetime:
    """A day, from its first minute, or an instant."""
    return local(parse_instant(typed(text)))
