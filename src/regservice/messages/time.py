"""Sentences about days and sums of time."""

from __future__ import annotations

from typing import Final

TIME: Final = {
    "sum.start": ("自 {start} 起({start} 当日不计)", "from {start} (not counted)"),
    "sum.back": ("自 {start} 往前倒推({start} 当日不计)", "back from {start}"),
    "sum.office.on": ("自 {start} 起只计办公时间", "from {start}, office hours only"),
    "sum.office.back": (
        "自 {start} 往前只计办公时间",
        "back from {start}, office hours only",
    ),
    "sum.wall.on": (
        "自 {start} 起连续计算,夜间和节假日照算",
        "from {start}, nights and holidays included",
    ),
    "sum.wall.back": (
        "自 {start} 往前连续计算,夜间和节假日照算",
        "back from {start}, nights and holidays included",
    ),
    "sum.received": (
        "{arrived} 送达时不在办公时间,视为下次办公时收到;{text}",
        "arrived {arrived} while closed, received at the next opening; {text}",
    ),
    "sum.span": (
        "期间 {span} 日 = 计入的工作日 {worked} 日(含调休上班 {makeup} 日)"
        " + 放假 {holidays} 日 + 周末 {weekends} 日{paused}",
        "{span} days = {worked} working days counted (make-up days: {makeup})"
        " + {holidays} holidays + {weekends} weekend days{paused}",
    ),
    "sum.paused": (" + 暂停 {paused} 日", " + {paused} paused"),
    "sum.excluded.days": (
        "其中暂停 {excluded} 日不计",
        "of which {excluded} are paused and do not count",
    ),
    "sum.excluded.minutes": (
        "暂停 {excluded} 分钟不计",
        "{excluded} minutes not counted",
    ),
    "sum.calendar": (
        "期间 {span} 日,不分工作日和休息日",
        "{span} days, worked or not",
    ),
    "sum.roll": (
        "名义末日 {nominal} 不上班,顺延至 {due}",
        "nominal last day {nominal} is not worked, moved to {due}",
    ),
    "sum.due": ("到期 {due}", "due {due}"),
    "sum.provisional": (
        "暂定:{last} 之后的放假安排尚未公布,按周末和固定日期的法定假日推算",
        "provisional: nothing is published after {last}; weekends and fixed"
        " holidays are assumed",
    ),
    "weekday.1": ("星期一", "Monday"),
    "weekday.2": ("星期二", "Tuesday"),
    "weekday.3": ("星期三", "Wednesday"),
    "weekday.4": ("星期四", "Thursday"),
    "weekday.5": ("星期五", "Friday"),
    "weekday.6": ("星期六", "Saturday"),
    "weekday.7": ("星期日", "Sunday"),
    "day.weekly.open": ("工作日", "working day"),
    "day.weekly.closed": ("周休息日", "weekly day of rest"),
    "day.day_off": ("放假({name})", "day off ({name})"),
    "day.makeup": ("调休上班", "make-up working day"),
    "day.fixed": ("法定节假日(固定日期)", "statutory day off with a fixed date"),
    "day.override.open": ("另行规定办公({name})", "open by special rule: {name}"),
    "day.override.closed": (
        "另行规定不办公({name})",
        "closed by special rule ({name})",
    ),
    "day.hours": ("办公时间 {hours}", "office hours {hours}"),
    "day.provisional": (
        "该年放假安排尚未公布,暂按每周规律和固定日期的节假日推算",
        "no notice for that year yet: weekly pattern and fixed days are assumed",
    ),
    "day.row": ("见 {row}:{source}", "see {row}: {source}"),
}
