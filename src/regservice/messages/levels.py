"""The words of the rules by which packages reach a level, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from regservice.messages.levels_bronze import BRONZE
from regservice.messages.levels_gold import GOLD, PLATINUM
from regservice.messages.levels_silver import SILVER
from regservice.messages.levels_words import Pair, RuleWords

RULE_WORDS: Final[dict[str, RuleWords]] = {**BRONZE, **SILVER, **GOLD, **PLATINUM}
"""Id of a rule to its words."""

LEVEL_WORDS: Final[dict[str, tuple[Pair, Pair]]] = {
    "bronze": (
        ("铜", "bronze"),
        (
            "可以使用:载入无误,不乱改别处,每个事项有人接、有用例。",
            "Fit for use: it loads, harms nobody else, and every item has a body and a"
            " test.",
        ),
    ),
    "silver": (
        ("银", "silver"),
        (
            "可以交给别人维护:有人审核,规则行行有用例,时限写全,随包有说明和变更记录。",
            "Fit to be kept by others: reviewed, every rule tested, limits complete,"
            " with a readme and a record of changes.",
        ),
    ),
    "gold": (
        ("金", "gold"),
        (
            "经得起追问:每项权力有文件和条款、有起止日期,有反例和临界日用例,有英文名称。",
            "Stands up to questions: every power has document, clause and dates; tests"
            " include a refusal and a day of change; names are English too.",
        ),
    ),
    "platinum": (
        ("白金", "platinum"),
        (
            "用例能发现差错:改动任何一行都有用例失败;与别的地区同用,互不影响。",
            "Its tests see faults: whatever row is changed, one fails; and it stands"
            " beside another region without a trace.",
        ),
    ),
}
"""Level to its name, and to what it means."""


WHAT: Final[dict[str, Pair]] = {
    "missing": ("不在 wheel 里", "is not in the wheel"),
    "compiled": ("是编译好的文件", "is compiled"),
    "differs": ("做两次,字节不同", "two builds differ"),
    "altered": ("与安装记录不符", "differs from its record"),
    "gone": ("安装记录里有,文件却没有", "is recorded, and gone"),
    "script": ("单个脚本做不成 wheel", "a script alone makes no wheel"),
    "unknown": ("既不是文件夹,也没有安装", "is neither a folder nor installed"),
    "unsteady": ("再读一遍,行就不同", "read again its rows differ"),
    "foreign": ("别人的行 {table} {key} 变了", "{table} {key} of others changed"),
    "writes": ("写文件 {detail}", "it writes {detail}"),
    "removes": ("删改文件 {detail}", "it removes or renames {detail}"),
    "connects": ("连网 {detail}", "it connects {detail}"),
    "starts": ("起进程 {detail}", "it starts a process {detail}"),
    "sets": ("改环境变量 {detail}", "it sets the environment {detail}"),
    "prints": ("打印“{detail}”", "it prints {detail}"),
    "fails": ("没有导入完:{detail}", "it did not end: {detail}"),
    "few": ("用例只有 {count} 条", "{count} tests"),
    "no_refusal": (
        "没有 not_handler 或 not_via 的用例",
        "no test with not_handler or not_via",
    ),
    "no_edge": ("没有起止日或其前一日的用例", "no test on a day of change"),
    "dropped": ("去掉", "dropped"),
    "longer": ("加一", "longer by one"),
    "turned": ("交接反过来", "turned round"),
}
"""Code of what was found to its words."""


def rule_words(rule: str, lang: str) -> dict[str, str]:
    """Return the words of a rule in a language, by the part that they are."""
    index = 0 if lang == "zh" else 1
    words = RULE_WORDS[rule]._asdict()
    return {name: pair[index] for name, pair in words.items()}


def rule_text(rule: str, part: str, lang: str, params: Mapping[str, Any]) -> str:
    """Fill the text on a finding of a rule: ``finding`` or ``fix``."""
    index = 0 if lang == "zh" else 1
    pair: Pair = getattr(RULE_WORDS[rule], part)
    what = params.get("what")
    if what is not None:
        params = {**params, "what": WHAT[what][index].format_map(params)}
    return pair[index].format_map(params)


def level_name(level: str, lang: str) -> str:
    """
    Return the name of a level.

    Examples:
        >>> level_name("gold", "zh")
        '金'
    """
    return LEVEL_WORDS[level][0][0 if lang == "zh" else 1]


def level_meaning(level: str, lang: str) -> str:
    """Return what a level means."""
    return LEVEL_WORDS[level][1][0 if lang == "zh" else 1]
