"""How does a deadline add up?"""

from __future__ import annotations

import datetime as dt

from regservice.core.limits import OFFICE_TIME, WALL_TIME, Reckoning
from regservice.explain.days import until
from regservice.messages import sentence
from regservice.model.vocab import Unit


def arithmetic(reckoning: Reckoning, last: dt.date, lang: str) -> str:
    """
    Put the sum of a deadline into words.

    Args:
        reckoning: The deadline; its terms add up to its span.
        last: Last day that a notice arranges.
        lang: ``zh`` or ``en``.

    Returns:
        One line: start, days by kind, roll, due moment, and a warning where the
        answer is provisional.
    """
    parts = [_start(reckoning, lang)]
    if reckoning.unit is Unit.WORKING_DAY:
        paused = (
            sentence("sum.paused", lang, paused=reckoning.paused)
            if reckoning.paused
            else ""
        )
        parts.append(
            sentence(
                "sum.span",
                lang,
                span=reckoning.span,
                worked=reckoning.worked,
                makeup=reckoning.makeup,
                holidays=reckoning.holidays,
                weekends=reckoning.weekends,
                paused=paused,
            )
        )
    elif reckoning.unit not in (*OFFICE_TIME, *WALL_TIME):
        parts.append(sentence("sum.calendar", lang, span=reckoning.span))
    if reckoning.excluded and reckoning.unit is not Unit.WORKING_DAY:
        of_minutes = reckoning.unit in (*OFFICE_TIME, *WALL_TIME)
        code = "sum.excluded.minutes" if of_minutes else "sum.excluded.days"
        parts.append(sentence(code, lang, excluded=reckoning.excluded))
    if reckoning.nominal != reckoning.due_date:
        parts.append(
            sentence(
                "sum.roll",
                lang,
                nominal=reckoning.nominal,
                due=reckoning.due_date,
            )
        )
    parts.append(sentence("sum.due", lang, due=until(reckoning.due)))
    if reckoning.provisional:
        parts.append(sentence("sum.provisional", lang, last=last))
    return (";" if lang == "zh" else "; ").join(parts)


def _start(reckoning: Reckoning, lang: str) -> str:
    moment = f"{reckoning.start:%Y-%m-%d %H:%M}"
    way = "on" if reckoning.count > 0 else "back"
    if reckoning.unit in OFFICE_TIME:
        return sentence(f"sum.office.{way}", lang, start=moment)
    if reckoning.unit in WALL_TIME:
        return sentence(f"sum.wall.{way}", lang, start=moment)
    code = "sum.start" if reckoning.count > 0 else "sum.back"
    text = sentence(code, lang, start=f"{reckoning.received:%Y-%m-%d}")
    if reckoning.received != reckoning.start.date():
        return sentence("sum.received", lang, arrived=moment, text=text)
    return text
