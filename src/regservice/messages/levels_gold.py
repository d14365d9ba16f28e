"""The words of the rules of gold and platinum."""

from __future__ import annotations

from typing import Final

from regservice.messages.levels_words import RuleWords

GOLD: Final[dict[str, RuleWords]] = {
    "G01": RuleWords(
        ("有英文名称", "Names are English too"),
        ("外资企业看得懂。", "Foreign enterprises understand the answer."),
        ("name_en: Shanghai Medical Products Administration", "name_en is written"),
        ("只有中文名称", "a Chinese name alone"),
        (
            "本包的事项、机构、暂停事由都有 name_en。",
            "Own items, bodies and pause reasons have name_en.",
        ),
        ("{table} {key} 没有 name_en", "{table} {key}: no name_en"),
        ("有通行的英文名称才写", "write it where there is a settled one"),
    ),
    "G02": RuleWords(
        ("用例有反例和临界日", "Tests refuse, and meet a day of change"),
        (
            "错都错在边上:不该去的地方,换规则的那一天。",
            "Faults lie at the edges: where it must not go, and on the day of change.",
        ),
        (
            "三条用例:应分到、不应分到、施行前一日",
            "three tests: where to, where not, and the day before it is in force",
        ),
        ("只有一条“应分到”", "one test of where it goes"),
        (
            "每个事项至少三条用例,其中有 not_handler 或 not_via,"
            "有一条的日期是本包某行起止日或其前一日;没有事项的包,以整包计。",
            "Each item has three tests, one with not_handler or not_via, and one on the"
            " day of a start or an end of an own row, or the day before. A"
            " package without items is counted as a whole.",
        ),
        ("{key}:{what}", "{key}: {what}"),
        ("补用例", "add such tests"),
    ),
    "G03": RuleWords(
        ("规则和委托有起止日期", "Rules and delegations are dated"),
        (
            "问起过去的事,要按当时的规定答。",
            "Questions about the past are answered by the law of the past.",
        ),
        ("validity: {start: 2024-01-24}", "validity: {start: 2024-01-24}"),
        ("没有 validity", "no validity"),
        (
            "rules、path_rules、bypasses 和委托下放的每一行写了 start 或 end。",
            "Each row of rules, path_rules, bypasses and each delegation has a start or"
            " an end.",
        ),
        ("{table} {key} 没有写起止日期", "{table} {key} is not dated"),
        ("按依据的施行日期写 validity", "write validity, by its source"),
    ),
    "G04": RuleWords(
        ("权力有文件和条款", "Powers have document and clause"),
        (
            "谁有权决定,只能由法说。",
            "Who may decide only the law can say.",
        ),
        (
            "kind: clause,document、clause 写全",
            "kind: clause, with document and clause",
        ),
        ("kind: report", "kind: report"),
        (
            "法定事项的每一支、每一项赋权和下放,依据是 clause;委托不改变由谁决定,"
            "可以依据报道等,照实写明。",
            "The source of each limb of a matter, and of each power handed on, is"
            " a clause; what is only entrusted stays the principal's to decide, and may"
            " rest on a report.",
        ),
        (
            "{table} {key} 的依据是 {kind},不是条款",
            "{table} {key} rests on {kind}, no clause",
        ),
        ("找到条款再写;找不到就如实留着", "cite the clause; if there is none leave it"),
    ),
    "G05": RuleWords(
        ("理由说得完", "Reasons can be said in full"),
        (
            "名称太长,理由里就只剩半截。",
            "Where names are too long a reason shows half of them.",
        ),
        ("理由 60 个字", "a reason of 60 characters"),
        ("理由里出现“…”", 'a reason with "…" in it'),
        (
            "每条用例的中文理由不超过 90 字,没有截断的名称。",
            "The Chinese reason of each test has at most 90 characters, and no name in"
            " it is cut.",
        ),
        ("用例 {key} 的理由被截短:{reason}", "test {key}: the reason is cut: {reason}"),
        (
            "缩短机构或文件的名称,全称写进 aliases",
            "shorten the name of a body or a text",
        ),
    ),
    "G06": RuleWords(
        ("说明页不指向外网", "Its page refers to nothing outside"),
        (
            "内网打不开外网的链接。",
            "Links to the outside do not open on internal networks.",
        ),
        ("写文号和条款", "number and clause of a text"),
        ("note 里写网址", "an address in a note"),
        (
            "中英文说明页都能生成,其中没有 http:// 或 https://。",
            "Its page can be made in both languages, and has neither http:// nor https://.",
        ),
        ("说明页上有 {text}", "the page has {text}"),
        ("改写为文件名称和文号", "name the document and its number instead"),
    ),
    "G07": RuleWords(
        ("依据现行有效", "The law it cites is in force"),
        (
            "不知道还有没有效的文件,不能当法条用到今天。",
            "A text of which nobody knows whether it applies is no law for today.",
        ),
        ("status: in_force", "status: in_force"),
        ("status: unknown,行却没有止日", "status: unknown, and a row without an end"),
        (
            "没有止日的行引作条款的文件,status 是 in_force。",
            "A row without an end cites as clause only documents that are in_force.",
        ),
        (
            "{table} {key} 没有止日,{document} 的状态是 {status}",
            "{table} {key} has no end, {document} is {status}",
        ),
        (
            "核实文件是否有效,或写明止日",
            "find out whether it applies, or write the end",
        ),
    ),
    "G08": RuleWords(
        ("写明哪些是推定", "It says what is inference"),
        (
            "推定不是规定,用的人要先知道。",
            "Inference is no law, and users have to know first.",
        ),
        ("清单 note:标为推定的行是项目的判断", "a note on what is inference"),
        ("有推定的行,清单没有 note", "assumed rows, and no note"),
        (
            "有依据为 assumed 的行,清单就有 note。",
            "If a row is assumed the manifest has a note.",
        ),
        ("有 {count} 处推定,清单没有 note", "{count} sources are assumed, and no note"),
        ("在清单的 note 写明", "say so in note of the manifest"),
    ),
}
"""Id to words."""

PLATINUM: Final[dict[str, RuleWords]] = {
    "P01": RuleWords(
        ("改一行就有用例失败", "Whatever is changed, a test fails"),
        (
            "发现不了差错的用例,等于没有。",
            "Tests that see no fault are no tests.",
        ),
        ("去掉任一条规则,都有用例失败", "without any one rule some test fails"),
        ("去掉一条规则,用例照样通过", "a rule can go and all tests pass"),
        (
            "逐一去掉规则、流转、越级、时限、专项和委托的每一行,时限加一天,"
            "交接改为不交接(或相反);至少 90% 有用例失败。",
            "Each rule, path rule, bypass, limit, programme and delegation in turn"
            " is dropped, each limit made longer by one, each hand-over turned round;"
            " for 90 % of them a test fails.",
        ),
        (
            "{table} {key} {what},用例照样通过(共发现 {percent}%)",
            "{table} {key} {what}: all tests pass ({percent} % are seen)",
        ),
        ("加一条只有它能答对的用例", "add a test that only this row answers"),
    ),
    "P02": RuleWords(
        ("Python 全部标注类型", "Python is typed throughout"),
        (
            "类型写全,编辑器先于用户发现错误。",
            "With types an editor finds faults before users do.",
        ),
        ("def regservice_package() -> Path,有 py.typed", "annotated, with py.typed"),
        ("def f(x)", "def f(x)"),
        (
            "包里的每个函数,参数和返回都有标注,顶层有 py.typed;纯数据包自然满足。"
            "这里只看标注,不代替 mypy。",
            "Each function has all annotations, and there is py.typed. Pure data has no"
            " code. Annotations are looked at; mypy is not replaced.",
        ),
        ("{name} 没有标注", "{name} is not annotated"),
        ("补标注;顶层放空文件 py.typed", "annotate it; put an empty py.typed beside"),
    ),
    "P03": RuleWords(
        ("外地的答案不变", "Answers elsewhere stay"),
        (
            "装一个地区的包,别处的答案一个字也不该变。",
            "Installing a region must change no word elsewhere.",
        ),
        (
            "装与不装,江苏的答案相同",
            "with and without it Jiangsu gets the same answers",
        ),
        ("关键词影响了别的省", "its keywords count in another province"),
        (
            "在本包以外的地区生成 120 个诉求,用本包的关键词,装与不装逐个比较。",
            "120 requests are made for places outside, with its keywords, and the"
            " answers with and without it compared.",
        ),
        ("在 {place},“{text}”的答案变了", "{place}: the answer to {text} changed"),
        ("查 places 和条件里的地区", "look at places, in the manifest and conditions"),
    ),
    "P04": RuleWords(
        ("与别的地区同用", "It stands beside another region"),
        (
            "单独能用,不等于放在一起能用。",
            "What works alone need not work together.",
        ),
        (
            "--package 给出另一个地区的包一起检查",
            "checked with --package and another region",
        ),
        ("只单独检查过", "checked alone"),
        (
            "一起载入的有另一个地区的包,地区互不包含;用例和证明就是一起跑的。",
            "A package of another region, of other places, is loaded too; the tests and"
            " the proof were run beside it.",
        ),
        (
            "没有别的地区的包一起检查",
            "no package of another region was checked with it",
        ),
        ("加 --package DIR", "add --package DIR"),
    ),
}
"""Id to words."""
