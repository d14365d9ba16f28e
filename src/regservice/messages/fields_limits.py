"""What are the fields of time limits called, and of what may be done to them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.word import (
    CODE,
    EXCEPTION_TO,
    ID,
    MODALITY,
    NAME,
    NAME_EN,
    NOTE,
    SOURCE,
    VALIDITY,
    WHEN,
    Word,
)

CALENDAR: Final = Word("日历", "工作日历的代码", "Code of the working calendar", "cn")

_COUNT: Final = Word(
    "数量", "多少个单位,至少 1", "How many of the unit, at least 1", "5"
)
_UNIT: Final = Word(
    "单位",
    "时间单位:工作日、自然日、个月、年、工作小时等",
    "Of what: working days, calendar days, months, years, hours ...",
    "working_day",
)
_GROUND: Final = CODE._replace(
    meaning="这种情形的代码,记录办理过程时用它",
    meaning_en="Ground by which events name it",
    example="complex",
)

_TIMED: Final[Mapping[str, Word]] = {
    "id": ID._replace(example="shanghai/reply-basic"),
    "count": _COUNT._replace(
        meaning="时限有多少个单位,至少 1;不写就是不计时,单位也不写",
        meaning_en="Length in the unit, at least 1; empty means that no limit is set",
    ),
    "unit": _UNIT,
    "terms": Word(
        "计算口径",
        "法律没有说死的怎样算;不写就按通常口径,写了要在依据中说明理由",
        "What the law leaves open when it is counted; empty for the usual terms",
        "{receipt: next_opening}",
    ),
    "calendar": CALENDAR._replace(
        meaning="按哪个工作日历计算:代码,默认 cn",
        meaning_en="Code of the working calendar; cn by default",
    ),
    "starts": Word(
        "起算",
        "什么发生了才起算:收到(默认)、受理、派单、转交等",
        "What has to happen for it to start; received by default",
        "received",
    ),
    "legal_effect": Word(
        "时限性质",
        "是内部要求、服务标准还是法定期限;只有法定期限超期才有法律后果",
        "What missing it means: only statutory limits have legal effects",
        "service_standard",
    ),
    "pauses": Word(
        "暂停",
        "可以暂停它的事由的代码;没有列出的时间不能扣除",
        "Codes of the pause reasons that leave time out of it; no other does",
        "[await_enterprise]",
    ),
    "extensions": Word(
        "延长",
        "可以延长的情形,最多延长多少;不写就是不得延长",
        "Grounds on which it may be lengthened; empty for none",
    ),
    "restarts": Word(
        "重新起算",
        "重新起算的情形;不写就是没有",
        "Grounds on which it starts anew; empty for none",
    ),
    "deemed": Word(
        "视为",
        "到期没有答复视为什么;不写就是没有,只用于法定期限",
        "What counts as done when it ends without an answer; statutory limits only",
    ),
    "warnings": Word(
        "预警",
        "到期前何时提醒:用去百分之几,或到期前多久",
        "When somebody is warned before the end",
        '["80%", "-2 working_day"]',
    ),
    "ladder": Word(
        "逐级上报",
        "何时上报、上报几级;不写就是不上报",
        "When, and how far up, it is escalated; empty for never",
        '[{at: "+1 working_day", up: 1}]',
    ),
    "reminders": Word(
        "提醒时段",
        "何时可以发提醒和上报:只在办公时间(默认),或随时",
        "When warnings and escalations may be sent; office hours by default",
        "office_hours",
    ),
    "on_reroute": Word(
        "转办时",
        "转给别的机构时怎样算:照走(默认)、停、重新起算",
        "What it does when the request goes to another body; by default it goes on",
        "continue",
    ),
    "modality": MODALITY,
    "source": SOURCE,
    "validity": VALIDITY,
    "note": NOTE,
}

LIMITS: Final[Mapping[str, Mapping[str, Word]]] = {
    "TimeLimit": {
        **_TIMED,
        "goal": Word(
            "目的",
            "到期前须做到什么:受理、答复、办结、反馈进展、回访等",
            "What must have happened by then",
            "reply",
        ),
        "when": WHEN,
        "exception_to": EXCEPTION_TO._replace(
            meaning="本条适用时让位的时限的编号",
            meaning_en="Ids of the limits that give way where this one applies",
        ),
    },
    "Period": {
        **_TIMED,
        "id": ID._replace(example="national/device-class2-review"),
        "matter": Word(
            "法定事项",
            "是哪个法定事项的期限:代码",
            "Code of the matter",
            "device_class2_registration",
        ),
        "stage": Word(
            "阶段",
            "机关在这段期限里要做什么:材料审查、审评、决定、送达等",
            "What the authority has to do within it",
            "review",
        ),
        "when": WHEN._replace(
            meaning="在该事项的哪些事实下适用;不写就是总适用",
            meaning_en="Facts of the matter under which it applies; empty means always",
            example="{origin: [domestic]}",
        ),
    },
    "Terms": {
        "receipt": Word(
            "收到日",
            "不办公时送达的算哪天收到:当日(默认),或下次办公时",
            "Day of receipt of what arrives while closed; that day by default",
            "same_day",
        ),
        "close": Word(
            "末日截止",
            "最后一天到何时为止:办公结束(默认),或当日24时",
            "Until when the last day lasts; until the office closes by default",
            "office_hours",
        ),
        "roll": Word(
            "末日顺延",
            "按自然日、月、年算的,最后一天不上班怎么办:顺延(默认)、提前、不移动",
            "Where a last day goes that is not worked; to the next one by default",
            "next",
        ),
        "partial": Word(
            "暂停当日",
            "按日算的,暂停占到部分的那天怎么算:开始日不计(默认)、都不计、照算",
            "What of a day of which a pause takes a part; its first is left out",
            "beginning",
        ),
    },
    "Extension": {
        "code": _GROUND,
        "count": _COUNT._replace(
            meaning="最多延长多少,单位与时限相同;写了比例就不写",
            meaning_en="At most so much, in the unit of the limit; or a fraction",
        ),
        "fraction": Word(
            "比例",
            "最多延长时限的几分之几;写了数量就不写",
            "At most this part of the limit; empty if count says it",
            "1/2",
        ),
        "rounding": Word(
            "取整",
            "比例算出来不是整数时:舍去(默认)或进一",
            "What a fraction that is no whole number comes to; down by default",
            "down",
        ),
        "times": Word(
            "次数",
            "一个周期里可以延长几次,默认 1",
            "How often in one cycle; once by default",
        ),
        "before": Word(
            "提前",
            "至少在到期前多久批准;不写就是到期前都可以",
            "It is granted at least this long before the end; empty for any time",
            "5 working_day",
        ),
        "approver": Word(
            "批准人",
            "由谁批准,写职务;来源没有说就不写",
            "Who has to approve it; empty if the source does not say",
            "技术机构负责人",
        ),
        "source": SOURCE,
    },
    "Restart": {
        "code": _GROUND._replace(example="supplemented"),
        "count": _COUNT._replace(
            meaning="重新起算后有多长,单位与时限相同;不写就是整个时限",
            meaning_en="How long it is then; empty for the whole limit again",
            example="60",
        ),
        "source": SOURCE,
    },
    "Deemed": {
        "outcome": Word(
            "视为结果",
            "到期没有答复视为什么",
            "What counts as done, in Chinese",
            "视为同意开展临床试验",
        ),
        "retroactive": Word(
            "追溯",
            "是否从时限开始时就算;否则从到期时算",
            "Whether it counts from the start of the limit on, not from its end",
        ),
        "source": SOURCE,
    },
    "Escalation": {
        "at": Word(
            "时点",
            "何时上报:用去百分之几,或到期前、后多久",
            "When: percent used, or how long before or after the end",
            '"+1 working_day"',
        ),
        "up": Word(
            "上报级数",
            "沿逐级上报的梯子走几步,0 是承办机构自己",
            "How many steps up the ladder; 0 for the body that handles it",
        ),
    },
    "Mark": {
        "percent": Word(
            "百分比",
            "时限用去百分之几;100 是到期,更多是到期后",
            "So much of the limit has been used; 100 is its end",
            "80",
        ),
        "sign": Word(
            "前后",
            "-1 到期前,1 到期后,0 按百分比",
            "-1 before the end, 1 after it, 0 if percent counts",
        ),
        "amount": Word(
            "时长",
            "离到期多久;按百分比的不写",
            "How far from the end; empty if percent counts",
            "2 working_day",
        ),
    },
    "Amount": {"count": _COUNT, "unit": _UNIT},
    "PauseReason": {
        "code": CODE._replace(
            meaning="事由的代码,时限和办理记录用它指这一行,不得重复",
            meaning_en="Code by which limits and events name it; unique",
            example="await_enterprise",
        ),
        "name": NAME,
        "name_en": NAME_EN,
        "notice": Word(
            "书面告知",
            "所需时间是否应当书面告知申请人",
            "Whether the applicant has to be told in writing how long it takes",
        ),
        "source": SOURCE,
        "note": NOTE,
    },
}
"""Record to field to its word: limits, periods, and their pauses and extensions."""
