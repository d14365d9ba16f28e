"""
What are the tables and fields of data packages called, in Chinese and English?

These words become Chinese keys in YAML, headers of workbooks, and descriptions.
Nothing imports them that answers a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.fields_bodies import BODIES
from regservice.messages.fields_calendar import CALENDARS
from regservice.messages.fields_catalogue import CATALOGUE
from regservice.messages.fields_limits import LIMITS
from regservice.messages.fields_rules import RULES
from regservice.messages.fields_tests import TESTS
from regservice.messages.names import NAMES
from regservice.messages.values import VALUE_WORDS
from regservice.messages.word import Word

__all__ = ["FIELD_WORDS", "TABLE_WORDS", "VALUE_WORDS", "Word"]


def _table(name: str, meaning: str, meaning_en: str) -> Word:
    """Call a table what messages call it."""
    return Word(NAMES["table"][name][0], meaning, meaning_en)


TABLE_WORDS: Final[Mapping[str, Word]] = {
    "package": Word(
        "规则包",
        "由谁写、可以为哪些地区写",
        "Who contributes, and for which places",
    ),
    "documents": _table(
        "documents",
        "文件登记簿,一行一份文件",
        "The document register, one document a row",
    ),
    "places": _table("places", "一行一个地区", "One place a row"),
    "authorities": _table(
        "authorities",
        "一行一个机构,处室也是",
        "One body a row; divisions are bodies too",
    ),
    "supersessions": Word(
        "替代",
        "一行写明本包的哪一行依哪一条款替代别的规则包的同号行",
        "One row that takes the place of a row of another package, by which clause",
    ),
    "relations": _table(
        "relations",
        "一行是两个机构之间的一条关系",
        "One relation between two bodies a row",
    ),
    "fields": _table(
        "fields",
        "一行是一个可以问企业的事实",
        "One fact a row that can be asked for",
    ),
    "items": _table(
        "items", "一行是一个可以提出的服务事项", "One thing a row that can be asked for"
    ),
    "matters": _table(
        "matters",
        "一行是一个法定事项,由谁决定",
        "One matter a row, and who decides it by law",
    ),
    "rules": _table(
        "rules",
        "什么情况下由谁首接、主办、协办、抄送或者兜底",
        "Under which condition which body gets which role",
    ),
    "path_rules": _table(
        "path_rules",
        "一行是一种允许的流转",
        "One hop a row that a request may take",
    ),
    "bypasses": _table(
        "bypasses",
        "什么情况下不在哪种机构停留",
        "Under which condition which bodies are passed without a stop",
    ),
    "limits": _table(
        "limits", "一行是一个答复时限", "One time limit of requests a row"
    ),
    "periods": _table(
        "periods",
        "一行是事项的一段法定办理期限,只供参考,不是答复时限",
        "One statutory period of a matter a row; information only",
    ),
    "offers": _table(
        "offers",
        "一行写明一个服务事项从何时起在哪些地区开通",
        "Since when, and where, a service item is offered",
    ),
    "statements": _table(
        "statements",
        "一行是来源说到的一件事:数字、做法、研究、打算或义务;不据以分办,也不计时",
        "What a source tells that decides nothing: a figure, a practice, a duty ...",
    ),
    "pause_reasons": _table(
        "pause_reasons",
        "一行是一个可以暂停计时的事由",
        "One reason a row for which time may be left out",
    ),
    "programmes": _table(
        "programmes",
        "一行是一个专项:清单、通道或者试点",
        "One list, channel or pilot a row",
    ),
    "calendar_patterns": Word(
        "工作日历",
        "每周规律、办公时间和固定假日",
        "Weekly pattern, office hours and fixed days off",
    ),
    "calendar_notices": Word(
        "放假通知",
        "一行是一年的放假和调休安排",
        "The days off and make-up days of one year a row",
    ),
    "calendar_overrides": Word(
        "日历特例",
        "某几天另有规定:不办公,或按另外的时间办公",
        "What holds on certain days: closed, or other hours",
    ),
    "office_hours": Word(
        "办公时间",
        "某些星期几、某段时间的另外的办公时间",
        "Other office hours on some weekdays, or for some time",
    ),
    "tests": Word(
        "用例",
        "一行是一个问题和应当得到的答复",
        "One question a row, and the answer that is expected",
    ),
}
"""Table to its word; ``package`` is the manifest."""

FIELD_WORDS: Final[Mapping[str, Mapping[str, Word]]] = {
    **BODIES,
    **CATALOGUE,
    **RULES,
    **LIMITS,
    **CALENDARS,
    **TESTS,
}
"""
Name of a record to field to its word.

Those of ``Condition`` are its dimensions, because that is how it is written.
"""
