"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

NAME: Final = "regservice-item-advertising"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "化妆品功效宣称摘要在哪里上传？",
    "直播间卖化妆品要办什么手续？",
    "法规宣传资料在哪里下载？",
    "说明书和标签的内容可以改吗？",
    "能请老师到园区做一次法规宣讲吗？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "想在地铁里给口罩打广告，要先批吗？",
    "短视频里介绍药品算不算广告？",
    "广告里能写治愈率吗？",
    "宣传册上能印患者故事吗？",
    "广告文案被平台下架了，去哪里申诉？",
]
"""Questions about this item, written after its words."""

MATTERS: Final = [
    ("drug", "review", "ad_review_drug"),
    ("device", "review", "ad_review_device"),
    ("device", "published", "ad_supervision"),
]
"""A product, what is stated, and the matter of the law that is meant then."""

WRONG: Final = [
    Tempting("310104", "drug", "review", "shanghai/mpa", "shanghai/amr"),
    Tempting("310104", "device", "review", "shanghai/xuhui/station", "shanghai/amr"),
    Tempting("310104", "device", "published", "shanghai/amr", "shanghai/xuhui/amr"),
    Tempting("310104", "cosmetic", "review", "shanghai/amr", "shanghai/xuhui/amr"),
    Tempting("320281", "device", "review", "jiangsu/mpa", "jiangsu/amr"),
    Tempting("110108", "drug", "review", "beijing/mpa", "beijing/haidian/amr"),
    Tempting("110108", "device", "review", "beijing/amr", "beijing/haidian/amr"),
    Tempting("370881", "device", "review", "shandong/mpa", "shandong/qufu/amr"),
    Tempting("140100", "drug", "review", "shanxi/mpa", "shanxi/taiyuan/amr"),
]
"""Bodies that one may well think of, and who leads instead."""


class TestConformance(PackageConformance):
    package = NAME
    level = "gold"
    watched = ("rules", "path_rules")
    source = Path(__file__).parents[1]


class TestItem(ItemConformance):
    package = NAME
    item = "ad_compliance"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    fact = "ad_stage"
    matters = MATTERS
    wrong = WRONG
