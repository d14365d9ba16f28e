"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance

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

WRONG: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "listing"},
        },
        "shanghai/mpa",
        "shanghai/healthcare-security",
    ),
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "catalogue"},
        },
        "shanghai/xuhui/station",
        "shanghai/healthcare-security",
    ),
    (
        {
            "place": "310104",
            "product": "none",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "price"},
        },
        "shanghai/amr",
        "shanghai/healthcare-security",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "payment"},
        },
        "shanghai/health",
        "shanghai/healthcare-security",
    ),
    (
        {
            "place": "110108",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "listing"},
        },
        "beijing/mpa",
        "beijing/healthcare-security",
    ),
    (
        {
            "place": "320200",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "payment"},
        },
        "jiangsu/healthcare-security",
        "jiangsu/wuxi/healthcare-security",
    ),
    (
        {
            "place": "320200",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "listing"},
        },
        "jiangsu/wuxi/healthcare-security",
        "jiangsu/healthcare-security",
    ),
    (
        {
            "place": "370881",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "listing"},
        },
        "shandong/branch-6",
        "shandong/healthcare-security",
    ),
    (
        {
            "place": "140100",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"insurance_topic": "listing"},
        },
        "shanxi/mpa",
        "shanxi/healthcare-security",
    ),
]
"""The question, a body that is tempting but wrong, and the one that leads."""


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
