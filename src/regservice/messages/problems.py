"""
What is wrong and how to mend it, by stable code.

RS10xx files, RS11xx fields, RS20xx rules and packages, RS26xx what a proof finds,
RS27xx decision tests, RS31xx names, RS33xx time, RS34xx clocks, RS35xx packs,
RS40xx ledgers, RS50xx installation.
RS31xx names, RS33xx time, RS34xx clocks, RS35xx packs, RS40xx ledgers, RS41xx
packages that are shipped, RS50xx installation.
"""

from __future__ import annotations

from typing import Final

from regservice.messages.cases import CASES
from regservice.messages.causes import CAUSES
from regservice.messages.claims import CLAIMS
from regservice.messages.clocks import CLOCK_PROBLEMS
from regservice.messages.doors import DOORS
from regservice.messages.findings import FINDINGS
from regservice.messages.ledgers import LEDGERS
from regservice.messages.lines import LINES
from regservice.messages.packs import PACKS
from regservice.messages.plugins import PLUGINS
from regservice.messages.ship import SHIP

Text = tuple[str, str]
"""What is wrong; how to mend it."""

PROBLEMS: Final[dict[str, tuple[Text, Text]]] = {
    "RS1001": (
        ("文件或文件夹不存在", "检查路径和文件名"),
        ("there is no such file or folder", "check path and name"),
    ),
    "RS1002": (
        ("文件不是 UTF-8 编码(可能是 GBK、UTF-16)", "用编辑器另存为 UTF-8"),
        ("the file is not UTF-8 (GBK or UTF-16 perhaps)", "save it as UTF-8"),
    ),
    "RS1003": (
        ("YAML 语法错误:{reason}", "检查缩进(只用半角空格)和冒号后的空格"),
        (
            "YAML syntax: {reason}",
            "check indentation (ASCII blanks only) and the blank after a colon",
        ),
    ),
    "RS1004": (
        ("用了全角冒号“：”", "改为半角冒号加空格“: ”"),
        ("a full-width colon is used", "write an ASCII colon and a blank"),
    ),
    "RS1005": (
        ("文件过大、过深或别名展开过多(上限 {limit})", "拆分文件,减少嵌套和别名"),
        (
            "file too large, too deep or too many aliases (limit {limit})",
            "split it, nest less, use fewer aliases",
        ),
    ),
    "RS1006": (
        ("同一层出现两个“{key}”", "删去其中一个,或合并两处内容"),
        ("“{key}” stands twice on one level", "delete one, or merge them"),
    ),
    "RS1007": (
        ("缺少清单文件 {file}", "在规则包文件夹中建立 {file}"),
        ("the manifest {file} is missing", "create {file} in the package folder"),
    ),
    "RS1008": (
        (
            "不是规则包文件夹",
            "给出含有 package.yaml 的文件夹,或一个 .xlsx 工作簿;"
            ".xls、.csv、.xlsm 先另存为 .xlsx",
        ),
        (
            "not a package folder",
            "give a folder that holds package.yaml, or a workbook .xlsx; save .xls,"
            " .csv and .xlsm as .xlsx first",
        ),
    ),
    "RS1009": (
        ("没有读写权限", "检查权限,或换一个位置"),
        ("permission denied", "check the permissions, or choose another place"),
    ),
    "RS1010": (
        ("文件和文件夹弄混了", "此处要给文件的给文件,要给文件夹的给文件夹"),
        (
            "a file is taken for a folder, or a folder for a file",
            "give a file where a file is wanted, a folder where a folder is",
        ),
    ),
    "RS1011": (
        ("文件读不了:{reason}", "检查磁盘和文件"),
        ("cannot read the file: {reason}", "check the disk and the file"),
    ),
    "RS1101": (
        ("文件顶层必须是“表名: 行列表”", "第一行写表名,如 rules:"),
        ("the top of the file must be “table: rows”", "start with e.g. rules:"),
    ),
    "RS1102": (
        ("缺少必填字段“{field}”", "补上 {field}: ...{about}"),
        ("required field “{field}” is missing", "add {field}: ...{about}"),
    ),
    "RS1103": (
        ("不认识字段“{field}”", "删去它,或改用允许的字段"),
        ("unknown field “{field}”", "delete it or use an allowed one"),
    ),
    "RS1104": (
        ("不认识字段“{field}”,像是“{near}”", "把“{field}”改为“{near}”"),
        ("unknown field “{field}”; is it “{near}”?", "write “{near}”"),
    ),
    "RS1105": (
        (
            "“{field}”的值“{value}”不在允许范围",
            "改为允许的值,或照此写法:{allowed}{about}",
        ),
        (
            "“{value}” is not allowed for “{field}”",
            "use one of these, or write like this: {allowed}{about}",
        ),
    ),
    "RS1106": (
        ("“{field}”不能为空", "填写 {field}"),
        ("“{field}” must not be empty", "fill in {field}"),
    ),
    "RS1107": (
        ("“{field}”的先后颠倒:{value}", "起点须早于终点;写反了就对调"),
        (
            "“{field}” runs backward: {value}",
            "the start must lie before the end; swap them if they are mixed up",
        ),
    ),
    "RS1108": (
        ("有后继文件,状态却是“{value}”", "把 status 改为 superseded"),
        ("it has a successor but status “{value}”", "set status to superseded"),
    ),
    "RS1109": (
        ("来源类型为 {value} 时须写明 {allowed}", "补上 {field}"),
        ("a source of kind {value} must state {allowed}", "add {field}"),
    ),
    "RS1110": (
        (
            "未经核对的内容不能作为法条(clause)展示",
            "核对原文后写 verified: read 或 page;否则改为 kind: assumed 并写明理由",
        ),
        (
            "what nobody has checked must not be shown as a clause",
            "check it and write verified: read or page; else kind: assumed with a note",
        ),
    ),
    "RS1111": (
        (
            "“{field}”只用于、且必须用于 delegates 关系",
            "委托关系写明 mode 和 matters;其他关系删去",
        ),
        (
            "“{field}” belongs to delegates relations, and to them only",
            "state mode and matters of a delegation; delete them elsewhere",
        ),
    ),
    "RS1112": (
        ("须在 {allowed} 中恰好写一项", "写其中一项,删去其余"),
        ("exactly one of {allowed} must be given", "write one, delete the others"),
    ),
    "RS1113": (
        ("“{field}”中有重复的代码:{value}", "每个取值用不同的代码"),
        ("“{field}” holds a code twice: {value}", "give each value its own code"),
    ),
    "RS1114": (
        ("“{field}”不能用在这里:{value}", "删去;可以写的有 {allowed}"),
        ("“{field}” does not belong here: {value}", "delete it; allowed: {allowed}"),
    ),
    **CAUSES,
    **CLAIMS,
    "RS2002": (
        ("{kind}“{key}”不存在{near}", "改为已有的,或在规则包中增加它"),
        ("{kind} “{key}” does not exist{near}", "use an existing one, or add it"),
    ),
    "RS2004": (
        ("“{relation}”关系成环:{cycle}", "删去环上的一条关系"),
        ("the “{relation}” relations form a cycle: {cycle}", "delete one link of it"),
    ),
    "RS2005": (
        ("维度“{dimension}”没有取值“{value}”", "改为允许的取值:{allowed}"),
        ("dimension “{dimension}” has no value “{value}”", "use one of: {allowed}"),
    ),
    "RS2006": (
        ("日历“{calendar}”缺少 {year} 年的放假安排", "补上该年的 calendar_notices"),
        (
            "calendar “{calendar}” has no notice for {year}",
            "add the row of that year to calendar_notices",
        ),
    ),
    "RS2022": (
        (
            "日历“{calendar}”的某一天,“{other}”已经规定过",
            "改日期、星期或有效期,使每一天只有一行",
        ),
        (
            "“{other}” already speaks of a day of calendar “{calendar}”",
            "change days, weekdays or validity: one row for each day",
        ),
    ),
    "RS2008": (
        ("来源引用的文件“{key}”没有登记{near}", "在 documents 表中登记该文件"),
        (
            "the cited document “{key}” is not registered{near}",
            "register it in the table documents",
        ),
    ),
    "RS2009": (
        ("没有国家规则包(地区 national)", "载入时带上内置的国家规则包"),
        ("there is no national package", "load the built-in national package"),
    ),
    "RS2010": (
        (
            "法条“{key}”的文件尚未核对(登记为 own)",
            "核对文件后改登记;否则来源改为 assumed",
        ),
        (
            "the document of clause “{key}” is registered as unchecked (own)",
            "check the document, or make the source assumed",
        ),
    ),
    **LINES,
    **DOORS,
    **PLUGINS,
    **FINDINGS,
    **CASES,
    "RS3101": (
        ("找不到{kind}“{name}”{near}", "核对名称或代码;可用 regservice {command} 查看"),
        (
            "no {kind} is called “{name}”{near}",
            "check name or code; see regservice {command}",
        ),
    ),
    "RS3102": (
        ("{kind}“{name}”有多个:{found}", "改用其中一个的代码"),
        (
            "“{name}” is the name of more than one {kind}: {found}",
            "use a code of these",
        ),
    ),
    "RS3103": (
        ("“{name}”没有取值“{value}”", "改为允许的取值:{allowed}"),
        ("“{name}” has no value “{value}”", "use one of: {allowed}"),
    ),
    "RS3104": (
        ("机构“{name}”在 {day} 不存在", "改用当日存在的机构,或不填受理机构"),
        ("“{name}” did not exist on {day}", "name a body that did, or leave it out"),
    ),
    "RS3105": (
        (
            "不能搁置“{rule}”:它的 modality 是 {why}",
            "只有 modality 为 in_principle 的分办规则或流转规则可以搁置:{allowed}",
        ),
        (
            "“{rule}” cannot be set aside: its modality is {why}",
            "only rules whose modality is in_principle can: {allowed}",
        ),
    ),
    "RS3106": (
        ("“{rule}”在 {day} 不生效,不能搁置", "去掉 --override,或改 --at 的日期"),
        ("“{rule}” is not in force on {day}", "leave --override out, or mend --at"),
    ),
    "RS3201": (
        (
            "时刻“{value}”不能识别,或没有时区",
            "写成 2026-03-02T10:00:00+08:00;命令行上也可以只写 2026-03-02",
        ),
        (
            "“{value}” is no instant with an offset",
            "write 2026-03-02T10:00:00+08:00; on the command line 2026-03-02 will do",
        ),
    ),
    "RS3202": (
        ("日期“{value}”不能识别", "写成 2026-03-02"),
        ("“{value}” is no date", "write 2026-03-02"),
    ),
    "RS3203": (
        ("时限“{value}”不能识别", "写成“5 working_day”;单位:{allowed}"),
        ("“{value}” is no time limit", "write “5 working_day”; units: {allowed}"),
    ),
    "RS3204": (
        ("暂停“{value}”不能识别", "写成 2026-03-02/2026-03-05(后一日恢复计算)"),
        ("“{value}” is no pause", "write 2026-03-02/2026-03-05 (second day counts)"),
    ),
    "RS3206": (
        (
            "比较两个日期须同时写明前后两日",
            "写 --from 2023-06-01 --to 2024-06-01,或给出两个规则包",
        ),
        (
            "comparing two days needs both of them",
            "write --from 2023-06-01 --to 2024-06-01, or name two packages",
        ),
    ),
    "RS3207": (
        (
            "期间还没开始({opens})就结束了({closes})",
            "把较长的写在前面,例如 90 working_day、30 working_day",
        ),
        (
            "a window that opens {opens} before cannot close {closes} before",
            "put the longer one first, such as 90 working_day, 30 working_day",
        ),
    ),
    "RS3208": (
        (
            "时刻“{value}”超出范围({first} 至 9999-12-31,北京时间)",
            "改为范围内的时刻",
        ),
        (
            "“{value}” is out of range ({first} to 9999-12-31, Beijing time)",
            "write an instant within the range",
        ),
    ),
    "RS3301": (
        (
            "{day} 不在日历 {calendar} 的范围({first} 至 {horizon})",
            "改为范围内的日期,或载入含有该年放假安排的规则包",
        ),
        (
            "{day} is outside calendar {calendar} ({first} to {horizon})",
            "take a day within, or load a package with the notice of that year",
        ),
    ),
    "RS3306": (
        (
            "到 {day} 为止,日历“{calendar}”还没有任何放假安排",
            "用晚一些的 --known-at,或载入含有当时放假安排的规则包",
        ),
        (
            "by {day} calendar “{calendar}” had no notice yet",
            "take a later --known-at, or load a package with the notices of that time",
        ),
    ),
    "RS3303": (
        ("倒推的期限不能暂停", "去掉 --back 或 --pause"),
        ("a limit that counts back cannot be paused", "leave --back or --pause out"),
    ),
    "RS3307": (
        (
            "不能从 {day} 往前倒推工作日:日历“{calendar}”的放假安排只公布到 {last}",
            "等当年放假安排公布后再算;自然日(calendar_day)、月、年可以倒推",
        ),
        (
            "cannot count working time back from {day}:"
            " calendar “{calendar}” is published to {last}",
            "wait for the notice; calendar days, months and years can be counted back",
        ),
    ),
    "RS3305": (
        ("{count} {unit} 超出可计算的范围", "缩短时限,核对单位"),
        ("{count} {unit} is out of range", "shorten it, and check the unit"),
    ),
    **CLOCK_PROBLEMS,
    **PACKS,
    **LEDGERS,
    **SHIP,
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
