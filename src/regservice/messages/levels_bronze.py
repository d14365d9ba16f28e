"""The words of the rules of bronze."""

from __future__ import annotations

from typing import Final

from regservice.messages.levels_words import RuleWords

BRONZE: Final[dict[str, RuleWords]] = {
    "B01": RuleWords(
        ("载入无误", "It loads without a problem"),
        (
            "读不进来的包什么也给不了;它的行不进规则集。",
            "A package that cannot be read gives nothing; none of its rows count.",
        ),
        ("regservice check 没有报错", "regservice check reports nothing"),
        ("引用了没有登记的机构", "a rule names a body that nobody registers"),
        (
            "在子进程中读取,与国家规则包及所给的包一起编译。",
            "Read in a process of its own and compiled with the national package and"
            " those that are given.",
        ),
        ("载入有误", "it does not load"),
        ("照提示改", "do as the problem says"),
    ),
    "B02": RuleWords(
        ("清单写全", "The manifest is complete"),
        (
            "谁负责、第几版,用的人要能查到。",
            "Users must be able to see who answers for it, and which version it is.",
        ),
        (
            "title: 上海市规则包,version: 2026.1.0,owner: 某局办公室",
            "a Chinese title, version 2026.1.0, an office as owner",
        ),
        ("owner: 待填", "owner: TODO"),
        (
            "title 有汉字,version 是 pip 认得的版本号,title 和 owner 不是占位文字。",
            "The title has Chinese characters, pip knows the version, and neither title"
            " nor owner is a placeholder.",
        ),
        ("清单的 {field} 不能是“{value}”", "{field} in the manifest: {value}"),
        (
            "在清单写 {field}:汉字标题、形如 2026.1.0 的版本号、负责的机构或岗位",
            "write {field}: a Chinese title, a version such as 2026.1.0, the office"
            " that answers for it",
        ),
    ),
    "B03": RuleWords(
        ("编号用自己的前缀", "Ids bear the prefix of the package"),
        (
            "两个包不会撞编号,一看编号就知道出自哪个包。",
            "No two packages clash, and an id tells where it comes from.",
        ),
        (
            "regservice-region-shanghai:shanghai/mpa、shanghai:pilot",
            "regservice-region-shanghai: shanghai/mpa, shanghai:pilot",
        ),
        (
            "regservice-region-shanghai:pudong/mpa",
            "regservice-region-shanghai: pudong/mpa",
        ),
        (
            "前缀是包名去掉 regservice-region-、regservice-item- 等;"
            "机构、规则、时限、用例以“前缀/”开头,事项、专项等代码以“前缀:”开头(连字符写作下划线);"
            "核心事项代码和写明替换的行除外。",
            "The prefix is the name without regservice-region-, regservice-item- or the"
            " like; ids begin with it and a slash, codes with it and a colon (dashes as"
            " underlines). Core codes of items and rows that supersede are exempt.",
        ),
        (
            "{table} 的编号 {key} 不以 {prefix} 开头",
            "{table}: {key} lacks the prefix {prefix}",
        ),
        ("改为以 {prefix} 开头", "let it begin with {prefix}"),
    ),
    "B04": RuleWords(
        ("登记的文件写全", "Documents are registered in full"),
        (
            "当法条引用的文件,要能查到是谁、何时发的。",
            "Of a text that is cited as law one must know who issued it, and when.",
        ),
        (
            "issuer: 上海市人大,issued: 2024-09-27",
            "issuer: a people's congress, issued: 2024-09-27",
        ),
        ("只写了名称", "the name alone"),
        (
            "本包登记、又被本包某行作为条款(clause)引用的文件,写了 issuer,"
            "并写了 issued 或 effective。",
            "A document of the package that a row of it cites as clause has issuer, and"
            " issued or effective.",
        ),
        ("文件 {key} 没有写 {field}", "document {key}: {field} is missing"),
        ("在 documents 补 {field}", "add {field} in documents"),
    ),
    "B05": RuleWords(
        ("没读过的不当法条", "What nobody has read is no law"),
        (
            "条款写“已读”,文件却只在网页上见过,其中一处不实。",
            "If a clause was read but its text only seen on a page, one is not true.",
        ),
        (
            "文件 verified: read,条款 verified: read",
            "document verified: read, clause verified: read",
        ),
        (
            "文件 verified: page,条款却写 verified: read",
            "document verified: page, but a clause of it verified: read",
        ),
        (
            "条款的 verified 不高于文件登记的;没见过的载入时就不能作条款。",
            "No clause is verified better than its document; what was not seen at all"
            " is refused on loading.",
        ),
        (
            "{table} {key}:{document} {clause} 写作已读,文件登记为 {verified}",
            "{table} {key}: {document} {clause} is said to be read, its document is"
            " {verified}",
        ),
        (
            "读过原文就改文件的登记,没读过就把条款改为 verified: page",
            "correct the register if the text was read; else write verified: page",
        ),
    ),
    "B06": RuleWords(
        ("事项有关键词和例句", "Items have keywords and examples"),
        (
            "没有关键词,企业的话就认不出是这个事项。",
            "Without keywords no question is recognised as this item.",
        ),
        (
            "keywords: [专利],examples: [专利预审怎么办]",
            "keywords and one question as people ask it",
        ),
        ("keywords: []", "keywords: []"),
        (
            "每个服务事项至少一个 keywords、一句 examples。",
            "Each service item has at least one keyword and one example.",
        ),
        ("事项 {key} 没有 {field}", "item {key}: no {field}"),
        ("补 {field}", "add {field}"),
    ),
    "B07": RuleWords(
        ("每个事项有用例", "Every item has a decision test"),
        (
            "没有用例,改坏了也没人知道。",
            "Without a test nobody sees that it broke.",
        ),
        ("每个事项一条用例", "one test for each item"),
        ("事项有了,用例一条没有", "an item, and no test"),
        (
            "至少一条用例;本包的每个事项,都有一条用例的答案认出它。",
            "There is a test; and for each item one whose answer recognised it.",
        ),
        ("没有用例问到 {key}", "no decision test asks about {key}"),
        (
            '加一条:regservice test {package} --record "问题"',
            'add one: regservice test {package} --record "question"',
        ),
    ),
    "B08": RuleWords(
        ("用例全部通过", "All decision tests pass"),
        (
            "用例是专家认可的答案;不一样就是错了一个。",
            "Tests are the answers of experts; where they differ one is wrong.",
        ),
        ("regservice test 全部通过", "regservice test passes"),
        ("应分到区局,实际分到市局", "expected the district, came to the city"),
        ("运行本包的全部用例。", "All tests of the package are run."),
        (
            "用例 {key} 的 {field}:期望 {expected},实际 {actual}",
            "test {key}, {field}: expected {expected}, came {actual}",
        ),
        (
            "改规则或改用例;看原因:regservice test {package} -k {key}",
            "correct the rule or the test; for the reasons: regservice test {package}"
            " -k {key}",
        ),
    ),
    "B09": RuleWords(
        ("证明无空白、无冲突", "It is proved to leave no gap and no conflict"),
        (
            "总有一类诉求没人试过;证明试过了每一类。",
            "There is always a kind of request that nobody tried; a proof tries all.",
        ),
        ("regservice check 写明已证明", "regservice check says that it is proved"),
        ("两条规则都管复杂问题", "two rules take complex questions"),
        (
            "与国家规则包及所给的包一起证明;证不完也算不成立。",
            "Proved with the national package and those given; a proof that does not"
            " end does not count.",
        ),
        ("规则 {key} 由代码作答,不能证明", "rule {key} is answered by code: no proof"),
        ("改用 authority 或 functions", "name authority or functions instead"),
    ),
    "B10": RuleWords(
        ("载入快", "It loads fast"),
        ("一个慢包拖慢所有人的启动。", "One slow package slows every start."),
        ("读取 40 毫秒", "40 ms to read"),
        ("读取 5 秒", "5 s to read"),
        (
            "各表连读三次取最快一次,不超过 1500 毫秒;放得宽,机器慢也不会误判。",
            "The fastest of three readings of its tables takes at most 1500 ms: wide"
            " enough for slow machines.",
        ),
        (
            "读取用了 {milliseconds} 毫秒,上限 {limit}",
            "read in {milliseconds} ms, limit {limit}",
        ),
        ("把大表拆开,删去重复的行", "split large tables, drop doubled rows"),
    ),
    "B11": RuleWords(
        ("可重现的纯包", "A pure wheel that can be built again"),
        (
            "同样的内容做出同样的字节,才能核对装的是不是审过的。",
            "Only if the same content gives the same bytes can one check what is"
            " installed.",
        ),
        (
            "regservice plugins build 做两次,字节相同",
            "regservice plugins build twice gives the same bytes",
        ),
        ("带编译好的 .so 文件;漏装一张表", "a compiled .so; a table left out"),
        (
            "做两次 wheel 比字节;没有编译文件;各表都在其中。按名称检查时,"
            "按安装记录逐个核对已装的文件。",
            "Built twice and compared; nothing compiled in it; all tables in it. Of an"
            " installed one the files are compared with their record.",
        ),
        ("{file}:{what}", "{file}: {what}"),
        (
            "只放 Python 和表;已装的重装一遍",
            "bring Python and tables alone; install it again",
        ),
    ),
    "B12": RuleWords(
        ("卸载后恢复原样", "Uninstalling restores what was"),
        (
            "装过又卸的包不该留下痕迹,每次读取也该一样。",
            "A package that is gone leaves no trace, and each reading is the same.",
        ),
        (
            "卸载后规则集指纹与从前相同",
            "without it the ruleset has its former fingerprint",
        ),
        ("Python 行每次读取都不同", "rows of Python that differ each time"),
        (
            "再读一遍,指纹不变;去掉它,别人的行(写明替换的除外)与没装时逐行相同。",
            "Read again the fingerprint is the same; without its rows those of others"
            " are as before, row by row, but for those that it supersedes.",
        ),
        ("{what}", "{what}"),
        (
            "让各行每次都一样,不改别人的行",
            "give the same rows each time, touch no other",
        ),
    ),
    "B13": RuleWords(
        ("导入没有副作用", "Importing it does nothing else"),
        (
            "规则包只提供数据;一导入就写文件、连网的,不能信。",
            "A package gives data; one that writes or connects on import is not to be"
            " trusted.",
        ),
        ("只有定义和 return", "definitions and returns"),
        ("导入时写日志文件", "a log file written on import"),
        (
            "在子进程中导入,记下写文件、连网、起进程、改环境变量和打印。纯数据包不导入代码。",
            "Imported in a process that takes down files written, connections,"
            " processes, environment and prints. Pure data has no code.",
        ),
        ("导入 {module} 时:{what}", "importing {module}: {what}"),
        ("移到钩子里,或不做", "move it into a hook, or leave it out"),
    ),
    "B14": RuleWords(
        ("写明许可", "The terms of use are stated"),
        (
            "没写许可的,别的单位不敢用。",
            "Without a licence no other office may use it.",
        ),
        (
            "放 LICENSE 文件,或在 pyproject.toml 写 license",
            "a LICENSE file, or license in pyproject.toml",
        ),
        ("都没有", "neither"),
        (
            "wheel 里有许可文件(LICENSE、COPYING、NOTICE、许可),或元数据写明 License。",
            "The wheel has a licence file, or its metadata name a licence.",
        ),
        ("没有许可文件,也没有写明许可", "there is no licence file and no statement"),
        ("在包的文件夹放 LICENSE", "put a LICENSE into the folder"),
    ),
}
"""Id to words."""
