"""
Working days and office minutes of whole arrays.

The running totals of a compiled calendar, read many at a time. The scalar calendar
stays the reference: both agree, errors included.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError, MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Days = NDArray[np.int32]
    """Days since 1970-01-01; what ``datetime64[D]`` holds."""

    Minutes = NDArray[np.int32]
    """Minutes since the first one of 1970-01-01, local time."""

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_DAY: Final = 24 * 60


class Columns:
    """
    A working calendar that counts whole arrays.

    Days are integers since 1970-01-01, minutes integers since the beginning of that
    day in local time, without an offset; both fit into 32 bits. Arguments may be
    arrays of one length, or single numbers beside an array.

    Examples:
        >>> import numpy as np, regservice as rs
        >>> columns = rs.load(discover=False).calendar().columns()
        >>> days = np.array(["2025-09-30", "2026-02-13"], "datetime64[D]")
        >>> columns.add(days.astype("int32"), 5).astype("datetime64[D]")
        array(['2025-10-14', '2026-02-27'], dtype='datetime64[D]')
    """

    def __init__(self, calendar: WorkingCalendar) -> None:
        """
        Take the totals of a compiled calendar.

        Raises:
            MissingExtraError: If the extra ``columns`` is not installed.
        """
        try:
            import numpy as np
        except ImportError:
            raise MissingExtraError.of("RS5001", extra="columns") from None
        self._np: Any = np
        self._calendar = calendar
        # Where the day before the first one stands.
        self._zero = calendar.first.toordinal() - 1 - _EPOCH
        self._rank = np.frombuffer(calendar.rank, calendar.rank.typecode).astype("i4")
        working = np.frombuffer(calendar.working, calendar.working.typecode)
        self._working = (working.astype("i8") - _EPOCH).astype("i4")
        opened = np.frombuffer(calendar.opened, calendar.opened.typecode)
        self._opened = opened.astype("i4")
        shape = np.frombuffer(calendar.shape, calendar.shape.typecode)
        self._shape = shape.astype("i4")
        # By shape and minute: what has passed; by shape: where each minute ends.
        self._passed = np.array([list(row) for row in calendar.passed], "i4")
        shapes, longest = len(calendar.ends), max(map(len, calendar.ends))
        self._ends = np.zeros((shapes, longest), "i4")
        for number, ends in enumerate(calendar.ends):
            self._ends[number, : len(ends)] = ends
        # How many minutes each working day has, if all have the same hours.
        self._alike = longest if shapes == 1 else 0

    # --- days ---------------------------------------------------------------

    def is_working(self, days: ArrayLike) -> NDArray[np.bool_]:
        """
        Tell which days are worked.

        Raises:
            CalendarError: If the calendar has no answer for one of them.
        """
        place = self._place(days)
        worked: NDArray[np.bool_] = self._rank[place] > self._rank[place - 1]
        return worked

    def add(self, start: ArrayLike, days: ArrayLike) -> Days:
        """
        Return the *days*-th working day after each *start*, which never counts.

        Args:
            start: Days.
            days: How many; negative ones go backward, 0 gives *start*.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        np = self._np
        place, many = self._place(start), np.asarray(days, "i4")
        if many.size and many.min() > 0:
            index = self._rank[place] + (many - 1)
        else:
            back = self._rank[place - 1] + many
            index = np.where(many > 0, self._rank[place] + (many - 1), back)
            index = np.where(many == 0, 0, index)
        found: Days = self._working[self._checked(index)]
        if not many.all():
            found = np.where(many == 0, start, found).astype("i4")
        return found

    def count(self, start: ArrayLike, end: ArrayLike) -> NDArray[np.int32]:
        """
        Count the working days in ``(start, end]``; negative where *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        counted: NDArray[np.int32] = (
            self._rank[self._place(end)] - self._rank[self._place(start)]
        )
        return counted

    # --- minutes ------------------------------------------------------------

    def add_minutes(self, start: ArrayLike, minutes: ArrayLike) -> Minutes:
        """
        Return the minute at which so many office minutes have passed.

        Args:
            start: Minutes.
            minutes: How many; negative ones go backward, 0 gives *start*.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        np = self._np
        since, many = np.asarray(start, "i4"), np.asarray(minutes, "i4")
        # The last of these minutes; the first one backward.
        forward = many > 0
        at = self._total(since) + many - forward
        if self._alike:
            index = at // self._alike
        else:
            index = np.searchsorted(self._opened, at, "right") - 1
        still = not many.all()
        if still:
            index = np.where(many == 0, 0, index)
            at = np.where(many == 0, 0, at)
        index = self._checked(index)
        left = at - self._opened[index]
        if self._alike:
            minute = self._ends[0, left]
        else:
            minute = self._ends[self._shape[index], left]
        found: Minutes = self._working[index] * np.int32(_DAY) + minute
        found -= ~np.broadcast_to(forward, found.shape)
        return np.where(many == 0, since, found) if still else found

    def count_minutes(self, start: ArrayLike, end: ArrayLike) -> NDArray[np.int32]:
        """
        Count the office minutes between minutes; negative where *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        asarray = self._np.asarray
        upto, since = (self._total(asarray(part, "i4")) for part in (end, start))
        counted: NDArray[np.int32] = upto - since
        return counted

    # --- look-up ------------------------------------------------------------

    def _total(self, moments: Any) -> Any:
        """Office minutes from the first day up to each minute."""
        np = self._np
        day, minute = np.divmod(moments, np.int32(_DAY))
        place = self._place(day)
        before = self._rank[place - 1]
        worked = self._rank[place] - before
        if self._alike:
            passed = self._passed[0, minute]
        else:
            shape = self._shape[np.minimum(before, len(self._shape) - 1)]
            passed = self._passed[shape, minute]
        return self._opened[before] + worked * passed

    def _place(self, days: ArrayLike) -> Any:
        np = self._np
        place = np.asarray(days) - self._zero
        if place.size and not (place.min() > 0 and place.max() < len(self._rank)):
            outside = (place <= 0) | (place >= len(self._rank))
            raise self._error(int(np.asarray(days)[outside].flat[0]))
        return place

    def _checked(self, index: Any) -> Any:
        """Where a working day stands; an error if there is none."""
        if index.size and index.min() < 0:
            raise self._error(self._zero)
        if index.size and index.max() >= len(self._working):
            raise self._error(self._calendar.horizon.toordinal() + 1 - _EPOCH)
        return index

    def _error(self, day: int) -> CalendarError:
        calendar = self._calendar
        try:
            name = str(dt.date.fromordinal(day + _EPOCH))
        except (ValueError, OverflowError):
            name = str(day)
        return CalendarError.of(
            "RS3301",
            day=name,
            calendar=calendar.code,
            first=str(calendar.first),
            horizon=str(calendar.horizon),
        )
