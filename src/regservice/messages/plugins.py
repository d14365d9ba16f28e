"""
Why a package is quarantined and how to go on without it, by stable code.

RS2101 to RS2106 what it does, RS2107 to RS2109 what it was made for, RS2110 to RS2112
what may be imported, RS2113 to RS2116 a process of its own.
"""

from __future__ import annotations

from typing import Final

_ZH: Final = (
    "修复它;暂时停用:设环境变量 REGSERVICE_DISABLE={name};不再使用:pip uninstall {name}"
)
_EN: Final = (
    "mend it; to go on without it set the environment variable"
    " REGSERVICE_DISABLE={name}, or pip uninstall {name}"
)

PLUGINS: Final = {
    "RS2101": (
        ("扩展包“{name}”已隔离:{reason}", _ZH),
        ("plugin “{name}” is quarantined: {reason}", _EN),
    ),
    "RS2102": (
        (
            "扩展包“{name}”实现了不存在的钩子 {hook}{near}",
            f"改为下列之一:{{allowed}}。或{_ZH}",
        ),
        (
            "plugin “{name}” implements an unknown hook {hook}{near}",
            f"use one of: {{allowed}}. Or {_EN}",
        ),
    ),
    "RS2103": (
        ("扩展包“{name}”定义了 {hook},却没有 @hookimpl", "在函数上一行写 @hookimpl"),
        ("plugin “{name}” defines {hook} without @hookimpl", "mark it with @hookimpl"),
    ),
    "RS2104": (
        (
            "扩展包“{name}”的 {hook} 写成了 {found}",
            f"写成 {{allowed}},前面只有 @hookimpl。或{_ZH}",
        ),
        (
            "plugin “{name}” writes {hook} as {found}",
            f"write {{allowed}} and a plain @hookimpl. Or {_EN}",
        ),
    ),
    "RS2105": (
        (
            "扩展包“{name}”的 {hook} 给出了 {value}",
            f"只给出:{{allowed}}。或{_ZH}",
        ),
        (
            "{hook} of plugin “{name}” gives {value}",
            f"give nothing but: {{allowed}}. Or {_EN}",
        ),
    ),
    "RS2106": (
        ("扩展包“{name}”的 {hook} 给出的行超过 {limit} 行", f"减少行数。或{_ZH}"),
        ("{hook} of plugin “{name}” gives more than {limit} rows", f"less. Or {_EN}"),
    ),
    "RS2107": (
        (
            "“{name}”要求 regservice {wanted},现在是 {here}",
            "换用适合 regservice {here} 的版本;"
            "暂时停用:设环境变量 REGSERVICE_DISABLE={name}",
        ),
        (
            "“{name}” requires regservice {wanted}; this is {here}",
            "use a version of it that fits {here}; to go on without it set the"
            " environment variable REGSERVICE_DISABLE={name}",
        ),
    ),
    "RS2108": (
        (
            "扩展包“{name}”给出了行,却没有清单",
            "让 regservice_package 返回规则包文件夹,或一个 Manifest",
        ),
        (
            "plugin “{name}” gives rows but no manifest",
            "let regservice_package return a folder, or a Manifest",
        ),
    ),
    "RS2109": (
        ("“{name}”的元数据读不了:{reason}", f"重新安装它。或{_ZH}"),
        (
            "the metadata of “{name}” cannot be read: {reason}",
            f"install it anew: {_EN}",
        ),
    ),
    "RS2110": (
        ("扩展包“{name}”改动了 {what}(已复原)", _ZH),
        ("plugin “{name}” changed {what} (it was put back)", _EN),
    ),
    "RS2111": (
        (
            "“{name}”的版本 {version} 不在允许的范围 {wanted}",
            "换用允许的版本,或改 load 的 allow(命令行是环境变量 REGSERVICE_ALLOW)",
        ),
        (
            "version {version} of “{name}” is outside of what is allowed: {wanted}",
            "use an allowed one, or change allow of load (on the command line the"
            " environment variable REGSERVICE_ALLOW)",
        ),
    ),
    "RS2112": (
        (
            "看不懂允许的范围“{value}”",
            "写成 名称>=2026.1,几项之间用逗号;不限版本只写名称",
        ),
        (
            "“{value}” does not say what is allowed",
            "write name>=2026.1, with commas between several; a name alone is any",
        ),
    ),
    "RS2113": (
        ("扩展包“{name}”使读取它的子进程中止:{reason}", _ZH),
        ("plugin “{name}” ended the process that read it: {reason}", _EN),
    ),
    "RS2114": (
        ("扩展包“{name}”在 {seconds} 秒内没有读完", _ZH),
        ("plugin “{name}” was not read within {seconds} seconds", _EN),
    ),
    "RS2115": (
        (
            "策略“{key}”属于在子进程中读取的扩展包“{name}”,不能在这里运行",
            "用 regservice.load() 载入,它会在本进程中载入策略",
        ),
        (
            "strategy “{key}” of plugin “{name}” was read in another process and"
            " cannot run here",
            "use regservice.load(): it loads strategies into this process",
        ),
    ),
    "RS2116": (
        ("扩展包“{name}”在子进程中的结果看不懂", _ZH),
        ("what the process that read plugin “{name}” says is unreadable", _EN),
    ),
    "RS2117": (
        (
            "规则包“{name}”需要 {needs},这里没有",
            "安装它,或者把它的文件夹也写上;不再需要就从清单的 needs(需要)中删去",
        ),
        (
            "package “{name}” needs {needs}, which is not here",
            "install it, or give its folder too; delete it from needs in the manifest"
            " if it is not needed",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
