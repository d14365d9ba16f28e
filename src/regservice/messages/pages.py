"""Words of the pages that are made of packages: a catalogue, a page for each."""

from __future__ import annotations

from typing import Final

PAGES: Final[dict[str, tuple[str, str]]] = {
    "shelf.title": ("规则包目录", "Packages"),
    "shelf.how": (
        "把本文件夹的路径代入“文件夹”:"
        "pip install --index-url file:///文件夹/simple 名称",
        "With the path of this folder for FOLDER:"
        " pip install --index-url file:///FOLDER/simple NAME",
    ),
    "shelf.or": (
        "或者:pip install --no-index --find-links 文件夹 名称",
        "Or: pip install --no-index --find-links FOLDER NAME",
    ),
    "shelf.all": (
        "规则包 {count} 个,文件 {files} 个",
        "{count} packages, {files} files",
    ),
    "shelf.name": ("名称", "name"),
    "shelf.version": ("版本", "version"),
    "shelf.title_of": ("标题", "title"),
    "shelf.owner": ("负责人", "owner"),
    "shelf.places": ("地区", "places"),
    "shelf.hash": ("SHA-256", "SHA-256"),
    # a page for each package
    "page.generated": (
        "本页由 regservice plugins docs 根据规则包生成,不要手改。",
        "Made from the package by regservice plugins docs; do not edit it.",
    ),
    "page.name": ("规则包 {name},版本 {version}", "Package {name}, version {version}"),
    "page.places": ("适用地区:{places}", "Speaks for: {places}"),
    "page.owner": ("负责人:{owner}", "Owner: {owner}"),
    "page.reviewer": ("复核:{name}", "Reviewed by: {name}"),
    "page.unreviewed": ("复核:未写明", "Reviewed by: not stated"),
    "page.rows": ("数据共 {count} 行", "{count} rows of data"),
    "page.note": ("说明:{note}", "Note: {note}"),
    "page.none": ("无。", "None."),
    "page.always": ("一律", "always"),
    "page.ever": ("未写起止", "no dates stated"),
    "page.span": ("自 {start} 至 {end}(不含)", "from {start} until {end} (exclusive)"),
    "page.since": ("自 {start} 起", "from {start} on"),
    "page.until": ("{end} 以前", "until {end} (exclusive)"),
    "page.strategy": ("由程序 {id} 指定", "named by the code {id}"),
    "page.nearest": ("{kinds}(按{place})", "{kinds} (by {place})"),
    "page.tiered": ("{text},{tier}一级", "{text}, of tier {tier}"),
    "page.related": (
        "{text},与{of}有“{relation}”关系的",
        "{text}, linked by “{relation}” with {of}",
    ),
    "page.untimed": ("不设时限", "no limit"),
    "page.hop": (
        "{leaves} 到 {enters}(按“{relation}”关系)",
        "{leaves} to {enters} (by “{relation}”)",
    ),
    "page.hop.only": (
        "{leaves} 只能到 {enters}(按“{relation}”关系)",
        "{leaves} to {enters} alone (by “{relation}”)",
    ),
    "page.skip": ("越过 {kinds}", "passes {kinds}"),
    "page.hands_over": ("移交", "handed over"),
    "page.keeps": ("只联络,不移交", "liaison only"),
    "page.all_steps": ("全部环节", "all steps"),
    "page.mode.entrusts": ("委托,仍由委托方决定", "entrusted; the principal decides"),
    "page.mode.empowers": ("授权,由受权方决定", "empowered; the other decides"),
    "page.mode.devolves": ("下放,由下级决定", "devolved; the lower body decides"),
    "page.items": ("服务事项", "Service items"),
    "page.roles": ("由谁接、谁主办、谁协办", "Who receives, leads and helps"),
    "page.paths": ("流转路径", "Paths"),
    "page.limits": ("时限", "Time limits"),
    "page.competences": ("法定事项由谁决定", "Who decides by law"),
    "page.delegations": ("委托和下放", "Delegations"),
    "page.programmes": ("专项", "Programmes"),
    "page.sources": ("依据", "Sources"),
    "page.law_only": (
        "只有标“依据”的引自文件条款;报道、地方做法和推定都不是法律。",
        "Only what is marked “under” cites a clause of a document; reports, local"
        " practice and assumptions are not law.",
    ),
    "page.tests": ("用例", "Decision tests"),
    "page.living": ("安装和卸载", "Install and remove"),
    "page.install": (
        "安装:pip install --no-index --find-links 文件夹 {name}",
        "To install: pip install --no-index --find-links FOLDER {name}",
    ),
    "page.remove": ("卸载:pip uninstall {name}", "To remove: pip uninstall {name}"),
    "page.effect": (
        "卸载以后,{places}的诉求按其余规则包分办,"
        "没有规则的转兜底机构或报告没有规则;其他地区的答案不变。",
        "Once it is removed, requests of {places} are routed by the other packages, or"
        " go to the fallback, or no rule is found; answers elsewhere stay the same.",
    ),
    "page.head.code": ("代码", "code"),
    "page.head.name": ("名称", "name"),
    "page.head.products": ("产品", "products"),
    "page.head.registration": ("注册业务", "registration business"),
    "page.head.places": ("地区", "places"),
    "page.head.validity": ("有效期", "validity"),
    "page.head.source": ("依据", "source"),
    "page.head.role": ("角色", "role"),
    "page.head.when": ("条件", "when"),
    "page.head.holder": ("机构", "body"),
    "page.head.modality": ("效力", "force"),
    "page.head.hop": ("怎么走", "hop"),
    "page.head.keeps": ("是否移交", "hand-over"),
    "page.head.goal": ("做什么", "what for"),
    "page.head.length": ("多久", "length"),
    "page.head.effect": ("性质", "effect"),
    "page.head.matter": ("事项", "matter"),
    "page.head.decides": ("决定机关", "decides"),
    "page.head.confidence": ("把握", "confidence"),
    "page.head.from": ("委托方", "from"),
    "page.head.to": ("受托方", "to"),
    "page.head.mode": ("方式", "mode"),
    "page.head.steps": ("环节", "steps"),
    "page.head.kind": ("性质", "kind"),
    "page.head.document": ("文件", "document"),
    "page.head.clause": ("条款", "clause"),
    "page.head.about": ("核对或说明", "verified, or note"),
    "page.head.count": ("行数", "rows"),
    "page.head.question": ("问题", "question"),
    "page.head.place": ("地区", "place"),
    "page.head.day": ("日期", "day"),
    "page.head.expected": ("应得", "expected"),
}
"""Code to (Chinese, English)."""
