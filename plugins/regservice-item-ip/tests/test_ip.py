"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance

NAME: Final = "regservice-item-ip"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "品种转让以后，批准文号归谁？",
    "优先审评和优先审批有什么区别？",
    "审评等待期间还能补充资料吗？",
    "申请注册的资料要不要先送预审？",
    "有人冒用我们公司的名义卖面霜，向哪里举报？",
    "买到假冒产品，找谁赔偿？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "想给新的导管申请专利，先找哪里？",
    "对手抄袭我们的专利怎么处理？",
    "仿制药上市之前要不要做专利声明？",
    "公司的商标能不能转让给子公司？",
    "知识产权质押要找谁办？",
]
"""Questions about this item, written after its words."""

MATTERS: Final = [
    ("drug", "patent", "ip_patent_grant"),
    ("device", "dispute", "ip_patent_dispute"),
    ("drug", "linkage", "ip_patent_linkage"),
    ("none", "trademark", "ip_trademark_registration"),
    ("cosmetic", "infringement", "ip_trademark_infringement"),
]
"""A product, what is stated, and the matter of the law that is meant then."""

WRONG: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "patent"},
        },
        "shanghai/mpa",
        "shanghai/ip",
    ),
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "linkage"},
        },
        "shanghai/xuhui/station",
        "shanghai/ip",
    ),
    (
        {
            "place": "310115",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "patent"},
        },
        "shanghai/ip",
        "shanghai/pudong/ip",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ip_right": "infringement"},
        },
        "shanghai/ip",
        "shanghai/xuhui/amr",
    ),
    (
        {
            "place": "110108",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "patent"},
        },
        "beijing/mpa",
        "beijing/ip",
    ),
    (
        {
            "place": "320281",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ip_right": "dispute"},
        },
        "jiangsu/mpa",
        "jiangsu/ip",
    ),
    (
        {
            "place": "370881",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "trademark"},
        },
        "shandong/mpa",
        "shandong/amr",
    ),
    (
        {
            "place": "140100",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ip_right": "other"},
        },
        "shanxi/mpa",
        "shanxi/ip",
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
    item = "ip"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    fact = "ip_right"
    matters = MATTERS
    wrong = WRONG
