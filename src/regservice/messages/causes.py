"""What is said of several faults with one cause."""

from __future__ import annotations

from typing import Final

Text = tuple[str, str]

CAUSES: Final[dict[str, tuple[Text, Text]]] = {
    "RS1018": (
        (
            "从“{key}”起一连几项都出现了第二次,像是新的一行,前面缺少“-”",
            "在“{key}”前写“- ”;确实是同一行的,删去重复的几项",
        ),
        (
            "from “{key}” on several keys stand twice: a new row seems to begin without"
            " its “-”",
            "write “- ” before “{key}”; or delete the keys that stand twice",
        ),
    ),
    "RS1019": (
        (
            "这里的“{found}”一直没有结束",
            "在这一行补上“{want}”;文字里要写它的,整个值加引号",
        ),
        (
            "the “{found}” here is never closed",
            "close it with “{want}” on this line; text goes into quotes",
        ),
    ),
    "RS2036": (
        (
            "有 {count} 处用到 {kind}“{key}”,却没有这一行;"
            "这一行的“{near}”没有一处用到,像是写错了",
            "把“{near}”改为“{key}”;确实是另一个的,再增加“{key}”",
        ),
        (
            "{kind} “{key}” is named {count} times and does not exist; “{near}” here is"
            " named nowhere, and may be misspelt",
            "write “{key}” instead of “{near}”; or add “{key}”",
        ),
    ),
    "RS2037": (
        (
            "{kind}“{key}”不存在{near},共 {count} 处用到,这里是第一处",
            "改为已有的,或在规则包中增加它",
        ),
        (
            "{kind} “{key}” does not exist{near}; {count} rows name it, here first",
            "use an existing one, or add it",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
