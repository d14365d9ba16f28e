"""Read dates and local times as people and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from regservice.codec.cells import Cell, cell_text

_EXCEL_EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - local time of a sheet
_SERIALS: Final = range(20_000, 80_000)
_SHANGHAI: Final = dt.timezone(dt.timedelta(hours=8))
_DATE: Final = re.compile(
    r"(?:(?P<y>\d{4})\s*[年./-])?\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:\s*[T ]?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})?分?(?::\d{2})?)?"
)


def read_moment(raw: Cell, year: int) -> tuple[dt.datetime | None, bool]:
    """
    Read a date or a local time.

    Args:
        raw: The cell.
        year: The year if none is stated.

    Returns:
        The local time, ``None`` if it is none; and whether something was assumed:
        the year, or that a bare number counts days as spreadsheets do.

    Examples:
        >>> read_moment("7月18日", 2025)
        (datetime.datetime(2025, 7, 18, 0, 0), True)
        >>> read_moment("2026.3.2 10:30", 2025)
        (datetime.datetime(2026, 3, 2, 10, 30), False)
    """
    if isinstance(raw, dt.datetime):
        return _minute(raw), False
    if isinstance(raw, dt.date):
        return dt.datetime.combine(raw, dt.time()), False
    text = unicodedata.normalize("NFKC", cell_text(raw))
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in _SERIALS:
        return _EXCEL_EPOCH + dt.timedelta(minutes=round(float(text) * 1440)), True
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return _minute(dt.datetime.fromisoformat(text)), False
    except OverflowError:
        return None, False
    except ValueError:
        return _written(text, year)


def _minute(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is not None:
        moment = moment.astimezone(_SHANGHAI).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def _written(text: str, year: int) -> tuple[dt.datetime | None, bool]:
    found = _DATE.fullmatch(text)
    if found is None:
        return None, False
    year = int(found["y"] or year)
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    try:
        day = dt.date(year, int(found["m"]), int(found["d"]))
        moment = dt.datetime.combine(day, dt.time(hour, minute))
    except ValueError:
        return None, False
    return moment, found["y"] is None
