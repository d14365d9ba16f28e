"""
Instants and dates in and out; the only door to pendulum.

The core counts in local time of Asia/Shanghai, which has had no daylight saving
since 1992.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from regservice.errors import DataError

if TYPE_CHECKING:
    import pendulum

ZONE: Final = "Asia/Shanghai"
"""Zone of all local times."""

_ISO: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})"
)


def parse_instant(value: dt.datetime | str) -> pendulum.DateTime:
    """
    Read an instant.

    Args:
        value: An aware datetime, or ISO 8601 text with an offset.

    Returns:
        The instant in Asia/Shanghai.

    Raises:
        DataError: If it is no instant, or has no offset.

    Examples:
        >>> parse_instant("2026-03-02T10:00+08:00").isoformat()
        '2026-03-02T10:00:00+08:00'
    """
    import pendulum

    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise DataError.of("RS3201", value=str(value))
        return pendulum.instance(value).in_timezone(ZONE)
    if not _ISO.fullmatch(str(value).strip()):
        raise DataError.of("RS3201", value=str(value))
    try:
        parsed = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        raise DataError.of("RS3201", value=value) from None
    return pendulum.instance(parsed).in_timezone(ZONE)


def now() -> pendulum.DateTime:
    """Return the present instant in Asia/Shanghai; the only clock of the library."""
    import pendulum

    return pendulum.now(ZONE)


def local(moment: pendulum.DateTime) -> dt.datetime:
    """Return the local time of an instant, to the minute."""
    return dt.datetime.combine(moment.date(), dt.time(moment.hour, moment.minute))


def instant(moment: dt.datetime) -> pendulum.DateTime:
    """Return the instant of a local time."""
    import pendulum

    return pendulum.instance(moment, tz=ZONE)


def iso(moment: dt.datetime | None) -> str | None:
    """Write a local time as ISO 8601 with its offset; ``None`` stays ``None``."""
    return None if moment is None else instant(moment).isoformat()


def parse_date(value: dt.date | str) -> dt.date:
    """
    Read a date.

    Raises:
        DataError: If it is no ISO date.

    Examples:
        >>> parse_date("2025-09-30")
        datetime.date(2025, 9, 30)
    """
    if isinstance(value, dt.datetime):
        return parse_instant(value).date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise DataError.of("RS3202", value=str(value)) from None
