"""Texts of ``plugins new``."""

from __future__ import annotations

from typing import Final

CLI_NEW: Final[dict[str, tuple[str, str]]] = {
    "plugins.new.help": (
        "写出一个规则包的初稿:虚构的示例,检查和用例都能通过,改成本地内容即可。",
        "Write the first draft of a package: invented, sound, with tests that pass.",
    ),
    "plugins.new.place": (
        "为哪个地区写:名称或代码",
        "for which place: name or code",
    ),
    "plugins.new.template": (
        "item 新增服务事项,take-over 承接委托事项,give-back 交回委托事项,"
        "limit 调整时限",
        "item: a new service item; take-over, give-back: a delegated matter;"
        " limit: another time limit",
    ),
    "plugins.new.start": ("从哪一天起;默认今天", "from which day on; default today"),
    "plugins.new.title": ("中文标题", "Chinese title"),
    "plugins.new.owner": ("负责单位", "who answers for it"),
    "plugins.new.from": ("委托机构:名称或编号", "the body that delegates"),
    "plugins.new.to": ("受托机构:名称或编号", "the body to which it is delegated"),
    "plugins.new.matter": ("法定事项:名称或代码", "the statutory matter"),
    "plugins.new.mode": ("委托的方式", "how it is delegated"),
    "plugins.new.limit": ("要调整的时限的编号", "id of the limit to change"),
    "plugins.new.count": ("时限改为多长", "how long the limit is now"),
    "plugins.new.unit": ("单位;不写就不变", "its unit; without it as before"),
    "plugins.new.document": (
        "交回所依据的文件的代码",
        "code of the document by which it is given back",
    ),
    "plugins.new.clause": ("交回所依据的条款,须读过原文", "its clause, which was read"),
    "plugins.new.document_name": (
        "文件的名称,没有登记过才写",
        "name of the document, if it is not registered yet",
    ),
    "plugins.new.out": ("写到哪个文件夹", "folder to write to"),
    "plugins.new.form": (
        "写成工作簿(默认)、--yaml 文件或 --python 代码",
        "as a workbook (default), --yaml files or --python code",
    ),
    "plugins.new.needed": (
        "模板 {template} 要写 --{option}",
        "template {template} needs --{option}",
    ),
    "plugins.new.done": (
        "已写出 {folder}。改成本地内容以后:",
        "written: {folder}. When it says what holds here:",
    ),
    "plugins.new.file.xlsx": (
        "`规则包.xlsx` 的各张工作表(第一张是填写说明)",
        "the sheets of `package.xlsx` (the first one explains them)",
    ),
    "plugins.new.file.yaml": (
        "各个 `.yaml` 文件;编辑器可用同一文件夹中的 schema 文件提示字段",
        "the `.yaml` files; editors know the fields from the schema files beside them",
    ),
    "plugins.new.file.python": (
        "`src` 中的代码;每个钩子返回一种行",
        "the code in `src`; each hook returns rows of a kind",
    ),
    "plugins.new.licence": (
        """示例内容由 regservice 生成,不主张任何权利,可以任意使用、修改、再发布。
改成本地内容以后,请把本文件换成本单位的许可。
""",
        """The example was made by regservice. No rights are claimed; use it, change it
and pass it on as you like. When it says what holds here, put your own terms here.
""",
    ),
    "plugins.new.readme": (
        """# {title}

规则包 `{name}` 的初稿。其中的内容是虚构的示例,不是任何机构的规定。
它用到的规则包:{needs}。

1. 打开{file},把示例改成本地的内容;没有把握的依据写“推定”并说明理由。
2. `regservice check {folder}`:检查,并证明没有空缺和冲突。`--fix` 把机器能改的改好。
3. `regservice test {folder}`:运行用例。答案有意改变时,先改用例中的期望。
4. `regservice plugins build {folder} --out dist`:做成 wheel,不联网。
5. `python3 -m pip install --no-index --find-links dist {name}`:安装。
6. `regservice route "问题" --place 地区`:看答案。

卸载:`python3 -m pip uninstall {name}`,答案即恢复原样。
""",
        """# {title}

First draft of the package `{name}`. What it holds is invented and no rule of any body.
It leans on: {needs}.

1. Open {file} and write what holds here; a source that you are not sure of is assumed.
2. `regservice check {folder}`: checks it, and proves that there is no gap and no
   conflict. `--fix` mends what a machine can.
3. `regservice test {folder}`: runs the tests. If an answer is meant to change, change
   what its test expects first.
4. `regservice plugins build {folder} --out dist`: makes a wheel, without a network.
5. `python3 -m pip install --no-index --find-links dist {name}`: installs it.
6. `regservice route "question" --place PLACE`: shows the answer.

To remove it: `python3 -m pip uninstall {name}`; the answers are as before.
""",
    ),
}
"""Code to (Chinese, English)."""
