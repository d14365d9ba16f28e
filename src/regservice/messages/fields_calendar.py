"""What are the fields of working calendars called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.fields_limits import CALENDAR
from regservice.messages.word import CODE, ID, NAME, NOTE, SOURCE, VALIDITY, Word

_WEEKDAYS: Final = Word(
    "星期",
    "星期几上班:1 是星期一,7 是星期日",
    "Weekdays, 1 for Monday to 7 for Sunday",
    "[1, 2, 3, 4, 5]",
)
_HOURS: Final = Word(
    "办公时间",
    "一天里的办公时间,按先后写,不得重叠",
    "Office hours of such a day, in order, not overlapping",
    '["09:00-12:00", "13:30-17:30"]',
)
_FIRST: Final = Word("首日", "第一天", "First day", "2026-02-15")
_LAST: Final = Word(
    "末日",
    "最后一天,含当日,不早于首日",
    "Last day, included, not before the first",
    "2026-02-23",
)
_PUBLISHED: Final = Word(
    "公布日期",
    "何时为人所知;不写就按依据所引文件的印发日期",
    "When it became known; empty for the day of issue of the document of its source",
    "2025-11-04",
)

CALENDARS: Final[Mapping[str, Mapping[str, Word]]] = {
    "CalendarPattern": {
        "code": CODE._replace(
            meaning="日历的代码,不得重复",
            meaning_en="Code of the calendar; unique",
            example="cn",
        ),
        "name": NAME,
        "base": Word(
            "沿用日历",
            "沿用哪个日历的放假通知、特例和固定假日:代码;不写就是不沿用",
            "Code of the calendar whose notices and fixed days it takes over",
            "cn",
        ),
        "weekdays": _WEEKDAYS,
        "hours": _HOURS,
        "fixed_days": Word(
            "固定假日",
            "公历日期固定的法定假日,月-日;只用于放假通知未及的年份",
            "Statutory days off with a fixed date, as MM-DD; beyond published years",
            '["01-01", "05-01"]',
        ),
        "source": SOURCE,
    },
    "CalendarNotice": {
        "calendar": CALENDAR,
        "year": Word(
            "年份",
            "通知标题里的年份",
            "The year in the title of the notice",
            "2026",
        ),
        "days_off": Word(
            "放假",
            "放假的日子,一段一段写,其中的周末也算在内",
            "Days off, weekends inside a block included",
            "[{first: 2026-02-15, last: 2026-02-23, name: 春节}]",
        ),
        "workdays": Word(
            "调休上班",
            "周末上班的日子;没有就不写",
            "Make-up working days on weekends; empty for none",
            "[2026-02-14]",
        ),
        "edition": Word(
            "版次",
            "该年的第几份通知,默认 1;修改的通知整份取代前一份,写下一个数",
            "1 for the first notice of a year; one that revises it has the next number",
        ),
        "published": _PUBLISHED,
        "source": SOURCE._replace(meaning="是哪份通知", meaning_en="The notice"),
    },
    "DaySpan": {
        "first": _FIRST._replace(meaning="放假的第一天", meaning_en="First day off"),
        "last": _LAST._replace(
            meaning="放假的最后一天,含当日", meaning_en="Last day off, included"
        ),
        "name": NAME._replace(
            meaning="节日名称", meaning_en="Name of the holiday", example="春节"
        ),
    },
    "CalendarOverride": {
        "id": ID._replace(example="shanghai/expo"),
        "calendar": CALENDAR,
        "first": _FIRST,
        "last": _LAST,
        "name": NAME._replace(
            meaning="为何另有规定,用中文写", meaning_en="Why, in Chinese"
        ),
        "hours": _HOURS._replace(
            meaning="这几天的办公时间,写了就都上班;不写就是不办公",
            meaning_en="Office hours of these days; empty if the office is closed",
        ),
        "published": _PUBLISHED,
        "source": SOURCE,
        "note": NOTE,
    },
    "OfficeHours": {
        "id": ID._replace(example="shanghai/summer"),
        "calendar": CALENDAR,
        "weekdays": _WEEKDAYS._replace(
            meaning="在哪些星期几适用:1 是星期一,7 是星期日;不写就是每个工作日",
            meaning_en="Weekdays, 1 for Monday to 7 for Sunday; empty for all",
            example="[5]",
        ),
        "hours": _HOURS,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
    "OfficeInterval": {
        "opens": Word(
            "开始",
            "何时开始办公:零点起的分钟数,0 到 1439",
            "First minute after midnight, 0 to 1439",
            "540",
        ),
        "closes": Word(
            "结束",
            "何时结束办公:零点起的分钟数,晚于开始,最多 1440",
            "The minute after midnight at which it ends, at most 1440",
            "720",
        ),
    },
}
"""Record to field to its word: weekly patterns, notices, office hours."""
