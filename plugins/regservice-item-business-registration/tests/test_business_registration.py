"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

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

WRONG: Final = [
    Tempting("310104", "device", "", "shanghai/mpa", "shanghai/xuhui/amr"),
    Tempting("310104", "device", "", "shanghai/amr", "shanghai/xuhui/amr"),
    Tempting("310104", "drug", "", "shanghai/xuhui/station", "shanghai/xuhui/amr"),
    Tempting(
        "310104",
        "none",
        "",
        "shanghai/xuhui/station",
        "shanghai/xuhui/amr",
        difficulty="basic",
    ),
    Tempting("110108", "device", "", "beijing/branch-2", "beijing/haidian/amr"),
    Tempting(
        "110000-bda", "device", "", "beijing/daxing/amr", "beijing/bda/commerce-finance"
    ),
    Tempting("320281", "device", "", "jiangsu/wuxi/amr", "jiangsu/jiangyin/amr"),
    Tempting("320118", "device", "", "jiangsu/gaochun/station", "jiangsu/nanjing/amr"),
    Tempting("370881", "device", "", "shandong/jining/approval", "shandong/qufu/amr"),
    Tempting(
        "370800-gaoxin", "device", "", "shandong/jining/amr", "shandong/jining/approval"
    ),
    Tempting(
        "370800-gaoxin",
        "device",
        "supervision",
        "shandong/jining/approval",
        "shandong/jining/amr",
    ),
    Tempting("140100", "device", "", "shanxi/mpa", "shanxi/taiyuan/amr"),
]
"""Bodies that one may well think of, and who leads instead."""


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
    fact = "business_registration:topic"
    wrong = WRONG
