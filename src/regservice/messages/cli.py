"""Texts of the command line, in Chinese and English."""

from __future__ import annotations

from typing import Final

from regservice.messages.cases import CLI_CASES
from regservice.messages.clidoors import CLI_DOORS
from regservice.messages.cliexplain import CLI_EXPLAIN
from regservice.messages.clilevels import CLI_LEVELS
from regservice.messages.clinew import CLI_NEW
from regservice.messages.cliorg import ORG
from regservice.messages.cliplugins import CLI_PLUGINS
from regservice.messages.cliship import CLI_SHIP
from regservice.messages.clitime import CLI_TIME

CLI: Final[dict[str, tuple[str, str]]] = {
    **CLI_CASES,
    **CLI_PLUGINS,
    **CLI_NEW,
    **CLI_DOORS,
    **CLI_TIME,
    **CLI_EXPLAIN,
    **CLI_LEVELS,
    **CLI_SHIP,
    **ORG,
    # chrome
    "usage": ("用法:", "Usage:"),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    "arguments": ("参数", "Arguments"),
    "help.option": ("显示帮助并退出", "Show this help and exit"),
    "version.option": ("显示版本并退出", "Show the version and exit"),
    "examples": ("例:", "Examples:"),
    "everywhere": (
        "所有命令都可加:--lang zh|en(语言)、--strict(有扩展包被隔离时退出码 4)、"
        "--pack FILE(从规则集文件启动,也可设 REGSERVICE_PACK;"
        "check、test 和 pack 总是读规则包)、"
        "--package DIR(可多次:只用国家规则包和这些规则包)",
        "Every command takes --lang zh|en, --strict"
        " (exit code 4 if a package is quarantined) and --pack FILE"
        " (start from a pack; or set REGSERVICE_PACK; check, test and pack always"
        " read the packages), and --package DIR (repeatable: the national package and"
        " these alone)",
    ),
    # usage errors
    "error": ("错误", "error"),
    "warning": ("提示", "note"),
    "where": ("位置", "where"),
    "field": ("字段", "field"),
    "allowed": ("允许", "allowed"),
    "fix": ("改法", "fix"),
    "usage.no_command": ("没有“{name}”这个命令{near}", "no such command: {name}{near}"),
    "usage.no_option": ("没有“{name}”这个选项{near}", "no such option: {name}{near}"),
    "usage.missing": ("缺少 {name}", "{name} is missing"),
    "usage.bad_value": ("{name} 的值不对:{reason}", "bad value for {name}: {reason}"),
    "usage.other": ("用法不对:{reason}", "usage: {reason}"),
    "usage.choices": ("可选:{choices}", "one of: {choices}"),
    "usage.hint": ("查看帮助:{command} --help", "see {command} --help"),
    "usage.lang": ("--lang 只能是 zh 或 en", "--lang is zh or en"),
    "usage.override": (
        "--override、--actor、--reason 要一起写",
        "--override, --actor and --reason go together",
    ),
    "usage.twice": ("{name} 写了两次,值不同", "{name} is given twice, and differs"),
    "usage.pack_or_package": (
        "--pack 与 --package 只能写一种",
        "--pack and --package exclude each other",
    ),
    "usage.key_value": ("“{value}”要写成 名称=值", "“{value}” must be NAME=VALUE"),
    "interrupted": ("已中断", "interrupted"),
    "no_output": ("结果写不出去:{reason}", "the result cannot be written: {reason}"),
    "unexpected": (
        "程序内部错误({kind}),没有写出任何结果。请把命令和数据交给维护者",
        "internal error ({kind}); nothing was written. Please report it",
    ),
    # group
    "app.help": (
        "企业诉求由谁承办、何时答复、依据什么。",
        "Who must take an enterprise's question, by when, and why.",
    ),
    # demo
    "demo.help": (
        "用内置的虚构台账演示全过程,结果写入 out/。",
        "The whole job on packaged, invented data; writes to out/.",
    ),
    "demo.out": ("输出文件夹", "output folder"),
    "demo.title": (
        "演示数据均为虚构:企业名与诉求为编造,机构与条款取自公开文件",
        "All demo data is invented; bodies and clauses come from public documents",
    ),
    "demo.loaded": (
        "第 1 步 载入规则包:{packages}",
        "Step 1: packages loaded: {packages}",
    ),
    "demo.ruleset": (
        "    机构 {bodies} 个,关系 {relations} 条,法定事项 {matters} 个,"
        "规则 {rules} 条,指纹 {digest}",
        "    {bodies} bodies, {relations} relations, {matters} matters,"
        " {rules} rules, fingerprint {digest}",
    ),
    "demo.read": (
        "第 2 步 读台账 {file}:{rows} 行",
        "Step 2: ledger {file}: {rows} rows",
    ),
    "demo.routing": ("正在分办", "routing"),
    "demo.table": ("第 3 步 分办结果", "Step 3: who, by when, why"),
    "demo.explain": ("第 4 步 三条完整解释", "Step 4: three long explanations"),
    "demo.sheet": (
        "诉求分办结果(虚构示例)",
        "Routed requests (invented)",
    ),
    "demo.files": ("第 5 步 写出文件", "Step 5: files"),
    "demo.counts": (
        "√ 合计 {total} 行 = 工作站当场答复 {station} + 区县承办 {district}"
        " + 设区的市承办 {city} + 分局、分中心承办 {branch} + 省级承办 {provincial}"
        " + 兜底 {fallback} + 待补充 {ask} + 有错误 {error}",
        "√ {total} rows = {station} answered at a station + {district} by a district"
        " + {city} by a city + {branch} by a branch + {provincial} by the provincial"
        " regulator + {fallback} fallback + {ask} need information"
        " + {error} with errors",
    ),
    "demo.missing": (
        "演示需要五个地区规则包,还缺: {names}",
        "the demo needs the packages of five regions; missing: {names}",
    ),
    # table headings
    "head.id": ("编号", "id"),
    "head.text": ("诉求", "question"),
    "head.status": ("状态", "status"),
    "head.handler": ("承办", "handler"),
    "head.lead": ("主办", "lead"),
    "head.loop_owner": ("闭环责任", "loop owner"),
    "head.competent": ("法定机关", "decides by law"),
    "head.due": ("答复期限", "due"),
    "head.reason": ("理由", "reason"),
    "head.ask": ("需补充", "to ask"),
    "head.grade": ("分级", "grade"),
    "head.path": ("路径", "path"),
    "head.code": ("代码", "code"),
    "head.name": ("名称", "name"),
    "head.kind": ("类型", "kind"),
    "head.level": ("层级", "level"),
    "head.places": ("地区", "places"),
    "head.fact": ("事实(--attr)", "fact (--attr)"),
    "head.values": ("取值", "values"),
    "head.programme": ("专项(--programme)", "programme (--programme)"),
    "head.products": ("产品", "products"),
    "head.registration": ("注册业务", "registration"),
    "head.package": ("规则包", "package"),
    "head.version": ("版本", "version"),
    "head.origin": ("来源", "origin"),
    "head.state": ("状况", "state"),
    "head.month": ("月份", "month"),
    "head.working": ("工作日", "working days"),
    "head.matter": ("法定事项", "matter"),
    "head.source": ("依据", "source"),
    "head.verified": ("核对", "verified"),
    "head.confidence": ("可信度", "confidence"),
    "head.error": ("错误或提示", "error or note"),
    "head.co_handlers": ("协办", "co-handlers"),
    "not_timed": ("不计时", "not timed"),
    "waiting": ("自{start}起算", "from when it is {start}"),
    "not_covered": ("日历不含该日期", "outside the calendar"),
    "provisional": ("{due}(暂定)", "{due} (provisional)"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # route
    "route.help": (
        "一个诉求:由谁承办、何时答复、依据什么。",
        "One request: who, by when, why.",
    ),
    "route.text": ("诉求内容", "the question"),
    "route.place": ("提问方所在地区(名称或代码)", "place of the asker"),
    "route.site": ("场所所在地区,不同时填写", "place of the site, if another"),
    "route.product": ("产品类别", "product"),
    "route.item": ("服务事项", "service item"),
    "route.difficulty": ("难易:basic 或 complex", "basic or complex"),
    "route.attr": ("属性,可多次:device_class=2", "attribute, repeatable: K=V"),
    "route.programme": ("专项清单,可多次", "programme, repeatable"),
    "route.received_by": ("收到诉求的机构", "the body that received it"),
    "route.received_at": ("收到的时刻(默认同 --at)", "instant of receipt"),
    "route.at": (
        "按哪一天、哪一时刻的规则,如 2026-03-02 或 2026-03-02T10:00(默认现在)",
        "day or instant whose law applies (default: now)",
    ),
    "route.known_at": ("只用该时刻前已发布的文件", "only documents issued by then"),
    "route.channel": ("受理渠道", "intake channel"),
    "route.applicant": ("提问主体", "who asks"),
    "route.why_not": ("为什么不由某个机构主办", "why that body is not the lead"),
    "route.what_if": (
        "哪一项最小的改动会改变答案",
        "the smallest single change that moves the answer",
    ),
    "route.override": (
        "搁置一条“原则上”的规则(编号),可多次;须同时写 --actor 和 --reason",
        "set aside a rule of principle (id), repeatable; with --actor and --reason",
    ),
    "route.actor": ("由谁搁置(机构或岗位)", "who sets it aside (an office or a post)"),
    "route.reason": ("搁置的理由", "why it is set aside"),
    "json": ("输出 JSON", "print JSON"),
    # batch
    "batch.help": (
        "整本台账逐行分办:.jsonl、.csv 或 .xlsx;结果写成 .ics 则是期限日程。",
        "Route a whole ledger: .jsonl, .csv or .xlsx; to .ics for its deadlines.",
    ),
    "batch.done": (
        "{total} 行:已分办 {routed},待补充 {ask},兜底 {fallback},有错误 {error};"
        "写入 {out}",
        "{total} rows: {routed} routed, {ask} need information, {fallback} fallback,"
        " {error} with errors; written to {out}",
    ),
    # deadline, calendar
    # check
    "diff.help": (
        "两个规则包(或存档)之间,或同一规则集的两个日期之间,哪些诉求的答案不同。",
        "Whose answer differs between two packages or packs, or two days of one.",
    ),
    "diff.from": ("之前的日期", "the day before"),
    "diff.to": ("之后的日期", "the day after"),
    "diff.usage": (
        "给出两个规则包(或存档),或写 --from 和 --to",
        "name two packages or packs, or write --from and --to",
    ),
    "diff.head": ("{before} → {after}", "{before} -> {after}"),
    "check.help": (
        "检查规则包,并证明每一件诉求恰有一个机构承接;不给路径时检查已安装的全部规则包。",
        "Check packages, and prove that every request has exactly one body;"
        " without a path, all installed ones.",
    ),
    "check.ok": (
        "√ 没有问题:规则包 {packages} 个,指纹 {digest}",
        "√ no problem: {packages} packages, fingerprint {digest}",
    ),
    "check.proved": (
        "√ 已证明:{places} 个地区、{periods} 个时段、{classes} 类诉求,每类恰有一个机构"
        "承接(区分的维度:{dimensions})",
        "√ proved: {places} places, {periods} periods, {classes} classes of requests,"
        " each with exactly one body (told apart by: {dimensions})",
    ),
    "check.nowhere": (
        "没有哪个规则包说明由谁承接诉求,无可证明",
        "no package says who takes a request: nothing to prove",
    ),
    "check.unprovable": (
        "无法证明(由程序决定):{rules}",
        "not provable (code decides): {rules}",
    ),
    "check.budget": (
        "证明最多检查多少类诉求",
        "how many classes of requests a proof may decide",
    ),
    "check.fix": (
        "把机器能改的改好(全角标点、拼写等),并列出改动",
        "mend what a machine can (full-width signs, spelling), and show the changes",
    ),
    "check.fix_path": (
        "--fix 要写明规则包:regservice check --fix 文件夹",
        "--fix needs a package: regservice check --fix FOLDER",
    ),
    "check.mended": ("已改:{file}", "mended: {file}"),
    "check.unmended": (
        "没有自动改动 {file}:改了没有用,或者工作簿里有公式,结果会丢失",
        "left as it was: {file}; it would not help, or formulas would lose what they"
        " come to",
    ),
    "check.mended_all": ("自动改好 {count} 处", "mended by machine: {count}"),
    "check.no_proof": ("只检查,不证明", "check only, do not prove"),
    "check.superseded": (
        "! {table}:{key}:{new} 取代 {old},{source}",
        "! {table}:{key}: {new} replaces {old}, {source}",
    ),
    "check.found": ("× {count} 个问题", "× {count} problems"),
    # org, items, who
    "items.help": (
        "列出服务事项、可填的事实和专项。",
        "List service items, facts and programmes.",
    ),
    "items.fields": ("属性", "fields"),
    "who.help": ("某个法定事项由谁决定。", "Who decides a matter by law."),
    "who.matter": ("事项的代码、编号或名称", "code, number or name"),
    "who.installed": (
        "已安装地区的对应机关",
        "the body in each installed region",
    ),
    "who.only": (
        "未给地区,按唯一已安装的地区“{place}”回答",
        "no place was given: answered for {place}, the only region installed",
    ),
    # pack
    "pack.help": (
        "把规则集写成一个文件;之后用 --pack FILE 启动,快得多。",
        "Write the ruleset to one file; --pack FILE then starts from it, fast.",
    ),
    "pack.done": (
        "√ 已写入 {file}:{size} 字节,指纹 {digest}",
        "√ {file} written: {size} bytes, fingerprint {digest}",
    ),
    "pack.left_out": (
        "未写入(已隔离):{names}",
        "left out (quarantined): {names}",
    ),
    # plugins, doctor
    "plugins.help": ("扩展包。", "Packages."),
    "plugins.list": ("列出扩展包及其状况。", "List the packages and their state."),
    "doctor.help": ("检查本机环境。", "Check this machine."),
    "doctor.python": ("Python {version}", "Python {version}"),
    "doctor.encoding": ("输出编码 {encoding}", "output encoding {encoding}"),
    "doctor.encoding_fix": (
        "中文会显示为问号:设 PYTHONIOENCODING=utf-8",
        "Chinese shows as question marks: set PYTHONIOENCODING=utf-8",
    ),
    "doctor.extra": ("可选组件 [{extra}]", "extra [{extra}]"),
    "doctor.extra_fix": (
        'pip install "regservice[{extra}]"',
        'pip install "regservice[{extra}]"',
    ),
    "doctor.calendar": (
        "日历 {code} 覆盖 {first} 至 {last}",
        "calendar {code} covers {first} to {last}",
    ),
    "doctor.calendar_fix": (
        "今年已无放假安排数据,升级规则包",
        "no notice covers today; upgrade the package",
    ),
    "doctor.calendar_soon": (
        "不到 60 天就用完:下一年放假安排公布后升级规则包,在此之前的期限是暂定的",
        "ends within 60 days: upgrade the package when the next notice is out;"
        " until then deadlines beyond are provisional",
    ),
    "doctor.sources": (
        "登记的文件 {count} 份,核对都没有过期;最早 {day} 到期",
        "{count} documents registered, all checked lately; the first is due {day}",
    ),
    "doctor.sources_late": (
        "{count} 份文件的核对已过期(上次核对): {named}",
        "{count} documents were checked too long ago (last check): {named}",
    ),
    "doctor.sources_fix": (
        "核对这些文件是否仍有效、有无修改,再改 checked_on",
        "Check whether they are in force or amended, then set checked_on",
    ),
    "doctor.package": ("规则包 {name} {version}", "package {name} {version}"),
    "doctor.region": ("已安装地区规则包", "a region package is installed"),
    "doctor.region_fix": (
        "pip install regservice-region-shanghai",
        "pip install regservice-region-shanghai",
    ),
    "doctor.writable": ("当前文件夹可写", "this folder is writable"),
    "doctor.writable_fix": (
        "换一个可写的文件夹",
        "change to a folder that is writable",
    ),
    "progress": ("{done}/{total}", "{done}/{total}"),
    "graph.title": ("机构关系图", "Bodies and relations"),
    "graph.description": (
        "{bodies} 个机构,{edges} 条关系;红色为流转路径:{way}",
        "{bodies} bodies, {edges} relations; the path in red: {way}",
    ),
    "graph.counts": (
        "{bodies} 个机构,{edges} 条关系",
        "{bodies} bodies, {edges} relations",
    ),
    "graph.folded": (
        ";其中 {bodies} 个机构合并为 {boxes} 个框(×N)",
        "; {bodies} of the bodies share {boxes} boxes (×N)",
    ),
    "graph.others": ("其他机构", "other bodies"),
    # report
    "report.title": ("诉求分办报告", "Report on routed requests"),
    "report.lead": (
        "共 {total} 行,规则集指纹 {digest}",
        "{total} rows, ruleset {digest}",
    ),
    "report.path": ("流转路径图", "The path as a picture"),
    "report.rows": ("逐行结果", "Row by row"),
    "report.explanations": ("完整解释", "Explanations in full"),
}
"""Code to (Chinese, English)."""
