"""What is wrong with a ledger or an installation: RS40xx and RS50xx."""

from __future__ import annotations

from typing import Final

LEDGERS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "RS4001": (
        ("台账读不了:{reason}", "用 Excel 或 WPS 打开后另存为 .xlsx"),
        ("cannot read the ledger: {reason}", "save it again as .xlsx"),
    ),
    "RS4002": (
        ("台账中没有诉求", "至少填写一行,表头须含“诉求内容”"),
        ("the ledger holds no request", "fill in a row under a header with text"),
    ),
    "RS4003": (
        ("找不到表头:没有“诉求内容”一列", "表头写“诉求内容”(或 text)"),
        ("no header found: there is no text column", "name a column “text”"),
    ),
    "RS4004": (
        ("不支持的文件类型“{suffix}”", "用 .xlsx、.csv 或 .jsonl"),
        ("file type “{suffix}” is not supported", "use .xlsx, .csv or .jsonl"),
    ),
    "RS4005": (
        ("缺少诉求内容", "填写该单元格"),
        ("the question is missing", "fill in the cell"),
    ),
    "RS4006": (
        ("与 {other} 重复", "核对后删去其中一行"),
        ("the same as {other}", "check and delete one of them"),
    ),
    "RS4007": (
        ("不是一个 JSON 对象:{reason}", "每行写一个 JSON 对象"),
        ("not a JSON object: {reason}", "write one JSON object a line"),
    ),
    "RS4008": (
        ("输出不能覆盖输入文件", "换一个输出文件名"),
        ("the output must not replace the input", "choose another name"),
    ),
    "RS4009": (
        ("写不了:{reason}", "检查磁盘空间和文件夹"),
        ("cannot write: {reason}", "check disk space and folder"),
    ),
    "RS4010": (
        ("两列都是“{field}”:{columns}", "只保留一列"),
        ("two columns mean “{field}”: {columns}", "keep one"),
    ),
    "RS4011": (
        ("“{value}”按 {read} 处理", "如不对,写全年月日"),
        ("“{value}” was read as {read}", "if that is wrong, write the full date"),
    ),
    "RS4012": (
        ("工作表“{sheet}”没有读,只读了“{read}”", "一次一张表:另存为单独的文件再分办"),
        ("sheet “{sheet}” was not read, only “{read}”", "save it as a file of its own"),
    ),
    "RS4013": (
        (
            "这些列不是台账字段,只作属性或原样保留:{columns}",
            "如是日期、地区等,改用常见表头",
        ),
        (
            "columns kept as they are or read as fields: {columns}",
            "if one is a date, a place or the like, give it a common header",
        ),
    ),
    "RS5001": (
        ("此功能需要可选组件 [{extra}]", 'pip install "regservice[{extra}]"'),
        (
            "this needs the optional extra [{extra}]",
            'pip install "regservice[{extra}]"',
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
