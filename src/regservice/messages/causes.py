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
    "RS1028": (
        (
            "“{file}”不会被读取:名字最后多了 .txt,里面的行都缺着",
            "把文件改名为“{want}”;不是规则包内容的,移到别的文件夹",
        ),
        (
            "“{file}” is not read: its name ends in .txt, and its rows are missing",
            "call it “{want}”; if it is no part of the package, move it elsewhere",
        ),
    ),
    "RS1029": (
        (
            "这一行在“{here}”中,写的却都是“{table}”的字段",
            "把这一行移到“{table}”下面;“{table}”已经有这一行的,删去它",
        ),
        (
            "this row stands in {here}, but all its fields are those of {table}",
            "move it to {table}; delete it if {table} has it already",
        ),
    ),
    "RS1030": (
        (
            "缺少 {count} 个必填字段:{fields}",
            "把它们补上;这里本来不是一行内容(如合计、签名)的,删去它",
        ),
        (
            "{count} required fields are missing: {fields}",
            "add them; delete it if it is no row at all, such as a total or a name",
        ),
    ),
    "RS1031": (
        (
            "没有这 {count} 个字段:{fields}",
            "删去,或改用允许的字段:{allowed}",
        ),
        (
            "{count} fields are unknown: {fields}",
            "delete them, or use allowed ones: {allowed}",
        ),
    ),
    "RS1032": (
        (
            "这一行有 {count} 个单元格不合要求:{cells}",
            "像是整行错位,或不是内容(如填写说明):移回原位,或在行首加 #",
        ),
        (
            "{count} cells of this row do not fit: {cells}",
            "the row may have moved, or be no row at all (such as hints): move it "
            "back, or begin it with #",
        ),
    ),
    "RS1033": (
        (
            "从“{key}”起像是上一行的后半,却另起了一行",
            "删去“{key}”前的“- ”,与上一行对齐;确是另一行的,把两行都写全",
        ),
        (
            "from “{key}” on this looks like the rest of the row before",
            "delete the “- ” before “{key}”; if it is another row, complete both",
        ),
    ),
    "RS1034": (
        (
            "公式“{value}”没有保存计算结果,读出来是空的",
            "用 Excel 或 WPS 打开并保存一次,或直接写值",
        ),
        (
            "the formula “{value}” has no saved result and would be read as empty",
            "open and save the workbook in a spreadsheet, or write the value",
        ),
    ),
    "RS1035": (
        (
            "“{file}”是指向别的文件夹的链接,其中的表格不会被读取",
            "把那个文件夹放到这里代替链接;不是规则包内容的,移到别的文件夹",
        ),
        (
            "“{file}” is a link to a folder, and the tables in it are not read",
            "put the folder itself here; if it is no part of the package, move the"
            " link elsewhere",
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
    "RS2038": (
        (
            "这个文件有 {count} 行与 {other} 的重复({keys}),像是它的副本",
            "把其中一个移出规则包的文件夹;两个都要的,删去重复的行",
        ),
        (
            "{count} rows of this file stand in {other} too ({keys}): is it a copy?",
            "move one of them out of the package; or delete the rows that are there"
            " twice",
        ),
    ),
    "RS2118": (
        (
            "扩展包“{name}”把 {hook} 定义了两次(另一次在第 {line} 行),只有后一次算数",
            "把两次合成一次,或改掉其中一个的名字",
        ),
        (
            "plugin “{name}” defines {hook} twice (line {line} too): only the last one"
            " counts",
            "make one of both, or rename one",
        ),
    ),
    "RS2119": (
        (
            "扩展包“{name}”的 {hook} 写在函数、类或条件里面,不会有人调用它",
            "顶格写在模块最外层",
        ),
        (
            "{hook} of plugin “{name}” stands inside a function, a class or a "
            "condition, where nobody calls it",
            "write it at the top of the module, without indentation",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
