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
        self._first = np.int32(calendar.first.toordinal() - _EPOCH)
        rank = np.frombuffer(calendar.rank, calendar.rank.typecode).astype("i4")
        # How many working days lie before each day, and up to and including it.
        self._before, self._upto = rank[:-1], rank[1:]
        self._last = self._upto - np.int32(1)  # which of them it is, or the one before
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
            TypeError: If they are not integers, here and below.
        """
        place = self._place(self._whole(days))
        worked: NDArray[np.bool_] = self._upto[place] > self._before[place]
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
        since, many = self._whole(start), self._whole(days)
        place = self._place(since)
        if many.size and many.min() > 0:
            found: Days = self._working[self._checked(self._last[place] + many)]
            return found
        back = self._before[place] + many
        index = np.where(many > 0, self._last[place] + many, back)
        index = self._checked(np.where(many == 0, 0, index))
        moved: Days = np.where(many == 0, since, self._working[index])
        return moved

    def count(self, start: ArrayLike, end: ArrayLike) -> NDArray[np.int32]:
        """
        Count the working days in ``(start, end]``; negative where *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        upto, since = (self._place(self._whole(days)) for days in (end, start))
        counted: NDArray[np.int32] = self._upto[upto] - self._upto[since]
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
        since, many = self._whole(start), self._whole(minutes)
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
        upto, since = (self._total(self._whole(part)) for part in (end, start))
        counted: NDArray[np.int32] = upto - since
        return counted

    # --- look-up ------------------------------------------------------------

    def _total(self, moments: Any) -> Any:
        """Office minutes from the first day up to each minute."""
        np = self._np
        day, minute = np.divmod(moments, np.int32(_DAY))
        place = self._place(day)
        before = self._before[place]
        worked = self._upto[place] - before
        if self._alike:
            passed = self._passed[0, minute]
        else:
            shape = self._shape[np.minimum(before, len(self._shape) - 1)]
            passed = self._passed[shape, minute]
        return self._opened[before] + worked * passed

    def _whole(self, values: ArrayLike) -> Any:
        """Whole numbers of 32 bits; what does not fit is refused and not cut."""
        np = self._np
        given = np.asarray(values)
        if given.dtype == np.int32:
            return given
        if given.dtype.kind not in "iu" and given.size:
            message = f"expected integers, not {given.dtype}"
            raise TypeError(message)
        whole = given.astype("i4")
        if (whole != given).any():
            raise self._error(int(given[whole != given].flat[0]))
        return whole

    def _place(self, days: Any) -> Any:
        """Where days stand, from the first one; an error if one stands nowhere."""
        place = days - self._first
        # Without a sign what lies before the first day lies far behind the last.
        if place.size and place.view("u4").max() >= len(self._upto):
            outside = place.view("u4") >= len(self._upto)
            raise self._error(int(days[outside].flat[0]))
        return place

    def _checked(self, index: Any) -> Any:
        """Where a working day stands; an error if there is none."""
        if index.size and index.view("u4").max() >= len(self._working):
            before = index.min() < 0
            edge = self._calendar.first if before else self._calendar.horizon
            raise self._error(edge.toordinal() - _EPOCH + (-1 if before else 1))
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
