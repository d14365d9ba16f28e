"""
Instants and dates in and out, and the only clock.

The core counts in local time of Asia/Shanghai, which has had no daylight saving
since 1992. From then on the offset is fixed; pendulum, which knows the years
before, is loaded for them alone.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import Final

from regservice.errors import DataError

ZONE: Final = "Asia/Shanghai"
"""Zone of all local times."""

_FIXED: Final = dt.timezone(dt.timedelta(hours=8))
_FIXED_SINCE: Final = 1992
_FIRST_YEAR: Final = 1901
"""Before it the local time of Shanghai had an offset with seconds, which ISO lacks."""

# As a text: most commands give no instant and need no compiled pattern.
_ISO: Final = (
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})"
)
_LOCAL: Final = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?"
_DATE: Final = r"\d{4}-\d{2}-\d{2}"


def parse_instant(value: dt.datetime | str) -> dt.datetime:
    """
    Read an instant.

    Args:
        value: An aware datetime, or ISO 8601 text with an offset.

    Returns:
        The instant in Asia/Shanghai.

    Raises:
        DataError: If it is no instant, has no offset, or lies before 1901 or after
            9999.

    Examples:
        >>> parse_instant("2026-03-02T10:00+08:00").isoformat()
        '2026-03-02T10:00:00+08:00'
    """
    try:
        if not isinstance(value, dt.datetime):
            if not re.fullmatch(_ISO, str(value).strip()):
                raise ValueError(value)  # noqa: TRY301 - one answer to all faults
            moment = dt.datetime.fromisoformat(value.strip())
        else:
            moment = value
        if moment.tzinfo is None:
            raise ValueError(value)  # noqa: TRY301 - one answer to all faults
        return _here(moment)
    except OverflowError:
        raise _outside(value) from None
    except ValueError:
        text = str(value).strip()
        if re.fullmatch(_LOCAL, text) and int(text[:4]) < _FIRST_YEAR:
            raise _outside(value) from None
        raise DataError.of("RS3201", value=str(value)) from None


def _outside(value: dt.datetime | str) -> DataError:
    return DataError.of("RS3208", value=str(value), first=f"{_FIRST_YEAR}-01-01")


def typed(text: str) -> str:
    """
    Read an instant as somebody types it, who may leave the hour and the offset out.

    Args:
        text: A date, or a local time, counts in Asia/Shanghai; a date from its
            first minute.

    Returns:
        It with its offset, for :func:`parse_instant`; the text itself if it is
        neither.

    Examples:
        >>> typed("2026-03-02")
        '2026-03-02T00:00:00+08:00'
        >>> typed("2026-03-02T10:00Z")
        '2026-03-02T10:00Z'
    """
    if re.fullmatch(_LOCAL, text.strip()):
        with contextlib.suppress(ValueError):
            found = instant(dt.datetime.fromisoformat(text.strip())).isoformat()
            return found if re.fullmatch(_ISO, found) else text
    return text


def _here(moment: dt.datetime) -> dt.datetime:
    """The same instant in Asia/Shanghai."""
    fixed = moment.astimezone(_FIXED)
    if fixed.year >= _FIXED_SINCE:
        return fixed
    if fixed.year < _FIRST_YEAR:
        raise OverflowError(moment)
    import pendulum

    return pendulum.instance(moment).in_timezone(ZONE)


def now() -> dt.datetime:
    """Return the present instant in Asia/Shanghai; the only clock of the library."""
    return dt.datetime.now(_FIXED)


def local(moment: dt.datetime) -> dt.datetime:
    """Return the local time of an instant, to the minute."""
    return dt.datetime.combine(moment.date(), dt.time(moment.hour, moment.minute))


def instant(moment: dt.datetime) -> dt.datetime:
    """
    Return the instant of a local time.

    Examples:
        >>> instant(dt.datetime(1990, 7, 1)).isoformat()
        '1990-07-01T00:00:00+09:00'
    """
    if moment.year >= _FIXED_SINCE:
        return moment.replace(tzinfo=_FIXED)
    import pendulum

    return pendulum.instance(moment, tz=ZONE)


def iso(moment: dt.datetime | None) -> str | None:
    """Write a local time as ISO 8601 with its offset; ``None`` stays ``None``."""
    return None if moment is None else instant(moment).isoformat()


def parse_date(value: dt.date | str) -> dt.date:
    """
    Read a date.

    Raises:
        DataError: If it is no date, or written otherwise than ``2025-09-30``.

    Examples:
        >>> parse_date("2025-09-30")
        datetime.date(2025, 9, 30)
    """
    if isinstance(value, dt.datetime):
        return parse_instant(value).date()
    if isinstance(value, dt.date):
        return value
    try:
        # Only this form: `fromisoformat` knows others that few readers know.
        if not re.fullmatch(_DATE, str(value).strip()):
            raise ValueError(value)  # noqa: TRY301 - one answer to both faults
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise DataError.of("RS3202", value=str(value)) from None
