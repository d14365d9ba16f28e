"""Texts of the commands about time: ``deadline``, ``clock``, ``calendar``."""

from __future__ import annotations

from typing import Final

CLI_TIME: Final[dict[str, tuple[str, str]]] = {
    "deadline.help": ("算到期日,并列出算式。", "Compute a deadline with its sum."),
    "deadline.start": ("起算日或时刻", "day or instant of the start"),
    "deadline.limit": ('时限,如 "5 working_day"', 'such as "5 working_day"'),
    "deadline.calendar": ("日历代码", "code of the calendar"),
    "deadline.pause": (
        "暂停 起日/恢复日,可多次",
        "FIRST/RESUMED, repeatable; the second day counts",
    ),
    "deadline.receipt": (
        "不在办公时间送达的,算当日收到还是下次办公时收到",
        "when something counts as received that arrives while closed",
    ),
    "deadline.close": (
        "最后一日算到办公结束还是24时",
        "until when the last day lasts",
    ),
    "deadline.roll": (
        "自然日、月、年的最后一日不办公时怎么移动",
        "where a last day goes that is not worked",
    ),
    "deadline.partial": (
        "暂停只占到一日的一部分时,该日是否计入",
        "whether a day counts that is partly paused",
    ),
    "deadline.known_at": (
        "只用到那天为止已公布的放假安排",
        "only notices that were published by then",
    ),
    "deadline.back": ("从到期日往前倒推", "count back from an expiry"),
    "clock.help": (
        "重放计时记录:每个时限现在怎样,该做什么。",
        "Replay events: how each clock stands, and what is to be done.",
    ),
    "clock.at": (
        "读到哪一刻;不写就是现在,此后的记录不算",
        "read it then; without it now, and later events are left out",
    ),
    "clock.case": ("只看这一件;可写几次", "only this case; may be repeated"),
    "clock.later": (
        "{at} 之后的记录没有算:{count} 条",
        "events after {at} were left out: {count}",
    ),
    "clock.against": (
        "按这个规则包或规则集文件,哪些期限会变",
        "which ends move by this package folder or pack",
    ),
    "clock.ics": (
        "把没有结束的期限写成可导入日历的文件(可选组件 ical)",
        "write the ends of running clocks to a calendar file (extra ical)",
    ),
    "clock.facts": (
        "只写出该记下的事实(record),供接在记录末尾",
        "only write what is to be recorded as a fact, to be put at the end of the log",
    ),
    "clock.actions": (
        "到 {at} 为止该做的事:{count} 项",
        "to be done by {at}: {count}",
    ),
    "calendar.help": (
        "一年的工作日、放假和调休上班。",
        "Working days, days off and make-up days of a year.",
    ),
    "calendar.year": ("年份或日期", "year or day"),
    "calendar.off": ("放假", "days off"),
    "calendar.makeup": ("调休上班", "make-up working days"),
    "calendar.total": ("全年", "year"),
    "calendar.unpublished": (
        "{year} 年的放假安排尚未公布,以下为推算,不作依据",
        "nothing is published for {year}; what follows is assumed",
    ),
}
"""Code to (Chinese, English)."""
