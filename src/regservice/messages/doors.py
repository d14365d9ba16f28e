"""What is said about YAML files, workbooks and what is made of them."""

from __future__ import annotations

from typing import Final

Text = tuple[str, str]

DOORS: Final[dict[str, tuple[Text, Text]]] = {
    "RS1012": (
        (
            "这里的“{found}”会被当作文字,不是标点",
            "改为半角 {want};确实是文字的,整个值加半角引号",
        ),
        (
            "“{found}” would be taken for text here, and for no sign",
            "write {want}; if it is meant as text, put the value in ASCII quotes",
        ),
    ),
    "RS1013": (
        (
            "这里的空白不是普通空格({code}),会被当作文字",
            "改为半角空格",
        ),
        (
            "this blank is no ordinary one ({code}) and would be taken for text",
            "write ASCII blanks",
        ),
    ),
    "RS1014": (
        ("缩进用了制表符", "改为半角空格"),
        ("a tab is used for indentation", "write ASCII blanks"),
    ),
    "RS1015": (
        (
            "{value} 两边是中文引号,会成为文字的一部分",
            "改为半角引号;确实要中文引号的,外面再加半角引号",
        ),
        (
            "{value} has typographic quotes, which would be part of the text",
            "write ASCII quotes; if they are meant, put ASCII quotes around them",
        ),
    ),
    "RS1016": (
        ("“{key}”的冒号后面缺少空格", "写成“{key}: 值”"),
        ("a blank is missing after the colon of “{key}”", "write “{key}: value”"),
    ),
    "RS1017": (
        ("列表的“-”后面缺少空格", "写成“- ”"),
        ("a blank is missing after the “-” of a list", "write “- ”"),
    ),
    "RS1021": (
        (
            "“{value}”所在的列没有表头,会被丢掉",
            "在第一行补上表头,或删去这一格;批注列的表头以 # 开头",
        ),
        (
            "the column of “{value}” has no header and would be lost",
            "write a header in the first row, or delete the cell; # begins the header"
            " of a column of remarks",
        ),
    ),
    "RS1022": (
        (
            "有一格超过 {limit} 个字符,工作簿放不下",
            "改用 YAML(regservice convert 到文件夹),或缩短这一格",
        ),
        (
            "a value has more than {limit} characters, too many for a cell",
            "use YAML (regservice convert to a folder), or shorten it",
        ),
    ),
    "RS1023": (
        ("一个规则包只能有一份清单,另一份在 {other}", "删去其中一份"),
        ("a package has one manifest, another one is {other}", "delete one of them"),
    ),
    "RS1024": (
        (
            "工作簿 {file} 中没有清单",
            "加一张名为“规则包”的工作表,写上包名、标题、版本、地区、负责单位",
        ),
        (
            "the workbook {file} has no manifest",
            "add a sheet “package” with name, title, version, places and owner",
        ),
    ),
    "RS1025": (
        ("已经有这个文件或文件夹,不会覆盖", "换一个名字,或先把原来的移走"),
        ("this exists already and is not overwritten", "choose another name"),
    ),
    "RS1026": (
        (
            "写出的内容读回来不一样({tables}),没有留下文件",
            "换一种格式;这是程序的错误,请连同规则包一起报告",
        ),
        (
            "what was written reads back otherwise ({tables}); nothing was kept",
            "choose another format; this is a fault of the program, please report it",
        ),
    ),
    "RS1027": (
        (
            "整理后读出的内容会不一样,文件没有改动",
            "去掉这个文件中少见的写法(标签、折行的文字)再试;这是程序的错误,请报告",
        ),
        (
            "it would read otherwise once formatted; the file was left alone",
            "avoid rare forms (tags, folded texts); this is a fault of the program,"
            " please report it",
        ),
    ),
    "RS2801": (
        (
            "{principal} 没有把“{matter}”委托给 {agent},没有可交回的",
            "核对委托机构、受托机构、事项和日期;可用 regservice org 查看",
        ),
        (
            "{principal} has not delegated “{matter}” to {agent}: nothing to give back",
            "check both bodies, the matter and the day; see regservice org",
        ),
    ),
    "RS2804": (
        ("已经有名为“{name}”的规则包", "换一个名字"),
        ("there is a package called “{name}” already", "choose another name"),
    ),
    "RS2803": (
        (
            "没有登记代码为“{document}”的文件",
            "写上 --document-name 文件名称,或改为已登记的:{allowed}",
        ),
        (
            "no document “{document}” is registered",
            "add --document-name NAME, or use one of: {allowed}",
        ),
    ),
    "RS2802": (
        ("没有编号为“{limit}”的时限", "改为其中之一:{allowed}"),
        ("there is no limit “{limit}”", "use one of: {allowed}"),
    ),
}
"""Code to (what, how to mend) in Chinese and English."""

WORKBOOK: Final[dict[str, tuple[str, str]]] = {
    "workbook.title": ("怎样填写这份工作簿", "How to fill in this workbook"),
    "workbook.how": (
        "每张工作表是一张表,第一行是表头,以下每行一条;空行和以 # 开头的行不读。\n"
        "带 * 的表头必须填写;批注说明每一列填什么、允许什么。\n"
        "一格里有几个值时用“、”隔开,或者每行一个。\n"
        "代码按文本填写:310104、0012 都不要写成数字。日期写 2024-01-24。\n"
        "表头带点的(如 依据.文件)是同一内容的几个部分。\n"
        "没有把握的依据,类型写“推定”并在备注写明理由,不要写成条文。\n"
        "填好以后:regservice check 文件.xlsx;regservice test 文件.xlsx。",
        "Each sheet is a table; the first row holds the headers, each row below one"
        " record; empty rows and rows that begin with # are not read.\n"
        "Headers with * must be filled; comments say what goes into a column.\n"
        "Several values in one cell: separate them by ; or write one a line.\n"
        "Write codes as text: 310104 and 0012 are no numbers. Dates: 2024-01-24.\n"
        "Headers with a dot (source.document) are parts of one thing.\n"
        "If you are not sure of a source, its kind is assumed, with a note why.\n"
        "Then: regservice check FILE.xlsx; regservice test FILE.xlsx.",
    ),
    "workbook.allowed": ("允许:", "Allowed: "),
    "workbook.form": ("写法:", "Written as: "),
    "workbook.list": ("可填几个,用“、”隔开", "Several values, separated by ;"),
}
"""Sentences inside a workbook, Chinese and English."""
