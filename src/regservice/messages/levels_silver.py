"""The words of the rules of silver."""

from __future__ import annotations

from typing import Final

from regservice.messages.levels_words import RuleWords

SILVER: Final[dict[str, RuleWords]] = {
    "S01": RuleWords(
        ("表格与 YAML 互转不变", "Workbook and YAML are the same"),
        (
            "不会 YAML 的同事用表格接着改,不丢一个字。",
            "Colleagues without YAML go on in a workbook and lose nothing.",
        ),
        (
            "转成 xlsx 再读回,记录相同",
            "written as xlsx and read again, the records are equal",
        ),
        ("单元格装不下的长文字", "a text that is too long for a cell"),
        (
            "写成一个工作簿和一组 YAML,各自读回,与原记录逐条比较。",
            "Written as a workbook and as YAML, each is read again and compared record"
            " by record.",
        ),
        ("{door} 读回后 {table} 不同", "{table} differs after {door}"),
        ("缩短文字,去掉控制字符", "shorten texts, drop control characters"),
    ),
    "S02": RuleWords(
        ("时限写明暂停", "Limits say what pauses them"),
        (
            "等企业补材料算不算时间,是最常见的争议。",
            "Whether waiting for the enterprise counts is the commonest dispute.",
        ),
        ("pauses: [await_enterprise]", "pauses: [await_enterprise]"),
        ("没有 pauses,也没有说明", "no pauses, and no note"),
        (
            "本包每条定了长度的时限,有 pauses,或在 note 说明为什么不停。"
            "日历不写就是 cn,这是默认的同一记录,机器分不出写没写。",
            "Each own limit with a length has pauses, or a note that says why nothing"
            " pauses it. A calendar that is not written is cn: the same record.",
        ),
        ("时限 {key} 没有写什么情形暂停", "limit {key} does not say what pauses it"),
        ("写 pauses,或在 note 说明从不暂停", "write pauses, or note that nothing does"),
    ),
    "S03": RuleWords(
        ("时限有预警和上报", "Limits warn and escalate"),
        ("到期了没人知道,时限等于没有。", "A limit that ends unseen is none."),
        (
            'warnings: ["80%"],ladder: [{at: +1 working_day, up: 1}]',
            'warnings: ["80%"], ladder: [{at: +1 working_day, up: 1}]',
        ),
        ("只有 count", "count alone"),
        (
            "本包每条定了长度的时限,有 warnings 和 ladder。",
            "Each own limit with a length has warnings and a ladder.",
        ),
        ("时限 {key} 没有 {field}", "limit {key}: no {field}"),
        ("补 {field}", "add {field}"),
    ),
    "S04": RuleWords(
        ("时限的依据说得清", "Limits say on what they rest"),
        (
            "没有出处的天数,超期了也说不清。",
            "Days from nowhere cannot be defended.",
        ),
        (
            "类推某条例第49条,并写明条款",
            "by analogy to an article, which is named",
        ),
        ("kind: assumed,note: 试定", "kind: assumed, note: a guess"),
        (
            "时限的依据不是推定;是推定的,写明从哪个文件、哪一条推出。",
            "The source of a limit is not assumed; if it is, document and clause say"
            " from what.",
        ),
        (
            "时限 {key} 只是推定,没有写从哪个文件哪一条推出",
            "limit {key} is a bare assumption: neither document nor clause",
        ),
        ("在 source 写 document 和 clause", "write document and clause in source"),
    ),
    "S05": RuleWords(
        ("规则和时限都被用例用到", "Tests touch every rule and limit"),
        ("没用到的行,对不对没人知道。", "Nobody knows whether an unused row is right."),
        ("regservice test --cov 是 100%", "regservice test --cov shows 100 %"),
        ("有一条规则没有用例用到", "one rule on which no test relies"),
        (
            "rules、path_rules、bypasses、limits 的每一行,都有用例的答案依据它。",
            "On each row of rules, path_rules, bypasses and limits the answer to some"
            " test relies.",
        ),
        ("没有用例用到 {table} {key}", "no test relies on {table} {key}"),
        ("加一条用例问到它,或删去这一行", "add a test that does, or drop the row"),
    ),
    "S06": RuleWords(
        ("有审核和启用日期", "It is reviewed and released"),
        (
            "一个人写的,要另一个人看过。",
            "What one wrote another has to have read.",
        ),
        (
            "reviewer: 法规处,effective: 2026-03-01",
            "reviewer: an office, effective: 2026-03-01",
        ),
        ("没有 reviewer", "no reviewer"),
        (
            "清单写了 reviewer(机构或岗位,不写人名)和 effective。",
            "The manifest has reviewer (an office or post, no name) and effective.",
        ),
        ("清单没有写 {field}", "the manifest has no {field}"),
        (
            "审核之后再写 {field};没有审核就空着",
            "write {field} once it has been reviewed; leave it empty until then",
        ),
    ),
    "S07": RuleWords(
        ("认不出的问题有去处", "Questions that fit nowhere go somewhere"),
        (
            "企业不该得到“不知道找谁”。",
            "No enterprise should hear that nobody is in charge.",
        ),
        ("转区局核定承办机关", "handed to the district bureau"),
        ("没有兜底机构", "no body at all"),
        (
            "在本包有规则的每个地区,各问一个不属药监的问题:有承办机构,或先问清一件事。",
            "In each place where it answers, a question out of scope gets a handler, or"
            " one thing is asked.",
        ),
        (
            "在 {place},不属药监的问题没有去处",
            "{place}: a question out of scope goes nowhere",
        ),
        (
            "加 role: fallback 的规则,或登记该地的机构",
            "add a rule with role fallback, or register a body there",
        ),
    ),
    "S08": RuleWords(
        ("随包有说明", "There is a readme"),
        (
            "别人接手时先看说明。",
            "Whoever takes over reads it first.",
        ),
        ("README.md 写内容、依据和局限", "README.md with content, sources and limits"),
        ("没有 README", "no README"),
        (
            "wheel 带说明(README.md 或 说明.md 等),至少 100 个字。"
            "安装和卸载的办法在 plugins docs 生成的说明页上。",
            "The wheel has a description of at least 100 characters. How to install and"
            " remove it stands on the page that plugins docs makes.",
        ),
        ("说明只有 {count} 个字", "the readme has {count} characters"),
        ("写 README.md", "write README.md"),
    ),
    "S09": RuleWords(
        ("例句认得出", "Examples are recognised"),
        (
            "自己的例句都认不出,企业的话更认不出。",
            "If its own examples are not recognised, no question will be.",
        ),
        ("例句“专利预审怎么办”认作知识产权", "the example is recognised as its item"),
        ("例句里没有关键词", "an example without a keyword"),
        (
            "在事项开通的地区逐句问,认出的事项就是它。",
            "Each example is asked where the item is offered, and recognised as it.",
        ),
        ("“{text}”认作 {found},不是 {key}", "{text}: taken for {found}, not {key}"),
        ("改例句,或补关键词", "change the example, or add keywords"),
    ),
    "S10": RuleWords(
        ("有变更记录", "Changes are recorded"),
        (
            "升级之前要知道改了什么。",
            "Before an upgrade one has to know what changed.",
        ),
        ("CHANGELOG.md 有“## 2026.1.0”", 'CHANGELOG.md with "## 2026.1.0"'),
        ("版本变了,记录没变", "a new version, and no entry"),
        (
            "文件夹里有 CHANGELOG.md 或 变更.md,有一个标题写着清单的版本号;"
            "按名称检查时看说明里的标题。",
            "The folder has CHANGELOG.md or 变更.md with a heading that has the version"
            " of the manifest; of an installed one the description has it.",
        ),
        ("没有 {version} 的变更记录", "no entry for {version}"),
        ("在 CHANGELOG.md 写“## {version}”", 'write "## {version}" in CHANGELOG.md'),
    ),
}
"""Id to words."""
