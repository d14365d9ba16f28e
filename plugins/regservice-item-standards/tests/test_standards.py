"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

NAME: Final = "regservice-item-standards"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "强制性标准更新以后，延续注册要不要重新检验？",
    "产品技术要求引用的行业标准改版了，要做变更注册吗？",
    "国家药品标准提高以后，我们要做补充申请吗？",
    "检验报告不符合药典要求怎么办？",
    "标签上的执行标准写错了，会怎么罚？",
    "没有国家标准的产品，注册检验用什么方法？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "我们协会想立一个团标，需要到市里登记吗？",
    "怎么加入医用电器标委会？",
    "企业标准领跑者什么时候申报？",
    "参与标准制定能不能算业绩？",
    "标准起草单位的排名怎么定？",
]
"""Questions about this item, written after its words."""

WRONG: Final = [
    Tempting("310104", "device", "local", "shanghai/mpa", "shanghai/amr"),
    Tempting("310104", "device", "local", "shanghai/xuhui/station", "shanghai/amr"),
    Tempting("310104", "device", "industry", "shanghai/amr", "shanghai/mpa"),
    Tempting("310104", "drug", "drug", "national/nmpa", "shanghai/mpa"),
    Tempting(
        "310104", "device", "national_recommended", "national/samr", "shanghai/amr"
    ),
    Tempting("110108", "device", "local", "beijing/mpa", "beijing/amr"),
    Tempting("320281", "device", "local", "jiangsu/mpa", "jiangsu/amr"),
    Tempting("320281", "drug", "drug", "jiangsu/amr", "jiangsu/mpa"),
    Tempting("370881", "device", "local", "shandong/mpa", "shandong/amr"),
    Tempting("370881", "device", "industry", "shandong/amr", "shandong/mpa"),
    Tempting("140100", "drug", "local", "shanxi/mpa", "shanxi/amr"),
    Tempting("140100", "device", "group", "shanxi/amr", "shanxi/taiyuan/amr"),
]
"""Bodies that one may well think of, and who leads instead."""


class TestConformance(PackageConformance):
    package = NAME
    level = "gold"
    watched = ("rules", "path_rules")
    source = Path(__file__).parents[1]


class TestItem(ItemConformance):
    package = NAME
    item = "standards"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    fact = "standard_level"
    wrong = WRONG
