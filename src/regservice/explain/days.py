"""What is a day on a calendar, in words?"""

from __future__ import annotations

import datetime as dt

from regservice.core.routing.book import Book
from regservice.core.workcal.almanac import Arranged
from regservice.core.workcal.calendar import Shape
from regservice.explain.words import source_detail
from regservice.messages import sentence


def hours_text(hours: Shape) -> list[str]:
    """
    Write office hours as packages do.

    Examples:
        >>> from regservice.model.calendar import OfficeInterval
        >>> hours_text((OfficeInterval(opens=540, closes=1440),))
        ['09:00-24:00']
    """
    return [
        f"{p.opens // 60:02}:{p.opens % 60:02}-{p.closes // 60:02}:{p.closes % 60:02}"
        for p in hours
    ]


def until(moment: dt.datetime) -> str:
    """
    Write a last moment; the end of a day is 24:00 of it, not 00:00 of the next.

    Examples:
        >>> import datetime as dt
        >>> until(dt.datetime(2026, 3, 7))
        '2026-03-06 24:00'
        >>> until(dt.datetime(2026, 3, 6, 17, 30))
        '2026-03-06 17:30'
    """
    if moment.time() == dt.time():
        return f"{moment - dt.timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def day_text(book: Book, found: Arranged, lang: str) -> str:
    """
    Say what a day is, when the office is open, and which row says so.

    Args:
        book: Names the sources.
        found: The day.
        lang: ``zh`` or ``en``.
    """
    kind = f"day.{found.kind}"
    if found.kind in ("weekly", "override"):
        kind += ".open" if found.working else ".closed"
    weekday = sentence(f"weekday.{found.day.isoweekday()}", lang)
    lines = [
        f"{found.day} {weekday}: " + sentence(kind, lang, name=found.name),
        sentence("day.hours", lang, hours=", ".join(hours_text(found.hours)))
        if found.working
        else "",
        sentence("day.provisional", lang) if found.provisional else "",
        sentence(
            "day.row",
            lang,
            row=found.row,
            source=source_detail(book, found.source, lang),
        ),
    ]
    return "\n".join(filter(None, lines))
