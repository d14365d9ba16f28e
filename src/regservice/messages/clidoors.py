"""Texts of the commands about the files of packages: ``convert``, ``fmt``, schema."""

from __future__ import annotations

from typing import Final

CLI_DOORS: Final[dict[str, tuple[str, str]]] = {
    "convert.help": (
        "把规则包写成另一种格式:DST 是 *.xlsx、*.py,或一个 YAML 文件夹。",
        "Write a package in another format: DST is *.xlsx, *.py or a YAML folder.",
    ),
    "convert.keys": (
        "字段名用中文还是英文;不写就沿用来源中多数字段名的语言",
        "language of the keys; without it that of most keys of the source",
    ),
    "convert.done": (
        "√ 已写出 {target},读回来与来源完全相同:{rows} 行",
        "√ {target} was written and reads back as the same records: {rows} rows",
    ),
    "convert.comments": (
        "! YAML 的注释带不过去,留在原来的文件里:{files}",
        "! comments of YAML stay in the old files, no format takes them over: {files}",
    ),
    "convert.remarks": (
        "! 表头以 # 开头的批注列带不过去:{columns}",
        "! columns of remarks (header with #) are not taken over: {columns}",
    ),
    "convert.strategies": (
        "! 由程序决定的部分是代码,没有写出:{names};请留在 Python 中",
        "! strategies are code and are not written: {names}; keep them in Python",
    ),
    "fmt.help": (
        "整理规则包的文件:缩进、引号、换行;注释和次序不变。",
        "Format the files of packages: indentation, quotes, line ends; comments stay.",
    ),
    "fmt.check": (
        "只检查,列出要整理的文件,有就以退出码 1 结束",
        "change nothing; list the files to format, exit with 1 if there are any",
    ),
    "fmt.keys": (
        "把字段名和可选值都改成中文或英文;工作簿只有写了它才改",
        "put keys and choices into one language; workbooks are changed only by this",
    ),
    "fmt.diff": ("只显示会怎样改", "show what would change, change nothing"),
    "fmt.changed": ("整理了 {file}", "formatted {file}"),
    "fmt.would": ("要整理 {file}", "to be formatted: {file}"),
    "fmt.done": (
        "{changed} 个文件要整理,{same} 个本来就整齐",
        "{changed} files to format, {same} were in order",
    ),
    "schema.help": (
        "写出编辑器用的 JSON Schema,不联网。",
        "Write JSON Schema for editors; no network is needed.",
    ),
    "schema.lang": (
        "只认中文或只认英文字段名;不写就两种都认",
        "accept keys of one language; without it both",
    ),
    "schema.out": ("写到哪个文件夹;默认当前文件夹", "folder to write to; default ."),
    "schema.done": ("√ 已写出 {file}", "√ wrote {file}"),
}
"""Code to text, Chinese and English."""
