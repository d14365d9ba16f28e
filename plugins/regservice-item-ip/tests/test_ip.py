"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

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

WRONG: Final = [
    Tempting("310104", "drug", "patent", "shanghai/mpa", "shanghai/ip"),
    Tempting("310104", "drug", "linkage", "shanghai/xuhui/station", "shanghai/ip"),
    Tempting("310115", "drug", "patent", "shanghai/ip", "shanghai/pudong/ip"),
    Tempting("310104", "device", "infringement", "shanghai/ip", "shanghai/xuhui/amr"),
    Tempting("110108", "drug", "patent", "beijing/mpa", "beijing/ip"),
    Tempting("320281", "device", "dispute", "jiangsu/mpa", "jiangsu/ip"),
    Tempting("370881", "drug", "trademark", "shandong/mpa", "shandong/amr"),
    Tempting("140100", "drug", "other", "shanxi/mpa", "shanxi/ip"),
]
"""Bodies that one may well think of, and who leads instead."""


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
