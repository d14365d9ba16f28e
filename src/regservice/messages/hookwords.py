"""The words of the hook reference in Chinese; the English ones are the docstrings."""

from __future__ import annotations

from typing import Final

HOOK_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "regservice_package": (
        "返回规则包的文件夹;没有文件夹时,返回清单。",
        "含 `package.yaml` 和各表的文件夹;各行全部来自其他钩子时,只返回 `Manifest`。"
        "什么都不提供时返回 `None`。已安装的包编译一次、多次启动,"
        "所以同样的代码须返回同样的文件夹。",
        "由 Python 给出的行也属于一个规则包,清单写明它可以为哪些地区写规则:",
    ),
    "regservice_documents": (
        "返回本包各行的依据所引用的文件。",
        "若干文件,次序不限,加在文件夹中的文件之外。只引用别的包已登记的文件时,返回空。",
        "登记一份文件,要写明怎样核对过、何时核对:",
    ),
    "regservice_authorities": (
        "返回机构、机构之间的关系,和地区。",
        "三种行可以混在一起,次序不限,加在文件夹中的行之外。不增加机构时,返回空。",
        "一个机构,和使它归另一个机构管理的关系:",
    ),
    "regservice_service_items": (
        "返回服务事项,和随之要问的事实。",
        "两种行可以混在一起,次序不限,加在文件夹中的行之外。不增加事项时,返回空。",
        "自己的事项,代码前要有命名空间:",
    ),
    "regservice_rules": (
        "返回分办规则、流转规则、越级规则和法定事项。",
        "四种行可以混在一起,次序不限,加在文件夹中的行之外。"
        "别的包的规则已经够用时,返回空。",
        "把一个国家机构列为抄送的规则:",
    ),
    "regservice_time_limits": (
        "返回时限、法定办理期限、暂停事由和工作日历。",
        "这些行可以混在一起,次序不限,加在文件夹中的行之外。"
        "别的包的时限已经够用时,返回空。",
        "一个可以不计入时限的事由:",
    ),
    "regservice_programmes": (
        "返回条件可以点名的专项,以及来源说到的其他事。",
        "若干专项和来源所述,可以混在一起,次序不限,加在文件夹中的行之外。没有时返回空。",
        "在所列地区实施的一项计划:",
    ),
    "regservice_tests": (
        "返回决策用例。它们不是规则,不影响答案和指纹;`regservice test` 运行它们。",
        "若干用例,次序不限,加在文件夹中的用例之外。没有时返回空。",
        "一个问题,以及应当怎样回答:",
    ),
    "regservice_strategies": (
        "返回规则的 `holder.strategy` 点名的策略。",
        "若干策略,次序不限。没有时返回空。只有这些函数会在分办时运行,"
        "而且只在有规则点名之处;它们会怎样回答,无法证明。",
        "策略按已知的事实给出一个机构:",
    ),
}
"""Hook to what it does, what it returns and what nothing means, and its example."""

WHEN_WORDS: Final[dict[str, str]] = {
    "regservice_package": (
        "编译规则集时,对每个已登记的扩展包调用一次,先于它的其他钩子。"
    ),
}
"""When a hook is called, where it is not as usual."""

USUAL: Final = "编译规则集时,对每个已登记的扩展包调用一次。"
"""When most hooks are called."""

PAGE: Final[dict[str, tuple[str, str]]] = {
    "title": ("钩子", "Hooks"),
    "intro": (
        "扩展包用这些钩子提供内容;多数包只需要第一个。钩子只在编译规则集时调用,"
        "全部实现都会运行,次序没有意义。Python 给出的行与 YAML 的行经过同样的检查,"
        "得到同样的记录;一个包要么整个生效,要么整个隔离,写明文件、行和改法。",
        "Packages contribute by these hooks; most need only the first. They are called"
        " only while a ruleset is compiled, every implementation runs, and their order"
        " carries no meaning. Rows from Python are checked like rows from YAML and give"
        " the same records. A package contributes wholly, or is quarantined wholly,"
        " with file, line and fix.",
    ),
    "generated": (
        "本页由 `python docs/_gen/hooks.py` 根据 `regservice.plugin.hookspecs` 生成。",
        "This page is made by `python docs/_gen/hooks.py` from"
        " `regservice.plugin.hookspecs`.",
    ),
    "when": ("何时调用", "When"),
    "arguments": ("参数", "Arguments"),
    "no-arguments": ("无", "none"),
    "returns": ("返回", "Returns"),
    "since": ("始于", "Since"),
    "example": ("例", "Example"),
}
"""The words of the page: (Chinese, English)."""
