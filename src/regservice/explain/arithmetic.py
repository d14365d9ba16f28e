"""How does a deadline add up?"""

from __future__ import annotations

import datetime as dt

from regservice.core.limits import Reckoning
from regservice.messages import sentence
from regservice.model.vocab import Unit

_WORKING_TIME = (Unit.WORKING_HOUR, Unit.WORKING_MINUTE)


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
    elif reckoning.unit not in _WORKING_TIME:
        parts.append(sentence("sum.calendar", lang, span=reckoning.span))
    if reckoning.nominal != reckoning.due_date:
        parts.append(
            sentence(
                "sum.roll",
                lang,
                nominal=reckoning.nominal,
                due=reckoning.due_date,
            )
        )
    parts.append(sentence("sum.due", lang, due=f"{reckoning.due:%Y-%m-%d %H:%M}"))
    if reckoning.provisional:
        parts.append(sentence("sum.provisional", lang, last=last))
    return (";" if lang == "zh" else "; ").join(parts)


def _start(reckoning: Reckoning, lang: str) -> str:
    if reckoning.unit in _WORKING_TIME:
        return sentence("sum.minutes", lang, start=f"{reckoning.start:%Y-%m-%d %H:%M}")
    code = "sum.start" if reckoning.count > 0 else "sum.back"
    return sentence(code, lang, start=f"{reckoning.start:%Y-%m-%d}")
