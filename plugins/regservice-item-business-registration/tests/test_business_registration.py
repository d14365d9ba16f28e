"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance

NAME: Final = "regservice-item-business-registration"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "公司住所变更以后，三类注册证上的住所多久内要改？",
    "经营许可证上的经营范围想增加一项，怎么办？",
    "企业名称变更以后，生产许可证要不要换？",
    "医疗器械注册人名称变更需要哪些材料？",
    "开办药店要满足什么条件？",
    "一类产品备案人名称变更在哪里办？",
    "械字号面膜注册要多久？",
    "妆字号产品备案需要哪些资料？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "想把公司从奉贤迁到徐汇，企业迁移要先在哪边办？",
    "减资公告要登多少天？",
    "能不能先拿营业执照，以后再办器械生产许可？",
    "个体工商户想转成公司，个转企有什么手续？",
    "我们的公司章程改了，要不要去备个案？",
    "园区集群注册的地址可以用多久？",
]
"""Questions about this item, written after its words."""

WRONG: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {"place": "310104", "product": "device", "difficulty": "complex"},
        "shanghai/mpa",
        "shanghai/xuhui/amr",
    ),
    (
        {"place": "310104", "product": "device", "difficulty": "complex"},
        "shanghai/amr",
        "shanghai/xuhui/amr",
    ),
    (
        {"place": "310104", "product": "drug", "difficulty": "complex"},
        "shanghai/xuhui/station",
        "shanghai/xuhui/amr",
    ),
    (
        {"place": "310104", "product": "none", "difficulty": "basic"},
        "shanghai/xuhui/station",
        "shanghai/xuhui/amr",
    ),
    (
        {"place": "110108", "product": "device", "difficulty": "complex"},
        "beijing/branch-2",
        "beijing/haidian/amr",
    ),
    (
        {"place": "110000-bda", "product": "device", "difficulty": "complex"},
        "beijing/daxing/amr",
        "beijing/bda/commerce-finance",
    ),
    (
        {"place": "320281", "product": "device", "difficulty": "complex"},
        "jiangsu/wuxi/amr",
        "jiangsu/jiangyin/amr",
    ),
    (
        {"place": "320118", "product": "device", "difficulty": "complex"},
        "jiangsu/gaochun/station",
        "jiangsu/nanjing/amr",
    ),
    (
        {"place": "370881", "product": "device", "difficulty": "complex"},
        "shandong/jining/approval",
        "shandong/qufu/amr",
    ),
    (
        {"place": "370800-gaoxin", "product": "device", "difficulty": "complex"},
        "shandong/jining/amr",
        "shandong/jining/approval",
    ),
    (
        {
            "place": "370800-gaoxin",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"business_registration:topic": "supervision"},
        },
        "shandong/jining/approval",
        "shandong/jining/amr",
    ),
    (
        {"place": "140100", "product": "device", "difficulty": "complex"},
        "shanxi/mpa",
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
    item = "business_registration"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    wrong = WRONG
