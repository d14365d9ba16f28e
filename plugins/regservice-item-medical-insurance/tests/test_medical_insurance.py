"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

NAME: Final = "regservice-item-medical-insurance"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "员工社保和医疗保险怎么转移？",
    "医疗器械唯一标识赋码要在什么时候完成？",
    "注册检验的收费标准是多少？",
    "集中采购的原料药换供应商，要做变更吗？",
    "新药研发的补贴和资金怎么申请？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "我们的产品怎么进入医保？",
    "省里的集采什么时候报量？",
    "耗材没有医保码能卖给医院吗？",
    "DIP分值怎么定？",
    "新技术没有价格项目，医院收不了费怎么办？",
]
"""Questions about this item, written after its words."""

MATTERS: Final = [
    ("drug", "catalogue", "mi_catalogue"),
    ("device", "coding", "mi_consumable_code"),
    ("drug", "listing", "mi_listing"),
    ("device", "payment", "mi_payment_drg"),
    ("none", "price", "mi_service_price"),
]
"""A product, what is stated, and the matter of the law that is meant then."""

WRONG: Final = [
    Tempting(
        "310104", "device", "listing", "shanghai/mpa", "shanghai/healthcare-security"
    ),
    Tempting(
        "310104",
        "drug",
        "catalogue",
        "shanghai/xuhui/station",
        "shanghai/healthcare-security",
    ),
    Tempting("310104", "none", "price", "shanghai/amr", "shanghai/healthcare-security"),
    Tempting(
        "310104", "device", "payment", "shanghai/health", "shanghai/healthcare-security"
    ),
    Tempting("110108", "drug", "listing", "beijing/mpa", "beijing/healthcare-security"),
    Tempting(
        "320200",
        "device",
        "payment",
        "jiangsu/healthcare-security",
        "jiangsu/wuxi/healthcare-security",
    ),
    Tempting(
        "320200",
        "device",
        "listing",
        "jiangsu/wuxi/healthcare-security",
        "jiangsu/healthcare-security",
    ),
    Tempting(
        "370881", "drug", "listing", "shandong/branch-6", "shandong/healthcare-security"
    ),
    Tempting("140100", "drug", "listing", "shanxi/mpa", "shanxi/healthcare-security"),
]
"""Bodies that one may well think of, and who leads instead."""


class TestConformance(PackageConformance):
    package = NAME
    level = "gold"
    watched = ("rules", "path_rules")
    source = Path(__file__).parents[1]


class TestItem(ItemConformance):
    package = NAME
    item = "medical_insurance"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    fact = "insurance_topic"
    matters = MATTERS
    wrong = WRONG
