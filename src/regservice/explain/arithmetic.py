"""How does a deadline add up?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from regservice.core.limits import OFFICE_TIME, WALL_TIME, Reckoning
from regservice.explain.days import until
from regservice.messages import name_of, sentence
from regservice.model.vocab import Unit


def length_text(many: int, unit: Unit, lang: str) -> str:
    """
    Say how long something takes; minutes as hours and minutes.

    Examples:
        >>> length_text(90, Unit.WORKING_MINUTE, "en")
        '1 h 30 min'
        >>> length_text(3, Unit.WORKING_DAY, "zh")
        '3 个工作日'
    """
    if unit in (Unit.WORKING_MINUTE, Unit.MINUTE):
        hours, minutes = divmod(many, 60)
        parts = [sentence("length.hours", lang, hours=hours)] if hours else []
        if minutes or not hours:
            parts.append(sentence("length.minutes", lang, minutes=minutes))
        return " ".join(parts)
    return f"{many} {name_of('unit', unit, lang)}"


def arithmetic(
    reckoning: Reckoning,
    last: dt.date,
    lang: str,
    kinds: Mapping[str, int] | None = None,
    *,
    due: bool = True,
) -> str:
    """
    Put the sum of a deadline into words.

    Args:
        reckoning: The deadline; its terms add up to its span.
        last: Last day that a notice arranges.
        lang: ``zh`` or ``en``.
        kinds: For limits in minutes and hours, where the minutes went; ``None`` to
            leave that out.
        due: Whether to say when it is due.

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
    if kinds:
        told = [
            sentence(f"sum.of.{k}", lang, length=length_text(n, Unit.MINUTE, lang))
            for k, n in kinds.items()
            if k not in ("span", "makeup") and (n or k == "worked")
        ]
        if kinds.get("makeup"):
            length = length_text(kinds["makeup"], Unit.MINUTE, lang)
            told[0] += sentence("sum.of.makeup", lang, length=length)
        span = length_text(kinds["span"], Unit.MINUTE, lang)
        parts.append(sentence("sum.minutes", lang, span=span, parts=" + ".join(told)))
    elif reckoning.excluded and reckoning.unit is not Unit.WORKING_DAY:
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
    if due:
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
