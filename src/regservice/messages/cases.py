"""Decision tests: RS2701 to RS2708, and the texts of ``regservice test``."""

from __future__ import annotations

from typing import Final

CASES: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "RS2701": (
        ("用例没有写问什么", "写 text(问题)或 item(服务事项)"),
        ("the test asks nothing", "write text (the question) or item"),
    ),
    "RS2702": (
        ("用例没有写期望什么", "至少写一项:{allowed}"),
        ("the test expects nothing", "write at least one of: {allowed}"),
    ),
    "RS2703": (
        (
            "既期望错误 {value},又期望“{allowed}”",
            "出错就没有答案:只留 error,或删去 error",
        ),
        (
            "error {value} is expected, and “{allowed}” too",
            "an error has no answer: keep error alone, or delete it",
        ),
    ),
    "RS2704": (
        (
            "overrides、override_actor、override_reason 要一起写",
            "搁置规则须写明由谁、因何;不搁置就都不写",
        ),
        (
            "overrides, override_actor and override_reason go together",
            "say who sets the rule aside and why, or write none of them",
        ),
    ),
    "RS2705": (
        ("已有编号为“{key}”的用例", "用 --id 另起一个编号,或先删去原来的一条"),
        ("there is a test “{key}” already", "choose another --id"),
    ),
    "RS2706": (
        (
            "记不进这个文件:tests 不是文件中最后一张逐行书写的表",
            "把 tests 移到文件末尾,每条用例以“- id:”起行",
        ),
        (
            "cannot append here: tests is not the last table, written row by row",
            "move tests to the end of the file, each test beginning with “- id:”",
        ),
    ),
    "RS2707": (
        ("规则包“{name}”没有用例", "在规则包中写 tests 表,或用 --record 记下一条"),
        ("package “{name}” has no decision tests", "write a table tests, or --record"),
    ),
    "RS2708": (
        ("编号“{key}”的写法不对", "写成 {allowed}"),
        ("“{key}” is no id", "write it like {allowed}"),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""

CLI_CASES: Final[dict[str, tuple[str, str]]] = {
    "test.help": (
        "运行规则包的决策用例:问题由谁办、多久、依据什么,是否如专家所料。"
        "PATHS 是规则包文件夹或已安装的发行包的名字,不写就是已安装的全部。",
        "Run the decision tests of packages: is the answer the one experts expect?"
        " PATHS are package folders, or names of installed distributions; without"
        " one, all that are installed.",
    ),
    "test.k": (
        "只运行编号、问题或说明含这段文字的用例",
        "only tests whose id, question or note contains it",
    ),
    "test.cov": (
        "另列没有任何用例用到的规则行",
        "also list the rows on which no answer relied",
    ),
    "test.fail_under": (
        "规则覆盖率低于 N(%)算未通过",
        "fail if less than N per cent of the rules are used",
    ),
    "test.record": (
        "不运行:照现在的答案把这个问题记为一条用例(问题的其余选项同 route)",
        "do not run: record this question with its answer of now (options as of route)",
    ),
    "test.id": ("记下的用例的编号", "id of the recorded test"),
    "test.only_record": (
        "{option} 只能与 --record 同用",
        "{option} goes with --record only",
    ),
    "test.not_record": (
        "{option} 不能与 --record 同用",
        "{option} does not go with --record",
    ),
    "test.one_path": (
        "--record 要写一个规则包文件夹",
        "--record needs exactly one package folder",
    ),
    "test.recorded": (
        "√ 已记入 {file}:{id}。这是现在的答案,请对照依据核对后再保留:",
        "√ recorded in {file}: {id}. It is the answer of now: check it by the law:",
    ),
    "test.passed": ("√ {count} 条用例全部通过", "√ all {count} tests passed"),
    "test.counts": (
        "× {count} 条用例:通过 {passed},未通过 {failed},无效 {invalid}",
        "× {count} tests: {passed} passed, {failed} failed, {invalid} invalid",
    ),
    "test.none": ("没有可运行的用例", "there are no tests to run"),
    "test.failed": ("× 用例“{id}”未通过({where})", "× test “{id}” failed ({where})"),
    "test.unmet": (
        "{field}:期望 {expected} ≠ 实际 {actual}({where})",
        "{field}: expected {expected} ≠ actual {actual} ({where})",
    ),
    "test.unwanted": (
        "{field}:不应是 {expected},实际 {actual}({where})",
        "{field}: must not be {expected}, actual {actual} ({where})",
    ),
    "test.nothing": ("无", "nothing"),
    "test.reason": ("引擎的理由:{reason}", "reason of the engine: {reason}"),
    "test.nearest": (
        "最接近的规则:{rule}({where}):{text}",
        "nearest rule: {rule} ({where}): {text}",
    ),
    "test.no_rule": ("最接近的规则:没有。{text}", "nearest rule: none. {text}"),
    "test.change": ("这样改就会如所期望:{change}", "it would be so if: {change}"),
    "test.again": ("重现:{command}", "to see it again: {command}"),
    "test.coverage": (
        "规则覆盖率 {percent}%(用到/全部:{counts})",
        "rules covered: {percent}% (used/all: {counts})",
    ),
    "test.unused": (
        "没有用到:{table} {key}({where})",
        "not used: {table} {key} ({where})",
    ),
    "test.under": (
        "× 规则覆盖率 {percent}%,低于要求的 {least}%",
        "× rules covered: {percent}%, less than the {least}% that are asked for",
    ),
    "test.field.handler": ("承办", "handler"),
    "test.field.not_handler": ("承办", "handler"),
    "test.field.lead": ("主办", "lead"),
    "test.field.loop_owner": ("闭环责任", "loop owner"),
    "test.field.co": ("协办", "co-handlers"),
    "test.field.via": ("路径经过", "path via"),
    "test.field.not_via": ("路径经过", "path via"),
    "test.field.competent": ("法定机关", "decides by law"),
    "test.field.limit": ("时限", "limit"),
    "test.field.due": ("到期日", "due"),
    "test.field.status": ("状态", "status"),
    "test.field.asks": ("要补充的信息", "asks for"),
    "test.field.reason": ("理由含", "reason contains"),
    "test.field.source": ("依据含", "sources contain"),
    "test.field.error": ("错误", "error"),
}
"""Code to (Chinese, English)."""
