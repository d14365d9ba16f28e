"""
What is wrong with a package that is shipped, and how to mend it, by stable code.

RS4101 to RS4111 building a wheel, RS4112 and RS4113 a folder of wheels, RS4114 what a
package brings.
"""

from __future__ import annotations

from typing import Final

SHIP: Final = {
    "RS4101": (
        (
            "“{name}”不能作发行包的名称",
            "只用小写英文字母、数字和 - _ .,首尾是字母或数字,"
            "如 regservice-region-xuhui",
        ),
        (
            "“{name}” cannot be the name of a distribution",
            "use lower-case letters, digits and - _ . with a letter or digit at both"
            " ends, such as regservice-region-xuhui",
        ),
    ),
    "RS4102": (
        (
            "“{name}”与本库或 Python 自带的模块同名,装上也用不了",
            "换一个名称,如 regservice-region-{name}",
        ),
        (
            "“{name}” is the name of this library or of a module of Python",
            "choose another, such as regservice-region-{name}",
        ),
    ),
    "RS4103": (
        (
            "版本“{version}”不合发行包的写法",
            '写成用点分开的数字,如 "2026.1"、"2026.1.2";草案写 "2026.1rc1"',
        ),
        (
            "“{version}” cannot be the version of a distribution",
            'write numbers with dots, such as "2026.1"; a draft is "2026.1rc1"',
        ),
    ),
    "RS4104": (
        ("适用的版本范围“{value}”读不懂", '写成 ">=0.1,<1" 的样子'),
        ("“{value}” is no range of versions", 'write it as in ">=0.1,<1"'),
    ),
    "RS4105": (
        ("文件名与“{other}”只有大小写或字符组合方式不同", "改掉其中一个文件名"),
        (
            "the name differs from “{other}” only in case or in composed letters",
            "rename one of the files",
        ),
    ),
    "RS4106": (
        (
            "环境变量 SOURCE_DATE_EPOCH 的值“{value}”不是秒数",
            "写成自1970年起的秒数,或去掉这个变量",
        ),
        (
            "SOURCE_DATE_EPOCH is “{value}”, which is no number of seconds",
            "set it to seconds since 1970, or unset it",
        ),
    ),
    "RS4107": (
        (
            "已有同一版本({version})的文件,内容不同",
            "改了内容就把 version 写高一点;这一版还没有发给任何人的,删掉旧文件再做",
        ),
        (
            "there is a file of this version ({version}) with other content",
            "raise the version; delete the old file if nobody has got it yet",
        ),
    ),
    "RS4108": (
        (
            "这里没有规则包",
            "给出有 package.yaml 的文件夹,或有 pyproject.toml 和 src 的文件夹",
        ),
        (
            "there is no package here",
            "give a folder with package.yaml, or one with pyproject.toml and src",
        ),
    ),
    "RS4109": (
        ("pyproject.toml 读不懂:{reason}", "按 PEP 621 改正这一处"),
        ("cannot read pyproject.toml: {reason}", "mend this by PEP 621"),
    ),
    "RS4110": (
        (
            "不用构建工具做不了:{value}",
            "名称和版本写死在 [project] 里,代码全放在 src 下,只用纯 Python;"
            "否则用 pip wheel 做",
        ),
        (
            "this needs a build backend: {value}",
            "state name and version in [project], keep all code below src and pure"
            " Python; else use pip wheel",
        ),
    ),
    "RS4111": (
        (
            "pyproject.toml 写的是 {project},package.yaml 写的是 {manifest}",
            "把名称和版本改成一样",
        ),
        (
            "pyproject.toml says {project}, package.yaml says {manifest}",
            "make name and version the same",
        ),
    ),
    "RS4112": (
        (
            "这个文件不是本工具做的,没有覆盖",
            "换一个文件夹,或先把它移走",
        ),
        (
            "this file was not made by this tool and is left alone",
            "choose another folder, or move it away",
        ),
    ),
    "RS4113": (
        ("不是完好的 wheel 文件:{reason}", "重新做一次,或从文件夹里拿走"),
        ("this is no whole wheel: {reason}", "build it again, or take it away"),
    ),
    "RS4114": (
        (
            "没有哪个规则包有“{name}”{near}",
            "写代码、编号或名称;机构查 regservice org,事项查 regservice items,"
            "规则包查 regservice plugins list",
        ),
        (
            "no package brings “{name}”{near}",
            "write a code, an id or a name; see regservice org, regservice items and"
            " regservice plugins list",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
