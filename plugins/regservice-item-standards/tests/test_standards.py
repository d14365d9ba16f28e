"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance

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

WRONG: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanghai/mpa",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanghai/xuhui/station",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "industry"},
        },
        "shanghai/amr",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "drug"},
        },
        "national/nmpa",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "national_recommended"},
        },
        "national/samr",
        "shanghai/amr",
    ),
    (
        {
            "place": "110108",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "beijing/mpa",
        "beijing/amr",
    ),
    (
        {
            "place": "320281",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "jiangsu/mpa",
        "jiangsu/amr",
    ),
    (
        {
            "place": "320281",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "drug"},
        },
        "jiangsu/amr",
        "jiangsu/mpa",
    ),
    (
        {
            "place": "370881",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shandong/mpa",
        "shandong/amr",
    ),
    (
        {
            "place": "370881",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "industry"},
        },
        "shandong/amr",
        "shandong/mpa",
    ),
    (
        {
            "place": "140100",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanxi/mpa",
        "shanxi/amr",
    ),
    (
        {
            "place": "140100",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "group"},
        },
        "shanxi/amr",
        "shanxi/taiyuan/amr",
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
    item = "standards"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    wrong = WRONG
